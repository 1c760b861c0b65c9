using System.Runtime.InteropServices;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;

namespace Prazo.Reports;

/// <summary>What has been counted of a part of the tickets. A clock is added to one cell and to the objectives it falls under.</summary>
internal sealed class ReportCounts
{
    // Where a period's number would stand, for clocks that have no period yet.
    private const int Open = -1;
    // A list that doubles would touch twice the memory.
    private const int Page = 512;
    private readonly ReportPlan _plan;
    private readonly CellIndex _index = new();
    private readonly List<ReportCell> _cells = [];
    private readonly List<Tally>[] _objectives;

    public ReportCounts(ReportPlan plan)
    {
        _plan = plan;
        Clocks = [.. plan.Targets.Select(_ => new List<List<CountedClock>>())];
        _objectives = [.. plan.Objectives.Select(_ => new List<Tally>())];
    }

    /// <summary>By target, in the order of tickets, in pages.</summary>
    public List<List<CountedClock>>[] Clocks { get; }
    public Dictionary<string, long> Uncovered { get; } = new(StringComparer.Ordinal);

    public void Add(in ClockRow row)
    {
        ref var cell = ref Cell(row, out var index);
        cell.Add(row);
        Keep(row.Target, CountedClock.Of(row, index));
        CountObjectives(row);
    }

    public void Add(UncoveredRow row)
    {
        if (row.Target < 0)
        {
            Uncovered[row.Code] = Uncovered.GetValueOrDefault(row.Code) + 1;
            return;
        }
        var created = _plan.Replay.History.Occurred[_plan.Replay.History.Offsets[row.Ticket]];
        var clock = new ClockRow { Ticket = row.Ticket, Target = row.Target, Started = created, Untargeted = true, Verdict = Verdict.NotApplicable, VerdictAt = created };
        Cell(clock, out var index).Tally.Untargeted++;
        Keep(row.Target, CountedClock.Of(clock, index));
        CountObjectives(clock);
    }

    private ref ReportCell Cell(in ClockRow row, out int index)
    {
        index = _index.Child(CellIndex.Root, row.Target);
        if (_plan.Targets[row.Target].Bins is { } bins)
            index = _index.Child(index, _plan.Targets[row.Target].CountedAt(row) is >= 0 and var at ? bins.IndexOf(at) : Open);
        for (var d = 0; d < _plan.Dimensions.Count; d++)
            index = _index.Child(index, _plan.Dimensions.Code(d, row));
        return ref At(_cells, index);
    }

    private void Keep(int target, in CountedClock clock)
    {
        var pages = Clocks[target];
        if (pages.Count == 0 || pages[^1].Count == Page)
            pages.Add(new(Page));
        pages[^1].Add(clock);
    }

    private void CountObjectives(in ClockRow row)
    {
        foreach (var i in _plan.Targets[row.Target].Objectives)
        {
            var objective = _plan.Objectives[i];
            if (objective.Fits(row) && _plan.Targets[row.Target].CountedAt(row) is >= 0 and var at)
                ReportCell.Count(ref At(_objectives[i], objective.Bins.IndexOf(at)), row);
        }
    }

    private static ref T At<T>(List<T> list, int index)
    {
        if (list.Count <= index)
            CollectionsMarshal.SetCount(list, index + 1);
        return ref CollectionsMarshal.AsSpan(list)[index];
    }

    /// <summary>Takes in what was counted of the tickets after these.</summary>
    public void Merge(ReportCounts next)
    {
        var mine = _index.Add(next._index);
        for (var i = 0; i < next._cells.Count; i++)
            At(_cells, mine[i]).Add(next._cells[i]);
        for (var t = 0; t < Clocks.Length; t++)
            foreach (var clocks in next.Clocks[t])
            {
                foreach (ref var clock in CollectionsMarshal.AsSpan(clocks))
                    clock = clock with { Cell = mine[clock.Cell] };
                Clocks[t].Add(clocks);
            }
        for (var o = 0; o < _objectives.Length; o++)
            for (var i = 0; i < next._objectives[o].Count; i++)
                At(_objectives[o], i).Add(next._objectives[o][i]);
        foreach (var (code, count) in next.Uncovered)
            Uncovered[code] = Uncovered.GetValueOrDefault(code) + count;
    }

    /// <summary>How many cells there are; some, which only lead to others, hold nothing.</summary>
    public int Cells => _cells.Count;

    public ReportCell Cell(int index) => _cells[index];

    public int TargetOf(int cell) => _index.Path(cell).Last();

    /// <summary>The name of a cell's period, and its dimension values.</summary>
    public (string Period, string[] Values) KeyOf(int cell)
    {
        int[] path = [.. _index.Path(cell).Reverse()];
        var bins = _plan.Targets[path[0]].Bins;
        var codes = path[(bins is null ? 1 : 2)..];
        return (bins is null ? "all" : path[1] == Open ? "open" : bins.Name(path[1]), [.. codes.Select((code, d) => _plan.Dimensions.Text(d, code))]);
    }

    /// <summary>The periods of an objective in which something counts, in order.</summary>
    public IEnumerable<(NodaTime.LocalDate Start, Tally Tally)> ObjectiveTallies(int objective) =>
        _objectives[objective].Select((tally, i) => (Tally: tally, Index: i)).Where(x => x.Tally != default)
            .Select(x => (_plan.Objectives[objective].Bins.Start(x.Index), x.Tally)).OrderBy(x => x.Item1);
}
