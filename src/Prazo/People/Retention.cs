using System.Text.Json;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.People;

/// <summary>Deletes the texts and files of tickets that are closed for longer than their workspace wishes. Events, clocks and the audit stay: what was promised and kept can be proved as long as the workspace is.</summary>
public sealed class Retention(Db db)
{
    private const int MostAtOnce = 100;

    // Days are counted: a look every few minutes is soon enough.
    private static readonly Duration Pause = Duration.FromMinutes(10);

    private Instant _next = Instant.MinValue;

    /// <summary>Deletes what is due; how many tickets. Without a timer of its own (S10).</summary>
    public async Task<int> Step(Instant now)
    {
        if (now < _next)
            return 0;
        var done = 0;
        foreach (var workspace in (await db.Read(Workspace.All)).Where(w => w.RetentionDays is not null))
            done += await db.Write(tx => Delete(tx, workspace.TenantId, now - Duration.FromDays(workspace.RetentionDays!.Value), now));
        if (done == 0)
            _next = now + Pause;
        return done;
    }

    private static int Delete(Tx tx, Guid tenant, Instant before, Instant now)
    {
        var tickets = tx.Query<Guid>($"""
            SELECT id FROM tickets WHERE tenant_id = @tenant AND closed IS NOT NULL AND (texts_deleted IS NULL OR texts_deleted < updated) AND closed <= @before
            ORDER BY closed, id LIMIT @MostAtOnce{tx.Dialect.ForUpdate}
            """, new { tenant, before, MostAtOnce });
        var messages = 0;
        foreach (var ticket in tickets)
        {
            messages += DeletedTexts.OfTicket(tx, tenant, ticket);
            tx.Execute("UPDATE tickets SET texts_deleted = @now WHERE tenant_id = @tenant AND id = @ticket", new { tenant, ticket, now });
        }
        DeletedTexts.FromSearch(tx, tenant, tickets);
        tx.Execute("DELETE FROM mails WHERE tenant_id = @tenant AND ticket_id IS NULL AND at < @before", new { tenant, before });
        if (tickets.Count > 0)
            AuditTrail.Write(tx, tenant, "retention", "texts.deleted", $"workspace:{tenant}", JsonSerializer.Serialize(new { tickets = tickets.Count, messages }), now);
        return tickets.Count;
    }
}
