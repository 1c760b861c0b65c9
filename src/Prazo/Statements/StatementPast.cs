using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Prazo.Engine.Money;

namespace Prazo.Statements;

/// <summary>Closed periods as they stand now. What was closed stays; what is known otherwise since is settled in the statement that is made now (T4), and caps of a year and what is earned back go by it.</summary>
/// <param name="Periods">By their first day, the latest first.</param>
/// <param name="Corrected">The sum of all differences, in the customer's favour.</param>
internal sealed record StatementPast(IReadOnlyList<(LocalDate From, PastBill Bill)> Periods, IReadOnlyList<StatementCorrection> Corrections, decimal Corrected)
{
    public static StatementPast Of(StatementFacts facts)
    {
        var (periods, corrections) = (new List<(LocalDate, PastBill)>(), new List<StatementCorrection>());
        foreach (var closed in facts.Past.OrderBy(p => p.From, StringComparer.Ordinal))
        {
            var accounted = Accounted(closed, facts.Past);
            if (facts.Reopened.Contains(closed.From))
            {
                var maker = StatementMaker.Again(facts, closed);
                var (now, bill) = maker.Settled(periods);
                corrections.AddRange(Differences(closed, accounted, maker, now, bill));
                accounted = bill.AsPast(now, false);
            }
            periods.Insert(0, (StatementMaker.Date(closed.From), accounted));
        }
        return new(periods, corrections, corrections.Sum(c => StatementMaker.Number(c.Difference)));
    }

    /// <summary>As it was closed, with what later statements corrected of it.</summary>
    private static PastBill Accounted(StatementBody closed, IReadOnlyList<StatementBody> all)
    {
        var later = all.Where(p => string.CompareOrdinal(p.From, closed.From) > 0).OrderBy(p => p.From, StringComparer.Ordinal).SelectMany(p => p.Corrections).Where(c => c.From == closed.From).ToList();
        var percents = closed.Objectives.GroupBy(o => o.Objective, StringComparer.Ordinal).Where(g => g.All(o => o.Percent is not null)).ToDictionary(g => g.Key, g => g.Min(Share), StringComparer.Ordinal);
        foreach (var (objective, percent) in later.SelectMany(c => c.Percents))
            percents[objective] = Exact(percent);
        return new PastBill(
            Sums(closed.Lines.Where(l => l.Outcome != EarnedBack).Select(l => (l.Penalty, Amount(l))).Concat(later.Select(c => (c.Penalty, Signed(c.Kind, StatementMaker.Number(c.Difference)))))),
            percents.ToImmutableSortedDictionary(StringComparer.Ordinal), false)
        {
            GivenBack = Sums(closed.Lines.Where(l => l.Outcome == EarnedBack).Select(l => (l.Penalty, -Amount(l)))),
        };
    }

    private static IEnumerable<StatementCorrection> Differences(StatementBody closed, PastBill accounted, StatementMaker maker, PeriodFacts now, Bill bill)
    {
        string Text(decimal amount) => StatementMaker.Money(amount, bill.Currency);
        var (again, because) = (bill.AsPast(now, false), Because(closed, maker, now));
        var kinds = closed.Lines.Select(l => (l.Penalty, l.Kind)).Concat(bill.Lines.Select(l => (l.Penalty, Kind: StatementMaker.Kebab(l.Kind.ToString())))).ToLookup(l => l.Penalty, l => l.Kind, StringComparer.Ordinal);
        var percents = again.Percents.ToImmutableSortedDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal);
        foreach (var penalty in kinds.Select(k => k.Key).Order(StringComparer.Ordinal))
        {
            var (kind, was, its) = (kinds[penalty].First(), accounted.Net(penalty), again.Net(penalty));
            if (was != its)
                yield return new(closed.From, closed.To, penalty, kind, Text(was), Text(its), Text(Signed(kind, its - was)), percents, because);
        }
    }

    /// <summary>What broke, what was not there, and what objectives came to, where it is otherwise than when the period was closed.</summary>
    private static List<StatementChange> Because(StatementBody closed, StatementMaker maker, PeriodFacts now)
    {
        static string Said(StatementBreach b) => string.Create(CultureInfo.InvariantCulture, $"{b.State} {b.LateClock}");
        static string Kept(string kept, string counted) => $"{kept}/{counted}";
        var (was, its) = (closed.Breaches.ToDictionary(b => b.Item, Said, StringComparer.Ordinal), maker.Breaches().ToDictionary(b => b.Item, Said, StringComparer.Ordinal));
        foreach (var w in closed.Windows ?? [])
            was[StatementChange.Window + w.Id] = w.Said;
        foreach (var w in maker.Windows() ?? [])
            its[StatementChange.Window + w.Id] = w.Said;
        foreach (var o in closed.Objectives)
            was[$"{o.Objective} {o.Period}"] = Kept(o.Kept, o.Counted);
        foreach (var o in now.Objectives)
            its[$"{o.Objective} {o.Period}"] = Kept(o.Kept.ToString(), o.Counted.ToString());
        return [.. was.Keys.Union(its.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Where(k => was.GetValueOrDefault(k) != its.GetValueOrDefault(k)).Select(k => new StatementChange(k, was.GetValueOrDefault(k), its.GetValueOrDefault(k)))];
    }

    private const string EarnedBack = "earned-back";

    /// <summary>What is more for a penalty is the customer's, what is more for a reward the provider's.</summary>
    private static decimal Signed(string kind, decimal amount) => kind == "reward" ? -amount : amount;

    private static decimal Amount(StatementLine line) => line.Amount is { } amount ? StatementMaker.Number(amount) : 0;
    private static ImmutableSortedDictionary<string, decimal> Sums(IEnumerable<(string Penalty, decimal Amount)> amounts) =>
        amounts.GroupBy(a => a.Penalty, StringComparer.Ordinal).ToImmutableSortedDictionary(g => g.Key, g => g.Sum(a => a.Amount), StringComparer.Ordinal);
    private static Ratio Share(StatementObjective o) => 100 * Exact(o.Kept) / Exact(o.Counted);
    private static Ratio Exact(string text) => text.Split('/') is [var over, var under] ? (Ratio)StatementMaker.Number(over) / StatementMaker.Number(under) : StatementMaker.Number(text);
}
