using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using NodaTime;

namespace Prazo.Engine.Money;

/// <summary>Applies penalties to the facts of a period: rule, cap of an event, sum, caps of period and year, rounding; then all together.</summary>
internal sealed class BillMaker(MoneyTerms terms, ImmutableArray<Penalty> penalties, PeriodFacts facts, IReadOnlyList<PastBill> past)
{
    public const string PointsLine = "points", CapLine = "cap", MinimumLine = "minimum";

    private const long Hour = 3_600_000;
    private readonly int _decimals = Bill.DecimalsOf(terms.Currency);
    /// <summary>By penalty: an objective that is measured several times in a period has as many lines, and one cap.</summary>
    private readonly Dictionary<string, decimal> _charged = new(StringComparer.Ordinal);
    /// <summary>By earlier period.</summary>
    private readonly Dictionary<int, decimal> _givenBack = [];

    public Bill Make()
    {
        var lines = penalties.SelectMany(Lines).ToList();
        if (terms.Points is { } points && lines.Any(l => l.Outcome == BillOutcome.Points))
            lines.Add(OfPoints(points, lines.Sum(l => l.Points)));
        lines.AddRange(penalties.Select(GivenBack).OfType<BillLine>());
        // The cap last: what it leaves of a credit is given, however small.
        AddMinimum(lines);
        AddCapOfAll(lines);
        decimal Sum(PenaltyKind kind) => lines.Where(l => l.Kind == kind).Sum(l => l.Amount ?? 0);
        return new Bill(terms.Currency, [.. lines], Sum(PenaltyKind.Credit), Sum(PenaltyKind.Adjustment), Sum(PenaltyKind.Fine), Sum(PenaltyKind.Reward));
    }

    private IEnumerable<BillLine> Lines(Penalty penalty) => penalty.Rule switch
    {
        BreachRule rule => [OfBreaches(penalty, [.. Breaches(penalty).Skip(rule.Free)], _ => 1, rule.Cost)],
        HourRule rule => [OfBreaches(penalty, Breaches(penalty), b => Hours(rule, b), rule.Cost)],
        _ => facts.Objectives.Where(o => o.Objective == penalty.Objective).Select(o => OfObjective(penalty, o)),
    };

    // ---- objectives

    private BillLine OfObjective(Penalty penalty, Measured measured)
    {
        if (measured.Percent is not { } percent)
            return new(penalty.Id, measured.Period, penalty.Kind, BillOutcome.NoData, "", null, Ratio.Zero, 0, 0, []);
        var (rule, cost, times) = Applied(penalty.Rule, measured, percent);
        if (cost is PointsCost points)
            return new(penalty.Id, measured.Period, penalty.Kind, BillOutcome.Points, rule, percent, null, 0, points.Points * (decimal)times, []);
        return Charged((penalty.Id, measured.Period), penalty.Kind, rule, percent, Money(cost, penalty.Of) * new Ratio(times, 1), penalty.Caps, penalty.Of, false, []);
    }

    private static (string Rule, Cost Cost, BigInteger Times) Applied(PenaltyRule rule, Measured measured, Ratio percent)
    {
        switch (rule)
        {
            case BandsRule bands:
                var band = bands.Bands.First(b => percent >= b.From && (percent < b.To || b.To == 100));
                return (band.Text, band.Cost, 1);
            case StepRule step:
                var steps = Ratio.Max((step.Below - percent) / step.Every, Ratio.Zero);
                var times = step.Parts ? steps.Ceiling() : steps.Floor();
                return (times.ToString(CultureInfo.InvariantCulture), times.IsZero ? Cost.Nothing : step.Cost, times);
            case MissedRule missed:
                return measured.Holds == true ? ("", Cost.Nothing, 1) : ("missed", missed.Cost, 1);
            default:
                throw new InvalidOperationException($"{rule.GetType().Name} follows no objective.");
        }
    }

    // ---- single breaches

    private List<Breach> Breaches(Penalty penalty) => [.. facts.Breaches.Where(b => b.Target == penalty.Target && penalty.When.Fits(f => b.Fields.GetValueOrDefault(f)))
        .OrderBy(b => b.At).ThenBy(b => b.Item, StringComparer.Ordinal)];

