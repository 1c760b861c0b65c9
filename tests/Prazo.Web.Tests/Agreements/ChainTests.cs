using System.Net;
using System.Text.Json;
using Prazo.Agreements;
using Prazo.Statements;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Portal;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Agreements;

/// <summary>Agreements between teams and with suppliers beside the customer's: their own figures for those who work, nothing for the customer.</summary>
public class ChainTests
{
    private const string Customer = """
        prazo: 1
        agreement: aurora
        title: Suporte Aurora
        kind: customer
        zone: America/Sao_Paulo
        applies: { when: { customer: aurora } }
        calendars: { comercial: { weekly: { mon-fri: "08:00-18:00" } } }
        targets:
          first-response: { within: 1h, calendar: comercial }
          resolution: { within: 4h, calendar: comercial, pause: { status: waiting-supplier, party: supplier } }
        """;

    // The customer is named in both: even so they are none of the customer's business.
    private const string Store = """
        prazo: 1
        agreement: deposito-interno
        title: Acordo do galpao
        kind: operational
        parties: { provider: galpao, customer: sac }
        zone: America/Sao_Paulo
        applies: { when: { customer: aurora } }
        calendars: { comercial: { weekly: { mon-fri: "08:00-18:00" } } }
        targets: { separar: { metric: turnaround, supports: resolution, within: 5h, calendar: comercial } }
        """;

    private const string Carrier = """
        prazo: 1
        agreement: frete-contrato
        title: Contrato de frete
        kind: supplier
        parties: { provider: Carretao, customer: nos }
        zone: America/Sao_Paulo
        applies: { when: { customer: aurora } }
        targets: { entregar: { metric: turnaround, supports: resolution, within: 24h clock } }
        """;

    private static readonly string[] Secrets = ["galpao", "deposito-interno", "separar", "Carretao", "frete-contrato", "entregar", "Turnaround", "turnaround", "devolução"];

