using Prazo.Engine.Money;
using static Prazo.Engine.Tests.Money.Billing;

namespace Prazo.Engine.Tests.Money;

/// <summary>T20, T21: what rules cost, each figure computed by hand.</summary>
public class BillTests
{
    private const string Bands = "{ objective: o, of: fee, bands: { \"99.9%..100%\": none, \"99%..99.9%\": 10%, \"95%..99%\": 25%, \"0%..95%\": 100% } }";

    [Theory]
    // Of a fee of 10 000.00: 10 % is 1 000.00, 25 % is 2 500.00, 100 % is 10 000.00.
    [InlineData("100", 0)]
    [InlineData("99.9", 0)]       // 99.9..100 has its lower end
    [InlineData("99.899", 1_000)] // and 99..99.9 does not have its upper one
    [InlineData("99.2", 1_000)]
    [InlineData("99.0", 1_000)]
    [InlineData("98.999", 2_500)]
    [InlineData("98.995", 2_500)] // 99.0 when it is shown with one decimal, and not 99
    [InlineData("97", 2_500)]
    [InlineData("95", 2_500)]
    [InlineData("94.999", 10_000)]
    [InlineData("93", 10_000)]
    [InlineData("0", 10_000)]
    public void T21_A_share_costs_what_its_band_says_at_every_edge(string percent, int cost)
    {
        var line = Line(Bands, Percent(decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture)));
        (line.Amount, line.Outcome).ShouldBe((cost, cost == 0 ? BillOutcome.Nothing : BillOutcome.Charged));
        line.Rule.ShouldBe(cost switch { 0 => "99.9%..100%", 1_000 => "99%..99.9%", 2_500 => "95%..99%", _ => "0%..95%" });
    }

    [Fact]
    public void T21_A_share_is_never_rounded_into_a_better_band()
    {
        // 999 999 998 / 1 000 999 999 = 99.900099…: still in the band of 99.9 %.
        Line(Bands, Share(999_999_998, 1_000_999_999)).Amount.ShouldBe(0);
        // 998 999 999 999 / 10^12 = 99.8999999999 %: not 99.9 %.
        Line(Bands, Share(998_999_999_999, 1_000_000_000_000)).Amount.ShouldBe(1_000);
        // 2/3 = 66.66… % is exact: a band that begins at 66.6667 % does not have it.
        Line("{ objective: o, bands: { \"0%..66.6667%\": 1.00 BRL, \"66.6667%..100%\": none } }", Share(2, 3)).Amount.ShouldBe(1);
    }

    [Fact]
    public void T21_Bands_may_stand_in_any_order_and_mix_amounts_with_percentages()
    {
        const string mixed = "{ objective: o, of: fee, bands: { \"90%..95%\": 2%, \"95%..100%\": none, \"0%..90%\": 500.00 BRL } }";
        Line(mixed, Percent(90)).Amount.ShouldBe(200);  // 2 % of 10 000
        Line(mixed, Percent(89.999m)).Amount.ShouldBe(500);
    }

    [Theory]
    // 1 % of 10 000.00 = 100.00 for every 0.1 point below 99 %, or a part of one.
    [InlineData("99", 0, 0)]
    [InlineData("98.999", 1, 0)]  // 0.001 below: a part of the first step
    [InlineData("98.9", 1, 1)]    // exactly one
    [InlineData("98.899", 2, 1)]
    [InlineData("98.85", 2, 1)]
    [InlineData("97.05", 20, 19)] // 1.95 below: 19 full ones and a half
    [InlineData("100", 0, 0)]
    public void T21_Steps_below_a_share_count_with_their_parts_or_only_full(string percent, int parts, int full)
    {
        var facts = Percent(decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture));
        var counted = Line("{ objective: o, of: fee, step: { below: 99%, every: 0.1%, costs: 1% } }", facts);
        (counted.Amount, counted.Rule).ShouldBe((parts * 100, parts.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Line("{ objective: o, of: fee, step: { below: 99%, every: 0.1%, costs: 1%, parts: full } }", facts).Amount.ShouldBe(full * 100);
    }

    [Fact]
    public void T20_A_period_without_data_costs_nothing_and_says_so()
    {
        foreach (var rule in new[] { "of: fee, bands: { \"0%..100%\": 10% }", "of: fee, step: { below: 99%, every: 1%, costs: 1% }", "missed: 100.00 BRL" })
        {
            var line = Line($"{{ objective: o, {rule} }}", Share(0, 0));
            (line.Outcome, line.Amount, line.Percent, line.Raw).ShouldBe((BillOutcome.NoData, 0m, null, Ratio.Zero));
        }
    }

    [Fact]
    public void An_objective_that_was_not_measured_in_the_period_has_no_line() => Of(Bands, Nothing).Lines.ShouldBeEmpty();

    [Fact]
    public void What_is_missed_costs_once_and_what_is_just_held_does_not()
    {
        const string missed = "{ objective: o, missed: 100.00 BRL, as: fine }";
        Line(missed, Percent(95)).ShouldSatisfyAllConditions(l => l.Amount.ShouldBe(0), l => l.Outcome.ShouldBe(BillOutcome.Nothing));
        Line(missed, Percent(94.999m)).ShouldSatisfyAllConditions(l => l.Amount.ShouldBe(100), l => l.Rule.ShouldBe("missed"));
        Of(missed, Percent(10)).ShouldSatisfyAllConditions(b => b.Fine.ShouldBe(100), b => b.Credit.ShouldBe(0), b => b.Net.ShouldBe(100));
    }

    [Fact]
    public void T21_Glosa_of_three_hours_late_times_50_times_weight_2_is_300()
    {
        const string glosa = "{ target: resolution, per-hour: 50.00 BRL, weights: { critical: 2, else: 1 }, as: adjustment }";
        var bill = Of(glosa, Late(Breach(1, Hours(3), "critical")));
        bill.Adjustment.ShouldBe(300);
        bill.Lines.Single().Items.ShouldHaveSingleItem().ShouldBe(new BillItem("T-1", 3, 2, 300, 0, false));
        // Of any other priority 3 × 50 × 1 = 150; values are compared ignoring case.
        Of(glosa, Late(Breach(1, Hours(3)))).Adjustment.ShouldBe(150);
        Of(glosa, Late(Breach(1, Hours(3), "CRITICAL"))).Adjustment.ShouldBe(300);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(3_599_999, 1, 0)]
    [InlineData(3_600_000, 1, 1)]
    [InlineData(10_800_000, 3, 3)] // 3 h exactly
    [InlineData(10_800_001, 4, 3)] // and a millisecond
    public void Started_hours_count_or_only_full_ones(long late, int started, int full)
    {
        Line("{ target: resolution, per-hour: 50.00 BRL }", Late(Breach(1, late))).Amount.ShouldBe(started * 50);
        Line("{ target: resolution, per-hour: 50.00 BRL, hours: full }", Late(Breach(1, late))).Amount.ShouldBe(full * 50);
    }

    [Theory]
    [InlineData(1_800_000, 0)]  // 30 min late, 30 min free
    [InlineData(1_800_001, 1)]
    [InlineData(5_400_000, 1)]  // 1 h 30: one hour is left
    [InlineData(5_400_001, 2)]
    [InlineData(60_000, 0)]     // less than what is free is not owed to anybody
    public void Free_time_is_taken_off_before_hours_are_counted(long late, int hours) =>
        Line("{ target: resolution, per-hour: 50.00 BRL, free-time: 30m }", Late(Breach(1, late))).ShouldSatisfyAllConditions(l => l.Amount.ShouldBe(hours * 50), l => l.Items[0].Quantity.ShouldBe(hours));

    [Fact]
    public void Hours_are_of_the_clock_or_of_working_time()
    {
        var facts = Late(Breach(1, Hours(20), working: Hours(4)));
        Line("{ target: resolution, per-hour: 10.00 BRL }", facts).Amount.ShouldBe(200);
        Line("{ target: resolution, per-hour: 10.00 BRL, late: working }", facts).Amount.ShouldBe(40);
    }

    [Fact]
    public void Of_the_breaches_of_a_period_the_earliest_are_free_and_of_one_instant_the_first_by_name()
    {
        var facts = Late(Breach(3, 1), Breach(1, 1), Breach(2, 1), Breach(9, 1, target: "first-response"));
        var line = Line("{ target: resolution, per-breach: 25.00 BRL, free-breaches: 2 }", facts);
        (line.Amount, line.Items.Single().Item).ShouldBe((25m, "T-3"));
        Line("{ target: resolution, per-breach: 25.00 BRL, free-breaches: 3 }", facts).ShouldSatisfyAllConditions(l => l.Amount.ShouldBe(0), l => l.Outcome.ShouldBe(BillOutcome.Nothing));
        var tie = Late(Breach(1, 1) with { Item = "b" }, Breach(1, 1) with { Item = "a" });
        Line("{ target: resolution, per-breach: 25.00 BRL, free-breaches: 1 }", tie).Items.Single().Item.ShouldBe("b");
    }

    [Fact]
    public void Only_the_tickets_that_it_is_for_are_charged_and_use_up_what_is_free()
    {
        var facts = Late(Breach(1, 1), Breach(2, 1, "critical"), Breach(3, 1, "critical"));
        Line("{ target: resolution, per-breach: 25.00 BRL, free-breaches: 1, when: { priority: [critical] } }", facts).Items.Select(i => i.Item).ShouldBe(["T-3"]);
        Line("{ target: resolution, per-breach: 25.00 BRL, when: { priority: { not: [critical] } } }", facts).Items.Select(i => i.Item).ShouldBe(["T-1"]);
    }

    [Fact]
    public void A_percentage_for_each_breach_is_of_the_amount_named()
    {
        // 0.5 % of 10 000 = 50, times 2 breaches, one of weight 1.5: 50 + 75 = 125.
        Line("{ target: resolution, per-breach: 0.5%, of: fee, weights: { critical: 1.5 } }", Late(Breach(1, 1), Breach(2, 1, "critical"))).Amount.ShouldBe(125);
    }

    [Fact]
    public void Percentages_of_an_amount_that_nobody_tells_are_unknown_and_not_nothing()
    {
        const string percent = "{ objective: o, of: fee, bands: { \"95%..100%\": none, \"0%..95%\": 10% } }";
        Line(percent, Percent(90), money: "").ShouldSatisfyAllConditions(l => l.Outcome.ShouldBe(BillOutcome.UnknownAmount), l => l.Amount.ShouldBeNull(), l => l.Raw.ShouldBeNull(), l => l.Rule.ShouldBe("0%..95%"));
        Line(percent, Percent(96), money: "").ShouldSatisfyAllConditions(l => l.Outcome.ShouldBe(BillOutcome.Nothing), l => l.Amount.ShouldBe(0));
        Of(percent, Percent(90), money: "").Net.ShouldBe(0);
    }

    [Fact]
    public void Without_a_breach_nothing_is_owed_whatever_the_amount()
    {
        const string each = "{ target: resolution, per-hour: 1%, of: fee, hours: full, cap: { event: 10%, period: 20%, year: 30% } }";
        Line(each, Nothing, money: "").ShouldSatisfyAllConditions(l => l.Outcome.ShouldBe(BillOutcome.Nothing), l => l.Amount.ShouldBe(0));
        // Late by less than an hour, of which only full ones count.
        Line(each, Late(Breach(1, 1)), money: "").ShouldSatisfyAllConditions(l => l.Outcome.ShouldBe(BillOutcome.Nothing), l => l.Items.ShouldHaveSingleItem().Raw.ShouldBe(Ratio.Zero));
        Line(each, Late(Breach(1, Hours(1))), money: "").Outcome.ShouldBe(BillOutcome.UnknownAmount);
    }

    [Fact]
    public void A_cap_of_unknown_size_leaves_the_sum_unknown()
    {
        Line("{ target: resolution, per-breach: 25.00 BRL, of: fee, cap: 10% }", Late(Breach(1, 1)), money: "").ShouldSatisfyAllConditions(
            l => l.Outcome.ShouldBe(BillOutcome.UnknownAmount), l => l.Amount.ShouldBeNull(), l => l.Raw.ShouldBe((Ratio)25));
        Line("{ target: resolution, per-breach: 25.00 BRL, of: fee, cap: { event: 10% } }", Late(Breach(1, 1)), money: "").Amount.ShouldBeNull();
    }

    [Fact]
    public void Rewards_are_in_the_providers_favour()
    {
        var bill = Of("{ objective: o, of: fee, bands: { \"99%..100%\": 2%, \"0%..99%\": none }, as: reward }, { objective: p, missed: 50.00 BRL }", new([.. Percent(99.5m).Objectives, .. Percent(10, "p").Objectives], []));
        (bill.Reward, bill.Credit, bill.Net).ShouldBe((200m, 50m, -150m));
    }

    [Theory]
    // Points: 3 per breach of weight 1, 6 of weight 2, and 4 for each full point below 95 %.
    [InlineData(0, 95, "0..5", 0, 0)]
    [InlineData(1, 95, "0..5", 3, 0)]
    [InlineData(1, 94, "5..10", 7, 200)]    // 3 + 4 = 7 points: 2 % of 10 000
    [InlineData(2, 94, "10..", 10, 500)]    // 6 + 4 = 10 points: 5 %
    [InlineData(1, 90, "10..", 23, 500)]    // 3 + 20
    public void Points_of_a_period_lead_to_a_band_of_payment(int breaches, int percent, string band, int points, int cost)
    {
        var facts = new PeriodFacts(Percent(percent).Objectives, [.. Enumerable.Range(1, breaches).Select(n => Breach(n, 1))]);
        var bill = Of("{ target: resolution, per-breach: 3 points, weights: { critical: 2 } }, { objective: o, step: { below: 95%, every: 1%, costs: 4 points, parts: full } }", facts,
            Fee + ", points: { bands: { \"0..5\": none, \"5..10\": 2%, \"10..\": 5% }, of: fee }");
        bill.Lines.Sum(l => l.Penalty == "points" ? 0 : l.Points).ShouldBe(points);
        bill.Adjustment.ShouldBe(cost);
        if (points > 0)
            bill.Lines.Single(l => l.Penalty == "points").ShouldSatisfyAllConditions(l => l.Points.ShouldBe(points), l => l.Rule.ShouldBe(band), l => l.Kind.ShouldBe(PenaltyKind.Adjustment));
        else
            bill.Lines.ShouldNotContain(l => l.Penalty == "points");
    }

    [Theory]
    // 1 % of these amounts: 0.005, 0.015, 0.025, 0.0251 – the first three are exact halves of a cent.
    [InlineData("0.50", "0.00", "0.01", "0.00")]
    [InlineData("1.50", "0.02", "0.02", "0.01")]
    [InlineData("2.50", "0.02", "0.03", "0.02")]
    [InlineData("2.51", "0.03", "0.03", "0.02")]
    public void T21_The_cent_is_rounded_as_agreed(string fee, string even, string up, string down)
    {
        foreach (var (rounding, amount) in new[] { ("half-even", even), ("half-up", up), ("down", down) })
            Line("{ objective: o, missed: 1%, of: fee }", Percent(1), $"rounding: {rounding}, amounts: {{ fee: {fee} BRL }}").Amount.ShouldBe(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), rounding);
    }

    [Theory]
    // A third of a percent step is exact: 0.3 % of 1 001 is 3.003.
    [InlineData("JPY", "3")]
    [InlineData("BRL", "3.00")]
    [InlineData("KWD", "3.003")]
    public void A_currency_is_rounded_to_its_smallest_unit(string currency, string amount) =>
        Line("{ objective: o, missed: 0.3%, of: fee }", Percent(1), $"amounts: {{ fee: 1001 {currency} }}").Amount!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(amount);

    [Theory]
    [InlineData("JPY", 0)]
    [InlineData("CLP", 0)]
    [InlineData("XAF", 0)]
    [InlineData("BRL", 2)]
    [InlineData("RON", 2)]
    [InlineData(null, 2)]
    [InlineData("TND", 3)]
    [InlineData("CLF", 4)]
    public void Currencies_have_the_decimals_of_ISO_4217(string? currency, int decimals) => Bill.DecimalsOf(currency).ShouldBe(decimals);

    [Fact]
    public void An_agreement_without_a_currency_is_settled_in_that_of_its_first_amount()
    {
        Terms("{ objective: o, missed: 100.00 EUR }", money: "").Money.Currency.ShouldBe("EUR");
        Terms("{ target: resolution, per-breach: 1%, of: fee, cap: 5.00 RON }", money: "").Money.Currency.ShouldBe("RON");
        Terms("{ objective: o, missed: 1%, of: fee }", money: "").Money.Currency.ShouldBeNull();
        Of("{ objective: o, missed: 100 JPY }", Percent(1), money: "").Lines.Single().Amount!.Value.Scale.ShouldBe((byte)0);
    }
}
