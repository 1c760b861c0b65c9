using System.Globalization;
using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Money;

/// <summary>Calendar periods of a zone, half-open (T5, T20).</summary>
public static class Periods
{
    /// <summary>The first local date of the period that holds a date; weeks begin on Monday; <see cref="Agreements.Period.All"/> begins with the calendar.</summary>
    public static LocalDate StartOf(Agreements.Period period, LocalDate date) => period switch
    {
        Agreements.Period.Day => date,
        Agreements.Period.Week => date.PlusDays(1 - (int)date.DayOfWeek),
        Agreements.Period.Month => new LocalDate(date.Year, date.Month, 1),
        Agreements.Period.Quarter => new LocalDate(date.Year, (date.Month - 1) / 3 * 3 + 1, 1),
        Agreements.Period.Year => new LocalDate(date.Year, 1, 1),
        _ => LocalDate.MinIsoValue,
    };

    /// <summary>The first date after the period that starts on <paramref name="start"/>.</summary>
    public static LocalDate EndOf(Agreements.Period period, LocalDate start) => period switch
    {
        Agreements.Period.Day => start.PlusDays(1),
        Agreements.Period.Week => start.PlusDays(7),
        Agreements.Period.Month => start.PlusMonths(1),
        Agreements.Period.Quarter => start.PlusMonths(3),
        Agreements.Period.Year => start.PlusYears(1),
        _ => LocalDate.MaxIsoValue,
    };

    /// <summary>A sortable name: 2026-03-02, 2026-W10, 2026-03, 2026-Q1, 2026, or "all".</summary>
    public static string Name(Agreements.Period period, LocalDate start) => period switch
    {
        Agreements.Period.Day => start.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        Agreements.Period.Week => string.Create(CultureInfo.InvariantCulture,
            $"{NodaTime.Calendars.WeekYearRules.Iso.GetWeekYear(start):0000}-W{NodaTime.Calendars.WeekYearRules.Iso.GetWeekOfWeekYear(start):00}"),
        Agreements.Period.Month => start.ToString("uuuu-MM", CultureInfo.InvariantCulture),
        Agreements.Period.Quarter => string.Create(CultureInfo.InvariantCulture, $"{start.Year:0000}-Q{(start.Month + 2) / 3}"),
        Agreements.Period.Year => start.ToString("uuuu", CultureInfo.InvariantCulture),
        _ => "all",
    };
}
