using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

/// <summary>Calendars and holiday sets that agreements share: versions as they were published, and what publishing another would do.</summary>
internal static class CalendarApi
{
    private const string ICalendar = "text/calendar";
    private const int MostYears = 20;

    private static readonly DraftApi Drafts = new(AgreementDraft.Calendar, "calendars");

    public static void MapCalendars(this RouteGroupBuilder api)
    {
        api.MapGet("/calendars", List).For(Ability.Read).WithSummary("Every published version of the calendars and holiday sets that agreements share.");
        api.MapGet("/calendars/{name}/versions/{version}/source", Export).For(Ability.Read).Produces<string>(StatusCodes.Status200OK, AgreementApi.Yaml).WithSummary("A version in the file that it was published with.");
        api.MapGet("/calendars/{name}/versions/{version}/ics", Ics).For(Ability.Read).Produces<string>(StatusCodes.Status200OK, ICalendar).WithSummary("The days off of a version as iCalendar, from one year to another.");
        api.MapPost("/calendars", Publish).For(Ability.Manage).Accepts<string>(AgreementApi.Yaml).WithSummary("Publishes what is new or different in a file of calendars: all of it, or nothing when there is an error.");
        api.MapPost("/calendars/check", Check).For(Ability.Manage).Accepts<string>(AgreementApi.Yaml).WithSummary("Lints a file of calendars, names the agreements that count on it, and shows what publishing would do to open tickets. Nothing is kept.");
        api.MapPost("/calendars/import", Import).For(Ability.Manage).Accepts<string>(ICalendar).WithSummary("Turns an iCalendar file into a file of calendars with one holiday set, as a draft to review.");
        Drafts.Map(api, "Files of calendars");
        api.MapGet("/calendars/drafts/{id:guid}/check", CheckDraft).For(Ability.Manage).WithSummary("Lints a draft, and shows its effect on open tickets.");
        api.MapPost("/calendars/drafts/{id:guid}/publish", PublishDraft).For(Ability.Manage).WithSummary("Publishes a draft as it was read (If-Match), and throws it away.");
    }

    private static async Task<Ok<IReadOnlyList<CalendarView>>> List(HttpContext context, Db db) =>
        TypedResults.Ok<IReadOnlyList<CalendarView>>([.. (await db.Read(s => PublishedCalendars.Versions(s, context.Asker().Tenant))).Select(CalendarView.Of)]);

    private static async Task<Results<ContentHttpResult, NotFound>> Export(HttpContext context, string name, long version, Db db) =>
        await db.Read(s => PublishedCalendars.Find(s, context.Asker().Tenant, name, version)) is { } found ? TypedResults.Text(found.Source, AgreementApi.Yaml) : TypedResults.NotFound();

    private static async Task<Results<ContentHttpResult, NotFound>> Ics(HttpContext context, string name, long version, Db db, IClock clock, int? from, int? to)
    {
        var now = clock.GetCurrentInstant();
        var first = from ?? now.InUtc().Year;
        var last = to ?? first + 1;
        if (first is < 1900 or > 2900 || last < first || last - first >= MostYears)
            throw new RefusedException("bad-range", "to", $"the years go from 1900 to 2900, at most {MostYears} at once");
        return await db.Read(s => CalendarExport.DaysOff(s, context.Asker().Tenant, name, version, first, last, now)) is { } text ? TypedResults.Text(text, ICalendar) : TypedResults.NotFound();
    }

    private static async Task<Ok<CalendarsPublished>> Publish(HttpContext context, Db db, IClock clock)
    {
        var (text, asker, now) = (await AgreementApi.Text(context), context.Asker(), clock.GetCurrentInstant());
        return TypedResults.Ok(await context.Once(db, now, tx => CalendarsPublished.Of(PublishedCalendars.Publish(tx, asker.Tenant, text, asker.Actor, now))));
    }

