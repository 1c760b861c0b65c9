using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Reports;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Reports;

/// <summary>What is counted besides attainment: how long it took, what came back, which pauses look like abuse.</summary>
internal static class TimesApi
{
    private const int MostBehind = 1000;

    public static void MapTimes(this RouteGroupBuilder api)
    {
        api.MapGet("/reports/times", GetTimes).For(Ability.Read).WithSummary("Percentiles of how long clocks took, in working and in clock time, by any dimension.");
        api.MapGet("/reports/times/clocks", TimesBehind).For(Ability.Read).WithSummary("The clocks behind one percentile, those that took no longer marked.");
        api.MapGet("/reports/moves", GetMoves).For(Ability.Read).WithSummary("How often tickets were reopened and reassigned, of those that were opened in the period.");
        api.MapGet("/reports/moves/tickets", MovesBehind).For(Ability.Read).WithSummary("The tickets behind one of these rates.");
        api.MapGet("/reports/pauses", GetPauses).For(Ability.Read).WithSummary("Pauses that look like abuse, each with the rules that say so.");
    }

    private static async Task<Ok<TimesView>> GetTimes(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, [AsParameters] ReportParameters asked)
    {
        var query = asked.Query(clock.GetCurrentInstant());
        var clocks = await db.Read(s => LiveReport.Times(s, agreements, context.Asker().Tenant, query));
        return TypedResults.Ok(new TimesView(query.AsOf, Times.Method,
        [
            .. clocks.GroupBy(c => (c.Metric, c.Target, By: string.Join('\u0001', c.Values))).OrderBy(g => g.Key.Metric).ThenBy(g => g.Key.Target, StringComparer.Ordinal).ThenBy(g => g.Key.By, StringComparer.Ordinal)
                .Select(g => new TimesRow(g.Key.Metric, g.Key.Target, By(query, g.First()), g.Count(), Times.Of(g, elapsed: false)!, Times.Of(g, elapsed: true)!)),
        ]));
    }

    private static async Task<Ok<TimesBehindView>> TimesBehind(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, [AsParameters] ReportParameters asked, string metric, string? target, string? value, int? percentile, string? @in)
    {
        var (query, of) = (asked.Query(clock.GetCurrentInstant()), new TimesAsked(metric, target, context.Request.Query.ContainsKey("value") ? value ?? "" : null, percentile, @in));
        var clocks = await db.Read(s => of.Clocks(s, agreements, context.Asker().Tenant, query));
        var within = of.Limit(clocks);
        return TypedResults.Ok(new TimesBehindView(clocks.Count, clocks.Count(c => c.Length(of.InClockTime) <= within), within,
            [.. clocks.OrderByDescending(c => c.Length(of.InClockTime)).Take(MostBehind).Select(c => new TimedClockView(c.Ticket.Id, c.Ticket.Number, c.Clock.Id, c.Clock.Target, c.Worked, c.Elapsed, c.Length(of.InClockTime) <= within))]));
    }

    private static Dictionary<string, string> By(LiveQuery query, TimedClock clock) => query.By.Zip(clock.Values).ToDictionary(v => v.First, v => v.Second, StringComparer.Ordinal);

