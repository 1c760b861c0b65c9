using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Agreements;

[Trait("Rule", "T8")]
public sealed class WithinParserTests
{
    static Within Parsed(string text)
    {
        var (value, problem) = WithinParser.Parse(text);
        problem.ShouldBeNull(text);
        return value.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("4h", 4 * 3600)]
    [InlineData("90m", 90 * 60)]
    [InlineData("1h30m", 90 * 60)]
    [InlineData("1h 30m", 90 * 60)]
    [InlineData("1h30m15s", 5415)]
    [InlineData("1h15s", 3615)]
    [InlineData("45s", 45)]
    [InlineData("4 h", 4 * 3600)]
    [InlineData("4 hours", 4 * 3600)]
    [InlineData("1 hour", 3600)]
    [InlineData("1 hour 30 minutes", 5400)]
    [InlineData("90 min", 5400)]
    [InlineData("1 minute 1 second", 61)]
    [InlineData("30 SECONDS", 30)]
    [InlineData("007m", 420)]
    [InlineData("1h0m", 3600)]
    [InlineData("90m45s", 5445)]
    [InlineData("87840h", 87840 * 3600L)]
    public void T8_A_length_is_working_time(string text, long seconds) =>
        Parsed(text).ShouldBe(new WorkingTime(text, Duration.FromSeconds(seconds)));

