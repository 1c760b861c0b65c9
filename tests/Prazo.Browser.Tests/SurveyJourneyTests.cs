using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using NodaTime;
using Prazo.People;
using Prazo.Workspaces;

namespace Prazo.Browser.Tests;

/// <summary>From the link in a mail to an answer, and from a low mark to whoever leads the team, in a real browser.</summary>
[Collection(BrowserTests.Name)]
public sealed class SurveyJourneyTests(Chromium browser, Desk desk) : IClassFixture<Desk>
{
    [BrowserTheory]
    [InlineData(360)]
    public async Task A_customer_answers_from_the_mail_and_a_low_mark_comes_to_who_leads_the_team(int width)
    {
        var ticket = await Resolved();
        var link = await Mailed(ticket);

        await using (var open = await browser.Blank(width))
        {
            var page = open.Page;
            // The mark of the mail is chosen, and nothing is sent before the button is pressed.
            await page.GotoAsync($"{desk.Url}{link}?mark=2");
            (await page.IsCheckedAsync("[name=mark][value='2']")).ShouldBeTrue();
            (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
            await page.Locator("label:has([name=reason])").First.ClickAsync();
            await page.FillAsync("[name=comment]", "Demorou demais e ninguém avisou.");
            await page.ClickAsync(".survey .btn-primary");
            await page.Locator(".narrow [role=status]").WaitForAsync();
            // Who opens the mail again sees that it was answered.
            await page.GotoAsync($"{desk.Url}{link}?mark=5");
            (await page.Locator("form").CountAsync()).ShouldBe(0);
            open.Complaints.ShouldBeEmpty();
        }

        // Bruna leads the team of São Paulo: the follow-up is hers, with its clock.
        await using var lead = await browser.Visit(desk, "agent", "/queue?open=true&agent=bruna&type=follow-up&sort=-updated");
        var row = lead.Page.Locator($".queue tr:has-text('#{ticket}')").First;
        await row.Locator(".sla time[data-due]").WaitForAsync();
        await row.Locator("a[href^='/tickets/']").First.ClickAsync();
        await lead.Page.Locator(".clocks .sla-ok").First.WaitForAsync();
        (await lead.Page.InnerTextAsync(".clocks")).ShouldContain("Retorno após nota baixa");

        // From the ticket that was rated one sees mark, comment and follow-up.
        await lead.Page.GotoAsync($"{desk.Url}/tickets/{ticket}");
        var said = await lead.Page.InnerTextAsync("#survey");
        said.ShouldContain("Demorou demais e ninguém avisou.");
        await lead.Page.ClickAsync("#survey a[href^='/tickets/']");
        await lead.Page.Locator(".clocks").WaitForAsync();
        lead.Complaints.ShouldBeEmpty();
    }

    /// <summary>A consumer's ticket for the team of São Paulo, resolved just now.</summary>
    private async Task<long> Resolved()
    {
        var now = desk.Clock.GetCurrentInstant();
        var (key, contact) = await desk.Db.Write(tx =>
        {
            var tenant = Workspace.All(tx).Single().TenantId;
            return (ApiKeys.Create(tx, tenant, "survey", ["tickets"], "test", now), Contacts.Add(tx, tenant, new ContactInput("vera.nova", null, "Vera Nova", "vera@example.com", Locale: "pt-BR"), "test", now).Handle);
        });
        using var shop = new HttpClient { BaseAddress = new Uri(desk.Url) };
        shop.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var answer = await shop.PostAsJsonAsync("/api/v1/tickets", new
        {
            subject = "Geladeira", text = "A geladeira não chegou.", from = "customer", contact, inbox = "sac", region = "sudeste", priority = "normal", agent = "caio", team = "sao-paulo",
        });
        var number = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetInt64();
        using var resolved = await shop.PatchAsJsonAsync($"/api/v1/tickets/{number}", new { status = "resolved" });
        resolved.EnsureSuccessStatusCode();
        return number;
    }

    /// <summary>An hour later the server asks.</summary>
    private async Task<string> Mailed(long ticket)
    {
        desk.Clock.Ahead += Duration.FromMinutes(61);
        for (var i = 0; i < 200; i++)
        {
            if (desk.Mails.FirstOrDefault(m => m.To[0].Address == "vera@example.com" && m.Subject.Contains($"#{ticket}", StringComparison.Ordinal)) is { } mine)
                return new Uri(mine.Text.Split('\n').Single(l => l.Contains("/survey/", StringComparison.Ordinal))).AbsolutePath;
            await Task.Delay(50);
        }
        throw new TimeoutException($"No mail about #{ticket} among {desk.Mails.Count}.");
    }
}
