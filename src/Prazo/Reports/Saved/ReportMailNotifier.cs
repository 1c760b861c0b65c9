using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using NodaTime;
using Prazo.Agreements;
using Prazo.Channels;
using Prazo.Engine.Agreements;
using Prazo.Engine.Money;
using Prazo.Notifications;
using Prazo.Outbox;
using Prazo.People;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Workspaces;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Reports.Saved;

/// <summary>Counts a saved report and mails it to one recipient: the figures in the mail, the files that were asked for, a link to the page and one that stops it. A mail that the server took is not
/// sent again; its message id is the same at every attempt.</summary>
public sealed class ReportMailNotifier(Db db, PublishedAgreements agreements, NoticeMailSettings settings, Func<OutgoingMail, CancellationToken, Task<MailOutcome>>? send) : INotifier
{
    public const string OfKind = "report-mail";

    private static readonly string[] Links = ["open-report", "stop-report"];

    public string Kind => OfKind;

    public async Task<Delivery> Deliver(OutboxRow row, Instant now, CancellationToken stop)
    {
        var id = JsonSerializer.Deserialize<ReportLetter>(row.Content, JsonSerializerOptions.Web)!.Mail;
        if (send is null)
            return await Noted(row.TenantId, id, null, Delivery.Hopeless("no mail server is set up: PRAZO_SMTP_HOST names one"));
        var token = await db.Write(tx => ReportStops.NewLink(tx, row.TenantId, id));
        if (token is null || await db.Read(s => Compose(s, row.TenantId, id, token, now)) is not { } mail)
            return Delivery.Done;
        var outcome = await send(mail, stop);
        return await Noted(row.TenantId, id, outcome.Result == MailResult.Sent ? now : null, outcome.Result switch
        {
            MailResult.Sent => Delivery.Done,
            MailResult.Rejected => Delivery.Hopeless(outcome.Detail),
            _ => new Delivery(DeliveryResult.Failed, outcome.Detail),
        });
    }

    private async Task<Delivery> Noted(Guid tenant, Guid id, Instant? sent, Delivery delivery)
    {
        await db.Write(tx => tx.Execute("UPDATE report_mails SET sent = @sent, fault = @Fault WHERE tenant_id = @tenant AND id = @id", new { sent, delivery.Fault, tenant, id }));
        return delivery;
    }

    private OutgoingMail? Compose(Session session, Guid tenant, Guid id, string token, Instant now)
    {
        if (session.First<ReportMail>("SELECT tenant_id, id, report_id, recipient, due FROM report_mails WHERE tenant_id = @tenant AND id = @id AND sent IS NULL", new { tenant, id }) is not { } mail
            || session.First<SavedReport>($"SELECT {SavedReports.Columns} FROM saved_reports WHERE tenant_id = @tenant AND id = @ReportId", new { tenant, mail.ReportId }) is not { } saved)
            return null;
        var (zone, language) = (SavedReports.Zone(session, tenant), UserStore.Get(session, tenant, saved.OwnerId)?.Locale ?? Workspace.Get(session, tenant).Locale);
        var days = RelativeDays.Of(saved.Days, mail.Due.InZone(zone).Date);
        var (report, _) = LiveReport.Count(session, agreements, tenant, QueryOf(saved, days, zone, now));
        var (w, asked) = (ReportWords.For(language), saved.Attached?.Split(' ') ?? []);
        var links = new[] { settings.Address.Length == 0 ? null : $"{settings.Address.TrimEnd('/')}/reports/saved/{saved.Id}", settings.Address.Length == 0 ? null : $"{settings.Address.TrimEnd('/')}/reports/stop/{token}" };
        var said = $"{w.Day(days.First)} – {w.Day(days.Last)}";
        return new OutgoingMail
        {
            From = settings.From, To = [new Mailbox(mail.Recipient)], Subject = $"{saved.Name}: {said}", Text = Text(report, said, w, links), Html = Html(report, saved.Name, said, w, links),
            Attachments = [.. asked.Where(a => a.Length > 0).Select(a => FileOf(a, report, language))], MessageId = $"<report-{mail.Id:N}@{settings.From.Domain}>", Automatic = true, LoopMark = "report",
        };
    }

