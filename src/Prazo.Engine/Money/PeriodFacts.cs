using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Money;

/// <summary>What an objective came to in a period, as a fraction with its formula (T20).</summary>
/// <param name="Kept">The numerator.</param>
/// <param name="Counted">The denominator; 0: no data, which is neither 0 nor 100 %.</param>
/// <param name="Period">The objective's own period, by name; one that is shorter than the statement's is measured several times, a longer one when it ends.</param>
/// <param name="AtLeast">Percent.</param>
public sealed record Measured(string Objective, string Period, Ratio Kept, Ratio Counted, decimal AtLeast)
{
    /// <summary>Exact; null without data.</summary>
    public Ratio? Percent => Counted == Ratio.Zero ? null : 100 * Kept / Counted;

    public bool? Holds => Percent is { } percent ? percent >= AtLeast : null;
}

/// <summary>One promise that broke in the period and counts.</summary>
/// <param name="Item">Which: ticket, target and cycle; what a party contests.</param>
/// <param name="At">The instant that dates it (T3).</param>
/// <param name="LateClock">Counted clock time past its end, so far.</param>
/// <param name="LateWorking">Counted working time past its end, so far.</param>
/// <param name="Fields">The ticket's fields.</param>
public sealed record Breach(string Item, string Target, Instant At, Duration LateClock, Duration LateWorking, ImmutableSortedDictionary<string, string> Fields);

/// <summary>What a bill is made from.</summary>
public sealed record PeriodFacts(ImmutableArray<Measured> Objectives, ImmutableArray<Breach> Breaches);

/// <summary>An earlier period as it was settled: for caps of a year and for what is earned back. <see cref="Bill.AsPast"/> makes it.</summary>
/// <param name="Amounts">Charged by penalty, rounded, without what was given back; what minimum and cap of all took off is negative, under the names of their lines.</param>
/// <param name="Percents">What the objectives came to, the least where one was measured several times; one without data is not in it.</param>
/// <param name="InYear">It counts for the cap of the year to which the period belongs that is billed.</param>
public sealed record PastBill(ImmutableSortedDictionary<string, decimal> Amounts, ImmutableSortedDictionary<string, Ratio> Percents, bool InYear)
{
    /// <summary>Of still earlier periods, by penalty; not negative.</summary>
    public ImmutableSortedDictionary<string, decimal> GivenBack { get; init; } = ImmutableSortedDictionary<string, decimal>.Empty;

    public decimal Net(string penalty) => Amounts.GetValueOrDefault(penalty) - GivenBack.GetValueOrDefault(penalty);
}
