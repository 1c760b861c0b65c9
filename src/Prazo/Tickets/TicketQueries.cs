using System.Globalization;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Explain;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Tickets;

public static class TicketQueries
{
    /// <summary>By id, or by the number that people say; null when the workspace has none such.</summary>
    public static Ticket? Find(Session session, Guid tenant, string idOrNumber)
    {
        if (Guid.TryParse(idOrNumber, out var id))
            return session.First<Ticket>($"SELECT {TicketStore.ColumnsWithSubject} FROM tickets t WHERE tenant_id = @tenant AND id = @id", new { tenant, id });
        return long.TryParse(idOrNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? session.First<Ticket>($"SELECT {TicketStore.ColumnsWithSubject} FROM tickets t WHERE tenant_id = @tenant AND number = @number", new { tenant, number })
            : null;
    }

    /// <summary>Several with what they are about, in no order.</summary>
    public static IReadOnlyList<Ticket> Named(Session session, Guid tenant, IEnumerable<Guid> ids) => session.Query<Ticket>(
        $"SELECT {TicketStore.ColumnsWithSubject} FROM tickets t WHERE tenant_id = @tenant AND {session.Dialect.AnyOf("id", "ids")}", new { tenant, ids = session.Dialect.Ids(ids.Distinct()) });

    /// <summary>When a ticket last changed, in Unix milliseconds; with the number of what was said of clocks, it moves with everything that a list shows.</summary>
    public static long LastChange(Session session, Guid tenant) =>
        session.Value<long?>("SELECT MAX(updated) FROM tickets WHERE tenant_id = @tenant", new { tenant }) is { } updated ? updated + Counters.Now(session, tenant, Counters.Feed) : 0;

    public static IReadOnlyList<string> Followers(Session session, Ticket ticket) =>
        session.Query<string>("SELECT handle FROM ticket_followers WHERE tenant_id = @TenantId AND ticket_id = @Id ORDER BY handle", ticket);

    /// <summary>A ticket's log under what was published for it.</summary>
    public static TicketReplay Replay(Session session, PublishedAgreements agreements, Ticket ticket, Instant now) =>
        ClockEngine.Replay(agreements.For(session, ticket.TenantId, ticket.Rev), TicketStore.Events(session, ticket.TenantId, ticket.Id).Select(r => r.Event()), now);

    /// <summary>Everything there is to explain about a ticket, replayed from its log.</summary>
    public static TicketAccount Explain(Session session, PublishedAgreements agreements, Ticket ticket, Instant now)
    {
        var (set, events) = (agreements.For(session, ticket.TenantId, ticket.Rev), TicketStore.Events(session, ticket.TenantId, ticket.Id).Select(r => r.Event()).ToList());
        return TicketAccount.Of(string.Create(CultureInfo.InvariantCulture, $"#{ticket.Number}"), set, events, now) with { Pin = ReplayPin.Of(set, events) };
    }
}
