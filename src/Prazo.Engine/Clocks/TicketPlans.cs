using System.Numerics;

namespace Prazo.Engine.Clocks;

/// <summary>The plans of all tickets that get the same lanes, found by following what their events mean from one to the next. Of one thread.</summary>
internal sealed class TicketPlans
{
    // So many entries the table may have; tickets that need more are replayed without a plan.
    private const int MostEntries = 1 << 20, None = -1, Unmade = -2;
    private static readonly TicketPlan Unplanned = new([], []);

    private readonly TicketPlanner _planner;
    private readonly int[] _bornBy, _meaningOf;
    private readonly int _width;
    private TicketPlan?[] _plans = new TicketPlan?[16];
    private int[] _next;
    private int _nodes = 1;

    private TicketPlans(ColumnLane[] lanes, ColumnEvent[] events, int[] bornBy, int[] meaningOf, int meanings)
    {
        (Lanes, _planner, _bornBy, _meaningOf) = (lanes, new TicketPlanner(lanes, events), bornBy, meaningOf);
        _width = (int)BitOperations.RoundUpToPowerOf2((uint)meanings);
        _next = Row([], 0);
    }

    public ColumnLane[] Lanes { get; }

    /// <summary>Null when these lanes have too many meanings to be planned, or ask for more than a ticket's status to begin.</summary>
    public static TicketPlans? Of(ColumnLane[] lanes, ColumnEvent[] events, int statuses)
    {
        if (lanes.Length is 0 or > 8 || !Array.TrueForAll(lanes, l => l.CanBePlanned))
            return null;
        var meanings = new Dictionary<(ulong, bool), int>();
        int Meaning((ulong, bool) key) => meanings.TryGetValue(key, out var known) ? known : meanings[key] = meanings.Count;
        int[] born = [.. Enumerable.Range(0, statuses).Select(s => Meaning((Packed(lanes, l => l.PlannedBorn(s)), false)))];
        int[] of = [.. events.Select((e, code) => e.Bits.Has(EventBits.Other | EventBits.Created) ? None : Meaning((Packed(lanes, l => l.InputOf[code]), e.Bits.Has(ColumnReplay.Holding))))];
        return meanings.Count > 256 ? null : new TicketPlans(lanes, events, born, of, meanings.Count);
    }

    private static ulong Packed(ColumnLane[] lanes, Func<ColumnLane, int> input)
    {
        ulong packed = 0;
        foreach (var lane in lanes)
            packed = (packed << 8) | (byte)input(lane);
        return packed;
    }

    private int[] Row(int[] next, int node)
    {
        var (from, to) = (node * _width, (node + 1) * _width);
        if (next.Length < to)
            Array.Resize(ref next, Math.Max(to, next.Length * 2));
        next.AsSpan(from, to - from).Fill(Unmade);
        return next;
    }

    /// <summary>The plan of a ticket with its first status; null when it has none, or its events are not one after the other.</summary>
    public TicketPlan? For(ReadOnlySpan<int> codes, ReadOnlySpan<long> at, int status)
    {
        var node = Next(0, _bornBy[status]);
        for (var e = 1; e < codes.Length && node > 0; e++)
        {
            var meaning = _meaningOf[codes[e]];
            node = meaning < 0 || at[e] <= at[e - 1] ? None : Next(node, meaning);
        }
        if (node < 0)
            return null;
        var plan = _plans[node] ??= _planner.Plan(codes, status) ?? Unplanned;
        return ReferenceEquals(plan, Unplanned) ? null : plan;
    }

    private int Next(int node, int meaning)
    {
        var next = _next[(node * _width) + meaning];
        return next != Unmade ? next : Grow(node, meaning);
    }

    private int Grow(int node, int meaning)
    {
        if ((_nodes + 1) * _width > MostEntries)
            return None;
        if (_nodes == _plans.Length)
            Array.Resize(ref _plans, _nodes * 2);
        _next[(node * _width) + meaning] = _nodes;
        _next = Row(_next, _nodes);
        return _nodes++;
    }
}
