using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>One step of a lane: what an event makes of what it remembers, and what its cycles are to do.</summary>
internal ref struct LaneStep
{
    private readonly ColumnLane _lane;
    private readonly LaneInput _in;
    private LaneState _s;
    private LaneActions _do;
    private int _rule = -1;

    private readonly record struct Signals(bool Stop = false, bool Start = false, bool Reset = false, bool Withdraw = false, bool NotApplicable = false);

    private LaneStep(ColumnLane lane, in LaneState state, in LaneInput input) => (_lane, _s, _in) = (lane, state, input);

    public static (LaneState Next, LaneActions Actions, int Rule) Of(ColumnLane lane, in LaneState state, in LaneInput input)
    {
        var step = new LaneStep(lane, state, input);
        step.Run();
        return (step._s, step._do, step._rule);
    }

    private readonly bool Is(EventBits bits) => _in.Bits.Has(bits);

    private void Run()
    {
        var nobody = !_s.HasAgent;
        _s = _s with { Ended = _in.Ends ?? _s.Ended, Waiting = _in.Waits ?? _s.Waiting, HasAgent = (_in.HasAgent ?? _s.HasAgent) || (nobody && _in.NamesAuthor), Team = _in.Team ?? _s.Team };
        var signal = Read();
        var (endedNow, reopened) = (_s.Ended && !_s.WasEnded, _s.WasEnded && !_s.Ended);
        if (_s.Running)
            StopRunning(signal, endedNow, LaneActions.Stop, LaneActions.StopByEnd, LaneActions.CancelByEnd);
        if (reopened && !signal.Stop)
            Reopen();
        var pause = Pauses(nobody);
        if (_s.Running)
            ApplyPause(pause);
        if (_s.Running && (reopened || Is(_lane.TermFields | EventBits.Created)))
            _do |= LaneActions.ChangeTerms;
        StartCycles(signal, pause);
        if (Is(EventBits.Created) && (_s.Ended || signal.Stop) && _s.Running)
            StopRunning(signal, _s.Ended, LaneActions.BornStopped, LaneActions.BornStoppedByEnd, LaneActions.BornCancelled);
        _s = _s with { WasEnded = _s.Ended };
    }

    private void StopRunning(in Signals signal, bool endedNow, LaneActions stop, LaneActions stopByEnd, LaneActions cancelByEnd)
    {
        if (signal.Stop)
        {
            _do |= stop;
            _s = _s with { Running = false, EndStopped = false, PausedBy = -1, Responded = _s.Responded || _lane.Target.Metric == Metric.FirstResponse };
        }
        else if (signal.Withdraw)
        {
            _do |= LaneActions.Withdraw;
            _s = _s with { Running = false, EndStopped = false, PausedBy = -1 };
        }
        else if (endedNow && (_lane.EndStops || _lane.EndCancels))
        {
            _do |= _lane.EndStops ? stopByEnd : cancelByEnd;
            _s = _s with { Running = false, EndStopped = true, PausedBy = -1 };
        }
    }

    private void Reopen()
    {
        var rule = _lane.Target.Reopen.Rule;
        if (_s.Running || !_s.EndStopped || rule == ReopenRule.Final || _in.TooLate)
            return;
        _do |= LaneActions.Reopen;
        _s = _s with { Running = true, EndStopped = false };
    }

    private static int Current(ulong order) => (int)(order & 15) - 1;

    /// <summary>The rule in force after this event: of those that hold, the one that began first; a customer's answer ends a customer's pause until its condition was false again.</summary>
    private int Pauses(bool nobody)
    {
        var (touched, holds) = (_in.Touched, _in.Holds);
        if (nobody && _in.TouchedIfNobody != 0)
            (touched, holds) = (touched | _in.TouchedIfNobody, holds | _in.HoldsIfNobody);
        var (held, answered) = ((_s.Held & ~touched) | (holds & touched), _s.Answered);
        var order = _s.Order;
        for (var i = 0; i < _lane.Pauses.Length; i++)
        {
            var bit = 1u << i;
            if ((held & bit) == 0)
            {
                order = Without(order, i);
                answered &= ~bit;
            }
            else if (_lane.Pauses[i].Party == Party.Customer && Is(EventBits.Customer))
            {
                order = Without(order, i);
                answered |= bit;
            }
            else if ((answered & bit) == 0 && !Has(order, i))
            {
                order = With(order, i);
            }
        }
        _s = _s with { Held = held, Answered = answered, Order = order };
        return Current(order);
    }

    private static bool Has(ulong order, int rule)
    {
        for (; order != 0; order >>= 4)
            if (Current(order) == rule)
                return true;
        return false;
    }

    private static ulong With(ulong order, int rule)
    {
        var end = 0;
        while (order >> end != 0)
            end += 4;
        return order | ((ulong)(rule + 1) << end);
    }

    private static ulong Without(ulong order, int rule)
    {
        ulong kept = 0;
        var end = 0;
        for (; order != 0; order >>= 4)
            if (Current(order) != rule)
            {
                kept |= (order & 15) << end;
                end += 4;
            }
        return kept;
    }

    private void ApplyPause(int pause)
    {
        if (pause == _s.PausedBy)
            return;
        if (pause >= 0)
            (_do, _rule) = (_do | LaneActions.Pause, pause);
        else
            _do |= LaneActions.Resume;
        _s = _s with { PausedBy = pause };
    }

    private void StartCycles(in Signals signal, int pause)
    {
        if (signal.NotApplicable && !_s.Running)
        {
            _do |= LaneActions.NotApplicable;
            // Mere thanks do not stand between an end and its reopening.
            _s = _s with { EndStopped = _s.EndStopped && !Is(EventBits.Created) };
        }
        if (signal.Reset && _s.Running)
            _do |= LaneActions.Reset;
        if (!signal.Start || _s.Running)
            return;
        _do |= LaneActions.Start;
        _s = _s with { Running = true, EndStopped = false, PausedBy = pause };
        if (pause >= 0)
            (_do, _rule) = (_do | LaneActions.StartPaused, pause);
    }

    private Signals Read()
    {
        switch (_lane.Target.Metric)
        {
            case Metric.FirstResponse: return FirstResponse();
            case Metric.NextResponse: return NextResponse();
            case Metric.Update: return new(Stop: Is(_lane.Response), Start: Is(EventBits.Created) || (Is(_lane.Response) && !_s.Ended));
            case Metric.Workaround: return new(Stop: Is(EventBits.Workaround), Start: Is(EventBits.Created));
            case Metric.AgentWork:
                if (_s.Responded || _s.Ended || !_s.HasAgent)
                    return default;
                _s = _s with { Responded = true };
                return new(Start: true);
            case Metric.Ownership: return Ownership();
            case Metric.CustomerAnswer: return CustomerAnswer();
            default: return new(Start: Is(EventBits.Created));
        }
    }

    private Signals FirstResponse()
    {
        if (Is(EventBits.Created))
        {
            _s = _s with { ByAgent = Is(EventBits.ByAgent) };
            return _s.ByAgent ? new(NotApplicable: true) : new(Start: true);
        }
        return new(Stop: Is(_lane.Response), Start: !_s.Responded && _s.ByAgent && StartsReply);
    }

    private readonly bool StartsReply => Is(EventBits.Customer) && !(Is(EventBits.Thanks) && _lane.Target.IgnoreThanks);

    private Signals NextResponse()
    {
        if (Is(EventBits.Created))
            _s = _s with { CustomerWrote = !Is(EventBits.ByAgent) };
        if (Is(_lane.Response))
        {
            _s = _s with { Responded = _s.Responded || _s.CustomerWrote };
            return new(Stop: true);
        }
        if (!_s.Responded)
        {
            _s = _s with { CustomerWrote = _s.CustomerWrote || StartsReply };
            return default;
        }
        if (Is(EventBits.Thanks) && _lane.Target.IgnoreThanks)
            return new(NotApplicable: true);
        return StartsReply ? new(Start: true, Reset: _lane.Target.Recurs == Recurs.EachReply) : default;
    }

    private Signals Ownership()
    {
        var team = _s.Ended ? 0 : _s.Team;
        if (team == _s.OwnedBy)
            return default;
        var signal = new Signals(Stop: _s.OwnedBy != 0 && !_s.Ended, Start: team != 0);
        _s = _s with { OwnedBy = _s.Ended ? _s.OwnedBy : team };
        return signal;
    }

    private Signals CustomerAnswer()
    {
        var (began, left) = (_s.Waiting && !_s.WasWaiting, !_s.Waiting && _s.WasWaiting);
        _s = _s with { WasWaiting = _s.Waiting };
        return Is(EventBits.Customer) ? new(Stop: true) : new(Start: began, Withdraw: left);
    }
}
