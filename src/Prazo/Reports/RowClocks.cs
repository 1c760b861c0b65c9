using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Prazo.Reports;

/// <summary>The clocks of one row, gathered from all that were counted: their lengths and their tickets.</summary>
internal sealed class RowClocks
{
    // Ten percent a bar, the last for everything at or beyond twice the promise.
    private const int Bars = 21;
    private int _clocks, _measured, _shares;
    private long[] _worked = [], _elapsed = [];
    private float[] _used = [];
    private RowTicket[] _tickets = [];

    /// <param name="counted">By target, in pages.</param>
    /// <param name="rows">How many rows there can be; one without clocks stays null.</param>
    /// <param name="rowOf">The row of a target's cell. Targets share none.</param>
    public static RowClocks?[] Gather(List<List<CountedClock>>[] counted, int rows, Func<int, int, int> rowOf)
    {
        var gathered = new RowClocks?[rows];
        Parallel.For(0, counted.Length, target =>
        {
            var mine = new List<RowClocks>();
            foreach (var page in counted[target])
                foreach (ref readonly var clock in CollectionsMarshal.AsSpan(page))
                {
                    ref var row = ref gathered[rowOf(target, clock.Cell)];
                    if (row is null)
                        mine.Add(row = new RowClocks());
                    row.Size(clock);
                }
            mine.ForEach(row => row.MakeRoom());
            foreach (var page in counted[target])
                foreach (ref readonly var clock in CollectionsMarshal.AsSpan(page))
                    gathered[rowOf(target, clock.Cell)]!.Add(clock);
            mine.ForEach(row => row.Measure());
        });
        return gathered;
    }

    public Spread? Worked { get; private set; }
    public Spread? Elapsed { get; private set; }
    public UsedSpread? Used { get; private set; }
    public ImmutableArray<RowTicket> Tickets => ImmutableCollectionsMarshal.AsImmutableArray(_tickets);

    private void Size(in CountedClock clock)
    {
        _clocks++;
        _measured += clock.IsMeasured ? 1 : 0;
        _shares += float.IsNaN(clock.Used) ? 0 : 1;
    }

    private void MakeRoom()
    {
        (_tickets, _worked, _elapsed, _used) = (new RowTicket[_clocks], new long[_measured], new long[_measured], new float[_shares]);
        (_clocks, _measured, _shares) = (0, 0, 0);
    }

    private void Add(in CountedClock clock)
    {
        _tickets[_clocks++] = clock.Ticket;
        if (clock.IsMeasured)
            (_worked[_measured], _elapsed[_measured++]) = (clock.Worked, clock.Elapsed);
        if (!float.IsNaN(clock.Used))
            _used[_shares++] = clock.Used;
    }

    private void Measure()
    {
        (Worked, Elapsed, Used) = (Spread.Of(_worked), Spread.Of(_elapsed), UsedOf(_used));
        (_worked, _elapsed, _used) = ([], [], []);
    }

    private static UsedSpread? UsedOf(float[] values)
    {
        if (values.Length == 0 || Ranks.Of<float>(values, [50, 90]) is not [var median, var p90])
            return null;
        var bars = new int[Bars];
        foreach (var used in values)
            bars[Math.Clamp((int)(used / 10), 0, Bars - 1)]++;
        return new UsedSpread(values.Length, median, p90, ImmutableCollectionsMarshal.AsImmutableArray(bars));
    }
}
