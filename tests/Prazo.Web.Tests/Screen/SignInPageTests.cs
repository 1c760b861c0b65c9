using System.Net;
using Prazo.People;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Screen;

/// <summary>Coming in, being led back to where one wanted to go, and being told politely what is not there.</summary>
public class SignInPageTests
{
    private const string Password = "quatro gatos no telhado";

    private static async Task<TestServer> With(string handle, string role)
    {
        var server = await TestServer.Start("sqlite");
        var hash = Passwords.Hash(Password);
        await server.Db.Write(tx =>
        {
            var user = Users.Add(tx, server.Workspace.TenantId, new UserInput(handle, Role: role), "test", server.Clock.Now);
            Users.SetPassword(tx, user, hash, "test", server.Clock.Now);
            return user;
        });
        return server;
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_asked_to_and_led_back()
    {
        await using var server = await With("bia", "agent");
        var client = server.ClientWith(null);
        var browser = new Browser(client);
        await browser.Open("/queue?open=true&agent=bia");
        browser.Path.ShouldBe("/sign-in?to=%2Fqueue%3Fopen%3Dtrue%26agent%3Dbia");
        browser.Page.DocumentElement.GetAttribute("lang").ShouldBe("pt-BR");
        await browser.Send("/sign-in", ("login", "bia"), ("password", "wrong password"));
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        browser.Text("[role=alert]").ShouldBe("Usuário e senha não conferem.");
        using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string> { ["login"] = "bia", ["password"] = Password, ["to"] = "/queue?open=true&agent=bia" }));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.ShouldBe("/queue?open=true&agent=bia");
        answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldContain("httponly");
    }

    [Theory]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/tickets/1", "/tickets/1")]
    public async Task Nobody_is_led_to_another_site(string to, string led)
    {
        await using var server = await With("bia", "agent");
        using var answer = await server.ClientWith(null).PostAsync(new Uri("/sign-in", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string> { ["login"] = "bia", ["password"] = Password, ["to"] = to }));
        answer.Headers.Location!.OriginalString.ShouldBe(led);
    }

    [Fact]
    public async Task What_is_not_there_or_not_allowed_is_said_on_a_page_in_the_readers_language()
    {
        await using var server = await TestServer.Start("sqlite");
        var auditor = await Browser.Of(server, "otto", "auditor", "ro");
        (await auditor.Open("/tickets/99")).Status.ShouldBe(HttpStatusCode.NotFound);
        auditor.Text("[role=alert]").ShouldBe("Pagina nu există sau nu vă este accesibilă.");
        (await auditor.Open("/queue?open=true")).Page.QuerySelector(".bulk").ShouldBeNull();
    }

    [Theory]
    [InlineData("application/json", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nnot a part", HttpStatusCode.BadRequest)]
    public async Task What_is_no_form_is_told_and_is_no_fault(string type, string body, HttpStatusCode told)
    {
        await using var server = await TestServer.Start("sqlite");
        var user = await server.Db.Write(tx => Users.Add(tx, server.Workspace.TenantId, new UserInput("bia", Role: "manager"), "test", server.Clock.Now));
        foreach (var path in new[] { "/queue", "/tickets/new", "/agreements/drafts", "/settings/teams", "/sign-in" })
        {
            using var content = new StringContent(body);
            content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
            using var answer = await server.SignedIn(user).PostAsync(new Uri(path, UriKind.Relative), content);
            answer.StatusCode.ShouldBe(told, path);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("O que foi enviado não pôde ser lido", Case.Sensitive, path);
        }
    }

    [Fact]
    public async Task A_bulk_change_that_could_not_be_shown_changes_nothing()
    {
        await using var server = await TestServer.Start("sqlite");
        await server.Post("/api/v1/tickets", """{"subject":"Nota","text":"?","contact":"maria"}""", expected: HttpStatusCode.Created);
        var user = await server.Db.Write(tx => Users.Add(tx, server.Workspace.TenantId, new UserInput("bia", Role: "agent"), "test", server.Clock.Now));
        using var answer = await server.SignedIn(user).PostAsync(new Uri("/queue", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string> { ["ticket"] = "1", ["priority"] = "low", ["back"] = "/queue?clock=nonsense" }));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await server.Get("/api/v1/tickets/1")).GetProperty("ticket").GetProperty("fields").GetProperty("priority").GetString().ShouldBe("normal");
    }

    [Fact]
    public async Task Pages_run_nothing_that_was_not_built_with_them()
    {
        await using var server = await TestServer.Start("sqlite");
        var client = server.ClientWith(null);
        using var answer = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldStartWith("default-src 'none'; script-src 'self';");
        policy.ShouldNotContain("unsafe");
        var browser = await new Browser(client).Open("/sign-in");
        browser.Page.QuerySelectorAll("[style], script:not([src])").ShouldBeEmpty();
        foreach (var asset in browser.Page.QuerySelectorAll("link[rel=stylesheet], script").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!))
        {
            using var got = await client.GetAsync(new Uri(asset, UriKind.Relative));
            got.StatusCode.ShouldBe(HttpStatusCode.OK);
            got.Headers.CacheControl!.ToString().ShouldContain("immutable");
        }
    }
}
