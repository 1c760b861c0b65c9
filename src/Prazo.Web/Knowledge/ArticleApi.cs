using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Knowledge;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Knowledge;

internal static class ArticleApi
{
    public static void MapArticles(this RouteGroupBuilder api)
    {
        api.MapGet("/articles", List).For(Ability.Read).WithSummary("Knowledge articles, the latest first; `q` finds words whatever their case and accents.");
        api.MapPost("/articles", Create).For(Ability.Work).WithSummary("Writes an article.");
        api.MapGet("/articles/{id}", Get).For(Ability.Read).WithSummary("An article.");
        api.MapPut("/articles/{id}", Change).For(Ability.Work).WithSummary("Changes, publishes or takes back an article.");
        api.MapGet("/tickets/{id}/articles", Suggest).For(Ability.Read).WithSummary("Published articles that fit what the ticket is about, the best first.");
        api.MapPost("/tickets/{id}/articles", Offered).For(Ability.Work).WithSummary("Tells which articles were suggested to who answered the ticket, and which were sent: each counts once a ticket.");
        api.MapDelete("/articles/{id}", Delete).For(Ability.Manage).WithSummary("Deletes an article.");
    }

    private static async Task<Ok<ArticleList>> List(HttpContext context, Db db, string? q, string? language, bool? published)
    {
        var tenant = context.Asker().Tenant;
        return TypedResults.Ok(new ArticleList([.. (await db.Read(s => Articles.List(s, tenant, q, language, published))).Select(ArticleView.Of)]));
    }

    private static async Task<Created<ArticleDone>> Create(HttpContext context, Db db, IClock clock, ArticleBody body)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var done = await context.Once(db, now, tx => ArticleDone.Of(Articles.Create(tx, asker, body.Title, body.Body, body.Language, body.Published, now, body.Family)));
        context.Response.Headers.ETag = done.ETag;
        return TypedResults.Created($"/api/v1/articles/{done.Id}", done);
    }

    private static async Task<Results<Ok<ArticleView>, NotFound>> Get(HttpContext context, Db db, Guid id)
    {
        var tenant = context.Asker().Tenant;
        if (await db.Read(s => Articles.Find(s, tenant, id)) is not { } article)
            return TypedResults.NotFound();
        context.Response.Headers.ETag = article.ETag;
        return TypedResults.Ok(ArticleView.Of(article));
    }

    private static async Task<Ok<ArticleDone>> Change(HttpContext context, Db db, IClock clock, Guid id, ArticleBody body)
    {
        var (asker, ifMatch, now) = (context.Asker(), context.IfMatch(), clock.GetCurrentInstant());
        var done = ArticleDone.Of(await db.Write(tx => Articles.Change(tx, asker, id, ifMatch, body.Title, body.Body, body.Language, body.Published, now)));
        context.Response.Headers.ETag = done.ETag;
        return TypedResults.Ok(done);
    }

    private static async Task<Ok<ArticleList>> Suggest(HttpContext context, Db db, string id)
    {
        var tenant = context.Asker().Tenant;
        return TypedResults.Ok(new ArticleList([.. (await db.Read(s => Suggested.Of(s, TicketQueries.Find(s, tenant, id) ?? throw new MissingException()))).Select(ArticleView.Of)]));
    }

    private static async Task<NoContent> Offered(HttpContext context, Db db, IClock clock, string id, OfferedArticles body)
    {
        var (tenant, now) = (context.Asker().Tenant, clock.GetCurrentInstant());
        await db.Write(tx =>
        {
            ArticleOffers.Keep(tx, tenant, (TicketQueries.Find(tx, tenant, id) ?? throw new MissingException()).Id, body.Offered ?? [], body.Used ?? [], now);
            return true;
        });
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, NotFound>> Delete(HttpContext context, Db db, IClock clock, Guid id)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return await db.Write(tx => Articles.Delete(tx, asker, id, now)) ? TypedResults.NoContent() : TypedResults.NotFound();
    }
}

/// <param name="Body">Markdown.</param>
/// <param name="Language">Such as pt-BR, ro or en.</param>
/// <param name="Family">When it is written: the article that says the same in another language.</param>
internal sealed record ArticleBody(string Title, string Body, string Language, bool Published = false, Guid? Family = null);

/// <param name="Used">Those that stand in the answer.</param>
internal sealed record OfferedArticles(IReadOnlyList<Guid>? Offered = null, IReadOnlyList<Guid>? Used = null);

internal sealed record ArticleDone(Guid Id, string ETag)
{
    public static ArticleDone Of(Article a) => new(a.Id, a.ETag);
}

internal sealed record ArticleList(IReadOnlyList<ArticleView> Items);

/// <param name="Status"><c>draft</c> or <c>published</c>.</param>
/// <param name="Family">The same for all that say the same in other languages.</param>
/// <param name="Viewed">How often customers opened it in the portal.</param>
/// <param name="Offered">For how many tickets it was suggested to who answered.</param>
/// <param name="Used">To how many tickets it was sent.</param>
/// <param name="Deflected">How often a customer found the answer here and opened no ticket.</param>
internal sealed record ArticleView(Guid Id, string Title, string Body, string Language, string Status, Instant Made, string MadeBy, Instant Updated, Instant? Published, long Deflected, Guid Family, long Viewed, long Offered, long Used)
{
    public static ArticleView Of(Article a) => new(a.Id, a.Title, a.Body, a.Language, a.Published is null ? "draft" : "published", a.Made, a.MadeBy, a.Updated, a.Published, a.Deflected, a.FamilyId, a.Viewed, a.Offered, a.Used);
}
