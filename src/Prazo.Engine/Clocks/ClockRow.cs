using System.Runtime.CompilerServices;

namespace Prazo.Engine.Clocks;

/// <summary>One clock in a whole-history replay: what reports count. Instants are Unix milliseconds, lengths milliseconds; −1 is none.</summary>
public struct ClockRow
{
    /// <summary>Index into <see cref="History.Tickets"/>.</summary>
    public int Ticket;
    /// <summary>Index into <see cref="HistoryReplay.Targets"/>.</summary>
    public int Target;
    public int Cycle;
    public Run Run;
    public Verdict Verdict;
    public ClockState State;
    private byte _flags;
    public bool Promised
    {
        readonly get => (_flags & 1) != 0;
        set => _flags = (byte)(value ? _flags | 1 : _flags & ~1);
    }

    /// <summary>Not applicable because the promised date's field is empty (T20: untargeted).</summary>
    public bool Untargeted
    {
        readonly get => (_flags & 2) != 0;
        set => _flags = (byte)(value ? _flags | 2 : _flags & ~2);
    }

    public long Started, Stopped, Due, Last, OriginalDue, VerdictAt;
    public long Worked, Elapsed;
    public long PausedCustomer, PausedProvider, PausedSupplier, PausedNobody;
    /// <summary>Share of the promise used, 100 = all; NaN when it has no measure.</summary>
    public double UsedPercent;
    /// <summary>Who held the ticket at the verdict (or as of, while open); codes into <see cref="HistoryReplay.Names"/>, 0 none.</summary>
    public int Agent, Team;
}

/// <summary>A target that gave no clock on a ticket, or (target −1) a ticket that no agreement covers (T19).</summary>
public readonly record struct UncoveredRow(int Ticket, int Target, string Code);

public delegate void ClockSink(in ClockRow row);

/// <summary>Rows in the order of tickets; the span is used again afterwards.</summary>
public delegate void ClockRowsSink(ReadOnlySpan<ClockRow> rows);

/// <summary>Rows on their way to a sink, a handful at a time. Not row by row: to read at once what was just written in parts makes a processor wait.</summary>
internal sealed class ClockRows
{
    private readonly ClockRow[] _rows = new ClockRow[64];
    private int _count;

    public ClockRowsSink Sink { get; set; } = _ => { };

    /// <summary>Room for the next row, which holds what an earlier one left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ClockRow Next()
    {
        if (_count == _rows.Length)
            Flush();
        return ref _rows[_count++];
    }

    /// <summary>Hands on rows that stand elsewhere, after those that are still here.</summary>
    public void HandOn(ReadOnlySpan<ClockRow> rows)
    {
        if (rows.IsEmpty)
            return;
        Flush();
        Sink(rows);
    }

    public void Flush()
    {
        if (_count > 0)
            Sink(_rows.AsSpan(0, _count));
        _count = 0;
    }
}
