using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>What a refused duration says and what it offers instead: words, place, and that every text offered can be typed.</summary>
[Trait("Rule", "T8")]
public sealed class WithinHintTests
{
    static Problem Refused(string text) => WithinParser.Parse(text, new("sla.yaml", 2, 5), "within").Problem.ShouldNotBeNull(text);

    [Theory]
    [InlineData("4S", "`S` is not a unit", "`4s`")]
    [InlineData("5M", "`M` is not a unit", "`5m`; for months write `5 months`")]
    [InlineData("1 week", "`week` is not a unit", "`5 business days` or `7 calendar days` for one week")]
    [InlineData("2w", "`w` is not a unit", "`5 business days`")]
    [InlineData("1y", "`y` is not a unit", "`12 months` for one year")]
    [InlineData("2 Years", "`Years` is not a unit", "`12 months`")]
    [InlineData("500ms", "`ms` is not a unit", "`1s`")]
    [InlineData("24 clock", "`clock` is not a unit", "`24h clock`")]
    [InlineData("24", "`24` has no unit", "`24m` for minutes, `24h` for hours, or `24 business days`")]
    [InlineData("3 fortnights", "`fortnights` is not a unit", "`4h`")]
    [InlineData("2 working hours", "`day` or `days` is missing after `working`", "`2h` for working time or `2h clock` for elapsed time")]
    [InlineData("1 calendar hour", "`day` or `days` is missing after `calendar`", "`1h` for working time or `1h clock`")]
    [InlineData("1 business", "`day` or `days` is missing after `business`", "`1 business day`")]
    [InlineData("2 working weeks", "`day` or `days` is missing after `working`", "`2 working days`")]
    [InlineData("3 calendar years", "`day` or `days` is missing after `calendar`", "`3 calendar days`")]
    public void A_unit_that_is_none_is_named_with_one_that_is(string text, string message, string hint) => Says(text, "duration-unit", message, hint);

    [Theory]
    [InlineData("1d", "`1d` does not say which days", "`1 working day`, `1 business day`, `1 calendar day` or `24h clock`")]
    [InlineData("2 days", "`2 days` does not say which days", "`2 working days`, `2 business days`, `2 calendar days` or `48h clock`")]
    [InlineData("3 dias", "`3 dias` does not say which days", "`3 working days`")]
    [InlineData("5 ZILE", "`5 ZILE` does not say which days", "`120h clock`")]
    [InlineData("2   days", "`2 days` does not say which days", "`2 business days`")]
    [InlineData("1h 2 days", "`2 days` does not say which days", "`2 working days`")]
    [InlineData("3660d", "`3660d` does not say which days", "`87840h clock`")]
    public void Bare_days_are_named_as_typed_with_the_four_choices(string text, string message, string hint) => Says(text, "ambiguous-day-unit", message, hint);

    [Theory]
    [InlineData("1.25h", "`1.25` is not a whole number", "write `1h15m`")]
    [InlineData("2,5m", "`2,5` is not a whole number", "write `2m30s`")]
    [InlineData("1.0h", "`1.0` is not a whole number", "write `1h`")]
    [InlineData("0.01h", "`0.01` is not a whole number", "write `36s`")]
    [InlineData("25.5h", "`25.5` is not a whole number", "write `25h30m`")]
    [InlineData("0.3s", "`0.3` is not a whole number", "write whole hours, minutes and seconds, such as `1h30m`")] // no whole seconds
    [InlineData("0.0h", "`0.0` is not a whole number", "write whole hours, minutes and seconds")]
    [InlineData("1.333333333333h", "`1.333333333333` is not a whole number", "write whole hours, minutes and seconds")]
    [InlineData("0.5 business days", "`0.5` is not a whole number of business days", "for parts of a day write hours and minutes, such as `12h` or `1h30m`")]
    [InlineData("1.5 months", "`1.5` is not a whole number of months", "write whole numbers")]
    [InlineData("1.5 days", "`1.5` is not a whole number of days", "write whole numbers")]
    public void Parts_are_turned_into_whole_units_where_they_come_out_even(string text, string message, string hint) => Says(text, "fractional-duration", message, hint);

