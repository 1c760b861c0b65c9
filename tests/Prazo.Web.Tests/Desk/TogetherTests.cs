using System.Net;
using Prazo.People;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Desk;

/// <summary>Several at one ticket: who is told, who is there, and whose reply would cross another's.</summary>
public class TogetherTests
{
    private static async Task<(TestServer Server, Browser Bia, Browser Caio)> Shop(string database)
    {
        var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/tickets", """{"subject":"Nota <1>","text":"?","contact":"maria"}""", expected: HttpStatusCode.Created);
        return (server, await Browser.Of(server, "bia", "agent"), await Browser.Of(server, "caio", "agent"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whom_a_note_names_is_told_and_finds_the_ticket(string database)
    {
        var (server, bia, caio) = await Shop(database);
        await using var _ = server;
        var eva = await Browser.Of(server, "eva", "agent");
        await server.Db.Write(tx =>
        {
            var contact = Contacts.Add(tx, server.Workspace.TenantId, new ContactInput(Name: "Maria"), "test", server.Clock.Now);
            Users.Add(tx, server.Workspace.TenantId, new UserInput("maria", Role: "customer", Contact: contact.Id), "test", server.Clock.Now);
            var team = Teams.Add(tx, server.Workspace.TenantId, "segundo-nivel", "Segundo nível", "test", server.Clock.Now);
            foreach (var handle in new[] { "eva", "caio", "bia" })
                Teams.Put(tx, team, UserStore.ByHandle(tx, server.Workspace.TenantId, handle)!.Id, leads: false, "test", server.Clock.Now);
        });
        (await caio.Open("/notifications")).Text(".empty h2").ShouldBe("Nada a avisar");
        caio.Page.QuerySelector(".notices").ShouldBeNull();

        await (await bia.Open("/tickets/1")).Send("/tickets/1/say", ("kind", "note"), ("text", "@Caio, veja isto. E @caio de novo; nada para x@eva.com, @maria ou @ninguem."));
        (await caio.Open("/queue?open=true")).Text(".bell b").ShouldBe("1");
        (await bia.Open("/queue?open=true")).Text(".bell b").ShouldBeEmpty();
        (await eva.Open("/queue?open=true")).Text(".bell b").ShouldBeEmpty();
        await caio.Open("/notifications");
        caio.Text(".notices .unread b").ShouldBe("Você foi mencionado em uma nota");
        caio.Text(".notices .about").ShouldBe("#1 Nota <1>");
        caio.Text(".notices .words").ShouldStartWith("bia: @Caio, veja isto.");
        await caio.Send(caio.Page.Forms.First(f => f.GetAttribute("action")!.EndsWith("/open", StringComparison.Ordinal)).GetAttribute("action")!);
        caio.Path.ShouldBe("/tickets/1");
        caio.Text(".bell b").ShouldBeEmpty();
        (await caio.Open("/notifications")).Text(".card-header h2").ShouldBe("Anteriores");

        // A team: each member once, but for who wrote it.
        await (await bia.Open("/tickets/1")).Send("/tickets/1/say", ("kind", "note"), ("text", "@segundo-nivel @eva ajudem"));
        (await eva.Open("/notifications")).Page.QuerySelectorAll(".notices li.unread").Length.ShouldBe(1);
        await caio.Open("/notifications");
        await caio.Send(caio.Page.QuerySelector(".notices .unread form[action*='read?id=']")!.GetAttribute("action")!);
        caio.Page.QuerySelector(".notices .unread").ShouldBeNull();
        await (await bia.Open("/tickets/1")).Send("/tickets/1/say", ("kind", "note"), ("text", "@caio"));
        await (await caio.Open("/notifications")).Send("/notifications/read");
        caio.Page.QuerySelector(".notices .unread").ShouldBeNull();
        (await bia.Open("/notifications")).Page.QuerySelector(".notices").ShouldBeNull();

        // What is for the customer tells no colleague.
        await (await bia.Open("/tickets/1")).Send("/tickets/1/say", ("text", "Falei com o @caio."));
        await server.Until("2026-03-02T12:01:00Z");
        (await caio.Open("/queue?open=true")).Text(".bell b").ShouldBeEmpty();
        (await server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM notifications n JOIN users u ON u.tenant_id = n.tenant_id AND u.id = n.user_id WHERE u.handle = 'maria'"))).ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_reply_does_not_cross_what_another_wrote_meanwhile(string database)
    {
        var (server, bia, caio) = await Shop(database);
        await using var _ = server;
        await bia.Open("/tickets/1");
        await (await caio.Open("/tickets/1")).Send("/tickets/1/say", ("text", "Já resolvi."));
        // It waits to be sent still, and is seen.
        await bia.Send("/tickets/1/say", ("text", "Estou vendo."));
        bia.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        bia.Text("[role=alert]").ShouldStartWith("Alguém escreveu");
        bia.Text(".said.pending .text").ShouldBe("Já resolvi.");
        await server.Until("2026-03-02T12:00:20Z");

        // What is sent anyway has not been seen by the customer's answer that comes now.
        await server.Client.Do("POST", "/tickets/1/messages", """{"text":"Obrigada!"}""");
        await bia.Send("/tickets/1/say", ("text", "Estou vendo."));
        bia.Text(".said.news .text").ShouldBe("Já resolvi.\nObrigada!");
        bia.Page.QuerySelector("textarea#text")!.TextContent.ShouldBe("Estou vendo.");
        bia.Text(".compose .btn-primary").ShouldBe("Enviar assim mesmo");
        await bia.Send("/tickets/1/say");
        bia.Text(".said.pending .text").ShouldBe("Estou vendo.");

        // A note crosses nothing, and one's own words are no news.
        await caio.Send("/tickets/1/say", ("kind", "note"), ("text", "Fechado por mim."));
        caio.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_opened_a_ticket_is_seen_for_a_minute_and_who_writes_as_long_as_they_do(string database)
    {
        var (server, bia, caio) = await Shop(database);
        await using var _ = server;
        (await bia.Open("/tickets/1")).Text(".here").ShouldBeEmpty();
        (await caio.Open("/tickets/1")).Text(".here span:has(.face)").ShouldBe("B bia está vendo isto");
        (await caio.Open("/tickets/1")).Text(".here").ShouldNotContain("caio");

        var user = await server.Db.Read(s => UserStore.ByHandle(s, server.Workspace.TenantId, "caio")!);
        var script = server.SignedIn(user);
        await script.Do("PUT", "/tickets/1/presence", """{"writes":true}""");
        (await bia.Open("/tickets/1")).Text(".here .writes").ShouldBe("C caio está escrevendo uma resposta");
        // Sent, or given up: the page is opened anew.
        (await (await caio.Open("/tickets/1")).Open("/queue?open=true")).Status.ShouldBe(HttpStatusCode.OK);
        (await bia.Open("/tickets/1")).Page.QuerySelector(".here .writes").ShouldBeNull();
        await script.Do("PUT", "/tickets/1/presence", """{"writes":true}""");
        server.Clock.Now = TestServer.At("2026-03-02T12:00:30Z");
        (await bia.Open("/tickets/1")).Text(".here span:has(.face)").ShouldBe("C caio está vendo isto");
        server.Clock.Now = TestServer.At("2026-03-02T12:01:01Z");
        (await bia.Open("/tickets/1")).Text(".here").ShouldBeEmpty();
        await script.Do("PUT", "/tickets/1/presence", """{}""");
        (await script.Do("GET", "/tickets/1/presence")).Json.GetProperty("items").Texts("handle").ShouldBe(["bia"]);
        await script.Do("PUT", "/tickets/1/presence", """{"gone":true}""");
        (await bia.Open("/tickets/1")).Text(".here").ShouldBeEmpty();
    }
}
