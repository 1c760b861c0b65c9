using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>A stretch of a cycle on columns, with W at its ends; <see cref="To"/> is −1 while it is the current one.</summary>
internal struct ColumnStretch
{
    public long From, To, WorkedFrom, WorkedTo;
    public PieceKind Kind;
    /// <summary>The lane's pause rule; −1 while it counts.</summary>
    public int Rule;
    /// <summary>The ticket's <see cref="ColumnTicket.Column"/> of its calendar.</summary>
    public int Column;

    public readonly long Working => WorkedTo - WorkedFrom;
    public readonly long Clock => To - From;
}

/// <summary>What <see cref="Cycle"/> is, without what only explanations need: the same stretches, counted in values of W that the ticket knows at its events, and
/// ends that are looked up when a row or a date asks for them. Reused from ticket to ticket. Events are told by their number in the ticket.</summary>
internal sealed partial class ColumnCycle(ColumnLane lane, ColumnTicket ticket)
{
    private const long None = -1;

    private ColumnStretch[] _stretches = new ColumnStretch[4];
    private int _count;
    private readonly Target _target = lane.Target;
    // The ticket's column of the calendar in force.
    private int _column;
    // The event that started it.
    private int _born;
    private bool _moved;
    private long _firstDue;
    private Terms? _firstTerms;

    public int Number { get; private set; }
    public long Started { get; private set; }
    public long CountsFrom { get; private set; }
    public Terms Terms { get; private set; } = null!;
    public long Broken { get; private set; }
    public long Stopped { get; private set; }
    public long VerdictAt { get; private set; }
    public Verdict Verdict { get; private set; }
    public string? Cause { get; private set; }
    public bool StoppedByEnd { get; private set; }

    public bool IsRunning => Stopped == None;
    public bool IsPaused => IsRunning && _stretches[_count - 1].Kind == PieceKind.Paused;
    public bool IsBroken => Broken != None;

    private ref ColumnStretch Current => ref _stretches[_count - 1];

    public void Start(int number, int e, Terms terms)
    {
        var at = ticket.At(e);
        (Number, Started, CountsFrom, _born) = (number, at, at, e);
        if (!ReferenceEquals(Terms, terms))
            Terms = terms;
        _column = ticket.Column(terms.Calendar);
        (Broken, Stopped, VerdictAt, Verdict, Cause, StoppedByEnd) = (None, None, None, Verdict.Open, null, false);
        (_count, _moved, _firstTerms) = (0, false, null);
        Open(e, at, PieceKind.Running, -1);
        Recompute();
        if (_known)
            _firstDue = _due;
    }

    private void Open(int e, long at, PieceKind kind, int rule)
    {
        if (_count == _stretches.Length)
            Array.Resize(ref _stretches, _count * 2);
        ref var s = ref _stretches[_count++];
        (s.From, s.To, s.WorkedFrom, s.Kind, s.Rule, s.Column) = (at, None, ticket.Worked(_column, e), kind, rule, _column);
    }

    private void End(ref ColumnStretch s, int e, long at) => (s.To, s.WorkedTo) = (at, ticket.Worked(s.Column, e));

    /// <summary>See <see cref="Cycle.Tick"/>.</summary>
    public void Tick(int e)
    {
        if (IsRunning && !IsBroken && Current.Kind != PieceKind.Paused && IsPast(e))
            Break(Math.Max(Last, Started));
    }

    private Span<ColumnStretch> Stretches => _stretches.AsSpan(0, _count);

    private void Break(long at)
    {
        Broken = VerdictAt = at;
        Verdict = Verdict.Broken;
    }

    public void Stop(int e, bool byEnd)
    {
        Tick(e);
        StoppedByEnd = byEnd;
        if (!Terms.Promises)
        {
            Finish(e, Verdict.NotApplicable, Terms.Measure == Measure.FieldEmpty ? "field-empty" : "measured");
        }
        else if (IsBroken)
        {
            Close(e);
            Verdict = Verdict.MetLate;
        }
        else
        {
            Finish(e, Verdict.Met, null);
        }
    }

    /// <summary>See <see cref="Cycle.Cancel"/>.</summary>
    public void Cancel(int e, string cause, bool byEnd)
    {
        Tick(e);
        StoppedByEnd = byEnd;
        if (IsBroken)
        {
            Close(e);
            Cause = cause;
        }
        else
        {
            Finish(e, Terms.Promises ? Verdict.Cancelled : Verdict.NotApplicable, cause);
        }
    }

    public void Finish(int e, Verdict verdict, string? cause)
    {
        Close(e);
        (Verdict, VerdictAt, Cause) = (verdict, ticket.At(e), cause);
    }

    private void Close(int e)
    {
        Stopped = ticket.At(e);
        End(ref Current, e, Stopped);
    }

