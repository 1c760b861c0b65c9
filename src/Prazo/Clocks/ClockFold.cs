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
    /// <summary>A ticket is never seen from before its last fold: where a machine's clock went back, what was said stays said.</summary>
    public Folded Fold(Tx tx, Ticket ticket, Instant now)
    {
        now = Instant.Max(now, ticket.Folded);
        var news = new List<ClockFactEntry>();
        var events = TicketStore.Events(tx, ticket.TenantId, ticket.Id).Select(r => r.Event()).ToList();
        var set = agreements.For(tx, ticket.TenantId, ticket.Rev);
        var replay = ClockEngine.Replay(set, events, now);
        var before = ClockStore.Of(tx, ticket.TenantId, ticket.Id).ToDictionary(c => (c.Lane, c.Cycle));
        var said = ClockStore.FactsOf(tx, ticket.TenantId, ticket.Id).ToLookup(f => f.ClockId);
        var pin = ReplayPin.Of(set, events).Fingerprint;
        foreach (var clock in replay.Clocks)
        {
            before.Remove((clock.Lane, clock.Cycle), out var known);
            var id = known?.Id ?? Ids.New(now);
            var generation = Say(tx, news, ticket, id, known?.Generation ?? 1, ClockFacts.Of(clock, now), said[id], clock.Target, clock.Cycle, now);
            var entry = ClockEntry.Of(ticket, clock, id, generation, pin);
            if (known is null)
                ClockStore.Insert(tx, entry);
            else if (entry != known)
                ClockStore.Update(tx, entry);
        }
        foreach (var gone in before.Values)
        {
            Say(tx, news, ticket, gone.Id, gone.Generation, [], said[gone.Id], gone.Target, (int)gone.Cycle, now);
            ClockStore.Delete(tx, gone);
        }
        var latest = Latest(ticket, replay, events, set, now);
        TicketStore.Update(tx, latest);
        return new Folded(latest, news);
    }

    /// <summary>Takes back what no longer holds and says what is new (T1, T4). Taking back opens a new generation, in which the same may be said again.</summary>
    private static long Say(Tx tx, List<ClockFactEntry> news, Ticket ticket, Guid clock, long generation, IReadOnlyList<SaidFact> facts, IEnumerable<ClockFactEntry> said, string target, int cycle, Instant now)
    {
        var stands = ClockFacts.Standing(said);
        foreach (var s in stands)
            if (!facts.Any(f => f.Stage == s.Stage && f.At == s.At))
                Add(s.Generation, s.Stage, "withdrawn", s.At, facts.Any(f => f.Stage == s.Stage) ? "restated" : "no-longer-so", withdrawal: 1);
        if (stands.Any(s => !facts.Any(f => f.Stage == s.Stage && f.At == s.At)))
            generation++;
        foreach (var f in facts)
            if (!stands.Any(s => s.Stage == f.Stage && s.At == f.At))
                Add(generation, f.Stage, f.Kind, f.At, f.Cause, withdrawal: 0);
        return generation;

        void Add(long of, string stage, string kind, Instant at, string? cause, long withdrawal)
        {
            var fact = new ClockFactEntry
            {
                TenantId = ticket.TenantId, ClockId = clock, Generation = of, Stage = stage, Withdrawal = withdrawal, Id = Ids.New(now), TicketId = ticket.Id,
                Target = target, Cycle = cycle, Kind = kind, At = at, Noticed = now, Cause = cause,
            };
            ClockStore.Say(tx, fact);
            news.Add(fact);
        }
    }

    private static Ticket Latest(Ticket ticket, TicketReplay replay, List<TicketEvent> events, AgreementSet set, Instant now)
    {
        var fields = replay.Fields;
        var ahead = events.Where(e => e.Occurred > now).Select(e => (Instant?)e.Occurred);
        var ends = set.Agreements.FirstOrDefault(a => replay.Agreements.Any(c => c.Agreement == a.Id && c.Version == a.Version))?.Statuses ?? TicketStatuses.Default;
        var status = fields.GetValueOrDefault("status");
        return ticket with
        {
            Created = replay.Created, Updated = now, Folded = now, Status = status, Priority = fields.GetValueOrDefault("priority"), Agent = fields.GetValueOrDefault("agent"),
            Team = fields.GetValueOrDefault("team"), Inbox = fields.GetValueOrDefault("inbox"), Channel = fields.GetValueOrDefault("channel"),
            Region = fields.GetValueOrDefault("region"), Stage = fields.GetValueOrDefault("stage"), Type = fields.GetValueOrDefault("type"),
            Customer = fields.GetValueOrDefault("customer"), Fields = JsonSerializer.Serialize(fields), Covered = replay.IsCovered ? 1 : 0,
            WithoutClock = JsonSerializer.Serialize(replay.Uncovered),
            NextDue = replay.Clocks.Where(c => c.Run == Run.Running && c.Promised).Min(c => c.Due),
            Wake = replay.Clocks.Select(c => c.NextFire).Concat(ahead).Min(),
            Closed = ends.Ends(status) ? events.Where(e => e.Occurred <= now && e is FieldChanged { Field: "status" } or TicketCreated).Max(e => (Instant?)e.Occurred) : null,
        };
    }
}

/// <summary>What a fold came to.</summary>
/// <param name="Ticket">As it stands then.</param>
/// <param name="Said">What had not been said of its clocks before.</param>
public sealed record Folded(Ticket Ticket, IReadOnlyList<ClockFactEntry> Said);
