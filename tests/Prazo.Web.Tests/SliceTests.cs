using Prazo.Tests.Storage;

namespace Prazo.Web.Tests;

/// <summary>From an event to a clock, a breach and the feed, on both databases.</summary>
public class SliceTests
{
    private const string Agreement = """
        prazo: 1
        agreement: suporte
        title: Suporte
        kind: service
        zone: America/Sao_Paulo
        calendars:
          comercial:
            weekly: { mon-fri: "08:00-12:00, 13:00-18:00" }
        targets:
          first-response:
            by: priority
            within: { high: 1h, normal: 4h }
            calendar: comercial
            warn: [50%]
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task An_event_becomes_a_clock_that_warns_and_breaks_once_and_says_so_in_the_feed(string database)
    {
        // Monday, 09:00 in São Paulo.
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");

        var recorded = await server.Post("/api/v1/events?source=shop", """
            {"ticket":"T-1","kind":"created","at":"2026-03-02T09:00:00-03:00","id":"e1","fields":{"priority":"high","status":"new"}}
            """, "application/x-ndjson");
        recorded.GetProperty("recorded").GetInt32().ShouldBe(1);

        var clocks = await server.Get("/api/v1/tickets/1/clocks");
        var clock = clocks.GetProperty("clocks")[0];
        clock.GetProperty("due").GetString().ShouldBe("2026-03-02T13:00:00.000Z");
        clock.GetProperty("state").GetString().ShouldBe("Active");
        (await server.Get("/api/v1/tickets/1")).GetProperty("ticket").GetProperty("nextDue").GetString().ShouldBe("2026-03-02T13:00:00.000Z");

        // T3: noticed late, dated by the promise.
        await server.Until("2026-03-02T12:31:00Z");
        await server.Until("2026-03-02T13:07:00Z");
        await server.Until("2026-03-02T13:08:00Z");
        var feed = await server.Get("/api/v1/clocks/feed");
        feed.GetProperty("items").EnumerateArray().Select(i => (i.GetProperty("stage").GetString(), i.GetProperty("at").GetString(), i.GetProperty("noticed").GetString())).ShouldBe(
        [
            ("started", "2026-03-02T12:00:00.000Z", "2026-03-02T12:00:00.000Z"),
            ("warned 50%", "2026-03-02T12:30:00.000Z", "2026-03-02T12:31:00.000Z"),
            ("breached", "2026-03-02T13:00:00.000Z", "2026-03-02T13:07:00.000Z"),
        ]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task T4_a_late_event_takes_a_breach_back_and_says_why(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        await server.Post("/api/v1/events", """{"ticket":"T-1","kind":"created","at":"2026-03-02T12:00:00Z","id":"e1","fields":{"priority":"high"}}""", "application/x-ndjson");
        await server.Until("2026-03-02T14:00:00Z");

        // The reply was given in time; the telephone system told of it an hour later.
        await server.Post("/api/v1/events", """[{"ticket":"T-1","kind":"reply","at":"2026-03-02T12:10:00Z","id":"e2","agent":"ana"}]""");
        await server.Until("2026-03-02T14:00:00Z");

        var stages = (await server.Get("/api/v1/clocks/feed")).GetProperty("items").EnumerateArray()
            .Select(i => i.GetProperty("kind").GetString() + " " + i.GetProperty("stage").GetString()).ToList();
        stages.ShouldBe(["started started", "warned warned 50%", "breached breached", "withdrawn warned 50%", "withdrawn breached", "met met"]);
        (await server.Get("/api/v1/tickets/1/clocks")).GetProperty("clocks")[0].GetProperty("state").GetString().ShouldBe("Met");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task T2_an_event_sent_twice_is_recorded_once(string database)
    {
        await using var server = await TestServer.Start(database);
        const string body = """
            {"ticket":"T-1","kind":"created","at":"2026-03-02T12:00:00Z","id":"e1"}
            {"ticket":"T-1","kind":"customer-message","at":"2026-03-02T12:00:01Z"}
            {"ticket":"T-1","kind":"nonsense","at":"2026-03-02T12:00:02Z"}
            """;
        var first = await server.Post("/api/v1/events", body, "application/x-ndjson");
        var second = await server.Post("/api/v1/events", body, "application/x-ndjson");
        first.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("status").GetString()).ShouldBe(["recorded", "recorded", "refused"]);
        second.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("status").GetString()).ShouldBe(["known", "known", "refused"]);
        first.GetProperty("results")[2].GetProperty("problem").GetProperty("code").GetString().ShouldBe("unknown-kind");
    }

    /// <summary>What the fuzzer found: a byte that is no UTF-8 was a fault, in an array and in a line.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_not_UTF_8_is_refused_by_line_or_as_a_whole(string database)
    {
        await using var server = await TestServer.Start(database);
        const string good = """{"ticket":"T-1","kind":"created","at":"2026-03-02T12:00:00Z","id":"e1"}""";
        var bad = good.Replace("T-1", "T-?", StringComparison.Ordinal);
        var nul = good.Replace("T-1", "T-\\u0000", StringComparison.Ordinal);
        (await Send(server, good + "\n" + bad + "\n" + nul, "application/x-ndjson")).Results.ShouldBe(["recorded", "refused", "refused"]);
        (await Send(server, "[" + bad + "]", "application/json")).Status.ShouldBe(System.Net.HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<(System.Net.HttpStatusCode Status, string[] Results)> Send(TestServer server, string body, string type)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body).Select(b => b == (byte)'?' ? (byte)0xFF : b).ToArray();
        using var content = new ByteArrayContent(bytes) { Headers = { { "Content-Type", type } } };
        using var response = await server.Client.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content);
        var answer = System.Text.Json.JsonElement.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, answer.TryGetProperty("results", out var results) ? [.. results.EnumerateArray().Select(r => r.GetProperty("status").GetString()!)] : []);
    }
}
