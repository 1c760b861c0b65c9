using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Improvement;
using Prazo.Reports;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Reports;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Improvement;

/// <summary>Causes of broken promises for programs: the list, giving them, and how often each is met.</summary>
internal static class CauseApi
{
    private const int MostBehind = 1000;

    public static void MapCauses(this RouteGroupBuilder api)
    {
        api.MapGet("/causes", async (HttpContext context, Db db) => TypedResults.Ok(new CauseList(await db.Read(s => Causes.All(s, context.Asker().Tenant))))).For(Ability.Read).WithSummary("The workspace's causes of broken promises, in its order.");
        api.MapPost("/causes", async (HttpContext context, NewCause body) => TypedResults.Created("/api/v1/causes", await context.Act(act => Causes.Add(act, body.Names)))).For(Ability.Manage).WithSummary("Adds a cause.");
        api.MapPut("/causes/{id}", async (HttpContext context, string id, CauseChange body) => TypedResults.Ok(await context.Act(act => Causes.Change(act, id, body.Names, body.Archived)))).For(Ability.Manage).WithSummary("Renames a cause, archives it or takes it back into use.");
        api.MapPut("/cause-order", async (HttpContext context, CauseOrder body) => TypedResults.Ok(new CauseList(await context.Act(act => Causes.Order(act, body.Ids ?? []))))).For(Ability.Manage).WithSummary("Puts these causes first, in this order.");
        api.MapPost("/breaches/cause", async (HttpContext context, CauseGiven body) => TypedResults.Ok(new BreachesExplained(await context.Act(act => BreachCauses.Give(act, body))))).For(Ability.Work).WithSummary("Gives some broken promises a cause and a note, or takes them back: all or none.");
        api.MapGet("/reports/causes", Get).For(Ability.Read).WithSummary("Broken promises by cause, the most frequent first, with cumulative shares of those that have a cause.");
        api.MapGet("/reports/causes/breaches", Behind).For(Ability.Read).WithSummary("The broken promises behind one figure, the latest first.");
        api.MapGet("/reports/causes/csv", Csv).For(Ability.Read).Produces<string>(StatusCodes.Status200OK, "text/csv").WithSummary("Broken promises by cause as a table.");
    }

    private static async Task<Ok<CausesView>> Get(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, [AsParameters] ReportParameters asked, [AsParameters] CausesAsked of)
    {
        var query = asked.Query(clock.GetCurrentInstant());
        return TypedResults.Ok(CausesView.Of(Pareto.Of(await db.Read(s => (of with { Cause = null }).Of(s, agreements, context.Asker().Tenant, query)))));
    }

    private static async Task<Ok<BreachList>> Behind(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, [AsParameters] ReportParameters asked, [AsParameters] CausesAsked of)
    {
        var query = asked.Query(clock.GetCurrentInstant());
        var found = await db.Read(s => of.Of(s, agreements, context.Asker().Tenant, query));
        return TypedResults.Ok(new BreachList(found.Count, [.. found.Take(MostBehind).Select(BreachView.Of)]));
    }

    private static async Task<ContentHttpResult> Csv(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, [AsParameters] ReportParameters asked, [AsParameters] CausesAsked of)
    {
        var query = asked.Query(clock.GetCurrentInstant());
        var pareto = Pareto.Of(await db.Read(s => (of with { Cause = null }).Of(s, agreements, context.Asker().Tenant, query)));
        static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
        IEnumerable<ImmutableArray<string>> rows =
        [
            .. pareto.Lines.Select(l => (ImmutableArray<string>)[l.Cause.Id, l.Cause.Name(asked.Language), Number(l.Count), Number(l.Share), Number(l.Cumulative)]),
            ["", "", Number(pareto.Unexplained), "", ""],
        ];
        return TypedResults.Text(new ReportTable("", ["cause", "name", "breaches", "share", "cumulative"], [.. rows]).ToCsv(), "text/csv");
    }
}

internal sealed record CauseList(IReadOnlyList<Cause> Items);

/// <param name="Names">By language: <c>en</c>, <c>pt-BR</c>, <c>ro</c>.</param>
internal sealed record NewCause(IReadOnlyDictionary<string, string>? Names);

/// <param name="Names">All of them; without, as they were.</param>
/// <param name="Archived">Without, as it was.</param>
internal sealed record CauseChange(IReadOnlyDictionary<string, string>? Names = null, bool? Archived = null);

internal sealed record CauseOrder(IReadOnlyList<string>? Ids);

internal sealed record BreachesExplained(int Breaches);

/// <param name="Explained">Those that have a cause: shares are of these.</param>
internal sealed record CausesView(int Breaches, int Explained, IReadOnlyList<CauseRow> Rows)
{
    public static CausesView Of(Pareto p) => new(p.All, p.Explained, [.. p.Lines.Select(l => new CauseRow(l.Cause.Id, l.Cause.Names, l.Count, Math.Round(l.Share, 2), Math.Round(l.Cumulative, 2)))]);
}

/// <param name="Share">Percent.</param>
/// <param name="Cumulative">Percent: this cause with all more frequent ones.</param>
internal sealed record CauseRow(string Cause, IReadOnlyDictionary<string, string> Names, int Breaches, decimal Share, decimal Cumulative);

internal sealed record BreachList(int Total, IReadOnlyList<BreachView> Items);

/// <param name="At">When the promise was broken.</param>
internal sealed record BreachView(Guid Clock, Guid Ticket, long Number, string Agreement, string Target, long Cycle, Instant? At, string? Agent, string? Team, string? Cause, string? Note, Instant? Given, string? GivenBy)
{
    public static BreachView Of(Breach b) => new(b.Clock.Id, b.Ticket.Id, b.Ticket.Number, b.Clock.Agreement, b.Clock.Target, b.Clock.Cycle, b.Clock.VerdictAt ?? b.Clock.Last, b.Clock.Agent, b.Clock.Team, b.Cause?.Id, b.Note, b.Given, b.GivenBy);
}
