using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Storage;
using Prazo.Web.Documents;
using Prazo.Web.Screen;

namespace Prazo.Web.Agreements;

/// <summary>A calendar in the list.</summary>
/// <param name="Known">Null for one that cannot be read any more.</param>
public sealed record CalendarLine(string Href, string Name, string From, KnownCalendar? Known, IReadOnlyList<string> Hours, string Uses)
{
    public (bool Open, Instant? Opens)? Now(Instant now) => Known is { } k ? (k.Calendar.IsOpen(now), k.Calendar.IsOpen(now) ? null : k.Calendar.NextOpening(now)) : null;
}

/// <summary>All calendars of a workspace.</summary>
public sealed record CalendarListModel(IReadOnlyList<CalendarLine> Shared, IReadOnlyList<CalendarLine> Own, IReadOnlyList<AgreementDraft> Drafts, Sent Sent)
{
    public static CalendarListModel Of(Session session, PublishedAgreements agreements, Viewer viewer, Sent sent)
    {
        var tenant = viewer.Asker!.Tenant;
        var all = agreements.All(session, tenant);
        var shared = PublishedCalendars.Latest(PublishedCalendars.Versions(session, tenant)).Values.OrderBy(c => c.Section, StringComparer.Ordinal).ThenBy(c => c.Name, StringComparer.Ordinal);
        return new CalendarListModel(
            [.. shared.Select(c => (c, KnownCalendars.Shared(session, tenant, c.Name, c.Version))).Select(x => new CalendarLine($"/calendars/{x.c.Name}", x.c.Name, viewer.Say("agreements.version", x.c.Version),
                x.c.Section == CalendarFile.Calendars ? x.Item2 : null, x.c.Section == CalendarFile.Calendars ? Words(viewer, x.Item2) : [viewer["calendars.set"]],
                viewer.Count("calendars.uses", KnownCalendars.Uses(all, x.c.Name).Count)))],
            [.. KnownCalendars.Newest(all).SelectMany(KnownCalendars.OwnOf).Select(k => new CalendarLine($"/agreements/{k.Host.Id}/{k.Host.Version}/calendars/{k.Name}", k.Name,
                AgreementWords.Title(viewer, k.Host), k, Words(viewer, k), viewer.Count("calendars.promises", KnownCalendars.TargetsOn(k.Host, k.Name).Count())))],
            AgreementDrafts.All(session, tenant, AgreementDraft.Calendar), sent);
    }

    internal static IReadOnlyList<string> Words(Viewer viewer, KnownCalendar? known) => known is null ? [] : HoursWords.Of(viewer.Words, known.Host, known.All, known.Name, viewer.Now);
}

/// <summary>What is asked of a calendar.</summary>
/// <param name="At">Local to the calendar: <c>2026-03-02T18:00</c>.</param>
/// <param name="Working">Such as <c>8h</c>.</param>
public sealed record CalendarAsked(int? Year, string? At, string? Working)
{
    public static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    public CalendarMoment Moment(KnownCalendar known, Instant now)
    {
        var at = At is { Length: > 0 } && Local.Parse(At) is { Success: true, Value: var local } ? known.Calendar.ToInstant(local) : now;
        return known.At(at, CalendarLookApi.Working(Working));
    }
}

/// <summary>A calendar, a year of it, a moment on it, and who counts on it.</summary>
/// <param name="Shared">Null for one that an agreement describes.</param>
/// <param name="Year">Null for a holiday set or calendar that cannot be read.</param>
public sealed record CalendarModel(KnownCalendar Known, PublishedCalendar? Shared, IReadOnlyList<PublishedCalendar> Versions, CalendarYear Year, IReadOnlyList<string> Hours, CalendarMoment? Moment, string Working,
    IReadOnlyList<CalendarUse> Uses, string Path)
{
    public bool IsSet => Shared?.Section == CalendarFile.HolidaySets;

    public string Name => Shared?.Name ?? Known.Name;

    public static CalendarModel? OfShared(Session session, PublishedAgreements agreements, Viewer viewer, string name, long? version, CalendarAsked asked)
    {
        var tenant = viewer.Asker!.Tenant;
        var versions = PublishedCalendars.Versions(session, tenant).Where(c => c.Name == name).OrderByDescending(c => c.Version).ToList();
        if (versions.Find(c => version is null || c.Version == version) is not { } shared || KnownCalendars.Shared(session, tenant, name, shared.Version) is not { } known)
            return null;
        return Of(viewer, known, shared, versions, KnownCalendars.Uses(agreements.All(session, tenant), name), $"/calendars/{name}", asked);
    }

    public static CalendarModel? OfAgreement(Session session, PublishedAgreements agreements, Viewer viewer, string agreement, int version, string name, CalendarAsked asked) =>
        KnownCalendars.Of(session, viewer.Asker!.Tenant, agreements, agreement, version, name) is { } known
            ? Of(viewer, known, null, [], [new CalendarUse(known.Host, [.. KnownCalendars.TargetsOn(known.Host, name)])], $"/agreements/{agreement}/{version}/calendars/{name}", asked) : null;

    private static CalendarModel Of(Viewer viewer, KnownCalendar known, PublishedCalendar? shared, IReadOnlyList<PublishedCalendar> versions, IReadOnlyList<CalendarUse> uses, string path, CalendarAsked asked) =>
        new(known, shared, versions, known.Year(asked.Year ?? viewer.Now.InZone(known.Calendar.Zone).Year), CalendarListModel.Words(viewer, known),
            shared?.Section == CalendarFile.HolidaySets ? null : asked.Moment(known, viewer.Now), asked.Working ?? "8h", uses, path);
}

/// <summary>What agreements are called on the screen.</summary>
public static class AgreementWords
{
    public static string Title(Viewer v, Agreement a) => a.Titles.GetValueOrDefault(v.Words.Clocks.Language, a.Title) is { Length: > 0 } title ? title : a.Id;

    /// <summary>Such as "2026-03-02" with its weekday.</summary>
    public static string Day(Viewer v, LocalDate date) => v.Words.Clocks.Form.Day(date, false);

    public static string Month(Viewer v, int year, int month) =>
        System.Globalization.CultureInfo.GetCultureInfo(v.Words.Language == ScreenWords.Pseudo ? "en" : v.Words.Language).DateTimeFormat.GetMonthName(month) is [var first, .. var rest] ? $"{char.ToUpperInvariant(first)}{rest}" : $"{year}-{month:00}";
}
