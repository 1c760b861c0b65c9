using System.Collections.Immutable;
using NodaTime;

namespace Prazo.Engine.Calendars;

/// <summary>A holiday on a date: its name, the hours that remain (empty: closed) and the set that names it.</summary>
public sealed record HolidayDate(LocalDate Date, string Name, ImmutableArray<Shift> Hours, string Set);

/// <summary>From holiday rules to the dates of a year (ISO calendar, T9). Years are those of the date itself: a rule that an offset carries
/// over New Year is found in the year where it lands.</summary>
public static class HolidayDates
{
    /// <summary>The dates of a set's own rules in <paramref name="year"/>, sorted; the first rule that names a date wins. Included sets are not followed.</summary>
    public static IReadOnlyList<HolidayDate> InYear(HolidaySet set, int year)
    {
        var dates = new SortedDictionary<LocalDate, HolidayDate>();
        foreach (var rule in set.Rules.IsDefault ? [] : set.Rules)
            foreach (var date in InYear(rule, year))
                dates.TryAdd(date, new HolidayDate(date, rule.Name, rule.Hours.IsDefault ? [] : rule.Hours, set.Id));
        return [.. dates.Values];
    }

    /// <summary>The dates of one rule in <paramref name="year"/>, ascending.</summary>
    public static IEnumerable<LocalDate> InYear(HolidayRule rule, int year) => !IsPossible(rule) ? [] : rule switch
    {
        FixedHoliday f => InForce(f, year) && f.Day <= CalendarSystem.Iso.GetDaysInMonth(year, f.Month) ? [new LocalDate(year, f.Month, f.Day)] : [],
        EasterHoliday e => WithOffset(e, e.Offset, year, y => e.Orthodox ? OrthodoxEaster(y) : WesternEaster(y)),
        NthWeekdayHoliday n => WithOffset(n, n.Offset, year, y => NthWeekday(y, n.Month, n.Weekday, n.Nth)),
        DatedHoliday d => Range(d.From, d.To, year),
        YearlyRangeHoliday r => YearlyRange(r, year),
        ObservedHoliday o => o.InYear(year),
        _ => throw new ArgumentException($"Unknown holiday rule {rule.GetType().Name}.", nameof(rule)),
    };

    /// <summary>False for a rule that names no date in any year, such as 31 April or the sixth Monday.</summary>
    public static bool IsPossible(HolidayRule rule) => rule switch
    {
        FixedHoliday f => f.Month is >= 1 and <= 12 && f.Day >= 1 && f.Day <= CalendarSystem.Iso.GetDaysInMonth(2000, f.Month),
        EasterHoliday e => Math.Abs((long)e.Offset) <= 366,
        NthWeekdayHoliday n => n.Month is >= 1 and <= 12 && n.Weekday is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday
            && n.Nth is >= -5 and <= 5 and not 0 && Math.Abs((long)n.Offset) <= 366,
        _ => true,
    };

    private static bool InForce(HolidayRule rule, int year) => year >= rule.FromYear && year <= rule.ToYear;

    /// <summary>Easter Sunday of the Western churches, Gregorian computus (the anonymous algorithm in Meeus, <i>Astronomical Algorithms</i>, ch. 8).</summary>
    public static LocalDate WesternEaster(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
        int h = ((19 * a) + b - d - g + 15) % 30;
        int i = c / 4, k = c % 4;
        int l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        int m = (a + (11 * h) + (22 * l)) / 451;
        int n = h + l - (7 * m) + 114;
        return new LocalDate(year, n / 31, (n % 31) + 1);
    }

    /// <summary>Easter Sunday of the Orthodox churches: Julian computus (Meeus, ch. 8), dated in the Gregorian calendar.</summary>
    public static LocalDate OrthodoxEaster(int year)
    {
        int d = ((19 * (year % 19)) + 15) % 30;
        int e = ((2 * (year % 4)) + (4 * (year % 7)) - d + 34) % 7;
        int n = d + e + 114;
        return new LocalDate(year, n / 31, (n % 31) + 1, CalendarSystem.Julian).WithCalendar(CalendarSystem.Iso);
    }

    private static LocalDate? NthWeekday(int year, int month, IsoDayOfWeek weekday, int nth)
    {
        var days = CalendarSystem.Iso.GetDaysInMonth(year, month);
        var day = nth > 0
            ? 1 + ((weekday - new LocalDate(year, month, 1).DayOfWeek + 7) % 7) + (7 * (nth - 1))
            : days - ((new LocalDate(year, month, days).DayOfWeek - weekday + 7) % 7) + (7 * (nth + 1));
        return nth != 0 && day >= 1 && day <= days ? new LocalDate(year, month, day) : null;
    }

    private static IEnumerable<LocalDate> WithOffset(HolidayRule rule, int offset, int year, Func<int, LocalDate?> anchor)
    {
        var reach = 1 + (Math.Abs(offset) / 365);
        for (var y = Math.Max(1, year - reach); y <= Math.Min(9998, year + reach); y++)
            if (InForce(rule, y) && anchor(y) is { } day && day.PlusDays(offset) is var date && date.Year == year)
                yield return date;
    }

    private static IEnumerable<LocalDate> Range(LocalDate from, LocalDate to, int year)
    {
        var last = LocalDate.Min(to, new LocalDate(year, 12, 31));
        for (var date = LocalDate.Max(from, new LocalDate(year, 1, 1)); date <= last; date = date.PlusDays(1))
        {
            yield return date;
            if (date == last)
                yield break;
        }
    }

    private static IEnumerable<LocalDate> YearlyRange(YearlyRangeHoliday rule, int year)
    {
        // 29 February bounds a range of other years at 1 March (from) or 28 February (to).
        var from = rule.From.InYear(year) is var f && f.Day < rule.From.Day ? f.PlusDays(1) : f;
        var to = rule.To.InYear(year);
        return rule.From.CompareTo(rule.To) <= 0
            ? Range(from, to, year)
            : Range(new LocalDate(year, 1, 1), to, year).Concat(Range(from, new LocalDate(year, 12, 31), year));
    }
}
