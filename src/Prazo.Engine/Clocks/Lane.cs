using System.Collections.Immutable;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>One target on one ticket: after each event the running cycle is stopped, then paused or resumed, then a cycle is started or reset (T12).</summary>
internal sealed class Lane
{
    // A cycle that opens at each miss must not let one silent year of a one-second promise fill the memory.
    private const int MostCycles = 10_000;

    private CalendarSet _calendars;
    private TicketState _state;
    private PauseWatch _pauses;
    private MetricRules _rules;
    private bool _wasEnded;

    public Lane(Agreement agreement, Target target, CalendarSet calendars, TicketState state)
    {
        (Agreement, Target, _calendars, _state) = (agreement, target, calendars, state);
        _pauses = new PauseWatch(target);
        _rules = new MetricRules(agreement, target);
    }

    public Agreement Agreement { get; private set; }
    public Target Target { get; private set; }
    public List<Cycle> Cycles { get; } = [];
    /// <summary>What tells it from the other lanes of its ticket: see <see cref="Clock.Lane"/>.</summary>
    public required string Id { get; init; }
    public long NotBefore { get; init; } = long.MinValue;

    private (string Reason, Party Party)? _pause;

    private Cycle? Running => Cycles.FindLast(c => c.IsRunning);

    private bool Ended => Agreement.Statuses.Ends(_state.Status);

    public void On(TicketEvent e, long at)
    {
        Tick(at);
        if (_state.MergedInto is not null && e is not MergedInto)
            return;
        var signal = _rules.Read(e, _state);
        var ended = Ended;
        var reopened = _wasEnded && !ended;
        StopCycles(e, at, signal, ended && !_wasEnded);
        if (reopened && !signal.Stop)
            ReopenCycle(at);
        _pause = _pauses.Current(_state, e, at);
        Adjust(e, at);
        ApplyPause(at);
        if (e is TicketCreated or FieldChanged)
            ChangeTerms(at, changed: (e as FieldChanged)?.Field);
        StartCycles(e, at, signal);
        if (e is TicketCreated && (ended || signal.Stop))
            StopCycles(e, at, signal, endedNow: ended);
        _wasEnded = ended;
    }

    /// <summary>Notices breaches up to now; where a missed cycle opens the next, opens it.</summary>
    public void Tick(long now)
    {
        foreach (var c in Cycles)
            c.Tick(now);
        while (NextOpening is { } opening && opening <= now && Running is { } missed)
        {
            missed.Cancel(opening, "missed");
            Start(opening, null);
            Cycles[^1].Tick(now);
        }
    }

    /// <summary>When a missed cycle opens the next: when it is broken, or at the due date where that has moved past a breach that stays; null: it does not.</summary>
    public long? NextOpening =>
        Target.MissedOpensNext && Running is { IsBroken: true, IsPaused: false, Due: { } due } missed && Math.Max(due, missed.Broken) is var opening
        && opening > missed.Started && Cycles.Count < MostCycles ? opening : null;

    private void StopCycles(TicketEvent e, long at, Signal signal, bool endedNow)
    {
        if (e is MergedInto merged)
        {
            foreach (var c in Cycles.Where(c => c.IsRunning))
            {
                c.Cancel(at, "merged");
                c.Link = merged.Survivor;
            }
            return;
        }
        if (signal.Call is { } call)
        {
            if (Cycles.LastOrDefault(c => c.IsRunning && c.Call == call) is { } ringing)
                StopCall(ringing, at, signal);
            return;
        }
        if (Running is not { } running)
            return;
        if (signal.Stop && at >= running.Started)
        {
            running.Stop(at, byEnd: false);
            _rules.Stopped();
        }
        else if (signal.Withdraw is { } cause)
        {
            running.Cancel(at, cause);
        }
        else if (endedNow)
        {
            if (_rules.EndStops)
                running.Stop(at, byEnd: true);
            else if (_rules.EndCancels)
                running.Cancel(at, "closed-without-response", byEnd: true);
        }
    }

