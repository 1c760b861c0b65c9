using System.Collections.Immutable;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Agreements;

/// <summary>Conditions outside of agreement files, in the same words: <c>{ priority: [high, critical], not: { status: new } }</c>. A map means all of its entries; a list, one of its values.</summary>
public static class TicketConditions
{
    /// <summary>The kinds that events can have, as <c>event:</c> takes them.</summary>
    public static ImmutableArray<string> Kinds => EventKinds.All;

    /// <summary>Reads a condition as <c>start</c>, <c>stop</c> and <c>pause</c> of an agreement have it.</summary>
    /// <param name="node">The document tree of the condition.</param>
    /// <param name="path">Where it stands, for the paths of problems.</param>
    /// <returns>The condition, or null with what is wrong with it.</returns>
    public static (Condition? Value, ImmutableArray<Problem> Problems) Read(Node node, string path)
    {
        ArgumentNullException.ThrowIfNull(node);
        var reading = new Reading();
        var at = new Cursor(reading, AgreementShape.Condition, node, node.At, path);
        StructureCheck.Check(at);
        var condition = reading.HasErrors ? null : ConditionReader.Read(at);
        return (reading.HasErrors ? null : condition, [.. reading.Problems]);
    }

    /// <summary>Whether it holds for a ticket with these fields and, where it names an event, for the one that has just been applied (T12).</summary>
    /// <param name="e">The event; null: none, so that no condition on events holds.</param>
    /// <param name="field">The value of a field; null when it has none.</param>
    public static bool Hold(Condition condition, TicketEvent? e, Func<string, string?> field) => Clocks.Conditions.Hold(condition, e, field);
}
