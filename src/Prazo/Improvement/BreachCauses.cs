using System.Globalization;
using NodaTime;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Improvement;

/// <summary>A broken promise, and why it was broken if somebody has said so.</summary>
public sealed record Breach(ClockEntry Clock, Ticket Ticket, Cause? Cause, string? Note, Instant? Given, string? GivenBy);

/// <summary>A cause for some broken promises.</summary>
/// <param name="Clocks">Ids of clocks whose promises were broken.</param>
/// <param name="Cause">Without one, what was said before is taken back.</param>
/// <param name="Note">What else there is to say; it replaces the note before.</param>
public sealed record CauseGiven(IReadOnlyList<Guid>? Clocks, string? Cause, string? Note = null);

/// <summary>Why promises were broken, as people found it.</summary>
public static class BreachCauses
{
    public const int MostAtOnce = 200;
    private const int LongestNote = 1000, AtOnce = 1000;

    /// <summary>Promises broken in the days of a query, the latest first.</summary>
    /// <param name="agreement">Of this only; null: of all.</param>
    /// <param name="team">That held the ticket at the breach; null: any.</param>
    public static IReadOnlyList<Breach> Of(Session session, PublishedAgreements agreements, Guid tenant, LiveQuery query, string? agreement = null, string? team = null)
    {
        var broken = LiveReport.Broken(session, agreements, tenant, query).Where(b => (agreement is null || b.Clock.Agreement == agreement) && (team is null || (b.Clock.Team ?? "") == team)).ToList();
        return [.. With(session, tenant, broken).OrderByDescending(b => b.Clock.VerdictAt ?? b.Clock.Last).ThenBy(b => b.Clock.Id)];
    }

    /// <summary>The broken promises of one ticket, in the order of its clocks.</summary>
    public static IReadOnlyList<Breach> Of(Session session, Ticket ticket, Instant now) =>
        With(session, ticket.TenantId, [.. ClockStore.Of(session, ticket.TenantId, ticket.Id).Where(c => IsBroken(c, now)).Select(c => (c, ticket))]);

    public static bool IsBroken(ClockEntry clock, Instant now) => clock.Promise is not null && !LiveReport.IsCustomers(clock) && clock.StateAt(now) is ClockState.MetLate or ClockState.Overdue;

