using Microsoft.Playwright;
using Prazo.Tests.Cli;

namespace Prazo.Browser.Tests;

/// <summary>The pictures of README and guide. <c>docs/pictures.sh</c> takes them anew; otherwise they are taken to see that it still would.</summary>
[Collection(BrowserTests.Name)]
public sealed class PictureTests(Chromium browser, Desk desk) : IClassFixture<Desk>
{
    private sealed record Picture(string Name, string Role, string Path, int Width = 1360, int Height = 900, ColorScheme Scheme = ColorScheme.Light);

    private static readonly Picture[] Pictures =
    [
        new("queue", "manager", "/queue?open=true"),
        new("queue-phone", "agent", "/queue?open=true", 390, 844, ColorScheme.Dark),
        new("ticket", "agent", "/queue?open=true&priority=high&agent=bruna → .queue .what a"),
        new("clocks", "manager", "/queue?open=false&clock=met-late&sort=-updated → .queue .what a → a[href$='/clocks']"),
        new("today", "manager", "/today"),
        new("reports", "manager", "/reports"),
        new("map", "manager", "/reports/map"),
        new("agreements", "manager", "/agreements"),
        new("year", "manager", "/calendars → main tbody th a"),
        new("portal", "customer", "/portal"),
        new("promises", "customer", "/promises"),
    ];

    [BrowserTheory]
    [InlineData("pt-BR")]
    public async Task Every_picture_can_be_taken(string language)
    {
        var folder = Environment.GetEnvironmentVariable("PRAZO_IMAGES") is { Length: > 0 } named ? named : Directory.CreateTempSubdirectory("prazo-pictures-").FullName;
        foreach (var role in Pictures.Select(p => p.Role).Distinct())
            await desk.Speak(Prazo.Demo.DemoLogins.All.First(l => l.Role == role).Handle, language);
        foreach (var picture in Pictures)
        {
            var way = picture.Path.Split(" → ");
            await using var open = await browser.Visit(desk, picture.Role, way[0], picture.Scheme);
            await open.Page.SetViewportSizeAsync(picture.Width, picture.Height);
            foreach (var link in way[1..])
            {
                var before = open.Page.Url;
                await open.Page.ClickAsync(link + " >> nth=0");
                await open.Page.Arrive(u => u != before);
            }
            var taken = await open.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, picture.Name + ".png") });
            taken.Length.ShouldBeGreaterThan(10_000, picture.Name);
            open.Complaints.ShouldBeEmpty(picture.Name);
        }
    }

    [Fact]
    public void Every_picture_is_shown_and_every_one_shown_is_there()
    {
        var docs = Directory.EnumerateFiles(Path.Combine(Shell.Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Shell.Root, "README.md")).Select(File.ReadAllText).ToList();
        var kept = Directory.EnumerateFiles(Path.Combine(Shell.Root, "docs", "images")).Select(Path.GetFileName).ToList();
        // The report of the command is a page of its own, which PageTests takes.
        kept.ShouldBe(Pictures.Select(p => p.Name + ".png").Append("report.png"), ignoreOrder: true);
        kept.Where(name => !docs.Any(d => d.Contains("images/" + name, StringComparison.Ordinal))).ShouldBeEmpty();
    }
}
