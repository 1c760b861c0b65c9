using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Tickets;

/// <summary>What <c>POST /events</c> takes, and what it does not.</summary>
public class EventLimitTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_body_packed_with_gzip_is_taken(string database)
    {
        await using var server = await TestServer.Start(database);
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("""{"ticket":"T-1","kind":"created","at":"2026-03-02T12:00:00Z","id":"e1"}"""));
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new("application/x-ndjson");
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await server.Client.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"recorded\":1");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task T2_another_event_under_a_known_id_is_a_conflict_and_the_first_stands(string database)
    {
        await using var server = await TestServer.Start(database);
        (await Send(server, """{"ticket":"T-1","kind":"created","at":"2026-03-02T12:00:00Z","id":"e1","fields":{"priority":"high"}}""")).ShouldBe(["recorded"]);
        (await Send(server, """{"ticket":"T-1","kind":"created","at":"2026-03-02T12:00:00Z","id":"e1","fields":{"priority":"low"}}""")).ShouldBe(["conflict"]);
        (await Send(server, """{"ticket":"T-1","kind":"created","at":"2026-03-02T12:00:00Z","id":"e1","fields":{"priority":"high"}}""")).ShouldBe(["known"]);
        // Ids are a ticket's own.
        (await Send(server, """{"ticket":"T-2","kind":"created","at":"2026-03-02T12:00:00Z","id":"e1","fields":{"priority":"low"}}""")).ShouldBe(["recorded"]);
        (await server.Get("/api/v1/tickets/1")).GetProperty("ticket").GetProperty("fields").GetProperty("priority").GetString().ShouldBe("high");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Events_dated_more_than_a_day_ahead_are_refused(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        (await Send(server, """
            {"ticket":"T-1","kind":"created","at":"2026-03-03T12:00:00Z","id":"e1"}
            {"ticket":"T-1","kind":"created","at":"2026-03-03T12:00:00.001Z","id":"e2"}
            """)).ShouldBe(["recorded", "in-the-future"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Names_and_values_that_are_too_long_are_refused(string database)
    {
        await using var server = await TestServer.Start(database);
        (await Send(server, $$$"""
            {"ticket":"T-1","kind":"created","at":"2026-03-02T12:00:00Z","fields":{"{{{new string('a', 100)}}}":"{{{new string('ã', 500)}}}"}}
            {"ticket":"T-1","kind":"field","at":"2026-03-02T12:00:00Z","field":"{{{new string('a', 101)}}}","value":"x"}
            {"ticket":"T-1","kind":"field","at":"2026-03-02T12:00:00Z","field":"a","value":"{{{new string('a', 501)}}}"}
            {"ticket":"{{{new string('a', 201)}}}","kind":"created","at":"2026-03-02T12:00:00Z"}
            {"ticket":"T-1","kind":"customer-message","at":"2026-03-02T12:00:00Z","id":"{{{new string('a', 201)}}}"}
            {"ticket":"T-1","kind":"reply","at":"2026-03-02T12:00:00Z","agent":"{{{new string('a', 501)}}}"}
            """)).ShouldBe(["recorded", "too-long", "too-long", "too-long", "too-long", "too-long"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_ticket_takes_no_more_events_than_a_fold_can_read(string database)
    {
        await using var server = await TestServer.Start(database);
        await Send(server, """{"ticket":"T-1","kind":"created","at":"2026-03-02T12:00:00Z","id":"e0"}""");
        await server.Db.Write(tx => tx.Execute("UPDATE tickets SET events = 9999"));
        (await Send(server, """
            {"ticket":"T-1","kind":"customer-message","at":"2026-03-02T12:00:00Z","id":"e1"}
            {"ticket":"T-1","kind":"customer-message","at":"2026-03-02T12:00:01Z","id":"e2"}
            {"ticket":"T-1","kind":"customer-message","at":"2026-03-02T12:00:00Z","id":"e1"}
            """)).ShouldBe(["recorded", "ticket-full", "known"]);
    }

    private static async Task<string?[]> Send(TestServer server, string lines) => [.. (await server.Post("/api/v1/events", lines, "application/x-ndjson")).GetProperty("results").EnumerateArray()
        .Select(r => r.GetProperty("status").GetString() == "refused" ? r.GetProperty("problem").GetProperty("code").GetString() : r.GetProperty("status").GetString())];
}
