using System.Text;
using System.Text.RegularExpressions;

namespace Prazo.Tests.Channels;

/// <summary>Reads a mail as a mail program does (RFC 2045 to 2047), to judge what we wrote by what is understood.</summary>
internal sealed record MimePart(IReadOnlyList<(string Name, string Value)> Headers, string Body, IReadOnlyList<MimePart> Parts)
{
    public string Header(string name) => Headers.Single(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public bool Has(string name) => Headers.Any(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public string Type => Header("Content-Type").Split(';')[0].Trim().ToLowerInvariant();

    public byte[] Bytes => Convert.FromBase64String(Body);

    public string Text => Encoding.UTF8.GetString(Bytes);

    public static MimePart Parse(string raw)
    {
        var end = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = Folding.Replace(raw[..end], " ").Split("\r\n").Select(l => (l[..l.IndexOf(':', StringComparison.Ordinal)], Words(l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()))).ToList();
        var body = raw[(end + 4)..];
        var type = headers.FirstOrDefault(h => h.Item1.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Item2 ?? "";
        if (Boundary.Match(type) is not { Success: true } match)
            return new MimePart(headers, body, []);
        var pieces = ("\r\n" + body).Split("\r\n--" + match.Groups["b"].Value);
        pieces[^1].Trim().ShouldBe("--");
        return new MimePart(headers, body, [.. pieces[1..^1].Select(p => Parse(p.TrimStart('\r', '\n')))]);
    }

    /// <summary>Encoded words; blanks between two of them belong to neither.</summary>
    private static string Words(string value) => Word.Replace(Between.Replace(value, "?==?"), m => Encoding.GetEncoding(m.Groups["c"].Value).GetString(
        m.Groups["e"].Value is "B" or "b" ? Convert.FromBase64String(m.Groups["t"].Value) : Quoted(m.Groups["t"].Value)));

    private static byte[] Quoted(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
            bytes.Add(text[i] == '=' ? Convert.FromHexString(text.AsSpan(i + 1, 2))[0] : text[i] == '_' ? (byte)' ' : (byte)text[i]);
        for (int i = 0, at = 0; i < text.Length; i++, at++)
            if (text[i] == '=')
            {
                bytes.RemoveRange(at + 1, 2);
                i += 2;
            }
        return [.. bytes];
    }

    private const RegexOptions Safe = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private static readonly Regex Folding = new(@"\r\n[ \t]+", Safe);
    private static readonly Regex Boundary = new("boundary=\"?(?<b>[^\";]+)\"?", Safe);
    private static readonly Regex Word = new(@"=\?(?<c>[^?]+)\?(?<e>[BbQq])\?(?<t>[^?]*)\?=", Safe);
    private static readonly Regex Between = new(@"\?=\s+=\?", Safe);
}
