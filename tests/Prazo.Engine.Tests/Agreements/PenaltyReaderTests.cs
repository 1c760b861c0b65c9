using Prazo.Engine.Agreements;
using Prazo.Engine.Money;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>T21: what is refused, where, and what is offered instead, under <c>money</c>, <c>penalties</c> and <c>statement</c>.</summary>
public class PenaltyReaderTests
{
    private const string Promises = "targets: { resolution: { within: 4h clock } }\nobjectives: [ { id: o, target: resolution, at-least: 95% } ]\n";
    private const string Money = "money: { amounts: { fee: 1000.00 BRL, base: 500.00 BRL } }\n";

    private static void Refuses(string code, string penalty, string says, string money = Money) => ShouldComplain(code, Promises + money + $"penalties: [ {penalty} ]\n", says: says);

    [Theory]
    [InlineData("missing-key", "«{ objective: o }¦{ objective: o, missed: 1.00 BRL }»", "what does it cost? — write one of bands, step, missed, per-breach, per-hour")]
    [InlineData("two-rules", "«{ objective: o, missed: 1.00 BRL, step: { below: 95%, every: 1%, costs: 1% }, of: fee }¦{ objective: o, missed: 1.00 BRL }»", "step and missed: one rule at a time")]
    [InlineData("two-rules", "«{ target: resolution, per-breach: 1.00 BRL, per-hour: 1.00 BRL }¦{ target: resolution, per-hour: 1.00 BRL }»", "per-breach and per-hour: one rule at a time")]
    [InlineData("missing-key", "«{ target: resolution, missed: 1.00 BRL }¦{ objective: o, missed: 1.00 BRL }»", "missed follows an objective — write `objective:` and no `target:`")]
    [InlineData("missing-key", "«{ objective: o, target: resolution, missed: 1.00 BRL }¦{ objective: o, missed: 1.00 BRL }»", "missed follows an objective")]
    [InlineData("missing-key", "«{ objective: o, per-breach: 1.00 BRL }¦{ target: resolution, per-breach: 1.00 BRL }»", "per-breach follows the breaches of one target — write `target:` and no `objective:`")]
    [InlineData("missing-key", "«{ per-hour: 1.00 BRL }¦{ target: resolution, per-hour: 1.00 BRL }»", "per-hour follows the breaches of one target")]
    [InlineData("missing-key", "«{ objective: o, missed: 1% }¦{ objective: o, missed: 1%, of: fee }»", "percentages of what? — write `of: monthly-fee`")]
    [InlineData("missing-key", "«{ target: resolution, per-breach: 1.00 BRL, cap: 5% }¦{ target: resolution, per-breach: 1.00 BRL, cap: 5%, of: fee }»", "percentages of what?")]
    [InlineData("missing-key", "«{ target: resolution, per-breach: 1.00 BRL, cap: { year: 5% } }¦{ target: resolution, per-breach: 1.00 BRL }»", "percentages of what?")]
    [InlineData("duplicate-id", "{ objective: o, missed: 1.00 BRL }, { «objective: o¦id: p, objective: o», missed: 1.00 BRL }", "there is a penalty o already — give each an `id:` of its own", 11)]
    [InlineData("duplicate-id", "{ id: x, objective: o, missed: 1.00 BRL }, { id: «x¦y», objective: o, missed: 1.00 BRL }", "there is a penalty x already")]
    [InlineData("duplicate-id", "{ id: «points¦y», objective: o, missed: 1.00 BRL }", "points is the name of a line of the bill")]
    [InlineData("duplicate-id", "{ id: «cap¦y», objective: o, missed: 1.00 BRL }", "cap is the name of a line of the bill")]
    [InlineData("duplicate-id", "{ id: «minimum¦y», objective: o, missed: 1.00 BRL }", "minimum is the name of a line of the bill")]
    [InlineData("unknown-objective", "{ objective: «oo¦o», missed: 1.00 BRL }", "there is no objective oo — did you mean o?")]
    [InlineData("unknown-target", "{ target: «resolutoin¦resolution», per-breach: 1.00 BRL }", "there is no target resolutoin — did you mean resolution?")]
    [InlineData("unknown-amount", "{ objective: o, missed: 1%, of: «fees¦fee» }", "there is no amount fees — did you mean fee?")]
    [InlineData("unknown-word", "{ objective: o, missed: 1.00 BRL, as: «glosa¦adjustment» }", "\"glosa\" is not one of credit, adjustment, fine, reward")]
    public void What_a_penalty_follows_and_is_of(string code, string penalty, string says, int into = 0)
    {
        if (into == 0)
            Refuses(code, penalty, says);
        else
            // The place is that of the value, which stands further right than the key.
            Problems(Header + Promises + Money + $"penalties: [ {penalty.Replace("«", "", StringComparison.Ordinal).Split('¦')[0]}{penalty[(penalty.IndexOf('»', StringComparison.Ordinal) + 1)..]} ]\n")
                .ShouldContain(p => p.Code == code && p.ToString().Contains(says));
    }

