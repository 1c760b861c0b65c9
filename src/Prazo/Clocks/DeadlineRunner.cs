using NodaTime;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Clocks;

/// <summary>Looks for tickets whose time has come and folds them anew: what broke or is about to is said then, dated by the promise and not by the look (T3).
/// A row is a hint; the fold under the ticket's lock decides. Without a timer of its own (S10).</summary>
/// <param name="lanes">Transactions at once; with one, a step does one thing after the other.</param>
public sealed class DeadlineRunner(Db db, ClockFold clocks, int lanes = 1)
{
    /// <summary>Tickets of one workspace in one transaction.</summary>
    public const int MostInTurn = 200;

    /// <summary>What was pressed, and may still be taken back, counts from when it was pressed: until it is known which, its ticket is left alone. Not for ever, should nobody do it.</summary>
    public static readonly Duration LongestWait = Duration.FromSeconds(5);

    /// <summary>Gives each workspace with something due its turns, so that a burst of one does not keep the others waiting; how many tickets were looked at. Call again at once while it is many.</summary>
    public async Task<int> Step(Instant now)
    {
        var turns = await db.Read(s => Turns(s, now));
        var faults = new List<Exception>();
        foreach (var together in turns.Chunk(lanes))
            faults.AddRange((await Task.WhenAll(together.Select(t => Take(t, now)))).OfType<Exception>());
        // What failed for one workspace has kept none of the others from its turn.
        return faults.Count == 0 ? turns.Sum(t => t.Tickets.Length) : throw new AggregateException(faults);
    }

    /// <summary>First turns first. Each workspace is asked for its earliest row: one look into the index a workspace, however much is due in another.</summary>
    private List<Turn> Turns(Session session, Instant now)
    {
        var tenants = session.Query<Guid>("""
            SELECT tenant_id FROM (SELECT w.tenant_id, (SELECT MIN(t.wake) FROM tickets t WHERE t.tenant_id = w.tenant_id AND t.wake IS NOT NULL) AS wake FROM workspaces w) AS waiting
            WHERE wake <= @now ORDER BY wake, tenant_id
            """, new { now });
        return [.. tenants.SelectMany(tenant => session.Query<Guid>("""
                SELECT t.id FROM tickets t WHERE t.tenant_id = @tenant AND t.wake <= @now
                  AND NOT EXISTS (SELECT 1 FROM pending_acts p WHERE p.tenant_id = t.tenant_id AND p.ticket_id = t.id AND p.due > @given)
                ORDER BY t.wake, t.id LIMIT @most
                """, new { tenant, now, given = now - LongestWait, most = MostInTurn * lanes })
            .Chunk(MostInTurn).Select((tickets, number) => new Turn(tenant, number, tickets))).OrderBy(t => t.Number)];
    }

    private async Task<Exception?> Take(Turn turn, Instant now)
    {
        try
        {
            DetectionLag.Measure(await db.Write(tx => Fold(tx, turn, now)));
            return null;
        }
#pragma warning disable CA1031 // It is thrown when every workspace has had its turn.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e;
        }
    }

    private List<ClockFactEntry> Fold(Tx tx, Turn turn, Instant now)
    {
        var aside = SetAside.Ids(tx, turn.Tenant);
        // In the order of ids, so that two runners never wait for each other in a circle.
        var tickets = TicketStore.Lock(tx, turn.Tenant, turn.Tickets).Where(t => t.Wake <= now).ToList();
        if (tickets.Count == 0)
            return [];
        var pasts = TicketPast.Of(tx, turn.Tenant, tickets);
        var said = new List<ClockFactEntry>();
        // All together as long as nothing is in the way; otherwise each for itself, and what cannot be folded is set aside.
        if (!tickets.Exists(t => aside.Contains(t.Id)) && tx.Try(() => said.AddRange(tickets.SelectMany(t => Fold(tx, t, pasts, now)).ToList())) is null)
            return said;
        said.Clear();
        foreach (var ticket in tickets)
            if (tx.Try(() => said.AddRange(Fold(tx, ticket, pasts, now))) is { } fault)
                SetAside.Put(tx, ticket, fault, now);
            else if (aside.Contains(ticket.Id))
                SetAside.TakeBack(tx, turn.Tenant, ticket.Id);
        return said;
    }

    private IEnumerable<ClockFactEntry> Fold(Tx tx, Ticket ticket, IReadOnlyDictionary<Guid, Func<TicketPast>> pasts, Instant now) =>
        clocks.Fold(tx, ticket, pasts[ticket.Id](), now).Said.Where(f => f.At >= ticket.Recorded);

    /// <param name="Number">0: the workspace's first in this step.</param>
    private sealed record Turn(Guid Tenant, int Number, Guid[] Tickets);
}
