using System.Text.Json;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Clocks;

/// <summary>Replays a ticket and keeps what came out: the ticket's latest fields, its clocks, and what is new to say of them. Events and deadlines both end here,
/// under the ticket's lock, so that whatever happens twice is said once.</summary>
public sealed class ClockFold(PublishedAgreements agreements)
{
    /// <summary>Replays and keeps.</summary>
    public Folded Fold(Tx tx, Ticket ticket, Instant now) => Fold(tx, ticket, TicketPast.Of(tx, ticket), now);

    public Folded Fold(Tx tx, Ticket ticket, TicketPast past, Instant now)
    {
        var change = Change(tx, ticket, past, now);
        change.Keep(tx);
        TicketRows.Keep(tx, ticket, change.Ticket);
        return new Folded(change.Ticket, change.Said);
    }

    /// <summary>What is to be kept; nothing is written yet. A ticket is never seen from before its last fold: where a machine's clock went back, or is behind another's, what was
    /// said stays said.</summary>
    public TicketChange Change(Session session, Ticket ticket, TicketPast past, Instant now)
    {
        now = Instant.Max(now, ticket.Folded);
        var set = agreements.For(session, ticket.TenantId, ticket.Rev, past.Revision);
        var replay = ClockEngine.Replay(set, past.Events, now);
        var before = past.Clocks.ToDictionary(c => (c.Lane, c.Cycle));
        var said = past.Said.ToLookup(f => f.ClockId);
        var pin = ReplayPin.Of(set, past.Events).Fingerprint;
        var (came, changed, news) = (new List<ClockEntry>(), new List<ClockEntry>(), new News(ticket, now));
        foreach (var clock in replay.Clocks)
        {
            before.Remove((clock.Lane, clock.Cycle), out var known);
            var id = known?.Id ?? Ids.New(now);
            var generation = news.Of(id, clock.Target, clock.Cycle, known?.Generation ?? 1, ClockFacts.Of(clock, now), said[id]);
            var entry = ClockEntry.Of(ticket, clock, id, generation, pin);
            if (known is null)
                came.Add(entry);
            else if (entry != known)
                changed.Add(entry);
        }
        foreach (var gone in before.Values)
            news.Of(gone.Id, gone.Target, gone.Cycle, gone.Generation, [], said[gone.Id]);
        return new TicketChange(Latest(ticket, replay, past.Events, set, now), came, changed, [.. before.Values], news.Facts);
    }

    private static Ticket Latest(Ticket ticket, TicketReplay replay, List<TicketEvent> events, AgreementSet set, Instant now)
    {
        var fields = replay.Fields;
        var ahead = events.Where(e => e.Occurred > now).Select(e => (Instant?)e.Occurred);
        var ends = set.Agreements.FirstOrDefault(a => replay.Agreements.Any(c => !c.Supporting && c.Agreement == a.Id && c.Version == a.Version))?.Statuses ?? TicketStatuses.Default;
        var status = fields.GetValueOrDefault("status");
        return ticket with
        {
            Created = replay.Created, Updated = events.Aggregate(ticket.Updated, (latest, e) => Instant.Max(latest, e.Recorded)), Folded = now, Status = status, Priority = fields.GetValueOrDefault("priority"), Agent = fields.GetValueOrDefault("agent"),
            Team = fields.GetValueOrDefault("team"), Inbox = fields.GetValueOrDefault("inbox"), Channel = fields.GetValueOrDefault("channel"),
            Region = fields.GetValueOrDefault("region"), Stage = fields.GetValueOrDefault("stage"), Type = fields.GetValueOrDefault("type"),
            Customer = fields.GetValueOrDefault("customer"), Fields = JsonSerializer.Serialize(TicketScope.Shown(set, replay)), Covered = replay.IsCovered ? 1 : 0,
            WithoutClock = JsonSerializer.Serialize(replay.Uncovered),
            NextDue = replay.Clocks.Where(c => c.Run == Run.Running && c.Promised).Min(c => ClockEntry.EndOf(c.Due, c.Last, now)),
            // Out of hours a promise that is due is kept until people work again (T6): from its due date on that is what comes next.
            Wake = replay.Clocks.Select(c => c.NextFire).Concat(replay.Clocks.Where(c => c.Run == Run.Running && c.Due > now && c.Last > c.Due).Select(c => c.Due)).Concat(ahead).Min(),
            Closed = ends.Ends(status) ? events.Where(e => e.Occurred <= now && e is FieldChanged { Field: "status" } or TicketCreated).Max(e => (Instant?)e.Occurred) : null,
        };
    }
}

/// <summary>What a fold came to.</summary>
/// <param name="Ticket">As it stands then.</param>
/// <param name="Said">What had not been said of its clocks before.</param>
public sealed record Folded(Ticket Ticket, IReadOnlyList<ClockFactEntry> Said);