    private static long Hours(HourRule rule, Breach breach)
    {
        var late = Math.Max(0, (long)(rule.Clock ? breach.LateClock : breach.LateWorking).TotalMilliseconds - (long)rule.Free.TotalMilliseconds);
        return rule.Started ? (late + Hour - 1) / Hour : late / Hour;
    }

    private BillLine OfBreaches(Penalty penalty, List<Breach> breaches, Func<Breach, long> quantity, Cost cost)
    {
        var items = breaches.Select(b => Item(penalty, b, quantity(b), cost)).ToImmutableArray();
        if (cost is PointsCost)
            return new(penalty.Id, "", penalty.Kind, items.IsEmpty ? BillOutcome.Nothing : BillOutcome.Points, "", null, null, 0, items.Sum(i => i.Points), items);
        return Charged((penalty.Id, ""), penalty.Kind, "", null, items.Aggregate((Ratio?)Ratio.Zero, (sum, i) => sum + i.Raw), penalty.Caps, penalty.Of, items.Any(i => i.Capped), items);
    }

    private BillItem Item(Penalty penalty, Breach breach, long count, Cost cost)
    {
        var weight = penalty.Weights is { } w ? w.For(breach.Fields.GetValueOrDefault(w.By)) : 1;
        if (cost is PointsCost points)
            return new(breach.Item, count, weight, null, points.Points * count * weight, false);
        var times = (Ratio)count * weight;
        if (times == Ratio.Zero)
            return new(breach.Item, count, weight, Ratio.Zero, 0, false);
        var raw = Money(cost, penalty.Of) * times;
        if (penalty.Caps.Event is not { } cap || raw == Ratio.Zero)
            return new(breach.Item, count, weight, raw, 0, false);
        var most = Money(cap, penalty.Of);
        return raw > most ? new(breach.Item, count, weight, most, 0, true) : new(breach.Item, count, weight, most is null ? null : raw, 0, false);
    }

    // ---- sums

    /// <summary>Caps of period and year, then the smallest unit: never more than a cap, not by rounding either.</summary>
    private BillLine Charged((string Penalty, string Period) of, PenaltyKind kind, string rule, Ratio? percent, Ratio? raw, Caps caps, string? amountOf, bool capped, ImmutableArray<BillItem> items)
    {
        var here = _charged.GetValueOrDefault(of.Penalty);
        Ratio? left = null;
        var unknown = raw is null;
        foreach (var (cap, used) in new[] { (caps.Period, here), (caps.Year, here + past.Where(p => p.InYear).Sum(p => p.Net(of.Penalty))) })
            if (cap is not null && raw != Ratio.Zero)
            {
                unknown |= Money(cap, amountOf) is null;
                if (Money(cap, amountOf) is { } most)
                    left = Ratio.Min(left ?? most, Ratio.Max(Ratio.Zero, most - used));
            }
        if (unknown)
            return new(of.Penalty, of.Period, kind, BillOutcome.UnknownAmount, rule, percent, raw, null, 0, items);
        var sum = raw!.Value;
        var rounded = sum.Round(_decimals, terms.Rounding);
        var amount = rounded > left ? left.Value.Round(_decimals, Rounding.Down) : rounded;
        _charged[of.Penalty] = here + amount;
        var outcome = capped || amount < rounded ? BillOutcome.Capped : sum > Ratio.Zero ? BillOutcome.Charged : BillOutcome.Nothing;
        return new(of.Penalty, of.Period, kind, outcome, rule, percent, sum, amount, 0, items);
    }

    private BillLine OfPoints(PointsRule rule, decimal points)
    {
        var band = rule.Bands.First(b => points >= b.From && (b.To is not { } to || points < to));
        return Charged((PointsLine, ""), rule.Kind, band.Text, null, Money(band.Cost, rule.Of), Caps.None, rule.Of, false, []) with { Points = points };
    }

