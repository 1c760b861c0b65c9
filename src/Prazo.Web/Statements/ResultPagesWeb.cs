using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Portal;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Statements;

/// <summary>Results that both parties publish.</summary>
/// <param name="Title">Of the agreement, in the reader's words.</param>
/// <param name="Targets">What promises are called in the reader's words, by target.</param>
public sealed record ResultsModel(Workspace Workspace, string Title, IReadOnlyList<Statement> Statements, IReadOnlyDictionary<string, string> Targets);

/// <summary>Both parties agree to publish results, either withdraws; and the page that anybody with its link may see.</summary>
internal static class ResultPagesWeb
{
    private const string One = "/statements/{id:guid}";

    public static void MapResultPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/results/{link}", Show).AllowAnonymous();
        pages.MapPost(One + "/publication", Say).For(Ability.Manage);
        pages.MapPost("/portal" + One + "/publication", SayOwn).For(Ability.Own);
    }

    public static void MapResults(this RouteGroupBuilder api)
    {
        api.MapGet(One + "/publication", async (HttpContext context, Guid id, Db db) => TypedResults.Ok(await db.Read(s => PublicationView.Of(ResultPages.Of(s, Theirs(s, context.Asker(), id)))))).For(Ability.Read).WithSummary("What the parties say about publishing the results of the statement's agreement.");
        api.MapPut(One + "/publication", async (HttpContext context, Guid id) => TypedResults.Ok(await context.Act(act => PublicationView.Of(ResultPages.Propose(act.Tx, Theirs(act.Tx, act.Asker, id), act.Asker.Actor, act.Now))))).For(Ability.Manage).WithSummary("The provider proposes to publish the results of closed periods; the customer has to consent.");
        api.MapDelete(One + "/publication", async (HttpContext context, Guid id) => TypedResults.Ok(await context.Act(act => PublicationView.Of(ResultPages.Withdraw(act.Tx, Theirs(act.Tx, act.Asker, id), act.Asker.Actor, act.Now))))).For(Ability.Manage).WithSummary("The provider withdraws: the page is gone at once.");
        var own = api.MapGroup("/own" + One + "/publication").For(Ability.Own);
        own.MapGet("", async (HttpContext context, Guid id, Db db) => TypedResults.Ok(await db.Read(s => PublicationView.Of(ResultPages.Of(s, OwnStatements.Find(s, context.Asker(), id)))))).WithSummary("What the parties say about publishing the results of one's own agreement.");
        own.MapPut("", async (HttpContext context, Guid id) => TypedResults.Ok(await context.Act(act => PublicationView.Of(ResultPages.Consent(act.Tx, OwnStatements.Find(act.Tx, act.Asker, id), act.Asker.Actor, act.Now))))).WithSummary("The customer consents to what the provider proposed to publish.");
        own.MapDelete("", async (HttpContext context, Guid id) => TypedResults.Ok(await context.Act(act => PublicationView.Of(ResultPages.Withdraw(act.Tx, OwnStatements.Find(act.Tx, act.Asker, id), act.Asker.Actor, act.Now))))).WithSummary("The customer withdraws, or declines: the page is gone at once.");
    }

    private static Statement Theirs(Session session, Principal asker, Guid id) => StatementActs.Find(session, asker.Tenant, id) ?? throw new MissingException();

    private static Task<IResult> Say(HttpContext context, Guid id, PublishedAgreements agreements) => context.Send<StatementPage, StatementModel>(async form =>
    {
        await context.Act(act => form["do"] == "withdraw" ? ResultPages.Withdraw(act.Tx, Theirs(act.Tx, act.Asker, id), act.Asker.Actor, act.Now) : ResultPages.Propose(act.Tx, Theirs(act.Tx, act.Asker, id), act.Asker.Actor, act.Now));
        return context.SeeOther($"/statements/{id}#publication");
    }, (s, viewer, sent) => StatementPages.One(s, agreements, viewer, id, sent));

    private static Task<IResult> SayOwn(HttpContext context, Guid id, PublishedAgreements agreements) => context.Send<OwnStatementPage, OwnStatementModel>(async form =>
    {
        await context.Act(act => form["do"] == "withdraw" ? ResultPages.Withdraw(act.Tx, OwnStatements.Find(act.Tx, act.Asker, id), act.Asker.Actor, act.Now) : ResultPages.Consent(act.Tx, OwnStatements.Find(act.Tx, act.Asker, id), act.Asker.Actor, act.Now));
        return context.SeeOther($"/portal/statements/{id}#publication");
    }, (s, viewer, sent) => OwnStatementModel.Of(s, agreements, viewer, id, sent));

    /// <summary>Nobody's name and no ticket is on it. Without the consent of both it is as if it had never been.</summary>
    private static async Task<IResult> Show(HttpContext context, Db db, PublishedAgreements agreements, string link)
    {
        var viewer = context.Viewer();
        var (workspace, page, statements, terms) = await db.Read(s => ResultPages.Find(s, link) is var (found, closed)
            ? (Workspace.Get(s, found.TenantId), found, closed, agreements.All(s, found.TenantId).Agreements.Where(a => a.Id == found.Agreement).OrderBy(a => a.Version).ToList()) : throw new MissingException());
        viewer = viewer with
        {
            Asker = null, User = null, Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(workspace.Zone) ?? DateTimeZone.Utc,
            Words = context.Request.Headers.AcceptLanguage.Count == 0 ? ScreenWords.For(workspace.Locale) : viewer.Words,
        };
        var targets = terms.SelectMany(a => a.Targets).GroupBy(t => t.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => viewer.Words.Clocks.Metric(g.Last().Metric, g.Key), StringComparer.Ordinal);
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return context.Page<ResultsPage>(viewer, new ResultsModel(workspace, terms.Count > 0 ? terms[^1].Titles.GetValueOrDefault(viewer.Words.Language, terms[^1].Title) : page.Agreement, statements, targets));
    }
}

/// <param name="State"><c>none</c>, <c>proposed</c>, <c>published</c> or <c>withdrawn</c>.</param>
/// <param name="Path">Of the page, while it is published.</param>
internal sealed record PublicationView(string State, string? Path, Instant? Proposed, string? ProposedBy, Instant? Consented, string? ConsentedBy, Instant? Withdrawn, string? WithdrawnBy)
{
    public static PublicationView Of(ResultPage? p) => p is null ? new("none", null, null, null, null, null, null, null)
        : new(p.IsPublished ? "published" : p.IsOffered ? "proposed" : "withdrawn", p.IsPublished ? p.Path : null, p.Proposed, p.ProposedBy, p.Consented, p.ConsentedBy, p.Withdrawn, p.WithdrawnBy);
}
