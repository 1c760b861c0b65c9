using NodaTime;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Stories;

/// <summary>Stories are read strictly, and a story that is wrong fails at its line.</summary>
public class StoryFileTests
{
    private const string Good = """
        story T12 one
        target resolution: { within: 4h }
        Mon 10:00 created priority=high
        Mon 11:00 ana replies
        as of Mon 12:00
        # Two of four hours.
        resolution: active, due Mon 14:00, worked 2h
        """;

    private static List<string> Differences(string text)
    {
        var story = StoryFile.Read("x.story", text).ShouldHaveSingleItem();
        return [.. story.Looks.SelectMany(l => StoryCheck.Of(story, l, ClockEngine.Replay(story.Agreements, story.Events, l.AsOf)))];
    }

    [Fact]
    public void A_good_story_reads_and_holds() => Differences(Good).ShouldBeEmpty();

    [Theory]
    [InlineData("due Mon 14:00", "due Mon 14:01", "x.story:7: resolution due should be `Mon 14:01` but is `Mon 14:00`")]
    [InlineData("active,", "paused,", "x.story:7: resolution state should be `paused` but is `active`")]
    [InlineData("worked 2h", "worked 2h1ms", "x.story:7: resolution worked should be `2h1ms` but is `2h`")]
    [InlineData("worked 2h", "remaining none", "x.story:7: resolution remaining should be `none` but is `2h`")]
    [InlineData("worked 2h", "shift pause Mon 13:00 -> Mon 14:00 at Mon 12:00", "x.story:7: resolution shift should be `pause Mon 13:00 -> Mon 14:00 at Mon 12:00` but is ``")]
    [InlineData("worked 2h", "piece running Mon 10:00 .. Mon 11:00 office", "x.story:7: resolution piece should be `running Mon 10:00 .. Mon 11:00 office` but is `running Mon 10:00 .. Mon 12:00 office`")]
    [InlineData("worked 2h", "held bia/- Mon 11:00 .. Mon 12:00", "x.story:7: resolution held should be `bia/- Mon 11:00 .. Mon 12:00` but is `-/- Mon 10:00 .. Mon 11:00; ana/- Mon 11:00 .. Mon 12:00`")]
    [InlineData("worked 2h", "fact met Mon 11:00", "x.story:7: resolution fact should be `met Mon 11:00` but is `none`")]
    [InlineData("worked 2h", "paused customer 1m", "x.story:7: resolution paused customer should be `1m` but is `0m`")]
    [InlineData("resolution: active", "resolution#2: active", "x.story:7: resolution#2 is 0 clocks")]
    [InlineData("resolution: active, due Mon 14:00, worked 2h", "no clocks", "x.story:5: resolution#1 is Active and not expected")]
    [InlineData("target resolution", "target update: { within: 1h }\ntarget resolution", "x.story:6: update#1 is")]
    public void A_wrong_expectation_is_told_with_its_line(string from, string to, string told)
    {
        var differences = Differences(Good.Replace(from, to, StringComparison.Ordinal));
        differences.ShouldContain(d => d.StartsWith(told, StringComparison.OrdinalIgnoreCase), string.Join('\n', differences));
    }

    [Theory]
    [InlineData("ana replies", "ana shrugs", "x.story:4: nothing happens that is called `ana shrugs`")]
    [InlineData("Mon 11:00", "Mond 11:00", "x.story:4: `Mond 11:00 ana replies` is not understood")]
    [InlineData("Mon 11:00", "Mon 11", "x.story:4: `Mon 11 ana replies` is not understood")]
    [InlineData("priority=high", "priority", "x.story:3: `priority` is no field=value")]
    [InlineData("as of Mon 12:00", "as of noon", "x.story:5: `noon` is no moment")]
    [InlineData("target resolution", "goal resolution", "x.story:2: `goal resolution: { within: 4h }` is not understood")]
    [InlineData("story T12 one", "story one", "x.story:1: a story cites its rules first")]
    [InlineData("story T12 one", "story T12 one\nmatching best", "x.story:2: there is no strategy `best`")]
    [InlineData("story T12 one", "story T12 one\nzone Sao Paulo", "x.story:2: there is no zone `Sao Paulo`")]
    [InlineData("story T12 one", "story T12 one\nweek 2026-03-03", "x.story:2: a week begins on a Monday")]
    [InlineData("# Two of four hours.", "", "x.story:1: a story needs")]
    [InlineData("resolution: active, due Mon 14:00, worked 2h", "", "x.story:1: a story needs")]
    [InlineData("resolution: active, due Mon 14:00, worked 2h", "as of Mon 13:00\nresolution: active", "x.story:7: nothing is expected at the moment before")]
    public void What_is_not_understood_fails_with_file_and_line(string from, string to, string told) =>
        Should.Throw<FormatException>(() => StoryFile.Read("x.story", Good.Replace(from, to, StringComparison.Ordinal))).Message.ShouldStartWith(told);

    [Theory]
    [InlineData("worked 2h", "mood 2h", "x.story:7: a clock shows no `mood 2h`")]
    [InlineData("worked 2h", "worked two hours", "x.story:7: `two hours` is no length")]
    [InlineData("worked 2h", "paused cat 2h", "x.story:7: there is no party `cat`")]
    public void An_expectation_of_nothing_that_a_clock_shows_fails_with_its_line(string from, string to, string told) =>
        Should.Throw<FormatException>(() => Differences(Good.Replace(from, to, StringComparison.Ordinal))).Message.ShouldStartWith(told);

    [Theory]
    [InlineData("Mon 10:00", "2026-03-02T13:00:00Z")]
    [InlineData("Sun+1 23:59:59.999", "2026-03-16T02:59:59.999Z")]
    [InlineData("2026-12-24 08:00:30", "2026-12-24T11:00:30Z")]
    [InlineData("Tue 12:00Z", "2026-03-03T12:00:00Z")]
    public void Moments_are_local_to_the_story_and_read_back(string text, string instant)
    {
        var times = new StoryTimes();
        times.Parse(text).ShouldBe(NodaTime.Text.InstantPattern.ExtendedIso.Parse(instant).Value);
        times.Parse(times.Show(times.Parse(text))).ShouldBe(times.Parse(text));
    }

    [Fact]
    public void A_local_time_that_stands_twice_is_the_first_and_the_second_is_written_in_utc()
    {
        var times = new StoryTimes { Monday = new(2026, 10, 26), Zone = DateTimeZoneProviders.Tzdb["America/New_York"] };
        times.Show(times.Parse("Sun 01:30")).ShouldBe("Sun 01:30");
        times.Parse("Sun 01:30").ShouldBe(Instant.FromUtc(2026, 11, 1, 5, 30));
        times.Show(Instant.FromUtc(2026, 11, 1, 6, 30)).ShouldBe("Sun 06:30Z");
    }
}
