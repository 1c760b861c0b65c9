using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Engine.Tests.Agreements;
using Prazo.Engine.Tests.Clocks;

namespace Prazo.Engine.Tests.Stories;

/// <summary>Every story comes out as written, however its events are delivered, ticket by ticket and over columns.</summary>
public class StoryTests
{
    private static readonly string Folder = Path.Combine(SchemaTests.Root, "tests", "Prazo.Engine.Tests", "Stories");

    private static readonly Lazy<Dictionary<string, Story>> All = new(() => Directory.GetFiles(Folder, "*.story").Order(StringComparer.Ordinal)
        .SelectMany(f => StoryFile.Read(Path.GetFileName(f), File.ReadAllText(f))).ToDictionary(s => s.Name, StringComparer.Ordinal));

    public static TheoryData<string> Names() => [.. All.Value.Keys];

    /// <summary>Rules that some story cites.</summary>
    internal static IEnumerable<string> Told => All.Value.Values.SelectMany(s => s.Rules);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_story_comes_out_as_written(string name)
    {
        var story = All.Value[name];
        var set = story.Agreements;
        var differences = new List<string>();
        foreach (var look in story.Looks)
            differences.AddRange(StoryCheck.Of(story, look, ClockEngine.Replay(set, story.Events, look.AsOf)));
        differences.ShouldBeEmpty(string.Join('\n', differences));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void T2_A_story_told_backwards_and_twice_comes_out_the_same(string name)
    {
        var story = All.Value[name];
        var set = story.Agreements;
        var told = story.Events.AsEnumerable().Reverse().Concat(story.Events).ToList();
        foreach (var look in story.Looks)
            RandomTickets.Text(ClockEngine.Replay(set, told, look.AsOf)).ShouldBe(RandomTickets.Text(ClockEngine.Replay(set, story.Events, look.AsOf)), story.Place);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_story_among_others_gives_the_same_rows_over_columns(string name)
    {
        var story = All.Value[name];
        var set = story.Agreements;
        var builder = new HistoryBuilder();
        foreach (var (ticket, delay) in new[] { ("A", 0), ("B", 1), ("C", 27 * 60) })
            foreach (var e in story.Events)
                builder.Add(ticket, e with { Occurred = e.Occurred + Duration.FromMinutes(delay), Recorded = e.Recorded + Duration.FromMinutes(delay) });
        var history = builder.Build();
        foreach (var look in story.Looks)
            HistoryReplayTests.Rows(new HistoryReplay(set, history), look.AsOf).ShouldBe(HistoryReplayTests.Rows(new HistoryReplay(set, history, columns: false), look.AsOf), story.Place);
    }

    [Fact]
    public void Every_rule_of_clocks_has_its_stories()
    {
        var told = Told.ToHashSet(StringComparer.Ordinal);
        foreach (var rule in Enumerable.Range(1, 19))
            told.ShouldContain($"T{rule}");
    }

    [Fact]
    public void Stories_are_sorted_into_files_by_the_rule_that_they_cite_first()
    {
        foreach (var s in All.Value.Values)
            s.Rules.Select(r => r + "-").ShouldContain(p => s.Place.StartsWith(p, StringComparison.Ordinal), s.Name);
    }
}
