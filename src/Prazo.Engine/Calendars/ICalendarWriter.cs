using System.Globalization;
using System.Text;
using NodaTime;

namespace Prazo.Engine.Calendars;

/// <summary>Writes holidays and openings as iCalendar (RFC 5545): CRLF, lines folded at 75 octets, ids that stay the same from export to export.</summary>
public static class ICalendarWriter
{
    /// <summary>The dates of a holiday set in the years <paramref name="fromYear"/>..<paramref name="toYear"/>, both inclusive: one all-day event each.</summary>
    /// <param name="stamp">DTSTAMP of every event: when the export is made.</param>
    /// <param name="find">Finds included sets; by default the built-in ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">A year outside of 1..9998, or an empty range.</exception>
    public static string Holidays(HolidaySet set, int fromYear, int toYear, Instant stamp, Func<string, HolidaySet?>? find = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfLessThan(fromYear, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(toYear, 9998);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fromYear, toYear);
        var layers = new List<HolidaySet>();
        Flatten(set, find ?? BuiltInHolidays.Find, layers);
        var output = Begin(set.Name);
        if (layers.Select(l => l.KnownTo).Where(k => k is not null).Min() is { } known)
            Line(output, ICalendarReader.KnownToProperty, Date(known));
        for (var year = fromYear; year <= toYear; year++)
        {
            var dates = new SortedDictionary<LocalDate, HolidayDate>();
            foreach (var date in layers.SelectMany(l => HolidayDates.InYear(l, year)))
                dates.TryAdd(date.Date, date);
            foreach (var date in dates.Values)
                WholeDay(output, set.Id, date.Date, date.Name, date.Hours.IsDefault ? [] : date.Hours, stamp);
        }
        return End(output);
    }

    /// <summary>The openings of a calendar, clipped to [from, to), one event each, in UTC.</summary>
    /// <param name="stamp">DTSTAMP of every event: when the export is made.</param>
    public static string Openings(WorkingCalendar calendar, Instant from, Instant to, Instant stamp)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var output = Begin(calendar.Id);
        foreach (var opening in calendar.Openings(from, to))
        {
            Line(output, "BEGIN", "VEVENT");
            Line(output, "UID", $"{ICalendarText.Escape(calendar.Id)}-{Utc(opening.Start)}@prazo");
            Line(output, "DTSTAMP", Utc(stamp));
            Line(output, "DTSTART", Utc(opening.Start));
            Line(output, "DTEND", Utc(opening.End));
            Line(output, "SUMMARY", ICalendarText.Escape(calendar.Id));
            Line(output, "END", "VEVENT");
        }
        return End(output);
    }

    /// <summary>The named holidays and exceptions of a calendar on the local dates from..to, both inclusive, as all-day events.</summary>
    /// <param name="stamp">DTSTAMP of every event: when the export is made.</param>
    public static string Holidays(WorkingCalendar calendar, LocalDate from, LocalDate to, Instant stamp)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var output = Begin(calendar.Id);
        if (calendar.Validity is { } validity)
            Line(output, ICalendarReader.KnownToProperty, Date(validity.KnownTo));
        for (var date = from; date <= to; date = date.PlusDays(1))
        {
            if (calendar.HolidayOn(date) is { } name)
                WholeDay(output, calendar.Id, date, name, RemainingHours(calendar, date), stamp);
        }
        return End(output);
    }

    // By the wall clock, so that a change of the clocks does not move them.
    private static List<Shift> RemainingHours(WorkingCalendar calendar, LocalDate date)
    {
        return [.. calendar.OpeningsOn(date).Select(o => new Shift(Minutes(o.Start), Minutes(o.End)))];

        int Minutes(Instant t) => (int)Period.Between(date.AtMidnight(), t.InZone(calendar.Zone).LocalDateTime, PeriodUnits.Minutes).Minutes;
    }

    private static void Flatten(HolidaySet set, Func<string, HolidaySet?> find, List<HolidaySet> layers)
    {
        if (layers.Exists(l => l.Id == set.Id))
            return;
        layers.Add(set);
        foreach (var id in set.Includes.IsDefault ? [] : set.Includes)
            if (find(id) is { } included)
                Flatten(included, find, layers);
    }

    private static void WholeDay(StringBuilder output, string id, LocalDate date, string name, IReadOnlyList<Shift> hours, Instant stamp)
    {
        Line(output, "BEGIN", "VEVENT");
        Line(output, "UID", $"{ICalendarText.Escape(id)}-{Date(date)}@prazo");
        Line(output, "DTSTAMP", Utc(stamp));
        Line(output, "DTSTART;VALUE=DATE", Date(date));
        Line(output, "DTEND;VALUE=DATE", Date(date.PlusDays(1)));
        Line(output, "SUMMARY", ICalendarText.Escape(name));
        if (hours.Count > 0)
            Line(output, ICalendarEvent.HoursProperty, string.Join(',', hours.Select(s => $"{Time(s.StartMinutes)}-{Time(s.EndMinutes)}")));
        Line(output, "TRANSP", "TRANSPARENT");
        Line(output, "END", "VEVENT");
    }

    private static StringBuilder Begin(string name)
    {
        var output = new StringBuilder();
        Line(output, "BEGIN", "VCALENDAR");
        Line(output, "VERSION", "2.0");
        Line(output, "PRODID", "-//Prazo//Prazo//EN");
        Line(output, "CALSCALE", "GREGORIAN");
        Line(output, "X-WR-CALNAME", ICalendarText.Escape(name));
        return output;
    }

    private static string End(StringBuilder output)
    {
        Line(output, "END", "VCALENDAR");
        return output.ToString();
    }

    private static void Line(StringBuilder output, string name, string value) => ICalendarText.AppendLine(output, $"{name}:{value}");

    private static string Date(LocalDate date) => date.ToString("uuuuMMdd", CultureInfo.InvariantCulture);

    private static string Utc(Instant instant) => instant.ToString("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Time(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}