    [Theory]
    [InlineData("30m1h", "`1h` cannot follow a smaller or the same unit")]
    [InlineData("1h 2 hours", "`2hours` cannot follow a smaller or the same unit")]
    [InlineData("1h60m", "`60m` is more than the unit before it")]
    [InlineData("1m60s", "`60s` is more than the unit before it")]
    [InlineData("1h3600s", "`3600s` is more than the unit before it")]
    [InlineData("10s5s", "`5s` cannot follow a smaller or the same unit")]
    public void Units_go_down_and_stay_below_the_one_before(string text, string message) => Says(text, "duration-order", message, "h");

    [Theory]
    [InlineData("59m59s", 3599)]
    [InlineData("1h59m59s", 7199)]
    [InlineData("60m", 3600)]
    [InlineData("3600s", 3600)]
    [InlineData("1h0m0s", 3600)]
    [InlineData("0h1s", 1)]
    [InlineData("87839h59m59s", 87_840L * 3600 - 1)]
    [InlineData("5270400m", 87_840L * 3600)]
    public void Up_to_that_they_are_read(string text, long seconds) => WithinParser.Parse(text).Value.ShouldBe(new WorkingTime(text, Duration.FromSeconds(seconds)));

    [Theory]
    [InlineData("87840h1s")]
    [InlineData("5270401m")]
    [InlineData("316224001s")]
    [InlineData("9999999999999s")]
    [InlineData("87840h0m1s clock")]
    public void Ten_years_are_the_most(string text) => Says(text, "duration-too-long", "this is longer than ten years", "`87840h`, `3660 business days`, `120 months`");

    [Theory]
    [InlineData("until 2026/12/24", "`2026/12/24` is not a date", 11)]
    [InlineData("until 2026-12-24T16:00", "`T16:00` cannot follow here", 21)]
    [InlineData("until 24.12.2026", "`until` needs a date or a field", 11)]
    [InlineData("until 16:00", "`until` needs a date or a field", 11)]
    [InlineData("until 1899-12-31", "1899-12-31 is outside of the years 1900 to 2999", 11)]
    [InlineData("until field a/b", "`until field` needs the name of one field", 17)]
    [InlineData("until field \"a\"", "`until field` needs the name of one field", 17)]
    [InlineData("until the end", "`until` needs a date or a field", 11)]
    public void A_fixed_end_is_a_date_or_a_field(string text, string message, int column)
    {
        var problem = Refused(text);
        problem.Message.ShouldContain(message);
        problem.At.Column.ShouldBe(column);
    }

    [Theory]
    [InlineData("until 1900-01-01")]
    [InlineData("until 2999-12-31")]
    [InlineData("until 2400-02-29")]
    [InlineData("UNTIL 2026-12-24 ")]
    public void Dates_reach_from_1900_to_2999(string text) => WithinParser.Parse(text).Value.ShouldBeOfType<UntilDate>();

    [Theory]
    [InlineData("2 business days else", "`else` cannot follow here")]
    [InlineData("2 business days else +1", "`else +1` cannot follow here")]
    [InlineData("2 business days else next", "`else next` cannot follow here")]
    [InlineData("2 business days if 10:00", "`if 10:00` cannot follow here")]
    [InlineData("2 business days closed", "`closed` cannot follow here")]
    [InlineData("2 business days before", "`before` cannot follow here")]
    [InlineData("2 business days and 4h", "`and 4h` cannot follow here")]
    [InlineData("2 business days 4h", "`4h` cannot follow here")]
    [InlineData("2 business days , , by close", "nothing follows this comma")]
    [InlineData("1 working day, from opening", "`, from opening` cannot follow here")]
    [InlineData("4h clock 30m", "`30m` cannot follow here")]
    [InlineData("4h working", "`working` cannot follow here")]
    public void What_cannot_follow_is_shown(string text, string message) => Says(text, "duration-rest", message, "");

