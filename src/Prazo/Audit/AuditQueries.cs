using Prazo.Storage;

namespace Prazo.Audit;

public static class AuditQueries
{
    internal const string Columns = "tenant_id, id, at, actor, action, subject, content, seq, hash";

    private const int Batch = 1000;

    /// <summary>Sealed rows after a place, in order; of one actor, one subject or one action where asked.</summary>
    public static IReadOnlyList<AuditEntry> After(Session session, Guid tenant, long seq, int most, string? actor = null, string? subject = null, string? action = null) => session.Query<AuditEntry>($"""
        SELECT {Columns} FROM audit WHERE tenant_id = @tenant AND seq > @seq{(actor is null ? "" : " AND actor = @actor")}{(subject is null ? "" : " AND subject = @subject")}{(action is null ? "" : " AND action = @action")}
        ORDER BY seq LIMIT @most
        """, new { tenant, seq, most, actor, subject, action });

    /// <summary>Sealed rows before a place, the newest first; of one actor or one action where asked.</summary>
    public static IReadOnlyList<AuditEntry> Before(Session session, Guid tenant, long seq, int most, string? actor = null, string? action = null) => session.Query<AuditEntry>($"""
        SELECT {Columns} FROM audit WHERE tenant_id = @tenant AND seq < @seq{(actor is null ? "" : " AND actor = @actor")}{(action is null ? "" : " AND action = @action")}
        ORDER BY seq DESC LIMIT @most
        """, new { tenant, seq, most, actor, action });

    /// <summary>The head as the sealer keeps it; null before its first step.</summary>
    public static AuditHead? Head(Session session, Guid tenant, string lease = "") =>
        session.First<HeadRow>($"SELECT seq, hash FROM audit_heads WHERE tenant_id = @tenant{lease}", new { tenant }) is { } row ? new AuditHead(row.Seq, row.Hash) : null;

    /// <summary>All sealed rows, in order, some at a time.</summary>
    public static IEnumerable<AuditEntry> Sealed(Session session, Guid tenant)
    {
        for (var seq = 0L; ;)
        {
            var rows = After(session, tenant, seq, Batch);
            foreach (var row in rows)
                yield return row;
            if (rows.Count < Batch)
                yield break;
            seq = rows[^1].Seq!.Value;
        }
    }

    public static long Unsealed(Session session, Guid tenant) => session.Value<long>("SELECT COUNT(*) FROM audit WHERE tenant_id = @tenant AND seq IS NULL", new { tenant });

    private sealed record HeadRow
    {
        public long Seq { get; init; }
        public byte[] Hash { get; init; } = [];
    }
}
