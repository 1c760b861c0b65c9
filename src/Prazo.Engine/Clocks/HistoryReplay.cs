using System.Runtime.CompilerServices;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

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

    public void Flush()
    {
        if (_count > 0)
            Sink(_rows.AsSpan(0, _count));
        _count = 0;
    }
}

/// <summary>Replays whole histories; the same answers as <see cref="ClockEngine.Replay"/> ticket by ticket.</summary>
public sealed class HistoryReplay
{
    private readonly Dictionary<(string, int, string), int> _index = [];
    private readonly Dictionary<string, int> _values = new(StringComparer.Ordinal);
    private readonly ColumnReplay? _columns;
    private readonly Dictionary<WorkingCalendar, int> _slots = new(ReferenceEqualityComparer.Instance);
    // What threads have worked out before serves those that come after.
    private readonly System.Collections.Concurrent.ConcurrentBag<ColumnReplay.Scratch> _scratch = [];

    /// <param name="agreements">The agreements of the workspace.</param>
    /// <param name="history">The events of all tickets.</param>
    /// <param name="columns">Whether common tickets are replayed on columns; false replays every ticket by itself (slower, the same rows).</param>
    public HistoryReplay(AgreementSet agreements, History history, bool columns = true)
    {
        Agreements = agreements;
        History = history;
        Targets = [.. from a in agreements.Agreements from t in a.Targets select (a, t)];
        for (var i = 0; i < Targets.Count; i++)
            _index[(Targets[i].Agreement.Id, Targets[i].Agreement.Version, Targets[i].Target.Id)] = i;
        for (var i = 0; i < history.Values.Length; i++)
            _values[history.Values[i]] = i;
        Names = [.. history.Values];
        foreach (var shape in history.Shapes)
            foreach (var name in NamesIn(shape))
                if (_values.TryAdd(name, Names.Count))
                    Names.Add(name);
        _columns = columns ? ColumnReplay.Compile(this) : null;
    }

    public AgreementSet Agreements { get; }
    public History History { get; }
    public IReadOnlyList<(Agreement Agreement, Target Target)> Targets { get; }

    /// <summary>Texts of <see cref="ClockRow.Agent"/> and <see cref="ClockRow.Team"/>: the history's values, then names that stand in events only.</summary>
    public List<string> Names { get; }

    /// <summary>Replays tickets [from, to) and hands every clock to <paramref name="clocks"/>. Safe to call for disjoint ranges at the same time.</summary>
    public void Run(int from, int to, Instant asOf, ClockSink clocks, Action<UncoveredRow> uncovered) =>
        Run(from, to, asOf, (ReadOnlySpan<ClockRow> rows) =>
        {
            foreach (ref readonly var row in rows)
                clocks(row);
        }, uncovered);

    /// <inheritdoc cref="Run(int, int, Instant, ClockSink, Action{UncoveredRow})"/>
    public void Run(int from, int to, Instant asOf, ClockRowsSink clocks, Action<UncoveredRow> uncovered)
    {
        var scratch = _columns is null ? null : _scratch.TryTake(out var kept) ? kept : new ColumnReplay.Scratch(_columns);
        var rows = scratch?.Rows ?? new ClockRows();
        rows.Sink = clocks;
        var now = asOf.ToUnixTimeMilliseconds();
        for (var ticket = from; ticket < to; ticket++)
        {
            if (scratch is not null)
            {
                if ((ticket - from) % PlannedReplay.BlockSize == 0)
                    scratch.Planned.Begin(ticket, Math.Min(to, ticket + PlannedReplay.BlockSize), now, scratch.Matching);
                if (scratch.Planned.TryRun(ticket, rows) || _columns!.TryRun(ticket, now, scratch, uncovered))
                    continue;
            }
            var replay = ClockEngine.Replay(Agreements, History.EventsOf(ticket), asOf);
            foreach (var clock in replay.Clocks)
                rows.Next() = Row(ticket, clock);
            if (!replay.IsCovered)
                uncovered(new UncoveredRow(ticket, -1, replay.Uncovered.Length > 0 ? replay.Uncovered[0].Code : "no-agreement"));
            else
                foreach (var n in replay.Uncovered)
                    if (n is { Code: "no-value", Agreement: not null, Target: not null })
                        uncovered(new UncoveredRow(ticket, IndexOf(replay, n), n.Code));
        }
        rows.Flush();
        rows.Sink = _ => { };
        if (scratch is not null)
            _scratch.Add(scratch);
    }

