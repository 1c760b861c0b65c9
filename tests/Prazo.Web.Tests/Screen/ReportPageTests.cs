using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Screen;

/// <summary>Every figure opens exactly the tickets of its denominator, with those of its numerator marked; and what is below adds up to what is above.</summary>
public partial class ReportPageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Every_cell_opens_the_tickets_that_it_counts_and_cells_add_up(string database)
    {
        await using var server = await Shop(database);
        var manager = await Browser.Of(server, "eva", "manager", "en");
        foreach (var dimension in new[] { "agent", "channel" })
        {
            await manager.Open($"/reports?from=2026-01-01&to=2026-03-31&by={dimension}&per=month");
            var figures = manager.Page.QuerySelectorAll(".figure").Where(f => f.QuerySelector(".big a")!.GetAttribute("href")!.StartsWith("/reports/tickets", StringComparison.Ordinal)).ToList();
            figures.Count.ShouldBeGreaterThan(3);
            var totals = figures.Select(f => Pair(f.QuerySelector("p.muted")!.TextContent)).ToList();
            var rows = manager.Page.QuerySelectorAll("section.report").Last(s => s.QuerySelector("tbody") is not null).QuerySelectorAll("tbody tr").ToList();
            for (var i = 0; i < figures.Count; i++)
            {
                var cells = rows.Select(r => r.QuerySelectorAll("td")[i + 1]).Where(c => c.QuerySelector("a") is not null).ToList();
                var pairs = cells.Select(c => Pair(c.QuerySelector("small")!.TextContent)).ToList();
                (pairs.Sum(p => p.Kept), pairs.Sum(p => p.Counted)).ShouldBe(totals[i], $"{dimension} {figures[i].TextContent}");
                foreach (var (link, pair) in cells.Zip(pairs).Take(3).Select(c => (c.First.QuerySelector("a")!.GetAttribute("href")!, c.Second)))
                {
                    var opened = await new Browser(server.SignedIn(await server.Db.Read(s => Prazo.People.UserStore.ByHandle(s, server.Workspace.TenantId, "eva")!))).Open(link);
                    opened.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(pair.Counted, link);
                    opened.Page.QuerySelectorAll("tbody .sla-ok").Length.ShouldBe(pair.Kept, link);
                }
            }
        }
    }

    /// <summary>The sample shop's first weeks, as a server has them.</summary>
    internal static async Task<TestServer> Shop(string database)
    {
        const string now = "2026-04-01T03:00:00Z";
        var server = await TestServer.Start(database, "2026-01-01T00:00:00Z");
        var folder = System.IO.Path.Combine(AppContext.BaseDirectory, "samples", "aurora");
        foreach (var file in new[] { "suporte-padrao.yaml", "loja-aurora.yaml", "loja-aurora-norte.yaml" })
            await server.Post("/api/v1/agreements", await File.ReadAllTextAsync(System.IO.Path.Combine(folder, file)), "application/yaml");
        server.Clock.Now = TestServer.At(now);
        await server.Post("/api/v1/events", string.Join('\n', (await File.ReadAllLinesAsync(System.IO.Path.Combine(folder, "events.jsonl"))).Take(2500)), "application/x-ndjson");
        await server.Until(now);
        return server;
    }

    /// <summary>"12/15", "12 kept of 15 counted".</summary>
    internal static (int Kept, int Counted) Pair(string text)
    {
        var numbers = Number().Matches(text).Select(m => int.Parse(m.Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return (numbers[0], numbers[1]);
    }

    [GeneratedRegex(@"[\d,]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
