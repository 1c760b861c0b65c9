using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>A stretch between two events of a ticket, by their numbers.</summary>
/// <param name="Party">Whom a pause is put down to; null: the promise counts.</param>
internal readonly record struct StretchPlan(int From, int To, Party? Party);

/// <summary>A clock between two events of a ticket.</summary>
/// <param name="Lane">Place of its lane among those chosen.</param>
/// <param name="Keeps">Its end keeps the promise; otherwise it falls away.</param>
internal sealed record ClockPlan(int Lane, int Cycle, int Start, int Stop, bool Keeps, StretchPlan[] Stretches);

/// <summary>What becomes of every ticket whose events mean the same in the same order: its clocks, from which event to which; all but the times.
/// Only for tickets whose clocks have all ended, never reopened, on the terms on which they began.</summary>
/// <param name="Holding">Events that may change who holds the ticket.</param>
internal sealed record TicketPlan(ClockPlan[] Clocks, int[] Holding);

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
        var holding = new List<int>();
        for (var e = 1; e < codes.Length; e++)
            if (events[codes[e]].Bits.Has(ColumnReplay.Holding))
                holding.Add(e);
        return new TicketPlan([.. clocks], [.. holding]);
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
            clocks.Add(new ClockPlan(place, ++cycle, start, e, keeps, [.. stretches]));
            stretches.Clear();
            start = -1;
        }
    }
}
