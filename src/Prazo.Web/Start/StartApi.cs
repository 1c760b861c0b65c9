using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Start;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Start;

/// <summary>The first use: what is done and what is not, and agreements to begin with.</summary>
internal static class StartApi
{
    public static void MapStart(this RouteGroupBuilder api)
    {
        api.MapGet("/first-steps", Steps).For(Ability.Manage).WithSummary("What a new workspace needs before it keeps promises, and what of it is done or was passed over.");
        api.MapPut("/first-steps", Pass).For(Ability.Manage).WithSummary("Passes a step over, or takes it up again.");
        api.MapPost("/first-steps/hours", Hours).For(Ability.Manage).WithSummary("Publishes opening hours as the calendar on which first promises count.");
        api.MapGet("/agreement-templates", Templates).For(Ability.Read).WithSummary("Agreements to begin with: one's own, and rules of the law with their source and how sure it is.");
        api.MapGet("/agreement-templates/source", Source).For(Ability.Read).Produces<string>(contentType: "application/yaml").WithSummary("One of them as a file for this workspace, to be changed and published.");
    }

    private static async Task<Ok<FirstStepList>> Steps(HttpContext context, Db db) => TypedResults.Ok(new FirstStepList(await db.Read(s => FirstSteps.Of(s, context.Asker().Tenant))));

    private static async Task<Ok<FirstStepList>> Pass(HttpContext context, FirstStepPass pass, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return TypedResults.Ok(new FirstStepList(await db.Write(tx =>
        {
            FirstSteps.Pass(tx, asker.Tenant, pass.Step ?? "", pass.Passed, asker.Actor, now);
            return FirstSteps.Of(tx, asker.Tenant);
        })));
    }

    private static async Task<NoContent> Hours(HttpContext context, FirstHours hours, Db db, IClock clock)
    {
        await Publish(context, hours, db, clock);
        return TypedResults.NoContent();
    }

    internal static Task Publish(HttpContext context, FirstHours hours, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return db.Write(tx => hours.Publish(tx, Workspace.Get(tx, asker.Tenant), asker.Actor, now));
    }

    private static Ok<TemplateList> Templates() => TypedResults.Ok(new TemplateList([.. AgreementTemplate.All.Select(t => new TemplateView(t.Id, t.Group, t.Country, t.Mark, t.Law, t.Source, t.About))]));

    private static async Task<Results<ContentHttpResult, NotFound>> Source(HttpContext context, string id, Db db) => AgreementTemplate.Find(id) is { } template
        ? TypedResults.Text(await db.Read(s => template.For(s, Workspace.Get(s, context.Asker().Tenant))), "application/yaml", Encoding.UTF8) : TypedResults.NotFound();
}

internal sealed record FirstStepList(IReadOnlyList<FirstStep> Items);

/// <param name="Step"><c>hours</c>, <c>promise</c>, <c>channel</c> or <c>people</c>.</param>
internal sealed record FirstStepPass(string? Step, bool Passed = true);

internal sealed record TemplateList(IReadOnlyList<TemplateView> Items);

/// <param name="Group"><c>yours</c>, or <c>rules</c> of the law.</param>
/// <param name="Mark"><c>P</c>: the text of the norm was seen; <c>S</c>: other sources say so.</param>
/// <param name="About">In a sentence, by language.</param>
internal sealed record TemplateView(string Id, string Group, string? Country, string? Mark, string? Law, string? Source, IReadOnlyDictionary<string, string> About);
