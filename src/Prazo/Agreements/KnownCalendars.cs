using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Storage;

namespace Prazo.Agreements;

/// <summary>A calendar that can be looked at, wherever it is described.</summary>
/// <param name="Host">The agreement that it is read in.</param>
public sealed record KnownCalendar(Agreement Host, string Name, CalendarSet All)
{
    public WorkingCalendar Calendar => All[Name];

    public CalendarDefinition? Definition => Host.Calendars.GetValueOrDefault(Name);

    public CalendarYear Year(int year) => CalendarYear.Of(this, year);

    public CalendarMoment At(Instant at, Duration working) =>
        new(at, Calendar.IsOpen(at), Calendar.IsOpen(at) ? null : Calendar.NextOpening(at), working, Calendar.Add(at, working), Calendar.AddLast(at, working));
}

/// <summary>What a calendar says of a moment.</summary>
/// <param name="Opens">Null while it is open, or when it never opens again.</param>
/// <param name="Due">When so much working time has passed; null: never.</param>
/// <param name="Last">Until when no more than that has passed.</param>
public sealed record CalendarMoment(Instant At, bool Open, Instant? Opens, Duration Working, Instant? Due, Instant? Last);

/// <summary>Somebody who counts on a calendar or a holiday set.</summary>
/// <param name="Targets">Ids of the promises that do so themselves; none: by way of another calendar.</param>
public sealed record CalendarUse(Agreement Agreement, ImmutableArray<string> Targets);

/// <summary>The calendars of a workspace: those that agreements share, and those that agreements describe themselves.</summary>
public static class KnownCalendars
{
    /// <summary>A version of a shared calendar, or of a holiday set on days that are open otherwise; null when there is none. What it names counts as published last.</summary>
    public static KnownCalendar? Shared(Session session, Guid tenant, string name, long version) =>
        PublishedCalendars.Find(session, tenant, name, version) is { } found ? Shared(PublishedCalendars.Latest(PublishedCalendars.Rows(session, tenant)).Values, found) : null;

    internal static KnownCalendar? Shared(IEnumerable<PublishedCalendar> latest, PublishedCalendar found)
    {
        var own = found.Section == CalendarFile.Calendars;
        var name = own ? found.Name : "x";
        var known = latest.Where(c => c.Name != found.Name).Append(found);
        var part = own ? $"targets: {{ x: {{ metric: resolution, measure: true, calendar: {name} }} }}" : $"calendars: {{ x: {{ weekly: {{ mon-sun: \"00:00-24:00\" }}, holidays: {found.Name} }} }}";
        return In(AgreementFiles.Parse([("x", $"prazo: 1\nagreement: x\ntitle: x\nkind: service\nzone: Etc/UTC\n{part}\n")], AgreementWorld.Find(known)).Agreements, name);
    }

    /// <summary>A calendar of a file that is being written, beside what is published; null while the file has errors in it.</summary>
    public static KnownCalendar? Written(Session session, Guid tenant, string source, string name)
    {
        var latest = PublishedCalendars.Latest(PublishedCalendars.Rows(session, tenant)).Values;
        var file = CalendarFile.Read(source, AgreementWorld.Find(latest));
        return file.HasErrors || file.Parts.FirstOrDefault(p => p.Name == name) is not { } part ? null
            : Shared(latest.Where(c => file.Parts.All(p => p.Name != c.Name)).Concat(file.Parts.Where(p => p.Name != name).Select(p => Row(p, source))), Row(part, source));
    }

    private static PublishedCalendar Row(CalendarPart part, string source) => new() { Name = part.Name, Section = part.Section, Source = source, Version = 1 };

    /// <summary>A calendar as an agreement version counts on it; null when there is none.</summary>
    public static KnownCalendar? Of(Session session, Guid tenant, PublishedAgreements agreements, string agreement, int version, string name) =>
        In([.. agreements.All(session, tenant).Agreements.Where(a => a.Id == agreement && a.Version == version)], name);

    private static KnownCalendar? In(ImmutableArray<Agreement> agreements, string name) =>
        agreements is [var host, ..] && new AgreementSet([host]).CalendarsOf(host) is var all && all.Find(name) is not null ? new KnownCalendar(host, name, all) : null;