    [Theory]
    [InlineData("{ objective: o, missed: 1.00 BRL, «when: { priority: [high] }¦as: fine» }", "when", 6)]
    [InlineData("{ objective: o, missed: 1.00 BRL, «weights: { high: 2 }¦as: fine» }", "weights", 9)]
    [InlineData("{ target: resolution, per-breach: 1.00 BRL, «hours: full¦as: fine» }", "hours", 7)]
    [InlineData("{ target: resolution, per-breach: 1.00 BRL, «free-time: 1h¦as: fine» }", "free-time", 11)]
    [InlineData("{ target: resolution, per-breach: 1.00 BRL, «late: working¦as: fine» }", "late", 6)]
    [InlineData("{ target: resolution, per-hour: 1.00 BRL, «free-breaches: 1¦as: fine» }", "free-breaches", 15)]
    [InlineData("{ target: resolution, per-hour: 1.00 BRL, «earn-back: { at-least: 98%, periods: 1 }¦as: fine» }", "earn-back", 11)]
    [InlineData("{ objective: o, missed: 1.00 BRL, as: reward, «earn-back: { at-least: 98%, periods: 1 }¦id: x» }", "earn-back", 11)]
    [InlineData("{ objective: o, missed: 1.00 BRL, cap: { «event: 1.00 BRL¦year: 1.00 BRL» } }", "there are no single events here", 7)]
    public void A_key_that_nobody_would_read_is_refused(string penalty, string key, int into)
    {
        var (at, bar, end) = (penalty.IndexOf('«', StringComparison.Ordinal), penalty.IndexOf('¦', StringComparison.Ordinal), penalty.IndexOf('»', StringComparison.Ordinal));
        var bad = penalty[..at] + penalty[(at + 1)..bar] + penalty[(end + 1)..];
        var problem = Problems(Header + Promises + Money + $"penalties: [ {bad} ]\n").ShouldHaveSingleItem();
        (problem.Code, problem.Severity, problem.At.Column).ShouldBe(("idle-key", Severity.Error, "penalties: [ ".Length + at + into + 1));
        problem.ToString().ShouldContain(key);
        problem.ToString().ShouldContain("leave it out");
        Problems(Header + Promises + Money + $"penalties: [ {penalty[..at]}{penalty[(bar + 1)..end]}{penalty[(end + 1)..]} ]\n").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cap: 5.00 BRL")]
    [InlineData("as: fine")]
    [InlineData("earn-back: { at-least: 98%, periods: 1 }")]
    public void Points_cost_what_all_of_them_cost_together_and_so_have_neither_cap_nor_kind(string key)
    {
        var money = "money: { currency: BRL, points: { bands: { \"0..1\": none, \"1..\": 5.00 BRL } } }\n";
        Problems(Header + Promises + money + $"penalties: [ {{ objective: o, missed: 2 points, {key} }} ]\n").ShouldHaveSingleItem().Code.ShouldBe("idle-key");
        Problems(Header + Promises + money + "penalties: [ { objective: o, missed: 2 points } ]\n").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("bad-percentage", "{ objective: o, of: fee, step: { below: 95%, every: «0%¦0.1%», costs: 1% } }", "such steps have no end — write for example `every: 0.1%`")]
    [InlineData("bad-percentage", "{ objective: o, of: fee, step: { below: 95%, every: «0.00001%¦0.0001%», costs: 1% } }", "such steps have no end")]
    [InlineData("bad-percentage", "{ objective: o, of: fee, step: { below: «95¦95%», every: 1%, costs: 1% } }", "95 is no percentage from 0% to 100%")]
    [InlineData("bad-percentage", "{ objective: o, of: fee, step: { below: «101%¦100%», every: 1%, costs: 1% } }", "101% is no percentage")]
    [InlineData("missing-key", "{ objective: o, of: fee, step: «{ every: 1%, costs: 1% }¦{ below: 95%, every: 1%, costs: 1% }» }", "below")]
    [InlineData("missing-key", "{ objective: o, of: fee, missed: 1%, earn-back: «{ at-least: 98% }¦{ at-least: 98%, periods: 2 }» }", "periods")]
    [InlineData("unknown-word", "{ objective: o, of: fee, step: { below: 95%, every: 1%, costs: 1%, parts: «none¦full» } }", "\"none\" is not one of count, full")]
    [InlineData("unknown-word", "{ target: resolution, per-hour: 1.00 BRL, hours: «begun¦started» }", "\"begun\" is not one of started, full")]
    [InlineData("unknown-word", "{ target: resolution, per-hour: 1.00 BRL, late: «office¦working» }", "\"office\" is not one of clock, working")]
    [InlineData("no-length", "{ target: resolution, per-hour: 1.00 BRL, free-time: «2 business days¦2h» }", "is no length that times add up to")]
    [InlineData("bad-number", "{ target: resolution, per-breach: 1.00 BRL, free-breaches: «-1¦1» }", "-1 is no whole number from 0 to 1000000")]
    [InlineData("bad-number", "{ objective: o, of: fee, missed: 1%, earn-back: { at-least: 98%, periods: «0¦1» } }", "0 is no whole number from 1 to 24")]
    [InlineData("bad-number", "{ target: resolution, per-breach: 1.00 BRL, weights: { high: «two¦2» } }", "\"two\" is no weight — write a number from 0 to 1000, such as 2 or 0.5")]
    [InlineData("bad-number", "{ target: resolution, per-breach: 1.00 BRL, weights: { high: «1001¦1000» } }", "\"1001\" is no weight")]
    [InlineData("bad-number", "{ target: resolution, per-breach: 1.00 BRL, weights: { high: «0.00001¦0.0001» } }", "is no weight")]
    [InlineData("bad-penalty", "{ objective: o, missed: «1.00¦1.00 BRL» }", "\"1.00\" is no cost — write none, a percentage like 5%, an amount with its currency like 250.00 BRL, or points like 3 points")]
    [InlineData("bad-penalty", "{ objective: o, missed: «.5 BRL¦0.5 BRL» }", "is no cost")]
    [InlineData("bad-penalty", "{ objective: o, missed: «5. BRL¦5 BRL» }", "is no cost")]
    [InlineData("bad-penalty", "{ objective: o, missed: «-5 BRL¦5 BRL» }", "is no cost")]
    [InlineData("bad-penalty", "{ objective: o, missed: «5 real¦5 BRL» }", "is no cost")]
    [InlineData("bad-penalty", "{ objective: o, missed: 1.00 BRL, cap: «3 points¦3 BRL» }", "a cap is money — write a percentage or an amount")]
    [InlineData("bad-penalty", "{ objective: o, missed: 1.00 BRL, cap: { year: «3 points¦3 BRL» } }", "a cap is money")]
    [InlineData("two-currencies", "«{ objective: o, missed: 1.00 EUR }¦{ objective: o, missed: 1.00 BRL }»", "o costs EUR, and the agreement is settled in BRL — write the amount in BRL")]
    [InlineData("two-currencies", "«{ objective: o, missed: 1.00 BRL, cap: { year: 1.00 EUR } }¦{ objective: o, missed: 1.00 BRL }»", "o costs EUR")]
    [InlineData("idle-points", "«{ objective: o, missed: 1 point }¦{ objective: o, missed: 1.00 BRL }»", "the points of o cost nothing — write what they cost under `money: { points: { bands: … } }`")]
    public void What_it_costs(string code, string penalty, string says) => Refuses(code, penalty, says);

    [Fact]
    public void Without_a_currency_of_the_agreement_the_first_amount_decides() =>
        Refuses("two-currencies", "{ id: a, objective: o, missed: 1.00 EUR }, «{ id: b, objective: o, missed: 1.00 BRL }¦{ id: b, objective: o, missed: 1.00 EUR }»", "b costs BRL, and the agreement is settled in EUR", money: "");

    [Theory]
    [InlineData("two-currencies", "currency: BRL, amounts: { fee: «1.00 EUR¦1.00 BRL» }", "the agreement is settled in BRL — write the amount in BRL")]
    [InlineData("two-currencies", "amounts: { fee: 1.00 EUR, other: «1.00 BRL¦1.00 EUR» }", "the agreement is settled in EUR")]
    [InlineData("two-currencies", "currency: BRL, minimum: «1.00 EUR¦1.00 BRL»", "the agreement is settled in BRL")]
    [InlineData("bad-price", "amounts: { fee: «1.00¦1.00 BRL» }", "\"1.00\" is no amount with a currency — write it like 250.00 BRL")]
    [InlineData("bad-price", "currency: BRL, minimum: «0 BRL¦1 BRL»", "is no amount with a currency")]
    [InlineData("unknown-word", "rounding: «up¦half-up»", "\"up\" is not one of half-even, half-up, down")]
    [InlineData("missing-key", "currency: BRL, cap: «20%¦20.00 BRL»", "percentages of what? — write the one amount that they are of under `amounts:`")]
    [InlineData("missing-key", "amounts: { a: 1.00 BRL, b: 1.00 BRL }, cap: «{ year: 20% }¦{ year: 20.00 BRL }»", "percentages of what?")]
    [InlineData("bad-penalty", "amounts: { a: 1.00 BRL }, cap: «2 points¦20%»", "a cap is money")]
    [InlineData("gap-in-bands", "currency: BRL, points: { bands: { \"0..1\": none, «\"2..\": 1.00 BRL¦\"1..\": 1.00 BRL» } }", "no band covers 1..2 — write \"1..2\": none if it costs nothing")]
    [InlineData("gap-in-bands", "currency: BRL, points: { bands: { «\"0..5\": none¦\"0..\": none» } }", "no band covers 5..")]
    [InlineData("gap-in-bands", "currency: BRL, points: { bands: { «\"1..\": none¦\"0..\": none» } }", "no band covers 0..1")]
    [InlineData("overlapping-bands", "currency: BRL, points: { bands: { \"0..5\": none, «\"4..\": 1.00 BRL¦\"5..\": 1.00 BRL» } }", "4..5 stands in both")]
    [InlineData("bad-band", "currency: BRL, points: { bands: { «\"0-5\": none¦\"0..\": none» } }", "\"0-5\" is no band — write it from fewer to more points: \"5..10\", and the last one open: \"10..\"")]
    [InlineData("bad-band", "currency: BRL, points: { bands: { «\"5..5\": none¦\"0..\": none» } }", "\"5..5\" is no band")]
    [InlineData("bad-band", "currency: BRL, points: { bands: { «\"..5\": none¦\"0..\": none» } }", "\"..5\" is no band")]
    [InlineData("bad-penalty", "currency: BRL, points: { bands: «{ \"0..\": 1 point }¦{ \"0..\": 1.00 BRL }» }", "points cost money")]
    [InlineData("missing-key", "currency: BRL, points: «{ bands: { \"0..\": 1% } }¦{ bands: { \"0..\": 1% }, of: fee }»", "percentages of what?")]
    [InlineData("unknown-amount", "amounts: { fee: 1.00 BRL }, points: { bands: { \"0..\": 1% }, of: «fea¦fee» }", "there is no amount fea — did you mean fee?")]
    public void In_which_money(string code, string money, string says) => ShouldComplain(code, Promises + $"money: {{ {money} }}\n", says: says);

    [Fact]
    public void A_cap_or_a_band_of_points_in_another_currency_is_refused()
    {
        foreach (var (bad, good) in new[] { ("cap: 5.00 EUR", "cap: 5.00 BRL"), ("points: { bands: { \"0..\": 5.00 EUR } }", "points: { bands: { \"0..\": 5.00 BRL } }") })
            ShouldComplain("two-currencies", Promises + $"money: «{{ currency: BRL, {bad} }}¦{{ currency: BRL, {good} }}»\n", says: "the agreement costs EUR, and the agreement is settled in BRL");
    }

    [Theory]
    [InlineData("idle-key", "{ per: week, from: «term¦calendar» }", "only months, quarters and years begin with the term — write `from: calendar`, or settle per month")]
    [InlineData("bad-key", "{ key: «abc¦0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef» }", "this is no fingerprint of a key — write the 64 digits that `prazo statement key` prints")]
    [InlineData("bad-key", "{ key: «0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF¦0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef» }", "this is no fingerprint")]
    [InlineData("unknown-word", "{ per: «all¦month» }", "\"all\" is not one of day, week, month, quarter, year")]
    [InlineData("unknown-word", "{ from: «terms¦term» }", "did you mean term?")]
    [InlineData("no-ticket-here", "{ contest: «25% of resolution¦10 calendar days» }", "needs a ticket, and there is none here")]
    [InlineData("ambiguous-day-unit", "{ answer: «3 days¦3 business days» }", "does not say which days")]
    public void Over_which_periods(string code, string statement, string says) => ShouldComplain(code, Promises + $"statement: {statement}\n", says: says);

    [Theory]
    [InlineData("{ objective: o, bands: { \"0%..90%\": 1.00 BRL, \"90%..95%\": 2.00 BRL, \"95%..100%\": none } }", "{ objective: o, bands: { \"0%..90%\": 2.00 BRL, \"90%..95%\": 1.00 BRL, \"95%..100%\": none } }", "0%..90% costs less than 90%..95%: a worse period would be cheaper — swap what they cost")]
    [InlineData("{ objective: o, of: fee, bands: { \"0%..90%\": none, \"90%..100%\": 2% } }", "{ objective: o, of: fee, bands: { \"0%..90%\": 2%, \"90%..100%\": none } }", "0%..90% costs less than 90%..100%")]
    // 10 % of the fee of 1 000.00 are 100.00: more than 99.99, and not more than 100.00.
    [InlineData("{ objective: o, of: fee, bands: { \"0%..90%\": 99.99 BRL, \"90%..100%\": 10% } }", "{ objective: o, of: fee, bands: { \"0%..90%\": 100.00 BRL, \"90%..100%\": 10% } }", "0%..90% costs less than 90%..100%")]
    [InlineData("{ objective: o, of: fee, as: reward, bands: { \"0%..90%\": 2%, \"90%..100%\": 1% } }", "{ objective: o, of: fee, as: reward, bands: { \"0%..90%\": none, \"90%..100%\": 1% } }", "0%..90% earns more than 90%..100%: a worse period would be dearer")]
    public void A_worse_period_that_would_be_cheaper_is_hardly_meant(string bad, string good, string says) =>
        ShouldComplain("perverse-bands", Promises + Money + $"penalties: [ «{bad}¦{good}» ]\n", Severity.Warning, says: says);

    [Fact]
    public void Bands_that_cost_the_same_or_cannot_be_compared_are_left_alone()
    {
        foreach (var bands in new[] { "\"0%..90%\": none, \"90%..100%\": 0%", "\"0%..90%\": 0%, \"90%..100%\": none", "\"0%..90%\": 5%, \"90%..100%\": 5%" })
            Problems(Header + Promises + Money + $"penalties: [ {{ objective: o, of: fee, bands: {{ {bands} }} }} ]\n").ShouldBeEmpty(bands);
        // How much 10 % is, nobody says.
        Problems(Header + Promises + "penalties: [ { objective: o, of: fee, bands: { \"0%..90%\": 1.00 BRL, \"90%..100%\": 10% } } ]\n").ShouldAllBe(p => p.Code == "unknown-amount");
    }

    [Fact]
    public void More_points_that_cost_less_are_hardly_meant() => ShouldComplain("perverse-bands",
        Promises + "money: { currency: BRL, points: «{ bands: { \"0..5\": 2.00 BRL, \"5..\": 1.00 BRL } }¦{ bands: { \"0..5\": 1.00 BRL, \"5..\": 2.00 BRL } }» }\n", Severity.Warning, says: "5.. points cost less than 0..5");

    [Fact]
    public void Percentages_of_an_amount_that_nobody_tells_are_warned_of_in_the_agreements_own_currency() => ShouldComplain("unknown-amount",
        Promises + "money: { currency: RON }\npenalties: [ «{ objective: o, missed: 5%, of: fee }¦{ objective: o, missed: 5.00 RON }» ]\n", Severity.Warning, says: "nothing says how much fee is — write `money: { amounts: { fee: 1000.00 RON } }`");

    [Theory]
    [InlineData("unknown-field", "{ target: resolution, per-breach: 1.00 BRL, when: { «priorty¦priority»: [high] } }", "did you mean priority?")]
    [InlineData("unknown-field", "{ target: resolution, per-breach: 1.00 BRL, weights: { by: «priorty¦priority», high: 2 } }", "did you mean priority?")]
    public void Fields_that_nobody_declared_are_refused(string code, string penalty, string says) => Refuses(code, penalty, says);

    [Fact]
    public void Everything_is_read_as_it_is_written()
    {
        var a = Good(Header + Promises + "calendars: { c: 24x7 }\nmoney: { rounding: half-up, amounts: { fee: 1000.00 BRL }, minimum: 10.00 BRL, cap: { period: 20%, year: 100.00 BRL }, points: { bands: { \"5..\": 2%, \"0..5\": none }, of: fee, as: fine } }\n"
            + "penalties:\n  - { id: hourly, target: resolution, per-hour: 2.5 points, hours: full, free-time: 90m, late: working, when: { priority: [high] }, weights: { by: team, n2: 0.5, else: 3 } }\n"
            + "  - { objective: o, step: { below: 97.5%, every: 0.25%, costs: 1%, parts: full }, of: fee, cap: { period: 5%, year: none }, as: adjustment, earn-back: { at-least: 98%, periods: 3 } }\n"
            + "statement: { per: quarter, from: term, contest: 10 calendar days, answer: 24h clock }\n");
        (a.Money.Currency, a.Money.Rounding, a.Money.Minimum, a.Money.Amounts["fee"]).ShouldBe(("BRL", Rounding.HalfUp, 10m, 1000m));
        a.Money.Caps.ShouldBe(new Caps(null, new PercentCost(20), new AmountCost(100, "BRL")));
        a.Money.Points!.Bands.Select(b => (b.From, b.To, b.Cost)).ShouldBe([(0m, (decimal?)5m, Cost.Nothing), (5m, (decimal?)null, new PercentCost(2))]);
        (a.Money.Points.Of, a.Money.Points.Kind).ShouldBe(("fee", PenaltyKind.Fine));
        var hourly = a.Penalties[0];
        hourly.Rule.ShouldBe(new HourRule(new PointsCost(2.5m), Started: false, NodaTime.Duration.FromMinutes(90), Clock: false));
        (hourly.Id, hourly.Objective, hourly.Target, hourly.Of).ShouldBe(("hourly", null, "resolution", null));
        hourly.When.Fits(_ => "HIGH").ShouldBeTrue();
        (hourly.Weights!.By, hourly.Weights.For("N2"), hourly.Weights.For("n1"), hourly.Weights.For(null)).ShouldBe(("team", 0.5m, 3m, 3m));
        var steps = a.Penalties[1];
        steps.Rule.ShouldBe(new StepRule(97.5m, 0.25m, new PercentCost(1), Parts: false));
        (steps.Id, steps.Kind, steps.EarnBack, steps.Caps).ShouldBe(("o", PenaltyKind.Adjustment, new EarnBack(98, 3), new Caps(null, new PercentCost(5), null)));
        (a.Statement.Per, a.Statement.FromTerm, a.Statement.Contest!.Text, a.Statement.Answer!.Text, a.Statement.Key).ShouldBe((Period.Quarter, true, "10 calendar days", "24h clock", null));
    }

    [Fact]
    public void What_is_not_written_has_its_default()
    {
        var a = Good(Header + Promises);
        (a.Money.Currency, a.Money.Rounding, a.Money.Minimum, a.Money.Points, a.Money.Caps).ShouldBe((null, Rounding.HalfEven, null, null, Caps.None));
        (a.Statement.Per, a.Statement.FromTerm, a.Statement.Contest, a.Statement.Answer).ShouldBe((Period.Month, false, null, null));
        Good(Header + Promises + "penalties: [ { target: resolution, per-hour: 1.00 BRL } ]\n").Penalties.Single().ShouldSatisfyAllConditions(
            p => p.Rule.ShouldBe(new HourRule(new AmountCost(1, "BRL"), Started: true, NodaTime.Duration.Zero, Clock: true)), p => p.Kind.ShouldBe(PenaltyKind.Credit), p => p.Caps.ShouldBe(Caps.None));
    }
}
