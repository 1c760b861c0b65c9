using System.Net;
using Prazo.Tests.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Tests.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Tests.Reports;

/// <summary>A screen on a wall shows the wallboard by a link: nothing else, and no longer than somebody wants.</summary>
public class WallTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_link_shows_the_wallboard_of_its_workspace_until_it_is_revoked(string database)
    {
        await using var server = await TestServer.Start(database);
        await server.Post("/api/v1/tickets", """{"subject":"Pedido de Maria Silva","text":"segredo"}""", expected: HttpStatusCode.Created);
        var eva = await Browser.Of(server, "eva", "manager", "en");
        await eva.Open("/settings/walls");
        await eva.Send("/settings/walls", ("name", "Corridor"));
        var path = new Uri(eva.Page.QuerySelector("[role=status] input")!.GetAttribute("value")!).AbsolutePath;
        // Shown this once, and kept as a hash.
        await eva.Open("/settings/walls");
        eva.Page.DocumentElement.InnerHtml.ShouldNotContain(path);
        (await server.Db.Read(s => s.Query<string>("SELECT name FROM wall_links"))).ShouldBe(["Corridor"]);

        var screen = new Browser(server.ClientWith(null));
        await screen.Open(path);
        screen.Status.ShouldBe(HttpStatusCode.OK);
        screen.Text("h1").ShouldContain("Loja");
        screen.Page.QuerySelectorAll(".figure").Length.ShouldBeGreaterThan(5);
        // Nothing to open, and no word of a customer.
        screen.Page.QuerySelectorAll("main a, form").ShouldBeEmpty();
        screen.Page.Body!.InnerHtml.ShouldNotContain("Maria");
        // It opens nothing else.
        (await server.ClientWith(path.Split('/')[^1]).GetAsync(new Uri("/api/v1/tickets", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        await eva.Open("/settings/walls");
        eva.Text("tbody td").ShouldNotContain("never");
        await eva.Send(eva.Page.QuerySelector("tbody form")!.GetAttribute("action")!);
        (await screen.Open(path)).Status.ShouldBe(HttpStatusCode.NotFound);
        eva.Page.QuerySelectorAll("tbody form").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_secret_of_another_workspace_or_with_another_letter_is_none()
    {
        await using var server = await TestServer.Start("sqlite");
        var secret = await server.Db.Write(tx => WallLinks.Create(tx, server.Workspace.TenantId, "here", "test", server.Clock.Now));
        var other = await server.Db.Write(tx => Workspace.Create(tx, "Other", "en", "Etc/UTC", server.Clock.Now));
        var foreign = (await server.Db.Write(tx => WallLinks.Create(tx, other.TenantId, "there", "test", server.Clock.Now))).Split('.');
        var parts = secret.Split('.');

        foreach (var wrong in new[] { $"pw1.{foreign[1]}.{parts[2]}", $"pw1.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}", $"pz1.{parts[1]}.{parts[2]}", "pw1", secret + "x" })
            (await server.ClientWith(null).GetAsync(new Uri("/wall/" + wrong, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound, wrong);
    }

    [Fact]
    public async Task Guessing_is_slowed_like_every_request_of_nobody()
    {
        await using var server = await TestServer.Start("sqlite", change: o => o with { Limits = new RateLimits(1000, 20) });
        var client = server.ClientWith(null);

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 25; i++)
            answers.Add((await client.GetAsync(new Uri("/wall/pw1.x.y", UriKind.Relative))).StatusCode);

        answers.Count(a => a == HttpStatusCode.TooManyRequests).ShouldBe(5);
    }
}
