using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Storage;

namespace Prazo.Tickets;

public enum Fate
{
    New,
    /// <summary>It was recorded before.</summary>
    Known,
    /// <summary>Another event was recorded under its id; that one stands (T2).</summary>
    Conflict,
    /// <summary>Its ticket holds as many events as a ticket may.</summary>
    Full,
}

/// <summary>What became of an event.</summary>
public sealed record Recorded(Guid Ticket, long Number, string EventId, Fate Fate);

/// <summary>The one way in: events are appended, the ticket is replayed, and its clocks are kept in the same transaction.</summary>
/// <param name="news">Who hears of new events, in their transaction.</param>
public sealed class TicketLog(ClockFold clocks, IEnumerable<ITicketNews>? news = null)
{
    /// <summary>A fold reads them all.</summary>
    public const int MostEvents = 10_000;

    /// <summary>Records events of one ticket of a foreign system, which is created when it is seen first. Safe to repeat: the same id is the same event (T2).</summary>
    public IReadOnlyList<Recorded> Record(Tx tx, Guid tenant, string source, string reference, IReadOnlyList<TicketEvent> events, string actor, Instant now)
    {
        var ticket = TicketStore.Lock(tx, tenant, source, reference) ?? TicketStore.Insert(tx, tenant, source, reference, now);
        var (past, before) = (TicketPast.Of(tx, ticket), ticket.Events);
        var known = past.Events.ToDictionary(e => e.Id, StringComparer.Ordinal);
        var results = new List<Recorded>(events.Count);
        foreach (var e in events)
        {
            var stored = e with { Id = e.Id.Length > 0 ? e.Id : ContentId(e), Occurred = Whole(e.Occurred), Recorded = Whole(now) };
            var fate = known.TryGetValue(stored.Id, out var first) ? Says(first, stored) ? Fate.Known : Fate.Conflict : ticket.Events < MostEvents ? Fate.New : Fate.Full;
            if (fate == Fate.New)
            {
                ticket = Append(tx, ticket, past, stored, actor);
                known.Add(stored.Id, stored);
            }
            results.Add(new Recorded(ticket.Id, ticket.Number, stored.Id, fate));
        }
        Fold(tx, ticket, past, before, now);
        return results;
    }

    /// <summary>Records what was done in Prazo itself to a ticket that is locked, and returns it as it stands then. Ids and the sequence within the ticket are its own, so that events of one
    /// millisecond keep the order in which they were done (T2).</summary>
    public (Ticket Ticket, IReadOnlyList<string> EventIds) Do(Tx tx, Ticket ticket, IReadOnlyList<TicketEvent> events, string actor, Instant now)
    {
        var (past, before) = (TicketPast.Of(tx, ticket), ticket.Events);
        var ids = new List<string>(events.Count);
        foreach (var e in events)
        {
            if (ticket.Events >= MostEvents)
                throw new RefusedException("ticket-full", "", $"a ticket holds at most {MostEvents} events", "open another and link it");
            var stored = e with { Id = Ids.New(now).ToString(), Occurred = Whole(e.Occurred), Recorded = Whole(now), Sequence = ticket.Events + 1 };
            ticket = Append(tx, ticket, past, stored, actor);
            ids.Add(stored.Id);
        }
        return (Fold(tx, ticket, past, before, now), ids);
    }

    /// <summary>The ticket with an event that is not known yet.</summary>
    internal static Ticket Append(Tx tx, Ticket ticket, TicketPast past, TicketEvent e, string actor)
    {
        ticket = ticket with { Events = ticket.Events + 1 };
        TicketStore.Append(tx, ticket, ticket.Events, e, actor);
        past.Events.Add(e);
        return ticket;
    }

    private Ticket Fold(Tx tx, Ticket ticket, TicketPast past, long before, Instant now)
    {
        if (ticket.Events == before)
            return ticket;
        var followed = FieldRules.Follow(tx, ticket, past);
        if (Metrics.Events.Enabled)
            tx.WhenCommitted(() => Metrics.Events.Add(followed.Events - before));
        var latest = clocks.Fold(tx, followed, past, now).Ticket;
        foreach (var reader in news ?? [])
            reader.Take(tx, latest, before, now);
        return latest;
    }

    /// <summary>Whether it is the same event sent again, and not another under its id.</summary>
    private static bool Says(TicketEvent known, TicketEvent e) => known.Kind == e.Kind && EventOrder.Content(known) == EventOrder.Content(e);

    /// <summary>Whole milliseconds, truncated once, on entry (T2).</summary>
    private static Instant Whole(Instant at) => Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    /// <summary>Without an id of the source, the content is the event's identity (T2).</summary>
    private static string ContentId(TicketEvent e) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EventOrder.Content(e))));
}
