using NodaTime;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Tickets;

public class FieldRuleTests
{
    private const string Rules = """
        {"items":[
          {"name":"south","when":{"state":["RS","SC"]},"field":"region","value":"sul"},
          {"name":"before","when":{"category":["product"]},"field":"stage","value":"pre-purchase"},
          {"name":"after in the south","when":{"category":["return"],"region":["sul"]},"field":"stage","value":"after-sales-south"},
          {"name":"after","when":{"category":["return","delivery"]},"field":"stage","value":"after-sales"}]}
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task Rules_set_stage_and_region_at_creation_and_when_what_they_read_changes_and_the_log_names_them(string database)
    {
        await using var server = await TestServer.Start(database);
        await server.Client.Do("PUT", "/field-rules", Rules);
        await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"m","fields":{"state":"RS","category":"product"}}""");
        (await StageAndRegion(server, 1)).ShouldBe("pre-purchase sul");

        server.Clock.Now += Duration.FromMinutes(1);
        await server.Client.Do("PATCH", "/tickets/1", """{"fields":{"category":"return"}}""");
        (await StageAndRegion(server, 1)).ShouldBe("after-sales-south sul");
        (await server.Db.Read(s => s.Query<string>("SELECT actor FROM events ORDER BY seq"))).ShouldBe(["key:test", "rule:south", "rule:before", "key:test", "rule:after in the south"]);

        // What somebody sets stands, until a field changes that the rule reads.
        await server.Client.Do("PATCH", "/tickets/1", """{"stage":"special","priority":"high"}""");
        (await StageAndRegion(server, 1)).ShouldBe("special sul");
        await server.Client.Do("PATCH", "/tickets/1", """{"priority":"low"}""");
        (await StageAndRegion(server, 1)).ShouldBe("special sul");
        server.Clock.Now += Duration.FromMinutes(1);
        await server.Client.Do("PATCH", "/tickets/1", """{"fields":{"category":"delivery"}}""");
        (await StageAndRegion(server, 1)).ShouldBe("after-sales sul");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_an_event_sets_itself_is_not_overruled_and_new_rules_leave_the_past_alone(string database)
    {
        await using var server = await TestServer.Start(database);
        await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"m","fields":{"state":"RS"}}""");
        server.Clock.Now += Duration.FromMinutes(1);
        await server.Client.Do("PUT", "/field-rules", Rules);
        await server.Client.Do("PATCH", "/tickets/1", """{"priority":"low"}""");
        (await StageAndRegion(server, 1)).ShouldBe(" ");
        await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"m","region":"norte","fields":{"state":"RS"}}""");
        (await StageAndRegion(server, 2)).ShouldBe(" norte");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task T2_rules_end_the_same_however_the_events_of_a_foreign_system_are_delivered(string database)
    {
        await using var server = await TestServer.Start(database);
        await server.Client.Do("PUT", "/field-rules", Rules);
        string[] events =
        [
            """{"ticket":"T","kind":"created","at":"2026-03-02T10:00:00Z","id":"e1","fields":{"category":"product"}}""",
            """{"ticket":"T","kind":"field","at":"2026-03-02T10:10:00Z","id":"e2","field":"state","value":"SC"}""",
            """{"ticket":"T","kind":"field","at":"2026-03-02T10:20:00Z","id":"e3","field":"category","value":"return"}""",
            """{"ticket":"T","kind":"field","at":"2026-03-02T10:30:00Z","id":"e4","field":"stage","value":"by-hand"}""",
            """{"ticket":"T","kind":"field","at":"2026-03-02T10:40:00Z","id":"e5","field":"state","value":"SP"}""",
            """{"ticket":"T","kind":"field","at":"2026-03-02T10:50:00Z","id":"e6","field":"category","value":"delivery"}""",
        ];
        int[][] orders = [[0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [2, 0, 5, 1, 4, 3], [3, 5, 0, 4, 2, 1], [1, 1, 0, 5, 0, 3, 2, 4]];
        for (var run = 0; run < orders.Length; run++)
            foreach (var index in orders[run])
                await server.Post("/api/v1/events", events[index].Replace("\"T\"", $"\"T-{run}\"", StringComparison.Ordinal), "application/x-ndjson");
        for (var run = 0; run < orders.Length; run++)
            // In the south until a rule says otherwise: none does for SP.
            (await StageAndRegion(server, run + 1)).ShouldBe("after-sales sul", $"delivered as {string.Join(' ', orders[run])}");
    }

    [Theory, OnSqlite]
    public async Task A_rule_that_sets_something_else_or_reads_nothing_is_refused(string database)
    {
        await using var server = await TestServer.Start(database);
        (await server.Client.Call("PUT", "/field-rules", """{"items":[{"name":"x","when":{"state":["RS"]},"field":"priority","value":"high"}]}""")).Code.ShouldBe("bad-value");
        (await server.Client.Call("PUT", "/field-rules", """{"items":[{"name":"x","when":{},"field":"region","value":"sul"}]}""")).Code.ShouldBe("bad-condition");
        (await server.Post("/api/v1/events", """{"ticket":"T","kind":"created","at":"2026-03-02T10:00:00Z","id":"rule:e1"}""", "application/x-ndjson")).GetProperty("results")[0].GetProperty("problem").GetProperty("code").GetString().ShouldBe("reserved-id");
    }

    private static async Task<string> StageAndRegion(TestServer server, int number)
    {
        var fields = (await server.Get($"/api/v1/tickets/{number}")).GetProperty("ticket").GetProperty("fields");
        return $"{(fields.TryGetProperty("stage", out var stage) ? stage : "")} {(fields.TryGetProperty("region", out var region) ? region : "")}";
    }
}
