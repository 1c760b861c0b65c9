using NodaTime;
using Prazo.Channels;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Reports.Saved;

/// <summary>A report with a name.</summary>
public sealed record SavedReport
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public Guid OwnerId { get; init; }
    /// <summary>1: everybody who reads may open it.</summary>
    public long Shared { get; init; }
    /// <summary><c>kept</c>, <c>times</c>, <c>moves</c>, <c>pauses</c> or <c>map</c>.</summary>
    public string Page { get; init; } = "";
    /// <summary>What the page is asked besides its days, such as <c>by=team&amp;per=month</c>.</summary>
    public string Query { get; init; } = "";
    public string Days { get; init; } = "";
    public Instant Made { get; init; }
    public string? Every { get; init; }
    public long? Day { get; init; }
    public long? Hour { get; init; }
    public string? Recipients { get; init; }
    public string? Attached { get; init; }
    public Instant? NextMail { get; init; }
    /// <summary>Why mailing ended by itself.</summary>
    public string? Fault { get; init; }

    public MailTimes? Times => Every is null ? null : new MailTimes(Every, (int)Day!, (int)Hour!);

    public IReadOnlyList<string> To => Recipients?.Split('\n') ?? [];
}

/// <summary>A mail of a report to one recipient.</summary>
public sealed record ReportMail
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid ReportId { get; init; }
    public string Recipient { get; init; } = "";
    public Instant Due { get; init; }
    public Instant Made { get; init; }
    public Instant? Sent { get; init; }
    public string? Fault { get; init; }
}

/// <param name="Recipients">Addresses.</param>
/// <param name="Attached"><c>csv</c>, <c>xlsx</c>, both or none; the figures stand in the mail itself.</param>
public sealed record MailingInput(string? Every, int? Day, int? Hour, IReadOnlyList<string>? Recipients, IReadOnlyList<string>? Attached);

/// <param name="Page"><c>kept</c>, <c>times</c>, <c>moves</c>, <c>pauses</c> or <c>map</c>.</param>
/// <param name="Days">Such as <c>last-month</c>.</param>
/// <param name="Mail">Null: nobody is mailed.</param>
public sealed record SavedReportInput(string? Name, string? Page, string? Query, string? Days, bool Shared = false, MailingInput? Mail = null);

public static class SavedReports
{
    internal const string Columns = "tenant_id, id, name, owner_id, shared, page, query, days, made, every, day, hour, recipients, attached, next_mail, fault";
    public static readonly IReadOnlyList<string> Pages = ["kept", "times", "moves", "pauses", "map"], Keys = ["by", "per", "where", "in", "promise"], Files = ["csv", "xlsx"];
    private const int LongestName = 100, LongestQuery = 1000, Most = 500, MostRecipients = 20;

    /// <summary>Saves a new report, or changes one of one's own or a shared one, which everybody who works may change. Mailing figures to others is for who manages: others leave it as it is.</summary>
    public static SavedReport Put(Act act, Guid? id, SavedReportInput input)
    {
        var known = id is { } of ? Find(act.Tx, act.Asker, of) ?? throw new MissingException() : null;
        var owner = known?.OwnerId ?? act.Asker.Behind ?? throw new RefusedException("no-person", "", "a saved report has an owner, and this key is nobody's", "sign in, or take a key with an owner");
        var report = Mailed(act, new SavedReport
        {
            TenantId = act.Tenant, Id = id ?? Ids.New(act.Now), Name = Inputs.Needed("name", input.Name, LongestName), OwnerId = owner, Shared = input.Shared ? 1 : 0,
            Page = Pages.Contains(input.Page ?? "kept") ? input.Page ?? "kept" : throw new RefusedException("unknown-page", "page", $"'{input.Page}' is no page of reports", "write " + string.Join(", ", Pages)),
            Query = QueryOf(input.Query), Days = input.Days ?? "last-month", Made = known?.Made ?? act.Now,
        }, input.Mail, known);
        RelativeDays.Of(report.Days, LocalDate.FromDateTime(DateTime.UnixEpoch));
        if (known is not null)
            act.Tx.Execute("UPDATE saved_reports SET name = @Name, shared = @Shared, page = @Page, query = @Query, days = @Days, every = @Every, day = @Day, hour = @Hour, recipients = @Recipients, attached = @Attached, next_mail = @NextMail, fault = NULL WHERE tenant_id = @TenantId AND id = @Id", report);
        else if (act.Tx.Value<long>("SELECT COUNT(*) FROM saved_reports WHERE tenant_id = @Tenant", new { act.Tenant }) >= Most)
            throw new RefusedException("too-many", "", $"a workspace has at most {Most} saved reports");
        else
            act.Tx.Execute($"INSERT INTO saved_reports ({Columns}) VALUES (@TenantId, @Id, @Name, @OwnerId, @Shared, @Page, @Query, @Days, @Made, @Every, @Day, @Hour, @Recipients, @Attached, @NextMail, NULL)", report);
        // Figures that leave the workspace: who sends them to how many, not the addresses (S9).
        act.Audit(known is null ? "report.saved" : "report.changed", $"report:{report.Id}", new { report.Every, recipients = report.To.Count });
        return report;
    }

