using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using NodaTime;
using Prazo.Demo;
using Prazo.Workspaces;

namespace Prazo.Browser.Tests;

/// <summary>A promise nears its end, breaks, and is told on: with a clock that the test moves, and everything else as it is.</summary>
[Collection(BrowserTests.Name)]
public sealed class BreachTests(Chromium browser, Desk desk) : IClassFixture<Desk>
{
    [BrowserTheory]
    [InlineData("bruna")]
    public async Task A_promise_warns_breaks_alerts_and_escalates_while_people_look_on(string agent)
    {
        var ticket = await Open(agent);
        await using var working = await browser.Visit(desk, "agent", $"/queue?open=true&agent={agent}&priority=critical&sort=-updated");
        var chip = working.Page.Locator($".queue tr:has(a[href='/tickets/{ticket}']) .sla");
        await Expect(chip, "sla-ok");

        // Fifteen minutes were promised, day and night.
        desk.Clock.Ahead += Duration.FromMinutes(12.5);
        await Expect(chip, "sla-soon");
        (await Told("agent", ticket)).ShouldBe(["flag", "flag"]);
        desk.Clock.Ahead += Duration.FromMinutes(3);
        await Expect(chip, "sla-late");
        (await chip.InnerTextAsync()).ShouldStartWith("−");
        (await Told("agent", ticket)).ShouldBe(["alert-triangle", "flag", "flag"]);
        (await Told("manager", ticket)).ShouldBe(["alert-triangle"]);
        (await Told("admin", ticket)).ShouldBeEmpty();

        // Nobody has it in hand for half an hour.
        desk.Clock.Ahead += Duration.FromMinutes(31);
        (await Told("admin", ticket, wait: 1)).ShouldBe(["alert-triangle"]);

        var page = working.Page;
        await page.GotoAsync($"{desk.Url}/tickets/{ticket}");
        await page.FillAsync("#text", "Já estamos a caminho.");
        await page.ClickAsync(".compose .btn-primary");
        await page.Locator(".clocks .sla-late").First.WaitForAsync();
        await page.GotoAsync($"{desk.Url}/tickets/{ticket}/clocks");
        (await page.InnerTextAsync("main")).ShouldContain("31 min");
        working.Complaints.ShouldBeEmpty();
    }

    /// <summary>A premium customer's critical ticket, asked just now.</summary>
    private async Task<long> Open(string agent)
    {
        var now = desk.Clock.GetCurrentInstant();
        var key = await desk.Db.Write(tx => ApiKeys.Create(tx, Workspace.All(tx).Single().TenantId, "shop", ["tickets"], "test", now));
        using var shop = new HttpClient { BaseAddress = new Uri(desk.Url) };
        shop.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var answer = await shop.PostAsJsonAsync("/api/v1/tickets", new
        {
            subject = "Forno parado", text = "O forno parou e a padaria está cheia.", from = "customer", inbox = "sac", region = "sudeste", priority = "critical", agent, fields = new { plano = "premium" },
        });
        var opened = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return opened.TryGetProperty("number", out var number) ? number.GetInt64() : throw new InvalidOperationException(opened.ToString());
    }

    private static Task Expect(ILocator chip, string tone) => Assertions.Expect(chip).ToHaveClassAsync("sla " + tone, new() { Timeout = 15_000 });

    /// <summary>What somebody was told of a ticket's first response, the newest first, by its sign.</summary>
    private async Task<IReadOnlyList<string>> Told(string role, long ticket, int wait = 0)
    {
        await using var open = await browser.Visit(desk, role, "/notifications");
        var about = open.Page.Locator(".notices li", new() { HasText = $"#{ticket} " });
        for (var i = 0; i < 40 && await about.CountAsync() < wait; i++)
        {
            await open.Page.WaitForTimeoutAsync(250);
            await open.Page.ReloadAsync();
        }
        return await about.EvaluateAllAsync<string[]>("all => all.map(li => li.querySelector('use').getAttribute('href').split('#')[1])");
    }
}
