namespace Prazo.Engine.Statistics;

/// <summary>Where the true share may lie, as parts of one: 0 ≤ <paramref name="Low"/> ≤ <paramref name="High"/> ≤ 1, both ends included.</summary>
public readonly record struct Interval(double Low, double High);

/// <summary>So many of so many: a sample whose share stands for a larger whole.</summary>
/// <param name="Successes">0 to <paramref name="Trials"/>.</param>
public readonly record struct Proportion(long Successes, long Trials)
{
    /// <summary>0–1; null without trials: no data is not a share.</summary>
    public double? Share => Trials == 0 ? null : (double)Successes / Trials;

    /// <summary>The score interval of E. B. Wilson (1927, "Probable inference, the law of succession, and statistical inference"), without a correction for continuity: it stays between 0 and 1,
    /// and means something for small samples and for shares of 0 and 1. R. G. Newcombe (1998, Statistics in Medicine 17, method 3) compares it with six others.</summary>
    /// <param name="confidence">0.5–0.9999; 0.95 for "95 %".</param>
    /// <returns>Null without trials.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The successes are not 0 to the trials.</exception>
    public Interval? Wilson(double confidence = 0.95)
    {
        if (Successes < 0 || Successes > Trials)
            throw new InvalidOperationException($"{Successes} of {Trials} is no proportion");
        if (!(confidence is >= 0.5 and <= 0.9999))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "from 0.5 to 0.9999");
        if (Trials == 0)
            return null;
        double n = Trials, p = Successes / n, z = Normal.Quantile(0.5 + confidence / 2), z2 = z * z;
        var middle = (p + z2 / (2 * n)) / (1 + z2 / n);
        var half = z / (1 + z2 / n) * Math.Sqrt(p * (1 - p) / n + z2 / (4 * n * n));
        // The ends of 0 and of all are exact; floating point would miss them by a hair.
        return new Interval(Successes == 0 ? 0 : middle - half, Successes == Trials ? 1 : middle + half);
    }
}
