using System.Net;
using DocumentFormat.OpenXml.Packaging;
using NodaTime;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Portal;
using Prazo.Web.Tests.Screen;
using Prazo.Web.Tests.Statements;

namespace Prazo.Web.Tests.Outages;

/// <summary>Outages on the screen, in the API, in statements before both parties, and as evidence for what does not count.</summary>
public class OutagePageTests
{
    private const string Promise = """
        prazo: 1
        agreement: contrato
        title: Contrato
        kind: service
        zone: America/Sao_Paulo
        targets: { first-response: { within: 4h clock } }
        objectives: [ { id: up, availability: portal, at-least: 99% } ]
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task An_agent_reports_a_manager_ends_corrects_and_withdraws_and_all_that_was_said_stays(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/agreements", Promise, "application/yaml");
        var (agent, manager, auditor) = (await Browser.Of(server, "bia", "agent", "en"), await Browser.Of(server, "rui", "manager", "en"), await Browser.Of(server, "eva", "auditor", "en"));
        await agent.Open("/outages");
        agent.Page.QuerySelectorAll("select[name=kind] option").Select(o => o.GetAttribute("value")).ShouldBe(["outage", "unstaffed"]);
        // 12:00 UTC is 09:00 in São Paulo.
        await agent.Send("/outages", ("from", "2026-03-02T10:00"), ("title", "Portal down"));
        agent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        agent.Text("#report").ShouldContain("cannot be known yet");
        await agent.Send("/outages", ("from", "2026-03-02T08:30:15"), ("title", "Portal down"), ("note", "ours alone"));
        (agent.Status, agent.Path).ShouldBe((HttpStatusCode.OK, "/outages"));
        agent.Text("#main table").ShouldContain("Portal down");
        agent.Text("#main table").ShouldContain("lasts now");
        (await agent.Open("/today")).Text("#main").ShouldContain("1 outage lasts : portal (29 min)");
        (await agent.Open("/go?q=outages")).Page.QuerySelector("a[href='/outages']").ShouldNotBeNull();

        await manager.Open("/outages");
        var page = manager.Page.QuerySelectorAll("#main td a, #main th a").Single(a => a.TextContent == "Portal down").GetAttribute("href")!;
        (await agent.Open(page)).Page.Forms.ShouldNotContain(f => f.GetAttribute("action") == page + "/end");
        await manager.Open(page);
        await manager.Send(page + "/end", ("until", "2026-03-02T08:45:20"));
        manager.Text("#main").ShouldContain("said that it is over");
        await manager.Send(page, ("until", "2026-03-02T08:50"), ("why", "the log says so"));
        await manager.Send(page + "/withdraw", ("why", "a false alarm"));
        manager.Status.ShouldBe(HttpStatusCode.OK);
        (await agent.Open("/today")).Text("#main").ShouldNotContain("outage");
        (await auditor.Open(page)).Text("#main").ShouldContain("a false alarm");
        (await auditor.Open("/outages")).Text("#main").ShouldContain("Nothing was reported");
        auditor.Page.QuerySelector("#report").ShouldBeNull();
        (await auditor.Open("/outages?state=withdrawn")).Text("#main table").ShouldContain("Portal down");

        var history = (await server.Get("/api/v1" + page)).GetProperty("history").EnumerateArray().ToList();
        history.Select(h => h.GetProperty("said").TryGetProperty("until", out var until) ? until.GetString() : "").ShouldBe(["", "2026-03-02T11:45:20.000Z", "2026-03-02T11:50:00.000Z", "2026-03-02T11:50:00.000Z"]);
        history[0].GetProperty("said").GetProperty("from").GetString().ShouldBe("2026-03-02T11:30:15.000Z");
        history.Select(h => h.GetProperty("by").GetString()).ShouldBe(["user:bia", "user:rui", "user:rui", "user:rui"]);
        foreach (var (language, word) in new[] { ("pt-BR", "Indisponibilidades e manutenção"), ("ro", "Indisponibilități și mentenanță") })
            (await (await Browser.Of(server, "l" + language[..2], "agent", language)).Open("/outages")).Text("h1").ShouldBe(word);
    }

    [Fact]
    public async Task The_API_refuses_what_was_changed_meanwhile_what_is_not_allowed_and_what_is_unknown()
    {
        await using var server = await TestServer.Start("sqlite", "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/agreements", Promise, "application/yaml");
        var made = await server.Post("/api/v1/outages", """{"kind":"outage","what":"portal","from":"2026-03-02T11:00:00Z","title":"Down"}""", expected: HttpStatusCode.Created);
        var id = made.GetProperty("id").GetGuid();
        (await server.Client.Call("POST", "/outages", """{"kind":"outage","what":"portall","from":"2026-03-02T11:00:00Z","title":"Down"}""")).Json.ToString().ShouldContain("known are: portal");
        var seen = await server.Client.GetAsync(new Uri($"/api/v1/outages/{id}", UriKind.Relative));
        seen.Headers.ETag!.Tag.ShouldBe("\"1\"");
        using var stale = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/outages/{id}/withdraw") { Content = new StringContent("""{"why":"no"}""", System.Text.Encoding.UTF8, "application/json") };
        stale.Headers.IfMatch.Add(new("\"7\""));
        (await server.Client.SendAsync(stale)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        var agent = await Browser.Of(server, "bia", "agent", "en");
        await agent.Open("/outages");
        await agent.Send("/outages", ("kind", "maintenance"), ("from", "2026-03-02T08:30"), ("title", "Ours"));
        agent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        agent.Text("#report").ShouldContain("Only who manages");
        (await server.Get("/api/v1/outages")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Both_parties_read_what_was_not_there_and_breaches_are_excluded_on_what_was_declared(string database)
    {
        await using var month = await Month.Open(database, available: true);
        // Two late answers ran in it, and it leaves an hour out of what was promised; an outage of 90 seconds.
        await month.Shop.Rui.Do("POST", "/outages", """{"kind":"force-majeure","from":"2026-02-02T13:30:00Z","until":"2026-02-02T14:30:00Z","title":"Storm over the city"}""");
        await month.Shop.Rui.Do("POST", "/outages", """{"kind":"outage","what":"portal","from":"2026-02-10T12:00:00Z","until":"2026-02-10T12:01:30Z","title":"Portal restarted","note":"between us"}""");
        var id = await month.Draft();
        var rui = new Browser(month.Shop.Rui);
        await rui.Open("/statements/" + id);
        rui.Text("#main").ShouldContain("670:58:30 available of 671:00:00 promised");
        rui.Text("#main").ShouldContain("0:01:30");
        rui.Text("#offered").ShouldContain("Storm over the city");
        rui.Page.QuerySelectorAll("button").Count(b => b.TextContent.StartsWith("Exclude on this evidence", StringComparison.Ordinal)).ShouldBe(2);

        var own = await Shop.Page(month.Maria, "/portal/statements/" + id);
        own.ShouldContain("Portal restarted");
        own.ShouldContain("670:58:30 of 671:00:00 hours");
        own.ShouldNotContain("between us");
        own.ShouldNotContain("Exclude on this evidence");
        foreach (var (language, kind) in new[] { ("pt-BR", "Força maior"), ("ro", "Forță majoră") })
            (await Shop.Page(month.Maria, $"/portal/statements/{id}/print?language={language}")).ShouldContain(kind);
        using (var book = SpreadsheetDocument.Open(new MemoryStream(await month.Shop.Rui.GetByteArrayAsync(new Uri($"/api/v1/statements/{id}/xlsx?lang=en", UriKind.Relative))), isEditable: false))
            book.WorkbookPart!.WorksheetParts.Count(w => w.Worksheet!.InnerText.Contains("Portal restarted", StringComparison.Ordinal)).ShouldBe(1);

        (await month.Shop.Rui.Do("GET", $"/statements/{id}/exclusions")).Json.GetProperty("items")[0].GetProperty("items").GetArrayLength().ShouldBe(2);
        await rui.Send($"/statements/{id}/exclusions");
        rui.Status.ShouldBe(HttpStatusCode.OK);
        rui.Page.QuerySelector("#offered").ShouldBeNull();
        var statement = (await month.Server.Db.Read(s => StatementActs.Find(s, month.Server.Workspace.TenantId, id)))!.Content;
        statement.Breaches.ShouldAllBe(b => b.Settled == SettlementWord.Excluded && b.Why == "force-majeure" && b.By == "user:rui");
        statement.Net.ShouldBe("0.00");
        (await month.Server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM audit WHERE action = 'statement.settled'"))).ShouldBe(2);
        // The customer reads on what evidence, and contests it.
        (await Shop.Page(month.Maria, "/portal/statements/" + id)).ShouldContain("Storm over the city: ");
        (await month.Maria.Do("POST", $"/own/statements/{id}/contest", $$"""{"item":"{{statement.Breaches[0].Item}}","text":"the storm was elsewhere"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await month.Shop.Rui.Call("POST", $"/statements/{id}/exclusions", $$"""{"window":"{{Guid.NewGuid()}}"}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }
}
