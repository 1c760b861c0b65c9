namespace Prazo.Improvement;

/// <summary>Breaches of one cause. Both shares are percentages of the breaches that have a cause.</summary>
/// <param name="Cumulative">Of this cause and all more frequent ones.</param>
public sealed record CauseCount(Cause Cause, int Count, decimal Share, decimal Cumulative);

/// <summary>Breaches by cause, the most frequent first: the few causes that make most of them stand on top. Breaches without a cause are counted beside, as nothing is known of them.</summary>
/// <param name="All">With and without a cause.</param>
public sealed record Pareto(int All, int Explained, IReadOnlyList<CauseCount> Lines)
{
    public int Unexplained => All - Explained;

    public static Pareto Of(IReadOnlyList<Breach> breaches)
    {
        var explained = breaches.Count(b => b.Cause is not null);
        var (lines, sum) = (new List<CauseCount>(), 0);
        foreach (var some in breaches.Where(b => b.Cause is not null).GroupBy(b => b.Cause!.Id, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            sum += some.Count();
            lines.Add(new CauseCount(some.First().Cause!, some.Count(), 100m * some.Count() / explained, 100m * sum / explained));
        }
        return new Pareto(breaches.Count, explained, lines);
    }
}
