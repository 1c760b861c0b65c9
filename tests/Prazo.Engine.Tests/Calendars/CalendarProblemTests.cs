using NodaTime;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>What people read when a definition is wrong: code, place, path, words and what to write instead.</summary>
public class CalendarProblemTests
{
    private static readonly Position Here = new("agreement.yaml", 12, 5);

    private static WeeklyCalendar Week(string id = "c", string zone = "Etc/UTC", params string[] holidays) =>
        Weekly(zone, "09:00-18:00", holidays: holidays, id: id) with { At = Here };

    private static ComposedCalendar Made(string id, params string[] operands) => new(id, Composition.Union, [.. operands], null, Here);

    private static HolidaySet Holidays(string id, params HolidayRule[] rules) => Set(id, rules) with { At = Here };

    private static IReadOnlyList<Problem> Problems(CalendarDefinition[] definitions, params HolidaySet[] sets) => new CalendarSet(definitions, sets, "Etc/UTC").Problems;

    private static WeeklyCalendar With(params EffectiveHours[] hours) => Week() with { Hours = [.. hours] };

    private static EffectiveHours From(string date, int start = 540, int end = 1080) => new(Date(date), [[new Shift(start, end)], [], [], [], [], [], []]);

    public static TheoryData<string, string, string, string, string> Faults => new()
    {
        { "zone", "unknown-zone", "calendars.c.zone", "\"Europe/Bucuresti\" is not a time zone.", "Write an IANA name such as America/Sao_Paulo or Europe/Bucharest." },
        { "always zone", "unknown-zone", "calendars.c.zone", "\"UTC+3\" is not a time zone.", "Write an IANA name such as America/Sao_Paulo or Europe/Bucharest." },
        { "composed zone", "unknown-zone", "calendars.x.zone", "\"Brasilia\" is not a time zone.", "Write an IANA name such as America/Sao_Paulo or Europe/Bucharest." },
        { "order", "hours-order", "calendars.c.weekly", "The hours from 2026-01-01 are listed after hours that start later or on the same day.", "List hours by the date from which they apply." },
        { "same day", "hours-order", "calendars.c.weekly", "The hours from 2026-01-01 are listed after hours that start later or on the same day.", "List hours by the date from which they apply." },
        { "eight days", "bad-week", "calendars.c.weekly", "A week has seven days, Monday first.", "Give each day its openings, or none." },
        { "no week", "bad-week", "calendars.c.weekly", "A week has seven days, Monday first.", "Give each day its openings, or none." },
        { "shift", "bad-shift", "calendars.c.weekly", "A shift from minute 600 to minute 600 of its day is not possible.", "Start within the day and end after the start, at most at the end of the next day." },
        { "exception", "bad-shift", "calendars.c.exceptions.2026-04-20", "A shift from minute 1440 to minute 1500 of its day is not possible.", "Start within the day and end after the start, at most at the end of the next day." },
        { "holiday set", "unknown-holiday-set", "calendars.c.holidays", "There is no holiday set called \"br-xx\".", "Define it under holidays, or use a built-in one such as br or ro." },
        { "include", "unknown-holiday-set", "holidays.h.includes", "There is no holiday set called \"gone\".", "Define it under holidays, or remove it here." },
        { "cycle of sets", "holiday-set-cycle", "holidays.a", "The holiday set \"a\" includes itself: a → b → d → a.", "Remove one of these includes." },
        { "set in itself", "holiday-set-cycle", "holidays.h", "The holiday set \"h\" includes itself: h → h.", "Remove one of these includes." },
        { "date", "bad-holiday", "holidays.h", "\"31 April\" names no possible date.", "Months go from 1 to 12, days to the length of the month, the nth weekday from 1 to 5 or from -1 to -5, offsets to 366 days." },
        { "range", "bad-range", "holidays.h", "\"Works\" ends on 2026-04-20, before it starts on 2026-04-21.", "Write the earlier date first." },
        { "hours", "bad-shift", "holidays.h", "The hours of \"Short\" are not possible.", "Start within the day and end after the start." },
        { "nothing", "no-operand", "calendars.x", "A composed calendar needs at least one calendar to start from.", "Name the calendars to combine." },
        { "operand", "unknown-calendar", "calendars.x", "There is no calendar called \"y\".", "Define it under calendars, or correct the name." },
        { "itself", "calendar-cycle", "calendars.x", "\"x\" is made from \"x\", which is made from it again.", "Compose calendars of others, never of themselves." },
        { "cycle", "calendar-cycle", "calendars.z", "\"z\" is made from \"x\", which is made from it again.", "Compose calendars of others, never of themselves." },
        { "reserved", "reserved-calendar", "calendars.24x7", "\"24x7\" is the built-in calendar that is always open.", "Give this calendar another name." },
        { "twice", "duplicate-calendar", "calendars.c", "There are two calendars called \"c\".", "Give one of them another name." },
        { "two sets", "duplicate-holiday-set", "holidays.h", "There are two holiday sets called \"h\".", "Give one of them another name." },
    };

