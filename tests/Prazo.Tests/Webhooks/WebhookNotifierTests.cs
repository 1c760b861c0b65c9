using System.Net;
using System.Text;
using System.Text.Json;
using NodaTime;
using Prazo.Notifications;
using Prazo.Outbox;
using Prazo.Storage;
using Prazo.Tests.Clocks;
using Prazo.Tests.Storage;
using Prazo.Webhooks;
using static Prazo.Tests.Clocks.Workshop;

namespace Prazo.Tests.Webhooks;

/// <summary>From a breach to a receiver on this machine, on both databases.</summary>
public class WebhookNotifierTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private const string Error = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private const string Gone = "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_breach_arrives_signed_with_the_facts_id_and_without_free_text(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        await using var receiver = Receiver.Answering(Ok);
        using var sender = Local();
        var hook = await Add(shop, tenant, sender, receiver.Url, "clock.breached");
        await shop.Created(tenant, "T-1", "09:00:00");
        await shop.Set(tenant, "T-1", "subject", "Onde está?", "09:00:01");
        await shop.Until("10:00:01");

        (await new OutboxRunner(shop.Db, [new WebhookNotifier(shop.Db, sender, "")]).Step(At("10:00:01"))).ShouldBe(1);

        var request = receiver.Requests.ShouldHaveSingleItem();
        string Header(string name) => request.Split("\r\n").First(l => l.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];
        var body = request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        WebhookSignature.Verify(Header(WebhookSignature.IdHeader), Header(WebhookSignature.TimestampHeader), Header(WebhookSignature.SignatureHeader), Encoding.UTF8.GetBytes(body),
            [WebhookSecret.Parse(hook.Secret)!], At("10:00:01")).ShouldBe(WebhookVerdict.Genuine);
        var fact = await shop.Db.Read(s => s.Value<Guid>("SELECT id FROM clock_facts WHERE tenant_id = @tenant AND kind = 'breached'", new { tenant }));
        Header(WebhookSignature.IdHeader).ShouldBe(fact.ToString());
        var sent = JsonElement.Parse(body);
        (sent.GetProperty("type").GetString(), sent.GetProperty("timestamp").GetString()).ShouldBe(("clock.breached", "2026-03-02T10:00:00.000Z"));
        body.ShouldNotContain("Onde");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_that_fails_for_five_days_is_switched_off_and_the_administrators_are_told(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        var admin = await shop.User(tenant, "root", "admin");
        await using var receiver = Receiver.Answering(Error);
        using var sender = Local();
        var hook = await Add(shop, tenant, sender, receiver.Url, "clock.*");
        var outbox = new OutboxRunner(shop.Db, [new WebhookNotifier(shop.Db, sender, "")]);
        // A failure at nine, and another just before and then after five days: of other messages, as one is tried for three days only.
        foreach (var (at, enabled) in new[] { (At("09:00:00"), true), (At("08:59:59") + Duration.FromDays(5), true), (At("09:00:00") + Duration.FromDays(5), false) })
        {
            await shop.Db.Write(tx => tx.Execute("UPDATE outbox SET due = NULL WHERE tenant_id = @tenant", new { tenant }));
            var ticket = await shop.Db.Write(tx => Prazo.Tickets.TicketStore.Insert(tx, tenant, "shop", "T" + at, at));
            await shop.Db.Write(tx => WebhookNews.Call(tx, hook, ticket, "m" + at.ToUnixTimeMilliseconds(), Guid.Empty, at));
            await outbox.Step(at);
            ((await shop.Db.Read(s => WebhookSubscriptions.Find(s, tenant, hook.Id)))!.Disabled is null).ShouldBe(enabled);
        }
        (await shop.Db.Read(s => Notices.Of(s, tenant, admin, unread: true, null, 10))).ShouldHaveSingleItem().Kind.ShouldBe("webhook-disabled");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_that_wants_no_more_is_switched_off_at_once_and_its_message_is_dead(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        await using var receiver = Receiver.Answering(Gone);
        using var sender = Local();
        var hook = await Add(shop, tenant, sender, receiver.Url, "clock.warned");
        await shop.Created(tenant, "T-1", "09:00:00");
        await shop.Until("09:30:00");

        await new OutboxRunner(shop.Db, [new WebhookNotifier(shop.Db, sender, "")]).Step(At("09:30:00"));

        (await shop.Db.Read(s => WebhookSubscriptions.Find(s, tenant, hook.Id)))!.Disabled.ShouldBe(At("09:30:00"));
        (await shop.Db.Read(s => OutboxStore.Dead(s, tenant, null, 10))).Count.ShouldBe(1);
    }

    [Fact]
    public void While_a_secret_is_replaced_both_sign_for_a_day()
    {
        var (old, fresh) = (WebhookSubscriptions.NewSecret(), WebhookSubscriptions.NewSecret());
        var hook = new WebhookSubscription { Secret = fresh, OldSecret = old, OldUntil = At("09:00:00") };
        hook.Secrets(At("08:59:59")).Select(s => s.Reveal()).ShouldBe([fresh, old]);
        hook.Secrets(At("09:00:00")).Select(s => s.Reveal()).ShouldBe([fresh]);
    }

    private static WebhookSender Local() => new(new WebhookOptions { AllowHttp = true, AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8")] });

    private static async Task<WebhookSubscription> Add(Workshop shop, Guid tenant, WebhookSender sender, string url, string events)
    {
        var hook = new WebhookSubscription { TenantId = tenant, Id = Ids.New(At("08:00:00")), Name = "erp", Url = url, Events = events, Secret = WebhookSubscriptions.NewSecret(), Version = 1, Updated = At("08:00:00"), UpdatedBy = "test" };
        await shop.Db.Write(tx => WebhookSubscriptions.Keep(tx, hook, sender));
        return hook;
    }
}
