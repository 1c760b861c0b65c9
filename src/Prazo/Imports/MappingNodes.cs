using System.Collections.Immutable;
using Prazo.Engine;
using Prazo.Engine.Agreements;

namespace Prazo.Imports;

/// <summary>Typed looks into a mapping's document; what does not fit becomes a problem at its place.</summary>
internal sealed class MappingNodes
{
    private readonly List<Problem> _problems = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public void Error(string code, Position at, string path, string message, string hint) => _problems.Add(new(Severity.Error, code, at, path, message, hint));

    public MapNode? Map(Node node, string path)
    {
        if (node is MapNode map)
            return map;
        Error("bad-value", node.At, path, "expected keys with values", "write `key: value` lines");
        return null;
    }

    public IEnumerable<(string Key, Node Value)> Entries(Node? node, string path) =>
        node is null or ScalarNode { Text: "" } || Map(node, path) is not { } map ? [] : map.Entries.Select(e => (e.Key.Text, e.Value));

    public void OnlyKeys(MapNode map, string path, ImmutableArray<string> keys)
    {
        foreach (var (key, _) in map.Entries)
            if (!keys.Contains(key.Text))
            {
                var near = Headers.Nearest(keys, key.Text);
                Error("unknown-key", key.At, path.Length > 0 ? path + "." + key.Text : key.Text, $"'{key.Text}' means nothing here", (near is null ? "" : $"did you mean '{near}'? ") + "known: " + string.Join(", ", keys));
            }
    }

    public string? Scalar(Node? node, string path)
    {
        if (node is null or ScalarNode)
            return (node as ScalarNode)?.Text;
        Error("bad-value", node.At, path, "expected one text", "");
        return null;
    }

    public string? Text(MapNode map, string key, string path) => Scalar(map[key], path.Length > 0 ? path + "." + key : key);

    public ImmutableArray<string> Texts(Node? node, string path) => node switch
    {
        null => [],
        ListNode list => [.. list.Items.Select(i => Scalar(i, path)).OfType<string>()],
        _ => Scalar(node, path) is { } one ? [one] : [],
    };

    public bool? Flag(MapNode map, string key, string path)
    {
        switch (Text(map, key, path))
        {
            case null: return null;
            case "true" or "yes": return true;
            case "false" or "no": return false;
        }
        Error("bad-value", map[key]!.At, key, "expected true or false", "");
        return null;
    }

    public T Word<T>(MapNode map, string key, string path, T otherwise) where T : struct, Enum
    {
        if (Text(map, key, path) is not { } text)
            return otherwise;
        foreach (var value in Enum.GetValues<T>())
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return value;
        Error("bad-value", map[key]!.At, key, $"'{text}' is none of the choices", "write one of: " + string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant());
        return otherwise;
    }

    public ColumnRef? Column(Node? node, string path)
    {
        if (Scalar(node, path) is not { } text)
            return null;
        if (text.Length > 0)
            return new(text, node!.At);
        Error("bad-value", node!.At, path, "expected a column's name", "leave the key out if the file has no such column");
        return null;
    }

    public EventSpec? Event(Node node, string path)
    {
        if (Scalar(node, path) is not { } text)
            return null;
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0)
        {
            var (left, right) = (text[..equals].Trim(), text[(equals + 1)..].Trim());
            if (left == "pause" && Shapes.IsParty(right))
                return new("pause", null, right);
            if (left != "pause" && left.Length > 0)
                return new("field", left, right == "*" ? null : right);
        }
        else if (Shapes.Kinds.Contains(text) && text != "pause")
        {
            return new(text);
        }
        var near = Headers.Nearest(Shapes.Kinds, text);
        Error("unknown-event", node.At, path, $"'{text}' is not an event", (near is null ? "" : $"did you mean '{near}'? ") + "write field=value (status=resolved), pause=customer, or one of: " + string.Join(", ", Shapes.Kinds));
        return null;
    }
}
