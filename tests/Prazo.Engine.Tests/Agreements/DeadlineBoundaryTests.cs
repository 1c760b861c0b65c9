using NodaTime;
using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.DeadlineTables;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Ends at the edges: openings filled to the millisecond, month ends, leap days, nights in which the clocks change. 2026-03-02 is a Monday.</summary>
public sealed class DeadlineBoundaryTests
{
    static readonly OfficeHours EveryHour = OfficeHours.Of("America/New_York", "mon-sun 00:00-24:00");
    static readonly OfficeHours SaturdayNight = OfficeHours.Of("America/New_York", "sat 22:00-30:00");

    [Theory]
    [Trait("Rule", "T6")]
    [InlineData("1h", "2026-03-02 17:00", "2026-03-02 18:00", "2026-03-03 08:00")]
    [InlineData("1h", "2026-03-02 16:59:59.999", "2026-03-02 17:59:59.999", null)] // a millisecond before it fills
    [InlineData("1h", "2026-03-02 17:00:00.001", "2026-03-03 08:00:00.001", null)] // a millisecond more than is left
    [InlineData("1h", "2026-03-02 18:00", "2026-03-03 09:00", null)] // closing time itself is closed
    [InlineData("1h", "2026-03-02 12:00", "2026-03-02 14:00", null)] // lunch has begun
    [InlineData("1h", "2026-03-02 12:59:59.999", "2026-03-02 14:00", null)]
    [InlineData("5h", "2026-03-02 12:30", "2026-03-02 18:00", "2026-03-03 08:00")] // the whole afternoon
    [InlineData("5h", "2026-03-02 07:00", "2026-03-02 14:00", null)]
    [InlineData("4h", "2026-03-06 18:00", "2026-03-07 13:00", "2026-03-09 08:00")] // Saturday whole, until Monday
    [InlineData("13h", "2026-03-06 08:00", "2026-03-07 13:00", "2026-03-09 08:00")]
    [InlineData("4h", "2026-03-08 23:59:59.999", "2026-03-09 12:00", "2026-03-09 13:00")]
    [InlineData("49h", "2026-03-02 08:00", "2026-03-07 13:00", "2026-03-09 08:00")] // a week of five times nine and four hours
    [InlineData("1h", "2026-04-02 17:00", "2026-04-02 18:00", "2026-04-04 09:00")] // last until after Good Friday
    [InlineData("1h", "2026-04-03 10:00", "2026-04-04 10:00", null)] // started on it
    [InlineData("9h", "2026-12-25 10:00", "2026-12-28 14:00", null)] // Christmas: four on Saturday, five on Monday
    [InlineData("1s", "2026-03-02 11:59:59.999", "2026-03-02 13:00:00.999", null)]
    public void T6_An_opening_filled_exactly_lasts_until_the_next(string within, string start, string due, string? last) => SaoPaulo.ShouldEnd(within, start, due, last);

    [Theory]
    [Trait("Rule", "T6")]
    [InlineData("1h", "2026-03-02 17:00", "2026-03-02 18:00")]
    [InlineData("4h", "2026-03-07 09:00", "2026-03-07 13:00")]
    [InlineData("1 working day", "2026-03-06 08:00", "2026-03-06 18:00")]
    [InlineData("90m", "2026-03-02 08:00", "2026-03-02 09:30")]
    [InlineData("24h clock", "2026-03-02 18:00", "2026-03-03 18:00")]
    [InlineData("1 business day by close", "2026-03-02 18:00", "2026-03-03 18:00")]
    public void T6_With_boundary_close_last_is_due(string within, string start, string due)
    {
        var calendar = SaoPaulo.Compile();
        var end = Deadlines.Of(Parse(within), At(start, calendar.Zone), calendar, boundaryClose: true);
        (Show(end.Due, calendar.Zone), end.Last).ShouldBe((due, end.Due));
    }

