using System.Numerics;
using Prazo.Engine.Agreements;
using Prazo.Engine.Money;

namespace Prazo.Engine.Tests.Money;

/// <summary>A second computation of a bill, straight from the words of the file reference and slow on purpose: whole numbers of 10^-40 of the currency instead of fractions, loops instead of
/// sums, nothing of the first one but the agreement's own records.</summary>
internal sealed class SlowBill(Agreement agreement, PeriodFacts facts, IReadOnlyList<(SlowBill Bill, bool InYear)> past)
{
    private static readonly BigInteger One = BigInteger.Pow(10, 40);

    public List<(string Id, PenaltyKind Kind, decimal? Amount, decimal Points, bool Back)> Lines { get; } = [];

    public decimal Total(PenaltyKind kind) => Lines.Where(l => l.Kind == kind).Sum(l => l.Amount ?? 0);

    private static BigInteger Units(decimal value) => (BigInteger)(value * 1_000_000m) * (One / 1_000_000);

    // Of the amounts in the tests no money is finer than that.
    private BigInteger? Money(Cost cost, string? of)
    {
        if (cost is AmountCost amount)
            return Units(amount.Amount);
        if (cost is PercentCost percent)
            return percent.Percent == 0 ? BigInteger.Zero : of is not null && agreement.Money.Amounts.TryGetValue(of, out var whole) ? Units(whole) / 1_000_000 * (BigInteger)(percent.Percent * 10_000m) : null;
        return cost is NoCost ? BigInteger.Zero : throw new InvalidOperationException(cost.ToString());
    }

    private decimal Rounded(BigInteger units, Rounding rounding)
    {
        var cent = One / BigInteger.Pow(10, Bill.DecimalsOf(agreement.Money.Currency));
        var (cents, rest) = (units / cent, units % cent);
        var up = rounding switch { Rounding.Down => false, Rounding.HalfUp => rest * 2 >= cent, _ => rest * 2 > cent || (rest * 2 == cent && cents % 2 == 1) };
        return (decimal)(up ? cents + 1 : cents) / (decimal)(One / cent);
    }

    public SlowBill Run()
    {
        foreach (var penalty in agreement.Penalties)
            if (penalty.Target is not null)
                Single(penalty);
            else
                foreach (var measured in facts.Objectives)
                    if (measured.Objective == penalty.Objective)
                        Objective(penalty, measured);
        PointsTogether();
        EarnedBack();
        Minimum();
        CapOfAll();
        return this;
    }

    // "By the share reached": kept and counted are whole here; from ≤ share < to, multiplied out.
    private void Objective(Penalty penalty, Measured m)
    {
        var (kept, counted) = (m.Kept.Numerator, m.Counted.Numerator);
        if (counted == 0)
        {
            Lines.Add((penalty.Id, penalty.Kind, 0, 0, false));
            return;
        }
        BigInteger Of(decimal percent) => (BigInteger)(percent * 10_000m) * counted; // against kept × 1 000 000
        var (cost, times) = (Cost.Nothing, BigInteger.One);
        switch (penalty.Rule)
        {
            case BandsRule bands:
                foreach (var band in bands.Bands)
                    if (kept * 1_000_000 >= Of(band.From) && (kept * 1_000_000 < Of(band.To) || (band.To == 100 && kept == counted)))
                        cost = band.Cost;
                break;
            case StepRule step:
                times = 0;
                // One step after the other.
                for (var reached = Of(step.Below); reached > kept * 1_000_000; reached -= Of(step.Every))
                    if (step.Parts || reached - Of(step.Every) >= kept * 1_000_000)
                        times++;
                cost = times == 0 ? Cost.Nothing : step.Cost;
                break;
            case MissedRule missed:
                cost = kept * 1_000_000 < Of(m.AtLeast) ? missed.Cost : Cost.Nothing;
                break;
        }
        if (cost is PointsCost points)
            Lines.Add((penalty.Id, penalty.Kind, 0, points.Points * (decimal)times, false));
        else
            Charge(penalty.Id, penalty.Kind, Money(cost, penalty.Of) * times, penalty.Caps, penalty.Of);
    }

