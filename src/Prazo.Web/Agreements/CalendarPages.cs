using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

/// <summary>When working time passes: looked at by everybody, written by those who manage.</summary>
internal static class CalendarPages
{
    private const string Calendars = "/calendars", ImportPath = "/calendars/import";

    public static void MapCalendarPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Calendars, List).For(Ability.Read);
        pages.MapGet("/calendars/{name}", Show).For(Ability.Read);
        pages.MapGet("/agreements/{id}/{version:int}/calendars/{name}", ShowOfAgreement).For(Ability.Read);
        pages.MapPost("/calendars/drafts", Begin).For(Ability.Manage);
        pages.MapPost(ImportPath, Import).For(Ability.Manage);
        pages.MapGet("/calendars/drafts/{draft:guid}", Edit).For(Ability.Manage);
        pages.MapPost("/calendars/drafts/{draft:guid}", Save).For(Ability.Manage);
        pages.MapPost("/calendars/drafts/{draft:guid}/sides", Sides).For(Ability.Manage);
    }

    private static Task<IResult> List(HttpContext context, PublishedAgreements agreements) =>
        context.Show<CalendarListPage, CalendarListModel>((s, viewer) => CalendarListModel.Of(s, agreements, viewer, Sent.Nothing));

    private static Task<IResult> Show(HttpContext context, PublishedAgreements agreements, string name, long? version, int? year, string? at, string? working) =>
        context.Show<CalendarPage, CalendarModel>((s, viewer) => CalendarModel.OfShared(s, agreements, viewer, name, version, new CalendarAsked(year, at, working)) ?? throw new MissingException());

    private static Task<IResult> ShowOfAgreement(HttpContext context, PublishedAgreements agreements, string id, int version, string name, int? year, string? at, string? working) =>
        context.Show<CalendarPage, CalendarModel>((s, viewer) => CalendarModel.OfAgreement(s, agreements, viewer, id, version, name, new CalendarAsked(year, at, working)) ?? throw new MissingException());

    private static async Task<IResult> Begin(HttpContext context, Db db, IClock clock)
    {
        var form = await context.Form();
        var (asker, now, from) = (context.Asker(), clock.GetCurrentInstant(), form["from"].ToString());
        var draft = await db.Write(tx => AgreementDrafts.Create(tx, asker.Tenant, AgreementDraft.Calendar, from.Length > 0 ? from : "office",
            from.Length == 0 ? First(Workspace.Get(tx, asker.Tenant))
                : long.TryParse(form["version"], CultureInfo.InvariantCulture, out var version) && PublishedCalendars.Find(tx, asker.Tenant, from, version) is { } found ? found.Source : throw new MissingException(), asker.Actor, now));
        return context.SeeOther($"/calendars/drafts/{draft.Id}");
    }

    private static string First(Workspace workspace) => $$"""
        prazo: 1
        zone: {{workspace.Zone}}
        calendars:
          office:
            weekly: { mon-fri: "09:00-18:00" }
            holidays: [{{(workspace.Zone.StartsWith("Europe/", StringComparison.Ordinal) ? "ro" : "br")}}]

        """;

    private static Task<IResult> Import(HttpContext context, Db db, PublishedAgreements agreements, IClock clock) => context.Send<CalendarListPage, CalendarListModel>(async form =>
    {
        using var reader = new StreamReader((form.Files["file"] ?? throw new RefusedException("no-holidays", "file", "no file was sent")).OpenReadStream(), Encoding.UTF8);
        var (asker, id) = (context.Asker(), form["id"].ToString().Trim());
        var source = CalendarExport.FromICalendar(await reader.ReadToEndAsync(), id);
        var draft = await db.Write(tx => AgreementDrafts.Create(tx, asker.Tenant, AgreementDraft.Calendar, id, source, asker.Actor, clock.GetCurrentInstant()));
        return context.SeeOther($"/calendars/drafts/{draft.Id}");
    }, (s, viewer, sent) => CalendarListModel.Of(s, agreements, viewer, sent));

    private static Task<IResult> Edit(HttpContext context, PublishedAgreements agreements, Guid draft) =>
        context.Show<CalendarDraftPage, CalendarDraftModel>((s, viewer) => CalendarDraftModel.Of(s, agreements, viewer, draft, null, null, null) ?? throw new MissingException());

    private static Task<IResult> Save(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, Guid draft) =>
        DraftDesk.Send(context, db, clock, draft, AgreementDraft.Calendar, Calendars,
            (tx, source) => "/calendars/" + PublishedCalendars.Publish(tx, context.Asker().Tenant, source, context.Asker().Actor, clock.GetCurrentInstant()).Changed[0].Name,
            (form, said) => context.Show<CalendarDraftPage, CalendarDraftModel>((s, viewer) => CalendarDraftModel.Of(s, agreements, viewer, draft, said.Source, said.Said, form.Given("state")) ?? throw new MissingException(), said.Status));

    private static Task<IResult> Sides(HttpContext context, Db db, PublishedAgreements agreements, Guid draft) => DraftDesk.Look(context, db,
        (form, source) => context.Show<CalendarSides, CalendarDraftModel>((s, viewer) => CalendarDraftModel.Of(s, agreements, viewer, draft, source, null, form.Given("state"), effect: false) ?? throw new MissingException()));
}
