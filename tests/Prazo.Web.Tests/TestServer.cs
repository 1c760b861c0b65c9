using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Prazo.Alerts;
using Prazo.Audit;
using Prazo.Automations;
using Prazo.Clocks;
using Prazo.Desk;
using Prazo.Notifications;
using Prazo.People;
using Prazo.Satisfaction;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Tests;

/// <summary>A clock that stands still until it is set.</summary>
public sealed class StillClock(Instant now) : IClock
{
    public Instant Now { get; set; } = now;
    public Instant GetCurrentInstant() => Now;
}

/// <summary>The whole server on a fresh database, with one workspace; its runners are stepped by the test.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private TestServer(TestDatabase database, Db db, WebApplication app, StillClock clock, Workspace workspace, string key)
    {
        (_database, Db, _app, Clock, Workspace) = (database, db, app, clock, workspace);
        Client = ClientWith(key);
    }

    public Db Db { get; }
    /// <summary>As <c>--database</c> takes it.</summary>
    public string Database => _database.Name;
    public StillClock Clock { get; }
    public Workspace Workspace { get; }
    /// <summary>Comes with the administrator's key.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="change">What is different about this server.</param>
    /// <param name="services">Parts that stand in for others.</param>
    public static async Task<TestServer> Start(string database, string now = "2026-03-02T12:00:00Z", Func<ServerOptions, ServerOptions>? change = null, Action<IServiceCollection>? services = null)
    {
        var clock = new StillClock(At(now));
        var kept = TestDatabase.Ready(database);
        var db = Db.Open(kept.Name);
        var workspace = await db.Write(tx => Workspace.Create(tx, "Loja", "pt-BR", "America/Sao_Paulo", clock.Now));
        var key = await db.Write(tx => ApiKeys.Create(tx, workspace.TenantId, "test", ["admin"], "test", clock.Now));
        var options = new ServerOptions(kept.Name, [], Runs: false);
        var app = Server.Build(change?.Invoke(options) ?? options, db, clock, b =>
        {
            b.WebHost.UseTestServer();
            services?.Invoke(b.Services);
            // It knows no sizes of bodies, and says so at every request.
            b.Logging.AddFilter("Microsoft.AspNetCore.Routing.EndpointRoutingMiddleware", LogLevel.Error);
        });
        await app.StartAsync();
        return new TestServer(kept, db, app, clock, workspace, key);
    }

    public static Instant At(string text) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value;

    public HttpClient ClientWith(string? key)
    {
        var client = _app.GetTestClient();
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A browser in which somebody is signed in.</summary>
    public HttpClient SignedIn(User user)
    {
        var token = Db.Write(tx => Sessions.Start(tx, user, Clock.Now)).GetAwaiter().GetResult();
        var client = _app.GetTestClient();
        client.DefaultRequestHeaders.Add("Cookie", "prazo=" + token);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    /// <summary>Sets the clock and lets the runners work until nothing is left.</summary>
    public async Task Until(string now)
    {
        Clock.Now = At(now);
        T Of<T>() where T : notnull => _app.Services.GetRequiredService<T>();
        while (await Of<Refolds>().Step(Clock.Now) + await Of<DeadlineRunner>().Step(Clock.Now) + await Of<ClockFeed>().Step() + await Of<AlertRunner>().Step(Clock.Now) + await Of<AutomationRunner>().Step(Clock.Now)
            + await Of<PendingActRunner>().Step(Clock.Now) + await Of<SurveyRunner>().Step(Clock.Now) + await Of<NoticeMailRunner>().Step(Clock.Now) + await Of<AuditSealer>().Step() > 0) { }
    }

    public async Task<JsonElement> Get(string path, HttpStatusCode expected = HttpStatusCode.OK) => await Read(await Client.GetAsync(new Uri(path, UriKind.Relative)), expected);

    public async Task<JsonElement> Post(string path, string body, string type = "application/json", HttpStatusCode expected = HttpStatusCode.OK) =>
        await Read(await Client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, type)), expected);

    private static async Task<JsonElement> Read(HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Db.Dispose();
        _database.Dispose();
    }
}
