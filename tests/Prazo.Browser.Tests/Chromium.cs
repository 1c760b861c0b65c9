using Microsoft.Playwright;
using Shouldly;

namespace Prazo.Browser.Tests;

/// <summary>One browser for all tests; each page it opens is a profile of its own, without network.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Where PRAZO_CHROMIUM or the PATH has it; null when there is none.</summary>
    public static string? Path { get; } = FindBrowser();

    /// <summary>axe-core as restored by the build; null without Node.</summary>
    public static string? Axe { get; } = FindAxe();

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Path is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path });
    }

    /// <summary>A page that shows a file. What it asks for besides is refused and noted.</summary>
    public async Task<OpenPage> Open(string file, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool scripts = true)
    {
        if (_browser is null)
            throw new InvalidOperationException("There is no Chromium on the PATH or in PRAZO_CHROMIUM.");
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, JavaScriptEnabled = scripts, Offline = true, ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        var open = new OpenPage(context, page);
        var url = new Uri(file).AbsoluteUri;
        page.Request += (_, request) =>
        {
            if (request.Url.Split('#')[0] != url && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                open.Requests.Add(request.Url);
        };
        page.Console += (_, message) => open.Complaints.Add(message.Text);
        await page.GotoAsync(url);
        return open;
    }

    /// <summary>A page of the desk, seen by somebody of a role. What it complains about is noted.</summary>
    public async Task<OpenPage> Visit(Desk desk, string role, string path, ColorScheme scheme = ColorScheme.Light, bool scripts = true)
    {
        var open = await Blank(1280, scheme, scripts);
        await open.Context.AddCookiesAsync([new() { Name = "prazo", Value = await desk.SessionOf(role), Url = desk.Url }]);
        await open.Page.GotoAsync(desk.Url + path);
        return open;
    }

    /// <summary>A browser in which nothing is open yet.</summary>
    public async Task<OpenPage> Blank(int width, ColorScheme scheme = ColorScheme.Light, bool scripts = true)
    {
        if (_browser is null)
            throw new InvalidOperationException("There is no Chromium on the PATH or in PRAZO_CHROMIUM.");
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, JavaScriptEnabled = scripts, ReducedMotion = ReducedMotion.Reduce });
        var page = await context.NewPageAsync();
        var open = new OpenPage(context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                open.Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => open.Complaints.Add(error);
        return open;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? FindBrowser()
    {
        if (Environment.GetEnvironmentVariable("PRAZO_CHROMIUM") is { Length: > 0 } named)
            return File.Exists(named) ? named : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator);
        return new[] { "chromium", "chromium-browser", "google-chrome" }.SelectMany(n => folders.Select(f => System.IO.Path.Combine(f, n))).FirstOrDefault(File.Exists);
    }

    private static string? FindAxe()
    {
        var axe = System.IO.Path.Combine(Prazo.Tests.Cli.Shell.Root, "tests", "Prazo.Browser.Tests", "node_modules", "axe-core", "axe.min.js");
        return File.Exists(axe) ? axe : null;
    }
}

/// <summary>A page and what it did.</summary>
public sealed record OpenPage(IBrowserContext Context, IPage Page) : IAsyncDisposable
{
    public List<string> Requests { get; } = [];
    public List<string> Complaints { get; } = [];

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();
}

/// <summary>Being on the next page, loaded.</summary>
public static class Arrival
{
    /// <summary>Asks the document itself whether it is loaded: the event can be missed where a page is swapped in and another is loaded right after.</summary>
    public static async Task Arrive(this IPage page, Func<string, bool> at)
    {
        await page.WaitForURLAsync(at, new() { WaitUntil = WaitUntilState.Commit });
        for (var tries = 0; !await Loaded(page); tries++)
        {
            tries.ShouldBeLessThan(600, page.Url);
            await Task.Delay(50);
        }
    }

    public static Task Arrive(this IPage page, string url) => page.Arrive(u => u == url);

    private static async Task<bool> Loaded(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<string>("() => document.readyState") == "complete";
        }
        catch (PlaywrightException)
        {
            // The document that was asked has just been left.
            return false;
        }
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}

/// <summary>Every page of the desk is looked at beside the journeys, in a browser of its own.</summary>
[CollectionDefinition(Name)]
public sealed class EveryPage : ICollectionFixture<Chromium>
{
    public const string Name = "every page";
}

/// <summary>A theory in a browser: skipped, with the reason, where there is none; where CI is set it fails instead.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            return;
        Skip = Chromium.Path is null ? "there is no Chromium: install it, or name one in PRAZO_CHROMIUM"
            : Chromium.Axe is null ? "axe-core is missing: install Node.js and build again" : null;
    }
}
