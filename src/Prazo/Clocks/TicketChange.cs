using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Clocks;

/// <summary>What a fold found: the ticket as it is now, the clocks that came, changed or went, and what is to be said.</summary>
public sealed record TicketChange(Ticket Ticket, IReadOnlyList<ClockEntry> Came, IReadOnlyList<ClockEntry> Changed, IReadOnlyList<ClockEntry> Went, IReadOnlyList<ClockFactEntry> Said)
{
    internal void Keep(Tx tx)
    {
        foreach (var clock in Came)
            ClockStore.Insert(tx, clock);
        foreach (var clock in Changed)
            ClockStore.Update(tx, clock);
        foreach (var clock in Went)
            ClockStore.Delete(tx, clock);
        foreach (var fact in Said)
            ClockStore.Say(tx, fact);
        TicketStore.Update(tx, Ticket);
    }
}
