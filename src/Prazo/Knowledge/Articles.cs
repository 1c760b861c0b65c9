using System.Globalization;
using NodaTime;
using Prazo.Audit;
using Prazo.Search;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Knowledge;

/// <summary>Something that is known: a title and a text in Markdown, in one language, a draft until it is published.</summary>
public sealed record Article
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Title { get; init; } = "";
    public string Body { get; init; } = "";
    public string Language { get; init; } = "";
    public Instant Made { get; init; }
    public string MadeBy { get; init; } = "";
    public Instant Updated { get; init; }
    public Instant? Published { get; init; }
    public long Edits { get; init; }
    /// <summary>How often it kept a customer from having to ask.</summary>
    public long Deflected { get; init; }
    /// <summary>How often customers opened it in the portal.</summary>
    public long Viewed { get; init; }
    /// <summary>The first of those that say the same in other languages; null: it stands alone, or is that first one.</summary>
    public Guid? Family { get; init; }
    /// <summary>For how many tickets it was offered to who answered.</summary>
    public long Offered { get; init; }
    /// <summary>In how many answers it was sent.</summary>
    public long Used { get; init; }

    public Guid FamilyId => Family ?? Id;

    public string ETag => string.Create(CultureInfo.InvariantCulture, $"\"{Edits}\"");
}

public static class Articles
{
    private const int LongestTitle = 300, LongestBody = 200_000, Most = 100;
    private const string Columns = "tenant_id, id, title, body, language, made, made_by, updated, published, edits, deflected, viewed, family";
    private const string Shown = Columns + """
        , (SELECT COUNT(*) FROM article_offers o WHERE o.tenant_id = t.tenant_id AND o.article_id = t.id AND o.offered IS NOT NULL) AS offered,
        (SELECT COUNT(*) FROM article_offers o WHERE o.tenant_id = t.tenant_id AND o.article_id = t.id AND o.used IS NOT NULL) AS used
        """;
    private static readonly WordIndex Index = new("article");

    public static Article Create(Tx tx, Principal asker, string title, string body, string language, bool published, Instant now, Guid? family = null)
    {
        var article = Checked(new Article
        {
            TenantId = asker.Tenant, Id = Ids.New(now), Title = title, Body = body, Language = language, Made = now, MadeBy = asker.Actor, Updated = now, Published = published ? now : null, Family = family is { } of ? FamilyOf(tx, asker.Tenant, of) : null,
        });
        tx.Execute($"INSERT INTO articles ({Columns}) VALUES (@TenantId, @Id, @Title, @Body, @Language, @Made, @MadeBy, @Updated, @Published, 0, 0, 0, @Family)", article);
        Index.Replace(tx, article.TenantId, article.Id, [article.Title, article.Body]);
        Audit(tx, asker, published ? "article.published" : "article.drafted", article.Id, now);
        return article;
    }

    public static Article Change(Tx tx, Principal asker, Guid id, string? ifMatch, string title, string body, string language, bool published, Instant now)
    {
        var tenant = asker.Tenant;
        var old = tx.First<Article>($"SELECT {Columns} FROM articles WHERE tenant_id = @tenant AND id = @id{tx.Dialect.ForUpdate}", new { tenant, id }) ?? throw new MissingException();
        if (ifMatch is not null and not "*" && ifMatch != old.ETag)
            throw new StaleException($"it is at {old.ETag} now");
        var article = Checked(old with { Title = title, Body = body, Language = language, Updated = now, Published = published ? old.Published ?? now : null, Edits = old.Edits + 1 });
        tx.Execute("UPDATE articles SET title = @Title, body = @Body, language = @Language, updated = @Updated, published = @Published, edits = @Edits WHERE tenant_id = @TenantId AND id = @Id", article);
        Index.Replace(tx, tenant, id, [article.Title, article.Body]);
        Audit(tx, asker, article.Published is null == old.Published is null ? "article.changed" : published ? "article.published" : "article.withdrawn", id, now);
        return article;
    }

