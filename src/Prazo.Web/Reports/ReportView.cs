using NodaTime;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;
using Prazo.Reports;
using Prazo.Tickets;

namespace Prazo.Web.Reports;

/// <summary>A report for programs; the same figures as <c>prazo report --format json</c>.</summary>
internal sealed record ReportView(
    Instant AsOf, long Tickets, IReadOnlyDictionary<string, long> Uncovered, IReadOnlyList<ReportRowView> Targets, IReadOnlyList<ReportRowView> Rows, IReadOnlyList<ObjectiveView> Objectives)
{
    public static ReportView Of(ReportResult r) => new(r.Query.AsOf, r.Tickets, r.Uncovered,
        [.. r.Totals.Select(row => ReportRowView.Of(row, []))], [.. r.Rows.Select(row => ReportRowView.Of(row, r.Query.By))], [.. r.Objectives.Select(ObjectiveView.Of)]);
}

/// <param name="Kept">Numerator of the attainment.</param>
/// <param name="Counted">Its denominator: kept, met late and open past the end; cancelled, waived and untargeted are out.</param>
/// <param name="Attainment">Percent; null without data (T20).</param>
internal sealed record ReportRowView(
    string Agreement, int Version, string Target, string Period, IReadOnlyDictionary<string, string> By, TallyView Clocks, long Kept, long Counted, decimal? Attainment,
    Spread? WorkedMs, Spread? ElapsedMs, UsedView? UsedPercent, PauseTime PausedMs)
{
    public static ReportRowView Of(ReportRow r, IReadOnlyList<string> by) => new(r.Agreement, r.Version, r.Target, r.Period,
        r.Values.Select((v, i) => (by[i], v)).ToDictionary(x => x.Item1, x => x.v, StringComparer.Ordinal), TallyView.Of(r.Tally), r.Attainment.Kept, r.Attainment.Counted,
        Rounded(r.Attainment), r.Worked, r.Elapsed, r.Used is { } u ? new UsedView(u.Count, u.Median, u.P90) : null, r.Paused);

    public static decimal? Rounded(Attainment a) => a.Percent is { } p ? Math.Round(p, 6) : null;
}

internal sealed record UsedView(int Count, double Median, double P90);

internal sealed record TallyView(long Total, long Met, long MetLate, long OpenBroken, long Active, long Paused, long Cancelled, long Waived, long NotApplicable, long Untargeted)
{
    public static TallyView Of(in Tally t) => new(t.Clocks, t.Met, t.MetLate, t.OpenBroken, t.Active, t.Paused, t.Cancelled, t.Waived, t.NotApplicable, t.Untargeted);
}

internal sealed record ObjectiveView(
    string Agreement, int Version, string Objective, string Target, string Period, bool Ended, decimal AtLeast, long Kept, long Counted, decimal? Attainment, bool? Held, long? BreachesLeft, TreatmentView Treatment)
{
    public static ObjectiveView Of(ObjectiveRow o) => new(o.Agreement, o.Version, o.Objective, o.Target, o.Period, o.Ended, o.AtLeast, o.Attainment.Kept, o.Attainment.Counted,
        ReportRowView.Rounded(o.Attainment), o.Held, o.BreachesLeft, new TreatmentView(o.Treatment.OpenBroken, o.Treatment.Cancelled, o.Treatment.Waived, o.Treatment.Untargeted));
}

internal sealed record TreatmentView(Engine.Agreements.CountAs OpenBroken, Engine.Agreements.CountAs Cancelled, Engine.Agreements.CountAs Waived, Engine.Agreements.CountAs Untargeted);

/// <summary>A clock behind a number.</summary>
internal sealed record ClockBehind(Guid Ticket, long Number, Guid Clock, string Target, long Cycle, ClockState State, Instant Started, Instant? Due, Instant? Last, Instant? Stopped, Instant? VerdictAt, string? Promise)
{
    public static ClockBehind Of(ClockEntry c, Ticket t, Instant now) =>
        new(t.Id, t.Number, c.Id, c.Target, c.Cycle, c.StateAt(now), c.Started, c.Due, c.Last, c.Stopped, c.VerdictAt, c.Promise);
}

internal sealed record ClocksBehind(int Total, IReadOnlyList<ClockBehind> Clocks);
