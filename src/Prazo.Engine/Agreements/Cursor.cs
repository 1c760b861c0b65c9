using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Prazo.Engine.Agreements;

/// <summary>Problems collected during one reading.</summary>
internal sealed class Reading
{
    public List<Problem> Problems { get; } = [];
    /// <summary>Keys that somebody looked for, as <c>shape.key</c>: what proves that no key of the table is read by nobody.</summary>
    public HashSet<string> Asked { get; } = new(StringComparer.Ordinal);
    public bool HasErrors => Problems.Exists(p => p.Severity == Severity.Error);

    public void Error(string code, Position at, string path, string message, string hint = "") => Problems.Add(new(Severity.Error, code, at, path, message, hint));
    public void Warn(string code, Position at, string path, string message, string hint = "") => Problems.Add(new(Severity.Warning, code, at, path, message, hint));
}

/// <summary>A place in the document, there or not, that knows its path and its shape. The structural check has already spoken
/// about wrong kinds of nodes, so a cursor on one simply yields nothing.</summary>
internal readonly record struct Cursor(Reading Reading, Shape Shape, Node? Node, Position Near, string Path)
{
    public Position At => Node?.At ?? Near;
    public bool Exists => Node is not null;
    public bool IsMap => Node is MapNode;
    public string? Text => (Node as ScalarNode)?.Text;

    public Cursor this[string key]
    {
        get
        {
            // Where no map may stand, nothing is found in it; a key unknown to a map's shape is a slip of the reader.
            if (Map is not { } map)
                return new(Reading, Shape, null, At, Nodes.Join(Path, key));
            var shape = map.Of(key) ?? throw new InvalidOperationException($"{Path}: the key {key} is not in the table of shapes");
            var node = (Node as MapNode)?[key];
            Ask(key);
            return new(Reading, shape, node, At, Nodes.Join(Path, key));
        }
    }

    public IEnumerable<(string Key, Position KeyAt, Cursor Value)> Entries
    {
        get
        {
            if (Node is not MapNode map)
                yield break;
            foreach (var (key, value) in map.Entries)
                if (Ask(key.Text).Of(key.Text) is { } shape)
                    yield return (key.Text, key.At, new(Reading, shape, value, key.At, Nodes.Join(Path, key.Text)));
        }
    }

    private MapShape? Map => Shape as MapShape ?? (Shape as EitherShape)?.Choices.OfType<MapShape>().FirstOrDefault();

    private Shape Ask(string key)
    {
        if (Map is { } map)
            Reading.Asked.Add(map.Name + "." + key);
        return Shape;
    }

    /// <summary>Items of a list; a single value or map stands for a list of one.</summary>
    public IEnumerable<Cursor> Items
    {
        get
        {
            if (Node is ListNode list)
            {
                if (Shape.Item is not { } shape)
                    yield break;
                for (var i = 0; i < list.Items.Length; i++)
                    yield return new(Reading, shape, list.Items[i], list.At, $"{Path}[{i.ToString(CultureInfo.InvariantCulture)}]");
            }
            else if (Node is not null && Shape is not ListShape)
                yield return this;
        }
    }

    public IEnumerable<string> Texts => Items.Select(i => i.Text).OfType<string>();

    public void Error(string code, string message, string hint = "") => Reading.Error(code, At, Path, message, hint);
    public void Warn(string code, string message, string hint = "") => Reading.Warn(code, At, Path, message, hint);

    /// <summary>One of a vocabulary's words; a wrong one has been reported by the structural check.</summary>
    public T? Word<T>(Vocabulary<T> words) where T : struct => words.Find(Text);

    public bool Flag => Text == "true";

    public LocalDate? Date()
    {
        if (Text is not { } text)
            return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date)
            return date.Value;
        Error("bad-date", $"{text} is no date", "write year-month-day, such as 2026-01-31");
        return null;
    }

    public int? Whole(int min, int max)
    {
        if (Text is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        Error("bad-number", $"{text} is no whole number from {min} to {max}");
        return null;
    }

    /// <summary>A percentage from 0 to 100.</summary>
    public decimal? Percent()
    {
        if (Text is not { } text)
            return null;
        if (Percents.Parse(text) is { } value)
            return value;
        Error("bad-percentage", $"{text} is no percentage from 0% to 100%", "write it like 95% or 99.5%");
        return null;
    }

    /// <summary>Where the text itself begins, after an opening quote: parsers of texts count columns from there.</summary>
    public Position TextAt => Node is ScalarNode { Quoted: true } ? At with { Column = At.Column + 1 } : At;

    public Within? Within()
    {
        if (Text is not { } text)
            return null;
        var (value, problem) = WithinParser.Parse(text, TextAt, Path);
        if (problem is not null)
            Reading.Problems.Add(problem);
        return value;
    }

    /// <summary>A duration that must be known without a ticket's promises and fields.</summary>
    public Within? WithinAlone() => Alone(Within());

    public Within? Alone(Within? value)
    {
        if (value is not (ShareOf or UntilField))
            return value;
        Reading.Error("no-ticket-here", TextAt, Path, $"`{value}` needs a ticket, and there is none here", "write a length or days, such as `7 calendar days`");
        return null;
    }

    /// <summary>A sum of time: working time or clock time.</summary>
    public Within? Length()
    {
        var value = Within();
        if (value is null or WorkingTime or ClockTime)
            return value;
        Reading.Error("no-length", TextAt, Path, $"`{value}` is no length that times add up to", "write hours and minutes, such as `8h` or `24h clock`");
        return null;
    }
}

/// <summary>Percentages as written: <c>95%</c>, <c>99.5 %</c>.</summary>
internal static class Percents
{
    public static decimal? Parse(string text)
    {
        text = text.Trim();
        if (!text.EndsWith('%'))
            return null;
        var number = text[..^1].TrimEnd();
        // .5% and 5.% are more likely slips than meant.
        if (number.Length == 0 || !char.IsAsciiDigit(number[0]) || !char.IsAsciiDigit(number[^1]))
            return null;
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 100 ? value : null;
    }
}
