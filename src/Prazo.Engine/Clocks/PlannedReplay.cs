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
    private readonly List<TicketKind> _kinds = [];
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
            if (KindOf(from + count, asOf, matching) is { } kind)
            {
                if (kind.Last < 0)
                    _kinds.Add(kind);
                (_previous[count], kind.Last) = (kind.Last, count);
                rows += kind.Plan.Clocks.Length;
            }
            else
            {
                _others[_otherCount++] = from + count;
            }
        }
        _before[count] = rows;
        if (_rows.Length < rows)
            _rows = new ClockRow[rows * 2];
        foreach (var kind in _kinds)
        {
            _columns.Clear();
            for (var i = kind.Last; i >= 0; i = _previous[i])
                _columns.Add(from + i, _before[i]);
            _clocks.Run(kind, _rows);
            kind.Last = -1;
        }
        return from + count;
    }

    private TicketKind? KindOf(int ticket, long asOf, ColumnMatching matching)
    {
        var (first, end) = (_history.Offsets[ticket], _history.Offsets[ticket + 1]);
        return first == end || _history.Occurred[end - 1] > asOf || _replay.EventOf(_history.Codes[first]).Bits != EventBits.Created
            ? null
            : _replay.PlansOf(matching.For(ticket, _history.Occurred[first]))?.KindOf(ticket);
    }
}
