using System.Text;

namespace Prazo.Engine.Tests.Fuzz;

/// <summary>Makes damaged inputs out of good ones, for parsers that must survive anything. All chance comes from the <see cref="Random"/> given.</summary>
public static class Mutator
{
    /// <summary>No mutated input is longer than this (characters or bytes).</summary>
    public const int MaxLength = 1 << 17;

    // What breaks parsers: extremes of numbers and dates, structure of YAML, JSON, CSV, XML and iCalendar, odd line ends, characters that are not.
    private static readonly string[] Tokens =
    [
        "\0", "\r", "\n", "\r\n", "\r\n ", "\t", " ", "\u00a0", "\u2028", "\ufeff", "\ud800", "\udc00", "😀", "e\u0301", "İ", "\u202e", "\u007f", "\u0085",
        "0", "-0", "-1", "00", "1e9", "1e999", "NaN", "Infinity", "2147483647", "2147483648", "-2147483648", "9223372036854775807", "9223372036854775808",
        "99999999999999999999999999", "0.1", ".", "1.", "½", "٣", "%", "101%", "-5%",
        "0000-00-00", "2026-02-29", "2026-02-30", "2024-02-29", "9999-12-31", "10000-01-01", "-0001-01-01", "31/02/2026", "20260230", "2026-12-31T24:00:00Z",
        "24:00", "24:01", "25:61", "00:00-00:00", "18:00-09:00", "23:59:60", "+14:00", "America/Sao_Paulo", "Mars/Olympus", "15m", "2d", "-4h", "1 working day", "9999999h", "1 month",
        ":", ": ", "- ", "#", "---", "...", "|", ">", "&a ", "*a", "<<: *a", "!!binary ", "!!python/object", "{", "}", "[", "]", ",", "\"", "'", "\\", "\\u0000", "?", "@", "~", "null", "true",
        ";", "=", "==", "<", ">", "<![CDATA[", "&amp;", "&#0;", "<!ENTITY a \"b\">", "--", "/*", "..",
        "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "RRULE:FREQ=YEARLY", "DTSTART", ";VALUE=DATE", "INTERVAL=0", "COUNT=-1", "UNTIL=", "BYDAY=5MO", "BYMONTH=13",
    ];

    /// <summary>One input of the corpus, damaged once to eight times. Now and then it is returned whole or empty.</summary>
    public static string Mutate(Random random, IReadOnlyList<string> corpus)
    {
        var text = new StringBuilder(Pick(random, corpus));
        for (var rounds = Rounds(random); rounds > 0; rounds--)
            MutateOnce(random, text, corpus);
        if (text.Length > MaxLength)
            text.Length = MaxLength;
        return text.ToString();
    }

    /// <summary>As <see cref="Mutate(Random, IReadOnlyList{string})"/> on bytes: the result need not be valid in any encoding.</summary>
    public static byte[] Mutate(Random random, IReadOnlyList<byte[]> corpus)
    {
        var bytes = new List<byte>(Pick(random, corpus));
        for (var rounds = Rounds(random); rounds > 0; rounds--)
            MutateOnce(random, bytes, corpus);
        if (bytes.Count > MaxLength)
            bytes.RemoveRange(MaxLength, bytes.Count - MaxLength);
        return [.. bytes];
    }

    /// <summary>Runs <paramref name="one"/> a tenth of <paramref name="fullCount"/> times (in full when PRAZO_SOAK=1), each with a random source of its own,
    /// within bounds of time and memory per input and per run. Fails with the seed and the iteration that repeat the fault.</summary>
    public static FuzzRun Run(string name, int fullCount, Action<Random> one) => FuzzRun.Start(name, fullCount, one);

    private static T Pick<T>(Random random, IReadOnlyList<T> list) => list[random.Next(list.Count)];

