using System.Collections.Concurrent;
using System.Text.Json;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Webhooks;

namespace Prazo.Automations;

/// <summary>An automation as it is kept.</summary>
public sealed record AutomationRow
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

    public AutomationContent Written() => JsonSerializer.Deserialize<AutomationContent>(Content, JsonSerializerOptions.Web)!;
}

/// <summary>What an automation did, or why it did not.</summary>
public sealed record AutomationRun
{
    public const string Ran = "ran", Cut = "cut", OwnChange = "own-change", Failed = "failed";

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid AutomationId { get; init; }
    public Guid TicketId { get; init; }
    public Instant At { get; init; }
    public string Cause { get; init; } = "";
    public long Depth { get; init; }
    public string Outcome { get; init; } = "";
    /// <summary>What was done, as a JSON list of texts.</summary>
    public string Detail { get; init; } = "[]";
}

public static class AutomationStore
{
    private const string Columns = "tenant_id, id, name, position, content, enabled, version, updated, updated_by";
    private const string RunColumns = "tenant_id, id, automation_id, ticket_id, at, cause, depth, outcome, detail";

    // A version never changes, so what was read once stays right.
    private static readonly ConcurrentDictionary<(Guid Id, long Version), Automation?> Read = new();

    public static IReadOnlyList<AutomationRow> All(Session session, Guid tenant) =>
        session.Query<AutomationRow>($"SELECT {Columns} FROM automations WHERE tenant_id = @tenant ORDER BY position, id", new { tenant });

    public static AutomationRow? Find(Session session, Guid tenant, Guid id) =>
        session.First<AutomationRow>($"SELECT {Columns} FROM automations WHERE tenant_id = @tenant AND id = @id", new { tenant, id });

    /// <summary>Those switched on, in their order.</summary>
    internal static IReadOnlyList<Automation> Active(Session session, Guid tenant) =>
        [.. All(session, tenant).Where(r => r.Enabled == 1).Select(r => Read.GetOrAdd((r.Id, r.Version), _ => AutomationReader.Read(r.Id, r.Name, r.Written()).Automation)).OfType<Automation>()];

    /// <summary>Keeps a new automation or another version of one; what is wrong with it is refused.</summary>
    public static AutomationRow Keep(Tx tx, AutomationRow row, AutomationContent content)
    {
        var (read, found) = AutomationReader.Read(row.Id, row.Name, content);
        var problems = found.ToList();
        if (string.IsNullOrWhiteSpace(row.Name) || row.Name.Length > 100)
            problems.Add(AutomationReader.Wrong("bad-name", "name", "a name has 1 to 100 characters"));
        if (tx.Value<long>("SELECT COUNT(*) FROM automations WHERE tenant_id = @TenantId AND name = @Name AND id <> @Id", row) > 0)
            problems.Add(AutomationReader.Wrong("name-taken", "name", $"another automation is called '{row.Name}'"));
        foreach (var (step, i) in (read?.Then ?? []).Select((s, i) => (s, i)))
            if (step is CallWebhook call && WebhookSubscriptions.Find(tx, row.TenantId, call.Webhook) is null)
                problems.Add(AutomationReader.Wrong("unknown-webhook", $"then[{i}].webhook", "there is no such webhook"));
        if (problems.Count > 0)
            throw new RefusedException(problems);
        var kept = row with { Content = JsonSerializer.Serialize(content, JsonSerializerOptions.Web) };
        tx.Execute($"""
            INSERT INTO automations ({Columns}) VALUES (@TenantId, @Id, @Name, @Position, @Content, @Enabled, @Version, @Updated, @UpdatedBy)
            ON CONFLICT (tenant_id, id) DO UPDATE SET name = @Name, position = @Position, content = @Content, enabled = @Enabled, version = @Version, updated = @Updated, updated_by = @UpdatedBy
            """, kept);
        AuditTrail.Write(tx, row.TenantId, row.UpdatedBy, "automation.kept", $"automation:{row.Id}", "{}", row.Updated);
        return kept;
    }

    public static bool Delete(Tx tx, Guid tenant, Guid id, string by, Instant now)
    {
        tx.Execute("DELETE FROM automation_timers WHERE tenant_id = @tenant AND automation_id = @id", new { tenant, id });
        if (tx.Execute("DELETE FROM automations WHERE tenant_id = @tenant AND id = @id", new { tenant, id }) == 0)
            return false;
        AuditTrail.Write(tx, tenant, by, "automation.deleted", $"automation:{id}", "{}", now);
        return true;
    }

    internal static void Keep(Tx tx, AutomationRun run) =>
        tx.Execute($"INSERT INTO automation_runs ({RunColumns}) VALUES (@TenantId, @Id, @AutomationId, @TicketId, @At, @Cause, @Depth, @Outcome, @Detail)", run);

    /// <summary>What ran, newest first, before a place; of one automation or ticket only, if named.</summary>
    public static IReadOnlyList<AutomationRun> Runs(Session session, Guid tenant, Guid? automation, Guid? ticket, Guid? before, int most) => session.Query<AutomationRun>($"""
        SELECT {RunColumns} FROM automation_runs WHERE tenant_id = @tenant{(automation is null ? "" : " AND automation_id = @automation")}{(ticket is null ? "" : " AND ticket_id = @ticket")}
          {(before is null ? "" : "AND id < @before")} ORDER BY id DESC LIMIT @most
        """, new { tenant, automation, ticket, before, most });
}
