using System.Text.Json;
using NodaTime;
using Prazo.Audit;
using Prazo.Engine;
using Prazo.Storage;

namespace Prazo.Alerts;

/// <summary>Something that people write and put in an order, with a name of its own: an escalation chain, an automation.</summary>
public sealed record OrderedRow
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

    public T Written<T>() => JsonSerializer.Deserialize<T>(Content, JsonSerializerOptions.Web)!;

    /// <summary>As somebody has changed it.</summary>
    public OrderedRow Changed(string? name, long position, bool enabled, string by, Instant now) =>
        this with { Name = name ?? "", Position = position, Enabled = enabled ? 1 : 0, Version = Version + 1, Updated = now, UpdatedBy = by };
}

/// <summary>One table of such rows.</summary>
/// <param name="word">What the audit calls one.</param>
internal sealed class OrderedRows(string table, string word)
{
    private const string Columns = "tenant_id, id, name, position, content, enabled, version, updated, updated_by";

    public IReadOnlyList<OrderedRow> All(Session session, Guid tenant) =>
        session.Query<OrderedRow>($"SELECT {Columns} FROM {table} WHERE tenant_id = @tenant ORDER BY position, id", new { tenant });

    public OrderedRow? Find(Session session, Guid tenant, Guid id) =>
        session.First<OrderedRow>($"SELECT {Columns} FROM {table} WHERE tenant_id = @tenant AND id = @id", new { tenant, id });

    /// <summary>Keeps a new one or another version of one. What is wrong with it is refused; a name is given once.</summary>
    public OrderedRow Keep<T>(Tx tx, OrderedRow row, T content, IEnumerable<Problem> found)
    {
        var problems = found.ToList();
        if (string.IsNullOrWhiteSpace(row.Name) || row.Name.Length > 100)
            problems.Add(Wrong("bad-name", "a name has 1 to 100 characters"));
        if (tx.Value<long>($"SELECT COUNT(*) FROM {table} WHERE tenant_id = @TenantId AND name = @Name AND id <> @Id", row) > 0)
            problems.Add(Wrong("name-taken", $"another {word} is called '{row.Name}'"));
        if (problems.Count > 0)
            throw new RefusedException(problems);
        var kept = row with { Content = JsonSerializer.Serialize(content, JsonSerializerOptions.Web) };
        tx.Execute($"""
            INSERT INTO {table} ({Columns}) VALUES (@TenantId, @Id, @Name, @Position, @Content, @Enabled, @Version, @Updated, @UpdatedBy)
            ON CONFLICT (tenant_id, id) DO UPDATE SET name = @Name, position = @Position, content = @Content, enabled = @Enabled, version = @Version, updated = @Updated, updated_by = @UpdatedBy
            """, kept);
        AuditTrail.Write(tx, row.TenantId, row.UpdatedBy, word + ".kept", $"{word}:{row.Id}", "{}", row.Updated);
        return kept;
    }

    /// <summary>Puts these first, in this order; the others follow as they stood.</summary>
    public IReadOnlyList<OrderedRow> Order(Tx tx, Guid tenant, IReadOnlyList<Guid> ids, string by, Instant now)
    {
        var known = All(tx, tenant);
        if (ids.Any(id => known.All(r => r.Id != id)))
            throw new MissingException();
        var order = ids.Distinct().Concat(known.Select(r => r.Id).Except(ids)).ToList();
        foreach (var row in known)
            if (order.IndexOf(row.Id) * 10L is var position && position != row.Position)
                tx.Execute($"UPDATE {table} SET position = @position, version = version + 1, updated = @now, updated_by = @by WHERE tenant_id = @tenant AND id = @Id", new { position, now, by, tenant, row.Id });
        AuditTrail.Write(tx, tenant, by, word + ".ordered", word + "s", "{}", now);
        return All(tx, tenant);
    }

    public bool Delete(Tx tx, Guid tenant, Guid id, string by, Instant now)
    {
        if (tx.Execute($"DELETE FROM {table} WHERE tenant_id = @tenant AND id = @id", new { tenant, id }) == 0)
            return false;
        AuditTrail.Write(tx, tenant, by, word + ".deleted", $"{word}:{id}", "{}", now);
        return true;
    }

    private static Problem Wrong(string code, string message) => new(Severity.Error, code, Position.None, "name", message, "");
}
