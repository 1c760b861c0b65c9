using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>The warnings and the breach of a cycle: when each is dated, and from when on a replay knows it, if nothing else happens.</summary>
internal sealed class Thresholds
{
    public static readonly decimal DefaultDueSoon = 0.8m;
    private static readonly WarnAtPercent Default = new("80%", DefaultDueSoon * 100m);
    private readonly List<Threshold> _all = [];

    /// <param name="Seen">The first <c>asOf</c> whose replay has it. A breach is seen one millisecond after the instant that dates it (T6).</param>
    /// <param name="Order">Among thresholds of one instant.</param>
    private readonly record struct Threshold(string Stage, long At, long Seen, int Order);

    private Thresholds() { }

    /// <summary>First instant at which the clock is "due soon"; null: not in what is known of this cycle.</summary>
    public long? Soon { get; private set; }

    public static Thresholds Of(Cycle cycle)
    {
        var result = new Thresholds();
        if (!cycle.Terms.Promises)
            return result;
        var warnings = cycle.Warn.Any(IsBefore) ? cycle.Warn : [.. cycle.Warn, Default];
        for (var i = 0; i < warnings.Length; i++)
            if (IsBefore(warnings[i]) && Reached(cycle, warnings[i]) is { } at)
            {
                result.Add(warnings[i].Text, at, at, i);
                result.Soon = Math.Min(at, result.Soon ?? at);
            }
        var breach = cycle.Breach;
        if (breach is { } b)
            result.Add(Fire.Breach, b.At, b.Seen, warnings.Length);
        for (var i = 0; i < warnings.Length; i++)
            if (!IsBefore(warnings[i]) && Reached(cycle, warnings[i]) is { } at)
            {
                if (warnings[i] is not WarnAfter)
                    result.Add(warnings[i].Text, at, at, warnings.Length + 1 + i);
                else if (breach is { } broken && CycleMath.Counting(cycle, Math.Max(at, broken.At)) is { } escalated)
                    result.Add(warnings[i].Text, escalated, Math.Max(escalated, broken.Seen), warnings.Length + 1 + i);
            }
        return result;
    }

    /// <summary>Thresholds reached up to <paramref name="now"/>, each text once.</summary>
    public ImmutableArray<Fire> Fires(long now) =>
        [.. _all.Where(t => t.Seen <= now).OrderBy(t => t.At).ThenBy(t => t.Order).Select(t => new Fire(t.Stage, Instant.FromUnixTimeMilliseconds(t.At)))];

    public long? Next(long now)
    {
        long? next = null;
        foreach (var t in _all)
            if (t.Seen > now && (next is null || t.Seen < next))
                next = t.Seen;
        return next;
    }

    private void Add(string stage, long at, long seen, int order)
    {
        if (!_all.Exists(t => t.Stage == stage))
            _all.Add(new Threshold(stage, at, seen, order));
    }

    /// <summary>Warnings of what is coming: they make "due soon". The others speak of a promise that is over.</summary>
    public static bool IsBefore(Warning warning) => warning is WarnBefore or WarnAtPercent { Percent: <= 100m };

    /// <summary>The first instant of counting time at or after a warning's own, and no earlier than a late attachment (T19); null: none that is known.</summary>
    private static long? Reached(Cycle cycle, Warning warning)
    {
        var at = warning is WarnAtPercent w ? (cycle.Due is { } end ? CycleMath.Share(cycle, w.Percent / 100m, end) : null)
            : cycle.Due is { } due ? InstantOf(cycle.Terms.Calendar, warning, due)
            : null;
        return at is { } reached ? CycleMath.Counting(cycle, Math.Max(reached, cycle.NotBefore)) : null;
    }

    /// <summary>When a warning at a distance from due fires; null: never, or not of that kind.</summary>
    public static long? InstantOf(WorkingCalendar calendar, Warning warning, long due) => warning switch
    {
        WarnBefore { Clock: true } w => due - (long)w.Length.TotalMilliseconds,
        WarnBefore w => Known(calendar.Subtract(due, (long)w.Length.TotalMilliseconds)),
        WarnAfter { Clock: true } w => due + (long)w.Length.TotalMilliseconds,
        WarnAfter w => Known(calendar.Add(due, (long)w.Length.TotalMilliseconds)),
        _ => null,
    };

    private static long? Known(long at) => at is WorkingCalendar.Never or long.MinValue ? null : at;
}
