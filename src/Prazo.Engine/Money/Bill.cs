using System.Collections.Immutable;

namespace Prazo.Engine.Money;

/// <summary>Why a line comes to what it does.</summary>
public enum BillOutcome
{
    /// <summary>No data: no penalty (T20).</summary>
    NoData,
    /// <summary>Kept, or what was missed costs nothing.</summary>
    Nothing,
    Charged,
    /// <summary>Charged, and less than the rule alone would: a cap binds.</summary>
    Capped,
    /// <summary>Percentages, of a cost or a cap, of an amount that the agreement does not tell.</summary>
    UnknownAmount,
    /// <summary>Points, counted in the line of all points.</summary>
    Points,
    /// <summary>What an earlier period was charged is given back.</summary>
    EarnedBack,
    /// <summary>All credits together stay below the least that is given.</summary>
    BelowMinimum,
}

/// <param name="Item">The breach (<see cref="Breach.Item"/>).</param>
/// <param name="Quantity">Breaches or hours that count, before their weight.</param>
/// <param name="Raw">Exact, after the cap of an event; null where an amount is unknown, or for points.</param>
public sealed record BillItem(string Item, long Quantity, decimal Weight, Ratio? Raw, decimal Points, bool Capped);

/// <param name="Rule">Which part of the rule applied: the band as written, the number of steps; "" where none does.</param>
/// <param name="Percent">What the objective came to; null without one, or without data.</param>
/// <param name="Raw">Exact, before caps of period and year and rounding; null for points, and where what the rule costs is unknown.</param>
/// <param name="Amount">Rounded to the currency's smallest unit; negative for what is earned back or taken off by the minimum or the cap of all; null where the amount is unknown.</param>
/// <param name="Period">The objective's own period; "" where there is none.</param>
public sealed record BillLine(string Penalty, string Period, PenaltyKind Kind, BillOutcome Outcome, string Rule, Ratio? Percent, Ratio? Raw, decimal? Amount, decimal Points, ImmutableArray<BillItem> Items);

/// <summary>What a period costs, to the cent.</summary>
/// <param name="Lines">By penalty in file order, then points, what was earned back, what stays below the minimum, and the cap of all.</param>
/// <param name="Credit">Against a later payment.</param>
/// <param name="Adjustment">What the customer pays less, for less delivered.</param>
/// <param name="Fine">Owed besides.</param>
/// <param name="Reward">What the customer pays more.</param>
public sealed record Bill(string? Currency, ImmutableArray<BillLine> Lines, decimal Credit, decimal Adjustment, decimal Fine, decimal Reward)
{
    /// <summary>In the customer's favour; negative: in the provider's.</summary>
    public decimal Net => Credit + Adjustment + Fine - Reward;

    /// <summary>Of a period.</summary>
    /// <param name="past">Earlier periods, the latest first.</param>
    public static Bill Of(MoneyTerms terms, ImmutableArray<Penalty> penalties, PeriodFacts facts, IReadOnlyList<PastBill> past) => new BillMaker(terms, penalties, facts, past).Make();

    /// <summary>This bill as an earlier period of a later one.</summary>
    /// <param name="facts">What it was made from.</param>
    /// <param name="inYear">It counts for the cap of the year of the later one.</param>
    public PastBill AsPast(PeriodFacts facts, bool inYear)
    {
        ImmutableSortedDictionary<string, decimal> Sums(bool givenBack) => Lines.Where(l => l.Outcome == BillOutcome.EarnedBack == givenBack).GroupBy(l => l.Penalty, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(g => g.Key, g => g.Sum(l => givenBack ? -l.Amount ?? 0 : l.Amount ?? 0), StringComparer.Ordinal);
        var percents = facts.Objectives.GroupBy(o => o.Objective, StringComparer.Ordinal).Where(g => g.All(o => o.Percent is not null))
            .ToImmutableSortedDictionary(g => g.Key, g => g.Min(o => o.Percent!.Value), StringComparer.Ordinal);
        return new PastBill(Sums(givenBack: false), percents, inYear) { GivenBack = Sums(givenBack: true) };
    }

    /// <summary>The smallest unit of a currency, as a number of decimals (ISO 4217).</summary>
    public static int DecimalsOf(string? currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "UYI" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        "CLF" or "UYW" => 4,
        _ => 2,
    };
}
