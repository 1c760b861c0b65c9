using Prazo.Knowledge;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Web.Knowledge;

/// <summary>Articles for somebody who answers a ticket: by the words of its subject, of what the customer wrote last, and of what is written so far.</summary>
internal static class Suggested
{
    private const int Most = 3, LastMessages = 2;
    /// <summary>The least length of a line by which an article's text is known again in an answer.</summary>
    private const int Telling = 20;

    public static IReadOnlyList<Article> Of(Session session, Ticket ticket, string? typed = null)
    {
        var said = MessageStore.Of(session, ticket.TenantId, ticket.Id).Where(m => m.Kind == "customer").TakeLast(LastMessages).Select(m => m.Body);
        return Articles.Fitting(session, ticket.TenantId, string.Join(' ', said.Prepend(ticket.Subject ?? "").Append(typed ?? "")), null, Most);
    }

    /// <summary>What is put into an answer: a title with its address in the portal, or the text itself.</summary>
    public static string Text(Article article, bool link, string server) => link ? $"{article.Title}: {server}{Address(article.Id)}" : article.Body;

    /// <summary>Which of those offered stand in an answer, as a link or as text.</summary>
    public static IReadOnlyList<Guid> In(Session session, Guid tenant, string text, IEnumerable<Guid> offered) =>
        [.. offered.Distinct().Where(id => text.Contains(Address(id), StringComparison.OrdinalIgnoreCase) || (Articles.Find(session, tenant, id) is { } a && FirstLine(a) is { } line && text.Contains(line, StringComparison.Ordinal)))];

    private static string? FirstLine(Article article) => article.Body.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Length >= Telling);

    private static string Address(Guid article) => $"/portal/articles/{article}";
}
