using NodaTime;
using Prazo.Agreements;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Clocks;

/// <summary>Works refolds off in the background (S4): a batch a step, resumed where the last one stopped.</summary>
public sealed class Refolds(Db db, ClockFold clocks)
{
    private const int MostInBatch = 200;

    /// <summary>Folds a batch of each refold that is not finished; how many tickets.</summary>
    public async Task<int> Step(Instant now)
    {
        var open = await db.Read(s => s.Query<Refold>($"SELECT {Refold.Columns} FROM refolds WHERE finished IS NULL ORDER BY id LIMIT 20"));
        var done = 0;
        foreach (var refold in open)
            done += await db.Write(tx => Batch(tx, refold.TenantId, refold.Id, now));
        return done;
    }

    private int Batch(Tx tx, Guid tenant, Guid id, Instant now)
    {
        // The row is the lease: who comes second waits, and finds the next batch.
        if (tx.First<Refold>($"SELECT {Refold.Columns} FROM refolds WHERE tenant_id = @tenant AND id = @id AND finished IS NULL{tx.Dialect.ForUpdate}", new { tenant, id }) is not { } refold)
            return 0;
        var tickets = tx.Query<Guid>($"SELECT id FROM tickets WHERE tenant_id = @tenant{Refold.Of(refold.Scope)}{(refold.Reached is null ? "" : " AND id > @reached")} ORDER BY id LIMIT @MostInBatch",
            new { tenant, reached = refold.Reached ?? Guid.Empty, MostInBatch });
        foreach (var ticket in tickets)
            if (TicketStore.Lock(tx, tenant, ticket) is { } locked)
                tx.Try(() => clocks.Fold(tx, locked, now));
        tx.Execute("UPDATE refolds SET reached = @reached, done = done + @done, finished = @finished WHERE tenant_id = @tenant AND id = @id",
            new { tenant, id, reached = tickets.Count > 0 ? tickets[^1] : refold.Reached, done = tickets.Count, finished = tickets.Count < MostInBatch ? now : (Instant?)null });
        return tickets.Count;
    }
}
