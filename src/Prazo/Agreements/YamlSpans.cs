using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Prazo.Agreements;

/// <summary>A value of a YAML text, by the characters that it is written with: from <paramref name="Start"/> up to <paramref name="End"/>.</summary>
internal abstract record Span(int Start, int End);

/// <param name="Quote">The quotes that it stands in; none: plain, or a block of lines.</param>
internal sealed record ScalarSpan(int Start, int End, string Text, char? Quote, bool Alias = false) : Span(Start, End)
{
    public bool IsEmpty => Start == End;
}

/// <param name="Flow">Written in braces.</param>
internal sealed record MapSpan(int Start, int End, bool Flow, IReadOnlyList<(ScalarSpan Key, Span Value)> Entries) : Span(Start, End)
{
    public int IndexOf(string key)
    {
        for (var i = 0; i < Entries.Count; i++)
            if (Entries[i].Key.Text == key)
                return i;
        return -1;
    }
}

/// <param name="Flow">Written in brackets.</param>
internal sealed record ListSpan(int Start, int End, bool Flow, IReadOnlyList<Span> Items) : Span(Start, End);

/// <summary>Where everything stands in a YAML text: what <see cref="YamlEdit"/> changes it by.</summary>
internal static class YamlSpans
{
    /// <summary>The first document; null when there is none, or when the text is not YAML.</summary>
    public static Span? First(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            while (parser.MoveNext())
                if (parser.Current is DocumentStart)
                {
                    parser.MoveNext();
                    return Read(parser, text);
                }
        }
        catch (YamlException)
        {
            // The reader of agreements says what is wrong and where; nothing is changed by positions that may not be true.
        }
        return null;
    }

    private static Span Read(Parser parser, string text) => parser.Current switch
    {
        SequenceStart list => List(parser, text, list),
        MappingStart map => Map(parser, text, map),
        AnchorAlias alias => new ScalarSpan(At(alias.Start), At(alias.End), alias.Value.Value, null, true),
        Scalar s => new ScalarSpan(At(s.Start), s.Value.Length == 0 && s.Style == ScalarStyle.Plain ? At(s.Start) : At(s.End), s.Value,
            s.Style switch { ScalarStyle.DoubleQuoted => '"', ScalarStyle.SingleQuoted => '\'', _ => null }),
        var other => new ScalarSpan(At(other!.Start), At(other.Start), "", null),
    };

    private static ListSpan List(Parser parser, string text, SequenceStart start)
    {
        var (items, flow) = (new List<Span>(), start.Style == SequenceStyle.Flow);
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
            items.Add(Read(parser, text));
        return new ListSpan(At(start.Start), flow ? Closed(text, items.Count == 0 ? At(start.Start) + 1 : items[^1].End) : items.Count == 0 ? At(start.Start) : items[^1].End, flow, items);
    }

    private static MapSpan Map(Parser parser, string text, MappingStart start)
    {
        var (entries, flow) = (new List<(ScalarSpan, Span)>(), start.Style == MappingStyle.Flow);
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var key = Read(parser, text) as ScalarSpan ?? new ScalarSpan(At(parser.Current!.Start), At(parser.Current.Start), "", null);
            parser.MoveNext();
            var value = Read(parser, text);
            // Nothing stands behind its colon, wherever the parser has gone on.
            if (value is ScalarSpan { IsEmpty: true } && text.IndexOf(':', key.End) is >= 0 and var colon)
                value = new ScalarSpan(colon + 1, colon + 1, "", null);
            entries.Add((key, value));
        }
        // A block has no end of its own: the parser goes on to what comes after comments and empty lines.
        return new MapSpan(At(start.Start), flow ? Closed(text, entries.Count == 0 ? At(start.Start) + 1 : entries[^1].Item2.End) : entries.Count == 0 ? At(start.Start) : entries[^1].Item2.End, flow, entries);
    }

    /// <summary>Behind the bracket or brace that comes next; between stand a comma and comments at most.</summary>
    private static int Closed(string text, int at)
    {
        for (; at < text.Length && text[at] is not ('}' or ']'); at++)
            if (text[at] == '#')
                at = text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length - 1;
        return Math.Min(at + 1, text.Length);
    }

    private static int At(Mark mark) => (int)mark.Index;
}
