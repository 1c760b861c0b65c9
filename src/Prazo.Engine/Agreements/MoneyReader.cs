using System.Collections.Immutable;
using Prazo.Engine.Money;

namespace Prazo.Engine.Agreements;

/// <summary>Reads in which money an agreement is settled, over which periods, and what does not fit together.</summary>
internal static class MoneyReader
{
    public static MoneyTerms Read(Cursor at)
    {
        var amounts = ImmutableSortedDictionary.CreateBuilder<string, decimal>(StringComparer.Ordinal);
        var currency = at["currency"].Text;
        foreach (var (name, _, value) in at["amounts"].Entries)
            if (Amount(value, ref currency) is { } amount)
                amounts[name] = amount;
        var minimum = at["minimum"].Exists ? Amount(at["minimum"], ref currency) : null;
        var points = at["points"];
        return new MoneyTerms(currency, at["rounding"].Word(Names.Roundings) ?? Rounding.HalfEven, amounts.ToImmutable(), minimum, PenaltyReader.Money.Caps(at["cap"], single: false),
            points.Exists ? new PointsRule(BandReader.Points(points["bands"]), points["of"].Text, points["as"].Word(Names.PenaltyKinds) ?? PenaltyKind.Adjustment, points.At) : null);
    }

    public static StatementTerms ReadStatement(Cursor at)
    {
        var per = at["per"].Word(Names.Periods) ?? Period.Month;
        var fromTerm = at["from"].Text == "term";
        if (fromTerm && per is not (Period.Month or Period.Quarter or Period.Year))
            at["from"].Error("idle-key", "only months, quarters and years begin with the term", "write `from: calendar`, or settle per month");
        if (at["key"].Text is { } key && (key.Length != 64 || !key.All(char.IsAsciiHexDigitLower)))
            at["key"].Error("bad-key", "this is no fingerprint of a key", "write the 64 digits that `prazo statement key` prints");
        return new StatementTerms(per, fromTerm, at["contest"].WithinAlone(), at["answer"].WithinAlone(), at["key"].Text);
    }

    private static decimal? Amount(Cursor at, ref string? currency)
    {
        if (at.Text is not { } text)
            return null;
        if (Price.Parse(text) is not { } price)
        {
            at.Error("bad-price", $"{StructureCheck.Quoted(text)} is no amount with a currency", "write it like 250.00 BRL");
            return null;
        }
        currency ??= price.Currency;
        if (price.Currency != currency)
            at.Error("two-currencies", $"the agreement is settled in {currency}", $"write the amount in {currency}");
        return price.Amount;
    }

    /// <summary>The currency of the first amount, where none is written.</summary>
    public static MoneyTerms Settled(MoneyTerms money, ImmutableArray<Penalty> penalties) => money with
    {
        Currency = money.Currency ?? CostsOf(money).Concat(penalties.SelectMany(p => Costs(p).Concat(CapsOf(p.Caps)))).OfType<AmountCost>().FirstOrDefault()?.Currency,
    };

    /// <summary>Names and currencies of penalties, as the whole agreement tells them.</summary>
    public static void Check(Cursor root, Agreement agreement)
    {
        var (money, at) = (agreement.Money, root["money"]);
        foreach (var (cursor, of) in root["penalties"].Items.Select(p => (p["of"], p["of"].Text)).Append((at["points"]["of"], at["points"]["of"].Text)))
            if (of is not null && money.Amounts.Count > 0 && !money.Amounts.ContainsKey(of))
                cursor.Error("unknown-amount", $"there is no amount {of}", Suggestion.Hint(of, [.. money.Amounts.Keys]));
        CheckCurrency(at.Reading, at.At, "money", money, "the agreement", CostsOf(money));
        if (CapsOf(money.Caps).Any(c => c is PercentCost) && money.Amounts.Count != 1)
            at["cap"].Error("missing-key", "percentages of what?", "write the one amount that they are of under `amounts:`, or the cap as an amount with its currency");
        if (money.Points is { } points)
            CheckPoints(at["points"], points);
        foreach (var penalty in agreement.Penalties)
        {
            CheckCurrency(root.Reading, penalty.At, "penalties", money, penalty.Id, Costs(penalty).Concat(CapsOf(penalty.Caps)));
            if (money.Points is null && Costs(penalty).Any(c => c is PointsCost))
                root.Reading.Error("idle-points", penalty.At, "penalties", $"the points of {penalty.Id} cost nothing", "write what they cost under `money: { points: { bands: … } }`");
        }
    }

