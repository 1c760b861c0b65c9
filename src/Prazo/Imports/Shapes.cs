using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Imports;

/// <summary>Event contents without their instants.</summary>
internal static class Shapes
{
    private static readonly Instant Zero = Instant.FromUnixTimeMilliseconds(0);

    /// <summary>Every kind a mapping can name, with what it takes after an equals sign.</summary>
    public static readonly ImmutableArray<string> Kinds =
    [
        "created", "created-by-agent", "field", "customer-message", "customer-auto", "thanks", "reply", "bot-reply", "note", "accepted", "workaround",
        "merged", "absorbed", "pause", "resume", "call-offered", "call-answered", "call-outbound", "call-abandoned", "call-ended", "ignore",
    ];

    public static TicketCreated Created(bool byAgent) => new("", Zero, Zero, 0, ImmutableSortedDictionary<string, string>.Empty, byAgent);

    /// <param name="actor">Agent, or "".</param>
    /// <param name="value">The value column's text, where the kind takes one.</param>
    public static TicketEvent Of(EventSpec spec, string actor, string value) => spec.Kind switch
    {
        "created" => Created(false),
        "created-by-agent" => Created(true),
        "field" => new FieldChanged("", Zero, Zero, 0, spec.Field!, spec.Value ?? value),
        "customer-message" => new CustomerMessage("", Zero, Zero, 0),
        "customer-auto" => new CustomerMessage("", Zero, Zero, 0, Automatic: true),
        "thanks" => new CustomerMessage("", Zero, Zero, 0, Thanks: true),
        "reply" => new AgentMessage("", Zero, Zero, 0, actor),
        "bot-reply" => new AgentMessage("", Zero, Zero, 0, actor, Bot: true),
        "note" => new AgentMessage("", Zero, Zero, 0, actor, Public: false),
        "accepted" => new TicketAccepted("", Zero, Zero, 0, actor),
        "workaround" => new WorkaroundGiven("", Zero, Zero, 0),
        "merged" => new MergedInto("", Zero, Zero, 0, value),
        "absorbed" => new Absorbed("", Zero, Zero, 0, value, null),
        "pause" => new ClockPaused("", Zero, Zero, 0, null, value, PartyOf(spec.Value), actor),
        "resume" => new ClockResumed("", Zero, Zero, 0, null, actor),
        "call-offered" => new CallOffered("", Zero, Zero, 0, value),
        "call-answered" => new CallAnswered("", Zero, Zero, 0, value, actor),
        "call-outbound" => new CallAnswered("", Zero, Zero, 0, value, actor, Outbound: true),
        "call-abandoned" => new CallAbandoned("", Zero, Zero, 0, value),
        "call-ended" => new CallEnded("", Zero, Zero, 0, value),
        _ => throw new ArgumentException($"no event is made of '{spec.Kind}'", nameof(spec)),
    };

    public static bool IsParty(string text) => text.Length > 0 && !char.IsAsciiDigit(text[0]) && Enum.TryParse<Party>(text, true, out _);

    public static Party PartyOf(string? text) => Enum.TryParse<Party>(text, true, out var party) ? party : Party.Nobody;
}

/// <summary>Codes of one mapped event by actor and value, each made once.</summary>
internal sealed class EventCodes(EventSpec spec, HistoryBuilder builder)
{
    private readonly Dictionary<(int, int), int> _codes = [];
    private (int Actor, int Value) _lastKey = (-1, -1);
    private int _last;

    private readonly bool _usesActor = spec.Kind is "reply" or "bot-reply" or "note" or "accepted" or "pause" or "resume" or "call-answered" or "call-outbound";
    public bool UsesValue { get; } = spec is { Kind: "field", Value: null } or { Kind: "merged" or "absorbed" or "pause" } || spec.Kind.StartsWith("call-", StringComparison.Ordinal);

    public EventSpec Spec => spec;

    public int For(int actor, int value)
    {
        var key = (_usesActor ? actor : 0, UsesValue ? value : 0);
        if (key == _lastKey)
            return _last;
        if (!_codes.TryGetValue(key, out var code))
            _codes[key] = code = builder.Code(Shapes.Of(spec, builder.ValueText(key.Item1), builder.ValueText(key.Item2)));
        (_lastKey, _last) = (key, code);
        return code;
    }
}
