using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

/// <summary>All the ways a ticket can stand as far as some conditions can tell: every field has one of the values they name, or another one;
/// the event is of one of the kinds they name, or another one. Small enough to try them all, so that "always" and "never" are facts.</summary>
internal sealed class Worlds
{
    private const int Most = 20_000;
    // Stands for any value that no condition names.
    private const string Other = "\u0001other";

    private readonly Dictionary<string, HashSet<string>> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _events = new(StringComparer.Ordinal) { Other };

    public Worlds Over(params ReadOnlySpan<Match> matches)
    {
        foreach (var match in matches)
            foreach (var field in match.Fields)
                Add(field);
        return this;
    }

    public Worlds Over(Condition condition)
    {
        switch (condition)
        {
            case FieldIs f:
                Add(f.Field);
                break;
            case EventIs e:
                _events.Add(e.Kind);
                break;
            case AllOf all:
                foreach (var c in all.Conditions)
                    Over(c);
                break;
            case AnyOf any:
                foreach (var c in any.Conditions)
                    Over(c);
                break;
            case Not not:
                Over(not.Inner);
                break;
        }
        return this;
    }

    private void Add(FieldIn field)
    {
        if (!_values.TryGetValue(field.Field, out var values))
            _values[field.Field] = values = new(StringComparer.OrdinalIgnoreCase) { Other };
        values.UnionWith(field.Values);
    }

    /// <summary>Whether a world like this exists; null when there are too many to try.</summary>
    public bool? Any(Func<World, bool> like)
    {
        var count = (long)_events.Count;
        foreach (var values in _values.Values)
        {
            count *= values.Count;
            if (count > Most)
                return null;
        }
        var world = new World();
        return _events.Any(e => { world.Event = e; return Try(world, [.. _values], 0, like); });
    }

    private static bool Try(World world, ImmutableArray<KeyValuePair<string, HashSet<string>>> fields, int next, Func<World, bool> like)
    {
        if (next == fields.Length)
            return like(world);
        foreach (var value in fields[next].Value)
        {
            world.Fields[fields[next].Key] = value;
            if (Try(world, fields, next + 1, like))
                return true;
        }
        return false;
    }

    internal sealed class World
    {
        public string Event { get; set; } = "";
        public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

        public bool Fits(Match match) => match.Fits(Fields.GetValueOrDefault);

        public bool Holds(Condition condition) => condition switch
        {
            FieldIs f => f.Field.Holds(Fields.GetValueOrDefault(f.Field.Field)),
            EventIs e => e.Kind == Event,
            AllOf all => all.Conditions.All(Holds),
            AnyOf any => any.Conditions.Any(Holds),
            Not not => !Holds(not.Inner),
            _ => false,
        };
    }
}
