using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>Length, measure and calendar of a promise, for columns.</summary>
internal sealed record ColumnTerms(long Length, bool InClockTime, WorkingCalendar Calendar);

/// <summary>A cycle on the stack: the sums that <see cref="Cycle"/> would draw from its stretches.</summary>
internal struct ColumnCycle(ColumnTerms terms, LaneProgram lane)
{
    private long _started, _from, _left, _worked, _elapsed, _broken, _pausedAt, _due, _originalDue;
    private bool _lastKnown;
    private long _last;
    private int _number, _rule;
    private long _customer, _provider, _supplier, _nobody;

    public bool Running { get; private set; }

    public void Start(long at, int number, int rule)
    {
        (_started, _from, _left, _number, Running) = (at, at, terms.Length, number, true);
        (_worked, _elapsed, _broken, _pausedAt, _rule, _lastKnown) = (0, 0, -1, -1, -1, false);
        (_customer, _provider, _supplier, _nobody) = (0, 0, 0, 0);
        _due = _originalDue = Ahead(at, _left);
        if (rule >= 0)
            Pause(at, rule);
    }

    private readonly long Ahead(long from, long left) => terms.InClockTime ? from + left : terms.Calendar.Add(from, left);

    private readonly long AheadLast(long from, long left) => terms.InClockTime ? from + left : terms.Calendar.AddLast(from, left);

    private readonly long Used(long to) => terms.InClockTime ? to - _from : terms.Calendar.Between(_from, to);

    public void Tick(long now)
    {
        if (_broken < 0 && _pausedAt < 0 && Used(now) > _left)
            _broken = AheadLast(_from, _left);
    }

    /// <summary>Goes into the pause of a rule (−1: out of any).</summary>
    public void Pause(long at, int rule)
    {
        if (_pausedAt >= 0)
            AddPause(at);
        else
            CloseStretch(at);
        (_rule, _pausedAt) = (rule, rule >= 0 ? at : -1);
        if (rule < 0)
            Resume(at);
    }

    private long _stretch;

    private void CloseStretch(long at)
    {
        _stretch = Used(at);
        _worked += terms.Calendar.Between(_from, at);
        _elapsed += at - _from;
    }

    private void Resume(long at)
    {
        // The end lies where the promise was used up; only what is left moves on (see CycleMath.Deadline).
        if (!_lastKnown && _stretch > _left)
            (_last, _lastKnown) = (AheadLast(_from, _left), true);
        var usedUp = _stretch >= _left;
        _left -= _stretch;
        _from = at;
        if (!usedUp)
            _due = Ahead(at, _left);
    }

    private void AddPause(long at)
    {
        var length = at - _pausedAt;
        switch (lane.Pauses[_rule].Party)
        {
            case Party.Customer: _customer += length; break;
            case Party.Provider: _provider += length; break;
            case Party.Supplier: _supplier += length; break;
            default: _nobody += length; break;
        }
    }

    public ClockRow Stop(long at, bool met)
    {
        Running = false;
        if (_pausedAt >= 0)
            AddPause(at);
        else
            CloseStretch(at);
        var verdict = _broken >= 0 ? (met ? Verdict.MetLate : Verdict.Broken) : met ? Verdict.Met : Verdict.Cancelled;
        return new ClockRow
        {
            Target = lane.Index,
            Cycle = _number,
            Run = Run.Stopped,
            Verdict = verdict,
            State = verdict switch { Verdict.Met => ClockState.Met, Verdict.MetLate => ClockState.MetLate, Verdict.Broken => ClockState.Overdue, _ => ClockState.Cancelled },
            Promised = true,
            Started = _started,
            Stopped = at,
            Due = Known(_due),
            Last = Known(_lastKnown ? _last : AheadLast(_from, _left)),
            OriginalDue = Known(_originalDue),
            VerdictAt = _broken >= 0 ? _broken : at,
            Worked = _worked,
            Elapsed = _elapsed,
            PausedCustomer = _customer,
            PausedProvider = _provider,
            PausedSupplier = _supplier,
            PausedNobody = _nobody,
            UsedPercent = 100.0 * (terms.InClockTime ? _elapsed : _worked) / terms.Length,
        };
    }

    private static long Known(long at) => at == WorkingCalendar.Never ? -1 : at;
}
