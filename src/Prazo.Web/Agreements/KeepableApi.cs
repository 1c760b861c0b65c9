using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

/// <param name="Found">Null where the text has errors.</param>
public sealed record KeepableModel(AgreementDraft Draft, int Days, Keepable? Found, IReadOnlyList<InputProblem> Problems);

/// <summary>Whether a draft can be kept, before anybody signs it.</summary>
internal static class KeepableApi
{
    private const int Usual = 90;

    public static void MapKeepable(this RouteGroupBuilder api) => api.MapGet("/agreements/drafts/{id:guid}/keepable", Get).For(Ability.Manage)
        .WithSummary("Whether history would have kept a draft: per promise how many were kept with the Wilson interval (95 %), against the objective, and the shortest promise that would have been kept; what comes in against what is resolved per open hour.");

    public static void MapKeepablePages(this RouteGroupBuilder pages) => pages.MapGet("/agreements/drafts/{draft:guid}/keepable", Show).For(Ability.Manage);

    private static async Task<Results<Ok<KeepableView>, NotFound>> Get(HttpContext context, Guid id, Db db, PublishedAgreements agreements, IClock clock, int? days) =>
        await db.Read(s => AgreementDrafts.Find(s, context.Asker().Tenant, AgreementDraft.Agreement, id)) is { } draft
            ? TypedResults.Ok(KeepableView.Of(await Look(context, db, agreements, draft.Source, days, clock.GetCurrentInstant()))) : TypedResults.NotFound();

    private static async Task<IResult> Show(HttpContext context, Guid draft, Db db, PublishedAgreements agreements, IClock clock, int? days)
    {
        var found = await db.Read(s => AgreementDrafts.Find(s, context.Asker().Tenant, AgreementDraft.Agreement, draft)) ?? throw new MissingException();
        try
        {
            var looked = await Look(context, db, agreements, found.Source, days, clock.GetCurrentInstant());
            return await context.Show<KeepablePage, KeepableModel>((_, _) => new KeepableModel(found, days ?? Usual, looked, []));
        }
        catch (RefusedException e)
        {
            return await context.Show<KeepablePage, KeepableModel>((_, _) => new KeepableModel(found, days ?? Usual, null, [.. e.Problems.Select(InputProblem.Of)]), StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static Task<Keepable> Look(HttpContext context, Db db, PublishedAgreements agreements, string source, int? days, Instant now)
    {
        var query = new WhatIfQuery(source, SimulationApi.From(now, days), now, [], WhatIf.MostTickets);
        return SimulationApi.Alone(context, db, agreements, query, read => Keepable.Of(read, query.From, now));
    }
}

/// <param name="LeftOut">Older tickets of that time that were not looked at.</param>
internal sealed record KeepableView(Instant From, Instant AsOf, long Tickets, long LeftOut, IReadOnlyList<KeepableTargetView> Promises, IReadOnlyList<KeepableLoadView> Loads)
{
    public static KeepableView Of(Keepable k) => new(k.From, k.AsOf, k.Tickets, k.LeftOut, [.. k.Targets.Select(KeepableTargetView.Of)],
        [.. k.Loads.Select(l => new KeepableLoadView(l.Agreement, l.Calendar, Math.Round(l.Hours, 3), l.Opened, l.Resolved, l.Agents, Rounded(l.OpenedPerHour), Rounded(l.ResolvedPerHour), Rounded(l.PerAgent), Rounded(l.Short)))]);

    private static decimal? Rounded(decimal? value) => value is { } v ? Math.Round(v, 3) : null;
}

/// <param name="Low">Of the Wilson interval at 95 %, in percent.</param>
/// <param name="AtLeast">What the objective asks, in percent; none: there is no objective.</param>
/// <param name="Chance"><c>kept</c>, <c>missed</c>, <c>unsure</c>, <c>no-objective</c> or <c>too-few</c> (under 30 decided clocks).</param>
/// <param name="NeededSeconds">The shortest promise that would have been kept at that level, by the nearest rank, in the promise's own measure.</param>
internal sealed record KeepableTargetView(string Agreement, string Target, string? Field, string? Value, string Within, long Kept, long Counted, double? Low, double? High, decimal? AtLeast, string Chance, long? NeededSeconds)
{
    public static KeepableTargetView Of(KeepableTarget t) => new(t.Agreement, t.Target, t.Field, t.Value, t.Within.Text, t.Kept.Successes, t.Kept.Trials,
        t.Interval is { } i ? Math.Round(100 * i.Low, 2) : null, t.Interval is { } j ? Math.Round(100 * j.High, 2) : null, t.AtLeast, Word(t.Chance), t.Needed is { } ms ? (ms + 999) / 1000 : null);

    public static string Word(Prazo.Reports.Live.Chance chance) => chance switch { Prazo.Reports.Live.Chance.Kept => "kept", Prazo.Reports.Live.Chance.Missed => "missed", Prazo.Reports.Live.Chance.Unsure => "unsure", Prazo.Reports.Live.Chance.NoObjective => "no-objective", _ => "too-few" };
}

/// <param name="Short">So many more an hour would have to be resolved.</param>
internal sealed record KeepableLoadView(string Agreement, string Calendar, decimal Hours, long Opened, long Resolved, int Agents, decimal? OpenedPerHour, decimal? ResolvedPerHour, decimal? ResolvedPerAgentHour, decimal? Short);
