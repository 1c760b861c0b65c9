using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

/// <summary>A neutral document tree with positions. The engine reads agreements, calendars and mappings from it, whatever the syntax (YAML, JSON) they were written in.</summary>
public abstract record Node(Position At);

/// <summary>A scalar as written. <paramref name="Quoted"/> tells <c>"no"</c> from <c>no</c>.</summary>
public sealed record ScalarNode(Position At, string Text, bool Quoted = false) : Node(At);

public sealed record ListNode(Position At, ImmutableArray<Node> Items) : Node(At);

/// <summary>A mapping in written order; keys are scalars and unique (the reader of the syntax reports duplicates).</summary>
public sealed record MapNode(Position At, ImmutableArray<KeyValuePair<ScalarNode, Node>> Entries) : Node(At)
{
    public Node? this[string key]
    {
        get
        {
            foreach (var entry in Entries)
                if (string.Equals(entry.Key.Text, key, StringComparison.Ordinal))
                    return entry.Value;
            return null;
        }
    }
}
