using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;
using Prazo.Outages;

namespace Prazo.Statements;

/// <summary>What the same history costs under two agreements, by periods of statements that lie wholly in its days; made by what makes statements.</summary>
/// <param name="Bills">By agreement and period.</param>
/// <param name="NoPenalties">Agreements that charge nothing on either side.</param>
/// <param name="NoPeriods">Agreements with penalties of which no period lies in the days.</param>
public sealed record SimulatedBills(ImmutableArray<SimulatedBill> Bills, ImmutableArray<string> NoPenalties, ImmutableArray<string> NoPeriods)
{
    /// <param name="agreements">Ids of those that are compared.</param>
    /// <param name="since">From when on the history is whole; null: there was nothing before its first ticket.</param>
    /// <param name="until">Until when it is whole.</param>
    /// <param name="known">As of when clocks are looked at.</param>
    /// <param name="outages">Null: nobody kept any, and nothing is said of availability.</param>
    public static SimulatedBills Of(AgreementSet before, AgreementSet after, History history, IEnumerable<string> agreements, Instant? since, Instant until, Instant known, IReadOnlyList<KnownOutage>? outages = null)
    {
        var windows = outages?.Where(o => o.Now.Withdrawn is null).Select(StatementWindows.Fact).ToList();
        // Only who pays is counted once more.
        var tickets = new Lazy<List<TicketFacts>>(() => [.. Enumerable.Range(0, history.Count)
            .Select(i => new TicketFacts(i, 0, [.. history.EventsOf(i).Where(e => e.Occurred <= known && e.Recorded <= known)])).Where(t => t.Events.Count > 0)]);
        var (bills, without, none) = (ImmutableArray.CreateBuilder<SimulatedBill>(), ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        foreach (var id in agreements.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!before.Agreements.Concat(after.Agreements).Any(a => a.Id == id && !a.Penalties.IsEmpty))
            {
                without.Add(id);
                continue;
            }
            Dictionary<(LocalDate From, LocalDate To), BillSide> Side(AgreementSet set) => Sides(set, id, tickets.Value, since, until, known, windows).ToDictionary(s => (s.From, s.To));
            var (old, tried) = (Side(before), Side(after));
            if (old.Count + tried.Count == 0)
                none.Add(id);
            bills.AddRange(old.Keys.Union(tried.Keys).Order().Select(p => new SimulatedBill(id, p.From, p.To, old.GetValueOrDefault(p), tried.GetValueOrDefault(p))));
        }
        return new(bills.ToImmutable(), without.ToImmutable(), none.ToImmutable());
    }

    /// <summary>One after another: caps of a year and what is earned back go by the simulated periods before, and by no closed statement.</summary>
    private static IEnumerable<BillSide> Sides(AgreementSet set, string id, List<TicketFacts> tickets, Instant? since, Instant until, Instant known, List<WindowFact>? windows)
    {
        if (set.Agreements.Where(a => a.Id == id).MaxBy(a => a.Version) is not { } newest || tickets.Count == 0)
            yield break;
        var zone = AgreementSet.ZoneOf(newest);
        var first = since is { } s ? FirstWhole(s.InZone(zone)) : StatementActs.PeriodOf(newest, tickets.Min(t => t.Events.Min(e => e.Occurred)).InZone(zone).Date).From;
        var facts = new StatementFacts(id, first, first, known, [], [], tickets, [], []) { Tried = set, Windows = windows };
        var makers = new Dictionary<int, StatementMaker>();
        var past = new List<(LocalDate, PastBill)>();
        var last = until.InZone(zone).Date;
        for (var (from, to) = StatementActs.PeriodOf(newest, first); to <= last; (from, to) = StatementActs.PeriodOf(newest, to))
        {
            // What an objective of a quarter came to before these days is not known.
            if (StatementMaker.InForce(set, id, from, to) is not { } terms || StatementInputs.FirstDay(terms, from, to) < first)
                continue;
            if (!makers.TryGetValue(terms.Version, out var maker))
                makers[terms.Version] = maker = StatementMaker.Over(facts, terms);
            var (found, bill) = maker.Within(from, to).Settled(past);
            past.Insert(0, (from, bill.AsPast(found, false)));
            yield return new(terms, from, to, found, bill);
        }
    }

