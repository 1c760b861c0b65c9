using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>Events and agreements in, clocks out. Pure: the same inputs give the same clocks, in whatever order or however often events are delivered (T2).</summary>
public static class ClockEngine
{
    /// <summary>All clocks of one ticket as of an instant; events after <paramref name="asOf"/> are not looked at.</summary>
    public static TicketReplay Replay(AgreementSet agreements, IEnumerable<TicketEvent> events, Instant asOf) => throw new NotImplementedException();
}
