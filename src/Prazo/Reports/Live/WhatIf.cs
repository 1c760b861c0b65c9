using System.Collections.Immutable;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Reports.Live;

/// <summary>What is tried on the tickets that a workspace has had.</summary>
/// <param name="Source">Agreements as they would be published; each takes the place of the newest version of the same id.</param>
/// <param name="From">Only tickets created at or after it.</param>
/// <param name="Most">The newest of them, if there are more.</param>
public sealed record WhatIfQuery(string Source, Instant From, Instant To, ImmutableArray<string> By, int Most);

/// <summary>Both sides and the history, read in one snapshot: what follows needs no database.</summary>
/// <param name="Before">The newest published versions.</param>
/// <param name="After">The same with what is tried in its place.</param>
/// <param name="LeftOut">Older tickets of the time asked for that there was no room for.</param>
/// <param name="Tried">Ids of the agreements that are tried.</param>
public sealed record WhatIf(AgreementSet Before, AgreementSet After, History History, long LeftOut, ImmutableArray<string> Tried)
{
    /// <summary>So many fit into memory and into a few seconds.</summary>
    public const int MostTickets = 20_000;

    /// <exception cref="RefusedException">The text has errors.</exception>
    public static WhatIf Read(Session session, PublishedAgreements agreements, Guid tenant, WhatIfQuery query)
    {
        var found = PublishedAgreements.Check(session, tenant, query.Source);
        // A published version as it stands, or with a few values changed: it needs no number of its own to be tried.
        if (found.Problems.Any(p => p.Code == "duplicate-version"))
            found = PublishedAgreements.Check(session, tenant, PublishedAgreements.NextVersion(session, tenant, query.Source));
        if (found.HasErrors)
            throw new RefusedException([.. found.Problems.Where(p => p.Severity == Engine.Severity.Error)]);
        var tried = found.Agreements.GroupBy(a => a.Id, StringComparer.Ordinal).Select(g => g.MaxBy(a => a.Version)!).ToList();
        var ids = tried.Select(a => a.Id).ToImmutableArray();
        var newest = KnownCalendars.Newest(agreements.All(session, tenant)).ToList();
        var (history, left) = Events(session, tenant, query);
        return new WhatIf(new AgreementSet(newest.Select(a => ids.Contains(a.Id) ? AllAlong(a) : a)),
            new AgreementSet(newest.Where(a => !ids.Contains(a.Id)).Concat(tried.Select(AllAlong)).OrderBy(a => a.Id, StringComparer.Ordinal)), history, left, ids);
    }

    public SimulationResult Run(Instant asOf, ImmutableArray<string> by, int threads) => Simulation.Run(Before, After, History, asOf, by, threads);

    // As if it had held then: a version that begins next month is to be tried on tickets of last month. Four hundred years are whole weeks: terms go on with the same days.
    private static Agreement AllAlong(Agreement agreement) => agreement with { From = agreement.From?.PlusYears(-400), To = null };

    private static (History, long LeftOut) Events(Session session, Guid tenant, WhatIfQuery query)
    {
        const string Asked = "tenant_id = @tenant AND created >= @From AND created < @To";
        var all = session.Value<long>($"SELECT COUNT(*) FROM tickets WHERE {Asked}", new { tenant, query.From, query.To });
        var numbers = session.Query<Numbered>($"SELECT id, number FROM tickets WHERE {Asked} ORDER BY created DESC, id DESC LIMIT @Most", new { tenant, query.From, query.To, query.Most })
            .ToDictionary(t => t.Id, t => t.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var builder = new HistoryBuilder();
        foreach (var row in session.Query<TicketStore.EventRow>($"""
            SELECT e.ticket_id, {string.Join(", ", TicketStore.EventColumns.Split(", ").Select(c => "e." + c))} FROM events e
            JOIN (SELECT id FROM tickets WHERE {Asked} ORDER BY created DESC, id DESC LIMIT @Most) t ON t.id = e.ticket_id
            WHERE e.tenant_id = @tenant ORDER BY e.ticket_id, e.seq
            """, new { tenant, query.From, query.To, query.Most }))
            builder.Add(numbers[row.TicketId], row.Event());
        return (builder.Build(), all - numbers.Count);
    }

    private sealed record Numbered
    {
        public Guid Id { get; init; }
        public long Number { get; init; }
    }
}