    private static LocalDate FirstWhole(ZonedDateTime since) => since.Date.AtStartOfDayInZone(since.Zone).ToInstant() == since.ToInstant() ? since.Date : since.Date.PlusDays(1);
}

/// <param name="From">The period's first day.</param>
/// <param name="To">The day after its last.</param>
/// <param name="Before">Null where the agreement was not in force, or has other periods.</param>
public sealed record SimulatedBill(string Agreement, LocalDate From, LocalDate To, BillSide? Before, BillSide? After)
{
    public bool OtherCurrency => Before is { } b && After is { } a && b.Bill.Currency != a.Bill.Currency && b.Charges && a.Charges;

    /// <summary>What it comes to more for the customer; null where one side is missing or unknown, or in another currency.</summary>
    public decimal? Difference => OtherCurrency ? null : After?.Net - Before?.Net;

    public string? Currency => After is { Charges: true } ? After.Bill.Currency : Before?.Bill.Currency;

    /// <summary>Lines of both sides, those of one penalty and period of an objective beside each other.</summary>
    public ImmutableArray<SimulatedLine> Lines
    {
        get
        {
            static ILookup<(string, string, PenaltyKind, bool), BilledLine> Of(BillSide? side) =>
                (side?.Lines ?? []).ToLookup(l => (l.Line.Penalty, l.Line.Period, l.Line.Kind, l.Line.Outcome == BillOutcome.EarnedBack));
            var (old, tried) = (Of(Before), Of(After));
            return [.. tried.Select(g => g.Key).Concat(old.Select(g => g.Key)).Distinct().SelectMany(k => Enumerable.Range(0, Math.Max(old[k].Count(), tried[k].Count()))
                .Select(i => new SimulatedLine(k.Item1, k.Item2, k.Item3, old[k].ElementAtOrDefault(i), tried[k].ElementAtOrDefault(i))))];
        }
    }
}

public sealed record SimulatedLine(string Penalty, string Period, PenaltyKind Kind, BilledLine? Before, BilledLine? After);

/// <summary>A period as a statement of it would be made.</summary>
public sealed record BillSide(Agreement Terms, LocalDate From, LocalDate To, PeriodFacts Facts, Bill Bill)
{
    /// <summary>Whether it has penalties at all.</summary>
    public bool Charges => !Terms.Penalties.IsEmpty;

    /// <summary>In the customer's favour; null where the amount of a line is unknown.</summary>
    public decimal? Net => Bill.Lines.Any(l => l.Outcome == BillOutcome.UnknownAmount) ? null : Bill.Net;

    public IEnumerable<BilledLine> Lines => Bill.Lines.Select(l => new BilledLine(l, Bill.Currency,
        Terms.Penalties.FirstOrDefault(p => p.Id == l.Penalty)?.Objective is { } objective ? Facts.Objectives.FirstOrDefault(o => o.Objective == objective && o.Period == l.Period) : null));
}

/// <param name="From">What its objective came to; null for a line of single breaches, and of caps and points.</param>
public sealed record BilledLine(BillLine Line, string? Currency, Measured? From)
{
    public string? Amount => Line.Amount is { } amount ? StatementMaker.Money(amount, Currency) : null;

    /// <summary>Numerator and denominator, or how many breaches count; "" where there is neither.</summary>
    public string Facts => From is { } of ? $"{of.Kept}/{of.Counted}" : Line.Items.IsEmpty ? "" : Line.Items.Length.ToString(CultureInfo.InvariantCulture);
}
