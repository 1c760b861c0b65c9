using System.Net;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Portal;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Documents;

/// <summary>An agreement as a contract: generated from its rules, beside what its parties wrote.</summary>
public class DocumentPageTests
{
    private const string Standard = """
        prazo: 1
        agreement: padrao
        title: { en: Standard, pt-BR: Padrão, ro: Standard }
        kind: service
        parties: { provider: e-Suporte, customer: Todos }
        zone: America/Sao_Paulo
        term: { from: 2026-01-01, to: 2026-12-31, renews: yearly, notice: 30 calendar days }
        calendars:
          comercial: { weekly: { mon-fri: "09:00-18:00" } }
        targets:
          first-response: { by: priority, within: { critical: 15m, else: 4h }, calendar: { critical: 24x7, else: comercial } }
        duties: { customer: { answer: { within: 2 business days, calendar: comercial } } }
        review: quarterly
        clauses:
          services: { pt-BR: "Atendimento por **e-mail** e [portal](javascript:alert(1)).", en: "Support by **e-mail**." }
          responsibilities: { provider: { en: [ Answer in time ], pt-BR: [ Responder no prazo ] }, customer: Name a contact }
          security: <b onclick="x()">Logged.</b>
          entrega: Uma cláusula própria.
        """;

    private const string Gold = """
        prazo: 1
        agreement: ouro
        title: { en: Gold, pt-BR: Ouro, ro: Aur }
        kind: hybrid
        extends: padrao
        parties: { provider: e-Suporte, customer: Ouro SA }
        targets: { first-response: { within: { critical: 5m, else: 2h } } }
        applies: { when: { customer: ouro } }
        """;

    private static async Task<TestServer> Server(string database, params string[] agreements)
    {
        var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        foreach (var text in agreements)
            await server.Post("/api/v1/agreements", text, "application/yaml");
        return server;
    }

