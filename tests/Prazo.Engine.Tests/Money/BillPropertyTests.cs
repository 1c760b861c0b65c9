using Prazo.Engine.Agreements;
using Prazo.Engine.Money;
using Prazo.Engine.Tests.Fuzz;

namespace Prazo.Engine.Tests.Money;

/// <summary>What holds for every bill, and the same bill by a second, slow computation.</summary>
public class BillPropertyTests
{
    private static string Told(Agreement agreement, PeriodFacts facts, Bill bill) => string.Join("\n", [AgreementWriter.Write(agreement.Document), .. facts.Objectives.Select(o => o.ToString()),
        .. facts.Breaches.Select(b => $"{b.Item} {b.Target} {b.At} {b.LateClock} {b.LateWorking} {string.Join(' ', b.Fields)}"), .. bill.Lines.Select(l => l.ToString())]);

    /// <summary>Some months after one another under one agreement, some of them in the year of the last.</summary>
    private static void ForRandomYears(string name, int count, Action<Agreement, PeriodFacts, Bill, IReadOnlyList<PastBill>, Random> law) => Mutator.Run(name, count, random =>
    {
        var (agreement, past) = (RandomMoney.Agreement(random), new List<PastBill>());
        for (var month = random.Next(1, 7); month > 0; month--)
        {
            var facts = RandomMoney.Facts(random);
            var bill = Bill.Of(agreement.Money, agreement.Penalties, facts, past);
            law(agreement, facts, bill, past, random);
            past.Insert(0, bill.AsPast(facts, inYear: true));
            if (random.Next(4) == 0)
                past = [.. past.Select(p => p with { InYear = false })];
        }
    });

    [Fact]
    public void T21_A_second_slow_computation_gives_the_same_bill() => Mutator.Run("slow bills", 10_000, random =>
    {
        var (agreement, past, slow) = (RandomMoney.Agreement(random), new List<PastBill>(), new List<(SlowBill, bool)>());
        for (var month = random.Next(1, 6); month > 0; month--)
        {
            var facts = RandomMoney.Facts(random);
            var bill = Bill.Of(agreement.Money, agreement.Penalties, facts, past);
            var again = new SlowBill(agreement, facts, slow).Run();
            var told = Told(agreement, facts, bill);
            bill.Lines.Where(l => l.Amount != 0 || l.Points != 0 && l.Penalty != "points").Select(l => (l.Penalty, l.Kind, l.Amount)).ShouldBe(again.Lines.Where(l => l.Amount != 0 || l.Points != 0).Select(l => (l.Id, l.Kind, l.Amount)), told);
            (bill.Credit, bill.Adjustment, bill.Fine, bill.Reward).ShouldBe((again.Total(PenaltyKind.Credit), again.Total(PenaltyKind.Adjustment), again.Total(PenaltyKind.Fine), again.Total(PenaltyKind.Reward)), told);
            var inYear = random.Next(4) > 0;
            past.Insert(0, bill.AsPast(facts, inYear));
            slow.Insert(0, (again, inYear));
        }
    });

    [Fact]
    public void T21_A_worse_month_never_costs_less() => ForRandomYears("worse months", 10_000, (agreement, facts, bill, past, random) =>
    {
        var worse = RandomMoney.Worse(random, facts);
        var dearer = Bill.Of(agreement.Money, agreement.Penalties, worse, past);
        dearer.Net.ShouldBeGreaterThanOrEqualTo(bill.Net, Told(agreement, facts, bill) + "\nworse:\n" + Told(agreement, worse, dearer));
    });