    [Theory]
    [Trait("Rule", "T8")]
    [InlineData("1 working day", "2026-03-06 08:00", "2026-03-06 18:00", "2026-03-07 09:00")] // the whole of Friday
    [InlineData("1 working day", "2026-03-06 18:00", "2026-03-07 13:00", "2026-03-09 08:00")] // closed: the whole of Saturday
    [InlineData("1 working day", "2026-03-07 12:00", "2026-03-09 15:45", null)] // 3/4 of four hours, of nine: 6 h 45 min
    [InlineData("2 working days", "2026-03-07 12:00", "2026-03-10 15:45", null)]
    [InlineData("1 working day", "2026-03-07 10:00", "2026-03-09 10:15", null)] // 1/4: 2 h 15 min
    [InlineData("1 working day", "2026-03-05 13:00", "2026-03-06 12:00", "2026-03-06 13:00")] // 4/9, lunch on both sides
    [InlineData("1 working day", "2026-04-02 17:00", "2026-04-04 12:33:20", null)] // 8/9 of Saturday's four hours, over Good Friday
    [InlineData("1 working day", "2026-12-24 13:00", "2026-12-26 10:46:40", null)] // 4/9, over Christmas
    [InlineData("6 working days", "2026-03-02 08:00", "2026-03-07 13:00", "2026-03-09 08:00")] // the week whole
    [InlineData("1 working day", "2026-03-06 08:00:00.003", "2026-03-07 09:00:00.001", null)] // 4/9 of 3 ms, rounded down
    [InlineData("1 working day", "2026-03-06 08:00:00.002", "2026-03-06 18:00", "2026-03-07 09:00")] // of 2 ms nothing is left: Saturday has just begun
    [InlineData("1 working day", "2026-03-07 09:00:00.001", "2026-03-09 08:00:00.002", null)] // 9/4 of 1 ms
    public void T8_A_working_day_ends_at_its_share_of_a_day_of_another_length(string within, string start, string due, string? last) => SaoPaulo.ShouldEnd(within, start, due, last);

    [Theory]
    [Trait("Rule", "T8")]
    [InlineData("1 business day by 16:00", "2026-03-02 15:59:59.999", "2026-03-03 16:00")]
    [InlineData("1 business day by 16:00", "2026-03-02 16:00", "2026-03-03 16:00")]
    [InlineData("1 business day by 16:00", "2026-03-02 16:00:00.001", "2026-03-03 16:00")]
    [InlineData("1 business day by 16:00", "2026-03-06 10:00", "2026-03-07 16:00")] // after Saturday's close, never clipped
    [InlineData("1 business day by 16:00, from opening", "2026-03-06 10:00", "2026-03-09 08:00")] // clipped where that is written
    [InlineData("1 business day by 07:00", "2026-03-02 10:00", "2026-03-03 07:00")]
    [InlineData("1 business day by 07:00, from opening", "2026-03-02 10:00", "2026-03-03 08:00")]
    [InlineData("1 business day by 12:30, from opening", "2026-03-02 10:00", "2026-03-03 13:00")] // lunch
    [InlineData("1 business day by 12:00, from opening", "2026-03-02 10:00", "2026-03-03 12:00")] // closing time is within hours
    [InlineData("1 business day by 00:00", "2026-03-02 10:00", "2026-03-03 00:00")]
    [InlineData("1 business day by 23:59", "2026-03-02 23:59:30", "2026-03-03 23:59")]
    [InlineData("1 business day by end of day", "2026-03-02 00:00", "2026-03-03 23:59:59.999")]
    [InlineData("1 business day by end of day", "2026-03-02 23:59:59.999", "2026-03-03 23:59:59.999")]
    [InlineData("2 business days by close", "2026-03-05 23:00", "2026-03-07 13:00")]
    [InlineData("1 business day by close", "2026-03-07 13:00", "2026-03-09 18:00")]
    [InlineData("1 business day by close", "2026-04-02 10:00", "2026-04-04 13:00")] // over Good Friday
    [InlineData("1 business day by close", "2026-04-03 10:00", "2026-04-04 13:00")] // from it
    [InlineData("1 business day", "2026-02-27 10:00", "2026-02-28 10:00")]
    [InlineData("2 business days", "2026-02-27 10:00", "2026-03-02 10:00")]
    [InlineData("1 business day", "2026-12-24 10:00", "2026-12-26 10:00")]
    [InlineData("1 business day", "2026-12-31 10:00", "2027-01-01 10:00")] // this calendar knows no New Year
    public void T8_By_a_time_holds_on_the_last_business_day_whenever_it_started(string within, string start, string due) => SaoPaulo.ShouldEnd(within, start, due);

