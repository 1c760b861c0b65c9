using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Reports;

/// <summary>Target, period and dimension values of a row.</summary>
internal sealed record CellKey(int Target, string Period, string[] Values)
{
    public bool Equals(CellKey? other) => other is not null && Target == other.Target && Period == other.Period && Values.AsSpan().SequenceEqual(other.Values);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Target);
        hash.Add(Period, StringComparer.Ordinal);
        foreach (var v in Values)
            hash.Add(v, StringComparer.Ordinal);
        return hash.ToHashCode();
    }
}

/// <summary>What one thread has counted of its part of the tickets.</summary>
internal sealed class ReportCounts
{
    private readonly ReportQuery _query;
    private readonly HistoryReplay _replay;
    private readonly Dimensions _dimensions;
    private readonly DateTimeZone[] _zones;
    private readonly Dictionary<(int Target, int Objective, LocalDate Start), Tally> _objectives = [];
    private readonly Dimensions[][] _objectiveFields;
    private readonly ReportCell?[] _totals;
    private readonly Dictionary<(Period, DateTimeZone), List<(long From, long To, LocalDate Start)>> _periods = [];

    public ReportCounts(ReportQuery query, HistoryReplay replay)
    {
        (_query, _replay) = (query, replay);
        var asOf = query.AsOf.ToUnixTimeMilliseconds();
        _dimensions = new Dimensions(replay, query.By, asOf);
        _totals = new ReportCell?[replay.Targets.Count];
        _zones = [.. replay.Targets.Select(t => AgreementSet.ZoneOf(t.Agreement))];
        _objectiveFields = [.. replay.Targets.Select(t => t.Agreement.Objectives.Select(o => new Dimensions(replay, [.. o.When.Fields.Select(f => f.Field)], asOf)).ToArray())];
    }

    public Dictionary<CellKey, ReportCell> Totals => _totals.Select((cell, target) => (cell, target)).Where(x => x.cell is not null)
        .ToDictionary(x => new CellKey(x.target, "all", []), x => x.cell!);
    public Dictionary<CellKey, ReportCell> Cells { get; } = [];
    public Dictionary<string, long> Uncovered { get; } = new(StringComparer.Ordinal);

    public void Add(in ClockRow row)
    {
        (_totals[row.Target] ??= new ReportCell()).Add(row);
        if (_query.By.Length > 0 || _query.Per is not null)
            Cell(Cells, new CellKey(row.Target, PeriodOf(row, _query.Per), _dimensions.Of(row))).Add(row);
        CountObjectives(row);
    }

    public void Add(UncoveredRow row)
    {
        if (row.Target < 0)
        {
            Uncovered[row.Code] = Uncovered.GetValueOrDefault(row.Code) + 1;
            return;
        }
        (_totals[row.Target] ??= new ReportCell()).AddUntargeted(row.Ticket);
        var clock = new ClockRow { Ticket = row.Ticket, Target = row.Target, Started = CreatedOf(row.Ticket), Untargeted = true, Verdict = Verdict.NotApplicable, VerdictAt = CreatedOf(row.Ticket) };
        if (_query.By.Length > 0 || _query.Per is not null)
            Cell(Cells, new CellKey(row.Target, PeriodOf(clock, _query.Per), _dimensions.Of(clock))).AddUntargeted(row.Ticket);
        CountObjectives(clock);
    }

    private long CreatedOf(int ticket) => _replay.History.Occurred[_replay.History.Offsets[ticket]];

    private static ReportCell Cell(Dictionary<CellKey, ReportCell> cells, CellKey key) =>
        cells.TryGetValue(key, out var cell) ? cell : cells[key] = new ReportCell();

    private string PeriodOf(in ClockRow row, Period? per) =>
        per is not { } p ? "all" : Counted(row) is { } at ? Periods.Name(p, Start(p, row.Target, at)) : "open";

    /// <summary>The bounds of periods already seen are kept, in order, so that few clocks ask the calendar.</summary>
    private LocalDate Start(Period period, int target, long at)
    {
        if (period == Period.All)
            return LocalDate.MinIsoValue;
        var zone = _zones[target];
        if (!_periods.TryGetValue((period, zone), out var seen))
            _periods[(period, zone)] = seen = [];
        var (low, high) = (0, seen.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (at < seen[middle].From) high = middle - 1;
            else if (at >= seen[middle].To) low = middle + 1;
            else return seen[middle].Start;
        }
        var start = Periods.StartOf(period, Instant.FromUnixTimeMilliseconds(at).InZone(zone).Date);
        var (from, to) = (zone.AtStartOfDay(start).ToInstant(), zone.AtStartOfDay(Periods.EndOf(period, start)).ToInstant());
        seen.Insert(low, (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), start));
        return start;
    }

    /// <summary>T20: the instant by which a clock falls into a period; null while it has none.</summary>
    private long? Counted(in ClockRow row)
    {
        // Without a promise there is no verdict to date, whether the ticket is open or closed: it counts when it began.
        if (row.Untargeted)
            return row.Started;
        var at = _replay.Targets[row.Target].Target.CountIn switch
        {
            CountIn.Opened => row.Started,
            CountIn.Due => row.Due >= 0 ? row.Due : row.OriginalDue,
            CountIn.Stopped => row.Stopped,
            _ => row.VerdictAt,
        };
        return at >= 0 ? at : null;
    }

    private void CountObjectives(in ClockRow row)
    {
        var (agreement, target) = _replay.Targets[row.Target];
        for (var i = 0; i < agreement.Objectives.Length; i++)
        {
            var objective = agreement.Objectives[i];
            if (objective.Target != target.Id || !Fits(objective, _objectiveFields[row.Target][i], row))
                continue;
            if (Counted(row) is not { } at)
                continue;
            var key = (row.Target, i, objective.Per == Period.All ? LocalDate.MinIsoValue : Start(objective.Per, row.Target, at));
            ReportCell.Count(ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_objectives, key, out _), row);
        }
    }

    private static bool Fits(Objective objective, Dimensions fields, in ClockRow row)
    {
        if (objective.When.Fields.IsEmpty)
            return true;
        var values = fields.Of(row);
        for (var i = 0; i < values.Length; i++)
            if (!objective.When.Fields[i].Holds(values[i]))
                return false;
        return true;
    }

    public IEnumerable<(LocalDate Start, Tally Tally)> ObjectiveTallies(Agreement agreement, Objective objective)
    {
        var index = agreement.Objectives.IndexOf(objective);
        return _objectives.Where(o => ReferenceEquals(_replay.Targets[o.Key.Target].Agreement, agreement) && o.Key.Objective == index)
            .OrderBy(o => o.Key.Start).Select(o => (o.Key.Start, o.Value));
    }

    public void Merge(ReportCounts other)
    {
        for (var t = 0; t < _totals.Length; t++)
            if (other._totals[t] is { } cell)
                (_totals[t] ??= new ReportCell()).Merge(cell);
        MergeCells(Cells, other.Cells);
        foreach (var (code, count) in other.Uncovered)
            Uncovered[code] = Uncovered.GetValueOrDefault(code) + count;
        foreach (var (key, tally) in other._objectives)
        {
            var mine = _objectives.GetValueOrDefault(key);
            mine.Add(tally);
            _objectives[key] = mine;
        }
    }

    private static void MergeCells(Dictionary<CellKey, ReportCell> into, Dictionary<CellKey, ReportCell> from)
    {
        foreach (var (key, cell) in from)
            Cell(into, key).Merge(cell);
    }
}
