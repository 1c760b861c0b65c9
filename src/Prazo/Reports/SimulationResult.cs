using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;

namespace Prazo.Reports;

/// <summary>How one clock differs between two agreements.</summary>
public enum ChangeKind
{
    KeptToBroken,
    BrokenToKept,
    /// <summary>Promised under the new agreement only.</summary>
    PromiseGained,
    /// <summary>Promised under the old agreement only.</summary>
    PromiseLost,
    /// <summary>Another verdict, such as still open instead of broken.</summary>
    Otherwise,
}

/// <summary>The same events under two agreements.</summary>
/// <param name="UncoveredBefore">Tickets that no old agreement covers.</param>
/// <param name="UncoveredAfter">Tickets that no new agreement covers.</param>
/// <param name="Totals">One row a target.</param>
/// <param name="Rows">One row a target and dimension value; empty without dimensions.</param>
/// <param name="Objectives">Every period of every objective, before and after.</param>
/// <param name="Changes">Every clock that differs, by target, kind and ticket.</param>
public sealed record SimulationResult(
    Instant AsOf, ImmutableArray<string> By, long Tickets, long UncoveredBefore, long UncoveredAfter,
    ImmutableArray<SimulationRow> Totals, ImmutableArray<SimulationRow> Rows, ImmutableArray<SimulatedObjective> Objectives, ImmutableArray<ClockChange> Changes);

/// <summary>A target before and after. A change is counted in the row to which the clock belongs after (before, when its promise is lost).</summary>
public sealed record SimulationRow(string Target, ImmutableArray<string> Values, Tally Before, Tally After, ImmutableDictionary<ChangeKind, long> Changes)
{
    public Attainment AttainmentBefore => Attainment.Of(Before, Treatment.Standard);
    public Attainment AttainmentAfter => Attainment.Of(After, Treatment.Standard);
    public long Count(ChangeKind kind) => Changes.GetValueOrDefault(kind);
}

/// <summary>One clock that differs.</summary>
/// <param name="Ticket">Index into <see cref="History.Tickets"/>.</param>
/// <param name="Before">Null: no promise.</param>
/// <param name="After">Null: no promise.</param>
/// <param name="LastBefore">Latest instant at which a stop was met; null when it has none.</param>
public sealed record ClockChange(string Target, ChangeKind Kind, int Ticket, int Cycle, Verdict? Before, Verdict? After, Instant? LastBefore, Instant? LastAfter);

/// <summary>One period of an objective on both sides; null where a side has no such objective, or nothing to count in that period.</summary>
public sealed record SimulatedObjective(string Agreement, string Objective, string Target, string Period, ObjectiveSide? Before, ObjectiveSide? After)
{
    /// <summary>Held on one side and missed on the other.</summary>
    public bool Flips => Before?.Held is { } before && After?.Held is { } after && before != after;
}

public sealed record ObjectiveSide(decimal AtLeast, Attainment Attainment)
{
    public bool? Held => Attainment.Holds(AtLeast);
}

internal static class SimulatedObjectives
{
    /// <summary>Matched by agreement, objective and period; where each side is one agreement alone, whatever they are called.</summary>
    public static ImmutableArray<SimulatedObjective> Of(ImmutableArray<ObjectiveRow> before, ImmutableArray<ObjectiveRow> after)
    {
        var alone = before.Select(o => o.Agreement).Distinct(StringComparer.Ordinal).Count() <= 1 && after.Select(o => o.Agreement).Distinct(StringComparer.Ordinal).Count() <= 1;
        (string, string, string) Key(ObjectiveRow o) => (alone ? "" : o.Agreement, o.Objective, o.Period);
        var (old, tried) = (before.ToLookup(Key), after.ToLookup(Key));
        return
        [
            .. after.Concat(before).DistinctBy(Key).OrderBy(o => o.Agreement, StringComparer.Ordinal).ThenBy(o => o.Objective, StringComparer.Ordinal).ThenBy(o => o.Period, StringComparer.Ordinal)
                .Select(o => new SimulatedObjective(o.Agreement, o.Objective, o.Target, o.Period, Side(old[Key(o)]), Side(tried[Key(o)]))),
        ];
    }

    // Several versions of one agreement count together; the newest says what is enough.
    private static ObjectiveSide? Side(IEnumerable<ObjectiveRow> rows) => rows.ToList() is [.., var last] all
        ? new ObjectiveSide(last.AtLeast, new Attainment(all.Sum(r => r.Attainment.Kept), all.Sum(r => r.Attainment.Counted))) : null;
}
