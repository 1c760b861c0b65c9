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
        var past = TicketPast.Of(tx, ticket);
        var known = past.Events.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        var (results, before) = (new List<Recorded>(events.Count), ticket.Events);
        foreach (var e in events)
        {
            var stored = e with { Id = e.Id.Length > 0 ? e.Id : ContentId(e), Occurred = Whole(e.Occurred), Recorded = Whole(now) };
            var isNew = known.Add(stored.Id);
            if (isNew)
            {
                ticket = ticket with { Events = ticket.Events + 1 };
                TicketStore.Append(tx, ticket, ticket.Events, stored, actor);
                past.Events.Add(stored);
            }
            results.Add(new Recorded(ticket.Id, ticket.Number, stored.Id, isNew));
        }
        if (ticket.Events > before)
            Fold(tx, ticket, past, before, now);
        return results;
    }

    private void Fold(Tx tx, Ticket ticket, TicketPast past, long before, Instant now)
    {
        var latest = clocks.Fold(tx, ticket, past, now).Ticket;
        foreach (var reader in news ?? [])
            reader.Take(tx, latest, before, now);
    }

    /// <summary>Whole milliseconds, truncated once, on entry (T2).</summary>
    private static Instant Whole(Instant at) => Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    /// <summary>Without an id of the source, the content is the event's identity (T2).</summary>
    private static string ContentId(TicketEvent e) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EventOrder.Content(e))));
}
