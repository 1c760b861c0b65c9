using NodaTime;
using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.DeadlineTables;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>One table a form; days of the week: 2026-03-02 and 2026-12-21 are Mondays.</summary>
public sealed class DeadlineTests
{
    [Theory]
    [Trait("Rule", "T6")]
    [InlineData("1h", "2026-03-02 08:00", "2026-03-02 09:00", null)]
    [InlineData("4h", "2026-03-02 08:00", "2026-03-02 12:00", "2026-03-02 13:00")] // fills the morning
    [InlineData("9h", "2026-03-02 08:00", "2026-03-02 18:00", "2026-03-03 08:00")] // fills the day
    [InlineData("1h", "2026-03-06 17:00", "2026-03-06 18:00", "2026-03-07 09:00")] // Friday evening, Saturday opens
    [InlineData("4h", "2026-03-07 09:00", "2026-03-07 13:00", "2026-03-09 08:00")] // fills Saturday
    [InlineData("30m", "2026-03-07 14:00", "2026-03-09 08:30", null)] // starts closed
    [InlineData("1s", "2026-03-02 11:59:59.5", "2026-03-02 13:00:00.5", null)]
    [InlineData("500s", "2026-03-02 11:59:59.001", "2026-03-02 13:08:19.001", null)]
    [InlineData("2h", "2026-04-02 17:00", "2026-04-04 10:00", null)] // Good Friday between
    [InlineData("90m", "2026-12-24 17:00", "2026-12-26 09:30", null)] // Christmas between
    public void T6_Working_time_ends_at_due_and_lasts_until_the_next_opening(string within, string start, string due, string? last) =>
        SaoPaulo.ShouldEnd(within, start, due, last);

    [Fact]
    [Trait("Rule", "T6")]
    public void T6_Boundary_close_ends_at_closing_time()
    {
        var calendar = SaoPaulo.Compile();
        foreach (var text in new[] { "9h", "1 working day" })
        {
            var end = Deadlines.Of(Parse(text), At("2026-03-02 08:00", calendar.Zone), calendar, boundaryClose: true);
            Show(end.Due, calendar.Zone).ShouldBe("2026-03-02 18:00");
            end.Last.ShouldBe(end.Due);
        }
    }

    [Theory]
    [Trait("Rule", "T8")]
    [InlineData("24h clock", "2026-03-07 14:00", "2026-03-08 15:00")] // an hour is lost in the night
    [InlineData("24h clock", "2026-10-31 14:00", "2026-11-01 13:00")] // and given back
    [InlineData("1h clock", "2026-11-01 01:30", "2026-11-01 01:30*")]
    [InlineData("45s clock", "2026-03-08 01:59:30", "2026-03-08 03:00:15")]
    [InlineData("1h30m clock", "2026-11-26 03:00", "2026-11-26 04:30")] // holidays do not matter
    public void T8_Clock_time_runs_day_and_night(string within, string start, string due) => NewYork.ShouldEnd(within, start, due);

    [Theory]
    [Trait("Rule", "T8")]
    [InlineData("1 working day", "2026-03-02 08:00", "2026-03-02 18:00", "2026-03-03 08:00")] // a whole day
    [InlineData("1 working day", "2026-03-02 10:00", "2026-03-03 10:00", null)]
    [InlineData("1 working day", "2026-03-02 12:30", "2026-03-03 12:00", "2026-03-03 13:00")] // from 13:00: 4 of 9 hours done
    [InlineData("1 working day", "2026-03-02 20:00", "2026-03-03 18:00", "2026-03-04 08:00")] // from the next opening
    [InlineData("1 working day", "2026-03-06 14:00", "2026-03-07 11:13:20", null)] // 5/9 of Friday, so 5/9 of Saturday's four hours
    [InlineData("1 working day", "2026-03-07 11:00", "2026-03-09 13:30", null)] // half of Saturday's four hours is half of Monday's nine, lunch between
    [InlineData("2 working days", "2026-03-06 08:00", "2026-03-07 13:00", "2026-03-09 08:00")] // Friday and Saturday whole
    [InlineData("5 working days", "2026-03-02 09:00", "2026-03-07 09:26:40", null)] // 1/9 of Saturday
    [InlineData("1 working day", "2026-04-02 13:00", "2026-04-04 10:46:40", null)] // Good Friday between, 4/9 of Saturday
    [InlineData("6 working days", "2026-03-02 17:59:59.999", "2026-03-09 17:59:59.999", null)]
    public void T8_Working_days_end_at_the_same_share_of_the_opening_day(string within, string start, string due, string? last) =>
        SaoPaulo.ShouldEnd(within, start, due, last);

