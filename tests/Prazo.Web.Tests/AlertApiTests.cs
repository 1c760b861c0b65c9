using System.Net;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Tickets;

namespace Prazo.Web.Tests;

/// <summary>Alerts, escalations, automations, webhooks and dead letters over HTTP, on both databases.</summary>
public class AlertApiTests
{
    private const string Agreement = """
        prazo: 1
        agreement: suporte
        title: Suporte
        kind: service
        zone: Etc/UTC
        targets:
          first-response: { within: 1h clock, calendar: 24x7, warn: [50%] }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_breach_becomes_an_alert_that_is_acknowledged(string database)
    {
        await using var server = await TestServer.Start(database);
        var boss = await User(server, "boss", "manager");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        await server.Post("/api/v1/events?source=shop", """{"ticket":"T-1","kind":"created","at":"2026-03-02T12:00:00Z","id":"e1"}""", "application/x-ndjson");

        await server.Until("2026-03-02T13:00:01Z");

        var page = await server.Get("/api/v1/alerts?open=true");
        page.GetProperty("past").GetInt64().ShouldBe(0);
        var alerts = page.GetProperty("items").EnumerateArray().ToList();
        alerts.Select(a => (a.GetProperty("stage").GetString(), a.GetProperty("user").GetGuid(), a.GetProperty("at").GetString())).ShouldBe(
            [("breached", boss, "2026-03-02T13:00:00.000Z"), ("warned 50%", boss, "2026-03-02T12:30:00.000Z")]);
        await server.Post($"/api/v1/alerts/{alerts[0].GetProperty("id").GetGuid()}/acknowledge", "{}", expected: HttpStatusCode.NoContent);
        (await server.Get("/api/v1/alerts?open=true")).GetProperty("items").GetArrayLength().ShouldBe(0);
        await server.Post($"/api/v1/alerts/{Guid.Empty}/acknowledge", "{}", expected: HttpStatusCode.NotFound);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Chains_are_kept_changed_and_deleted_and_what_is_wrong_names_its_path(string database)
    {
        await using var server = await TestServer.Start(database);
        var made = await server.Post("/api/v1/escalations", """{"name":"all","chain":{"when":{"priority":"high"},"levels":[{"stage":"80%","to":["agent"]}]}}""", expected: HttpStatusCode.Created);
        var path = $"/api/v1/escalations/{made.GetProperty("id").GetGuid()}";
        (await server.Get(path)).GetProperty("chain").GetProperty("levels")[0].GetProperty("stage").GetString().ShouldBe("80%");

        var refused = await server.Post("/api/v1/escalations", """{"name":"all","chain":{"levels":[{"stage":"soon","to":["agent"]}]}}""", expected: HttpStatusCode.UnprocessableEntity);
        refused.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("path").GetString()).ShouldBe(["levels[0].stage", "name"]);
        await server.Post("/api/v1/escalations", """{"name":"none"}""", expected: HttpStatusCode.UnprocessableEntity);

        (await server.Client.DeleteAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await server.Get(path, HttpStatusCode.NotFound);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_automation_is_tried_dry_runs_and_is_seen_in_the_log(string database)
    {
        await using var server = await TestServer.Start(database);
        const string body = """{"name":"vip","when":{"event":"created"},"if":{"customer":["aurora"]},"then":[{"set":{"priority":"high"}}]}""";
        var made = await server.Post("/api/v1/automations", body, expected: HttpStatusCode.Created);
        await server.Post("/api/v1/events", """{"ticket":"T-1","kind":"created","at":"2026-03-02T12:00:00Z","fields":{"customer":"aurora"}}""", "application/x-ndjson");

        var dry = await server.Post("/api/v1/automations/dry-run", """{"ticket":"1","when":{"event":"created"},"if":{"customer":"other"},"then":[{"tag":"x"}]}""");
        dry.GetProperty("runs").GetBoolean().ShouldBeFalse();
        dry.GetProperty("if")[0].GetProperty("words").GetString().ShouldBe("customer is aurora, wanted other");

        await server.Until("2026-03-02T12:00:01Z");
        (await server.Db.Read(s => TicketQueries.Find(s, server.Workspace.TenantId, "1")))!.Priority.ShouldBe("high");
        var run = (await server.Get("/api/v1/automations/runs?ticket=1")).GetProperty("items")[0];
        (run.GetProperty("automation").GetGuid(), run.GetProperty("outcome").GetString(), run.GetProperty("detail")[0].GetString()).ShouldBe((made.GetProperty("id").GetGuid(), "ran", "priority: high"));

        var refused = await server.Post("/api/v1/automations", """{"name":"vip","when":{"event":"created"},"then":[{"set":{}}]}""", expected: HttpStatusCode.UnprocessableEntity);
        refused.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("path").GetString()).ShouldBe(["then[0].set", "name"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_webhook_shows_its_secret_once_and_takes_no_address_inside(string database)
    {
        await using var server = await TestServer.Start(database);
        var made = await server.Post("/api/v1/webhooks", """{"name":"erp","url":"https://erp.example.com/hook","events":["clock.*","ticket.created"]}""", expected: HttpStatusCode.Created);
        made.GetProperty("secret").GetString().ShouldStartWith("whsec_");
        var path = $"/api/v1/webhooks/{made.GetProperty("id").GetGuid()}";
        (await server.Get(path)).TryGetProperty("secret", out _).ShouldBeFalse();
        var rotated = await server.Post(path + "/secret", "{}");
        rotated.GetProperty("secret").GetString().ShouldNotBe(made.GetProperty("secret").GetString());

        var chat = await server.Post("/api/v1/webhooks", """{"name":"chat","form":"slack","url":"https://hooks.example.com/services/T0/secret","events":["clock.breached"]}""", expected: HttpStatusCode.Created);
        chat.GetProperty("url").GetString().ShouldBe("https://hooks.example.com/…");
        var refused = await server.Post("/api/v1/webhooks", """{"name":"erp","form":"template","url":"https://10.0.0.1/x","events":["clock.late"],"template":"{{nobody}}"}""", expected: HttpStatusCode.UnprocessableEntity);
        refused.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("path").GetString()).ShouldBe(["name", "url", "events[0]", "template"], ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Dead_letters_are_listed_and_sent_again(string database)
    {
        await using var server = await TestServer.Start(database);
        var tenant = server.Workspace.TenantId;
        var id = await server.Db.Write(tx => Prazo.Outbox.OutboxStore.Put(tx, tenant, "webhook", "{}", server.Clock.Now));
        await server.Db.Write(tx => tx.Execute("UPDATE outbox SET due = NULL, dead = @now, fault = 'no' WHERE tenant_id = @tenant AND id = @id", new { tenant, id, now = server.Clock.Now }));

        var dead = (await server.Get("/api/v1/dead-letters")).GetProperty("items")[0];
        (dead.GetProperty("id").GetGuid(), dead.GetProperty("fault").GetString()).ShouldBe((id, "no"));
        await server.Post($"/api/v1/dead-letters/{id}/replay", "{}", expected: HttpStatusCode.NoContent);
        await server.Post($"/api/v1/dead-letters/{id}/replay", "{}", expected: HttpStatusCode.NotFound);
        (await server.Get("/api/v1/dead-letters")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    private static Task<Guid> User(TestServer server, string handle, string role) => server.Db.Write(tx =>
    {
        var id = Ids.New(server.Clock.Now);
        tx.Execute("INSERT INTO users (tenant_id, id, handle, name, role, created) VALUES (@TenantId, @id, @handle, @handle, @role, @Now)", new { server.Workspace.TenantId, id, handle, role, server.Clock.Now });
        return id;
    });
}
