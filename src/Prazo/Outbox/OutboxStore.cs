using NodaTime;
using Prazo.Storage;

namespace Prazo.Outbox;

/// <summary>What is to be done outside once the transaction is committed: at least once, told apart by its id.</summary>
public static class OutboxStore
{
    /// <param name="kind">Which notifier takes it, such as <c>email</c> or <c>webhook</c>.</param>
    /// <param name="content">What it needs, as a JSON object.</param>
    public static Guid Put(Tx tx, Guid tenant, string kind, string content, Instant now, Instant? notBefore = null)
    {
        var id = Ids.New(now);
        tx.Execute("INSERT INTO outbox (tenant_id, id, kind, content, made, due, attempts) VALUES (@tenant, @id, @kind, @content, @now, @due, 0)",
            new { tenant, id, kind, content, now, due = notBefore ?? now });
        return id;
    }
}
