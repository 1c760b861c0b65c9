using NodaTime;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Clocks;

/// <summary>Tickets that a fault keeps from being folded: they keep nobody else waiting, are looked at again every five minutes, and are listed until one look succeeds.</summary>
public sealed record SetAside
{
    private static readonly Duration Pause = Duration.FromMinutes(5);

    public Guid TicketId { get; init; }
    public long Number { get; init; }
    public Instant At { get; init; }
    public string Fault { get; init; } = "";

    internal static void Put(Tx tx, Ticket ticket, Exception fault, Instant now)
    {
        tx.Execute("UPDATE tickets SET wake = @later WHERE tenant_id = @TenantId AND id = @Id", new { later = now + Pause, ticket.TenantId, ticket.Id });
        tx.Execute("INSERT INTO set_aside (tenant_id, ticket_id, at, fault) VALUES (@TenantId, @Id, @now, @fault) ON CONFLICT (tenant_id, ticket_id) DO UPDATE SET at = @now, fault = @fault",
            new { ticket.TenantId, ticket.Id, now, fault = fault.ToString() });
    }

    internal static IReadOnlySet<Guid> Ids(Session session, Guid tenant) =>
        session.Query<Guid>("SELECT ticket_id FROM set_aside WHERE tenant_id = @tenant", new { tenant }).ToHashSet();

    internal static void TakeBack(Tx tx, Guid tenant, Guid ticket) => tx.Execute("DELETE FROM set_aside WHERE tenant_id = @tenant AND ticket_id = @ticket", new { tenant, ticket });

    /// <summary>An event that was recorded since has folded its ticket, and so mended it.</summary>
    public static IReadOnlyList<SetAside> Of(Session session, Guid tenant) => session.Query<SetAside>("""
        SELECT s.ticket_id, t.number, s.at, s.fault FROM set_aside s JOIN tickets t ON t.tenant_id = s.tenant_id AND t.id = s.ticket_id
        WHERE s.tenant_id = @tenant AND t.folded <= s.at ORDER BY s.at, s.ticket_id
        """, new { tenant });
}
