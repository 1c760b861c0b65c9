using System.Net;
using NodaTime;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Portal;
using Prazo.Web.Tests.Screen;
using Prazo.Web.Tests.Statements;

namespace Prazo.Web.Tests.Reports;

/// <summary>Objectives while their periods run, on the screen and in the API, down to tickets.</summary>
public class ObjectivesPageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Each_objective_says_how_it_stands_and_opens_its_tickets(string database)
    {
        await using var month = await Month.Open(database);
        var server = month.Server;
        // March begins: of February's four two were late.
        var one = (await server.Get("/api/v1/reports/objectives")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (one.GetProperty("agreement").GetString(), one.GetProperty("objective").GetString(), one.GetProperty("period").GetString(), one.GetProperty("from").GetString()).ShouldBe((Month.Agreement, "answers", "2026-03", "2026-03-01"));
        (one.TryGetProperty("percent", out _), one.GetProperty("before").GetDouble()).ShouldBe((false, 50));
        var rui = new Browser(month.Shop.Rui);
        await rui.Open("/reports/objectives");
        rui.Status.ShouldBe(HttpStatusCode.OK);
        rui.Text("#main").ShouldContain("no data yet");
        rui.Text("#main").ShouldContain("50.0%");

        // One after the other: tickets of one request may be written side by side, and are numbered as they come.
        foreach (var events in new[]
        {
            """[{"ticket":"T-9","kind":"created","at":"2026-03-02T10:00:00Z","id":"c9","fields":{"customer":"aurora"}}, {"ticket":"T-9","kind":"reply","at":"2026-03-02T10:10:00Z","id":"a9","agent":"ana"}]""",
            """[{"ticket":"T-10","kind":"created","at":"2026-03-02T10:00:00Z","id":"c10","fields":{"customer":"aurora"}}, {"ticket":"T-10","kind":"reply","at":"2026-03-02T11:10:00Z","id":"a10","agent":"ana"}]""",
            """[{"ticket":"T-11","kind":"created","at":"2026-03-02T11:50:00Z","id":"c11","fields":{"customer":"aurora"}}]""",
        })
            await server.Post("/api/v1/events?source=shop", events);
        server.Clock.Now += Duration.FromMinutes(2);
        one = (await server.Get("/api/v1/reports/objectives")).GetProperty("items")[0];
        (one.GetProperty("percent").GetDouble(), one.GetProperty("kept").GetString(), one.GetProperty("counted").GetString(), one.GetProperty("holds").GetBoolean()).ShouldBe((50, "1", "2", false));
        one.GetProperty("outlook").GetProperty("open").GetInt64().ShouldBe(1);
        one.GetProperty("outlook").GetProperty("range").GetArrayLength().ShouldBe(2);
        var behind = await server.Get($"/api/v1/reports/objectives/{Month.Agreement}/answers");
        behind.GetProperty("tickets").EnumerateArray().Select(t => $"{t.GetProperty("number").GetInt64()} {t.GetProperty("state").GetString()}").ShouldBe(["5 kept", "6 broken", "7 open"]);

        await rui.Open("/reports/objectives");
        rui.Text("#main").ShouldContain("1 of 2");
        await rui.Open($"/reports/objectives/{Month.Agreement}/answers");
        rui.Page.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ShouldContain(r => r.Contains("#6", StringComparison.Ordinal) && r.Contains("broken", StringComparison.Ordinal));
        rui.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(3);
        (await month.Shop.Rui.Call("GET", $"/reports/objectives/{Month.Agreement}/nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var language in new[] { "pt-BR", "ro" })
            await server.Db.Write(tx => tx.Execute("UPDATE users SET locale = @language WHERE handle = 'rui'", new { language }));
        await rui.Open("/reports/objectives");
        rui.Text("#main").ShouldContain("1 din 2");
    }
}