    [Theory]
    [InlineData("en", "“We” is e-Suporte.", "Tickets of critical priority get a first answer within 15 min, day and night.", "All other tickets get a first answer within 4 h of working time.", "You answer our questions within 2 business days.",
        "Monday to Friday: 09:00–18:00", "We review this agreement together every quarter.", "Who does not want to go on says so at least 30 calendar days before the term ends.", "Support by e-mail .", "Answer in time", "What is covered")]
    [InlineData("pt-BR", "“Nós” é e-Suporte.", "Chamados de prioridade crítica recebem a primeira resposta em até 15 min, dia e noite.", "Você responde às nossas perguntas em até 2 dias úteis.", "Revisamos este acordo juntos a cada trimestre.",
        "Depois de 31 dez. 2026, renova-se ano a ano, até que uma das partes encerre.", "Atendimento por e-mail e portal .", "Responder no prazo", "Uma cláusula própria.", "Rescisão")]
    [InlineData("ro", "„Noi” înseamnă e-Suporte.", "Tichetele cu prioritate critică primesc primul răspuns în cel mult 15 min, zi și noapte.", "Răspundeți la întrebările noastre în cel mult 2 zile lucrătoare.", "Revizuim împreună acest acord în fiecare trimestru.", "Reziliere")]
    public async Task It_says_in_three_languages_what_the_rules_mean_and_what_was_written(string language, params string[] told)
    {
        await using var server = await Server("sqlite", Standard);
        var agent = await (await Browser.Of(server, "ana", "agent")).Open($"/agreements/padrao/document?language={language}");
        var contract = agent.Text(".contract");
        foreach (var line in told)
            contract.ShouldContain(line);
        agent.Page.QuerySelector(".contract")!.GetAttribute("lang").ShouldBe(language);
        agent.Text(".fingerprint").ShouldContain((await server.Get("/api/v1/agreements"))[0].GetProperty("hash").GetString()!);
        agent.Text(".written strong").ShouldBe("e-mail");
        // What somebody wrote runs nothing, and leads nowhere that it should not.
        agent.Page.QuerySelectorAll(".contract b, .contract [onclick]").ShouldBeEmpty();
        agent.Page.QuerySelectorAll(".contract a[href^='javascript']").ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_sentence_leads_to_its_rule_and_the_rule_back()
    {
        await using var server = await Server("sqlite", Standard, Gold);
        var agent = await (await Browser.Of(server, "ana", "agent")).Open("/agreements/padrao/document");
        var sentence = agent.Page.QuerySelector("#r-targets-first-response-within-critical")!;
        var href = sentence.QuerySelector("a.rule")!.GetAttribute("href")!;
        href.ShouldBe("/agreements/padrao/1#L11");
        await agent.Open(href.Split('#')[0]);
        var line = agent.Page.GetElementById("L11")!;
        line.TextContent.ShouldContain("critical: 15m");
        line.QuerySelector("a")!.GetAttribute("href").ShouldStartWith("/agreements/padrao/document?version=1#r-targets-first-response-within-critical");
        // Each generated sentence has a rule, and no anchor stands twice.
        await agent.Open("/agreements/padrao/document");
        agent.Page.QuerySelectorAll(".contract section > ul > li").All(li => li.QuerySelector("a.rule") is not null).ShouldBeTrue();
        agent.Page.QuerySelectorAll("[id]").Select(e => e.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task What_is_inherited_says_from_where_and_what_is_different_instead_of_what()
    {
        await using var server = await Server("sqlite", Standard, Gold);
        var agent = await (await Browser.Of(server, "ana", "agent")).Open("/agreements/ouro/document?language=en");
        agent.Text("#r-review").ShouldContain("de padrao");
        var own = agent.Text("#r-targets-first-response-within-critical");
        own.ShouldContain("within 5 min, day and night");
        own.ShouldContain("em vez de: Tickets of critical priority get a first answer within 15 min, day and night.");
        own.ShouldNotContain("de padrao");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_plans_and_two_versions_are_compared_in_words(string database)
    {
        await using var server = await Server(database, Standard, Gold, Standard.Replace("critical: 15m", "critical: 10m", StringComparison.Ordinal).Replace("agreement: padrao", "agreement: padrao\nversion: 2", StringComparison.Ordinal).Replace("review: quarterly\n", "", StringComparison.Ordinal));
        var agent = await (await Browser.Of(server, "ana", "agent")).Open("/agreements/padrao/compare?with=ouro");
        var said = agent.Text(".said-diff tbody");
        said.ShouldContain("recebem a primeira resposta em até 10 min, dia e noite.");
        said.ShouldContain("recebem a primeira resposta em até 5 min, dia e noite.");
        said.ShouldNotContain("Atendimento por");
        await agent.Open("/agreements/padrao/2");
        agent.Text(".said-diff tbody").ShouldContain("Chamados de prioridade crítica recebem a primeira resposta em até 15 min, dia e noite. Chamados de prioridade crítica recebem a primeira resposta em até 10 min, dia e noite.");
        var rows = (await server.Get("/api/v1/agreements/padrao/versions/2/said?language=en")).EnumerateArray().ToList();
        rows.Select(r => r.GetProperty("path").GetString()).ShouldBe(["targets.first-response.within.critical", "review"]);
        rows[1].GetProperty("before").GetString().ShouldBe("We review this agreement together every quarter.");
        (await server.Get("/api/v1/agreements/ouro/versions/1/document?language=en")).GetProperty("title").GetString().ShouldBe("Gold");
    }

    [Fact]
    public async Task A_draft_is_read_before_it_counts_and_says_what_a_full_agreement_has_too()
    {
        await using var server = await Server("sqlite", Standard);
        var manager = await Browser.Of(server, "eva", "manager");
        await manager.Open("/agreements/padrao/1");
        await manager.Send("/agreements/drafts");
        var draft = manager.Path;
        manager.Text(".missing").ShouldContain("Confidencialidade");
        await manager.Open(draft + "/document");
        manager.Text(".contract").ShouldContain("dia e noite");
        manager.Text(".missing").ShouldContain("Garantias");
        manager.Text(".missing").ShouldNotContain("O que está incluído");
        await manager.Open(draft);
        await manager.Send(draft, ("source", "prazo: 1\nagreement: padrao\nzone: nowhere"), ("do", "save"));
        (await manager.Open(draft + "/document")).Text(".alert").ShouldStartWith("Este texto tem erros");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Customers_read_their_own_and_are_told_of_nobody_else(string database)
    {
        await using var shop = await Shop.Open(database, "");
        await shop.Server.Post("/api/v1/agreements", """
            prazo: 1
            agreement: dois
            title: Dois
            kind: customer
            zone: America/Sao_Paulo
            applies: { when: { customer: [aurora, boreal] } }
            targets: { first-response: { by: customer, within: { aurora: 1h clock, boreal: 2h clock }, calendar: 24x7 } }
            """, "application/yaml");
        await shop.Server.Post("/api/v1/agreements", "prazo: 1\nagreement: outro\ntitle: Outro\nkind: customer\nzone: Etc/UTC\napplies: { when: { customer: boreal } }\ntargets: { first-response: { within: 1h clock, calendar: 24x7 } }", "application/yaml");
        var page = await Shop.Page(shop.Maria, "/portal/agreement/dois");
        page.ShouldContain("within 1 h, day and night");
        page.ShouldNotContain("boreal", Case.Insensitive);
        page.ShouldNotContain("2 h, day and night");
        (await shop.Maria.Do("GET", "/own/agreements/dois/document")).Json.ToString().ShouldNotContain("boreal", Case.Insensitive);
        (await Shop.Page(shop.Maria, "/portal/agreement")).ShouldNotContain("boreal", Case.Insensitive);
        await Shop.Page(shop.Maria, "/portal/agreement/outro", HttpStatusCode.NotFound);
        await Shop.Page(shop.Jo, "/portal/agreement/outro");
        // No browser on this server: the page is printed by the reader's own.
        await Shop.Page(shop.Maria, "/portal/agreement/dois/pdf", HttpStatusCode.UnprocessableEntity);
    }
}