    public void Pause(int e, int rule)
    {
        // As in Cycle: a pause of the event that started it holds at the start.
        if (e != _born)
            Tick(e);
        if (Current.Kind == PieceKind.Paused && lane.Pauses[Current.Rule].IsSame(lane.Pauses[rule]))
            return;
        Change(e, PieceKind.Paused, rule);
    }

    public void Resume(int e)
    {
        if (!IsPaused)
            return;
        Change(e, PieceKind.Running, -1);
        Recompute();
        _moved = true;
        if (!IsBroken && IsPast(e) && ticket.At(e) > Started)
            Break(ticket.At(e));
    }

    private void Change(int e, PieceKind kind, int rule)
    {
        var at = ticket.At(e);
        End(ref Current, e, at);
        if (Current.From == at && _count > 1)
            _count--;
        if (kind == PieceKind.Running && Current is { Kind: PieceKind.Running } previous && previous.To == at && previous.Column == _column)
            Current.To = None;
        else
            Open(e, at, kind, rule);
    }

    /// <summary>See <see cref="Cycle.Reopen"/>.</summary>
    public void Reopen(int e, bool counts)
    {
        var (at, stopped, worked) = (ticket.At(e), Stopped, Current.WorkedTo);
        (Stopped, Cause, StoppedByEnd) = (None, null, false);
        (Verdict, VerdictAt) = IsBroken ? (Verdict.Broken, Broken) : (Verdict.Open, None);
        if (!counts)
        {
            Open(e, stopped, PieceKind.Closed, -1);
            if (_stretches[_count - 2].Column == _column)
                Current.WorkedFrom = worked;
            else
                Current.WorkedFrom = Terms.Calendar.WorkedUntil(stopped);
            End(ref Current, e, at);
            Open(e, at, PieceKind.Running, -1);
        }
        else if (Current.Kind == PieceKind.Running)
        {
            Current.To = None;
        }
        else
        {
            Open(e, stopped, PieceKind.Running, -1);
            Current.WorkedFrom = Terms.Calendar.WorkedUntil(stopped);
        }
        Changed(e, heals: false);
    }

    /// <summary>T15, see <see cref="Cycle.Change"/>.</summary>
    public void Change(int e, Terms terms, OnChange rule, bool heals)
    {
        Tick(e);
        if (!terms.Promises && IsBroken && !heals)
            return;
        _firstTerms ??= Terms;
        Terms = terms;
        _column = ticket.Column(terms.Calendar);
        switch (rule)
        {
            case OnChange.Restart:
                Restart(e);
                break;
            case OnChange.Retroactive:
                foreach (ref var s in Stretches)
                    Move(ref s);
                break;
            default:
                SwitchCalendar(e);
                break;
        }
        _moved = true;
        if (terms.Promises)
        {
            Changed(e, heals);
            return;
        }
        (_due, _last, _known) = (WorkingCalendar.Never, WorkingCalendar.Never, true);
        if (IsBroken)
            Withdraw();
    }

    private void Move(ref ColumnStretch s)
    {
        (s.Column, s.WorkedFrom) = (_column, Terms.Calendar.WorkedUntil(s.From));
        if (s.To >= 0)
            s.WorkedTo = Terms.Calendar.WorkedUntil(s.To);
    }

    private void SwitchCalendar(int e)
    {
        var at = ticket.At(e);
        if (Current.Column == _column)
            return;
        if (Current.From == at)
        {
            Move(ref Current);
            return;
        }
        End(ref Current, e, at);
        Open(e, at, Current.Kind, Current.Rule);
    }

    public void Reset(int e, Terms terms)
    {
        Tick(e);
        _firstTerms ??= Terms;
        Terms = terms;
        _column = ticket.Column(terms.Calendar);
        Restart(e);
        _moved = true;
        Changed(e, heals: false);
    }

    private void Restart(int e)
    {
        var at = ticket.At(e);
        var (kind, rule) = Current.Kind == PieceKind.Paused ? (PieceKind.Paused, Current.Rule) : (PieceKind.Running, -1);
        foreach (ref var s in Stretches)
            if (s.Kind == PieceKind.Running)
                s.Kind = PieceKind.Closed;
        End(ref Current, e, at);
        if (Current.From == at)
            _count--;
        Open(e, at, kind, rule);
        CountsFrom = at;
    }

    private void Changed(int e, bool heals)
    {
        _moved = true;
        if (IsPaused)
        {
            if (Terms.Measure is Measure.Working or Measure.Clock)
                Current.Kind = PieceKind.Running;
            Recompute();
            Current.Kind = PieceKind.Paused;
            return;
        }
        Recompute();
        if (!IsBroken && IsPast(e))
        {
            Break(ticket.At(e));
        }
        else if (IsBroken && heals && !IsPast(e))
        {
            Withdraw();
        }
    }

    private void Withdraw()
    {
        Broken = VerdictAt = None;
        Verdict = Verdict.Open;
    }
}
