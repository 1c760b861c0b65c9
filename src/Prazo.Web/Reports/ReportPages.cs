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
        pages.MapGet("/reports/times", ShowTimes).For(Ability.Read);
        pages.MapGet("/reports/times/tickets", TimesTickets).For(Ability.Read);
        pages.MapGet("/reports/moves", ShowMoves).For(Ability.Read);
        pages.MapGet("/reports/moves/tickets", MovesTickets).For(Ability.Read);
        pages.MapGet("/reports/pauses", ShowPauses).For(Ability.Read);
        pages.MapGet("/reports/map", ShowMap).For(Ability.Read);
    }

    /// <param name="tv">For a large screen on a wall.</param>
    private static Task<IResult> Today(HttpContext context, string? tv) => context.Show<TodayPage, TodayModel>((s, viewer) => TodayModel.Of(s, viewer, tv is not null));

    private static Task<IResult> Show(HttpContext context, PublishedAgreements agreements, PdfPrinter printer, [AsParameters] ReportAsked asked) =>
        context.Show<ReportPage, ReportPageModel>((s, viewer) => ReportPageModel.Of(s, agreements, viewer, asked, printer.CanPrint));

    private static Task<IResult> Tickets(HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked, string metric, string? target, string? value, string? period)
    {
        if (!Enum.TryParse<Metric>(metric, out var known) || !Enum.IsDefined(known))
            throw new MissingException();
        return context.Show<ReportTicketsPage, ReportTicketsModel>((s, viewer) => ReportTicketsModel.Of(s, agreements, viewer, asked, known, target ?? "", context.Request.Query.ContainsKey("value") ? value ?? "" : null, period));
    }

    private static Task<IResult> ShowTimes(HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked, string? @in) =>
        context.Show<TimesPage, TimesModel>((s, viewer) => TimesModel.Of(s, agreements, viewer, asked, TimesAsked.IsClock(@in)));

    private static Task<IResult> TimesTickets(HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked, string metric, string? target, string? value, int? percentile, string? @in) =>
        context.Show<BehindPage, BehindModel>((s, viewer) => TimesModel.Behind(s, agreements, viewer, asked, new TimesAsked(metric, target, Given(context, "value", value), percentile, @in)));

    private static Task<IResult> ShowMoves(HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked) =>
        context.Show<MovesPage, MovesModel>((s, viewer) => MovesModel.Of(s, agreements, viewer, asked));

    private static Task<IResult> MovesTickets(HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked, string? kind, string? value) =>
        context.Show<BehindPage, BehindModel>((s, viewer) => MovesModel.Behind(s, agreements, viewer, asked, string.IsNullOrEmpty(kind) ? null : kind, Given(context, "value", value)));

    private static Task<IResult> ShowPauses(HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked, string? who, string? party, string? rule) =>
        context.Show<PausesPage, PausesModel>((s, viewer) => PausesModel.Of(s, agreements, viewer, asked, Given(context, "who", who), party, rule));

    private static Task<IResult> ShowMap(HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked, string? promise) =>
        context.Show<MapPage, MapModel>((s, viewer) => MapModel.Of(s, agreements, viewer, asked, promise));

    /// <summary>An empty value is one, too: those that have none.</summary>
    private static string? Given(HttpContext context, string name, string? value) => context.Request.Query.ContainsKey(name) ? value ?? "" : null;
}
