using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Prazo.Engine.Money;

namespace Prazo.Engine.Agreements;

/// <summary>Reads what missed promises cost, and what better ones earn.</summary>
internal static class PenaltyReader
{
    private static readonly ImmutableArray<string> Rules = ["bands", "step", "missed", "per-breach", "per-hour"];
    private static readonly ImmutableArray<string> Reserved = [BillMaker.PointsLine, BillMaker.CapLine, BillMaker.MinimumLine];

    private const decimal LeastStep = 0.0001m;

    public static ImmutableArray<Penalty> ReadAll(Cursor at)
    {
        var penalties = ImmutableArray.CreateBuilder<Penalty>();
        var seen = new HashSet<string>(Reserved, StringComparer.Ordinal);
        foreach (var item in at.Items)
            if (item.IsMap && Read(item) is { } penalty)
            {
                if (!seen.Add(penalty.Id))
                    item[item["id"].Exists ? "id" : penalty.Objective is not null ? "objective" : "target"].Error("duplicate-id", Reserved.Contains(penalty.Id)
                        ? $"{penalty.Id} is the name of a line of the bill" : $"there is a penalty {penalty.Id} already", "give each an `id:` of its own");
                penalties.Add(penalty);
            }
        return penalties.ToImmutable();
    }

    private static Penalty? Read(Cursor at)
    {
        var (objective, target) = (at["objective"].Text, at["target"].Text);
        var written = Rules.Where(r => at[r].Exists).ToList();
        if (written is not [var word])
        {
            at.Error(written.Count == 0 ? "missing-key" : "two-rules", written.Count == 0 ? "what does it cost?" : $"{string.Join(" and ", written)}: one rule at a time", "write one of " + string.Join(", ", Rules));
            return null;
        }
        var single = word is "per-breach" or "per-hour";
        if ((single ? target : objective) is null || (single ? objective : target) is not null)
        {
            at.Error("missing-key", single ? $"{word} follows the breaches of one target" : $"{word} follows an objective", single ? "write `target:` and no `objective:`" : "write `objective:` and no `target:`");
            return null;
        }
        Only(at, single, "when", "weights");
        Only(at, word == "per-hour", "hours", "free-time", "late");
        Only(at, word == "per-breach", "free-breaches");
        var penalty = new Penalty(at["id"].Text ?? objective ?? target!, objective, target, ReadRule(at, word), at["of"].Text, Money.Caps(at["cap"], single), at["as"].Word(Names.PenaltyKinds) ?? PenaltyKind.Credit,
            ConditionReader.ReadMatch(at["when"]), at.At) { Weights = ReadWeights(at["weights"]), EarnBack = ReadEarnBack(at["earn-back"]) };
        // Points cost what all of a period cost together.
        var points = MoneyReader.Costs(penalty).All(c => c is PointsCost or NoCost) && MoneyReader.Costs(penalty).Any(c => c is PointsCost);
        Only(at, !points, "cap", "as");
        Only(at, !single && !points && penalty.Kind != PenaltyKind.Reward, "earn-back");
        if (penalty.Of is null && Percentages(penalty).Any())
            at.Error("missing-key", "percentages of what?", "write `of: monthly-fee`");
        return penalty;
    }

    /// <summary>A key that would be read by nobody.</summary>
    private static void Only(Cursor at, bool here, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (!here && at[key].Exists)
                at[key].Error("idle-key", $"{key} means nothing for this rule", "leave it out");
    }