    [Theory]
    [Trait("Rule", "T8")]
    [InlineData("1 month", "2026-01-28 10:00", "2026-02-28 10:00")]
    [InlineData("1 month", "2026-01-29 10:00", "2026-02-28 10:00")]
    [InlineData("1 month", "2026-01-30 10:00", "2026-02-28 10:00")]
    [InlineData("1 month", "2026-01-31 10:00", "2026-02-28 10:00")]
    [InlineData("1 month", "2028-01-29 10:00", "2028-02-29 10:00")]
    [InlineData("1 month", "2028-01-30 10:00", "2028-02-29 10:00")]
    [InlineData("1 month", "2026-02-28 10:00", "2026-03-28 10:00")] // not the last day of March
    [InlineData("1 month", "2026-03-31 10:00", "2026-04-30 10:00")]
    [InlineData("1 month", "2026-12-31 10:00", "2027-01-31 10:00")]
    [InlineData("2 months", "2025-12-31 10:00", "2026-02-28 10:00")]
    [InlineData("2 months", "2026-12-31 23:59:59.999", "2027-02-28 23:59:59.999")]
    [InlineData("3 months", "2025-11-30 10:00", "2026-02-28 10:00")]
    [InlineData("11 months", "2026-03-31 10:00", "2027-02-28 10:00")]
    [InlineData("12 months", "2028-02-29 10:00", "2029-02-28 10:00")]
    [InlineData("48 months", "2024-02-29 10:00", "2028-02-29 10:00")]
    [InlineData("1 month by end of day", "2026-01-31 10:00", "2026-02-28 23:59:59.999")]
    [InlineData("1 month by close", "2026-01-31 10:00", "2026-02-28 13:00")] // a Saturday
    [InlineData("1 month by close", "2026-02-01 10:00", "2026-03-02 18:00")] // 1 March is a Sunday, without a close
    [InlineData("1 month by 16:00, from opening", "2026-01-31 10:00", "2026-03-02 08:00")]
    [InlineData("1 month, closed day at opening", "2026-01-31 20:00", "2026-02-28 20:00")] // that Saturday is a business day
    [InlineData("1 month, from 17:00 at opening", "2026-01-31 20:00", "2026-03-02 08:00")] // from Monday, 2 February
    [InlineData("1 calendar day", "2026-02-28 10:00", "2026-03-01 10:00")]
    [InlineData("1 calendar day", "2028-02-28 10:00", "2028-02-29 10:00")]
    [InlineData("366 calendar days", "2028-01-01 10:00", "2029-01-01 10:00")]
    [InlineData("365 calendar days", "2028-02-29 10:00", "2029-02-28 10:00")]
    [InlineData("until 2028-02-29", "2028-02-29 10:00", "2028-02-29 23:59:59.999")]
    public void T8_Months_are_clamped_and_leap_days_counted(string within, string start, string due) => SaoPaulo.ShouldEnd(within, start, due);

