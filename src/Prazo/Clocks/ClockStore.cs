using NodaTime;
using Prazo.Storage;

namespace Prazo.Clocks;

/// <summary>A clock as it is kept: instants, never a state (S4).</summary>
public sealed record ClockEntry
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public string Lane { get; init; } = "";
    public long Cycle { get; init; }
    public string Agreement { get; init; } = "";
    public long Version { get; init; }
    public string Target { get; init; } = "";
    public string Metric { get; init; } = "";
    public string Calendar { get; init; } = "";
    public string? Promise { get; init; }
    public Instant Started { get; init; }
    public Instant? PausedSince { get; init; }
    public Instant? Soon { get; init; }
    public Instant? Due { get; init; }
    public Instant? Last { get; init; }
    public Instant? Broken { get; init; }
    public Instant? Stopped { get; init; }
    public long? Ending { get; init; }
    public Instant? OriginalDue { get; init; }
    public Instant? VerdictAt { get; init; }
    /// <summary>Milliseconds counted up to the stop, or to the fold.</summary>
    public long Worked { get; init; }
    public long Elapsed { get; init; }
    public Instant? NextFire { get; init; }
    public long Generation { get; init; }
    public string Fingerprint { get; init; } = "";
}

/// <summary>Something said of a clock, once for its generation and stage.</summary>
public sealed record ClockFactEntry
{
    public Guid TenantId { get; init; }
    public Guid ClockId { get; init; }
    public long Generation { get; init; }
    public string Stage { get; init; } = "";
    /// <summary>1: takes the fact of this generation and stage back.</summary>
    public long Withdrawal { get; init; }
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public string Target { get; init; } = "";
    public long Cycle { get; init; }
    public string Kind { get; init; } = "";
    public Instant At { get; init; }
    public Instant Noticed { get; init; }
    public string? Cause { get; init; }
    public long? FeedSeq { get; init; }
}

internal static class ClockStore
{
    public const string Columns = """
        tenant_id, id, ticket_id, lane, cycle, agreement, version, target, metric, calendar, promise, started, paused_since, soon, due, last, broken, stopped, ending,
        original_due, verdict_at, worked, elapsed, next_fire, generation, fingerprint
        """;

    public const string FactColumns = "tenant_id, clock_id, generation, stage, withdrawal, id, ticket_id, target, cycle, kind, at, noticed, cause, feed_seq";

    public static IReadOnlyList<ClockEntry> Of(Session session, Guid tenant, Guid ticket) =>
        session.Query<ClockEntry>($"SELECT {Columns} FROM clocks WHERE tenant_id = @tenant AND ticket_id = @ticket ORDER BY lane, cycle", new { tenant, ticket });

    public static IReadOnlyList<ClockFactEntry> FactsOf(Session session, Guid tenant, Guid ticket) =>
        session.Query<ClockFactEntry>($"SELECT {FactColumns} FROM clock_facts WHERE tenant_id = @tenant AND ticket_id = @ticket ORDER BY id", new { tenant, ticket });

    public static void Insert(Tx tx, ClockEntry clock) => tx.Execute($"""
        INSERT INTO clocks ({Columns})
        VALUES (@TenantId, @Id, @TicketId, @Lane, @Cycle, @Agreement, @Version, @Target, @Metric, @Calendar, @Promise, @Started, @PausedSince, @Soon, @Due, @Last, @Broken,
          @Stopped, @Ending, @OriginalDue, @VerdictAt, @Worked, @Elapsed, @NextFire, @Generation, @Fingerprint)
        """, clock);

    public static void Update(Tx tx, ClockEntry clock) => tx.Execute("""
        UPDATE clocks SET agreement = @Agreement, version = @Version, target = @Target, metric = @Metric, calendar = @Calendar, promise = @Promise, started = @Started,
          paused_since = @PausedSince, soon = @Soon, due = @Due, last = @Last, broken = @Broken, stopped = @Stopped, ending = @Ending, original_due = @OriginalDue,
          verdict_at = @VerdictAt, worked = @Worked, elapsed = @Elapsed, next_fire = @NextFire, generation = @Generation, fingerprint = @Fingerprint
        WHERE tenant_id = @TenantId AND id = @Id
        """, clock);

    public static void Delete(Tx tx, ClockEntry clock) =>
        tx.Execute("DELETE FROM clocks WHERE tenant_id = @TenantId AND id = @Id", clock);

    public static void Say(Tx tx, ClockFactEntry fact) => tx.Execute($"""
        INSERT INTO clock_facts ({FactColumns})
        VALUES (@TenantId, @ClockId, @Generation, @Stage, @Withdrawal, @Id, @TicketId, @Target, @Cycle, @Kind, @At, @Noticed, @Cause, NULL)
        """, fact);
}
