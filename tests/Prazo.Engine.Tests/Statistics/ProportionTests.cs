using Prazo.Engine.Statistics;

namespace Prazo.Engine.Tests.Statistics;

public class ProportionTests
{
    // Newcombe (1998), table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_is_as_published(long successes, long trials, double low, double high)
    {
        var found = new Proportion(successes, trials).Wilson()!.Value;
        Assert.Equal(low, found.Low, 4);
        Assert.Equal(high, found.High, 4);
    }

    [Fact]
    public void Without_trials_there_is_neither_share_nor_interval()
    {
        Assert.Null(new Proportion(0, 0).Share);
        Assert.Null(new Proportion(0, 0).Wilson());
        Assert.Null(default(Proportion).Wilson());
    }

    [Fact]
    public void None_reaches_zero_and_all_reach_one_exactly()
    {
        foreach (var n in new long[] { 1, 3, 7, 10, 1_000, 1_000_000_007 })
        {
            Assert.Equal(0.0, new Proportion(0, n).Wilson()!.Value.Low);
            Assert.Equal(1.0, new Proportion(n, n).Wilson()!.Value.High);
        }
    }

    // One of one, by hand: the lower end is 1 / (1 + z²).
    [Fact]
    public void One_trial_says_little() => Assert.Equal(1 / (1 + 1.959963984540054 * 1.959963984540054), new Proportion(1, 1).Wilson()!.Value.Low, 12);

    [Fact]
    public void The_share_lies_inside_and_the_complement_mirrors_it()
    {
        for (var n = 1L; n <= 60; n++)
            for (var k = 0L; k <= n; k++)
            {
                var (it, other) = (new Proportion(k, n), new Proportion(n - k, n).Wilson()!.Value);
                var found = it.Wilson()!.Value;
                Assert.InRange(it.Share!.Value, found.Low, found.High);
                Assert.True(found.Low >= 0 && found.High <= 1);
                Assert.Equal(1 - other.High, found.Low, 12);
            }
    }

    [Fact]
    public void More_trials_narrow_it_and_more_confidence_widens_it()
    {
        Assert.True(Width(new(900, 1000)) < Width(new(90, 100)));
        Assert.True(Width(new(90, 100), 0.99) > Width(new(90, 100), 0.9));
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(11, 10)]
    [InlineData(0, -1)]
    public void What_is_no_sample_is_refused(long successes, long trials) => Assert.Throws<InvalidOperationException>(() => new Proportion(successes, trials).Wilson());

    [Theory]
    [InlineData(0.49)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void What_is_no_confidence_is_refused(double confidence) => Assert.Throws<ArgumentOutOfRangeException>(() => new Proportion(1, 2).Wilson(confidence));

    // Tables of the normal distribution, to ten digits.
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.75, 0.6744897502)]
    [InlineData(0.9, 1.2815515655)]
    [InlineData(0.925, 1.4395314709)]
    [InlineData(0.95, 1.6448536270)]
    [InlineData(0.975, 1.9599639845)]
    [InlineData(0.995, 2.5758293035)]
    [InlineData(0.9995, 3.2905267315)]
    [InlineData(0.99995, 3.8905918864)]
    public void Quantiles_are_those_of_the_tables(double probability, double z)
    {
        Assert.Equal(z, Normal.Quantile(probability), 1e-10);
        Assert.Equal(-z, Normal.Quantile(1 - probability), 1e-10);
    }

    [Fact]
    public void Quantiles_grow_without_a_step_where_the_formulas_meet()
    {
        var last = double.NegativeInfinity;
        for (var p = 0.001; p < 0.9995; p += 0.0005)
        {
            var z = Normal.Quantile(p);
            Assert.True(z > last);
            last = z;
        }
        Assert.Equal(Normal.Quantile(0.925), Normal.Quantile(0.925 + 1e-13), 10);
        Assert.Throws<ArgumentOutOfRangeException>(() => Normal.Quantile(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normal.Quantile(1));
    }

    private static double Width(Proportion p, double confidence = 0.95) => p.Wilson(confidence) is { } i ? i.High - i.Low : 0;
}
