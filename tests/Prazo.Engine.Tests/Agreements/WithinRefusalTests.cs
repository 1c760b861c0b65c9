using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>What is refused, with which code, at which column, and what is offered instead.</summary>
[Trait("Rule", "T8")]
public sealed class WithinRefusalTests
{
    static Problem Refused(string text)
    {
        var (value, problem) = WithinParser.Parse(text, new("sla.yaml", 12, 21), "targets.resolution.within.low");
        value.ShouldBeNull(text);
        problem.ShouldNotBeNull(text);
        problem.Severity.ShouldBe(Severity.Error);
        problem.Path.ShouldBe("targets.resolution.within.low");
        problem.At.File.ShouldBe("sla.yaml");
        problem.At.Line.ShouldBe(12);
        problem.Message.ShouldNotBeNullOrWhiteSpace();
        problem.Hint.ShouldNotBeNullOrWhiteSpace();
        return problem;
    }

    [Theory]
    [InlineData("2d")]
    [InlineData("2 d")]
    [InlineData("2 days")]
    [InlineData("2 day")]
    [InlineData("2 Days")]
    [InlineData("2 dias")]
    [InlineData("2 zile")]
    [InlineData("2 days by 16:00")]
    [InlineData("2d clock")]
    [InlineData("2 days, closed day keeping time")]
    public void T8_A_bare_day_is_refused_with_the_choices(string text)
    {
        var problem = Refused(text);
        problem.Code.ShouldBe("ambiguous-day-unit");
        problem.At.Column.ShouldBe(21);
        foreach (var choice in new[] { "`2 working days`", "`2 business days`", "`2 calendar days`", "`48h clock`" })
            problem.Hint.ShouldContain(choice);
    }

    [Fact]
    public void T8_The_choices_for_a_bare_day_parse_and_are_in_the_singular_for_one()
    {
        var hint = Refused("1d").Hint;
        hint.ShouldContain("`1 working day`");
        var choices = hint.Split('`').Where((_, i) => i % 2 == 1).ToArray();
        choices.Length.ShouldBe(4);
        foreach (var choice in choices)
            WithinParser.Parse(choice).Value.ShouldNotBeNull(choice);
    }

    [Theory]
    [InlineData("0h", "zero-duration", 0)]
    [InlineData("0h0m", "zero-duration", 0)]
    [InlineData("0 business days", "zero-duration", 0)]
    [InlineData("00 calendar days", "zero-duration", 0)]
    [InlineData("0 months", "zero-duration", 0)]
    [InlineData("0 working days", "zero-duration", 0)]
    [InlineData("0d", "zero-duration", 0)]
    [InlineData("0% of resolution", "percent", 0)]
    [InlineData("-4h", "negative-duration", 0)]
    [InlineData("-2 business days", "negative-duration", 0)]
    [InlineData("87841h", "duration-too-long", 0)]
    [InlineData("999999999999999999999h", "duration-too-long", 0)]
    [InlineData("3661 business days", "duration-too-long", 0)]
    [InlineData("99999999999999999999 calendar days", "duration-too-long", 0)]
    [InlineData("3661 working days", "duration-too-long", 0)]
    [InlineData("121 months", "duration-too-long", 0)]
    [InlineData("5000 days", "duration-too-long", 0)]
    [InlineData("100.5% of resolution", "percent", 0)]
    [InlineData("99999999999999% of resolution", "percent", 0)]
    [InlineData("2 business days if before 10:00 else +367", "duration-too-long", 38)]
    [InlineData("2 business days if before 10:00 else +0", "zero-duration", 38)]
    public void Zero_negative_and_absurd_sizes_are_refused(string text, string code, int column) => IsAt(Refused(text), code, column);

    [Theory]
    [InlineData("", "duration-missing", 0)]
    [InlineData("  ", "duration-missing", 2)]
    [InlineData("soon", "duration-unknown", 0)]
    [InlineData("h", "duration-unknown", 0)]
    [InlineData("+4h", "duration-unknown", 0)]
    [InlineData("4", "duration-unit", 0)]
    [InlineData("4x", "duration-unit", 1)]
    [InlineData("4H", "duration-unit", 1)]
    [InlineData("5M", "duration-unit", 1)]
    [InlineData("2 weeks", "duration-unit", 2)]
    [InlineData("1 year", "duration-unit", 2)]
    [InlineData("500ms", "duration-unit", 3)]
    [InlineData("24 clock", "duration-unit", 3)]
    [InlineData("2 business hours", "duration-unit", 11)]
    [InlineData("2 working", "duration-unit", 9)]
    [InlineData("1.5h", "fractional-duration", 0)]
    [InlineData("1,5h", "fractional-duration", 0)]
    [InlineData("1.5 business days", "fractional-duration", 0)]
    [InlineData("30m1h", "duration-order", 3)]
    [InlineData("1h1h", "duration-order", 2)]
    [InlineData("1h90m", "duration-order", 2)]
    [InlineData("1h2d", "ambiguous-day-unit", 2)]
    [InlineData("4h by 16:00", "duration-rest", 3)]
    [InlineData("4h clock by close", "duration-rest", 9)]
    [InlineData("1 working day by 18:00", "duration-rest", 14)]
    [InlineData("1h 30", "duration-rest", 3)]
    public void Other_lengths_are_refused_where_they_go_wrong(string text, string code, int column) => IsAt(Refused(text), code, column);

