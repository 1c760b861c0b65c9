using System.Collections.Immutable;
using System.Globalization;
using Prazo.Engine.Agreements;
using Prazo.Engine.Money;

namespace Prazo.Engine.Tests.Money;

/// <summary>Random penalties and random months, as text and as facts.</summary>
internal static class RandomMoney
{
    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];

    private static string Amount(Random random) => Text($"{random.Next(1, 100_000) / 100m:0.00} BRL");

    private static string Cost(Random random, bool points) => random.Next(points ? 3 : 2) switch { 0 => Text($"{random.Next(1, 2_000) / 100m}%"), 1 => Amount(random), _ => Text($"{random.Next(1, 40) / 10m} points") };

    private static string Cap(Random random, bool single)
    {
        if (random.Next(2) == 0)
            return "";
        if (random.Next(3) == 0)
            return ", cap: " + Cost(random, false);
        var parts = new[] { "period", "year", single ? "event" : "period" }.Distinct().Where(_ => random.Next(2) == 0).Select(k => $"{k}: {Cost(random, false)}").ToList();
        return parts.Count == 0 ? "" : $", cap: {{ {string.Join(", ", parts)} }}";
    }

    /// <summary>Bands of 0 to 100 % that cost the more the worse: percentages only, or amounts only, or points only.</summary>
    private static string Bands(Random random)
    {
        var cuts = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(1, 100_000) / 1_000m).Append(0).Append(100).Distinct().Order().ToList();
        var unit = Pick(random, "%", " BRL", " points");
        var costs = cuts.Skip(1).Select(_ => random.Next(0, 3_000) / 100m).OrderDescending().ToList();
        return string.Join(", ", cuts.Zip(cuts.Skip(1)).Select((c, i) => Text($"\"{c.First}%..{c.Second}%\": {(costs[i] == 0 ? "none" : Text($"{costs[i]}{unit}"))}")));
    }

    private static string Penalty(Random random, int id)
    {
        var kind = random.Next(3) == 0 ? "" : ", as: " + Pick(random, "credit", "adjustment", "fine");
        var back = random.Next(3) > 0 ? "" : Text($", earn-back: {{ at-least: {random.Next(50, 100)}%, periods: {random.Next(1, 4)} }}");
        var objective = Pick(random, "o", "p", "weekly");
        var single = Text($"target: {Pick(random, "resolution", "first-response")}{(random.Next(3) == 0 ? ", when: { priority: [critical, high] }" : "")}{(random.Next(2) == 0 ? "" : Text($", weights: {{ critical: {random.Next(1, 30) / 10m}, else: {random.Next(0, 3)} }}"))}");
        var rule = random.Next(5) switch
        {
            0 => Text($"objective: {objective}, bands: {{ {Bands(random)} }}"),
            1 => Text($"objective: {objective}, step: {{ below: {random.Next(50, 100)}%, every: {random.Next(1, 100) / 10m}%, costs: {Cost(random, true)}, parts: {Pick(random, "count", "full")} }}"),
            2 => Text($"objective: {objective}, missed: {Cost(random, true)}"),
            3 => Text($"{single}, per-breach: {Cost(random, true)}, free-breaches: {random.Next(0, 3)}"),
            _ => Text($"{single}, per-hour: {Cost(random, true)}, hours: {Pick(random, "started", "full")}, free-time: {random.Next(1, 90)}m, late: {Pick(random, "clock", "working")}"),
        };
        var points = rule.Contains("points", StringComparison.Ordinal);
        var cap = points ? "" : Cap(random, rule.StartsWith("target", StringComparison.Ordinal));
        var written = rule + (points ? "" : kind) + cap + (points || rule.StartsWith("target", StringComparison.Ordinal) ? "" : back);
        return $"{{ id: n{id}, {written}{(HasPercentCost(written) ? ", of: fee" : "")} }}";
    }

    // Whether a cost, and not only a share, is a percentage: what follows one of these keys, or a band.
    private static bool HasPercentCost(string text) => System.Text.RegularExpressions.Regex.IsMatch(text, "(costs|missed|per-breach|per-hour|cap|event|period|year|\"): [0-9.]+%", System.Text.RegularExpressions.RegexOptions.NonBacktracking | System.Text.RegularExpressions.RegexOptions.ExplicitCapture);

    public static Agreement Agreement(Random random)
    {
        var money = "currency: BRL, rounding: " + Pick(random, "half-even", "half-up", "down") + Text($", amounts: {{ fee: {random.Next(1, 10_000_000) / 100m:0.00} BRL }}")
            + (random.Next(3) == 0 ? ", minimum: " + Amount(random) : "") + (random.Next(2) == 0 ? "" : Cap(random, false))
            + ", points: { bands: { \"0..2\": none, \"2..7.5\": 1.25%, \"7.5..\": 3% }, of: fee" + (random.Next(2) == 0 ? ", as: fine" : "") + " }";
        var penalties = Enumerable.Range(0, random.Next(1, 5)).Select(i => Penalty(random, i));
        return Billing.Terms(string.Join(", ", penalties), money);
    }

    public static PeriodFacts Facts(Random random)
    {
        Measured Share(string id, string period, decimal atLeast)
        {
            var counted = random.Next(8) == 0 ? 0 : random.Next(1, Pick(random, 10, 200, 100_000));
            return new(id, period, random.Next(3) == 0 ? counted : random.Next(counted / 2, counted + 1), counted, atLeast);
        }

        var objectives = new List<Measured>();
        if (random.Next(6) > 0)
            objectives.Add(Share("o", "m", 95));
        objectives.Add(Share("p", "m", 90));
        for (var week = 0; week < random.Next(0, 5); week++)
            objectives.Add(Share("weekly", Text($"w{week}"), 95));
        var breaches = Enumerable.Range(0, random.Next(0, 8)).Select(n => Breach(random, n));
        return new([.. objectives], [.. breaches]);
    }

    public static Breach Breach(Random random, int n)
    {
        var late = random.Next(3) == 0 ? Billing.Hours(random.Next(0, 9)) + random.Next(-1, 2) : random.Next(0, 50_000_000);
        late = Math.Max(0, late);
        return Billing.Breach(random.Next(0, 5), late, Pick(random, "critical", "high", "normal", "Critical"), late / 2, Pick(random, "resolution", "resolution", "first-response")) with { Item = Text($"T-{n}") };
    }

    /// <summary>The same month, but worse: fewer kept, more breaches, or later ones.</summary>
    public static PeriodFacts Worse(Random random, PeriodFacts facts)
    {
        var objectives = facts.Objectives.Select(o => random.Next(2) == 0 && o.Kept > Ratio.Zero ? o with { Kept = random.Next(0, (int)o.Kept.Numerator) } : o);
        var breaches = facts.Breaches.Select(b => random.Next(2) == 0 ? b with { LateClock = b.LateClock * 2 + NodaTime.Duration.FromMilliseconds(1), LateWorking = b.LateWorking * 2 } : b).ToList();
        for (var more = random.Next(0, 3); more > 0; more--)
            breaches.Add(Breach(random, 100 + more));
        return new([.. objectives], [.. breaches]);
    }
}
