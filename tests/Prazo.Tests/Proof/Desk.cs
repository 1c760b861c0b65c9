using NodaTime;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Tests.Proof;

/// <summary>The product on a database, without a process around it: what is in memory here goes when the process dies.</summary>
internal sealed class Desk
{
    public const string Source = "shop";

    private readonly Guid _tenant;
    private readonly ClockFold _clocks;
    private readonly TicketLog _log;
    private readonly DeadlineRunner _deadlines;
    private readonly ClockFeed _feed;

    public Desk(Db db, Guid tenant)
    {
        (Db, _tenant) = (db, tenant);
        _clocks = new ClockFold(new PublishedAgreements());
        _log = new TicketLog(_clocks);
        _deadlines = new DeadlineRunner(db, _clocks);
        _feed = new ClockFeed(db);
    }

    public Db Db { get; }

    /// <summary>A workspace in which an agreement is published.</summary>
    public static async Task<Guid> Open(Db db, string agreement, Instant now)
    {
        var workspace = await db.Write(tx => Workspace.Create(tx, "Loja", "pt-BR", "America/Sao_Paulo", now));
        await db.Write(tx => PublishedAgreements.Publish(tx, workspace.TenantId, agreement, "test", now));
        return workspace.TenantId;
    }

    public Task<IReadOnlyList<Recorded>> Deliver(Delivery delivery, Instant now) => Db.Write(tx => _log.Record(tx, _tenant, Source, delivery.Ticket, [delivery.Event], "test", now));

    public async Task Deadlines(Instant now)
    {
        while (await _deadlines.Step(now) > 0) { }
    }

    public async Task Feed()
    {
        while (await _feed.Step() > 0) { }
    }

    public Task<IReadOnlyList<ClockFactEntry>> After(long place, int most) => Db.Read(s => ClockFeed.After(s, _tenant, place, most));

    /// <summary>Looks at every ticket anew, whether it is time or not: then all rows are as of the same instant.</summary>
    public async Task Refold(Instant now)
    {
        var ids = await Db.Read(s => s.Query<Guid>("SELECT id FROM tickets WHERE tenant_id = @_tenant ORDER BY id", new { _tenant }));
        foreach (var some in ids.Chunk(200))
            await Db.Write(tx =>
            {
                foreach (var ticket in TicketStore.Lock(tx, _tenant, some))
                    _clocks.Fold(tx, ticket, now);
            });
    }

    /// <summary>What people would be told, were they told everything again: what was said and not taken back, by ticket, clock and stage.</summary>
    public async Task<IReadOnlyList<string>> Effective() => Keep(await Db.Read(s => s.Query<FactRow>("""
        SELECT t.ref, f.target, f.cycle, f.stage, f.at FROM clock_facts f JOIN tickets t ON t.tenant_id = f.tenant_id AND t.id = f.ticket_id
        WHERE f.tenant_id = @_tenant AND f.withdrawal = 0 AND NOT EXISTS (SELECT 1 FROM clock_facts w
          WHERE w.tenant_id = f.tenant_id AND w.clock_id = f.clock_id AND w.generation = f.generation AND w.stage = f.stage AND w.withdrawal = 1)
        """, new { _tenant })));

    /// <summary>The same by a plain replay: the model that the database is held to.</summary>
    public async Task<IReadOnlyList<string>> Model(IEnumerable<Delivery> events, Instant now)
    {
        var set = await Db.Read(s => new PublishedAgreements().All(s, _tenant));
        return Keep(events.DistinctBy(e => (e.Ticket, e.Event.Id)).GroupBy(e => e.Ticket).SelectMany(ticket => ClockEngine.Replay(set, ticket.Select(e => e.Event), now).Clocks
            .SelectMany(clock => ClockFacts.Of(clock, now).Select(f => new FactRow { Ref = ticket.Key, Target = clock.Target, Cycle = clock.Cycle, Stage = f.Stage, At = f.At }))));
    }

    private static List<string> Keep(IEnumerable<FactRow> facts) => [.. facts.Select(f => $"{f.Ref} {f.Target}/{f.Cycle} {f.Stage} {f.At:uuuu-MM-dd HH:mm:ss.fff}").Order(StringComparer.Ordinal)];

    /// <summary>Every ticket and clock as it stands, but for ids, generations and what depends on when it was looked at.</summary>
    public async Task<IReadOnlyList<string>> Rows()
    {
        var tickets = await Db.Read(s => s.Query<Ticket>($"SELECT {TicketStore.Columns} FROM tickets WHERE tenant_id = @_tenant", new { _tenant }));
        var refs = tickets.ToDictionary(t => t.Id, t => t.Ref);
        var clocks = await Db.Read(s => s.Query<ClockEntry>($"SELECT {ClockStore.Columns} FROM clocks WHERE tenant_id = @_tenant", new { _tenant }));
        return
        [
            .. tickets.Select(t => t.Ref + " " + (t with { TenantId = default, Id = default, Number = 0, Rev = 0, Recorded = default, Updated = default, Folded = default })).Order(StringComparer.Ordinal),
            .. clocks.Select(c => refs[c.TicketId] + " " + (c with { TenantId = default, Id = default, TicketId = default, Generation = 0 })).Order(StringComparer.Ordinal),
        ];
    }

    public Task<IReadOnlyList<string>> Events() => Db.Read(s => s.Query<string>("""
        SELECT t.ref || ' ' || e.event_id FROM events e JOIN tickets t ON t.tenant_id = e.tenant_id AND t.id = e.ticket_id WHERE e.tenant_id = @_tenant
        """, new { _tenant }));

    public Task<IReadOnlyList<ClockFactEntry>> Facts() => Db.Read(s => s.Query<ClockFactEntry>($"SELECT {ClockStore.FactColumns} FROM clock_facts WHERE tenant_id = @_tenant ORDER BY feed_seq", new { _tenant }));

    private sealed record FactRow
    {
        public string Ref { get; init; } = "";
        public string Target { get; init; } = "";
        public long Cycle { get; init; }
        public string Stage { get; init; } = "";
        public Instant At { get; init; }
    }
}

/// <summary>An event on its way.</summary>
internal sealed record Delivery(string Ticket, TicketEvent Event);
