using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace Prazo.Engine.Calendars;

/// <summary>One VEVENT on its way to holiday rules.</summary>
internal sealed class ICalendarEvent(int begin, ICalendarProblems problems)
{
    internal const string HoursProperty = "X-PRAZO-HOURS";
    // A yearly event becomes a rule a day; a single one is a range of any length.
    private const int MostYearlyDays = 31;

    private readonly Dictionary<string, ICalendarLine> _lines = [];
    private readonly List<ICalendarLine> _extra = [];
    private readonly List<ICalendarLine> _without = [];

    public void Add(ICalendarLine line)
    {
        switch (line.Name)
        {
            case "RDATE": _extra.Add(line); break;
            case "EXDATE": _without.Add(line); break;
            case "DTSTART" or "DTEND" or "DURATION" or "RRULE" or "SUMMARY" or "STATUS" or "RECURRENCE-ID" or HoursProperty:
                if (!_lines.TryAdd(line.Name, line))
                    problems.Warning(line.Number, "ics-twice", Path(line), "is written twice; the first counts", "keep one");
                break;
        }
    }

    /// <summary>The event's rules; none, with a problem, when it is no holiday that can be expressed.</summary>
    public IReadOnlyList<HolidayRule> Rules()
    {
        if (Line("STATUS") is { } status && status.Value.Trim().Equals("CANCELLED", StringComparison.OrdinalIgnoreCase))
            return Left(status, "ics-cancelled", "the event is cancelled and was left out", "remove it, or its STATUS");
        if (Line("RECURRENCE-ID") is { } change)
            return Left(change, "ics-recurrence-id", "changes one date of another event and was left out", "write EXDATE there and a single event here");
        if (Line("DTSTART") is not { } startLine)
        {
            problems.Error(begin, "ics-start", "VEVENT", "has no DTSTART", "write DTSTART;VALUE=DATE:20261225");
            return [];
        }
        if (Date(startLine) is not { } start || Days(start) is not { } days || Hours() is not { } hours)
            return [];
        var name = Line("SUMMARY") is { } summary && ICalendarText.Unescape(summary.Value).Trim() is { Length: > 0 } text ? text : "Holiday";
        var rules = new List<HolidayRule>();
        if (Line("RRULE") is { } rrule)
            rules.AddRange(Yearly(rrule, start, days, name, hours));
        else if (_without.Count > 0)
            problems.Warning(_without[0].Number, "ics-exdate", Path(_without[0]), "does nothing without RRULE", "remove it");
        if (Line("RRULE") is null)
            rules.Add(new DatedHoliday(start, start.PlusDays(days - 1), name, hours));
        foreach (var date in Dates(_extra))
            rules.Add(new DatedHoliday(date, Last(date, days), name, hours));
        return rules;
    }

    private ICalendarLine? Line(string name) => _lines.GetValueOrDefault(name);

    private static string Path(ICalendarLine line) => "VEVENT." + line.Name;

    private List<HolidayRule> Left(ICalendarLine line, string code, string message, string hint)
    {
        problems.Warning(line.Number, code, Path(line), message, hint);
        return [];
    }

    private LocalDate? Date(ICalendarLine line) => Date(line, line.Value);

    private LocalDate? Date(ICalendarLine line, string value)
    {
        var date = ICalendarDate.Parse(value);
        switch (date.Kind)
        {
            case ICalendarDateKind.Date:
                return date.Date;
            case ICalendarDateKind.Midnight:
                problems.Warning(line.Number, "ics-midnight", Path(line), "is a time, midnight, and was taken for the whole day", $"write {line.Name};VALUE=DATE:{date.Date:uuuuMMdd}");
                return date.Date;
            case ICalendarDateKind.Timed:
                problems.Warning(line.Number, "ics-time", Path(line), "the event has a time of day, is no whole day off, and was left out", $"write {line.Name};VALUE=DATE:{date.Date:uuuuMMdd} for a holiday");
                return null;
            default:
                problems.Error(line.Number, "ics-date", Path(line), $"'{ICalendarProblems.Shown(value)}' is not a date", "write 20261225, year, month and day");
                return null;
        }
    }

    private IEnumerable<LocalDate> Dates(List<ICalendarLine> lines) =>
        from line in lines from value in line.Value.Split(',') let date = Date(line, value) where date is not null select date.Value;

    // Number of days from DTEND, which is exclusive, or DURATION; without both, one.
    private int? Days(LocalDate start)
    {
        if (Line("DTEND") is { } endLine)
        {
            if (Date(endLine) is not { } end)
                return null;
            if (end > start)
                return Period.DaysBetween(start, end);
            problems.Warning(endLine.Number, "ics-end-first", Path(endLine), "is not after DTSTART; one day was taken", "DTEND is the first day after the holiday");
            return 1;
        }
        if (Line("DURATION") is not { } duration)
            return 1;
        var value = duration.Value.Trim();
        if (value.Length is > 2 and < 8 && value[0] is 'P' or 'p' && int.TryParse(value.AsSpan(1, value.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0)
        {
            if (value[^1] is 'D' or 'd')
                return Fitting(start, n);
            if (value[^1] is 'W' or 'w')
                return Fitting(start, n * 7);
        }
        problems.Error(duration.Number, "ics-duration", Path(duration), $"'{ICalendarProblems.Shown(duration.Value)}' is not a number of days", "write P1D, or DTEND");
        return null;
    }

    private static int Fitting(LocalDate start, int days) => Period.DaysBetween(start, Last(start, days)) + 1;

    private static LocalDate Last(LocalDate start, int days) =>
        days - 1 > Period.DaysBetween(start, LocalDate.MaxIsoValue) ? LocalDate.MaxIsoValue : start.PlusDays(days - 1);

    // 08:00-12:00,13:00-18:00: the hours that remain on the day.
    private ImmutableArray<Shift>? Hours()
    {
        if (Line(HoursProperty) is not { } line)
            return [];
        var shifts = ImmutableArray.CreateBuilder<Shift>();
        foreach (var part in line.Value.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length != 2 || Minutes(ends[0]) is not { } from || Minutes(ends[1]) is not { } to || !Follows(shifts, from, to))
            {
                problems.Error(line.Number, "ics-hours", Path(line), $"'{ICalendarProblems.Shown(line.Value)}' are not opening hours", "write 08:00-12:00,13:00-18:00, in order");
                return null;
            }
            shifts.Add(new Shift(from, to));
        }
        return shifts.ToImmutable();
    }

    // In order, apart, none longer than a day, the last not into the first of the next day.
    private static bool Follows(ImmutableArray<Shift>.Builder shifts, int from, int to) =>
        to > from && from < 1440 && (to - from < 1440 || (from == 0 && to == 1440))
        && (shifts.Count == 0 || (from >= shifts[^1].EndMinutes && to <= 1440 + shifts[0].StartMinutes));

    private static int? Minutes(string time)
    {
        var parts = time.Trim().Split(':');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && parts[1].Length == 2
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minute) && hour <= 48 && minute < 60 && (hour * 60) + minute <= 2880
            ? (hour * 60) + minute
            : null;
    }

    private IEnumerable<HolidayRule> Yearly(ICalendarLine rrule, LocalDate start, int days, string name, ImmutableArray<Shift> hours)
    {
        if (days > MostYearlyDays)
        {
            problems.Error(rrule.Number, "ics-long", Path(rrule), $"repeats {days} days every year", $"a yearly event may have {MostYearlyDays} days");
            return [];
        }
        var recurrence = ICalendarRecurrence.Parse(rrule, start, name, hours, problems);
        return recurrence?.Rules(days, [.. Dates(_without)]) ?? [];
    }
}
