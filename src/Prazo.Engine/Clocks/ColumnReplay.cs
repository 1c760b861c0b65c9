using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>Replays tickets on the columns of a history, in codes and without making an object a ticket. What columns do not know – calls, merges, waivers and
/// extensions, explicit pauses, conditions of a target's own, agreements that are matched anew – is left to the replay ticket by ticket; both give the same rows.</summary>
internal sealed class ColumnReplay
{
    private readonly HistoryReplay _replay;
    private readonly History _history;
    private readonly ColumnEvent[] _events;
    private readonly ColumnLane?[] _lanes;
    private readonly FollowedFields _fields;
    private readonly int[]?[] _first;

    private ColumnReplay(HistoryReplay replay, FollowedFields fields, ColumnLane?[] lanes, ColumnEvent[] events)
    {
        (_replay, _history, _fields, _lanes, _events) = (replay, replay.History, fields, lanes, events);
        _first = [.. fields.Names.Select(n => _history.FieldNames.IndexOf(n) is >= 0 and var i ? _history.Fields[i] : null)];
    }

    // Every lane keeps some twenty bytes for every value and name of the history.
    private const long MostCells = 20_000_000;

    /// <summary>Null when no ticket could be replayed on columns, or the tables for it would outgrow the history.</summary>
    public static ColumnReplay? Compile(HistoryReplay replay, long mostCells = MostCells)
    {
        var agreements = replay.Agreements.Agreements;
        if (agreements.Any(a => a.Rematch != Rematch.Never || a.OpenTicketsToo) || (long)replay.Targets.Count * replay.Names.Count > mostCells)
            return null;
        var fields = new FollowedFields();
        foreach (var (agreement, target) in replay.Targets)
            ColumnLane.Follow(agreement, target, fields);
        if (fields.Names.Count > ColumnEvent.MostFields)
            return null;
        var ends = agreements.Select(a => a.Statuses).Distinct().ToDictionary(s => s, s => replay.Names.Select(s.Ends).ToArray());
        ColumnEvent[] events = [.. replay.History.Shapes.Select(s => ColumnEvent.Of(s, fields, replay))];
        var lanes = replay.Targets.Select((t, i) => ColumnLane.Compile(t.Agreement, t.Target, i, replay, fields, ends[t.Agreement.Statuses], events)).ToArray();
        return lanes.All(l => l is null) ? null : new ColumnReplay(replay, fields, lanes, events);
    }

    /// <summary>Working memory of one thread.</summary>
    internal sealed class Scratch(ColumnReplay replay)
    {
        public readonly ColumnTicket Ticket = new(replay._history, replay._fields.Names.Count);
        public readonly ColumnMatching Matching = new(replay._replay, t => Array.Exists(replay._lanes, l => ReferenceEquals(l?.Target, t)));
        public readonly ColumnLaneRun?[] Lanes = new ColumnLaneRun?[replay._lanes.Length];
        public ColumnLaneRun[] Runs = [];
        public int[]? RunsOf;
        public readonly PlannedReplay Planned = new(replay, replay._history);
        public readonly ClockRows Rows = new();

        /// <summary>The runs of the lanes chosen.</summary>
        public ColumnLaneRun[] Of(int[] chosen)
        {
            if (!ReferenceEquals(chosen, RunsOf))
                (Runs, RunsOf) = ([.. chosen.Select(i => Lanes[i] ??= new ColumnLaneRun(replay._lanes[i]!, Ticket))], chosen);
            return Runs;
        }
    }

