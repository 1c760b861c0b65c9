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

    [Fact]
    public void A_very_long_text_is_refused_at_once() =>
        WarningParser.Parse(new string('5', 100_000)).Problem.ShouldNotBeNull().Code.ShouldBe("warning-unknown");
}
