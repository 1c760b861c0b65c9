using Prazo.Engine.Agreements;

namespace Prazo.Engine.Money;

/// <summary>Clocks of one target counted by their verdict (T11). Every clock is in exactly one of the counts.</summary>
public record struct Tally
{
    public long Met, MetLate, OpenBroken, Active, Paused, Cancelled, Waived, NotApplicable;

    /// <summary>Tickets for which the target has no promise: no value for them, or the promised date is empty.</summary>
    public long Untargeted;

    public readonly long Clocks => Met + MetLate + OpenBroken + Active + Paused + Cancelled + Waived + NotApplicable;

    public void Add(in Tally other)
    {
        Met += other.Met; MetLate += other.MetLate; OpenBroken += other.OpenBroken; Active += other.Active; Paused += other.Paused;
        Cancelled += other.Cancelled; Waived += other.Waived; NotApplicable += other.NotApplicable; Untargeted += other.Untargeted;
    }
}

/// <summary>What an objective does with the items whose place in the fraction is a choice (T20).</summary>
public readonly record struct Treatment(CountAs OpenBroken, CountAs Cancelled, CountAs Waived, CountAs Untargeted)
{
    /// <summary>Open-broken counts as broken; cancelled, waived and untargeted are out.</summary>
    public static readonly Treatment Standard = new(CountAs.Broken, CountAs.Out, CountAs.Out, CountAs.Out);

    public static Treatment Of(Objective objective) => new(objective.OpenBroken, objective.Cancelled, objective.Waived, objective.Untargeted);
}

/// <summary>Kept of counted. "No data" is never 100 % (T20): without a denominator there is no percentage.</summary>
public readonly record struct Attainment(long Kept, long Counted)
{
    /// <summary>0–100, exact; null without data.</summary>
    public decimal? Percent => Counted == 0 ? null : 100m * Kept / Counted;

    /// <summary>Kept = met (and what the treatment counts as met); counted = kept + met late + what the treatment counts as broken (or in).
    /// Active and paused clocks have no verdict yet and are never counted.</summary>
    public static Attainment Of(in Tally t, Treatment treatment)
    {
        long kept = t.Met, counted = t.Met + t.MetLate;
        Place(treatment.OpenBroken, t.OpenBroken, ref kept, ref counted);
        Place(treatment.Cancelled, t.Cancelled, ref kept, ref counted);
        Place(treatment.Waived, t.Waived, ref kept, ref counted);
        Place(treatment.Untargeted, t.Untargeted, ref kept, ref counted);
        return new Attainment(kept, counted);
    }

    private static void Place(CountAs choice, long items, ref long kept, ref long counted)
    {
        if (choice == CountAs.Out)
            return;
        counted += items;
        if (choice == CountAs.Met)
            kept += items;
    }

    /// <summary>How many more breaches can come, and nothing else, before the share falls below <paramref name="atLeast"/> percent: the largest k with
    /// kept / (counted + k) ≥ atLeast / 100, that is ⌊100 · kept / atLeast⌋ − counted. Negative: so many are too many already. Null when anything is allowed.</summary>
    public long? BreachesLeft(decimal atLeast) => atLeast <= 0 ? null : (long)decimal.Floor(100m * Kept / atLeast) - Counted;

    /// <summary>Whether the objective is held; null without data.</summary>
    public bool? Holds(decimal atLeast) => Counted == 0 ? null : 100m * Kept >= atLeast * Counted;
}

/// <summary>Nearest-rank percentiles: the smallest value with at least p percent of the values at or below it (NIST handbook, section 2.6.2, "nearest rank").</summary>
public static class Percentiles
{
    /// <param name="sorted">Ascending.</param>
    /// <param name="percent">Above 0, up to 100.</param>
    /// <returns>Null for no values.</returns>
    public static T? NearestRank<T>(ReadOnlySpan<T> sorted, decimal percent) where T : struct
    {
        var rank = Rank(percent, sorted.Length);
        return sorted.IsEmpty ? null : sorted[rank];
    }

    /// <summary>The place, from 0, of a percentile among values in ascending order.</summary>
    /// <param name="percent">Above 0, up to 100.</param>
    /// <param name="count">How many values there are; −1 is returned for none.</param>
    public static int Rank(decimal percent, int count)
    {
        if (percent is <= 0 or > 100)
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentile lies above 0 and up to 100.");
        return (int)decimal.Ceiling(percent / 100m * count) - 1;
    }
}
