using System.Collections.Immutable;
using System.Globalization;

namespace Prazo.Engine.Agreements;

/// <summary>Where a value of an agreement was written, and what it overrides.</summary>
/// <param name="Path">As in problems: <c>targets.first-response.within.high</c>; items of lists as <c>warn[0]</c>.</param>
/// <param name="Value">As written.</param>
/// <param name="InheritedFrom">Id of the agreement that it comes from; null when it is the agreement's own.</param>
/// <param name="Overrides">The value that would hold without it, if one is inherited.</param>
public sealed record ValueOrigin(string Path, string Value, Position At, string? InheritedFrom, OverriddenValue? Overrides);

/// <param name="Value">As written; a list or map on one line.</param>
public sealed record OverriddenValue(string Value, Position At, string From);

/// <summary>Tells of every value of an agreement where it comes from.</summary>
public static class Provenance
{
    /// <summary>All values, in document order.</summary>
    public static IReadOnlyList<ValueOrigin> Of(Agreement agreement)
    {
        var origins = new List<ValueOrigin>();
        ImmutableArray<AgreementLayer> layers = agreement.Layers.IsEmpty ? [new(agreement.Id, agreement.Document)] : agreement.Layers;
        Walk(agreement.Document, [], "", new Chain(layers, Inheritance.Behind(layers)), origins);
        return origins;
    }

    /// <summary>The origin of one value, or null when there is none at that path.</summary>
    public static ValueOrigin? Of(Agreement agreement, string path) => Of(agreement).FirstOrDefault(o => o.Path == path);

    private static void Walk(Node node, ImmutableArray<string> keys, string path, Chain chain, List<ValueOrigin> origins)
    {
        switch (node)
        {
            case MapNode map:
                foreach (var (key, value) in map.Entries)
                    Walk(value, keys.Add(key.Text), Nodes.Join(path, key.Text), chain, origins);
                break;
            case ListNode list:
                // Lists are replaced whole: their items come from where the list does.
                WalkItem(list, path, OriginOf(list, keys, path, chain), origins);
                break;
            case ScalarNode scalar:
                origins.Add(OriginOf(scalar, keys, path, chain));
                break;
        }
    }

    private static void WalkItem(Node item, string path, ValueOrigin whole, List<ValueOrigin> origins)
    {
        switch (item)
        {
            case MapNode map:
                foreach (var (key, value) in map.Entries)
                    WalkItem(value, Nodes.Join(path, key.Text), whole, origins);
                break;
            case ListNode list:
                for (var i = 0; i < list.Items.Length; i++)
                    WalkItem(list.Items[i], $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", whole, origins);
                break;
            case ScalarNode scalar:
                origins.Add(whole with { Path = path, Value = scalar.Text, At = scalar.At });
                break;
        }
    }

    private static ValueOrigin OriginOf(Node node, ImmutableArray<string> keys, string path, Chain chain)
    {
        var writer = chain.Writer(keys, 0);
        var from = writer == 0 ? null : chain.Layers[writer].Id;
        // What would hold is what the layers behind make of it together: one of them may have removed or replaced it again.
        var overridden = Find(chain.Behind[writer], keys) is { } under
            ? new OverriddenValue(AgreementWriter.OnOneLine(under), under.At, chain.Layers[chain.Writer(keys, writer + 1)].Id) : null;
        return new(path, AgreementWriter.OnOneLine(node), node.At, from, overridden);
    }

    private static Node? Find(MapNode document, ImmutableArray<string> keys)
    {
        Node? node = document;
        foreach (var key in keys)
            node = (node as MapNode)?[key];
        return node;
    }

    /// <param name="Behind">For every layer what those behind it say together.</param>
    private readonly record struct Chain(ImmutableArray<AgreementLayer> Layers, ImmutableArray<MapNode> Behind)
    {
        /// <summary>The nearest layer, from one on, that writes something there.</summary>
        public int Writer(ImmutableArray<string> keys, int from)
        {
            while (Nodes.IsNull(Find(Layers[from].Document, keys)))
                from++;
            return from;
        }
    }
}
