using NodaTime;
using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.DeadlineTables;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>T13: a pause moves a date-like due in the promise's own measure, then forward to the next <c>by …</c>.</summary>
[Trait("Rule", "T13")]
public sealed class PauseTests
{
    const string Start = "2026-03-02 10:00";

    static void ShouldMove(OfficeHours office, string within, string start, string workingPause, string clockPause, string due)
    {
        var calendar = office.Compile();
        var moved = Deadlines.DateLike(Parse(within), At(start, calendar.Zone), calendar, Length(workingPause), Length(clockPause));
        Show(moved, calendar.Zone).ShouldBe(due, $"{within} from {start} paused {workingPause} working, {clockPause} clock");
    }

    static Duration Length(string text) => text == "0" ? Duration.Zero : WithinParser.ParseLength(text).ShouldNotBeNull();

    [Theory]
    [InlineData("2 business days", "0", "2026-03-04 10:00")]
    [InlineData("2 business days", "1h", "2026-03-04 11:00")]
    [InlineData("2 business days", "2h", "2026-03-04 12:00")]
    [InlineData("2 business days", "2h30m", "2026-03-04 13:30")] // over lunch
    [InlineData("2 business days", "9h", "2026-03-05 10:00")]
    [InlineData("5 business days", "4h", "2026-03-09 09:00")] // Saturday 10:00, three hours there, one on Monday
    [InlineData("2 business days by 16:00", "1s", "2026-03-05 16:00")]
    [InlineData("2 business days by 16:00", "2h", "2026-03-05 16:00")]
    [InlineData("2 business days by 16:00", "9h", "2026-03-05 16:00")] // lands on it exactly
    [InlineData("2 business days by 16:00", "9h1s", "2026-03-06 16:00")]
    [InlineData("4 business days by 16:00", "4h", "2026-03-07 16:00")] // two hours on Friday, two on Saturday
    [InlineData("4 business days by 16:00", "7h", "2026-03-09 16:00")] // Monday, as Sunday is no business day
    [InlineData("2 business days by close", "1h", "2026-03-05 18:00")]
    [InlineData("2 business days by close", "9h", "2026-03-05 18:00")]
    [InlineData("2 business days by close", "10h", "2026-03-06 18:00")]
    [InlineData("2 business days by end of day", "1h", "2026-03-05 23:59:59.999")]
    [InlineData("2 business days by 20:00", "1h", "2026-03-05 20:00")] // an end out of hours: working time counts from the next opening
    public void T13_Business_days_move_by_the_paused_working_time(string within, string pause, string due)
    {
        ShouldMove(SaoPaulo, within, Start, pause, "0", due);
        ShouldMove(SaoPaulo, within, Start, pause, "500h", due); // clock time is not their measure
    }

    [Theory]
    [InlineData("7 calendar days", "0", "2026-03-09 10:00")]
    [InlineData("7 calendar days", "30h", "2026-03-10 16:00")]
    [InlineData("6 calendar days", "3h", "2026-03-08 13:00")] // on a Sunday too
    [InlineData("7 calendar days by 16:00", "1s", "2026-03-10 16:00")]
    [InlineData("7 calendar days by 16:00", "24h", "2026-03-10 16:00")]
    [InlineData("7 calendar days by 16:00", "24h1s", "2026-03-11 16:00")]
    [InlineData("5 calendar days by 16:00", "20h", "2026-03-08 16:00")] // to a Sunday
    [InlineData("5 calendar days by close", "20h", "2026-03-09 18:00")] // which has no close
    [InlineData("7 calendar days by end of day", "1h", "2026-03-10 23:59:59.999")]
    [InlineData("7 calendar days by end of day", "24h", "2026-03-10 23:59:59.999")]
    [InlineData("6 calendar days, from opening", "3h", "2026-03-09 11:00")] // Sunday, so Monday's opening, and three hours
    [InlineData("6 calendar days, from opening", "11h", "2026-03-10 08:00")] // 19:00, so the next opening again
    [InlineData("1 month", "48h", "2026-04-04 10:00")]
    [InlineData("until 2026-12-24", "500h", "2026-12-24 23:59:59.999")]
    public void T13_Calendar_days_and_months_move_by_the_paused_clock_time_and_until_stays(string within, string pause, string due)
    {
        ShouldMove(SaoPaulo, within, Start, "0", pause, due);
        ShouldMove(SaoPaulo, within, Start, "100h", pause, due); // working time is not their measure
    }

    [Fact]
    public void T13_Clock_time_added_by_a_pause_is_elapsed_time_across_the_change_of_the_clocks()
    {
        ShouldMove(NewYork, "1 calendar day", "2026-03-06 14:00", "0", "24h", "2026-03-08 15:00");
        ShouldMove(NewYork, "1 calendar day", "2026-10-30 14:00", "0", "24h", "2026-11-01 13:00");
    }

    [Fact]
    public void T13_A_close_after_midnight_is_found_again()
    {
        ShouldMove(Nights, "2 business days by close", Start, "1h", "0", "2026-03-06 06:00"); // Thursday 06:00, then 23:00, so that night's close
        ShouldMove(Nights, "2 business days by close", Start, "8h", "0", "2026-03-06 06:00");
        ShouldMove(Nights, "3 business days by close", Start, "8h1s", "0", "2026-03-10 06:00");
    }
}
