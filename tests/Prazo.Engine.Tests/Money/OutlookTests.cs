using Prazo.Engine.Money;

namespace Prazo.Engine.Tests.Money;

/// <summary>An objective during its period: budget, burn, and the forecast with its range.</summary>
public class OutlookTests
{
    [Theory]
    // Of 100 expected in all, 5 may break; half of the time is over.
    [InlineData(48, 50, 10, 40, 0.5, 95, 5, 3, 0.8)]
    [InlineData(45, 50, 10, 40, 0.5, 95, 5, 0, 2.0)]
    [InlineData(40, 50, 10, 40, 0.5, 95, 5, -5, 4.0)]
    // 99.9 % of 999 allows none, of 1,000 one.
    [InlineData(10, 10, 0, 989, 0.1, 99.9, 0, 0, null)]
    [InlineData(10, 10, 0, 990, 0.1, 99.9, 1, 1, 0.0)]
    // Nothing is over yet; nothing is asked.
    [InlineData(0, 0, 5, 15, 0.0, 90, 2, 2, null)]
    [InlineData(0, 4, 0, 0, 0.5, 0, 4, 0, 2.0)]
    public void Budget_and_burn_follow_from_what_is_expected(long kept, long counted, long open, long expected, double elapsed, double atLeast, long allowed, long left, double? burn)
    {
        var outlook = new Outlook(kept, counted, open, expected, elapsed, (decimal)atLeast);
        (outlook.Allowed, outlook.Left).ShouldBe((allowed, left));
        if (burn is { } wanted)
            outlook.Burn!.Value.ShouldBe(wanted, 1e-12);
        else
            outlook.Burn.ShouldBeNull();
    }

    /// <summary>By hand. None so far and one to come: even chances. One kept and one to come: Beta(1½, ½) has the mean ¾. Two to come after one that was kept: with a = 3/2 and b = 1/2 none is
    /// kept with B(3/2, 5/2) / B(3/2, 1/2) = (½ · 3/2) / (2 · 3) = 1/8, both with (3/2 · 5/2) / (2 · 3) = 5/8.</summary>
    [Theory]
    [InlineData(0, 0, 1, 100, 0.5)]
    [InlineData(1, 1, 1, 100, 0.75)]
    [InlineData(0, 1, 1, 50, 0.25)]
    [InlineData(1, 1, 2, 100, 0.625)]
    [InlineData(1, 1, 2, 50, 0.875)]
    [InlineData(1, 1, 2, 30, 1)]
    public void Small_chances_are_those_of_the_hand(long kept, long counted, long further, double atLeast, double chance) =>
        new Outlook(kept, counted, further, 0, 0.5, (decimal)atLeast).Chance()!.Value.ShouldBe(chance, 1e-12);

    [Fact]
    public void When_nothing_comes_any_more_the_range_is_the_figure_and_the_chance_is_certain()
    {
        for (var counted = 1; counted <= 40; counted++)
            for (var kept = 0; kept <= counted; kept++)
            {
                var outlook = new Outlook(kept, counted, 0, 0, 1, 90);
                (outlook.Range()!.Value.Low, outlook.Range()!.Value.High).ShouldBe(((double)kept / counted, (double)kept / counted));
                outlook.Chance().ShouldBe(10 * kept >= 9 * counted ? 1 : 0);
                (outlook.Left >= 0).ShouldBe(10 * kept >= 9 * counted);
            }
        (new Outlook(0, 0, 0, 0, 1, 90).Range(), new Outlook(0, 0, 0, 0, 1, 90).Chance()).ShouldBe((null, null));
    }

