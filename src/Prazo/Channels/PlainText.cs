using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Prazo.Channels;

/// <summary>Text and HTML into one another, in time proportional to the length.</summary>
public static class PlainText
{
    private const int MaxLength = 1_000_000;

    // NonBacktracking: a hostile line cannot make it slow.
    private static readonly Regex Addresses = new(
        @"\bhttps?://[^\s<>""\u0000-\u001f]+|\b[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "br", "tr", "li", "ul", "ol", "table", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "section", "article", "header", "footer", "dt", "dd",
    };

    private static readonly string[] Silent = ["script", "style", "head", "title", "template", "noscript", "svg", "math", "textarea"];

    /// <summary>Text for a page: paragraphs, line breaks, web and mail addresses as links.</summary>
    public static string ToHtml(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
            text = text[..MaxLength] + "\n…";
        var html = new StringBuilder(text.Length + 200);
        var paragraph = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                html.Append(paragraph ? "</p>" : "");
                paragraph = false;
                continue;
            }
            html.Append(paragraph ? "<br>" : "<p>");
            paragraph = true;
            AppendLinked(html, line.TrimEnd());
        }
        return html.Append(paragraph ? "</p>" : "").ToString();
    }

    /// <summary>The words of an HTML message, for search, for people who read text, and for what is too large to be rebuilt.</summary>
    public static string OfHtml(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var text = new StringBuilder();
        var at = 0;
        while (at < html.Length)
        {
            var tag = html.IndexOf('<', at);
            Append(text, html.AsSpan(at, (tag < 0 ? html.Length : tag) - at));
            if (tag < 0)
                break;
            at = Skip(html, tag, text);
        }
        return Tidy(WebUtility.HtmlDecode(text.ToString()));
    }

    /// <summary>Halves of characters, as cutting leaves them, replaced: no database takes them.</summary>
    internal static string WellFormed(string text)
    {
        if (!text.Any(char.IsSurrogate))
            return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune.ToString());
        return whole.ToString();
    }

    /// <summary>Text inside an element or a quoted attribute. Characters that no text has are left out, and those that turn the text around them.</summary>
    internal static void Escape(StringBuilder html, string? text)
    {
        foreach (var c in text ?? "")
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                '`' => html.Append("&#96;"),
                '\u00a0' => html.Append("&nbsp;"),
                '\u202a' or '\u202b' or '\u202d' or '\u202e' => html,
                _ when char.IsControl(c) && c is not ('\n' or '\t') => html,
                _ => html.Append(c),
            };
    }

    private static void AppendLinked(StringBuilder html, string line)
    {
        // Blanks that indent are kept; a browser would swallow them.
        var indent = line.Length - line.TrimStart(' ').Length;
        for (var i = 0; i < Math.Min(indent, 40); i++)
            html.Append("&nbsp;");
        var at = indent;
        foreach (Match match in Addresses.Matches(line))
        {
            var found = WithoutPunctuation(match.Value);
            if (match.Index < at || SafeUrl.Link(found.Contains("://", StringComparison.Ordinal) ? found : "mailto:" + found) is not { } url)
                continue;
            Escape(html, line[at..match.Index]);
            html.Append("<a href=\"");
            Escape(html, url);
            html.Append("\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">");
            Escape(html, found);
            html.Append("</a>");
            at = match.Index + found.Length;
        }
        Escape(html, line[at..]);
    }

    /// <summary>The full stop after an address ends the sentence; a bracket belongs to it only if it was opened within.</summary>
    private static string WithoutPunctuation(string found)
    {
        while (found.Length > 0 && (".,;:!?'\"*_".Contains(found[^1], StringComparison.Ordinal)
            || (found[^1] == ')' && !found.Contains('(', StringComparison.Ordinal)) || (found[^1] == ']' && !found.Contains('[', StringComparison.Ordinal))))
            found = found[..^1];
        return found;
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> words)
    {
        foreach (var c in words)
        {
            var blank = c is ' ' or '\t' or '\r' or '\n';
            if (!blank)
                text.Append(c);
            else if (text.Length > 0 && text[^1] is not (' ' or '\n'))
                text.Append(' ');
        }
    }

    /// <summary>Past the tag, comment or silent element that begins here.</summary>
    private static int Skip(string html, int tag, StringBuilder text)
    {
        if (tag + 1 >= html.Length || !(char.IsAsciiLetter(html[tag + 1]) || html[tag + 1] is '/' or '!' or '?'))
        {
            text.Append("&lt;");
            return tag + 1;
        }
        if (html.AsSpan(tag).StartsWith("<!--", StringComparison.Ordinal))
            return After(html, "-->", tag + 4);
        var end = After(html, ">", tag);
        var start = html[tag + 1] == '/' ? tag + 2 : tag + 1;
        var length = 0;
        while (start + length < end && char.IsAsciiLetterOrDigit(html[start + length]))
            length++;
        var name = html.Substring(start, Math.Min(length, 20));
        if (Blocks.Contains(name) && text.Length > 0 && text[^1] != '\n')
            text.Append('\n');
        return html[tag + 1] != '/' && Silent.Contains(name, StringComparer.OrdinalIgnoreCase) ? After(html, "</" + name, end) : end;
    }

    private static int After(string html, string mark, int from)
    {
        var at = from >= html.Length ? -1 : html.IndexOf(mark, from, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? html.Length : mark.StartsWith("</", StringComparison.Ordinal) ? at : at + mark.Length;
    }

    private static string Tidy(string text) =>
        string.Join('\n', text.Split('\n').Select(l => l.Trim(' ', '\u00a0'))).Trim();
}
