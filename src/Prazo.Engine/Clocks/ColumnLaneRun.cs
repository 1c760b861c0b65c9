using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>One target on one ticket on columns; the same steps as <see cref="Lane"/> and <see cref="MetricRules"/> (T12, T14, T16). Reused from ticket to ticket.</summary>
internal sealed class ColumnLaneRun(ColumnLane lane, ColumnTicket ticket)
{
    private readonly List<ColumnCycle> _cycles = [];
    // Since when each pause rule holds; −1 not, −2 not until its condition was false again.
    private readonly long[] _since = new long[lane.Pauses.Length];
    private int _count;
    private int _pause;
    private bool _wasEnded, _byAgent, _responded, _customerWrote, _wasWaiting;
    private int _team;

    private readonly record struct Signals(bool Stop = false, bool Start = false, bool Reset = false, string? Withdraw = null, string? NotApplicable = null);

    public ColumnLane Lane => lane;

    public void Begin()
    {
        (_count, _pause, _wasEnded, _byAgent, _responded, _customerWrote, _wasWaiting, _team) = (0, -1, false, false, false, false, false, 0);
        Array.Fill(_since, -1);
    }

    private ColumnCycle? Running => _count > 0 && _cycles[_count - 1] is { IsRunning: true } last ? last : null;

    public void On(int e, EventBits bits, int waiting)
    {
        var ended = lane.Ends[ticket.Fields[FollowedFields.Status]];
        var signal = Read(bits, ended, waiting);
        var (endedNow, reopened) = (ended && !_wasEnded, _wasEnded && !ended);
        if (Running is { } running)
        {
            running.Tick(e);
            Stop(running, e, signal, endedNow);
        }
        if (reopened && !signal.Stop)
            Reopen(e);
        if ((bits & lane.PauseEvents) != 0)
            WatchPauses(bits, ticket.At(e));
        ApplyPause(e);
        // What changed while the ticket was closed comes to light when it opens again.
        if (reopened || (bits & (lane.TermFields | EventBits.Created)) != 0)
            ChangeTerms(e);
        StartCycles(e, signal);
        if ((bits & EventBits.Created) != 0 && (ended || signal.Stop) && Running is { } born)
            Stop(born, e, signal, ended);
        _wasEnded = ended;
    }

    private void Stop(ColumnCycle running, int e, in Signals signal, bool endedNow)
    {
        if (signal.Stop)
        {
            running.Stop(e, byEnd: false);
            if (lane.Target.Metric == Metric.FirstResponse)
                _responded = true;
        }
        else if (signal.Withdraw is { } cause)
        {
            running.Cancel(e, cause, byEnd: false);
        }
        else if (endedNow)
        {
            if (lane.EndStops)
                running.Stop(e, byEnd: true);
            else if (lane.EndCancels)
                running.Cancel(e, "closed-without-response", byEnd: true);
        }
    }

    private void Reopen(int e)
    {
        var rule = lane.Target.Reopen;
        var i = _count - 1;
        while (i >= 0 && _cycles[i].Cause == "thanks")
            i--;
        if (i < 0 || _cycles[i] is not { IsRunning: false, StoppedByEnd: true } last || rule.Rule == ReopenRule.Final)
            return;
        if (rule.Limit is { } limit
            && Deadlines.Of(limit, NodaTime.Instant.FromUnixTimeMilliseconds(last.Stopped), last.Terms.Calendar).Last is { } end && end.ToUnixTimeMilliseconds() < ticket.At(e))
            return;
        if (rule.Rule == ReopenRule.NewCycle)
            Start(e);
        else
            last.Reopen(e, counts: rule.Rule == ReopenRule.Count);
    }

    private void WatchPauses(EventBits bits, long at)
    {
        _pause = -1;
        var first = long.MaxValue;
        for (var i = 0; i < _since.Length; i++)
        {
            var rule = lane.Pauses[i];
            ref var since = ref _since[i];
            if (!rule.Holds[ticket.Fields[rule.Field]])
                since = -1;
            else if (rule.Party == Party.Customer && (bits & EventBits.Customer) != 0)
                since = -2;
            else if (since == -1)
                since = at;
            if (since >= 0 && since < first)
                (_pause, first) = (i, since);
        }
    }

    private void ApplyPause(int e)
    {
        if (Running is not { } running)
            return;
        if (_pause >= 0)
            running.Pause(e, lane.Pauses[_pause]);
        else
            running.Resume(e);
    }

    private void ChangeTerms(int e)
    {
        if (Running is not { } running)
            return;
        var (terms, old, target) = (lane.TermsOf(ticket, running.CountsFrom), running.Terms, lane.Target);
        if (!ColumnLane.Differ(terms, old))
            return;
        var limitMoved = !string.Equals(terms.ByValue, old.ByValue, StringComparison.Ordinal);
        var (field, from, to) = limitMoved ? (target.By, old.ByValue, terms.ByValue) : (target.CalendarBy ?? target.By, old.CalendarValue, terms.CalendarValue);
        var rule = Clocks.Lane.IsUp(lane.Agreement, field, from, to) ? target.Up : target.Down;
        if (rule == OnChange.Keep && old.Promises)
            return;
        running.Change(e, terms, rule == OnChange.Keep ? OnChange.Carry : rule, target.Heals);
    }

