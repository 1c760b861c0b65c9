using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Calendars.ICalendar;

[Trait("Rule", "T9")]
public class ICalendarRecurrenceTests
{
    private static ICalendarImport Read(string start, string rrule, params string[] more) => ICalendarReader.Holidays(
        string.Join("\r\n", ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:Dia", "DTSTART;VALUE=DATE:" + start, "RRULE:" + rrule, .. more, "END:VEVENT", "END:VCALENDAR"]), "x");

    private static HolidayRule Rule(string start, string rrule)
    {
        var import = Read(start, rrule);
        import.Problems.ShouldBeEmpty();
        return import.Holidays.Rules.ShouldHaveSingleItem();
    }

    private static List<string> Dates(ICalendarImport import, int from, int to) =>
        [.. Enumerable.Range(from, to - from + 1).SelectMany(y => HolidayDates.InYear(import.Holidays, y)).Select(d => d.Date.ToString("uuuu-MM-dd", null))];

    [Theory]
    [InlineData("20201225", "FREQ=YEARLY", 12, 25)]
    [InlineData("20201225", "FREQ=YEARLY;INTERVAL=1;WKST=SU", 12, 25)]
    [InlineData("20201225", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", 12, 25)]
    [InlineData("20201225", "FREQ=YEARLY;BYMONTHDAY=25;BYMONTH=12;", 12, 25)]
    [InlineData("20200229", "freq=yearly", 2, 29)]
    public void A_date_of_every_year_is_a_fixed_holiday(string start, string rrule, int month, int day) =>
        Rule(start, rrule).ShouldBe(new FixedHoliday(month, day, "Dia", [], 2020));

    [Theory]
    [InlineData("20260511", "BYMONTH=5;BYDAY=2MO", IsoDayOfWeek.Monday, 2)]
    [InlineData("20260511", "BYMONTH=5;BYDAY=+2MO", IsoDayOfWeek.Monday, 2)]
    [InlineData("20260511", "BYMONTH=5;BYDAY=MO;BYSETPOS=2", IsoDayOfWeek.Monday, 2)]
    [InlineData("20260531", "BYMONTH=5;BYDAY=-1SU", IsoDayOfWeek.Sunday, -1)]
    [InlineData("20260531", "BYMONTH=5;BYDAY=5SU", IsoDayOfWeek.Sunday, 5)]
    public void An_nth_weekday_of_a_month_is_that_rule(string start, string by, IsoDayOfWeek weekday, int nth) =>
        Rule(start, "FREQ=YEARLY;" + by).ShouldBe(new NthWeekdayHoliday(5, weekday, nth, 0, "Dia", [], 2026));

    [Fact]
    public void A_weekday_within_seven_days_of_the_month_is_an_nth_weekday_and_an_offset()
    {
        // The Tuesday after the first Monday of November: elections in the United States.
        var import = Read("20201103", "FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8");
        import.Holidays.Rules.ShouldBe([new NthWeekdayHoliday(11, IsoDayOfWeek.Monday, 1, 1, "Dia", [], 2020)]);
        Dates(import, 2020, 2026).ShouldBe(["2020-11-03", "2021-11-02", "2022-11-08", "2023-11-07", "2024-11-05", "2025-11-04", "2026-11-03"]);
    }

    [Fact]
    public void Every_window_of_seven_days_gives_the_weekday_within_it()
    {
        for (var first = 1; first <= 24; first++)
            for (var weekday = 0; weekday < 7; weekday++)
            {
                var code = new[] { "MO", "TU", "WE", "TH", "FR", "SA", "SU" }[weekday];
                var import = Read($"202003{first:00}", $"FREQ=YEARLY;BYMONTH=3;BYDAY={code};BYMONTHDAY={string.Join(',', Enumerable.Range(first, 7))}");
                for (var year = 2021; year < 2035; year++)
                {
                    var expected = Enumerable.Range(first, 7).Select(d => new LocalDate(year, 3, d)).Single(d => (int)d.DayOfWeek == weekday + 1);
                    HolidayDates.InYear(import.Holidays, year).ShouldHaveSingleItem().Date.ShouldBe(expected);
                }
            }
    }

    [Theory]
    [InlineData("20200101", "FREQ=YEARLY;COUNT=3", 2022)]
    [InlineData("20200101", "FREQ=YEARLY;UNTIL=20220101", 2022)]
    [InlineData("20200102", "FREQ=YEARLY;UNTIL=20220101", 2021)]
    [InlineData("20200101", "FREQ=YEARLY;UNTIL=20220101T235959Z", 2022)]
    [InlineData("20200101", "FREQ=YEARLY;UNTIL=20220101;COUNT=2", 2021)]
    [InlineData("20200229", "FREQ=YEARLY;COUNT=3", 2028)]
    [InlineData("20200101", "FREQ=YEARLY;COUNT=2147483647", 9999)]
    public void An_end_gives_the_last_year(string start, string rrule, int last) => Rule(start, rrule).ToYear.ShouldBe(last);

    [Fact]
    public void Fifth_weekdays_count_only_where_they_exist() =>
        Rule("20260531", "FREQ=YEARLY;BYMONTH=5;BYDAY=5SU;COUNT=2").ToYear.ShouldBe(2027);

    [Fact]
    public void Several_days_every_year_are_a_rule_each_and_may_cross_New_Year()
    {
        var import = Read("20241230", "FREQ=YEARLY;COUNT=2", "DTEND;VALUE=DATE:20250103");
        import.Problems.ShouldBeEmpty();
        Dates(import, 2024, 2027).ShouldBe(["2024-12-30", "2024-12-31", "2025-01-01", "2025-01-02", "2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02"]);
    }

    [Fact]
    public void Days_after_an_nth_weekday_move_with_it() =>
        Dates(Read("20261126", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2", "DURATION:P2D"), 2026, 2028)
            .ShouldBe(["2026-11-26", "2026-11-27", "2027-11-25", "2027-11-26"]);

    [Fact]
    public void An_exception_takes_out_its_year_only() =>
        Dates(Read("20200709", "FREQ=YEARLY;COUNT=5", "EXDATE;VALUE=DATE:20220709,20230101", "EXDATE:20240709"), 2019, 2030)
            .ShouldBe(["2020-07-09", "2021-07-09", "2023-07-09"]);

    [Fact]
    public void A_start_beside_the_rule_is_told_and_the_rule_counts()
    {
        var import = Read("20260602", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1");
        import.Problems.ShouldHaveSingleItem().Code.ShouldBe("ics-start-off-rule");
        import.Holidays.Rules.ShouldHaveSingleItem().ShouldBe(new FixedHoliday(5, 1, "Dia", [], 2027));
    }

    [Theory]
    [InlineData("FREQ=MONTHLY")]
    [InlineData("FREQ=YEARLY;INTERVAL=2")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=20")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=100")]
    [InlineData("FREQ=YEARLY;BYMONTH=1,7")]
    [InlineData("FREQ=YEARLY;BYMONTH=13")]
    [InlineData("FREQ=YEARLY;BYMONTHDAY=-1")]
    [InlineData("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24,25")]
    [InlineData("FREQ=YEARLY;BYDAY=2MO")]
    [InlineData("FREQ=YEARLY;BYMONTH=5;BYDAY=MO")]
    [InlineData("FREQ=YEARLY;BYMONTH=5;BYDAY=6MO")]
    [InlineData("FREQ=YEARLY;BYMONTH=5;BYDAY=0MO")]
    [InlineData("FREQ=YEARLY;BYMONTH=5;BYDAY=-5MO")]
    [InlineData("FREQ=YEARLY;BYMONTH=5;BYDAY=2MO,3MO")]
    [InlineData("FREQ=YEARLY;BYMONTH=5;BYDAY=2XX")]
    [InlineData("FREQ=YEARLY;BYMONTH=5;BYDAY=M")]
    [InlineData("FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,9")]
    [InlineData("FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=25,26,27,28,29,30,31")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=YEARLY;COUNT=0")]
    [InlineData("FREQ=YEARLY;UNTIL=20190101")]
    [InlineData("FREQ=YEARLY;UNTIL=soon")]
    [InlineData("FREQ=YEARLY;FREQ=YEARLY")]
    [InlineData("FREQ")]
    [InlineData("")]
    public void What_a_holiday_set_cannot_say_is_left_out_with_a_hint(string rrule)
    {
        var import = Read("20200101", rrule);
        import.Holidays.Rules.ShouldBeEmpty();
        var problem = import.Problems.Where(p => p.Severity == Severity.Error).ShouldHaveSingleItem();
        (problem.Code, problem.At.Line).ShouldBe(("ics-rrule", 5));
        problem.Hint.ShouldContain("FREQ=YEARLY");
    }

    [Fact]
    public void A_yearly_event_of_months_and_too_many_exceptions_are_refused()
    {
        Read("20200101", "FREQ=YEARLY", "DURATION:P60D").Problems.ShouldHaveSingleItem().Code.ShouldBe("ics-long");
        var many = Read("20200101", "FREQ=YEARLY", "EXDATE:" + string.Join(',', Enumerable.Range(2021, 30).Select(y => $"{y}0101")));
        many.Holidays.Rules.ShouldBeEmpty();
        many.Problems.ShouldHaveSingleItem().Message.ShouldContain("30 years");
    }

    [Fact]
    public void Exceptions_without_a_rule_are_told()
    {
        var text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nEXDATE:20260101\nEND:VEVENT\nEND:VCALENDAR";
        ICalendarReader.Holidays(text, "x").Problems.ShouldHaveSingleItem().Code.ShouldBe("ics-exdate");
    }
}