    [Theory]
    [InlineData("24h clock", 24 * 3600)]
    [InlineData("1h30m clock", 5400)]
    [InlineData("45s clock", 45)]
    [InlineData("2 hours clock", 7200)]
    [InlineData("24H0", 0)]
    [InlineData("15m  Clock", 900)]
    public void T8_A_length_on_the_clock_is_elapsed_time(string text, long seconds)
    {
        if (seconds == 0)
            WithinParser.Parse(text).Problem.ShouldNotBeNull();
        else
            Parsed(text).ShouldBe(new ClockTime(text, Duration.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData("1 working day", 1)]
    [InlineData("2 working days", 2)]
    [InlineData("1 working days", 1)]
    [InlineData("3 Working Day", 3)]
    [InlineData("3660 working days", 3660)]
    public void T8_Working_days_count_opening_days(string text, int days) =>
        Parsed(text).ShouldBe(new WorkingDays(text, days));

    [Theory]
    [InlineData("1 business day", 1)]
    [InlineData("2 business days", 2)]
    [InlineData("2  BUSINESS\tdays", 2)]
    [InlineData("45 business day", 45)]
    public void T8_Business_days_keep_the_time_of_day(string text, int days) =>
        Parsed(text).ShouldBe(new BusinessDays(text, days, null, StartRules.None));

    [Theory]
    [InlineData("7 calendar days", 7)]
    [InlineData("1 calendar day", 1)]
    public void T8_Calendar_days_are_counted_as_typed(string text, int days) =>
        Parsed(text).ShouldBe(new CalendarDays(text, days, null, StartRules.None));

    [Theory]
    [InlineData("1 month", 1)]
    [InlineData("6 months", 6)]
    [InlineData("2 calendar months", 2)]
    [InlineData("1 calendar month", 1)]
    [InlineData("120 months", 120)]
    public void T8_Months_are_counted_as_typed(string text, int months) =>
        Parsed(text).ShouldBe(new CalendarMonths(text, months, null, StartRules.None));

    [Fact]
    public void T8_Every_end_of_a_date_like_promise_can_be_written_for_days_and_months()
    {
        (string Text, By By)[] ends = [("by 16:00", new ByTime(new(16, 0))), ("by 8:05", new ByTime(new(8, 5))), ("by close", new ByClose()), ("By End Of Day", new ByEndOfDay())];
        foreach (var (text, by) in ends)
        {
            Parsed($"2 business days {text}").ShouldBe(new BusinessDays($"2 business days {text}", 2, by, StartRules.None));
            Parsed($"7 calendar days, {text}").ShouldBe(new CalendarDays($"7 calendar days, {text}", 7, by, StartRules.None));
            Parsed($"1 month {text}").ShouldBe(new CalendarMonths($"1 month {text}", 1, by, StartRules.None));
        }
    }

    public static TheoryData<string, StartRules> Starts => new()
    {
        { "closed day keeping time", new(ClosedDay: StartMove.KeepTime) },
        { "closed day keep", new(ClosedDay: StartMove.KeepTime) },
        { "closed day next business day keeping time", new(ClosedDay: StartMove.KeepTime) },
        { "closed day at opening", new(ClosedDay: StartMove.AtOpening) },
        { "closed day next business day at opening", new(ClosedDay: StartMove.AtOpening) },
        { "from 17:00 at 08:30", new(Late: new LocalTime(17, 0), LateAt: new LocalTime(8, 30)) },
        { "from 17:00 next business day at 08:30", new(Late: new LocalTime(17, 0), LateAt: new LocalTime(8, 30)) },
        { "from 17:00 at opening", new(Late: new LocalTime(17, 0)) },
        { "before opening keep", new(BeforeOpening: StartMove.KeepTime) },
        { "before opening keeping time", new(BeforeOpening: StartMove.KeepTime) },
        { "before opening opening", new(BeforeOpening: StartMove.AtOpening) },
        { "before opening at opening", new(BeforeOpening: StartMove.AtOpening) },
        { "if before 10:00 else +1", new(BeforeTime: new LocalTime(10, 0), ElseAddDays: 1) },
        { "if before 10:00 else + 2", new(BeforeTime: new LocalTime(10, 0), ElseAddDays: 2) },
        { "if before 10:00 else next opening", new(BeforeTime: new LocalTime(10, 0), ElseNextOpening: true) },
        { "else next opening", new(ElseNextOpening: true) },
        { "from opening", new(FromOpening: true) },
        {
            "closed day keeping time, from 17:00 at 08:30, before opening keep",
            new(ClosedDay: StartMove.KeepTime, Late: new LocalTime(17, 0), LateAt: new LocalTime(8, 30), BeforeOpening: StartMove.KeepTime)
        },
        {
            "from opening if before 10:00 else +1 from 17:00 at opening",
            new(Late: new LocalTime(17, 0), BeforeTime: new LocalTime(10, 0), ElseAddDays: 1, FromOpening: true)
        },
    };

    [Theory]
    [MemberData(nameof(Starts))]
    public void T8_Start_rules_follow_the_days_in_any_order(string rules, StartRules expected)
    {
        var (space, comma, by) = ($"10 business days {rules}", $"10 business days, {rules}", $"10 business days by close,{rules}");
        Parsed(space).ShouldBe(new BusinessDays(space, 10, null, expected));
        Parsed(comma).ShouldBe(new BusinessDays(comma, 10, null, expected));
        Parsed(by).ShouldBe(new BusinessDays(by, 10, new ByClose(), expected));
        var after = $"7 calendar days {rules} by 16:00";
        Parsed(after).ShouldBe(new CalendarDays(after, 7, new ByTime(new(16, 0)), expected));
        if (expected.ElseAddDays == 0)
            Parsed($"1 month {rules}").ShouldBe(new CalendarMonths($"1 month {rules}", 1, null, expected));
    }

    [Fact]
    public void T8_Fixed_ends_are_a_date_or_a_field()
    {
        Parsed("until 2026-12-24").ShouldBe(new UntilDate("until 2026-12-24", new(2026, 12, 24)));
        Parsed("until 2028-02-29").ShouldBe(new UntilDate("until 2028-02-29", new(2028, 2, 29)));
        Parsed("until field target_dt").ShouldBe(new UntilField("until field target_dt", "target_dt"));
        Parsed("Until Field Prazo-Útil.1").ShouldBe(new UntilField("Until Field Prazo-Útil.1", "Prazo-Útil.1"));
        Parsed("until field field ").ShouldBe(new UntilField("until field field ", "field"));
    }

    [Theory]
    [InlineData("25% of resolution", "25", "resolution")]
    [InlineData("12.5 % of first-response", "12.5", "first-response")]
    [InlineData("100% of r2", "100", "r2")]
    public void T8_A_hop_budget_is_a_share_of_another_target(string text, string percent, string target) =>
        Parsed(text).ShouldBe(new ShareOf(text, decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture), target));

    [Theory]
    [InlineData("4h", false)]
    [InlineData("1 working day", false)]
    [InlineData("24h clock", false)]
    [InlineData("25% of resolution", false)]
    [InlineData("2 business days", true)]
    [InlineData("7 calendar days", true)]
    [InlineData("1 month", true)]
    [InlineData("until 2026-12-24", true)]
    [InlineData("until field x", true)]
    public void T6_Only_dates_are_date_like(string text, bool dateLike) => Parsed(text).IsDateLike.ShouldBe(dateLike);

    [Theory]
    [InlineData("90m", 5400)]
    [InlineData("1h30m", 5400)]
    [InlineData("45s", 45)]
    [InlineData("2h", 7200)]
    [InlineData(" 2 hours ", 7200)]
    public void A_plain_length_is_read(string text, long seconds) => WithinParser.ParseLength(text).ShouldBe(Duration.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("2h clock")]
    [InlineData("0m")]
    [InlineData("-1h")]
    [InlineData("2 business days")]
    [InlineData("2d")]
    [InlineData("1h 2")]
    [InlineData("5 months")]
    public void Anything_else_is_no_plain_length(string text) => WithinParser.ParseLength(text).ShouldBeNull();
}
