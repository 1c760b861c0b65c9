using Prazo.Engine.Statistics;

namespace Prazo.Engine.Money;

/// <summary>An objective that counts single promises or answers, at an instant of its period: what it may still lose, how fast it loses, and what it will come to.</summary>
/// <param name="Kept">0 to <paramref name="Counted"/>.</param>
/// <param name="Counted">That have a verdict, those that broke and still run included.</param>
/// <param name="Open">That run and will get a verdict in the period.</param>
/// <param name="Expected">Others that will come and count in the period: an estimate.</param>
/// <param name="Elapsed">The share of the period's time that is over, 0–1.</param>
/// <param name="AtLeast">Percent, 0–100.</param>
public sealed record Outlook(long Kept, long Counted, long Open, long Expected, double Elapsed, decimal AtLeast)
{
    /// <summary>Those that have no verdict yet, at most as many as are summed one by one.</summary>
    private long Further => Math.Min(Open + Expected, MostFurther);

    /// <summary>Beyond this many, more change neither range nor chance by anything that is shown.</summary>
    private const long MostFurther = 1_000_000;

    public long Broken => Counted - Kept;

    /// <summary>The budget: so many may break in the whole period, if as many come as are expected: ⌊(100 − atLeast) / 100 × all⌋.</summary>
    public long Allowed => (long)decimal.Floor((100 - AtLeast) / 100 * (Counted + Open + Expected));

    /// <summary>So many more may break until the end of the period; negative: so many are too many already.</summary>
    public long Left => Allowed - Broken;

    /// <summary>How many times as fast as the period passes the budget is used up: 1 ends with it. After B. Beyer and others, The Site Reliability Workbook (2018), chapter 5, "burn rate".</summary>
    /// <returns>Null where nothing is allowed or no time is over: there is nothing to divide by.</returns>
    public double? Burn => Allowed <= 0 || Elapsed <= 0 ? null : (double)Broken / Allowed / Elapsed;

    /// <summary>The share at the end of the period, 0–1, both ends included, with 90 % probability between equal tails: those that have no verdict yet are kept as those before them were. How many of
    /// them are kept is beta-binomial, with Jeffreys' prior Beta(½, ½) for the share (A. Gelman and others, Bayesian Data Analysis, third edition, sections 2.4 and 2.8). It assumes that promises
    /// break independently of each other, and that the days to come are like those before.</summary>
    /// <returns>Null where there is nothing, and nothing will come.</returns>
    public Interval? Range()
    {
        if (Counted + Further == 0)
            return null;
        var (low, high, sum, i) = (0L, Further, 0.0, 0L);
        foreach (var p in KeptOfFurther())
        {
            if (sum + p <= 0.05)
                low = i + 1;
            sum += p;
            if (sum >= 0.95)
            {
                high = i;
                break;
            }
            i++;
        }
        return new Interval(Share(Math.Min(low, high)), Share(high));
    }

    /// <summary>The probability, 0–1, that the objective is held at the end, as <see cref="Range"/> foresees it.</summary>
    /// <returns>Null where there is nothing, and nothing will come.</returns>
    public double? Chance()
    {
        if (Counted + Further == 0)
            return null;
        var needed = (long)decimal.Ceiling(AtLeast / 100 * (Counted + Further)) - Kept;
        return needed <= 0 ? 1 : needed > Further ? 0 : Math.Clamp(KeptOfFurther().Skip((int)needed).Sum(), 0, 1);
    }

    private double Share(long kept) => (double)(Kept + kept) / (Counted + Further);

    /// <summary>The probabilities that 0, 1, … all of those to come are kept. Each follows from the one before; logarithms keep the first ones, which may be tiny, from vanishing.</summary>
    private IEnumerable<double> KeptOfFurther()
    {
        var (a, b, all) = (Kept + 0.5, Broken + 0.5, Further);
        double Next(double log, long i) => log + Math.Log((all - i) * (i + a) / ((i + 1.0) * (all - i - 1 + b)));
        var (log, most) = (0.0, 0.0);
        for (var i = 0L; i < all; i++)
            most = Math.Max(most, log = Next(log, i));
        (log, var total) = (0.0, Math.Exp(-most));
        for (var i = 0L; i < all; i++)
            total += Math.Exp((log = Next(log, i)) - most);
        log = 0;
        yield return Math.Exp(-most) / total;
        for (var i = 0L; i < all; i++)
            yield return Math.Exp((log = Next(log, i)) - most) / total;
    }
}
