using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Statements;

/// <summary>What breaking the promises of a ticket would cost now.</summary>
/// <param name="Amount">More than nothing, in the customer's favour.</param>
public sealed record TicketRisk(long Ticket, decimal Amount, string? Currency);

/// <summary>Tickets whose promises cost something if they break, the dearest first.</summary>
/// <param name="AsOf">What was known then.</param>
public sealed record RiskList(Instant AsOf, IReadOnlyList<TicketRisk> Tickets);

/// <summary>By how much the bill of the present period would be more if a promise broke rather than was kept, computed as statements are: a cap that is reached makes the next breach cheap, a band that is near makes it dear.</summary>
public sealed class MoneyAtRisk
{
    private readonly Rested<RiskList> _kept;

    public MoneyAtRisk(PublishedAgreements agreements) => _kept = new(agreements, Computed);

    /// <summary>Whether breaking any promise that is in force costs anything.</summary>
    public static bool IsPromised(Session session, PublishedAgreements agreements, Guid tenant) => agreements.All(session, tenant).Agreements.Any(Costs);

    private static bool Costs(Agreement agreement) => !agreement.IsSupporting && agreement.Penalties.Length > 0;

    public RiskList Of(Session session, Guid tenant, Instant now) => _kept.Of(session, tenant, now);

    private static RiskList Computed(Session session, Guid tenant, AgreementSet set, Instant now)
    {
        var found = Selection.InForce(set, now).Where(Costs).SelectMany(a => OfAgreement(session, tenant, a, now));
        return new(now, [.. found.GroupBy(r => (r.Ticket, r.Currency)).Select(g => new TicketRisk(g.Key.Ticket, g.Sum(r => r.Amount), g.Key.Currency)).Where(r => r.Amount > 0)
            .GroupBy(r => r.Ticket).Select(g => g.MaxBy(r => r.Amount)!).OrderByDescending(r => r.Amount).ThenBy(r => r.Ticket)]);
    }

    private static IEnumerable<TicketRisk> OfAgreement(Session session, Guid tenant, Agreement terms, Instant now)
    {
        var (from, to) = StatementActs.PeriodOf(terms, now.InZone(AgreementSet.ZoneOf(terms)).Date);
        var past = StatementStore.Past(session, tenant, terms.Id, LocalDatePattern.Iso.Format(from.PlusYears(-StatementActs.YearsBack)), LocalDatePattern.Iso.Format(from));
        var facts = StatementInputs.SoFar(session, tenant, terms, from, to, now, past);
        return StatementMaker.Over(facts, terms).AtRisk(StatementPast.Of(facts).Periods).Select(r => new TicketRisk(r.Ticket, r.Amount, terms.Money.Currency));
    }

    /// <summary>A page of them that pass a filter. It begins after the row of the cursor, by amount, whatever was computed anew in between.</summary>
    public (TicketPage Page, IReadOnlyDictionary<Guid, TicketRisk> Risks) Page(Session session, Guid tenant, TicketFilter filter, string? cursor, int limit)
    {
        var list = Of(session, tenant, filter.Now).Tickets;
        var most = Math.Clamp(limit, 1, TicketList.MostOnPage);
        var (rows, risks, rest) = (new List<Ticket>(), new Dictionary<Guid, TicketRisk>(), After(list, cursor));
        foreach (var some in rest.Chunk(TicketList.MostOnPage))
        {
            var there = TicketList.Numbered(session, tenant, filter, some.Select(r => r.Ticket)).ToDictionary(t => t.Number);
            foreach (var risk in some.Where(r => there.ContainsKey(r.Ticket)))
            {
                if (rows.Count == most)
                    return (new(rows, Cursor(risks[rows[^1].Id])), risks);
                rows.Add(there[risk.Ticket]);
                risks[rows[^1].Id] = risk;
            }
        }
        return (new(rows, null), risks);
    }

    private static string Cursor(TicketRisk last) => string.Create(CultureInfo.InvariantCulture, $"{last.Amount}_{last.Ticket}");

    private static IEnumerable<TicketRisk> After(IReadOnlyList<TicketRisk> list, string? cursor)
    {
        if (cursor is null)
            return list;
        if (cursor.Split('_') is not [var amount, var ticket] || !decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var than)
            || !long.TryParse(ticket, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new RefusedException("bad-cursor", "cursor", "this is not a cursor of this list", "take 'next' of the page before, with the same sort");
        return list.Where(r => r.Amount < than || (r.Amount == than && r.Ticket > number));
    }
}
