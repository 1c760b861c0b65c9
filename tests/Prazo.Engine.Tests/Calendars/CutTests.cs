using NodaTime;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>Nights beside holidays and exceptions (T9): what goes with the shift and what goes with the date. Shifts of 22:00-06:00 every night unless said;
/// the 21st of April 2026, a Tuesday, is special. Each line shows the openings that start on the 20th, the 21st and the 22nd.</summary>
public class CutTests
{
    private static string Hours(WorkingCalendar calendar, int day) => string.Join(", ", calendar.OpeningsOn(new LocalDate(2026, 4, day))
        .Select(o => $"{calendar.Wall(o.Start)[8..]}/{calendar.Wall(o.End)[8..]}"));

    private static void Check(WorkingCalendar calendar, string twentieth, string twentyFirst, string twentySecond) =>
        (Hours(calendar, 20), Hours(calendar, 21), Hours(calendar, 22)).ShouldBe((twentieth, twentyFirst, twentySecond));

    private static SpecialDay Special(int day, ExceptionKind kind, string shifts = "") => new(new LocalDate(2026, 4, day), kind, Shifts(shifts), null);

    [Theory]
    // A night goes with the day on which it starts: what is kept of it is what the day's hours allow, as far as 06:00 of the next.
    [InlineData("", "20T22:00/21T06:00", "", "22T22:00/23T06:00")]
    [InlineData("20:00-23:00", "20T22:00/21T06:00", "21T22:00/21T23:00", "22T22:00/23T06:00")]
    [InlineData("20:00-02:00", "20T22:00/21T06:00", "21T22:00/22T02:00", "22T22:00/23T06:00")]
    [InlineData("23:00-08:00", "20T22:00/21T06:00", "21T23:00/22T06:00", "22T22:00/23T06:00")]
    [InlineData("00:00-12:00", "20T22:00/21T06:00", "", "22T22:00/23T06:00")]
    public void T9_Cut_by_shifts_a_holiday_s_hours_limit_the_night_that_starts_on_it(string hours, string before, string day, string after) =>
        Check(Compile(Weekly("Europe/Bucharest", "22:00-06:00", 7, holidays: ["h"]), Set("h", OneOff("2026-04-21", hours))), before, day, after);

    [Theory]
    // Each minute goes with the date on which it lies.
    [InlineData("", "20T22:00/21T00:00", "", "22T00:00/22T06:00, 22T22:00/23T06:00")]
    [InlineData("00:00-02:00", "20T22:00/21T02:00", "", "22T00:00/22T06:00, 22T22:00/23T06:00")]
    // An opening in the holiday's own morning starts on the holiday, wherever its shift began.
    [InlineData("03:00-05:00", "20T22:00/21T00:00", "21T03:00/21T05:00", "22T00:00/22T06:00, 22T22:00/23T06:00")]
    [InlineData("20:00-23:00", "20T22:00/21T00:00", "21T22:00/21T23:00", "22T00:00/22T06:00, 22T22:00/23T06:00")]
    [InlineData("23:00-24:00", "20T22:00/21T00:00", "21T23:00/22T00:00", "22T00:00/22T06:00, 22T22:00/23T06:00")]
    public void T9_Cut_at_midnight_a_holiday_s_hours_limit_its_own_date(string hours, string before, string day, string after) =>
        Check(Compile(Weekly("Europe/Bucharest", "22:00-06:00", 7, holidays: ["h"], cut: HolidayCut.Midnight), Set("h", OneOff("2026-04-21", hours))), before, day, after);

    [Theory]
    [InlineData(HolidayCut.Shifts, ExceptionKind.Hours, "09:00-12:00", "20T22:00/21T06:00", "21T09:00/21T12:00", "22T22:00/23T06:00")]
    [InlineData(HolidayCut.Shifts, ExceptionKind.Hours, "20:00-04:00", "20T22:00/21T06:00", "21T20:00/22T04:00", "22T22:00/23T06:00")]
    [InlineData(HolidayCut.Shifts, ExceptionKind.Extra, "09:00-12:00", "20T22:00/21T06:00", "21T09:00/21T12:00, 21T22:00/22T06:00", "22T22:00/23T06:00")]
    [InlineData(HolidayCut.Shifts, ExceptionKind.Extra, "06:00-22:00", "20T22:00/21T06:00", "21T06:00/22T06:00", "22T22:00/23T06:00")]
    [InlineData(HolidayCut.Midnight, ExceptionKind.Hours, "20:00-04:00", "20T22:00/21T00:00", "21T20:00/22T04:00", "22T22:00/23T06:00")]
    [InlineData(HolidayCut.Midnight, ExceptionKind.Extra, "09:00-12:00", "20T22:00/21T06:00", "21T09:00/21T12:00, 21T22:00/22T06:00", "22T22:00/23T06:00")]
    public void T9_Hours_written_for_a_date_replace_its_shifts_and_extra_hours_join_them(
        HolidayCut cut, ExceptionKind kind, string hours, string before, string day, string after) =>
        Check(Compile(Weekly("Europe/Bucharest", "22:00-06:00", 7, exceptions: [Special(21, kind, hours)], cut: cut)), before, day, after);