    public static void Delete(Act act, Guid id)
    {
        if ((Find(act.Tx, act.Asker, id) ?? throw new MissingException()) is { Every: not null } && !act.Asker.May(Ability.Manage))
            throw new RefusedException("forbidden-mail", "", "this report is mailed: who manages may delete it", "ask a manager");
        foreach (var table in new[] { "report_stops", "report_mails" })
            act.Tx.Execute($"DELETE FROM {table} WHERE tenant_id = @Tenant AND report_id = @id", new { act.Tenant, id });
        act.Tx.Execute("DELETE FROM saved_reports WHERE tenant_id = @Tenant AND id = @id", new { act.Tenant, id });
        act.Audit("report.deleted", $"report:{id}");
    }

    private static SavedReport Mailed(Act act, SavedReport report, MailingInput? mail, SavedReport? known)
    {
        if (!act.Asker.May(Ability.Manage))
            return mail is not null ? throw new RefusedException("forbidden-mail", "mail", "who manages may mail reports", "ask a manager")
                : known is null ? report : report with { Every = known.Every, Day = known.Day, Hour = known.Hour, Recipients = known.Recipients, Attached = known.Attached, NextMail = known.NextMail };
        if (mail is null)
            return report;
        if (report.Page != "kept")
            throw new RefusedException("not-mailed", "page", "promises kept are mailed; the other pages are opened", "save it without mail");
        var times = MailTimes.Checked(mail.Every ?? "weekly", mail.Day ?? 1, mail.Hour ?? 8);
        var recipients = (mail.Recipients ?? []).Select(r => r.Trim()).Where(r => r.Length > 0)
            .Select(r => Mailbox.Of(r)?.Address ?? throw new RefusedException("bad-address", "recipients", $"'{r}' is not an address")).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (recipients.Count is 0 or > MostRecipients)
            throw new RefusedException("out-of-range", "recipients", $"a report goes to 1 to {MostRecipients} addresses");
        if ((mail.Attached ?? []).FirstOrDefault(f => !Files.Contains(f)) is { } stray)
            throw new RefusedException("unknown-format", "attached", $"'{stray}' cannot be attached", "write csv or xlsx");
        return report with
        {
            Every = times.Every, Day = times.Day, Hour = times.Hour, Recipients = string.Join('\n', recipients), Attached = string.Join(' ', (mail.Attached ?? []).Distinct()),
            NextMail = times.After(act.Now, Zone(act.Tx, act.Tenant)),
        };
    }

    internal static DateTimeZone Zone(Session session, Guid tenant) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(Workspace.Get(session, tenant).Zone) ?? DateTimeZone.Utc;

    private static string QueryOf(string? query)
    {
        var text = Inputs.Text("query", query, LongestQuery)?.TrimStart('?') ?? "";
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
            if (!Keys.Contains(part.Split('=')[0]))
                throw new RefusedException("unknown-key", "query", $"a saved report has no '{part.Split('=')[0]}'", "write " + string.Join(", ", Keys));
        return text;
    }

    /// <summary>One's own, and those that are shared.</summary>
    public static IReadOnlyList<SavedReport> Of(Session session, Principal asker) => session.Query<SavedReport>(
        $"SELECT {Columns} FROM saved_reports WHERE tenant_id = @Tenant AND (shared = 1 OR owner_id = @owner) ORDER BY name, id", new { asker.Tenant, owner = asker.Behind ?? Guid.Empty });

    /// <summary>Others' own reports are as if there were none.</summary>
    public static SavedReport? Find(Session session, Principal asker, Guid id) => session.First<SavedReport>(
        $"SELECT {Columns} FROM saved_reports WHERE tenant_id = @Tenant AND id = @id AND (shared = 1 OR owner_id = @owner)", new { asker.Tenant, id, owner = asker.Behind ?? Guid.Empty });

    /// <summary>What was mailed of it, newest first.</summary>
    public static IReadOnlyList<ReportMail> Mails(Session session, Guid tenant, Guid report, int most) => session.Query<ReportMail>(
        "SELECT tenant_id, id, report_id, recipient, due, made, sent, fault FROM report_mails WHERE tenant_id = @tenant AND report_id = @report ORDER BY due DESC, recipient LIMIT @most", new { tenant, report, most });

    public static IReadOnlyList<string> Stopped(Session session, Guid tenant, Guid report) =>
        session.Query<string>("SELECT recipient FROM report_stops WHERE tenant_id = @tenant AND report_id = @report", new { tenant, report });
}
