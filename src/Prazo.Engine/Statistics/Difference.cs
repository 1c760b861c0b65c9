namespace Prazo.Engine.Statistics;

/// <summary>How much larger the share of one sample is than that of another, independent of it.</summary>
/// <param name="Value">−1 to 1: parts of one, negative where the first share is the smaller.</param>
/// <param name="Range">Where the true difference may lie; it holds <paramref name="Value"/>.</param>
public readonly record struct Difference(double Value, Interval Range)
{
    /// <summary>An interval without zero: a difference this large is seldom chance alone. It says nothing of causes.</summary>
    public bool IsClear => Range.Low > 0 || Range.High < 0;

    /// <summary>The hybrid of two score intervals of R. G. Newcombe (1998, "Interval estimation for the difference between independent proportions: comparison of eleven methods", Statistics in
    /// Medicine 17, method 10), without a correction for continuity.</summary>
    /// <param name="confidence">0.5–0.9999; 0.95 for "95 %".</param>
    /// <returns>The first share less the second; null where one of the samples is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The successes of a sample are not 0 to its trials.</exception>
    public static Difference? Of(Proportion first, Proportion second, double confidence = 0.95)
    {
        if ((first.Wilson(confidence), second.Wilson(confidence)) is not ({ } a, { } b))
            return null;
        var (p, q) = (first.Share!.Value, second.Share!.Value);
        double Far(double one, double other) => Math.Sqrt(one * one + other * other);
        return new Difference(p - q, new Interval(p - q - Far(p - a.Low, b.High - q), p - q + Far(a.High - p, q - b.Low)));
    }
}
