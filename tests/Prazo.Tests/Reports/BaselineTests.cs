using System.Text.Json;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Reports;
using Prazo.Tests.Samples;

namespace Prazo.Tests.Reports;

public class BaselineTests
{
    private static readonly Instant AsOf = Instant.FromUtc(2026, 3, 24, 15, 0);
    private static readonly Lazy<History> Events = new(() =>
    {
        var events = new HistoryBuilder();
        foreach (var (ticket, e) in new AuroraShop().Log(400))
            events.Add(ticket, e);
        return events.Build();
    });

    private static BaselineResult Run(string? by)
    {
        var folder = Path.Combine(Cli.Shell.Root, "samples", "aurora");
        var agreement = AgreementFiles.Load([Path.Combine(folder, "loja-aurora.yaml")]).Agreements.Single();
        return Baseline.Run(new BaselineQuery(AsOf, agreement, "comercial", by, ["waiting-customer"]), Events.Value);
    }

    [Theory]
    [InlineData(0, "5s")]
    [InlineData(5_000, "5s")]
    [InlineData(5_001, "10s")]
    [InlineData(61_000, "2m")]
    [InlineData(3_599_000, "1h")]
    [InlineData(3_601_000, "1h15m")]
    [InlineData(14_401_000, "5h")]
    [InlineData(86_401_000, "28h")]
    [InlineData(360_001_000, "104h")]
    public void Lengths_are_rounded_up_to_what_people_promise(long milliseconds, string text)
    {
        Baseline.TextOf(Baseline.RoundUp(milliseconds)).ShouldBe(text);
    }

    [Fact]
    public void Each_proposal_is_kept_by_at_least_its_level_and_never_below_the_exact_percentile()
    {
        var rows = Run("priority").Rows;
        rows.Select(r => r.Metric).Distinct().ShouldContain(Metric.Resolution);
        foreach (var row in rows.Where(r => r.Stopped > 0))
            foreach (var p in row.Working!.Proposals.Concat(row.Clock!.Proposals))
            {
                (100m * p.Kept / row.Stopped).ShouldBeGreaterThanOrEqualTo(p.Level);
                p.Promise.TotalMilliseconds.ShouldBeGreaterThanOrEqualTo(p.Exact);
            }
    }

    [Fact]
    public void The_values_of_the_field_add_up_to_all_tickets_and_stand_most_urgent_first()
    {
        foreach (var metric in Run("priority").Rows.GroupBy(r => r.Metric))
        {
            var all = metric.Single(r => r.Value is null);
            metric.Where(r => r.Value is not null).Sum(r => r.Stopped).ShouldBe(all.Stopped);
            metric.Where(r => r.Value is not null).Sum(r => r.Open + r.FellAway).ShouldBe(all.Open + all.FellAway);
        }
        Run("priority").Rows.Where(r => r.Metric == Metric.FirstResponse).Select(r => r.Value).ShouldBe([null, "critical", "high", "normal", "low"]);
    }

    [Theory]
    [InlineData(80, true)]
    [InlineData(90, true)]
    [InlineData(95, false)]
    public void The_proposed_agreement_is_read_and_a_report_under_it_keeps_what_was_said(int level, bool working)
    {
        var baseline = Run(null);
        var (agreements, problems) = AgreementFiles.Parse(BaselineText.Yaml(baseline, level, working));
        problems.Where(p => p.Severity == Engine.Severity.Error).ShouldBeEmpty();
        var report = Report.Run(new ReportQuery(AsOf, [], null), new AgreementSet(agreements), Events.Value);
        var first = baseline.Rows.Single(r => r.Metric == Metric.FirstResponse);
        var row = report.Totals.Single(r => r.Metric == Metric.FirstResponse);
        row.Tally.Met.ShouldBe((working ? first.Working : first.Clock)!.At(level).Kept);
        row.Tally.MetLate.ShouldBe(first.Stopped - row.Tally.Met);
    }

    [Fact]
    public void By_any_field_the_agreement_is_read_too()
    {
        var yaml = BaselineText.Yaml(Run("channel"), 90, working: true);
        AgreementFiles.Parse(yaml).Problems.Where(p => p.Severity == Engine.Severity.Error).ShouldBeEmpty();
        yaml.ShouldContain("by: channel");
        yaml.ShouldContain("pause: [ { status: [waiting-customer], party: customer } ]");
    }

    [Fact]
    public void Json_tells_lengths_and_their_basis()
    {
        using var buffer = new MemoryStream();
        BaselineText.WriteJson(Run("priority"), buffer);
        using var json = JsonDocument.Parse(buffer.ToArray());
        var row = json.RootElement.GetProperty("rows")[0];
        row.GetProperty("stopped").GetInt32().ShouldBeGreaterThan(100);
        row.GetProperty("working").GetProperty("proposals").GetArrayLength().ShouldBe(3);
    }
}
