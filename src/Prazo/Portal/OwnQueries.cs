using Prazo.Clocks;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Portal;

/// <summary>What customers read. There is no search in it: the index holds the words of internal notes as well, and finding would tell of them.</summary>
public static class OwnQueries
{
    public const int MostOnPage = 50;

    /// <summary>The newest first.</summary>
    /// <param name="before">Only those with a smaller number.</param>
    public static IReadOnlyList<Ticket> List(Session session, OwnScope scope, bool? open, long? before, int most = MostOnPage)
    {
        var theirs = "SELECT f.ticket_id FROM ticket_fields f WHERE f.tenant_id = @Tenant AND f.name = 'contact' AND f.value = @handle";
        var own = scope.Customer is null ? $"t.customer IS NULL AND t.id IN ({theirs})" : $"(t.customer = @Customer OR (t.customer IS NULL AND t.id IN ({theirs})))";
        var ended = open is { } o ? o ? " AND t.closed IS NULL" : " AND t.closed IS NOT NULL" : "";
        return session.Query<Ticket>($"""
            SELECT {TicketStore.ColumnsWithSubject} FROM tickets t
            WHERE t.tenant_id = @Tenant AND t.created IS NOT NULL AND {own}{ended} AND t.number < @before ORDER BY t.number DESC LIMIT @most
            """, new { scope.Tenant, scope.Customer, handle = scope.Contact.Handle, before = before ?? long.MaxValue, most });
    }

    /// <summary>What was said for them to read: no notes, and nothing of another customer's ticket that was merged into theirs.</summary>
    public static IReadOnlyList<Message> Messages(Session session, OwnScope scope, Ticket ticket)
    {
        var all = MessageStore.Of(session, scope.Tenant, ticket.Id).Where(m => m.Kind != "note").ToList();
        var theirs = all.Select(m => m.TicketId).Distinct().Where(id => id == ticket.Id || (TicketStore.Get(session, scope.Tenant, id) is { } other && scope.Covers(other))).ToHashSet();
        return [.. all.Where(m => theirs.Contains(m.TicketId))];
    }

    /// <summary>A file of a message that they may read, or one of their own that waits for its message.</summary>
    public static (Attachment About, byte[] Bytes)? File(Session session, OwnScope scope, Guid id, string actor)
    {
        if (Attachments.Find(session, scope.Tenant, id, actor) is not { } file)
            return null;
        if (file.About.MessageId is not { } message)
            return file;
        var ticket = session.Value<Guid?>("SELECT ticket_id FROM messages WHERE tenant_id = @Tenant AND id = @message AND kind <> 'note'", new { scope.Tenant, message });
        return ticket is { } of && TicketStore.Get(session, scope.Tenant, of) is { } found && scope.Covers(found) ? file : null;
    }

    /// <summary>Promises of some tickets that have not ended, as far as customers have a part in them.</summary>
    public static IReadOnlyList<ClockEntry> OpenClocks(Session session, Guid tenant, IEnumerable<Guid> tickets) =>
        [.. ClockStore.Open(session, tenant, tickets).Where(c => c.Promise is not null && !OwnPromises.Internal.Contains(c.Metric))];

    /// <summary>Agreements under which their tickets have clocks.</summary>
    public static IReadOnlySet<string> Agreements(Session session, OwnScope scope) => session.Query<string>($"""
        SELECT DISTINCT c.agreement FROM clocks c WHERE c.tenant_id = @Tenant AND c.ticket_id IN (
          SELECT t.id FROM tickets t WHERE t.tenant_id = @Tenant AND {(scope.Customer is null
              ? "t.customer IS NULL AND t.id IN (SELECT f.ticket_id FROM ticket_fields f WHERE f.tenant_id = @Tenant AND f.name = 'contact' AND f.value = @handle)" : "t.customer = @Customer")})
        """, new { scope.Tenant, scope.Customer, handle = scope.Contact.Handle }).ToHashSet(StringComparer.Ordinal);
}
