using System.Text.Json;
using NodaTime;
using Prazo.Outbox;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Webhooks;

/// <summary>One message to a webhook, and what became of it so far.</summary>
/// <param name="Ticket">The number of the ticket that it speaks of.</param>
/// <param name="Attempts">Those begun.</param>
/// <param name="Next">When it is tried next; none once it has arrived or was given up.</param>
/// <param name="Answer">What came back at the last attempt, or why it could not be made; shortened.</param>
public sealed record WebhookDelivery(Guid Id, string Event, long? Ticket, Instant Made, long Attempts, Instant? Delivered, Instant? GivenUp, Instant? Next, string? Answer)
{
    private const int LongestAnswer = 300;

    /// <summary>What went, or is to go, to one, newest first, before a place.</summary>
    public static IReadOnlyList<WebhookDelivery> Of(Session session, Guid tenant, Guid webhook, Guid? before, int most) =>
        [.. OutboxStore.Of(session, tenant, webhook, before, most).Select(row => Of(session, row, JsonSerializer.Deserialize<WebhookLetter>(row.Content, WebhookNews.Json)!))];

    private static WebhookDelivery Of(Session session, OutboxRow row, WebhookLetter letter) => new(row.Id, letter.Type, letter.Ticket is { } id ? TicketQueries.Find(session, row.TenantId, id.ToString())?.Number : null,
        row.Made, row.Attempts, row.Done, row.Dead, row.Due, (row.Fault ?? row.Answer) is { } said ? said.Length > LongestAnswer ? said[..LongestAnswer] + "…" : said : null);
}
