using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Money;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Portal;

/// <summary>What was kept of one promise to a customer in one month.</summary>
public sealed record OwnFigure(string Agreement, int Version, string Target, Metric Metric, string Month, Attainment Attainment);

/// <summary>The report of the live clocks, over a customer's own tickets.</summary>
public static class OwnAttainment
{
    private const int Months = 6;

    public static IReadOnlyList<OwnFigure> Of(Session session, PublishedAgreements agreements, OwnScope scope, Instant now, DateTimeZone zone)
    {
        var (report, _) = LiveReport.Count(session, agreements, scope.Tenant, Query(scope, now, zone));
        return [.. report.Rows.Where(r => r.Promised && !OwnPromises.Internal.Contains(r.Metric.ToString()) && r.Period != "open" && r.Attainment.Counted > 0)
            .Select(r => new OwnFigure(r.Agreement, r.Version, r.Target, r.Metric, r.Period, r.Attainment)).OrderByDescending(f => f.Month, StringComparer.Ordinal).ThenBy(f => f.Metric).ThenBy(f => f.Target, StringComparer.Ordinal)];
    }

    /// <summary>The tickets behind one number, and whether each counts as kept; null where it is not counted.</summary>
    public static IReadOnlyList<(Ticket Ticket, bool? Kept)> Behind(Session session, PublishedAgreements agreements, OwnScope scope, Instant now, DateTimeZone zone, CellQuery cell) =>
        [.. LiveReport.Behind(session, agreements, scope.Tenant, Query(scope, now, zone), cell).Where(c => !OwnPromises.Internal.Contains(c.Clock.Metric) && scope.Covers(c.Ticket))
            .Select(c => (TicketQueries.Find(session, scope.Tenant, c.Ticket.Id.ToString())!, c.Clock.StateAt(now) switch
            {
                Engine.Clocks.ClockState.Met => true,
                Engine.Clocks.ClockState.MetLate or Engine.Clocks.ClockState.Overdue => false,
                _ => (bool?)null,
            }))];

    private static LiveQuery Query(OwnScope scope, Instant now, DateTimeZone zone) => new(now, [], Engine.Agreements.Period.Month, MonthsBefore(now, zone, Months), null,
        scope.Customer is { } customer ? [("customer", [customer])] : [("contact", [scope.Contact.Handle]), ("customer", [""])]);

    /// <summary>Where the month begins that was so many months ago.</summary>
    internal static Instant MonthsBefore(Instant now, DateTimeZone zone, int months) =>
        now.InZone(zone).Date.With(DateAdjusters.StartOfMonth).PlusMonths(-months).AtStartOfDayInZone(zone).ToInstant();
}
