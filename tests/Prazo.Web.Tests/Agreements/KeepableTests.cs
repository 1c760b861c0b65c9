using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Agreements;

/// <summary>Before anybody signs: would history have kept the draft?</summary>
public class KeepableTests
{
    private static string Draft(string within) => $$"""
        prazo: 1
        agreement: novo
        title: Novo
        kind: service
        zone: Etc/UTC
        targets:
          resolution: { within: {{within}}, calendar: 24x7 }
        objectives: [ { id: resolve, target: resolution, at-least: 90%, per: month } ]
        """;

    /// <summary>Forty tickets, an hour apart: ticket n is resolved by Ana after n minutes.</summary>
    private static async Task History(TestServer server, int tickets)
    {
        var lines = new StringBuilder();
        for (var n = 1; n <= tickets; n++)
        {
            var at = TestServer.At("2026-02-20T00:00:00Z").Plus(NodaTime.Duration.FromHours(n));
            lines.AppendLine(CultureInfo.InvariantCulture, $$$"""{"ticket":"T-{{{n}}}","kind":"created","at":"{{{at}}}","id":"c{{{n}}}","fields":{"status":"new","agent":"ana"}}""");
            lines.AppendLine(CultureInfo.InvariantCulture, $$$"""{"ticket":"T-{{{n}}}","kind":"field","at":"{{{at.Plus(NodaTime.Duration.FromMinutes(n))}}}","id":"r{{{n}}}","field":"status","value":"resolved"}""");
        }
        await server.Post("/api/v1/events", lines.ToString(), "application/x-ndjson");
    }

    private static async Task<(string Path, JsonElement Found)> Look(TestServer server, string within)
    {
        var id = (await server.Post("/api/v1/agreements/drafts", JsonSerializer.Serialize(new { name = "Novo", source = Draft(within) }), expected: HttpStatusCode.Created)).GetProperty("id").GetString();
        return ($"/agreements/drafts/{id}/keepable", await server.Get($"/api/v1/agreements/drafts/{id}/keepable?days=30"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_forty_tickets_that_took_one_to_forty_minutes_ninety_percent_are_kept_by_thirty_six_minutes(string database)
    {
        await using var server = await TestServer.Start(database);
        await History(server, 40);

        // 20 of 40 within 20 minutes: 50 %, far from 90 %; the 36th of 40 took 36 minutes.
        var (path, found) = await Look(server, "20m");
        var promise = found.GetProperty("promises")[0];
        (promise.GetProperty("kept").GetInt64(), promise.GetProperty("counted").GetInt64()).ShouldBe((20, 40));
        // Wilson for 20 of 40, by hand: 0.5 ± z/(1+z²/n)·√(1/(4n)+z²/(4n²)) = 0.5 ± 0.14798.
        promise.GetProperty("low").GetDouble().ShouldBe(35.2);
        promise.GetProperty("high").GetDouble().ShouldBe(64.8);
        promise.GetProperty("chance").GetString().ShouldBe("missed");
        promise.GetProperty("neededSeconds").GetInt64().ShouldBe(36 * 60);

        // 38 of 40 is 95 %, but so few do not prove 90 %; all of them do.
        (await Look(server, "38m")).Found.GetProperty("promises")[0].GetProperty("chance").GetString().ShouldBe("unsure");
        (await Look(server, "1h")).Found.GetProperty("promises")[0].GetProperty("chance").GetString().ShouldBe("kept");

        var load = found.GetProperty("loads")[0];
        (load.GetProperty("opened").GetInt64(), load.GetProperty("resolved").GetInt64(), load.GetProperty("agents").GetInt32(), load.GetProperty("hours").GetDecimal()).ShouldBe((40, 40, 1, 720m));
        load.GetProperty("short").GetDecimal().ShouldBe(0);

        var boss = await Browser.Of(server, "chefe", "manager", "en");
        await boss.Open(path + "?days=30");
        boss.Status.ShouldBe(HttpStatusCode.OK);
        boss.Text("tbody").ShouldContain("50.0%");
        boss.Text("tbody").ShouldContain("36 min of working time");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Under_thirty_clocks_nothing_is_said(string database)
    {
        await using var server = await TestServer.Start(database);
        await History(server, 29);
        var promise = (await Look(server, "20m")).Found.GetProperty("promises")[0];
        promise.GetProperty("chance").GetString().ShouldBe("too-few");
        promise.TryGetProperty("neededSeconds", out _).ShouldBeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_never_resolved_counts_as_longer_than_any_promise(string database)
    {
        await using var server = await TestServer.Start(database);
        await History(server, 30);
        for (var n = 0; n < 10; n++)
            await server.Post("/api/v1/events", $$$"""{"ticket":"O-{{{n}}}","kind":"created","at":"2026-02-22T00:00:00Z","id":"o{{{n}}}","fields":{"status":"new"}}""", "application/x-ndjson");
        var found = (await Look(server, "1h")).Found;
        var promise = found.GetProperty("promises")[0];
        (promise.GetProperty("kept").GetInt64(), promise.GetProperty("counted").GetInt64()).ShouldBe((30, 40));
        promise.TryGetProperty("neededSeconds", out _).ShouldBeFalse("no promise would have been kept by 36 of them");
        found.GetProperty("loads")[0].GetProperty("short").GetDecimal().ShouldBe(Math.Round(10m / 720, 3));
    }
}