    private void StartCycles(int e, in Signals signal)
    {
        if (signal.NotApplicable is { } cause && Running is null)
        {
            Start(e);
            _cycles[_count - 1].Finish(e, Verdict.NotApplicable, cause);
        }
        if (signal.Reset && Running is { } running)
            running.Reset(e);
        if (signal.Start && Running is null)
            Start(e);
    }

    private void Start(int e)
    {
        if (_count == 1 && _cycles[0].Cause == "opened-by-agent")
            _count = 0;
        if (_count == _cycles.Count)
            _cycles.Add(new ColumnCycle(ticket));
        var cycle = _cycles[_count++];
        cycle.Start(_count, e, lane.TermsOf(ticket, ticket.At(e)), lane.Target);
        if (_pause >= 0)
            cycle.Pause(e, lane.Pauses[_pause]);
    }

    private Signals Read(EventBits bits, bool ended, int waiting)
    {
        switch (lane.Target.Metric)
        {
            case Metric.FirstResponse: return FirstResponse(bits);
            case Metric.NextResponse: return NextResponse(bits);
            case Metric.Update:
                var response = (bits & lane.Response) != 0;
                return new(Stop: response, Start: (bits & EventBits.Created) != 0 || (response && !ended));
            case Metric.Workaround:
                return new(Stop: (bits & EventBits.Workaround) != 0, Start: (bits & EventBits.Created) != 0);
            case Metric.AgentWork:
                if (_responded || ended || ticket.Fields[FollowedFields.Agent] == 0)
                    return default;
                _responded = true;
                return new(Start: true);
            case Metric.Ownership: return Ownership(ended);
            case Metric.CustomerAnswer: return CustomerAnswer(bits, ticket.Fields[FollowedFields.Status] == waiting);
            default:
                return new(Start: (bits & EventBits.Created) != 0);
        }
    }

    private Signals FirstResponse(EventBits bits)
    {
        if ((bits & EventBits.Created) != 0)
        {
            _byAgent = (bits & EventBits.ByAgent) != 0;
            return _byAgent ? new(NotApplicable: "opened-by-agent") : new(Start: true);
        }
        return new(Stop: (bits & lane.Response) != 0, Start: !_responded && _byAgent && StartsReply(bits));
    }

    private bool StartsReply(EventBits bits) => (bits & EventBits.Customer) != 0 && !((bits & EventBits.Thanks) != 0 && lane.Target.IgnoreThanks);

    private Signals NextResponse(EventBits bits)
    {
        if ((bits & EventBits.Created) != 0)
            _customerWrote = (bits & EventBits.ByAgent) == 0;
        if ((bits & lane.Response) != 0)
        {
            _responded |= _customerWrote;
            return new(Stop: true);
        }
        if (!_responded)
        {
            _customerWrote |= StartsReply(bits);
            return default;
        }
        if ((bits & EventBits.Thanks) != 0 && lane.Target.IgnoreThanks)
            return new(NotApplicable: "thanks");
        return StartsReply(bits) ? new(Start: true, Reset: lane.Target.Recurs == Recurs.EachReply) : default;
    }

    private Signals Ownership(bool ended)
    {
        var team = ended ? 0 : ticket.Fields[FollowedFields.Team];
        if (team == _team)
            return default;
        var signal = new Signals(Stop: _team != 0 && !ended, Start: team != 0);
        _team = ended ? _team : team;
        return signal;
    }

    private Signals CustomerAnswer(EventBits bits, bool isWaiting)
    {
        var (began, left) = (isWaiting && !_wasWaiting, !isWaiting && _wasWaiting);
        _wasWaiting = isWaiting;
        return (bits & EventBits.Customer) != 0 ? new(Stop: true) : new(Start: began, Withdraw: left ? "no-longer-waiting" : null);
    }

    /// <summary>There were cycles and none had a value: nothing is promised for this ticket (T19).</summary>
    public bool HasNoValue { get; private set; }

    /// <summary>Notices what breaks up to "as of", and hands on a row a cycle.</summary>
    public void Finish(ref ClockRow row, ClockSink clocks)
    {
        HasNoValue = _count > 0;
        for (var i = 0; i < _count; i++)
        {
            var cycle = _cycles[i];
            cycle.Tick(ticket.Count);
            if (cycle.Terms.Measure == Measure.None && !lane.Target.MeasureOnly && !lane.Target.Within.IsEmpty)
                continue;
            cycle.Fill(ref row, lane);
            clocks(row);
            HasNoValue = false;
        }
    }
}
