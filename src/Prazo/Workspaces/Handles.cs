using NodaTime;

namespace Prazo.Workspaces;

/// <summary>What is checked of people's data wherever it comes in.</summary>
internal static class Handles
{
    private const int Longest = 64;

    /// <summary>What events and the audit know somebody or something by: <c>ana.popescu</c>, <c>second-level</c>.</summary>
    public static string Checked(string? handle, string path = "handle")
    {
        var written = handle?.Trim() ?? "";
        return written.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(written[0]) && written.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_')
            ? written
            : throw new RefusedException("bad-handle", path, $"'{Shown(written)}' cannot be a handle", "lower-case letters, digits, dots, dashes and underscores, at most 64, beginning with a letter or digit");
    }

    /// <summary>A line of text for people.</summary>
    public static string? Line(string? text, string path, int longest = 200)
    {
        var written = text?.Trim();
        if (string.IsNullOrEmpty(written))
            return null;
        if (written.Length > longest || written.Any(char.IsControl))
            throw new RefusedException("bad-text", path, $"{path} is longer than {longest} characters or has control characters", "write one short line");
        return written;
    }

    public static string Needed(string? text, string path, int longest = 200) =>
        Line(text, path, longest) ?? throw new RefusedException("missing", path, $"{path} is missing", "write it");

    public static string? Email(string? email, string path = "email")
    {
        if (Line(email, path, 254) is not { } written)
            return null;
        var at = written.LastIndexOf('@');
        return at > 0 && at < written.Length - 1 && !written.Any(c => char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"')
            ? written
            : throw new RefusedException("bad-email", path, $"'{Shown(written)}' is not an e-mail address", "write name@example.com");
    }

    /// <summary>As addresses and names are compared when somebody signs in.</summary>
    public static string? Key(string? email) => email?.ToLowerInvariant();

    public static string? Zone(string? zone, string path = "zone") => Line(zone, path, 64) is not { } written ? null
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(written) is not null ? written
        : throw new RefusedException("unknown-zone", path, $"'{Shown(written)}' is not a time zone", "write an IANA name such as America/Sao_Paulo");

    public static readonly IReadOnlyList<string> Locales = ["en", "pt-BR", "ro"];

    public static string? Locale(string? locale, string path = "locale") => Line(locale, path, 16) is not { } written ? null
        : Locales.FirstOrDefault(l => string.Equals(l, written, StringComparison.OrdinalIgnoreCase))
        ?? throw new RefusedException("unknown-locale", path, $"'{Shown(written)}' is not a language of the screen", "write en, pt-BR or ro");

    private static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
