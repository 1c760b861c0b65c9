using System.Globalization;
using System.Net;
using System.Text.Json;
using NodaTime;
using Prazo.People;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Improvement;

/// <summary>Broken promises get a cause from the workspace's own list, one at a time or several at once; which causes make most of them is counted, and every figure opens its tickets.</summary>
public class CauseTests
{
    private const string Agreement = """
        prazo: 1
        agreement: suporte
        title: Support
        kind: service
        zone: UTC
        targets: { first-response: { within: 1h clock }, resolution: { within: 4h clock } }
        """;
    private const string Days = "from=2026-03-01&to=2026-03-03";
    private const string Report = $"/reports/causes?{Days}";

    /// <summary>Six tickets that nobody answered, and one that was resolved at once: six first responses are broken, nothing else.</summary>
    private static async Task<TestServer> Shop(string database)
    {
        var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        for (var i = 1; i <= 7; i++)
            await server.Post("/api/v1/tickets", $$"""{"subject":"Printer {{i}}","text":"x","contact":"maria","team":"{{(i < 5 ? "north" : "south")}}"}""", expected: HttpStatusCode.Created);
        await server.Post("/api/v1/tickets/7/replies", """{"text":"Done"}""");
        using var resolved = await server.Client.PatchAsync(new Uri("/api/v1/tickets/7", UriKind.Relative), new StringContent("""{"status":"resolved"}""", System.Text.Encoding.UTF8, "application/json"));
        resolved.EnsureSuccessStatusCode();
        await server.Until("2026-03-02T14:00:00Z");
        return server;
    }

    private static async Task<IReadOnlyList<JsonElement>> Broken(TestServer server, string query = "") =>
        [.. (await server.Get($"/api/v1/reports/causes/breaches?{query}")).GetProperty("items").EnumerateArray().OrderBy(b => b.GetProperty("number").GetInt32())];

