using System.Text.Json;
using NodaTime;
using Prazo.Audit;
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
    /// <summary>After how many days the texts of closed tickets are deleted; null: never.</summary>
    public long? RetentionDays { get; init; }
    /// <summary>The colour of its pages, one of <see cref="Accents"/>; null: the first of them.</summary>
    public string? Accent { get; init; }

    /// <summary>1: agreements are published only when a second person of the provider has approved them.</summary>
    public long FourEyes { get; init; }
    /// <summary>1: agreements that name a customer are published only when the customer has approved them.</summary>
    public long CustomerApproves { get; init; }
    /// <summary>How many days after a period its statement is drafted by itself; null: never.</summary>
    public long? StatementDays { get; init; }

    /// <summary>Each is legible on light and on dark ground.</summary>
    public static readonly IReadOnlyList<string> Accents = ["indigo", "teal", "green", "plum", "rust", "graphite"];

    public static Workspace Create(Tx tx, string name, string locale, string zone, Instant now)
    {
        var workspace = new Workspace { TenantId = Ids.New(now), Name = name, Locale = locale, Zone = zone, Created = now };
        tx.Execute("INSERT INTO workspaces (tenant_id, name, locale, zone, created) VALUES (@TenantId, @Name, @Locale, @Zone, @Created)", workspace);
        foreach (var counter in new[] { Counters.Tickets, Counters.Agreements, Counters.Feed })
            tx.Execute("INSERT INTO counters (tenant_id, name, value) VALUES (@TenantId, @counter, 0)", new { workspace.TenantId, counter });
        return workspace;
    }

    public static IReadOnlyList<Workspace> All(Session session) => session.Query<Workspace>($"SELECT {Columns} FROM workspaces ORDER BY tenant_id");

    public static Workspace Get(Session session, Guid tenant) => session.First<Workspace>($"SELECT {Columns} FROM workspaces WHERE tenant_id = @tenant", new { tenant })!;

    /// <summary>By its id or its name; the only one when none is named. Null when there is none such, or more than one.</summary>
    public static Workspace? Find(Session session, string? idOrName)
    {
        var all = All(session);
        var found = string.IsNullOrWhiteSpace(idOrName) ? all
            : [.. all.Where(w => string.Equals(w.Name, idOrName.Trim(), StringComparison.OrdinalIgnoreCase) || (Guid.TryParse(idOrName, out var id) && w.TenantId == id))];
        return found is [var one] ? one : null;
    }

    /// <summary>Keeps name, language, zone, retention, colour, who approves agreements and when statements are drafted.</summary>
    public static void Change(Tx tx, Workspace changed, string by, Instant now)
    {
        tx.Execute("UPDATE workspaces SET name = @Name, locale = @Locale, zone = @Zone, retention_days = @RetentionDays, accent = @Accent, four_eyes = @FourEyes, customer_approves = @CustomerApproves, statement_days = @StatementDays WHERE tenant_id = @TenantId", changed);
        AuditTrail.Write(tx, changed.TenantId, by, "workspace.changed", $"workspace:{changed.TenantId}", JsonSerializer.Serialize(new { changed.RetentionDays, changed.FourEyes, changed.CustomerApproves, changed.StatementDays }), now);
    }

    private const string Columns = "tenant_id, name, locale, zone, created, retention_days, accent, four_eyes, customer_approves, statement_days";
}

/// <summary>What is counted per workspace.</summary>
internal static class Counters
{
    public const string Tickets = "tickets", Agreements = "agreements", Feed = "feed";

    public static long Next(Tx tx, Guid tenant, string name, long by = 1) =>
        tx.Value<long>("UPDATE counters SET value = value + @by WHERE tenant_id = @tenant AND name = @name RETURNING value", new { tenant, name, by });

    /// <summary>Taken at once, so that those who create something at the same time do not wait for one another's commits; a number whose transaction is rolled back is left out.</summary>
    public static long NextApart(Tx tx, Guid tenant, string name) =>
        tx.Apart<long?>("UPDATE counters SET value = value + 1 WHERE tenant_id = @tenant AND name = @name RETURNING value", new { tenant, name })
        // The workspace is being made in this very transaction.
        ?? Next(tx, tenant, name);

    public static long Now(Session session, Guid tenant, string name) =>
        session.Value<long>("SELECT value FROM counters WHERE tenant_id = @tenant AND name = @name", new { tenant, name });
}
