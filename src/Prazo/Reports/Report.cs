using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;
using Prazo.Imports;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Reports;

/// <summary>From a history and agreements to a report, in named steps: replay and count, merge, rows, objectives.</summary>
public static class Report
{
    public static ReportResult Run(ReportQuery query, AgreementSet agreements, History history, ImportResult? import = null, Action<long, long>? progress = null)
    {
        var replay = new HistoryReplay(agreements, history);
        var counts = Count(query, replay, progress);
        return new ReportResult(
            query, history.Count, counts.Uncovered.ToImmutableSortedDictionary(StringComparer.Ordinal),
            [.. agreements.Agreements.Select(a => new AgreementLine(a.Id, a.Version, a.Title, a.Hash, a.Zone) { Titles = a.Titles })],
            Rows(replay, counts.Totals), Rows(replay, counts.Cells), Objectives(query, replay, counts),
            import is null ? null : new ImportCounts(import.Rows, import.Accepted, import.Duplicates, import.Rejected.ToImmutableSortedDictionary(StringComparer.Ordinal)));
    }

    private static ReportCounts Count(ReportQuery query, HistoryReplay replay, Action<long, long>? progress)
    {
        var parts = Math.Max(1, Math.Min(Environment.ProcessorCount, replay.History.Count / 1000));
        var counts = Enumerable.Range(0, parts).Select(_ => new ReportCounts(query, replay)).ToArray();
        long done = 0;
        Parallel.For(0, parts, part =>
        {
            var (from, to) = ((int)((long)replay.History.Count * part / parts), (int)((long)replay.History.Count * (part + 1) / parts));
            const int step = 20_000;
            for (var i = from; i < to; i += step)
            {
                var end = Math.Min(to, i + step);
                replay.Run(i, end, query.AsOf, counts[part].Add, counts[part].Add);
                progress?.Invoke(Interlocked.Add(ref done, end - i), replay.History.Count);
            }
        });
        foreach (var other in counts.Skip(1))
            counts[0].Merge(other);
        return counts[0];
    }

    private static ImmutableArray<ReportRow> Rows(HistoryReplay replay, Dictionary<CellKey, ReportCell> cells) =>
    [
        .. cells.Where(c => c.Value.Tally.Clocks + c.Value.Tally.Untargeted > 0)
            .OrderBy(c => c.Key.Target).ThenBy(c => c.Key.Period, StringComparer.Ordinal).ThenBy(c => string.Join('\u0001', c.Key.Values), StringComparer.Ordinal)
            .Select(c =>
            {
                var (agreement, target) = replay.Targets[c.Key.Target];
                var cell = c.Value;
                return new ReportRow(agreement.Id, agreement.Version, target.Id, target.Metric, !target.MeasureOnly && !target.Within.IsEmpty, c.Key.Period, [.. c.Key.Values],
                    cell.Tally, Attainment.Of(cell.Tally, Treatment.Standard), cell.Worked, cell.Elapsed, cell.Used, cell.Paused, cell.Tickets);
            }),
    ];

    private static ImmutableArray<ObjectiveRow> Objectives(ReportQuery query, HistoryReplay replay, ReportCounts counts)
    {
        var rows = ImmutableArray.CreateBuilder<ObjectiveRow>();
        foreach (var agreement in replay.Agreements.Agreements)
        {
            var today = query.AsOf.InZone(AgreementSet.ZoneOf(agreement)).Date;
            foreach (var objective in agreement.Objectives)
                foreach (var (start, tally) in counts.ObjectiveTallies(agreement, objective))
                {
                    var attainment = Attainment.Of(tally, Treatment.Of(objective));
                    LocalDate? from = objective.Per == Period.All ? null : start;
                    LocalDate? to = objective.Per == Period.All ? null : Periods.EndOf(objective.Per, start);
                    rows.Add(new ObjectiveRow(agreement.Id, agreement.Version, objective.Id, objective.Target, Periods.Name(objective.Per, start), from, to,
                        to <= today, objective.AtLeast, attainment, attainment.Holds(objective.AtLeast), attainment.BreachesLeft(objective.AtLeast), Treatment.Of(objective), tally));
                }
        }
        return rows.ToImmutable();
    }
}
