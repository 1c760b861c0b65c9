using System.Text.Json;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary>Tags and fields without a column as rows, so that lists can be filtered by them (S3). Results of the log: only what a fold changed is written.</summary>
internal static class TicketRows
{
    public const string Tag = "tag";

    private static readonly HashSet<string> Columns = new(["status", "priority", "agent", "team", "inbox", "channel", "region", "stage", "type", "customer", Tag], StringComparer.Ordinal);

    public static bool HasColumn(string field) => field != Tag && Columns.Contains(field);

    public static void Keep(Tx tx, Ticket before, Ticket after)
    {
        if (before.Fields == after.Fields)
            return;
        var (old, now) = (Fields(before), Fields(after));
        foreach (var name in old.Keys.Union(now.Keys))
            if (!Columns.Contains(name) && old.GetValueOrDefault(name) != now.GetValueOrDefault(name))
                Keep(tx, after, name, now.GetValueOrDefault(name));
        KeepTags(tx, after, Tags(old.GetValueOrDefault(Tag)), Tags(now.GetValueOrDefault(Tag)));
    }

    private static void Keep(Tx tx, Ticket ticket, string name, string? value)
    {
        var row = new { ticket.TenantId, ticket.Id, name, value };
        if (value is null)
            tx.Execute("DELETE FROM ticket_fields WHERE tenant_id = @TenantId AND ticket_id = @Id AND name = @name", row);
        else
            tx.Execute("""
                INSERT INTO ticket_fields (tenant_id, ticket_id, name, value) VALUES (@TenantId, @Id, @name, @value)
                ON CONFLICT (tenant_id, ticket_id, name) DO UPDATE SET value = @value
                """, row);
    }

    private static void KeepTags(Tx tx, Ticket ticket, IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        foreach (var tag in old.Except(now))
            tx.Execute("DELETE FROM ticket_tags WHERE tenant_id = @TenantId AND ticket_id = @Id AND tag = @tag", new { ticket.TenantId, ticket.Id, tag });
        foreach (var tag in now.Except(old))
            tx.Execute("INSERT INTO ticket_tags (tenant_id, ticket_id, tag) VALUES (@TenantId, @Id, @tag)", new { ticket.TenantId, ticket.Id, tag });
    }

    public static Dictionary<string, string> Fields(Ticket ticket) => JsonSerializer.Deserialize<Dictionary<string, string>>(ticket.Fields)!;

    /// <summary>The field <c>tag</c> holds all tags, with spaces between them.</summary>
    public static IReadOnlyList<string> Tags(string? value) =>
        value is null ? [] : [.. value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
