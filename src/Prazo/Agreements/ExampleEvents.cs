using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Agreements;

/// <summary>Makes the ticket events of an agreement's example (<c>given:</c>). Local times are in the agreement's zone.</summary>
internal sealed class ExampleEvents(DateTimeZone zone)
{
    private static readonly LocalDateTimePattern[] Patterns =
        [.. new[] { "uuuu-MM-dd HH:mm", "uuuu-MM-dd HH:mm:ss.FFF", "uuuu-MM-dd'T'HH:mm", "uuuu-MM-dd'T'HH:mm:ss.FFF" }.Select(LocalDateTimePattern.CreateWithInvariantCulture)];

    private readonly List<Problem> _problems = [];
    private readonly List<TicketEvent> _events = [];
    private Instant _at;

    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>The events as they happened, and the instant at which one looks.</summary>
    public (IReadOnlyList<TicketEvent> Events, Instant AsOf) Read(MapNode given)
    {
        _at = When(given["created"], given.At, "created") ?? default;
        var fields = given["fields"] is MapNode map
            ? map.Entries.ToImmutableSortedDictionary(e => e.Key.Text, e => Text(e.Value) ?? "", StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, string>.Empty;
        _events.Add(new TicketCreated("", _at, _at, 0, fields, Flag(given["by-agent"])));
        if (given["events"] is ListNode list)
            foreach (var item in list.Items.OfType<MapNode>())
                ReadOne(item);
        return (_events, When(given["as-of"], given.At, "as-of") ?? default);
    }

    /// <summary>Null for a text that is no local time.</summary>
    public Instant? Parse(string text)
    {
        foreach (var pattern in Patterns)
            if (pattern.Parse(text) is { Success: true } local)
            {
                // T7: the first instant at which the wall clock reads that time or later.
                var mapped = zone.MapLocal(local.Value);
                return mapped.Count == 0 ? mapped.LateInterval.Start : mapped.First().ToInstant();
            }
        return null;
    }

    // One entry may say several things at once, such as `reply: ana, status: resolved`: they happen in the order written.
    private void ReadOne(MapNode entry)
    {
        if (When(entry["at"], entry.At, "at") is not { } at)
            return;
        _at = at;
        foreach (var (key, value) in entry.Entries)
            if (key.Text != "at")
                Add(key.Text, value);
    }

    private void Add(string key, Node node)
    {
        var sequence = _events.Count;
        var text = Text(node) ?? "";
        string? Of(string name) => node is MapNode map ? Text(map[name]) : null;
        TicketEvent? made = key switch
        {
            "customer" => new CustomerMessage("", _at, _at, sequence, Automatic: text == "automatic", Thanks: text == "thanks"),
            "reply" => new AgentMessage("", _at, _at, sequence, text),
            "bot" => new AgentMessage("", _at, _at, sequence, text, Bot: true),
            "note" => new AgentMessage("", _at, _at, sequence, text, Public: false),
            "accepted" => new TicketAccepted("", _at, _at, sequence, text),
            "workaround" => new WorkaroundGiven("", _at, _at, sequence),
            "merged" => new MergedInto("", _at, _at, sequence, text),
            "absorbed" => new Absorbed("", _at, _at, sequence, Of("ticket") ?? text, node is MapNode absorbed && absorbed["unanswered-since"] is { } since ? When(since, since.At, "unanswered-since") : null),
            "pause" => new ClockPaused("", _at, _at, sequence, Of("target"), Of("reason") ?? text, PartyOf(Of("party")), ""),
            "resume" => new ClockResumed("", _at, _at, sequence, Of("target"), ""),
            "waive" => new ClockWaived("", _at, _at, sequence, Of("target") ?? text, Of("reason") ?? "", Of("by") ?? "", Of("granted-by") ?? ""),
            "extend" => Extension(node, sequence),
            "call-offered" => new CallOffered("", _at, _at, sequence, text),
            "call-answered" => new CallAnswered("", _at, _at, sequence, Of("call") ?? text, Of("agent") ?? "", Of("outbound") == "true"),
            "call-abandoned" => new CallAbandoned("", _at, _at, sequence, text),
            "call-ended" => new CallEnded("", _at, _at, sequence, text),
            _ => new FieldChanged("", _at, _at, sequence, key, text),
        };
        if (made is not null)
            _events.Add(made);
    }

    private ClockExtended? Extension(Node node, long sequence)
    {
        if (node is MapNode map && Text(map["target"]) is { } target && Text(map["length"]) is { } length && WithinParser.ParseLength(length) is { } granted)
            return new ClockExtended("", _at, _at, sequence, target, granted, Text(map["reason"]) ?? "", Text(map["by"]) ?? "");
        _problems.Add(new(Severity.Error, "bad-example", node.At, "extend", "an extension needs a target and a length", "write { target: resolution, length: 2h, reason: …, by: … }"));
        return null;
    }

    private Instant? When(Node? node, Position near, string key)
    {
        if (Text(node) is { } text && Parse(text) is { } instant)
            return instant;
        _problems.Add(new(Severity.Error, "bad-example", node?.At ?? near, key, node is null ? $"{key} is missing" : $"{Text(node)} is no local time that exists", "write it like 2026-01-31 09:00"));
        return null;
    }

    private static Party PartyOf(string? text) => Enum.TryParse<Party>(text, ignoreCase: true, out var party) ? party : Party.Nobody;

    private static bool Flag(Node? node) => string.Equals(Text(node), "true", StringComparison.OrdinalIgnoreCase);

    internal static string? Text(Node? node) => (node as ScalarNode)?.Text;
}
