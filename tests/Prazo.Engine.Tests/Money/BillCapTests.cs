using Prazo.Engine.Money;
using static Prazo.Engine.Tests.Money.Billing;

namespace Prazo.Engine.Tests.Money;

/// <summary>Caps, minimum and what is earned back, computed by hand.</summary>
public class BillCapTests
{
    private const string Hourly = "target: resolution, per-hour: 50.00 BRL, ";

    [Fact]
    public void A_cap_of_an_event_binds_each_breach_by_itself()
    {
        // 12 h × 50 = 600, capped to 500; 3 h × 50 = 150: together 650.
        var line = Line($"{{ {Hourly} cap: {{ event: 500.00 BRL }} }}", Late(Breach(1, Hours(12)), Breach(2, Hours(3))));
        (line.Amount, line.Outcome).ShouldBe((650m, BillOutcome.Capped));
        line.Items.Select(i => (i.Raw, i.Capped)).ShouldBe([((Ratio?)500, true), ((Ratio?)150, false)]);
    }

    [Fact]
    public void A_cap_of_the_period_binds_the_sum()
    {
        var facts = Late(Breach(1, Hours(12)), Breach(2, Hours(13)), Breach(3, Hours(14)));
        // (12 + 13 + 14) × 50 = 1 950.
        Line($"{{ {Hourly} cap: 1500.00 BRL }}", facts).ShouldSatisfyAllConditions(l => l.Amount.ShouldBe(1500), l => l.Raw.ShouldBe((Ratio)1950), l => l.Outcome.ShouldBe(BillOutcome.Capped));
        Line($"{{ {Hourly} cap: {{ period: 1950.00 BRL }} }}", facts).ShouldSatisfyAllConditions(l => l.Amount.ShouldBe(1950), l => l.Outcome.ShouldBe(BillOutcome.Charged));
        // 12 % of 10 000 = 1 200.
        Line($"{{ {Hourly} of: fee, cap: 12% }}", facts).Amount.ShouldBe(1200);
        Line($"{{ {Hourly} cap: none }}", facts).Amount.ShouldBe(1950);
    }

    [Fact]
    public void A_cap_of_the_year_counts_what_was_charged_before()
    {
        var month = Late(Breach(1, Hours(50)));
        // 50 h × 50 = 2 500 a month, 6 000 a year: 2 500, 2 500, 1 000, 0.
        Months($"{{ {Hourly} cap: {{ year: 6000.00 BRL }} }}", Fee, month, month, month, month).Select(b => b.Credit).ShouldBe([2500m, 2500m, 1000m, 0m]);
    }

    [Fact]
    public void What_was_charged_in_another_year_does_not_count()
    {
        var (agreement, month) = (Terms($"{{ {Hourly} cap: {{ year: 3000.00 BRL }} }}"), Late(Breach(1, Hours(50))));
        var before = Of(agreement, month);
        Of(agreement, month, before.AsPast(month, inYear: false)).Credit.ShouldBe(2500);
        Of(agreement, month, before.AsPast(month, inYear: true)).Credit.ShouldBe(500);
    }

    [Fact]
    public void An_objective_measured_weekly_has_a_line_each_week_and_one_cap()
    {
        var weeks = new PeriodFacts([.. new[] { 90, 96, 80, 70 }.Select((p, i) => new Measured("weekly", $"2026-W1{i}", p, 100, 95))], []);
        // 300 a missed week: 300, 0, 300, 300, of which 700 in the month: 300, 0, 300, 100.
        var lines = Of("{ objective: weekly, missed: 300.00 BRL, cap: 700.00 BRL }", weeks).Lines;
        lines.Select(l => l.Amount).ShouldBe([300, 0, 300, 100]);
        lines.Select(l => l.Outcome).ShouldBe([BillOutcome.Charged, BillOutcome.Nothing, BillOutcome.Charged, BillOutcome.Capped]);
        // In the year 1 000: 900 in the first month, 100 in the first week of the next.
        Months("{ objective: weekly, missed: 300.00 BRL, cap: { year: 1000.00 BRL } }", Fee, weeks, weeks).Select(b => b.Credit).ShouldBe([900m, 100m]);
        Months("{ objective: weekly, missed: 300.00 BRL, cap: { year: 1000.00 BRL } }", Fee, weeks, weeks)[1].Lines.Select(l => l.Amount).ShouldBe([100, 0, 0, 0]);
    }

    [Theory]
    [InlineData("half-up")]
    [InlineData("half-even")]
    [InlineData("down")]
    public void A_cap_is_not_exceeded_by_rounding(string rounding)
    {
        // 10 % of 123.45 = 12.345; half-up of it would be 12.35, which is more.
        var line = Line("{ objective: o, missed: 20%, of: fee, cap: 10% }", Percent(1), $"rounding: {rounding}, amounts: {{ fee: 123.45 BRL }}");
        (line.Amount, line.Raw!.Value.ToString()).ShouldBe((12.34m, "2469/100"));
        // Of 0.006 a cent is made, where 0.0075 is all there may be.
        Line("{ objective: o, missed: 0.8%, of: fee, cap: 1% }", Percent(1), "amounts: { fee: 0.75 BRL }").ShouldSatisfyAllConditions(l => l.Amount.ShouldBe(0), l => l.Outcome.ShouldBe(BillOutcome.Capped));
    }

