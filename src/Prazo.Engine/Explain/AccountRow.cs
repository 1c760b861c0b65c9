using System.Collections.Immutable;
using NodaTime;

namespace Prazo.Engine.Explain;

/// <summary>A row of a printed account: a segment, or days of working time and nights between that were folded into one.</summary>
/// <param name="Days">Local dates folded into it; 0 when it is a single segment.</param>
/// <param name="Counted">What it adds to the promise's measure.</param>
/// <param name="Total">That, summed since the start.</param>
public sealed record AccountRow(Segment First, Instant To, int Days, Duration Counted, Duration Total)
{
    public Instant From => First.From;

    private const int LeastFolded = 5;

    /// <summary>What a segment adds in the promise's own measure.</summary>
    public static Duration CountedOf(Segment segment, PromiseMeasure measure) =>
        !segment.Counted ? Duration.Zero : measure is PromiseMeasure.ClockTime or PromiseMeasure.CalendarDays or PromiseMeasure.Fixed ? segment.Length : segment.Working;

    /// <summary>The rows of an account's segments.</summary>
    /// <param name="fold">Join runs of working time and nights of one calendar, holder and phase; the sums stay exact.</param>
    public static ImmutableArray<AccountRow> Of(ImmutableArray<Segment> segments, PromiseMeasure measure, DateTimeZone zone, bool fold, Duration before = default)
    {
        var rows = ImmutableArray.CreateBuilder<AccountRow>();
        var total = before;
        for (var i = 0; i < segments.Length;)
        {
            var run = fold ? Run(segments, i) : 1;
            var counted = Duration.Zero;
            for (var j = i; j < i + run; j++)
                counted += CountedOf(segments[j], measure);
            total += counted;
            var (first, to) = (segments[i], segments[i + run - 1].To);
            var days = run == 1 ? 0 : Period.DaysBetween(first.From.InZone(zone).Date, (to - Duration.Epsilon).InZone(zone).Date) + 1;
            rows.Add(new AccountRow(first, to, days, counted, total));
            i += run;
        }
        return rows.ToImmutable();
    }

    private static int Run(ImmutableArray<Segment> segments, int from)
    {
        if (segments[from].Why is not WorkingHours)
            return 1;
        var (end, first) = (from + 1, segments[from]);
        while (end < segments.Length && segments[end] is { Why: WorkingHours or OutOfHours } next
            && next.Calendar == first.Calendar && next.Agent == first.Agent && next.Team == first.Team && next.Phase == first.Phase)
            end++;
        while (end > from + 1 && segments[end - 1].Why is OutOfHours)
            end--;
        return end - from >= LeastFolded ? end - from : 1;
    }
}
