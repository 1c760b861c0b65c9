using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Stories;

/// <summary>What happens in stories, in words: <c>created priority=high</c>, <c>ana replies</c>, <c>status=resolved</c>, …</summary>
internal static partial class StoryEvents
{
    [GeneratedRegex(@"^(?<what>.*?)(?: \[(?:id (?<id>\S+))?,? ?(?:sequence (?<seq>\d+))?,? ?(?:recorded (?<rec>.+))?\])?$", RegexOptions.None, 1000)]
    private static partial Regex WithMarks();

    /// <summary>One event, or several fields that change at once.</summary>
    public static IEnumerable<TicketEvent> Read(string text, Instant at, StoryTimes times)
    {
        var marks = WithMarks().Match(text);
        var recorded = marks.Groups["rec"].Success ? times.Parse(marks.Groups["rec"].Value) : at;
        var sequence = marks.Groups["seq"].Success ? long.Parse(marks.Groups["seq"].Value, CultureInfo.InvariantCulture) : 0;
        foreach (var e in One(marks.Groups["what"].Value, at, times))
            yield return e with { Id = marks.Groups["id"].Value, Recorded = recorded, Sequence = sequence };
    }

    private static IEnumerable<TicketEvent> One(string text, Instant t, StoryTimes times)
    {
        var w = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (w.Length > 0 && Array.TrueForAll(w, x => x.IndexOf('=', StringComparison.Ordinal) > 0))
            return w.Select(x => (TicketEvent)new FieldChanged("", t, t, 0, x[..x.IndexOf('=', StringComparison.Ordinal)], x[(x.IndexOf('=', StringComparison.Ordinal) + 1)..].Replace('_', ' ')));
        return [w switch
        {
            ["created", "by", "agent", .. var fields] => new TicketCreated("", t, t, 0, Fields(fields), ByAgent: true),
            ["created", .. var fields] => new TicketCreated("", t, t, 0, Fields(fields)),
            ["customer", "writes"] => new CustomerMessage("", t, t, 0),
            ["customer", "thanks"] => new CustomerMessage("", t, t, 0, Thanks: true),
            ["customer", "auto-replies"] => new CustomerMessage("", t, t, 0, Automatic: true),
            ["bot", "replies"] => new AgentMessage("", t, t, 0, "bot", Bot: true),
            [var agent, "replies"] => new AgentMessage("", t, t, 0, agent),
            [var agent, "notes"] => new AgentMessage("", t, t, 0, agent, Public: false),
            [var agent, "accepts"] => new TicketAccepted("", t, t, 0, agent),
            ["workaround"] => new WorkaroundGiven("", t, t, 0),
            ["merged", "into", var survivor] => new MergedInto("", t, t, 0, survivor),
            ["absorbs", var other] => new Absorbed("", t, t, 0, other, null),
            ["absorbs", var other, "unanswered", "since", .. var since] => new Absorbed("", t, t, 0, other, times.Parse(string.Join(' ', since))),
            ["pause", var target, "for", var reason, "by", var party] => new ClockPaused("", t, t, 0, Target(target), reason, PartyOf(party), "ana"),
            ["resume", var target] => new ClockResumed("", t, t, 0, Target(target), "ana"),
            ["waive", var target, "for", var reason] => new ClockWaived("", t, t, 0, target, reason, "ana", "bia"),
            ["extend", var target, var length, "for", var reason] => new ClockExtended("", t, t, 0, target, StoryTimes.Length(length), reason, "ana"),
            ["call", var call, "rings"] => new CallOffered("", t, t, 0, call),
            ["call", var call, "answered", "by", var agent] => new CallAnswered("", t, t, 0, call, agent),
            ["call", var call, "made", "by", var agent] => new CallAnswered("", t, t, 0, call, agent, Outbound: true),
            ["call", var call, "abandoned"] => new CallAbandoned("", t, t, 0, call),
            ["call", var call, "ended"] => new CallEnded("", t, t, 0, call),
            _ => throw new FormatException($"nothing happens that is called `{text}`"),
        }];
    }

    private static string? Target(string word) => word == "all" ? null : word;

    private static Party PartyOf(string word) => Names.Parties.Find(word) ?? throw new FormatException($"there is no party `{word}`");

    private static ImmutableSortedDictionary<string, string> Fields(string[] words) => words.Select(w => w.Split('=', 2))
        .ToImmutableSortedDictionary(f => f.Length == 2 ? f[0] : throw new FormatException($"`{f[0]}` is no field=value"), f => f[1].Replace('_', ' '), StringComparer.Ordinal);
}
