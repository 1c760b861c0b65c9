using System.Collections.Immutable;
using System.Globalization;

namespace Prazo.Engine.Agreements;

/// <summary>One document of a chain of <c>extends</c>: the agreement itself first, then what it extends, and so on.</summary>
public sealed record AgreementLayer(string Id, MapNode Document);

/// <summary>Resolves <c>extends</c>: maps merge by key, lists and single values replace, <c>~</c> removes. Values keep the position at which they were written.</summary>
internal static class Inheritance
{
    private const int MaxLayers = 16;

    /// <summary>Keys that say what a document is, which its children are not.</summary>
    internal static readonly ImmutableArray<string> OwnKeys = ["prazo", "agreement", "version", "kind", "extends", "effective", "open-tickets", "title", "examples"];

    public static (MapNode? Merged, ImmutableArray<AgreementLayer> Layers) Resolve(Node document, Func<string, Node?> resolve, Reading reading)
    {
        if (document is not MapNode own)
        {
            reading.Error("wrong-kind", document.At, "", "an agreement is a map of keys and values", "begin with `prazo: 1` and `agreement: <id>`");
            return (null, []);
        }
        var layers = ImmutableArray.CreateBuilder<AgreementLayer>();
        layers.Add(new(IdOf(own), own));
        // A document may extend its own id at an earlier version, so what must not repeat is the document, and the reference to it.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var current = own;
        while (current["extends"] is ScalarNode reference && !Nodes.IsNull(reference))
        {
            var parent = Parent(reference, current, layers, seen, resolve, reading);
            if (parent is null)
                break;
            layers.Add(new(IdOf(parent), parent));
            current = parent;
        }
        var merged = WithoutOwnKeys(layers[^1].Document, layers.Count > 1);
        ReportIdleNulls(merged, null, "", reading);
        for (var i = layers.Count - 2; i >= 0; i--)
        {
            var layer = WithoutOwnKeys(layers[i].Document, i > 0);
            ReportIdleNulls(layer, merged, "", reading);
            merged = Merge(merged, layer);
        }
        return (WithoutNulls(merged), layers.ToImmutable());
    }

    /// <summary>For every layer of a chain what the layers behind it say together; nothing behind the last.</summary>
    internal static ImmutableArray<MapNode> Behind(ImmutableArray<AgreementLayer> layers)
    {
        var behind = new MapNode[layers.Length];
        var merged = new MapNode(default, []);
        for (var i = layers.Length - 1; i >= 0; i--)
        {
            behind[i] = WithoutNulls(merged);
            merged = Merge(merged, WithoutOwnKeys(layers[i].Document, inherited: true));
        }
        return [.. behind];
    }

    private static MapNode? Parent(ScalarNode reference, MapNode current, ImmutableArray<AgreementLayer>.Builder layers, HashSet<string> seen, Func<string, Node?> resolve, Reading reading)
    {
        var parent = resolve(reference.Text);
        if (parent is not MapNode map)
        {
            reading.Error("unknown-parent", reference.At, "extends", $"no agreement {reference.Text} was given, and none lies beside this file", $"give its file too, or put {reference.Text}.yaml beside this one");
            return null;
        }
        if (!seen.Add(reference.Text) || layers.Any(l => ReferenceEquals(l.Document, map) || Nodes.Same(l.Document, map)))
        {
            var chain = string.Join(" extends ", layers.Select(l => l.Id)) + " extends " + reference.Text;
            reading.Error("extends-cycle", reference.At, "extends", $"an agreement cannot extend itself: {chain}", "break the circle");
            return null;
        }
        if (layers.Count < MaxLayers)
            return map;
        reading.Error("extends-too-deep", reference.At, "extends", $"more than {MaxLayers} agreements extend one another", "merge some of them");
        return null;
    }

    private static string IdOf(MapNode document) => (document["agreement"] as ScalarNode)?.Text ?? "";

    private static MapNode WithoutOwnKeys(MapNode map, bool inherited) =>
        inherited ? map with { Entries = [.. map.Entries.Where(e => !OwnKeys.Contains(e.Key.Text))] } : map;

    private static MapNode Merge(MapNode parent, MapNode child)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<ScalarNode, Node>>(parent.Entries.Length + child.Entries.Length);
        var overriding = new Dictionary<string, KeyValuePair<ScalarNode, Node>>(StringComparer.Ordinal);
        foreach (var entry in child.Entries)
            overriding.TryAdd(entry.Key.Text, entry);
        foreach (var inherited in parent.Entries)
            entries.Add(overriding.Remove(inherited.Key.Text, out var own)
                ? new(own.Key, own.Value is MapNode m && inherited.Value is MapNode p ? Merge(p, m) : own.Value)
                : inherited);
        foreach (var entry in child.Entries)
            if (overriding.ContainsKey(entry.Key.Text))
                entries.Add(entry);
        return new MapNode(child.At, entries.ToImmutable());
    }

    /// <summary>A key without a value that removes nothing is an oversight, such as a comma in unquoted text: <c>{ en: Aurora, north }</c>.</summary>
    private static void ReportIdleNulls(Node node, Node? inherited, string path, Reading reading)
    {
        if (node is MapNode map)
            foreach (var (key, value) in map.Entries)
            {
                var under = (inherited as MapNode)?[key.Text];
                if (!Nodes.IsNull(value))
                    ReportIdleNulls(value, under, Nodes.Join(path, key.Text), reading);
                else if (Nodes.IsNull(under))
                    reading.Error("no-value", key.At, Nodes.Join(path, key.Text), $"{StructureCheck.Quoted(key.Text)} has no value, and nothing is inherited that this could remove", "write a value, or take it out; text with a comma needs quotes");
            }
        else if (node is ListNode list)
            for (var i = 0; i < list.Items.Length; i++)
                ReportInItem(list.Items[i], $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", reading);
    }

    private static void ReportInItem(Node item, string path, Reading reading)
    {
        if (Nodes.IsNull(item))
            reading.Error("no-value", item.At, path, "an item of a list without a value", "write a value, \"\" for an empty one, or take it out");
        else
            ReportIdleNulls(item, null, path, reading);
    }

    private static MapNode WithoutNulls(MapNode map)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<ScalarNode, Node>>(map.Entries.Length);
        foreach (var (key, value) in map.Entries)
            if (!Nodes.IsNull(value))
                entries.Add(new(key, Cleaned(value)));
        return map with { Entries = entries.ToImmutable() };
    }

    private static Node Cleaned(Node node) => node switch
    {
        MapNode map => WithoutNulls(map),
        ListNode list => list with { Items = [.. list.Items.Select(Cleaned)] },
        _ => node,
    };
}
