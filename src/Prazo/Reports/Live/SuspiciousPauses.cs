using Prazo.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Reports.Live;

/// <summary>A pause that looks like abuse, with its ticket.</summary>
/// <param name="By">The user who paused; where a rule or another system did, the agent who had the ticket.</param>
public sealed record SuspiciousPause(Ticket Ticket, JudgedPause Pause, string By);

/// <summary>Pauses of a workspace that began in the days of a query and look like abuse. Only tickets that were paused are replayed.</summary>
public static class SuspiciousPauses
{
    // As the index clocks_paused has it.
    private const string Paused = "(paused_customer > 0 OR paused_provider > 0 OR paused_supplier > 0 OR paused_nobody > 0 OR paused_since IS NOT NULL)";

    public static IReadOnlyList<SuspiciousPause> Of(Session session, PublishedAgreements agreements, Guid tenant, LiveQuery query)
    {
        var ids = session.Query<Guid>($"""
            SELECT DISTINCT ticket_id FROM clocks WHERE tenant_id = @tenant AND {Paused}{(query.To is null ? "" : " AND started < @To")}{(query.From is null ? "" : " AND (stopped IS NULL OR stopped >= @From)")}
            """, new { tenant, query.From, query.To });
        var revision = Counters.Now(session, tenant, Counters.Agreements);
        var found = new List<SuspiciousPause>();
        foreach (var some in ids.Chunk(1000))
        {
            var values = new { tenant, tickets = session.Dialect.Ids(some) };
            var events = session.Query<TicketStore.EventRow>($"SELECT ticket_id, {TicketStore.EventColumns} FROM events WHERE tenant_id = @tenant AND {session.Dialect.AnyOf("ticket_id", "tickets")} ORDER BY ticket_id, seq", values).ToLookup(e => e.TicketId);
            foreach (var ticket in session.Query<Ticket>($"SELECT {TicketStore.ColumnsWithSubject} FROM tickets t WHERE tenant_id = @tenant AND {session.Dialect.AnyOf("id", "tickets")}", values))
                if (LiveTickets.Fits(query, ticket.Values()))
                    found.AddRange(OfTicket(agreements.For(session, tenant, ticket.Rev, revision), ticket, [.. events[ticket.Id]], query));
        }
        return [.. found.OrderByDescending(p => p.Pause.From).ThenBy(p => p.Ticket.Number)];
    }

    private static IEnumerable<SuspiciousPause> OfTicket(Prazo.Engine.Agreements.AgreementSet set, Ticket ticket, IReadOnlyList<TicketStore.EventRow> rows, LiveQuery query)
    {
        var events = rows.Select(r => r.Event()).ToList();
        foreach (var pause in PauseRules.Judge(set, events, query.AsOf).Where(p => (query.From is not { } from || p.From >= from) && (query.To is not { } to || p.From < to)))
            yield return new SuspiciousPause(ticket, pause, PausedBy(rows, pause) ?? HeldBy(events, pause));
    }

    private static string? PausedBy(IReadOnlyList<TicketStore.EventRow> rows, JudgedPause pause) =>
        rows.LastOrDefault(r => r.Occurred == pause.From && (r.Kind is "pause" or "field") && r.Actor.StartsWith("user:", StringComparison.Ordinal))?.Actor["user:".Length..];

    private static string HeldBy(IReadOnlyList<TicketEvent> events, JudgedPause pause) => events.Where(e => e.Occurred <= pause.From).OrderBy(e => e, EventOrder.Comparer).Aggregate("", (held, e) => e switch
    {
        TicketCreated c => c.Fields.GetValueOrDefault("agent", ""),
        FieldChanged { Field: "agent" } f => f.Value,
        _ => held,
    });
}
