using System.Globalization;
using NodaTime;

namespace Prazo.Cli;

/// <summary>Lengths of time for people: <c>2 h 15 min</c>, <c>176 h</c>, <c>45 s</c>.</summary>
internal static class Lengths
{
    public static string Short(Duration length)
    {
        var sign = length < Duration.Zero ? "-" : "";
        var seconds = (long)Math.Abs(length.TotalSeconds);
        var (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        var text = (hours, minutes, rest) switch
        {
            (0, 0, _) => $"{rest} s",
            (0, _, 0) => $"{minutes} min",
            (0, _, _) => $"{minutes} min {rest} s",
            (_, 0, 0) => $"{hours.ToString(CultureInfo.InvariantCulture)} h",
            _ => $"{hours.ToString(CultureInfo.InvariantCulture)} h {minutes} min",
        };
        return sign + text;
    }
}
