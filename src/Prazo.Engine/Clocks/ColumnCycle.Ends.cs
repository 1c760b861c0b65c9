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
    private ColumnStretch _dueIn, _lastIn;
    private long _dueLeft, _lastLeft;

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

    public long OriginalDue =>
        !_moved ? Due
        : _firstTerms.Measure switch
        {
            Measure.Working => _firstTerms.Length == WorkingCalendar.Never ? WorkingCalendar.Never : _firstTerms.Calendar.Add(Started, _firstTerms.Length),
            Measure.Clock => Started + _firstTerms.Length,
            _ => _firstDue,
        };

    private bool InClockTime => Terms.Measure == Measure.Clock;

    /// <summary>Whether an event lies after last.</summary>
    private bool IsPast(int e)
    {
        if (_known || _lastIn.To >= 0)
            return ticket.At(e) > Last;
        return (InClockTime ? ticket.At(e) - _lastIn.From : ticket.Worked(_lastIn.Calendar, e) - _lastIn.WorkedFrom) > _lastLeft;
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
        var (left, found) = (Terms.Length, false);
        foreach (ref var s in Stretches)
        {
            if (s.Kind != PieceKind.Running)
                continue;
            var here = s.To < 0 ? long.MaxValue : InClockTime ? s.Clock : s.Working;
            if (here >= left && !found)
                (_dueIn, _dueLeft, found) = (s, left, true);
            if (here > left)
            {
                (_lastIn, _lastLeft) = (s, left);
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
        _due = Ahead(_dueIn, _dueLeft, latest: false);
        _last = !_target.BoundaryClose ? Ahead(_lastIn, _lastLeft, latest: true)
            : _lastIn.To < 0 && _due != WorkingCalendar.Never ? Math.Max(_due, _lastIn.From)
            : _lastIn.To < 0 ? Ahead(_lastIn, _lastLeft, latest: true)
            : _due;
    }

    private long Ahead(in ColumnStretch s, long length, bool latest) =>
        InClockTime ? s.From + length : latest ? s.Calendar.AddLast(s.From, length) : s.Calendar.Add(s.From, length);

    private long Dated()
    {
        var (working, clock) = Uncounted();
        var until = Terms.Within is UntilDate;
        if (until)
            (working, clock) = (0, _target.PausesExtend ? clock : 0);
        var due = Deadlines.DateLike(Terms.Within!, Instant.FromUnixTimeMilliseconds(CountsFrom), Terms.Calendar, Duration.FromMilliseconds(working), Duration.FromMilliseconds(clock));
        return due is not { } end ? WorkingCalendar.Never : end.ToUnixTimeMilliseconds() + (until && _target.PausesExtend ? clock : 0);
    }

    /// <summary>Time that does not count since counting began, see <see cref="CycleMath.Paused"/>.</summary>
    private (long Working, long Clock) Uncounted()
    {
        long working = 0, clock = 0;
        foreach (ref readonly var s in Stretches)
        {
            if (s.Kind == PieceKind.Running || s.To < 0 || s.From < CountsFrom)
                continue;
            working += s.Working;
            clock += s.Clock;
        }
        return (working, clock);
    }
}
