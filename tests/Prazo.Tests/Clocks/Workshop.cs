using NodaTime;
using Prazo.Agreements;
using Prazo.Alerts;
using Prazo.Automations;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Tickets;
using Prazo.Webhooks;

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
        _database = TestDatabase.Ready(kind);
        Db = Db.Open(_database.Name);
        Clocks = new ClockFold(new PublishedAgreements());
        Tickets = new TicketLog(Clocks, [new AutomationTriggers()]);
        Runner = new DeadlineRunner(Db, Clocks);
        Alerts = AlertsOn(Db);
        Automations = new AutomationRunner(Db, Tickets);
    }

    public Db Db { get; }
    public ClockFold Clocks { get; }
    public TicketLog Tickets { get; }
    public DeadlineRunner Runner { get; }
    public AlertRunner Alerts { get; }
    public AutomationRunner Automations { get; }

    /// <summary>As the server has it.</summary>
    public static AlertRunner AlertsOn(Db db) => new(db, [new AutomationTriggers(), new WebhookNews()]);

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

    public Task<Guid> User(Guid tenant, string handle, string role = "agent") => Db.Write(tx =>
    {
        var id = Ids.New(At("08:00:00"));
        tx.Execute("INSERT INTO users (tenant_id, id, handle, name, email, role, created) VALUES (@tenant, @id, @handle, @handle, @email, @role, @now)",
            new { tenant, id, handle, role, email = handle + "@example.com", now = At("08:00:00") });
        return id;
    });

    /// <summary>Steps until nothing is left.</summary>
    public async Task Until(string time)
    {
        var feed = new ClockFeed(Db);
        while (await Runner.Step(At(time)) + await feed.Step() + await Alerts.Step(At(time)) + await Automations.Step(At(time)) > 0) { }
    }

    /// <summary>A ticket by the name that its source gives it.</summary>
    public Task<Ticket> Ticket(Guid tenant, string name) => Db.Write(tx => TicketStore.Lock(tx, tenant, "shop", name)!);

    public Task<IReadOnlyList<Recorded>> Set(Guid tenant, string ticket, string field, string value, string at) =>
        Record(tenant, ticket, new FieldChanged($"{field}-{at}", At(at), default, 0, field, value), at);

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
