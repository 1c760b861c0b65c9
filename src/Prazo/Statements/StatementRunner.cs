using NodaTime;
using Prazo.Storage;

namespace Prazo.Statements;

/// <summary>Warns who manages that the answer to something contested is due within a day, and that it is late: each once, whichever process comes first. An answer that came first is not warned of.</summary>
public sealed class StatementRunner(Db db)
{
    private static readonly Duration Pause = Duration.FromMinutes(1), Warned = Duration.FromDays(1);
    private Instant _next = Instant.MinValue;

    public async Task<int> Step(Instant now)
    {
        // A clock that goes back is not waited for.
        if (now < _next && now > _next - Pause)
            return 0;
        _next = now + Pause;
        var told = 0;
        foreach (var due in await db.Read(s => Due(s, now)))
            told += await db.Write(tx => Tell(tx, due, now));
        return told;
    }

    private sealed record Waiting
    {
        public Guid TenantId { get; init; }
        public Guid StatementId { get; init; }
        public string Item { get; init; } = "";
        public Instant AnswerDue { get; init; }
        public string Stage(Instant now) => AnswerDue <= now ? "late" : "soon";
    }

    private static IReadOnlyList<Waiting> Due(Session session, Instant now) => [.. session.Query<Waiting>("""
        SELECT i.tenant_id, i.statement_id, i.item, i.answer_due FROM statement_items i JOIN statements s ON s.tenant_id = i.tenant_id AND s.id = i.statement_id
        WHERE i.answer_due IS NOT NULL AND i.settled IS NULL AND i.answer_due <= @soon AND s.state = 'draft'
        ORDER BY i.answer_due, i.tenant_id, i.statement_id, i.item
        """, new { soon = now + Warned }).Where(w => session.Value<long>(
            "SELECT COUNT(*) FROM statement_notices WHERE tenant_id = @TenantId AND statement_id = @StatementId AND item = @Item AND stage = @stage", new { w.TenantId, w.StatementId, w.Item, stage = w.Stage(now) }) == 0)];

    private static int Tell(Tx tx, Waiting due, Instant now)
    {
        // Under the statement's lock: it may have been answered meanwhile.
        if (StatementStore.Lock(tx, due.TenantId, due.StatementId) is not { Open: true } statement || !StatementStore.Disputes(tx, due.TenantId, due.StatementId).Any(d => d.Item == due.Item && d.Waits)
            || tx.Execute("INSERT INTO statement_notices (tenant_id, statement_id, item, stage, at) VALUES (@TenantId, @StatementId, @Item, @stage, @now) ON CONFLICT DO NOTHING", new { due.TenantId, due.StatementId, due.Item, stage = due.Stage(now), now }) == 0)
            return 0;
        StatementNotices.ToManagers(tx, statement, "statement-answer-" + due.Stage(now), due.Item, now);
        return 1;
    }
}
