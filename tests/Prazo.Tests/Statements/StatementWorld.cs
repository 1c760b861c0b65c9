using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Outages;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Tests.Statements;

/// <summary>A workspace with one agreement and a handful of tickets, told in UTC: <c>2026-09-03 12:00</c>.</summary>
internal sealed class StatementWorld : IDisposable
{
    private readonly OpenDatabase _kept;
    private readonly TicketLog _log;

    private StatementWorld(string database)
    {
        var kept = TestDatabase.Ready(database);
        (Database, _kept) = (kept.Name, new OpenDatabase(kept));
        _log = new TicketLog(new ClockFold(Agreements));
    }

    /// <summary>As <c>--database</c> takes it.</summary>
    public string Database { get; }
    public Db Db => _kept.Db;
    public Guid Tenant { get; private set; }
    public PublishedAgreements Agreements { get; } = new();
    public required string Agreement { get; init; }

    public static async Task<StatementWorld> Open(string database, string agreement, string text)
    {
        var world = new StatementWorld(database) { Agreement = agreement };
        await world.Begin(text);
        return world;
    }

    /// <summary>Goes on in a workspace of its own in the same database.</summary>
    public async Task Begin(string text)
    {
        Tenant = await Db.Write(tx => Workspace.Create(tx, "Oficina", "pt-BR", "UTC", At("2026-01-01 00:00")).TenantId);
        await Publish(text, "2026-01-01 00:00");
    }

    public static Instant At(string text) => InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Parse(text).Value;

    public Task Publish(string text, string at) => Db.Write(tx => PublishedAgreements.Publish(tx, Tenant, text, "ana", At(at)));

    public Task Ticket(string reference, string created, string customer = "") => Tell(reference, created, new TicketCreated("new", At(created), default, 0,
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("customer", customer), KeyValuePair.Create("status", "open")])));

    public Task Solve(string reference, string at, string? told = null) => Tell(reference, told ?? at, new FieldChanged("solved", At(at), default, 0, "status", "resolved"));

    public Task Waive(string reference, string at) => Tell(reference, at, new ClockWaived("waived", At(at), default, 0, "resolution", "the customer's power was out", "bruna", "ana"));

    public Task Tell(string reference, string told, TicketEvent what) => Db.Write(tx => _log.Record(tx, Tenant, "test", reference, [what], "test", At(told)));

    /// <param name="span">In UTC to the second: <c>2026-10-24 23:30:00..2026-10-25 01:30:01</c>; without an end it lasts.</param>
    public Task<Guid> Outage(string kind, string? what, string span, string told, string? announced = null, string title = "Database moved") =>
        Db.Write(tx => OutageActs.Report(By(tx, told), Agreements, new OutageInput(kind, what, Second(span.Split("..")[0]), span.Split("..")[1] is { Length: > 0 } until ? Second(until) : null, announced is null ? null : At(announced), title, "between us")).Id);

    public Act By(Tx tx, string at) => new(tx, _log, new Principal(Tenant, "user:ana", null, Principal.Scopes["admin"]), At(at));

    private static Instant Second(string text) => InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss").Parse(text).Value;

    public Task<Statement> Draft(string day, string now) => StatementActs.Draft(Db, Agreements, Tenant, Agreement, LocalDatePattern.Iso.Parse(day).Value, "ana", At(now));

    public Task<Statement> Close(Statement draft, string now) => StatementActs.Close(Db, Tenant, draft.Id, null, "ana", At(now));

    public async Task<Statement> Closed(string day, string now) => await Close(await Draft(day, now), now);

    public async Task<string> Export(Statement statement) => await Db.Read(s => StatementActs.Export(s, StatementActs.Find(s, Tenant, statement.Id)!));

    public static StatementVerdict Verify(string bundle) => StatementVerification.Verify(new StringReader(bundle), null, null);

    public void Dispose() => _kept.Dispose();
}