    private static IReadOnlyList<Problem> Found(string fault) => fault switch
    {
        "zone" => Problems([Week(zone: "Europe/Bucuresti")]),
        "always zone" => Problems([new AlwaysOpenCalendar("c", "UTC+3", Here)]),
        "composed zone" => Problems([Week(), Made("x", "c") with { Zone = "Brasilia" }]),
        "order" => Problems([With(From("2026-05-01"), From("2026-01-01"))]),
        "same day" => Problems([With(From("2026-01-01"), From("2026-01-01"))]),
        "eight days" => Problems([With(From("2026-01-01") with { Week = [[], [], [], [], [], [], [], []] })]),
        "no week" => Problems([With(From("2026-01-01") with { Week = default })]),
        "shift" => Problems([With(From("2026-01-01", 600, 600))]),
        "exception" => Problems([Week() with { Exceptions = [new SpecialDay(Date("2026-04-20"), ExceptionKind.Extra, [new Shift(1440, 1500)], null)] }]),
        "holiday set" => Problems([Week(holidays: "br-xx")]),
        "include" => Problems([Week(holidays: "h")], Holidays("h") with { Includes = ["gone"] }),
        "cycle of sets" => Problems([Week(holidays: "a")], Holidays("a") with { Includes = ["b"] }, Holidays("b") with { Includes = ["d"] }, Holidays("d") with { Includes = ["a"] }),
        "set in itself" => Problems([Week(holidays: "h")], Holidays("h") with { Includes = ["h"] }),
        "date" => Problems([Week(holidays: "h")], Holidays("h", new FixedHoliday(4, 31, "31 April", []))),
        "range" => Problems([Week(holidays: "h")], Holidays("h", new DatedHoliday(Date("2026-04-21"), Date("2026-04-20"), "Works", []))),
        "hours" => Problems([Week(holidays: "h")], Holidays("h", new FixedHoliday(4, 30, "Short", [new Shift(600, 540)]))),
        "nothing" => Problems([Made("x")]),
        "operand" => Problems([Made("x", "24x7", "y")]),
        "itself" => Problems([Made("x", "x")]),
        "cycle" => Problems([Made("x", "y"), Made("y", "z"), Made("z", "x")]),
        "reserved" => Problems([Week("24x7")]),
        "twice" => Problems([Week(), Week() with { Zone = "Europe/London" }]),
        "two sets" => Problems([], Holidays("h"), Holidays("h", new FixedHoliday(4, 30, "x", []))),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault."),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_with_its_place_and_with_what_to_write(string fault, string code, string path, string message, string hint) =>
        Found(fault).ShouldHaveSingleItem().ShouldBe(new Problem(Severity.Error, code, Here, path, message, hint));

    [Fact]
    public void All_faults_of_a_definition_are_told_at_once_in_the_order_of_the_file()
    {
        var broken = Week(zone: "Nowhere/Land", holidays: ["gone", "h"]) with
        {
            Hours = [From("2026-05-01", 1500, 1600), From("2026-01-01", 10, 5)],
            Exceptions = [new SpecialDay(Date("2026-04-20"), ExceptionKind.Hours, [new Shift(-1, 60)], null), new SpecialDay(Date("2026-04-21"), ExceptionKind.Extra, [new Shift(0, 2881)], null)],
        };
        var problems = Problems([broken, Made("x", "c", "nobody")], Holidays("h", new FixedHoliday(2, 30, "never", [])));
        problems.Select(p => p.Code + " " + p.Path).ShouldBe(
        [
            "unknown-zone calendars.c.zone", "bad-shift calendars.c.weekly", "hours-order calendars.c.weekly", "bad-shift calendars.c.weekly",
            "bad-shift calendars.c.exceptions.2026-04-20", "bad-shift calendars.c.exceptions.2026-04-21",
            "unknown-holiday-set calendars.c.holidays", "bad-holiday holidays.h", "unknown-calendar calendars.x",
        ]);
    }

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(0, 1440, true)]
    [InlineData(0, 2880, true)]
    [InlineData(1439, 1440, true)]
    [InlineData(1439, 2880, true)]
    [InlineData(0, 0, false)]
    [InlineData(-1, 60, false)]
    [InlineData(0, 2881, false)]
    [InlineData(1440, 1441, false)]
    [InlineData(60, 59, false)]
    public void A_shift_starts_on_its_day_and_ends_by_the_end_of_the_next(int start, int end, bool possible) =>
        Problems([With(From("2026-01-01", start, end))]).Select(p => p.Code).ShouldBe(possible ? [] : ["bad-shift"]);

