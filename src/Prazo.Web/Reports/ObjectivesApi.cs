using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Agreements;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Reports;

/// <summary>Objectives while their periods run: for programs, and as pages.</summary>
internal static class ObjectivesApi
{
    private const int MostBehind = 1000;

    public static void MapObjectives(this RouteGroupBuilder api)
    {
        api.MapGet("/reports/objectives", async (HttpContext context, Db db, ObjectivesNow objectives, IClock clock) =>
            TypedResults.Ok(new ObjectivesNowView([.. (await Read(context, db, objectives, clock)).Select(ObjectiveNowView.Of)])))
            .For(Ability.Read).WithSummary("Every objective in force in its present period: the figure so far, what may still break, how fast that is used up, and what the period will come to, with a range.");
        api.MapGet("/reports/objectives/{agreement}/{objective}", Behind).For(Ability.Read).WithSummary("The tickets that one of these figures counts, and those that run and will count.");
    }

    public static void MapObjectivePages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/reports/objectives", (HttpContext context, ObjectivesNow objectives) =>
            context.Show<ObjectivesPage, ObjectivesModel>((s, viewer) => new ObjectivesModel(objectives.Of(s, viewer.Asker!.Tenant, viewer.Now)))).For(Ability.Read);
        pages.MapGet("/reports/objectives/{agreement}/{objective}", (HttpContext context, ObjectivesNow objectives, string agreement, string objective) =>
            context.Show<ObjectivePage, ObjectiveModel>((s, viewer) => ObjectiveModel.Of(s, viewer, Find(objectives.Of(s, viewer.Asker!.Tenant, viewer.Now), agreement, objective)))).For(Ability.Read);
    }

    private static Task<IReadOnlyList<ObjectiveNow>> Read(HttpContext context, Db db, ObjectivesNow objectives, IClock clock)
    {
        var (tenant, now) = (context.Asker().Tenant, clock.GetCurrentInstant());
        return db.Read(s => objectives.Of(s, tenant, now));
    }

    private static ObjectiveNow Find(IEnumerable<ObjectiveNow> all, string agreement, string objective) =>
        all.FirstOrDefault(o => o.Terms.Id == agreement && o.Objective.Id == objective) ?? throw new MissingException();

    private static async Task<Ok<ObjectiveBehind>> Behind(HttpContext context, Db db, ObjectivesNow objectives, IClock clock, string agreement, string objective)
    {
        var found = Find(await Read(context, db, objectives, clock), agreement, objective);
        return TypedResults.Ok(new ObjectiveBehind(found.Items.Count, [.. found.Items.Take(MostBehind).Select(i => new ObjectiveTicket(i.Ticket, i.At, i.Kept switch { true => "kept", false => "broken", null => "open" }))]));
    }
}

internal sealed record ObjectivesNowView(IReadOnlyList<ObjectiveNowView> Items);

/// <param name="From">First day of the period.</param>
/// <param name="To">The first day after it.</param>
/// <param name="Percent">So far; null without data.</param>
/// <param name="Kept">As a whole number, or as a fraction like 1/3; milliseconds where time is counted.</param>
/// <param name="Before">Percent in the period before; null where nobody looked, or without data.</param>
/// <param name="Stage"><c>burning</c>: it will hardly be held; <c>spent</c>: more broke than may in the whole period; null: neither.</param>
internal sealed record ObjectiveNowView(string Agreement, string Objective, string Period, string From, string To, decimal AtLeast, double? Percent, string Kept, string Counted, double? Before, bool? Holds, string? Stage, OutlookView? Outlook)
{
    public static ObjectiveNowView Of(ObjectiveNow o) => new(o.Terms.Id, o.Objective.Id, o.SoFar.Period, LocalDatePattern.Iso.Format(o.From), LocalDatePattern.Iso.Format(o.To), o.SoFar.AtLeast, Rounded(o.SoFar.Percent), o.SoFar.Kept.ToString(), o.SoFar.Counted.ToString(),
        Rounded(o.Before?.Percent), o.SoFar.Holds, o.Stage, o.Outlook is { } l ? new(l.Open, l.Expected, l.Allowed, l.Left, l.Burn, l.Range() is { } r ? [Math.Round(r.Low * 100, 4), Math.Round(r.High * 100, 4)] : null, l.Chance()) : null);

    private static double? Rounded(Engine.Money.Ratio? percent) => percent is { } p ? (double)p.Round(4, Engine.Money.Rounding.Down) : null;
}

/// <param name="Open">That run and will count in the period.</param>
/// <param name="Expected">Others that will come, by the period before or by the pace so far.</param>
/// <param name="Allowed">So many may break in the whole period.</param>
/// <param name="Left">So many more; negative: so many too many.</param>
/// <param name="Burn">How many times as fast as the period passes that is used up.</param>
/// <param name="Range">Percent at the end, from and to, with 90 % probability.</param>
/// <param name="Chance">0–1 that the objective is held.</param>
internal sealed record OutlookView(long Open, long Expected, long Allowed, long Left, double? Burn, IReadOnlyList<double>? Range, double? Chance);

internal sealed record ObjectiveBehind(int Total, IReadOnlyList<ObjectiveTicket> Tickets);

/// <param name="At">When it counts; of one that is open, when it is due.</param>
/// <param name="State"><c>kept</c>, <c>broken</c> or <c>open</c>.</param>
internal sealed record ObjectiveTicket(long Number, Instant At, string State);
