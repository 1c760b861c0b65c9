using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Imports;

namespace Prazo.Tests.Samples;

public class AuroraTests
{
    private static readonly string File = Path.Combine(Cli.Shell.Root, "samples", "aurora", "events.jsonl");

    /// <summary>PRAZO_WRITE_SAMPLES=1 writes the log anew.</summary>
    [Fact]
    public void The_log_is_what_the_generator_makes()
    {
        using var made = new MemoryStream();
        foreach (var (ticket, e) in new AuroraShop().Log())
            EventLog.Write(ticket, e, made);
        if (Environment.GetEnvironmentVariable("PRAZO_WRITE_SAMPLES") == "1")
            System.IO.File.WriteAllBytes(File, made.ToArray());
        made.Length.ShouldBeLessThan(1_500_000);
        made.ToArray().AsSpan().SequenceEqual(System.IO.File.ReadAllBytes(File)).ShouldBeTrue("PRAZO_WRITE_SAMPLES=1 writes samples/aurora/events.jsonl anew");
    }

    [Fact]
    public void Every_line_of_the_log_is_read()
    {
        var import = Import.Read([File], null);
        import.Problems.ShouldBeEmpty();
        import.RejectedRows.ShouldBe(0);
        import.Duplicates.ShouldBe(0);
        import.History.Count.ShouldBe(1500);
    }

    [Fact]
    public void The_shop_shows_every_kind_of_clock_and_outcome()
    {
        var history = Import.Read([File], null).History;
        var (agreements, problems) = AgreementFiles.Load(new[] { "loja-aurora", "loja-aurora-norte" }.Select(a => Path.Combine(Path.GetDirectoryName(File)!, a + ".yaml")));
        problems.ShouldBeEmpty();
        var replay = new HistoryReplay(new AgreementSet(agreements), history);
        var seen = new HashSet<(Metric, ClockState)>();
        var uncovered = 0;
        replay.Run(0, history.Count, Instant.FromUtc(2026, 4, 1, 3, 0), (in ClockRow row) => seen.Add((replay.Targets[row.Target].Target.Metric, row.State)), u => uncovered += u.Target < 0 ? 1 : 0);
        seen.Select(s => s.Item1).Distinct().Order().ShouldBe([Metric.FirstResponse, Metric.NextResponse, Metric.Workaround, Metric.Resolution, Metric.SpeedOfAnswer]);
        seen.Select(s => s.Item2).Distinct().ShouldBe(
            [ClockState.Active, ClockState.DueSoon, ClockState.Overdue, ClockState.Paused, ClockState.Met, ClockState.MetLate, ClockState.Cancelled, ClockState.Waived, ClockState.NotApplicable], ignoreOrder: true);
        uncovered.ShouldBeInRange(20, 60);
    }
}