    private static Task<JsonElement> Give(TestServer server, IEnumerable<JsonElement> breaches, string? cause, string? note = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        server.Post("/api/v1/breaches/cause", JsonSerializer.Serialize(new { clocks = breaches.Select(b => b.GetProperty("clock").GetGuid()), cause, note }), expected: expected);

    [Theory, OnSqlite, OnPostgres]
    public async Task Causes_are_counted_the_most_frequent_first_with_shares_of_those_that_have_one(string database)
    {
        await using var server = await Shop(database);
        var broken = await Broken(server);
        broken.Select(b => b.GetProperty("number").GetInt32()).ShouldBe([1, 2, 3, 4, 5, 6]);
        (await server.Get("/api/v1/reports/causes")).GetProperty("rows").GetArrayLength().ShouldBe(0, "nobody has said why");
        (await Give(server, broken.Take(3), "workload")).GetProperty("breaches").GetInt32().ShouldBe(3);
        await Give(server, broken.Skip(3).Take(1), "supplier", "the part came on Friday");

        var all = await server.Get("/api/v1/reports/causes");
        (all.GetProperty("breaches").GetInt32(), all.GetProperty("explained").GetInt32()).ShouldBe((6, 4));
        all.GetProperty("rows").EnumerateArray().Select(r => (r.GetProperty("cause").GetString(), r.GetProperty("breaches").GetInt32(), r.GetProperty("share").GetDecimal(), r.GetProperty("cumulative").GetDecimal()))
            .ShouldBe([("workload", 3, 75m, 75m), ("supplier", 1, 25m, 100m)]);
        (await server.Get("/api/v1/reports/causes?team=south")).GetProperty("explained").GetInt32().ShouldBe(0, "5 and 6 have no cause");
        (await server.Get("/api/v1/reports/causes?agreement=other")).GetProperty("breaches").GetInt32().ShouldBe(0);
        (await server.Client.GetStringAsync(new Uri("/api/v1/reports/causes/csv?lang=ro", UriKind.Relative))).ReplaceLineEndings("\n").ShouldContain("supplier,Așteptarea furnizorului,1,25,100\n,,2,,");

        // A cause is changed, and taken back with its note.
        await Give(server, broken.Take(1), "supplier");
        await Give(server, broken.Skip(3).Take(1), null);
        var (first, fourth) = ((await Broken(server))[0], (await Broken(server))[3]);
        (first.GetProperty("cause").GetString(), fourth.TryGetProperty("cause", out _), fourth.TryGetProperty("note", out _)).ShouldBe(("supplier", false, false));
        (await server.Db.Read(s => s.Query<string>("SELECT action FROM audit WHERE action LIKE 'breach.%' ORDER BY action"))).ShouldBe([.. Enumerable.Repeat("breach.explained", 5), "breach.unexplained"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_broken_promises_have_causes_and_all_are_given_or_none(string database)
    {
        await using var server = await Shop(database);
        var broken = await Broken(server);
        var kept = await server.Db.Read(s => s.Value<Guid>("SELECT c.id FROM clocks c JOIN tickets t ON t.tenant_id = c.tenant_id AND t.id = c.ticket_id WHERE t.number = 7 AND c.target = 'first-response'"));
        var wrong = await server.Post("/api/v1/breaches/cause", JsonSerializer.Serialize(new { clocks = new[] { broken[0].GetProperty("clock").GetGuid(), kept }, cause = "workload" }), expected: HttpStatusCode.UnprocessableEntity);
        wrong.ToString().ShouldContain("not-broken");
        (await Give(server, broken, "nothing", expected: HttpStatusCode.UnprocessableEntity)).ToString().ShouldContain("unknown-cause");
        (await server.Get("/api/v1/reports/causes")).GetProperty("explained").GetInt32().ShouldBe(0);
        // What is no breach any more is not counted: the promise is waived.
        await Give(server, broken.Take(1), "customer");
        var request = (await server.Post("/api/v1/tickets/1/waivers", """{"target":"first-response","category":"other","text":"flood"}""")).GetProperty("request").GetGuid();
        using var eva = server.SignedIn(await server.Db.Write(tx => Users.Add(tx, server.Workspace.TenantId, new UserInput("eva", Role: "manager"), "test", server.Clock.Now)));
        using var granted = await eva.PostAsync(new Uri($"/api/v1/tickets/1/requests/{request}/grant", UriKind.Relative), new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        granted.EnsureSuccessStatusCode();
        var after = await server.Get("/api/v1/reports/causes");
        (after.GetProperty("breaches").GetInt32(), after.GetProperty("explained").GetInt32()).ShouldBe((5, 0));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Breaches_get_a_cause_from_the_ticket_and_from_the_list_and_every_figure_opens_them(string database)
    {
        await using var server = await Shop(database);
        var bia = await Browser.Of(server, "bia", "agent", "en");
        (await bia.Open(Report)).Text("main").ShouldContain("No data: no breach of these days has a cause");
        await bia.Follow(bia.Page.QuerySelector(".causes-open a")!);
        bia.Text("h1").ShouldBe("Broken promises without a cause");
        var boxes = bia.Page.QuerySelectorAll("input[name=clock]").Select(i => i.GetAttribute("value")!).ToList();
        boxes.Count.ShouldBe(6);
        var list = bia.Path;
        await bia.Send(list, ("given", "workload"));
        (bia.Status, bia.Page.QuerySelectorAll("[role=alert]").Length).ShouldBe((HttpStatusCode.UnprocessableEntity, 1), "nothing was marked");
        await bia.Send(list, ("given", "workload"), ("clock", boxes[0]));
        bia.Page.QuerySelectorAll("input[name=clock]").Length.ShouldBe(5, "this one has a cause now");

        await bia.Open("/tickets/5");
        bia.Text("#causes").ShouldContain("Nobody has said why yet");
        await bia.Send("/tickets/5/causes", ("given", "supplier"), ("note", "waited for <Acme>"));
        bia.Text("#causes").ShouldContain("Waited for a supplier bia");
        bia.Text("#causes blockquote").ShouldBe("waited for <Acme>");
        (await bia.Open("/tickets/7")).Page.QuerySelector("#causes").ShouldBeNull("no promise was broken");

        await bia.Open(Report);
        var links = bia.Page.QuerySelectorAll("section.report td a").Select(a => (Count: int.Parse(a.TextContent, CultureInfo.InvariantCulture), Link: a.GetAttribute("href")!)).ToList();
        bia.Page.QuerySelectorAll(".pareto-chart a").Select(a => a.GetAttribute("href")).ShouldBe(links.Select(l => l.Link), "each bar opens what its row opens");
        links.Select(l => l.Count).ShouldBe([1, 1]);
        foreach (var (count, link) in links)
            (await bia.Open(link)).Page.QuerySelectorAll(".breaches li").Length.ShouldBe(count, link);
        (await bia.Open($"/reports/causes?from=2026-01-01&to=2026-01-31")).Text("main").ShouldContain("No promise was broken in these days");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_list_is_the_workspaces_own_named_in_each_language_ordered_and_archived(string database)
    {
        await using var server = await Shop(database);
        var eva = await Browser.Of(server, "eva", "manager", "pt-BR");
        (await eva.Open("/settings/causes")).Text("h2").ShouldStartWith("Pouca gente para o volume");
        await eva.Send("/settings/causes", ("name-pt-BR", "Falta de peça"), ("name-ro", "Lipsă de piese"));
        await eva.Send("/settings/causes");
        eva.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await eva.Open("/settings/causes");
        await eva.Press("/settings/causes/falta-de-peca", "up");
        (await server.Get("/api/v1/causes")).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("id").GetString()).TakeLast(2).ShouldBe(["falta-de-peca", "promise"]);
        await Give(server, (await Broken(server)).Take(2), "falta-de-peca");
        await eva.Press("/settings/causes/falta-de-peca", "archive");
        (await Give(server, await Broken(server), "falta-de-peca", expected: HttpStatusCode.UnprocessableEntity)).ToString().ShouldContain("archived-cause");
        // What has it keeps it, in whatever language there is a name.
        var ion = await Browser.Of(server, "ion", "agent", "ro");
        (await ion.Open(Report)).Text("section.report tbody").ShouldContain("Lipsă de piese 2");
        (await ion.Open("/reports/causes/breaches?cause=-&" + Days)).Text("select[name=given]").ShouldNotContain("Lipsă de piese");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_who_explain_the_same_breaches_at_once_lose_nothing(string database)
    {
        await using var server = await Shop(database);
        var broken = await Broken(server);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Give(server, i % 2 == 0 ? broken : broken.Reverse(), i % 2 == 0 ? "workload" : "supplier")));
        var row = (await server.Get("/api/v1/reports/causes")).GetProperty("rows").EnumerateArray().ShouldHaveSingleItem();
        row.GetProperty("breaches").GetInt32().ShouldBe(6, "the last one wins whole");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_review_has_breaches_by_cause_on_its_agenda(string database)
    {
        await using var server = await Shop(database);
        await Give(server, (await Broken(server)).Take(4), "workload");
        await server.Until("2026-04-02T12:00:00Z");
        var review = (await server.Post("/api/v1/agreement-reviews", """{"agreement":"suporte"}""")).GetProperty("id").GetString();
        var agenda = (await server.Get($"/api/v1/agreement-reviews/{review}")).GetProperty("causes");
        // Six first responses, and the six resolutions that were broken since.
        (agenda.GetProperty("breaches").GetInt32(), agenda.GetProperty("rows")[0].GetProperty("cause").GetString(), agenda.GetProperty("rows")[0].GetProperty("breaches").GetInt32()).ShouldBe((12, "workload", 4));
        var eva = await Browser.Of(server, "eva", "manager", "en");
        await eva.Open($"/reviews/agreements/{review}");
        eva.Text("#causes li").ShouldContain("Too few people for the load : 4 broken promises");
        await eva.Follow(eva.Page.QuerySelector("#causes li a")!);
        eva.Page.QuerySelectorAll(".breaches li").Length.ShouldBe(4);
    }
}
