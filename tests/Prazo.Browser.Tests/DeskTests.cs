using Microsoft.Playwright;

namespace Prazo.Browser.Tests;

/// <summary>The pages that people live in, in a real browser: accessible, calm on a phone, in every language and scheme, with and without a script.</summary>
[Collection(EveryPage.Name)]
public sealed class DeskTests(Chromium browser, Desk desk) : IClassFixture<Desk>
{
    private static readonly string[] Managers =
    [
        "/queue?open=true", "/tickets/290", "/tickets/290/clocks", "/tickets/new", "/today", "/today?tv=1", "/reports", "/reports/times?by=team", "/reports/moves?by=channel",
        "/reports/pauses", "/reports/map", "/reports/satisfaction", "/reports/causes", "/reports/objectives", "/reports/after", "/reports/causes/breaches", "/settings/causes", "/outages", "/reviews", "/reviews/agreements", "/statements", "/agreements", "/agreements/plantao-cidades/1", "/agreements/aurora-sao-paulo/1", "/agreements/aurora-sao-paulo/document", "/agreements/aurora-padrao/compare?with=aurora-premium", "/me", "/settings", "/settings/teams", "/settings/customers", "/settings/inboxes",
        "/settings/replies", "/notifications", "/go?q=reci", "/keys", "/problems", "/articles", "/articles/new", "/tickets/290/links?q=pedido", "/settings/automations/new",
        "/settings/escalations", "/settings/channels", "/settings/webhooks", "/start?step=promise", "/reports/saved", "/settings/walls", "/calendars",
        "/agreements/aurora-sao-paulo/1/calendars/comercial", "/agreements/aurora-sao-paulo/1/simulate?days=90&by=priority",
    ];

    public static TheoryData<string, string> Pages()
    {
        var pages = new TheoryData<string, string>();
        foreach (var language in new[] { "pt-BR", "ro", "en" })
            foreach (var page in Managers)
                pages.Add(page, language);
        return pages;
    }

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task No_rule_of_accessibility_is_broken_and_nothing_scrolls_sideways(string path, string language)
    {
        await desk.Speak(Manager, language);
        await Judge("manager", path, language);
    }

    [BrowserTheory]
    [InlineData("/portal", "pt-BR")]
    [InlineData("/portal", "ro")]
    [InlineData("/portal/new", "ro")]
    [InlineData("/portal/agreement", "pt-BR")]
    [InlineData("/portal/agreement", "ro")]
    [InlineData("/portal/statements", "pt-BR")]
    public async Task No_rule_of_accessibility_is_broken_in_the_portal(string path, string language)
    {
        await desk.Speak("helena", language);
        await Judge("customer", path, language);
    }

