using NodaTime;
using Prazo.Storage;

namespace Prazo.Alerts;

/// <summary>Somebody was told of a warning, a breach, or that one was taken back: once a fact and person.</summary>
public sealed record Alert
{
    public Guid TenantId { get; init; }
    public Guid FactId { get; init; }
    public Guid UserId { get; init; }
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public Guid ClockId { get; init; }
    public long Generation { get; init; }
    /// <summary>None for the built-in chain.</summary>
    public Guid? EscalationId { get; init; }
    /// <summary>From 1; 0 for what was taken back.</summary>
    public long Level { get; init; }
    public string Kind { get; init; } = "";
    public string Stage { get; init; } = "";
    public string Target { get; init; } = "";
    public long Cycle { get; init; }
    public Instant At { get; init; }
    public Instant Made { get; init; }
    public Instant? Withdrawn { get; init; }
    public Instant? Acknowledged { get; init; }
    public string? AcknowledgedBy { get; init; }
}

/// <summary>A level that waits for its delay.</summary>
internal sealed record EscalationStep
{
    public Guid TenantId { get; init; }
    public Guid FactId { get; init; }
    public long Level { get; init; }
    public Guid? EscalationId { get; init; }
    public Guid ClockId { get; init; }
    public long Generation { get; init; }
    public Instant Due { get; init; }
}

internal static class AlertStore
{
    public const string Columns = """
        tenant_id, fact_id, user_id, id, ticket_id, clock_id, generation, escalation_id, level, kind, stage, target, cycle, at, made, withdrawn, acknowledged, acknowledged_by
        """;

    /// <summary>False when the person was told of the fact before.</summary>
    public static bool Insert(Tx tx, Alert alert) => tx.Execute("""
        INSERT INTO alerts (tenant_id, fact_id, user_id, id, ticket_id, clock_id, generation, escalation_id, level, kind, stage, target, cycle, at, made)
        VALUES (@TenantId, @FactId, @UserId, @Id, @TicketId, @ClockId, @Generation, @EscalationId, @Level, @Kind, @Stage, @Target, @Cycle, @At, @Made)
        ON CONFLICT (tenant_id, fact_id, user_id) DO NOTHING
        """, alert) == 1;

    public static IReadOnlyList<Alert> OfFact(Session session, Guid tenant, Guid fact) =>
        session.Query<Alert>($"SELECT {Columns} FROM alerts WHERE tenant_id = @tenant AND fact_id = @fact ORDER BY id", new { tenant, fact });

    public static bool IsAcknowledged(Session session, Guid tenant, Guid clock, long generation) => session.Value<long>(
        "SELECT COUNT(*) FROM acknowledgements WHERE tenant_id = @tenant AND clock_id = @clock AND generation = @generation", new { tenant, clock, generation }) > 0;

    public static void Wait(Tx tx, EscalationStep step) => tx.Execute("""
        INSERT INTO escalation_steps (tenant_id, fact_id, level, escalation_id, clock_id, generation, due) VALUES (@TenantId, @FactId, @Level, @EscalationId, @ClockId, @Generation, @Due)
        ON CONFLICT (tenant_id, fact_id, level) DO NOTHING
        """, step);

    public static IReadOnlyList<Guid> WithStepsDue(Session session, Instant now) => session.Query<Guid>("""
        SELECT tenant_id FROM (SELECT w.tenant_id, (SELECT MIN(e.due) FROM escalation_steps e WHERE e.tenant_id = w.tenant_id) AS due FROM workspaces w) AS waiting
        WHERE due <= @now ORDER BY due, tenant_id
        """, new { now });

    public static IReadOnlyList<EscalationStep> StepsDue(Tx tx, Guid tenant, Instant now, int most) => tx.Query<EscalationStep>($"""
        SELECT tenant_id, fact_id, level, escalation_id, clock_id, generation, due FROM escalation_steps WHERE tenant_id = @tenant AND due <= @now
        ORDER BY due, fact_id, level LIMIT @most{tx.Dialect.ForUpdate}
        """, new { tenant, now, most });

    public static void Postpone(Tx tx, EscalationStep step, Instant later) =>
        tx.Execute("UPDATE escalation_steps SET due = @later WHERE tenant_id = @TenantId AND fact_id = @FactId AND level = @Level", new { later, step.TenantId, step.FactId, step.Level });

    public static void Forget(Tx tx, EscalationStep step) =>
        tx.Execute("DELETE FROM escalation_steps WHERE tenant_id = @TenantId AND fact_id = @FactId AND level = @Level", step);

    public static void ForgetSteps(Tx tx, Guid tenant, Guid fact) => tx.Execute("DELETE FROM escalation_steps WHERE tenant_id = @tenant AND fact_id = @fact", new { tenant, fact });

    public static void Withdraw(Tx tx, Guid tenant, Guid fact, Instant now) =>
        tx.Execute("UPDATE alerts SET withdrawn = @now WHERE tenant_id = @tenant AND fact_id = @fact AND withdrawn IS NULL", new { tenant, fact, now });
}
