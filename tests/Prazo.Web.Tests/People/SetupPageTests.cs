using System.Net;
using Prazo.People;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.People;

/// <summary>The link that a first start prints opens a form; completing it makes the administrator, once.</summary>
public class SetupPageTests
{
    private static async Task<(HttpStatusCode Status, string Page, HttpResponseMessage Answer)> Open(HttpClient browser, string link, Dictionary<string, string>? form = null)
    {
        var at = new Uri("/setup/" + link, UriKind.Relative);
        var answer = form is null ? await browser.GetAsync(at) : await browser.PostAsync(at, new FormUrlEncodedContent(form));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
    }

    private static Dictionary<string, string> Form(string password = "quatro gatos no telhado", string email = "maria@example.com") => new(StringComparer.Ordinal)
    {
        ["workspace"] = "Loja <Aurora>", ["locale"] = "ro", ["zone"] = "America/Bahia", ["name"] = "Maria", ["email"] = email, ["password"] = password,
    };

    private static Task<string> Link(TestServer server) => server.Db.Write(tx =>
    {
        // Made by hand for this test: nobody has come in yet.
        tx.Execute("DELETE FROM api_keys");
        return FirstStart.Link(tx, "Loja", "pt-BR", "America/Sao_Paulo", server.Clock.Now)!;
    });

    [Theory, OnSqlite, OnPostgres]
    public async Task The_link_of_a_first_start_opens_a_form_that_makes_the_administrator_once(string database)
    {
        await using var server = await TestServer.Start(database);
        var (link, browser) = (await Link(server), server.ClientWith(null));
        var (status, page, answer) = await Open(browser, link);
        status.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain("<html lang=\"pt-BR\">");
        page.ShouldContain("value=\"America/Sao_Paulo\"");
        page.ShouldNotContain("<script");
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldStartWith("default-src 'none'; style-src 'sha256-");
        policy.ShouldContain("form-action 'self'");

        // What is wrong is said in the form, the link stays good, and what was typed stays but for the password.
        var weak = await Open(browser, link, Form(password: "short"));
        weak.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(weak.Page).ShouldContain("A senha é fácil demais de adivinhar");
        weak.Page.ShouldContain("value=\"Loja &lt;Aurora&gt;\"");
        weak.Page.ShouldContain("value=\"maria@example.com\"");
        weak.Page.ShouldNotContain("short");

        var done = await Open(browser, link, Form());
        done.Status.ShouldBe(HttpStatusCode.SeeOther);
        done.Answer.Headers.Location!.OriginalString.ShouldBe("/start");
        var cookie = done.Answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        var me = await browser.GetAsync(new Uri("/api/v1/me", UriKind.Relative));
        (await me.Content.ReadAsStringAsync()).ShouldContain("\"role\":\"admin\"");

        foreach (var form in new[] { null, Form(email: "eva@example.com") })
        {
            var again = await Open(server.ClientWith(null), link, form);
            again.Status.ShouldBe(HttpStatusCode.NotFound);
            again.Page.ShouldContain("it was used, or it has run out");
        }
        (await server.Db.Read(s => s.Query<string>("SELECT handle FROM users"))).ShouldBe(["maria"]);
        (await server.Db.Read(s => s.Query<string>("SELECT action FROM audit WHERE actor = 'setup' ORDER BY action"))).ShouldBe(["user.added", "user.password-set", "workspace.changed"]);
    }

    [Theory]
    [InlineData("en", "email", "nobody", "The e-mail address is not one")]
    [InlineData("pt-BR", "email", "ninguém", "O e-mail não é válido")]
    [InlineData("ro", "zone", "Europe/Nowhere", "Nu există acest fus orar")]
    [InlineData("pt-BR", "email", "", "Seu e-mail: preencha este campo.")]
    [InlineData("ro", "workspace", "a\nb", "Spațiu de lucru: scrieți un singur rând scurt.")]
    public async Task What_is_refused_is_said_in_the_language_of_the_page(string locale, string field, string value, string told)
    {
        await using var server = await TestServer.Start("sqlite");
        await server.Db.Write(tx => tx.Execute("DELETE FROM api_keys"));
        var link = await server.Db.Write(tx => FirstStart.Link(tx, "Loja", locale, "America/Sao_Paulo", server.Clock.Now)!);
        await server.Db.Write(tx => tx.Execute("UPDATE workspaces SET locale = @locale", new { locale }));
        var form = Form();
        form[field] = value;
        var (status, page, _) = await Open(server.ClientWith(null), link, form);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(page).ShouldContain(told);
    }

    [Fact]
    public async Task A_link_that_has_run_out_or_is_none_opens_nothing_and_another_site_cannot_complete_it()
    {
        await using var server = await TestServer.Start("sqlite");
        var link = await Link(server);
        var foreign = server.ClientWith(null);
        foreign.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        (await Open(foreign, link, Form())).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Open(server.ClientWith(null), link)).Status.ShouldBe(HttpStatusCode.OK);
        (await Open(server.ClientWith(null), "pl1.x.y")).Status.ShouldBe(HttpStatusCode.NotFound);
        server.Clock.Now += OneTimeLinks.SetupLasts;
        (await Open(server.ClientWith(null), link)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Open(server.ClientWith(null), link, Form())).Status.ShouldBe(HttpStatusCode.NotFound);
        (await server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM users"))).ShouldBe(0);
    }
}
