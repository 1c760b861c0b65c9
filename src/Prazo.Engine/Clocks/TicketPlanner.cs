namespace Prazo.Engine.Clocks;

/// <summary>Follows the automata of the lanes along the events of one ticket and writes down what they do.</summary>
internal sealed class TicketPlanner(ColumnLane[] lanes, ColumnEvent[] events)
{
    private const LaneActions Unplanned = LaneActions.Reopen | LaneActions.ChangeTerms | LaneActions.NotApplicable | LaneActions.Reset;

    private readonly LaneAutomaton[] _automata = [.. lanes.Select(l => new LaneAutomaton(l))];

    /// <summary>Null when the ticket's clocks are not so simple.</summary>
    public TicketPlan? Plan(ReadOnlySpan<int> codes, int status)
    {
        var clocks = new List<ClockPlan>();
        for (var i = 0; i < lanes.Length; i++)
            if (!Follow(i, codes, status, clocks))
                return null;
        var holding = new List<(int E, HolderChange Change)>();
        for (var e = 1; e < codes.Length; e++)
            if (events[codes[e]].Holder != HolderChange.None)
                holding.Add((e, events[codes[e]].Holder));
        return Placed(clocks, holding);
    }

    /// <summary>The plan in places instead of numbers of events: of most tickets, few events are read.</summary>
    private static TicketPlan Placed(List<ClockPlan> clocks, List<(int E, HolderChange Change)> holding)
    {
        int[] read = [.. clocks.SelectMany(c => c.Stretches).SelectMany(s => new[] { s.From, s.To }).Concat(holding.Select(h => h.E)).Distinct().Order()];
        int Place(int e) => Array.BinarySearch(read, e);
        return new TicketPlan([.. clocks.Select(c => c with
        {
            Start = Place(c.Start),
            Stop = Place(c.Stop),
            Stretches = [.. c.Stretches.Select(s => s with { From = Place(s.From), To = Place(s.To) })],
            Held = holding.Count(h => h.E <= c.Start),
            // Who comes at the end did not hold it; a clock that took no time was held by whom its instant found.
            HeldEnd = holding.Count(h => h.E < c.Stop || h.E <= c.Start),
        })], read, [.. holding.Select(h => (Place(h.E), h.Change))]);
    }

    private bool Follow(int place, ReadOnlySpan<int> codes, int status, List<ClockPlan> clocks)
    {
        var (lane, automaton) = (lanes[place], _automata[place]);
        var (state, cycle, start) = (0, 0, -1);
        List<StretchPlan> stretches = [];
        for (var e = 0; e < codes.Length; e++)
        {
            var input = e == 0 ? lane.PlannedBorn(status) : lane.InputOf[codes[e]];
            if (input == 0)
                continue;
            if (e > 0 && events[codes[e]].Bits.Has(lane.TermFields))
                return false;
            var t = automaton.Learn(state, input);
            state = t.Next;
            if (t.Actions.Has(Unplanned))
                return false;
            if (t.Actions.Has(ColumnLaneRun.Ends))
                Stop(e, t.Actions.Has(LaneActions.Stop | LaneActions.StopByEnd));
            if (t.Actions.Has(LaneActions.Pause | LaneActions.Resume))
            {
                stretches[^1] = stretches[^1] with { To = e };
                stretches.Add(new StretchPlan(e, -1, t.Actions.Has(LaneActions.Pause) ? lane.Pauses[t.Rule].Party : null));
            }
            if (t.Actions.Has(LaneActions.Start))
            {
                start = e;
                stretches.Add(new StretchPlan(e, t.Actions.Has(LaneActions.StartPaused) ? e : -1, null));
                if (t.Actions.Has(LaneActions.StartPaused))
                    stretches.Add(new StretchPlan(e, -1, lane.Pauses[t.Rule].Party));
            }
            if (t.Actions.Has(LaneActions.BornStopped | LaneActions.BornStoppedByEnd | LaneActions.BornCancelled))
                Stop(e, !t.Actions.Has(LaneActions.BornCancelled));
        }
        return start < 0;

        void Stop(int e, bool keeps)
        {
            stretches[^1] = stretches[^1] with { To = e };
            clocks.Add(new ClockPlan(place, ++cycle, start, e, keeps, [.. stretches], 0, 0));
            stretches.Clear();
            start = -1;
        }
    }
}
