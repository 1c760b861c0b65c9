using System.Net;
using AngleSharp.Dom;
using Prazo.People;
using Prazo.Tests.Storage;
using Prazo.Web.Knowledge;
using Prazo.Web.Tests.Tickets;

namespace Prazo.Web.Tests.Screen;

public class ArticlePageTests
{
    private const string Body = "# Como trocar\n\nPeça o código de postagem no portal.\n\n- **30 dias**\n- <script>alert(1)</script>";

    [Theory, OnSqlite, OnPostgres]
    public async Task An_article_is_written_looked_at_published_translated_and_taken_back(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        var agent = await Browser.Of(server, "bia", "agent");
        await (await agent.Open("/articles/new")).Send("/articles/new", ("title", "Trocas"), ("body", Body), ("do", "look"));
        agent.Text(".prose h2").ShouldBe("Como trocar");
        agent.Text(".prose").ShouldContain("<script>alert(1)</script>");
        agent.Page.QuerySelectorAll(".prose script").ShouldBeEmpty();
        agent.Text("textarea").ShouldContain("código de postagem");
        (await server.Get("/api/v1/articles")).GetProperty("items").GetArrayLength().ShouldBe(0);

        await agent.Send("/articles/new", ("do", "save"));
        agent.Text(".head .tag").ShouldBe("Rascunho");
        var at = agent.Path;
        await (await agent.Open(at + "/edit")).Send(at + "/edit", ("do", "publish"));
        agent.Text(".head .tag").ShouldBe("Publicado");

        await agent.Follow(agent.Page.QuerySelectorAll(".langs a")[^1]);
        await agent.Send("/articles/new", ("title", "Exchanges"), ("language", "en"), ("do", "publish"));
        agent.Text(".langs a").ShouldBe("English\nPortuguês (Brasil)\nEm outro idioma", "one family in two languages");
        (await agent.Open("/articles?q=troca&language=pt-BR&state=published")).Text("tbody th a").ShouldBe("Trocas");
        await (await agent.Open(at + "/edit")).Send(at + "/edit", ("do", "withdraw"));
        agent.Text(".head .tag").ShouldBe("Rascunho");
        (await agent.Open("/articles?state=published")).Text("tbody th a").ShouldBe("Exchanges");
        agent.Page.Forms.ShouldNotContain(f => f.GetAttribute("action")!.EndsWith("/delete", StringComparison.Ordinal), "deleting is for managers");
    }