    /// <summary>False, and nothing handed on, when this ticket must be replayed by itself.</summary>
    public bool TryRun(int ticket, long asOf, Scratch scratch, Action<UncoveredRow> uncovered)
    {
        var (first, end) = (_history.Offsets[ticket], _history.Offsets[ticket + 1]);
        var count = Known(first, end, asOf);
        if (count == 0)
            return false;
        var choice = scratch.Matching.For(ticket, _history.Occurred[first]);
        if (choice.Lanes is null)
            return false;
        if (choice.Uncovered is { } why)
        {
            uncovered(new UncoveredRow(ticket, -1, why));
            return true;
        }
        scratch.Ticket.Begin(ticket, first, count, asOf);
        var runs = scratch.Of(choice.Lanes);
        Fold(scratch.Ticket, runs, ticket);
        foreach (var run in runs)
            run.Finish(scratch.Rows);
        foreach (var run in runs)
            if (run.HasNoValue)
                uncovered(new UncoveredRow(ticket, run.Lane.Index, "no-value"));
        return true;
    }

    /// <summary>How many events there are up to <paramref name="asOf"/>, when all are of known kinds, the first opens the ticket, and their order is beyond doubt; otherwise 0.</summary>
    private int Known(int first, int end, long asOf)
    {
        if (first == end || !_events[_history.Codes[first]].Bits.Has(EventBits.Created))
            return 0;
        var count = _history.Occurred[first] <= asOf ? 1 : 0;
        for (var i = first + 1; i < end; i++)
        {
            if (_events[_history.Codes[i]].Bits.Has(EventBits.Other | EventBits.Created) || !IsAfterPrevious(i))
                return 0;
            if (_history.Occurred[i] <= asOf)
                count++;
        }
        return _history.Ids is null || AreDistinct(_history.Ids.AsSpan(first, end - first)) ? count : 0;
    }

    /// <summary>Later, or at the same instant with a higher place in the source, or a higher rank (T2).</summary>
    private bool IsAfterPrevious(int i)
    {
        var (before, at) = (_history.Occurred[i - 1], _history.Occurred[i]);
        if (at != before)
            return at > before;
        var order = _history.Sequences is { } s ? s[i].CompareTo(s[i - 1]) : 0;
        return order > 0 || (order == 0 && _events[_history.Codes[i]].Rank > _events[_history.Codes[i - 1]].Rank);
    }

    private static bool AreDistinct(ReadOnlySpan<string> ids)
    {
        for (var i = 1; i < ids.Length; i++)
            if (ids[i].Length > 0 && ids[..i].Contains(ids[i]))
                return false;
        return true;
    }

    private void Fold(ColumnTicket state, ColumnLaneRun[] runs, int ticket)
    {
        for (var f = 0; f < _first.Length; f++)
            state.Fields[f] = _first[f] is { } codes ? codes[ticket] : 0;
        foreach (var run in runs)
            run.Open(_events[_history.Codes[state.First]].Bits);
        state.Hold(state.At(0));
        for (var e = 1; e < state.Count; e++)
        {
            var code = _history.Codes[state.First + e];
            ref readonly var what = ref _events[code];
            if (what.Field >= 0)
                state.Fields[what.Field] = what.Value;
            else if (what.Bits.Has(EventBits.Reply) && state.Fields[FollowedFields.Agent] == 0)
                state.Fields[FollowedFields.Agent] = what.Value;
            if (what.Bits.Has(ColumnEvent.Holding))
                state.Hold(state.At(e));
            foreach (var run in runs)
                run.On(e, code);
        }
    }

    public ref readonly ColumnEvent EventOf(int code) => ref _events[code];

    public int FirstStatus(int ticket) => First(FollowedFields.Status, ticket);

    public (int Agent, int Team) FirstHolder(int ticket) => (First(FollowedFields.Agent, ticket), First(FollowedFields.Team, ticket));

    private int First(int followed, int ticket) => _first[followed] is { } codes ? codes[ticket] : 0;

    /// <summary>The plans of tickets that get these lanes; null when they cannot be planned.</summary>
    public TicketPlans? PlansOf(ColumnChoice choice)
    {
        if (!choice.IsPlanned)
            (choice.Plans, choice.IsPlanned) = (_history.Ids is null && choice.Lanes is { Length: > 0 } chosen
                ? TicketPlans.Of(this, _history, [.. chosen.Select(i => _lanes[i]!)], _events, _replay.Names.Count)
                : null, true);
        return choice.Plans;
    }
}
