using System.Globalization;
using NodaTime;
using Prazo.Engine.Clocks;

namespace Prazo.Clocks;

/// <summary>Something to say of a clock.</summary>
/// <param name="Stage">What it is called among the clock's facts: <c>started</c>, <c>paused-2</c>, <c>warned 80%</c>, <c>breached</c>.</param>
/// <param name="Kind">What happened, without its number.</param>
public sealed record SaidFact(string Stage, string Kind, Instant At, string? Cause);

/// <summary>All that is to be said of a clock as of an instant, in the order in which it happened. The difference between two such lists is news.</summary>
public static class ClockFacts
{
    public static IReadOnlyList<SaidFact> Of(Clock clock, Instant asOf)
    {
        var facts = new List<SaidFact>(clock.Facts.Length + clock.Fires.Length);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var f in clock.Facts)
        {
            if (f.At > asOf)
                continue;
            var kind = Words[(int)f.Kind];
            var number = counts[kind] = counts.GetValueOrDefault(kind) + 1;
            facts.Add(new SaidFact(number == 1 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind} {number}"), kind, f.At, f.Cause));
        }
        foreach (var f in clock.Fires)
            if (f.Stage != "breach")
                facts.Add(new SaidFact("warned " + f.Stage, "warned", f.At, f.Stage));
        return [.. facts.OrderBy(f => f.At)];
    }

    /// <summary>What was said and not taken back.</summary>
    public static IReadOnlyList<ClockFactEntry> Standing(IEnumerable<ClockFactEntry> said)
    {
        var all = said.ToList();
        var withdrawn = all.Where(f => f.Withdrawal == 1).Select(f => (f.Generation, f.Stage)).ToHashSet();
        return [.. all.Where(f => f.Withdrawal == 0 && !withdrawn.Contains((f.Generation, f.Stage)))];
    }

    private static readonly string[] Words = [.. Enum.GetNames<FactKind>().Select(n => string.Concat(n.Select((c, i) => i > 0 && char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString())))];
}
