using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Screen;

namespace Prazo.Web.Reports;

/// <summary>A clock behind a number: in its denominator, and perhaps in its numerator.</summary>
public sealed record CountedTicket(Ticket Ticket, bool Kept);

/// <summary>The tickets behind one number of the report page: exactly those that it counts.</summary>
public sealed record ReportTicketsModel(ReportAsked Asked, Metric Metric, string Target, string? Value, string? Period, long Kept, long Counted, IReadOnlyList<CountedTicket> Tickets)
{
    public const int Most = 500;

    public static ReportTicketsModel Of(Session session, PublishedAgreements agreements, Viewer viewer, ReportAsked asked, Metric metric, string target, string? value, string? period)
    {
        var tenant = viewer.Asker!.Tenant;
        var (report, history) = LiveReport.Count(session, agreements, tenant, asked.Query(viewer, asked.Days(viewer), perPeriod: true));
        var clocks = report.Rows.Where(r => r.Promised && r.Period != "open" && ReportPageModel.Key(r) == (metric, target) && (value is null || r.Values[0] == value) && (period is null || r.Period == period))
            .SelectMany(r => r.Tickets).Where(t => t.Counted).ToList();
        var shown = clocks.OrderBy(c => c.Kept).Take(Most).Select(c => new CountedTicket(TicketQueries.Find(session, tenant, history.Tickets[c.Ticket])!, c.Kept));
        return new ReportTicketsModel(asked, metric, target, value, period, clocks.Count(c => c.Kept), clocks.Count, [.. shown]);
    }
}
