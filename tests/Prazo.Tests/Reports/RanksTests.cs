using Prazo.Engine.Money;
using Prazo.Reports;

namespace Prazo.Tests.Reports;

public class RanksTests
{
    /// <summary>Orders that defeat a careless choice of pivots, and lengths around the one below which all is sorted.</summary>
    public static TheoryData<string, long[]> Orders => new()
    {
        { "one", [7] },
        { "two", [9, 3] },
        { "all the same", [.. Enumerable.Repeat(5L, 1000)] },
        { "ascending", [.. Enumerable.Range(0, 1000).Select(i => (long)i)] },
        { "descending", [.. Enumerable.Range(0, 1000).Select(i => 1000L - i)] },
        { "up and down", [.. Enumerable.Range(0, 1000).Select(i => (long)Math.Min(i, 1000 - i))] },
        { "two values", [.. Enumerable.Range(0, 1000).Select(i => i % 2L)] },
        { "saw", [.. Enumerable.Range(0, 1000).Select(i => i % 17L)] },
    };

    [Theory, MemberData(nameof(Orders))]
    public void Percentiles_are_those_of_the_sorted_values(string name, long[] values)
    {
        long[] sorted = [.. values.Order()];

        Ranks.Of<long>(values, [1, 50, 90, 95, 100]).ShouldBe(new[] { 1, 50, 90, 95, 100 }.Select(p => Percentiles.NearestRank<long>(sorted, p)!.Value), name);
        values.Order().ToArray().ShouldBe(sorted, "no value is lost");
    }

    [Fact]
    public void Percentiles_of_random_values_are_those_of_the_sorted_ones()
    {
        var random = new Random(41);
        for (var round = 0; round < 2000; round++)
        {
            var values = new float[random.Next(1, 120)];
            for (var i = 0; i < values.Length; i++)
                values[i] = random.Next(values.Length * 2) / 4f;
            var sorted = values.Order().ToArray();
            Ranks.Of<float>(values, [50, 90]).ShouldBe([Percentiles.NearestRank<float>(sorted, 50)!.Value, Percentiles.NearestRank<float>(sorted, 90)!.Value], $"seed 41, round {round}");
        }
    }
}
