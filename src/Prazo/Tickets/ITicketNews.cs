using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary>Somebody who hears of events when they are recorded, in the same transaction.</summary>
public interface ITicketNews
{
    /// <param name="ticket">As it stands after them.</param>
    /// <param name="firstSeq">The place of the first in the ticket's log; the others follow.</param>
    void Take(Tx tx, Ticket ticket, long firstSeq, IReadOnlyList<TicketEvent> events, Instant now);
}
