using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>One target on one ticket on columns: its automaton says what is to be done, its cycles do it. Reused from ticket to ticket.</summary>
internal sealed class ColumnLaneRun(ColumnLane lane, ColumnTicket ticket)
{
    public const LaneActions Ends = LaneActions.Stop | LaneActions.StopByEnd | LaneActions.Withdraw | LaneActions.CancelByEnd;
    private const LaneActions Begins = LaneActions.NotApplicable | LaneActions.Reset | LaneActions.Start | LaneActions.BornStopped | LaneActions.BornStoppedByEnd | LaneActions.BornCancelled;

    private readonly LaneAutomaton _automaton = new(lane);
    private readonly List<ColumnCycle> _cycles = [];
    private readonly int[] _inputOf = lane.InputOf;
    private ColumnCycle? _running;
    private int _count, _state;

    public ColumnLane Lane => lane;

    /// <summary>The ticket opens.</summary>
    public void Open(EventBits bits)
    {
        (_count, _state, _running) = (0, 0, null);
        Step(0, lane.BornInput(ticket, bits, _automaton));
    }

    public void On(int e, int code)
    {
        var input = _inputOf[code];
        if (input != 0)
            Step(e, input);
    }

    private void Step(int e, int input)
    {
        var t = _automaton.Table[_automaton.IndexOf(_state, input)];
        if (t.Actions == LaneActions.Unknown)
            t = _automaton.Learn(_state, input);
        if (t.Actions.Has(LaneActions.Reopen) && IsTooLate(e))
        {
            Step(e, _automaton.TooLate(input));
            return;
        }
        _state = t.Next;
        if (t.Actions != LaneActions.None)
            Act(e, t);
    }

    private void Act(int e, LaneTransition t)
    {
        if (t.Actions.Has(Ends))
            End(e, t.Actions, LaneActions.Stop, LaneActions.StopByEnd, LaneActions.CancelByEnd);
        if (t.Actions.Has(LaneActions.Reopen))
            Reopen(e);
        if (t.Actions.Has(LaneActions.Pause))
            _running!.Pause(e, t.Rule);
        else if (t.Actions.Has(LaneActions.Resume))
            _running!.Resume(e);
        if (t.Actions.Has(LaneActions.ChangeTerms))
            ChangeTerms(e);
        if (t.Actions.Has(Begins))
            Begin(e, t);
    }

    private void End(int e, LaneActions actions, LaneActions stop, LaneActions stopByEnd, LaneActions cancelByEnd)
    {
        if (actions.Has(stop))
            _running!.Stop(e, byEnd: false);
        else if (actions.Has(stopByEnd))
            _running!.Stop(e, byEnd: true);
        else if (actions.Has(cancelByEnd))
            _running!.Cancel(e, "closed-without-response", byEnd: true);
        else
            _running!.Cancel(e, "no-longer-waiting", byEnd: false);
        _running = null;
    }

    private void Begin(int e, LaneTransition t)
    {
        if (t.Actions.Has(LaneActions.NotApplicable))
        {
            Start(e);
            _running!.Finish(e, Verdict.NotApplicable, lane.Target.Metric == Metric.FirstResponse ? "opened-by-agent" : "thanks");
            _running = null;
        }
        if (t.Actions.Has(LaneActions.Reset))
            _running!.Reset(e, lane.TermsOf(ticket, ticket.At(e)));
        if (t.Actions.Has(LaneActions.Start))
        {
            Start(e);
            if (t.Actions.Has(LaneActions.StartPaused))
                _running!.Pause(e, t.Rule);
        }
        if (t.Actions.Has(LaneActions.BornStopped | LaneActions.BornStoppedByEnd | LaneActions.BornCancelled))
            End(e, t.Actions, LaneActions.BornStopped, LaneActions.BornStoppedByEnd, LaneActions.BornCancelled);
    }

    private void Start(int e)
    {
        if (_count == 1 && _cycles[0].Cause == "opened-by-agent")
            _count = 0;
        if (_count == _cycles.Count)
            _cycles.Add(new ColumnCycle(lane, ticket));
        _running = _cycles[_count++];
        _running.Start(_count, e, lane.TermsOf(ticket, ticket.At(e)));
    }

    private ColumnCycle LastEnded()
    {
        var i = _count - 1;
        while (_cycles[i].Cause == "thanks")
            i--;
        return _cycles[i];
    }

    private bool IsTooLate(int e) => lane.ReopenableTo(ticket, LastEnded()) < ticket.At(e);

    private void Reopen(int e)
    {
        if (lane.Target.Reopen.Rule == ReopenRule.NewCycle)
        {
            Start(e);
            return;
        }
        _running = LastEnded();
        _running.Reopen(e, counts: lane.Target.Reopen.Rule == ReopenRule.Count);
    }

    private void ChangeTerms(int e)
    {
        var running = _running!;
        var (terms, old, target) = (lane.TermsOf(ticket, running.CountsFrom), running.Terms, lane.Target);
        if (!ColumnLane.Differ(terms, old))
            return;
        var limitMoved = !string.Equals(terms.ByValue, old.ByValue, StringComparison.Ordinal);
        var (field, from, to) = limitMoved ? (target.By, old.ByValue, terms.ByValue) : (target.CalendarBy ?? target.By, old.CalendarValue, terms.CalendarValue);
        var rule = Clocks.Lane.IsUp(lane.Agreement, field, from, to) ? target.Up : target.Down;
        if (rule == OnChange.Keep && old.Promises)
            return;
        if (rule == OnChange.Restart)
            terms = lane.TermsOf(ticket, ticket.At(e));
        running.Change(e, terms, rule == OnChange.Keep ? OnChange.Carry : rule, target.Heals);
    }

    /// <summary>There were cycles and none had a value: nothing is promised for this ticket (T19).</summary>
    public bool HasNoValue { get; private set; }

    /// <summary>Notices what breaks up to "as of", and hands on a row a cycle.</summary>
    public void Finish(ClockRows rows)
    {
        HasNoValue = _count > 0;
        _running?.Tick(ticket.Count);
        for (var i = 0; i < _count; i++)
        {
            var cycle = _cycles[i];
            if (cycle.Terms.Measure == Measure.None && !lane.Target.MeasureOnly && !lane.Target.Within.IsEmpty)
                continue;
            cycle.Fill(ref rows.Next());
            HasNoValue = false;
        }
    }
}
