using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using NodaTime;
using Prazo.Demo;
using Prazo.Storage;
using Prazo.Web.Hosting;

namespace Prazo.Browser.Tests;

/// <summary>The whole server with the demo shop, for a browser to look at.</summary>
public sealed class Desk : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prazo-desk-").FullName;
    private WebApplication? _app;

    public Db Db { get; private set; } = null!;
    public string Url { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
            return;
        var database = System.IO.Path.Combine(_folder, "shop.db");
        Db = Db.Open(database);
        await DemoShop.Make(Db, SystemClock.Instance.GetCurrentInstant(), tickets: 300);
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }
        _app = Server.Build(new ServerOptions(database, [Url]), Db, SystemClock.Instance);
        await _app.StartAsync();
    }

    /// <summary>Somebody's own language; null: the workspace's.</summary>
    public Task Speak(string handle, string? locale) => Db.Write(tx => tx.Execute("UPDATE users SET locale = @locale WHERE handle = @handle", new { handle, locale }));

    /// <summary>Comes in by the sign-in page, as people do.</summary>
    public async Task SignIn(IPage page, string role)
    {
        var login = DemoLogins.All.First(l => l.Role == role);
        await page.GotoAsync(Url + "/sign-in");
        await page.FillAsync("#login", login.Handle);
        await page.FillAsync("#password", login.Password);
        await page.ClickAsync("form[action='/sign-in'] button");
        await page.WaitForURLAsync(u => !u.Contains("/sign-in", StringComparison.Ordinal));
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        Db?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