    [Fact]
    public void A_cap_of_all_takes_off_credits_first_and_leaves_rewards_alone()
    {
        const string three = "{ objective: o, missed: 500.00 BRL }, { id: f, objective: o, missed: 400.00 BRL, as: fine }, { id: a, objective: o, missed: 300.00 BRL, as: adjustment }, { objective: p, missed: 50.00 BRL, as: reward }";
        var facts = new PeriodFacts([.. Percent(10).Objectives, .. Percent(10, "p").Objectives], []);
        // 1 200 without the reward; 6 % of 10 000 = 600: 600 come off, of the credit 500 and of the adjustment 100.
        var bill = Of(three, facts, Fee + ", cap: 6%");
        (bill.Credit, bill.Adjustment, bill.Fine, bill.Reward, bill.Net).ShouldBe((0m, 200m, 400m, 50m, 550m));
        bill.Lines.Where(l => l.Penalty == "cap").Select(l => (l.Kind, l.Amount, l.Outcome)).ShouldBe([(PenaltyKind.Credit, -500, BillOutcome.Capped), (PenaltyKind.Adjustment, -100, BillOutcome.Capped)]);
        // 250 leave only a part of the fine.
        Of(three, facts, Fee + ", cap: 250.00 BRL").ShouldSatisfyAllConditions(b => b.Fine.ShouldBe(250), b => b.Credit.ShouldBe(0), b => b.Adjustment.ShouldBe(0));
        Of(three, facts, Fee + ", cap: 1200.00 BRL").Lines.ShouldNotContain(l => l.Penalty == "cap");
    }

    [Fact]
    public void A_cap_of_all_in_a_year_counts_what_came_of_earlier_periods_in_the_end_without_rewards()
    {
        const string two = "{ objective: o, missed: 500.00 BRL }, { objective: p, missed: 300.00 BRL, as: reward }";
        var facts = new PeriodFacts([.. Percent(10).Objectives, .. Percent(10, "p").Objectives], []);
        // 400 a month at most, 1 000 a year: 400, 400, 200, 0, and a reward of 300 every time.
        Months(two, Fee + ", cap: { period: 400.00 BRL, year: 1000.00 BRL }", facts, facts, facts, facts).Select(b => (b.Credit, b.Reward)).ShouldBe([(400m, 300m), (400m, 300m), (200m, 300m), (0m, 300m)]);
    }

    [Theory]
    [InlineData("9.99", false)]
    [InlineData("10.00", true)]
    [InlineData("10.01", true)]
    public void Credits_below_the_minimum_are_not_given(string missed, bool given)
    {
        var bill = Of($"{{ objective: o, missed: {missed} BRL }}", Percent(1), "minimum: 10.00 BRL");
        bill.Credit.ShouldBe(given ? decimal.Parse(missed, System.Globalization.CultureInfo.InvariantCulture) : 0);
        bill.Lines.Any(l => l is { Penalty: "minimum", Outcome: BillOutcome.BelowMinimum, Amount: -9.99m }).ShouldBe(!given);
    }

    [Fact]
    public void The_minimum_is_of_credits_and_adjustments_together_and_not_of_fines()
    {
        Of("{ objective: o, missed: 6.00 BRL }, { id: a, objective: o, missed: 4.00 BRL, as: adjustment }", Percent(1), "minimum: 10.00 BRL").Net.ShouldBe(10);
        Of("{ objective: o, missed: 6.00 BRL }, { id: f, objective: o, missed: 4.00 BRL, as: fine }", Percent(1), "minimum: 10.00 BRL").ShouldSatisfyAllConditions(b => b.Credit.ShouldBe(0), b => b.Fine.ShouldBe(4));
    }

    [Fact]
    public void What_the_cap_leaves_of_a_credit_is_given_however_small()
    {
        // 50 + 95 = 145, at most 100: 45 come off the credit and leave 5, which would be below the minimum. Without it a worse month would cost less: 50 + 50 = 100, but 95.
        Of("{ objective: o, missed: 50.00 BRL }, { id: f, objective: o, missed: 95.00 BRL, as: fine }", Percent(1), "minimum: 10.00 BRL, cap: 100.00 BRL").ShouldSatisfyAllConditions(
            b => b.Credit.ShouldBe(5), b => b.Fine.ShouldBe(95), b => b.Net.ShouldBe(100));
    }

    // ---- earned back

    private const string Earned = "{ objective: o, missed: 100.00 BRL, earn-back: { at-least: 98%, periods: 2 } }";

    private static decimal[] Credits(string penalty, params decimal[] percents) =>
        [.. Months(penalty, Fee, [.. percents.Select(p => p < 0 ? Share(0, 0) : Percent(p))]).Select(b => b.Credit)];

