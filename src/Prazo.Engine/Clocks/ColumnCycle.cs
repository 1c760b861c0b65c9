using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>A stretch of a cycle on columns, with W at its ends; <see cref="To"/> is −1 while it is the current one.</summary>
internal struct ColumnStretch
{
    public long From, To, WorkedFrom, WorkedTo;
    public PieceKind Kind;
    /// <summary>The rule that pauses; null while it counts.</summary>
    public ColumnPause? Rule;
    public WorkingCalendar Calendar;

    public readonly long Working => WorkedTo - WorkedFrom;
    public readonly long Clock => To - From;
}

/// <summary>What <see cref="Cycle"/> is, without what only explanations need: the same stretches, counted in values of W that the ticket knows at its events, and
/// ends that are looked up when a row or a date asks for them. Reused from ticket to ticket. Events are told by their number in the ticket.</summary>
internal sealed partial class ColumnCycle(ColumnTicket ticket)
{
    private const long None = -1;

    private ColumnStretch[] _stretches = new ColumnStretch[4];
    private int _count;
    private Target _target = null!;
    private Terms _firstTerms = null!;
    private bool _moved;
    private long _firstDue;

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

    public void Start(int number, int e, Terms terms, Target target)
    {
        var at = ticket.At(e);
        (Number, Started, CountsFrom, Terms, _firstTerms, _target) = (number, at, at, terms, terms, target);
        (Broken, Stopped, VerdictAt, Verdict, Cause, StoppedByEnd) = (None, None, None, Verdict.Open, null, false);
        (_count, _moved) = (0, false);
        Open(e, at, PieceKind.Running, null);
        Recompute();
        if (_known)
            _firstDue = _due;
    }

    private void Open(int e, long at, PieceKind kind, ColumnPause? rule)
    {
        if (_count == _stretches.Length)
            Array.Resize(ref _stretches, _count * 2);
        ref var s = ref _stretches[_count++];
        (s.From, s.To, s.WorkedFrom, s.Kind, s.Rule, s.Calendar) = (at, None, ticket.Worked(Terms.Calendar, e), kind, rule, Terms.Calendar);
    }

    private void End(ref ColumnStretch s, int e, long at) => (s.To, s.WorkedTo) = (at, ticket.Worked(s.Calendar, e));

    /// <summary>See <see cref="Cycle.Tick"/>.</summary>
    public void Tick(int e)
    {
        if (IsRunning && !IsBroken && Stretches[^1].Kind != PieceKind.Paused && IsPast(e))
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

    public void Pause(int e, ColumnPause rule)
    {
        Tick(e);
        if (Current.Kind == PieceKind.Paused && Current.Rule!.Reason == rule.Reason && Current.Rule.Party == rule.Party)
            return;
        Change(e, PieceKind.Paused, rule);
    }

    public void Resume(int e)
    {
        if (!IsPaused)
            return;
        Change(e, PieceKind.Running, null);
        Recompute();
        _moved = true;
        if (!IsBroken && IsPast(e))
            Break(ticket.At(e));
    }

    private void Change(int e, PieceKind kind, ColumnPause? rule)
    {
        var at = ticket.At(e);
        End(ref Current, e, at);
        if (Current.From == at && _count > 1)
            _count--;
        if (kind == PieceKind.Running && Current is { Kind: PieceKind.Running } previous && previous.To == at && ReferenceEquals(previous.Calendar, Terms.Calendar))
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
            Open(e, stopped, PieceKind.Closed, null);
            if (ReferenceEquals(_stretches[_count - 2].Calendar, Terms.Calendar))
                Current.WorkedFrom = worked;
            else
                Current.WorkedFrom = Terms.Calendar.WorkedUntil(stopped);
            End(ref Current, e, at);
            Open(e, at, PieceKind.Running, null);
        }
        else if (Current.Kind == PieceKind.Running)
        {
            Current.To = None;
        }
        else
        {
            Open(e, stopped, PieceKind.Running, null);
            Current.WorkedFrom = Terms.Calendar.WorkedUntil(stopped);
        }
        Changed(e, heals: false);
    }

    /// <summary>T15, see <see cref="Cycle.Change"/>.</summary>
    public void Change(int e, Terms terms, OnChange rule, bool heals)
    {
        Tick(e);
        LookUp();
        Terms = terms;
        switch (rule)
        {
            case OnChange.Restart:
                Restart(e);
                break;
            case OnChange.Retroactive:
                foreach (ref var s in Stretches)
                    Move(ref s, terms.Calendar);
                break;
            default:
                SwitchCalendar(e);
                break;
        }
        _moved = true;
        if (terms.Promises)
            Changed(e, heals);
        else if (!IsBroken)
            (_due, _last, _known) = (WorkingCalendar.Never, WorkingCalendar.Never, true);
    }

    private static void Move(ref ColumnStretch s, WorkingCalendar calendar)
    {
        (s.Calendar, s.WorkedFrom) = (calendar, calendar.WorkedUntil(s.From));
        if (s.To >= 0)
            s.WorkedTo = calendar.WorkedUntil(s.To);
    }

    private void SwitchCalendar(int e)
    {
        var at = ticket.At(e);
        if (ReferenceEquals(Current.Calendar, Terms.Calendar))
            return;
        if (Current.From == at)
        {
            Move(ref Current, Terms.Calendar);
            return;
        }
        End(ref Current, e, at);
        Open(e, at, Current.Kind, Current.Rule);
    }

    public void Reset(int e)
    {
        Tick(e);
        Restart(e);
        _moved = true;
        Changed(e, heals: false);
    }

    private void Restart(int e)
    {
        var at = ticket.At(e);
        var (kind, rule) = Current.Kind == PieceKind.Paused ? (PieceKind.Paused, Current.Rule) : (PieceKind.Running, null);
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
            Broken = VerdictAt = None;
            Verdict = Verdict.Open;
        }
    }
}
