using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

/// <summary>Something that may stand at a place of an agreement file.</summary>
/// <param name="Key">A key of a map; otherwise a value.</param>
/// <param name="Detail">What it means.</param>
public sealed record Completion(string Label, bool Key, string Detail);

/// <summary>Where a place of a text is.</summary>
/// <param name="Path">The keys that lead there; <see cref="AgreementCompletion.Item"/> for an item of a list.</param>
/// <param name="Key">Whether a key is written there; otherwise a value.</param>
/// <param name="Typed">What of it stands there already.</param>
public sealed record WritingPlace(ImmutableArray<string> Path, bool Key, string Typed);

/// <summary>What may stand where somebody writes: by the same table that the reader and the schema are made of, and by names that a workspace knows.</summary>
public static class AgreementCompletion
{
    public const string Item = "[]";

    private static readonly string[] Sections = ["calendars", "holiday-sets", "targets"];

    /// <summary>By line and column, both from 1. A text that cannot be read has places too: indentation and open brackets tell them.</summary>
    public static WritingPlace PlaceOf(string text, int line, int column)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var current = line >= 1 && line <= lines.Length ? lines[line - 1] : "";
        var before = current[..Math.Clamp(column - 1, 0, current.Length)];
        var path = new List<string>();
        var (content, dashes) = Content(before);
        Inline(before[content..], out var inside, out var key, out var typed);
        path.AddRange(inside.Reverse<string>());
        // Of the items that the line itself begins, the innermost first.
        foreach (var dash in dashes.Reverse<int>())
            path.Add(Item);
        Above(lines, line - 2, dashes.Count > 0 ? dashes[0] : content, dashes.Count > 0, path);
        path.Reverse();
        return new WritingPlace([.. path], key, typed);
    }

    /// <param name="known">Names by what they are of: <c>calendars</c>, <c>holiday-sets</c>, <c>agreements</c>, <c>zones</c>, <c>fields</c>, and <c>field:priority</c> for the values of a field.</param>
    public static IReadOnlyList<Completion> At(string text, int line, int column, Func<string, IEnumerable<string>> known)
    {
        var place = PlaceOf(text, line, column);
        Shape? shape = AgreementShape.Root;
        foreach (var step in place.Path)
            shape = step == Item ? shape?.Item : shape?.Of(step);
        var values = Values(shape).Concat(Section(text).Concat(NamesAt(place, known)).Where(n => n.For == Wanted(place)).Select(n => n.Name)).Select(v => new Completion(v, false, ""));
        // What begins an item in a line of its own may become a key or stay a value.
        var found = !place.Key ? values : Maps(shape).SelectMany(m => m.Keys.Select(k => new Completion(k.Name, true, k.Meaning))).Concat(KeysOf(place, known).Select(n => new Completion(n, true, "")))
            .Concat(place.Path is [.., Item] ? values : []);
        return [.. found.Where(c => c.Label.StartsWith(place.Typed, StringComparison.OrdinalIgnoreCase) && !(place.Key && c.Label == place.Typed)).DistinctBy(c => c.Label, StringComparer.Ordinal).Take(200)];

        static IEnumerable<(string For, string Name)> Section(string source) =>
            Sections.SelectMany(s => KeysBelow(source, s).Select(k => (s, k))).Concat(IdsOfObjectives(source).Select(i => ("objectives", i)));
    }

    private static IEnumerable<(string For, string Name)> NamesAt(WritingPlace place, Func<string, IEnumerable<string>> known) => Wanted(place) is { } wanted ? known(wanted).Select(n => (wanted, n)) : [];

    /// <summary>What a value at a place is the name of; null: of nothing.</summary>
    private static string? Wanted(WritingPlace place)
    {
        var keys = place.Path.Where(p => p != Item).ToList();
        var (last, parent) = (keys.LastOrDefault(), keys.Count > 1 ? keys[^2] : null);
        return last switch
        {
            "calendar" or "union" or "intersection" or "exclude" => "calendars",
            "holidays" or "includes" => "holiday-sets",
            "target" => "targets",
            "objective" => "objectives",
            "extends" => "agreements",
            "zone" => "zones",
            "by" => "fields",
            _ when parent == "calendar" => "calendars",
            _ when last is not null && (parent is "when" or "any" or "all" or "pause" or "start" or "stop" or "reset" or "not") => "field:" + last,
            _ => null,
        };
    }

    /// <summary>Keys of the writer's own choosing that are likely here.</summary>
    private static IEnumerable<string> KeysOf(WritingPlace place, Func<string, IEnumerable<string>> known) => place.Path.Where(p => p != Item).LastOrDefault() switch
    {
        "targets" => MetricNames(),
        "weekly" => ["mon-fri", "mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        "when" or "any" or "all" or "pause" => known("fields"),
        "within" or "calendar" or "instructions" => known("field:priority").Append("else"),
        _ => [],
    };

    private static IEnumerable<string> MetricNames() => Names.Metrics.Keys.Where(k => k != "custom");

    private static IEnumerable<MapShape> Maps(Shape? shape) => shape switch
    {
        MapShape map => [map],
        EitherShape either => either.Choices.SelectMany(Maps),
        ListShape list => Maps(list.Item),
        _ => [],
    };

    private static IEnumerable<string> Values(Shape? shape) => shape switch
    {
        EnumShape e => e.Values,
        BoolShape => ["true", "false"],
        EitherShape either => either.Choices.SelectMany(Values),
        ListShape list => Values(list.Item),
        _ => [],
    };

    /// <summary>Where a line's content begins, and the columns of the dashes before it.</summary>
    private static (int Content, List<int> Dashes) Content(string line)
    {
        var (at, dashes) = (0, new List<int>());
        while (at < line.Length && (line[at] == ' ' || (line[at] == '-' && (at + 1 == line.Length || line[at + 1] == ' '))))
        {
            if (line[at] == '-')
                dashes.Add(at);
            at++;
        }
        return (at, dashes);
    }

    /// <summary>Goes up from a line to what holds it: each line above that is indented less.</summary>
    private static void Above(string[] lines, int from, int indent, bool item, List<string> path)
    {
        for (var i = Math.Min(from, lines.Length - 1); i >= 0 && (indent > 0 || item); i--)
        {
            var (content, dashes) = Content(lines[i]);
            if (content >= lines[i].Length || lines[i][content] == '#')
                continue;
            if (content < indent || (item && content == indent && dashes.Count == 0))
            {
                if (KeyOf(lines[i][content..]) is not { } key)
                    continue;
                path.Add(key);
                (indent, item) = (content, false);
            }
            // An item of a list begins on this line, and the place is in it.
            for (var d = dashes.Count - 1; d >= 0; d--)
                if (dashes[d] < indent)
                {
                    path.Add(Item);
                    (indent, item) = (dashes[d], true);
                }
        }
    }

    /// <summary>The key of a line that has nothing behind its colon but perhaps a comment.</summary>
    private static string? KeyOf(string content)
    {
        var colon = content.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && (content.AsSpan(colon + 1).Trim().IsEmpty || content.AsSpan(colon + 1).TrimStart()[0] == '#') ? content[..colon].Trim().Trim('"', '\'') : null;
    }

    /// <summary>Follows a line up to the cursor: keys, and brackets that are still open.</summary>
    private static void Inline(string text, out List<string> inside, out bool key, out string typed)
    {
        inside = [];
        var (open, start, pending, quote) = (new Stack<(char Bracket, int Depth)>(), 0, false, '\0');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0' || c is '"' or '\'')
                quote = quote == '\0' ? c : quote == c ? '\0' : quote;
            else if (c == ':' && (i + 1 == text.Length || text[i + 1] == ' ') && !pending)
            {
                inside.Add(text[start..i].Trim().Trim('"', '\''));
                (pending, start) = (true, i + 1);
            }
            else if (c is '{' or '[')
            {
                open.Push((c, inside.Count));
                if (c == '[')
                    inside.Add(Item);
                (pending, start) = (c == '[', i + 1);
            }
            else if ((c is '}' or ']' or ',') && open.Count > 0)
            {
                var (bracket, depth) = c == ',' ? open.Peek() : open.Pop();
                inside.RemoveRange(depth, inside.Count - depth);
                if (c == ',' && bracket == '[')
                    inside.Add(Item);
                (pending, start) = (c != ',' || bracket == '[', i + 1);
            }
            else if (c == '#' && (i == 0 || text[i - 1] == ' '))
                break;
        }
        key = !pending;
        typed = text[start..].TrimStart().TrimStart('"', '\'');
    }

    /// <summary>The keys right below a section at the top of the text, also while the rest of it cannot be read.</summary>
    private static IEnumerable<string> KeysBelow(string text, string section)
    {
        var indent = -1;
        foreach (var line in text.Split('\n').SkipWhile(l => !l.StartsWith(section + ":", StringComparison.Ordinal)).Skip(1))
        {
            var (content, dashes) = Content(line);
            if (content >= line.TrimEnd().Length || line[content] == '#')
                continue;
            if (content == 0 || dashes.Count > 0)
                yield break;
            indent = indent < 0 ? content : indent;
            if (content == indent && line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                yield return line[content..colon].Trim('"', '\'');
        }
    }

    private static IEnumerable<string> IdsOfObjectives(string text) => text.Split('\n').SkipWhile(l => !l.StartsWith("objectives:", StringComparison.Ordinal)).Skip(1)
        .TakeWhile(l => l.Length == 0 || l[0] is ' ' or '-' or '#' or '\r').Select(l => l.IndexOf("id:", StringComparison.Ordinal) is >= 0 and var at ? l[(at + 3)..].Split(',', '}')[0].Trim() : "").Where(id => id.Length > 0);
}
