using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Agreements;

public sealed class WarningParserTests
{
    [Fact]
    public void Every_form_is_read_and_printed_as_typed()
    {
        (string Text, Warning Expected)[] cases =
        [
            ("50%", new WarnAtPercent("50%", 50m)),
            ("87.5 %", new WarnAtPercent("87.5 %", 87.5m)),
            ("150%", new WarnAtPercent("150%", 150m)),
            ("15m before", new WarnBefore("15m before", Duration.FromMinutes(15), false)),
            ("15m clock before", new WarnBefore("15m clock before", Duration.FromMinutes(15), true)),
            ("1h30m before", new WarnBefore("1h30m before", Duration.FromMinutes(90), false)),
            ("1h after", new WarnAfter("1h after", Duration.FromHours(1), false)),
            ("1h clock after", new WarnAfter("1h clock after", Duration.FromHours(1), true)),
            ("2 hours After", new WarnAfter("2 hours After", Duration.FromHours(2), false)),
        ];
        foreach (var (text, expected) in cases)
        {
            var (value, problem) = WarningParser.Parse(text);
            problem.ShouldBeNull(text);
            value.ShouldBe(expected);
            value!.Text.ShouldBe(text);
        }
    }

    [Theory]
    [InlineData("", "warning-unknown", 0)]
    [InlineData("soon", "warning-unknown", 0)]
    [InlineData("15m", "warning-side", 3)]
    [InlineData("15m clock", "warning-side", 9)]
    [InlineData("15m before clock", "warning-unknown", 11)]
    [InlineData("50% before", "warning-unknown", 4)]
    [InlineData("0%", "percent", 0)]
    [InlineData("1001%", "percent", 0)]
    [InlineData("0m before", "zero-duration", 0)]
    [InlineData("2d before", "duration-unit", 1)]
    [InlineData("15 before", "duration-unit", 3)]
    public void Others_are_refused_where_they_go_wrong(string text, string code, int column)
    {
        var (value, problem) = WarningParser.Parse(text, new("a.yaml", 3, 10), "targets.x.warn");
        value.ShouldBeNull();
        problem.ShouldNotBeNull();
        problem.Code.ShouldBe(code);
        problem.At.ShouldBe(new Position("a.yaml", 3, 10 + column));
        problem.Hint.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("0.0001%", 0.0001)]
    [InlineData("1000%", 1000)]
    [InlineData("99.9999 %", 99.9999)]
    [InlineData("050%", 50)]
    [InlineData("  80%  ", 80)]
    public void Shares_reach_from_a_ten_thousandth_to_ten_times_the_promise(string text, double percent) =>
        WarningParser.Parse(text).Value.ShouldBe(new WarnAtPercent(text, (decimal)percent));

    [Theory]
    [InlineData("1s before", 1, true, false)]
    [InlineData("90s before", 90, true, false)]
    [InlineData("87840h before", 87_840 * 3600L, true, false)]
    [InlineData("1h30m15s clock before", 5415, true, true)]
    [InlineData("1 hour 30 min clock after", 5400, false, true)]
    [InlineData("30 minutes AFTER", 1800, false, false)]
    [InlineData("15m\tCLOCK  before", 900, true, true)]
    public void Lengths_stand_before_or_after_the_end_in_working_or_clock_time(string text, long seconds, bool before, bool clock)
    {
        var length = Duration.FromSeconds(seconds);
        Warning expected = before ? new WarnBefore(text, length, clock) : new WarnAfter(text, length, clock);
        WarningParser.Parse(text).Value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("80", "duration-unit", 0, "`80` has no unit")]
    [InlineData("80 percent", "duration-unit", 3, "`percent` is not a unit")]
    [InlineData("%", "warning-unknown", 0, "`%` is not a warning")]
    [InlineData("80%%", "warning-unknown", 3, "`%` cannot follow here")]
    [InlineData("80% clock", "warning-unknown", 4, "`clock` cannot follow here")]
    [InlineData("80%, 90%", "warning-unknown", 3, "`, 90%` cannot follow here")]
    [InlineData("80,5%", "percent", 0, "`80,5` is not a percentage")]
    [InlineData("0.00001%", "percent", 0, "`0.00001` is not a percentage")]
    [InlineData("1000.0001%", "percent", 0, "1000.0001% is outside of its range")]
    [InlineData("0.0%", "percent", 0, "0.0% is outside of its range")]
    [InlineData("1234567890.123%", "percent", 0, "is not a percentage")]
    [InlineData("-15m before", "warning-unknown", 0, "`-15m before` is not a warning")]
    [InlineData("before 15m", "warning-unknown", 0, "`before 15m` is not a warning")]
    [InlineData("half", "warning-unknown", 0, "`half` is not a warning")]
    [InlineData("15M before", "duration-unit", 2, "`M` is not a unit")]
    [InlineData("1.5h before", "fractional-duration", 0, "`1.5` is not a whole number")]
    [InlineData("30m1h before", "duration-order", 3, "`1h` cannot follow a smaller or the same unit")]
    [InlineData("87841h before", "duration-too-long", 0, "this is longer than ten years")]
    [InlineData("2 business days before", "duration-unit", 2, "`business` is not a unit")]
    [InlineData("1 working day before", "duration-unit", 2, "`working` is not a unit")]
    [InlineData("15m before due", "warning-unknown", 11, "`due` cannot follow here")]
    [InlineData("15m before after", "warning-unknown", 11, "`after` cannot follow here")]
    [InlineData("15m before clock", "warning-unknown", 11, "`clock` cannot follow here")]
    [InlineData("15m, before", "warning-side", 3, "`before` or `after` is missing")]
    [InlineData("15m until", "warning-side", 4, "`before` or `after` is missing")]
    [InlineData("15m 5 before", "warning-side", 4, "`before` or `after` is missing")]
    public void What_is_no_warning_says_so(string text, string code, int column, string message)
    {
        var (value, problem) = WarningParser.Parse(text, new("a.yaml", 3, 10), "targets.x.warn");
        value.ShouldBeNull();
        problem.ShouldNotBeNull();
        (problem.Code, problem.At.Column, problem.Path).ShouldBe((code, 10 + column, "targets.x.warn"));
        problem.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("15m", "15m before")]
    [InlineData("1.5h before", "1h30m")]
    public void What_is_offered_instead_is_a_text_that_parses(string text, string offered)
    {
        WarningParser.Parse(text).Problem.ShouldNotBeNull().Hint.ShouldContain($"`{offered}`");
        (WarningParser.Parse(offered).Value is not null || WithinParser.ParseLength(offered) is not null).ShouldBeTrue();
    }

    [Fact]
    public void A_very_long_text_is_refused_at_once() =>
        WarningParser.Parse(new string('5', 100_000)).Problem.ShouldNotBeNull().Code.ShouldBe("warning-unknown");
}
