using NodaTime;
using Prazo.Storage;

namespace Prazo.Idempotency;

/// <summary>The answer that a key was given first (S6).</summary>
public static class AnswerStore
{
    /// <summary>Takes the key for this request; null when it was free, otherwise the answer that it has. Whoever else holds it at this moment is waited for.
    /// The same key with another request is refused.</summary>
    public static string? Take(Tx tx, Guid tenant, string key, byte[] request, Instant now)
    {
        var taken = tx.Execute("""
            INSERT INTO idempotency_keys (tenant_id, key, request, status, answer, created) VALUES (@tenant, @key, @request, 0, '', @now)
            ON CONFLICT (tenant_id, key) DO NOTHING
            """, new { tenant, key, request, now });
        return taken == 1 ? null : Find(tx, tenant, key, request);
    }

    /// <summary>The answer that the key has; null when it was never used.</summary>
    public static string? Find(Session session, Guid tenant, string key, byte[] request)
    {
        if (session.First<AnswerRow>("SELECT request, answer FROM idempotency_keys WHERE tenant_id = @tenant AND key = @key", new { tenant, key }) is not { } row)
            return null;
        return row.Request.AsSpan().SequenceEqual(request) ? row.Answer
            : throw new RefusedException("key-reused", "Idempotency-Key", "this key came with another request before", "take a new key for every new request");
    }

    public static void Keep(Tx tx, Guid tenant, string key, string answer) =>
        tx.Execute("UPDATE idempotency_keys SET status = 200, answer = @answer WHERE tenant_id = @tenant AND key = @key", new { tenant, key, answer });

    /// <summary>Gives the key back: nothing was done.</summary>
    public static void Release(Tx tx, Guid tenant, string key) =>
        tx.Execute("DELETE FROM idempotency_keys WHERE tenant_id = @tenant AND key = @key", new { tenant, key });

    private sealed record AnswerRow
    {
        public byte[] Request { get; init; } = [];
        public string Answer { get; init; } = "";
    }
}
