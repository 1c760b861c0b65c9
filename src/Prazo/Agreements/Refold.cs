using System.Globalization;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;

namespace Prazo.Agreements;

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
    internal bool Waits(Guid ticket, Instant? closed) => Finished is null && (Scope != "open" || closed is null)
        && (Reached is not { } reached || ticket.ToByteArray(bigEndian: true).AsSpan().SequenceCompareTo(reached.ToByteArray(bigEndian: true)) > 0);

    internal const string Columns = "tenant_id, id, reason, scope, made, made_by, reached, done, total, finished";

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

    internal static string Of(string scope) => scope == "open" ? " AND closed IS NULL" : "";
}
