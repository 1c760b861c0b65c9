using System.Collections.Immutable;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Prazo.Agreements;

/// <summary>YAML (and so JSON) text to document trees with positions. Whatever the text, the result is trees and problems, never an exception.</summary>
public static class YamlNodes
{
    /// <summary>Longest text read, in characters.</summary>
    public const int MaxLength = 4 * 1024 * 1024;
    /// <summary>Deepest nesting read.</summary>
    public const int MaxDepth = 64;
    /// <summary>Most values in one text, repetitions through aliases counted each time, so that a few lines cannot unfold to gigabytes.</summary>
    public const int MaxNodes = 200_000;

    /// <summary>Documents of the text up to its first syntax error, and all problems. Documents without content are left out.</summary>
    public static (ImmutableArray<Node> Documents, IReadOnlyList<Problem> Problems) Parse(string text, string? file = null)
    {
        var reader = new YamlTreeReader(file);
        if (text.Length > MaxLength)
            reader.Report("too-large", new Mark(0, 1, 1), $"the file has {text.Length:N0} characters; at most {MaxLength:N0} are read", "split it into several files");
        else
            reader.ReadAll(text);
        return (reader.Documents, reader.Problems);
    }

    /// <summary>Reads one file as UTF-8; a file that cannot be read is a problem like any other.</summary>
    public static (ImmutableArray<Node> Documents, IReadOnlyList<Problem> Problems) Load(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > 4L * MaxLength)
                return ([], [Unreadable(path, "too-large", $"the file has {length:N0} bytes; an agreement has at most {4L * MaxLength:N0}", "is it the right file?")]);
            return Parse(File.ReadAllText(path), path);
        }
        catch (FileNotFoundException)
        {
            return ([], [Unreadable(path, "file-not-found", "no such file", "check the path")]);
        }
        catch (DirectoryNotFoundException)
        {
            return ([], [Unreadable(path, "file-not-found", "no such folder", "check the path")]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return ([], [Unreadable(path, "file-unreadable", "the file cannot be read: " + e.Message, "")]);
        }
    }

    private static Problem Unreadable(string path, string code, string message, string hint) =>
        new(Severity.Error, code, new Position(path, 1, 1), "", message, hint);
}

/// <summary>One pass over the parser's events.</summary>
internal sealed class YamlTreeReader(string? file)
{
    private readonly List<Problem> _problems = [];
    private readonly ImmutableArray<Node>.Builder _documents = ImmutableArray.CreateBuilder<Node>();
    private readonly Dictionary<string, (Node Node, int Size)> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    public ImmutableArray<Node> Documents => _documents.ToImmutable();
    public IReadOnlyList<Problem> Problems => _problems;