    [Theory]
    [Trait("Rule", "T8")]
    [InlineData("1 working day", "2026-03-02 23:00", "2026-03-03 23:00", null)]
    [InlineData("1 working day", "2026-03-03 02:00", "2026-03-04 02:00", null)] // still Monday's shift
    [InlineData("1 working day", "2026-03-06 23:00", "2026-03-09 23:00", null)]
    [InlineData("1 working day", "2026-03-07 05:00", "2026-03-10 05:00", null)] // Friday's shift on Saturday morning
    [InlineData("1 working day", "2026-03-05 22:00", "2026-03-06 06:00", "2026-03-06 22:00")]
    [InlineData("2 working days", "2026-03-07 12:00", "2026-03-11 06:00", "2026-03-11 22:00")]
    public void T8_A_shift_across_midnight_is_a_working_day_of_the_date_it_starts_on(string within, string start, string due, string? last) =>
        Nights.ShouldEnd(within, start, due, last);

    [Fact]
    [Trait("Rule", "T8")]
    public void T8_A_working_day_around_the_clock_is_a_local_day_by_share()
    {
        var calendar = OfficeHours.AlwaysOpen("America/New_York");
        calendar.ShouldEnd("1 working day", "2026-03-10 09:30", "2026-03-11 09:30");
        // Half past nine is 9.5/24 of Saturday, and so of Sunday's 23 hours: 9 h 06 m 15 s after midnight, on a clock that skipped an hour.
        calendar.ShouldEnd("1 working day", "2026-03-07 09:30", "2026-03-08 10:06:15");
    }

    [Fact]
    [Trait("Rule", "T8")]
    public void T8_An_opening_day_has_begun_even_while_the_wall_shows_the_day_before_again()
    {
        // St. John's fell back at 00:01 on Sunday 2009-11-01, to 23:01 on Saturday; a day open from midnight was a minute old. It lasts 25 hours.
        var office = OfficeHours.Of("America/St_Johns", "mon 00:00-24:00; sun 00:00-24:00");
        office.ShouldEnd("1 working day", "2009-10-31 23:13:30*", "2009-11-02 00:12:57.6"); // 13 minutes 30 seconds of 25 hours
    }

    [Theory]
    [Trait("Rule", "T8")]
    [InlineData("1 business day", "2026-03-02 10:15:30", "2026-03-03 10:15:30")]
    [InlineData("2 business days", "2026-03-05 22:00", "2026-03-07 22:00")] // never clipped to opening hours
    [InlineData("1 business day", "2026-03-06 10:00", "2026-03-07 10:00")] // Saturday opens
    [InlineData("1 business day", "2026-03-07 10:00", "2026-03-09 10:00")]
    [InlineData("1 business day", "2026-03-08 03:00", "2026-03-09 03:00")] // Sunday: the first business day after it
    [InlineData("3 business days", "2026-04-01 10:00", "2026-04-06 10:00")] // Good Friday does not count
    [InlineData("1 business day by 16:00", "2026-03-02 10:00", "2026-03-03 16:00")]
    [InlineData("1 business day by 16:00", "2026-03-02 17:00", "2026-03-03 16:00")] // even where that is less than a day
    [InlineData("1 business day by close", "2026-03-06 10:00", "2026-03-07 13:00")]
    [InlineData("2 business days by close", "2026-03-06 10:00", "2026-03-09 18:00")]
    [InlineData("1 business day by end of day", "2026-03-02 10:00", "2026-03-03 23:59:59.999")]
    [InlineData("250 business days", "2026-03-02 10:00", "2026-12-19 10:00")]
    public void T8_Business_days_keep_the_time_of_day(string within, string start, string due) => SaoPaulo.ShouldEnd(within, start, due);

    [Theory]
    [Trait("Rule", "T8")]
    [InlineData("2 business days by close", "2026-03-03 10:00", "2026-03-06 06:00")]
    [InlineData("1 business day by close", "2026-03-05 10:00", "2026-03-07 06:00")]
    [InlineData("1 business day by end of day", "2026-03-05 10:00", "2026-03-06 23:59:59.999")]
    public void T8_Close_is_the_end_of_the_last_opening_that_starts_that_day(string within, string start, string due) => Nights.ShouldEnd(within, start, due);

