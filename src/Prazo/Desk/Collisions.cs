using System.Globalization;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Desk;

/// <summary>What a writer saw of a ticket when they began.</summary>
/// <param name="Seq">The last place in its log.</param>
/// <param name="Waiting">What of others waited to be sent.</param>
public sealed record SeenOfTicket(long Seq, IReadOnlyList<Guid> Waiting)
{
    public static SeenOfTicket Of(Ticket ticket, IEnumerable<PendingAct> pending) => new(ticket.Events, [.. pending.Select(p => p.Id)]);

    /// <summary>As a form carries it; null where it carries none.</summary>
    public static SeenOfTicket? Read(string? text) => text?.Split('.') is [var seq, .. var waiting] && long.TryParse(seq, CultureInfo.InvariantCulture, out var at)
        ? new(at, [.. waiting.Select(w => Guid.TryParse(w, out var id) ? id : Guid.Empty)]) : null;

    public override string ToString() => string.Join('.', Waiting.Select(w => w.ToString("N")).Prepend(Seq.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>A reply answers what its writer has read. What others wrote meanwhile is shown before it goes.</summary>
public static class Collisions
{
    public static void Check(Act act, Ticket ticket, SeenOfTicket seen)
    {
        if (Since(act.Tx, ticket, seen, act.Handle).Count > 0
            || PendingActs.Of(act.Tx, act.Tenant, ticket.Id).Any(p => p.Actor != act.Asker.Actor && p.Due is not null && p.Pressed.Writing is not null && !seen.Waiting.Contains(p.Id)))
            throw new RefusedException("collision", "", "somebody wrote on the ticket since you began", "read it, and send again");
    }

    /// <summary>Messages of others that came after what was seen.</summary>
    public static IReadOnlyList<Guid> Since(Session session, Ticket ticket, SeenOfTicket seen, string? own) => session.Query<Guid>("""
        SELECT m.id FROM messages m JOIN events e ON e.tenant_id = m.tenant_id AND e.ticket_id = m.ticket_id AND e.event_id = m.event_id
        WHERE m.tenant_id = @TenantId AND m.ticket_id = @Id AND e.seq > @Seq AND m.author <> @own ORDER BY m.at, m.id
        """, new { ticket.TenantId, ticket.Id, seen.Seq, own = own ?? "" });
}