    private static async Task<Ok<CalendarCheck>> Check(HttpContext context, Db db, PublishedAgreements agreements, IClock clock)
    {
        var text = await AgreementApi.Text(context);
        return TypedResults.Ok(await db.Read(s => CalendarCheck.Of(s, agreements, context.Asker().Tenant, text, clock.GetCurrentInstant())));
    }

    private static async Task<Created<DraftView>> Import(HttpContext context, string id, Db db, IClock clock)
    {
        var (text, asker, now) = (await AgreementApi.Text(context), context.Asker(), clock.GetCurrentInstant());
        var source = CalendarExport.FromICalendar(text, id);
        var draft = await context.Once(db, now, tx => DraftView.Of(AgreementDrafts.Create(tx, asker.Tenant, AgreementDraft.Calendar, id, source, asker.Actor, now)));
        return TypedResults.Created($"/api/v1/calendars/drafts/{draft.Id}", draft);
    }

    private static async Task<Results<Ok<CalendarCheck>, NotFound>> CheckDraft(HttpContext context, Guid id, Db db, PublishedAgreements agreements, IClock clock) =>
        await db.Read(s => AgreementDrafts.Find(s, context.Asker().Tenant, AgreementDraft.Calendar, id) is { } draft ? CalendarCheck.Of(s, agreements, draft.TenantId, draft.Source, clock.GetCurrentInstant()) : null) is { } view
            ? TypedResults.Ok(view) : TypedResults.NotFound();

    private static Task<Results<Ok<CalendarsPublished>, NotFound, ProblemHttpResult>> PublishDraft(HttpContext context, Guid id, Db db, IClock clock) =>
        Drafts.Publish(context, id, db, (tx, draft) => CalendarsPublished.Of(PublishedCalendars.Publish(tx, draft.TenantId, draft.Source, context.Asker().Actor, clock.GetCurrentInstant())));
}

/// <param name="Section"><c>calendars</c> or <c>holiday-sets</c>.</param>
/// <param name="OpenTicketsFrom">From when on open tickets follow; none: they keep what they had.</param>
internal sealed record CalendarView(string Name, long Version, string Section, string Hash, Instant? OpenTicketsFrom, Instant Published, string PublishedBy)
{
    public static CalendarView Of(PublishedCalendar c) => new(c.Name, c.Version, c.Section, c.Hash, c.OpenFrom, c.Published, c.PublishedBy);
}

internal sealed record NamedVersion(string Name, long Version);

/// <param name="Agreements">Versions that count on them, as <c>id@version</c>.</param>
internal sealed record CalendarsPublished(IReadOnlyList<NamedVersion> Calendars, IReadOnlyList<string> Agreements, IReadOnlyList<InputProblem> Warnings)
{
    public static CalendarsPublished Of(CheckedCalendars c) =>
        new([.. c.Changed.Select(x => new NamedVersion(x.Name, x.Version))], c.Agreements, [.. c.Problems.Where(p => p.Severity == Severity.Warning).Select(InputProblem.Of)]);
}

/// <param name="Problems">Errors keep it from being published.</param>
/// <param name="Changes">What would be published, by name and version.</param>
/// <param name="Effect">Null when there are errors.</param>
internal sealed record CalendarCheck(bool Publishable, IReadOnlyList<InputProblem> Problems, IReadOnlyList<NamedVersion> Changes, IReadOnlyList<string> Agreements, EffectView? Effect)
{
    public static CalendarCheck Of(Session s, PublishedAgreements agreements, Guid tenant, string text, Instant now, bool effect = true)
    {
        var found = PublishedCalendars.Check(s, tenant, text, now);
        return new(!found.HasErrors, [.. found.Problems.Select(InputProblem.Of)], [.. found.Changed.Select(c => new NamedVersion(c.Name, c.Version))], found.Agreements,
            found.HasErrors || !effect ? null : EffectView.Of(AgreementEffect.OfPublishing(s, tenant, agreements, PublishedAgreements.With(s, tenant, found.Changed), now)));
    }
}
