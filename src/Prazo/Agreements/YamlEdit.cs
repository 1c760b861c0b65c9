using System.Globalization;
using System.Text;
using Prazo.Engine.Agreements;

namespace Prazo.Agreements;

/// <summary>A change of one value: where it stands, as keys and numbers of items from 0; and what it becomes, as YAML in one line (<see cref="YamlEdit.Scalar"/>, <see cref="YamlEdit.List"/>).
/// Null takes it out.</summary>
/// <param name="Order">In which order the keys of the text are usually written: where a new one is put. None: below the others.</param>
public sealed record YamlChange(IReadOnlyList<string> Path, string? Value, IReadOnlyList<string>? Order = null);

/// <summary>Changes values of a YAML text where they stand. Comments, order, quotes and everything that is not known here stay as they were written.</summary>
public static class YamlEdit
{
    /// <summary>Stands in a path for an item behind the last one.</summary>
    public const string Next = "+";

    /// <exception cref="RefusedException">The place cannot be changed without changing others, or the text is not YAML: it has to be changed by hand.</exception>
    public static string Apply(string text, IEnumerable<YamlChange> changes) => changes.Aggregate(text.ReplaceLineEndings("\n"), Apply);

    private static string Apply(string text, YamlChange change)
    {
        if (change.Path.Count == 0)
            throw Refused(change);
        var span = YamlSpans.First(text) is var first and not ScalarSpan { IsEmpty: true } ? first : null;
        if (span is null && text.Split('\n').Any(l => l.TrimStart() is [not '#', ..]))
            throw Refused(change);
        var changed = change.Value is { } value
            ? span is null ? Whole(text) + string.Concat(Block(change.Path, value, 0).Select(l => l + "\n")) : Put(text, span, change, 0, value)
            : span is null ? text : Take(text, span, change);
        // Positions are the parser's; what came out is held against what was meant.
        var (before, after) = (YamlNodes.Parse(text).Documents, YamlNodes.Parse(changed));
        if (after.Problems.Count > 0 || after.Documents.Length < before.Length || (before.Length > 1 && !before.Skip(1).SequenceEqual(after.Documents.Skip(1), SameNodes.Both))
            || !AsMeant(after.Documents.IsEmpty ? null : after.Documents[0], change))
            throw Refused(change);
        return changed;
    }

    private static RefusedException Refused(YamlChange change) =>
        new("form-cannot", string.Join('.', change.Path), "this place cannot be changed without changing others", "change it in the text");

    private static bool AsMeant(Node? root, YamlChange change)
    {
        var at = root;
        foreach (var step in change.Path)
            at = at switch
            {
                MapNode map => map[step],
                ListNode list when step == Next => list.Items.LastOrDefault(),
                ListNode list when Index(step) is { } i && i < list.Items.Length => list.Items[i],
                _ => null,
            };
        // Of a list, the next item has taken its place.
        return change.Value is null ? at is null || Index(change.Path[^1]) is not null : at is not null && Nodes.Same(at, YamlNodes.Parse(change.Value).Documents.FirstOrDefault() ?? at);
    }

    private static string Put(string text, Span at, YamlChange change, int depth, string value)
    {
        if (depth == change.Path.Count)
            return Replaced(text, at, value);
        var step = change.Path[depth];
        var rest = change.Path.Skip(depth).ToList();
        switch (at)
        {
            case MapSpan map when map.IndexOf(step) is >= 0 and var i:
                return Put(text, map.Entries[i].Value, change, depth + 1, value);
            case MapSpan { Flow: true } map:
                return map.Entries.Count == 0 ? Cut(text, map.Start, map.End, $"{{ {Flow(rest, value)} }}") : text.Insert(map.Entries[^1].Value.End, ", " + Flow(rest, value));
            case MapSpan map:
                var column = Column(text, map.Entries[0].Key.Start);
                return depth == 0 && change.Order is { } order && Before(map, order, step) is { } above ? above.Key is null ? text.Insert(LineStart(text, map.Start), string.Concat(Block(rest, value, column).Select(l => l + "\n")))
                    : Below(text, above.Value!.End, Block(rest, value, column)) : Below(text, map.End, Block(rest, value, column));
            case ListSpan list when Index(step) is { } i && i < list.Items.Count:
                return Put(text, list.Items[i], change, depth + 1, value);
            case ListSpan list when step == Next && rest.Count == 1:
                return list switch
                {
                    { Items.Count: 0 } => Cut(text, list.Start, list.End, $"[{value}]"),
                    { Flow: true } => text.Insert(list.Items[^1].End, ", " + value),
                    _ => Below(text, list.End, [new string(' ', Column(text, Dash(text, list.Items[^1]))) + "- " + value]),
                };
            // Nothing stands there yet.
            case ScalarSpan { IsEmpty: true } when depth > 0:
                return rest is [Next] ? Cut(text, at.Start, at.End, $" [{value}]") : Cut(text, at.Start, at.End, $" {{ {Flow(rest, value)} }}");
            default:
                throw Refused(change);
        }
    }

    /// <summary>The last entry of a map that is usually written before a key; without one, the key goes on top. Null when the key has no place of its own.</summary>
    private static (ScalarSpan? Key, Span? Value)? Before(MapSpan map, IReadOnlyList<string> order, string key)
    {
        int Rank(string of) => order.ToList().IndexOf(of);
        return Rank(key) < 0 ? null : map.Entries.Where(e => Rank(e.Key.Text) is >= 0 and var rank && rank < Rank(key)).Select(e => ((ScalarSpan?, Span?)?)(e.Key, e.Value)).LastOrDefault() ?? (null, null);
    }

