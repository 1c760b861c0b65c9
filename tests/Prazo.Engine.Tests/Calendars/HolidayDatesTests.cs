using System.Globalization;
using NodaTime;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>Each kind of holiday rule at the edges of months, years and its own years (T9).</summary>
public class HolidayDatesTests
{
    private static string Dates(HolidayRule rule, int year) => string.Join(' ', HolidayDates.InYear(rule, year).Select(d => d.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)));

    [Theory]
    // May 2026 begins on a Friday and ends on a Sunday
    [InlineData(IsoDayOfWeek.Friday, 1, "2026-05-01")]
    [InlineData(IsoDayOfWeek.Friday, 5, "2026-05-29")]
    [InlineData(IsoDayOfWeek.Saturday, 1, "2026-05-02")]
    [InlineData(IsoDayOfWeek.Sunday, 1, "2026-05-03")]
    [InlineData(IsoDayOfWeek.Sunday, 5, "2026-05-31")]
    [InlineData(IsoDayOfWeek.Monday, 1, "2026-05-04")]
    [InlineData(IsoDayOfWeek.Monday, 4, "2026-05-25")]
    [InlineData(IsoDayOfWeek.Monday, 5, "")]
    [InlineData(IsoDayOfWeek.Thursday, 4, "2026-05-28")]
    [InlineData(IsoDayOfWeek.Thursday, 5, "")]
    [InlineData(IsoDayOfWeek.Sunday, -1, "2026-05-31")]
    [InlineData(IsoDayOfWeek.Sunday, -5, "2026-05-03")]
    [InlineData(IsoDayOfWeek.Saturday, -1, "2026-05-30")]
    [InlineData(IsoDayOfWeek.Monday, -1, "2026-05-25")]
    [InlineData(IsoDayOfWeek.Monday, -4, "2026-05-04")]
    [InlineData(IsoDayOfWeek.Monday, -5, "")]
    [InlineData(IsoDayOfWeek.Friday, -5, "2026-05-01")]
    public void The_nth_weekday_of_May_2026(IsoDayOfWeek weekday, int nth, string date) =>
        Dates(new NthWeekdayHoliday(5, weekday, nth, 0, "x", []), 2026).ShouldBe(date);

    [Theory]
    // February of 28 days that begins on a Monday (2027) has each weekday four times; that of 2028 a fifth Tuesday
    [InlineData(2027, IsoDayOfWeek.Monday, 4, "2027-02-22")]
    [InlineData(2027, IsoDayOfWeek.Sunday, 4, "2027-02-28")]
    [InlineData(2027, IsoDayOfWeek.Sunday, -4, "2027-02-07")]
    [InlineData(2027, IsoDayOfWeek.Monday, 5, "")]
    [InlineData(2027, IsoDayOfWeek.Monday, -5, "")]
    [InlineData(2028, IsoDayOfWeek.Tuesday, 5, "2028-02-29")]
    [InlineData(2028, IsoDayOfWeek.Tuesday, -5, "2028-02-01")]
    [InlineData(2028, IsoDayOfWeek.Monday, -1, "2028-02-28")]
    public void The_nth_weekday_of_February(int year, IsoDayOfWeek weekday, int nth, string date) =>
        Dates(new NthWeekdayHoliday(2, weekday, nth, 0, "x", []), year).ShouldBe(date);

    [Theory]
    // Mother's Day in Brazil and the United States, Thanksgiving and the day after, Labour Day, Father's Day in Brazil
    [InlineData(5, IsoDayOfWeek.Sunday, 2, 0, 2026, "2026-05-10")]
    [InlineData(11, IsoDayOfWeek.Thursday, 4, 0, 2027, "2027-11-25")]
    [InlineData(11, IsoDayOfWeek.Thursday, 4, 1, 2027, "2027-11-26")]
    [InlineData(9, IsoDayOfWeek.Monday, 1, 0, 2026, "2026-09-07")]
    [InlineData(8, IsoDayOfWeek.Sunday, 2, 0, 2026, "2026-08-09")]
    // the Friday before the last Monday of May; the Monday after the last Sunday of December, which in 2023 was the 31st
    [InlineData(5, IsoDayOfWeek.Monday, -1, -3, 2026, "2026-05-22")]
    [InlineData(12, IsoDayOfWeek.Sunday, -1, 1, 2025, "2025-12-29")]
    [InlineData(12, IsoDayOfWeek.Sunday, -1, 1, 2024, "2024-01-01 2024-12-30")]
    [InlineData(12, IsoDayOfWeek.Thursday, -1, 1, 2026, "")]
    public void Days_beside_an_nth_weekday_lie_in_the_year_in_which_they_land(int month, IsoDayOfWeek weekday, int nth, int offset, int year, string date) =>
        Dates(new NthWeekdayHoliday(month, weekday, nth, offset, "x", []), year).ShouldBe(date);

    [Fact]
    public void A_rule_may_come_twice_in_one_year_and_not_at_all_in_the_next()
    {
        // The day after the last Thursday of December: the 31st is a Thursday in 2026 and 2020.
        var rule = new NthWeekdayHoliday(12, IsoDayOfWeek.Thursday, -1, 1, "x", []);
        Dates(rule, 2027).ShouldBe("2027-01-01 2027-12-31");
        Dates(rule, 2026).ShouldBe("");
        Dates(rule, 2025).ShouldBe("2025-12-26");
    }

    [Theory]
    // The years of a rule are those of its anchor: Easter, or the weekday before the offset.
    [InlineData(2026, 2026, 2027, "2027-04-06")]
    [InlineData(2026, 2026, 2026, "")]
    [InlineData(2026, 9999, 2026, "")]
    [InlineData(1, 2025, 2026, "2026-04-21")]
    public void A_whole_year_after_Easter_belongs_to_the_Easter_before(int from, int to, int year, string date) =>
        Dates(new EasterHoliday(366, false, "x", [], from, to), year).ShouldBe(date);

    [Theory]
    [InlineData(-366, 2025, "2025-04-04")]
    [InlineData(-95, 2026, "2025-12-31")]
    [InlineData(-94, 2026, "2026-01-01")]
    [InlineData(270, 2026, "2026-12-31")]
    [InlineData(271, 2026, "2027-01-01")]
    public void An_offset_from_Easter_may_cross_New_Year(int offset, int easter, string date)
    {
        var rule = new EasterHoliday(offset, false, "x", [], offset == -366 ? 2026 : easter, offset == -366 ? 2026 : easter);
        Dates(rule, Date(date).Year).ShouldBe(date);
        Dates(rule, Date(date).Year + 1).ShouldBe("");
        Dates(rule, Date(date).Year - 1).ShouldBe("");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(9998, 1)]
    [InlineData(9999, 1)]
    [InlineData(1, 366)]
    [InlineData(9999, -366)]
    public void The_ends_of_time_are_no_trouble(int year, int offset)
    {
        HolidayRule[] rules =
        [
            new FixedHoliday(1, 1, "x", []), new FixedHoliday(12, 31, "x", []), new EasterHoliday(offset, false, "x", []), new EasterHoliday(offset, true, "x", []),
            new NthWeekdayHoliday(12, IsoDayOfWeek.Friday, -1, offset, "x", []), new YearlyRangeHoliday(new AnnualDate(12, 24), new AnnualDate(1, 2), "x", []),
            new DatedHoliday(LocalDate.MinIsoValue, LocalDate.MaxIsoValue, "x", []),
        ];
        foreach (var rule in rules)
            HolidayDates.InYear(rule, year).ShouldAllBe(d => d.Year == year, rule.ToString());
    }

    [Theory]
    [InlineData("12-24", "01-02", 2026, 2 + 8)]
    [InlineData("01-01", "12-31", 2026, 365)]
    [InlineData("01-01", "12-31", 2028, 366)]
    [InlineData("03-01", "02-28", 2026, 365)]
    [InlineData("03-01", "02-28", 2028, 365)]
    [InlineData("06-15", "06-15", 2026, 1)]
    [InlineData("06-15", "06-14", 2026, 365)]
    [InlineData("02-29", "02-29", 2028, 1)]
    [InlineData("02-29", "02-29", 2026, 0)]
    [InlineData("02-25", "02-29", 2026, 4)]
    [InlineData("02-25", "02-29", 2028, 5)]
    [InlineData("02-29", "03-02", 2026, 2)]
    [InlineData("02-29", "03-02", 2028, 3)]
    public void A_yearly_range_has_so_many_days(string from, string to, int year, int days)
    {
        static AnnualDate Annual(string text) => new(int.Parse(text[..2], CultureInfo.InvariantCulture), int.Parse(text[3..], CultureInfo.InvariantCulture));
        var dates = HolidayDates.InYear(new YearlyRangeHoliday(Annual(from), Annual(to), "x", []), year).ToList();
        dates.Count.ShouldBe(days);
        dates.ShouldBe(dates.Distinct().Order());
    }

    [Fact]
    public void A_range_that_ends_before_it_begins_has_no_dates() =>
        Dates(new DatedHoliday(Date("2026-04-21"), Date("2026-04-20"), "x", []), 2026).ShouldBe("");

    [Theory]
    [InlineData("Julian", 1582)]
    [InlineData("century", 1900)]
    [InlineData("leap century", 2000)]
    public void Easter_is_a_Sunday_between_its_bounds(string why, int year)
    {
        foreach (var easter in (LocalDate[])[HolidayDates.WesternEaster(year), HolidayDates.OrthodoxEaster(year)])
            easter.DayOfWeek.ShouldBe(IsoDayOfWeek.Sunday, why);
        HolidayDates.WesternEaster(year).ShouldBeInRange(new LocalDate(year, 3, 22), new LocalDate(year, 4, 25));
    }

    [Theory]
    // the earliest and the latest that there are, and two exceptions of the Gregorian table (19 instead of 26 April, 18 instead of 25)
    [InlineData(1818, "1818-03-22")]
    [InlineData(1943, "1943-04-25")]
    [InlineData(2285, "2285-03-22")]
    [InlineData(1981, "1981-04-19")]
    [InlineData(1954, "1954-04-18")]
    [InlineData(2049, "2049-04-18")]
    public void Western_Easter_in_years_of_note(int year, string date) => HolidayDates.WesternEaster(year).ShouldBe(Date(date));

    [Theory]
    [InlineData(1983, "1983-05-08")]
    [InlineData(2010, "2010-04-04")]
    [InlineData(2078, "2078-05-08")]
    public void Orthodox_Easter_in_years_of_note(int year, string date) => HolidayDates.OrthodoxEaster(year).ShouldBe(Date(date));

    [Fact]
    public void Hours_of_a_holiday_come_with_its_dates_and_default_arrays_are_empty()
    {
        var set = new HolidaySet("s", "S", [new FixedHoliday(12, 24, "Véspera", Shifts("08:00-12:00")), new FixedHoliday(12, 25, "Natal", default)], "test", null, default, Position.None);
        HolidayDates.InYear(set, 2026).Select(d => (d.Date, d.Name, d.Hours.Length, d.Set)).ShouldBe([(Date("2026-12-24"), "Véspera", 1, "s"), (Date("2026-12-25"), "Natal", 0, "s")]);
        HolidayDates.InYear(set with { Rules = default }, 2026).ShouldBeEmpty();
        var calendar = Compile(Weekly("Etc/UTC", "09:00-18:00", holidays: ["s"]), set);
        calendar.IsBusinessDay(Date("2026-12-25")).ShouldBeFalse();
        calendar.OpeningsOn(Date("2026-12-24")).ShouldHaveSingleItem().End.ShouldBe(At("2026-12-24T12:00:00Z"));
    }
}
