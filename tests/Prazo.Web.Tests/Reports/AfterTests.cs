using System.Net;
using System.Text.Json;
using NodaTime;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Reports;

/// <summary>What customers did after promises were kept and after they were broken, counted by hand.</summary>
public class AfterTests
{
    private const string Agreement = """
        prazo: 1
        agreement: suporte
        title: Support
        kind: service
        zone: UTC
        targets: { resolution: { within: 2h clock } }
        """;

    private static async Task<string> Opened(TestServer server, string contact) =>
        (await server.Post("/api/v1/tickets", $$"""{"subject":"Printer","text":"x","contact":"{{contact}}"}""", expected: HttpStatusCode.Created)).GetProperty("number").ToString();

    private static async Task Status(TestServer server, string number, string status)
    {
        using var done = await server.Client.PatchAsync(new Uri($"/api/v1/tickets/{number}", UriKind.Relative), new StringContent($$"""{"status":"{{status}}"}""", System.Text.Encoding.UTF8, "application/json"));
        done.EnsureSuccessStatusCode();
    }

    /// <summary>Three in time, of whom ana comes back after three days and bea after thirty; two late, of whom davi comes back and eli's is reopened; one that is open still.</summary>
    private static async Task<TestServer> Shop(string database)
    {
        var server = await TestServer.Start(database);
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        foreach (var (contact, hours) in new[] { ("ana", 1), ("bea", 1), ("caio", 1), ("davi", 3), ("eli", 3) })
        {
            var number = await Opened(server, contact);
            await server.Until(Text(server.Clock.Now + Duration.FromHours(hours)));
            await Status(server, number, "resolved");
        }
        await Opened(server, "fabi");
        await server.Until("2026-03-05T12:00:00Z");
        await Opened(server, "ana");
        await Opened(server, "davi");
        await Status(server, "5", "open");
        await server.Until("2026-04-01T12:00:00Z");
        await Opened(server, "bea");
        return server;
    }

    private static string Text(Instant at) => NodaTime.Text.InstantPattern.ExtendedIso.Format(at);

    private static (long, long, double) Share(JsonElement row, string side) => (row.GetProperty(side).GetProperty("count").GetInt64(), row.GetProperty(side).GetProperty("of").GetInt64(), row.GetProperty(side).GetProperty("share").GetProperty("value").GetDouble());

    [Theory, OnSqlite, OnPostgres]
    public async Task Shares_and_their_difference_are_counted_by_hand(string database)
    {
        await using var server = await Shop(database);
        var all = await server.Get("/api/v1/reports/after?to=2026-03-03T12:00:00Z");
        (all.GetProperty("within").GetInt32(), all.GetProperty("kept").GetInt32(), all.GetProperty("broken").GetInt32()).ShouldBe((14, 3, 2));
        var (came, reopened, low) = (all.GetProperty("rows")[0], all.GetProperty("rows")[1], all.GetProperty("rows")[2]);
        (Share(came, "kept"), Share(came, "broken")).ShouldBe(((1L, 3L, 33.33), (1L, 2L, 50.0)));
        (Share(reopened, "kept"), Share(reopened, "broken")).ShouldBe(((0L, 3L, 0.0), (1L, 2L, 50.0)));
        (low.GetProperty("kept").GetProperty("of").GetInt32(), low.GetProperty("kept").TryGetProperty("share", out _), low.TryGetProperty("difference", out _)).ShouldBe((0, false, false), "nobody was asked");
        // Wilson of 1 of 2 is 9.45 to 90.55, of 0 of 3 it is 0 to 56.15: Newcombe's ends are 50 − √(40.55² + 56.15²) and 50 + 40.55.
        var by = reopened.GetProperty("difference");
        (by.GetProperty("value").GetDouble(), by.GetProperty("to").GetDouble()).ShouldBe((50.0, 90.55));
        by.GetProperty("from").GetDouble().ShouldBe(-19.26, 0.02);
        // bea came back after thirty days: then none has been followed that long.
        (await server.Get("/api/v1/reports/after?within=31&to=2026-03-03T12:00:00Z")).GetProperty("kept").GetInt32().ShouldBe(0);
        (await server.Get("/api/v1/reports/after?within=0", HttpStatusCode.UnprocessableEntity)).ToString().ShouldContain("1 to 365");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_share_opens_its_tickets_and_the_page_says_that_it_proves_nothing(string database)
    {
        await using var server = await Shop(database);
        var eva = await Browser.Of(server, "eva", "manager", "en");
        await eva.Open("/reports/after?from=2026-03-01&to=2026-03-03");
        eva.Text(".alert").ShouldContain("does not prove that a broken promise is the cause");
        eva.Text("tbody tr:last-child").ShouldContain("no data");
        var links = eva.Page.QuerySelectorAll("td a.share").Select(a => (Link: a.GetAttribute("href")!, Of: a.NextElementSibling!.TextContent.Split('/'))).ToList();
        links.Count.ShouldBe(4);
        foreach (var (link, of) in links)
        {
            await eva.Open(link);
            (eva.Page.QuerySelectorAll("tbody tr .sla-ok").Length.ToString(System.Globalization.CultureInfo.InvariantCulture), eva.Page.QuerySelectorAll("tbody tr").Length.ToString(System.Globalization.CultureInfo.InvariantCulture)).ShouldBe((of[0], of[1]), link);
        }
        (await eva.Open("/reports/after?from=2026-01-01&to=2026-01-31")).Text("main").ShouldContain("No data");
    }
}
