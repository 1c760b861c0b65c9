using Microsoft.Playwright;

namespace Prazo.Browser.Tests;

/// <summary>A manager edits an agreement from both sides: the text knows what is wrong and what may stand there, the form stays in step, and what publishing does is seen before it is done.</summary>
[Collection(BrowserTests.Name)]
public sealed class EditorTests(Chromium browser, Desk desk) : IClassFixture<Desk>
{
    private const string Promise = "[name='f/targets/first-response/within/critical']";

    [BrowserTheory]
    [InlineData("manager")]
    public async Task An_agreement_is_changed_by_the_form_and_by_its_text_checked_while_one_types_and_published(string role)
    {
        await using var open = await browser.Visit(desk, role, "/agreements/aurora-padrao/1");
        var page = open.Page;
        await page.ClickAsync("form[action='/agreements/drafts'] button");
        await page.Locator(".cm-content").WaitForAsync();
        (await PageTests.Violations(page)).ShouldBeEmpty();

        // The form changes the text, and the text keeps its comment.
        await page.FillAsync(Promise, "20m");
        await page.PressAsync(Promise, "Tab");
        await page.WaitForFunctionAsync("() => document.querySelector('textarea.source').value.includes('critical: 20m, high: 1h')");
        (await Source()).ShouldStartWith("# O que todo cliente da Loja Aurora recebe.");

        // What is typed in the text is in the form; what is wrong is marked in its line, and said.
        await page.Locator(".cm-line", new() { HasText = "critical: 20m" }).ClickAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync("x");
        await page.Locator(".cm-lint-marker-error").First.WaitForAsync();
        await page.WaitForFunctionAsync("() => document.getElementById('said').textContent.length > 0 && document.querySelectorAll('#problems .problem.error').length > 0");
        (await page.IsDisabledAsync("button[value=publish]")).ShouldBeTrue();
        await page.Keyboard.PressAsync("Backspace");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('#problems .problem.error').length === 0");

        // The keys that may stand here.
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("bou");
        await page.Locator(".cm-tooltip-autocomplete [role=option]", new() { HasText = "boundary" }).WaitForAsync();
        // A list that has just come up takes no key yet, so that nobody chooses by accident.
        await page.WaitForTimeoutAsync(250);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("close");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForFunctionAsync("() => /\\n +boundary: close\\n/.test(document.querySelector('textarea.source').value)");
        (await page.InputValueAsync(Promise)).ShouldBe("20m");
        await page.SelectOptionAsync("[name='f/open-tickets']", "true");
        await page.WaitForFunctionAsync("() => document.querySelector('textarea.source').value.includes('open-tickets: true')");
        await page.ClickAsync("button[value=save]");
        await page.Locator(".cm-content").WaitForAsync();
        (await page.Locator(".diff tbody").Last.InnerTextAsync()).ShouldContain("targets.first-response.within.critical");
        (await page.Locator(".after-sides").InnerTextAsync()).ShouldNotBeEmpty();
        await page.ClickAsync("button[value=publish]");
        await page.Arrive(desk.Url + "/agreements/aurora-padrao/2");
        open.Complaints.ShouldBeEmpty();

        Task<string> Source() => page.InputValueAsync("textarea.source");
    }

    [BrowserTheory]
    [InlineData("manager")]
    public async Task A_calendar_s_draft_and_an_agreement_s_are_calm_on_a_phone_in_the_dark(string role)
    {
        foreach (var from in new[] { "/calendars", "/agreements" })
        {
            await using var open = await browser.Visit(desk, role, from, ColorScheme.Dark);
            await open.Page.SetViewportSizeAsync(360, 800);
            await open.Page.ClickAsync($"form[action='{from}/drafts'] button");
            await open.Page.Locator(".cm-content").WaitForAsync();
            (await PageTests.Violations(open.Page)).ShouldBeEmpty(from);
            (await open.Page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360, from);
            await open.Page.ClickAsync("button[value=delete]");
            await open.Page.Arrive(desk.Url + from);
            open.Complaints.ShouldBeEmpty();
        }
    }
}
