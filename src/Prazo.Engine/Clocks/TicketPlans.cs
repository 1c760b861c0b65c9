using System.Numerics;

namespace Prazo.Engine.Clocks;

/// <summary>The plans of all tickets that get the same lanes, found by following what their events mean from one to the next. Of one thread.</summary>
internal sealed class TicketPlans
{
    // So many entries the table may have; tickets that need more are replayed without a plan.
    private const int MostEntries = 1 << 20;
    // What stands in place of a node, and the input that leads to none.
    private const int None = -1, Nothing = 0;
    private static readonly TicketPlan Unplanned = new([], [], []);

    private readonly ColumnReplay _replay;
    private readonly History _history;
    private readonly TicketPlanner _planner;
    private readonly int[] _bornBy, _meaningOf;
    private readonly int _shift;
    // By node and input, the next node; a node is the place of its first entry.
    private int[] _next = [];
    private TicketPlan?[] _plans = [];
    private int _nodes;

    private TicketPlans(ColumnReplay replay, History history, ColumnLane[] lanes, ColumnEvent[] events, int[] bornBy, int[] meaningOf, int meanings)
    {
        (_replay, _history, Promises, _planner, _bornBy, _meaningOf) = (replay, history, new PlannedPromises(lanes), new TicketPlanner(lanes, events), bornBy, meaningOf);
        _shift = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)meanings));
        NewNode();
    }

    /// <summary>What is promised on these lanes.</summary>
    public PlannedPromises Promises { get; }

    /// <summary>Null when these lanes have too many meanings to be planned, or ask for more than a ticket's status to begin.</summary>
    public static TicketPlans? Of(ColumnReplay replay, History history, ColumnLane[] lanes, ColumnEvent[] events, int statuses)
    {
        if (lanes.Length is 0 or > 8 || !Array.TrueForAll(lanes, l => l.CanBePlanned))
            return null;
        var meanings = new Dictionary<(ulong, HolderChange), int>();
        int Meaning((ulong, HolderChange) key) => meanings.TryGetValue(key, out var known) ? known : meanings[key] = meanings.Count + 1;
        int[] born = [.. Enumerable.Range(0, statuses).Select(s => Meaning((Packed(lanes, l => l.PlannedBorn(s)), HolderChange.None)))];
        int[] of = [.. events.Select((e, code) => e.Bits.Has(EventBits.Other | EventBits.Created) ? Nothing : Meaning((Packed(lanes, l => l.InputOf[code]), e.Holder)))];
        return meanings.Count > 256 ? null : new TicketPlans(replay, history, lanes, events, born, of, meanings.Count + 1);
    }

    private static ulong Packed(ColumnLane[] lanes, Func<ColumnLane, int> input)
    {
        ulong packed = 0;
        foreach (var lane in lanes)
            packed = (packed << 8) | (byte)input(lane);
        return packed;
    }

    /// <summary>The plan of a ticket; null when it has none, or its events are not one after the other.</summary>
    public TicketPlan? Of(int ticket)
    {
        var (first, end) = (_history.Offsets[ticket], _history.Offsets[ticket + 1]);
        var codes = _history.Codes.AsSpan(first, end - first);
        var at = _history.Occurred.AsSpan(first, codes.Length);
        var meanings = _meaningOf;
        var node = Next(0, _bornBy[_replay.FirstStatus(ticket)]);
        // Negative as long as each event lies before the next.
        var (order, before) = (-1L, at[0]);
        for (var e = 1; e < codes.Length && node > 0; e++)
        {
            node = Next(node, meanings[codes[e]]);
            order &= before - at[e];
            before = at[e];
        }
        if (order >= 0 || node < 0)
            return null;
        var plan = _plans[node >> _shift] ??= _planner.Plan(codes, _replay.FirstStatus(ticket)) ?? Unplanned;
        return ReferenceEquals(plan, Unplanned) ? null : plan;
    }

    private int Next(int node, int input)
    {
        var next = _next[node + input];
        return next >= 0 ? next : Grow(node, input);
    }

    private int Grow(int node, int input)
    {
        var made = input == Nothing ? None : NewNode();
        if (made > 0)
            _next[node + input] = made;
        return made;
    }

    private int NewNode()
    {
        var made = _nodes << _shift;
        var end = made + (1 << _shift);
        if (end > MostEntries)
            return None;
        if (_next.Length < end)
        {
            Array.Resize(ref _next, Math.Max(end, _next.Length * 2));
            Array.Resize(ref _plans, _next.Length >> _shift);
        }
        _next.AsSpan(made, end - made).Fill(None);
        _nodes++;
        return made;
    }
}
