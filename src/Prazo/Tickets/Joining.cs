using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary>Merging two tickets, and making a message a ticket of its own.</summary>
public static class Joining
{
    /// <summary>The first ticket goes up in the second: its clocks are cancelled with a link, its messages are shown there, and its earliest unanswered message is owed there (T14).</summary>
    public static Ticket Merge(Act act, Ticket ticket, Ticket survivor)
    {
        var since = UnansweredSince(TicketStore.Events(act.Tx, act.Tenant, ticket.Id).Select(r => r.Event()), act.Now);
        act.Record(ticket, Leaving(survivor, act.Now));
        TicketLinks.Write(act, ticket.Id, LinkKind.MergedInto, survivor.Id);
        act.Tx.Execute("UPDATE ticket_links SET other_id = @survivor WHERE tenant_id = @Tenant AND other_id = @ticket AND kind = 'merged-into'", new { act.Tenant, survivor = survivor.Id, ticket = ticket.Id });
        act.Tx.Execute("""
            INSERT INTO ticket_followers (tenant_id, ticket_id, handle, since)
            SELECT tenant_id, @survivor, handle, @Now FROM ticket_followers WHERE tenant_id = @Tenant AND ticket_id = @ticket
            ON CONFLICT (tenant_id, ticket_id, handle) DO NOTHING
            """, new { act.Tenant, survivor = survivor.Id, ticket = ticket.Id, act.Now });
        foreach (var message in MessageStore.Of(act.Tx, act.Tenant, ticket.Id))
            TicketSearch.Add(act.Tx, survivor, message.Body);
        return act.Record(survivor, Staying(ticket, since, act.Now)).Ticket;
    }

    private static TicketEvent[] Leaving(Ticket survivor, Instant now) => [new MergedInto("", now, now, 0, survivor.Id.ToString()), new FieldChanged("", now, now, 0, "status", "closed")];

    private static Absorbed Staying(Ticket ticket, Instant? since, Instant now) => new Absorbed("", now, now, 0, ticket.Id.ToString(), since);

    /// <summary>The logs of both, as they are and as they would be: for showing what a merge does before it is done.</summary>
    public static ((IReadOnlyList<TicketEvent> Before, IReadOnlyList<TicketEvent> After) Leaving, (IReadOnlyList<TicketEvent> Before, IReadOnlyList<TicketEvent> After) Staying) Events(Session session, Ticket ticket, Ticket survivor, Instant now)
    {
        // What is recorded is of whole milliseconds (T2); a replay as of a part of one would not see it.
        now = Instant.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        List<TicketEvent> Of(Ticket t) => [.. TicketStore.Events(session, t.TenantId, t.Id).Select(r => r.Event())];
        var (leaving, staying) = (Of(ticket), Of(survivor));
        return ((leaving, [.. leaving, .. After(leaving, Leaving(survivor, now))]), (staying, [.. staying, .. After(staying, [Staying(ticket, UnansweredSince(leaving, now), now)])]));

        // As the log would number them: what is of this very instant comes before.
        static IEnumerable<TicketEvent> After(List<TicketEvent> log, TicketEvent[] next) => next.Select((e, i) => e with { Sequence = log.Max(x => x.Sequence) + 1 + i });
    }

    /// <summary>When the customer wrote what nobody has answered yet; null when everything is answered.</summary>
    internal static Instant? UnansweredSince(IEnumerable<TicketEvent> events, Instant now)
    {
        Instant? since = null;
        foreach (var e in EventOrder.Of(events, now))
            since = e switch
            {
                TicketCreated { ByAgent: false } or CustomerMessage { Automatic: false, Thanks: false } => since ?? e.Occurred,
                Absorbed { UnansweredSince: { } other } => since is { } own && own < other ? own : other,
                AgentMessage { Public: true, Bot: false } or CallAnswered => null,
                _ => since,
            };
        return since;
    }

    /// <summary>A customer's message becomes a ticket of its own, with the fields of the ticket on which it was written. The message stays where it was, too: what happened there has happened.</summary>
    /// <param name="fromNow">Its promises count from now, and not from when the customer wrote.</param>
    public static (Ticket Ticket, Guid Message) Split(Act act, Ticket ticket, Guid message, string? subject, bool fromNow)
    {
        if (MessageStore.Find(act.Tx, act.Tenant, ticket.Id, message) is not { } original)
            throw new RefusedException("unknown-message", "message", $"the ticket has no message {message}");
        if (original.Kind != "customer")
            throw new RefusedException("not-from-customer", "message", "only what a customer wrote becomes a ticket");
        var fields = TicketRows.Fields(ticket).Where(f => f.Key is not ("status" or "agent" or "workaround" or "parent" or "duplicate" or "problem" or TicketFields.Satisfaction) && !TicketScope.IsOwn(f.Key))
            .Append(new("status", "new")).ToImmutableSortedDictionary(StringComparer.Ordinal);
        var at = fromNow ? act.Now : original.At;
        var made = TicketStore.Insert(act.Tx, act.Tenant, "", "", act.Now);
        var (opened, events) = act.Record(made, new TicketCreated("", at, act.Now, 0, fields));
        TicketTexts.Put(act, opened, TextKind.Subject, "", Inputs.Text("subject", subject, Inputs.LongestSubject) ?? TicketTexts.Of(act.Tx, act.Tenant, ticket.Id, TextKind.Subject, ""));
        TicketLinks.Write(act, opened.Id, LinkKind.SplitFrom, ticket.Id);
        var copy = original with { Id = Storage.Ids.New(act.Now), TicketId = opened.Id, EventId = events[0], Salt = TicketTexts.Salt(), Made = act.Now };
        MessageStore.Insert(act.Tx, copy);
        Attachments.Copy(act, original.Id, copy.Id);
        TicketSearch.Rebuild(act.Tx, opened);
        act.Touch(ticket);
        return (opened, copy.Id);
    }
}
