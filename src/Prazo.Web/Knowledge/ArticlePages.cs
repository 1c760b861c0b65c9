using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Knowledge;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Knowledge;

/// <summary>What is known: found, written, looked at before it is published, published and taken back.</summary>
internal static class ArticlePages
{
    public static void MapArticlePages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/articles", List).For(Ability.Read);
        pages.MapGet("/articles/new", New).For(Ability.Work);
        pages.MapPost("/articles/new", (Delegate)Create).For(Ability.Work);
        pages.MapGet("/articles/{id:guid}", (HttpContext context, Guid id) => context.Show<ArticlePage, ArticleModel>((s, viewer) => ArticleModel.Of(s, viewer, id))).For(Ability.Read);
        pages.MapGet("/articles/{id:guid}/edit", (HttpContext context, Guid id) => context.Show<ArticleEditPage, ArticleEditModel>((s, viewer) => ArticleEditModel.Read(s, viewer, id, null, Sent.Nothing))).For(Ability.Work);
        pages.MapPost("/articles/{id:guid}/edit", Change).For(Ability.Work);
        pages.MapPost("/articles/{id:guid}/delete", Delete).For(Ability.Manage);
    }

    private static Task<IResult> List(HttpContext context, string? q, string? language, string? state) =>
        context.Show<ArticlesPage, ArticlesModel>((s, viewer) => new ArticlesModel(Articles.List(s, viewer.Asker!.Tenant, Some(q), Some(language), state switch { "published" => true, "draft" => false, _ => null }), Some(q), Some(language), Some(state)));

    private static string? Some(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static Task<IResult> New(HttpContext context, Guid? of) => context.Show<ArticleEditPage, ArticleEditModel>((s, viewer) => ArticleEditModel.Read(s, viewer, null, of, Sent.Nothing));

    private static Task<IResult> Create(HttpContext context, Db db, IClock clock) => Write(context, null, (form, asker, now) => db.Write(tx =>
        Articles.Create(tx, asker, form["title"].ToString(), form["body"].ToString(), form["language"].ToString(), form["do"] == "publish", now, Guid.TryParse(form["family"], out var of) ? of : null)), clock);

    private static Task<IResult> Change(HttpContext context, Guid id, Db db, IClock clock) => Write(context, id, (form, asker, now) => db.Write(tx =>
    {
        var published = form["do"].ToString() switch { "publish" => true, "withdraw" => false, _ => (Articles.Find(tx, asker.Tenant, id) ?? throw new MissingException()).Published is not null };
        return Articles.Change(tx, asker, id, form.Given("etag"), form["title"].ToString(), form["body"].ToString(), form["language"].ToString(), published, now);
    }), clock);

    /// <summary>A look before it is kept shows what was typed, and keeps nothing.</summary>
    private static Task<IResult> Write(HttpContext context, Guid? id, Func<IFormCollection, Principal, Instant, Task<Article>> job, IClock clock) => context.Send<ArticleEditPage, ArticleEditModel>(async form =>
    {
        if (form["do"] == "look")
            return await context.Show<ArticleEditPage, ArticleEditModel>((s, viewer) => ArticleEditModel.Read(s, viewer, id, null, new Sent(context.Request.Path, form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal), null)));
        return context.SeeOther($"/articles/{(await job(form, context.Asker(), clock.GetCurrentInstant())).Id}");
    }, (s, viewer, sent) => ArticleEditModel.Read(s, viewer, id, null, sent));

    private static async Task<IResult> Delete(HttpContext context, Guid id, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return await db.Write(tx => Articles.Delete(tx, asker, id, now)) ? context.SeeOther("/articles") : throw new MissingException();
    }
}

public sealed record ArticlesModel(IReadOnlyList<Article> Articles, string? Asked, string? Language, string? State);

/// <param name="Languages">The same in other languages, and itself.</param>
public sealed record ArticleModel(Article Article, IReadOnlyList<Article> Languages)
{
    public static ArticleModel Of(Session session, Viewer viewer, Guid id) =>
        Articles.Find(session, viewer.Asker!.Tenant, id) is { } article ? new(article, Articles.Languages(session, article)) : throw new MissingException();
}

/// <param name="Article">Null: it is not written yet.</param>
/// <param name="Of">The article that it is to say in another language.</param>
public sealed record ArticleEditModel(Article? Article, Article? Of, IReadOnlyList<string> Taken, Sent Sent)
{
    public string To => Article is null ? "/articles/new" : $"/articles/{Article.Id}/edit";

    /// <summary>Something was typed to be looked at.</summary>
    public bool Looks => Sent.To.Length > 0 && Sent.Wrong is null;

    internal static ArticleEditModel Read(Session session, Viewer viewer, Guid? id, Guid? of, Sent sent)
    {
        Article? Find(Guid? a) => a is { } one ? Articles.Find(session, viewer.Asker!.Tenant, one) ?? throw new MissingException() : null;
        var other = Find(of ?? (Guid.TryParse(sent.Or(sent.To, "family"), out var family) ? family : null));
        return new ArticleEditModel(Find(id), other, other is null ? [] : [.. Articles.Languages(session, other).Select(a => a.Language)], sent);
    }
}
