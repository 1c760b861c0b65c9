using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Statistics;
using Prazo.Reports.Live;
using Prazo.Satisfaction;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Reports;

/// <summary>Kept and broken promises beside what customers did next: for programs, and as pages.</summary>
internal static class AfterApi
{
    private const int MostBehind = 1000;

    public static void MapAfter(this RouteGroupBuilder api)
    {
        api.MapGet("/reports/after", async (HttpContext context, Db db, PublishedAgreements agreements, IClock clock, [AsParameters] ReportParameters asked, int? within) =>
        {
            var tickets = await Read(context, db, agreements, clock, asked, within);
            return TypedResults.Ok(new AfterView(within ?? Aftermath.UsualDays, tickets.Count(t => t.Kept), tickets.Count(t => !t.Kept), [.. Aftermath.All.Select(what => AfterRow.Of(AftermathLine.Of(what, tickets)))]));
        }).For(Ability.Read).WithSummary("How often customers came back, reopened, gave a low mark or cancelled after promises that were kept and after broken ones, with intervals: a comparison, no proof.");
        api.MapGet("/reports/after/tickets", Behind).For(Ability.Read).WithSummary("The tickets behind one of these shares.");
    }

    public static void MapAfterPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/reports/after", (HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked, int? within) =>
            context.Show<AfterPage, AfterModel>((s, viewer) => AfterModel.Of(s, agreements, viewer, asked, within ?? Aftermath.UsualDays))).For(Ability.Read);
        pages.MapGet("/reports/after/tickets", (HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked, int? within, string what, bool kept) =>
            context.Show<BehindPage, BehindModel>((s, viewer) => AfterModel.Behind(s, agreements, viewer, asked, within ?? Aftermath.UsualDays, what, kept))).For(Ability.Read);
    }

    private static Task<IReadOnlyList<FollowedTicket>> Read(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, ReportParameters asked, int? within)
    {
        var query = asked.Query(clock.GetCurrentInstant());
        return db.Read(s => Aftermath.Of(s, agreements, context.Asker().Tenant, query, within ?? Aftermath.UsualDays));
    }

    private static async Task<Ok<AfterBehind>> Behind(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, [AsParameters] ReportParameters asked, int? within, string what, bool kept)
    {
        var all = AfterModel.Counted(await Read(context, db, agreements, clock, asked, within), what, kept);
        return TypedResults.Ok(new AfterBehind(all.Count, all.Count(t => t.Did(what) == true), [.. all.Take(MostBehind).Select(t => new AfterTicket(t.Ticket.Id, t.Ticket.Number, t.Did(what) == true))]));
    }
}

/// <param name="Within">Days after a ticket had ended first.</param>
/// <param name="Kept">Tickets whose judged promises were all kept.</param>
internal sealed record AfterView(int Within, int Kept, int Broken, IReadOnlyList<AfterRow> Rows);

/// <param name="What"><c>came-back</c>, <c>reopened</c>, <c>low-mark</c> or <c>cancelled</c>.</param>
/// <param name="Difference">Percent points: the share after broken promises less that after kept ones, with Newcombe's interval; null where one sample is empty.</param>
internal sealed record AfterRow(string What, AfterShare Kept, AfterShare Broken, RangedShare? Difference)
{
    public static AfterRow Of(AftermathLine l) => new(l.What, AfterShare.From(l.Kept), AfterShare.From(l.Broken), l.Difference is { } d ? RangedShare.Of(d.Value, d.Range) : null);
}

internal sealed record AfterShare(long Count, long Of, RangedShare? Share)
{
    public static AfterShare From(Proportion p) => new(p.Successes, p.Trials, p.Wilson() is { } range ? RangedShare.Of(p.Share!.Value, range) : null);
}

/// <summary>Percent, with the 95 % interval.</summary>
internal sealed record RangedShare(double Value, double From, double To)
{
    public static RangedShare Of(double value, Engine.Statistics.Interval range) => new(Rounded(value), Rounded(range.Low), Rounded(range.High));

    private static double Rounded(double share) => Math.Round(share * 100, 2);
}

internal sealed record AfterBehind(int Total, int Marked, IReadOnlyList<AfterTicket> Tickets);

internal sealed record AfterTicket(Guid Ticket, long Number, bool Marked);
