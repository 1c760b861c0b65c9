using System.Text.Json;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;

namespace Prazo.Outbox;

/// <summary>Something to be done outside. Its id goes with it, so that a receiver can drop a repetition.</summary>
public sealed record OutboxRow
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public string Content { get; init; } = "{}";
    public Instant Made { get; init; }
    public Instant? Due { get; init; }
    /// <summary>Attempts begun, the present one included.</summary>
    public long Attempts { get; init; }
    public Instant? Done { get; init; }
    public Instant? Dead { get; init; }
    public string? Fault { get; init; }
    /// <summary>Which receiver it is for, where its deliveries are shown.</summary>
    public Guid? About { get; init; }
    /// <summary>What came back at the last attempt, for people.</summary>
    public string? Answer { get; init; }
}

/// <summary>What is to be done outside once the transaction is committed: at least once, told apart by its id.</summary>
public static class OutboxStore
{
    private const string Columns = "tenant_id, id, kind, content, made, due, attempts, done, dead, fault, about, answer";

    /// <param name="kind">Which notifier takes it, such as <c>email</c> or <c>webhook</c>.</param>
    /// <param name="content">What it needs, as a JSON object.</param>
    public static Guid Put(Tx tx, Guid tenant, string kind, string content, Instant now, Instant? notBefore = null, Guid? about = null)
    {
        var id = Ids.New(now);
        tx.Execute("INSERT INTO outbox (tenant_id, id, kind, content, made, due, attempts, about) VALUES (@tenant, @id, @kind, @content, @now, @due, 0, @about)",
            new { tenant, id, kind, content, now, due = notBefore ?? now, about });
        return id;
    }

    /// <summary>A letter that is dead from the start: work that failed inside of Prazo, for people to see and to try again.</summary>
    internal static void PutDead(Tx tx, Guid tenant, string kind, string content, string fault, Instant now) =>
        tx.Execute("INSERT INTO outbox (tenant_id, id, kind, content, made, attempts, dead, fault) VALUES (@tenant, @id, @kind, @content, @now, 0, @now, @fault)",
            new { tenant, id = Ids.New(now), kind, content, now, fault });

    /// <summary>Workspaces with something due, the one that waits longest first.</summary>
    internal static IReadOnlyList<Guid> Waiting(Session session, Instant now) => session.Query<Guid>("""
        SELECT tenant_id FROM (SELECT w.tenant_id, (SELECT MIN(o.due) FROM outbox o WHERE o.tenant_id = w.tenant_id AND o.due IS NOT NULL) AS due FROM workspaces w) AS waiting
        WHERE due <= @now ORDER BY due, tenant_id
        """, new { now });

    /// <summary>Takes rows for a while: who takes them must settle them before the lease ends, or somebody else takes them. An attempt counts when it begins, so that a row which ends the
    /// process is given up too.</summary>
    internal static IReadOnlyList<OutboxRow> Claim(Tx tx, Guid tenant, Instant now, Duration lease, int most)
    {
        var rows = tx.Query<OutboxRow>($"SELECT {Columns} FROM outbox WHERE tenant_id = @tenant AND due <= @now ORDER BY due, id LIMIT @most{tx.Dialect.ForUpdate}", new { tenant, now, most });
        tx.Execute("UPDATE outbox SET due = @until, attempts = attempts + 1 WHERE tenant_id = @TenantId AND id = @Id", rows.Select(r => new { until = now + lease, r.TenantId, r.Id }));
        return [.. rows.Select(r => r with { Due = now + lease, Attempts = r.Attempts + 1 })];
    }

    /// <summary>What became of an attempt; nothing, if a later one has been begun.</summary>
    internal static void Settle(Tx tx, OutboxRow row, Instant? done, Instant? due, Instant? dead, string? fault, string? answer = null) => tx.Execute(
        "UPDATE outbox SET done = @done, due = @due, dead = @dead, fault = @fault, answer = @answer WHERE tenant_id = @TenantId AND id = @Id AND attempts = @Attempts AND done IS NULL",
        new { done, due, dead, fault, answer, row.TenantId, row.Id, row.Attempts });

    /// <summary>What nobody took, newest first, before a place.</summary>
    public static IReadOnlyList<OutboxRow> Dead(Session session, Guid tenant, Guid? before, int most) => session.Query<OutboxRow>($"""
        SELECT {Columns} FROM outbox WHERE tenant_id = @tenant AND dead IS NOT NULL{(before is null ? "" : " AND id < @before")} ORDER BY id DESC LIMIT @most
        """, new { tenant, before, most });

    /// <summary>Begins anew with a dead row; false when there is none such.</summary>
    public static bool Replay(Tx tx, Guid tenant, Guid id, string by, Instant now)
    {
        if (tx.Execute("UPDATE outbox SET dead = NULL, due = @now, attempts = 0, fault = NULL WHERE tenant_id = @tenant AND id = @id AND dead IS NOT NULL", new { tenant, id, now }) == 0)
            return false;
        AuditTrail.Write(tx, tenant, by, "letter.replayed", $"letter:{id}", "{}", now);
        return true;
    }

    /// <summary>Begins anew with all dead rows; how many.</summary>
    public static int ReplayAll(Tx tx, Guid tenant, string by, Instant now)
    {
        var letters = tx.Execute("UPDATE outbox SET dead = NULL, due = @now, attempts = 0, fault = NULL WHERE tenant_id = @tenant AND dead IS NOT NULL", new { tenant, now });
        AuditTrail.Write(tx, tenant, by, "letters.replayed", "letters", JsonSerializer.Serialize(new { letters }), now);
        return letters;
    }

    /// <summary>What went, or is to go, to one receiver, newest first, before a place.</summary>
    public static IReadOnlyList<OutboxRow> Of(Session session, Guid tenant, Guid about, Guid? before, int most) => session.Query<OutboxRow>($"""
        SELECT {Columns} FROM outbox WHERE tenant_id = @tenant AND about = @about{(before is null ? "" : " AND id < @before")} ORDER BY id DESC LIMIT @most
        """, new { tenant, about, before, most });

    /// <summary>Sends a row to its receiver once more, whatever became of it; one that waits goes at once. False when the receiver has none such.</summary>
    public static bool Again(Tx tx, Guid tenant, Guid about, Guid id, string by, Instant now)
    {
        if (tx.Execute("""
            UPDATE outbox SET attempts = CASE WHEN due IS NULL THEN 0 ELSE attempts END, done = NULL, dead = NULL, fault = NULL, answer = NULL, due = @now WHERE tenant_id = @tenant AND id = @id AND about = @about
            """, new { tenant, about, id, now }) == 0)
            return false;
        AuditTrail.Write(tx, tenant, by, "letter.replayed", $"letter:{id}", "{}", now);
        return true;
    }

    /// <summary>Rows that wait, of all workspaces.</summary>
    public static long Depth(Session session) => session.Value<long>("SELECT COUNT(*) FROM outbox WHERE due IS NOT NULL");
}
