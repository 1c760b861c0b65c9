using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>Replays whole histories; the same answers as <see cref="ClockEngine.Replay"/> ticket by ticket.</summary>
public sealed class HistoryReplay
{
    private readonly Dictionary<(string, int, string), int> _index = [];
    private readonly Dictionary<string, int> _values = new(StringComparer.Ordinal);
    private readonly ColumnReplay? _columns;
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
        if (scratch is null)
            for (var ticket = from; ticket < to; ticket++)
                RunAlone(ticket, asOf, rows, uncovered);
        else
            RunOnColumns(from, to, asOf, scratch, uncovered);
        rows.Flush();
        rows.Sink = _ => { };
        if (scratch is not null)
            _scratch.Add(scratch);
    }

    private void RunOnColumns(int from, int to, Instant asOf, ColumnReplay.Scratch scratch, Action<UncoveredRow> uncovered)
    {
        var (now, planned) = (asOf.ToUnixTimeMilliseconds(), scratch.Planned);
        for (var next = from; next < to;)
        {
            var end = planned.Run(next, to, now, scratch.Matching);
            foreach (var ticket in planned.Others)
            {
                scratch.Rows.HandOn(planned.RowsOf(next, ticket));
                if (!_columns!.TryRun(ticket, now, scratch, uncovered))
                    RunAlone(ticket, asOf, scratch.Rows, uncovered);
                next = ticket + 1;
            }
            scratch.Rows.HandOn(planned.RowsOf(next, end));
            next = end;
        }
    }

    private void RunAlone(int ticket, Instant asOf, ClockRows rows, Action<UncoveredRow> uncovered)
    {
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
