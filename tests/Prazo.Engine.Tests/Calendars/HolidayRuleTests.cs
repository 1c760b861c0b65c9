using NodaTime;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

public class HolidayRuleTests
{
    private static string[] Dates(HolidayRule rule, int year) => [.. HolidayDates.InYear(rule, year).Select(d => d.ToString("uuuu-MM-dd", null))];

    [Theory]
    [InlineData(1961, "1961-04-02", "1961-04-09")]
    [InlineData(2010, "2010-04-04", "2010-04-04")]
    [InlineData(2016, "2016-03-27", "2016-05-01")]
    [InlineData(2024, "2024-03-31", "2024-05-05")]
    [InlineData(2025, "2025-04-20", "2025-04-20")]
    [InlineData(2026, "2026-04-05", "2026-04-12")]
    [InlineData(2027, "2027-03-28", "2027-05-02")]
    [InlineData(2038, "2038-04-25", "2038-04-25")]
    public void T9_Easter_is_the_church_s(int year, string western, string orthodox)
    {
        HolidayDates.WesternEaster(year).ShouldBe(Date(western));
        HolidayDates.OrthodoxEaster(year).ShouldBe(Date(orthodox));
    }

    [Fact]
    public void T9_Easter_agrees_with_the_paschal_moon_in_every_year_of_the_calendars()
    {
        for (var year = 1900; year < 2300; year++)
        {
            HolidayDates.WesternEaster(year).ShouldBe(MinuteByMinute.Easter(year, orthodox: false), $"western {year}");
            HolidayDates.OrthodoxEaster(year).ShouldBe(MinuteByMinute.Easter(year, orthodox: true), $"orthodox {year}");
        }
    }

    [Theory]
    [InlineData(-47, false, 2026, "2026-02-17")] // Carnaval
    [InlineData(60, false, 2026, "2026-06-04")]  // Corpus Christi
    [InlineData(50, true, 2026, "2026-06-01")]   // Rusalii
    public void T9_Movable_holidays_count_days_from_Easter(int offset, bool orthodox, int year, string date) =>
        Dates(new EasterHoliday(offset, orthodox, "x", []), year).ShouldBe([date]);

    [Theory]
    [InlineData(1, IsoDayOfWeek.Monday, 1, 0, 2026, "2026-01-05")]
    [InlineData(11, IsoDayOfWeek.Thursday, 4, 1, 2026, "2026-11-27")]
    [InlineData(5, IsoDayOfWeek.Monday, -1, 0, 2026, "2026-05-25")]
    [InlineData(2, IsoDayOfWeek.Sunday, -4, 0, 2026, "2026-02-01")]
    [InlineData(1, IsoDayOfWeek.Thursday, 1, -1, 2026, "2025-12-31")] // carried over New Year
    public void T9_The_nth_weekday_counts_from_either_end(int month, IsoDayOfWeek day, int nth, int offset, int year, string date) =>
        HolidayDates.InYear(new NthWeekdayHoliday(month, day, nth, offset, "x", []), Date(date).Year).ShouldContain(Date(date), $"{year}");

    [Fact]
    public void T9_A_fifth_weekday_that_does_not_exist_is_no_holiday()
    {
        var fifth = new NthWeekdayHoliday(2, IsoDayOfWeek.Monday, 5, 0, "x", []);
        Dates(fifth, 2026).ShouldBeEmpty();
        Dates(fifth, 2044).ShouldBe(["2044-02-29"]);
    }

    [Fact]
    public void T9_A_fixed_holiday_has_its_years()
    {
        var holiday = new FixedHoliday(11, 20, "Consciência Negra", [], FromYear: 2024);
        Dates(holiday, 2023).ShouldBeEmpty();
        Dates(holiday, 2024).ShouldBe(["2024-11-20"]);
        Dates(holiday with { ToYear = 2025 }, 2026).ShouldBeEmpty();
    }

