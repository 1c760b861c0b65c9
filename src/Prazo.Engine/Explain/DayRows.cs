using System.Collections.Immutable;
using NodaTime;

namespace Prazo.Engine.Explain;

/// <summary>Steps as people read them: long runs of days and nights together. What is folded keeps its dates and its sums, so that it can still be recomputed.</summary>
public static class DayRows
{
    private const int MostDays = 12, MostStretches = 6;

    /// <summary>The steps, with business days folded over the weekends between them, and the way of a move over its nights, where there are many.
    /// Holidays and exceptions stay rows of their own.</summary>
    public static ImmutableArray<DayStep> Fold(ImmutableArray<DayStep> steps, DateTimeZone zone)
    {
        var (foldDays, foldStretches) = (steps.Count(s => s is DaysCounted or DaysSkipped) > MostDays, steps.Count(s => s is MovedThrough) > MostStretches);
        var rows = ImmutableArray.CreateBuilder<DayStep>();
        for (var i = 0; i < steps.Length;)
        {
            var taken = 1;
            switch (steps[i])
            {
                case MovedThrough when foldStretches:
                    while (i + taken < steps.Length && steps[i + taken] is MovedThrough)
                        taken++;
                    rows.AddRange(Through(steps[i..(i + taken)], zone));
                    break;
                case DaysCounted { Business: true } days when foldDays:
                    (var row, taken) = Week(steps, i, days);
                    rows.Add(row);
                    break;
                default:
                    rows.Add(steps[i]);
                    break;
            }
            i += taken;
        }
        return rows.ToImmutable();
    }

    private static (DayStep Row, int Taken) Week(ImmutableArray<DayStep> steps, int from, DaysCounted row)
    {
        var i = from + 1;
        while (i < steps.Length)
        {
            var closed = 0;
            var next = i;
            if (steps[next] is DaysSkipped { Why: OutOfHours } gap)
                (closed, next) = (Period.DaysBetween(gap.First, gap.Last) + 1, next + 1);
            if (next >= steps.Length || steps[next] is not DaysCounted more)
                break;
            row = row with
            {
                Last = more.Last, To = more.To, Working = row.Working + more.Working, ClosedBetween = row.ClosedBetween + closed,
                Hours = row.HasSameHours(more) ? row.Hours : [],
            };
            i = next + 1;
        }
        return (row, i - from);
    }

    private static IEnumerable<DayStep> Through(ImmutableArray<DayStep> steps, DateTimeZone zone) =>
        AccountRow.Of([.. steps.Cast<MovedThrough>().Select(m => m.Segment)], PromiseMeasure.BusinessDays, zone, fold: true)
            .Select(r => new MovedThrough(r.First with { To = r.To, Working = r.Days > 0 ? r.Counted : r.First.Working }, r.Days));
}