    [Theory]
    [Trait("Rule", "T7")]
    [InlineData("1 calendar day by 02:30", "2026-03-07 10:00", "2026-03-08 03:00")] // jumped over: the first instant after it
    [InlineData("1 calendar day by 02:00", "2026-03-07 10:00", "2026-03-08 03:00")]
    [InlineData("1 calendar day by 01:59", "2026-03-07 10:00", "2026-03-08 01:59")]
    [InlineData("1 calendar day by 03:00", "2026-03-07 10:00", "2026-03-08 03:00")]
    [InlineData("1 business day by 02:30", "2026-03-07 10:00", "2026-03-08 03:00")]
    [InlineData("1 calendar day by 01:30", "2026-10-31 10:00", "2026-11-01 01:30")] // the earlier of two
    [InlineData("1 calendar day by 02:00", "2026-10-31 10:00", "2026-11-01 02:00")]
    [InlineData("1 month by 01:00", "2026-10-01 10:00", "2026-11-01 01:00")]
    [InlineData("1 calendar day by end of day", "2026-03-07 10:00", "2026-03-08 23:59:59.999")]
    [InlineData("1 business day by close", "2026-10-31 10:00", "2026-11-02 00:00")]
    [InlineData("until 2026-03-08", "2026-03-01 10:00", "2026-03-08 23:59:59.999")]
    [InlineData("1 calendar day", "2026-11-01 01:30", "2026-11-02 01:30")] // from the first half past one
    [InlineData("1 calendar day", "2026-11-01 01:30*", "2026-11-02 01:30")] // and from the second: the wall says the same
    [InlineData("1 calendar day, from 01:30 at 08:00", "2026-11-01 01:30*", "2026-11-03 08:00")]
    [InlineData("1 calendar day, if before 01:30 else +1", "2026-11-01 01:29*", "2026-11-02 01:29")]
    public void T7_By_a_time_that_the_clocks_skip_or_repeat(string within, string start, string due) => EveryHour.ShouldEnd(within, start, due);

    [Theory]
    [Trait("Rule", "T7")]
    [InlineData("1 calendar day by 03:30", "2026-03-28 10:00", "2026-03-29 04:00")]
    [InlineData("1 calendar day", "2026-03-28 03:30", "2026-03-29 04:00")]
    [InlineData("1 calendar day by 03:30", "2026-10-24 10:00", "2026-10-25 03:30")]
    [InlineData("24h clock", "2026-03-28 12:00", "2026-03-29 13:00")]
    [InlineData("24h clock", "2026-10-24 12:00", "2026-10-25 11:00")]
    [InlineData("1 business day", "2026-03-27 12:00", "2026-03-30 12:00")] // the week-end of the change between
    [InlineData("2 business days by 17:00", "2026-04-08 12:00", "2026-04-14 17:00")] // Orthodox Good Friday and Easter Monday between
    public void T7_Bucharest_changes_its_clocks_at_three_and_four(string within, string start, string due) => Bucharest.ShouldEnd(within, start, due);

    [Theory]
    [Trait("Rule", "T6")]
    [InlineData("7h", "2026-03-07 22:00", "2026-03-08 06:00", "2026-03-14 22:00")] // the night that is an hour short is full after seven
    [InlineData("4h", "2026-03-07 22:00", "2026-03-08 03:00", null)]
    [InlineData("3h59m", "2026-03-07 22:00", "2026-03-08 01:59", null)]
    [InlineData("8h", "2026-03-07 22:00", "2026-03-14 23:00", null)]
    [InlineData("9h", "2026-10-31 22:00", "2026-11-01 06:00", "2026-11-07 22:00")] // and the long one after nine
    [InlineData("3h30m", "2026-10-31 22:00", "2026-11-01 01:30", null)]
    [InlineData("4h30m", "2026-10-31 22:00", "2026-11-01 01:30*", null)]
    [InlineData("1 working day", "2026-03-07 22:00", "2026-03-08 06:00", "2026-03-14 22:00")]
    [InlineData("1 working day", "2026-02-28 23:00", "2026-03-07 22:52:30", null)] // 1/8 of the seven hours
    [InlineData("1 working day", "2026-10-24 23:00", "2026-10-31 23:07:30", null)] // 1/8 of the nine
    public void T6_A_night_in_which_the_clocks_change_is_as_long_as_it_is(string within, string start, string due, string? last) => SaturdayNight.ShouldEnd(within, start, due, last);

