using NodaTime;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Reports.Saved;

/// <summary>Links by which recipients stop a report, without an account: each mail has its own, kept as a hash.</summary>
public static class ReportStops
{
    private const string Prefix = "ps1";

    /// <summary>Null for a mail that was sent or is gone.</summary>
    internal static string? NewLink(Tx tx, Guid tenant, Guid mail)
    {
        var (text, hash) = Secrets.New(Prefix, tenant);
        return tx.Execute("UPDATE report_mails SET stop_hash = @hash WHERE tenant_id = @tenant AND id = @mail AND sent IS NULL", new { hash, tenant, mail }) == 1 ? text : null;
    }

    /// <summary>Which report and recipient a link is for; null: it is none.</summary>
    public static (SavedReport Report, string Recipient)? Find(Session session, string? link) => Secrets.Read(Prefix, link) is var (tenant, hash)
        && session.First<ReportMail>("SELECT tenant_id, report_id, recipient FROM report_mails WHERE tenant_id = @tenant AND stop_hash = @hash", new { tenant, hash }) is { } mail
        && session.First<SavedReport>($"SELECT {SavedReports.Columns} FROM saved_reports WHERE tenant_id = @tenant AND id = @ReportId", new { tenant, mail.ReportId }) is { } report ? (report, mail.Recipient) : null;

    public static bool Stop(Tx tx, string? link, Instant now) => Find(tx, link) is var (report, recipient)
        && tx.Execute("INSERT INTO report_stops (tenant_id, report_id, recipient, at) VALUES (@TenantId, @Id, @recipient, @now) ON CONFLICT (tenant_id, report_id, recipient) DO NOTHING", new { report.TenantId, report.Id, recipient, now }) >= 0;
}