    public static bool Delete(Tx tx, Principal asker, Guid id, Instant now)
    {
        Index.Remove(tx, asker.Tenant, id);
        tx.Execute("DELETE FROM article_offers WHERE tenant_id = @Tenant AND article_id = @id", new { asker.Tenant, id });
        if (tx.Execute("DELETE FROM articles WHERE tenant_id = @Tenant AND id = @id", new { asker.Tenant, id }) == 0)
            return false;
        Audit(tx, asker, "article.deleted", id, now);
        return true;
    }

    private static void Audit(Tx tx, Principal asker, string action, Guid id, Instant now) => AuditTrail.Write(tx, asker.Tenant, asker.Actor, action, $"article:{id}", "{}", now);

    public static Article? Find(Session session, Guid tenant, Guid id) =>
        session.First<Article>($"SELECT {Shown} FROM articles t WHERE tenant_id = @tenant AND id = @id", new { tenant, id });

    /// <summary>The latest first.</summary>
    /// <param name="published">Drafts or not; null: both.</param>
    public static IReadOnlyList<Article> List(Session session, Guid tenant, string? text, string? language, bool? published)
    {
        var (sql, words) = text is null ? ("1 = 1", "") : Index.Finds(session.Dialect, text);
        if (published is { } only)
            sql += only ? " AND t.published IS NOT NULL" : " AND t.published IS NULL";
        if (language is not null)
            sql += " AND t.language = @language";
        return session.Query<Article>($"SELECT {Shown} FROM articles t WHERE t.tenant_id = @tenant AND {sql} ORDER BY t.updated DESC, t.id DESC LIMIT {Most.ToString(CultureInfo.InvariantCulture)}", new { tenant, words, language });
    }

    /// <summary>Published ones that have most of the words, the best first: for somebody who describes a question and does not search.</summary>
    public static IReadOnlyList<Article> Fitting(Session session, Guid tenant, string text, string? language, int most)
    {
        // Short words are in every text; and each word is a query.
        var words = Folded.Words(text).Where(w => w.Length >= 4).Distinct().OrderByDescending(w => w.Length).Take(8).ToList();
        return [.. words.SelectMany(w => List(session, tenant, w, language, published: true)).GroupBy(a => a.Id).OrderByDescending(g => g.Count()).ThenByDescending(g => g.First().Updated).Take(most).Select(g => g.First())];
    }

    private static Guid FamilyOf(Session session, Guid tenant, Guid article) => Find(session, tenant, article)?.FamilyId
        ?? throw new RefusedException("unknown-article", "family", $"there is no article {article}", "name one that says the same in another language");

    /// <summary>Those that say the same in other languages, and itself.</summary>
    public static IReadOnlyList<Article> Languages(Session session, Article article) => session.Query<Article>(
        $"SELECT {Shown} FROM articles t WHERE tenant_id = @TenantId AND (id = @FamilyId OR family = @FamilyId) ORDER BY language, id", new { article.TenantId, article.FamilyId });

    /// <summary>A customer opened it.</summary>
    public static void Viewed(Tx tx, Guid tenant, Guid id) => tx.Execute("UPDATE articles SET viewed = viewed + 1 WHERE tenant_id = @tenant AND id = @id AND published IS NOT NULL", new { tenant, id });

    /// <summary>Somebody found their answer in it and did not open a ticket.</summary>
    public static bool Answered(Tx tx, Guid tenant, Guid id) =>
        tx.Execute("UPDATE articles SET deflected = deflected + 1 WHERE tenant_id = @tenant AND id = @id AND published IS NOT NULL", new { tenant, id }) == 1;

    private static Article Checked(Article article)
    {
        if (article.Title.Trim().Length is 0 or > LongestTitle)
            throw new RefusedException("bad-title", "title", $"a title has 1 to {LongestTitle} characters");
        if (article.Body.Length > LongestBody)
            throw new RefusedException("too-long", "body", $"an article has at most {LongestBody} characters");
        return article.Language.Length is >= 2 and <= 20 && article.Language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? article with { Title = article.Title.Trim() }
            : throw new RefusedException("bad-language", "language", $"'{article.Language}' is not a language", "write its tag, such as pt-BR, ro or en");
    }
}