    [Fact]
    public void Caps_are_never_exceeded() => ForRandomYears("caps", 10_000, (agreement, facts, bill, past, _) =>
    {
        var told = Told(agreement, facts, bill);
        decimal? Most(Cost? cap) => cap switch { AmountCost a => a.Amount, PercentCost p => agreement.Money.Amounts["fee"] * p.Percent / 100, _ => null };
        foreach (var penalty in agreement.Penalties)
        {
            var charged = bill.Lines.Where(l => l.Penalty == penalty.Id && l.Outcome != BillOutcome.EarnedBack).ToList();
            charged.ShouldAllBe(l => l.Amount >= 0, told);
            if (Most(penalty.Caps.Period) is { } period)
                charged.Sum(l => l.Amount ?? 0).ShouldBeLessThanOrEqualTo(period, told);
            if (Most(penalty.Caps.Year) is { } year)
                (charged.Sum(l => l.Amount ?? 0) is var sum and > 0 ? sum + past.Where(p => p.InYear).Sum(p => p.Net(penalty.Id)) : 0).ShouldBeLessThanOrEqualTo(year, told);
            if (Most(penalty.Caps.Event) is { } single)
                charged.SelectMany(l => l.Items).ShouldAllBe(i => i.Raw == null || i.Raw <= single, told);
        }
        if (Most(agreement.Money.Caps.Period) is { } all)
            bill.Net.ShouldBeLessThanOrEqualTo(all, told);
    });

    [Fact]
    public void The_sums_of_a_bill_are_those_of_its_lines_to_the_cent() => ForRandomYears("sums", 5_000, (agreement, facts, bill, _, _) =>
    {
        var told = Told(agreement, facts, bill);
        bill.Net.ShouldBe(bill.Lines.Sum(l => (l.Kind == PenaltyKind.Reward ? -1 : 1) * (l.Amount ?? 0)), told);
        bill.Lines.ShouldAllBe(l => decimal.Round(l.Amount ?? 0, 2) == (l.Amount ?? 0), told);
        foreach (var line in bill.Lines.Where(l => l.Outcome == BillOutcome.Charged))
            Math.Abs(line.Raw!.Value.Round(10, Rounding.HalfEven) - line.Amount!.Value).ShouldBeLessThanOrEqualTo(agreement.Money.Rounding == Rounding.Down ? 0.01m : 0.005m, told);
        foreach (var line in bill.Lines.Where(l => l.Outcome == BillOutcome.Capped && l.Raw > Ratio.Zero))
            ((Ratio)line.Amount!.Value).ShouldBeLessThanOrEqualTo(line.Raw!.Value + 0.005m, told);
    });

    [Fact]
    public void T20_Shares_stay_within_0_and_100_and_are_no_number_without_data() => Mutator.Run("shares", 5_000, random =>
    {
        var tally = new Tally();
        for (var i = 0; i < 8; i++)
            tally.Add(new Tally { Met = random.Next(0, 3), MetLate = random.Next(0, 2), OpenBroken = random.Next(0, 2), Active = random.Next(0, 2), Cancelled = random.Next(0, 2), Waived = random.Next(0, 2), Untargeted = random.Next(0, 2) });
        if (random.Next(4) == 0)
            tally = new Tally { Active = random.Next(0, 5), Paused = random.Next(0, 5) };
        CountAs Any() => (CountAs)random.Next(0, 4);
        var share = Attainment.Of(tally, new Treatment(Any(), Any(), Any(), Any()));
        var measured = new Measured("o", "m", share.Kept, share.Counted, 95);
        (measured.Percent is null).ShouldBe(share.Counted == 0);
        (measured.Holds is null).ShouldBe(share.Counted == 0);
        if (measured.Percent is { } percent)
        {
            (percent >= Ratio.Zero && percent <= 100).ShouldBeTrue($"{tally}: {percent}");
            measured.Holds.ShouldBe(100m * share.Kept >= 95m * share.Counted);
        }
    });

    [Fact]
    public void The_order_of_facts_changes_nothing() => ForRandomYears("order of facts", 2_000, (agreement, facts, bill, past, random) =>
    {
        var breaches = facts.Breaches.ToArray();
        random.Shuffle(breaches);
        var again = Bill.Of(agreement.Money, agreement.Penalties, facts with { Breaches = [.. breaches] }, past);
        again.Lines.Select(l => (l.Penalty, l.Amount, string.Join(' ', l.Items))).ShouldBe(bill.Lines.Select(l => (l.Penalty, l.Amount, string.Join(' ', l.Items))), Told(agreement, facts, bill));
    });
}