    private static void CheckCurrency(Reading reading, Position at, string path, MoneyTerms money, string id, IEnumerable<Cost> costs)
    {
        foreach (var other in costs.OfType<AmountCost>().Select(c => c.Currency).Where(c => c != money.Currency).Distinct(StringComparer.Ordinal))
            reading.Error("two-currencies", at, path, $"{id} costs {other}, and the agreement is settled in {money.Currency}", $"write the amount in {money.Currency}");
    }

    private static void CheckPoints(Cursor at, PointsRule points)
    {
        if (points.Bands.Any(b => b.Cost is PointsCost))
            at["bands"].Error("bad-penalty", "points cost money", "write what they cost as none, a percentage or an amount");
        if (points.Of is null && points.Bands.Any(b => b.Cost is PercentCost))
            at.Error("missing-key", "percentages of what?", "write `of: monthly-fee`");
    }

    public static IEnumerable<Cost> Costs(Penalty penalty) => penalty.Rule switch
    {
        BandsRule bands => bands.Bands.Select(b => b.Cost),
        StepRule step => [step.Cost],
        MissedRule missed => [missed.Cost],
        BreachRule breach => [breach.Cost],
        HourRule hour => [hour.Cost],
        _ => [],
    };

    public static IEnumerable<Cost> CapsOf(Caps caps) => new[] { caps.Event, caps.Period, caps.Year }.OfType<Cost>();

    private static IEnumerable<Cost> CostsOf(MoneyTerms money) => CapsOf(money.Caps).Concat(money.Points?.Bands.Select(b => b.Cost) ?? []);

    /// <summary>What can hardly be meant: a worse month that costs less, percentages of an amount that nobody knows.</summary>
    public static void Lint(LintScene scene)
    {
        var (money, reading) = (scene.Agreement.Money, scene.Root.Reading);
        foreach (var penalty in scene.Agreement.Penalties)
        {
            if (penalty.Rule is BandsRule { Bands: var bands })
                foreach (var (worse, better) in bands.Zip(bands.Skip(1)))
                    if (penalty.Kind == PenaltyKind.Reward ? Less(better.Cost, worse.Cost) : Less(worse.Cost, better.Cost))
                        reading.Warn("perverse-bands", penalty.At, "penalties", penalty.Kind == PenaltyKind.Reward ? $"{worse.Text} earns more than {better.Text}: a worse period would be dearer"
                            : $"{worse.Text} costs less than {better.Text}: a worse period would be cheaper", "swap what they cost");
            if (money.Amounts.Count == 0 && PenaltyReader.Percentages(penalty).Any() && money.Currency is not null)
                reading.Warn("unknown-amount", penalty.At, "penalties", $"nothing says how much {penalty.Of} is", $"write `money: {{ amounts: {{ {penalty.Of}: 1000.00 {money.Currency} }} }}`");

            bool Less(Cost a, Cost b) => Worth(a, b, penalty.Of) is var (x, y) && x < y;
        }
        if (money.Points is { Kind: not PenaltyKind.Reward } points)
            foreach (var (fewer, more) in points.Bands.Zip(points.Bands.Skip(1)))
                if (Worth(more.Cost, fewer.Cost, points.Of) is var (high, low) && high < low)
                    reading.Warn("perverse-bands", points.At, "money.points", $"{more.Text} points cost less than {fewer.Text}: a worse period would be cheaper", "swap what they cost");

        (decimal, decimal)? Worth(Cost a, Cost b, string? of) => (a, b) switch
        {
            (PointsCost or NoCost, PointsCost or NoCost) => ((a as PointsCost)?.Points ?? 0, (b as PointsCost)?.Points ?? 0),
            (PercentCost or NoCost, PercentCost or NoCost) => ((a as PercentCost)?.Percent ?? 0, (b as PercentCost)?.Percent ?? 0),
            _ => Amount(a, of) is { } x && Amount(b, of) is { } y ? (x, y) : null,
        };

        decimal? Amount(Cost cost, string? of) => cost switch
        {
            NoCost => 0,
            AmountCost amount => amount.Amount,
            PercentCost percent when of is not null && money.Amounts.TryGetValue(of, out var whole) => whole * percent.Percent / 100,
            _ => null,
        };
    }
}
