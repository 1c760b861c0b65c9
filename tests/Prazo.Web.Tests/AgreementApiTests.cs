using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests;

/// <summary>Agreements are drafted, checked and published; open tickets follow where a version says so (T18).</summary>
public class AgreementApiTests
{
    private static string Version(int version, string within, string more = "") => $$"""
        prazo: 1
        agreement: suporte
        version: {{version}}
        title: Suporte
        kind: service
        zone: America/Sao_Paulo
        {{more}}
        calendars: { comercial: { weekly: { mon-fri: "08:00-18:00" } } }
        targets:
          resolution: { within: {{within}}, calendar: comercial }
        """;

    private const string Opened = """{"ticket":"T-1","kind":"created","at":"2026-03-02T12:00:00Z","id":"e1","fields":{"status":"new"}}""";

    [Theory, OnSqlite, OnPostgres]
    public async Task T18_a_version_published_later_moves_no_ticket_that_exists_unless_it_is_for_open_tickets_too(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/agreements", Version(1, "4h"), "application/yaml");
        await server.Post("/api/v1/events", Opened, "application/x-ndjson");
        (await Due(server)).ShouldBe("2026-03-02T16:00:00.000Z");

        // Back-dated on purpose: it says it was in force when the ticket came.
        await server.Post("/api/v1/agreements", Version(2, "2h", "term: { from: 2026-01-01 }"), "application/yaml");
        await server.Until("2026-03-02T12:30:00Z");
        (await Due(server)).ShouldBe("2026-03-02T16:00:00.000Z");
        (await server.Get("/api/v1/tickets/1")).GetProperty("ticket").GetProperty("nextDue").GetString().ShouldBe("2026-03-02T16:00:00.000Z");

        // From Tuesday, open tickets too: 3h at 08:00 local, 11:00Z; six of the ten hours of Monday have been used by then.
        var third = Version(3, "12h", "term: { from: 2026-03-03 }\nopen-tickets: true");
        var check = await server.Post("/api/v1/agreements/check", third, "application/yaml");
        check.GetProperty("publishable").GetBoolean().ShouldBeTrue(check.ToString());
        check.GetProperty("differences")[0].GetProperty("changes").EnumerateArray().Select(c => (c.GetProperty("path").GetString(), c.GetProperty("before").GetString(), c.GetProperty("after").GetString()))
            .ShouldContain(("targets.resolution.within", "2h", "12h"));
        await server.Post("/api/v1/agreements", third, "application/yaml");
        await server.Until("2026-03-02T13:00:00Z");
        var refold = (await server.Get("/api/v1/agreements/refolds"))[0];
        refold.GetProperty("done").GetInt64().ShouldBe(1);
        refold.TryGetProperty("finished", out _).ShouldBeTrue();
        (await Due(server)).ShouldBe("2026-03-02T16:00:00.000Z");

        // At the start of Tuesday it takes over; 9 of 12 hours are used when Monday closes at 21:00Z, so 3 are left from 11:00Z.
        await server.Until("2026-03-03T03:00:01Z");
        (await Due(server)).ShouldBe("2026-03-03T14:00:00.000Z");
        (await server.Get("/api/v1/tickets/1")).GetProperty("ticket").GetProperty("nextDue").GetString().ShouldBe("2026-03-03T14:00:00.000Z");
    }

    private static async Task<string?> Due(TestServer server) =>
        (await server.Get("/api/v1/tickets/1/clocks")).GetProperty("clocks")[0].GetProperty("due").GetString();

    [Theory, OnSqlite, OnPostgres]
    public async Task A_draft_is_saved_only_by_who_has_read_its_latest_revision(string database)
    {
        await using var server = await TestServer.Start(database);
        var draft = await server.Post("/api/v1/agreements/drafts", """{"name":"Novo","source":"prazo: 1"}""", expected: HttpStatusCode.Created);
        var path = "/api/v1/agreements/drafts/" + draft.GetProperty("id").GetString();

        (await Put(server, path, "\"1\"", Version(1, "4h"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Put(server, path, "\"1\"", Version(1, "8h"))).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Put(server, path, null, Version(1, "8h"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await server.Get(path)).GetProperty("source").GetString().ShouldBe(Version(1, "4h"));

        using var publish = new HttpRequestMessage(HttpMethod.Post, path + "/publish");
        publish.Headers.IfMatch.Add(new EntityTagHeaderValue("\"2\""));
        (await server.Client.SendAsync(publish)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await server.Get(path, HttpStatusCode.NotFound);
        (await server.Get("/api/v1/agreements"))[0].GetProperty("agreement").GetString().ShouldBe("suporte");
        (await server.Client.GetStringAsync(new Uri("/api/v1/agreements/suporte/versions/1/source", UriKind.Relative))).ShouldBe(Version(1, "4h") + "\n");
    }

    private static Task<HttpResponseMessage> Put(TestServer server, string path, string? match, string source)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(new { name = "Novo", source }) };
        if (match is not null)
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(match));
        return server.Client.SendAsync(request);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_file_with_an_error_publishes_nothing_and_says_where_it_is(string database)
    {
        await using var server = await TestServer.Start(database);
        var refused = await server.Post("/api/v1/agreements", Version(1, "4h") + "\n---\n" + Version(2, "2d"), "application/yaml", HttpStatusCode.UnprocessableEntity);
        var problem = refused.GetProperty("problems")[0];
        problem.GetProperty("path").GetString().ShouldBe("targets.resolution.within");
        problem.GetProperty("line").GetInt32().ShouldBe(21);
        (await server.Get("/api/v1/agreements")).GetArrayLength().ShouldBe(0);

        await server.Post("/api/v1/agreements", Version(1, "4h"), "application/yaml");
        var again = await server.Post("/api/v1/agreements", Version(1, "4h"), "application/yaml", HttpStatusCode.UnprocessableEntity);
        again.GetProperty("problems")[0].GetProperty("code").GetString().ShouldBe("duplicate-version");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_agreement_extends_its_parent_as_published_when_it_was_itself(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/agreements", Version(1, "4h", "applies: { when: { inbox: none } }"), "application/yaml");
        await server.Post("/api/v1/agreements", """
            prazo: 1
            agreement: loja
            title: Loja
            kind: hybrid
            extends: suporte
            applies: { when: { inbox: loja } }
            """, "application/yaml");
        await server.Post("/api/v1/agreements", Version(2, "1h", "applies: { when: { inbox: none } }"), "application/yaml");
        await server.Post("/api/v1/events", """{"ticket":"T-1","kind":"created","at":"2026-03-02T12:00:00Z","fields":{"inbox":"loja"}}""", "application/x-ndjson");
        (await Due(server)).ShouldBe("2026-03-02T16:00:00.000Z");
    }
}
