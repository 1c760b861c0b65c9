using System.Collections.Immutable;
using Prazo.Engine.Clocks;

namespace Prazo.Imports;

/// <summary>Translates the names that a source gives its activities into events, each name looked up once.</summary>
internal sealed class ActivityBook(ImmutableDictionary<string, EventSpec> activities, EventSpec? otherwise, HistoryBuilder builder)
{
    private readonly Utf8Index _seen = new();
    private readonly List<EventCodes?> _codes = [];

    /// <summary>Null: the activity is not known, and the mapping does not say what to do with such.</summary>
    public EventCodes? Find(ReadOnlySpan<byte> activity)
    {
        var index = _seen.GetOrAdd(activity, out var added);
        if (added)
            _codes.Add(Spec(Utf8.Decode(activity).Trim()) is { } spec ? new EventCodes(spec, builder) : null);
        return _codes[index];
    }

    private EventSpec? Spec(string activity) =>
        activities.TryGetValue(activity, out var spec) ? spec
        : otherwise is not null ? otherwise
        : Shapes.Kinds.Contains(activity) && activity != "pause" ? new EventSpec(activity)
        : null;
}
