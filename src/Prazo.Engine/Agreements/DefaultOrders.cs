using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

/// <summary>Orders of values that need no declaration, most urgent first (T15). A value that is in none has no up or down.</summary>
public static class DefaultOrders
{
    private static readonly ImmutableArray<string> Urgency =
        ["blocker", "emergency", "p0", "critical", "p1", "1", "urgent", "highest", "high", "p2", "2", "major", "normal", "medium", "standard", "p3", "3", "minor", "low", "p4", "4", "lowest", "p5", "5", "trivial"];

    public static readonly ImmutableDictionary<string, ImmutableArray<string>> All =
        new[] { "priority", "severity", "urgency", "impact" }.ToImmutableDictionary(f => f, _ => Urgency, StringComparer.Ordinal);
}
