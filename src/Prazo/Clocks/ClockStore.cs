using NodaTime;
using Prazo.Storage;

namespace Prazo.Clocks;

internal static class ClockStore
{
    public const string Columns = """
        tenant_id, id, ticket_id, lane, cycle, agreement, version, target, metric, calendar, promise, started, paused_since, soon, due, last, broken, stopped, ending,
        original_due, verdict_at, worked, elapsed, paused_customer, paused_provider, paused_supplier, paused_nobody, pause_party, used,
        agent, team, next_fire, generation, fingerprint
        """;

    public const string FactColumns = "tenant_id, clock_id, generation, stage, withdrawal, id, ticket_id, target, cycle, kind, at, noticed, cause, feed_seq";

    public static IReadOnlyList<ClockEntry> Of(Session session, Guid tenant, Guid ticket) =>
        session.Query<ClockEntry>($"SELECT {Columns} FROM clocks WHERE tenant_id = @tenant AND ticket_id = @ticket ORDER BY lane, cycle", new { tenant, ticket });

    /// <summary>Those of some tickets that have not ended.</summary>
    public static IReadOnlyList<ClockEntry> Open(Session session, Guid tenant, IEnumerable<Guid> tickets) => session.Query<ClockEntry>(
        $"SELECT {Columns} FROM clocks WHERE tenant_id = @tenant AND {session.Dialect.AnyOf("ticket_id", "tickets")} AND stopped IS NULL", new { tenant, tickets = session.Dialect.Ids(tickets) });

    public static IReadOnlyList<ClockFactEntry> FactsOf(Session session, Guid tenant, Guid ticket) =>
        session.Query<ClockFactEntry>($"SELECT {FactColumns} FROM clock_facts WHERE tenant_id = @tenant AND ticket_id = @ticket ORDER BY id", new { tenant, ticket });

    public static void Insert(Tx tx, ClockEntry clock) => tx.Queue($"""
        INSERT INTO clocks ({Columns})
        VALUES (@TenantId, @Id, @TicketId, @Lane, @Cycle, @Agreement, @Version, @Target, @Metric, @Calendar, @Promise, @Started, @PausedSince, @Soon, @Due, @Last, @Broken,
          @Stopped, @Ending, @OriginalDue, @VerdictAt, @Worked, @Elapsed, @PausedCustomer, @PausedProvider, @PausedSupplier, @PausedNobody,
          @PauseParty, @Used, @Agent, @Team, @NextFire, @Generation, @Fingerprint)
        """, clock);

    public static void Update(Tx tx, ClockEntry clock) => tx.Queue("""
        UPDATE clocks SET agreement = @Agreement, version = @Version, target = @Target, metric = @Metric, calendar = @Calendar, promise = @Promise, started = @Started,
          paused_since = @PausedSince, soon = @Soon, due = @Due, last = @Last, broken = @Broken, stopped = @Stopped, ending = @Ending, original_due = @OriginalDue,
          verdict_at = @VerdictAt, worked = @Worked, elapsed = @Elapsed, paused_customer = @PausedCustomer, paused_provider = @PausedProvider,
          paused_supplier = @PausedSupplier, paused_nobody = @PausedNobody, pause_party = @PauseParty, used = @Used, agent = @Agent, team = @Team, next_fire = @NextFire, generation = @Generation, fingerprint = @Fingerprint
        WHERE tenant_id = @TenantId AND id = @Id
        """, clock);

    public static void Delete(Tx tx, ClockEntry clock) =>
        tx.Queue("DELETE FROM clocks WHERE tenant_id = @TenantId AND id = @Id", clock);

    public static void Say(Tx tx, ClockFactEntry fact) => tx.Queue($"""
        INSERT INTO clock_facts ({FactColumns})
        VALUES (@TenantId, @ClockId, @Generation, @Stage, @Withdrawal, @Id, @TicketId, @Target, @Cycle, @Kind, @At, @Noticed, @Cause, NULL)
        """, fact);
}
