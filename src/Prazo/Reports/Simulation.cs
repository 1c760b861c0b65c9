using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;

namespace Prazo.Reports;

/// <summary>What would have changed: the same history replayed under an old and a new agreement. Targets are matched by id, clocks by ticket, target and cycle.</summary>
public static class Simulation
{
    /// <param name="before">The agreements compared against.</param>
    /// <param name="after">The agreements tried.</param>
    /// <param name="by">Dimensions as in <see cref="ReportQuery.By"/>.</param>
    /// <param name="threads">At most; null: as many as there are processors.</param>
    public static SimulationResult Run(AgreementSet before, AgreementSet after, History history, Instant asOf, ImmutableArray<string> by, int? threads = null)
    {
        var (old, tried) = (new Side(before, history, asOf, by), new Side(after, history, asOf, by));
        var parts = Math.Max(1, Math.Min(threads ?? Environment.ProcessorCount, history.Count / 1000));
        var found = Enumerable.Range(0, parts).Select(_ => new Findings(old.Counts(), tried.Counts())).ToArray();
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = parts }, part =>
        {
            var (from, to) = ((int)((long)history.Count * part / parts), (int)((long)history.Count * (part + 1) / parts));
            for (var i = from; i < to; i += 1000)
                Compare(old.Replay(i, Math.Min(to, i + 1000), found[part].CountsBefore), tried.Replay(i, Math.Min(to, i + 1000), found[part].CountsAfter), found[part]);
        });
        foreach (var other in found.Skip(1))
            found[0].Merge(other);
        var order = before.Agreements.Concat(after.Agreements).SelectMany(a => a.Targets).Select(t => t.Id).Distinct(StringComparer.Ordinal).ToList();
        return new SimulationResult(asOf, by, history.Count, found[0].UncoveredBefore, found[0].UncoveredAfter,
            Rows(found[0].Totals, order), by.IsEmpty ? [] : Rows(found[0].Cells, order), SimulatedObjectives.Of(old.Objectives(found[0].CountsBefore), tried.Objectives(found[0].CountsAfter)),
            [.. found[0].Changes.OrderBy(c => order.IndexOf(c.Target)).ThenBy(c => c.Kind).ThenBy(c => c.Ticket).ThenBy(c => c.Cycle)]);
    }

    private static ImmutableArray<SimulationRow> Rows(Dictionary<RowKey, Cell> cells, List<string> order) =>
    [
        .. cells.OrderBy(c => order.IndexOf(c.Key.Target)).ThenBy(c => c.Key.Joined, StringComparer.Ordinal)
            .Select(c => new SimulationRow(c.Key.Target, c.Key.Values, c.Value.Before, c.Value.After, c.Value.Changes.ToImmutableDictionary())),
    ];

    private static void Compare(Replayed old, Replayed tried, Findings found)
    {
        found.UncoveredBefore += old.Uncovered;
        found.UncoveredAfter += tried.Uncovered;
        foreach (var (key, was) in old.Clocks)
            Note(key, was, tried.Clocks.TryGetValue(key, out var now) ? now : null, found);
        foreach (var (key, now) in tried.Clocks)
            if (!old.Clocks.ContainsKey(key))
                Note(key, null, now, found);
    }

    private static void Note(ClockKey key, Seen? was, Seen? now, Findings found)
    {
        if (was is not null)
            foreach (var cell in found.CellsOf(key.Target, was.Values))
                ReportCell.Count(ref cell.Before, was.Row);
        if (now is not null)
            foreach (var cell in found.CellsOf(key.Target, now.Values))
                ReportCell.Count(ref cell.After, now.Row);
        var (before, after) = (VerdictOf(was), VerdictOf(now));
        if (KindOf(before, after) is not { } kind)
            return;
        foreach (var cell in found.CellsOf(key.Target, (kind == ChangeKind.PromiseLost ? was : now)!.Values))
            cell.Changes[kind] = cell.Changes.GetValueOrDefault(kind) + 1;
        found.Changes.Add(new ClockChange(key.Target, kind, key.Ticket, key.Cycle, before, after, LastOf(was), LastOf(now)));
    }

    private static Verdict? VerdictOf(Seen? seen) => seen is { Row: { Promised: true, Untargeted: false } } ? seen.Row.Verdict : null;

    private static Instant? LastOf(Seen? seen) => seen is { Row.Last: >= 0 } ? Instant.FromUnixTimeMilliseconds(seen.Row.Last) : null;

    /// <summary>Null when nothing changes. Met late and overdue are both broken promises.</summary>
    internal static ChangeKind? KindOf(Verdict? before, Verdict? after) => (before, after) switch
    {
        (null, null) => null,
        (null, _) => ChangeKind.PromiseGained,
        (_, null) => ChangeKind.PromiseLost,
        (Verdict.Met, Verdict.MetLate or Verdict.Broken) => ChangeKind.KeptToBroken,
        (Verdict.MetLate or Verdict.Broken, Verdict.Met) => ChangeKind.BrokenToKept,
        var (a, b) => a == b ? null : ChangeKind.Otherwise,
    };

    /// <param name="Nth">Among the clocks of the same target id and cycle, when several agreements promise it to one ticket.</param>
    private readonly record struct ClockKey(int Ticket, string Target, int Cycle, int Nth);

    private sealed record Seen(ClockRow Row, string[] Values);

    private sealed record Replayed(Dictionary<ClockKey, Seen> Clocks, long Uncovered);

    /// <summary>One of the two agreements, ready to replay any part of the history.</summary>
    private sealed class Side(AgreementSet agreements, History history, Instant asOf, ImmutableArray<string> by)
    {
        private readonly HistoryReplay _replay = new(agreements, history);
        private ReportPlan? _plan;

        private ReportPlan Plan => _plan ??= new ReportPlan(new ReportQuery(asOf, [], null), _replay);

        /// <summary>A report's counts of this side, for its objectives.</summary>
        public ReportCounts Counts() => new(Plan);

        public ImmutableArray<ObjectiveRow> Objectives(ReportCounts counts) => Report.Objectives(Plan, counts);

        public Replayed Replay(int from, int to, ReportCounts counts)
        {
            var clocks = new Dictionary<ClockKey, Seen>();
            var dimensions = new Dimensions(_replay, by, asOf.ToUnixTimeMilliseconds());
            long uncovered = 0;
            void Add(in ClockRow row)
            {
                counts.Add(row);
                var key = new ClockKey(row.Ticket, _replay.Targets[row.Target].Target.Id, row.Cycle, 0);
                while (!clocks.TryAdd(key, new Seen(row, dimensions.Of(row))))
                    key = key with { Nth = key.Nth + 1 };
            }
            _replay.Run(from, to, asOf, Add, missing =>
            {
                counts.Add(missing);
                if (missing.Target < 0)
                    uncovered++;
            });
            return new Replayed(clocks, uncovered);
        }
    }

    private sealed record RowKey(string Target, string Joined)
    {
        public required ImmutableArray<string> Values { get; init; }
        public bool Equals(RowKey? other) => other is not null && Target == other.Target && Joined == other.Joined;
        public override int GetHashCode() => HashCode.Combine(Target, Joined);
    }

    private sealed class Cell
    {
        public Tally Before, After;
        public Dictionary<ChangeKind, long> Changes { get; } = [];
    }

    /// <summary>What one thread has found in its part of the tickets.</summary>
    private sealed class Findings(ReportCounts before, ReportCounts after)
    {
        public ReportCounts CountsBefore => before;
        public ReportCounts CountsAfter => after;
        public Dictionary<RowKey, Cell> Totals { get; } = [];
        public Dictionary<RowKey, Cell> Cells { get; } = [];
        public List<ClockChange> Changes { get; } = [];
        public long UncoveredBefore, UncoveredAfter;

        /// <summary>The total of the target and the row of its dimension values.</summary>
        public Cell[] CellsOf(string target, string[] values) => [CellOf(Totals, target, []), CellOf(Cells, target, [.. values])];

        private static Cell CellOf(Dictionary<RowKey, Cell> cells, string target, ImmutableArray<string> values)
        {
            var key = new RowKey(target, string.Join('\u0001', values)) { Values = values };
            return cells.TryGetValue(key, out var cell) ? cell : cells[key] = new Cell();
        }

        public void Merge(Findings other)
        {
            before.Merge(other.CountsBefore);
            after.Merge(other.CountsAfter);
            Merge(Totals, other.Totals);
            Merge(Cells, other.Cells);
            Changes.AddRange(other.Changes);
            (UncoveredBefore, UncoveredAfter) = (UncoveredBefore + other.UncoveredBefore, UncoveredAfter + other.UncoveredAfter);
        }

        private static void Merge(Dictionary<RowKey, Cell> into, Dictionary<RowKey, Cell> from)
        {
            foreach (var (key, cell) in from)
            {
                var mine = CellOf(into, key.Target, key.Values);
                mine.Before.Add(cell.Before);
                mine.After.Add(cell.After);
                foreach (var (kind, count) in cell.Changes)
                    mine.Changes[kind] = mine.Changes.GetValueOrDefault(kind) + count;
            }
        }
    }
}
