using System.Text.Json;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;

namespace Prazo.Alerts;

/// <summary>A chain as it is kept.</summary>
public sealed record EscalationRow
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public long Position { get; init; }
    public string Content { get; init; } = "{}";
    public long Enabled { get; init; }
    /// <summary>Grows with every change.</summary>
    public long Version { get; init; }
    public Instant Updated { get; init; }
    public string UpdatedBy { get; init; } = "";

    public EscalationContent Written() => JsonSerializer.Deserialize<EscalationContent>(Content, JsonSerializerOptions.Web)!;
}

/// <summary>A workspace's chains, in their order.</summary>
public static class Escalations
{
    private const string Columns = "tenant_id, id, name, position, content, enabled, version, updated, updated_by";

    public static IReadOnlyList<EscalationRow> All(Session session, Guid tenant) =>
        session.Query<EscalationRow>($"SELECT {Columns} FROM escalations WHERE tenant_id = @tenant ORDER BY position, id", new { tenant });

    public static EscalationRow? Find(Session session, Guid tenant, Guid id) =>
        session.First<EscalationRow>($"SELECT {Columns} FROM escalations WHERE tenant_id = @tenant AND id = @id", new { tenant, id });

    /// <summary>The first that fits the ticket; where the workspace has none at all, the built-in one; null where it has some and none fits.</summary>
    internal static Escalation? For(IReadOnlyList<EscalationRow> rows, IReadOnlyDictionary<string, string> fields, string target) =>
        rows.Count == 0 ? Escalation.BuiltIn : rows.Where(r => r.Enabled == 1).Select(Use).FirstOrDefault(e => e is not null && e.Fits(fields, target));

    /// <summary>The chain of a step that waited; null when it is gone or switched off.</summary>
    internal static Escalation? Of(Session session, Guid tenant, Guid? id) =>
        id is not { } own ? Escalation.BuiltIn : Find(session, tenant, own) is { Enabled: 1 } row ? Use(row) : null;

    private static Escalation? Use(EscalationRow row) => Escalation.Read(row.Id, row.Written()).Chain;

    /// <summary>Keeps a new chain or another version of one. What is wrong with it is refused; a name is given once.</summary>
    public static EscalationRow Keep(Tx tx, EscalationRow row, EscalationContent content)
    {
        var problems = Escalation.Read(row.Id, content).Problems.ToList();
        if (string.IsNullOrWhiteSpace(row.Name) || row.Name.Length > 100)
            problems.Add(Escalation.Wrong("bad-name", "name", "a name has 1 to 100 characters"));
        if (tx.Value<long>("SELECT COUNT(*) FROM escalations WHERE tenant_id = @TenantId AND name = @Name AND id <> @Id", row) > 0)
            problems.Add(Escalation.Wrong("name-taken", "name", $"another chain is called '{row.Name}'"));
        if (problems.Count > 0)
            throw new RefusedException(problems);
        var kept = row with { Content = JsonSerializer.Serialize(content, JsonSerializerOptions.Web) };
        tx.Execute($"""
            INSERT INTO escalations ({Columns}) VALUES (@TenantId, @Id, @Name, @Position, @Content, @Enabled, @Version, @Updated, @UpdatedBy)
            ON CONFLICT (tenant_id, id) DO UPDATE SET name = @Name, position = @Position, content = @Content, enabled = @Enabled, version = @Version, updated = @Updated, updated_by = @UpdatedBy
            """, kept);
        AuditTrail.Write(tx, row.TenantId, row.UpdatedBy, "escalation.kept", $"escalation:{row.Id}", "{}", row.Updated);
        return kept;
    }

    public static bool Delete(Tx tx, Guid tenant, Guid id, string by, Instant now)
    {
        if (tx.Execute("DELETE FROM escalations WHERE tenant_id = @tenant AND id = @id", new { tenant, id }) == 0)
            return false;
        AuditTrail.Write(tx, tenant, by, "escalation.deleted", $"escalation:{id}", "{}", now);
        return true;
    }
}
