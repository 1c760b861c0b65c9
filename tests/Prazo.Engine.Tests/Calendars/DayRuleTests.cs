using NodaTime;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>What holidays, exceptions and shifts across midnight do to a day (T9). 2026-04-20 is a Monday.</summary>
public class DayRuleTests
{
    private static string Hours(WorkingCalendar calendar, string date) => string.Join(", ", calendar.OpeningsOn(Date(date))
        .Select(o => calendar.Wall(o.Start)[5..] + "/" + calendar.Wall(o.End)[5..]));

    private static SpecialDay Special(string date, ExceptionKind kind, string shifts = "", string? name = null) => new(Date(date), kind, Shifts(shifts), name);

    [Fact]
    public void T9_A_holiday_removes_whole_the_shifts_that_start_on_it()
    {
        var nights = Compile(Weekly("America/Sao_Paulo", "22:00-06:00", 7, holidays: ["h"]), Set("h", OneOff("2026-04-21")));
        Hours(nights, "2026-04-20").ShouldBe("04-20T22:00/04-21T06:00");
        Hours(nights, "2026-04-21").ShouldBe("");
        Hours(nights, "2026-04-22").ShouldBe("04-22T22:00/04-23T06:00");
    }

    [Fact]
    public void T9_Cut_at_midnight_removes_the_date_s_hours()
    {
        var nights = Compile(Weekly("America/Sao_Paulo", "22:00-06:00", 7, holidays: ["h"], cut: HolidayCut.Midnight), Set("h", OneOff("2026-04-21")));
        Hours(nights, "2026-04-20").ShouldBe("04-20T22:00/04-21T00:00");
        Hours(nights, "2026-04-21").ShouldBe("");
        Hours(nights, "2026-04-22").ShouldBe("04-22T00:00/04-22T06:00, 04-22T22:00/04-23T06:00");
    }

    [Theory]
    [InlineData("12:00-18:00", "04-21T13:00/04-21T17:00")]
    [InlineData("09:00-15:00", "04-21T09:00/04-21T12:00, 04-21T13:00/04-21T15:00")]
    [InlineData("06:00-07:00", "")]
    public void T9_Reduced_hours_keep_of_the_usual_shifts_what_they_allow(string hours, string open)
    {
        var calendar = Compile(Weekly("Europe/Bucharest", "08:00-12:00, 13:00-17:00", holidays: ["h"]), Set("h", OneOff("2026-04-21", hours)));
        Hours(calendar, "2026-04-21").ShouldBe(open);
    }

    [Fact]
    public void T9_Reduced_hours_do_not_open_a_closed_day()
    {
        var calendar = Compile(Weekly("Europe/Bucharest", "08:00-17:00", holidays: ["h"]), Set("h", OneOff("2026-04-25", "08:00-12:00")));
        calendar.IsBusinessDay(Date("2026-04-25")).ShouldBeFalse();
    }

    [Fact]
    public void T9_Exceptions_win_over_holidays()
    {
        var calendar = Compile(
            Weekly("Europe/Bucharest", "08:00-17:00", holidays: ["h"], exceptions:
            [
                Special("2026-04-20", ExceptionKind.Closed, name: "Inventory"), Special("2026-04-21", ExceptionKind.Hours, "10:00-14:00", "Short day"),
                Special("2026-04-22", ExceptionKind.Extra, "19:00-21:00"), Special("2026-04-23", ExceptionKind.Extra, "16:00-20:00"), Special("2026-04-26", ExceptionKind.Extra, "09:00-10:00"),
            ]),
            Set("h", OneOff("2026-04-21"), OneOff("2026-04-22"), OneOff("2026-04-26")));
        Hours(calendar, "2026-04-20").ShouldBe("");
        Hours(calendar, "2026-04-21").ShouldBe("04-21T10:00/04-21T14:00");
        Hours(calendar, "2026-04-22").ShouldBe("04-22T19:00/04-22T21:00");
        Hours(calendar, "2026-04-23").ShouldBe("04-23T08:00/04-23T20:00");
        Hours(calendar, "2026-04-26").ShouldBe("04-26T09:00/04-26T10:00");
        calendar.HolidayOn(Date("2026-04-20")).ShouldBe("Inventory");
        calendar.HolidayOn(Date("2026-04-21")).ShouldBe("Short day");
        calendar.HolidayOn(Date("2026-04-22")).ShouldBe("one-off 2026-04-22");
    }

