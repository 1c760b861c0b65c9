using System.Globalization;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Stories;

/// <summary>Compares what a story expects at a moment with what was replayed; every difference is told with its line.</summary>
internal sealed class StoryCheck(StoryTimes times, Look look, TicketReplay replay)
{
    private readonly List<string> _differences = [];

    public static List<string> Of(Story story, Look look, TicketReplay replay)
    {
        var check = new StoryCheck(story.Times, look, replay);
        check.Clocks();
        check.Lists(look.Left, replay.Uncovered.Select(Text), "left");
        check.Lists(look.Chosen, replay.Agreements.Select(a => $"{a.Agreement}@{a.Version} from {story.Times.Show(a.From)}: {a.Why}"), "chosen");
        return check._differences;
    }

    private void Clocks()
    {
        var unseen = replay.Clocks.ToList();
        foreach (var expected in look.Clocks)
        {
            var found = unseen.Where(c => expected.Reference == c.Target || expected.Reference == $"{c.Target}#{c.Cycle}" || expected.Reference == $"{c.Agreement}/{c.Target}" || expected.Reference == $"{c.Agreement}/{c.Target}#{c.Cycle}").ToList();
            if (found.Count != 1)
            {
                _differences.Add($"{expected.Place}: {expected.Reference} is {found.Count} clocks");
                continue;
            }
            unseen.Remove(found[0]);
            Clock(expected, found[0]);
        }
        foreach (var c in unseen)
            _differences.Add($"{look.Place}: {c.Target}#{c.Cycle} is {Word(c.State)} and not expected (started {times.Show(c.Started)}, due {times.Show(c.Due)}, cause {c.Cause})");
    }

    private void Clock(ExpectedClock expected, Clock clock)
    {
        Same(expected.Place, expected.Reference + " state", expected.Phrases[0], Word(clock.State));
        foreach (var group in expected.Phrases.Skip(1).GroupBy(p => p.Split(' ')[0]))
        {
            var values = group.Select(p => p.Contains(' ', StringComparison.Ordinal) ? p[(p.IndexOf(' ', StringComparison.Ordinal) + 1)..] : "").ToList();
            var name = $"{expected.Reference} {group.Key}";
            try
            {
                if (group.Key is "piece" or "shift" or "held")
                    Same(expected.Place, name, string.Join("; ", values), string.Join("; ", List(clock, group.Key)));
                else
                    foreach (var value in values)
                        One(expected.Place, name, clock, group.Key, value);
            }
            catch (FormatException e)
            {
                throw new FormatException($"{expected.Place}: {e.Message}", e);
            }
        }
    }

    private void One(string place, string name, Clock c, string word, string value)
    {
        switch (word)
        {
            case "run": Same(place, name, value, Word(c.Run)); break;
            case "verdict": Same(place, name, value, Word(c.Verdict)); break;
            case "started": Moment(place, name, value, c.Started); break;
            case "stopped": Moment(place, name, value, c.Stopped); break;
            case "due": Moment(place, name, value, c.Due); break;
            case "last": Moment(place, name, value, c.Last); break;
            case "original": Moment(place, name, value, c.OriginalDue); break;
            case "verdict-at": Moment(place, name, value, c.VerdictAt); break;
            case "fires": Moment(place, name, value, c.NextFire); break;
            case "worked": Length(place, name, value, c.Worked); break;
            case "elapsed": Length(place, name, value, c.Elapsed); break;
            case "remaining": Length(place, name, value, c.Remaining); break;
            case "used": Same(place, name, value, c.UsedPercent is { } u ? Math.Round(u, 4).ToString("0.####", CultureInfo.InvariantCulture) + "%" : "none"); break;
            case "cause": Same(place, name, value, c.Cause ?? "none"); break;
            case "limit": Same(place, name, value, c.Limit ?? "none"); break;
            case "calendar": Same(place, name, value, c.Calendar); break;
            case "by": Same(place, name, value, c.ByValue ?? "none"); break;
            case "call": Same(place, name, value, c.Call ?? "none"); break;
            case "link": Same(place, name, value, c.Link ?? "none"); break;
            case "agreement": Same(place, name, value, $"{c.Agreement}@{c.AgreementVersion}"); break;
            case "paused": Waited(place, name, c, value); break;
            case "facts": Same(place, name, value, string.Join(' ', c.Facts.Select(f => Word(f.Kind)))); break;
            case "fact": Same(place, name, value, c.Facts.Select(f => $"{Word(f.Kind)} {times.Show(f.At)}{(f.Cause is null ? "" : $" {f.Cause}")}").FirstOrDefault(f => f == value) ?? "none"); break;
            case "no" when value is "shift": Same(place, name, "", string.Join("; ", List(c, "shift"))); break;
            default: throw new FormatException($"a clock shows no `{word} {value}`");
        }
    }

    // paused customer 3h: clock time of its pauses for which this party is accountable.
    private void Waited(string place, string name, Clock c, string value)
    {
        var words = value.Split(' ');
        var party = Names.Parties.Find(words[0]) ?? throw new FormatException($"there is no party `{words[0]}`");
        var total = c.Pieces.Where(p => p.Kind == PieceKind.Paused && p.Party == party).Aggregate(Duration.Zero, (sum, p) => sum + (p.To - p.From));
        Length(place, $"{name} {words[0]}", words[1], total);
    }

    private IEnumerable<string> List(Clock c, string word) => word switch
    {
        "piece" => c.Pieces.Select(p => $"{Word(p.Kind)} {times.Show(p.From)} .. {times.Show(p.To)} {p.Calendar}{(p.Kind == PieceKind.Paused ? $" {p.Reason}/{Word(p.Party!.Value)}" : "")}"),
        "held" => c.Holders.Select(h => $"{h.Agent ?? "-"}/{h.Team ?? "-"} {times.Show(h.From)} .. {times.Show(h.To)}"),
        _ => c.Shifts.Select(s => $"{s.Cause} {times.Show(s.From)} -> {times.Show(s.To)} at {times.Show(s.At)}"),
    };

    private void Lists(List<(string Text, string Place)> expected, IEnumerable<string> actual, string what)
    {
        if (expected.Count > 0)
            Same(expected[0].Place, what, string.Join("; ", expected.Select(e => e.Text).Order(StringComparer.Ordinal)), string.Join("; ", actual.Order(StringComparer.Ordinal)));
        else if (what == "left" && look.NoClocks)
            _differences.Add($"{look.Place}: there are no clocks, but what was left out is not told: {string.Join("; ", actual)}");
    }

    private static string Text(NoClock n) => $"{n.Agreement ?? "-"}{(n.Target is null ? "" : "/" + n.Target)}: {n.Code}{(n.Detail.Length > 0 ? " " + n.Detail.TrimEnd() : "")}";

    private void Moment(string place, string name, string expected, Instant? actual)
    {
        if (expected == "none" ? actual is not null : times.Parse(expected) != actual)
            Same(place, name, expected, times.Show(actual));
    }

    private void Length(string place, string name, string expected, Duration? actual)
    {
        if (expected == "none" ? actual is not null : StoryTimes.Length(expected) != actual)
            Same(place, name, expected, actual is { } a ? StoryTimes.Show(a) : "none");
    }

    private void Same(string place, string name, string expected, string actual)
    {
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
            _differences.Add($"{place}: {name} should be `{expected}` but is `{actual}`");
    }

    /// <summary>MetLate → met-late.</summary>
    private static string Word<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
