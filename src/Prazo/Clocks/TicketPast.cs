using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Clocks;

/// <summary>What a fold starts from, as it stands under the ticket's lock.</summary>
/// <param name="Said">What was said of its clocks, withdrawals too.</param>
/// <param name="Revision">What the workspace has published by now.</param>
public sealed record TicketPast(List<TicketEvent> Events, IReadOnlyList<ClockEntry> Clocks, IReadOnlyList<ClockFactEntry> Said, long Revision)
{
    private const string Everything = $"""
        SELECT ticket_id, {TicketStore.EventColumns} FROM events WHERE tenant_id = @tenant AND @of ORDER BY ticket_id, seq;
        SELECT {ClockStore.Columns} FROM clocks WHERE tenant_id = @tenant AND @of ORDER BY ticket_id, lane, cycle;
        SELECT {ClockStore.FactColumns} FROM clock_facts WHERE tenant_id = @tenant AND @of ORDER BY id;
        SELECT value FROM counters WHERE tenant_id = @tenant AND name = @revision
        """;

    private static readonly string OfOne = Everything.Replace("@of", "ticket_id = @ticket", StringComparison.Ordinal);

    /// <summary>In one round trip. A ticket without events has no past.</summary>
    public static TicketPast Of(Tx tx, Ticket ticket) => ticket.Events == 0
        ? new([], [], [], ticket.Rev)
        : tx.Several(OfOne, new { tenant = ticket.TenantId, ticket = ticket.Id, revision = Counters.Agreements }, r =>
            new TicketPast([.. r.Next<TicketStore.EventRow>().Select(e => e.Event())], r.Next<ClockEntry>(), r.Next<ClockFactEntry>(), r.Next<long>()[0]));

    /// <summary>Of many tickets of one workspace, in one round trip. Their events are read here, but a fault in them shows where they are asked for.</summary>
    public static IReadOnlyDictionary<Guid, Func<TicketPast>> Of(Session session, Guid tenant, IReadOnlyList<Ticket> tickets)
    {
        var sql = Everything.Replace("@of", session.Dialect.AnyOf("ticket_id", "tickets"), StringComparison.Ordinal);
        return session.Several(sql, new { tenant, tickets = session.Dialect.Ids(tickets.Select(t => t.Id)), revision = Counters.Agreements }, r =>
        {
            var (events, clocks, said) = (r.Next<TicketStore.EventRow>().ToLookup(e => e.TicketId), r.Next<ClockEntry>().ToLookup(c => c.TicketId), r.Next<ClockFactEntry>().ToLookup(f => f.TicketId));
            var revision = r.Next<long>()[0];
            return tickets.ToDictionary(t => t.Id, t => (Func<TicketPast>)(() => new([.. events[t.Id].Select(e => e.Event())], [.. clocks[t.Id]], [.. said[t.Id]], revision)));
        });
    }
}
