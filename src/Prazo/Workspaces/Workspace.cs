using System.Security.Cryptography;
using NodaTime;
using Prazo.Storage;

namespace Prazo.Workspaces;

/// <summary>One organisation's data: the tenant.</summary>
public sealed record Workspace
{
    public Guid TenantId { get; init; }
    public string Name { get; init; } = "";
    public string Locale { get; init; } = "en";
    public string Zone { get; init; } = "Etc/UTC";
    public Instant Created { get; init; }

    public static Workspace Create(Tx tx, string name, string locale, string zone, Instant now)
    {
        var workspace = new Workspace { TenantId = Ids.New(now), Name = name, Locale = locale, Zone = zone, Created = now };
        tx.Execute("INSERT INTO workspaces (tenant_id, name, locale, zone, created) VALUES (@TenantId, @Name, @Locale, @Zone, @Created)", workspace);
        foreach (var counter in new[] { Counters.Tickets, Counters.Agreements, Counters.Feed })
            tx.Execute("INSERT INTO counters (tenant_id, name, value) VALUES (@TenantId, @counter, 0)", new { workspace.TenantId, counter });
        return workspace;
    }

    public static IReadOnlyList<Workspace> All(Session session) => session.Query<Workspace>("SELECT tenant_id, name, locale, zone, created FROM workspaces ORDER BY tenant_id");
}

/// <summary>What is counted per workspace.</summary>
internal static class Counters
{
    public const string Tickets = "tickets", Agreements = "agreements", Feed = "feed";

    public static long Next(Tx tx, Guid tenant, string name) =>
        tx.Value<long>("UPDATE counters SET value = value + 1 WHERE tenant_id = @tenant AND name = @name RETURNING value", new { tenant, name });

    public static long Now(Session session, Guid tenant, string name) =>
        session.Value<long>("SELECT value FROM counters WHERE tenant_id = @tenant AND name = @name", new { tenant, name });
}

/// <summary>Secrets that are shown once and kept as a hash.</summary>
internal static class Secrets
{
    /// <summary>32 random bytes, as text that fits URLs.</summary>
    public static string New() => Base64Url(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret));

    public static string Base64Url(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