    private static PenaltyRule ReadRule(Cursor at, string word)
    {
        switch (word)
        {
            case "bands":
                return new BandsRule(BandReader.Shares(at["bands"]));
            case "step":
                var (step, below, every) = (at["step"], at["step"]["below"].Percent() ?? 100, at["step"]["every"].Percent() ?? 1);
                if (every < LeastStep)
                    step["every"].Error("bad-percentage", "such steps have no end", "write for example `every: 0.1%`");
                return new StepRule(below, Math.Max(every, LeastStep), Money.Cost(step["costs"]), step["parts"].Text is not "full");
            case "missed":
                return new MissedRule(Money.Cost(at["missed"]));
            case "per-breach":
                return new BreachRule(Money.Cost(at["per-breach"]), at["free-breaches"].Whole(0, 1_000_000) ?? 0);
            default:
                var free = at["free-time"].Length() is { } length ? LengthOf(length) : Duration.Zero;
                return new HourRule(Money.Cost(at["per-hour"]), at["hours"].Text is not "full", free, at["late"].Text is not "working");
        }
    }

    private static Duration LengthOf(Within within) => within switch { WorkingTime w => w.Length, ClockTime c => c.Length, _ => Duration.Zero };

    private static Weights? ReadWeights(Cursor at)
    {
        if (!at.IsMap)
            return null;
        var values = ImmutableDictionary.CreateBuilder<string, decimal>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, _, value) in at.Entries)
            if (key != "by" && value.Text is { } text)
                values[key] = Weight(value, text);
        return new Weights(at["by"].Text ?? "priority", values.ToImmutable().Remove("else"), values.GetValueOrDefault("else", 1));
    }

    internal static decimal Weight(Cursor at, string text)
    {
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) && weight is >= 0 and <= 1000 && decimal.Round(weight, 4) == weight)
            return weight;
        at.Error("bad-number", $"{StructureCheck.Quoted(text)} is no weight", "write a number from 0 to 1000, such as 2 or 0.5");
        return 1;
    }

    private static EarnBack? ReadEarnBack(Cursor at) => at.IsMap ? new(at["at-least"].Percent() ?? 100, at["periods"].Whole(1, 24) ?? 1) : null;

    /// <summary>The percentages a penalty needs an amount for.</summary>
    internal static IEnumerable<PercentCost> Percentages(Penalty penalty) => MoneyReader.Costs(penalty).Concat(MoneyReader.CapsOf(penalty.Caps)).OfType<PercentCost>();

    /// <summary>Reads costs and caps.</summary>
    internal static class Money
    {
        // What the largest of them come to, times hours and weights, still fits into a decimal.
        private const decimal Most = 1_000_000_000;

        public static Cost Cost(Cursor at) => at.Text is not { } text ? Engine.Money.Cost.Nothing : Parse(text) ?? Bad(at, text);

        private static Cost Bad(Cursor at, string text)
        {
            at.Error("bad-penalty", $"{StructureCheck.Quoted(text)} is no cost", "write none, a percentage like 5%, an amount with its currency like 250.00 BRL, or points like 3 points");
            return Engine.Money.Cost.Nothing;
        }

        public static Cost? Parse(string text)
        {
            if (text == "none")
                return Engine.Money.Cost.Nothing;
            if (Percents.Parse(text) is { } percent)
                return new PercentCost(percent);
            if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var number, var unit] || !char.IsAsciiDigit(number[0]) || !char.IsAsciiDigit(number[^1])
                || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > Most || decimal.Round(amount, 4) != amount)
                return null;
            return unit is "points" or "point" ? new PointsCost(amount) : unit.Length == 3 && unit.All(char.IsAsciiLetterUpper) ? new AmountCost(amount, unit) : null;
        }

        /// <param name="single">It follows single breaches, which can have a cap each.</param>
        public static Caps Caps(Cursor at, bool single)
        {
            // `none`: there is no cap, as without the key.
            Cost? Cap(Cursor cap)
            {
                if (!cap.Exists || Cost(cap) is not { } most || most is NoCost)
                    return null;
                if (most is PointsCost)
                    cap.Error("bad-penalty", "a cap is money", "write a percentage or an amount");
                return most;
            }

            if (!at.IsMap)
                return new(null, Cap(at), null);
            if (!single && at["event"].Exists)
                at["event"].Error("idle-key", "there are no single events here", "leave it out");
            return new(Cap(at["event"]), Cap(at["period"]), Cap(at["year"]));
        }
    }
}
