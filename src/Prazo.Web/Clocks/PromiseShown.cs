using NodaTime;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Web.Clocks;

/// <summary>The promise of a ticket that a list shows: the open one that is due first, otherwise one that waits in a pause.</summary>
/// <param name="Due">Until when it is counted down; null while it pauses. A promise whose working time is used up out of hours is kept until people work again (T6): that is the end then.</param>
/// <param name="Closed">It counts working time, and nobody works at the moment.</param>
public sealed record PromiseShown(ClockState State, Metric Metric, string Target, string Agreement, Instant? Due, bool Closed, string? Party)
{
    /// <summary>Where its title is; null where only the id is known.</summary>
    public Agreement? Under { get; init; }

    /// <summary>Of tickets that a page shows; those without an open promise are left out.</summary>
    public static IReadOnlyDictionary<Guid, PromiseShown> Of(Session session, PublishedAgreements agreements, Guid tenant, IReadOnlyList<Ticket> tickets, Instant now)
    {
        var revs = tickets.ToDictionary(t => t.Id, t => t.Rev);
        var shown = new Dictionary<Guid, PromiseShown>();
        foreach (var clocks in ClockStore.Open(session, tenant, tickets.Select(t => t.Id)).GroupBy(c => c.TicketId))
            if (clocks.Where(c => c.Promise is not null).OrderBy(c => c.Due is null).ThenBy(c => ClockEntry.EndOf(c.Due, c.Last, now)).ThenBy(c => c.Lane, StringComparer.Ordinal).FirstOrDefault() is { } first)
                shown[clocks.Key] = Of(first, agreements.For(session, tenant, revs[clocks.Key]), now);
        return shown;
    }

    public static PromiseShown Of(ClockEntry clock, AgreementSet set, Instant now) =>
        new(clock.StateAt(now), Enum.Parse<Metric>(clock.Metric), clock.Target, clock.Agreement, ClockEntry.EndOf(clock.Due, clock.Last, now), clock.Last > now && IsClosed(clock, set, now), clock.PauseParty)
        { Under = set.Agreements.FirstOrDefault(a => a.Id == clock.Agreement && a.Version == clock.Version) };

    private static bool IsClosed(ClockEntry clock, AgreementSet set, Instant now) =>
        clock.Promise?.EndsWith("clock", StringComparison.Ordinal) == false
        && set.Agreements.FirstOrDefault(a => a.Id == clock.Agreement && a.Version == clock.Version) is { } agreement
        && set.CalendarsOf(agreement).Find(clock.Calendar) is { } calendar
        && !calendar.IsOpen(now);
}