    [Fact]
    public void What_was_charged_is_given_back_after_good_periods()
    {
        Credits(Earned, 90, 98, 98, 98).ShouldBe([100, 0, -100, 0]);      // good for the whole time, and once
        Credits(Earned, 90, 98, 97.999m, 98, 98).ShouldBe([100, 0, 0, 0, 0]); // interrupted: 97.999 is held, and not good enough
        Credits(Earned, 90, 98, -1, 98, 98).ShouldBe([100, 0, 0, 0, 0]);  // no data is not good
        Credits(Earned, 90, 98, -1).ShouldBe([100, 0, 0]);
        Credits(Earned, 90, 90, 98, 98).ShouldBe([100, 100, 0, -100]);    // that of the second month only
        Credits(Earned, 96, 98, 98).ShouldBe([0, 0, 0]);                  // nothing was charged
        Credits("{ objective: o, missed: 100.00 BRL, earn-back: { at-least: 98%, periods: 1 } }", 90, 98, 98).ShouldBe([100, -100, 0]);
    }

    [Fact]
    public void A_line_tells_what_is_earned_back()
    {
        var bills = Months(Earned, Fee, Percent(90), Percent(99), Percent(99));
        bills[2].Lines.Select(l => (l.Penalty, l.Outcome, l.Amount)).ShouldBe([("o", BillOutcome.Nothing, 0), ("o", BillOutcome.EarnedBack, -100)]);
        bills[2].Net.ShouldBe(-100);
    }

    [Fact]
    public void What_was_not_given_in_the_first_place_cannot_be_earned_back()
    {
        // 100 stay below the minimum of 150.
        Months(Earned, Fee + ", minimum: 150.00 BRL", Percent(90), Percent(99), Percent(99)).Select(b => b.Credit).ShouldBe([0m, 0m, 0m]);
        // Of 100 + 100 the cap of all left 120: back come 100 and 20.
        var both = "{ objective: o, missed: 100.00 BRL, earn-back: { at-least: 98%, periods: 1 } }, { id: again, objective: o, missed: 100.00 BRL, earn-back: { at-least: 98%, periods: 1 } }";
        Months(both, Fee + ", cap: 120.00 BRL", Percent(90), Percent(99))[1].Lines.Where(l => l.Outcome == BillOutcome.EarnedBack).Select(l => l.Amount).ShouldBe([-100, -20]);
    }

    [Fact]
    public void Every_week_of_a_month_must_be_good()
    {
        PeriodFacts Weeks(params long[] kept) => new([.. kept.Select((k, i) => new Measured("weekly", $"2026-W1{i}", k, k < 0 ? 0 : 100, 95))], []);
        const string weekly = "{ objective: weekly, missed: 10.00 BRL, earn-back: { at-least: 98%, periods: 2 } }";
        Months(weekly, Fee, Weeks(90, 90), Weeks(98, 99), Weeks(98, 98)).Select(b => b.Credit).ShouldBe([20m, 0m, -20m]);
        Months(weekly, Fee, Weeks(90, 90), Weeks(98, 99), Weeks(97, 98)).Select(b => b.Credit).ShouldBe([20m, 0m, 0m]);
        Months(weekly, Fee, Weeks(90, 90), Weeks(97, 99), Weeks(98, 98)).Select(b => b.Credit).ShouldBe([20m, 0m, 0m]);
        Months(weekly, Fee, Weeks(90, 90), Weeks(98, 99), Weeks(98, -1)).Select(b => b.Credit).ShouldBe([20m, 0m, 0m]);
    }

    [Fact]
    public void What_was_earned_back_is_not_earned_back_again_nor_hides_what_was_charged()
    {
        const string one = "{ objective: o, missed: 100.00 BRL, earn-back: { at-least: 0%, periods: 1 } }";
        // Every month is missed, and good enough to give back what the one before cost: +100, then +100 − 100.
        Credits(one, 90, 90, 90, 99, 99).ShouldBe([100, 0, 0, -100, 0]);
    }

    [Fact]
    public void A_bill_as_an_earlier_period_tells_what_later_ones_ask()
    {
        var facts = new PeriodFacts([new("o", "a", 9, 10, 95), new("o", "b", 8, 10, 95), new("p", "a", 1, 1, 90), new("p", "b", 0, 0, 90)], []);
        var past = Of("{ objective: o, missed: 100.00 BRL }, { objective: p, missed: 5.00 BRL }", facts, Fee + ", cap: 150.00 BRL").AsPast(facts, inYear: true);
        past.Amounts.Select(a => (a.Key, a.Value)).ShouldBe([("cap", -50m), ("o", 200m), ("p", 0m)]);
        // The least of those of a period; one without data tells nothing.
        past.Percents.Select(p => (p.Key, p.Value)).ShouldBe([("o", (Ratio)80)]);
        (past.InYear, past.Net("o"), past.Net("nobody")).ShouldBe((true, 200m, 0m));
    }
}
