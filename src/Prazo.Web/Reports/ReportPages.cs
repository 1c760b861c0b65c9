using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Reports;

/// <summary>What was promised and what was kept; each number opens the tickets that it counts.</summary>
internal static class ReportPages
{
    public static void MapReportPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/today", Today).For(Ability.Read);
        pages.MapGet("/reports", Show).For(Ability.Read);
        pages.MapGet("/reports/tickets", Tickets).For(Ability.Read);
    }

    /// <param name="tv">For a large screen on a wall.</param>
    private static Task<IResult> Today(HttpContext context, string? tv) => context.Show<TodayPage, TodayModel>((s, viewer) => TodayModel.Of(s, viewer, tv is not null));

    private static Task<IResult> Show(HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked) =>
        context.Show<ReportPage, ReportPageModel>((s, viewer) => ReportPageModel.Of(s, agreements, viewer, asked));

    private static Task<IResult> Tickets(HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked, string metric, string? target, string? value, string? period)
    {
        if (!Enum.TryParse<Metric>(metric, out var known) || !Enum.IsDefined(known))
            throw new MissingException();
        return context.Show<ReportTicketsPage, ReportTicketsModel>((s, viewer) => ReportTicketsModel.Of(s, agreements, viewer, asked, known, target ?? "", context.Request.Query.ContainsKey("value") ? value ?? "" : null, period));
    }
}
