using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Statements;

/// <summary>Breaches that ran in declared times: offered to be excluded, and excluded on that evidence.</summary>
internal static class ExclusionPages
{
    private const string Room = "/statements/{id:guid}/exclusions";

    public static void MapExclusionPages(this RouteGroupBuilder pages) => pages.MapPost(Room, Exclude).For(Ability.Manage);

    public static void MapExclusions(this RouteGroupBuilder api)
    {
        api.MapGet(Room, All).For(Ability.Read).WithSummary("Breaches of a draft whose clock ran during declared maintenance or force majeure, and of which nothing was said yet.");
        api.MapPost(Room, Take).For(Ability.Manage).WithSummary("Excludes breaches of a draft on the evidence of one declared time: those that are named, or all that ran in it.");
    }

    private static Task<IResult> Exclude(HttpContext context, Guid id, Db db, PublishedAgreements agreements, IClock clock) => context.Send<StatementPage, StatementModel>(async form =>
    {
        var (asker, item) = (context.Asker(), form.Given("item"));
        await ExclusionOffers.Take(db, agreements, asker.Tenant, id, Guid.TryParse(form["window"], out var window) ? window : Guid.Empty, item is null ? null : [item], asker.Actor, clock.GetCurrentInstant());
        return context.SeeOther($"/statements/{id}");
    }, (s, viewer, sent) => StatementPages.One(s, agreements, viewer, id, sent));

    private static async Task<Ok<ExclusionList>> All(HttpContext context, Guid id, Db db, PublishedAgreements agreements, IClock clock) => TypedResults.Ok(new ExclusionList([.. (await db.Read(s =>
        ExclusionOffers.Of(s, agreements, StatementActs.Find(s, context.Asker().Tenant, id) ?? throw new MissingException(), clock.GetCurrentInstant()))).Select(o => new ExclusionView(o.Window.Now.Id, o.Window.Now.Kind, o.Window.Now.Title, o.Items))]));

    private static async Task<Ok<StatementView>> Take(HttpContext context, Guid id, ExclusionInput body, Db db, PublishedAgreements agreements, IClock clock)
    {
        var asker = context.Asker();
        return TypedResults.Ok(StatementView.Of(await ExclusionOffers.Take(db, agreements, asker.Tenant, id, body.Window, body.Items, asker.Actor, clock.GetCurrentInstant())));
    }
}

internal sealed record ExclusionList(IReadOnlyList<ExclusionView> Items);

/// <param name="Window">The outage by its id.</param>
internal sealed record ExclusionView(Guid Window, string Kind, string Title, IReadOnlyList<string> Items);

/// <param name="Items">Of those that are offered; without: all of them.</param>
internal sealed record ExclusionInput(Guid Window, IReadOnlyList<string>? Items = null);
