using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Money;
using Prazo.Engine.Tests.Clocks;
using Prazo.Engine.Tests.Fuzz;

namespace Prazo.Engine.Tests.Money;

/// <summary>T20: objectives that count no verdicts, computed by hand.</summary>
public class MeasuresTests
{
    private static readonly CalendarSet Calendars = new(Sla.Calendars, [], "America/Sao_Paulo");
    private static readonly Script Here = new();

    private static Measured Percentile(decimal percent, int atMost, params int[] hours) => Measures.Percentile("o", "m", [.. hours.Select(h => Duration.FromHours(h))], Duration.FromHours(atMost), percent);

    [Theory]
    // Of 20 times 19 are 95 %: the 19th of them in order is the 95th percentile.
    [InlineData(95, 4, 1, true)]
    [InlineData(95, 4, 2, false)]
    [InlineData(90, 4, 2, true)]
    [InlineData(100, 4, 1, false)]
    [InlineData(100, 4, 0, true)]
    public void A_percentile_is_held_when_so_many_took_no_longer(int percent, int atMost, int longer, bool held)
    {
        var measured = Percentile(percent, atMost, [.. Enumerable.Repeat(atMost, 20 - longer), .. Enumerable.Repeat(atMost + 1, longer)]);
        (measured.Holds, measured.Percent, measured.AtLeast).ShouldBe((held, (Ratio)(100 - 5 * longer), percent));
    }

