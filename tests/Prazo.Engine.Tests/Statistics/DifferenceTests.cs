using Prazo.Engine.Statistics;

namespace Prazo.Engine.Tests.Statistics;

public class DifferenceTests
{
    // Newcombe (1998), table II, method 10.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void The_interval_is_as_published(long a, long m, long b, long n, double low, double high)
    {
        var found = Difference.Of(new(a, m), new(b, n))!.Value;
        Assert.Equal((double)a / m - (double)b / n, found.Value, 12);
        Assert.Equal(low, found.Range.Low, 4);
        Assert.Equal(high, found.Range.High, 4);
    }

    [Fact]
    public void Without_one_of_the_samples_there_is_no_difference()
    {
        Assert.Null(Difference.Of(new(0, 0), new(1, 2)));
        Assert.Null(Difference.Of(new(1, 2), new(0, 0)));
    }

    [Theory]
    [InlineData(56, 70, 48, 80, true)]
    [InlineData(48, 80, 56, 70, true)]
    [InlineData(5, 56, 0, 29, false)]
    [InlineData(3, 10, 3, 10, false)]
    public void It_is_clear_when_its_interval_holds_no_zero(long a, long m, long b, long n, bool clear) => Assert.Equal(clear, Difference.Of(new(a, m), new(b, n))!.Value.IsClear);

    [Fact]
    public void Turned_round_it_is_the_same_with_the_other_sign_and_stays_between_minus_one_and_one()
    {
        for (var m = 1; m <= 12; m++)
            for (var a = 0; a <= m; a++)
                for (var b = 0; b <= 7; b++)
                {
                    var (one, other) = (Difference.Of(new(a, m), new(b, 7))!.Value, Difference.Of(new(b, 7), new(a, m))!.Value);
                    Assert.Equal(one.Range.Low, -other.Range.High, 12);
                    Assert.InRange(one.Value, one.Range.Low, one.Range.High);
                    Assert.InRange(one.Range.Low, -1 - 1e-12, 1);
                    Assert.InRange(one.Range.High, -1, 1 + 1e-12);
                }
    }

    [Fact]
    public void What_is_no_sample_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => Difference.Of(new(3, 2), new(1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Difference.Of(new(1, 2), new(1, 2), 1));
    }
}
