namespace Prazo.Engine.Statistics;

/// <summary>The share of one kind less that of another, such as a net promoter score.</summary>
public static class NetShare
{
    // The normal quantile of 97.5 %.
    private const double Z = 1.959963984540054;

    /// <summary>Where it lies with 95 % confidence, from −1 to 1: the adjusted Wald interval with three observations added, 3/4 to each of the two kinds and 3/2 between them (B. Rocks 2016,
    /// "Interval estimation for the net promoter score", The American Statistician 70). Null without a sample.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than the sample, or less than none.</exception>
    public static Interval? Of(long up, long down, long of)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(up);
        ArgumentOutOfRangeException.ThrowIfNegative(down);
        ArgumentOutOfRangeException.ThrowIfLessThan(of, up + down);
        if (of == 0)
            return null;
        var n = of + 3.0;
        var (plus, minus) = ((up + 0.75) / n, (down + 0.75) / n);
        var net = plus - minus;
        var half = Z * Math.Sqrt((plus + minus - net * net) / n);
        return new(Math.Max(-1, net - half), Math.Min(1, net + half));
    }
}
