using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

// What a report reads of a cycle: its row.
internal sealed partial class ColumnCycle
{
    public void Fill(ref ClockRow row)
    {
        var now = ticket.AsOf;
        var paused = IsPaused;
        var verdict = IsRunning && Terms.Measure == Measure.FieldEmpty ? Verdict.NotApplicable : Verdict;
        row.Ticket = ticket.Index;
        row.Target = lane.Index;
        row.Cycle = Number;
        row.Run = !IsRunning ? Run.Stopped : paused ? Run.Paused : Run.Running;
        row.Verdict = verdict;
        row.State = StateOf(verdict, paused);
        row.Promised = Terms.Within is not null;
        row.Untargeted = Terms.Measure == Measure.FieldEmpty;
        (row.Started, row.Stopped, row.VerdictAt) = (Started, Stopped, VerdictAt);
        (row.Due, row.Last) = paused ? (None, None) : (Shown(Due), Shown(Last));
        row.OriginalDue = Shown(OriginalDue);
        Sum(ref row);
        row.UsedPercent = UsedPercent(row.Worked, row.Elapsed);
        (row.Agent, row.Team) = ticket.HolderAt(Started, IsRunning ? Math.Max(now, Started) : Stopped, VerdictAt);
    }

    private static long Shown(long at) => at == WorkingCalendar.Never ? None : at;

    private ClockState StateOf(Verdict verdict, bool paused) => verdict switch
    {
        Verdict.Met => ClockState.Met,
        Verdict.MetLate => ClockState.MetLate,
        Verdict.Cancelled => ClockState.Cancelled,
        Verdict.NotApplicable => ClockState.NotApplicable,
        Verdict.Broken => ClockState.Overdue,
        _ => paused ? ClockState.Paused : IsDueSoon() ? ClockState.DueSoon : ClockState.Active,
    };

    private void Sum(ref ClockRow row)
    {
        (row.Worked, row.Elapsed, row.PausedCustomer, row.PausedProvider, row.PausedSupplier, row.PausedNobody) = (0, 0, 0, 0, 0, 0);
        foreach (ref readonly var s in Stretches)
        {
            var (working, clock) = UpToNow(s);
            if (s.Kind == PieceKind.Running)
            {
                row.Worked += working;
                row.Elapsed += clock;
            }
            else if (s.Kind == PieceKind.Paused)
            {
                switch (lane.Pauses[s.Rule].Party)
                {
                    case Party.Customer: row.PausedCustomer += clock; break;
                    case Party.Provider: row.PausedProvider += clock; break;
                    case Party.Supplier: row.PausedSupplier += clock; break;
                    default: row.PausedNobody += clock; break;
                }
            }
        }
    }

    /// <summary>See <see cref="CycleMath.UsedPercent"/>.</summary>
    private double UsedPercent(long worked, long elapsed)
    {
        if (Terms.Measure is Measure.Working or Measure.Clock)
            return Terms.Length is <= 0 or WorkingCalendar.Never ? double.NaN : 100.0 * (InClockTime ? elapsed : worked) / Terms.Length;
        if (!Terms.Promises || Due == WorkingCalendar.Never)
            return double.NaN;
        var (ended, all) = UncountedUpToNow();
        var end = Stopped >= 0 ? Stopped : ticket.AsOf;
        var (span, used) = (Terms.Calendar.Between(CountsFrom, Due) - ended.Working, Terms.Calendar.Between(CountsFrom, end) - all.Working);
        if (span <= 0)
            (span, used) = (Due - CountsFrom - ended.Clock, end - CountsFrom - all.Clock);
        return span <= 0 ? double.NaN : Math.Max(0, 100.0 * used / span);
    }

    /// <summary>See <see cref="Thresholds.Soon"/>.</summary>
    private bool IsDueSoon()
    {
        var due = Due;
        if (due == WorkingCalendar.Never)
            return false;
        var any = false;
        foreach (var w in _target.Warn)
        {
            var at = w is WarnAtPercent p ? Share(p.Percent / 100m, due) : Thresholds.InstantOf(Terms.Calendar, w, due);
            if (at is not { } warns || warns > due || w is WarnAfter)
                continue;
            if (warns <= ticket.AsOf)
                return true;
            any = true;
        }
        return !any && Share(Thresholds.DefaultDueSoon, due) <= ticket.AsOf;
    }

    private long? Share(decimal share, long due)
    {
        var (whole, clock) = Terms.Measure is Measure.Working or Measure.Clock ? (Terms.Length, InClockTime) : SpanTo(due);
        var left = (long)(whole * share);
        foreach (ref readonly var s in Stretches)
        {
            if (s.Kind != PieceKind.Running)
                continue;
            var here = s.To < 0 ? long.MaxValue : clock ? s.Clock : s.Working;
            if (here >= left)
                return clock ? s.From + left : ticket.Calendar(s.Column).Add(s.From, left) is var at && at == WorkingCalendar.Never ? null : at;
            left -= here;
        }
        return null;
    }

    private (long Length, bool InClockTime) SpanTo(long due)
    {
        var (working, clock) = Uncounted();
        var span = Terms.Calendar.Between(CountsFrom, due) - working;
        return span > 0 ? (span, false) : (Math.Max(0, due - CountsFrom - clock), true);
    }

    private ((long Working, long Clock) Ended, (long Working, long Clock) All) UncountedUpToNow()
    {
        (long Working, long Clock) ended = default, all = default;
        foreach (ref readonly var s in Stretches)
        {
            if (s.Kind != PieceKind.Running && s.From >= CountsFrom && UpToNow(s) is var (working, clock))
                all = (all.Working + working, all.Clock + clock);
            if (s.Kind != PieceKind.Paused)
                ended = all;
        }
        return (ended, all);
    }

    private (long Working, long Clock) UpToNow(in ColumnStretch s) =>
        s.To < 0 ? (ticket.Worked(s.Column, ticket.Count) - s.WorkedFrom, ticket.AsOf - s.From) : (s.Working, s.Clock);
}