    [Theory]
    [InlineData("2 working days by 16:00", "`2 business days by 16:00`")]
    [InlineData("1 working day by 16:00", "`1 business day by 16:00`")]
    [InlineData("until 2026-12-24, by close", "an `until` ends with that day")]
    [InlineData("4h by close", "with days write `2 business days by 16:00`")]
    public void What_the_form_would_take_is_offered(string text, string hint) => Says(text, "duration-rest", "cannot follow here", hint);

    [Theory]
    [InlineData("2 business days by 9:5", "`9:5` is not a time of day")]
    [InlineData("2 business days by 16:00:", "`16:00:` is not a time of day")]
    [InlineData("2 business days by 24:00", "there is no 24:00 on a day")]
    [InlineData("2 business days from 24:00 at opening", "there is no 24:00 on a day")]
    [InlineData("2 business days from 17:00 at 8:60", "there is no 8:60 on a day")]
    [InlineData("2 business days if before 99:99 else +1", "there is no 99:99 on a day")]
    public void A_time_of_day_is_from_00_00_to_23_59(string text, string message) => Says(text, "duration-time", message, "");

    [Theory]
    [InlineData("2 business days by 0:00")]
    [InlineData("2 business days by 23:59")]
    [InlineData("2 business days from 00:00 at 23:59")]
    [InlineData("2 business days if before 0:01 else +366")]
    public void Up_to_that_it_is_read(string text) => WithinParser.Parse(text).Value.ShouldBeOfType<BusinessDays>();

    [Theory]
    [InlineData("by close by end of day", "`by end of day` says a second time what was said before", 22)]
    [InlineData("closed day keep closed day opening", "`closed day opening` says a second time", 29)]
    [InlineData("from 17:00 at opening from 18:00 at 08:00", "`from 18:00 at 08:00` says a second time", 35)]
    [InlineData("before opening keep before opening at opening", "`before opening at opening` says a second time", 33)]
    [InlineData("else next opening if before 10:00 else +1", "`if before 10:00 else +1` says a second time", 31)]
    [InlineData("if before 10:00 else next opening if before 11:00 else next opening", "says a second time", 47)]
    [InlineData("from opening, from opening", "`from opening` says a second time", 27)]
    public void A_rule_stands_once(string rules, string message, int column)
    {
        var problem = Refused("1 month " + rules);
        // Months take no added days, which is refused before a repetition is seen.
        if (rules.EndsWith("else +1", StringComparison.Ordinal))
            problem = Refused("9 business days " + rules);
        problem.Message.ShouldContain(message);
        (problem.Code, problem.At.Column).ShouldBe(("duration-twice", rules.EndsWith("else +1", StringComparison.Ordinal) ? column + 8 : column));
    }

    [Theory]
    [InlineData("\u0000", "`?` is not a duration")]
    [InlineData("line\nbreak", "`line?break` is not a duration")]
    [InlineData("😀", "`??` is not a duration")]
    [InlineData("a\u2028b", "`a?b` is not a duration")]
    [InlineData("abcdefghijabcdefghijabcdefghijabcdefghijX", "`abcdefghijabcdefghijabcdefghijabcdefghij…` is not a duration")]
    public void What_was_typed_is_shown_on_one_short_line(string text, string message) => Says(text, "duration-unknown", message, "`4h`");

    static void Says(string text, string code, string message, string hint)
    {
        var problem = Refused(text);
        problem.Code.ShouldBe(code);
        problem.Message.ShouldContain(message, Case.Sensitive);
        problem.Hint.ShouldContain(hint, Case.Sensitive);
    }

    [Fact]
    public void Every_text_in_a_hint_of_a_form_can_be_typed()
    {
        string[] texts = ["", "soon", "2d", "4S", "5M", "1 week", "1y", "500ms", "24 clock", "2 working hours", "1 business", "1.25h", "87841h", "2 working days by 16:00", "4h by close", "until x", "25% resolution", "-4h"];
        foreach (var text in texts)
            foreach (var offered in Refused(text).Hint.Split('`').Where((_, i) => i % 2 == 1).Where(o => o != "clock"))
                WithinParser.Parse(offered.Replace("until field target_dt", "until field t", StringComparison.Ordinal)).Value.ShouldNotBeNull($"{offered}, offered for {text}");
    }
}
