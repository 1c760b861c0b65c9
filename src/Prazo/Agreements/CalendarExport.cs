using NodaTime;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Storage;

namespace Prazo.Agreements;

/// <summary>Shared calendars from and to iCalendar.</summary>
public static class CalendarExport
{
    /// <summary>The days off of a version, from one year to another; null when there is no such version. What it names counts as published last.</summary>
    public static string? DaysOff(Session session, Guid tenant, string name, long version, int from, int to, Instant stamp)
    {
        if (PublishedCalendars.Find(session, tenant, name, version) is not { } found)
            return null;
        var known = KnownCalendars.Shared(PublishedCalendars.Latest(PublishedCalendars.Rows(session, tenant)).Values, found)!;
        var sets = known.Host.HolidaySets;
        return found.Section == CalendarFile.Calendars
            ? ICalendarWriter.Holidays(known.Calendar, new LocalDate(from, 1, 1), new LocalDate(to, 12, 31), stamp)
            : ICalendarWriter.Holidays(sets[name], from, to, stamp, id => sets.GetValueOrDefault(id) ?? BuiltInHolidays.Find(id));
    }

    /// <summary>A file of calendars with the whole-day events of an iCalendar file as a holiday set.</summary>
    /// <exception cref="RefusedException">No id, no iCalendar, or nothing in it.</exception>
    public static string FromICalendar(string text, string id)
    {
        if (id.Length is 0 or > 100 || !char.IsAsciiLetterOrDigit(id[0]) || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            throw new RefusedException("bad-id", "id", "an id has 1 to 100 letters, digits, dots and hyphens");
        var import = ICalendarReader.Holidays(text, id);
        if (import.Problems.Any(p => p.Severity == Severity.Error))
            throw new RefusedException([.. import.Problems]);
        return import.Holidays.Rules.IsEmpty ? throw new RefusedException("no-holidays", "", "the text holds no whole-day event", "is it a calendar of holidays?")
            : "prazo: 1\n" + HolidaySection.Write(import.Holidays);
    }
}
