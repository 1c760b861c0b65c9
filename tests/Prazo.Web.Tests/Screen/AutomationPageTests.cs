using System.Net;
using AngleSharp.Html.Dom;
using Prazo.Alerts;
using Prazo.Automations;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Screen;

/// <summary>Automations and chains are written, tried, put in order and read after on pages alone.</summary>
public class AutomationPageTests
{
    private const string Automations = "/settings/automations", Escalations = "/settings/escalations";

    [Theory, OnSqlite, OnPostgres]
    public async Task An_automation_is_written_in_a_form_tried_on_a_ticket_and_runs(string database)
    {
        await using var server = await TestServer.Start(database);
        var manager = await (await Browser.Of(server, "eva", "manager")).Open(Automations);
        manager.Text(".empty h2").ShouldBe("Nenhuma automação ainda");
        await manager.Follow(manager.Page.QuerySelector(".acts a")!);
        await manager.Send(Automations + "/new", ("name", "VIP"), ("if.0.field", "priority"), ("if.0.is", "not"), ("if.0.values", "low, normal"));
        manager.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        manager.Text("[role=alert]").ShouldContain("adicione um passo");
        Value(manager, "if.0.values").ShouldBe("low, normal");

        await server.Post("/api/v1/tickets", """{"subject":"first","priority":"high"}""", expected: HttpStatusCode.Created);
        await server.Post("/api/v1/tickets", """{"subject":"second","priority":"low"}""", expected: HttpStatusCode.Created);
        await manager.Send(Automations + "/new", ("then.0.kind", "set"), ("then.0.with", "team=n2, region=sul"), ("then.1.kind", "tag"), ("then.1.with", "vip"), ("ticket", "#1"), ("do", "try"));
        manager.Text(".tried h2").ShouldBe("No chamado #1 ela rodaria");
        manager.Text(".tried li").ShouldBe("Prioridade não é Baixa ou Normal vale\nEquipe passa a n2; Região passa a Sul\nAdicionar etiqueta: vip");
        await manager.Send(Automations + "/new", ("ticket", "2"), ("do", "try"));
        manager.Text(".tried h2").ShouldBe("No chamado 2 ela não rodaria");
        (await Kept(server)).ShouldBeEmpty();

        await manager.Send(Automations + "/new");
        var path = manager.Path.Split('?')[0];
        manager.Text("[role=status].alert").ShouldBe("Salvo.");
        await server.Post("/api/v1/tickets", """{"subject":"third","priority":"high"}""", expected: HttpStatusCode.Created);
        await server.Until("2026-03-02T12:00:01Z");
        (await manager.Open(path)).Text("aside .lines li").ShouldContain("#3 rodou team: n2; region: sul; tag vip");
        (await manager.Open(Automations)).Text(".rules small").ShouldBe("rodou 1 vez em 7 dias");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_form_cannot_say_the_text_says_and_the_form_leaves_it(string database)
    {
        await using var server = await TestServer.Start(database);
        var manager = await (await Browser.Of(server, "eva", "manager")).Open(Automations + "/new");
        await manager.Send(Automations + "/new", ("name", "Silêncio"), ("then.0.kind", "tag"), ("then.0.with", "x"));
        var path = manager.Path.Split('?')[0];
        await manager.Send(path, ("source", "{ \"when\": "));
        manager.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        manager.Page.QuerySelector("textarea.source")!.TextContent.ShouldBe("{ \"when\": ");
        await manager.Send(path, ("source", """{ "when": { "since": "customer-message", "after": "48h clock", "until": ["reply"] }, "if": { "any": [ { "priority": "high" }, { "tag": "vip" } ] }, "then": [ { "note": "{{number}}" } ] }"""));
        manager.Page.QuerySelector("[name='if.0.field']").ShouldBeNull();
        Value(manager, "when.after").ShouldBe("48h clock");
        await manager.Send(path, ("name", "Silêncio longo"), ("when.after", "72h clock"));
        var row = (await Kept(server)).ShouldHaveSingleItem();
        (row.Name, row.Written<AutomationContent>().When!.After).ShouldBe(("Silêncio longo", "72h clock"));
        row.Written<AutomationContent>().If!.Value.GetProperty("any").GetArrayLength().ShouldBe(2);
        (await manager.Open(Automations)).Text(".rule p").ShouldStartWith("Quando Passaram 72h");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task They_are_put_in_order_and_switched_off_and_who_is_late_is_told(string database)
    {
        await using var server = await TestServer.Start(database);
        var manager = await Browser.Of(server, "eva", "manager");
        foreach (var name in new[] { "um", "dois" })
            await (await manager.Open(Automations + "/new")).Send(Automations + "/new", ("name", name), ("then.0.kind", "tag"), ("then.0.with", name));
        var ids = (await Kept(server)).Select(r => r.Id).ToList();
        await Do("id=" + ids[1] + "&do=up");
        (await Kept(server)).Select(r => r.Name).ShouldBe(["dois", "um"]);
        await Do("id=" + ids[1] + "&do=off");
        (await Kept(server))[0].Enabled.ShouldBe(0);
        (await server.Get("/api/v1/automations")).GetProperty("items").EnumerateArray().Select(a => a.GetProperty("enabled").GetBoolean()).ShouldBe([false, true]);

        var (one, other) = (await manager.Open($"{Automations}/{ids[0]}"), await (await Browser.Of(server, "ada", "manager")).Open($"{Automations}/{ids[0]}"));
        await one.Send($"{Automations}/{ids[0]}", ("then.0.with", "novo"));
        await other.Send($"{Automations}/{ids[0]}", ("then.0.with", "outro"));
        other.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        Value(other, "then.0.with").ShouldBe("outro");

        Task<HttpResponseMessage> Do(string body) => server.Client.PostAsync(new Uri(Automations, UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_chain_is_written_tried_and_who_was_told_is_shown(string database)
    {
        await using var server = await TestServer.Start(database);
        var manager = await (await Browser.Of(server, "eva", "manager")).Open(Escalations);
        manager.Text("section.card:first-of-type h2").ShouldBe("A cadeia padrão");
        await manager.Open(Escalations + "/new");
        await manager.Send(Escalations + "/new", ("name", "Altas"), ("if.0.field", "priority"), ("if.0.values", "high"), ("level.0.stage", "soon"));
        manager.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        manager.Text("[role=alert] code").ShouldBe("levels[0].stage");
        await manager.Send(Escalations + "/new", ("level.0.stage", "50%"), ("level.0.to", "user:eva"), ("level.1.stage", ""), ("level.2.to", "manager"));
        var chain = (await server.Db.Read(s => Prazo.Alerts.Escalations.All(s, server.Workspace.TenantId))).ShouldHaveSingleItem().Written<EscalationContent>();
        chain.Levels!.Select(l => (l.Stage, l.After, string.Join(' ', l.To!))).ShouldBe([("50%", null, "user:eva"), ("breached", "30m clock", "manager")]);

        await server.Post("/api/v1/agreements", """
            prazo: 1
            agreement: suporte
            title: Suporte
            kind: service
            zone: Etc/UTC
            targets:
              first-response: { within: 1h clock, calendar: 24x7, warn: [50%] }
            """, "application/yaml");
        await server.Post("/api/v1/tickets", """{"subject":"x","priority":"high","from":"customer"}""", expected: HttpStatusCode.Created);
        (await manager.Open(Escalations + "?ticket=%231")).Text("p[role=status]").ShouldBe("Seguiria: Altas");
        manager.Text(".form .lines li").ShouldBe("Aviso em 50% eva eva\nDescumprido e 30 min depois os gerentes eva");
        (await server.Post("/api/v1/escalations/dry-run", """{"ticket":"1"}""")).GetProperty("chain").GetString().ShouldBe("Altas");
        await server.Until("2026-03-02T12:30:01Z");
        (await manager.Open(Escalations)).Text(".table tbody tr").ShouldContain("#1 first-response Um prazo está perto de vencer (50%) aberto");
    }

    private static Task<IReadOnlyList<OrderedRow>> Kept(TestServer server) => server.Db.Read(s => AutomationStore.All(s, server.Workspace.TenantId));

    private static string Value(Browser browser, string name) => ((IHtmlInputElement)browser.Page.QuerySelector($"[name='{name}']")!).Value;
}
