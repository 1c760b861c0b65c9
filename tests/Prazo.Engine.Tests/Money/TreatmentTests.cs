using Prazo.Engine.Agreements;
using Prazo.Engine.Money;

namespace Prazo.Engine.Tests.Money;

/// <summary>T20: what each count does to numerator and denominator. Every count is a bit of its own, so that a sum tells what is in it.</summary>
public class TreatmentTests
{
    private const long Met = 1, MetLate = 2, OpenBroken = 4, Cancelled = 8, Waived = 16, Untargeted = 32, Active = 64, Paused = 128, NotApplicable = 256;

    private static readonly Tally Bits = new()
    {
        Met = Met, MetLate = MetLate, OpenBroken = OpenBroken, Cancelled = Cancelled, Waived = Waived, Untargeted = Untargeted, Active = Active, Paused = Paused, NotApplicable = NotApplicable,
    };

    [Fact]
    public void T20_The_standard_counts_what_is_open_and_broken_as_broken_and_leaves_out_the_rest() =>
        Attainment.Of(Bits, Treatment.Standard).ShouldBe(new Attainment(Met, Met + MetLate + OpenBroken));

    [Theory]
    [InlineData(CountAs.Out, CountAs.Out, CountAs.Out, CountAs.Out, Met, Met + MetLate)]
    [InlineData(CountAs.In, CountAs.Out, CountAs.Out, CountAs.Out, Met, Met + MetLate + OpenBroken)]
    [InlineData(CountAs.Met, CountAs.Out, CountAs.Out, CountAs.Out, Met + OpenBroken, Met + MetLate + OpenBroken)]
    [InlineData(CountAs.Out, CountAs.Broken, CountAs.Out, CountAs.Out, Met, Met + MetLate + Cancelled)]
    [InlineData(CountAs.Out, CountAs.Met, CountAs.Out, CountAs.Out, Met + Cancelled, Met + MetLate + Cancelled)]
    [InlineData(CountAs.Out, CountAs.Out, CountAs.In, CountAs.Out, Met, Met + MetLate + Waived)]
    [InlineData(CountAs.Out, CountAs.Out, CountAs.Met, CountAs.Out, Met + Waived, Met + MetLate + Waived)]
    [InlineData(CountAs.Out, CountAs.Out, CountAs.Out, CountAs.In, Met, Met + MetLate + Untargeted)]
    [InlineData(CountAs.Out, CountAs.Out, CountAs.Out, CountAs.Met, Met + Untargeted, Met + MetLate + Untargeted)]
    [InlineData(CountAs.Met, CountAs.Met, CountAs.Met, CountAs.Met, Met + OpenBroken + Cancelled + Waived + Untargeted, Met + MetLate + OpenBroken + Cancelled + Waived + Untargeted)]
    [InlineData(CountAs.Broken, CountAs.In, CountAs.Met, CountAs.Out, Met + Waived, Met + MetLate + OpenBroken + Cancelled + Waived)]
    public void T20_Each_item_goes_where_the_objective_says(CountAs openBroken, CountAs cancelled, CountAs waived, CountAs untargeted, long kept, long counted) =>
        Attainment.Of(Bits, new Treatment(openBroken, cancelled, waived, untargeted)).ShouldBe(new Attainment(kept, counted));

    [Fact]
    public void T20_No_choice_lets_in_what_has_no_verdict_and_none_leaves_out_what_has()
    {
        var choices = Enum.GetValues<CountAs>();
        foreach (var (a, b, c, d) in from a in choices from b in choices from c in choices from d in choices select (a, b, c, d))
        {
            var (kept, counted) = Attainment.Of(Bits, new Treatment(a, b, c, d));
            (counted & (Active | Paused | NotApplicable)).ShouldBe(0);
            (counted & (Met | MetLate)).ShouldBe(Met | MetLate);
            (kept & MetLate).ShouldBe(0, "late is never kept");
            (kept & ~counted).ShouldBe(0, "what is kept is counted");
            (counted ^ kept).ShouldBeGreaterThanOrEqualTo(MetLate);
        }
    }

    [Fact]
    public void T20_In_and_broken_are_two_words_for_the_denominator()
    {
        // "In" says that it counts, "broken" that it counts against; the fraction is the same.
        Attainment.Of(Bits, new Treatment(CountAs.In, CountAs.In, CountAs.In, CountAs.In))
            .ShouldBe(Attainment.Of(Bits, new Treatment(CountAs.Broken, CountAs.Broken, CountAs.Broken, CountAs.Broken)));
    }

