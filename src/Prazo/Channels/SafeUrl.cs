namespace Prazo.Channels;

/// <summary>Addresses of a message as they may be written into a page: an absolute address of a known scheme, spelled by this program.</summary>
internal static class SafeUrl
{
    private const int MaxLength = 4000;

    /// <summary>http, https, mailto and tel; null for all else, relative addresses included (a message has no place to be relative to).</summary>
    public static string? Link(string? raw) => Web(raw) ?? Plain(raw, "mailto:", "@.+-_%&=?,;/!#$'*~") ?? Plain(raw, "tel:", "+-.()*#;=");

    /// <summary>http and https. An address with a name before the host (<c>https://bank.example@elsewhere</c>) misleads and is refused.</summary>
    public static string? Web(string? raw)
    {
        var text = AsBrowsersRead(raw);
        if (text is null || !(text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)))
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || uri.UserInfo.Length > 0)
            return null;
        return uri.AbsoluteUri.Length <= 2 * MaxLength ? uri.AbsoluteUri : null;
    }

    /// <summary>The content id that a <c>cid:</c> address names.</summary>
    public static string? ContentId(string? raw)
    {
        var text = AsBrowsersRead(raw);
        return text is not null && text.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) && text.Length is > 4 and <= 1000 ? Uri.UnescapeDataString(text[4..]).Trim('<', '>') : null;
    }

    private static string? Plain(string? raw, string scheme, string marks)
    {
        var text = AsBrowsersRead(raw);
        if (text is null || !text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || text.Length == scheme.Length)
            return null;
        var rest = text[scheme.Length..];
        return rest.All(c => char.IsAsciiLetterOrDigit(c) || marks.Contains(c, StringComparison.Ordinal)) ? scheme + rest : null;
    }

    /// <summary>Browsers drop tabs and line ends wherever they stand, and blanks and control characters around; any other control character is refused.</summary>
    private static string? AsBrowsersRead(string? raw)
    {
        if (raw is null || raw.Length > MaxLength)
            return null;
        var text = string.Concat(raw.Where(c => c is not ('\t' or '\r' or '\n'))).Trim([.. Enumerable.Range(0, 33).Select(c => (char)c)]);
        return text.Length > 0 && !text.Any(char.IsControl) ? text : null;
    }
}
