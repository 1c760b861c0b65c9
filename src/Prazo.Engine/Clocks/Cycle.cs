using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>A stretch of a cycle while it is being replayed; <see cref="To"/> is −1 while it is the current one.</summary>
internal sealed class Stretch(long from, PieceKind kind, string calendarId, WorkingCalendar calendar, string? reason, Party? party)
{
    public long From = from;
    public long To = -1;
    public PieceKind Kind = kind;
    public string CalendarId = calendarId;
    public WorkingCalendar Calendar = calendar;
    public string? Reason = reason;
    public Party? Party = party;
}

/// <summary>One running of a target on a ticket. Its due date is always computed anew from its stretches: nothing is carried that an explanation could not show.</summary>
internal sealed class Cycle
{
    private const long None = -1;

    public Cycle(int number, long started, Terms terms, Target target, string? call)
    {
        (Number, Started, CountsFrom, Terms, Call) = (number, started, started, terms, call);
        (BoundaryClose, PausesExtend, Warn) = (target.BoundaryClose, target.PausesExtend, target.Warn);
        Stretches.Add(new Stretch(started, PieceKind.Running, terms.CalendarId, terms.Calendar, null, null));
        Recompute();
        (OriginalDue, _) = (Due, Last);
        Facts.Add((started, FactKind.Started, null));
    }

    public int Number { get; }
    public long Started { get; private set; }
    /// <summary>Where counting begins: the start, or the latest restart.</summary>
    public long CountsFrom { get; private set; }
    public Terms Terms { get; private set; }
    public string? Call { get; }
    public List<Stretch> Stretches { get; } = [];
    public List<(long At, FactKind Kind, string? Cause)> Facts { get; } = [];
    public List<(long At, string Cause, string Detail, long? From, long? To)> Shifts { get; } = [];
    public long? Due { get; private set; }
    public long? Last { get; private set; }
    public long? OriginalDue { get; private set; }
    public long Broken { get; private set; } = None;
    public long Stopped { get; private set; } = None;
    public long VerdictAt { get; private set; } = None;
    public Verdict Verdict { get; private set; } = Verdict.Open;
    public string? Cause { get; private set; }
    public string? Link { get; set; }
    public bool StoppedByEnd { get; private set; }
    public bool BoundaryClose { get; }
    public bool PausesExtend { get; }
    /// <summary>The warnings of the target under which it runs, or ended.</summary>
    public ImmutableArray<Warning> Warn { get; set; }
    public long Extension { get; private set; }
    /// <summary>A late attachment breaks no earlier than this (T19).</summary>
    public long NotBefore { get; set; } = long.MinValue;

    public bool IsRunning => Stopped == None;
    public bool IsPaused => IsRunning && Stretches[^1].Kind == PieceKind.Paused;
    public bool IsBroken => Broken != None;

    /// <summary>The breach that was, or that comes if nothing else happens: the promise is broken from last + 1 ms, and no earlier than it starts, and dated last (T6, T3).</summary>
    public (long At, long Seen)? Breach =>
        IsBroken ? (Broken, Broken)
        : IsRunning && !IsPaused && Last is { } last ? (Math.Max(Math.Max(last, Started), NotBefore), Math.Max(last + 1, Started))
        : null;

    /// <summary>Notices a breach up to <paramref name="now"/>.</summary>
    public void Tick(long now)
    {
        if (!IsBroken && Breach is { } breach && now >= breach.Seen)
            Break(breach.At, null);
    }

    private void Break(long at, string? cause)
    {
        Broken = VerdictAt = at;
        Verdict = Verdict.Broken;
        Facts.Add((at, FactKind.Breached, cause));
    }

    public void Stop(long at, bool byEnd)
    {
        Tick(at);
        StoppedByEnd = byEnd;
        if (!Terms.Promises)
            Finish(at, Verdict.NotApplicable, Terms.Measure == Measure.FieldEmpty ? "field-empty" : "measured");
        else if (IsBroken)
        {
            Close(at);
            Verdict = Verdict.MetLate;
            Facts.Add((at, FactKind.MetLate, null));
        }
        else
        {
            Finish(at, Verdict.Met, null);
        }
    }

    /// <summary>The clock falls away (T14), unless its promise was already broken: then it ends broken.</summary>
    public void Cancel(long at, string cause, bool byEnd = false)
    {
        Tick(at);
        StoppedByEnd = byEnd;
        if (IsBroken)
        {
            Close(at);
            Cause = cause;
        }
        else
        {
            Finish(at, Terms.Promises ? Verdict.Cancelled : Verdict.NotApplicable, cause);
        }
    }