    /// <summary>The probability mass by the gamma function, another way than by steps.</summary>
    [Theory]
    [InlineData(7, 10, 12)]
    [InlineData(0, 3, 9)]
    [InlineData(19, 20, 30)]
    [InlineData(0, 0, 25)]
    public void Range_and_chance_are_those_of_a_second_computation(long kept, long counted, int further)
    {
        var (a, b) = (kept + 0.5, counted - kept + 0.5);
        var mass = Enumerable.Range(0, further + 1).Select(i => Math.Exp(LogChoose(further, i) + LogBeta(a + i, b + further - i) - LogBeta(a, b))).ToArray();
        mass.Sum().ShouldBe(1, 1e-9);
        var outlook = new Outlook(kept, counted, further, 0, 0.5, 80);
        var all = counted + further;
        var range = outlook.Range()!.Value;
        // The ends hold at least 90 %, and neither tail more than a twentieth.
        var (low, high) = ((int)Math.Round(range.Low * all) - (int)kept, (int)Math.Round(range.High * all) - (int)kept);
        mass[..low].Sum().ShouldBeLessThanOrEqualTo(0.05 + 1e-9);
        mass[..(low + 1)].Sum().ShouldBeGreaterThan(0.05 - 1e-9);
        mass[(high + 1)..].Sum().ShouldBeLessThanOrEqualTo(0.05 + 1e-9);
        mass[high..].Sum().ShouldBeGreaterThan(0.05 - 1e-9);
        outlook.Chance()!.Value.ShouldBe(Enumerable.Range(0, further + 1).Where(i => 100 * (kept + i) >= 80 * all).Sum(i => mass[i]), 1e-9);

        static double LogChoose(int n, int k) => LogGamma(n + 1) - LogGamma(k + 1) - LogGamma(n - k + 1);
        static double LogBeta(double x, double y) => LogGamma(x) + LogGamma(y) - LogGamma(x + y);
    }

    /// <summary>Stirling's series after moving up to where it is exact to the last digits.</summary>
    private static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 30; x++)
            shift -= Math.Log(x);
        return shift + (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * Math.Pow(x, 3)) + 1 / (1260 * Math.Pow(x, 5));
    }

    [Fact]
    public void One_more_that_broke_never_makes_the_outlook_better_and_nothing_is_out_of_bounds()
    {
        var random = new Random(20261123);
        for (var i = 0; i < 2_000; i++)
        {
            var counted = random.Next(1, 200);
            var kept = random.Next(1, counted + 1);
            var outlook = new Outlook(kept, counted, random.Next(0, 40), random.Next(0, 200), random.NextDouble(), random.Next(0, 1001) / 10m);
            var worse = outlook with { Kept = kept - 1 };
            var (range, lower) = (outlook.Range()!.Value, worse.Range()!.Value);
            range.Low.ShouldBeInRange(0, range.High);
            range.High.ShouldBeInRange(range.Low, 1);
            lower.Low.ShouldBeLessThanOrEqualTo(range.Low);
            lower.High.ShouldBeLessThanOrEqualTo(range.High);
            outlook.Chance()!.Value.ShouldBeInRange(0, 1);
            worse.Chance()!.Value.ShouldBeLessThanOrEqualTo(outlook.Chance()!.Value + 1e-9);
            worse.Left.ShouldBe(outlook.Left - 1);
            (worse.Burn >= outlook.Burn || outlook.Burn is null).ShouldBeTrue();
            // What is too much already is lost for certain.
            if (outlook.Left < 0)
                outlook.Chance().ShouldBe(0);
        }
    }

    [Fact]
    public void Very_many_are_foreseen_without_loss()
    {
        var outlook = new Outlook(990_000, 1_000_000, 0, 5_000_000, 0.2, 98.9m);
        var range = outlook.Range()!.Value;
        range.Low.ShouldBeInRange(0.989, 0.99);
        range.High.ShouldBeInRange(0.99, 0.991);
        outlook.Chance()!.Value.ShouldBeGreaterThan(0.99);
        double.IsNaN(new Outlook(0, 1_000_000, 0, 1_000_000, 0.5, 99).Chance()!.Value).ShouldBeFalse();
    }
}
