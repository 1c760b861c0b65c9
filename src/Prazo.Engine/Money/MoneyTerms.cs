using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Money;

/// <summary>In which money an agreement is settled.</summary>
/// <param name="Currency">Three letters of ISO 4217; null while the agreement names no amount.</param>
/// <param name="Amounts">What percentages are of, by name: <c>monthly-fee</c>. In the currency, for one period of the statement.</param>
/// <param name="Minimum">Credits and adjustments of a period that come to less, together, before the cap of all, are not given; null: all are.</param>
/// <param name="Caps">The most that all of a period, or of twelve months, may come to, rewards left out.</param>
/// <param name="Points">What the points of a period cost, together; null: points cost nothing.</param>
public sealed record MoneyTerms(string? Currency, Rounding Rounding, ImmutableSortedDictionary<string, decimal> Amounts, decimal? Minimum, Caps Caps, PointsRule? Points)
{
    public static readonly MoneyTerms None = new(null, Rounding.HalfEven, ImmutableSortedDictionary<string, decimal>.Empty, null, Caps.None, null);
}

/// <summary>Over what the parties settle, and how long they have to contest.</summary>
/// <param name="FromTerm">Periods begin on the day of the month on which the term began (a 31st on the last day of shorter months), otherwise with the calendar.</param>
/// <param name="Contest">How long after a draft was sent the customer may contest; what is not contested by then counts as accepted.</param>
/// <param name="Answer">How long the provider has to answer.</param>
public sealed record StatementTerms(Agreements.Period Per, bool FromTerm, Within? Contest, Within? Answer, string? Key)
{
    public static readonly StatementTerms Standard = new(Agreements.Period.Month, false, null, null, null);
}

/// <summary>What something costs.</summary>
public abstract record Cost
{
    public static readonly Cost Nothing = new NoCost();
}

public sealed record NoCost : Cost;

/// <param name="Percent">Of the amount that the penalty names.</param>
public sealed record PercentCost(decimal Percent) : Cost;
public sealed record AmountCost(decimal Amount, string Currency) : Cost;
/// <summary>Counted together with those of other penalties (<see cref="MoneyTerms.Points"/>).</summary>
public sealed record PointsCost(decimal Points) : Cost;

/// <summary>What a sum is: an adjustment of the payment to what was delivered (<em>glosa</em>), a fine (<em>multa</em>), a credit against a later payment, or a reward to the provider.</summary>
public enum PenaltyKind { Credit, Adjustment, Fine, Reward }

/// <summary>The most that may be charged; null: no limit. What is left of a cap is rounded down.</summary>
/// <param name="Event">For a single breach.</param>
/// <param name="Period">For all lines of a penalty in the statement's period.</param>
/// <param name="Year">The same, and what was charged (and not given back) before in the year.</param>
public sealed record Caps(Cost? Event, Cost? Period, Cost? Year)
{
    public static readonly Caps None = new(null, null, null);
}

/// <summary>A penalty, or a reward, as agreed.</summary>
/// <param name="Objective">The objective that it follows; null where it follows single breaches of <paramref name="Target"/>.</param>
/// <param name="Of">The name of the amount that percentages are of.</param>
public sealed record Penalty(string Id, string? Objective, string? Target, PenaltyRule Rule, string? Of, Caps Caps, PenaltyKind Kind, Match When, Position At)
{
    /// <summary>By how much a single breach counts, by the value of a field; null: once each.</summary>
    public Weights? Weights { get; init; }
    public EarnBack? EarnBack { get; init; }
}

public sealed record Weights(string By, ImmutableDictionary<string, decimal> Values, decimal Else)
{
    public decimal For(string? value) => value is not null && Values.TryGetValue(value, out var weight) ? weight : Else;
}

/// <summary>What was charged for a period is given back when the objective reaches <paramref name="AtLeast"/> percent in each of so many periods after it.</summary>
public sealed record EarnBack(decimal AtLeast, int Periods);

public abstract record PenaltyRule;
/// <summary>By the share reached: half-open bands without gap from 0 to 100 % (T21).</summary>
public sealed record BandsRule(ImmutableArray<Band> Bands) : PenaltyRule;
/// <param name="From">Percent; belongs to the band.</param>
/// <param name="To">Percent; does not, but 100 does.</param>
public sealed record Band(decimal From, decimal To, Cost Cost, string Text);
/// <summary>For every <paramref name="Every"/> percent points below <paramref name="Below"/> percent.</summary>
/// <param name="Parts">A part of a step counts as a step.</param>
public sealed record StepRule(decimal Below, decimal Every, Cost Cost, bool Parts) : PenaltyRule;
/// <summary>Whenever the objective is not held.</summary>
public sealed record MissedRule(Cost Cost) : PenaltyRule;
/// <summary>For each breach; of those of a period so many are free, the earliest.</summary>
public sealed record BreachRule(Cost Cost, int Free) : PenaltyRule;
/// <summary>For each hour late.</summary>
/// <param name="Started">A started hour counts as a whole one; otherwise only full ones count.</param>
/// <param name="Free">So much of the lateness costs nothing.</param>
/// <param name="Clock">Hours of clock time; otherwise working time on the target's calendar. Paused time is neither.</param>
public sealed record HourRule(Cost Cost, bool Started, Duration Free, bool Clock) : PenaltyRule;

/// <summary>What a period's points cost: half-open ranges without gap, from 0 to any number.</summary>
public sealed record PointsRule(ImmutableArray<PointsBand> Bands, string? Of, PenaltyKind Kind, Position At);
/// <param name="To">Null: and all above.</param>
public sealed record PointsBand(decimal From, decimal? To, Cost Cost, string Text);