    /// <summary>Of the period as many periods ago as have to be good since, this one among them; never more than that period cost in the end.</summary>
    private BillLine? GivenBack(Penalty penalty)
    {
        if (penalty.EarnBack is not { } back || penalty.Objective is not { } objective || past.Count < back.Periods)
            return null;
        bool Good(Ratio? percent) => percent is { } p && p >= back.AtLeast;
        var now = facts.Objectives.Where(o => o.Objective == objective).ToList();
        if (now.Count == 0 || !now.TrueForAll(o => Good(o.Percent)) || !past.Take(back.Periods - 1).All(p => Good(p.Percents.TryGetValue(objective, out var percent) ? percent : null)))
            return null;
        var then = past[back.Periods - 1];
        var cost = then.Amounts.Where(a => KindOf(a.Key) is var kind && kind != PenaltyKind.Reward && (penalty.Kind == PenaltyKind.Fine || kind != PenaltyKind.Fine)).Sum(a => a.Value);
        var amount = Math.Min(then.Amounts.GetValueOrDefault(penalty.Id), cost - _givenBack.GetValueOrDefault(back.Periods));
        if (amount <= 0)
            return null;
        _givenBack[back.Periods] = _givenBack.GetValueOrDefault(back.Periods) + amount;
        return new(penalty.Id, "", penalty.Kind, BillOutcome.EarnedBack, "", null, -amount, -amount, 0, []);
    }

    private void AddMinimum(List<BillLine> lines)
    {
        var sum = lines.Where(l => l.Kind is PenaltyKind.Credit or PenaltyKind.Adjustment).Sum(l => l.Amount ?? 0);
        if (terms.Minimum is { } least && sum > 0 && sum < least)
            TakeOff(lines, MinimumLine, BillOutcome.BelowMinimum, sum);
    }

    private void AddCapOfAll(List<BillLine> lines)
    {
        var sum = lines.Where(l => l.Kind != PenaltyKind.Reward).Sum(l => l.Amount ?? 0);
        var most = (Ratio)sum;
        if (terms.Caps.Period is { } period && Money(period, OnlyAmount) is { } inPeriod)
            most = Ratio.Min(most, inPeriod);
        if (terms.Caps.Year is { } year && Money(year, OnlyAmount) is { } inYear)
            most = Ratio.Min(most, Ratio.Max(Ratio.Zero, inYear - past.Where(p => p.InYear).SelectMany(p => p.Amounts.Keys.Concat(p.GivenBack.Keys).Distinct().Where(k => KindOf(k) != PenaltyKind.Reward).Select(p.Net)).Sum()));
        if (most < sum && sum > 0)
            TakeOff(lines, CapLine, BillOutcome.Capped, sum - most.Round(_decimals, Rounding.Down));
    }

    /// <summary>From credits and adjustments first: a fine stands as long as there is something else to take off.</summary>
    private static void TakeOff(List<BillLine> lines, string id, BillOutcome outcome, decimal amount)
    {
        foreach (var kind in new[] { PenaltyKind.Credit, PenaltyKind.Adjustment, PenaltyKind.Fine })
        {
            var part = Math.Min(amount, lines.Where(l => l.Kind == kind).Sum(l => l.Amount ?? 0));
            if (part > 0)
                lines.Add(new(id, "", kind, outcome, "", null, -part, -part, 0, []));
            amount -= Math.Max(part, 0);
        }
    }

    /// <summary>Null for the lines of caps and minimums, and for penalties of an earlier version.</summary>
    private PenaltyKind? KindOf(string line) => line == PointsLine ? terms.Points?.Kind : penalties.FirstOrDefault(p => p.Id == line)?.Kind;

    /// <summary>An agreement with one amount need not say of what.</summary>
    private string? OnlyAmount => terms.Amounts.Count == 1 ? terms.Amounts.Keys.Single() : null;

    /// <summary>Exact; null where the amount that a percentage is of is unknown.</summary>
    private Ratio? Money(Cost cost, string? of) => cost switch
    {
        AmountCost amount => amount.Amount,
        NoCost or PercentCost { Percent: 0 } => Ratio.Zero,
        PercentCost percent when of is not null && terms.Amounts.TryGetValue(of, out var whole) => (Ratio)whole * percent.Percent / 100,
        _ => null,
    };
}