    [Fact]
    public void A_percentile_is_the_nearest_rank_one_whatever_the_times() => Mutator.Run("percentiles", 5_000, random =>
    {
        var hours = Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(0, 12)).ToArray();
        var (percent, atMost) = (random.Next(1, 1001) / 10m, random.Next(0, 12));
        var nearest = Percentiles.NearestRank<int>(hours.Order().ToArray(), percent);
        Percentile(percent, atMost, hours).Holds.ShouldBe(nearest <= atMost, $"{percent} % of {string.Join(' ', hours)} is {nearest}, at most {atMost}");
    });

    [Fact]
    public void Without_data_nothing_has_a_share()
    {
        Percentile(95, 4).ShouldSatisfyAllConditions(m => m.Percent.ShouldBeNull(), m => m.Holds.ShouldBeNull());
        Measures.Satisfaction("o", "m", 0, 0, 90).Percent.ShouldBeNull();
        Measures.Index("o", "m", [], 90).Percent.ShouldBeNull();
        Measures.Index("o", "m", [(Measures.Satisfaction("o", "m", 0, 0, 90), 2)], 90).Percent.ShouldBeNull();
    }

    [Fact]
    public void Satisfied_of_answered()
    {
        Measures.Satisfaction("o", "m", 9, 10, 90).ShouldSatisfyAllConditions(m => m.Percent.ShouldBe((Ratio)90), m => m.Holds.ShouldBe(true));
        Measures.Satisfaction("o", "m", 8_999, 10_000, 90).Holds.ShouldBe(false);
        Should.Throw<ArgumentOutOfRangeException>(() => Measures.Satisfaction("o", "m", 2, 1, 90));
        Should.Throw<ArgumentOutOfRangeException>(() => Measures.Satisfaction("o", "m", -1, 1, 90));
    }

    private static Measured Available(string calendar, string[] outages, string[] excluded, string from = "2026-03-02 00:00", string to = "2026-03-09 00:00")
    {
        static (Instant, Instant) At(string text) => (Here.At(text.Split("..")[0]), Here.At(text.Split("..")[1]));
        return Measures.Availability("o", "w", (Here.At(from), Here.At(to)), outages.Select(At), excluded.Select(At), Calendars.Find(calendar)!, 99.9m);
    }

    private static Ratio Hours(Ratio ms) => ms / 3_600_000;

    [Fact]
    public void Outages_count_while_it_was_promised_and_once_where_they_overlap()
    {
        // A week of the office is 45 h. Monday 17:00 to Tuesday 10:00 are 1 h + 1 h; the one inside of it adds nothing; the night none.
        var one = Available("office", ["2026-03-02 17:00..2026-03-03 10:00", "2026-03-03 09:00..2026-03-03 09:30", "2026-03-04 19:00..2026-03-05 08:00"], []);
        (Hours(one.Counted), Hours(one.Kept)).ShouldBe((45, 43));
        one.Percent.ShouldBe(new Ratio(4300, 45));
        one.Holds.ShouldBe(false);
        // Around the clock a week is 168 h.
        var day = Available(CalendarSet.AlwaysOpen, ["2026-03-02 17:00..2026-03-03 10:00"], []);
        (Hours(day.Counted), Hours(day.Kept)).ShouldBe((168, 151));
    }

    [Fact]
    public void What_is_excluded_is_neither_promised_nor_lost()
    {
        // Maintenance 9–11 on Monday, an outage 10–12: 43 h promised, 11–12 lost.
        var one = Available("office", ["2026-03-02 10:00..2026-03-02 12:00"], ["2026-03-02 09:00..2026-03-02 11:00"]);
        (Hours(one.Counted), Hours(one.Kept)).ShouldBe((43, 42));
        // All of it excluded: no data.
        Available("office", ["2026-03-02 10:00..2026-03-02 12:00"], ["2026-03-01 00:00..2026-03-10 00:00"]).Percent.ShouldBeNull();
    }

    [Fact]
    public void Only_what_lies_in_the_period_counts()
    {
        var one = Available("office", ["2026-02-27 09:00..2026-03-02 10:00", "2026-03-06 17:00..2026-03-20 18:00", "2026-03-10 09:00..2026-03-10 18:00"], []);
        (Hours(one.Counted), Hours(one.Kept)).ShouldBe((45, 43));
        Available("office", ["2026-01-01 00:00..2027-01-01 00:00"], []).Percent.ShouldBe(Ratio.Zero);
        // A weekend has no office hours: no data.
        Available("office", [], [], "2026-03-07 00:00", "2026-03-09 00:00").Percent.ShouldBeNull();
    }

    [Fact]
    public void Availability_stays_within_0_and_100_and_another_outage_never_makes_it_better() => Mutator.Run("outages", 2_000, random =>
    {
        (Instant, Instant) Any() { var from = Here.At("2026-03-01 00:00") + Duration.FromMinutes(random.Next(0, 15_000)); return (from, from + Duration.FromMinutes(random.Next(0, 3_000))); }
        var (outages, excluded) = (Enumerable.Range(0, random.Next(0, 5)).Select(_ => Any()).ToList(), Enumerable.Range(0, random.Next(0, 3)).Select(_ => Any()).ToList());
        Measured Of(IEnumerable<(Instant, Instant)> outs) => Measures.Availability("o", "w", (Here.At("2026-03-02 00:00"), Here.At("2026-03-09 00:00")), outs, excluded, Calendars.Find("lunch")!, 99);
        var (one, more) = (Of(outages), Of([.. outages, Any()]));
        more.Counted.ShouldBe(one.Counted);
        (Ratio.Zero <= more.Kept && more.Kept <= one.Kept && one.Kept <= one.Counted).ShouldBeTrue($"{more} {one}");
        // Minute by minute.
        var open = Enumerable.Range(0, 7 * 24 * 60).Select(m => Here.At("2026-03-02 00:00") + Duration.FromMinutes(m)).Where(t => Calendars.Find("lunch")!.IsOpen(t) && !excluded.Exists(e => e.Item1 <= t && t < e.Item2)).ToList();
        (one.Counted / 60_000, one.Kept / 60_000).ShouldBe((open.Count, open.Count(t => !outages.Exists(o => o.Item1 <= t && t < o.Item2))));
    });

    [Fact]
    public void An_index_weighs_shares_and_leaves_out_what_has_no_data()
    {
        var (nine, half, none) = (Measures.Satisfaction("a", "m", 9, 10, 0), Measures.Satisfaction("b", "m", 1, 2, 0), Measures.Satisfaction("c", "m", 0, 0, 0));
        // (2 × 90 + 3 × 50) / 5 = 66, however many tickets each of them has.
        Measures.Index("o", "m", [(nine, 2), (half, 3)], 66).ShouldSatisfyAllConditions(m => m.Percent.ShouldBe((Ratio)66), m => m.Holds.ShouldBe(true));
        Measures.Index("o", "m", [(nine, 2), (half, 3), (none, 5)], 66).Percent.ShouldBe((Ratio)66);
        Measures.Index("o", "m", [(nine, 1), (half, 0)], 66).Percent.ShouldBe((Ratio)90);
    }
}
