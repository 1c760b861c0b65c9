using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Outages;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Outages;

/// <summary>Outages, maintenance and force majeure for programs: a monitor reports and ends them.</summary>
internal static class OutageApi
{
    public static void MapOutages(this RouteGroupBuilder all)
    {
        var api = all.MapGroup("/outages");
        api.MapGet("", List).For(Ability.Read).WithSummary("Outages, maintenance and force majeure, the latest first.");
        api.MapGet("/{id:guid}", Get).For(Ability.Read).WithSummary("One of them, with all that was said of it.");
        api.MapPost("", Report).For(Ability.Work).WithSummary("Reports an outage; who manages also declares maintenance and force majeure.");
        api.MapPut("/{id:guid}", Correct).For(Ability.Manage).WithSummary("Says it otherwise, all of it, and why.");
        api.MapPost("/{id:guid}/end", End).For(Ability.Manage).WithSummary("It is over.");
        api.MapPost("/{id:guid}/withdraw", Withdraw).For(Ability.Manage).WithSummary("Takes it back, and says why; what was said stays in its history.");
    }

    private static async Task<Ok<OutageList>> List(HttpContext context, Db db, IClock clock)
    {
        var now = clock.GetCurrentInstant();
        return TypedResults.Ok(new OutageList([.. (await db.Read(s => OutageActs.All(s, context.Asker().Tenant, Instant.MaxValue))).Select(o => OutageView.Of(o.Now, o.Reported, o.ReportedBy, now))]));
    }

    private static async Task<Ok<OutageHistory>> Get(HttpContext context, Guid id, Db db, IClock clock)
    {
        var (history, now) = (await db.Read(s => OutageActs.History(s, context.Asker().Tenant, id)), clock.GetCurrentInstant());
        if (history.Count == 0)
            throw new MissingException();
        ETags.Set(context, history[^1].Version);
        return TypedResults.Ok(new OutageHistory(OutageView.Of(history, now), [.. history.Select(o => new OutageChange(o.Version, o.Recorded, o.RecordedBy, o.Why, OutageView.Of(o, history[0].Recorded, history[0].RecordedBy, now)))]));
    }

    private static async Task<Created<OutageMade>> Report(HttpContext context, OutageInput body, PublishedAgreements agreements)
    {
        var made = await context.Act(act => OutageMade.Of(OutageActs.Report(act, agreements, body)));
        return TypedResults.Created($"/api/v1/outages/{made.Id}", made);
    }

    private static Task<Ok<OutageMade>> Correct(HttpContext context, Guid id, OutageInput body, PublishedAgreements agreements) => Do(context, id, act => OutageActs.Correct(act, agreements, id, body));

    private static Task<Ok<OutageMade>> End(HttpContext context, Guid id, OutageEnd body) => Do(context, id, act => OutageActs.End(act, id, body.Until));

    private static Task<Ok<OutageMade>> Withdraw(HttpContext context, Guid id, OutageWithdrawal body) => Do(context, id, act => OutageActs.Withdraw(act, id, body.Why));

    private static async Task<Ok<OutageMade>> Do(HttpContext context, Guid id, Func<Prazo.Tickets.Act, Outage> job)
    {
        var done = await context.Act(act =>
        {
            ETags.Check(context, OutageActs.History(act.Tx, act.Tenant, id) is [.., var last] ? last.Version : throw new MissingException());
            return OutageMade.Of(job(act));
        });
        ETags.Set(context, done.Version);
        return TypedResults.Ok(done);
    }
}

internal sealed record OutageList(IReadOnlyList<OutageView> Items);

/// <param name="Kind">outage, unstaffed, maintenance or force-majeure.</param>
/// <param name="What">The service or channel; null: everything.</param>
/// <param name="Until">Exclusive; null: it lasts.</param>
/// <param name="State">planned, lasts, over or withdrawn.</param>
/// <param name="Excludes">Its time counts neither as promised nor as lost.</param>
/// <param name="Note">The workspace's own: no statement has it.</param>
internal sealed record OutageView(Guid Id, long Version, string Kind, string? What, Instant From, Instant? Until, Instant? Announced, string Title, string? Note, string State, bool Excludes, Instant Reported, string ReportedBy)
{
    public static OutageView Of(IReadOnlyList<Outage> history, Instant now) => Of(history[^1], history[0].Recorded, history[0].RecordedBy, now);

    public static OutageView Of(Outage o, Instant reported, string by, Instant now) => new(o.Id, o.Version, o.Kind, o.What, o.Starts, o.Ends, o.Announced, o.Title, o.Note, o.State(now), o.Excludes, reported, by);
}

internal sealed record OutageHistory(OutageView Outage, IReadOnlyList<OutageChange> History);

/// <param name="Said">How it stood after that.</param>
internal sealed record OutageChange(long Version, Instant At, string By, string? Why, OutageView Said);

/// <param name="Until">Without: now.</param>
internal sealed record OutageEnd(Instant? Until = null);

internal sealed record OutageWithdrawal(string? Why);

internal sealed record OutageMade(Guid Id, long Version)
{
    public static OutageMade Of(Outage o) => new(o.Id, o.Version);
}
