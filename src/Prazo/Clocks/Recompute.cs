using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Clocks;

/// <summary>What is kept of clocks against what a replay says today: after a new version of the program, of the tz database or of a holiday list. Looks only;
/// a <see cref="Refold"/> of all tickets applies it, and keeps both verdicts: the old one, taken back, and the new.</summary>
public static class Recompute
{
    public static AgreementEffect Preview(Session session, Guid tenant, PublishedAgreements agreements, Instant now)
    {
        var tickets = session.Query<Ticket>($"SELECT {TicketStore.Columns} FROM tickets WHERE tenant_id = @tenant ORDER BY number", new { tenant });
        var moved = new List<MovedClock>();
        foreach (var ticket in tickets)
        {
            var replay = ClockEngine.Replay(agreements.For(session, tenant, ticket.Rev), TicketStore.Events(session, tenant, ticket.Id).Select(r => r.Event()), now);
            Compare(ticket, ClockStore.Of(session, tenant, ticket.Id).ToDictionary(c => (c.Lane, (int)c.Cycle)), replay, now, moved);
        }
        return new AgreementEffect(tickets.Count, moved);
    }

    private static void Compare(Ticket ticket, Dictionary<(string, int), ClockEntry> kept, TicketReplay replay, Instant now, List<MovedClock> moved)
    {
        foreach (var clock in replay.Clocks)
        {
            kept.Remove((clock.Lane, clock.Cycle), out var was);
            var due = clock.Marks.Due is { } ms ? Instant.FromUnixTimeMilliseconds(ms) : (Instant?)null;
            if (was is null || was.Due != due || was.StateAt(now) != clock.State || was.VerdictAt != clock.VerdictAt)
                moved.Add(new MovedClock(ticket.Id, ticket.Number, clock.Target, clock.Cycle, was?.StateAt(now), clock.State, was?.Due, due));
        }
        foreach (var was in kept.Values)
            moved.Add(new MovedClock(ticket.Id, ticket.Number, was.Target, (int)was.Cycle, was.StateAt(now), null, was.Due, null));
    }
}