    [Theory]
    [InlineData(HolidayCut.Shifts, "04-20T22:00/04-21T06:00", "", "04-22T22:00/04-23T06:00")]
    [InlineData(HolidayCut.Midnight, "04-20T22:00/04-21T00:00", "", "04-22T00:00/04-22T06:00, 04-22T22:00/04-23T06:00")]
    public void T9_A_closed_exception_cuts_as_a_holiday_does(HolidayCut cut, string before, string day, string after)
    {
        var nights = Compile(Weekly("Etc/UTC", "22:00-06:00", 7, exceptions: [Special("2026-04-21", ExceptionKind.Closed)], cut: cut));
        Hours(nights, "2026-04-20").ShouldBe(before);
        Hours(nights, "2026-04-21").ShouldBe(day);
        Hours(nights, "2026-04-22").ShouldBe(after);
    }

    [Fact]
    public void T9_Hours_can_change_from_a_date()
    {
        var calendar = Compile(Weekly("Europe/Bucharest", "08:00-17:00") with
        {
            Hours = [new EffectiveHours(LocalDate.MinIsoValue, Week("08:00-17:00")), new EffectiveHours(Date("2026-04-22"), Week("07:00-15:00", 6))],
        });
        Hours(calendar, "2026-04-21").ShouldBe("04-21T08:00/04-21T17:00");
        Hours(calendar, "2026-04-22").ShouldBe("04-22T07:00/04-22T15:00");
        Hours(calendar, "2026-04-18").ShouldBe("");
        Hours(calendar, "2026-04-25").ShouldBe("04-25T07:00/04-25T15:00");
    }

    [Fact]
    public void T8_Days_open_whole_are_each_a_business_day_with_a_close_of_its_own()
    {
        var calendar = Compile(Weekly("America/Sao_Paulo", "00:00-24:00"));
        Hours(calendar, "2026-04-21").ShouldBe("04-21T00:00/04-22T00:00");
        calendar.BusinessDayAfter(Date("2026-04-24"), 1).ShouldBe(Date("2026-04-27"));
        calendar.Openings(At("2026-04-18T12:00:00Z"), At("2026-04-26T12:00:00Z")).ShouldHaveSingleItem()
            .ShouldBe(new Opening(At("2026-04-20T03:00:00Z"), At("2026-04-25T03:00:00Z")));
    }

    [Fact]
    public void T8_Only_the_start_of_a_shift_makes_a_business_day()
    {
        var nights = Compile(Weekly("America/Sao_Paulo", "22:00-06:00"));
        nights.IsBusinessDay(Date("2026-04-24")).ShouldBeTrue();
        nights.IsBusinessDay(Date("2026-04-25")).ShouldBeFalse();
        nights.BusinessDayAfter(Date("2026-04-24"), 1).ShouldBe(Date("2026-04-27"));
        nights.BusinessDayAfter(Date("2026-04-23"), 6).ShouldBe(Date("2026-05-01"));
    }

    [Fact]
    public void Openings_are_clipped_to_the_window_asked_for()
    {
        var calendar = Compile(Weekly("Etc/UTC", "09:00-12:00, 13:00-18:00"));
        calendar.Openings(At("2026-04-20T10:00:00Z"), At("2026-04-20T14:30:00Z"))
            .ShouldBe([new Opening(At("2026-04-20T10:00:00Z"), At("2026-04-20T12:00:00Z")), new Opening(At("2026-04-20T13:00:00Z"), At("2026-04-20T14:30:00Z"))]);
        calendar.Openings(At("2026-04-20T12:00:00Z"), At("2026-04-20T13:00:00Z")).ShouldBeEmpty();
        calendar.Openings(At("2026-04-20T12:00:00Z"), At("2026-04-19T13:00:00Z")).ShouldBeEmpty();
        calendar.NextOpening(At("2026-04-24T18:00:00Z")).ShouldBe(At("2026-04-27T09:00:00Z"));
        calendar.NextOpening(At("2026-04-24T17:59:59.999Z")).ShouldBe(At("2026-04-24T17:59:59.999Z"));
    }
}