    /// <summary>Breaks the promise at an instant for a cause of its own, such as an abandoned call that counts.</summary>
    public void BreakNow(long at, string cause)
    {
        Tick(at);
        if (!IsBroken)
            Break(at, cause);
        Close(at);
        Cause = cause;
    }

    public void Waive(long at, string reason)
    {
        if (IsRunning)
            Close(at);
        Broken = None;
        (Verdict, VerdictAt, Cause) = (Verdict.Waived, at, "waived");
        Facts.Add((at, FactKind.Waived, reason));
    }

    public void Finish(long at, Verdict verdict, string? cause)
    {
        Close(at);
        (Verdict, VerdictAt, Cause) = (verdict, at, cause);
        var kind = verdict switch
        {
            Verdict.Met => FactKind.Met,
            Verdict.Cancelled => FactKind.Cancelled,
            Verdict.Waived => FactKind.Waived,
            _ => FactKind.NotApplicable,
        };
        Facts.Add((at, kind, cause));
    }

    private void Close(long at)
    {
        Stopped = Math.Max(at, Started);
        Stretches[^1].To = Math.Max(Stopped, Stretches[^1].From);
    }

    public void Pause(long at, string reason, Party party)
    {
        // A pause that holds at the start applies from the start: a date that had gone by then breaks nothing before it ends (T11, T12). Before a pause of a later event
        // of that instant the lane has noticed the breach.
        if (at > Started)
            Tick(at);
        var current = Stretches[^1];
        if (current.Kind == PieceKind.Paused && current.Reason == reason && current.Party == party)
            return;
        if (current.Kind != PieceKind.Paused)
            Facts.Add((at, FactKind.Paused, reason));
        Open(at, PieceKind.Paused, reason, party);
    }

    public void Resume(long at)
    {
        if (!IsPaused)
            return;
        var before = _dueBeforePause;
        var reason = Stretches[^1].Reason ?? "";
        Open(at, PieceKind.Running, null, null);
        Facts.Add((at, FactKind.Resumed, reason));
        Recompute();
        Shift(at, "pause", reason, before);
        // New terms that came during the pause may have used the promise up already; nothing breaks before the pause ends.
        if (!IsBroken && Last is { } last && last < at && at > Started)
            Break(Math.Max(at, NotBefore), "changed-while-paused");
    }

    private long? _dueBeforePause;

    private void Open(long at, PieceKind kind, string? reason, Party? party)
    {
        var current = Stretches[^1];
        if (kind == PieceKind.Paused && current.Kind == PieceKind.Running)
            _dueBeforePause = Due;
        current.To = at;
        if (current.From == at && Stretches.Count > 1)
            Stretches.RemoveAt(Stretches.Count - 1);
        if (Stretches.Count > 0 && Stretches[^1] is var previous && previous.To == at && previous.Kind == kind && previous.Kind == PieceKind.Running
            && ReferenceEquals(previous.Calendar, Terms.Calendar))
            previous.To = -1;
        else
            Stretches.Add(new Stretch(at, kind, Terms.CalendarId, Terms.Calendar, reason, party));
    }

    /// <summary>T16: the earlier end is taken back; the time in between counts, or does not. A breach stays.</summary>
    public void Reopen(long at, bool counts)
    {
        var before = Due;
        Facts.Add((at, FactKind.Withdrawn, "reopened"));
        Facts.Add((at, FactKind.Reopened, null));
        var stopped = Stopped;
        (Stopped, Cause, StoppedByEnd) = (None, null, false);
        (Verdict, VerdictAt) = IsBroken ? (Verdict.Broken, Broken) : (Verdict.Open, None);
        var current = Stretches[^1];
        // A cycle that waits for its start may end and be reopened before it.
        var from = Math.Max(at, Started);
        if (counts)
        {
            if (current.Kind == PieceKind.Running)
                current.To = -1;
            else
                Stretches.Add(new Stretch(stopped, PieceKind.Running, Terms.CalendarId, Terms.Calendar, null, null));
        }
        else
        {
            Stretches.Add(new Stretch(stopped, PieceKind.Closed, Terms.CalendarId, Terms.Calendar, "closed", null) { To = from });
            Stretches.Add(new Stretch(from, PieceKind.Running, Terms.CalendarId, Terms.Calendar, null, null));
        }
        Changed(at, "reopen", "", before, heals: false);
    }

