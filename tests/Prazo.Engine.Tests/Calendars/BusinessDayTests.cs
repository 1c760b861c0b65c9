using System.Globalization;
using NodaTime;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>Local dates (T8): which are business days, which is the n-th after another, what opens on them. São Paulo with Brazil's and the state's holidays:
/// in April 2026 the 3rd (Good Friday) and the 21st are closed, in May the 1st, all of them on Monday to Friday.</summary>
public class BusinessDayTests
{
    private readonly WorkingCalendar _office = Compile(Weekly("America/Sao_Paulo", "09:00-12:00, 13:00-18:00", holidays: ["br", "br-sp"]));

    [Theory]
    [InlineData("2026-04-01", 1, "2026-04-02")]
    [InlineData("2026-04-02", 1, "2026-04-06")]
    [InlineData("2026-04-03", 1, "2026-04-06")]
    [InlineData("2026-04-04", 1, "2026-04-06")]
    [InlineData("2026-04-05", 1, "2026-04-06")]
    [InlineData("2026-04-17", 1, "2026-04-20")]
    [InlineData("2026-04-17", 2, "2026-04-22")]
    [InlineData("2026-04-20", 1, "2026-04-22")]
    [InlineData("2026-04-21", 1, "2026-04-22")]
    [InlineData("2026-04-29", 2, "2026-05-04")]
    // April has twenty of them (22 from Monday to Friday less two), and May twenty (21 less one).
    [InlineData("2026-03-31", 20, "2026-04-30")]
    [InlineData("2026-03-31", 21, "2026-05-04")]
    [InlineData("2026-03-31", 40, "2026-05-29")]
    [InlineData("2026-07-08", 1, "2026-07-10")]
    [InlineData("2026-12-24", 1, "2026-12-28")]
    [InlineData("2026-12-31", 1, "2027-01-04")]
    public void T8_The_nth_business_day_after_a_date(string date, int n, string found) => _office.BusinessDayAfter(Date(date), n).ShouldBe(Date(found));

    [Theory]
    // 2026 has 261 days from Monday to Friday. Of its holidays the 15th of November falls on Sunday; on Monday to Friday are 1 January, 3 and 21 April,
    // 1 May, 9 July, 7 September, 12 October, 2 and 20 November, 25 December.
    [InlineData(2026, 261 - 10)]
    // 2027 has 261 too: 1 January, 26 March, 21 April, 9 July, 7 September, 12 October, 2 and 15 November; 1 May, 20 November and 25 December are Saturdays.
    [InlineData(2027, 261 - 8)]
    public void T8_A_year_has_so_many_business_days(int year, int days)
    {
        Enumerable.Range(0, 365).Count(d => _office.IsBusinessDay(new LocalDate(year, 1, 1).PlusDays(d))).ShouldBe(days);
        var next = _office.BusinessDayAfter(new LocalDate(year, 12, 31), 1);
        _office.BusinessDayAfter(new LocalDate(year - 1, 12, 31), days + 1).ShouldBe(next);
        // Eight hours each, in a zone that does not change its clocks.
        _office.Between(_office.Local($"{year}-01-01T00:00"), _office.Local($"{year + 1}-01-01T00:00")).ShouldBe(Duration.FromHours(8 * days));
    }

    [Theory]
    [InlineData("2026-04-20", "09:00-12:00 13:00-18:00")]
    [InlineData("2026-04-21", "")]
    [InlineData("2026-04-25", "")]
    public void T8_A_business_day_has_its_openings(string date, string hours)
    {
        string.Join(' ', _office.OpeningsOn(Date(date)).Select(o => _office.Wall(o.Start)[11..] + "-" + _office.Wall(o.End)[11..])).ShouldBe(hours);
        _office.IsBusinessDay(Date(date)).ShouldBe(hours.Length > 0);
    }

    [Theory]
    [InlineData("2026-04-21", "Tiradentes")]
    [InlineData("2026-07-09", "Revolução Constitucionalista de 1932")]
    [InlineData("2026-11-15", "Proclamação da República")]
    [InlineData("2026-04-25", null)]
    [InlineData("2026-04-20", null)]
    public void T9_A_date_says_which_holiday_it_is_also_at_the_week_end(string date, string? name) => _office.HolidayOn(Date(date)).ShouldBe(name);

    [Fact]
    public void T8_Far_dates_are_found_by_counting_years_and_not_for_ever()
    {
        var workdays = Compile(Weekly("Etc/UTC", "09:00-17:00"));
        // Twenty-eight years of the Gregorian calendar within one century have 10,227 days, 1,461 weeks.
        workdays.BusinessDayAfter(Date("2026-04-20"), 1461 * 5).ShouldBe(Date("2054-04-20"));
        workdays.BusinessDayAfter(Date("2299-12-28"), 1).ShouldBe(Date("2299-12-29"));
        workdays.BusinessDayAfter(Date("2299-12-29"), 1).ShouldBeNull();
        workdays.BusinessDayAfter(Date("2026-04-20"), 100_000).ShouldBeNull();
        workdays.BusinessDayAfter(LocalDate.MinIsoValue, 1).ShouldBe(Date("1900-01-01"));
        workdays.BusinessDayAfter(LocalDate.MaxIsoValue, 1).ShouldBeNull();
        Should.Throw<ArgumentOutOfRangeException>(() => workdays.BusinessDayAfter(Date("2026-04-20"), 0));
    }

    [Fact]
    public void T8_Every_day_of_always_open_is_a_business_day()
    {
        var always = new CalendarSet([], [], "America/Sao_Paulo")["24x7"];
        foreach (var date in (string[])["1850-01-01", "2026-04-21", "2026-04-25", "2500-06-01"])
        {
            always.IsBusinessDay(Date(date)).ShouldBeTrue(date);
            always.HolidayOn(Date(date)).ShouldBeNull();
            always.OpeningsOn(Date(date)).ShouldHaveSingleItem().ShouldBe(new Opening(always.Local(date + "T00:00"), always.Local(Date(date).PlusDays(1).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) + "T00:00")));
        }
        always.BusinessDayAfter(Date("2026-04-20"), 365).ShouldBe(Date("2027-04-20"));
    }

    [Fact]
    public void T8_Sundays_only_are_business_days_once_a_week()
    {
        var market = Compile(new WeeklyCalendar("c", "Europe/Bucharest", [new EffectiveHours(LocalDate.MinIsoValue, [[], [], [], [], [], [], Shifts("03:00-04:00")])], [], [], HolidayCut.Shifts, Position.None));
        market.BusinessDayAfter(Date("2026-03-16"), 1).ShouldBe(Date("2026-03-22"));
        // On the 29th of March this hour does not exist.
        market.BusinessDayAfter(Date("2026-03-22"), 1).ShouldBe(Date("2026-04-05"));
        market.IsBusinessDay(Date("2026-03-29")).ShouldBeFalse();
        market.BusinessDayAfter(Date("2026-10-18"), 1).ShouldBe(Date("2026-10-25"));
    }
}
