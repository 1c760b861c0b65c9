using System.Collections.Immutable;
using Prazo.Engine.Agreements;
using Prazo.Engine.Tests.Fuzz;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Random chains of documents against definitions by path: what holds under a path, and what would hold there without the layer that writes it.</summary>
public class InheritancePropertyTests
{
    private static readonly Agreement Any = AgreementText.Good(AgreementText.Header);
    private static readonly string[] Keys = ["a", "b", "c"];

    [Fact]
    public void What_holds_under_a_path_is_what_the_nearest_layer_says_of_it() => Mutator.Run("inheritance", 20_000, random =>
    {
        var layers = Chain(random);
        var merged = Resolve(layers);
        foreach (var path in Paths(3))
            Show(At(merged, path)).ShouldBe(Show(Expected(layers, path)), $"{string.Join(".", path)} in\n{string.Join("---\n", layers.Select(AgreementWriter.Write))}");
    });

    [Fact]
    public void What_a_value_overrides_is_what_holds_without_it() => Mutator.Run("provenance", 20_000, random =>
    {
        var layers = Chain(random);
        var merged = Resolve(layers);
        var agreement = Any with { Document = merged, Layers = [.. layers.Select(l => new AgreementLayer(((ScalarNode)l["agreement"]!).Text, l))] };
        foreach (var origin in Provenance.Of(agreement))
        {
            // Items of lists and the head have no values of their own to fall back to.
            var path = origin.Path.Split('.');
            if (origin.Path.Contains('[', StringComparison.Ordinal) || !Keys.Contains(path[0]))
                continue;
            var writer = layers.FindIndex(l => At(l, path) is not null);
            (origin.InheritedFrom ?? "layer0").ShouldBe($"layer{writer}", origin.Path);
            var without = At(Resolve(layers.SetItem(writer, Without(layers[writer], path))), path);
            var story = $"{origin.Path} in\n{string.Join("---\n", layers.Select(AgreementWriter.Write))}";
            Show(without).ShouldBe(origin.Overrides is null ? "nothing" : Show(AgreementText.Documents(origin.Overrides.Value).Single()), story);
            if (origin.Overrides is { } over)
                At(layers[int.Parse(over.From["layer".Length..], System.Globalization.CultureInfo.InvariantCulture)], path).ShouldNotBeNull(story);
        }
    });

    /// <summary>From the nearest layer on: the first that writes the path says what holds; a map goes on to the layers behind it; no value, or another kind of value on the way, ends it.</summary>
    private static Node? Expected(ImmutableList<MapNode> layers, string[] path)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<ScalarNode, Node>>();
        var maps = 0;
        foreach (var layer in layers)
        {
            Node? node = layer;
            foreach (var key in path)
                node = node is null ? null : node is MapNode map ? map[key] : new ScalarNode(default, "~");
            if (node is null)
                continue;
            if (node is not MapNode)
                return maps > 0 || Nodes.IsNull(node) ? Map() : node;
            maps++;
        }
        return Map();

        Node? Map()
        {
            if (maps == 0)
                return null;
            foreach (var key in Keys)
                if (Expected(layers, [.. path, key]) is { } value)
                    entries.Add(new(new ScalarNode(default, key), value));
            return new MapNode(default, entries.ToImmutable());
        }
    }

    private static string Show(Node? node) => node switch
    {
        null => "nothing",
        // Keys stand in the order in which layers brought them: here they are put in theirs.
        MapNode map => AgreementWriter.OnOneLine(Sorted(map)),
        _ => AgreementWriter.OnOneLine(node),
    };

    private static MapNode Sorted(MapNode map) => map with
    {
        Entries = [.. map.Entries.OrderBy(e => e.Key.Text, StringComparer.Ordinal).Select(e => KeyValuePair.Create(e.Key, e.Value is MapNode m ? Sorted(m) : e.Value))],
    };

    private static Node? At(Node? node, string[] path)
    {
        foreach (var key in path)
            node = (node as MapNode)?[key];
        return node;
    }

    private static MapNode Without(MapNode map, ReadOnlySpan<string> path)
    {
        var key = path[0];
        if (path.Length == 1)
            return map with { Entries = [.. map.Entries.Where(e => e.Key.Text != key)] };
        var inner = Without((MapNode)map[key]!, path[1..]);
        return map with { Entries = [.. map.Entries.Select(e => e.Key.Text == key ? KeyValuePair.Create<ScalarNode, Node>(e.Key, inner) : e)] };
    }

    private static MapNode Resolve(ImmutableList<MapNode> layers) =>
        Inheritance.Resolve(layers[0], id => layers.Find(l => ((ScalarNode)l["agreement"]!).Text == id), new Reading()).Merged.ShouldNotBeNull();

    private static ImmutableList<MapNode> Chain(Random random)
    {
        var count = random.Next(1, 5);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var head = new List<KeyValuePair<ScalarNode, Node>> { Entry("agreement", new ScalarNode(default, $"layer{i}")) };
            if (i < count - 1)
                head.Add(Entry("extends", new ScalarNode(default, $"layer{i + 1}")));
            return new MapNode(default, [.. head, .. Entries(random, 3)]);
        })];
    }

    private static List<KeyValuePair<ScalarNode, Node>> Entries(Random random, int depth) =>
        [.. Keys.Where(_ => random.Next(3) > 0).Select(k => Entry(k, Value(random, depth - 1)))];

    private static Node Value(Random random, int depth) => random.Next(depth > 0 ? 9 : 4) switch
    {
        0 => new ScalarNode(default, "~"),
        1 => new ListNode(default, [new ScalarNode(default, $"i{random.Next(9)}")]),
        2 or 3 => new ScalarNode(default, $"v{random.Next(99)}"),
        _ => new MapNode(default, [.. Entries(random, depth)]),
    };

    private static KeyValuePair<ScalarNode, Node> Entry(string key, Node value) => new(new ScalarNode(default, key), value);

    private static IEnumerable<string[]> Paths(int depth) => depth == 0 ? [] :
        Keys.SelectMany(k => Paths(depth - 1).Select(p => (string[])[k, .. p]).Prepend([k]));
}
