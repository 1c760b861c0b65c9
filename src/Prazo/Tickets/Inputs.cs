using System.Text.RegularExpressions;

namespace Prazo.Tickets;

/// <summary>What texts, words and handles may be; everything else is refused with what to write.</summary>
internal static partial class Inputs
{
    public const int LongestSubject = 300, LongestReason = 2_000, LongestBody = 200_000, LongestHtml = 1_000_000;
    public const int LongestFieldName = 100, LongestFieldValue = 500, LongestId = 200;

    /// <summary>A text of at most so many characters, without its outer spaces; null when there is none.</summary>
    public static string? Text(string path, string? text, int longest)
    {
        var trimmed = text?.Trim();
        if (trimmed is null or "")
            return null;
        if (trimmed.Length > longest)
            throw new RefusedException("too-long", path, $"'{path}' has {trimmed.Length} characters, at most {longest} are taken");
        return trimmed.Contains('\0', StringComparison.Ordinal) ? throw new RefusedException("bad-text", path, $"'{path}' holds a character that no text has") : trimmed;
    }

    public static string Needed(string path, string? text, int longest) =>
        Text(path, text, longest) ?? throw new RefusedException("missing-key", path, $"'{path}' is needed");

    /// <summary>A value of a field that enters the log: short, on one line. The empty text takes the value away.</summary>
    public static string Value(string path, string value)
    {
        var trimmed = value.Trim();
        if (trimmed.Length > LongestFieldValue)
            throw new RefusedException("too-long", path, $"'{path}' has {trimmed.Length} characters, at most {LongestFieldValue} are taken");
        if (trimmed.Any(char.IsControl))
            throw new RefusedException("bad-value", path, $"'{path}' holds a line break or another control character");
        return trimmed;
    }

    /// <summary>What somebody goes by in the log, which never holds names or addresses (S9).</summary>
    public static string Handle(string path, string handle) => handle.Length == 0 || HandleShape().IsMatch(handle) ? handle
        : throw new RefusedException("bad-handle", path, $"'{handle}' is not a handle", "write up to 100 letters, digits, dots, dashes or underscores: names and addresses stay out of the log");

    /// <summary>A category, as the log may hold it in place of a free text.</summary>
    public static string Category(string path, string? category) => category is null or "" ? "other" : WordShape().IsMatch(category) ? category
        : throw new RefusedException("bad-category", path, $"'{category}' is not a category", "write up to 60 lower-case letters, digits and dashes; the text goes under 'text'");

    public static IReadOnlyList<string> Tags(string path, IEnumerable<string> tags) => [.. tags.Select(t => t.Trim().ToLowerInvariant()).Select(t => TagShape().IsMatch(t) ? t
        : throw new RefusedException("bad-tag", path, $"'{t}' is not a tag", "write up to 60 letters, digits, dots, dashes or underscores, without spaces"))];

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,99}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HandleShape();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,59}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordShape();

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,59}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TagShape();
}
