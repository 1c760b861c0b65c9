using System.Globalization;
using System.Text;

namespace Prazo.Search;

/// <summary>Text as it is searched (S3): words of letters and digits in lower case, without diacritics, one space between them. What is stored and what is asked are folded alike, so both
/// databases find the same.</summary>
public static class Folded
{
    /// <summary>Longer words are cut: nobody types them, and an index entry has its limit.</summary>
    private const int LongestWord = 60;

    private static readonly Dictionary<char, string> Letters = new()
    {
        ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['ø'] = "o", ['đ'] = "d", ['ð'] = "d", ['ł'] = "l", ['ı'] = "i", ['þ'] = "th",
    };

    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var word = 0;
        foreach (var c in WellFormed(text).ToLowerInvariant().Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
                continue;
            if (!char.IsLetterOrDigit(c))
            {
                word = 0;
                continue;
            }
            if (word == 0 && folded.Length > 0)
                folded.Append(' ');
            if (word++ < LongestWord)
                folded.Append(Letters.TryGetValue(char.ToLowerInvariant(c), out var other) ? other : char.ToLowerInvariant(c).ToString());
        }
        return folded.ToString();
    }

    /// <summary>Without what normalization refuses: lone surrogates, and U+FFFE, which is no character.</summary>
    public static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\uFFFE', '\uFFFD');

    public static IReadOnlyList<string> Words(string text) => Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>All words, each also as the beginning of a longer one, as FTS5 takes it.</summary>
    public static string ForSqlite(IEnumerable<string> words) => string.Join(" AND ", words.Select(w => $"\"{w}\"*"));

    /// <summary>The same for <c>to_tsquery</c>.</summary>
    public static string ForPostgres(IEnumerable<string> words) => string.Join(" & ", words.Select(w => $"'{w}':*"));
}
