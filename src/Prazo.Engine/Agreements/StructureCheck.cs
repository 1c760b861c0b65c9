using System.Globalization;

namespace Prazo.Engine.Agreements;

/// <summary>Holds a document against the table of shapes: unknown and missing keys, wrong kinds of values.</summary>
internal static class StructureCheck
{
    public static void Check(Cursor at)
    {
        switch (at.Shape)
        {
            case EitherShape either:
                CheckEither(at, either);
                break;
            case MapShape map:
                CheckMap(at, map);
                break;
            case ListShape list:
                if (at.Node is ListNode)
                    foreach (var item in at.Items)
                        Check(item);
                else
                    WrongKind(at, list);
                break;
            case FreeShape:
                break;
            default:
                CheckScalar(at);
                break;
        }
    }

    private static void CheckEither(Cursor at, EitherShape either)
    {
        var fitting = either.Choices.Where(c => Fits(c, at.Node)).ToList();
        if (fitting.Count == 0)
            WrongKind(at, either);
        // Of several shapes for a single value, one that accepts it is enough.
        else if (at.Node is not ScalarNode || !fitting.Exists(c => Accepts(c, at.Text!)))
            Check(at with { Shape = fitting[^1] });
    }

    private static bool Fits(Shape shape, Node? node) => shape switch
    {
        EitherShape either => either.Choices.Any(c => Fits(c, node)),
        MapShape => node is MapNode,
        ListShape => node is ListNode,
        FreeShape => true,
        _ => node is ScalarNode,
    };

    private static bool Accepts(Shape shape, string text) => shape switch
    {
        EnumShape words => words.Values.Contains(text),
        BoolShape => text is "true" or "false",
        TextShape => true,
        EitherShape either => either.Choices.Any(c => Accepts(c, text)),
        _ => false,
    };

    private static void CheckMap(Cursor at, MapShape shape)
    {
        if (at.Node is not MapNode map)
        {
            WrongKind(at, shape);
            return;
        }
        foreach (var (key, value) in map.Entries)
            if (shape.Of(key.Text) is { } inner)
            {
                CheckKey(at, shape, key);
                Check(new(at.Reading, inner, value, key.At, Nodes.Join(at.Path, key.Text)));
            }
            else
                at.Reading.Error("unknown-key", key.At, Nodes.Join(at.Path, key.Text), $"{shape.Words} has no key {key.Text}", Suggestion.Hint(key.Text, [.. shape.Keys.Select(k => k.Name)]));
        foreach (var key in shape.Keys)
            if (key.Required && map[key.Name] is null)
                at.Error("missing-key", $"{shape.Words} needs the key {key.Name}", $"write `{key.Name}:` — {key.Meaning}");
    }

    /// <summary>Keys of the writer's own choosing.</summary>
    private static void CheckKey(Cursor at, MapShape shape, ScalarNode key)
    {
        if (shape.OtherPattern is null || shape.Keys.Any(k => k.Name == key.Text))
            return;
        if (shape.OtherPattern == AgreementShape.IdPattern && !IsId(key.Text))
            at.Reading.Error("bad-id", key.At, Nodes.Join(at.Path, key.Text), $"{Quoted(key.Text)} is no id", IdHint);
        else if ((shape.OtherPattern == AgreementShape.LanguagePattern && !IsLanguage(key.Text)) || (shape.OtherPattern == AgreementShape.ClauseLanguage && !Clauses.IsLanguage(key.Text)))
            at.Reading.Error("bad-language", key.At, Nodes.Join(at.Path, key.Text), $"{Quoted(key.Text)} is no language", "write a code such as en, pt-BR or ro");
    }

    private const string IdHint = "use letters without accents, digits, dots, hyphens, underscores; begin with a letter or digit";

    private static bool IsLanguage(string text) =>
        text.Split('-') is [{ Length: 2 or 3 } first, .. var rest] && first.All(char.IsAsciiLetter) && rest.All(r => r.Length > 0 && r.All(char.IsAsciiLetterOrDigit));

    private static void CheckScalar(Cursor at)
    {
        if (at.Node is not ScalarNode scalar)
            WrongKind(at, at.Shape);
        else if (at.Shape is EnumShape words && !words.Values.Contains(scalar.Text))
            at.Error("unknown-word", $"{Quoted(scalar.Text)} is not {words.Words}", Suggestion.For(scalar.Text, words.Values) is { } near ? $"did you mean {near}?" : "");
        else if (at.Shape is BoolShape && scalar.Text is not ("true" or "false"))
            at.Error("unknown-word", $"{Quoted(scalar.Text)} is not true or false", scalar.Text.ToLowerInvariant() is "yes" or "on" ? "write true" : scalar.Text.ToLowerInvariant() is "no" or "off" ? "write false" : "");
        else if (at.Shape is TextShape { Pattern: AgreementShape.IdPattern } && !IsId(scalar.Text))
            at.Error("bad-id", $"{Quoted(scalar.Text)} is no id", IdHint);
    }

    private static void WrongKind(Cursor at, Shape expected) =>
        at.Error("wrong-kind", $"expected {expected.Words}, found {Kind(at.Node)}", Hint(expected));

    private static string Hint(Shape expected) => expected switch
    {
        MapShape { Keys: [var first, ..] } => $"write it as keys and values, such as `{first.Name}: …`",
        MapShape => "write it as keys and values, `key: value`",
        ListShape => "write it as a list, `- …` or `[ …, … ]`",
        _ => "",
    };

    private static string Kind(Node? node) => node switch
    {
        MapNode map => map.Entries.Length == 0 ? "an empty map" : "a map",
        ListNode list => list.Items.Length == 0 ? "an empty list" : "a list",
        ScalarNode { Text.Length: 0 } => "nothing",
        ScalarNode scalar => Quoted(scalar.Text),
        _ => "nothing",
    };

    internal static string Quoted(string text)
    {
        var shown = text.Length > 60 ? text[..57] + "…" : text;
        return string.Create(CultureInfo.InvariantCulture, $"\"{shown}\"");
    }

    internal static bool IsId(string text)
    {
        if (text.Length is 0 or > 200 || !char.IsAsciiLetterOrDigit(text[0]))
            return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_'))
                return false;
        return true;
    }
}
