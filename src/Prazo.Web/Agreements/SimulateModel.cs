using Prazo.Engine.Agreements;
using Prazo.Reports;
using Prazo.Web.Hosting;

namespace Prazo.Web.Agreements;

/// <summary>A what-if: what is tried, on which tickets, and what came out.</summary>
/// <param name="Path">Of the version or the draft.</param>
/// <param name="Id">Null for a draft: its values are changed where it is written.</param>
/// <param name="Done">Null before it is run, and when it was refused.</param>
public sealed record SimulateModel(string Path, string Name, string? Id, int Version, TextSides Sides, Agreement? Merged, int Days, string By, Simulated? Done, IReadOnlyList<InputProblem> Problems)
{
    /// <summary>So many flips are listed.</summary>
    public const int MostListed = 200;

    public static readonly IReadOnlyList<string> Dimensions = ["priority", "channel", "region", "team", "agent"];

    /// <summary>The targets that are compared; those of agreements that are not tried, and that nothing happens to, are left out.</summary>
    public IEnumerable<SimulationRow> Totals => Done!.Result.Totals.Where(Concerned);

    public IEnumerable<SimulationRow> Rows => Done!.Result.Rows.Where(Concerned);

    public IEnumerable<SimulatedObjective> Objectives => Done!.Result.Objectives.Where(o => Done.Read.Tried.Contains(o.Agreement));

    private bool Concerned(SimulationRow row) => row.Changes.Count > 0 || Done!.Read.After.Agreements.Any(a => Done.Read.Tried.Contains(a.Id) && a.Targets.Any(t => t.Id == row.Target));

    public Metric MetricOf(string target) => Done!.Read.After.Agreements.Concat(Done.Read.Before.Agreements).SelectMany(a => a.Targets).FirstOrDefault(t => t.Id == target)?.Metric ?? Metric.Custom;
}