    public void ReadAll(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            while (parser.MoveNext())
            {
                if (parser.Current is DocumentStart)
                {
                    _anchors.Clear();
                    parser.MoveNext();
                    ReadDocument(parser);
                }
            }
        }
        catch (TooMuch e)
        {
            Report(e.Code, e.At, e.Message, e.Hint);
        }
        catch (YamlException e)
        {
            // It spans from the construct's start to where reading failed.
            var at = e.End.Index > e.Start.Index + 1 ? e.End : e.Start;
            Report("syntax", at, "not valid YAML: " + Sentence(e), SyntaxHint(text, at));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException or NullReferenceException)
        {
            // The scanner throws these for some malformed texts instead of its own exception.
            Report("syntax", parser.Current?.End ?? new Mark(0, 1, 1), "not valid YAML after this point", "look for an unclosed bracket, brace or quote");
        }
    }

    private void ReadDocument(Parser parser)
    {
        var empty = parser.Current is Scalar { Value.Length: 0, Style: ScalarStyle.Plain };
        var node = ReadNode(parser, 0, out _);
        if (!empty)
            _documents.Add(node);
    }

    /// <summary>Reads the node that begins at the current event and leaves the parser on its last event.</summary>
    private Node ReadNode(Parser parser, int depth, out int size)
    {
        var e = parser.Current!;
        if (depth > YamlNodes.MaxDepth)
            throw new TooMuch("too-deep", e.Start, $"nested more than {YamlNodes.MaxDepth} levels deep", "no key of an agreement needs that");
        if (e is NodeEvent { Tag.IsEmpty: false } tagged)
            Report("tag", e.Start, $"the tag {tagged.Tag.Value} means nothing here", "leave it out");
        size = 1;
        var node = e switch
        {
            AnchorAlias alias => Repeat(alias, out size),
            Scalar scalar => new ScalarNode(At(scalar.Start), scalar.Value, scalar.Style is not ScalarStyle.Plain),
            SequenceStart => ReadList(parser, depth, ref size),
            MappingStart => ReadMap(parser, depth, ref size),
            _ => new ScalarNode(At(e.Start), ""),
        };
        if (e is not AnchorAlias)
            Count(1, e.Start);
        if (e is NodeEvent { Anchor.IsEmpty: false } anchored)
            _anchors[anchored.Anchor.Value] = (node, size);
        return node;
    }

    private Node Repeat(AnchorAlias alias, out int size)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var target))
            throw new TooMuch("unknown-anchor", alias.Start, $"*{alias.Value.Value} repeats something not finished before this point", $"define it first with &{alias.Value.Value}");
        size = target.Size;
        Count(size, alias.Start);
        return target.Node;
    }

    private void Count(int size, Mark at)
    {
        _nodes += size;
        if (_nodes > YamlNodes.MaxNodes)
            throw new TooMuch("too-many-values", at, $"more than {YamlNodes.MaxNodes:N0} values, repetitions by * counted", "write fewer values");
    }

    private ListNode ReadList(Parser parser, int depth, ref int size)
    {
        var at = At(parser.Current!.Start);
        var items = ImmutableArray.CreateBuilder<Node>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(parser, depth + 1, out var itemSize));
            size += itemSize;
        }
        return new ListNode(at, items.ToImmutable());
    }

    private MapNode ReadMap(Parser parser, int depth, ref int size)
    {
        var at = At(parser.Current!.Start);
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<ScalarNode, Node>>();
        var seen = new Dictionary<string, Position>(StringComparer.Ordinal);
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var keyStart = parser.Current!.Start;
            var key = ReadNode(parser, depth + 1, out var keySize) as ScalarNode;
            parser.MoveNext();
            var value = ReadNode(parser, depth + 1, out var valueSize);
            size += keySize + valueSize;
            if (key is null)
                Report("key-not-text", keyStart, "a key must be a single word or text", "write `key: value`");
            else if (key.Text == "<<" && !key.Quoted)
                Report("merge-key", keyStart, "the merge key << is not part of an agreement", "repeat with *name, or use `extends`");
            else if (seen.TryGetValue(key.Text, out var first))
                Report("duplicate-key", keyStart, $"the key {key.Text} stands here a second time; the first is in line {first.Line}", "keep one of them");
            else
            {
                seen[key.Text] = key.At;
                entries.Add(new(key, value));
            }
        }
        return new MapNode(at, entries.ToImmutable());
    }

    public void Report(string code, Mark at, string message, string hint) => _problems.Add(new Problem(Severity.Error, code, At(at), "", message, hint));

    private Position At(Mark mark) => new(file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private static string Sentence(YamlException e)
    {
        // Its messages begin with the position in parentheses in some versions; ours is printed before.
        var message = e.Message;
        var close = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        if (close >= 0)
            message = message[(close + 3)..];
        message = message.TrimEnd('.', ' ');
        return message.Length == 0 ? "unreadable" : char.ToLowerInvariant(message[0]) + message[1..];
    }

    private static string SyntaxHint(string text, Mark at)
    {
        var line = Line(text, (int)Math.Max(1, at.Line));
        var before = line.Length > 0 ? line[..Math.Min(line.Length, (int)Math.Max(1, at.Column))] : "";
        if (before.Contains('\t', StringComparison.Ordinal))
            return "YAML is indented with spaces: replace the tab";
        if (line.TrimStart() is { Length: > 0 } trimmed && trimmed[0] is '%' or '@' or '`')
            return "put text that begins with % @ or ` in quotes";
        return line.Contains(": ", StringComparison.Ordinal) && line.Split(": ").Length > 2 ? "put text that holds a colon and a space in quotes" : "";
    }

    private static string Line(string text, int number)
    {
        using var lines = new StringReader(text);
        string? line = null;
        for (var i = 0; i < number; i++)
            line = lines.ReadLine();
        return line ?? "";
    }

#pragma warning disable CA1032, MA0096 // Control flow inside this file only: leaves the parser at once.
    private sealed class TooMuch(string code, Mark at, string message, string hint) : Exception(message)
    {
        public string Code => code;
        public Mark At => at;
        public string Hint => hint;
    }
#pragma warning restore CA1032, MA0096
}