    // Few changes reach deep into a parser, many make noise: prefer few.
    private static int Rounds(Random random) => random.Next(64) == 0 ? 0 : 1 + (int)(8 * Math.Pow(random.NextDouble(), 3));

    private static (int Start, int Length) Piece(Random random, int length)
    {
        var start = random.Next(length + 1);
        var longest = random.Next(8) == 0 ? length - start : Math.Min(length - start, 24);
        return (start, random.Next(longest + 1));
    }

    private static void MutateOnce(Random random, StringBuilder text, IReadOnlyList<string> corpus)
    {
        var (start, length) = Piece(random, text.Length);
        switch (random.Next(11))
        {
            case 0 when start < text.Length: text[start] = (char)(text[start] ^ (1 << random.Next(7))); break;
            case 1 when start < text.Length: text[start] = (char)random.Next(random.Next(4) == 0 ? 0x10000 : 0x80); break;
            case 2: text.Remove(start, length); break;
            case 3: text.Insert(random.Next(text.Length + 1), text.ToString(start, length)); break;
            case 4: Splice(random, text, corpus); break;
            case 5 when random.Next(4) == 0: text.Length = start; break;
            case 6 when random.Next(8) == 0: text.Insert(start, Repeated(random, text.ToString(start, Math.Min(length, 32)))); break;
            case 7: MoveLine(random, text); break;
            case 8: ReplaceNumber(random, text, start); break;
            default: text.Remove(start, Math.Min(length, random.Next(4))).Insert(start, Pick(random, Tokens)); break;
        }
    }

    private static string Repeated(Random random, string piece)
    {
        var unit = piece.Length == 0 || random.Next(2) == 0 ? Pick(random, Tokens) : piece;
        return new StringBuilder().Insert(0, unit, Math.Max(1, (1 << random.Next(4, 17)) / unit.Length)).ToString();
    }

    private static void Splice(Random random, StringBuilder text, IReadOnlyList<string> corpus)
    {
        var other = Pick(random, corpus);
        var (start, length) = Piece(random, other.Length);
        text.Insert(random.Next(text.Length + 1), other.AsSpan(start, length));
    }

    private static void MoveLine(Random random, StringBuilder text)
    {
        var lines = text.ToString().Split('\n').ToList();
        var from = random.Next(lines.Count);
        var line = lines[from];
        if (random.Next(2) == 0)
            lines.RemoveAt(from);
        lines.Insert(random.Next(lines.Count + 1), line);
        text.Clear().AppendJoin('\n', lines);
    }

    private static void ReplaceNumber(Random random, StringBuilder text, int start)
    {
        while (start < text.Length && !char.IsAsciiDigit(text[start]))
            start++;
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        var number = random.Next(3) switch { 0 => random.Next(100), 1 => random.Next(), _ => random.NextInt64() };
        text.Remove(start, end - start).Insert(start, number);
    }

    private static void MutateOnce(Random random, List<byte> bytes, IReadOnlyList<byte[]> corpus)
    {
        var (start, length) = Piece(random, bytes.Count);
        switch (random.Next(9))
        {
            case 0 when start < bytes.Count: bytes[start] ^= (byte)(1 << random.Next(8)); break;
            case 1 when start < bytes.Count: bytes[start] = (byte)random.Next(256); break;
            case 2: bytes.RemoveRange(start, length); break;
            case 3: bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(start, length)); break;
            case 4:
                var other = Pick(random, corpus);
                var (from, count) = Piece(random, other.Length);
                bytes.InsertRange(start, other.AsSpan(from, count).ToArray());
                break;
            case 5 when random.Next(4) == 0: bytes.RemoveRange(start, bytes.Count - start); break;
            case 6 when random.Next(8) == 0: bytes.InsertRange(start, Enumerable.Repeat((byte)random.Next(256), 1 << random.Next(4, 17))); break;
            default: bytes.InsertRange(start, Encoding.UTF8.GetBytes(Pick(random, Tokens))); break;
        }
    }
}
