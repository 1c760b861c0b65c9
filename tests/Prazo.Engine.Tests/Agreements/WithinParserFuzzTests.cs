using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Tests.Fuzz;

namespace Prazo.Engine.Tests.Agreements;

public sealed class WithinParserFuzzTests
{
    static readonly Position At = new("sla.yaml", 5, 40);

    [Fact]
    [Trait("Rule", "T8")]
    public void T8_Whatever_is_typed_in_a_known_form_is_understood_and_printed_back_exactly() =>
        Mutator.Run("typed durations", 100_000, random =>
        {
            var expected = WithinTexts.Next(random);
            var (value, problem) = WithinParser.Parse(expected.Text, At);
            problem.ShouldBeNull(expected.Text);
            value.ShouldBe(expected);
            value!.ToString().ShouldBe(expected.Text);
            WithinParser.Parse(value.ToString()).Value.ShouldBe(value);
        });

    [Fact]
    public void A_damaged_duration_is_read_or_refused_with_a_place_and_a_hint() =>
        Mutator.Run("durations", 100_000, random =>
        {
            var text = Mutator.Mutate(random, WithinTexts.Corpus);
            var (value, problem) = WithinParser.Parse(text, At, "within");
            (value is null).ShouldBe(problem is not null);
            if (value is not null)
            {
                value.ToString().ShouldBe(text);
                ShouldBeWithinBounds(value);
            }
            ShouldBeHelpful(problem, text);
        });

    [Fact]
    public void A_damaged_warning_is_read_or_refused_with_a_place_and_a_hint() =>
        Mutator.Run("warnings", 100_000, random =>
        {
            var text = Mutator.Mutate(random, WithinTexts.Corpus);
            var (value, problem) = WarningParser.Parse(text, At, "warn");
            (value is null).ShouldBe(problem is not null);
            value?.Text.ShouldBe(text);
            ShouldBeHelpful(problem, text);
            if (WithinParser.ParseLength(text) is { } length)
                WithinParser.Parse(text).Value.ShouldBe(new WorkingTime(text, length));
        });

    static void ShouldBeWithinBounds(Within value)
    {
        var ok = value switch
        {
            WorkingTime w => w.Length > Duration.Zero && w.Length <= Duration.FromHours(87_840),
            ClockTime c => c.Length > Duration.Zero && c.Length <= Duration.FromHours(87_840),
            WorkingDays d => d.Days is > 0 and <= 3_660,
            BusinessDays d => d.Days is > 0 and <= 3_660,
            CalendarDays d => d.Days is > 0 and <= 3_660,
            CalendarMonths m => m.Months is > 0 and <= 120,
            UntilDate u => u.Date.Year is >= 1900 and <= 2999,
            UntilField f => f.Field.Length > 0,
            ShareOf s => s.Percent is > 0 and <= 100,
            _ => false,
        };
        ok.ShouldBeTrue(value.Text);
    }

    static void ShouldBeHelpful(Problem? problem, string text)
    {
        if (problem is null)
            return;
        problem.Code.ShouldNotBeNullOrEmpty();
        problem.Hint.ShouldNotBeNullOrWhiteSpace();
        problem.At.Column.ShouldBeInRange(At.Column, At.Column + text.Length);
        var line = problem.ToString();
        line.Length.ShouldBeLessThan(700);
        line.Any(c => char.IsControl(c) || char.IsSurrogate(c)).ShouldBeFalse(line);
    }
}
