using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>Events and agreements in, clocks out. Pure: the same inputs give the same clocks, in whatever order or however often events are delivered (T2).</summary>
public static class ClockEngine
{
    /// <summary>The rules by which clocks are counted. It changes with every release in which the same inputs may give other clocks; rows that carry another one are folded anew (T1).</summary>
    public const string RulesVersion = "1";

    /// <summary>All clocks of one ticket as of an instant (whole milliseconds, UTC); events after <paramref name="asOf"/> are not looked at.</summary>
    public static TicketReplay Replay(AgreementSet agreements, IEnumerable<TicketEvent> events, Instant asOf)
    {
        var now = Instant.FromUnixTimeMilliseconds(asOf.ToUnixTimeMilliseconds());
        return new TicketFold(agreements, EventOrder.Of(events, now), now).Run();
    }
}
