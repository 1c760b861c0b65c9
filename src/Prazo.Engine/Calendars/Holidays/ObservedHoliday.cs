using System.Collections.Immutable;
using NodaTime;

namespace Prazo.Engine.Calendars;

/// <summary>A fixed date kept on another day according to the weekday on which it falls: "a holiday on a working day is kept on the Friday after".</summary>
/// <param name="Month">1–12.</param>
/// <param name="Day">1–31; a date that a year does not have is no holiday in it.</param>
/// <param name="ShiftByWeekday">Seven entries, Monday first: days to add when the date falls on that weekday (0 keeps it). The years of the rule are those of the unshifted date.</param>
public sealed record ObservedHoliday(
    int Month, int Day, ImmutableArray<int> ShiftByWeekday, string Name, ImmutableArray<Shift> Hours, int FromYear = 1, int ToYear = 9999)
    : HolidayRule(Name, Hours, FromYear, ToYear)
{
    /// <summary>The days of <paramref name="year"/> on which it is kept: at most two, where a shift crosses New Year.</summary>
    internal IEnumerable<LocalDate> InYear(int year)
    {
        for (var y = Math.Max(FromYear, year - 1); y <= Math.Min(ToYear, year + 1); y++)
        {
            if (Day > CalendarSystem.Iso.GetDaysInMonth(y, Month))
                continue;
            var date = new LocalDate(y, Month, Day);
            var kept = date.PlusDays(ShiftByWeekday[(int)date.DayOfWeek - 1]);
            if (kept.Year == year)
                yield return kept;
        }
    }
}