    /// <summary>Calendars that an agreement describes itself, or takes from the agreement that it extends.</summary>
    public static IEnumerable<KnownCalendar> OwnOf(Agreement agreement) =>
        agreement.Calendars.Where(c => !IsShared(c.Value.At)).Select(c => In([agreement], c.Key)).OfType<KnownCalendar>().OrderBy(c => c.Name, StringComparer.Ordinal);

    /// <summary>The newest version of every agreement that counts on a shared calendar or holiday set.</summary>
    public static IReadOnlyList<CalendarUse> Uses(AgreementSet all, string name) =>
    [
        .. Newest(all).Where(a => (a.Calendars.TryGetValue(name, out var calendar) && IsShared(calendar.At)) || (a.HolidaySets.TryGetValue(name, out var set) && IsShared(set.At)))
            .Select(a => new CalendarUse(a, [.. TargetsOn(a, name)])),
    ];

    public static IEnumerable<Agreement> Newest(AgreementSet all) => all.Agreements.GroupBy(a => a.Id, StringComparer.Ordinal).Select(g => g.MaxBy(a => a.Version)!).OrderBy(a => a.Id, StringComparer.Ordinal);

    public static IEnumerable<string> TargetsOn(Agreement agreement, string calendar) =>
        agreement.Targets.Where(t => t.Calendar.Values.Values.Append(t.Calendar.Else).Contains(calendar, StringComparer.Ordinal)).Select(t => t.Id);

    // What was put in from a shared calendar stands in no agreement's text.
    private static bool IsShared(Engine.Position at) => at.File is null;
}

/// <summary>One date on a calendar.</summary>
/// <param name="Holiday">The name of the holiday, or of the exception.</param>
/// <param name="Exception">What the calendar says of this date alone.</param>
/// <param name="Moved">By how much clocks are put forward (negative: back) on this date.</param>
public sealed record CalendarDay(LocalDate Date, bool Business, Duration Open, IReadOnlyList<Opening> Openings, string? Holiday, ExceptionKind? Exception, Offset? Moved);

/// <summary>A year on a calendar, date by date.</summary>
public sealed record CalendarYear(string Name, DateTimeZone Zone, int Year, IReadOnlyList<CalendarDay> Days, (LocalDate KnownTo, string Set)? Validity)
{
    public const int First = 1900, Last = 2298;

    public int BusinessDays => Days.Count(d => d.Business);

    public Duration Open => Days.Aggregate(Duration.Zero, (sum, d) => sum + d.Open);

    internal static CalendarYear Of(KnownCalendar known, int year)
    {
        if (year is < First or > Last)
            throw new RefusedException("bad-year", "year", string.Create(CultureInfo.InvariantCulture, $"calendars are known from {First} to {Last}"));
        var calendar = known.Calendar;
        var moves = Moves(calendar.Zone, year);
        var exceptions = (known.Definition as WeeklyCalendar)?.Exceptions.GroupBy(e => e.Date).ToDictionary(g => g.Key, g => g.First().Kind) ?? [];
        var days = new List<CalendarDay>(366);
        for (var date = new LocalDate(year, 1, 1); date.Year == year; date = date.PlusDays(1))
        {
            var openings = calendar.OpeningsOn(date);
            days.Add(new CalendarDay(date, calendar.IsBusinessDay(date), openings.Aggregate(Duration.Zero, (sum, o) => sum + (o.End - o.Start)), openings, calendar.HolidayOn(date),
                exceptions.TryGetValue(date, out var kind) ? kind : null, moves.TryGetValue(date, out var moved) ? moved : null));
        }
        return new CalendarYear(known.Name, calendar.Zone, year, days, calendar.Validity);
    }

    private static Dictionary<LocalDate, Offset> Moves(DateTimeZone zone, int year)
    {
        var moves = new Dictionary<LocalDate, Offset>();
        var (from, to) = (Instant.FromUtc(year, 1, 1, 0, 0) - Duration.FromDays(1), Instant.FromUtc(year + 1, 1, 1, 0, 0) + Duration.FromDays(1));
        var before = zone.GetUtcOffset(from);
        foreach (var interval in zone.GetZoneIntervals(from, to))
        {
            if (interval.HasStart && interval.WallOffset != before)
                moves[interval.IsoLocalStart.Date] = interval.WallOffset - before;
            before = interval.WallOffset;
        }
        return moves;
    }
}
