using System.Text;
using System.Text.RegularExpressions;
using Prazo.Web.Reports;

namespace Prazo.Browser.Tests;

/// <summary>Reports on paper: from the browser, and from the server that has one.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class PrintTests(Chromium browser, Desk desk) : IClassFixture<Desk>
{
    [BrowserTheory]
    [InlineData("/reports?by=team", ".figure .big a")]
    [InlineData("/reports/map", "svg.tiles a")]
    public async Task A_report_prints_with_its_figures_and_without_what_is_only_pressed(string path, string figures)
    {
        await using var open = await browser.Visit(desk, "manager", path, scheme: Microsoft.Playwright.ColorScheme.Dark);

        var pdf = await open.Page.PdfAsync(new() { PreferCSSPageSize = true });

        Pages(pdf).ShouldBeInRange(1, 6);
        // A4, as the style says.
        Encoding.Latin1.GetString(pdf).ShouldContain("/MediaBox [0 0 594.95996 841.91998]");
        await open.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        (await open.Page.Locator(figures).First.IsVisibleAsync()).ShouldBeTrue();
        foreach (var hidden in new[] { ".side", ".filters", ".room-tabs" })
            (await open.Page.Locator(hidden).First.IsVisibleAsync()).ShouldBeFalse(hidden);
        // Dark on white, whatever the screen is like.
        (await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).color + getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(0, 0, 0)rgb(255, 255, 255)");
    }

    [BrowserTheory]
    [InlineData(true)]
    public async Task The_server_prints_where_it_has_a_browser(bool printed)
    {
        using var printer = new PdfPrinter(Chromium.Path);
        var rows = string.Concat(Enumerable.Range(0, 400).Select(i => $"<tr><td>{i}</td></tr>"));

        var pdf = await printer.Print($"<!doctype html><title>Relatório</title><style>@page {{ size: A4 }}</style><table>{rows}</table>", default);

        printer.CanPrint.ShouldBe(printed);
        Encoding.ASCII.GetString(pdf, 0, 5).ShouldBe("%PDF-");
        Pages(pdf).ShouldBeGreaterThan(3);
        using var none = new PdfPrinter(null);
        none.CanPrint.ShouldBeFalse();
    }

    [BrowserTheory]
    [InlineData("pt-BR")]
    [InlineData("ro")]
    public async Task An_agreement_is_printed_as_a_document(string language)
    {
        await using var open = await browser.Visit(desk, "manager", $"/agreements/aurora-sao-paulo/document?language={language}");
        var link = await open.Page.Locator("a[href*='/document/pdf']").First.GetAttributeAsync("href");

        var answer = await open.Page.APIRequest.GetAsync(desk.Url + link);

        answer.Status.ShouldBe(200);
        answer.Headers["content-type"].ShouldBe("application/pdf");
        answer.Headers["content-disposition"].ShouldMatch($@"aurora-sao-paulo-\d+-{language}\.pdf");
        var pdf = await answer.BodyAsync();
        Encoding.ASCII.GetString(pdf, 0, 5).ShouldBe("%PDF-");
        Pages(pdf).ShouldBeInRange(2, 12);
        Encoding.Latin1.GetString(pdf).ShouldContain("/MediaBox [0 0 594.95996 841.91998]");
    }

    private static int Pages(byte[] pdf) => Page().Count(Encoding.Latin1.GetString(pdf));

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Page();
}
