using static Prazo.Engine.Tests.Agreements.DeadlineTables;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>The start rules of T8, one by one and in their order, on a week from Monday 2026-03-02 in São Paulo (Saturday opens 09:00-13:00).</summary>
[Trait("Rule", "T8")]
public sealed class StartRuleTests
{
    [Theory]
    [InlineData("1 business day, closed day keeping time", "2026-03-08 10:00", "2026-03-10 10:00")] // Sunday counts from Monday 10:00
    [InlineData("1 business day, closed day at opening", "2026-03-08 10:00", "2026-03-10 08:00")]
    [InlineData("1 business day", "2026-03-08 10:00", "2026-03-09 10:00")] // without the rule Monday is the first day
    [InlineData("1 business day, closed day keeping time", "2026-03-07 20:00", "2026-03-09 20:00")] // Saturday is open, if not now
    [InlineData("1 business day, closed day at opening", "2026-04-03 10:00", "2026-04-06 09:00")] // Good Friday: from Saturday's opening
    [InlineData("7 calendar days, closed day keeping time", "2026-03-08 10:00", "2026-03-16 10:00")]
    [InlineData("1 month, closed day at opening", "2026-03-08 10:00", "2026-04-09 08:00")]
    public void T8_A_closed_day_moves_to_the_next_business_day(string within, string start, string due) => SaoPaulo.ShouldEnd(within, start, due);

    [Theory]
    [InlineData("1 business day, from 17:00 at 08:30", "2026-03-02 16:59:59.999", "2026-03-03 16:59:59.999")]
    [InlineData("1 business day, from 17:00 at 08:30", "2026-03-02 17:00", "2026-03-04 08:30")]
    [InlineData("1 business day, from 17:00 at opening", "2026-03-02 17:00", "2026-03-04 08:00")]
    [InlineData("1 business day, from 17:00 at opening", "2026-03-06 17:00", "2026-03-09 09:00")] // Saturday's opening, time kept
    [InlineData("1 business day, from 17:00 at 08:30", "2026-03-08 16:00", "2026-03-09 16:00")]
    [InlineData("1 business day, from 17:00 at 08:30", "2026-03-08 17:00", "2026-03-10 08:30")]
    [InlineData("7 calendar days, from 17:00 at 08:30", "2026-03-07 18:00", "2026-03-16 08:30")]
    public void T8_A_late_start_moves_to_the_next_business_day(string within, string start, string due) => SaoPaulo.ShouldEnd(within, start, due);

    [Theory]
    [InlineData("1 business day, before opening keep", "2026-03-02 06:00", "2026-03-03 06:00")]
    [InlineData("1 business day, before opening at opening", "2026-03-02 06:00", "2026-03-03 08:00")]
    [InlineData("1 business day, before opening at opening", "2026-03-02 07:59:59.999", "2026-03-03 08:00")]
    [InlineData("1 business day, before opening at opening", "2026-03-02 12:30", "2026-03-03 12:30")] // lunch is not before opening
    [InlineData("1 business day, before opening at opening", "2026-03-08 06:00", "2026-03-09 06:00")] // nor is a closed day
    public void T8_A_start_before_opening_is_kept_or_moved(string within, string start, string due) => SaoPaulo.ShouldEnd(within, start, due);

    [Fact]
    public void T8_A_start_within_the_shift_of_the_night_before_is_not_before_opening() =>
        Nights.ShouldEnd("1 business day, before opening at opening", "2026-03-03 05:00", "2026-03-04 05:00");

    [Theory]
    [InlineData("2026-03-07 23:00", "2026-03-10 08:30")] // Saturday is a business day; late, so Monday 08:30
    [InlineData("2026-03-08 19:00", "2026-03-11 08:30")] // Sunday to Monday 19:00, late, so Tuesday 08:30
    [InlineData("2026-03-08 06:00", "2026-03-10 08:00")] // Sunday to Monday 06:00, before opening, so 08:00
    [InlineData("2026-03-02 19:00", "2026-03-04 08:30")]
    public void T8_Start_rules_apply_in_their_order_whatever_order_they_are_typed_in(string start, string due)
    {
        SaoPaulo.ShouldEnd("1 business day, closed day keeping time, from 17:00 at 08:30, before opening at opening", start, due);
        SaoPaulo.ShouldEnd("1 business day, before opening at opening, from 17:00 at 08:30, closed day keeping time", start, due);
    }

