using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace Prazo.Engine.Calendars;

/// <summary>A yearly RRULE (RFC 5545 section 3.3.10) as a holiday rule: a fixed date, or the n-th weekday of a month.</summary>
internal sealed class ICalendarRecurrence
{
    private const string Path = "VEVENT.RRULE";
    private const string Hint = "write FREQ=YEARLY with BYMONTH and BYMONTHDAY, or BYMONTH and BYDAY=2MO; or list the dates as single events";
    private const int MostGaps = 20;
    // The fifth Monday of February comes back after at most 40 years.
    private const int LongestWait = 40;

    private static readonly string[] Weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private readonly ICalendarLine _line;
    private readonly ICalendarProblems _problems;
    private readonly Dictionary<string, string> _parts;

    private readonly HolidayRule _rule;
    private LocalDate _first;
    private int _toYear = 9999;

    private ICalendarRecurrence(ICalendarLine line, ICalendarProblems problems, Dictionary<string, string> parts, HolidayRule rule)
    {
        (_line, _problems, _parts, _rule) = (line, problems, parts, rule);
    }

    /// <summary>Null, with a problem, for what a holiday rule cannot say.</summary>
    public static ICalendarRecurrence? Parse(ICalendarLine line, LocalDate start, string name, ImmutableArray<Shift> hours, ICalendarProblems problems)
    {
        var parts = Parts(line.Value);
        if (parts is null || Rule(parts, start, name, hours) is not { } rule)
        {
            problems.Error(line.Number, "ics-rrule", Path, $"'{ICalendarProblems.Shown(line.Value)}' is not a yearly rule that a holiday set has; the event was left out", Hint);
            return null;
        }
        var recurrence = new ICalendarRecurrence(line, problems, parts, rule);
        return recurrence.Bound(start) ? recurrence : null;
    }

