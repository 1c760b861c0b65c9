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

    /// <summary>Of three organisations with a late ticket one leaves within the days, one after them and one stays; of one with a kept one it stays; who had left before is in no sample.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Who_cancelled_is_counted_within_the_days_and_every_share_opens_its_tickets(string database)
    {
        await using var server = await TestServer.Start(database);
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (handle, hours) in new[] { ("norte", 3), ("sul", 3), ("leste", 3), ("oeste", 1), ("antiga", 3) })
        {
            ids[handle] = (await server.Post("/api/v1/organisations", $$"""{"handle":"{{handle}}","name":"{{handle}}"}""", expected: HttpStatusCode.Created)).GetProperty("id").GetString()!;
            var number = (await server.Post("/api/v1/tickets", $$"""{"subject":"Printer","text":"x","customer":"{{handle}}"}""", expected: HttpStatusCode.Created)).GetProperty("number").ToString();
            await server.Until(Text(server.Clock.Now + Duration.FromHours(hours)));
            await Status(server, number, "resolved");
        }
        // Of no organisation that is known: nobody who could leave.
        var other = (await server.Post("/api/v1/tickets", """{"subject":"Printer","text":"x","customer":"unknown"}""", expected: HttpStatusCode.Created)).GetProperty("number").ToString();
        await Status(server, other, "resolved");
        await server.Until("2026-04-01T12:00:00Z");
        async Task End(string handle, string date, HttpStatusCode expected = HttpStatusCode.OK)
        {
            using var done = await server.Client.PutAsync(new Uri($"/api/v1/organisations/{ids[handle]}/end", UriKind.Relative), new StringContent($$"""{"date":"{{date}}","reason":"prices"}""", System.Text.Encoding.UTF8, "application/json"));
            done.StatusCode.ShouldBe(expected);
        }
        await End("norte", "2026-03-10");
        await End("sul", "2026-03-25");
        await End("antiga", "2026-02-01");
        await End("leste", "soon", HttpStatusCode.UnprocessableEntity);
        await End("leste", "0001-01-01", HttpStatusCode.UnprocessableEntity);

        const string Report = "/api/v1/reports/after?from=2026-03-01T00:00:00Z&to=2026-03-04T00:00:00Z";
        var cancelled = (await server.Get(Report)).GetProperty("rows")[3];
        cancelled.GetProperty("what").GetString().ShouldBe("cancelled");
        (Share(cancelled, "kept"), Share(cancelled, "broken")).ShouldBe(((0L, 1L, 0.0), (1L, 3L, 33.33)));
        cancelled.TryGetProperty("difference", out _).ShouldBeTrue();
        var within = (await server.Get(Report + "&within=25")).GetProperty("rows")[3];
        Share(within, "broken").ShouldBe((2L, 3L, 66.67));
        var behind = await server.Get("/api/v1/reports/after/tickets?from=2026-03-01T00:00:00Z&to=2026-03-04T00:00:00Z&what=cancelled&kept=false");
        behind.GetProperty("tickets").EnumerateArray().Select(t => (t.GetProperty("number").GetInt64(), t.GetProperty("marked").GetBoolean())).ShouldBe([(1L, true), (2L, false), (3L, false)]);

        // On the screen it is marked, opened from its share, and taken back.
        var eva = await Browser.Of(server, "eva", "manager", "en");
        await eva.Open("/reports/after?from=2026-03-01&to=2026-03-03");
        eva.Text("tbody tr:last-child").ShouldContain("Cancelled");
        await eva.Open(eva.Page.QuerySelectorAll("tbody tr:last-child td a.share")[1].GetAttribute("href")!);
        eva.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(3);
        await eva.Open("/settings/customers?text=ort");
        eva.Text("main").ShouldContain("no customer since Tue, 10 Mar 2026");
        eva.Text("main").ShouldContain("prices");
        await eva.Send($"/settings/customers/{ids["norte"]}", ("do", "return"));
        await eva.Open("/settings/customers");
        await eva.Send($"/settings/customers/{ids["leste"]}", ("date", "2026-03-11"), ("reason", "moved"));
        Share((await server.Get(Report)).GetProperty("rows")[3], "broken").ShouldBe((1L, 3L, 33.33));
        (await server.Get($"/api/v1/organisations/{ids["leste"]}")).GetProperty("ended").GetString().ShouldBe("2026-03-11");
        (await server.Get($"/api/v1/organisations/{ids["norte"]}")).TryGetProperty("ended", out _).ShouldBeFalse();
        (await server.Db.Read(s => s.Query<string>("SELECT action FROM audit WHERE action IN ('organisation.ended', 'organisation.returned') ORDER BY seq")))
            .ShouldBe([.. Enumerable.Repeat("organisation.ended", 3), "organisation.returned", "organisation.ended"]);
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
