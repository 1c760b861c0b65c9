using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>Where a date-like promise ends: the start rules, the count of days or months in local wall time, then <c>by …</c> on the last day, then <c>from opening</c>.</summary>
internal static class DateLikeEnd
{
    static readonly Duration Millisecond = Duration.FromMilliseconds(1);

    /// <summary>Null for never.</summary>
    /// <exception cref="ArgumentException">Not date-like, or a field of the ticket.</exception>
    public static Instant? Of(Within within, Instant start, WorkingCalendar calendar) => within switch
    {
        UntilDate u => EndOfDay(u.Date, calendar),
        BusinessDays b => Started(b.Start, start, calendar, (s, more) =>
            calendar.BusinessDayAfter(s.Date, b.Days + more) is { } day ? On(day, s.TimeOfDay, b.By, calendar) : null),
        CalendarDays d => Started(d.Start, start, calendar, (s, more) => On(s.Date.PlusDays(d.Days + more), s.TimeOfDay, d.By, calendar)),
        CalendarMonths m => Started(m.Start, start, calendar, (s, _) => On(s.Date.PlusMonths(m.Months), s.TimeOfDay, m.By, calendar)),
        _ => throw new ArgumentException($"`{within}` needs the ticket: resolve it first", nameof(within)),
    };

    /// <summary>An end moved by pauses goes on to the first <c>by …</c> at or after it: of a business day, or of any day where calendar days are counted.</summary>
    public static Instant? Forward(Within within, Instant moved, WorkingCalendar calendar)
    {
        var (by, rules) = within switch
        {
            BusinessDays b => (b.By, b.Start),
            CalendarDays d => (d.By, d.Start),
            CalendarMonths m => (m.By, m.Start),
            _ => (null, StartRules.None),
        };
        var end = by is null ? moved : NextBy(by, within is BusinessDays, moved, calendar);
        return rules.FromOpening ? Opened(end, calendar) : end;
    }

    static Instant? Started(StartRules rules, Instant start, WorkingCalendar calendar, Func<LocalDateTime, int, Instant?> count)
    {
        if (StartRuling.Apply(rules, start, calendar) is not { } ruled)
            return null;
        var end = count(ruled.Start, ruled.MoreDays);
        return rules.FromOpening ? Opened(end, calendar) : end;
    }

    public static Instant? On(LocalDate day, LocalTime time, By? by, WorkingCalendar calendar) => by switch
    {
        null => calendar.ToInstant(day + time),
        ByTime at => calendar.ToInstant(day + at.Time),
        ByEndOfDay => EndOfDay(day, calendar),
        ByClose => Close(day, calendar),
        _ => throw new ArgumentException($"unknown end {by}", nameof(by)),
    };

    /// <summary>Strictly before the next local midnight: the last millisecond of the day.</summary>
    public static Instant EndOfDay(LocalDate day, WorkingCalendar calendar) => calendar.ToInstant(day.PlusDays(1).AtMidnight()) - Millisecond;

    /// <summary>A calendar day without an opening has no close: the next business day's counts.</summary>
    static Instant? Close(LocalDate day, WorkingCalendar calendar)
    {
        var business = calendar.IsBusinessDay(day) ? day : calendar.BusinessDayAfter(day, 1);
        return business is { } open ? OpeningDay.Close(calendar.OpeningsOn(open)) : null;
    }

    static Instant? NextBy(By by, bool businessDaysOnly, Instant moved, WorkingCalendar calendar)
    {
        // A shift across midnight closes on a later date than its own.
        LocalDate? day = moved.InZone(calendar.Zone).Date.PlusDays(-3);
        while ((day = businessDaysOnly ? calendar.BusinessDayAfter(day.Value, 1) : day.Value.PlusDays(1)) is { } candidate)
        {
            if (On(candidate, default, by, calendar) is not { } end)
                return null;
            if (end >= moved)
                return end;
        }
        return null;
    }

    /// <summary>Closing time itself is still within opening hours, as for a due of working time (T6).</summary>
    public static Instant? Opened(Instant? end, WorkingCalendar calendar) =>
        end is not { } t || calendar.IsOpen(t) || calendar.IsOpen(t - Millisecond) ? end : calendar.NextOpening(t);
}
