using System.Text.Json;
using Microsoft.Playwright;

namespace Prazo.Browser.Tests;

/// <summary>The pages of <c>report</c> and <c>explain</c> in a real browser: accessible, on a phone as on paper, in every language, in light and dark.
/// PRAZO_SHOTS=FOLDER leaves a picture of each, for a person to look at.</summary>
[Collection(BrowserTests.Name)]
public sealed class PageTests(Chromium browser)
{
    private static readonly int[] Widths = [360, 768, 1280];

    public static TheoryData<string, string> Pages()
    {
        var pages = new TheoryData<string, string>();
        foreach (var name in SamplePages.Names)
            foreach (var language in SamplePages.Languages)
                pages.Add(name, language);
        return pages;
    }

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task No_rule_of_accessibility_is_broken_at_any_width_in_light_or_dark(string name, string language)
    {
        var found = new List<string>();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var open = await browser.Open(SamplePages.Of(name, language), Widths[0], scheme);
            foreach (var width in Widths)
            {
                await open.Page.SetViewportSizeAsync(width, 900);
                await Picture(open.Page, $"{name}-{language}-{scheme}-{width}");
                if (width == Widths[^1])
                    await OpenDetails(open.Page);
                // In the dark only colours change.
                found.AddRange((await Violations(open.Page, coloursOnly: scheme == ColorScheme.Dark)).Select(v => $"{scheme} {width}: {v}"));
            }
        }
        found.ShouldBeEmpty();
    }

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task On_paper_nothing_is_cut_off_and_no_rule_is_broken(string name, string language)
    {
        // A4 less its margins, at 96 dots an inch: upright, and across for the table of all numbers.
        await using var open = await browser.Open(SamplePages.Of(name, language), 688, ColorScheme.Dark);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });
        (await open.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('body, body *')].filter(e => e.getClientRects().length && e.tagName !== 'CAPTION' && !e.closest('details:not([open]) > :not(summary)'))
              .filter(e => e.getBoundingClientRect().right > (e.closest('.numbers') ? 1031 : 688) + .5 || (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible'))
              .map(e => e.tagName + '.' + (e.getAttribute('class') ?? '') + ' ' + Math.round(e.getBoundingClientRect().right) + ' ' + e.textContent.trim().slice(0, 40))
            """)).ShouldBeEmpty();
        (await Violations(open.Page)).ShouldBeEmpty();
        await Picture(open.Page, $"{name}-{language}-paper");
        if (Shots is { } folder)
            await open.Page.PdfAsync(new() { Path = Path.Combine(folder, $"{name}-{language}.pdf"), Format = "A4", PrintBackground = true, PreferCSSPageSize = true, Margin = new() { Top = "14mm", Bottom = "14mm", Left = "14mm", Right = "14mm" } });
    }

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task The_page_never_scrolls_sideways_and_what_does_can_be_reached_by_keyboard_and_has_a_name(string name, string language)
    {
        await using var open = await browser.Open(SamplePages.Of(name, language));
        await OpenDetails(open.Page);
        foreach (var width in new[] { 320, 360, 768, 1280 })
        {
            await open.Page.SetViewportSizeAsync(width, 900);
            (await open.Page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
            (await open.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('body *')].filter(e => e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX))
                  .filter(e => e.tabIndex !== 0 || e.getAttribute('role') !== 'region' || !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')))
                  .map(e => e.outerHTML.slice(0, 120))
                """)).ShouldBeEmpty();
        }
    }

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task Title_language_headings_and_tables_are_told_to_those_who_do_not_see_them(string name, string language)
    {
        await using var open = await browser.Open(SamplePages.Of(name, language));
        (await open.Page.TitleAsync()).ShouldNotBeNullOrWhiteSpace();
        (await open.Page.GetAttributeAsync("html", "lang")).ShouldBe(language);
        var levels = await open.Page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])");
        levels[0].ShouldBe(1);
        levels.Count(l => l == 1).ShouldBe(1);
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1);
        (await open.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('table')].filter(t => !t.caption?.textContent.trim()).map(t => t.outerHTML.slice(0, 120))")).ShouldBeEmpty();
        (await open.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('th')].filter(t => !['col', 'row', 'colgroup', 'rowgroup'].includes(t.scope)).map(t => t.outerHTML)")).ShouldBeEmpty();
        (await open.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('tbody tr')].filter(r => !r.querySelector('th')).map(r => r.textContent.slice(0, 60))")).ShouldBeEmpty();
    }

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task Without_scripts_and_without_network_the_page_says_the_same(string name, string language)
    {
        await using var with = await browser.Open(SamplePages.Of(name, language));
        await using var without = await browser.Open(SamplePages.Of(name, language), scripts: false);
        with.Requests.ShouldBeEmpty();
        without.Requests.ShouldBeEmpty();
        with.Complaints.ShouldBeEmpty();
        (await without.Page.InnerTextAsync("body")).ShouldBe(await with.Page.InnerTextAsync("body"));
        // A closed part opens without a script.
        if (await without.Page.Locator("details:not([open]) > summary").CountAsync() > 0)
        {
            var closed = await without.Page.Locator("details:not([open])").CountAsync();
            await without.Page.Locator("details:not([open]) > summary").First.ClickAsync();
            (await without.Page.Locator("details:not([open])").CountAsync()).ShouldBe(closed - 1);
        }
    }

    /// <summary>The negative control: the same judge finds what is wrong on a page that is.</summary>
    [BrowserTheory]
    [InlineData("<p style='color:#999;background:#fff'>pale</p>", "color-contrast")]
    [InlineData("<h1>a</h1><h4>b</h4>", "heading-order")]
    [InlineData("<svg role='img' width='9' height='9'></svg>", "svg-img-alt")]
    public async Task The_judge_is_awake(string body, string rule)
    {
        using var folder = Prazo.Tests.Cli.Shell.Temporary();
        await using var open = await browser.Open(folder.Write("page.html", $"<!doctype html><html lang='en'><title>t</title><main>{body}</main></html>"));
        (await Violations(open.Page)).ShouldContain(v => v.StartsWith(rule, StringComparison.Ordinal));
    }

    /// <summary>What is folded away at first: every table, and of the many lists that are made alike the first few.</summary>
    private static async Task OpenDetails(IPage page) => await page.EvaluateAsync(
        "() => [...document.querySelectorAll('details')].filter((d, i, all) => d.querySelector('table') || all.filter(o => !o.querySelector('table')).indexOf(d) < 3).forEach(d => d.open = true)");

    internal static async Task<List<string>> Violations(IPage page, bool coloursOnly = false)
    {
        if (!await page.EvaluateAsync<bool>("() => typeof axe === 'object'"))
            await page.EvaluateAsync(await File.ReadAllTextAsync(Chromium.Axe!));
        var result = await page.EvaluateAsync<JsonElement>("""
            only => axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: !only } }, ...(only ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {}) })
              .then(r => r.violations.map(v => v.id + ' (' + v.nodes.length + '): ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + (n.any[0] || n.all[0] || n.none[0]).message).join(' | ')))
            """, coloursOnly);
        return [.. result.EnumerateArray().Select(v => v.GetString()!)];
    }

    private static string? Shots => Environment.GetEnvironmentVariable("PRAZO_SHOTS") is { Length: > 0 } folder ? folder : null;

    internal static async Task Picture(IPage page, string name)
    {
        if (Shots is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
