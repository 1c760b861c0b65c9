using NodaTime;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Clocks;

/// <summary>Looks for tickets whose time has come and folds them anew: what broke or is about to is said then, dated by the promise and not by the look (T3).
/// A row is a hint; the fold under the ticket's lock decides. Without a timer of its own (S10).</summary>
public sealed class DeadlineRunner(Db db, ClockFold clocks)
{
    /// <summary>Of one workspace in one transaction.</summary>
    public const int MostInGroup = 200;

    private static readonly Duration Pause = Duration.FromMinutes(5);

    /// <summary>Folds what is due, workspaces in turn; how many tickets it looked at. Call again at once while it is many.</summary>
    public async Task<int> Step(Instant now)
    {
        var due = await db.Read(s => s.Query<DueRow>("SELECT tenant_id, id FROM tickets WHERE wake <= @now ORDER BY wake LIMIT 2000", new { now }));
        foreach (var group in due.GroupBy(r => r.TenantId).SelectMany(g => g.Chunk(MostInGroup).Select((rows, turn) => (rows, turn))).OrderBy(g => g.turn))
            await db.Write(tx => Fold(tx, group.rows, now));
        return due.Count;
    }

    private void Fold(Tx tx, DueRow[] rows, Instant now)
    {
        // In the order of ids, so that two runners never wait for each other in a circle.
        foreach (var row in rows.OrderBy(r => r.Id))
            if (TicketStore.Lock(tx, row.TenantId, row.Id) is { Wake: { } wake } ticket && wake <= now && tx.Try(() => clocks.Fold(tx, ticket, now)) is { } fault)
                SetAside(tx, ticket, fault, now);
    }

    /// <summary>A ticket that cannot be folded keeps nobody else waiting: it is looked at again later.</summary>
    private static void SetAside(Tx tx, Ticket ticket, Exception fault, Instant now)
    {
        tx.Execute("UPDATE tickets SET wake = @later WHERE tenant_id = @TenantId AND id = @Id", new { later = now + Pause, ticket.TenantId, ticket.Id });
        tx.Execute("INSERT INTO set_aside (tenant_id, ticket_id, at, fault) VALUES (@TenantId, @Id, @now, @fault) ON CONFLICT (tenant_id, ticket_id) DO UPDATE SET at = @now, fault = @fault",
            new { ticket.TenantId, ticket.Id, now, fault = fault.ToString() });
    }

    private sealed record DueRow
    {
        public Guid TenantId { get; init; }
        public Guid Id { get; init; }
    }
}
