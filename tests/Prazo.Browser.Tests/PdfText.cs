using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Prazo.Browser.Tests;

/// <summary>The text of a PDF as Chromium writes it, without spaces: a font says by its ToUnicode map which character a glyph is.</summary>
internal static partial class PdfText
{
    /// <summary>Spaces are gaps on paper, not always glyphs; and two letters may be one glyph.</summary>
    public static string Plain(string text) => string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));

    public static string Of(byte[] pdf)
    {
        var all = Encoding.Latin1.GetString(pdf);
        var objects = Object().Matches(all).ToDictionary(m => m.Groups["n"].Value, m => m.Groups["body"].Value, StringComparer.Ordinal);
        var maps = objects.Where(o => o.Value.Contains("/ToUnicode", StringComparison.Ordinal)).ToDictionary(o => o.Key, o => Map(Inflated(objects[Unicode().Match(o.Value).Groups["n"].Value])), StringComparer.Ordinal);
        var fonts = objects.Values.SelectMany(o => Font().Matches(o)).Where(m => maps.ContainsKey(m.Groups["n"].Value)).GroupBy(m => m.Groups["name"].Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => maps[g.First().Groups["n"].Value], StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var content in objects.Values.Where(o => o.Contains("stream", StringComparison.Ordinal)).Select(Inflated).Where(c => c.Contains(" Tf", StringComparison.Ordinal)))
        {
            Dictionary<string, string>? map = null;
            foreach (Match m in Shown().Matches(content))
                if (m.Groups["font"].Success)
                    map = fonts.GetValueOrDefault(m.Groups["font"].Value);
                else if (map is not null && map.Count > 0)
                    foreach (var glyph in m.Groups["hex"].Value.Chunk(map.Keys.First().Length))
                        text.Append(map.GetValueOrDefault(new string(glyph).ToUpperInvariant()));
        }
        return Plain(text.ToString());
    }

    private static string Inflated(string body)
    {
        var begin = body.IndexOf("stream", StringComparison.Ordinal);
        if (begin < 0)
            return "";
        begin = body.IndexOf('\n', begin) + 1;
        var bytes = Encoding.Latin1.GetBytes(body[begin..body.LastIndexOf("endstream", StringComparison.Ordinal)]);
        if (!body[..begin].Contains("/FlateDecode", StringComparison.Ordinal))
            return Encoding.Latin1.GetString(bytes);
        using var inflated = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress))
            zlib.CopyTo(inflated);
        return Encoding.Latin1.GetString(inflated.ToArray());
    }

    private static Dictionary<string, string> Map(string cmap)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match part in Part().Matches(cmap))
            foreach (Match line in Line().Matches(part.Groups["lines"].Value))
            {
                var codes = line.Groups["code"].Captures.Select(c => c.Value.ToUpperInvariant()).ToList();
                var (first, last) = (Number(codes[0]), Number(codes[^2]));
                for (var i = first; i <= last; i++)
                    map[i.ToString("X" + codes[0].Length.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)] =
                        first == last ? Encoding.BigEndianUnicode.GetString(Convert.FromHexString(codes[^1])) : char.ConvertFromUtf32(Number(codes[^1]) + i - first);
            }
        return map;
    }

    private static int Number(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:^|\n)(?<n>\d+) 0 obj(?<body>.*?)endobj", RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Object();

    [GeneratedRegex(@"/ToUnicode (?<n>\d+) 0 R", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unicode();

    [GeneratedRegex(@"/(?<name>F\d+) (?<n>\d+) 0 R", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Font();

    [GeneratedRegex(@"/(?<font>F\d+) [\d.]+ Tf|<(?<hex>[0-9A-Fa-f]+)>", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Shown();

    [GeneratedRegex(@"begin(?:bfchar|bfrange)(?<lines>.*?)end(?:bfchar|bfrange)", RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Part();

    [GeneratedRegex(@"^\s*(?:<(?<code>[0-9A-Fa-f]+)>\s*){2,3}$", RegexOptions.Multiline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Line();
}