    [Theory]
    [Trait("Rule", "T7")]
    [InlineData("1 business day", "2026-03-06 02:30", "2026-03-09 02:30")]
    [InlineData("1 calendar day", "2026-03-07 02:30", "2026-03-08 03:00")] // the clock jumps over 02:30
    [InlineData("1 calendar day", "2026-03-07 02:59:59.999", "2026-03-08 03:00")]
    [InlineData("1 calendar day", "2026-10-31 01:30", "2026-11-01 01:30")] // the earlier of two
    [InlineData("7 calendar days", "2026-10-29 14:00", "2026-11-05 14:00")] // wall time is kept
    [InlineData("1 calendar day by end of day", "2026-10-31 01:30", "2026-11-01 23:59:59.999")]
    [InlineData("1 month", "2026-02-08 02:15", "2026-03-08 03:00")]
    public void T7_Wall_time_meets_the_change_of_the_clocks(string within, string start, string due) => NewYork.ShouldEnd(within, start, due);

    [Fact]
    [Trait("Rule", "T7")]
    public void T7_Midnights_and_whole_days_that_do_not_exist_are_passed_over()
    {
        // São Paulo jumped from 24:00 to 01:00 in the night to 2018-11-04, and fell back from 24:00 to 23:00 in the night to 2018-02-18.
        SaoPaulo.ShouldEnd("1 calendar day", "2018-11-03 00:30", "2018-11-04 01:00");
        SaoPaulo.ShouldEnd("1 calendar day by end of day", "2018-11-02 10:00", "2018-11-03 23:59:59.999");
        SaoPaulo.ShouldEnd("1 calendar day by end of day", "2018-02-16 10:00", "2018-02-17 23:59:59.999*");
        SaoPaulo.ShouldEnd("until 2018-02-17", "2018-02-01 10:00", "2018-02-17 23:59:59.999*");
        // Apia had no 30 December 2011, a Friday.
        var apia = OfficeHours.Of("Pacific/Apia", "mon-sat 08:00-17:00");
        apia.ShouldEnd("1 calendar day", "2011-12-29 10:00", "2011-12-31 00:00");
        apia.ShouldEnd("2 calendar days", "2011-12-29 10:00", "2011-12-31 10:00");
        apia.ShouldEnd("1 business day", "2011-12-29 10:00", "2011-12-31 10:00");
        OfficeHours.Of("Pacific/Apia", "mon-fri 22:00-26:00").ShouldEnd("1 business day", "2011-12-29 10:00", "2011-12-31 10:00"); // the rest of Friday's night starts on Saturday
        apia.ShouldEnd("until 2011-12-30", "2011-12-01 10:00", "2011-12-29 23:59:59.999");
    }

    [Theory]
    [Trait("Rule", "T8")]
    [InlineData("7 calendar days", "2026-03-02 10:15", "2026-03-09 10:15")]
    [InlineData("7 calendar days", "2026-03-01 10:15", "2026-03-08 10:15")] // Sunday to Sunday, opening hours do not matter
    [InlineData("7 calendar days by 16:00", "2026-03-02 10:15", "2026-03-09 16:00")]
    [InlineData("7 calendar days by close", "2026-03-02 10:15", "2026-03-09 18:00")]
    [InlineData("6 calendar days by close", "2026-03-02 10:15", "2026-03-09 18:00")] // a Sunday has no close: Monday's
    [InlineData("6 calendar days by end of day", "2026-03-02 10:15", "2026-03-08 23:59:59.999")]
    [InlineData("1 month", "2026-01-31 10:00", "2026-02-28 10:00")] // clamped
    [InlineData("1 month", "2028-01-31 10:00", "2028-02-29 10:00")]
    [InlineData("2 months", "2026-01-31 10:00", "2026-03-31 10:00")]
    [InlineData("13 months", "2026-01-31 10:00", "2027-02-28 10:00")]
    [InlineData("1 month by end of day", "2026-01-15 10:00", "2026-02-15 23:59:59.999")]
    [InlineData("until 2026-12-24", "2026-03-02 10:15", "2026-12-24 23:59:59.999")]
    [InlineData("until 2026-12-24", "2027-03-02 10:15", "2026-12-24 23:59:59.999")] // already past: late at once
    public void T8_Calendar_days_months_and_dates_are_local(string within, string start, string due) => SaoPaulo.ShouldEnd(within, start, due);

    [Fact]
    [Trait("Rule", "T8")]
    public void T8_What_needs_the_ticket_must_be_resolved_first()
    {
        var calendar = SaoPaulo.Compile();
        foreach (var text in new[] { "until field target_dt", "25% of resolution" })
            Should.Throw<ArgumentException>(() => Deadlines.Of(Parse(text), At("2026-03-02 10:00", calendar.Zone), calendar));
        foreach (var text in new[] { "until field target_dt", "25% of resolution", "4h", "24h clock", "1 working day" })
            Should.Throw<ArgumentException>(() => Deadlines.DateLike(Parse(text), At("2026-03-02 10:00", calendar.Zone), calendar, Duration.Zero, Duration.Zero));
    }
}
