using System.Text.Json;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;

namespace Prazo.Workspaces;

/// <summary>A key as it can be seen again: never its secret.</summary>
public sealed record ApiKey
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    /// <summary>Separated by spaces.</summary>
    public string Scopes { get; init; } = "";
    public Instant Created { get; init; }
    public string CreatedBy { get; init; } = "";
    /// <summary>The user whose it is.</summary>
    public Guid? OwnerId { get; init; }
    public Instant? Revoked { get; init; }
    public Instant? Ends { get; init; }
    /// <summary>To some minutes.</summary>
    public Instant? LastUsed { get; init; }
}

/// <summary>Keys for programs: <c>pz1.WORKSPACE.SECRET</c>.</summary>
public static class ApiKeys
{
    private const string Prefix = "pz1";

    // How exactly the last use is known: a use is a read, and should stay one.
    private static readonly Duration Grain = Duration.FromMinutes(10);

    /// <summary>The key as text, shown this once.</summary>
    /// <param name="owner">The user whose it is: a key is no second person beside its owner.</param>
    public static string Create(Tx tx, Guid tenant, string name, IEnumerable<string> scopes, string by, Instant now, Instant? ends = null, Guid? owner = null)
    {
        var (text, hash) = Secrets.New(Prefix, tenant);
        var (id, granted) = (Ids.New(now), scopes.Distinct().ToList());
        if (granted.Count == 0 || granted.Exists(s => s is null || !Principal.Scopes.ContainsKey(s)))
            throw new RefusedException("unknown-scope", "scopes", $"'{granted.Find(s => s is not null && !Principal.Scopes.ContainsKey(s))}' is not a scope", $"write one or more of {string.Join(", ", Principal.Scopes.Keys)}");
        tx.Execute("INSERT INTO api_keys (tenant_id, id, name, hash, scopes, created, created_by, ends, owner_id) VALUES (@tenant, @id, @name, @hash, @scopes, @now, @by, @ends, @owner)",
            new { tenant, id, name = Handles.Checked(name, "name"), hash, scopes = string.Join(' ', granted), now, by, ends, owner });
        AuditTrail.Write(tx, tenant, by, "key.created", $"key:{id}", JsonSerializer.Serialize(new { name, scopes = granted, owner }), now);
        return text;
    }

    public static IReadOnlyList<ApiKey> All(Session session, Guid tenant) =>
        session.Query<ApiKey>("SELECT tenant_id, id, name, scopes, created, created_by, owner_id, revoked, ends, last_used FROM api_keys WHERE tenant_id = @tenant ORDER BY id", new { tenant });

    /// <summary>False when the workspace has no such key. One that is revoked stays so.</summary>
    public static bool Revoke(Tx tx, Guid tenant, Guid id, string by, Instant now)
    {
        if (tx.Execute("UPDATE api_keys SET revoked = @now WHERE tenant_id = @tenant AND id = @id AND revoked IS NULL", new { tenant, id, now }) == 1)
            AuditTrail.Write(tx, tenant, by, "key.revoked", $"key:{id}", "{}", now);
        return tx.Value<long>("SELECT COUNT(*) FROM api_keys WHERE tenant_id = @tenant AND id = @id", new { tenant, id }) == 1;
    }

    /// <summary>Whose key it is, and whether its use is to be noted; null for one that is none, was revoked or has run out.</summary>
    public static (Principal Principal, Guid? Note)? Find(Session session, string key, Instant now)
    {
        if (Secrets.Read(Prefix, key) is not var (tenant, hash))
            return null;
        var row = session.First<ApiKey>("""
            SELECT tenant_id, id, name, scopes, owner_id, last_used FROM api_keys
            WHERE tenant_id = @tenant AND hash = @hash AND revoked IS NULL AND (ends IS NULL OR ends > @now)
            """, new { tenant, hash, now });
        return row is null ? null
            : (new Principal(tenant, "key:" + row.Name, null, row.Scopes.Split(' ').SelectMany(s => Principal.Scopes[s]).ToHashSet()) { Owner = row.OwnerId },
                row.LastUsed is { } last && last > now - Grain ? null : row.Id);
    }

    public static void NoteUse(Tx tx, Guid tenant, Guid id, Instant now) =>
        tx.Execute("UPDATE api_keys SET last_used = @now WHERE tenant_id = @tenant AND id = @id", new { tenant, id, now });
}
