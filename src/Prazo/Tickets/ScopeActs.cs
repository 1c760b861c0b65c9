using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Tickets;

/// <summary>What people do with a request outside of its agreement's scope.</summary>
public static class ScopeActs
{
    /// <summary>Marks it by hand by a clause of its agreement; null: it is inside, whatever its fields say. A decision is taken back by either.</summary>
    public static Ticket Mark(Act act, PublishedAgreements agreements, Ticket ticket, string? clause)
    {
        var (set, replay) = Replay(act, agreements, ticket);
        if (clause is not null && !TicketScope.Agreements(set, replay).SelectMany(a => a.Exclusions).Any(e => e.Clause == clause))
            throw new RefusedException("unknown-clause", "clause", $"no agreement of the ticket excludes anything by clause {clause}", "write one that stands under `exclusions:`");
        if (clause is not null)
            Person(act);
        return act.Record(ticket, Changes(act, ticket, (TicketScope.Mark, clause ?? TicketScope.Inside), (TicketScope.Decision, ""), (TicketScope.Offer, ""))).Ticket;
    }

    /// <summary>Ends it with a message that says the clause; what was declined already stays as it is. Open promises are waived by the clause, which both parties have signed; one that is broken already stays broken.</summary>
    /// <param name="language">Of the clause's text in the message.</param>
    public static Ticket Decline(Act act, PublishedAgreements agreements, Ticket ticket, string? text, string? language)
    {
        if (ticket.Closed is not null && TicketRows.Fields(ticket).GetValueOrDefault(TicketScope.State) == TicketScope.Declined)
            return ticket;
        var (replay, standing) = Undecided(act, agreements, ticket);
        if (standing.ByHand)
            Person(act);
        if (standing.ByHand && MarkedBy(act, ticket) == act.Asker.Actor)
            throw new RefusedException("own-mark", "", "a second person declines what was marked by hand", "ask somebody else, or offer it for a price");
        var said = Said(Inputs.Needed("text", text, Inputs.LongestBody), standing.Clause, language);
        act.Audit("scope.declined", $"ticket:{ticket.Id}", new { standing.Agreement, standing.Version, clause = standing.Clause.Clause, standing.ByHand });
        var waived = act.Record(ticket, [.. Waivers(act, replay, standing), .. Changes(act, ticket, (TicketScope.Decision, TicketScope.Declined))]).Ticket;
        return TicketEdits.Close(act, Messages.Reply(act, waived, new Writing(said)).Ticket, null);
    }

    /// <summary>Offers it for a price, and waits for the customer: the agreement's own pauses hold meanwhile.</summary>
    public static Ticket Offer(Act act, PublishedAgreements agreements, Ticket ticket, string? price, string? text, string? language)
    {
        var (_, standing) = Undecided(act, agreements, ticket);
        var offer = (string.IsNullOrWhiteSpace(price) ? standing.Clause.Price : Price.Parse(price)) ?? throw new RefusedException("bad-price", "price", $"'{price}' is no amount with a currency", "write it like 250.00 BRL");
        var said = Said($"{Inputs.Needed("text", text, Inputs.LongestBody)}\n\n{offer}", standing.Clause, language);
        act.Audit("scope.offered", $"ticket:{ticket.Id}", new { standing.Agreement, standing.Version, clause = standing.Clause.Clause, price = offer.ToString() });
        var replied = Messages.Reply(act, ticket, new Writing(said)).Ticket;
        return act.Record(replied, Changes(act, replied, (TicketScope.Decision, TicketScope.Offered), (TicketScope.Offer, offer.ToString()), ("status", "waiting-customer"))).Ticket;
    }

    /// <summary>The customer takes the offer, and the work goes on; or does not, and the ticket ends as one that was declined.</summary>
    public static Ticket Answer(Act act, PublishedAgreements agreements, Ticket ticket, bool accepts)
    {
        if (TicketRows.Fields(ticket).GetValueOrDefault(TicketScope.State) == (accepts ? TicketScope.Accepted : TicketScope.Refused))
            return ticket;
        var (set, replay) = Replay(act, agreements, ticket);
        if (ticket.Closed is not null || TicketScope.Of(set, replay) is not { State: TicketScope.Offered } standing)
            throw new RefusedException("no-offer", "", "no offer waits for an answer");
        act.Audit(accepts ? "scope.accepted" : "scope.refused", $"ticket:{ticket.Id}", new { standing.Agreement, standing.Version, clause = standing.Clause.Clause, price = standing.Offer?.ToString() });
        return accepts ? act.Record(ticket, Changes(act, ticket, (TicketScope.Decision, TicketScope.Accepted), ("status", "open"))).Ticket
            : TicketEdits.Close(act, act.Record(ticket, [.. Waivers(act, replay, standing), .. Changes(act, ticket, (TicketScope.Decision, TicketScope.Refused))]).Ticket, null);
    }

    private static (TicketReplay Replay, ScopeStanding Standing) Undecided(Act act, PublishedAgreements agreements, Ticket ticket)
    {
        var (set, replay) = Replay(act, agreements, ticket);
        if (ticket.Closed is not null)
            throw new RefusedException("ended", "", "the ticket has ended", "open it again first");
        return TicketScope.Of(set, replay) is { State: TicketScope.Out or TicketScope.Offered } standing ? (replay, standing)
            : throw new RefusedException("in-scope", "", "no clause puts the ticket outside of its agreement, or it was decided already", "mark it with a clause first");
    }

    private static (AgreementSet Set, TicketReplay Replay) Replay(Act act, PublishedAgreements agreements, Ticket ticket)
    {
        var set = agreements.For(act.Tx, act.Tenant, ticket.Rev);
        return (set, ClockEngine.Replay(set, TicketStore.Events(act.Tx, act.Tenant, ticket.Id).Select(r => r.Event()), Instant.Max(act.Now, ticket.Folded)));
    }

    /// <summary>Open promises of ours; what is broken has been broken, and what is kept has been kept.</summary>
    private static IEnumerable<TicketEvent> Waivers(Act act, TicketReplay replay, ScopeStanding standing) =>
        replay.Clocks.Where(c => c is { Promised: true, Run: not Run.Stopped, Verdict: Verdict.Open }).Select(c => c.Target).Distinct()
            .Select(target => new ClockWaived("", act.Now, act.Now, 0, target, TicketScope.Reason, act.Asker.Actor, $"agreement:{standing.Agreement}@{standing.Version}#{standing.Clause.Clause}"));

    private static TicketEvent[] Changes(Act act, Ticket ticket, params (string Field, string Value)[] changes)
    {
        var now = TicketRows.Fields(ticket);
        return [.. changes.Where(c => now.GetValueOrDefault(c.Field, "") != c.Value).Select(c => act.Sets(c.Field, c.Value))];
    }

    /// <summary>Behind two keys may stand the same person.</summary>
    private static void Person(Act act)
    {
        if (act.Handle is null)
            throw new RefusedException("no-person", "", "what is marked by hand is marked by one person and declined by another, and a key is nobody", "sign in");
    }

    private static string? MarkedBy(Act act, Ticket ticket) =>
        TicketStore.Events(act.Tx, act.Tenant, ticket.Id).LastOrDefault(r => r.Event() is FieldChanged { Field: TicketScope.Mark })?.Actor;

    /// <summary>A message that says the clause, once.</summary>
    private static string Said(string text, Exclusion clause, string? language) =>
        clause.Text(language) is { Length: > 0 } says && !text.Contains(says, StringComparison.Ordinal) ? $"{text}\n\n{clause.Clause}: {says}" : text;
}
