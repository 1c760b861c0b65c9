using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Screen;

/// <summary>The form beside an agreement's text, and what-if, without a script.</summary>
public class AgreementFormTests
{
    private const string Agreement = """
        # Contrato da loja.
        prazo: 1
        agreement: suporte
        title: { pt-BR: Suporte, en: Support }
        kind: service
        zone: America/Sao_Paulo
        calendars:
          office: { weekly: { mon-fri: "08:00-18:00" } }   # sem almoço
        targets:
          # o que o cliente vê primeiro
          first-response: { by: priority, within: { high: 2h, else: 4h }, calendar: office }
        objectives:
          - { id: respostas, target: first-response, at-least: 60%, per: month }
        clauses: { segredo: [ "fica como está" ] }

        """;

    private static async Task Publish(TestServer server, string text) => await server.Post("/api/v1/agreements", text, "application/yaml");

    private static async Task<Browser> Draft(TestServer server)
    {
        var manager = await Browser.Of(server, "eva", "manager");
        await manager.Open("/agreements/suporte/1");
        await manager.Send("/agreements/drafts");
        return manager;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_form_changes_values_in_the_text_and_nothing_else_of_it(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await Publish(server, Agreement);
        var manager = await Draft(server);
        Source(manager).ShouldBe(Agreement.ReplaceLineEndings("\n").Replace("agreement: suporte\n", "agreement: suporte\nversion: 2\n", StringComparison.Ordinal));
        await manager.Send(manager.Path, ("f/targets/first-response/within/high", "1h"), ("f/targets/first-response/warn", "50%, 15m before"), ("f/parties/provider", "Loja: Centro"), ("f/term/from", "2026-01-01"),
            ("k/targets", "resolution"), ("v/targets", "2 business days"), ("o/target", "first-response"), ("o/at-least", "80%"), ("o/per", "year"), ("do", "save"));
        manager.Status.ShouldBe(HttpStatusCode.OK, Source(manager));
        Source(manager).ShouldBe("""
            # Contrato da loja.
            prazo: 1
            agreement: suporte
            version: 2
            title: { pt-BR: Suporte, en: Support }
            kind: service
            parties:
              provider: "Loja: Centro"
            zone: America/Sao_Paulo
            term:
              from: 2026-01-01
            calendars:
              office: { weekly: { mon-fri: "08:00-18:00" } }   # sem almoço
            targets:
              # o que o cliente vê primeiro
              first-response: { by: priority, within: { high: 1h, else: 4h }, calendar: office, warn: [50%, 15m before] }
              resolution: { within: 2 business days }
            objectives:
              - { id: respostas, target: first-response, at-least: 60%, per: month }
              - { id: first-response, target: first-response, at-least: 80%, per: year }
            clauses: { segredo: [ "fica como está" ] }

            """.ReplaceLineEndings("\n"));
        manager.Text(".problem.error").ShouldBeEmpty();
        manager.Text(".diff tbody").ShouldContain("targets.first-response.within.high 2h 1h");
        await manager.Send(manager.Path, ("x/objectives/0", "on"), ("f/objectives/1/id", "ano"), ("do", "publish"));
        manager.Path.ShouldBe("/agreements/suporte/2");
        manager.Text("pre.source").ShouldNotContain("respostas");
        manager.Text("pre.source").ShouldContain("id: ano");
    }

    [Fact]
    public async Task What_is_inherited_is_shown_and_what_is_typed_over_it_is_written_as_the_agreement_s_own()
    {
        await using var server = await TestServer.Start("sqlite", "2026-03-02T12:00:00Z");
        await Publish(server, Agreement);
        await Publish(server, "prazo: 1\nagreement: norte\nkind: hybrid\nextends: suporte\napplies: { when: { region: norte } }\n");
        var manager = await Browser.Of(server, "eva", "manager");
        await manager.Open("/agreements/norte/1");
        await manager.Send("/agreements/drafts");
        var high = (IHtmlInputElement)manager.Page.QuerySelector("[name='f/targets/first-response/within/high']")!;
        (high.Value, high.Placeholder).ShouldBe(("", "2h"));
        await manager.Send(manager.Path, ("f/targets/first-response/within/high", "30m"), ("do", "save"));
        Source(manager).ShouldContain("targets:\n  first-response:\n    within:\n      high: 30m\n");
        manager.Text(".diff tbody").ShouldContain("targets.first-response.within.high 2h 30m");
        ((IHtmlInputElement)manager.Page.QuerySelector("[name='f/targets/first-response/within/else']")!).Placeholder.ShouldBe("4h");
    }

    /// <summary>A machine's clock has parts of a millisecond, which a replay leaves out: the ticket came in after the moment that was looked at.</summary>
    [Fact]
    public async Task Due_dates_are_previewed_for_now_whatever_the_clock_says_behind_the_point()
    {
        await using var server = await TestServer.Start("sqlite", "2026-03-02T12:00:00.1234567Z");
        await Publish(server, Agreement);
        var agent = await Browser.Of(server, "ana", "agent");
        (await agent.Open("/agreements/suporte/1")).Text("aside .lines.plain li").ShouldBe("Primeira resposta 4h seg., 2 mar., 13:00");
    }

    [Fact]
    public async Task Any_two_versions_are_compared()
    {
        await using var server = await TestServer.Start("sqlite", "2026-03-02T12:00:00Z");
        foreach (var (version, length) in new[] { (1, "4h"), (2, "3h"), (3, "2h") })
            await Publish(server, Agreement.Replace("kind:", $"version: {version}\nkind:", StringComparison.Ordinal).Replace("else: 4h", $"else: {length}", StringComparison.Ordinal));
        var agent = await Browser.Of(server, "ana", "agent");
        (await agent.Open("/agreements/suporte/3")).Text(".diff tbody").ShouldContain("targets.first-response.within.else 3h 2h");
        (await agent.Open("/agreements/suporte/3?against=1")).Text(".diff tbody").ShouldContain("targets.first-response.within.else 4h 2h");
        (await agent.Open("/agreements/suporte/1?against=3")).Text(".diff tbody").ShouldContain("targets.first-response.within.else 2h 4h");
        agent.Text("#changes option").ShouldBe("versão 3\nversão 2");
        (await server.Get("/api/v1/agreements/suporte/versions/3/changes?against=1")).EnumerateArray().Single(c => c.GetProperty("path").GetString() == "targets.first-response.within.else").GetProperty("before").GetString().ShouldBe("4h");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_what_if_counts_before_and_after_and_each_flip_opens_its_clocks(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T11:00:00Z");
        await Publish(server, Agreement);
        // Answered after one, three and five hours of working time; four are promised.
        foreach (var (hours, i) in new[] { 1, 3, 5 }.Select((h, i) => (h, i)))
            await server.Post("/api/v1/events", $$"""
                {"ticket":"T-{{i}}","kind":"created","at":"2026-03-02T11:00:00Z","id":"c{{i}}","fields":{"status":"new","priority":"normal"} }
                {"ticket":"T-{{i}}","kind":"reply","at":"2026-03-02T{{11 + hours}}:00:00Z","id":"r{{i}}","agent":"ana"}
                """, "application/x-ndjson");
        await server.Until("2026-03-02T20:00:00Z");
        var result = await server.Post("/api/v1/agreements/simulate", $$"""{"source":{{System.Text.Json.JsonSerializer.Serialize(Agreement.Replace("else: 4h", "else: 2h", StringComparison.Ordinal))}},"by":["priority"]}""");
        var row = result.GetProperty("targets")[0];
        (row.GetProperty("keptBefore").GetInt64(), row.GetProperty("keptAfter").GetInt64(), row.GetProperty("countedAfter").GetInt64(), row.GetProperty("keptToBroken").GetInt64()).ShouldBe((2, 1, 3, 1));
        result.GetProperty("rows")[0].GetProperty("values")[0].GetString().ShouldBe("normal");
        var objective = result.GetProperty("objectives")[0];
        (objective.GetProperty("before").GetProperty("held").GetBoolean(), objective.GetProperty("after").GetProperty("held").GetBoolean(), objective.GetProperty("period").GetString()).ShouldBe((true, false, "2026-03"));
        result.GetProperty("changes")[0].GetProperty("ticket").GetString().ShouldBe("2");

        var manager = await Browser.Of(server, "eva", "manager");
        await manager.Open("/agreements/suporte/1/simulate?days=30&by=priority&f/targets/first-response/within/else=2h");
        manager.Text("table tbody tr").ShouldContain("Primeira resposta 66,7% 2/3 33,3% 1/3 1");
        manager.Page.QuerySelectorAll("tr.flips").Length.ShouldBe(1);
        manager.Page.QuerySelector("#t-first-response th a")!.GetAttribute("href").ShouldBe("/tickets/2/clocks");
        (await server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM agreement_versions"))).ShouldBe(1);
        // Too much at once is told, and nothing is run.
        await manager.Open("/agreements/suporte/1/simulate?days=30&f/targets/first-response/within/else=2+parsecs");
        (manager.Status, manager.Text(".problem.error b")).ShouldBe((HttpStatusCode.UnprocessableEntity, "linha 11 · targets.first-response.within.else"));

        // What was tried becomes a draft.
        await manager.Open("/agreements/suporte/1/simulate?f/targets/first-response/within/else=3h");
        var form = (IHtmlFormElement)manager.Page.QuerySelector("form[action='/agreements/suporte/1/simulate']")!;
        form.QuerySelector("button[formaction='/agreements/drafts']").ShouldNotBeNull();
        ((IHtmlInputElement)form.QuerySelector("[name='f/targets/first-response/within/else']")!).Value.ShouldBe("3h");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_what_if_bills_whole_months_under_both(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T11:00:00Z");
        var billed = Agreement.Replace("clauses:", "money: { currency: BRL, amounts: { fee: 10000.00 BRL } }\npenalties:\n  - { id: faixa, objective: respostas, bands: { \"60%..100%\": none, \"0%..60%\": 5% }, of: fee }\n  - { id: cada, target: first-response, per-breach: 25.00 BRL }\nclauses:", StringComparison.Ordinal);
        await Publish(server, billed);
        foreach (var (hours, i) in new[] { 1, 3, 5 }.Select((h, i) => (h, i)))
            await server.Post("/api/v1/events", $$"""
                {"ticket":"T-{{i}}","kind":"created","at":"2026-03-02T11:00:00Z","id":"c{{i}}","fields":{"status":"new","priority":"normal"} }
                {"ticket":"T-{{i}}","kind":"reply","at":"2026-03-02T{{11 + hours}}:00:00Z","id":"r{{i}}","agent":"ana"}
                """, "application/x-ndjson");
        await server.Until("2026-04-02T12:00:00Z");
        // Four hours: 2 of 3 and one breach; two hours: 1 of 3, a twentieth of the fee, and two. Days of a month and a half hold March alone.
        var result = await server.Post("/api/v1/agreements/simulate", $$"""{"from":"2026-02-15T00:00:00Z","source":{{System.Text.Json.JsonSerializer.Serialize(billed.Replace("else: 4h", "else: 2h", StringComparison.Ordinal))}}}""");
        var bill = result.GetProperty("money").GetProperty("bills").EnumerateArray().Single();
        (bill.GetProperty("from").GetString(), bill.GetProperty("to").GetString()).ShouldBe(("2026-03-01", "2026-03-31"));
        (bill.GetProperty("before").GetProperty("net").GetDecimal(), bill.GetProperty("after").GetProperty("net").GetDecimal(), bill.GetProperty("difference").GetDecimal()).ShouldBe((25m, 550m, 525m));
        var line = bill.GetProperty("lines")[0].GetProperty("after");
        (line.GetProperty("amount").GetString(), line.GetProperty("kept").GetString(), line.GetProperty("counted").GetString()).ShouldBe(("500.00", "1", "3"));

        var manager = await Browser.Of(server, "eva", "manager");
        await manager.Open("/agreements/suporte/1/simulate?days=90&f/targets/first-response/within/else=2h");
        manager.Text("#bills").ShouldContain("550,00 BRL");
        manager.Text("#bills").ShouldContain("+525,00 BRL");
        manager.Text("#bills").ShouldContain("respostas 1/3");
    }

    private static string Source(Browser browser) => ((IHtmlTextAreaElement)browser.Page.QuerySelector("textarea.source")!).Value;
}
