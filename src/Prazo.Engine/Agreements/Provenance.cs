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
        Walk(agreement.Document, [], "", agreement.Layers, origins);
        return origins;
    }

    /// <summary>The origin of one value, or null when there is none at that path.</summary>
    public static ValueOrigin? Of(Agreement agreement, string path) => Of(agreement).FirstOrDefault(o => o.Path == path);

    private static void Walk(Node node, ImmutableArray<string> keys, string path, ImmutableArray<AgreementLayer> layers, List<ValueOrigin> origins)
    {
        switch (node)
        {
            case MapNode map:
                foreach (var (key, value) in map.Entries)
                    Walk(value, keys.Add(key.Text), Nodes.Join(path, key.Text), layers, origins);
                break;
            case ListNode list:
                // Lists are replaced whole: their items come from where the list does.
                for (var i = 0; i < list.Items.Length; i++)
                    WalkItem(list.Items[i], $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", OriginOf(list, keys, path, layers), origins);
                break;
            case ScalarNode scalar:
                origins.Add(OriginOf(scalar, keys, path, layers));
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

    private static ValueOrigin OriginOf(Node node, ImmutableArray<string> keys, string path, ImmutableArray<AgreementLayer> layers)
    {
        string? from = null;
        OverriddenValue? overridden = null;
        var found = false;
        for (var i = 0; i < layers.Length; i++)
        {
            if (i > 0 && Inheritance.OwnKeys.Contains(keys[0]))
                break;
            var written = Find(layers[i].Document, keys, out var ends);
            // What stands further out does not come through: this layer removed it, or put a value where its map was.
            if (ends)
                break;
            if (written is null)
                continue;
            if (found)
            {
                overridden = new(AgreementWriter.OnOneLine(written), written.At, layers[i].Id);
                break;
            }
            found = true;
            from = i == 0 ? null : layers[i].Id;
        }
        return new(path, AgreementWriter.OnOneLine(node), node.At, from, overridden);
    }

    /// <summary>What a layer writes under these keys, or null.</summary>
    /// <param name="ends">The layer writes nothing there, and hides what the layers behind it do.</param>
    private static Node? Find(MapNode document, ImmutableArray<string> keys, out bool ends)
    {
        ends = false;
        Node? node = document;
        foreach (var key in keys)
        {
            ends = node is not MapNode;
            if (ends || (node = ((MapNode)node!)[key]) is null)
                return null;
        }
        ends = Nodes.IsNull(node);
        return ends ? null : node;
    }
}
