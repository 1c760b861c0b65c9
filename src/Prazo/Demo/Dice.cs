using NodaTime;

namespace Prazo.Demo;

/// <summary>Chance that is the same at each start and on every machine (SplitMix64). Every ticket throws its own, so that what happens to one changes no other.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public static Dice Of(ulong seed, int ticket) => new(seed * 0x9E3779B97F4A7C15 + (ulong)ticket * 0xD1B54A32D192ED03);

    /// <summary>From 0 to just below.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)Math.Max(1, limit));

    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Of<T>(IReadOnlyList<T> among) => among[Below(among.Count)];

    public T Pick<T>(params (T Value, int Weight)[] among)
    {
        var left = Below(among.Sum(a => a.Weight));
        foreach (var (value, weight) in among)
            if ((left -= weight) < 0)
                return value;
        return among[^1].Value;
    }

    /// <summary>Minutes from a table of quantiles 0, 10, … 100 %.</summary>
    public int Draw(int[] quantiles)
    {
        var (step, rest) = Math.DivRem(Below(10_000), 1000);
        return quantiles[step] + (quantiles[step + 1] - quantiles[step]) * rest / 1000;
    }

    public Duration Minutes(int least, int most) => Duration.FromSeconds(Between(least * 60, most * 60));

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
