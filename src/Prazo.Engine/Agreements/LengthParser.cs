using System.Globalization;
using NodaTime;

namespace Prazo.Engine.Agreements;

/// <summary><c>1h30m</c>: hours, minutes and seconds in that order, each at most once.</summary>
internal static class LengthParser
{
    static readonly string[][] Units =
    [
        ["h", "hour", "hours"],
        ["m", "min", "minute", "minutes"],
        ["s", "sec", "second", "seconds"],
    ];

    static readonly int[] SecondsOf = [3600, 60, 1];

    public static Duration? Take(WithinReading reading)
    {
        var first = reading.Current;
        var (seconds, previous) = (0L, -1);
        while (reading.Current.IsNumber)
        {
            var (number, word) = (reading.Current, reading.Following);
            var unit = UnitOf(word);
            if (unit < 0)
                return previous < 0 ? RefuseUnit(reading, number, word) : Finish(reading, first, seconds);
            if (unit <= previous)
                return reading.Fail<Duration>(number, "duration-order", $"`{Shown(number)}{Shown(word)}` cannot follow a smaller or the same unit", "write hours, then minutes, then seconds: `1h30m`");
            if (Number(reading, number, unit) is not { } count)
                return null;
            if (previous >= 0 && count > 59)
                return reading.Fail<Duration>(number, "duration-order", $"`{Shown(number)}{Shown(word)}` is more than the unit before it", "write at most 59 after a larger unit: `2h30m`");
            (seconds, previous) = (seconds + count * SecondsOf[unit], unit);
            reading.Take();
            reading.Take();
        }
        if (previous < 0)
            return reading.Fail<Duration>(first, "duration-number", "a number is missing", "write for example `90m`, `1h30m` or `45s`");
        return Finish(reading, first, seconds);
    }

    static Duration? Finish(WithinReading reading, WithinToken first, long seconds) => seconds switch
    {
        0 => reading.Fail<Duration>(first, "zero-duration", "a length of 0 promises nothing", "write at least `1s`"),
        > WithinParser.MaxHours * 3600L => reading.Fail<Duration>(first, "duration-too-long", "this is longer than ten years", WithinParser.TooLong),
        _ => Duration.FromSeconds(seconds),
    };

    static long? Number(WithinReading reading, WithinToken number, int unit)
    {
        if (number.Text.AsSpan().IndexOfAny('.', ',') >= 0)
            return reading.Fail<long>(number, "fractional-duration", $"`{Shown(number)}` is not a whole number", Whole(number.Text, unit));
        var digits = number.Text.TrimStart('0');
        if (digits.Length > 12)
            return reading.Fail<long>(number, "duration-too-long", "this is longer than ten years", WithinParser.TooLong);
        return digits.Length == 0 ? 0 : long.Parse(digits, CultureInfo.InvariantCulture);
    }

    /// <summary>What 1.5h is in whole units, if it comes out even.</summary>
    static string Whole(string number, int unit)
    {
        if (number.Length <= 12
            && decimal.TryParse(number.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value * SecondsOf[unit] is var seconds && seconds == decimal.Truncate(seconds) && seconds is > 0 and < 1_000_000_000)
            return $"write `{Text((long)seconds)}`";
        return "write whole hours, minutes and seconds, such as `1h30m`";
    }

    static string Text(long seconds)
    {
        var (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        return string.Create(CultureInfo.InvariantCulture, $"{(h > 0 ? $"{h}h" : "")}{(m > 0 ? $"{m}m" : "")}{(s > 0 ? $"{s}s" : "")}");
    }

    static Duration? RefuseUnit(WithinReading reading, WithinToken number, WithinToken unit)
    {
        if (unit.Text.Length == 0)
            return reading.Fail<Duration>(number, "duration-unit", $"`{Shown(number)}` has no unit", $"write `{Shown(number)}m` for minutes, `{Shown(number)}h` for hours, or `{Shown(number)} business days`");
        var hint = unit.Text.ToLowerInvariant() switch
        {
            "h" or "m" or "s" => $"write the unit in small letters: `{Shown(number)}{unit.Text.ToLowerInvariant()}`; for months write `{Shown(number)} months`",
            "w" or "week" or "weeks" => "write days: `5 business days` or `7 calendar days` for one week",
            "y" or "year" or "years" => "write `12 months` for one year",
            "ms" => "the smallest unit is the second: `1s`",
            "clock" => $"write the unit before it: `{Shown(number)}h clock`",
            _ => WithinParser.Forms,
        };
        return reading.Fail<Duration>(unit, "duration-unit", $"`{Shown(unit)}` is not a unit", hint);
    }

    static string Shown(WithinToken token) => WithinReading.Excerpt(token);

    /// <summary>One-letter units are small letters only: 5M could be months.</summary>
    static int UnitOf(WithinToken word)
    {
        if (word.Kind != WithinTokenKind.Word)
            return -1;
        for (var i = 0; i < Units.Length; i++)
            foreach (var name in Units[i])
                if (name.Length == 1 ? string.Equals(word.Text, name, StringComparison.Ordinal) : word.Is(name))
                    return i;
        return -1;
    }
}
