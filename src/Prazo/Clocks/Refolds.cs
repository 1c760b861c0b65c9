using System.Globalization;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Clocks;

/// <summary>Tickets to be folded anew, because what they hang on has changed.</summary>
public sealed record Refold
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Reason { get; init; } = "";
    /// <summary><c>open</c>: tickets that are not closed; <c>all</c>.</summary>
    public string Scope { get; init; } = "open";
    public Instant Made { get; init; }
    public string MadeBy { get; init; } = "";
    /// <summary>The last ticket folded; those with a higher id still wait.</summary>
    public Guid? Reached { get; init; }
    public long Done { get; init; }
    public long Total { get; init; }
    public Instant? Finished { get; init; }

    /// <summary>Whether a ticket is among those that are still to be folded. Ids compare as they are stored.</summary>
    internal bool Waits(Ticket ticket) => Finished is null && (Scope != "open" || ticket.Closed is null)
        && (Reached is not { } reached || ticket.Id.ToByteArray(bigEndian: true).AsSpan().SequenceCompareTo(reached.ToByteArray(bigEndian: true)) > 0);
}

/// <summary>Works refolds off in the background (S4): a batch a step, resumed where the last one stopped.</summary>
public sealed class Refolds(Db db, ClockFold clocks)
{
    private const int MostInBatch = 200;
    private const string Columns = "tenant_id, id, reason, scope, made, made_by, reached, done, total, finished";

    public static Refold Ask(Tx tx, Guid tenant, string reason, string scope, string by, Instant now)
    {
        var refold = new Refold
        {
            TenantId = tenant, Id = Ids.New(now), Reason = reason, Scope = scope, Made = now, MadeBy = by,
            Total = tx.Value<long>($"SELECT COUNT(*) FROM tickets WHERE tenant_id = @tenant{Of(scope)}", new { tenant }),
        };
        tx.Execute($"INSERT INTO refolds ({Columns}) VALUES (@TenantId, @Id, @Reason, @Scope, @Made, @MadeBy, NULL, 0, @Total, NULL)", refold);
        AuditTrail.Write(tx, tenant, by, "clocks.refold", "refold:" + refold.Id, string.Create(CultureInfo.InvariantCulture, $$"""{"tickets":{{refold.Total}}}"""), now);
        return refold;
    }

    public static IReadOnlyList<Refold> All(Session session, Guid tenant) =>
        session.Query<Refold>($"SELECT {Columns} FROM refolds WHERE tenant_id = @tenant ORDER BY id DESC", new { tenant });

    /// <summary>Folds a batch of each refold that is not finished; how many tickets.</summary>
    public async Task<int> Step(Instant now)
    {
        var open = await db.Read(s => s.Query<Refold>($"SELECT {Columns} FROM refolds WHERE finished IS NULL ORDER BY id LIMIT 20"));
        var done = 0;
        foreach (var refold in open)
            done += await db.Write(tx => Batch(tx, refold.TenantId, refold.Id, now));
        return done;
    }

    private int Batch(Tx tx, Guid tenant, Guid id, Instant now)
    {
        // The row is the lease: who comes second waits, and finds the next batch.
        if (tx.First<Refold>($"SELECT {Columns} FROM refolds WHERE tenant_id = @tenant AND id = @id AND finished IS NULL{tx.Dialect.ForUpdate}", new { tenant, id }) is not { } refold)
            return 0;
        var tickets = tx.Query<Guid>($"SELECT id FROM tickets WHERE tenant_id = @tenant{Of(refold.Scope)}{(refold.Reached is null ? "" : " AND id > @reached")} ORDER BY id LIMIT @MostInBatch",
            new { tenant, reached = refold.Reached ?? Guid.Empty, MostInBatch });
        foreach (var ticket in tickets)
            if (TicketStore.Lock(tx, tenant, ticket) is { } locked)
                tx.Try(() => clocks.Fold(tx, locked, now));
        tx.Execute("UPDATE refolds SET reached = @reached, done = done + @done, finished = @finished WHERE tenant_id = @tenant AND id = @id",
            new { tenant, id, reached = tickets.Count > 0 ? tickets[^1] : refold.Reached, done = tickets.Count, finished = tickets.Count < MostInBatch ? now : (Instant?)null });
        return tickets.Count;
    }

    private static string Of(string scope) => scope == "open" ? " AND closed IS NULL" : "";
}
