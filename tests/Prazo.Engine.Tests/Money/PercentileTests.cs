using Prazo.Engine.Money;

namespace Prazo.Engine.Tests.Money;

/// <summary>The nearest rank, worked out by counting on small sets, and its definition on random ones.</summary>
public class PercentileTests
{
    private static readonly long[] Ten = [3, 6, 7, 8, 8, 10, 13, 15, 16, 20];
    private static readonly long[] Eleven = [3, 6, 7, 8, 8, 9, 10, 13, 15, 16, 20];

    [Theory]
    // Of ten values, 25 % are two and a half: the third; 50 % are five: the fifth; 75 %: the eighth.
    [InlineData("25", 7)]
    [InlineData("50", 8)]
    [InlineData("75", 15)]
    [InlineData("90", 16)]
    [InlineData("90.0001", 20)]
    [InlineData("100", 20)]
    [InlineData("10", 3)]
    [InlineData("10.1", 6)]
    [InlineData("0.01", 3)]
    public void Of_ten_values(string percent, long value) => Rank(Ten, percent).ShouldBe(value);

    [Theory]
    // Of eleven, 25 % are 2.75: the third; 50 % are 5.5: the sixth, the middle one; 75 % are 8.25: the ninth.
    [InlineData("25", 7)]
    [InlineData("50", 9)]
    [InlineData("75", 15)]
    [InlineData("100", 20)]
    public void Of_eleven_values(string percent, long value) => Rank(Eleven, percent).ShouldBe(value);

    [Fact]
    public void Of_one_value_every_percentile_is_that_value()
    {
        foreach (var percent in new[] { "0.0001", "1", "50", "99.999", "100" })
            Rank([42], percent).ShouldBe(42);
    }

    [Fact]
    public void Of_two_values_the_median_is_the_lower_one()
    {
        Rank([1, 2], "50").ShouldBe(1);
        Rank([1, 2], "50.01").ShouldBe(2);
    }

    [Fact]
    public void Equal_values_count_each()
    {
        long[] values = [1, 5, 5, 5, 9];
        Rank(values, "20").ShouldBe(1);
        Rank(values, "20.1").ShouldBe(5);
        Rank(values, "80").ShouldBe(5);
        Rank(values, "80.1").ShouldBe(9);
    }

    [Theory]
    // In binary fractions 0.07 · 100 is a little more than 7, 0.29 · 100 a little less than 29, and 0.57 · 100 a little less than 57.
    [InlineData("7", 7)]
    [InlineData("29", 29)]
    [InlineData("57", 57)]
    [InlineData("58", 58)]
    public void Whole_percents_of_a_hundred_values_are_exact(string percent, long value) => Rank([.. Enumerable.Range(1, 100).Select(i => (long)i)], percent).ShouldBe(value);

    [Fact]
    public void A_percentile_is_always_a_value_that_was_measured_and_never_falls()
    {
        var random = new Random(2026);
        for (var round = 0; round < 300; round++)
        {
            var values = Enumerable.Range(0, random.Next(1, 60)).Select(_ => (long)random.Next(0, 40)).Order().ToArray();
            var last = long.MinValue;
            for (var p = 1; p <= 1000; p += 13)
            {
                var percent = p / 10m;
                var value = Percentiles.NearestRank<long>(values, percent)!.Value;
                // The definition: the smallest value with at least p percent of the values at or below it.
                values.First(v => 100m * values.Count(x => x <= v) >= percent * values.Length).ShouldBe(value, $"{percent} of {string.Join(' ', values)}");
                value.ShouldBeGreaterThanOrEqualTo(last);
                last = value;
            }
        }
    }

    [Fact]
    public void Other_kinds_of_values_have_percentiles_too()
    {
        Percentiles.NearestRank<float>([0.5f, 1.5f, 2.5f], 50).ShouldBe(1.5f);
        Percentiles.NearestRank<decimal>([1.10m, 1.20m], 100).ShouldBe(1.20m);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("100.0001")]
    public void There_is_no_percentile_below_or_at_zero_or_above_a_hundred(string percent) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Rank(Ten, percent)).Message.ShouldContain("A percentile lies above 0 and up to 100");

    private static long? Rank(long[] sorted, string percent) => Percentiles.NearestRank<long>(sorted, decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture));
}
