using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

/// <summary>What a calendar says: of a year, and of a moment; who counts on it; and which holiday sets there are.</summary>
internal static class CalendarLookApi
{
    private const string Of = "/agreements/{agreement}/versions/{version}/calendars/{name}";

    public static void MapCalendarLooks(this RouteGroupBuilder api)
    {
        api.MapGet("/calendars/holidays", Holidays).For(Ability.Read).WithSummary("The built-in holiday sets: countries and states, and with `state` (such as sp) the cities of that state.");
        api.MapGet("/calendars/{name}/uses", Uses).For(Ability.Read).WithSummary("The newest versions of the agreements that count on a shared calendar or holiday set.");
        api.MapGet("/calendars/{name}/versions/{version}/year", SharedYear).For(Ability.Read).WithSummary("A year date by date: openings, holidays, exceptions, clocks put forward or back.");
        api.MapGet("/calendars/{name}/versions/{version}/moment", SharedMoment).For(Ability.Read).WithSummary("Whether it is open at a moment, and when so much working time (`working`, such as 8h) has passed then.");
        api.MapGet(Of + "/year", OwnYear).For(Ability.Read).WithSummary("A year on a calendar as an agreement counts on it.");
        api.MapGet(Of + "/moment", OwnMoment).For(Ability.Read).WithSummary("A moment on a calendar as an agreement counts on it.");
    }

    private static Ok<IReadOnlyList<HolidaySetView>> Holidays(string? state) => TypedResults.Ok<IReadOnlyList<HolidaySetView>>(
        [.. (state is null ? BuiltInHolidays.Wide : BuiltInHolidays.CitiesOf(state)).Select(s => new HolidaySetView(s.Id, s.Name))]);

    private static async Task<Results<Ok<IReadOnlyList<CalendarUseView>>, NotFound>> Uses(HttpContext context, string name, Db db, PublishedAgreements agreements)
    {
        var (tenant, known) = (context.Asker().Tenant, false);
        var uses = await db.Read(s =>
        {
            known = PublishedCalendars.Find(s, tenant, name, 1) is not null;
            return KnownCalendars.Uses(agreements.All(s, tenant), name);
        });
        return known ? TypedResults.Ok<IReadOnlyList<CalendarUseView>>([.. uses.Select(u => new CalendarUseView(u.Agreement.Id, u.Agreement.Version, u.Targets))]) : TypedResults.NotFound();
    }

    private static async Task<Results<Ok<CalendarYearView>, NotFound>> SharedYear(HttpContext context, string name, long version, Db db, IClock clock, int? year) =>
        Year(await db.Read(s => KnownCalendars.Shared(s, context.Asker().Tenant, name, version)), clock, year);

    private static async Task<Results<Ok<CalendarMomentView>, NotFound>> SharedMoment(HttpContext context, string name, long version, Db db, IClock clock, string? at, string? working) =>
        Moment(await db.Read(s => KnownCalendars.Shared(s, context.Asker().Tenant, name, version)), clock, at, working);

    private static async Task<Results<Ok<CalendarYearView>, NotFound>> OwnYear(HttpContext context, string agreement, int version, string name, Db db, PublishedAgreements agreements, IClock clock, int? year) =>
        Year(await db.Read(s => KnownCalendars.Of(s, context.Asker().Tenant, agreements, agreement, version, name)), clock, year);

    private static async Task<Results<Ok<CalendarMomentView>, NotFound>> OwnMoment(HttpContext context, string agreement, int version, string name, Db db, PublishedAgreements agreements, IClock clock, string? at, string? working) =>
        Moment(await db.Read(s => KnownCalendars.Of(s, context.Asker().Tenant, agreements, agreement, version, name)), clock, at, working);

    private static Results<Ok<CalendarYearView>, NotFound> Year(KnownCalendar? known, IClock clock, int? year) =>
        known is null ? TypedResults.NotFound() : TypedResults.Ok(CalendarYearView.Of(known.Year(year ?? clock.GetCurrentInstant().InZone(known.Calendar.Zone).Year)));

    private static Results<Ok<CalendarMomentView>, NotFound> Moment(KnownCalendar? known, IClock clock, string? at, string? working)
    {
        if (known is null)
            return TypedResults.NotFound();
        var moment = at is null ? clock.GetCurrentInstant() : OffsetDateTimePattern.ExtendedIso.Parse(at) is { Success: true, Value: var parsed } ? parsed.ToInstant()
            : throw new RefusedException("bad-date", "at", $"'{at}' is not an instant", "write one such as 2026-03-02T09:00:00-03:00");
        return TypedResults.Ok(CalendarMomentView.Of(known.At(moment, Working(working))));
    }

    /// <summary>A length of working time as promises are typed; eight hours unless it is said.</summary>
    internal static Duration Working(string? typed) => string.IsNullOrWhiteSpace(typed) ? Duration.FromHours(8)
        : WithinParser.Parse(typed).Value is WorkingTime time ? time.Length
        : throw new RefusedException("bad-length", "working", $"'{typed}' is not a length of working time", "write one such as 8h or 90m");
}

internal sealed record HolidaySetView(string Id, string Name);

internal sealed record CalendarUseView(string Agreement, int Version, IReadOnlyList<string> Targets);

/// <param name="KnownTo">The last date that every list of holidays covers; null when all are rules.</param>
/// <param name="WorkingSeconds">Of the whole year.</param>
internal sealed record CalendarYearView(string Calendar, string Zone, int Year, int BusinessDays, double WorkingSeconds, string? KnownTo, IReadOnlyList<CalendarDayView> Days)
{
    public static CalendarYearView Of(CalendarYear y) => new(y.Name, y.Zone.Id, y.Year, y.BusinessDays, y.Open.TotalSeconds, y.Validity is { } v ? LocalDatePattern.Iso.Format(v.KnownTo) : null,
        [.. y.Days.Select(d => new CalendarDayView(LocalDatePattern.Iso.Format(d.Date), d.Business, [.. d.Openings.Select(o => new OpeningView(o.Start, o.End))], d.Holiday,
            d.Exception?.ToString().ToLowerInvariant(), d.Moved is { } moved ? moved.Seconds / 60 : null))]);
}

/// <param name="Exception"><c>closed</c>, <c>hours</c> or <c>extra</c>, where the calendar says something of this date alone.</param>
/// <param name="ClocksMovedMinutes">Forward, or (negative) back.</param>
internal sealed record CalendarDayView(string Date, bool BusinessDay, IReadOnlyList<OpeningView> Openings, string? Holiday, string? Exception, int? ClocksMovedMinutes);

internal sealed record OpeningView(Instant Start, Instant End);

/// <param name="Opens">When it opens next; null while it is open, or when it never does again.</param>
/// <param name="Due">When so much working time has passed.</param>
/// <param name="Last">Until when no more than that has passed.</param>
internal sealed record CalendarMomentView(Instant At, bool Open, Instant? Opens, double WorkingSeconds, Instant? Due, Instant? Last)
{
    public static CalendarMomentView Of(CalendarMoment m) => new(m.At, m.Open, m.Opens, m.Working.TotalSeconds, m.Due, m.Last);
}
