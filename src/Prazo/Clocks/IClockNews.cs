using NodaTime;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Clocks;

/// <summary>Somebody who hears of what was said of clocks, in the order of the feed, each fact in one committed transaction once.</summary>
public interface IClockNews
{
    void Take(Tx tx, ClockFactEntry fact, Ticket ticket, Instant now);
}
