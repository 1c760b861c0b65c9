using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>Short ways to write calendars and instants in tests.</summary>
internal static class CalendarDsl
{
    /// <summary>"08:00-12:00, 13:00-18:00"; an end at or before its start lies on the next day.</summary>
    public static ImmutableArray<Shift> Shifts(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part =>
        {
            var ends = part.Split('-');
            int start = Minutes(ends[0]), end = Minutes(ends[1]);
            return new Shift(start, end > start ? end : end + 1440);
        })];

    private static int Minutes(string text) =>
        (int.Parse(text[..2], CultureInfo.InvariantCulture) * 60) + int.Parse(text[3..], CultureInfo.InvariantCulture);

    /// <summary>The same shifts from Monday to <paramref name="days"/>, none after.</summary>
    public static ImmutableArray<ImmutableArray<Shift>> Week(string shifts, int days = 5) =>
        [.. Enumerable.Range(0, 7).Select(d => d < days ? Shifts(shifts) : [])];

    public static WeeklyCalendar Weekly(
        string zone, string shifts, int days = 5, string[]? holidays = null, SpecialDay[]? exceptions = null, HolidayCut cut = HolidayCut.Shifts, string id = "c") =>
        new(id, zone, [new EffectiveHours(LocalDate.MinIsoValue, Week(shifts, days))], [.. holidays ?? []], [.. exceptions ?? []], cut, Position.None);

    public static HolidaySet Set(string id, params HolidayRule[] rules) => new(id, id, [.. rules], "test", null, [], Position.None);

    public static DatedHoliday OneOff(string date, string hours = "") => new(Date(date), Date(date), "one-off " + date, Shifts(hours));

    public static WorkingCalendar Compile(CalendarDefinition definition, params HolidaySet[] sets)
    {
        var set = new CalendarSet([definition], sets, "Etc/UTC");
        set.Problems.ShouldBeEmpty();
        return set[definition.Id];
    }

    public static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    /// <summary>An instant, "2026-03-02T08:00:00Z" or with milliseconds.</summary>
    public static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    /// <summary>The instant at which the calendar's wall clock reads "2026-03-02T08:00".</summary>
    public static Instant Local(this WorkingCalendar calendar, string text) =>
        calendar.ToInstant(LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value);

    public static string Wall(this WorkingCalendar calendar, Instant? t) =>
        t is null ? "never" : t.Value.InZone(calendar.Zone).LocalDateTime.ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
