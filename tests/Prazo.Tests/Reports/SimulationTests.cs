using System.Collections.Immutable;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Reports;
using Prazo.Tests.Samples;

namespace Prazo.Tests.Reports;

public class SimulationTests
{
    private static readonly Instant AsOf = Instant.FromUtc(2026, 3, 24, 15, 0);
    private static readonly Lazy<History> Events = new(() =>
    {
        var events = new HistoryBuilder();
        foreach (var (ticket, e) in new AuroraShop().Log(400))
            events.Add(ticket, e);
        return events.Build();
    });

    private static AgreementSet Set(string targets, string applies = "")
    {
        var (agreements, problems) = AgreementFiles.Parse($$"""
            prazo: 1
            agreement: shop
            zone: America/Sao_Paulo
            calendars:
              comercial: { weekly: { mon-fri: "08:00-12:00, 13:00-18:00", sat: "09:00-13:00" } }
            {{applies}}
            targets:
            {{targets}}
            """);
        problems.Where(p => p.Severity == Engine.Severity.Error).ShouldBeEmpty();
        return new AgreementSet(agreements);
    }

    private static SimulationResult Run(AgreementSet before, AgreementSet after, params string[] by) => Simulation.Run(before, after, Events.Value, AsOf, [.. by]);

    [Fact]
    public void The_same_agreement_changes_nothing()
    {
        var set = Set("  first-response: { within: 2h }\n  resolution: { within: 16h }");
        var result = Run(set, set, "priority");
        result.Changes.ShouldBeEmpty();
        result.Totals.Select(r => r.Target).ShouldBe(["first-response", "resolution"]);
        result.Totals.Concat(result.Rows).ShouldAllBe(r => r.Before == r.After);
        result.Totals[0].Before.Met.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void A_shorter_promise_breaks_and_the_way_back_keeps_the_very_same_tickets()
    {
        var (wide, narrow) = (Set("  first-response: { within: 4h }"), Set("  first-response: { within: 1h }"));
        var there = Run(wide, narrow);
        var back = Run(narrow, wide);
        var broken = there.Changes.Where(c => c.Kind == ChangeKind.KeptToBroken).ToList();
        broken.Count.ShouldBeGreaterThan(10);
        there.Changes.ShouldNotContain(c => c.Kind == ChangeKind.BrokenToKept);
        back.Changes.Where(c => c.Kind == ChangeKind.BrokenToKept).Select(c => (c.Ticket, c.Cycle)).ShouldBe(broken.Select(c => (c.Ticket, c.Cycle)));
        broken.ShouldAllBe(c => c.LastAfter < c.LastBefore);
        there.Totals[0].AttainmentBefore.Kept.ShouldBe(there.Totals[0].AttainmentAfter.Kept + broken.Count);
    }

    [Fact]
    public void Each_side_is_what_a_report_of_its_own_says()
    {
        var (a, b) = (Set("  first-response: { within: 3h }\n  resolution: { within: 10h }"), Set("  first-response: { within: 1h }"));
        var result = Run(a, b, "channel");
        foreach (var (set, side) in new[] { (a, (Func<SimulationRow, Engine.Money.Tally>)(r => r.Before)), (b, r => r.After) })
        {
            var report = Report.Run(new ReportQuery(AsOf, ["channel"], null), set, Events.Value);
            foreach (var row in report.Totals)
                side(result.Totals.Single(r => r.Target == row.Target)).Clocks.ShouldBe(row.Tally.Clocks);
            foreach (var row in report.Rows)
                side(result.Rows.Single(r => r.Target == row.Target && r.Values.SequenceEqual(row.Values))).Met.ShouldBe(row.Tally.Met);
        }
    }

    [Fact]
    public void A_target_or_an_agreement_that_goes_away_loses_promises_and_one_that_comes_gains_them()
    {
        var (all, some) = (Set("  first-response: { within: 4h }\n  resolution: { within: 16h }"), Set("  first-response: { within: 4h }", "applies: { when: { channel: email } }"));
        var result = Run(all, some);
        var resolution = result.Totals.Single(r => r.Target == "resolution");
        resolution.Count(ChangeKind.PromiseLost).ShouldBe(resolution.Before.Clocks);
        resolution.AttainmentAfter.Percent.ShouldBeNull();
        // Before, only tickets that do not exist yet as of then are uncovered.
        var gone = result.UncoveredAfter - result.UncoveredBefore;
        gone.ShouldBeGreaterThan(0);
        result.Totals.Single(r => r.Target == "first-response").Count(ChangeKind.PromiseLost).ShouldBe(gone);
        Run(some, all).Changes.Count(c => c.Kind == ChangeKind.PromiseGained).ShouldBe(result.Changes.Length);
    }

    [Fact]
    public void Rows_by_a_dimension_add_up_to_the_totals_and_to_the_list()
    {
        var result = Run(Set("  resolution: { within: 16h }"), Set("  resolution: { within: 8h }"), "priority", "channel");
        foreach (var total in result.Totals)
        {
            var rows = result.Rows.Where(r => r.Target == total.Target).ToList();
            rows.Sum(r => r.Before.Met).ShouldBe(total.Before.Met);
            rows.Sum(r => r.After.MetLate).ShouldBe(total.After.MetLate);
            foreach (var kind in Enum.GetValues<ChangeKind>())
            {
                rows.Sum(r => r.Count(kind)).ShouldBe(total.Count(kind));
                result.Changes.Count(c => c.Kind == kind).ShouldBe((int)total.Count(kind));
            }
        }
    }

    private static string Weekly(string within) => $"  first-response: {{ within: {within} }}\nobjectives:\n  - {{ id: answers, target: first-response, at-least: 85%, per: week }}";

    [Fact]
    public void Objectives_are_what_a_report_of_each_side_says_and_flip_where_only_one_side_holds()
    {
        var (wide, narrow) = (Set(Weekly("6h")), Set(Weekly("1h")));
        var result = Run(wide, narrow);
        foreach (var (set, side) in new[] { (wide, (Func<SimulatedObjective, ObjectiveSide?>)(o => o.Before)), (narrow, o => o.After) })
            Report.Run(new ReportQuery(AsOf, [], null), set, Events.Value).Objectives.Select(o => (o.Period, o.AtLeast, o.Attainment, o.Held))
                .ShouldBe(result.Objectives.Where(o => side(o) is not null).Select(o => (o.Period, side(o)!.AtLeast, side(o)!.Attainment, side(o)!.Held)));
        result.Objectives.Count(o => o.Flips).ShouldBeGreaterThan(0);
        Run(wide, wide).Objectives.ShouldAllBe(o => !o.Flips && o.Before == o.After);
        Run(wide, Set("  first-response: { within: 1h }")).Objectives.ShouldAllBe(o => o.Before != null && o.After == null);
    }

    [Fact]
    public void Several_threads_count_what_one_counts()
    {
        var events = new HistoryBuilder();
        foreach (var (ticket, e) in new AuroraShop().Log(2500))
            events.Add(ticket, e);
        var history = events.Build();
        var (wide, narrow) = (Set(Weekly("6h")), Set(Weekly("1h")));
        var (one, two) = (Simulation.Run(wide, narrow, history, AsOf, ["priority"], threads: 1), Simulation.Run(wide, narrow, history, AsOf, ["priority"], threads: 2));
        two.Objectives.ShouldBe(one.Objectives);
        two.Changes.ShouldBe(one.Changes);
        two.Rows.Select(r => (r.Target, r.Values[0], r.Before, r.After)).ShouldBe(one.Rows.Select(r => (r.Target, r.Values[0], r.Before, r.After)));
    }

    [Theory]
    [InlineData(Verdict.Met, Verdict.MetLate, ChangeKind.KeptToBroken)]
    [InlineData(Verdict.Met, Verdict.Broken, ChangeKind.KeptToBroken)]
    [InlineData(Verdict.Broken, Verdict.Met, ChangeKind.BrokenToKept)]
    [InlineData(Verdict.Open, Verdict.Broken, ChangeKind.Otherwise)]
    [InlineData(null, Verdict.Open, ChangeKind.PromiseGained)]
    [InlineData(Verdict.Cancelled, null, ChangeKind.PromiseLost)]
    [InlineData(Verdict.Met, Verdict.Met, null)]
    [InlineData(null, null, null)]
    public void Two_verdicts_make_a_change(Verdict? before, Verdict? after, ChangeKind? kind) => Simulation.KindOf(before, after).ShouldBe(kind);
}