    private static List<Breach> With(Session session, Guid tenant, IReadOnlyList<(ClockEntry Clock, Ticket Ticket)> broken)
    {
        var causes = Causes.All(session, tenant).ToDictionary(c => c.Id, StringComparer.Ordinal);
        var given = new Dictionary<(Guid, string, long), Given>();
        var notes = new Dictionary<(Guid, string), string>();
        foreach (var some in broken.Select(b => b.Ticket.Id).Distinct().Chunk(AtOnce))
        {
            var values = new { tenant, ids = session.Dialect.Ids(some), kind = TicketTexts.Word(TextKind.Cause) };
            foreach (var row in session.Query<Given>($"SELECT ticket_id, lane, cycle, cause, given AS at, given_by FROM breach_causes WHERE tenant_id = @tenant AND {session.Dialect.AnyOf("ticket_id", "ids")}", values))
                given[(row.TicketId, row.Lane, row.Cycle)] = row;
            foreach (var text in session.Query<TicketText>($"SELECT ticket_id, kind, about, body FROM ticket_texts WHERE tenant_id = @tenant AND kind = @kind AND {session.Dialect.AnyOf("ticket_id", "ids")}", values))
                notes[(text.TicketId, text.About)] = text.Body;
        }
        return [.. broken.Select(b => given.TryGetValue((b.Ticket.Id, b.Clock.Lane, b.Clock.Cycle), out var g)
            ? new Breach(b.Clock, b.Ticket, causes.GetValueOrDefault(g.Cause) ?? new Cause(g.Cause, new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = g.Cause }), notes.GetValueOrDefault((b.Ticket.Id, About(b.Clock))), g.At, g.GivenBy)
            : new Breach(b.Clock, b.Ticket, null, null, null, null))];
    }

    /// <summary>Gives all of them the cause, or none: what is not a broken promise is refused. How many there were.</summary>
    public static int Give(Act act, CauseGiven given)
    {
        var ids = (given.Clocks ?? []).Distinct().ToList();
        if (ids.Count is 0 or > MostAtOnce)
            throw new RefusedException("missing-key", "clocks", $"name 1 to {MostAtOnce} broken promises");
        var note = Inputs.Text("note", given.Note, LongestNote);
        var cause = string.IsNullOrWhiteSpace(given.Cause) ? null : Causes.Own(act).FirstOrDefault(c => c.Id == given.Cause)
            ?? throw new RefusedException("unknown-cause", "cause", $"there is no cause '{given.Cause}'", "GET /api/v1/causes lists them");
        if (cause is { Archived: not null })
            throw new RefusedException("archived-cause", "cause", $"'{cause.Id}' is put away", "choose another, or take it back into use");
        // By their ids, so that two who explain the same tickets do not wait for each other.
        var tickets = Clocks(act, ids).Select(c => c.TicketId).Distinct().Order().Select(id => TicketStore.Lock(act.Tx, act.Tenant, id)!).ToDictionary(t => t.Id);
        var clocks = Clocks(act, ids);
        if (clocks.Count < ids.Count)
            throw new RefusedException("unknown-clock", "clocks", "one of these clocks is not there");
        if (clocks.FirstOrDefault(c => !IsBroken(c, act.Now)) is { } kept)
            throw new RefusedException("not-broken", "clocks", string.Create(CultureInfo.InvariantCulture, $"the promise '{kept.Target}' of #{tickets[kept.TicketId].Number} is not broken"));
        foreach (var some in clocks.GroupBy(c => c.TicketId))
        {
            foreach (var clock in some)
                Give(act, tickets[some.Key], clock, cause, note);
            act.Touch(tickets[some.Key]);
        }
        return clocks.Count;
    }

    private static void Give(Act act, Ticket ticket, ClockEntry clock, Cause? cause, string? note)
    {
        var row = new { act.Tenant, clock.TicketId, clock.Lane, clock.Cycle, cause = cause?.Id, act.Now, act.Asker.Actor };
        if (cause is null)
            act.Tx.Execute("DELETE FROM breach_causes WHERE tenant_id = @Tenant AND ticket_id = @TicketId AND lane = @Lane AND cycle = @Cycle", row);
        else
            act.Tx.Execute("""
                INSERT INTO breach_causes (tenant_id, ticket_id, lane, cycle, cause, given, given_by) VALUES (@Tenant, @TicketId, @Lane, @Cycle, @cause, @Now, @Actor)
                ON CONFLICT (tenant_id, ticket_id, lane, cycle) DO UPDATE SET cause = @cause, given = @Now, given_by = @Actor
                """, row);
        TicketTexts.Put(act, ticket, TextKind.Cause, About(clock), cause is null ? null : note);
        act.Audit(cause is null ? "breach.unexplained" : "breach.explained", $"ticket:{ticket.Id}", new { clock.Target, clock.Cycle, cause = cause?.Id });
    }

    private static IReadOnlyList<ClockEntry> Clocks(Act act, IReadOnlyList<Guid> ids) =>
        act.Tx.Query<ClockEntry>($"SELECT {ClockStore.Columns} FROM clocks WHERE tenant_id = @Tenant AND {act.Tx.Dialect.AnyOf("id", "ids")}", new { act.Tenant, ids = act.Tx.Dialect.Ids(ids) });

    private static string About(ClockEntry clock) => string.Create(CultureInfo.InvariantCulture, $"{clock.Lane}#{clock.Cycle}");

    private sealed record Given
    {
        public Guid TicketId { get; init; }
        public string Lane { get; init; } = "";
        public long Cycle { get; init; }
        public string Cause { get; init; } = "";
        public Instant At { get; init; }
        public string GivenBy { get; init; } = "";
    }
}
