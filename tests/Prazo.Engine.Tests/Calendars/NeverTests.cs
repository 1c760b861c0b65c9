using System.Diagnostics;
using NodaTime;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

public class NeverTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 4, 20, 12, 0);
    // "At once" on a busy machine that also compiles code: far below any loop over centuries of days that allocates or maps each.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(1500);

    public static TheoryData<string> Closed => ["no hours", "holiday every day", "hours ended", "intersection of strangers", "nothing left of it"];

    private static WorkingCalendar Never(string which)
    {
        var allYear = Set("h", new YearlyRangeHoliday(new(7, 1), new(6, 30), "closed", []));
        var week = Weekly("America/Sao_Paulo", "09:00-18:00", id: "week");
        return which switch
        {
            "no hours" => Compile(Weekly("America/Sao_Paulo", "")),
            "holiday every day" => Compile(Weekly("America/Sao_Paulo", "09:00-18:00", holidays: ["h"]), allYear),
            "hours ended" => Compile(week with { Hours = [week.Hours[0], new EffectiveHours(Date("2026-04-18"), Week(""))] }),
            "intersection of strangers" => new CalendarSet(
                [week, Weekly("America/Sao_Paulo", "18:00-23:00", id: "evening"), new ComposedCalendar("x", Composition.Intersection, ["week", "evening"], null, Position.None)], [], "Etc/UTC")["x"],
            _ => new CalendarSet([week, new ComposedCalendar("x", Composition.Exclusion, ["week", "24x7"], null, Position.None)], [], "Etc/UTC")["x"],
        };
    }

    [Theory]
    [MemberData(nameof(Closed))]
    public void T10_A_calendar_with_no_working_time_ahead_says_never_at_once(string which)
    {
        var calendar = Never(which);
        var clock = Stopwatch.StartNew();
        calendar.Add(Now, Duration.FromMinutes(1)).ShouldBeNull();
        calendar.AddLast(Now, Duration.Zero).ShouldBeNull();
        calendar.Add(Now, Duration.FromDays(10_000_000)).ShouldBeNull();
        calendar.NextOpening(Now).ShouldBeNull();
        calendar.BusinessDayAfter(Now.InUtc().Date, 1).ShouldBeNull();
        calendar.BusinessDayAfter(Now.InUtc().Date, int.MaxValue).ShouldBeNull();
        clock.Elapsed.ShouldBeLessThan(AtOnce);
        calendar.Between(Now, Now + Duration.FromDays(40_000)).ShouldBe(Duration.Zero);
        calendar.Openings(Now, Now + Duration.FromDays(40_000)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue / 2)]
    [InlineData(20_000_000_000_000)]
    public void T10_An_enormous_length_is_never_and_not_a_loop(long n)
    {
        var calendar = Compile(Weekly("America/Sao_Paulo", "09:00-18:00"));
        var clock = Stopwatch.StartNew();
        foreach (var start in (long[])[Now.ToUnixTimeMilliseconds(), 0, long.MinValue, long.MaxValue, -100_000_000_000_000])
        {
            calendar.Add(start, n).ShouldBe(WorkingCalendar.Never);
            calendar.AddLast(start, n).ShouldBe(WorkingCalendar.Never);
            calendar.Subtract(start, n).ShouldBe(WorkingCalendar.Never);
        }
        var column = new long[1];
        calendar.Add([0], n, column);
        column[0].ShouldBe(WorkingCalendar.Never);
        clock.Elapsed.ShouldBeLessThan(AtOnce);
    }

    [Fact]
    public void T10_Centuries_of_working_time_are_found_or_never_without_walking_days()
    {
        var calendar = Compile(Weekly("America/Sao_Paulo", "09:00-18:00"));
        var clock = Stopwatch.StartNew();
        calendar.Add(Now, Duration.FromHours(100_000)).ShouldNotBeNull();
        calendar.Add(Now, Duration.FromHours(1_000_000)).ShouldBeNull();
        clock.Elapsed.ShouldBeLessThan(AtOnce * 2);
    }

    [Fact]
    public void T6_The_last_opening_of_all_has_a_due_and_never_breaks()
    {
        var week = Weekly("Etc/UTC", "09:00-18:00");
        var calendar = Compile(week with { Hours = [week.Hours[0], new EffectiveHours(Date("2026-04-25"), Week(""))] });
        calendar.Add(At("2026-04-24T17:00:00Z"), Duration.FromHours(1)).ShouldBe(At("2026-04-24T18:00:00Z"));
        calendar.AddLast(At("2026-04-24T17:00:00Z"), Duration.FromHours(1)).ShouldBeNull();
    }

    [Fact]
    public void Always_open_is_never_only_beyond_all_time()
    {
        var always = new CalendarSet([], [], "America/Sao_Paulo")[CalendarSet.AlwaysOpen];
        always.IsAlwaysOpen.ShouldBeTrue();
        always.Add(Now, Duration.FromHours(36)).ShouldBe(Now + Duration.FromHours(36));
        always.AddLast(Now, Duration.Zero).ShouldBe(Now);
        always.Subtract(Now, Duration.FromHours(36)).ShouldBe(Now - Duration.FromHours(36));
        always.Add(Now.ToUnixTimeMilliseconds(), long.MaxValue - 5).ShouldBe(WorkingCalendar.Never);
        always.Openings(Now, Now + Duration.FromDays(9)).ShouldBe([new Opening(Now, Now + Duration.FromDays(9))]);
        always.OpeningsOn(Date("2018-11-04")).ShouldBe([new Opening(At("2018-11-04T03:00:00Z"), At("2018-11-05T02:00:00Z"))]);
        always.BusinessDayAfter(Date("2026-04-24"), 3).ShouldBe(Date("2026-04-27"));
    }

    [Fact]
    public void A_negative_length_is_refused()
    {
        var calendar = Compile(Weekly("Etc/UTC", "09:00-18:00"));
        Should.Throw<ArgumentOutOfRangeException>(() => calendar.Add(0, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => calendar.AddLast(0, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => calendar.Subtract(0, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => calendar.Add([0L], -1, new long[1]));
        Should.Throw<ArgumentOutOfRangeException>(() => calendar.BusinessDayAfter(Date("2026-01-01"), 0));
        Should.Throw<ArgumentException>(() => calendar.WorkedUntil([0L, 1L], new long[1]));
        Should.Throw<ArgumentException>(() => calendar.Between([0L, 1L], [0L], new long[2]));
    }
}
