using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>What a cycle has consumed and when it ends, from its stretches alone.</summary>
internal static class CycleMath
{
    /// <summary>Due and last (T6) of a running cycle. Each stretch counts on its own calendar (T17).</summary>
    public static (long? Due, long? Last) Deadline(Cycle cycle, decimal share = 1m)
    {
        var terms = cycle.Terms;
        switch (terms.Measure)
        {
            case Measure.Working:
                return terms.Length == WorkingCalendar.Never ? (null, null) : Walk(cycle, (long)((terms.Length + cycle.Extension) * share), working: true);
            case Measure.Clock:
                return Walk(cycle, (long)((terms.Length + cycle.Extension) * share), working: false);
            case Measure.Fixed:
                var fixedDue = terms.Length + cycle.Extension + (cycle.PausesExtend ? Paused(cycle).Clock : 0);
                return (fixedDue, fixedDue);
            case Measure.Dated:
                var (working, clock) = Paused(cycle);
                if (terms.Within is UntilDate)
                    (working, clock) = (0, cycle.PausesExtend ? clock : 0);
                var due = Deadlines.DateLike(terms.Within!, Instant.FromUnixTimeMilliseconds(cycle.CountsFrom), terms.Calendar,
                    Duration.FromMilliseconds(working + cycle.Extension), Duration.FromMilliseconds(clock + cycle.Extension))?.ToUnixTimeMilliseconds();
                if (terms.Within is UntilDate)
                    due += clock + cycle.Extension;
                return (due, due);
            default:
                return (null, null);
        }
    }

    /// <summary>The first instant at which a share of the promise was used: of its length, or of the time from start to due that counts, in working time where there is any.
    /// Null: not in the cycle's stretches.</summary>
    public static long? Share(Cycle cycle, decimal share, long due)
    {
        var terms = cycle.Terms;
        if (terms.Measure is Measure.Working or Measure.Clock)
            return Deadline(cycle, share).Due;
        var (working, clock) = Paused(cycle);
        var span = terms.Calendar.Between(cycle.CountsFrom, due) - working;
        return span > 0
            ? Walk(cycle, (long)(span * share), working: true).Due
            : Walk(cycle, (long)(Math.Max(0, due - cycle.CountsFrom - clock) * share), working: false).Due;
    }

    /// <summary>The first instant at or after another that lies in a stretch that counts; null: none. The instant at which a stretch ends still belongs to it: what was used up
    /// exactly when the clock stopped was used up. A stretch that ended as it began, such as that of a clock born paused, is no time.</summary>
    public static long? Counting(Cycle cycle, long at)
    {
        foreach (var s in cycle.Stretches)
            if (s.Kind == PieceKind.Running && (s.To < 0 || (s.To >= at && s.To > s.From)))
                return Math.Max(at, s.From);
        return null;
    }

    private static (long? Due, long? Last) Walk(Cycle cycle, long length, bool working)
    {
        long? due = null;
        var left = length;
        foreach (var s in cycle.Stretches)
        {
            if (s.Kind != PieceKind.Running)
                continue;
            if (s.To < 0)
            {
                due ??= Ahead(s, left, working, latest: false);
                // What was used up exactly when a pause began cannot have broken before the pause ended.
                return (due, cycle.BoundaryClose && due is { } end ? Math.Max(end, s.From) : Ahead(s, left, working, latest: true));
            }
            var here = working ? s.Calendar.Between(s.From, s.To) : s.To - s.From;
            if (here >= left)
                due ??= Ahead(s, left, working, latest: false);
            if (here > left || (cycle.BoundaryClose && s.To > due))
                return (due, cycle.BoundaryClose ? due : Ahead(s, left, working, latest: true));
            left -= here;
        }
        return (due, due);
    }

    private static long? Ahead(Stretch s, long length, bool working, bool latest)
    {
        if (!working)
            return s.From + length;
        var end = latest ? s.Calendar.AddLast(s.From, length) : s.Calendar.Add(s.From, length);
        return end == WorkingCalendar.Never ? null : end;
    }

    /// <summary>Counted working and clock time up to <paramref name="now"/>.</summary>
    public static (long Working, long Clock) Counted(Cycle cycle, long now) => Sum(cycle, PieceKind.Running, now, null);

    /// <summary>Time that does not count and is over: pauses and the closed time before a reopening, since counting began.
    /// A pause that lasts, or in which the clock stopped, has moved nothing, of however many reasons it was made.</summary>
    public static (long Working, long Clock) Paused(Cycle cycle) => Uncounted(cycle, long.MinValue).Ended;

    public static (long Working, long Clock) Sum(Cycle cycle, PieceKind kind, long now, Party? party)
    {
        long working = 0, clock = 0;
        foreach (var s in cycle.Stretches)
        {
            if (s.Kind != kind || (party is not null && s.Party != party))
                continue;
            var to = Math.Min(s.To < 0 ? now : s.To, Math.Max(now, s.From));
            if (to <= s.From)
                continue;
            working += s.Calendar.Between(s.From, to);
            clock += to - s.From;
        }
        return (working, clock);
    }

    /// <summary>Left of the promise's own measure; null for date-like promises.</summary>
    public static long? Remaining(Cycle cycle, long now)
    {
        var (working, clock) = Counted(cycle, now);
        return cycle.Terms.Measure switch
        {
            Measure.Working when cycle.Terms.Length != WorkingCalendar.Never => cycle.Terms.Length + cycle.Extension - working,
            Measure.Clock => cycle.Terms.Length + cycle.Extension - clock,
            _ => null,
        };
    }

    /// <summary>Share of the promise used, 100 = all: consumed over promised for lengths; for dates the counted share of the time from start to due, in
    /// working time, or in clock time where the calendar has none between. Null without promise.</summary>
    public static double? UsedPercent(Cycle cycle, long now)
    {
        var terms = cycle.Terms;
        if (terms.Measure is Measure.Working or Measure.Clock)
        {
            var whole = terms.Length + cycle.Extension;
            if (whole <= 0 || terms.Length == WorkingCalendar.Never)
                return null;
            var (working, clock) = Counted(cycle, now);
            return 100.0 * (terms.Measure == Measure.Working ? working : clock) / whole;
        }
        if (terms.Measure is not (Measure.Dated or Measure.Fixed) || cycle.Due is not { } due)
            return null;
        var (ended, all) = Uncounted(cycle, now);
        var end = cycle.Stopped >= 0 ? cycle.Stopped : now;
        var span = terms.Calendar.Between(cycle.CountsFrom, due) - ended.Working;
        var used = terms.Calendar.Between(cycle.CountsFrom, end) - all.Working;
        if (span <= 0)
            (span, used) = (due - cycle.CountsFrom - ended.Clock, end - cycle.CountsFrom - all.Clock);
        return span <= 0 ? null : Math.Max(0, 100.0 * used / span);
    }

    /// <summary>Time that does not count, up to <paramref name="now"/>: what ended and has moved the due date, and all of it.</summary>
    private static ((long Working, long Clock) Ended, (long Working, long Clock) All) Uncounted(Cycle cycle, long now)
    {
        (long Working, long Clock) ended = default, all = default;
        foreach (var s in cycle.Stretches)
        {
            var to = s.To < 0 ? Math.Max(now, s.From) : s.To;
            if (s.Kind != PieceKind.Running && s.From >= cycle.CountsFrom)
                all = (all.Working + s.Calendar.Between(s.From, to), all.Clock + to - s.From);
            // A reopening may be paused at once; the time before it is over all the same.
            if (s.Kind != PieceKind.Paused)
                ended = all;
        }
        return (ended, all);
    }
}
