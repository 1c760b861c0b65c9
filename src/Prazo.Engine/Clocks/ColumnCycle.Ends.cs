using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

// Due and last (T6), see CycleMath: of lengths, where they lie is known at once, and the instant is looked up when it is asked for.
internal sealed partial class ColumnCycle
{
    private long _due, _last;
    // Whether both instants are looked up already.
    private bool _known;
    // The stretch in which due (last) lies: its start, W there, its column, and how much of the promise is left then.
    private (long From, long WorkedFrom, long Left, int Column) _dueIn, _lastIn;
    private bool _lastIsCurrent;

    public long Due
    {
        get
        {
            LookUp();
            return _due;
        }
    }

    public long Last
    {
        get
        {
            LookUp();
            return _last;
        }
    }

    public long OriginalDue
    {
        get
        {
            if (!_moved)
                return Due;
            var first = _firstTerms ?? Terms;
            return first.Measure switch
            {
                Measure.Working when first.Length != WorkingCalendar.Never => first.Calendar.Add(Started, first.Length),
                Measure.Clock => Started + first.Length,
                Measure.Working => WorkingCalendar.Never,
                _ => _firstDue,
            };
        }
    }

    private bool InClockTime => Terms.Measure == Measure.Clock;

    /// <summary>Whether an event lies after last.</summary>
    private bool IsPast(int e)
    {
        if (_known || !_lastIsCurrent)
            return ticket.At(e) > Last;
        return (InClockTime ? ticket.At(e) - _lastIn.From : ticket.Worked(_lastIn.Column, e) - _lastIn.WorkedFrom) > _lastIn.Left;
    }

    private void Recompute()
    {
        _known = true;
        switch (Terms.Measure)
        {
            case Measure.Working when Terms.Length != WorkingCalendar.Never:
            case Measure.Clock:
                _known = false;
                Walk();
                if (_target.BoundaryClose)
                    LookUp();
                break;
            case Measure.Fixed:
                _due = _last = Terms.Length + (_target.PausesExtend ? Uncounted().Clock : 0);
                break;
            case Measure.Dated:
                _due = _last = Dated();
                break;
            default:
                _due = _last = WorkingCalendar.Never;
                break;
        }
    }

    private void Walk()
    {
        var (left, found, clock) = (Terms.Length, false, InClockTime);
        foreach (ref readonly var s in Stretches)
        {
            if (s.Kind != PieceKind.Running)
                continue;
            var here = s.To < 0 ? long.MaxValue : clock ? s.Clock : s.Working;
            if (here >= left && !found)
                (_dueIn, found) = ((s.From, s.WorkedFrom, left, s.Column), true);
            // Under "boundary: close" a pause that came after closing gives no more time.
            if (here > left || (_target.BoundaryClose && found && s.To > Ahead(_dueIn.From, _dueIn.Left, _dueIn.Column, latest: false)))
            {
                (_lastIn, _lastIsCurrent) = ((s.From, s.WorkedFrom, left, s.Column), s.To < 0);
                return;
            }
            left -= here;
        }
    }

    private void LookUp()
    {
        if (_known)
            return;
        _known = true;
        _due = Ahead(_dueIn.From, _dueIn.Left, _dueIn.Column, latest: false);
        _last = !_target.BoundaryClose || (_lastIsCurrent && _due == WorkingCalendar.Never) ? Ahead(_lastIn.From, _lastIn.Left, _lastIn.Column, latest: true)
            : _lastIsCurrent ? Math.Max(_due, _lastIn.From)
            : _due;
    }

    private long Ahead(long from, long length, int column, bool latest) =>
        InClockTime ? from + length : latest ? ticket.Calendar(column).AddLast(from, length) : ticket.Calendar(column).Add(from, length);

    private long Dated()
    {
        var (working, clock) = Uncounted();
        var until = Terms.Within is UntilDate;
        if (until)
            (working, clock) = (0, _target.PausesExtend ? clock : 0);
        var due = Deadlines.DateLike(Terms.Within!, Instant.FromUnixTimeMilliseconds(CountsFrom), Terms.Calendar, Duration.FromMilliseconds(working), Duration.FromMilliseconds(clock));
        return due is not { } end ? WorkingCalendar.Never : end.ToUnixTimeMilliseconds() + (until && _target.PausesExtend ? clock : 0);
    }

    /// <summary>See <see cref="CycleMath.Paused"/>.</summary>
    private (long Working, long Clock) Uncounted() => UncountedUpToNow().Ended;
}
