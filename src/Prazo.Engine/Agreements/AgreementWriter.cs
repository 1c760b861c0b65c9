using System.Text;

namespace Prazo.Engine.Agreements;

/// <summary>Prints a document tree as YAML in one canonical form: block style, two spaces, quotes only where they are needed.
/// Reading the text again gives a tree of the same content (see <see cref="Nodes.Same"/>).</summary>
public static class AgreementWriter
{
    /// <summary>YAML gives up on a key whose colon comes later than 1024 characters, unless it is marked as one.</summary>
    private const int LongestKey = 1000;

    public static string Write(Node document)
    {
        var text = new StringBuilder();
        switch (document)
        {
            case MapNode { Entries.Length: > 0 } or ListNode { Items.Length: > 0 }:
                Block(text, document, 0, indentFirst: true);
                break;
            default:
                text.Append(OnOneLine(document)).Append('\n');
                break;
        }
        return text.ToString();
    }

    /// <summary>The node in flow style: <c>{ a: 1, b: [2, 3] }</c>.</summary>
    public static string OnOneLine(Node node)
    {
        var text = new StringBuilder();
        Flow(text, node);
        return text.ToString();
    }

    private static void Block(StringBuilder text, Node node, int indent, bool indentFirst)
    {
        if (node is MapNode map)
            foreach (var (key, value) in map.Entries)
            {
                Indent(text, indent, ref indentFirst);
                AppendKey(text, key, indent);
                if (IsBlock(value))
                {
                    text.Append('\n');
                    Block(text, value, indent + 2, indentFirst: true);
                }
                else
                    text.Append(' ').Append(OnOneLine(value)).Append('\n');
            }
        else if (node is ListNode list)
            foreach (var item in list.Items)
            {
                Indent(text, indent, ref indentFirst);
                text.Append("- ");
                if (IsBlock(item))
                    Block(text, item, indent + 2, indentFirst: false);
                else
                    text.Append(OnOneLine(item)).Append('\n');
            }
    }

    private static void Indent(StringBuilder text, int indent, ref bool now)
    {
        if (now)
            text.Append(' ', indent);
        now = true;
    }

    private static bool IsBlock(Node node) => node is MapNode { Entries.Length: > 0 } or ListNode { Items.Length: > 0 };

    private static void Flow(StringBuilder text, Node node)
    {
        switch (node)
        {
            case ScalarNode scalar:
                text.Append(Scalar(scalar));
                break;
            case ListNode list:
                text.Append('[');
                for (var i = 0; i < list.Items.Length; i++)
                {
                    text.Append(i > 0 ? ", " : "");
                    Flow(text, list.Items[i]);
                }
                text.Append(']');
                break;
            case MapNode map:
                text.Append("{ ");
                for (var i = 0; i < map.Entries.Length; i++)
                {
                    text.Append(i > 0 ? ", " : "");
                    AppendKey(text, map.Entries[i].Key, null);
                    text.Append(' ');
                    Flow(text, map.Entries[i].Value);
                }
                text.Append(" }");
                break;
        }
    }

    /// <summary>A key with its colon. It is its text, even where that would be no value: <c>null</c> is a key like any other.</summary>
    private static void AppendKey(StringBuilder text, ScalarNode key, int? indent)
    {
        var written = Text(key.Text);
        if (written.Length > LongestKey)
        {
            text.Append("? ").Append(written);
            written = indent is { } spaces ? "\n" + new string(' ', spaces) : " ";
        }
        text.Append(written).Append(':');
    }

    private static string Scalar(ScalarNode scalar) => Nodes.IsNull(scalar) ? "~" : Text(scalar.Text);

    private static string Text(string text) => IsPlain(text) && !Nodes.IsNull(new ScalarNode(default, text)) ? text : Quote(text);

    /// <summary>Text that means itself in block and flow style alike, without quotes.</summary>
    private static bool IsPlain(string text)
    {
        if (text.Length is 0 or > 120 || text[0] == ' ' || text[^1] is ' ' or ':')
            return false;
        if (!char.IsLetterOrDigit(text[0]) && text[0] is not ('_' or '/' or '.' or '+'))
            return false;
        if (text.StartsWith("...", StringComparison.Ordinal))
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '[' or ']' or '{' or '}' or ',' or '"' or '\'' or '\\' or '`' || char.IsControl(c) || char.IsSurrogate(c) || c is '\u00A0' or '\u0085' or '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF')
                return false;
            if (c == ':' && (i + 1 == text.Length || text[i + 1] == ' '))
                return false;
            if (c == '#' && i > 0 && text[i - 1] == ' ')
                return false;
        }
        return true;
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) || c is '\u00A0' or '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF' => quoted.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)),
                _ => quoted.Append(c),
            };
        return quoted.Append('"').ToString();
    }
}
