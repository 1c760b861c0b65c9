using System.Text.Json;
using Prazo.Engine.Clocks;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary>A ticket that no agreement covers, and why each does not (T19).</summary>
public sealed record UncoveredTicket(Ticket Ticket, IReadOnlyList<NoClock> Why);

public static class UncoveredTickets
{
    /// <summary>How many there are by reason – that of the first agreement asked – and the newest of them.</summary>
    public static (IReadOnlyDictionary<string, long> Reasons, IReadOnlyList<UncoveredTicket> Newest) Of(Session session, Guid tenant, int most)
    {
        var rows = session.Query<Ticket>($"SELECT {TicketStore.Columns} FROM tickets WHERE tenant_id = @tenant AND covered = 0 AND created IS NOT NULL ORDER BY number DESC", new { tenant });
        var all = rows.Select(t => new UncoveredTicket(t, JsonSerializer.Deserialize<NoClock[]>(t.WithoutClock)!)).ToList();
        var reasons = all.CountBy(t => t.Why.Count > 0 ? t.Why[0].Code : "no-agreement").ToDictionary(r => r.Key, r => (long)r.Value, StringComparer.Ordinal);
        return (reasons, [.. all.Take(most)]);
    }
}
