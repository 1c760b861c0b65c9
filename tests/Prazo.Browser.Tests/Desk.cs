using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Prazo.Agreements;
using Prazo.Channels;
using Prazo.Demo;
using Prazo.Notifications;
using Prazo.Outbox;
using Prazo.People;
using Prazo.Satisfaction;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Browser.Tests;

/// <summary>The machine's clock, moved ahead as a test wishes.</summary>
public sealed class MovedClock : NodaTime.IClock
{
    public Duration Ahead { get; set; }
    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + Ahead;
}

/// <summary>The whole server with the demo shop, for a browser to look at.</summary>
public sealed class Desk : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prazo-desk-").FullName;
    private WebApplication? _app;

    public Db Db { get; private set; } = null!;
    public MovedClock Clock { get; } = new();
    public string Url { get; private set; } = "";
    /// <summary>Surveys that went out.</summary>
    public ConcurrentQueue<OutgoingMail> Mails { get; } = new();

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
            return;
        var database = System.IO.Path.Combine(_folder, "shop.db");
        Db = Db.Open(database);
        await DemoShop.Make(Db, SystemClock.Instance.GetCurrentInstant(), tickets: Environment.GetEnvironmentVariable("PRAZO_IMAGES") is { Length: > 0 } ? DemoShop.Tickets : 300);
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }
        _app = Server.Build(new ServerOptions(database, [Url]), Db, Clock, b =>
        {
            b.Configuration["PRAZO_CHROMIUM"] = Chromium.Path;
            b.Services.AddSingleton(p => new OutboxRunner(Db, [.. p.GetServices<INotifier>().Where(n => n.Kind != Surveys.OutboxKind), new SurveyMailNotifier(Db,
                p.GetRequiredService<PublishedAgreements>(), new NoticeMailSettings(new Mailbox("sac@example.com"), Url), Keep)]));
        });
        await _app.StartAsync();
    }

    private Task<MailOutcome> Keep(OutgoingMail mail, CancellationToken stop)
    {
        Mails.Enqueue(mail);
        return Task.FromResult(new MailOutcome(MailResult.Sent, ""));
    }

    /// <summary>Somebody's own language; null: the workspace's.</summary>
    public Task Speak(string handle, string? locale) => Db.Write(tx => tx.Execute("UPDATE users SET locale = @locale WHERE handle = @handle", new { handle, locale }));

    /// <summary>A session as signing in makes it, without the page for it.</summary>
    public Task<string> SessionOf(string role) => Db.Write(tx => Sessions.Start(tx, UserStore.ByLogin(tx, Workspace.All(tx).Single().TenantId, DemoLogins.All.First(l => l.Role == role).Handle)!.Value.User, Clock.GetCurrentInstant()));

    /// <summary>Comes in by the sign-in page, as people do.</summary>
    public async Task SignIn(IPage page, string role)
    {
        var login = DemoLogins.All.First(l => l.Role == role);
        await page.GotoAsync(Url + "/sign-in");
        await page.FillAsync("#login", login.Handle);
        await page.FillAsync("#password", login.Password);
        await page.ClickAsync("form[action='/sign-in'] button");
        await page.Arrive(u => !u.Contains("/sign-in", StringComparison.Ordinal));
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        Db?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
