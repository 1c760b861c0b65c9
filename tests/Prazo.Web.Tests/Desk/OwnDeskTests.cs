using System.Net;
using AngleSharp.Dom;
using Prazo.People;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Desk;

/// <summary>Columns, views and the way to everything, without a script.</summary>
public class OwnDeskTests
{
    private static async Task<TestServer> Shop(string database)
    {
        var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Db.Write(tx => Organisations.Add(tx, server.Workspace.TenantId, new OrganisationInput("aurora", "Padaria Aurora"), "test", server.Clock.Now));
        await server.Post("/api/v1/tickets", """{"subject":"Cartão recusado","text":"?","contact":"maria","team":"segundo","channel":"phone"}""", expected: HttpStatusCode.Created);
        return server;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Light_or_dark_is_ones_own_and_the_colour_is_the_workspace_s(string database)
    {
        await using var server = await Shop(database);
        var (bia, eva) = (await Browser.Of(server, "bia", "agent"), await Browser.Of(server, "eva", "admin"));
        await (await bia.Open("/me")).Send("/me/desk", ("scheme", "dark"));
        bia.Page.DocumentElement.ClassName.ShouldBe("dark");
        bia.Page.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content").ShouldBe("dark");
        (await eva.Open("/queue?open=true")).Page.DocumentElement.ClassName.ShouldBeNullOrEmpty();
        await (await bia.Open("/me")).Send("/me/desk", ("scheme", "system"));
        bia.Page.DocumentElement.ClassName.ShouldBeNullOrEmpty();
        (await bia.Send("/me/desk", ("scheme", "purple"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        await (await eva.Open("/settings/workspace")).Send("/settings/workspace", ("accent", "teal"));
        (await bia.Open("/queue?open=true")).Page.DocumentElement.GetAttribute("data-accent").ShouldBe("teal");
        (await eva.Send("/settings/workspace", ("accent", "#ff0000"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await (await eva.Open("/settings/workspace")).Send("/settings/workspace", ("accent", "indigo"));
        (await bia.Open("/queue?open=true")).Page.DocumentElement.HasAttribute("data-accent").ShouldBeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Columns_are_ones_own_and_those_of_a_view_are_the_views(string database)
    {
        await using var server = await Shop(database);
        var (bia, caio) = (await Browser.Of(server, "bia", "agent"), await Browser.Of(server, "caio", "agent"));
        (await bia.Open("/queue?open=true")).Text(".queue th:not(.pick)").ShouldBe("Prazo\nChamado\nCliente\nPrioridade\nSituação\nAtendente");
        await Choose(bia, "me", ("channel", 1), ("team", 2));
        bia.Text(".queue th:not(.pick)").ShouldBe("Prazo\nChamado\nCanal\nEquipe");
        bia.Text(".queue td[data-label]").ShouldBe("Telefone\nsegundo");
        bia.Path.ShouldBe("/queue?open=true");
        (await caio.Open("/queue?open=true")).Text(".queue th:not(.pick)").ShouldContain("Cliente");

        await bia.Send("/queue/views", ("name", "Telefone"), ("shared", "on"));
        await bia.Open("/queue?open=true");
        await Choose(bia, "view", ("region", 5), ("created", 4));
        bia.Path.ShouldBe("/queue?open=true&columns=created%2Cregion");
        await caio.Open("/queue?open=true");
        await caio.Follow(caio.Page.QuerySelectorAll(".views a").First(a => a.TextContent.Contains("Telefone", StringComparison.Ordinal)));
        caio.Text(".queue th:not(.pick)").ShouldBe("Prazo\nChamado\nAberto em\nRegião");
        (await bia.Open("/queue?open=true")).Text(".queue th:not(.pick)").ShouldContain("Canal");

        (await bia.Open("/queue?open=true&columns=senha")).Text(".queue th:not(.pick)").ShouldBeEmpty();
        bia.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task Choose(Browser browser, string whom, params (string Column, int Place)[] columns)
    {
        var form = browser.Page.Forms.First(f => f.GetAttribute("action") == "/queue/columns");
        foreach (var box in form.QuerySelectorAll("[name=show]").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            box.IsChecked = columns.Any(c => c.Column == box.Value);
        foreach (var (column, place) in columns)
            ((AngleSharp.Html.Dom.IHtmlInputElement)form.QuerySelector($"[name='place.{column}']")!).Value = place.ToString(System.Globalization.CultureInfo.InvariantCulture);
        form.QuerySelectorAll($"button[value={whom}]").Length.ShouldBe(1);
        await browser.Send("/queue/columns", ("for", whom));
    }

    [Fact]
    public async Task A_view_that_is_refused_says_so_beside_its_form_and_keeps_the_name()
    {
        await using var server = await Shop("sqlite");
        var agent = await Browser.Of(server, "bia", "agent");
        var name = new string('x', 101);
        await (await agent.Open("/queue?open=true&q=cartao")).Send("/queue/views", ("name", name), ("shared", "on"));
        agent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var form = agent.Page.Forms.First(f => f.GetAttribute("action") == "/queue/views");
        form.QuerySelector("[role=alert]")!.TextContent.ShouldContain("101");
        form.QuerySelector("[name=name]")!.GetAttribute("value").ShouldBe(name);
        form.QuerySelector("[name=shared]")!.HasAttribute("checked").ShouldBeTrue();
        form.Closest("details")!.HasAttribute("open").ShouldBeTrue();
        agent.Text(".queue .what a").ShouldBe("Cartão recusado");
        await agent.Send("/queue/views", ("name", "Cartões"));
        agent.Path.ShouldBe("/queue?open=true&q=cartao");
        agent.Text(".views [aria-current] span").ShouldBe("Cartões");
    }

    [Fact]
    public async Task Everything_is_found_by_its_name_or_number_and_acts_on_the_ticket_are_at_hand()
    {
        await using var server = await Shop("sqlite");
        var agent = await Browser.Of(server, "bia", "agent");
        await agent.Open("/tickets/1");
        await agent.Follow(agent.Page.QuerySelector("[data-key='ctrl-k']")!);
        agent.Text(".found h2").ShouldBe("Neste chamado\nVisões\nPáginas");
        agent.Page.QuerySelectorAll(".found a[href^='/settings']").ShouldBeEmpty("agents have none");
        await agent.Send("/tickets/1/take");
        (await agent.Open("/tickets/1")).Text(".props dd").ShouldStartWith("bia");

        (await agent.Open("/go?q=%231")).Text(".found a").ShouldStartWith("Cartão recusado #1");
        (await agent.Open("/go?q=relatorios")).Page.QuerySelector(".found a")!.GetAttribute("href").ShouldBe("/reports");
        (await agent.Open("/go?q=AURORA")).Page.QuerySelector(".found a")!.GetAttribute("href").ShouldBe("/queue?customer=aurora");
        (await agent.Open("/go?q=cartao")).Text(".found a span").ShouldBe("Cartão recusado\nBuscar “cartao”");
        (await agent.Open("/go?q=fechad&at=https://evil.example/tickets/1")).Page.QuerySelectorAll("form[action^='/tickets']").ShouldBeEmpty();
        (await agent.Open("/keys")).Text(".keyboard td").ShouldContain("responde");
    }

    [Fact]
    public async Task Single_keys_can_be_switched_off()
    {
        await using var server = await Shop("sqlite");
        var agent = await Browser.Of(server, "bia", "agent");
        (await agent.Open("/me")).Page.Body!.HasAttribute("data-keys").ShouldBeFalse();
        ((AngleSharp.Html.Dom.IHtmlInputElement)agent.Page.QuerySelector("form[action='/me/desk'] [name=keys]")!).IsChecked = false;
        await agent.Send("/me/desk");
        agent.Page.Body!.GetAttribute("data-keys").ShouldBe("off");
        agent.Page.QuerySelector("form[action='/me/desk'] [name=keys]")!.HasAttribute("checked").ShouldBeFalse();
    }
}
