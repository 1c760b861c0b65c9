namespace Prazo.Engine.Clocks;

/// <summary>Replays a block of tickets by their plans, all of a kind together. Of one thread.</summary>
internal sealed class PlannedReplay
{
    /// <summary>So many tickets, and about so many rows, are replayed at a time: few enough that what is read again of them stays in a near cache.</summary>
    public const int BlockSize = 512, BlockRows = 4 * BlockSize;

    private readonly ColumnReplay _replay;
    private readonly History _history;
    private readonly PlannedColumns _columns;
    private readonly PlannedClocks _clocks;
    private readonly List<(TicketPlan Plan, PlannedPromises Promises, int Terms)> _kinds = [];
    // By ticket of the block: the one before it of the same kind, and the planned rows before its own.
    private readonly int[] _previous = new int[BlockSize], _before = new int[BlockSize + 1];
    private readonly int[] _others = new int[BlockSize];
    private ClockRow[] _rows = new ClockRow[BlockRows];
    private int _first, _otherCount;

    public PlannedReplay(ColumnReplay replay, History history)
    {
        (_replay, _history) = (replay, history);
        _columns = new PlannedColumns(replay, history);
        _clocks = new PlannedClocks(_columns);
    }

    /// <summary>Tickets of the block that have no plan, in order.</summary>
    public ReadOnlySpan<int> Others => _others.AsSpan(0, _otherCount);

    /// <summary>The rows of the block's planned tickets among [from, to).</summary>
    public ReadOnlySpan<ClockRow> RowsOf(int from, int to) => _rows.AsSpan(_before[from - _first].._before[to - _first]);

    /// <summary>Replays tickets from <paramref name="from"/> on and gives the one after the last: <paramref name="to"/>, or where the block is full.</summary>
    public int Run(int from, int to, long asOf, ColumnMatching matching)
    {
        (_first, _otherCount) = (from, 0);
        _kinds.Clear();
        var (count, rows) = (0, 0);
        for (; count < BlockSize && from + count < to && rows < BlockRows; count++)
        {
            _before[count] = rows;
            if (PlansOf(from + count, asOf, matching) is { } plans && plans.Promises.NumberOf(from + count) is >= 0 and var terms && plans.Of(from + count) is { } plan)
            {
                ref var last = ref plan.LastOn(terms);
                if (last < 0)
                    _kinds.Add((plan, plans.Promises, terms));
                (_previous[count], last) = (last, count);
                rows += plan.Clocks.Length;
            }
            else
            {
                _others[_otherCount++] = from + count;
            }
        }
        _before[count] = rows;
        if (_rows.Length < rows)
            _rows = new ClockRow[rows * 2];
        foreach (var (plan, promises, terms) in _kinds)
        {
            _columns.Clear();
            for (var i = plan.LastOn(terms); i >= 0; i = _previous[i])
                _columns.Add(from + i, _before[i]);
            _clocks.Run(plan, promises[terms], _rows);
            plan.LastOn(terms) = -1;
        }
        return from + count;
    }

    private TicketPlans? PlansOf(int ticket, long asOf, ColumnMatching matching)
    {
        var (first, end) = (_history.Offsets[ticket], _history.Offsets[ticket + 1]);
        return first == end || _history.Occurred[end - 1] > asOf || _replay.EventOf(_history.Codes[first]).Bits != EventBits.Created
            ? null
            : _replay.PlansOf(matching.For(ticket, _history.Occurred[first]));
    }
}
