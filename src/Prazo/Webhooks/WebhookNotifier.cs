using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using Prazo.Notifications;
using Prazo.Outbox;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Webhooks;

/// <summary>Sends what is in the outbox to webhooks: signed, or in the words of a chat.</summary>
/// <param name="address">Where people reach this server, for links; empty when nobody told.</param>
public sealed class WebhookNotifier(Db db, WebhookSender sender, string address) : INotifier
{
    public string Kind => WebhookNews.OutboxKind;

    public async Task<Delivery> Deliver(OutboxRow row, Instant now, CancellationToken stop)
    {
        var letter = JsonSerializer.Deserialize<WebhookLetter>(row.Content, WebhookNews.Json)!;
        if (await db.Read(s => WebhookSubscriptions.Find(s, row.TenantId, letter.Webhook)) is not { } hook)
            return Delivery.Hopeless("the webhook was deleted");
        if (hook.Disabled is not null)
            return Delivery.Hopeless("the webhook is switched off");
        var outcome = await sender.Send(await Message(hook, letter, now), stop);
        await db.Write(tx => Note(tx, hook, outcome, now));
        return outcome.Result switch
        {
            WebhookResult.Delivered => Delivery.Done with { Answer = Fault(outcome) },
            WebhookResult.Gone => Delivery.Hopeless("410: the receiver wants no more of these"),
            _ => new Delivery(DeliveryResult.Failed, Fault(outcome), outcome.RetryAfter),
        };
    }

    /// <summary>One attempt at once, for the person who sets it up.</summary>
    public Task<WebhookOutcome> Test(WebhookSubscription hook, Guid id, Instant now, CancellationToken stop) => sender.Send(hook.Form == WebhookSubscription.Signed
        ? new WebhookMessage(hook.Url, id.ToString(), now, Encoding.UTF8.GetBytes(WebhookNews.Body("ping", now, new { webhook = hook.Id })), [.. hook.Secrets(now)])
        : new WebhookMessage(hook.Url, id.ToString(), now, InWords(hook, new("#0", "Test", "", "", "", "", "", "ping", Local(now, DateTimeZone.Utc))), []), stop);

    private async Task<WebhookMessage> Message(WebhookSubscription hook, WebhookLetter letter, Instant now) => letter.Body is { } body
        ? new WebhookMessage(hook.Url, letter.Message, now, Encoding.UTF8.GetBytes(body), [.. hook.Secrets(now)])
        : new WebhookMessage(hook.Url, letter.Message, now, InWords(hook, await db.Read(s => Facts(s, hook.TenantId, letter))), []);

    private static byte[] InWords(WebhookSubscription hook, AlertFacts facts) =>
        hook.Form == WebhookSubscription.Template && BodyTemplate.Read(hook.Body ?? "", AlertFacts.Names).Template is { } template ? template.Fill(facts.ByName) : ChatBody.Slack(facts);

    private AlertFacts Facts(Session session, Guid tenant, WebhookLetter letter)
    {
        var ticket = letter.Ticket is { } id ? TicketQueries.Find(session, tenant, id.ToString()) : null;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(session.Value<string>("SELECT zone FROM workspaces WHERE tenant_id = @tenant", new { tenant }) ?? "") ?? DateTimeZone.Utc;
        return new AlertFacts(string.Create(CultureInfo.InvariantCulture, $"#{ticket?.Number}"), NoticeWords.Title(session, ticket), NoticeWords.Link(address, ticket),
            ticket?.Customer ?? "", ticket?.Priority ?? "", ticket?.Agent ?? "", letter.Target ?? "", letter.Stage ?? letter.Type, Local(letter.At, zone));
    }

    private static string Local(Instant at, DateTimeZone zone) => at.InZone(zone).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Who administers the workspace hears that a webhook was switched off.</summary>
    private static void Note(Tx tx, WebhookSubscription hook, WebhookOutcome outcome, Instant now)
    {
        if (!WebhookSubscriptions.Note(tx, hook, outcome, now))
            return;
        foreach (var admin in tx.Query<Guid>("SELECT id FROM users WHERE tenant_id = @TenantId AND role = 'admin' AND disabled IS NULL ORDER BY id", hook))
            Notices.Tell(tx, hook.TenantId, admin, "webhook-disabled", null, null, $"{hook.Name}: {Fault(outcome)}", now);
    }

    internal static string Fault(WebhookOutcome outcome) =>
        outcome.Status is { } status ? string.Create(CultureInfo.InvariantCulture, $"{status}: {outcome.Detail}") : outcome.Detail;
}
