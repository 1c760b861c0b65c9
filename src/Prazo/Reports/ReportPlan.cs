using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Reports;

/// <summary>What a query asks of each target, made out once and read by all threads.</summary>
internal sealed class ReportPlan
{
    private readonly Dictionary<(Period, DateTimeZone), PeriodBins> _bins = [];

    public ReportPlan(ReportQuery query, HistoryReplay replay)
    {
        (Query, Replay) = (query, replay);
        var asOf = query.AsOf.ToUnixTimeMilliseconds();
        Dimensions = new Dimensions(replay, query.By, asOf);
        Objectives = [.. replay.Agreements.Agreements.SelectMany(a => a.Objectives.Where(o => o.Measure is null).Select(o => new ObjectivePlan(
            a, o, Bins(o.Per, a), new Dimensions(replay, [.. o.When.Fields.Select(f => f.Field)], asOf))))];
        Targets = [.. replay.Targets.Select(t => new TargetPlan(t.Agreement, t.Target, query.Per is { } per ? Bins(per, t.Agreement) : null,
            [.. Enumerable.Range(0, Objectives.Length).Where(i => ReferenceEquals(Objectives[i].Agreement, t.Agreement) && Objectives[i].Objective.Target == t.Target.Id)]))];
    }

    public ReportQuery Query { get; }
    public HistoryReplay Replay { get; }
    public Dimensions Dimensions { get; }
    public TargetPlan[] Targets { get; }
    public ObjectivePlan[] Objectives { get; }

    /// <summary>Whether a report has rows besides the totals.</summary>
    public bool HasRows => Query.By.Length > 0 || Query.Per is not null;

    private PeriodBins Bins(Period period, Agreement agreement)
    {
        var zone = AgreementSet.ZoneOf(agreement);
        return _bins.TryGetValue((period, zone), out var bins) ? bins : _bins[(period, zone)] = new PeriodBins(period, zone);
    }
}

/// <param name="Bins">The periods of the report's rows; null when it is not per period.</param>
/// <param name="Objectives">Of this target, as indices into <see cref="ReportPlan.Objectives"/>.</param>
internal sealed record TargetPlan(Agreement Agreement, Target Target, PeriodBins? Bins, int[] Objectives)
{
    /// <summary>T20: the instant by which a clock falls into a period; −1 while it has none.</summary>
    public long CountedAt(in ClockRow row) =>
        // Without a promise there is no verdict to date, whether the ticket is open or closed: it counts when it began.
        row.Untargeted ? row.Started : Target.CountIn switch
        {
            CountIn.Opened => row.Started,
            CountIn.Due => row.Due >= 0 ? row.Due : row.OriginalDue,
            CountIn.Stopped => row.Stopped,
            _ => row.VerdictAt,
        };
}

internal sealed record ObjectivePlan(Agreement Agreement, Objective Objective, PeriodBins Bins, Dimensions When)
{
    public bool Fits(in ClockRow row)
    {
        for (var i = 0; i < When.Count; i++)
            if (!Objective.When.Fields[i].Holds(When.Text(i, When.Code(i, row))))
                return false;
        return true;
    }
}