    private void StopCall(Cycle ringing, long at, Signal signal)
    {
        if (signal.Stop)
            ringing.Stop(at, byEnd: false);
        else if (Target.MissedCall == MissedCall.Counted)
            ringing.BreakNow(at, "abandoned");
        else if (Target.MissedCall == MissedCall.Ignored)
            ringing.Finish(at, Verdict.NotApplicable, "missed-call-ignored");
        else
            ringing.Cancel(at, "abandoned-in-time");
    }

    private void ReopenCycle(long at)
    {
        if (Cycles.FindLast(c => c.Cause != "thanks") is not { IsRunning: false, StoppedByEnd: true } last || Target.Reopen.Rule == ReopenRule.Final)
            return;
        if (Target.Reopen.Limit is { } limit && TermsOf.LastOf(Agreement, limit, last.Terms.Calendar, _state.Field, last.Stopped) < at)
            return;
        // A granted waiver is not taken back by reopening; a cycle of its own is another clock.
        if (last.Verdict == Verdict.Waived && Target.Reopen.Rule != ReopenRule.NewCycle)
            return;
        if (Target.Reopen.Rule == ReopenRule.NewCycle)
            Start(at, null);
        else
            last.Reopen(at, counts: Target.Reopen.Rule == ReopenRule.Count);
    }

    private void Adjust(TicketEvent e, long at)
    {
        switch (e)
        {
            case ClockWaived w when w.Target == Target.Id && Cycles.Count > 0:
                Cycles[^1].Waive(at, w.Reason);
                break;
            case ClockExtended x when x.Target == Target.Id && Running is { } running:
                running.Extend(at, Capped(running, (long)x.Length.TotalMilliseconds), x.Reason, Target.Heals);
                break;
            case Absorbed { UnansweredSince: { } since } when Target.Merge == MergeRule.Earliest && _rules.AnswersMessages && Running is { } running:
                var earlier = since.ToUnixTimeMilliseconds();
                running.StartEarlier(at, earlier, TermsFrom(running.CountsFrom == running.Started ? earlier : running.CountsFrom));
                break;
        }
    }

    private long Capped(Cycle running, long length) => Target.ExtensionCap switch
    {
        WorkingTime cap => Math.Min(length, Math.Max(0, (long)cap.Length.TotalMilliseconds - running.Extension)),
        ClockTime cap => Math.Min(length, Math.Max(0, (long)cap.Length.TotalMilliseconds - running.Extension)),
        _ => length,
    };

    private void ApplyPause(long at)
    {
        foreach (var c in Cycles)
        {
            if (!c.IsRunning)
                continue;
            // A cycle that waits for its start is born paused, or not, when the start comes.
            var from = Math.Max(at, c.Started);
            if (_pause is { } pause)
                c.Pause(from, pause.Reason, pause.Party);
            else
                c.Resume(from);
        }
    }

    private Terms TermsFrom(long started) => TermsOf.Target(Agreement, Target, _calendars, _state.Field, started);

    private void ChangeTerms(long at, string? cause = null, string? changed = null)
    {
        if (Running is not { } running)
            return;
        var terms = TermsFrom(running.CountsFrom);
        var old = running.Terms;
        // Another version compiles the same calendar anew; its hash says that nothing changed.
        if (terms.Within == old.Within && terms.Length == old.Length && terms.Measure == old.Measure && terms.Calendar.Hash == old.Calendar.Hash)
            return;
        if (at < running.Started)
        {
            Cycles[Cycles.IndexOf(running)] = NewCycle(running.Number, running.Started, terms, running.Call);
            return;
        }
        var limitMoved = !string.Equals(terms.ByValue, old.ByValue, StringComparison.Ordinal);
        var (field, from, to) = limitMoved ? (Target.By, old.ByValue, terms.ByValue) : (Target.CalendarBy ?? Target.By, old.CalendarValue, terms.CalendarValue);
        var rule = cause is not null ? Stricter(running, terms) : IsUp(Agreement, field, from, to) ? Target.Up : Target.Down;
        if (rule == OnChange.Keep && old.Promises)
            return;
        // Working days are as long as the day on which they begin makes them.
        if (rule == OnChange.Restart)
            terms = TermsFrom(at);
        // A date in a field, or the promise that this one is a share of, may change while the values that choose stay.
        var (moved, detail) = string.Equals(from, to, StringComparison.Ordinal) && changed is not null ? (changed, $"→ {_state[changed]}") : (field, $"{from} → {to}");
        running.Change(at, terms, rule == OnChange.Keep ? OnChange.Carry : rule, cause ?? $"{moved ?? "field"}-change", detail, Target.Heals);
    }

