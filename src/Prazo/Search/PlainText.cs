using System.Net;
using System.Text;

namespace Prazo.Search;

/// <summary>The words of an HTML text, for searching and for readers without HTML. It is no cleaner: what it returns is text and is shown as text.</summary>
public static class PlainText
{
    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var i = 0; i < html.Length;)
        {
            if (html[i] != '<')
            {
                text.Append(html[i++]);
                continue;
            }
            var end = html.IndexOf('>', i);
            if (end < 0)
                break;
            var name = Name(html.AsSpan(i + 1, end - i - 1));
            i = end + 1;
            if (name is "script" or "style" or "head" or "title")
                i = After(html, i, name);
            else if (name is "br" or "p" or "/p" or "div" or "/div" or "li" or "tr" or "/tr" or "/h1" or "/h2" or "/h3" or "blockquote")
                text.Append('\n');
            else if (name is "td" or "/td" or "th")
                text.Append(' ');
        }
        return string.Join('\n', WebUtility.HtmlDecode(text.ToString()).Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));
    }

    private static string Name(ReadOnlySpan<char> tag)
    {
        var length = 0;
        while (length < tag.Length && (char.IsAsciiLetterOrDigit(tag[length]) || (length == 0 && tag[0] == '/')))
            length++;
        return tag[..length].ToString().ToLowerInvariant();
    }

    private static int After(string html, int from, string name)
    {
        var close = html.IndexOf("</" + name, from, StringComparison.OrdinalIgnoreCase);
        var end = close < 0 ? -1 : html.IndexOf('>', close);
        return end < 0 ? html.Length : end + 1;
    }
}
