using System.Net;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Inboxes;

public class InboxTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_ticket_begins_with_the_fields_of_its_inbox_unless_it_names_its_own(string database)
    {
        await using var server = await TestServer.Start(database);
        await server.Client.Do("POST", "/inboxes", """{"name":"loja","title":"Loja","channel":"email","address":"ajuda@loja.example","defaults":{"team":"store","priority":"high"}}""");
        await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"m","inbox":"loja"}""");
        await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"m","inbox":"loja","priority":"low","channel":"phone"}""");
        (await Fields(server, 1)).ShouldBe("loja email store high");
        (await Fields(server, 2)).ShouldBe("loja phone store low");
        (await server.Client.Call("POST", "/tickets", """{"subject":"A","inbox":"nowhere"}""")).Code.ShouldBe("unknown-inbox");
        (await server.Client.Call("POST", "/inboxes", """{"name":"loja","title":"Again","channel":"email"}""")).Code.ShouldBe("taken");
        (await server.Client.Call("PUT", "/inboxes/other", """{"title":"Again","channel":"email"}""")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_canned_reply_comes_with_its_placeholders_filled_in(string database)
    {
        await using var server = await TestServer.Start(database);
        await server.Client.Do("POST", "/tickets", """{"subject":"Frete","contact":"maria","customer":"aurora","fields":{"order":"1042"}}""");
        var reply = await server.Client.Do("POST", "/canned-replies", """{"name":"Recebido","language":"pt-BR","body":"Olá {{contact}}, {{ ticket.subject }} é o #{{ticket.number}} ({{field.order}}{{field.city}}). {{agent}}"}""");
        (await server.Get($"/api/v1/tickets/1/canned-replies/{reply.Id("id")}")).GetProperty("text").GetString().ShouldBe("Olá maria, Frete é o #1 (1042). test");
        (await server.Client.Call("POST", "/canned-replies", """{"name":"x","body":"{{customer.cpf}}"}""")).Code.ShouldBe("unknown-placeholder");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Views_are_ones_own_or_everybodys_and_show_what_their_query_finds(string database)
    {
        await using var server = await TestServer.Start(database);
        var ana = await server.As("ana", "tickets");
        await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"m","priority":"high"}""");
        await server.Client.Do("POST", "/tickets", """{"subject":"B","contact":"m","priority":"low"}""");
        var own = (await ana.Do("POST", "/views", """{"name":"Mine","query":"priority=low&open=true"}""")).Id("id");
        var shared = (await ana.Do("POST", "/views", """{"name":"All urgent","query":"priority=high","shared":true}""")).Id("id");

        (await ana.Do("GET", "/views")).Json.GetProperty("items").Texts("name").ShouldBe(["All urgent", "Mine"]);
        (await ana.Do("GET", $"/views/{own}/tickets")).Json.GetProperty("items").Texts("number").ShouldBe(["2"]);
        (await server.Get("/api/v1/views")).GetProperty("items").Texts("name").ShouldBe(["All urgent"]);
        (await server.Get($"/api/v1/views/{shared}/tickets")).GetProperty("items").Texts("number").ShouldBe(["1"]);
        (await server.Client.Call("GET", $"/views/{own}/tickets")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await server.Client.Call("DELETE", $"/views/{own}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ana.Call("POST", "/views", """{"name":"x","query":"prioridade=low"}""")).Code.ShouldBe("unknown-key");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Articles_are_found_without_accents_published_and_kept_from_lost_updates(string database)
    {
        await using var server = await TestServer.Start(database);
        var made = await server.Client.Do("POST", "/articles", """{"title":"Devolução","body":"Como **devolver** um pedido","language":"pt-BR"}""");
        await server.Client.Do("POST", "/articles", """{"title":"Închiderea contului","body":"Pași","language":"ro","published":true}""");
        (await Titles(server, "q=devolucao")).ShouldBe("Devolução");
        (await Titles(server, "q=inchiderea+pasi")).ShouldBe("Închiderea contului");
        (await Titles(server, "published=true")).ShouldBe("Închiderea contului");
        (await Titles(server, "language=pt-BR&published=false")).ShouldBe("Devolução");

        var path = $"/articles/{made.Id("id")}";
        await server.Client.Do("PUT", path, """{"title":"Trocas","body":"Como trocar","language":"pt-BR","published":true}""", ifMatch: made.ETag);
        (await server.Client.Call("PUT", path, """{"title":"X","body":"","language":"pt-BR"}""", ifMatch: made.ETag)).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Titles(server, "q=devolucao")).ShouldBe("");
        (await Titles(server, "q=trocar")).ShouldBe("Trocas");
        await server.Client.Do("DELETE", path);
        (await Titles(server, "q=trocar")).ShouldBe("");
        (await server.Client.Call("GET", path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> Titles(TestServer server, string query) => string.Join(' ', (await server.Get("/api/v1/articles?" + query)).GetProperty("items").Texts("title"));

    private static async Task<string> Fields(TestServer server, int number)
    {
        var fields = (await server.Get($"/api/v1/tickets/{number}")).GetProperty("ticket").GetProperty("fields");
        return string.Join(' ', new[] { "inbox", "channel", "team", "priority" }.Select(f => fields.GetProperty(f).GetString()));
    }
}
