using System.Collections.Concurrent;
using NodaTime;
using Prazo.Alerts;
using Prazo.Storage;
using Prazo.Webhooks;

namespace Prazo.Automations;

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

public sealed record AutomationCount
{
    public Guid AutomationId { get; init; }
    public long Ran { get; init; }
    public long Failed { get; init; }
}

public static class AutomationStore
{
    private static readonly OrderedRows Rows = new("automations", "automation");
    private const string RunColumns = "tenant_id, id, automation_id, ticket_id, at, cause, depth, outcome, detail";

    // A version never changes, so what was read once stays right.
    private static readonly ConcurrentDictionary<(Guid Id, long Version), Automation?> Read = new();

    public static IReadOnlyList<OrderedRow> All(Session session, Guid tenant) => Rows.All(session, tenant);

    public static OrderedRow? Find(Session session, Guid tenant, Guid id) => Rows.Find(session, tenant, id);

    /// <summary>Those switched on, in their order.</summary>
    internal static IReadOnlyList<Automation> Active(Session session, Guid tenant) =>
        [.. All(session, tenant).Where(r => r.Enabled == 1).Select(r => Read.GetOrAdd((r.Id, r.Version), _ => AutomationReader.Read(r.Id, r.Name, r.Written<AutomationContent>()).Automation)).OfType<Automation>()];

    /// <summary>Keeps a new automation or another version of one; what is wrong with it is refused.</summary>
    public static OrderedRow Keep(Tx tx, OrderedRow row, AutomationContent content)
    {
        var (read, found) = AutomationReader.Read(row.Id, row.Name, content);
        var missing = (read?.Then ?? []).Select((s, i) => (Step: s as CallWebhook, Index: i)).Where(s => s.Step is { } call && WebhookSubscriptions.Find(tx, row.TenantId, call.Webhook) is null)
            .Select(s => AutomationReader.Wrong("unknown-webhook", $"then[{s.Index}].webhook", "there is no such webhook"));
        return Rows.Keep(tx, row, content, found.Concat(missing));
    }

    /// <summary>Puts these first, in this order; the others follow as they stood.</summary>
    public static IReadOnlyList<OrderedRow> Order(Tx tx, Guid tenant, IReadOnlyList<Guid> ids, string by, Instant now) => Rows.Order(tx, tenant, ids, by, now);

    /// <summary>How often each ran since an instant, and how often it failed.</summary>
    public static IReadOnlyDictionary<Guid, AutomationCount> Counts(Session session, Guid tenant, Instant since) => session.Query<AutomationCount>("""
        SELECT automation_id, COUNT(CASE WHEN outcome = 'ran' THEN 1 END) AS ran, COUNT(CASE WHEN outcome = 'failed' THEN 1 END) AS failed FROM automation_runs WHERE tenant_id = @tenant AND at >= @since GROUP BY automation_id
        """, new { tenant, since }).ToDictionary(c => c.AutomationId);

    public static bool Delete(Tx tx, Guid tenant, Guid id, string by, Instant now)
    {
        tx.Execute("DELETE FROM automation_timers WHERE tenant_id = @tenant AND automation_id = @id", new { tenant, id });
        return Rows.Delete(tx, tenant, id, by, now);
    }

    internal static void Keep(Tx tx, AutomationRun run) =>
        tx.Execute($"INSERT INTO automation_runs ({RunColumns}) VALUES (@TenantId, @Id, @AutomationId, @TicketId, @At, @Cause, @Depth, @Outcome, @Detail)", run);

    /// <summary>What ran, newest first, before a place; of one automation or ticket only, if named.</summary>
    public static IReadOnlyList<AutomationRun> Runs(Session session, Guid tenant, Guid? automation, Guid? ticket, Guid? before, int most) => session.Query<AutomationRun>($"""
        SELECT {RunColumns} FROM automation_runs WHERE tenant_id = @tenant{(automation is null ? "" : " AND automation_id = @automation")}{(ticket is null ? "" : " AND ticket_id = @ticket")}
          {(before is null ? "" : "AND id < @before")} ORDER BY id DESC LIMIT @most
        """, new { tenant, automation, ticket, before, most });
}
