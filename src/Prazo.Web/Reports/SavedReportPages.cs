using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Prazo.Reports.Saved;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Reports;

/// <summary>A saved report with what was mailed of it.</summary>
public sealed record SavedReportLine(SavedReport Report, IReadOnlyList<ReportMail> Mails, IReadOnlyList<string> Stopped);

/// <param name="New">What a new one begins with: the page that somebody came from.</param>
public sealed record SavedReportsModel(IReadOnlyList<SavedReportLine> Lines, SavedReport New, Sent Sent);

/// <param name="Done">It was stopped just now.</param>
public sealed record StopModel(string Report, string Recipient, bool Done, string Link);

/// <summary>Reports with a name: opened, changed, mailed, and stopped by who gets them.</summary>
internal static class SavedReportPages
{
    private const string Saved = "/reports/saved", Stop = "/reports/stop/{link}";

    public static void MapSavedReportPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Saved, (Delegate)List).For(Ability.Read);
        pages.MapPost(Saved, (Delegate)Add).For(Ability.Work);
        pages.MapGet(Saved + "/{id:guid}", Open).For(Ability.Read);
        pages.MapPost(Saved + "/{id:guid}", Change).For(Ability.Work);
        pages.MapGet(Stop, ShowStop).AllowAnonymous();
        pages.MapPost(Stop, DoStop).AllowAnonymous();
    }

    private static Task<IResult> List(HttpContext context) => context.Show<SavedReportsPage, SavedReportsModel>((s, viewer) => All(context, s, viewer, Sent.Nothing));

    private static SavedReportsModel All(HttpContext context, Session session, Viewer viewer, Sent sent)
    {
        var asker = viewer.Asker!;
        var query = context.Request.Query;
        return new SavedReportsModel(
            [.. SavedReports.Of(session, asker).Select(r => new SavedReportLine(r, r.Times is null ? [] : SavedReports.Mails(session, asker.Tenant, r.Id, 10), SavedReports.Stopped(session, asker.Tenant, r.Id)))],
            new SavedReport { Page = SavedReports.Pages.Contains(query["page"].ToString()) ? query["page"].ToString() : "kept", Query = QueryOf(k => query[k].ToString()), Days = "last-month" }, sent);
    }

    private static string QueryOf(Func<string, string> given) => string.Join('&', SavedReports.Keys.Select(k => (Key: k, Value: given(k).Trim())).Where(v => v.Value.Length > 0).Select(v => $"{v.Key}={Uri.EscapeDataString(v.Value)}"));

    private static Task<IResult> Add(HttpContext context) => context.Send<SavedReportsPage, SavedReportsModel>(async form =>
    {
        await context.Act(act => SavedReports.Put(act, null, InputOf(form)).Id);
        return context.SeeOther(Saved);
    }, (s, viewer, sent) => All(context, s, viewer, sent));

    private static Task<IResult> Change(HttpContext context, Guid id) => context.Send<SavedReportsPage, SavedReportsModel>(async form =>
    {
        await context.Act(act =>
        {
            if (form["do"] == "delete")
                SavedReports.Delete(act, id);
            else
                SavedReports.Put(act, id, InputOf(form));
            return true;
        });
        return context.SeeOther(Saved);
    }, (s, viewer, sent) => All(context, s, viewer, sent));

    private static SavedReportInput InputOf(IFormCollection form) => new(form.Given("name"), form.Given("page"), QueryOf(k => form[k].ToString()), form.Given("days"), form["shared"] == "on",
        form.Given("every") is not { } every ? null : new MailingInput(every, Number(form, "day"), Number(form, "hour"), form["recipients"].ToString().Split('\n', ',', ';'), [.. form["attached"].OfType<string>()]));

    private static int? Number(IFormCollection form, string name) => int.TryParse(form.Given(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>To its page, with the days that its name of days means today.</summary>
    private static async Task<IResult> Open(HttpContext context, Guid id, Db db)
    {
        var (report, zone, now) = await db.Read(s => context.Viewer(s) is var viewer && SavedReports.Find(s, viewer.Asker!, id) is { } found ? (found, viewer.Zone, viewer.Now) : throw new MissingException());
        var (first, last) = RelativeDays.Of(report.Days, now.InZone(zone).Date);
        var page = report.Page == "kept" ? "/reports" : "/reports/" + report.Page;
        return context.SeeOther($"{page}?{report.Query}{(report.Query.Length > 0 ? "&" : "")}from={LocalDatePattern.Iso.Format(first)}&to={LocalDatePattern.Iso.Format(last)}");
    }

    private static Task<IResult> ShowStop(HttpContext context, string link) => context.Show<StopPage, StopModel>((s, _) => Stopping(s, link, done: false));

    private static StopModel Stopping(Session session, string link, bool done) => ReportStops.Find(session, link) is var (report, recipient) ? new StopModel(report.Name, recipient, done, link) : throw new MissingException();

    private static async Task<IResult> DoStop(HttpContext context, string link, Db db, IClock clock)
    {
        if (!await db.Write(tx => ReportStops.Stop(tx, link, clock.GetCurrentInstant())))
            throw new MissingException();
        return await context.Show<StopPage, StopModel>((s, _) => Stopping(s, link, done: true));
    }
}