    private async Task Judge(string role, string path, string language)
    {
        var found = new List<string>();
        await using var open = await browser.Visit(desk, role, path);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await open.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var width in new[] { 360, 768, 1280 })
            {
                await open.Page.SetViewportSizeAsync(width, 900);
                // Colours depend neither on the width nor on the language, and rules on the language only by the length of its words.
                if (scheme == ColorScheme.Light ? language == "pt-BR" || width == 360 : language == "pt-BR" && width == 1280)
                    found.AddRange((await PageTests.Violations(open.Page, coloursOnly: scheme == ColorScheme.Dark)).Select(v => $"{scheme} {width}: {v}"));
                if (await open.Page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth") > width)
                    found.Add($"{scheme} {width}: it scrolls sideways");
                await PageTests.Picture(open.Page, $"desk-{path.Trim('/').Replace('/', '-').Split('?')[0]}-{language}-{scheme}-{width}");
            }
        }
        found.AddRange(open.Complaints);
        found.ShouldBeEmpty();
    }

    [BrowserTheory]
    [MemberData(nameof(Paths))]
    public async Task Words_two_fifths_longer_are_not_cut(string path)
    {
        await desk.Speak(Manager, "qps-ploc");
        await using var open = await browser.Visit(desk, "manager", path);
        foreach (var width in new[] { 360, 1280 })
        {
            await open.Page.SetViewportSizeAsync(width, 900);
            (await open.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('h1, h2, h3, a, button, label, th, summary, .sla, .tag, small, p')].filter(e => e.getClientRects().length && !e.closest('.sr') && !e.classList.contains('sr') && !e.closest('details:not([open]) > :not(summary)'))
                  .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline' && getComputedStyle(e).overflowX !== 'visible')
                  .map(e => e.outerHTML.slice(0, 140))
                """)).ShouldBeEmpty($"{path} at {width}");
            (await open.Page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, path);
        }
    }

    [BrowserTheory]
    [MemberData(nameof(Paths))]
    public async Task Without_a_script_a_page_says_the_same(string path)
    {
        await desk.Speak(Manager, "pt-BR");
        await using var with = await browser.Visit(desk, "manager", path);
        await using var without = await browser.Visit(desk, "manager", path, scripts: false);
        (await Headings(without.Page)).ShouldBe(await Headings(with.Page));
        (await without.Page.Locator("form, a").CountAsync()).ShouldBe(await with.Page.Locator("form, a").CountAsync());

        // The wallboard's heading tells the time.
        static async Task<IReadOnlyList<string>> Headings(IPage page) =>
            [.. (await page.Locator("h1, h2, th, label").AllInnerTextsAsync()).Select(t => t.Contains(':', StringComparison.Ordinal) ? t[..t.LastIndexOf(' ')] : t)];
    }

    [BrowserTheory]
    [InlineData("/queue?open=true&limit=200")]
    public async Task Two_hundred_rows_are_light_and_nothing_jumps(string path)
    {
        await using var open = await browser.Visit(desk, "manager", "/today");
        var bytes = new Dictionary<string, long>(StringComparer.Ordinal);
        open.Page.RequestFinished += async (_, request) => bytes[request.Url] = (await request.SizesAsync()).ResponseBodySize;
        await open.Page.AddInitScriptAsync("window.jumps = 0; new PerformanceObserver(l => l.getEntries().forEach(e => window.jumps += e.value)).observe({ type: 'layout-shift', buffered: true });");
        await open.Page.GotoAsync(desk.Url + path);
        await open.Page.WaitForTimeoutAsync(1500);
        (await open.Page.EvaluateAsync<double>("() => window.jumps")).ShouldBeLessThanOrEqualTo(0.02);
        // What a browser that was here before asks for: the page alone.
        bytes[desk.Url + path].ShouldBeLessThanOrEqualTo(25_000);
        using var client = new HttpClient(new HttpClientHandler { AutomaticDecompression = System.Net.DecompressionMethods.None });
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        var cold = bytes[desk.Url + path];
        foreach (var asset in await open.Page.EvaluateAsync<string[]>("() => [...new Set([...document.querySelectorAll('link[rel=stylesheet], script[src]')].map(e => e.href || e.src).concat([...document.querySelectorAll('use')].map(u => new URL(u.href.baseVal.split('#')[0], location).href)))]"))
            cold += (await client.GetByteArrayAsync(new Uri(asset))).Length;
        cold.ShouldBeLessThanOrEqualTo(60_000);
    }

    [BrowserTheory]
    [InlineData("agent")]
    public async Task Keys_alone_find_a_ticket_answer_it_take_it_back_and_go_on(string role)
    {
        await desk.Speak(Prazo.Demo.DemoLogins.All.First(l => l.Role == role).Handle, "pt-BR");
        await using var open = await browser.Visit(desk, role, "/queue?open=true");
        var page = open.Page;
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        var wanted = await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')");
        wanted.ShouldBe(await page.Locator(".queue tbody tr:nth-child(2) .what a").GetAttributeAsync("href"));
        await page.Keyboard.PressAsync("Enter");
        await page.Arrive(desk.Url + wanted);
        var said = await page.Locator(".said.reply").CountAsync();
        await page.Keyboard.PressAsync("r");
        await page.Keyboard.TypeAsync("Já vamos ver isso.");
        for (var i = 0; i < 12 && !await page.EvaluateAsync<bool>("() => document.activeElement.matches('.compose .btn-primary')"); i++)
            await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync($"() => document.querySelectorAll('.said.reply').length === {said + 1}");
        (await page.Locator(".said.pending .text").InnerTextAsync()).ShouldBe("Já vamos ver isso.");

        await page.Keyboard.PressAsync("z");
        await page.WaitForFunctionAsync("() => document.activeElement.value === 'Já vamos ver isso.'");
        (await page.Locator(".said.reply").CountAsync()).ShouldBe(said);

        // What to do is found by its name, from within the text, too.
        await page.Keyboard.PressAsync("Control+k");
        await page.WaitForFunctionAsync("() => document.activeElement.matches('dialog [role=combobox]')");
        (await PageTests.Violations(page, coloursOnly: false)).ShouldBeEmpty();
        await page.Keyboard.TypeAsync("fila");
        await page.WaitForFunctionAsync("() => document.querySelector('dialog [aria-selected=true]')?.textContent.includes('Fila')");
        await page.Keyboard.PressAsync("Enter");
        await page.Arrive(u => u.Contains("/queue", StringComparison.Ordinal));
        await page.Keyboard.PressAsync("?");
        await page.Locator("dialog .keyboard").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForFunctionAsync("() => !document.querySelector('dialog')");
        open.Complaints.ShouldBeEmpty();
    }

    [BrowserTheory]
    [InlineData("agent")]
    public async Task Countdowns_tick_and_the_queue_follows_what_others_do_without_losing_the_place(string role)
    {
        await using var watching = await browser.Visit(desk, role, "/queue?open=true&sort=-updated");
        await using var working = await browser.Visit(desk, "manager", "/tickets/new");
        var first = watching.Page.Locator("time[data-due]").First;
        await first.EvaluateAsync("e => e.dataset.due = Date.now() + 125000");
        await watching.Page.WaitForFunctionAsync("() => /^2 min( [0-9] s)?$/.test(document.querySelector('time[data-due]').textContent)");
        await watching.Page.EvaluateAsync("() => scrollTo(0, 400)");
        // The row that somebody reads, and where it stands.
        var row = await watching.Page.EvaluateAsync<string>("() => document.elementFromPoint(600, 500).closest('tr').id");
        var top = await Top();
        await working.Page.FillAsync("[name=subject]", "Veio agora");
        await working.Page.FillAsync("[name=text]", "Chegou enquanto outros olhavam a fila.");
        await working.Page.ClickAsync(".form .btn-primary");
        await watching.Page.Locator(".queue .what a", new() { HasText = "Veio agora" }).WaitForAsync(new() { Timeout = 20_000 });
        (await Top()).ShouldBe(top, 3);

        Task<double> Top() => watching.Page.EvaluateAsync<double>($"() => document.getElementById('{row}').getBoundingClientRect().top");
    }

    [BrowserTheory]
    [InlineData("agent", "manager")]
    public async Task Two_at_one_ticket_see_each_other_come_and_write(string one, string two)
    {
        await desk.Speak(Manager, "pt-BR");
        await using var first = await browser.Visit(desk, two, "/tickets/291");
        await using var second = await browser.Visit(desk, one, "/tickets/291");
        await first.Page.Locator(".here .face").WaitForAsync(new() { Timeout = 10_000 });
        await second.Page.Locator("#text").PressSequentiallyAsync("Um momento");
        await first.Page.Locator(".here .writes", new() { HasText = "está escrevendo uma resposta" }).WaitForAsync(new() { Timeout = 10_000 });
        await second.Page.GotoAsync(desk.Url + "/queue?open=true");
        await first.Page.WaitForFunctionAsync("() => !document.querySelector('.here .face')", null, new() { Timeout = 10_000 });
        first.Complaints.ShouldBeEmpty();
    }

    /// <summary>With the script, too: what a form is answered with is shown, whether it leads on or not.</summary>
    [BrowserTheory]
    [InlineData("manager")]
    public async Task Forms_show_their_answers_with_the_script(string role)
    {
        await desk.Speak(Manager, "pt-BR");
        await using var open = await browser.Visit(desk, role, "/queue?open=true");
        var page = open.Page;
        await page.CheckAsync(".queue tbody tr:nth-child(1) input");
        await page.ClickAsync(".bulk summary");
        await page.SelectOptionAsync(".bulk select[name=priority]", "low");
        await page.ClickAsync(".bulk .btn-primary");
        await page.Locator("[role=status]", new() { HasText = "1 chamado foi alterado." }).WaitForAsync();

        await page.GotoAsync(desk.Url + "/agreements");
        await page.ClickAsync("form[action='/agreements/drafts'] button");
        await page.ClickAsync(".cm-content");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("prazo: 1");
        await page.ClickAsync("button[value=save]");
        await page.Locator(".problem.error").First.WaitForAsync();
        (await page.InputValueAsync("textarea.source")).ShouldBe("prazo: 1");
        open.Complaints.ShouldBeEmpty();
    }

    [BrowserTheory]
    [InlineData("customer")]
    public async Task A_customer_opens_a_ticket_past_the_articles_that_fit(string role)
    {
        await desk.Speak("helena", "pt-BR");
        await using var open = await browser.Visit(desk, role, "/sign-in");
        var page = open.Page;
        await page.Context.ClearCookiesAsync();
        await desk.SignIn(page, role);
        await page.GotoAsync(desk.Url + "/portal/new");
        await page.FillAsync("[name=subject]", "Prazo de troca e devolução, nota fiscal, garantia, instalação e entrega");
        await page.FillAsync("[name=text]", "Como troco um produto com defeito?");
        await page.ClickAsync("main form[action='/portal/new'] .btn-primary");
        if (page.Url.EndsWith("/new", StringComparison.Ordinal))
            await page.ClickAsync("button[name=step][value=open]");
        await page.Arrive(u => u.Contains("/portal/tickets/", StringComparison.Ordinal));
        (await page.InnerTextAsync(".said .text")).ShouldBe("Como troco um produto com defeito?");
    }

    public static TheoryData<string> Paths() => [.. Managers];

    private static string Manager => Prazo.Demo.DemoLogins.All.First(l => l.Role == "manager").Handle;
}
