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

    [Theory]
    // A third of the letters may be wrong, one in a short word, and none is far.
    [InlineData("ab", "abc", true)]
    [InlineData("ab", "abcd", false)]
    [InlineData("abcdef", "abcdefgh", true)]
    [InlineData("abcdef", "abcdefghi", false)]
    [InlineData("abcdef", "badcef", true)] // two swaps
    [InlineData("abcdef", "badcfe", false)] // three
    [InlineData("abcdefghi", "badcfeghi", true)]
    [InlineData("abc", "xbc", true)]
    [InlineData("abc", "xyc", false)]
    [InlineData("ABC", "abc", true)] // case is no slip
    [InlineData("ABC", "ABD", true)]
    public void A_word_is_near_within_a_third_of_its_letters(string typed, string candidate, bool near) =>
        Suggestion.For(typed, [candidate]).ShouldBe(near ? candidate : null);

    [Fact]
    public void Of_equally_near_words_the_first_is_suggested_and_of_all_the_nearest()
    {
        Suggestion.For("lowr", ["lower", "low", "slow"]).ShouldBe("lower");
        Suggestion.For("lowr", ["low", "lower", "slow"]).ShouldBe("low");
        Suggestion.For("resolutoin", ["solution", "resolution", "resolutions"]).ShouldBe("resolution");
        Suggestion.For("resolution", ["resolutions", "resolution"]).ShouldBe("resolution");
    }

    [Fact]
    public void Words_beyond_64_letters_are_not_slips_of_the_finger()
    {
        Suggestion.For(new string('a', 64), [new string('a', 63)]).ShouldNotBeNull();
        Suggestion.For(new string('a', 65), [new string('a', 65)]).ShouldBeNull();
    }

    [Fact]
    public void A_list_of_more_than_thirty_is_not_shown()
    {
        Suggestion.Hint("xyz", [.. Enumerable.Range(1, 30).Select(i => $"key-number-{i}")]).ShouldStartWith("known here: key-number-1, ");
        Suggestion.Hint("xyz", [.. Enumerable.Range(1, 31).Select(i => $"key-number-{i}")]).ShouldBeEmpty();
        Suggestion.Hint("xyz", []).ShouldBeEmpty();
    }

    [Fact]
    public void A_short_list_is_shown_when_nothing_is_near() => Suggestion.Hint("xyz", ["from", "to"]).ShouldBe("known here: from, to");
}
