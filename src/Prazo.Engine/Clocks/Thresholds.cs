using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>The instants at which a running clock warns and breaks if nothing else happens.</summary>
internal sealed class Thresholds
{
    public static readonly decimal DefaultDueSoon = 0.8m;
    private readonly List<long> _before = [];
    private readonly List<long> _after = [];
    private readonly long? _breaks;

    private Thresholds(long? breaks) => _breaks = breaks;

    public static Thresholds Of(Target target, Cycle cycle)
    {
        if (!cycle.IsRunning || cycle.IsPaused || cycle.Due is not { } due)
            return new Thresholds(null);
        var result = new Thresholds(cycle.IsBroken ? null : cycle.Last + 1);
        foreach (var w in target.Warn)
            if (InstantOf(cycle, w, due) is { } at)
                (at > due || w is WarnAfter ? result._after : result._before).Add(at);
        if (result._before.Count == 0 && Share(cycle, DefaultDueSoon, due) is { } soon)
            result._before.Add(soon);
        return result;
    }

    public bool IsDueSoon(long now) => _before.Exists(t => t <= now);

    public long? Next(long now)
    {
        long? next = _breaks > now ? _breaks : null;
        foreach (var t in _before.Concat(_after))
            if (t > now && (next is null || t < next))
                next = t;
        return next;
    }

    /// <summary>When a warning of this cycle fires; null: never.</summary>
    public static long? InstantOf(Cycle cycle, Warning warning, long due) =>
        warning is WarnAtPercent w ? Share(cycle, w.Percent / 100m, due) : InstantOf(cycle.Terms.Calendar, warning, due);

    /// <summary>When a warning at a distance from due fires; null: never, or not of that kind.</summary>
    public static long? InstantOf(WorkingCalendar calendar, Warning warning, long due) => warning switch
    {
        WarnBefore { Clock: true } w => due - (long)w.Length.TotalMilliseconds,
        WarnBefore w => Known(calendar.Subtract(due, (long)w.Length.TotalMilliseconds)),
        WarnAfter { Clock: true } w => due + (long)w.Length.TotalMilliseconds,
        WarnAfter w => Known(calendar.Add(due, (long)w.Length.TotalMilliseconds)),
        _ => null,
    };

    private static long? Share(Cycle cycle, decimal share, long due) =>
        cycle.Terms.Measure is Measure.Working or Measure.Clock
            ? CycleMath.Deadline(cycle, share).Due
            : ShareOfSpan(cycle.Terms.Calendar, cycle.CountsFrom, due, share);

    /// <summary>A share of the time from a start to due, in working time where there is any; null: never.</summary>
    public static long? ShareOfSpan(WorkingCalendar calendar, long from, long due, decimal share)
    {
        var span = calendar.Between(from, due);
        return span > 0 ? Known(calendar.Add(from, (long)(span * share))) : from + (long)((due - from) * share);
    }

    private static long? Known(long at) => at is WorkingCalendar.Never or long.MinValue ? null : at;
}