    [Theory]
    [InlineData("2 business days by", "duration-by", 18)]
    [InlineData("2 business days by noon", "duration-by", 19)]
    [InlineData("2 business days by end", "duration-by", 19)]
    [InlineData("2 business days by 24:00", "duration-time", 19)]
    [InlineData("2 business days by 16:60", "duration-time", 19)]
    [InlineData("2 business days by 16:0", "duration-time", 19)]
    [InlineData("2 business days by 016:00", "duration-time", 19)]
    [InlineData("2 business days by 16:00:00", "duration-time", 19)]
    [InlineData("2 business days by 16h", "duration-by", 19)]
    [InlineData("2 business days by 16:00 by close", "duration-twice", 25)]
    [InlineData("2 business days by close, by close", "duration-twice", 26)]
    [InlineData("2 business days,", "duration-rest", 15)]
    [InlineData("2 business days,, by close", "duration-rest", 15)]
    [InlineData("2 business days closed day", "duration-start", 26)]
    [InlineData("2 business days closed day at 08:00", "duration-start", 27)]
    [InlineData("2 business days before opening", "duration-start", 30)]
    [InlineData("2 business days before 08:00", "duration-rest", 16)]
    [InlineData("2 business days from 17:00", "duration-start", 26)]
    [InlineData("2 business days from 17:00 at", "duration-time", 29)]
    [InlineData("2 business days from close", "duration-time", 21)]
    [InlineData("2 business days if before 10:00", "duration-start", 31)]
    [InlineData("2 business days if before 10:00 else 1", "duration-start", 32)]
    [InlineData("2 business days if before else +1", "duration-time", 26)]
    [InlineData("2 business days if before 10:00 else +1 else next opening", "duration-twice", 40)]
    [InlineData("2 business days from opening from opening", "duration-twice", 29)]
    [InlineData("2 business days clock", "duration-rest", 16)]
    [InlineData("1 month if before 10:00 else +1", "duration-start", 8)]
    public void Other_ends_and_start_rules_are_refused_where_they_go_wrong(string text, string code, int column) => IsAt(Refused(text), code, column);

    [Theory]
    [InlineData("until", "duration-date", 5)]
    [InlineData("until tomorrow", "duration-date", 6)]
    [InlineData("until 2026-02-29", "duration-date", 6)]
    [InlineData("until 24/12/2026", "duration-date", 6)]
    [InlineData("until 2026-13-01", "duration-date", 6)]
    [InlineData("until 0001-01-01", "duration-date", 6)]
    [InlineData("until 3000-01-01", "duration-date", 6)]
    [InlineData("until 2026-12-24 by 16:00", "duration-rest", 17)]
    [InlineData("until field", "duration-field", 11)]
    [InlineData("until field a b", "duration-field", 12)]
    [InlineData("until field 9", "duration-field", 12)]
    [InlineData("25%", "duration-share", 3)]
    [InlineData("25% resolution", "duration-share", 4)]
    [InlineData("25% of", "duration-share", 6)]
    [InlineData("25% of a b", "duration-share", 7)]
    [InlineData("12.34567% of a", "percent", 0)]
    public void Other_fixed_ends_and_shares_are_refused_where_they_go_wrong(string text, string code, int column) => IsAt(Refused(text), code, column);

    static void IsAt(Problem problem, string code, int column)
    {
        problem.Code.ShouldBe(code);
        problem.At.Column.ShouldBe(21 + column);
    }

    [Theory]
    [InlineData("1.5h", "1h30m")]
    [InlineData("0,25h", "15m")]
    [InlineData("1.5m", "1m30s")]
    [InlineData("4H", "4h")]
    [InlineData("2 business hours", "2h")]
    [InlineData("1 working day by 18:00", "1 business day by 16:00")]
    [InlineData("1 year", "12 months")]
    public void The_hint_offers_a_text_that_parses(string text, string offered)
    {
        Refused(text).Hint.ShouldContain($"`{offered}`");
        WithinParser.Parse(offered).Value.ShouldNotBeNull();
    }

    [Fact]
    public void Without_a_position_none_is_made_up() =>
        WithinParser.Parse("2 business days by noon").Problem.ShouldNotBeNull().At.ShouldBe(Position.None);

    [Fact]
    public void A_very_long_text_is_refused_at_once() => Refused(new string('9', 1_000_000)).Code.ShouldBe("duration-unknown");
}
