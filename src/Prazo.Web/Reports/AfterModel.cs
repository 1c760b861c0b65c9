using Prazo.Agreements;
using Prazo.Engine.Statistics;
using Prazo.Reports.Live;
using Prazo.Satisfaction;
using Prazo.Storage;
using Prazo.Web.Screen;

namespace Prazo.Web.Reports;

/// <summary>What customers did next, after promises that were kept and after broken ones.</summary>
/// <param name="Within">So many days after a ticket had ended first.</param>
public sealed record AfterModel(ReportAsked Asked, int Within, int Kept, int Broken, IReadOnlyList<AftermathLine> Lines)
{
    public static AfterModel Of(Session session, PublishedAgreements agreements, Viewer viewer, ReportAsked asked, int within)
    {
        var tickets = Aftermath.Of(session, agreements, viewer.Asker!.Tenant, asked.Query(viewer, asked.Days(viewer), perPeriod: false), within);
        return new AfterModel(asked, within, tickets.Count(t => t.Kept), tickets.Count(t => !t.Kept), [.. Aftermath.All.Select(what => AftermathLine.Of(what, tickets))]);
    }

    /// <summary>The sample behind one share, those who did it first.</summary>
    public static IReadOnlyList<FollowedTicket> Counted(IEnumerable<FollowedTicket> tickets, string what, bool kept) =>
        [.. tickets.Where(t => t.Kept == kept && t.Did(what) is not null).OrderByDescending(t => t.Did(what)).ThenBy(t => t.Ticket.Number)];

    public static BehindModel Behind(Session session, PublishedAgreements agreements, Viewer viewer, ReportAsked asked, int within, string what, bool kept)
    {
        var all = Counted(Aftermath.Of(session, agreements, viewer.Asker!.Tenant, asked.Query(viewer, asked.Days(viewer), perPeriod: false), within), what, kept);
        return new BehindModel(asked.With("/reports/after", viewer, ("within", viewer.Number(within))), viewer[$"after.{what}"], $"{viewer[kept ? "satisfaction.kept" : "satisfaction.broken"]}: {viewer.Number(all.Count(t => t.Did(what) == true))} / {viewer.Number(all.Count)}",
            viewer["after.promises"], viewer[$"after.{what}"], viewer["after.not"], all.Count,
            BehindModel.Shown(session, viewer, all, t => t.Ticket, t => viewer[t.Kept ? "satisfaction.kept" : "satisfaction.broken"], t => t.Did(what) == true));
    }

    /// <summary>As percent.</summary>
    public static decimal Percent(double share) => (decimal)(share * 100);
}