    [Fact]
    public void T9_Extra_hours_open_a_holiday_and_a_closed_date()
    {
        var calendar = Compile(
            Weekly("Etc/UTC", "08:00-17:00", holidays: ["h"], exceptions: [Special(20, ExceptionKind.Closed), Special(20, ExceptionKind.Extra, "10:00-11:00"), Special(21, ExceptionKind.Extra, "12:00-13:00")]),
            Set("h", OneOff("2026-04-21")));
        Check(calendar, "20T10:00/20T11:00", "21T12:00/21T13:00", "22T08:00/22T17:00");
    }

    [Fact]
    public void T9_Hours_written_twice_for_a_date_are_all_open_and_overlaps_count_once()
    {
        var calendar = Compile(Weekly("Etc/UTC", "08:00-17:00", exceptions:
            [Special(21, ExceptionKind.Hours, "14:00-16:00"), Special(21, ExceptionKind.Hours, "09:00-11:00"), Special(21, ExceptionKind.Extra, "10:00-12:00")]));
        Hours(calendar, 21).ShouldBe("21T09:00/21T12:00, 21T14:00/21T16:00");
        calendar.Between(At("2026-04-21T00:00:00Z"), At("2026-04-22T00:00:00Z")).ShouldBe(Duration.FromHours(5));
    }

    [Fact]
    public void T9_Written_hours_on_a_closed_date_are_open()
    {
        // Closed and hours for one date: whoever wrote the hours meant them.
        var calendar = Compile(Weekly("Etc/UTC", "08:00-17:00", exceptions: [Special(21, ExceptionKind.Closed), Special(21, ExceptionKind.Hours, "09:00-10:00")]));
        Hours(calendar, 21).ShouldBe("21T09:00/21T10:00");
    }

    [Fact]
    public void T9_Neighbouring_nights_that_overlap_count_once()
    {
        // 20:00-30:00 and 04:00-08:00 of the next day have two hours in common.
        var calendar = Compile(Weekly("Etc/UTC", "04:00-08:00, 20:00-06:00", 7));
        calendar.Between(At("2026-04-20T12:00:00Z"), At("2026-04-21T12:00:00Z")).ShouldBe(Duration.FromHours(12));
        calendar.Openings(At("2026-04-20T12:00:00Z"), At("2026-04-21T12:00:00Z")).ShouldHaveSingleItem()
            .ShouldBe(new Opening(At("2026-04-20T20:00:00Z"), At("2026-04-21T08:00:00Z")));
        Hours(calendar, 21).ShouldBe("21T04:00/21T08:00, 21T20:00/22T06:00");
    }

    [Fact]
    public void T9_New_hours_begin_with_the_shifts_of_their_date_and_leave_the_night_before()
    {
        var calendar = Compile(Weekly("Etc/UTC", "22:00-06:00", 7) with
        {
            Hours = [new EffectiveHours(LocalDate.MinIsoValue, Week("22:00-06:00", 7)), new EffectiveHours(new LocalDate(2026, 4, 21), Week("08:00-12:00", 7))],
        });
        Check(calendar, "20T22:00/21T06:00", "21T08:00/21T12:00", "22T08:00/22T12:00");
    }

    [Fact]
    public void T9_Before_the_first_hours_there_are_none()
    {
        var calendar = Compile(Weekly("Etc/UTC", "") with { Hours = [new EffectiveHours(new LocalDate(2026, 4, 21), Week("08:00-12:00", 7))] });
        Check(calendar, "", "21T08:00/21T12:00", "22T08:00/22T12:00");
        calendar.Subtract(At("2026-04-21T08:00:00Z"), Duration.FromMinutes(1)).ShouldBeNull();
        calendar.NextOpening(At("2020-01-01T00:00:00Z")).ShouldBe(At("2026-04-21T08:00:00Z"));
    }

    [Theory]
    [InlineData("city", "state", "City", "20T09:00/20T12:00")]
    [InlineData("state", "city", "State", "20T10:00/20T17:00")]
    public void T9_The_first_layer_gives_name_and_hours_also_when_a_later_one_closes(string first, string second, string name, string hours)
    {
        HolidaySet city = Set("city", new FixedHoliday(4, 20, "City", Shifts("09:00-12:00"))), state = Set("state", new FixedHoliday(4, 20, "State", Shifts("10:00-18:00")));
        var calendar = Compile(Weekly("Etc/UTC", "08:00-17:00", holidays: [first, second]), city, state);
        calendar.HolidayOn(new LocalDate(2026, 4, 20)).ShouldBe(name);
        Hours(calendar, 20).ShouldBe(hours);
    }
}
