using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>T20: what an objective can measure, and what is refused.</summary>
public class ObjectiveReaderTests
{
    private const string Promises = "calendars: { c: { weekly: { mon-fri: \"08:00-18:00\" } } }\ntargets: { resolution: { within: 4h } }\n";

    private static Objective One(string objective) => Good(Header + Promises + $"objectives: [ {{ id: p, target: resolution, at-least: 90% }}, {{ id: o, {objective} }} ]\n").Objectives[1];

    [Fact]
    public void Each_measure_is_read_as_it_is_written()
    {
        One("target: resolution, at-least: 95%").ShouldSatisfyAllConditions(o => o.Measure.ShouldBeNull(), o => o.AtLeast.ShouldBe(95));
        One("target: resolution, percentile: 97.5%, at-most: 8h, when: { priority: [high] }").ShouldSatisfyAllConditions(o => o.AtLeast.ShouldBe(97.5m), o => o.Target.ShouldBe("resolution"),
            o => o.Measure.ShouldBeOfType<PercentileMeasure>().AtMost.ShouldBeOfType<WorkingTime>().Length.ShouldBe(NodaTime.Duration.FromHours(8)), o => o.When.Fields.Length.ShouldBe(1));
        One("target: resolution, percentile: 90%, at-most: 24h clock").Measure.ShouldBeOfType<PercentileMeasure>().AtMost.ShouldBeOfType<ClockTime>();
        One("satisfaction: csat, at-least: 90%, per: quarter").ShouldSatisfyAllConditions(o => o.Measure.ShouldBe(new SatisfactionMeasure("csat")), o => o.Per.ShouldBe(Period.Quarter), o => o.Target.ShouldBe(""));
        One("availability: portal, at-least: 99.9%").Measure.ShouldBe(new AvailabilityMeasure("portal", "24x7"));
        One("availability: portal, at-least: 99.9%, calendar: c").Measure.ShouldBe(new AvailabilityMeasure("portal", "c"));
        One("index: { p: 2 }, at-least: 90%").Measure.ShouldBeOfType<IndexMeasure>().Weights.Select(w => (w.Key, w.Value)).ShouldBe([("p", 2m)]);
    }

    [Theory]
    [InlineData("missing-key", "«{ id: o, at-least: 95% }¦{ id: o, target: resolution, at-least: 95% }»", "an objective needs the key target")]
    [InlineData("missing-key", "«{ id: o, target: resolution }¦{ id: o, target: resolution, at-least: 95% }»", "an objective needs the key at-least")]
    [InlineData("missing-key", "«{ id: o, satisfaction: csat }¦{ id: o, satisfaction: csat, at-least: 95% }»", "an objective needs the key at-least")]
    [InlineData("missing-key", "«{ id: o, target: resolution, percentile: 95% }¦{ id: o, target: resolution, percentile: 95%, at-most: 4h }»", "an objective needs the key at-most")]
    [InlineData("missing-key", "«{ id: o, percentile: 95%, at-most: 4h }¦{ id: o, target: resolution, percentile: 95%, at-most: 4h }»", "an objective needs the key target")]
    [InlineData("two-measures", "«{ id: o, satisfaction: csat, availability: portal, at-least: 95% }¦{ id: o, satisfaction: csat, at-least: 95% }»", "satisfaction and availability: an objective measures one thing")]
    [InlineData("bad-percentage", "{ id: o, target: resolution, percentile: «0%¦1%», at-most: 4h }", "a percentile lies above 0%")]
    [InlineData("no-length", "{ id: o, target: resolution, percentile: 95%, at-most: «2 business days¦4h» }", "is no length that times add up to")]
    [InlineData("unknown-calendar", "{ id: o, availability: portal, at-least: 95%, calendar: «d¦c» }", "there is no calendar d")]
    [InlineData("objective-without-target", "{ id: o, target: «resolutoin¦resolution», percentile: 95%, at-most: 4h }", "did you mean resolution?")]
    [InlineData("empty-list", "{ id: p, target: resolution, at-least: 9% }, { id: o, index: «{}¦{ p: 1 }», at-least: 95% }", "an index of nothing")]
    [InlineData("unknown-objective", "{ id: p, target: resolution, at-least: 9% }, { id: o, index: { «q: 1¦p: 1» }, at-least: 95% }", "there is no objective q")]
    [InlineData("unknown-objective", "{ id: p, target: resolution, at-least: 9% }, { id: o, index: { «o: 1¦p: 1» }, at-least: 95% }", "o is an index itself")]
    [InlineData("bad-number", "{ id: p, target: resolution, at-least: 9% }, { id: o, index: { p: «much¦1» }, at-least: 95% }", "\"much\" is no weight")]
    public void What_cannot_be_measured_is_refused(string code, string objectives, string says) => ShouldComplain(code, Promises + $"objectives: [ {objectives} ]\n", says: says);

    [Theory]
    [InlineData("satisfaction: csat, at-least: 95%, target: resolution", "target")]
    [InlineData("target: resolution, percentile: 95%, at-most: 4h, at-least: 95%", "at-least")]
    [InlineData("target: resolution, at-least: 95%, at-most: 4h", "at-most")]
    [InlineData("target: resolution, at-least: 95%, calendar: c", "calendar")]
    [InlineData("availability: portal, at-least: 95%, when: { priority: [high] }", "when")]
    [InlineData("index: { p: 1 }, at-least: 95%, when: { priority: [high] }", "when")]
    [InlineData("target: resolution, percentile: 95%, at-most: 4h, count: { waived: met }", "count")]
    public void A_key_that_this_measure_does_not_read_is_refused(string objective, string key) =>
        Problems(Header + Promises + $"objectives: [ {{ id: p, target: resolution, at-least: 90% }}, {{ id: o, {objective} }} ]\n").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe("idle-key"), p => p.Path.ShouldBe($"objectives[1].{key}"));

    [Fact]
    public void Any_objective_can_have_its_price() => Problems(Header + Promises + "objectives: [ { id: up, availability: portal, at-least: 99.9% } ]\nmoney: { amounts: { fee: 1000.00 BRL } }\n"
        + "penalties: [ { objective: up, of: fee, step: { below: 99.9%, every: 0.1%, costs: 1% } } ]\n").ShouldBeEmpty();
}