    private int IndexOf(TicketReplay replay, NoClock n) =>
        _index[(n.Agreement!, replay.Agreements.Last(a => a.Agreement == n.Agreement).Version, n.Target!)];

    private ClockRow Row(int ticket, Clock c)
    {
        var row = new ClockRow
        {
            Ticket = ticket,
            Target = _index[(c.Agreement, c.AgreementVersion, c.Target)],
            Cycle = c.Cycle,
            Run = c.Run,
            Verdict = c.Verdict,
            State = c.State,
            Promised = c.Promised,
            Untargeted = c.Cause == "field-empty",
            Started = Ms(c.Started),
            Stopped = Ms(c.Stopped),
            Due = Ms(c.Due),
            Last = Ms(c.Last),
            OriginalDue = Ms(c.OriginalDue),
            VerdictAt = Ms(c.VerdictAt),
            Worked = (long)c.Worked.TotalMilliseconds,
            Elapsed = (long)c.Elapsed.TotalMilliseconds,
            UsedPercent = c.UsedPercent is { } used ? (double)used : double.NaN,
        };
        foreach (var p in c.Pieces)
            if (p.Kind == PieceKind.Paused)
                Paused(ref row, p.Party, (long)(p.To - p.From).TotalMilliseconds);
        if (c.Holders.Length > 0)
        {
            var held = HolderAt(c);
            row.Agent = Code(held.Agent);
            row.Team = Code(held.Team);
        }
        return row;
    }

    /// <summary>Who held it at the verdict, or last when the verdict is open.</summary>
    private static Held HolderAt(Clock c)
    {
        if (c.VerdictAt is { } at)
            foreach (var h in c.Holders)
                if (h.From <= at && at < h.To)
                    return h;
        return c.Holders[^1];
    }

    private static void Paused(ref ClockRow row, Party? party, long length)
    {
        switch (party)
        {
            case Party.Customer: row.PausedCustomer += length; break;
            case Party.Provider: row.PausedProvider += length; break;
            case Party.Supplier: row.PausedSupplier += length; break;
            default: row.PausedNobody += length; break;
        }
    }

    internal int CodeOf(string name) => Code(name);

    /// <summary>A number for each calendar that promises count on.</summary>
    internal int SlotOf(WorkingCalendar calendar)
    {
        lock (_slots)
            return _slots.TryGetValue(calendar, out var slot) ? slot : _slots[calendar] = _slots.Count;
    }

    internal int? TryCode(string name) => _values.TryGetValue(name, out var code) ? code : null;

    internal int IndexOf(Agreement agreement, Target target)
    {
        for (var i = 0; i < Targets.Count; i++)
            if (ReferenceEquals(Targets[i].Agreement, agreement) && ReferenceEquals(Targets[i].Target, target))
                return i;
        throw new ArgumentException("The target is not one of this replay's.", nameof(target));
    }

    private int Code(string? name) => name is null ? 0 : _values.GetValueOrDefault(name);

    private static long Ms(Instant? at) => at?.ToUnixTimeMilliseconds() ?? -1;

    private static IEnumerable<string> NamesIn(TicketEvent shape) => shape switch
    {
        FieldChanged x => [x.Value],
        AgentMessage x => [x.Agent],
        TicketAccepted x => [x.Agent],
        CallAnswered x => [x.Agent],
        _ => [],
    };
}
