using System.Numerics;

namespace Prazo.Engine.Clocks;

/// <summary>The kinds of all tickets that get the same lanes, found by following what their events mean from one to the next, and then what is promised for their
/// first fields. Of one thread.</summary>
internal sealed class TicketPlans
{
    // So many entries the table may have; tickets that need more are replayed without a plan.
    private const int MostEntries = 1 << 20, MostTerms = 256;
    // What stands in place of a node, and the input that leads to none.
    private const int None = -1, Nothing = 0;
    private static readonly TicketKind Unplanned = new(new TicketPlan([], [], []), []);

    private readonly ColumnReplay _replay;
    private readonly History _history;
    private readonly ColumnLane[] _lanes;
    private readonly TicketPlanner _planner;
    private readonly Dictionary<int, TicketPlan?> _plans = [];
    private readonly int[] _bornBy, _meaningOf;
    private readonly TermsBy[] _terms;
    private int _shift;
    // By node and input, the next node; a node is the place of its first entry.
    private int[] _next = [];
    private TicketKind?[] _kinds = [];
    private int _nodes;

    private TicketPlans(ColumnReplay replay, History history, ColumnLane[] lanes, ColumnEvent[] events, int[] bornBy, int[] meaningOf, int meanings)
    {
        (_replay, _history, _lanes, _planner, _bornBy, _meaningOf) = (replay, history, lanes, new TicketPlanner(lanes, events), bornBy, meaningOf);
        _terms = [.. lanes.GroupBy(l => l.FirstBy).Select(g => new TermsBy(g.Key, [.. g]))];
        Widen(meanings);
    }

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

    /// <summary>The kind of a ticket; null when it has no plan, its promises are not lengths, or its events are not one after the other.</summary>
    public TicketKind? KindOf(int ticket)
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
        return order < 0 && node > 0 ? KindOf(ticket, node, codes) : null;
    }

    private TicketKind? KindOf(int ticket, int followed, ReadOnlySpan<int> codes)
    {
        var node = followed;
        foreach (var terms in _terms)
        {
            var number = terms.Of(ticket);
            if (number >> _shift > 0)
            {
                Widen(number + 1);
                return KindOf(ticket);
            }
            node = Next(node, number);
            if (node < 0)
                return null;
        }
        var kind = _kinds[node >> _shift] ?? Make(node, followed, codes, ticket);
        return ReferenceEquals(kind, Unplanned) ? null : kind;
    }

    private TicketKind Make(int node, int followed, ReadOnlySpan<int> codes, int ticket)
    {
        if (!_plans.TryGetValue(followed, out var plan))
            _plans[followed] = plan = _planner.Plan(codes, _replay.FirstStatus(ticket));
        return _kinds[node >> _shift] = plan is null ? Unplanned : new TicketKind(plan, [.. _lanes.Select(l => l.PlannedTermsOf(l.FirstBy?[ticket] ?? 0)!)]);
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
            Array.Resize(ref _kinds, _next.Length >> _shift);
        }
        _next.AsSpan(made, end - made).Fill(None);
        _nodes++;
        return made;
    }

    /// <summary>Begins anew with so many inputs a node.</summary>
    private void Widen(int inputs)
    {
        _shift = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)inputs));
        (_next, _kinds, _nodes) = ([], [], 0);
        _plans.Clear();
        NewNode();
    }

    /// <summary>What is promised on lanes that choose by the same field: a number for each of the field's values, the same for the same promises.</summary>
    private sealed class TermsBy(int[]? codes, ColumnLane[] lanes)
    {
        private readonly List<PlannedTerms[]> _distinct = [];
        private int[] _numbers = [];

        /// <summary><see cref="Nothing"/> when a promise is not a length.</summary>
        public int Of(int ticket)
        {
            var code = codes is null ? 0 : codes[ticket];
            return (uint)code < (uint)_numbers.Length && _numbers[code] is >= 0 and var number ? number : Learn(code);
        }

        private int Learn(int code)
        {
            if (code >= _numbers.Length)
            {
                var known = _numbers.Length;
                Array.Resize(ref _numbers, code + 1);
                _numbers.AsSpan(known).Fill(None);
            }
            if (Array.Exists(lanes, l => l.PlannedTermsOf(code) is null))
                return _numbers[code] = Nothing;
            PlannedTerms[] terms = [.. lanes.Select(l => l.PlannedTermsOf(code)!)];
            var place = _distinct.FindIndex(t => t.AsSpan().SequenceEqual(terms));
            if (place >= 0)
                return _numbers[code] = place + 1;
            if (_distinct.Count == MostTerms)
                return _numbers[code] = Nothing;
            _distinct.Add(terms);
            return _numbers[code] = _distinct.Count;
        }
    }
}