    internal static LiveQuery QueryOf(SavedReport saved, (LocalDate First, LocalDate Last) days, DateTimeZone zone, Instant now)
    {
        var asked = saved.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).ToLookup(p => p[0], p => Uri.UnescapeDataString(p.ElementAtOrDefault(1)?.Replace('+', ' ') ?? ""), StringComparer.Ordinal);
        var where = asked["where"].FirstOrDefault() is { } text && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? (text[..colon], text[(colon + 1)..].Split(',')) : default;
        return new LiveQuery(now, [asked["by"].FirstOrDefault("agent")], Enum.TryParse<Period>(asked["per"].FirstOrDefault(), ignoreCase: true, out var per) ? per : null,
            zone.AtStartOfDay(days.First).ToInstant(), zone.AtStartOfDay(days.Last.PlusDays(1)).ToInstant(), where.Item1 is null ? [] : [(where.Item1, [.. where.Item2])]);
    }

    private static MailAttachment FileOf(string form, ReportResult report, string language) => form == "csv"
        ? new MailAttachment("report.csv", "text/csv", Encoding.UTF8.GetBytes(ReportTable.Of(report, report.Rows, language).ToCsv()), null)
        : new MailAttachment("report.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", TableWorkbook.Write(ReportSheets.Of(report, language)), null);

    /// <summary>Promise by promise, over all agreements that make it.</summary>
    private static IEnumerable<(string Name, Attainment Attainment)> Lines(ReportResult report, ReportWords w) => report.Totals.Where(r => r.Promised).GroupBy(r => r.Target, StringComparer.Ordinal)
        .Select(g => (w.Target(g.Key), new Attainment(g.Sum(r => r.Attainment.Kept), g.Sum(r => r.Attainment.Counted)))).Where(l => l.Item2.Counted > 0);

    private static string Text(ReportResult report, string days, ReportWords w, string?[] links)
    {
        var text = new StringBuilder(days).Append("\n\n");
        foreach (var (name, a) in Lines(report, w))
            text.Append(CultureInfo.InvariantCulture, $"{name}: {w.Percent(a.Percent)} ({w.Format("kept-of", w.Number(a.Kept), w.Number(a.Counted))})\n");
        text.Append('\n').Append(w["formula"]).Append('\n');
        foreach (var (key, link) in Links.Zip(links))
            text.Append(link is null ? "" : $"\n{w[key]}: {link}");
        return text.ToString();
    }

    private static string Html(ReportResult report, string name, string days, ReportWords w, string?[] links)
    {
        var html = new StringBuilder($"<div style=\"font:15px/1.5 system-ui,sans-serif;color:#1a2233\"><h1 style=\"font-size:20px;margin:0\">{Safe(name)}</h1><p style=\"color:#566072;margin:0 0 16px\">{Safe(days)}</p><table style=\"border-collapse:collapse\">");
        html.Append(CultureInfo.InvariantCulture, $"<tr>{Cell("th", w["target"])}{Cell("th", w["attainment"])}{Cell("th", w["kept-of-counted"])}</tr>");
        foreach (var (target, a) in Lines(report, w))
            html.Append(CultureInfo.InvariantCulture, $"<tr>{Cell("td", target)}{Cell("td", w.Percent(a.Percent))}{Cell("td", $"{w.Number(a.Kept)}/{w.Number(a.Counted)}")}</tr>");
        html.Append(CultureInfo.InvariantCulture, $"</table><p style=\"color:#566072;font-size:13px\">{Safe(w["formula"])}</p>");
        foreach (var (key, link) in Links.Zip(links))
            html.Append(link is null ? "" : $"<p><a href=\"{Safe(link)}\">{Safe(w[key])}</a></p>");
        return html.Append("</div>").ToString();
    }

    private static string Cell(string tag, string text) => $"<{tag} style=\"text-align:left;padding:6px 16px 6px 0;border-bottom:1px solid #dfe3ea\">{Safe(text)}</{tag}>";

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
