using NodaTime;
using Prazo.Clocks;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Storage;

namespace Prazo.Reports.Live;

/// <summary>Time of broken promises that was spent with somebody.</summary>
/// <param name="Agreement">That under which they had the ticket; null: nobody but the team itself had it.</param>
/// <param name="Promises">How many of the broken promises they had a part in.</param>
public sealed record ChainShare(string? Agreement, int Promises, Duration Time);

/// <summary>A broken promise and where its time went.</summary>
/// <param name="Whole">Clock time from its start to its end, or until now.</param>
/// <param name="Spent">With whom; what is left was spent with the team itself.</param>
public sealed record BrokenChain(Guid TicketId, long Number, string Target, Metric Metric, Instant Broken, Duration Whole, IReadOnlyList<ChainShare> Spent);

/// <summary>Of the promises of an agreement that broke in a time, with whom theirs was spent.</summary>
public sealed record ChainHistory(Instant From, Instant To, IReadOnlyList<BrokenChain> Broken, IReadOnlyList<ChainShare> Shares, Duration Whole);

/// <summary>What promises to customers rest on: those of teams and suppliers.</summary>
public static class Chains
{
    private const int TicketsAtOnce = 1000;

    /// <summary>An agreement with customers and what supports it today; of a supporting one, every promise to customers that it is a part of.</summary>
    public static IReadOnlyList<PromiseChain> Of(AgreementSet all, Agreement agreement, Instant now)
    {
        if (!all.HasSupporting)
            return [];
        var others = Selection.InForce(all, now).Where(a => a.Id != agreement.Id).ToList();
        var supporting = others.Append(agreement).Where(a => a.IsSupporting).ToList();
        IEnumerable<Agreement> promising = agreement.IsSupporting ? others.Where(a => !a.IsSupporting) : [agreement];
        return [.. promising.SelectMany(a => Chain.Of(a, supporting, now.InZone(AgreementSet.ZoneOf(a)).Date)).Where(c => !agreement.IsSupporting || c.Parts.Any(p => p.Agreement.Id == agreement.Id))];
    }

    /// <summary>Breaches whose verdict lies in [from, to). Stretches of several promises of one team count once.</summary>
    public static ChainHistory History(Session session, Guid tenant, AgreementSet all, string agreement, Instant from, Instant to, Instant now)
    {
        var supporting = all.Agreements.Where(a => a.IsSupporting).Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var rows = session.Query<ClockEntry>($"SELECT {ClockStore.Columns} FROM clocks WHERE tenant_id = @tenant AND agreement = @agreement AND verdict_at >= @from AND verdict_at < @to ORDER BY verdict_at, id",
            new { tenant, agreement, from, to }).Where(c => c.Promise is not null && c.StateAt(now) is ClockState.MetLate or ClockState.Overdue).ToList();
        var broken = new List<BrokenChain>();
        foreach (var some in rows.Chunk(TicketsAtOnce))
        {
            var values = new { tenant, ids = session.Dialect.Ids(some.Select(c => c.TicketId).Distinct()) };
            var with = session.Query<ClockEntry>($"SELECT {ClockStore.Columns} FROM clocks WHERE tenant_id = @tenant AND metric = 'Turnaround' AND {session.Dialect.AnyOf("ticket_id", "ids")}", values).Where(c => supporting.Contains(c.Agreement)).ToLookup(c => c.TicketId);
            var numbers = session.Query<Numbered>($"SELECT id, number FROM tickets WHERE tenant_id = @tenant AND {session.Dialect.AnyOf("id", "ids")}", values).ToDictionary(t => t.Id, t => t.Number);
            broken.AddRange(some.Select(c => Broken(c, numbers[c.TicketId], with[c.TicketId], now)));
        }
        var whole = Sum(broken.Select(b => b.Whole));
        var shares = broken.SelectMany(b => b.Spent).GroupBy(s => s.Agreement, StringComparer.Ordinal).Select(g => new ChainShare(g.Key, g.Count(), Sum(g.Select(s => s.Time))))
            .OrderBy(s => s.Agreement is null).ThenByDescending(s => s.Time).ThenBy(s => s.Agreement, StringComparer.Ordinal).ToList();
        return new ChainHistory(from, to, broken, shares, whole);
    }

    private static BrokenChain Broken(ClockEntry clock, long number, IEnumerable<ClockEntry> with, Instant now)
    {
        var (start, end) = (clock.Started, clock.Stopped ?? now);
        (Instant From, Instant To) Within(ClockEntry c) => (Instant.Max(c.Started, start), Instant.Min(c.Stopped ?? now, end));
        var stretches = with.Select(c => (c.Agreement, Stretch: Within(c))).Where(c => c.Stretch.To > c.Stretch.From).ToLookup(c => c.Agreement, c => c.Stretch, StringComparer.Ordinal);
        var spent = stretches.Select(s => new ChainShare(s.Key, 1, Covered(s))).OrderByDescending(s => s.Time).ToList();
        var (whole, elsewhere) = (end - start, Covered(stretches.SelectMany(s => s)));
        if (whole > elsewhere)
            spent.Add(new ChainShare(null, 1, whole - elsewhere));
        return new BrokenChain(clock.TicketId, number, clock.Target, Enum.Parse<Metric>(clock.Metric), clock.VerdictAt!.Value, whole, spent);
    }

    /// <summary>How long at least one of them lasts.</summary>
    private static Duration Covered(IEnumerable<(Instant From, Instant To)> stretches)
    {
        var (sum, until) = (Duration.Zero, Instant.MinValue);
        foreach (var (from, to) in stretches.Order())
        {
            if (to > until)
                sum += to - Instant.Max(from, until);
            until = Instant.Max(until, to);
        }
        return sum;
    }

    private static Duration Sum(IEnumerable<Duration> lengths) => lengths.Aggregate(Duration.Zero, (a, b) => a + b);

    private sealed record Numbered
    {
        public Guid Id { get; init; }
        public long Number { get; init; }
    }
}