    private void Single(Penalty penalty)
    {
        var mine = facts.Breaches.Where(b => b.Target == penalty.Target).Where(b => penalty.When.Fields.All(f => f.Negated != f.Values.Contains(b.Fields.GetValueOrDefault(f.Field, ""), StringComparer.OrdinalIgnoreCase))).ToList();
        mine.Sort((a, b) => a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.Item, b.Item));
        BigInteger? sum = BigInteger.Zero;
        var (points, any) = (0m, false);
        for (var i = 0; i < mine.Count; i++)
        {
            var (count, cost) = (1L, Cost.Nothing);
            if (penalty.Rule is BreachRule breach)
            {
                if (i < breach.Free)
                    continue;
                cost = breach.Cost;
            }
            else if (penalty.Rule is HourRule hour)
            {
                cost = hour.Cost;
                var late = (hour.Clock ? mine[i].LateClock : mine[i].LateWorking) - hour.Free;
                for (count = 0; late >= NodaTime.Duration.FromHours(1); late -= NodaTime.Duration.FromHours(1))
                    count++;
                if (hour.Started && late > NodaTime.Duration.Zero)
                    count++;
            }
            any = true;
            var weight = 1m;
            if (penalty.Weights is { } weights)
                weight = weights.Values.TryGetValue(mine[i].Fields.GetValueOrDefault(weights.By, ""), out var w) ? w : weights.Else;
            if (cost is PointsCost p)
            {
                points += p.Points * count * weight;
                continue;
            }
            if (count * weight == 0)
                continue;
            var one = Money(cost, penalty.Of) * (BigInteger)(weight * 10_000m) * count / 10_000;
            if (penalty.Caps.Event is { } cap && one != 0)
                one = Money(cap, penalty.Of) is not { } most ? null : one > most ? most : one;
            sum += one;
        }
        if (MoneyOrPoints(penalty) is PointsCost)
            Lines.Add((penalty.Id, penalty.Kind, 0, points, false));
        else
            Charge(penalty.Id, penalty.Kind, any ? sum : 0, penalty.Caps, penalty.Of);
    }

    private static Cost MoneyOrPoints(Penalty penalty) => penalty.Rule switch { BreachRule b => b.Cost, HourRule h => h.Cost, _ => Cost.Nothing };

    private void Charge(string id, PenaltyKind kind, BigInteger? sum, Caps caps, string? of)
    {
        if (sum == 0 || sum is not { } known)
        {
            Lines.Add((id, kind, sum is null ? null : 0, 0, false));
            return;
        }
        var here = Lines.Where(l => l.Id == id).Sum(l => l.Amount ?? 0);
        var year = past.Where(p => p.InYear).Sum(p => p.Bill.Lines.Where(l => l.Id == id).Sum(l => l.Amount ?? 0));
        var amount = Rounded(known, agreement.Money.Rounding);
        foreach (var (cap, used) in new[] { (caps.Period, here), (caps.Year, here + year) })
            if (cap is not null)
            {
                if (Money(cap, of) is not { } most)
                {
                    Lines.Add((id, kind, null, 0, false));
                    return;
                }
                var left = most - Units(used);
                if (Units(amount) > left)
                    amount = left <= 0 ? 0 : Rounded(left, Rounding.Down);
            }
        Lines.Add((id, kind, amount, 0, false));
    }

    private void PointsTogether()
    {
        var points = Lines.Sum(l => l.Points);
        if (agreement.Money.Points is not { } rule || points == 0)
            return;
        foreach (var band in rule.Bands)
            if (points >= band.From && (band.To is null || points < band.To))
                Charge("points", rule.Kind, Money(band.Cost, rule.Of), Caps.None, rule.Of);
    }

    private void EarnedBack()
    {
        var back = new Dictionary<int, decimal>();
        foreach (var penalty in agreement.Penalties)
        {
            if (penalty.EarnBack is not { } rule || past.Count < rule.Periods)
                continue;
            var good = true;
            for (var i = 0; i < rule.Periods; i++)
            {
                var measured = (i == 0 ? facts : past[i - 1].Bill.Facts).Objectives.Where(o => o.Objective == penalty.Objective).ToList();
                good &= measured.Count > 0 && measured.TrueForAll(o => o.Counted.Numerator > 0 && o.Kept.Numerator * 1_000_000 >= (BigInteger)(rule.AtLeast * 10_000m) * o.Counted.Numerator);
            }
            var then = past[rule.Periods - 1].Bill;
            var charged = then.Lines.Where(l => l.Id == penalty.Id && !l.Back).Sum(l => l.Amount ?? 0);
            var cost = then.Lines.Where(l => !l.Back && l.Kind != PenaltyKind.Reward && (penalty.Kind == PenaltyKind.Fine || l.Kind != PenaltyKind.Fine || l.Id is "cap")).Sum(l => l.Amount ?? 0);
            var amount = Math.Min(charged, cost - back.GetValueOrDefault(rule.Periods));
            if (!good || amount <= 0)
                continue;
            back[rule.Periods] = back.GetValueOrDefault(rule.Periods) + amount;
            Lines.Add((penalty.Id, penalty.Kind, -amount, 0, true));
        }
    }

    private PeriodFacts Facts => facts;

    private void Minimum()
    {
        var sum = Total(PenaltyKind.Credit) + Total(PenaltyKind.Adjustment);
        if (agreement.Money.Minimum is { } least && sum > 0 && sum < least)
            TakeOff("minimum", sum);
    }

    private void CapOfAll()
    {
        var only = agreement.Money.Amounts.Count == 1 ? agreement.Money.Amounts.Keys.First() : null;
        var sum = Lines.Where(l => l.Kind != PenaltyKind.Reward).Sum(l => l.Amount ?? 0);
        var most = sum;
        if (agreement.Money.Caps.Period is { } period && Money(period, only) is { } inPeriod)
            most = Math.Min(most, Rounded(inPeriod, Rounding.Down));
        if (agreement.Money.Caps.Year is { } year && Money(year, only) is { } inYear)
        {
            var before = past.Where(p => p.InYear).Sum(p => p.Bill.Lines.Where(l => l.Kind != PenaltyKind.Reward).Sum(l => l.Amount ?? 0));
            most = Math.Min(most, Math.Max(0, Rounded(inYear, Rounding.Down) - before));
        }
        if (sum > 0 && most < sum)
            TakeOff("cap", sum - most);
    }

    private void TakeOff(string id, decimal amount)
    {
        foreach (var kind in new[] { PenaltyKind.Credit, PenaltyKind.Adjustment, PenaltyKind.Fine })
        {
            var part = Math.Min(amount, Total(kind));
            if (part > 0)
            {
                Lines.Add((id, kind, -part, 0, false));
                amount -= part;
            }
        }
    }
}
