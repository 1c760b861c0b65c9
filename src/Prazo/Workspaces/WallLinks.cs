using System.Text.Json;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;

namespace Prazo.Workspaces;

/// <summary>A link for a screen on a wall, as it can be seen again: never its secret.</summary>
public sealed record WallLink
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public Instant Created { get; init; }
    public string CreatedBy { get; init; } = "";
    public Instant? Revoked { get; init; }
    /// <summary>To some minutes.</summary>
    public Instant? LastUsed { get; init; }
}

/// <summary>Links by which a screen shows what is at risk without anybody being signed in: <c>pw1.WORKSPACE.SECRET</c>, kept as a hash. They open the wallboard and nothing else.</summary>
public static class WallLinks
{
    private const string Prefix = "pw1", Columns = "tenant_id, id, name, created, created_by, revoked, last_used";
    private const int Most = 50;

    // A screen asks every minute: its use is a read, and should stay one.
    private static readonly Duration Grain = Duration.FromMinutes(10);

    /// <summary>The link's secret, shown this once.</summary>
    public static string Create(Tx tx, Guid tenant, string? name, string by, Instant now)
    {
        if (tx.Value<long>("SELECT COUNT(*) FROM wall_links WHERE tenant_id = @tenant AND revoked IS NULL", new { tenant }) >= Most)
            throw new RefusedException("too-many", "", $"a workspace has at most {Most} links for walls", "revoke one");
        var ((text, hash), id) = (Secrets.New(Prefix, tenant), Ids.New(now));
        tx.Execute("INSERT INTO wall_links (tenant_id, id, name, hash, created, created_by) VALUES (@tenant, @id, @name, @hash, @now, @by)", new { tenant, id, name = Handles.Line(name, "name", 60) ?? throw new RefusedException("missing-key", "name", "a link has a name", "write where the screen hangs"), hash, now, by });
        AuditTrail.Write(tx, tenant, by, "wall.created", $"wall:{id}", JsonSerializer.Serialize(new { name }), now);
        return text;
    }

    /// <summary>Those that work before those that no longer do, the newest first.</summary>
    public static IReadOnlyList<WallLink> All(Session session, Guid tenant) =>
        session.Query<WallLink>($"SELECT {Columns} FROM wall_links WHERE tenant_id = @tenant ORDER BY CASE WHEN revoked IS NULL THEN 0 ELSE 1 END, id DESC", new { tenant });

    /// <summary>False when the workspace has none such. One that is revoked stays so.</summary>
    public static bool Revoke(Tx tx, Guid tenant, Guid id, string by, Instant now)
    {
        if (tx.Execute("UPDATE wall_links SET revoked = @now WHERE tenant_id = @tenant AND id = @id AND revoked IS NULL", new { tenant, id, now }) == 1)
            AuditTrail.Write(tx, tenant, by, "wall.revoked", $"wall:{id}", "{}", now);
        return tx.Value<long>("SELECT COUNT(*) FROM wall_links WHERE tenant_id = @tenant AND id = @id", new { tenant, id }) == 1;
    }

    /// <summary>Which link a secret is, and whether its use is to be noted; null for one that is none or was revoked.</summary>
    public static (WallLink Link, bool Note)? Find(Session session, string? secret, Instant now) => Secrets.Read(Prefix, secret) is var (tenant, hash)
        && session.First<WallLink>($"SELECT {Columns} FROM wall_links WHERE tenant_id = @tenant AND hash = @hash AND revoked IS NULL", new { tenant, hash }) is { } link
        ? (link, link.LastUsed is not { } last || last <= now - Grain) : null;

    public static void NoteUse(Tx tx, WallLink link, Instant now) => tx.Execute("UPDATE wall_links SET last_used = @now WHERE tenant_id = @TenantId AND id = @Id", new { now, link.TenantId, link.Id });
}
