using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using NodaTime;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Hosting;

namespace Prazo.Browser.Tests;

/// <summary>Somebody starts Prazo for the first time, in a real browser: from the link on the console to a ticket whose promise runs; and pages that only administrators see.</summary>
[Collection(BrowserTests.Name)]
public sealed class FirstUseTests(Chromium browser) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prazo-first-").FullName;
    private Db _db = null!;
    private WebApplication? _app;
    private string _url = "", _link = "";

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
            return;
        var database = Path.Combine(_folder, "first.db");
        _db = Db.Open(database);
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }
        _app = Server.Build(new ServerOptions(database, [_url]), _db, SystemClock.Instance);
        await _app.StartAsync();
        _link = await _db.Write(tx => FirstStart.Link(tx, "Loja", "pt-BR", "America/Sao_Paulo", SystemClock.Instance.GetCurrentInstant())!);
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task From_the_link_on_the_console_to_a_ticket_whose_promise_runs(int width)
    {
        await using var open = await browser.Blank(width);
        var page = open.Page;
        await page.GotoAsync($"{_url}/setup/{_link}");
        await page.FillAsync("#name", "Maria");
        await page.FillAsync("#email", "maria@example.com");
        await page.FillAsync("#password", "quatro gatos no telhado");
        await page.ClickAsync("button");
        await page.Arrive(u => u.EndsWith("/start", StringComparison.Ordinal));
        await Fine("start-hours");
        await page.ClickAsync("form[action='/start/hours'] .btn-primary");
        await page.ClickAsync("a[href$='template=service-desk']");
        await page.Locator(".plain-words li").First.WaitForAsync();
        await Fine("start-template");
        await page.ClickAsync("form[action='/start/promise'] .btn-primary");
        await page.SelectOptionAsync("form[action='/start/channel'] select", "phone");
        await page.ClickAsync("form[action='/start/channel'] .btn-primary");
        await page.FillAsync("form[action='/start/people'] [name=name]", "Bia");
        await page.FillAsync("form[action='/start/people'] [name=email]", "bia@example.com");
        await page.ClickAsync("form[action='/start/people'] .btn-primary");
        (await page.InputValueAsync(".alert input")).ShouldContain("/password/");
        await Fine("start-people");
        await page.ReloadAsync();
        (await page.Locator(".alert input").CountAsync()).ShouldBe(0);
        await page.GotoAsync(_url + "/start");
        await page.ClickAsync("form[action='/start/ticket'] .btn-primary");
        await page.Locator(".queue .sla time[data-due]").First.WaitForAsync();

        await page.GotoAsync(_url + "/settings/users");
        await page.ClickAsync("tbody a:has-text('Bia')");
        await Fine("user");
        await page.ClickAsync("[value=link]");
        await page.GotoAsync(await page.InputValueAsync(".alert input"));
        await Fine("password");
        await page.FillAsync("[name=password]", "cinco gatos no telhado");
        await page.ClickAsync("button");
        await page.Arrive(u => !u.Contains("/password/", StringComparison.Ordinal));
        open.Complaints.ShouldBeEmpty();

        async Task Fine(string name)
        {
            (await PageTests.Violations(page, coloursOnly: false)).ShouldBeEmpty(name);
            (await page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, name);
            await PageTests.Picture(page, $"first-{name}-{width}");
        }
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _db?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