    [Theory]
    [InlineData(2, 29, true)]
    [InlineData(2, 30, false)]
    [InlineData(4, 30, true)]
    [InlineData(4, 31, false)]
    [InlineData(12, 31, true)]
    [InlineData(12, 32, false)]
    [InlineData(0, 1, false)]
    [InlineData(13, 1, false)]
    [InlineData(1, 0, false)]
    public void A_fixed_holiday_needs_a_date_that_some_year_has(int month, int day, bool possible) =>
        Problems([Week(holidays: "h")], Holidays("h", new FixedHoliday(month, day, "x", []))).Count.ShouldBe(possible ? 0 : 1);

    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(5, 366, true)]
    [InlineData(-5, -366, true)]
    [InlineData(0, 0, false)]
    [InlineData(6, 0, false)]
    [InlineData(-6, 0, false)]
    [InlineData(1, 367, false)]
    [InlineData(1, int.MinValue, false)]
    public void An_nth_weekday_counts_to_five_and_moves_by_a_year_at_most(int nth, int offset, bool possible) =>
        Problems([Week(holidays: "h")], Holidays("h", new NthWeekdayHoliday(5, IsoDayOfWeek.Monday, nth, offset, "x", []))).Count.ShouldBe(possible ? 0 : 1);

    [Fact]
    public void A_calendar_made_of_a_broken_one_is_broken_without_a_problem_of_its_own()
    {
        var set = new CalendarSet([Week("a", "Nowhere/Land"), Made("b", "a", "24x7"), Made("c", "b"), Made("d", "24x7")], [], "Etc/UTC");
        set.Problems.ShouldHaveSingleItem().Path.ShouldBe("calendars.a.zone");
        (set.Find("a"), set.Find("b"), set.Find("c")).ShouldBe((null, null, null));
        set.Find("d").ShouldNotBeNull();
    }

    [Fact]
    public void The_order_of_definitions_does_not_decide_what_is_broken()
    {
        var set = new CalendarSet([Made("c", "b"), Made("b", "a"), Week("a", "Nowhere/Land")], [], "Etc/UTC");
        set.Problems.ShouldHaveSingleItem().Path.ShouldBe("calendars.a.zone");
        (set.Find("a"), set.Find("b"), set.Find("c")).ShouldBe((null, null, null));
    }

    [Fact]
    public void Of_two_calendars_of_one_name_the_first_counts()
    {
        var set = new CalendarSet([Week(), Week() with { Zone = "Europe/London" }], [], "Etc/UTC");
        set["c"].Zone.Id.ShouldBe("Etc/UTC");
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, false)]
    public void A_composition_of_a_thousand_calendars_is_the_limit(int operands, bool possible)
    {
        // With itself it is one more.
        var problems = Problems([Week(), Made("x", [.. Enumerable.Repeat("c", operands)])]);
        problems.Select(p => p.Code).ShouldBe(possible ? [] : ["too-many-operands"]);
        if (!possible)
            problems[0].Message.ShouldBe("It is made of more than 1000 calendars, or nested more than 50 deep.");
    }

    [Fact]
    public void A_set_of_ones_own_may_replace_a_built_in_one()
    {
        var own = Holidays("br", new FixedHoliday(4, 20, "Folga", []));
        var calendar = new CalendarSet([Week(holidays: "br")], [own], "Etc/UTC")["c"];
        calendar.HolidayOn(Date("2026-04-20")).ShouldBe("Folga");
        calendar.HolidayOn(Date("2026-04-21")).ShouldBeNull();
    }

    [Fact]
    public void Faults_of_sets_that_no_calendar_uses_are_not_told()
    {
        Problems([Week()], Holidays("h", new FixedHoliday(2, 30, "never", []))).ShouldBeEmpty();
        Problems([Week("a", holidays: "h"), Week("b", holidays: "h")], Holidays("h", new FixedHoliday(2, 30, "never", []))).ShouldHaveSingleItem();
    }
}