    /// <summary>T15: new terms while running.</summary>
    public void Change(long at, Terms terms, OnChange rule, string cause, string detail, bool heals)
    {
        Tick(at);
        // A fired breach stays, with the terms that it broke, when the promise itself goes away.
        if (!terms.Promises && IsBroken && !heals)
            return;
        var before = IsPaused ? _dueBeforePause : Due;
        Terms = terms;
        switch (rule)
        {
            case OnChange.Restart:
                Restart(at);
                break;
            case OnChange.Retroactive:
                foreach (var s in Stretches)
                    (s.Calendar, s.CalendarId) = (terms.Calendar, terms.CalendarId);
                break;
            default:
                SwitchCalendar(at);
                break;
        }
        if (terms.Promises)
        {
            Changed(at, cause, detail, before, heals);
            return;
        }
        (Due, Last) = (null, null);
        if (IsBroken)
            Withdraw(at, cause);
    }

    private void SwitchCalendar(long at)
    {
        var current = Stretches[^1];
        if (ReferenceEquals(current.Calendar, Terms.Calendar))
            return;
        if (current.From == at)
        {
            (current.Calendar, current.CalendarId) = (Terms.Calendar, Terms.CalendarId);
            return;
        }
        current.To = at;
        Stretches.Add(new Stretch(at, current.Kind, Terms.CalendarId, Terms.Calendar, current.Reason, current.Party));
    }

    public void Reset(long at, Terms terms, string cause)
    {
        Tick(at);
        var before = Due;
        Terms = terms;
        Restart(at);
        Changed(at, cause, "", before, heals: false);
    }

    private void Restart(long at)
    {
        var current = Stretches[^1];
        foreach (var s in Stretches)
            if (s.Kind == PieceKind.Running)
                (s.Kind, s.Reason) = (PieceKind.Closed, "restarted");
        var kind = current.Kind == PieceKind.Paused ? PieceKind.Paused : PieceKind.Running;
        var (reason, party) = kind == PieceKind.Paused ? (current.Reason, current.Party) : (null, null);
        current.To = at;
        if (current.From == at)
            Stretches.RemoveAt(Stretches.Count - 1);
        Stretches.Add(new Stretch(at, kind, Terms.CalendarId, Terms.Calendar, reason, party));
        CountsFrom = at;
    }

    public void Extend(long at, long length, string reason, bool heals)
    {
        Tick(at);
        var before = Due;
        Extension += length;
        Changed(at, "extension", reason, before, heals);
    }

    /// <summary>T14: the survivor of a merge takes the other's earlier unanswered message. What that breaks is dated at the merge.</summary>
    public void StartEarlier(long at, long started, Terms terms)
    {
        if (started >= Started)
            return;
        var before = Due;
        Terms = terms;
        if (CountsFrom == Started)
            CountsFrom = started;
        Started = started;
        Stretches[0].From = started;
        Changed(at, "merge", "", before, heals: false);
    }

    private void Changed(long at, string cause, string detail, long? before, bool heals)
    {
        if (IsPaused)
        {
            var current = Stretches[^1];
            // What is left of a length is walked as if the pause ended now; a date has moved by what is over alone.
            if (Terms.Measure is Measure.Working or Measure.Clock)
                current.Kind = PieceKind.Running;
            Recompute();
            current.Kind = PieceKind.Paused;
            Shift(at, cause, detail, before);
            _dueBeforePause = Due;
            return;
        }
        Recompute();
        Shift(at, cause, detail, before);
        // What waits for its start breaks when that comes, and not before.
        if (!IsRunning || at < Started)
            return;
        if (!IsBroken && Last is { } last && last < at)
            Break(Math.Max(at, NotBefore), cause);
        else if (IsBroken && heals && (Last is null || Last >= at))
        {
            Withdraw(at, cause);
        }
    }

    private void Withdraw(long at, string cause)
    {
        Broken = VerdictAt = None;
        Verdict = Verdict.Open;
        Facts.Add((at, FactKind.Withdrawn, cause));
    }

    private void Shift(long at, string cause, string detail, long? before)
    {
        if (Due == before)
            return;
        Shifts.Add((at, cause, detail, before, Due));
        Facts.Add((at, FactKind.Shifted, cause));
    }

    private void Recompute() => (Due, Last) = CycleMath.Deadline(this);
}
