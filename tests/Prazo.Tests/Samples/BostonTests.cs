using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Tests;
using Prazo.Imports;
using Prazo.Reports;

namespace Prazo.Tests.Samples;

/// <summary>Half a year of Boston's 311 requests: judged by the dates that the city promised, and by the rules behind those dates.</summary>
public class BostonTests
{
    private const string Full = "data/boston-311-2011.csv.gz";
    private const string Slice = "samples/boston-311/requests.csv";

    /// <summary>After the last promised date (2059): the city counts an open request with a target as overdue whatever its date.</summary>
    private static readonly Instant AfterAll = Instant.FromUtc(2061, 1, 1, 0, 0);

    private sealed record Counts(int Met, int Late, int Open, int NoTarget, int Blank)
    {
        public int Promised => Met + Late + Open;
        public double OfPromised => 100.0 * Met / Promised;
        public double OfAll => 100.0 * (Met + NoTarget) / (Promised + NoTarget);
        public double OfClosed => 100.0 * Met / (Met + Late);
    }

    [SharedFact(Full)]
    public void The_full_file_agrees_with_the_citys_own_verdict_on_every_row_that_has_one()
    {
        var counts = JudgePromised(SharedData.Find(Full)!);
        counts.ShouldBe(new Counts(35_591, 8_073, 3_448, 10_981, 158));
        counts.OfPromised.ShouldBe(75.55, 0.005);
        counts.OfAll.ShouldBe(80.17, 0.005);
        counts.OfClosed.ShouldBe(81.51, 0.005);
    }

    [SharedFact(Full)]
    public void T20_The_full_files_three_figures_are_three_objectives_with_their_denominators_named()
    {
        var (replay, history) = Load(SharedData.Find(Full)!, "promised.yaml");
        var report = Report.Run(new ReportQuery(AfterAll, [], null), replay.Agreements, history);
        report.Objectives.Select(o => (o.Objective, Math.Round(o.Attainment.Percent!.Value, 2), o.Attainment.Counted)).ShouldBe(
            [("of-promised", 75.55m, 47_112L), ("of-all", 80.17m, 58_093L), ("of-closed", 81.51m, 43_664L)]);
        report.Uncovered.Values.Sum().ShouldBe(158);
    }

    [Fact]
    public void The_slice_agrees_with_the_citys_own_verdict_on_every_row_that_has_one() =>
        JudgePromised(Path.Combine(Cli.Shell.Root, Slice)).ShouldBe(new Counts(2_630, 626, 102, 8, 50));

    [SharedTheory(Full)]
    [InlineData("Street Light Outages", 4_910, 98.5)]
    [InlineData("Request for Pothole Repair", 1_636, 98.28)]
    [InlineData("Traffic Signal Repair", 1_151, 99.9)]
    [InlineData("Graffiti Removal", 1_943, 97.2)]
    [InlineData("Sign Repair", 559, 98.38)]
    [InlineData("Sticker Request", 1_309, 99.84)]
    public void The_rules_give_the_promised_date_within_a_minute(string type, int rows, double share)
    {
        var (count, near) = FullByRules.Value[type];
        count.ShouldBe(rows);
        (100.0 * near / count).ShouldBeGreaterThanOrEqualTo(share);
    }

    [Theory]
    [InlineData("Street Light Outages", 607, 598)]
    [InlineData("Request for Pothole Repair", 562, 549)]
    [InlineData("Traffic Signal Repair", 560, 559)]
    [InlineData("Graffiti Removal", 560, 543)]
    [InlineData("Sign Repair", 559, 550)]
    [InlineData("Sticker Request", 560, 558)]
    public void The_rules_give_the_promised_date_within_a_minute_in_the_slice(string type, int rows, int near) =>
        SliceByRules.Value[type].ShouldBe((rows, near));

    private static readonly Lazy<Dictionary<string, (int, int)>> FullByRules = new(() => CompareRules(SharedData.Find(Full)!));
    private static readonly Lazy<Dictionary<string, (int, int)>> SliceByRules = new(() => CompareRules(Path.Combine(Cli.Shell.Root, Slice)));

    private static Counts JudgePromised(string file)
    {
        var (replay, history) = Load(file, "promised.yaml");
        int met = 0, late = 0, open = 0, none = 0, blank = 0;
        replay.Run(0, history.Count, AfterAll, (in ClockRow row) =>
        {
            var city = history.FieldsOf(row.Ticket).GetValueOrDefault("city_verdict");
            switch (row.Verdict)
            {
                case Verdict.Met: met++; city.ShouldBe("ONTIME"); break;
                case Verdict.MetLate: late++; city.ShouldBe("OVERDUE"); break;
                case Verdict.Broken: open++; city.ShouldBe("OVERDUE"); break;
                case Verdict.NotApplicable: none++; city.ShouldBe("ONTIME"); break;
                default: throw new ShouldAssertException($"{history.Tickets[row.Ticket]} is {row.Verdict}");
            }
        }, uncovered =>
        {
            if (uncovered.Target >= 0)
                none++;
            else if (history.FieldsOf(uncovered.Ticket).ContainsKey("city_verdict"))
                throw new ShouldAssertException($"{history.Tickets[uncovered.Ticket]} has a verdict and no agreement");
            else
                blank++;
        });
        return new Counts(met, late, open, none, blank);
    }

    private static Dictionary<string, (int, int)> CompareRules(string file)
    {
        var (replay, history) = Load(file, "rules.yaml");
        var found = new Dictionary<string, (int Count, int Near)>();
        replay.Run(0, history.Count, AfterAll, (in ClockRow row) =>
        {
            var fields = history.FieldsOf(row.Ticket);
            if (!row.Promised || !fields.TryGetValue("target_dt", out var target))
                return;
            var promised = InstantPattern.ExtendedIso.Parse(target).Value.ToUnixTimeMilliseconds();
            var (count, near) = found.GetValueOrDefault(fields["type"]);
            found[fields["type"]] = (count + 1, near + (Math.Abs(row.OriginalDue - promised) <= 60_000 ? 1 : 0));
        }, _ => { });
        return found;
    }

    private static (HistoryReplay, History) Load(string file, string agreement)
    {
        var sample = Path.Combine(Cli.Shell.Root, "samples", "boston-311");
        var (mapping, problems) = MappingReader.Load(Path.Combine(sample, "requests.map.yaml"));
        problems.ShouldBeEmpty();
        var import = Import.Read([file], mapping);
        import.Problems.Where(p => p.Severity == Severity.Error).ShouldBeEmpty();
        import.RejectedRows.ShouldBe(0);
        var (agreements, wrong) = AgreementFiles.Load([Path.Combine(sample, agreement)]);
        wrong.ShouldBeEmpty();
        return (new HistoryReplay(new AgreementSet(agreements), import.History), import.History);
    }
}