    [Theory]
    [InlineData("1 business day if before 10:00 else +1", "2026-03-02 09:59:59.999", "2026-03-03 09:59:59.999")]
    [InlineData("1 business day if before 10:00 else +1", "2026-03-02 10:00", "2026-03-04 10:00")]
    [InlineData("1 business day by 18:00 if before 10:00 else +1", "2026-03-02 11:00", "2026-03-04 18:00")]
    [InlineData("1 business day if before 10:00 else +2", "2026-03-02 11:00", "2026-03-05 11:00")]
    [InlineData("1 business day if before 10:00 else +1", "2026-03-08 09:00", "2026-03-10 09:00")] // Sunday has missed Saturday's cut-off, as Saturday noon has
    [InlineData("1 business day if before 10:00 else +1", "2026-03-07 12:00", "2026-03-10 12:00")]
    [InlineData("1 business day if before 10:00 else +1, closed day at opening", "2026-03-08 12:00", "2026-03-10 08:00")] // read on the moved start
    [InlineData("7 calendar days if before 10:00 else +1", "2026-03-02 11:00", "2026-03-10 11:00")] // a calendar day where those are counted
    public void T8_A_missed_cut_off_adds_days(string within, string start, string due) => SaoPaulo.ShouldEnd(within, start, due);

    [Theory]
    [InlineData("1 business day else next opening", "2026-03-02 12:30", "2026-03-03 13:00")] // lunch
    [InlineData("1 business day else next opening", "2026-03-02 11:00", "2026-03-03 11:00")]
    [InlineData("1 business day else next opening", "2026-03-02 22:00", "2026-03-04 08:00")]
    [InlineData("1 business day else next opening", "2026-03-07 14:00", "2026-03-10 08:00")]
    [InlineData("1 business day else next opening, closed day keeping time", "2026-03-08 20:00", "2026-03-11 08:00")] // Monday 20:00 is closed
    [InlineData("1 business day if before 10:00 else next opening", "2026-03-02 09:00", "2026-03-03 09:00")]
    [InlineData("1 business day if before 10:00 else next opening", "2026-03-02 10:00", "2026-03-04 08:00")] // the next day's, not that after lunch
    [InlineData("1 business day if before 10:00 else next opening", "2026-03-08 09:00", "2026-03-10 08:00")]
    public void T8_Else_a_start_counts_from_the_next_opening(string within, string start, string due) => SaoPaulo.ShouldEnd(within, start, due);

    [Theory]
    [InlineData("1 business day from opening", "2026-03-02 22:00", "2026-03-04 08:00")]
    [InlineData("1 business day from opening", "2026-03-02 06:00", "2026-03-03 08:00")]
    [InlineData("1 business day from opening", "2026-03-02 11:00", "2026-03-03 11:00")]
    [InlineData("1 business day from opening", "2026-03-02 18:00", "2026-03-03 18:00")] // closing time is within opening hours
    [InlineData("1 business day from opening", "2026-03-02 12:30", "2026-03-03 13:00")]
    [InlineData("6 calendar days from opening", "2026-03-02 10:00", "2026-03-09 08:00")] // a Sunday
    [InlineData("1 business day by close from opening", "2026-03-02 10:00", "2026-03-03 18:00")]
    [InlineData("1 business day by 20:00 from opening", "2026-03-02 10:00", "2026-03-04 08:00")]
    [InlineData("1 month from opening", "2026-02-28 20:00", "2026-03-30 08:00")] // Saturday evening
    public void T8_From_opening_moves_an_end_outside_of_hours_to_the_next_opening(string within, string start, string due) => SaoPaulo.ShouldEnd(within, start, due);
}