    private static string Replaced(string text, Span at, string value)
    {
        if (at is ScalarSpan { IsEmpty: true })
            return text.Insert(at.Start, " " + value);
        // What stood in quotes stays in them.
        if (at is ScalarSpan { Quote: { } quote } && value is [not ('[' or '{' or '"' or '\''), ..])
            value = quote == '"' ? Quoted(value) : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
        var ends = at.End > at.Start && text[at.End - 1] == '\n' ? "\n" : "";
        return Cut(text, at.Start, at.End, value + ends);
    }

    private static string Take(string text, Span root, YamlChange change)
    {
        var way = new List<Span> { root };
        foreach (var step in change.Path)
        {
            var next = way[^1] switch
            {
                MapSpan map when map.IndexOf(step) is >= 0 and var i => map.Entries[i].Value,
                ListSpan list when Index(step) is { } i && i < list.Items.Count => list.Items[i],
                _ => null,
            };
            if (next is null)
                return text;
            way.Add(next);
        }
        // A map or a list that would be empty goes with its last entry.
        var depth = change.Path.Count - 1;
        while (depth > 0 && way[depth] is MapSpan { Entries.Count: 1 } or ListSpan { Items.Count: 1 } && way[depth - 1] is MapSpan)
            depth--;
        return way[depth] switch
        {
            MapSpan { Flow: true } map => FromFlow(text, map, [.. map.Entries.Select(e => (e.Key.Start, e.Value.End))], map.IndexOf(change.Path[depth]), "{}"),
            ListSpan { Flow: true } list => FromFlow(text, list, [.. list.Items.Select(i => (i.Start, i.End))], Index(change.Path[depth])!.Value, "[]"),
            MapSpan map => FromBlock(text, map, map.IndexOf(change.Path[depth]), change),
            ListSpan list => Line(text, Dash(text, list.Items[Index(change.Path[depth])!.Value]), list.Items[Index(change.Path[depth])!.Value].End),
            _ => throw Refused(change),
        };
    }

    private static string FromFlow(string text, Span whole, List<(int Start, int End)> parts, int i, string empty) =>
        parts.Count == 1 ? Cut(text, whole.Start, whole.End, empty)
        : i < parts.Count - 1 ? Cut(text, parts[i].Start, parts[i + 1].Start, "")
        : Cut(text, parts[i - 1].End, parts[i].End, "");

    private static string FromBlock(string text, MapSpan map, int i, YamlChange change)
    {
        var (start, end) = (map.Entries[i].Key.Start, map.Entries[i].Value.End);
        if (text.AsSpan(LineStart(text, start), start - LineStart(text, start)).Trim().IsEmpty)
            return Line(text, start, end);
        // It begins an item of a list: the next entry takes its place behind the dash.
        return i < map.Entries.Count - 1 ? Cut(text, start, map.Entries[i + 1].Key.Start, "") : throw Refused(change);
    }

    /// <summary>Takes out whole lines, with the comment behind the last of them.</summary>
    private static string Line(string text, int start, int end) => Cut(text, LineStart(text, start), LineEnd(text, end), "");

    private static string Below(string text, int end, IEnumerable<string> lines)
    {
        var at = LineEnd(text, end);
        var below = string.Concat(lines.Select(l => l + "\n"));
        return at > 0 && text[at - 1] != '\n' ? text.Insert(at, "\n" + below) : text.Insert(at, below);
    }

    private static IEnumerable<string> Block(IReadOnlyList<string> path, string value, int indent)
    {
        for (var i = 0; i < path.Count; i++)
            yield return new string(' ', indent + (2 * i)) + (i < path.Count - 1 ? $"{Scalar(path[i])}:"
                : path[i] == Next ? $"- {value}" : $"{Scalar(path[i])}: {value}");
    }

    private static string Flow(List<string> path, string value) =>
        path.Count == 1 ? $"{Scalar(path[0])}: {value}" : path is [var key, Next] ? $"{Scalar(key)}: [{value}]" : $"{Scalar(path[0])}: {{ {Flow([.. path.Skip(1)], value)} }}";

    /// <summary>A text as one writes it: plain where it cannot be taken for anything else.</summary>
    public static string Scalar(string text)
    {
        var plain = text.Length > 0 && text == text.Trim() && text.All(c => !char.IsControl(c) && c is not (':' or ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '"' or '\'' or '@' or '`' or '\\'))
            && text[0] is not ('-' or '?' or '%' or '~' or '=' or '<') && text is not ("null" or "Null" or "NULL");
        return plain ? text : Quoted(text);
    }

    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Scalar))}]";

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", '\t' => "\\t", _ when char.IsControl(c) => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"), _ => c.ToString() });
        return quoted.Append('"').ToString();
    }

    private static int? Index(string step) => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? i : null;

    private static int Dash(string text, Span item) => text.LastIndexOf('-', item.Start - 1);

    private static string Whole(string text) => text.Length == 0 || text[^1] == '\n' ? text : text + "\n";

    private static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    private static int LineEnd(string text, int at) => at > 0 && text[at - 1] == '\n' ? at : text.IndexOf('\n', at) is >= 0 and var end ? end + 1 : text.Length;

    private static int Column(string text, int at) => at - LineStart(text, at);

    private static string Cut(string text, int start, int end, string with) => string.Concat(text.AsSpan(0, start), with, text.AsSpan(end));

    private sealed class SameNodes : IEqualityComparer<Node>
    {
        public static readonly SameNodes Both = new();

        public bool Equals(Node? a, Node? b) => Nodes.Same(a, b);

        public int GetHashCode(Node node) => 0;
    }
}
