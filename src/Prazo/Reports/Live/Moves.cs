using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Reports.Live;

/// <summary>How often a ticket came back and went on, from its opening to the instant of the report.</summary>
/// <param name="Ended">How often its status became one that ends it.</param>
/// <param name="Reopened">How often it became open again after that.</param>
/// <param name="Held">How many agents, one after the other, had it.</param>
public sealed record TicketMoves(Ticket Ticket, int Ended, int Reopened, int Held)
{
    /// <summary>How often it went from one agent to another; from nobody, or to nobody, is none.</summary>
    public int Reassigned => Math.Max(0, Held - 1);

    /// <summary>When its status ended it for the first time.</summary>
    public NodaTime.Instant? FirstEnd { get; init; }

    public bool HasEnded => Ended > 0;
    public bool WasReopened => Reopened > 0;
    public bool WasHeld => Held > 0;
    public bool WasReassigned => Held > 1;

    /// <summary>A dimension's value, as the ticket's fields say it now.</summary>
    public string Value(string dimension) => Ticket.Values().GetValueOrDefault(dimension, "");
}

/// <summary>Tickets that were reopened or went from hand to hand, of those that were opened in the days of a query.</summary>
public static class Moves
{
    public static IReadOnlyList<TicketMoves> Of(Session session, PublishedAgreements agreements, Guid tenant, LiveQuery query)
    {
        var tickets = LiveTickets.Opened(session, tenant, query).ToList();
        var ends = Ends(session, agreements.All(session, tenant), tenant);
        var moves = new List<TicketMoves>(tickets.Count);
        foreach (var some in tickets.Chunk(2000))
        {
            // What sets neither is not read.
            var events = session.Query<TicketStore.EventRow>($"""
                SELECT ticket_id, {TicketStore.EventColumns} FROM events
                WHERE tenant_id = @tenant AND {session.Dialect.AnyOf("ticket_id", "tickets")} AND (kind = 'created' OR kind = 'field' AND (content LIKE '%"status"%' OR content LIKE '%"agent"%'))
                """, new { tenant, tickets = session.Dialect.Ids(some.Select(t => t.Id)) }).ToLookup(e => e.TicketId);
            moves.AddRange(some.Select(t => Count(t, EventOrder.Of(events[t.Id].Select(e => e.Event()), query.AsOf), ends(t.Id))));
        }
        return moves;
    }

    internal static TicketMoves Count(Ticket ticket, IReadOnlyList<TicketEvent> events, TicketStatuses statuses)
    {
        var (ended, reopened, held, over, holder) = (0, 0, 0, false, "");
        NodaTime.Instant? first = null;
        foreach (var e in events)
        {
            switch (e)
            {
                case TicketCreated c:
                    Status(c.Fields.GetValueOrDefault("status"));
                    Agent(c.Fields.GetValueOrDefault("agent", ""));
                    break;
                case FieldChanged { Field: "status" } f: Status(f.Value); break;
                case FieldChanged { Field: "agent" } f: Agent(f.Value); break;
            }
            first ??= ended > 0 ? e.Occurred : null;
        }
        return new TicketMoves(ticket, ended, reopened, held) { FirstEnd = first };

        void Status(string? status)
        {
            var ends = statuses.Ends(status);
            (ended, reopened) = (ended + (ends && !over ? 1 : 0), reopened + (over && !ends ? 1 : 0));
            over = ends;
        }

        // Laid down and taken up again by the same agent is no other hand.
        void Agent(string agent)
        {
            if (agent.Length == 0 || agent == holder)
                return;
            (holder, held) = (agent, held + 1);
        }
    }

    /// <summary>Which statuses end a ticket: those of the agreement that it has clocks of.</summary>
    private static Func<Guid, TicketStatuses> Ends(Session session, AgreementSet set, Guid tenant)
    {
        if (set.Agreements.All(a => a.Statuses == TicketStatuses.Default))
            return _ => TicketStatuses.Default;
        var byAgreement = set.Agreements.ToDictionary(a => (a.Id, (long)a.Version), a => a.Statuses);
        var ofTicket = session.Query<Covering>("SELECT DISTINCT ticket_id, agreement, version FROM clocks WHERE tenant_id = @tenant", new { tenant }).ToLookup(c => c.TicketId);
        return ticket => ofTicket[ticket].Select(c => byAgreement.GetValueOrDefault((c.Agreement, c.Version))).OfType<TicketStatuses>().FirstOrDefault(TicketStatuses.Default);
    }

    private sealed record Covering
    {
        public Guid TicketId { get; init; }
        public string Agreement { get; init; } = "";
        public long Version { get; init; }
    }
}