    private static async Task<Ok<MovesView>> GetMoves(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, [AsParameters] ReportParameters asked)
    {
        var query = asked.Query(clock.GetCurrentInstant());
        var moves = await db.Read(s => Moves.Of(s, agreements, context.Asker().Tenant, query));
        return TypedResults.Ok(new MovesView(query.AsOf,
        [
            .. moves.GroupBy(m => string.Join('\u0001', query.By.Select(m.Value))).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => MovesRow.Of(query.By.ToDictionary(d => d, d => g.First().Value(d), StringComparer.Ordinal), MovesLine.Of(null, "", g))),
        ]));
    }

    private static async Task<Ok<MovesBehindView>> MovesBehind(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, [AsParameters] ReportParameters asked, string kind, string? value)
    {
        var query = asked.Query(clock.GetCurrentInstant());
        var all = MovesModel.Counted((await db.Read(s => Moves.Of(s, agreements, context.Asker().Tenant, query)))
            .Where(m => query.By.Length == 0 || !context.Request.Query.ContainsKey("value") || m.Value(query.By[0]) == (value ?? "")), kind);
        return TypedResults.Ok(new MovesBehindView(all.Count, all.Count(m => m.IsMarked), [.. all.Take(MostBehind).Select(m => new MovedTicketView(m.Moves.Ticket.Id, m.Moves.Ticket.Number, m.Times, m.IsMarked))]));
    }

    private static async Task<Ok<PausesView>> GetPauses(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, [AsParameters] ReportParameters asked)
    {
        var query = asked.Query(clock.GetCurrentInstant());
        var found = await db.Read(s => SuspiciousPauses.Of(s, agreements, context.Asker().Tenant, query));
        return TypedResults.Ok(new PausesView(query.AsOf, found.Count, [.. found.Take(MostBehind).Select(PauseView.Of)]));
    }
}

/// <param name="Method">How percentiles are taken: <c>nearest-rank</c>, the shortest length that at least so many percent of the clocks did not exceed.</param>
internal sealed record TimesView(Instant AsOf, string Method, IReadOnlyList<TimesRow> Rows);

internal sealed record TimesRow(Metric Metric, string Target, IReadOnlyDictionary<string, string> By, int Count, Spread WorkedMs, Spread ElapsedMs);

/// <param name="Marked">How many took no longer than the percentile.</param>
internal sealed record TimesBehindView(int Total, int Marked, long? LimitMs, IReadOnlyList<TimedClockView> Clocks);

internal sealed record TimedClockView(Guid Ticket, long Number, Guid Clock, string Target, long WorkedMs, long ElapsedMs, bool Marked);

internal sealed record MovesView(Instant AsOf, IReadOnlyList<MovesRow> Rows);

/// <param name="Ended">Tickets that were ended at least once: the denominator of the reopen rate.</param>
/// <param name="Held">Tickets that some agent had: the denominator of the reassignment rate.</param>
internal sealed record MovesRow(IReadOnlyDictionary<string, string> By, int Opened, int Ended, int Reopened, int Reopenings, decimal? ReopenRate, int Held, int Reassigned, int Reassignments, decimal? ReassignRate)
{
    public static MovesRow Of(IReadOnlyDictionary<string, string> by, MovesLine l) =>
        new(by, l.Opened, l.Ended, l.Reopened, l.Reopenings, Rounded(l.ReopenRate), l.Held, l.Reassigned, l.Reassignments, Rounded(l.ReassignRate));

    private static decimal? Rounded(decimal? rate) => rate is { } r ? Math.Round(r, 6) : null;
}

internal sealed record MovesBehindView(int Total, int Marked, IReadOnlyList<MovedTicketView> Tickets);

internal sealed record MovedTicketView(Guid Ticket, long Number, int Times, bool Marked);

internal sealed record PausesView(Instant AsOf, int Total, IReadOnlyList<PauseView> Pauses);

/// <param name="By">The user who paused, or who held the ticket when a rule did.</param>
/// <param name="Rules"><c>after-answer</c>, <c>serial</c>, <c>brink</c>, <c>month-end</c>.</param>
internal sealed record PauseView(Guid Ticket, long Number, Instant From, Instant? To, Party Party, string? Reason, string By, IReadOnlyList<string> Targets, decimal? UsedPercent, IReadOnlyList<string> Rules)
{
    public static PauseView Of(SuspiciousPause p) => new(p.Ticket.Id, p.Ticket.Number, p.Pause.From, p.Pause.To, p.Pause.Party, p.Pause.Reason, p.By, p.Pause.Targets, p.Pause.Used is { } used ? Math.Round(used, 3) : null, p.Pause.Rules);
}
