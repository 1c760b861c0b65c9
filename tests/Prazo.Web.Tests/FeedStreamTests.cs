using System.Net.ServerSentEvents;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests;

/// <summary>The feed as server-sent events, and tickets that nothing is promised for.</summary>
public class FeedStreamTests
{
    private const string Agreement = """
        prazo: 1
        agreement: suporte
        title: Suporte
        kind: service
        zone: America/Sao_Paulo
        applies: { when: { inbox: loja } }
        targets: { resolution: { within: 4h clock, calendar: 24x7 } }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task S8_a_reader_of_the_stream_gets_what_there_is_and_what_comes_and_goes_on_where_it_stopped(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        await server.Post("/api/v1/events", """{"ticket":"T-1","kind":"created","at":"2026-03-02T12:00:00Z","id":"e1","fields":{"inbox":"loja"}}""", "application/x-ndjson");
        await server.Until("2026-03-02T12:00:00Z");

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var stream = await server.Client.GetStreamAsync(new Uri("/api/v1/clocks/feed/stream", UriKind.Relative), limit.Token);
        var items = SseParser.Create(stream).EnumerateAsync(limit.Token).GetAsyncEnumerator(limit.Token);
        (await items.MoveNextAsync()).ShouldBeTrue();
        (items.Current.EventType, items.Current.EventId).ShouldBe(("started", "1"));

        await server.Post("/api/v1/events", """{"ticket":"T-1","kind":"field","field":"status","value":"resolved","at":"2026-03-02T12:30:00Z","id":"e2"}""", "application/x-ndjson");
        await server.Until("2026-03-02T12:30:00Z");
        (await items.MoveNextAsync()).ShouldBeTrue();
        items.Current.EventType.ShouldBe("met");
        await items.DisposeAsync();

        await using var again = await server.Client.GetStreamAsync(new Uri("/api/v1/clocks/feed/stream?after=1", UriKind.Relative), limit.Token);
        var rest = SseParser.Create(again).EnumerateAsync(limit.Token).GetAsyncEnumerator(limit.Token);
        (await rest.MoveNextAsync()).ShouldBeTrue();
        rest.Current.EventType.ShouldBe("met");
        await rest.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task T19_a_ticket_that_no_agreement_covers_is_listed_with_the_reason_and_managers_are_told_once_an_hour(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        var manager = await server.Db.Write(tx => Prazo.People.Users.Add(tx, server.Workspace.TenantId, new Prazo.People.UserInput("maria", Name: "Maria", Email: "maria@example.com", Role: "manager"), "test", server.Clock.Now));
        await server.Post("/api/v1/events", Created("T-0", "portal"), "application/x-ndjson");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        foreach (var ticket in new[] { "T-1", "T-2" })
            await server.Post("/api/v1/events", Created(ticket, "portal"), "application/x-ndjson");
        await server.Post("/api/v1/events", Created("T-3", "loja"), "application/x-ndjson");

        var uncovered = await server.Get("/api/v1/agreements/uncovered");
        uncovered.GetProperty("total").GetInt64().ShouldBe(3);
        uncovered.GetProperty("newest").EnumerateArray().Select(t => t.GetProperty("number").GetInt64()).ShouldBe([3, 2, 1]);
        uncovered.GetProperty("newest")[0].GetProperty("why")[0].GetProperty("agreement").GetString().ShouldBe("suporte");

        // T-0 came before anything was promised; T-1 alarms, T-2 comes within the hour.
        (await Told(server, manager.Id)).ShouldBe(1);
        server.Clock.Now = TestServer.At("2026-03-02T13:00:01Z");
        await server.Post("/api/v1/events", Created("T-4", "portal"), "application/x-ndjson");
        (await Told(server, manager.Id)).ShouldBe(2);
    }

    private static string Created(string ticket, string inbox) => $$$"""{"ticket":"{{{ticket}}}","kind":"created","at":"2026-03-02T12:00:00Z","fields":{"inbox":"{{{inbox}}}"}}""";

    private static Task<long> Told(TestServer server, Guid user) => server.Db.Read(s => s.Value<long>(
        "SELECT COUNT(*) FROM notifications WHERE tenant_id = @TenantId AND user_id = @user AND kind = 'uncovered'", new { server.Workspace.TenantId, user }));
}
