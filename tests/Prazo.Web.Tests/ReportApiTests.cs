using System.Text.Json;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Imports;
using Prazo.Reports;
using Prazo.Tests.Storage;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Web.Tests;

/// <summary>The report over live clocks says what <c>prazo report</c> says of the same events.</summary>
public class ReportApiTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_live_report_of_the_sample_shop_is_the_one_of_its_event_log(string database)
    {
        const string now = "2026-04-01T03:00:00Z";
        await using var server = await TestServer.Start(database, "2026-01-01T00:00:00Z");
        var folder = Path.Combine(AppContext.BaseDirectory, "samples", "aurora");
        string[] files = ["suporte-padrao.yaml", "loja-aurora.yaml", "loja-aurora-norte.yaml"];
        foreach (var file in files)
            await server.Post("/api/v1/agreements", await File.ReadAllTextAsync(Path.Combine(folder, file)), "application/yaml");
        // The live slice: tickets of the first weeks.
        var lines = (await File.ReadAllLinesAsync(Path.Combine(folder, "events.jsonl"))).Take(2500).ToList();
        server.Clock.Now = TestServer.At(now);
        await server.Post("/api/v1/events", string.Join('\n', lines), "application/x-ndjson");
        await server.Until(now);

        var (agreements, problems) = AgreementFiles.Load(files.Select(f => Path.Combine(folder, f)));
        problems.ShouldBeEmpty();
        var log = Path.GetTempFileName();
        await File.WriteAllLinesAsync(log, lines);
        var import = Import.Read([log], null);
        File.Delete(log);
        var expected = Report.Run(new ReportQuery(TestServer.At(now), ["channel", "agent"], Period.Month), new AgreementSet(agreements), import.History);

        var live = await server.Get("/api/v1/reports?by=channel,agent&per=month");
        Lines(live.GetProperty("targets"), "all").ShouldBe(expected.Totals.Select(r => Line(r, [])));
        Lines(live.GetProperty("rows"), null).ShouldBe(expected.Rows.Select(r => Line(r, ["channel", "agent"])));
        live.GetProperty("objectives").EnumerateArray().Select(o => $"{o.GetProperty("objective").GetString()} {o.GetProperty("period").GetString()} {o.GetProperty("kept").GetInt64()}/{o.GetProperty("counted").GetInt64()}")
            .ShouldBe(expected.Objectives.Select(o => $"{o.Objective} {o.Period} {o.Attainment.Kept}/{o.Attainment.Counted}"));
        live.GetProperty("tickets").GetInt64().ShouldBe(expected.Tickets);

        // Days that hold everything count the same, though each clock is then found by its dates; so does half of it and the other half.
        foreach (var days in new[] { "&from=2025-12-01T00:00:00Z&to=2026-06-01T00:00:00Z", "&from=2025-12-01T00:00:00Z", "&to=2026-06-01T00:00:00Z" })
            Counted(await server.Get("/api/v1/reports?by=channel&per=month" + days)).ShouldBe(Counted(await server.Get("/api/v1/reports?by=channel&per=month")), days);
        var halves = Counted(await server.Get("/api/v1/reports?to=2026-01-20T12:00:00Z")) + Counted(await server.Get("/api/v1/reports?from=2026-01-20T12:00:00Z"));
        halves.ShouldBe(Counted(await server.Get("/api/v1/reports")));

        // Every number opens down to its clocks.
        foreach (var row in expected.Rows.Where(r => r.Tally.Clocks > 0).Take(8))
        {
            var behind = await server.Get($"/api/v1/reports/clocks?by=channel,agent&per=month&agreement={row.Agreement}&version={row.Version}&target={row.Target}&period={row.Period}&value={row.Values[0]}&value={row.Values[1]}");
            behind.GetProperty("total").GetInt64().ShouldBe(row.Tickets.Length - row.Tally.Untargeted);
        }
    }

    private static long Counted(JsonElement report) => report.GetProperty("targets").EnumerateArray().Sum(r => r.GetProperty("counted").GetInt64());

    private static IEnumerable<string> Lines(JsonElement rows, string? period) => rows.EnumerateArray().Select(r => string.Join(' ',
        r.GetProperty("agreement").GetString(), r.GetProperty("target").GetString(), period ?? r.GetProperty("period").GetString(), string.Join(',', r.GetProperty("by").EnumerateObject().Select(p => p.Value.GetString())),
        r.GetProperty("clocks").GetProperty("total").GetInt64(), r.GetProperty("clocks").GetProperty("met").GetInt64(), r.GetProperty("clocks").GetProperty("metLate").GetInt64(), r.GetProperty("clocks").GetProperty("openBroken").GetInt64(),
        r.GetProperty("clocks").GetProperty("cancelled").GetInt64(), r.GetProperty("clocks").GetProperty("untargeted").GetInt64(), r.GetProperty("kept").GetInt64(), r.GetProperty("counted").GetInt64(),
        r.TryGetProperty("workedMs", out var w) ? w.GetProperty("median").GetInt64() : -1, r.GetProperty("pausedMs").GetProperty("customer").GetInt64()));

    private static string Line(ReportRow r, string[] by) => string.Join(' ',
        r.Agreement, r.Target, r.Period, string.Join(',', r.Values), r.Tally.Clocks, r.Tally.Met, r.Tally.MetLate, r.Tally.OpenBroken, r.Tally.Cancelled, r.Tally.Untargeted,
        r.Attainment.Kept, r.Attainment.Counted, r.Worked?.Median ?? -1, r.Paused.Customer);
}