    [Theory]
    [Trait("Rule", "T13")]
    [InlineData("1 calendar day by 01:30", "2026-10-31 10:00", "30m", "2026-11-02 01:30")] // 01:00 again; the second half past one does not count
    [InlineData("2 calendar days by end of day", "2026-10-30 10:00", "1h", "2026-11-02 23:59:59.999")]
    [InlineData("1 business day by 02:30", "2026-03-06 10:00", "23h30m", "2026-03-08 03:00")] // lands on the first instant after the gap
    [InlineData("1 business day by 02:30", "2026-03-06 10:00", "23h30m1s", "2026-03-09 02:30")]
    [InlineData("1 month by 16:00", "2026-01-31 10:00", "1s", "2026-03-01 16:00")]
    [InlineData("1 month", "2026-01-31 10:00", "24h", "2026-03-01 10:00")]
    public void T13_A_pause_moves_over_changed_clocks_and_month_ends(string within, string start, string pause, string due)
    {
        var calendar = EveryHour.Compile();
        var length = WithinParser.ParseLength(pause).ShouldNotBeNull();
        Show(Deadlines.DateLike(Parse(within), At(start, calendar.Zone), calendar, length, length), calendar.Zone).ShouldBe(due);
    }

    [Fact]
    [Trait("Rule", "T10")]
    public void T10_A_pause_beyond_the_last_opening_gives_never()
    {
        // Two lone openings, on Monday and Tuesday.
        var days = new[] { 2, 3 }.Select(d => new Engine.Calendars.SpecialDay(new(2026, 3, d), Engine.Calendars.ExceptionKind.Extra, [new(540, 1020)], null));
        var calendar = new Engine.Calendars.CalendarSet([new Engine.Calendars.WeeklyCalendar("two", "Etc/UTC", [new(LocalDate.MinIsoValue, Never.Week)], [], [.. days], Engine.Calendars.HolidayCut.Shifts, Position.None)], [], "Etc/UTC")["two"];
        string Paused(string within, int hours) => Show(Deadlines.DateLike(Parse(within), Instant.FromUtc(2026, 3, 2, 10, 0), calendar, Duration.FromHours(hours), Duration.FromHours(hours)), DateTimeZone.Utc);
        Paused("1 business day", 0).ShouldBe("2026-03-03 10:00");
        Paused("1 business day", 7).ShouldBe("2026-03-03 17:00");
        Paused("1 business day", 8).ShouldBe("never");
        Paused("1 business day by 09:00", 1).ShouldBe("never"); // nine o'clock of no further business day
        Paused("1 business day by close", 0).ShouldBe("2026-03-03 17:00");
        Paused("1 calendar day by close", 1).ShouldBe("never");
        Paused("1 calendar day, from opening", 8).ShouldBe("never");
        Paused("1 calendar day by 16:00", 1).ShouldBe("2026-03-04 16:00"); // any day will do
    }

    [Theory]
    [Trait("Rule", "T8")]
    [InlineData("4h")]
    [InlineData("4 Hours")]
    [InlineData("1h30m  clock")]
    [InlineData("2  Working Days")]
    [InlineData("10 business days , closed day keeping time,from 17:00 at 08:30")]
    [InlineData("1 MONTH by End of day")]
    [InlineData("until 2026-12-24")]
    [InlineData("until field Prazo")]
    [InlineData("12.50 % of resolution")]
    public void T8_A_duration_prints_as_typed_in_the_file_too(string within)
    {
        var target = AgreementText.Good(AgreementText.Header + $"calendars: {{ c: {{ weekly: {{ mon: \"08:00-12:00\" }} }} }}\nfields: [Prazo]\ntargets:\n  resolution: {{ within: 8h }}\n  update: {{ within: \"{within}\" }}\n").Targets[1];
        (target.Within.Else!.Text, target.Within.Else.ToString()).ShouldBe((within, within));
    }
}