    [Fact]
    public void T9_The_29th_of_February_is_a_holiday_in_leap_years_only()
    {
        Dates(new FixedHoliday(2, 29, "x", []), 2024).ShouldBe(["2024-02-29"]);
        Dates(new FixedHoliday(2, 29, "x", []), 2026).ShouldBeEmpty();
        Dates(new YearlyRangeHoliday(new(2, 28), new(2, 29), "x", []), 2026).ShouldBe(["2026-02-28"]);
        Dates(new YearlyRangeHoliday(new(2, 29), new(3, 1), "x", []), 2026).ShouldBe(["2026-03-01"]);
        Dates(new YearlyRangeHoliday(new(2, 29), new(2, 29), "x", []), 2026).ShouldBeEmpty();
        Dates(new YearlyRangeHoliday(new(2, 29), new(2, 29), "x", []), 2024).ShouldBe(["2024-02-29"]);
    }

    [Fact]
    public void T9_A_yearly_range_can_run_over_New_Year()
    {
        var range = new YearlyRangeHoliday(new(12, 30), new(1, 2), "recess", []);
        Dates(range, 2026).ShouldBe(["2026-01-01", "2026-01-02", "2026-12-30", "2026-12-31"]);
    }

    [Fact]
    public void T9_A_dated_range_gives_each_year_its_part()
    {
        var range = new DatedHoliday(Date("2026-12-30"), Date("2027-01-02"), "works", []);
        Dates(range, 2026).ShouldBe(["2026-12-30", "2026-12-31"]);
        Dates(range, 2027).ShouldBe(["2027-01-01", "2027-01-02"]);
        Dates(range, 2028).ShouldBeEmpty();
        Dates(new DatedHoliday(Date("9999-12-30"), Date("9999-12-31"), "the end", []), 9999).Length.ShouldBe(2);
    }

    [Fact]
    public void T9_The_first_layer_that_names_a_date_gives_name_and_hours()
    {
        var national = Set("national", new FixedHoliday(4, 21, "Tiradentes", []), new FixedHoliday(5, 1, "Trabalho", []));
        var city = Set("city", OneOff("2026-04-21", "09:00-12:00"));
        var calendar = Compile(Weekly("America/Sao_Paulo", "09:00-18:00", holidays: ["city", "national"]), national, city);
        calendar.HolidayOn(Date("2026-04-21")).ShouldBe("one-off 2026-04-21");
        calendar.HolidayOn(Date("2026-05-01")).ShouldBe("Trabalho");
        calendar.HolidayOn(Date("2026-05-04")).ShouldBeNull();
        calendar.Wall(calendar.OpeningsOn(Date("2026-04-21")).ShouldHaveSingleItem().End).ShouldBe("2026-04-21T12:00");
        calendar.IsBusinessDay(Date("2026-05-01")).ShouldBeFalse();
    }

    [Fact]
    public void T9_Included_sets_count_and_each_is_read_once()
    {
        var national = Set("national", new FixedHoliday(4, 21, "Tiradentes", []));
        var state = Set("state", new FixedHoliday(7, 9, "Revolução", [])) with { Includes = ["national"] };
        var city = Set("city", new FixedHoliday(1, 25, "Aniversário", [])) with { Includes = ["state", "national"] };
        var calendar = Compile(Weekly("America/Sao_Paulo", "09:00-18:00", 7, holidays: ["city"]), national, state, city);
        foreach (var date in (string[])["2026-01-25", "2026-04-21", "2026-07-09"])
            calendar.IsBusinessDay(Date(date)).ShouldBeFalse(date);
    }

    [Theory]
    [InlineData(13, 1)]
    [InlineData(4, 31)]
    [InlineData(2, 30)]
    [InlineData(0, 5)]
    public void A_fixed_date_that_never_comes_is_no_date(int month, int day)
    {
        var rule = new FixedHoliday(month, day, "x", []);
        HolidayDates.IsPossible(rule).ShouldBeFalse();
        HolidayDates.InYear(rule, 2026).ShouldBeEmpty();
    }

    [Fact]
    public void The_dates_of_a_set_are_sorted_and_the_first_rule_wins()
    {
        var set = Set("s", new FixedHoliday(12, 25, "Natal", []), new FixedHoliday(1, 1, "Ano Novo", []), new YearlyRangeHoliday(new(12, 24), new(12, 25), "recess", []));
        HolidayDates.InYear(set, 2026).Select(h => (h.Date.Month, h.Date.Day, h.Name)).ShouldBe([(1, 1, "Ano Novo"), (12, 24, "recess"), (12, 25, "Natal")]);
    }
}
