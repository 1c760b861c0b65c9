using System.Text;

namespace Prazo.Engine.Calendars;

/// <summary>A content line of an iCalendar text (RFC 5545 section 3.1): unfolded, with the number of the physical line on which it starts.</summary>
internal sealed record ICalendarLine(int Number, string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    public string? Parameter(string name) => Parameters.GetValueOrDefault(name);
}

/// <summary>What was wrong with an iCalendar text. Kept to a number that people can read: a binary file has a problem on every line.</summary>
internal sealed class ICalendarProblems(string? file)
{
    private const int Most = 100;

    private readonly List<Problem> _problems = [];
    private int _more;

    public void Error(int line, string code, string path, string message, string hint) => Add(Severity.Error, line, code, path, message, hint);

    public void Warning(int line, string code, string path, string message, string hint) => Add(Severity.Warning, line, code, path, message, hint);

    public IReadOnlyList<Problem> All => _more == 0
        ? _problems
        : [.. _problems, new Problem(Severity.Error, "ics-more", new Position(file, 0, 0), "", $"{_more} more problems", "correct the first ones and read the file again")];

    private void Add(Severity severity, int line, string code, string path, string message, string hint)
    {
        if (_problems.Count == Most)
            _more++;
        else
            _problems.Add(new Problem(severity, code, new Position(file, line, 1), path, message, hint));
    }

    /// <summary>A value as a message may show it: short, on one line.</summary>
    public static string Shown(string value)
    {
        var text = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
        {
            if (text.Length > 40)
                return text.Append('…').ToString();
            text.Append(Rune.IsControl(rune) ? "�" : rune.ToString());
        }
        return text.ToString();
    }
}

/// <summary>The text layer of iCalendar: folding, content lines, escapes.</summary>
internal static class ICalendarText
{
    /// <summary>Content lines in order. Lines end in CRLF, LF or CR; a line that starts with a space or tab continues the one before.</summary>
    public static IEnumerable<ICalendarLine> Lines(string text, ICalendarProblems problems)
    {
        foreach (var (number, line) in Unfolded(text))
            if (line.Length > 0 && Parse(number, line, problems) is { } parsed)
                yield return parsed;
    }

    private static IEnumerable<(int Number, string Line)> Unfolded(string text)
    {
        var current = new StringBuilder();
        int number = 0, started = 1, at = text.StartsWith('\ufeff') ? 1 : 0;
        while (at < text.Length)
        {
            number++;
            var end = text.AsSpan(at).IndexOfAny('\r', '\n') is var found && found < 0 ? text.Length : at + found;
            var folded = number > 1 && end > at && text[at] is ' ' or '\t';
            if (!folded)
            {
                if (current.Length > 0)
                    yield return (started, current.ToString());
                current.Clear();
                started = number;
            }
            current.Append(text, folded ? at + 1 : at, end - at - (folded ? 1 : 0));
            at = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
        if (current.Length > 0)
            yield return (started, current.ToString());
    }

    // name *(";" param "=" value *("," value)) ":" value; a parameter's value may be quoted and then hold ; : and ,
    private static ICalendarLine? Parse(int number, string line, ICalendarProblems problems)
    {
        var end = line.AsSpan().IndexOfAnyExcept(NameCharacters);
        if (end <= 0 || line[end] is not (':' or ';'))
            return Malformed();
        var name = line[..end].ToUpperInvariant();
        Dictionary<string, string>? parameters = null;
        while (line[end] == ';')
        {
            var equals = line.IndexOf('=', end);
            if (equals < 0)
                return Malformed();
            var valueEnd = EndOfParameter(line, equals + 1);
            if (valueEnd < 0)
                return Malformed();
            parameters ??= new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            parameters.TryAdd(line[(end + 1)..equals], line[(equals + 1)..valueEnd].Trim('"'));
            end = valueEnd;
        }
        return new ICalendarLine(number, name, parameters ?? None, line[(end + 1)..]);

        ICalendarLine? Malformed()
        {
            problems.Error(number, "ics-line", "", $"'{ICalendarProblems.Shown(line)}' is not a content line", "write NAME:value or NAME;PARAMETER=value:value");
            return null;
        }
    }

    private static readonly Dictionary<string, string> None = [];
    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    // Index of the ; or : that ends a parameter's value; −1 when there is none.
    private static int EndOfParameter(string line, int at)
    {
        var quoted = false;
        for (; at < line.Length; at++)
        {
            if (line[at] == '"')
                quoted = !quoted;
            else if (!quoted && line[at] is ':' or ';')
                return at;
        }
        return -1;
    }

    /// <summary>A TEXT value without its escapes (section 3.3.11). An unknown escape stands for its character.</summary>
    public static string Unescape(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal))
            return value;
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c == '\\' && i + 1 < value.Length)
                c = value[++i] is 'n' or 'N' ? '\n' : value[i];
            text.Append(c);
        }
        return text.ToString();
    }

    /// <summary>A TEXT value: escaped, without the control characters that the format forbids.</summary>
    public static string Escape(string text)
    {
        var value = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            if (c == '\n')
                value.Append("\\n");
            else if (c is '\\' or ';' or ',')
                value.Append('\\').Append(c);
            else if (!char.IsControl(c) || c == '\t')
                value.Append(c);
        }
        return value.ToString();
    }

    /// <summary>Appends a content line, folded so that no physical line has more than 75 octets of UTF-8 and no character is cut.</summary>
    public static void AppendLine(StringBuilder output, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > 75)
            {
                output.Append("\r\n ");
                octets = 1;
            }
            output.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        output.Append("\r\n");
    }
}