    /// <summary>T15: towards the front of the declared order is up; without an order every change is up.</summary>
    public static bool IsUp(Agreement agreement, string? field, string? from, string? to)
    {
        if (field is null || !agreement.Orders.TryGetValue(field, out var order))
            return true;
        var (a, b) = (Place(order, from), Place(order, to));
        return a < 0 || b < 0 || b < a;
    }

    private static int Place(ImmutableArray<string> order, string? value) =>
        order.IndexOf(value ?? "", 0, order.Length, StringComparer.OrdinalIgnoreCase);

    /// <summary>Agreements have no declared order; up is the one that would be due earlier, counted from where the clock counts. Terms that come to the same carry.</summary>
    private OnChange Stricter(Cycle running, Terms terms)
    {
        long Due(Terms t) => new Cycle(1, running.CountsFrom, t, Target, null).Due ?? long.MaxValue;
        return Due(terms).CompareTo(Due(running.Terms)) switch { < 0 => Target.Up, > 0 => Target.Down, _ => OnChange.Carry };
    }

    private void StartCycles(TicketEvent e, long at, Signal signal)
    {
        if (signal.NotApplicable is { } cause && Running is null)
        {
            Start(at, null);
            Cycles[^1].Finish(at, Verdict.NotApplicable, cause);
        }
        if (signal.Reset && Running is { } running && at >= running.Started)
            running.Reset(at, TermsFrom(at), "reset");
        if (!signal.Start)
            return;
        if (signal.StartedCall is { } call)
            Start(at, call);
        else if (Running is null)
        {
            Start(StartOf(e, at), null);
            // What an absorbed ticket's message has broken before is broken by the merge.
            if (Cycles[^1].Started < at)
                Cycles[^1].NotBefore = at;
        }
    }

    private long StartOf(TicketEvent e, long at)
    {
        if (e is Absorbed { UnansweredSince: { } since } && Target.Merge == MergeRule.Earliest)
            return Math.Min(at, since.ToUnixTimeMilliseconds());
        return Target.Metric == Metric.Update && Target.Recurs == Recurs.FromDue && Cycles.Count > 0 && Cycles[^1].Due is { } due ? Math.Max(at, due) : at;
    }

    private void Start(long at, string? call)
    {
        if (Cycles.Count == 1 && Cycles[0].Cause == "opened-by-agent")
            Cycles.Clear();
        var terms = TermsFrom(at);
        Cycles.Add(NewCycle(Cycles.Count + 1, at, terms, call));
    }

    private Cycle NewCycle(int number, long at, Terms terms, string? call)
    {
        var cycle = new Cycle(number, at, terms, Target, call) { NotBefore = NotBefore };
        if (_pause is { } pause)
            cycle.Pause(at, pause.Reason, pause.Party);
        return cycle;
    }

    /// <summary>T19: another agreement's target of the same metric takes over; the running cycle keeps start and pauses and changes terms as T15 says.</summary>
    public void Swap(Agreement agreement, Target target, CalendarSet calendars, long at)
    {
        Tick(at);
        (Agreement, Target, _calendars) = (agreement, target, calendars);
        _rules = _rules.For(agreement, target);
        _pauses = new PauseWatch(target);
        foreach (var c in Cycles.Where(c => c.IsRunning))
            c.Warn = target.Warn;
        ChangeTerms(at, "agreement-change");
    }

    /// <summary>No target of this metric is left: what runs is cancelled.</summary>
    public void Leave(long at)
    {
        Tick(at);
        foreach (var c in Cycles.Where(c => c.IsRunning))
            c.Cancel(at, "agreement-changed");
    }

    /// <summary>Takes the ticket's own state after catching up on an earlier copy of it.</summary>
    public void Bind(TicketState state) => _state = state;

    /// <summary>T19: a late attachment that counts from itself: what ran before is forgotten, what runs starts now.</summary>
    public void CountFrom(long at)
    {
        var running = Running is not null;
        Cycles.Clear();
        if (running)
            Start(at, null);
    }
}
