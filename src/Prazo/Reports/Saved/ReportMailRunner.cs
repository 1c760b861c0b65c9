using System.Text.Json;
using NodaTime;
using Prazo.Outbox;
using Prazo.People;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Reports.Saved;

/// <summary>Puts reports that are due into the outbox, a row a recipient, and moves them on to their next time, in one transaction: each time is taken once, by whichever process comes first
/// and however often one dies. Times that went by while no server ran are made good by one mail.</summary>
public sealed class ReportMailRunner(Db db)
{
    private const int MostInTurn = 50;

    public async Task<int> Step(Instant now)
    {
        var waiting = await db.Read(s => s.Query<Guid>("""
            SELECT tenant_id FROM (SELECT w.tenant_id, (SELECT MIN(r.next_mail) FROM saved_reports r WHERE r.tenant_id = w.tenant_id AND r.next_mail IS NOT NULL) AS due FROM workspaces w) AS waiting
            WHERE due <= @now ORDER BY due, tenant_id
            """, new { now }));
        var done = 0;
        foreach (var tenant in waiting)
            done += await db.Write(tx => Collect(tx, tenant, now));
        return done;
    }

    internal static int Collect(Tx tx, Guid tenant, Instant now)
    {
        // Who waits for the row finds it moved on.
        var due = tx.Query<SavedReport>($"SELECT {SavedReports.Columns} FROM saved_reports WHERE tenant_id = @tenant AND next_mail <= @now ORDER BY next_mail, id LIMIT @MostInTurn{tx.Dialect.ForUpdate}", new { tenant, now, MostInTurn });
        foreach (var report in due.Where(r => r.NextMail <= now))
            if (MayRead(tx, report))
                Send(tx, report, now);
            else
                tx.Execute("UPDATE saved_reports SET next_mail = NULL, fault = 'owner-gone' WHERE tenant_id = @TenantId AND id = @Id", report);
        return due.Count;
    }

    /// <summary>Recipients get what the owner may see; an owner who is gone, or reads no more, sees nothing.</summary>
    private static bool MayRead(Session session, SavedReport report) =>
        UserStore.Get(session, report.TenantId, report.OwnerId) is { Disabled: null } owner && Enum.TryParse<Role>(owner.Role, ignoreCase: true, out var role) && Principal.AbilitiesOf(role).Contains(Ability.Read);

    private static void Send(Tx tx, SavedReport report, Instant now)
    {
        var stopped = SavedReports.Stopped(tx, report.TenantId, report.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var recipient in report.To.Where(r => !stopped.Contains(r)))
        {
            var id = Ids.New(now);
            tx.Execute("INSERT INTO report_mails (tenant_id, id, report_id, recipient, due, made) VALUES (@TenantId, @id, @ReportId, @recipient, @NextMail, @now)",
                new { report.TenantId, id, ReportId = report.Id, recipient, report.NextMail, now });
            OutboxStore.Put(tx, report.TenantId, ReportMailNotifier.OfKind, JsonSerializer.Serialize(new ReportLetter(id), JsonSerializerOptions.Web), now);
        }
        tx.Execute("UPDATE saved_reports SET next_mail = @next WHERE tenant_id = @TenantId AND id = @Id", new { next = report.Times!.After(now, SavedReports.Zone(tx, report.TenantId)), report.TenantId, report.Id });
    }
}

/// <summary>What an outbox row of a report holds: the id of the mail, so that no address outlives its report there.</summary>
internal sealed record ReportLetter(Guid Mail);
