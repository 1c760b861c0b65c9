using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>The slow reference. It walks UTC minute by minute and asks whether the wall clock's furthest reading so far lies in a shift of its date or of the
/// day before: "the first instant at which the wall clock reads that time or later" (T7) without a map, and T9 as predicates on a date without expansion.
/// It shares no code with the compiler but the records.</summary>
internal sealed class MinuteByMinute(IReadOnlyDictionary<string, CalendarDefinition> definitions, IReadOnlyDictionary<string, HolidaySet> sets)
{
    /// <summary>Openness of each UTC minute from <paramref name="from"/> (a whole minute).</summary>
    public bool[] Walk(string id, Instant from, int minutes)
    {
        switch (definitions[id])
        {
            case WeeklyCalendar weekly:
                return Walk(weekly, from, minutes);
            case ComposedCalendar composed:
                var parts = composed.Operands.Select(o => Walk(o, from, minutes)).ToList();
                return [.. Enumerable.Range(0, minutes).Select(m => composed.Composition switch
                {
                    Composition.Union => parts.Any(p => p[m]),
                    Composition.Intersection => parts.All(p => p[m]),
                    _ => parts[0][m] && !parts.Skip(1).Any(p => p[m]),
                })];
            default:
                return [.. Enumerable.Repeat(true, minutes)];
        }
    }

    private readonly Dictionary<(string, LocalDate), HolidayRule?> _holidays = [];

    private bool[] Walk(WeeklyCalendar weekly, Instant from, int minutes)
    {
        var zone = DateTimeZoneProviders.Tzdb[weekly.Zone];
        var interval = zone.GetZoneInterval(from.Plus(Duration.FromDays(-3)));
        var open = new bool[minutes];
        var furthest = LocalDateTime.MinIsoValue;
        var days = new Dictionary<LocalDate, bool[]>();
        // Three days ahead, as the furthest reading may lie before the window.
        for (var m = -3 * 1440; m < minutes; m++)
        {
            var at = from.PlusNanoseconds(m * 60_000_000_000L);
            if (!interval.Contains(at))
                interval = zone.GetZoneInterval(at);
            var wall = at.WithOffset(interval.WallOffset).LocalDateTime;
            if (wall > furthest)
                furthest = wall;
            if (m < 0)
                continue;
            if (!days.TryGetValue(furthest.Date, out var day))
                days.Add(furthest.Date, day = [.. Enumerable.Range(0, 1440).Select(minute => IsOpen(weekly, furthest.Date, minute))]);
            open[m] = day[(furthest.Hour * 60) + furthest.Minute];
        }
        return open;
    }

    private bool IsOpen(WeeklyCalendar weekly, LocalDate date, int minute)
    {
        var before = date.PlusDays(-1);
        bool written = Written(weekly, date, minute) || Written(weekly, before, minute + 1440);
        if (weekly.Cut == HolidayCut.Shifts)
            return written || Usual(weekly, date, minute) || Usual(weekly, before, minute + 1440);
        if (Has(weekly, date, ExceptionKind.Closed) && !Has(weekly, date, ExceptionKind.Hours))
            return Written(weekly, date, minute);
        if (written || Has(weekly, date, ExceptionKind.Closed) || Has(weekly, date, ExceptionKind.Hours))
            return written;
        var inWeek = In(Week(weekly, date), minute) || (!Has(weekly, before, ExceptionKind.Hours) && In(Week(weekly, before), minute + 1440));
        return inWeek && (Holiday(weekly, date) is not { } holiday || In(holiday.Hours, minute));
    }

    private static bool Written(WeeklyCalendar weekly, LocalDate date, int minute) =>
        weekly.Exceptions.Any(e => e.Date == date && e.Kind != ExceptionKind.Closed && In(e.Shifts, minute));

    private bool Usual(WeeklyCalendar weekly, LocalDate date, int minute) =>
        !Has(weekly, date, ExceptionKind.Closed) && !Has(weekly, date, ExceptionKind.Hours)
        && In(Week(weekly, date), minute) && (Holiday(weekly, date) is not { } holiday || In(holiday.Hours, minute));

    private static bool Has(WeeklyCalendar weekly, LocalDate date, ExceptionKind kind) => weekly.Exceptions.Any(e => e.Date == date && e.Kind == kind);

    private static bool In(IEnumerable<Shift> shifts, int minute) => shifts.Any(s => s.StartMinutes <= minute && minute < s.EndMinutes);

    private static ImmutableArray<Shift> Week(WeeklyCalendar weekly, LocalDate date) =>
        weekly.Hours.LastOrDefault(h => h.From <= date)?.Week[(int)date.DayOfWeek - 1] ?? [];

    private HolidayRule? Holiday(WeeklyCalendar weekly, LocalDate date)
    {
        if (!_holidays.TryGetValue((weekly.Id, date), out var holiday))
            _holidays.Add((weekly.Id, date), holiday = weekly.HolidaySets.SelectMany(Flat).FirstOrDefault(rule => Names(rule, date)));
        return holiday;
    }

    private IEnumerable<HolidayRule> Flat(string set) => sets[set].Rules.Concat(sets[set].Includes.SelectMany(Flat));

    private static bool Names(HolidayRule rule, LocalDate date) => rule switch
    {
        FixedHoliday f => date.Month == f.Month && date.Day == f.Day && date.Year >= f.FromYear && date.Year <= f.ToYear,
        EasterHoliday e => date.PlusDays(-e.Offset) is var sunday && sunday == Easter(sunday.Year, e.Orthodox),
        NthWeekdayHoliday n => date.PlusDays(-n.Offset) is var day && day.Month == n.Month && day.DayOfWeek == n.Weekday
            && (n.Nth > 0 ? ((day.Day - 1) / 7) + 1 == n.Nth : ((CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month) - day.Day) / 7) + 1 == -n.Nth),
        DatedHoliday d => d.From <= date && date <= d.To,
        YearlyRangeHoliday r => (MonthDay(r.From), MonthDay(r.To), (date.Month * 100) + date.Day) is var (from, to, at)
            && (from <= to ? from <= at && at <= to : at >= from || at <= to),
        _ => throw new InvalidOperationException(),
    };

    private static int MonthDay(AnnualDate date) => (date.Month * 100) + date.Day;

    /// <summary>The Sunday after the 14th day of the paschal moon, looked for day by day.</summary>
    public static LocalDate Easter(int year, bool orthodox)
    {
        var golden = year % 19;
        var calendar = orthodox ? CalendarSystem.Julian : CalendarSystem.Iso;
        int moon; // days after 21 March
        if (orthodox)
            moon = ((19 * golden) + 15) % 30;
        else
        {
            int century = year / 100, solar = century - (century / 4), lunar = ((8 * century) + 13) / 25;
            moon = ((19 * golden) + solar - lunar + 15) % 30;
            // Clavius' two corrections keep the moon within 28 days and apart for the 19 years.
            if (moon == 29 || (moon == 28 && golden > 10))
                moon--;
        }
        var day = new LocalDate(year, 3, 21, calendar).PlusDays(moon + 1);
        while (day.DayOfWeek != IsoDayOfWeek.Sunday)
            day = day.PlusDays(1);
        return day.WithCalendar(CalendarSystem.Iso);
    }
}
