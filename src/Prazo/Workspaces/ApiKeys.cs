using System.Buffers.Text;
using NodaTime;
using Prazo.Storage;

namespace Prazo.Workspaces;

/// <summary>Keys for programs: <c>pz1.WORKSPACE.SECRET</c>. The workspace is part of the key, so that a look-up stays in one workspace; only the hash of the secret is kept.</summary>
public static class ApiKeys
{
    private const string Prefix = "pz1.";

    /// <summary>The key as text, shown this once.</summary>
    public static string Create(Tx tx, Guid tenant, string name, IEnumerable<string> scopes, string by, Instant now)
    {
        var secret = Secrets.New();
        tx.Execute("INSERT INTO api_keys (tenant_id, id, name, hash, scopes, created, created_by) VALUES (@tenant, @id, @name, @hash, @scopes, @now, @by)",
            new { tenant, id = Ids.New(now), name, hash = Secrets.Hash(secret), scopes = string.Join(' ', scopes), now, by });
        return Prefix + Secrets.Base64Url(tenant.ToByteArray(bigEndian: true)) + "." + secret;
    }

    /// <summary>Whose key it is; null for one that is none, or was revoked.</summary>
    public static Principal? Find(Session session, string key)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal) || key[Prefix.Length..].Split('.') is not [{ Length: 22 } workspace, { Length: 43 } secret] || !Base64Url.IsValid(workspace))
            return null;
        var tenant = new Guid(Base64Url.DecodeFromChars(workspace), bigEndian: true);
        return session.First<KeyRow>("SELECT name, scopes FROM api_keys WHERE tenant_id = @tenant AND hash = @hash AND revoked IS NULL", new { tenant, hash = Secrets.Hash(secret) }) is { } row
            ? new Principal(tenant, "key:" + row.Name, null, row.Scopes.Split(' ').SelectMany(s => Principal.Scopes[s]).ToHashSet())
            : null;
    }

    private sealed record KeyRow
    {
        public string Name { get; init; } = "";
        public string Scopes { get; init; } = "";
    }
}
