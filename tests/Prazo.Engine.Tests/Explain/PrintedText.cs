using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Prazo.Engine.Tests.Explain;

/// <summary>Reads dates and lengths as the English account prints them.</summary>
internal static partial class PrintedText
{
    private static readonly LocalDateTimePattern[] Walls =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("ddd, d MMM uuuu, HH:mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("ddd, d MMM uuuu, HH:mm:ss"),
        LocalDateTimePattern.CreateWithInvariantCulture("ddd, d MMM uuuu, HH:mm:ss.fff"),
    ];

    private static readonly LocalDatePattern Days = LocalDatePattern.CreateWithInvariantCulture("ddd, d MMM uuuu");

    /// <summary>The weekday must be right too.</summary>
    public static LocalDateTime Wall(string text) => Walls.Select(p => p.Parse(text)).First(p => p.Success).Value;

    public static LocalDate Date(string text) => Days.Parse(text).Value;

    public static Duration Length(string text)
    {
        var sum = Duration.Zero;
        foreach (Match part in Part().Matches(text))
        {
            var number = decimal.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture);
            sum += Duration.FromMilliseconds((long)(number * (part.Groups["unit"].Value switch { "h" => 3_600_000, "min" => 60_000, _ => 1000 })));
        }
        return sum;
    }

    [GeneratedRegex(@"(?<number>[\d.]+) (?<unit>h|min|s)\b", RegexOptions.None, 1000)]
    private static partial Regex Part();
}