    private static Dictionary<string, string>? Parts(string value)
    {
        var parts = new Dictionary<string, string>();
        foreach (var part in value.Trim().TrimEnd(';').ToUpperInvariant().Split(';', 12))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || part[..equals] is not ("FREQ" or "INTERVAL" or "COUNT" or "UNTIL" or "BYMONTH" or "BYMONTHDAY" or "BYDAY" or "BYSETPOS" or "WKST")
                || !parts.TryAdd(part[..equals], part[(equals + 1)..]))
                return null;
        }
        return parts.GetValueOrDefault("FREQ") == "YEARLY" && parts.GetValueOrDefault("INTERVAL", "1") == "1" ? parts : null;
    }

    private static HolidayRule? Rule(Dictionary<string, string> parts, LocalDate start, string name, ImmutableArray<Shift> hours)
    {
        var month = start.Month;
        if (parts.TryGetValue("BYMONTH", out var byMonth) && (!TryNumber(byMonth, out month) || month is < 1 or > 12))
            return null;
        var days = parts.TryGetValue("BYMONTHDAY", out var byMonthDay) ? Numbers(byMonthDay) : [start.Day];
        if (days is null)
            return null;
        if (!parts.TryGetValue("BYDAY", out var byDay))
            return days is [>= 1 and <= 31] && !parts.ContainsKey("BYSETPOS") ? new FixedHoliday(month, days[0], name, hours) : null;
        // Without BYMONTH the weekday would be counted over the year, or over every month.
        if (byMonth is null || byDay.Length < 2 || Array.IndexOf(Weekdays, byDay[^2..]) is var weekday && weekday < 0)
            return null;
        var ordinal = byDay[..^2];
        if (byMonthDay is not null)
            return ordinal.Length == 0 && !parts.ContainsKey("BYSETPOS") ? OnOrAfter(month, weekday, days, name, hours) : null;
        if (parts.TryGetValue("BYSETPOS", out var position))
            ordinal = ordinal.Length == 0 ? position : "";
        return TryNumber(ordinal, out var nth) && nth is (>= 1 and <= 5) or (>= -4 and <= -1) ? new NthWeekdayHoliday(month, (IsoDayOfWeek)(weekday + 1), nth, 0, name, hours) : null;
    }

    // A weekday within seven consecutive days of the month, from day 7k+1+o: the (k+1)-th of the weekday o days before, and o days.
    private static NthWeekdayHoliday? OnOrAfter(int month, int weekday, List<int> days, string name, ImmutableArray<Shift> hours)
    {
        days.Sort();
        if (days.Count != 7 || days[0] < 1 || days[6] != days[0] + 6 || days[6] > CalendarSystem.Iso.GetDaysInMonth(2001, month))
            return null;
        var (weeks, offset) = ((days[0] - 1) / 7, (days[0] - 1) % 7);
        return new NthWeekdayHoliday(month, (IsoDayOfWeek)((weekday - offset + 7) % 7 + 1), weeks + 1, offset, name, hours);
    }

    // The first date at or after the event's start, and the last year by UNTIL or COUNT.
    private bool Bound(LocalDate start)
    {
        var found = Occurrences(start.Year, Math.Min(9998, start.Year + LongestWait)).Where(d => d >= start).Take(1).ToList();
        if (found.Count == 0)
            return Refuse($"'{ICalendarProblems.Shown(_line.Value)}' never comes");
        _first = found[0];
        if (_first != start)
            _problems.Warning(_line.Number, "ics-start-off-rule", Path, $"DTSTART {start:uuuu-MM-dd} is not a date of the rule; {_first:uuuu-MM-dd} is the first", "give DTSTART a date of the rule");
        if (_parts.TryGetValue("UNTIL", out var until))
        {
            if (ICalendarDate.Parse(until) is not { Kind: not ICalendarDateKind.Invalid } last)
                return Refuse($"UNTIL '{ICalendarProblems.Shown(until)}' is not a date");
            _toYear = HolidayDates.InYear(_rule, last.Date.Year).Any(d => d <= last.Date) ? last.Date.Year : last.Date.Year - 1;
        }
        if (_parts.TryGetValue("COUNT", out var count))
        {
            if (!TryNumber(count, out var n) || n < 1)
                return Refuse($"COUNT '{ICalendarProblems.Shown(count)}' is not a number of years");
            _toYear = Math.Min(_toYear, YearOf(n));
        }
        return _toYear >= _first.Year || Refuse("ends before it starts");
    }

    private bool Refuse(string message)
    {
        _problems.Error(_line.Number, "ics-rrule", Path, message + "; the event was left out", Hint);
        return false;
    }

    private int YearOf(int count)
    {
        // Some rules have no date in some years, and those do not count.
        var everyYear = _rule is FixedHoliday { Day: <= 28 } or FixedHoliday { Month: not 2 } or NthWeekdayHoliday { Nth: <= 4 };
        if (everyYear || count > 2000)
            return (int)Math.Min(9999L, _first.Year + (long)count - 1);
        return Occurrences(_first.Year, 9998).Take(count).Select(d => d.Year).LastOrDefault(_first.Year);
    }

    private IEnumerable<LocalDate> Occurrences(int from, int to)
    {
        for (var year = from; year <= to; year++)
            foreach (var date in HolidayDates.InYear(_rule, year))
                yield return date;
    }

    /// <summary>A rule for each day of the event and each stretch of years between the dates excepted.</summary>
    public IReadOnlyList<HolidayRule> Rules(int days, ImmutableArray<LocalDate> without)
    {
        var gaps = without.Where(d => d >= _first && d.Year <= _toYear && HolidayDates.InYear(_rule, d.Year).Contains(d)).Select(d => d.Year).Distinct().Order().ToList();
        if (gaps.Count > MostGaps)
        {
            Refuse($"EXDATE takes out {gaps.Count} years");
            return [];
        }
        var rules = new List<HolidayRule>();
        var from = _first.Year;
        foreach (var gap in gaps.Append(_toYear + 1))
        {
            if (from < gap)
                for (var day = 0; day < days; day++)
                    rules.Add(OnDay(day, from, gap - 1));
            from = gap + 1;
        }
        return rules;
    }

    private HolidayRule OnDay(int day, int fromYear, int toYear) => _rule switch
    {
        NthWeekdayHoliday nth => nth with { Offset = nth.Offset + day, FromYear = fromYear, ToYear = toYear },
        FixedHoliday date => DaysAfter(date, day, fromYear, toYear),
        _ => throw new InvalidOperationException($"A recurrence is no {_rule.GetType().Name}."),
    };

    // Counted from the first date: a range over the end of February keeps its dates, not its length, in other years.
    private FixedHoliday DaysAfter(FixedHoliday rule, int days, int fromYear, int toYear)
    {
        var date = _first.PlusDays(days);
        var over = date.Year - _first.Year;
        return rule with { Month = date.Month, Day = date.Day, FromYear = fromYear + over, ToYear = Math.Min(9999, toYear + over) };
    }

    private static List<int>? Numbers(string list)
    {
        var numbers = new List<int>();
        foreach (var part in list.Split(',', 32))
        {
            if (!TryNumber(part, out var n))
                return null;
            numbers.Add(n);
        }
        return numbers;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
