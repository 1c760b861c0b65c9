using NodaTime;
using Prazo.Storage;

namespace Prazo.Knowledge;

/// <summary>Articles that were offered to somebody who answers a ticket, and those that were sent: each counts once a ticket.</summary>
public static class ArticleOffers
{
    private const int Most = 50;

    /// <param name="offered">Unknown ones are passed over: an article may be deleted while somebody writes.</param>
    public static void Keep(Tx tx, Guid tenant, Guid ticket, IReadOnlyList<Guid> offered, IReadOnlyList<Guid> used, Instant now)
    {
        if (offered.Count > Most || used.Count > Most)
            throw new RefusedException("too-many", "offered", $"at most {Most} articles are offered at once");
        foreach (var article in offered.Union(used).Order().Where(a => Articles.Find(tx, tenant, a) is { Published: not null }))
            tx.Execute("""
                INSERT INTO article_offers (tenant_id, article_id, ticket_id, offered, used) VALUES (@tenant, @article, @ticket, @offered, @used)
                ON CONFLICT (tenant_id, article_id, ticket_id) DO UPDATE SET offered = COALESCE(article_offers.offered, @offered), used = COALESCE(article_offers.used, @used)
                """, new { tenant, article, ticket, offered = offered.Contains(article) ? now : (Instant?)null, used = used.Contains(article) ? now : (Instant?)null });
    }
}
