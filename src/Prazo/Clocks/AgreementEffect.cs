using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Clocks;

/// <summary>A clock that would stand differently.</summary>
public sealed record MovedClock(Guid Ticket, long Number, string Target, int Cycle, ClockState? Before, ClockState? After, Instant? DueBefore, Instant? DueAfter);

/// <summary>What would become of tickets: shown before anything is done (T18).</summary>
/// <param name="Tickets">Looked at.</param>
/// <param name="Moved">Clocks with another due date, state, or none any more, or new.</param>
public sealed record AgreementEffect(int Tickets, IReadOnlyList<MovedClock> Moved)
{
    /// <summary>Clocks whose promise would be broken and is not now.</summary>
    public int WouldBreak => Moved.Count(m => IsLate(m.After) && !IsLate(m.Before));

    /// <summary>Clocks whose promise is broken now and would not be.</summary>
    public int WouldHeal => Moved.Count(m => IsLate(m.Before) && !IsLate(m.After));

    private static bool IsLate(ClockState? state) => state is ClockState.Overdue or ClockState.MetLate;

    /// <summary>What publishing would do to open tickets.</summary>
    /// <param name="after">By pin: what a ticket would see.</param>
    public static AgreementEffect OfPublishing(Session session, Guid tenant, PublishedAgreements agreements, Func<long, AgreementSet> after, Instant asOf) =>
        Of(session, tenant, openOnly: true, pin => agreements.For(session, tenant, pin), after, asOf);

    /// <summary>Replays every ticket of a scope under two sets of agreements and compares.</summary>
    /// <param name="before">By pin: what a ticket sees now.</param>
    /// <param name="after">By pin: what it would see.</param>
    public static AgreementEffect Of(Session session, Guid tenant, bool openOnly, Func<long, AgreementSet> before, Func<long, AgreementSet> after, Instant asOf)
    {
        var tickets = session.Query<Ticket>($"SELECT {TicketStore.Columns} FROM tickets WHERE tenant_id = @tenant{(openOnly ? " AND closed IS NULL" : "")} ORDER BY number", new { tenant });
        var moved = new List<MovedClock>();
        foreach (var ticket in tickets)
        {
            var events = TicketStore.Events(session, tenant, ticket.Id).Select(r => r.Event()).ToList();
            Compare(ticket, ClockEngine.Replay(before(ticket.Rev), events, asOf), ClockEngine.Replay(after(ticket.Rev), events, asOf), moved);
        }
        return new AgreementEffect(tickets.Count, moved);
    }

    private static void Compare(Ticket ticket, TicketReplay before, TicketReplay after, List<MovedClock> moved)
    {
        var old = before.Clocks.ToDictionary(c => (c.Lane, c.Cycle));
        foreach (var now in after.Clocks)
        {
            old.Remove((now.Lane, now.Cycle), out var was);
            if (was?.Due != now.Due || was?.State != now.State)
                moved.Add(new MovedClock(ticket.Id, ticket.Number, now.Target, now.Cycle, was?.State, now.State, was?.Due, now.Due));
        }
        foreach (var was in old.Values)
            moved.Add(new MovedClock(ticket.Id, ticket.Number, was.Target, was.Cycle, was.State, null, was.Due, null));
    }
}
