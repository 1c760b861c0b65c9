using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Stories;

/// <summary>
/// Reads stories, strictly: a line that is not understood fails with file and line. An indented line continues the one above; <c>#</c> begins a remark, of which
/// every story needs at least one: how its times were worked out by hand.
/// </summary>
/// <remarks>
/// Lines in the order of a story: <c>story T13 title</c>; <c>week</c> (a Monday), <c>zone</c>; <c>calendar</c>, <c>agreement</c>, <c>target</c> as in an agreement file,
/// <c>matching</c>, or <c>same agreement</c> as the story above; events, <c>Mon 10:00 ana replies</c>; <c>as of</c> a moment, and below it every clock with its state and more,
/// what is <c>left</c> out and what was <c>chosen</c>. More events and moments may follow.
/// </remarks>
internal sealed class StoryFile
{
    private readonly string _file;
    private readonly List<Story> _stories = [];

    private StoryFile(string file) => _file = file;

    public static IReadOnlyList<Story> Read(string file, string text)
    {
        var reader = new StoryFile(file);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length;)
        {
            var (line, place) = (lines[i].TrimEnd(), $"{file}:{i + 1}");
            for (i++; i < lines.Length && lines[i].StartsWith(' ') && lines[i].Trim().Length > 0; i++)
                line += " " + lines[i].Trim();
            try
            {
                reader.Take(line, place);
            }
            catch (FormatException e)
            {
                throw new FormatException($"{place}: {e.Message}", e);
            }
        }
        foreach (var s in reader._stories)
            if (s.Looks.Count == 0 || s.Looks.Exists(l => l.Clocks.Count == 0 && !l.NoClocks) || !s.Reasoned)
                throw new FormatException($"{s.Place}: a story needs a moment to look at, clocks there (or `no clocks`), and a remark that says how they were worked out");
        return reader._stories;
    }

    private void Take(string line, string place)
    {
        if (line.Length == 0)
            return;
        if (line[0] == '#')
        {
            if (_stories.Count > 0)
                _stories[^1].Reasoned = true;
            return;
        }
        var (word, rest) = Split(line, ' ');
        if (word == "story")
        {
            _stories.Add(new Story(rest, place));
            if (!_stories[^1].Rules.Any() || _stories.Exists(s => s.Name == rest && s.Place != place))
                throw new FormatException("a story cites its rules first, as in `story T13 a pause …`, and its title is its own");
            return;
        }
        if (_stories.Count == 0)
            throw new FormatException($"`{line}` stands before the first story");
        var story = _stories[^1];
        if (story.Times.TryTake(line, out var at, out var what))
            story.Events.AddRange(StoryEvents.Read(what, at, story.Times));
        else if (!TakeAgreement(story, word, rest) && !TakeLook(story, line, place))
            throw new FormatException($"`{line}` is not understood");
    }

    private bool TakeAgreement(Story story, string word, string rest)
    {
        if (story.Events.Count > 0)
            return false;
        var (id, text) = Split(rest, ':');
        switch (word)
        {
            case "week": story.Times = story.Times with { Monday = LocalDatePattern.Iso.Parse(rest).GetValueOrThrow() is { DayOfWeek: IsoDayOfWeek.Monday } d ? d : throw new FormatException("a week begins on a Monday") }; break;
            case "zone": story.Times = story.Times with { Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(rest) ?? throw new FormatException($"there is no zone `{rest}`") }; break;
            case "calendar": story.Lines.Calendar(id, text); break;
            case "agreement": story.Lines.Agreement(id, text); break;
            case "target": story.Lines.Target(id, text); break;
            case "matching": story.Lines.Matching = ReadMatching(rest); break;
            case "same" when rest == "agreement" && _stories.Count > 1: (story.Lines, story.Times) = (_stories[^2].Lines, _stories[^2].Times); break;
            default: return false;
        }
        return true;
    }

    private static Matching ReadMatching(string text)
    {
        static Strategy Of(string word) => word switch
        {
            "first" => Strategy.First, "most-specific" => Strategy.MostSpecific, "strictest" => Strategy.Strictest, "all" => Strategy.All,
            _ => throw new FormatException($"there is no strategy `{word}`"),
        };
        var parts = text.Split(", ");
        var others = parts.Skip(1).Select(p => p.Split(' ')).ToImmutableDictionary(p => Names.Metrics.Find(p[0]) ?? throw new FormatException($"there is no metric `{p[0]}`"), p => Of(p[1]));
        return new Matching(Of(parts[0]), others);
    }

    private static bool TakeLook(Story story, string line, string place)
    {
        if (line.StartsWith("as of ", StringComparison.Ordinal))
        {
            if (story.Looks.Count > 0 && story.Looks[^1] is { NoClocks: false, Clocks.Count: 0 })
                throw new FormatException("nothing is expected at the moment before");
            story.Looks.Add(new Look(story.Times.Parse(line[6..]), place));
            return true;
        }
        if (story.Looks.Count == 0)
            return false;
        var look = story.Looks[^1];
        if (line == "no clocks")
            look.NoClocks = true;
        else if (line.StartsWith("left ", StringComparison.Ordinal))
            look.Left.Add((line[5..], place));
        else if (line.StartsWith("chosen ", StringComparison.Ordinal))
            look.Chosen.Add((line[7..], place));
        else if (Split(line, ':') is (var reference, { Length: > 0 } phrases) && !reference.Contains(' ', StringComparison.Ordinal))
            look.Clocks.Add(new ExpectedClock(reference, [.. phrases.Split(',', StringSplitOptions.TrimEntries)], place));
        else
            return false;
        return true;
    }

    private static (string, string) Split(string text, char by) =>
        text.IndexOf(by, StringComparison.Ordinal) is >= 0 and var i ? (text[..i], text[(i + 1)..].Trim()) : (text, "");
}
