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
        var plan = new ReportPlan(query, new HistoryReplay(agreements, history));
        return Of(plan, Count(plan, progress), import);
    }

    /// <summary>The report of what was counted, wherever the clocks came from.</summary>
    internal static ReportResult Of(ReportPlan plan, ReportCounts counts, ImportResult? import = null)
    {
        var agreements = plan.Replay.Agreements;
        return new ReportResult(
            plan.Query, plan.Replay.History.Count, counts.Uncovered.ToImmutableSortedDictionary(StringComparer.Ordinal),
            [.. agreements.Agreements.Select(a => new AgreementLine(a.Id, a.Version, a.Title, a.Hash, a.Zone) { Titles = a.Titles })],
            Totals(plan, counts), plan.HasRows ? Rows(plan, counts) : [], Objectives(plan, counts),
            import is null ? null : new ImportCounts(import.Rows, import.Accepted, import.Duplicates, import.Rejected.ToImmutableSortedDictionary(StringComparer.Ordinal)));
    }

    private static ReportCounts Count(ReportPlan plan, Action<long, long>? progress)
    {
        const int Step = 20_000;
        var tickets = plan.Replay.History.Count;
        var parts = new ReportCounts[Math.Max(1, (tickets + Step - 1) / Step)];
        long done = 0;
        Parallel.For(0, parts.Length, part =>
        {
            var (counts, from, to) = (new ReportCounts(plan), part * Step, Math.Min(tickets, (part + 1) * Step));
            plan.Replay.Run(from, to, plan.Query.AsOf, counts.Add, counts.Add);
            parts[part] = counts;
            progress?.Invoke(Interlocked.Add(ref done, to - from), tickets);
        });
        foreach (var next in parts.Skip(1))
            parts[0].Merge(next);
        return parts[0];
    }

    private static ImmutableArray<ReportRow> Totals(ReportPlan plan, ReportCounts counts)
    {
        var sums = new ReportCell[plan.Targets.Length];
        for (var cell = 0; cell < counts.Cells; cell++)
            sums[counts.TargetOf(cell)].Add(counts.Cell(cell));
        var clocks = RowClocks.Gather(counts.Clocks, sums.Length, (target, _) => target);
        return [.. Enumerable.Range(0, sums.Length).Where(t => clocks[t] is not null).Select(t => Row(plan.Targets[t], "all", [], sums[t], clocks[t]!))];
    }

    private static ImmutableArray<ReportRow> Rows(ReportPlan plan, ReportCounts counts)
    {
        var clocks = RowClocks.Gather(counts.Clocks, counts.Cells, (_, cell) => cell);
        return
        [
            .. Enumerable.Range(0, counts.Cells).Where(c => clocks[c] is not null).Select(c => (Target: counts.TargetOf(c), Key: counts.KeyOf(c), Cell: c))
                .OrderBy(c => c.Target).ThenBy(c => c.Key.Period, StringComparer.Ordinal).ThenBy(c => string.Join('\u0001', c.Key.Values), StringComparer.Ordinal)
                .Select(c => Row(plan.Targets[c.Target], c.Key.Period, [.. c.Key.Values], counts.Cell(c.Cell), clocks[c.Cell]!)),
        ];
    }

    private static ReportRow Row(TargetPlan t, string period, ImmutableArray<string> values, in ReportCell cell, RowClocks clocks) =>
        new(t.Agreement.Id, t.Agreement.Version, t.Target.Id, t.Target.Metric, !t.Target.MeasureOnly && !t.Target.Within.IsEmpty, period, values,
            cell.Tally, Attainment.Of(cell.Tally, Treatment.Standard), clocks.Worked, clocks.Elapsed, clocks.Used, cell.Paused, clocks.Tickets);

    internal static ImmutableArray<ObjectiveRow> Objectives(ReportPlan plan, ReportCounts counts)
    {
        var rows = ImmutableArray.CreateBuilder<ObjectiveRow>();
        for (var i = 0; i < plan.Objectives.Length; i++)
        {
            var (agreement, objective) = (plan.Objectives[i].Agreement, plan.Objectives[i].Objective);
            var today = plan.Query.AsOf.InZone(AgreementSet.ZoneOf(agreement)).Date;
            foreach (var (start, tally) in counts.ObjectiveTallies(i))
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
