using System.Net;
using AngleSharp.Html.Dom;
using Prazo.Outbox;
using Prazo.Tests.Storage;
using Prazo.Webhooks;

namespace Prazo.Web.Tests.Screen;

/// <summary>Webhooks are made, tried, paused and read after on pages alone.</summary>
public class WebhookPageTests
{
    private const string Page = "/settings/webhooks";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_webhook_is_made_its_secret_shown_once_and_it_is_paused_and_given_another(string database)
    {
        await using var server = await TestServer.Start(database);
        var manager = await (await Browser.Of(server, "eva", "manager")).Open(Page);
        manager.Text(".empty h2").ShouldBe("Nenhum webhook ainda");
        await manager.Send(Page, ("name", "Loja"), ("url", "https://10.0.0.1/in"));
        manager.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((IHtmlInputElement)manager.Page.QuerySelector("[name=url]")!).Value.ShouldBe("https://10.0.0.1/in");
        await manager.Send(Page, ("url", "https://hooks.example.com/in"), ("events", "clock.breached"));
        var path = manager.Path;
        Secret(manager).ShouldStartWith("whsec_");
        (await Hook(server)).Wanted.ShouldBe(["clock.breached"]);
        (await manager.Open(path)).Page.QuerySelector(".alert input").ShouldBeNull();

        await manager.Press(path, "pause");
        manager.Text(".head .sla").ShouldStartWith("Desligado");
        await manager.Press(path, "rotate");
        Secret(manager).ShouldStartWith("whsec_");
        (await Hook(server)).OldUntil.ShouldNotBeNull();
        // A change of something else does not switch it on.
        await manager.Send(path, ("name", "Outra loja"));
        (await Hook(server)).Disabled.ShouldNotBeNull();
        await manager.Press(path, "resume");
        (await Hook(server)).Disabled.ShouldBeNull();
        await manager.Press(path, "delete");
        manager.Path.ShouldBe(Page);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Its_log_tells_what_became_of_each_delivery_and_sends_one_again(string database)
    {
        await using var server = await TestServer.Start(database);
        var manager = await (await Browser.Of(server, "eva", "manager")).Open(Page);
        await manager.Send(Page, ("name", "Loja"), ("url", "https://hooks.example.com/in"));
        var (hook, path) = (await Hook(server), manager.Path);
        var ids = await server.Db.Write(tx => Enumerable.Range(0, 27).Select(i => OutboxStore.Put(tx, hook.TenantId, "webhook", $$"""{"webhook":"{{hook.Id}}","type":"clock.breached","message":"m{{i}}","at":0}""", server.Clock.Now, about: hook.Id)).ToList());
        await server.Db.Write(tx => tx.Execute("UPDATE outbox SET due = NULL, dead = @Now, attempts = 14, fault = @fault WHERE id = @id", new { server.Clock.Now, fault = "500: " + new string('x', 400), id = ids[^1] }));

        await manager.Open(path);
        manager.Page.QuerySelectorAll(".table tbody tr").Length.ShouldBe(25);
        var last = manager.Text(".table tbody tr:first-child");
        last.ShouldContain("Um prazo é descumprido");
        last.ShouldContain("Desistiu 14 500: xxx");
        last.ShouldContain("…");
        manager.Text(".table tbody tr:last-child").ShouldContain("Prestes a ser enviado 0");
        await manager.Send($"{path}/deliveries/{ids[^1]}");
        manager.Text(".table tbody tr:first-child").ShouldContain("Prestes a ser enviado 0 –");
        await manager.Follow(manager.Page.QuerySelector(".pager a")!);
        manager.Page.QuerySelectorAll(".table tbody tr").Length.ShouldBe(2);

        var other = await server.Db.Write(tx => OutboxStore.Put(tx, hook.TenantId, "webhook", "{}", server.Clock.Now, about: Guid.NewGuid()));
        await server.Post($"/api/v1/webhooks/{hook.Id}/deliveries/{other}/again", "{}", expected: HttpStatusCode.NotFound);
    }

    private static string Secret(Browser browser) => ((IHtmlInputElement)browser.Page.QuerySelector(".alert input")!).Value;

    private static async Task<WebhookSubscription> Hook(TestServer server) => (await server.Db.Read(s => WebhookSubscriptions.All(s, server.Workspace.TenantId))).ShouldHaveSingleItem();
}
