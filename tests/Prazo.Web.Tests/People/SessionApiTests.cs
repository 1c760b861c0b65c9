using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Prazo.People;
using Prazo.Tests.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Tests.People;

public class SessionApiTests
{
    private const string Password = "quatro gatos no telhado";

    private static readonly Lazy<string> Hash = new(() => Passwords.Hash(Password));

    private static async Task<TestServer> WithAna(string database = "sqlite", Func<ServerOptions, ServerOptions>? change = null)
    {
        var server = await TestServer.Start(database, change: change);
        await server.Db.Write(tx => Users.SetPassword(tx, Users.Add(tx, server.Workspace.TenantId, new UserInput("ana", Email: "ana@example.com", Role: "agent"), "test", server.Clock.Now), Hash.Value, "test", server.Clock.Now));
        return server;
    }

    private static Task<HttpResponseMessage> Login(HttpClient client, string password = Password) => client.PostAsJsonAsync(new Uri("/api/v1/login", UriKind.Relative), new { login = "ana", password });

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_signs_in_gets_a_cookie_that_works_until_they_sign_out(string database)
    {
        await using var server = await WithAna(database);
        var client = server.ClientWith(null);
        var entered = await Login(client);
        entered.StatusCode.ShouldBe(HttpStatusCode.OK);
        var cookie = entered.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith("prazo=ps1.");
        cookie.ShouldContain("; path=/; samesite=lax; httponly");
        cookie.ShouldNotContain("secure");

        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        var me = await client.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/me", UriKind.Relative));
        (me.GetProperty("actor").GetString(), me.GetProperty("role").GetString(), me.GetProperty("insecure").GetBoolean(), me.GetProperty("zone").GetString()).ShouldBe(("user:ana", "agent", true, "America/Sao_Paulo"));
        client.DefaultRequestHeaders.Add("Prazo-Request", "1");
        (await client.PostAsync(new Uri("/api/v1/logout", UriKind.Relative), null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.GetAsync(new Uri("/api/v1/me", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Over_https_the_cookie_is_bound_to_the_host_and_one_of_plain_http_is_not_taken()
    {
        await using var server = await WithAna();
        var client = server.ClientWith(null);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var entered = await Login(client);
        var cookie = entered.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith("__Host-prazo=ps1.");
        cookie.ShouldContain("; path=/; secure; samesite=lax; httponly");
        cookie.ShouldNotContain("domain");
        entered.Headers.GetValues("Strict-Transport-Security").ShouldHaveSingleItem().ShouldBe("max-age=31536000");
        (await entered.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("insecure").GetBoolean().ShouldBeFalse();

        client.DefaultRequestHeaders.Add("Cookie", "prazo=" + cookie.Split(';')[0]["__Host-prazo=".Length..]);
        (await client.GetAsync(new Uri("/api/v1/me", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Require_https_refuses_plain_http_but_health()
    {
        await using var server = await WithAna(change: o => o with { RequireHttps = true });
        var client = server.ClientWith(null);
        (await Login(client)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        (await Login(client)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>What browsers send with a cookie when a page of another site, or a sister site, made them.</summary>
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://localhost:81", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://localhost", HttpStatusCode.OK)]
    [InlineData("Prazo-Request", "1", HttpStatusCode.OK)]
    [InlineData("X-Nothing", "1", HttpStatusCode.Forbidden)]
    public async Task A_change_by_cookie_must_come_from_a_page_of_this_server(string header, string value, HttpStatusCode expected)
    {
        await using var server = await WithAna();
        var client = server.SignedIn((await server.Db.Read(s => UserStore.ByHandle(s, server.Workspace.TenantId, "ana")))!);
        client.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        client.DefaultRequestHeaders.Add(header, value);
        (await client.PatchAsJsonAsync(new Uri("/api/v1/me", UriKind.Relative), new { name = "Ana" })).StatusCode.ShouldBe(expected);
        // Reading changes nothing: links from elsewhere work.
        (await client.GetAsync(new Uri("/api/v1/me", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        // A page elsewhere may not sign a visitor in as somebody else either; a program without these headers may.
        var visitor = server.ClientWith(null);
        visitor.DefaultRequestHeaders.Add(header, value);
        (await Login(visitor)).StatusCode.ShouldBe(header is "X-Nothing" or "Prazo-Request" ? HttpStatusCode.OK : expected);
    }

    [Fact]
    public async Task A_key_beside_a_foreign_origin_works_since_browsers_do_not_send_keys_by_themselves()
    {
        await using var server = await TestServer.Start("sqlite");
        server.Client.DefaultRequestHeaders.Add("Origin", "https://shop.example");
        (await server.Client.PostAsJsonAsync(new Uri("/api/v1/teams", UriKind.Relative), new { handle = "n2" })).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Too_many_attempts_are_told_to_wait()
    {
        await using var server = await WithAna();
        var client = server.ClientWith(null);
        for (var i = 0; i < 5; i++)
            (await Login(client, "wrong")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var refused = await Login(client);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.GetValues("Retry-After").ShouldHaveSingleItem().ShouldBe("15");
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session()
    {
        await using var server = await WithAna();
        var ana = (await server.Db.Read(s => UserStore.ByHandle(s, server.Workspace.TenantId, "ana")))!;
        var (here, elsewhere) = (server.SignedIn(ana), server.SignedIn(ana));
        var changed = await here.PutAsJsonAsync(new Uri("/api/v1/me/password", UriKind.Relative), new { old = Password, @new = "cinco ratos no porao" });
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.GetAsync(new Uri("/api/v1/me", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        elsewhere.DefaultRequestHeaders.Remove("Cookie");
        elsewhere.DefaultRequestHeaders.Add("Cookie", changed.Headers.GetValues("Set-Cookie").Last().Split(';')[0]);
        (await elsewhere.GetAsync(new Uri("/api/v1/me", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Login(server.ClientWith(null), "cinco ratos no porao")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_invited_user_chooses_a_password_once()
    {
        await using var server = await TestServer.Start("sqlite");
        var invited = await server.Post("/api/v1/users", """{"handle":"bia","email":"bia@example.com","role":"manager"}""", expected: HttpStatusCode.Created);
        var link = invited.GetProperty("link").GetString();
        var client = server.ClientWith(null);
        (await client.PostAsJsonAsync(new Uri("/api/v1/password", UriKind.Relative), new { token = link, password = "short" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await client.PostAsJsonAsync(new Uri("/api/v1/password", UriKind.Relative), new { token = link, password = Password })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PostAsJsonAsync(new Uri("/api/v1/password", UriKind.Relative), new { token = link, password = Password })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_edit_of_what_was_changed_meanwhile_is_refused()
    {
        await using var server = await TestServer.Start("sqlite");
        var id = (await server.Post("/api/v1/teams", """{"handle":"n2"}""", expected: HttpStatusCode.Created)).GetProperty("id").GetString();
        var team = new Uri("/api/v1/teams/" + id, UriKind.Relative);
        var seen = (await server.Client.GetAsync(team)).Headers.ETag!.Tag;
        (await Patch("Second", seen)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Patch("Third", seen)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await server.Get("/api/v1/teams/" + id)).GetProperty("name").GetString().ShouldBe("Second");
        (await Patch("Third", "*")).StatusCode.ShouldBe(HttpStatusCode.OK);

        Task<HttpResponseMessage> Patch(string name, string match)
        {
            var request = new HttpRequestMessage(HttpMethod.Patch, team) { Content = JsonContent.Create(new { name }) };
            request.Headers.TryAddWithoutValidation("If-Match", match);
            return server.Client.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_role_taken_away_is_gone_with_the_next_request()
    {
        await using var server = await WithAna();
        var ana = (await server.Db.Read(s => UserStore.ByHandle(s, server.Workspace.TenantId, "ana")))!;
        var client = server.SignedIn(ana);
        (await client.GetAsync(new Uri("/api/v1/users", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await server.Db.Write(tx => Users.Change(tx, ana, new UserInput(Role: "customer", Contact: Contacts.Add(tx, ana.TenantId, new ContactInput(Name: "Ana"), "test", server.Clock.Now).Id), "test", server.Clock.Now));
        (await client.GetAsync(new Uri("/api/v1/users", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