    [Fact]
    public async Task What_another_has_written_meanwhile_is_not_overwritten()
    {
        await using var server = await TicketActionTests.Start("sqlite");
        var (one, other) = (await Browser.Of(server, "bia", "agent"), await Browser.Of(server, "caio", "agent"));
        await (await one.Open("/articles/new")).Send("/articles/new", ("title", "Trocas"), ("body", "A"), ("do", "save"));
        var at = one.Path + "/edit";
        await one.Open(at);
        await (await other.Open(at)).Send(at, ("body", "B"), ("do", "save"));
        await one.Send(at, ("body", "C"), ("do", "save"));
        one.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        one.Text("textarea").ShouldBe("C");
        (await server.Get("/api/v1/articles")).GetProperty("items")[0].GetProperty("body").GetString().ShouldBe("B");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_article_that_fits_is_put_into_the_answer_and_counted_when_it_is_sent(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        var fits = (await server.Client.Do("POST", "/articles", """{"title":"Troca de tamanho","body":"Peça o código de postagem no portal.","language":"pt-BR","published":true}""")).Id("id");
        await server.Client.Do("POST", "/articles", """{"title":"Rascunho de troca","body":"Ainda não.","language":"pt-BR"}""");
        await server.Client.Do("POST", "/tickets", """{"subject":"Quero uma troca","text":"O tamanho não serviu","contact":"maria"}""");
        var agent = await Browser.Of(server, "bia", "agent");
        (await agent.Open("/tickets/1")).Text(".suggested li > a").ShouldBe("Troca de tamanho");

        var form = agent.Page.Forms.Single(f => f.GetAttribute("action") == "/tickets/1/say");
        form.SetAttribute("action", form.QuerySelector("[name=insert]")!.GetAttribute("formaction"));
        await agent.Send("/tickets/1/draft", ("text", "Olá, Maria."), ("insert", $"link:{fits}"));
        agent.Text("textarea").ShouldBe($"Olá, Maria. Troca de tamanho: http://localhost/portal/articles/{fits}");
        (await Used()).ShouldBe((0, 0));

        await agent.Send("/tickets/1/say");
        (await Used()).ShouldBe((1, 1));
        // Once a ticket, however often it is offered there.
        await agent.Send("/tickets/1/say", ("text", "Mais uma coisa."));
        (await Used()).ShouldBe((1, 1));
        (await agent.Open($"/articles/{fits}")).Text(".head .muted").ShouldContain("sugerido em 1 chamados, enviado em 1");

        async Task<(int, int)> Used() => await server.Get($"/api/v1/articles/{fits}") is var a ? (a.GetProperty("offered").GetInt32(), a.GetProperty("used").GetInt32()) : default;
    }

    [Fact]
    public async Task A_customer_reads_it_as_markdown_and_opening_it_counts_but_loading_ahead_does_not()
    {
        await using var server = await TicketActionTests.Start("sqlite");
        var article = (await server.Client.Do("POST", "/articles", """{"title":"Trocas","body":"**Grátis**","language":"pt-BR","published":true}""")).Id("id");
        var contact = await server.Db.Write(tx => Contacts.Add(tx, server.Workspace.TenantId, new ContactInput(Name: "Maria"), "test", server.Clock.Now));
        var customer = server.SignedIn(await server.Db.Write(tx => Users.Add(tx, server.Workspace.TenantId, new UserInput("maria", Role: "customer", Contact: contact.Id), "test", server.Clock.Now)));
        using var ahead = new HttpRequestMessage(HttpMethod.Get, new Uri($"/portal/articles/{article}", UriKind.Relative));
        ahead.Headers.Add("X-Sec-Purpose", "prefetch");
        (await customer.SendAsync(ahead)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await customer.GetStringAsync(new Uri($"/portal/articles/{article}", UriKind.Relative))).ShouldContain("<strong>Grátis</strong>");
        (await server.Get($"/api/v1/articles/{article}")).GetProperty("viewed").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("[a](https://example.com)", "<a href=\"https://example.com\" rel=\"nofollow noopener noreferrer\">a</a>")]
    [InlineData("[a](/portal/new)", "<a href=\"/portal/new\">a</a>")]
    [InlineData("[a](javascript:alert(1))", "<a href=\"#\"")]
    [InlineData("[a](JaVaScRiPt:alert(1))", "<a href=\"#\"")]
    [InlineData("[a](data:text/html,x)", "<a href=\"#\"")]
    [InlineData("[a](//evil.example)", "<a href=\"#\"")]
    [InlineData("[a][1]\n\n[1]: vbscript:x", "<a href=\"#\"")]
    [InlineData("<javascript:alert(1)>", "href=\"#\"")]
    [InlineData("![plan](https://example.com/a.png)", "<a href=\"https://example.com/a.png\" rel=\"nofollow noopener noreferrer\">plan</a>")]
    [InlineData("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;")]
    [InlineData("[a](https://example.com \"x\\\" onmouseover=alert(1)\")", "title=\"x&quot; onmouseover=alert(1)\"")]
    public void Links_lead_to_the_web_to_mail_or_to_this_server_and_tags_are_text(string markdown, string html)
    {
        var shown = ArticleHtml.Of(markdown).Value;
        shown.ShouldContain(html);
        shown.ShouldNotContain("<img");
        shown.ShouldNotContain("script:");
    }
}
