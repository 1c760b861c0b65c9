using NodaTime;
using Prazo.Engine.Calendars;
using Interval = (NodaTime.Instant From, NodaTime.Instant To);

namespace Prazo.Engine.Money;

/// <summary>What objectives come to that do not count verdicts, each as a fraction like any other share (T20), so that bands and steps apply to all of them alike.</summary>
public static class Measures
{
    /// <summary>A percentile of times: the share of those that took <paramref name="atMost"/> or less. The nearest-rank percentile (<see cref="Percentiles"/>) is no longer than
    /// that exactly when this share is at least <paramref name="percent"/>.</summary>
    /// <param name="times">In any order; none: no data.</param>
    /// <param name="percent">Above 0, up to 100.</param>
    public static Measured Percentile(string objective, string period, IReadOnlyCollection<Duration> times, Duration atMost, decimal percent) =>
        new(objective, period, times.Count(t => t <= atMost), times.Count, percent);

    /// <summary>Customers who answered that they were satisfied, of all who answered.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More satisfied than answered, or fewer than none.</exception>
    public static Measured Satisfaction(string objective, string period, long satisfied, long answers, decimal atLeast)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(satisfied);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(satisfied, answers);
        return new(objective, period, satisfied, answers, atLeast);
    }

    /// <summary>The share of the promised time in which a service or channel was there, in milliseconds of open time on <paramref name="calendar"/>. What is excluded (maintenance,
    /// force majeure) counts neither as promised nor as an outage.</summary>
    /// <param name="within">The period, half-open.</param>
    /// <param name="outages">Half-open; they may overlap, and reach beyond the period. One that lasts still ends with what is known.</param>
    public static Measured Availability(string objective, string period, Interval within, IEnumerable<Interval> outages, IEnumerable<Interval> excluded, WorkingCalendar calendar, decimal atLeast)
    {
        var (outs, away) = (outages.ToList(), excluded.ToList());
        var left = Open(away, within, calendar);
        var promised = Open([within], within, calendar) - left;
        var lost = Open([.. outs, .. away], within, calendar) - left;
        return new(objective, period, promised - lost, promised, atLeast);
    }

    /// <summary>The weighted mean of other objectives. One without data is left out with its weight; without any there is no data.</summary>
    /// <param name="parts">Weights are not negative.</param>
    public static Measured Index(string objective, string period, IEnumerable<(Measured Part, decimal Weight)> parts, decimal atLeast)
    {
        var (kept, counted) = (Ratio.Zero, Ratio.Zero);
        foreach (var (part, weight) in parts)
            if (part.Counted != Ratio.Zero)
                (kept, counted) = (kept + weight * part.Kept / part.Counted, counted + weight);
        return new(objective, period, kept, counted, atLeast);
    }

    /// <summary>Open time in any of the intervals, once where they overlap.</summary>
    private static long Open(IEnumerable<Interval> intervals, Interval within, WorkingCalendar calendar)
    {
        var (sum, reached) = (0L, within.From);
        foreach (var (from, to) in intervals.OrderBy(i => i.From))
        {
            var (start, end) = (Instant.Max(from, reached), Instant.Min(to, within.To));
            if (start >= end)
                continue;
            sum += (long)calendar.Between(start, end).TotalMilliseconds;
            reached = end;
        }
        return sum;
    }
}
