using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Tests.Isolation;
using Prazo.Workspaces;

namespace Prazo.Web.Tests.Hosting;

public class GuardrailTests
{
    private static readonly Uri Me = new("/api/v1/me", UriKind.Relative);

    [Fact]
    public async Task Every_answer_tells_browsers_to_be_strict()
    {
        await using var server = await TestServer.Start("sqlite");
        foreach (var path in new[] { "/api/v1/me", "/api/v1/tickets/999", "/nowhere", "/health/live" })
        {
            var headers = (await server.Client.GetAsync(new Uri(path, UriKind.Relative))).Headers;
            headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], path);
            headers.GetValues("X-Frame-Options").ShouldBe(["DENY"], path);
            headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'", customMessage: path);
            headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"], path);
            headers.GetValues("Cache-Control").ShouldBe(["no-store"], path);
            headers.Contains("Server").ShouldBeFalse(path);
            headers.Contains("Strict-Transport-Security").ShouldBeFalse(path);
        }
    }

    [Fact]
    public async Task Each_key_has_its_own_limit_and_nobody_has_theirs_by_address()
    {
        await using var server = await TestServer.Start("sqlite", change: o => o with { Limits = new RateLimits(Known: 5, Anonymous: 2) });
        var other = server.ClientWith(await server.Db.Write(tx => ApiKeys.Create(tx, server.Workspace.TenantId, "other", ["read"], "test", server.Clock.Now)));
        for (var i = 0; i < 5; i++)
            (await server.Client.GetAsync(Me)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = await server.Client.GetAsync(Me);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        int.Parse(refused.Headers.GetValues("Retry-After").Single(), System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        (await other.GetAsync(Me)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Statuses("192.0.2.1", 3)).ShouldBe([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests]);
        (await Statuses("192.0.2.2", 1)).ShouldBe([HttpStatusCode.Unauthorized]);
        var nobody = server.ClientWith(null);
        for (var i = 0; i < 4; i++)
            (await nobody.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);

        async Task<List<HttpStatusCode>> Statuses(string from, int times)
        {
            var client = server.ClientWith(null);
            client.DefaultRequestHeaders.Add("X-Forwarded-For", from);
            var got = new List<HttpStatusCode>();
            for (var i = 0; i < times; i++)
                got.Add((await client.GetAsync(Me)).StatusCode);
            return got;
        }
    }

    /// <summary>Over a real socket: the test server beside it knows no sizes.</summary>
    [Fact]
    public async Task A_request_of_more_than_two_megabytes_is_refused_but_for_events()
    {
        using var kept = TestDatabase.New("sqlite");
        using var db = Db.Open(kept.Name);
        var clock = new StillClock(Instant.FromUtc(2026, 3, 2, 12, 0));
        var key = await db.Write(tx => ApiKeys.Create(tx, Workspace.Create(tx, "Loja", "en", "Etc/UTC", clock.Now).TenantId, "test", ["admin"], "test", clock.Now));
        await using var app = Server.Build(new ServerOptions(kept.Name, ["http://127.0.0.1:0"], Runs: false), db, clock);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        var large = await client.PostAsync(new Uri("/api/v1/teams", UriKind.Relative), new StringContent($$"""{"handle":"{{new string('x', 3 << 20)}}"}""", Encoding.UTF8, "application/json"));
        large.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        ProblemShape.Of(large, await large.Content.ReadAsStringAsync()).ShouldBeEmpty();
        large.Headers.Contains("Server").ShouldBeFalse();
        var events = await client.PostAsync(new Uri("/api/v1/events", UriKind.Relative), new StringContent(new string('\n', 3 << 20), Encoding.UTF8, "application/x-ndjson"));
        events.StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.StopAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_no_database_keeps_is_refused_wherever_it_stands(string database)
    {
        await using var server = await TestServer.Start(database);
        foreach (var request in new[]
        {
            new HttpRequestMessage(HttpMethod.Get, "/api/v1/contacts?text=a%00b"),
            new HttpRequestMessage(HttpMethod.Post, "/api/v1/teams") { Content = new StringContent("{\"handle\":\"n\",\"name\":\"a\\u0000b\"}", Encoding.UTF8, "application/json") },
            new HttpRequestMessage(HttpMethod.Post, "/api/v1/teams") { Content = new StringContent("{\"handle\":\"n\",\"name\":\"a\\ud800b\"}", Encoding.UTF8, "application/json") },
            new HttpRequestMessage(HttpMethod.Post, "/api/v1/teams") { Content = new StringContent("{\"handle\":", Encoding.UTF8, "application/json") },
            new HttpRequestMessage(HttpMethod.Post, "/api/v1/teams") { Content = new StringContent("[]", Encoding.UTF8, "application/json") },
            // What the fuzzer found: a null in a list was a fault.
            new HttpRequestMessage(HttpMethod.Post, "/api/v1/keys") { Content = new StringContent("{\"name\":\"n\",\"scopes\":[null]}", Encoding.UTF8, "application/json") },
            new HttpRequestMessage(HttpMethod.Post, "/api/v1/escalations") { Content = new StringContent("{\"name\":\"n\",\"chain\":{\"levels\":[null]}}", Encoding.UTF8, "application/json") },
            new HttpRequestMessage(HttpMethod.Post, "/api/v1/teams"),
        })
        {
            var response = await server.Client.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            ((int)response.StatusCode).ShouldBeInRange(400, 415, request.RequestUri + body);
            ProblemShape.Of(response, body).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_fault_tells_nothing_of_the_inside()
    {
        await using var server = await TestServer.Start("sqlite", change: o => o with
        {
            More = api => api.MapGet("/planted/fault", string () => throw new InvalidOperationException("SELECT secret FROM users")).For(Ability.Read),
        });
        var response = await server.Client.GetAsync(new Uri("/api/v1/planted/fault", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var body = await response.Content.ReadAsStringAsync();
        foreach (var word in new[] { "secret", "SELECT", "InvalidOperation", "   at " })
            body.ShouldNotContain(word);
    }
}
