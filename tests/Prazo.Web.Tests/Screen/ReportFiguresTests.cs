using AngleSharp.Dom;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Screen;

/// <summary>What the other figures of the reports count: each opens exactly what it counts, and values add up to all.</summary>
public class ReportFiguresTests
{
    private const string Days = "from=2026-01-01&to=2026-03-31";

    [Theory, OnSqlite, OnPostgres]
    public async Task Percentiles_rates_and_tiles_open_what_they_count_and_add_up(string database)
    {
        await using var server = await ReportPageTests.Shop(database);
        var manager = await Browser.Of(server, "eva", "manager", "en");
        foreach (var (dimension, time) in new[] { ("agent", "working"), ("channel", "clock") })
            await Times(manager, dimension, time);
        foreach (var dimension in new[] { "channel", "region" })
            await Moved(manager, dimension);
        await Tiles(manager);
        await Pauses(server, manager);
    }

    private static async Task Times(Browser manager, string dimension, string time)
    {
        await manager.Open($"/reports/times?{Days}&by={dimension}&in={time}");
        var cards = manager.Page.QuerySelectorAll("section.times").ToList();
        cards.Count.ShouldBeGreaterThan(2);
        foreach (var card in cards)
        {
            var rows = card.QuerySelectorAll("tbody tr").Select(r => (Row: r, Count: Number(r.QuerySelector("td")!))).ToList();
            rows.Skip(1).Sum(r => r.Count).ShouldBe(rows[0].Count, card.QuerySelector("h2")!.TextContent);
        }
        var links = cards.Take(2).SelectMany(c => c.QuerySelectorAll("tbody tr").Take(3)).SelectMany(r => r.QuerySelectorAll("td a").Take(5).Select((a, i) => (Count: Number(r.QuerySelector("td")!), Column: i, Text: a.TextContent, Link: a.GetAttribute("href")!))).ToList();
        foreach (var (count, column, text, link) in links)
        {
            await manager.Open(link);
            manager.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(count, link);
            var lengths = manager.Page.QuerySelectorAll("tbody tr").Select(r => (Marked: r.QuerySelector(".sla-ok") is not null, Length: r.QuerySelector("td.n")!.TextContent)).ToList();
            if (column == 0)
            {
                lengths.ShouldAllBe(l => !l.Marked);
                continue;
            }
            // The percentile is the time of a clock, the longest one that is marked; and no smaller number of clocks would be enough of them.
            var marked = lengths.Count(l => l.Marked);
            lengths.First(l => l.Marked).Length.ShouldBe(text, link);
            var place = (int)Math.Ceiling(count * new[] { 0, 50, 75, 90, 95 }[column] / 100m);
            marked.ShouldBeGreaterThanOrEqualTo(place, link);
            lengths.Count(l => l.Marked && l.Length != text).ShouldBeLessThan(place, link);
        }
    }

    private static async Task Moved(Browser manager, string dimension)
    {
        await manager.Open($"/reports/moves?{Days}&by={dimension}");
        var figures = manager.Page.QuerySelectorAll(".figure").ToList();
        var rows = manager.Page.QuerySelectorAll("section.report tbody tr").ToList();
        var cells = new List<(string Link, (int Part, int Of) Pair)>();
        foreach (var (figure, column) in figures.Zip([1, 3]))
        {
            var pairs = rows.Select(r => r.QuerySelectorAll("td")[column]).Where(c => c.QuerySelector("a") is not null).Select(c => (c.QuerySelector("a")!.GetAttribute("href")!, ReportPageTests.Pair(c.QuerySelector("small")!.TextContent))).ToList();
            (pairs.Sum(p => p.Item2.Kept), pairs.Sum(p => p.Item2.Counted)).ShouldBe(ReportPageTests.Pair(figure.QuerySelector("p.muted")!.TextContent), dimension);
            cells.AddRange(pairs);
        }
        cells.Sum(c => c.Pair.Part).ShouldBeGreaterThan(0);
        foreach (var (link, (part, of)) in cells.Take(6))
        {
            await manager.Open(link);
            manager.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(of, link);
            manager.Page.QuerySelectorAll("tbody .sla-ok").Length.ShouldBe(part, link);
        }
    }

    private static async Task Tiles(Browser manager)
    {
        await manager.Open($"/reports/map?{Days}&promise=FirstResponse");
        var rows = manager.Page.QuerySelectorAll("section.report tbody tr").ToDictionary(r => r.QuerySelector("th")!.TextContent, r => r);
        rows.Keys.ShouldBe(["Southeast", "North", "South"], ignoreOrder: true);
        var tiles = manager.Page.QuerySelectorAll("svg.tiles a").ToList();
        // Four states in the southeast, seven in the north, three in the south.
        tiles.Count.ShouldBe(14);
        tiles.Concat(manager.Page.QuerySelectorAll("svg.tiles g.tile")).Count().ShouldBe(27);
        var acre = tiles.Single(t => t.TextContent.Contains("Acre", StringComparison.Ordinal));
        acre.GetAttribute("href").ShouldBe(rows["North"].QuerySelector("a")!.GetAttribute("href"));
        acre.QuerySelector("title")!.TextContent.ShouldContain(rows["North"].QuerySelector("a")!.TextContent);
        var (kept, counted) = ReportPageTests.Pair(rows["North"].QuerySelector("small")!.TextContent);
        await manager.Follow(acre);
        manager.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(counted);
        manager.Page.QuerySelectorAll("tbody .sla-ok").Length.ShouldBe(kept);
    }

    /// <summary>The sample shop is honest: two agents who are not come to it.</summary>
    private static async Task Pauses(TestServer server, Browser manager)
    {
        var log = new List<string>();
        foreach (var (ticket, agent, party) in new[] { ("Z-1", "caio", "customer"), ("Z-2", "caio", "customer"), ("Z-3", "rita", "supplier"), ("Z-4", "rita", "customer") })
        {
            log.Add($$"""{"ticket":"{{ticket}}","kind":"created","at":"2026-03-03T12:00:00Z","fields":{"channel":"email","inbox":"loja","priority":"normal","region":"norte","stage":"delivery","status":"new","agent":"{{agent}}"} }""");
            log.Add($$"""{"ticket":"{{ticket}}","kind":"pause","at":"2026-03-03T13:00:00Z","reason":"other","party":"{{party}}","by":"{{agent}}"}""");
            log.Add($$"""{"ticket":"{{ticket}}","kind":"resume","at":"2026-03-03T15:00:00Z","by":"{{agent}}"}""");
        }
        await server.Post("/api/v1/events", string.Join('\n', log), "application/x-ndjson");
        await manager.Open($"/reports/pauses?{Days}");
        var all = (await server.Get("/api/v1/reports/pauses?from=2026-01-01T03:00:00Z&to=2026-04-01T03:00:00Z")).GetProperty("total").GetInt32();
        all.ShouldBe(3);
        var summaries = manager.Page.QuerySelectorAll("table.counts").ToList();
        summaries.Count.ShouldBe(2);
        foreach (var summary in summaries)
            summary.QuerySelectorAll("tbody tr").Sum(r => Number(r.QuerySelector("td")!)).ShouldBe(all);
        foreach (var link in summaries.SelectMany(s => s.QuerySelectorAll("tbody td a").Take(4)).ToList())
        {
            await manager.Follow(link);
            manager.Page.QuerySelectorAll("table.pauses tbody tr").Length.ShouldBe(Number(link), link.GetAttribute("href"));
        }
    }

    private static int Number(IElement cell) => int.Parse(cell.TextContent.Trim(), System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
}
