using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary>An event of a ticket that a foreign system names, as it came in.</summary>
public sealed record IncomingEvent(string Source, string Ref, TicketEvent Event);

/// <summary>What became of an event: recorded, or known already.</summary>
public sealed record Recorded(Guid Ticket, long Number, string EventId, bool IsNew);

/// <summary>The one way in: an event is appended, the ticket is replayed, and its clocks are kept in the same transaction.</summary>
/// <param name="news">Who hears of new events, in their transaction.</param>
public sealed class TicketLog(ClockFold clocks, IEnumerable<ITicketNews>? news = null)
{
    /// <summary>Records events of one ticket, which is created when it is seen first. Safe to repeat: the same id is the same event (T2).</summary>
    public IReadOnlyList<Recorded> Record(Tx tx, Guid tenant, string source, string reference, IReadOnlyList<TicketEvent> events, string actor, Instant now)
    {
        var ticket = TicketStore.Lock(tx, tenant, source, reference) ?? TicketStore.Insert(tx, tenant, source, reference, now);
        return Record(tx, ticket, events, actor, now);
    }

    private List<Recorded> Record(Tx tx, Ticket ticket, IReadOnlyList<TicketEvent> events, string actor, Instant now)
    {
        var results = new List<Recorded>(events.Count);
        var seq = ticket.Events;
        foreach (var e in events)
        {
            var stored = e with { Id = e.Id.Length > 0 ? e.Id : ContentId(e), Occurred = Whole(e.Occurred), Recorded = Whole(now) };
            var isNew = TicketStore.Append(tx, ticket, seq + 1, stored, actor);
            if (isNew)
                seq++;
            results.Add(new Recorded(ticket.Id, ticket.Number, stored.Id, isNew));
        }
        if (seq > ticket.Events)
            Fold(tx, ticket, seq, now);
        return results;
    }

    private void Fold(Tx tx, Ticket ticket, long head, Instant now)
    {
        var latest = clocks.Fold(tx, ticket with { Events = head }, now).Ticket;
        foreach (var reader in news ?? [])
            reader.Take(tx, latest, ticket.Events, now);
    }

    /// <summary>Whole milliseconds, truncated once, on entry (T2).</summary>
    private static Instant Whole(Instant at) => Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    /// <summary>Without an id of the source, the content is the event's identity (T2).</summary>
    private static string ContentId(TicketEvent e) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EventOrder.Content(e))));
}