    /// <summary>Maria's ticket: with the store from 9:30 to 14:00, with the carrier from 10:00 to 11:00, resolved at 16:00: six hours of a promise of four, less one that stood still.</summary>
    private static async Task<string> Story(Shop shop, bool supporting = true)
    {
        await shop.Server.Post("/api/v1/agreements", Customer, "application/yaml");
        if (supporting)
            foreach (var text in new[] { Store, Carrier })
                await shop.Server.Post("/api/v1/agreements", text, "application/yaml");
        var number = (await shop.Server.Post("/api/v1/tickets", """{"subject":"Caixa","text":"Onde está?","contact":"maria","customer":"aurora","priority":"normal"}""", expected: HttpStatusCode.Created)).GetProperty("number").ToString();
        foreach (var (at, change) in new[] { ("12:30", """{"team":"galpao"}"""), ("13:00", """{"status":"waiting-supplier"}"""), ("14:00", """{"status":"open"}"""), ("17:00", """{"team":"sac"}"""), ("19:00", """{"status":"resolved"}""") })
        {
            await shop.Server.Until($"2026-03-02T{at}:00Z");
            using var content = new StringContent(change, System.Text.Encoding.UTF8, "application/json");
            (await shop.Key.PatchAsync(new Uri("/api/v1/tickets/" + number, UriKind.Relative), content)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        return number;
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static async Task<Shop> Open(string database)
    {
        var shop = await Shop.Open(database, "");
        await shop.Server.Db.Write(tx => (Prazo.People.Teams.Add(tx, shop.Server.Workspace.TenantId, "galpao", "Equipe um", "test", shop.Server.Clock.Now), Prazo.People.Teams.Add(tx, shop.Server.Workspace.TenantId, "sac", "Equipe dois", "test", shop.Server.Clock.Now)));
        return shop;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_customer_never_sees_what_teams_and_suppliers_promise(string database)
    {
        await using var shop = await Open(database);
        var number = await Story(shop);
        foreach (var path in new[] { "/portal", "/portal/tickets", $"/portal/tickets/{number}", $"/portal/tickets/{number}/clocks", "/portal/agreement", "/portal/agreement/aurora", "/portal/reviews", "/portal/new" })
        {
            using var response = await shop.Maria.GetAsync(new Uri(path, UriKind.Relative));
            var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
            foreach (var secret in Secrets)
                page.ShouldNotContain(secret, Case.Sensitive, $"{path} says {secret}");
        }
        foreach (var path in new[] { "tickets", "tickets/" + number, $"tickets/{number}/clocks", $"tickets/{number}/explanation", "agreements", "agreement", "attainment", "statements", "agreements/aurora/document" })
        {
            using var response = await shop.Maria.GetAsync(new Uri("/api/v1/own/" + path, UriKind.Relative));
            var said = await response.Content.ReadAsStringAsync();
            foreach (var secret in Secrets)
                said.ShouldNotContain(secret, Case.Sensitive, $"own/{path} says {secret}");
        }
        foreach (var id in new[] { "deposito-interno", "frete-contrato" })
            (await shop.Maria.GetAsync(new Uri($"/api/v1/own/agreements/{id}/document", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await shop.Maria.GetAsync(new Uri("/api/v1/own/agreements/aurora/document", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await shop.Maria.GetAsync(new Uri("/api/v1/agreements/aurora/versions/1/parts", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_customers_figures_are_those_without_and_the_others_have_their_own(string database)
    {
        async Task<(string Aurora, string[] Others)> Report(bool supporting)
        {
            await using var shop = await Open(database);
            await Story(shop, supporting);
            var rows = (await shop.Server.Get("/api/v1/reports?per=month")).GetProperty("rows").EnumerateArray().ToList();
            bool Of(JsonElement row, string id) => row.GetProperty("agreement").GetString() == id;
            return (string.Join('\n', rows.Where(r => Of(r, "aurora")).Select(r => r.GetRawText())), [.. rows.Where(r => !Of(r, "aurora")).Select(r => $"{r.GetProperty("agreement")}/{r.GetProperty("target")}").Order(StringComparer.Ordinal)]);
        }
        var (alone, none) = await Report(false);
        var (beside, others) = await Report(true);
        beside.ShouldBe(alone);
        alone.ShouldContain("resolution");
        none.ShouldBeEmpty();
        others.ShouldBe(["deposito-interno/separar", "frete-contrato/entregar"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_check_names_the_part_that_does_not_fit_and_history_says_with_whom_the_time_was_spent(string database)
    {
        await using var shop = await Open(database);
        var number = await Story(shop);
        var found = await shop.Server.Get("/api/v1/agreements/aurora/versions/1/parts");

        // Five hours of the store in a promise of four on the same hours: one is lacking at every start. The carrier's time stands still for the customer.
        var promise = found.GetProperty("promises").EnumerateArray().ShouldHaveSingleItem();
        (promise.GetProperty("target").GetString(), promise.GetProperty("fits").GetBoolean(), promise.GetProperty("worst").GetProperty("workingSeconds").GetDouble()).ShouldBe(("resolution", false, -3600));
        promise.GetProperty("parts").EnumerateArray().Select(p => (p.GetProperty("agreement").GetString(), p.GetProperty("kind").GetString(), p.GetProperty("time").GetString(), p.GetProperty("fits").GetBoolean()))
            .ShouldBe([("deposito-interno", "operational", "taken", false), ("frete-contrato", "supplier", "still", true)]);

        // Nobody answered, and it was resolved after seven hours: of the resolution the store had 4.5 h, an hour of them with the carrier too, and the rest of 7 h was our own.
        var resolution = found.GetProperty("history").GetProperty("broken").EnumerateArray().Single(b => b.GetProperty("target").GetString() == "resolution");
        (resolution.GetProperty("number").ToString(), resolution.GetProperty("seconds").GetDouble() / 3600).ShouldBe((number, 7.0));
        resolution.GetProperty("spent").EnumerateArray().Select(s => (Text(s, "agreement"), s.GetProperty("seconds").GetDouble() / 3600)).ShouldBe([("deposito-interno", 4.5), ("frete-contrato", 1.0), (null, 2.5)]);

        (await shop.Server.Get("/api/v1/agreements/deposito-interno/versions/1/parts")).TryGetProperty("history", out _).ShouldBeFalse("it is no promise to customers");
        await shop.Server.Get("/api/v1/agreements/aurora/versions/9/parts", HttpStatusCode.NotFound);
        (await shop.Server.Get("/api/v1/agreements/aurora/versions/1/parts?days=0", HttpStatusCode.UnprocessableEntity)).GetProperty("problems")[0].GetProperty("code").GetString().ShouldBe("bad-days");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_pages_show_it_to_those_who_work(string database)
    {
        await using var shop = await Open(database);
        var number = await Story(shop);
        var browser = await Browser.Of(shop.Server, "chefe", "manager", "en");
        await browser.Open("/agreements/aurora/1");
        var parts = browser.Text("#parts");
        parts.ShouldContain("does not fit: 1 h of working time too long");
        parts.ShouldContain("the customer’s time stands still meanwhile");
        parts.ShouldContain("Where the time of 2 broken promises went");
        browser.Page.QuerySelector($"#parts a[href='/tickets/{number}/clocks']").ShouldNotBeNull();
        await browser.Open("/agreements/deposito-interno/1");
        browser.Text("main").ShouldContain("Customers never see it.");
        browser.Text("#parts").ShouldContain("Suporte Aurora");
        await browser.Open("/agreements");
        browser.Text("main").ShouldContain("between teams");
        await browser.Open("/tickets/" + number);
        browser.Text("aside").ShouldContain("Between teams and with suppliers");
        browser.Text("aside").ShouldContain("Turnaround (separar)");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_draft_that_does_not_fit_into_what_is_published_is_warned_of_before_it_is(string database)
    {
        await using var shop = await Open(database);
        await shop.Server.Post("/api/v1/agreements", Customer, "application/yaml");
        var warned = (await shop.Server.Post("/api/v1/agreements/check", Store, "application/yaml")).GetProperty("problems").EnumerateArray().ShouldHaveSingleItem();
        (warned.GetProperty("code").GetString(), warned.GetProperty("severity").GetString()).ShouldBe(("part-does-not-fit", "warning"));
        (await shop.Server.Post("/api/v1/agreements/check", Store.Replace("within: 5h", "within: 3h", StringComparison.Ordinal), "application/yaml")).GetProperty("problems").GetArrayLength().ShouldBe(0);
        await shop.Server.Post("/api/v1/agreements", Store, "application/yaml");
        var tighter = Customer.Replace("agreement: aurora", "agreement: aurora\nversion: 2", StringComparison.Ordinal).Replace("within: 4h", "within: 2h", StringComparison.Ordinal);
        (await shop.Server.Post("/api/v1/agreements/check", tighter, "application/yaml")).GetProperty("problems").EnumerateArray().ShouldHaveSingleItem().GetProperty("path").GetString().ShouldBe("targets.resolution");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task No_customer_is_asked_to_approve_it_and_no_statement_carries_it(string database)
    {
        await using var shop = await Open(database);
        await Story(shop, supporting: false);
        await shop.Server.Db.Write(tx => tx.Execute("UPDATE workspaces SET customer_approves = 1 WHERE tenant_id = @TenantId", new { shop.Server.Workspace.TenantId }));
        (await shop.Server.Post("/api/v1/agreements", Customer.Replace("agreement: aurora", "agreement: aurora\nversion: 2", StringComparison.Ordinal), "application/yaml", HttpStatusCode.UnprocessableEntity)).GetProperty("problems")[0].GetProperty("code").GetString().ShouldBe("approval-needed");
        await shop.Server.Post("/api/v1/agreements", Store, "application/yaml");
        await shop.Server.Post("/api/v1/agreements", Carrier, "application/yaml");

        await shop.Server.Until("2026-04-02T12:00:00Z");
        var (facts, _) = await shop.Server.Db.Read(s => StatementInputs.Read(s, shop.Server.Workspace.TenantId, "aurora", new NodaTime.LocalDate(2026, 3, 1), new NodaTime.LocalDate(2026, 4, 1), shop.Server.Clock.Now, [], []));
        facts.Sources.Select(s => s.Agreement).Distinct().ShouldBe(["aurora"]);
        facts.Tickets.ShouldHaveSingleItem();
    }
}
