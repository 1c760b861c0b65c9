using Prazo.Engine.Agreements;
using Prazo.Engine.Money;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Engine.Tests.Money;

public class AttainmentTests
{
    /// <summary>Boston's half year: closed in time, closed late, open past the target, without target.</summary>
    private static readonly Tally Boston = new() { Met = 35_591, MetLate = 8_073, OpenBroken = 3_448, NotApplicable = 10_981, Untargeted = 10_981 };

    [Theory]
    [InlineData(CountAs.Broken, CountAs.Out, 35_591, 47_112, "75.55")]
    [InlineData(CountAs.Broken, CountAs.Met, 46_572, 58_093, "80.17")]
    [InlineData(CountAs.Out, CountAs.Out, 35_591, 43_664, "81.51")]
    public void T20_Three_figures_of_one_half_year_are_three_named_denominators(CountAs openBroken, CountAs untargeted, long kept, long counted, string percent)
    {
        var attainment = Attainment.Of(Boston, new Treatment(openBroken, CountAs.Out, CountAs.Out, untargeted));
        attainment.ShouldBe(new Attainment(kept, counted));
        Math.Round(attainment.Percent!.Value, 2).ShouldBe(decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void T20_No_data_is_never_a_hundred_percent()
    {
        var nothing = Attainment.Of(new Tally { Active = 7, Paused = 2, Cancelled = 3 }, Treatment.Standard);
        nothing.Counted.ShouldBe(0);
        nothing.Percent.ShouldBeNull();
        nothing.Holds(95).ShouldBeNull();
    }

    [Theory]
    [InlineData(CountAs.Out, 90, 100)]
    [InlineData(CountAs.In, 90, 104)]
    [InlineData(CountAs.Broken, 90, 104)]
    [InlineData(CountAs.Met, 94, 104)]
    public void T20_Cancelled_and_waived_go_where_the_objective_says(CountAs choice, long kept, long counted)
    {
        var cancelled = new Tally { Met = 90, MetLate = 10, Cancelled = 4 };
        var waived = new Tally { Met = 90, MetLate = 10, Waived = 4 };
        Attainment.Of(cancelled, Treatment.Standard with { Cancelled = choice }).ShouldBe(new Attainment(kept, counted));
        Attainment.Of(waived, Treatment.Standard with { Waived = choice }).ShouldBe(new Attainment(kept, counted));
    }

    [Theory]
    [InlineData(95, 100, 95, 0)]
    [InlineData(96, 100, 95, 1)]
    [InlineData(99, 100, 95, 4)]
    [InlineData(90, 100, 95, -6)]
    [InlineData(0, 0, 95, 0)]
    [InlineData(10, 10, 100, 0)]
    public void Breaches_left_is_the_most_that_still_holds(long kept, long counted, int atLeast, long left) =>
        new Attainment(kept, counted).BreachesLeft(atLeast).ShouldBe(left);

    [Fact]
    public void Nothing_is_promised_when_anything_is_allowed() => new Attainment(1, 2).BreachesLeft(0).ShouldBeNull();

    [Fact]
    public void Breaches_left_hold_and_one_more_does_not()
    {
        var random = new Random(20);
        for (var i = 0; i < 5_000; i++)
        {
            var counted = random.Next(1, 5_000);
            var attainment = new Attainment(random.Next(1, counted + 1), counted);
            var atLeast = random.Next(1, 1001) / 10m;
            var left = attainment.BreachesLeft(atLeast)!.Value;
            (left >= 0).ShouldBe(attainment.Holds(atLeast)!.Value, $"{attainment} at least {atLeast}");
            if (left < 0)
                continue;
            (attainment with { Counted = counted + left }).Holds(atLeast).ShouldBe(true, $"{attainment} at least {atLeast}");
            (attainment with { Counted = counted + left + 1 }).Holds(atLeast).ShouldBe(false, $"{attainment} at least {atLeast}");
        }
    }

    [Theory]
    [InlineData(50, 35)]
    [InlineData(90, 50)]
    [InlineData(30, 20)]
    [InlineData(40, 20)]
    [InlineData(41, 35)]
    [InlineData(100, 50)]
    [InlineData(5, 15)]
    public void Percentiles_are_the_nearest_rank(int percent, long value) =>
        Percentiles.NearestRank<long>([15, 20, 35, 40, 50], percent).ShouldBe(value);

    [Fact]
    public void Percentiles_of_nothing_are_nothing()
    {
        Percentiles.NearestRank<long>([], 90).ShouldBeNull();
        Should.Throw<ArgumentOutOfRangeException>(() => Percentiles.NearestRank<long>([1], 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Percentiles.NearestRank<long>([1], 100.1m));
    }

    [Theory]
    [InlineData(Period.Day, "2026-12-31", "2026-12-31", "2027-01-01", "2026-12-31")]
    [InlineData(Period.Week, "2027-01-01", "2026-12-28", "2027-01-04", "2026-W53")]
    [InlineData(Period.Month, "2028-02-29", "2028-02-01", "2028-03-01", "2028-02")]
    [InlineData(Period.Quarter, "2026-05-17", "2026-04-01", "2026-07-01", "2026-Q2")]
    [InlineData(Period.Quarter, "2026-12-31", "2026-10-01", "2027-01-01", "2026-Q4")]
    [InlineData(Period.Year, "2026-07-01", "2026-01-01", "2027-01-01", "2026")]
    public void Periods_are_half_open_and_named(Period period, string date, string from, string to, string name)
    {
        var pattern = NodaTime.Text.LocalDatePattern.Iso;
        var start = Periods.StartOf(period, pattern.Parse(date).Value);
        start.ShouldBe(pattern.Parse(from).Value);
        Periods.EndOf(period, start).ShouldBe(pattern.Parse(to).Value);
        Periods.Name(period, start).ShouldBe(name);
        Periods.StartOf(period, Periods.EndOf(period, start)).ShouldBe(Periods.EndOf(period, start));
    }
}
