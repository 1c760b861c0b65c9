using NodaTime;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>A calendar that another replaces at an instant (T1), worked out by hand. 2026-04-20 is a Monday; both are open on all seven days.</summary>
public class SplicedTests
{
    private static CalendarSet Set(string hours, params HolidaySet[] sets) => new([Weekly("Etc/UTC", hours, 7, id: "x")], sets, "Etc/UTC");

    private static WorkingCalendar Of(string before, string change, string after) =>
        new CalendarSet([new SplicedCalendar("x", Set(before), At(change + "Z"), Set(after), Position.None)], [], "Etc/UTC")["x"];

    private static string Hours(WorkingCalendar calendar, string from, string to) => string.Join(", ", calendar.Openings(At(from + ":00Z"), At(to + ":00Z"))
        .Select(o => calendar.Wall(o.Start)[8..] + "/" + calendar.Wall(o.End)[8..]));

    [Theory]
    // while closed, within an opening of both, within one of the first, of the second, where one ends and the other begins
    [InlineData("08:00-18:00", "2026-04-20T20:00:00", "09:00-12:00", "20T08:00/20T18:00, 21T09:00/21T12:00")]
    [InlineData("08:00-18:00", "2026-04-20T10:00:00", "09:00-12:00", "20T08:00/20T12:00, 21T09:00/21T12:00")]
    [InlineData("08:00-18:00", "2026-04-20T15:00:00", "09:00-12:00", "20T08:00/20T15:00, 21T09:00/21T12:00")]
    [InlineData("08:00-12:00", "2026-04-20T15:00:00", "14:00-18:00", "20T08:00/20T12:00, 20T15:00/20T18:00, 21T14:00/21T18:00")]
    [InlineData("08:00-12:00", "2026-04-20T12:00:00", "12:00-18:00", "20T08:00/20T18:00, 21T12:00/21T18:00")]
    [InlineData("00:00-24:00", "2026-04-20T12:00:00", "00:00-24:00", "20T00:00/22T00:00")]
    public void T1_What_is_counted_before_the_change_stays_and_what_follows_is_the_others(string before, string change, string after, string expected)
    {
        var calendar = Of(before, change, after);
        Hours(calendar, "2026-04-20T00:00", "2026-04-22T00:00").ShouldBe(expected);
    }

    [Fact]
    public void T1_Working_time_up_to_the_change_is_the_firsts_and_from_it_on_the_seconds()
    {
        var (a, b, change) = (Set("08:00-18:00")["x"], Set("20:00-23:00, 01:00-04:00")["x"], At("2026-04-20T10:30:00Z"));
        var spliced = Of("08:00-18:00", "2026-04-20T10:30:00", "01:00-04:00, 20:00-23:00");
        for (var hours = -100; hours <= 100; hours += 7)
            for (var length = 1; length < 120; length += 13)
            {
                var (from, to) = (change + Duration.FromHours(hours), change + Duration.FromHours(hours + length));
                var expected = (from < change ? a.Between(from, Instant.Min(to, change)) : Duration.Zero) + (to > change ? b.Between(Instant.Max(from, change), to) : Duration.Zero);
                spliced.Between(from, to).ShouldBe(expected, $"{from} {to}");
            }
    }

    [Fact]
    public void T1_Its_hash_tells_both_calendars_and_the_instant()
    {
        var hash = Of("08:00-18:00", "2026-04-20T10:30:00", "09:00-12:00").Hash;
        hash.ShouldBe(Of("08:00-18:00", "2026-04-20T10:30:00", "09:00-12:00").Hash);
        Of("08:00-18:00", "2026-04-20T10:30:01", "09:00-12:00").Hash.ShouldNotBe(hash);
        Of("08:00-18:00", "2026-04-20T10:30:00", "09:00-12:30").Hash.ShouldNotBe(hash);
        Of("08:00-18:30", "2026-04-20T10:30:00", "09:00-12:00").Hash.ShouldNotBe(hash);
        Of("09:00-12:00", "2026-04-20T10:30:00", "08:00-18:00").Hash.ShouldNotBe(hash);
    }

    [Fact]
    public void T9_Days_off_are_named_by_the_calendar_of_the_day()
    {
        var set = new CalendarSet([new SplicedCalendar("x", With("Before"), At("2026-04-20T10:30:00Z"), With("After"), Position.None)], [], "Etc/UTC")["x"];
        set.HolidayOn(new LocalDate(2026, 4, 19)).ShouldBe("Before");
        set.HolidayOn(new LocalDate(2026, 4, 21)).ShouldBe("After");

        static CalendarSet With(string name) => new([new WeeklyCalendar("x", "Etc/UTC", [new EffectiveHours(LocalDate.MinIsoValue, [[], [], [], [], [], [], []])], ["h"], [], HolidayCut.Shifts, Position.None)],
            [new HolidaySet("h", "h", [new DatedHoliday(new LocalDate(2026, 4, 19), new LocalDate(2026, 4, 21), name, [])], "", null, [], Position.None)], "Etc/UTC");
    }
}
