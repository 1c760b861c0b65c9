using System.Net;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Tickets;

public class TicketActionTests
{
    internal const string Agreement = """
        prazo: 1
        agreement: suporte
        title: Suporte
        kind: service
        zone: America/Sao_Paulo
        targets:
          first-response: { within: 1h clock, calendar: 24x7 }
          next-response: { within: 2h clock, calendar: 24x7 }
          resolution: { within: 8h clock, calendar: 24x7 }
        instructions: { high: [ Call back before writing, Offer the workaround first ], else: [ Write ] }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_ticket_opened_for_a_contact_is_answered_and_closed_and_its_clocks_say_so(string database)
    {
        await using var server = await Start(database);
        var opened = await server.Client.Do("POST", "/tickets", """{"subject":"Pedido atrasado","text":"Onde está o pedido 1042?","contact":"maria","customer":"aurora","priority":"high","tags":["Frete","vip"]}""");
        (opened.Status, opened.ETag).ShouldBe((HttpStatusCode.Created, "\"1.0\""));

        server.Clock.Now += NodaTime.Duration.FromMinutes(30);
        await server.Client.Do("POST", "/tickets/1/replies", """{"text":"Chega amanhã.","agent":"ana"}""");
        (await server.State(1, "first-response")).ShouldBe("Met");
        await server.Client.Do("POST", "/tickets/1/close", """{"status":"resolved"}""");
        (await server.State(1, "resolution")).ShouldBe("Met");

        var ticket = (await server.Client.Do("GET", "/tickets/1")).Json;
        ticket.GetProperty("ticket").GetProperty("subject").GetString().ShouldBe("Pedido atrasado");
        ticket.GetProperty("ticket").GetProperty("tags").EnumerateArray().Select(t => t.GetString()).ShouldBe(["frete", "vip"]);
        ticket.GetProperty("messages").EnumerateArray().Select(m => $"{m.GetProperty("author")} {m.GetProperty("visibility")}: {m.GetProperty("text")}")
            .ShouldBe(["maria public: Onde está o pedido 1042?", "ana public: Chega amanhã."]);
        ticket.GetProperty("actions").EnumerateArray().Select(a => a.GetString()).ShouldContain("reopen");
        ticket.GetProperty("instructions")[0].GetProperty("texts").EnumerateArray().Select(t => t.GetString()).ShouldBe(["Call back before writing", "Offer the workaround first"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S9_the_log_holds_no_text_that_somebody_wrote(string database)
    {
        await using var server = await Start(database);
        await server.Client.Do("POST", "/fields", """{"name":"delivery-note","title":"Note","type":"text"}""");
        await server.Client.Do("POST", "/tickets", """{"subject":"Secret1","text":"Secret2","contact":"maria","fields":{"delivery-note":"Secret3"}}""");
        await server.Client.Do("POST", "/tickets/1/notes", """{"text":"Secret4"}""");
        await server.Client.Do("POST", "/tickets/1/pause", """{"party":"supplier","category":"parts","text":"Secret5"}""");
        await server.Client.Do("POST", "/tickets/1/waivers", """{"target":"resolution","category":"storm","text":"Secret6","evidence":"Secret7"}""");
        await (await server.Manager("boss")).Do("POST", $"/tickets/1/requests/{await FirstRequest(server)}/grant", """{"text":"Secret8"}""");

        var log = string.Join('\n', await server.Log(1));
        log.ShouldNotContain("Secret");
        log.ShouldContain("parts");
        var kept = await server.Db.Read(s => s.Query<string>("SELECT body FROM ticket_texts UNION ALL SELECT body FROM messages ORDER BY 1"));
        kept.ShouldBe(["Secret1", "Secret2", "Secret3", "Secret4", "Secret5", "Secret6", "Secret7", "Secret8"]);
        (await server.Db.Read(s => s.Value<long>("SELECT COUNT(DISTINCT salt) FROM (SELECT salt FROM ticket_texts UNION ALL SELECT salt FROM messages) AS salts"))).ShouldBe(8);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task T2_what_is_done_in_one_millisecond_keeps_its_order(string database)
    {
        await using var server = await Start(database);
        await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"maria"}""");
        // By rank a status that ends would come last, and the ticket would be closed.
        await server.Client.Do("POST", "/tickets/1/close", "{}");
        await server.Client.Do("POST", "/tickets/1/reopen", "{}");
        await server.Client.Do("PATCH", "/tickets/1", """{"status":"pending"}""");
        (await server.Get("/api/v1/tickets/1")).GetProperty("ticket").GetProperty("fields").GetProperty("status").GetString().ShouldBe("pending");
        (await server.Db.Read(s => s.Query<long>("SELECT source_seq FROM events ORDER BY seq"))).ShouldBe([1, 2, 3, 4]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task T14_what_an_agent_opens_owes_no_first_response_and_a_program_that_names_nobody_is_a_bot(string database)
    {
        await using var server = await Start(database);
        await server.Client.Do("POST", "/tickets", """{"subject":"We saw a fault","text":"We are looking into it.","from":"agent"}""");
        (await server.State(1, "first-response")).ShouldBe("NotApplicable");

        await server.Client.Do("POST", "/tickets", """{"subject":"B","contact":"maria"}""");
        await server.Client.Do("POST", "/tickets/2/replies", """{"text":"We got your message."}""");
        (await server.State(2, "first-response")).ShouldBe("Active");
        (await server.Log(2))[1].ShouldContain("\"bot\":true");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_change_with_an_old_etag_is_refused_and_changes_nothing(string database)
    {
        await using var server = await Start(database);
        var opened = await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"maria"}""");
        var changed = await server.Client.Do("PATCH", "/tickets/1", """{"subject":"B"}""", ifMatch: opened.ETag);
        changed.ETag.ShouldNotBe(opened.ETag);

        (await server.Client.Call("PATCH", "/tickets/1", """{"subject":"C","priority":"low"}""", ifMatch: opened.ETag)).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        var read = await server.Client.Do("GET", "/tickets/1");
        read.ETag.ShouldBe(changed.ETag);
        read.Json.GetProperty("ticket").GetProperty("subject").GetString().ShouldBe("B");
        (await server.Client.Do("PATCH", "/tickets/1", """{"priority":"low"}""", ifMatch: changed.ETag)).ETag.ShouldBe("\"2.1\"");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Fields_of_the_workspace_take_only_what_they_were_declared_for(string database)
    {
        await using var server = await Start(database);
        await server.Client.Do("POST", "/fields", """{"name":"carrier","title":"Transportadora","type":"choice","choices":["Correios","Loggi"]}""");
        await server.Client.Do("POST", "/fields", """{"name":"weight","title":"Peso","type":"number"}""");
        await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"maria","fields":{"carrier":"correios","weight":"12.50"}}""");

        var fields = (await server.Get("/api/v1/tickets/1")).GetProperty("ticket").GetProperty("fields");
        (fields.GetProperty("carrier").GetString(), fields.GetProperty("weight").GetString()).ShouldBe(("Correios", "12.5"));
        (await server.Client.Call("PATCH", "/tickets/1", """{"fields":{"carrier":"DHL"}}""")).Code.ShouldBe("bad-value");
        (await server.Client.Call("PATCH", "/tickets/1", """{"fields":{"weight":"heavy"}}""")).Code.ShouldBe("bad-value");
        (await server.Client.Call("PATCH", "/tickets/1", """{"fields":{"color":"red"}}""")).Code.ShouldBe("unknown-field");
        (await server.Client.Call("PATCH", "/tickets/1", """{"agent":"ana@example.com"}""")).Code.ShouldBe("bad-handle");
        (await server.Log(1)).Length.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_attachment_is_uploaded_once_attached_once_and_comes_back_as_it_was(string database)
    {
        await using var server = await Start(database);
        await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"maria"}""");
        var file = await server.Client.Do("POST", "/attachments?name=nota.txt", "conteúdo", type: "text/plain");
        // SHA-256 of the UTF-8 text, by sha256sum.
        file.Text("sha256").ShouldBe("0263637886787eeaa9529fecbc8e63beda6bad2ef5e61c349ff719aad84075b8");
        var id = file.Id("id");
        await server.Client.Do("POST", "/tickets/1/messages", $$"""{"attachments":["{{id}}"]}""");
        (await server.Client.Call("POST", "/tickets/1/messages", $$"""{"attachments":["{{id}}"]}""")).Code.ShouldBe("unknown-attachment");

        using var bytes = await server.Client.GetAsync(new Uri($"/api/v1/attachments/{id}", UriKind.Relative));
        (await bytes.Content.ReadAsStringAsync()).ShouldBe("conteúdo");
        bytes.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        bytes.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bulk_changes_have_a_result_for_every_ticket(string database)
    {
        await using var server = await Start(database);
        for (var i = 0; i < 4; i++)
            await server.Client.Do("POST", "/tickets", $$"""{"subject":"A{{i}}","contact":"maria"}""");
        await server.Client.Do("POST", "/tickets/2/merge", """{"into":"4"}""");

        var done = await server.Client.Do("POST", "/tickets/bulk", """{"tickets":["1","2","3","99"],"change":{"priority":"low","addTags":["x"]},"close":true}""");
        done.Json.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("status").GetString()).ShouldBe(["done", "refused", "done", "unknown"]);
        var two = (await server.Get("/api/v1/tickets/2")).GetProperty("ticket");
        two.GetProperty("fields").GetProperty("priority").GetString().ShouldBe("normal");
        (await server.Get("/api/v1/tickets?open=false&sort=number&tag=x")).GetProperty("items").Texts("number").ShouldBe(["1", "3"]);
    }

    internal static async Task<TestServer> Start(string database)
    {
        var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        return server;
    }

    internal static async Task<Guid> FirstRequest(TestServer server) => (await server.Get("/api/v1/clock-requests")).GetProperty("items")[0].GetProperty("id").GetGuid();
}
