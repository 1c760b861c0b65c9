using NodaTime;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary>Somebody who hears of events when they are recorded, in the same transaction.</summary>
public interface ITicketNews
{
    /// <param name="ticket">As it stands after them.</param>
    /// <param name="afterSeq">The place in the ticket's log after which they stand.</param>
    void Take(Tx tx, Ticket ticket, long afterSeq, Instant now);
}