    [Fact]
    public void T20_An_objectives_own_words_are_its_treatment()
    {
        var objective = new Objective("o", "t", 95, Period.Month, Match.Any, default) { OpenBroken = CountAs.Out, Cancelled = CountAs.In, Waived = CountAs.Met, Untargeted = CountAs.Broken };
        Treatment.Of(objective).ShouldBe(new Treatment(CountAs.Out, CountAs.In, CountAs.Met, CountAs.Broken));
        Treatment.Of(new Objective("o", "t", 95, Period.Month, Match.Any, default)).ShouldBe(Treatment.Standard);
    }

    [Fact]
    public void T20_A_tally_counts_every_clock_once_and_untargeted_tickets_apart()
    {
        // Nine bits, of which untargeted is a ticket without clock.
        Bits.Clocks.ShouldBe(511 - Untargeted);
        var twice = Bits;
        twice.Add(Bits);
        twice.ShouldBe(new Tally { Met = 2, MetLate = 4, OpenBroken = 8, Cancelled = 16, Waived = 32, Untargeted = 64, Active = 128, Paused = 256, NotApplicable = 512 });
    }

    [Fact]
    public void T20_Months_added_up_are_the_quarter_and_not_the_mean_of_percentages()
    {
        var quarter = new Tally { Met = 1 };
        quarter.Add(new Tally { Met = 98, MetLate = 100 });
        // 100 % and 49.49 % in months of very different size: 99 of 199.
        Attainment.Of(quarter, Treatment.Standard).ShouldBe(new Attainment(99, 199));
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 7, "0")]
    [InlineData(7, 7, "100")]
    [InlineData(1, 8, "12.5")]
    [InlineData(199, 200, "99.5")]
    [InlineData(9_999_999, 10_000_000, "99.99999")]
    public void T20_The_percentage_is_exact_and_nothing_rounds_it_up_to_a_hundred(long kept, long counted, string? percent) =>
        new Attainment(kept, counted).Percent.ShouldBe(percent is null ? null : decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(95, 100, "95", true)]
    [InlineData(949_999, 1_000_000, "95", false)]
    [InlineData(1, 3, "33.3333", true)]
    [InlineData(1, 3, "33.3334", false)]
    [InlineData(2, 3, "66.67", false)]
    [InlineData(999, 1000, "99.9", true)]
    [InlineData(9_989, 10_000, "99.9", false)]
    [InlineData(0, 5, "0", true)]
    [InlineData(5, 5, "100", true)]
    [InlineData(9_999_999, 10_000_000, "100", false)]
    public void T20_Exactly_the_threshold_holds_and_a_hair_below_does_not(long kept, long counted, string atLeast, bool holds) =>
        new Attainment(kept, counted).Holds(decimal.Parse(atLeast, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(holds);

    [Theory]
    // 190 of 200 are 95 %: none left. 191 of 200: 191 / 0.95 = 201.05, one more.
    [InlineData(190, 200, "95", 0)]
    [InlineData(191, 200, "95", 1)]
    [InlineData(189, 200, "95", -2)]
    // 99.5 %: of 199 kept one in two hundred may break.
    [InlineData(199, 199, "99.5", 1)]
    [InlineData(199, 200, "99.5", 0)]
    [InlineData(198, 198, "99.5", 0)]
    // Half: as many breaches as were kept.
    [InlineData(40, 50, "50", 30)]
    [InlineData(7, 7, "100", 0)]
    [InlineData(0, 3, "95", -3)]
    // A third of a percent cannot be written; a ten-thousandth can.
    [InlineData(1_000_000, 1_000_000, "99.9999", 1)]
    public void T20_Breaches_left_is_the_largest_number_that_still_holds(long kept, long counted, string atLeast, long left) =>
        new Attainment(kept, counted).BreachesLeft(decimal.Parse(atLeast, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(left);

    [Fact]
    public void T20_A_year_of_the_largest_desks_counts_without_overflow()
    {
        var huge = new Attainment(9_000_000_000_000_000, 9_200_000_000_000_000);
        // 9,000 / 9,200 is 97.826…; ninety percent allow 10^16 in all, 8 · 10^14 more.
        huge.Percent!.Value.ShouldBeInRange(97.82m, 97.83m);
        huge.BreachesLeft(90).ShouldBe(800_000_000_000_000);
    }
}
