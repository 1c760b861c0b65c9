using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Calendars.Holidays;

[Trait("Rule", "T9")]
public class ObservedHolidayTests
{
    // As in the United States: Saturday on Friday before, Sunday on Monday after.
    private static readonly ObservedHoliday NewYear = new(1, 1, [0, 0, 0, 0, 0, -1, 1], "New Year", []);

    [Theory]
    [InlineData(2021, "2021-01-01 2021-12-31")]
    [InlineData(2022, "")]
    [InlineData(2023, "2023-01-02")]
    [InlineData(2024, "2024-01-01")]
    public void A_day_may_be_kept_in_the_year_before(int year, string dates) => Shown(NewYear, year).ShouldBe(dates);

    [Fact]
    public void The_years_of_the_rule_are_those_of_the_day_itself()
    {
        var from2022 = NewYear with { FromYear = 2022, ToYear = 2023 };
        Shown(from2022, 2021).ShouldBe("2021-12-31");
        Shown(from2022, 2023).ShouldBe("2023-01-02");
        Shown(from2022, 2024).ShouldBe("");
    }

    [Fact]
    public void A_leap_day_comes_in_leap_years() =>
        Enumerable.Range(2020, 9).Select(y => Shown(new ObservedHoliday(2, 29, [0, 0, 0, 0, 0, 2, 1], "Leap", []), y)).ShouldBe(["2020-03-02", "", "", "", "2024-02-29", "", "", "", "2028-02-29"]);

    [Theory]
    [InlineData(1)]
    [InlineData(9998)]
    [InlineData(9999)]
    public void The_ends_of_time_do_not_throw(int year) => Should.NotThrow(() => Shown(NewYear, year));

    [Fact]
    public void Each_weekday_has_its_own_shift()
    {
        var rule = new ObservedHoliday(6, 15, [10, 20, 30, -5, -6, -7, 0], "Each", []);
        for (var year = 2000; year < 2030; year++)
        {
            var day = new LocalDate(year, 6, 15);
            HolidayDates.InYear(rule, year).ShouldHaveSingleItem().ShouldBe(day.PlusDays(rule.ShiftByWeekday[(int)day.DayOfWeek - 1]));
        }
    }

    private static string Shown(HolidayRule rule, int year) => string.Join(' ', HolidayDates.InYear(rule, year).Select(d => d.ToString("uuuu-MM-dd", null)));
}
