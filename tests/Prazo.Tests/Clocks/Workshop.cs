using NodaTime;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Tests.Clocks;

/// <summary>A database with the parts that fold tickets, and no server around them.</summary>
internal sealed class Workshop : IDisposable
{
    /// <summary>A promise of an hour by the clock, warned of at its half.</summary>
    public const string Agreement = """
        prazo: 1
        agreement: suporte
        title: Suporte
        kind: service
        zone: Etc/UTC
        targets:
          first-response:
            within: 1h clock
            calendar: 24x7
            warn: [50%]
        """;

    private readonly TestDatabase _database;

    public Workshop(string kind)
    {
        _database = TestDatabase.New(kind);
        Db = Db.Open(_database.Name);
        Clocks = new ClockFold(new PublishedAgreements());
        Tickets = new TicketLog(Clocks);
        Runner = new DeadlineRunner(Db, Clocks);
    }

    public Db Db { get; }
    public ClockFold Clocks { get; }
    public TicketLog Tickets { get; }
    public DeadlineRunner Runner { get; }

    /// <summary>As another process would open it.</summary>
    public Db Another() => Db.Open(_database.Name);

    public static Instant At(string time) => NodaTime.Text.InstantPattern.ExtendedIso.Parse($"2026-03-02T{time}Z").Value;

    public async Task<Guid> Workspace(string agreement = Agreement)
    {
        var now = At("08:00:00");
        var tenant = (await Db.Write(tx => Prazo.Workspaces.Workspace.Create(tx, "Loja", "en", "Etc/UTC", now))).TenantId;
        await Db.Write(tx => PublishedAgreements.Publish(tx, tenant, agreement, "test", now));
        return tenant;
    }

    public Task<IReadOnlyList<Recorded>> Created(Guid tenant, string ticket, string at, string? recorded = null) =>
        Record(tenant, ticket, new TicketCreated("c", At(at), default, 0, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty), recorded ?? at);

    public Task<IReadOnlyList<Recorded>> Record(Guid tenant, string ticket, TicketEvent e, string recorded) =>
        Db.Write(tx => Tickets.Record(tx, tenant, "shop", ticket, [e], "test", At(recorded)));

    /// <summary>Steps until nothing is left.</summary>
    public async Task Until(string time)
    {
        while (await Runner.Step(At(time)) > 0) { }
    }

    /// <summary>What was said of all clocks of the workspace, in the order in which it was.</summary>
    public Task<List<string>> Said(Guid tenant) => Db.Read(s => s.Query<SaidRow>("SELECT kind, stage FROM clock_facts WHERE tenant_id = @tenant ORDER BY id", new { tenant })
        .Select(f => f.Kind == f.Stage || f.Kind == "warned" ? f.Stage : f.Kind + " " + f.Stage).ToList());

    public void Dispose()
    {
        Db.Dispose();
        _database.Dispose();
    }

    private sealed record SaidRow
    {
        public string Kind { get; init; } = "";
        public string Stage { get; init; } = "";
    }
}
