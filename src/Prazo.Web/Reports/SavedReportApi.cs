using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Reports.Saved;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Reports;

internal static class SavedReportApi
{
    public static void MapSavedReports(this RouteGroupBuilder api)
    {
        api.MapGet("/saved-reports", List).For(Ability.Read).WithSummary("Saved reports: one's own and the shared ones.");
        api.MapPost("/saved-reports", Add).For(Ability.Work).WithSummary("Saves a report; who manages may have it mailed.");
        api.MapPut("/saved-reports/{id:guid}", Change).For(Ability.Work).WithSummary("Changes a saved report, one's own or a shared one.");
        api.MapDelete("/saved-reports/{id:guid}", Delete).For(Ability.Work).WithSummary("Deletes a saved report, with the log of its mails.");
        api.MapGet("/saved-reports/{id:guid}/mails", Mails).For(Ability.Read).WithSummary("What was mailed of a saved report, to whom, and whether the mail server took it.");
    }

    private static async Task<Ok<SavedReportList>> List(HttpContext context, Db db)
    {
        var asker = context.Asker();
        return TypedResults.Ok(new SavedReportList([.. (await db.Read(s => SavedReports.Of(s, asker))).Select(r => SavedReportView.Of(r, asker))]));
    }

    // What is kept for an idempotency key holds no address.
    private static async Task<Created<SavedReportDone>> Add(HttpContext context, SavedReportInput body)
    {
        var done = await context.Act(act => new SavedReportDone(SavedReports.Put(act, null, body).Id));
        return TypedResults.Created($"/api/v1/saved-reports/{done.Id}", done);
    }

    private static async Task<Ok<SavedReportDone>> Change(HttpContext context, Guid id, SavedReportInput body) => TypedResults.Ok(await context.Act(act => new SavedReportDone(SavedReports.Put(act, id, body).Id)));

    private static async Task<NoContent> Delete(HttpContext context, Guid id)
    {
        await context.Act(act =>
        {
            SavedReports.Delete(act, id);
            return true;
        });
        return TypedResults.NoContent();
    }

    private static async Task<Ok<ReportMailList>> Mails(HttpContext context, Db db, Guid id)
    {
        var asker = context.Asker();
        var mails = await db.Read(s => SavedReports.Find(s, asker, id) is null ? null : SavedReports.Mails(s, asker.Tenant, id, 200)) ?? throw new MissingException();
        return TypedResults.Ok(new ReportMailList([.. mails.Select(m => new ReportMailView(m.Id, m.Recipient, m.Due, m.Sent, m.Fault))]));
    }
}

internal sealed record SavedReportDone(Guid Id);

internal sealed record SavedReportList(IReadOnlyList<SavedReportView> Items);

/// <param name="Own">Whether it is the asker's.</param>
internal sealed record SavedReportView(Guid Id, string Name, string Page, string Query, string Days, bool Shared, bool Own, MailingInput? Mail, Instant? NextMail, string? Fault)
{
    public static SavedReportView Of(SavedReport r, Principal asker) => new(r.Id, r.Name, r.Page, r.Query, r.Days, r.Shared == 1, r.OwnerId == asker.Behind,
        r.Times is { } t ? new MailingInput(t.Every, t.Day, t.Hour, r.To, [.. (r.Attached ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)]) : null, r.NextMail, r.Fault);
}

internal sealed record ReportMailList(IReadOnlyList<ReportMailView> Items);

internal sealed record ReportMailView(Guid Id, string Recipient, Instant Due, Instant? Sent, string? Fault);
