using NodaTime;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

public class TwoEndsTests
{
    private readonly WorkingCalendar _office = Compile(Weekly("America/Sao_Paulo", "09:00-12:00, 13:00-18:00", holidays: ["h"]), Set("h", OneOff("2026-04-21")));

    [Theory]
    [InlineData("2026-04-20T09:00", 480, "2026-04-20T18:00", "2026-04-22T09:00")]
    [InlineData("2026-04-20T09:00", 180, "2026-04-20T12:00", "2026-04-20T13:00")]
    [InlineData("2026-04-20T09:00", 181, "2026-04-20T13:01", "2026-04-20T13:01")]
    [InlineData("2026-04-20T20:00", 1, "2026-04-22T09:01", "2026-04-22T09:01")]
    [InlineData("2026-04-24T17:30", 30, "2026-04-24T18:00", "2026-04-27T09:00")]
    [InlineData("2026-04-24T18:00", 0, "2026-04-27T09:00", "2026-04-27T09:00")]
    [InlineData("2026-04-24T10:15", 0, "2026-04-24T10:15", "2026-04-24T10:15")]
    public void T6_Working_time_that_fills_an_opening_has_two_ends(string start, int minutes, string due, string last)
    {
        var n = Duration.FromMinutes(minutes);
        _office.Wall(_office.Add(_office.Local(start), n)).ShouldBe(due);
        _office.Wall(_office.AddLast(_office.Local(start), n)).ShouldBe(last);
    }

    [Theory]
    [InlineData("2026-04-22T09:00", 480, "2026-04-20T09:00")]
    [InlineData("2026-04-22T10:00", 60, "2026-04-22T09:00")]
    [InlineData("2026-04-22T10:00", 61, "2026-04-20T17:59")]
    [InlineData("2026-04-22T13:00", 0, "2026-04-22T12:00")]
    [InlineData("2026-04-22T11:00", 0, "2026-04-22T11:00")]
    [InlineData("2026-04-26T11:00", 0, "2026-04-24T18:00")]
    public void Subtract_gives_the_latest_start(string end, int minutes, string start) =>
        _office.Wall(_office.Subtract(_office.Local(end), Duration.FromMinutes(minutes))).ShouldBe(start);

    [Fact]
    public void T6_Milliseconds_pass_only_while_open()
    {
        var closing = _office.Local("2026-04-20T18:00");
        var ms = Duration.FromMilliseconds(1);
        _office.Between(closing - ms, closing + Duration.FromHours(3)).ShouldBe(ms);
        _office.Add(closing - ms - ms, ms).ShouldBe(closing - ms);
        _office.Add(closing - ms, ms).ShouldBe(closing);
        _office.AddLast(closing - ms, ms).ShouldBe(_office.Local("2026-04-22T09:00"));
        _office.IsOpen(closing - ms).ShouldBeTrue();
        _office.IsOpen(closing).ShouldBeFalse();
    }
}
