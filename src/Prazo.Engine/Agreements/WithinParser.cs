using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Prazo.Engine.Agreements;

/// <summary>Reads typed durations (T8). Words may be in any case, singular or plural; the text is kept as typed. Nothing above ten years is accepted.</summary>
public static class WithinParser
{
    /// <summary>Longest promise in hours, days and months: ten years.</summary>
    internal const int MaxHours = 87_840, MaxDays = 3_660, MaxMonths = 120;

    internal const int MaxText = 300;

    internal const string Forms =
        "write for example `4h`, `1 working day`, `24h clock`, `2 business days by 16:00`, `7 calendar days`, `1 month`, `until 2026-12-24`, `until field target_dt` or `25% of resolution`";

    internal const string TooLong = "ten years is the most that can be promised: `87840h`, `3660 business days`, `120 months`";

    static readonly HashSet<string> DayWords = new(["d", "day", "days", "dia", "dias", "zi", "zile"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Parses <paramref name="text"/>; exactly one of the results is null. The problem's column points into the text when <paramref name="at"/> is its position.</summary>
    public static (Within? Value, Problem? Problem) Parse(string text, Position at = default, string path = "")
    {
        if (text.Length > MaxText)
        {
            return (null, new(Severity.Error, "duration-unknown", at, path,
                $"a text of {text.Length.ToString(CultureInfo.InvariantCulture)} characters is not a duration", Forms));
        }
        var reading = new WithinReading(text, at, path);
        var value = Read(reading);
        if (value is not null && !reading.AtEnd)
            value = RefuseRest(reading, value);
        return reading.Problem is { } problem ? (null, problem) : (value, null);
    }

    /// <summary>Parses a plain length such as <c>90m</c>, <c>1h30m</c>, <c>45s</c>, <c>2h</c>; null when it is none.</summary>
    public static Duration? ParseLength(string text)
    {
        if (text.Length > MaxText)
            return null;
        var reading = new WithinReading(text, default, "");
        var length = LengthParser.Take(reading);
        return reading.AtEnd && reading.Problem is null ? length : null;
    }

    static Within? Read(WithinReading reading)
    {
        if (reading.AtEnd)
            return reading.Refuse(reading.Current, "duration-missing", "there is no duration", Forms);
        if (reading.TryTake("until"))
            return Until(reading);
        if (reading.Current.Is("-"))
            return reading.Refuse(reading.Current, "negative-duration", "a promise cannot be negative", Forms);
        if (!reading.Current.IsNumber)
            return reading.Refuse(reading.Current, "duration-unknown", $"`{reading.Excerpt(0)}` is not a duration", Forms);
        return Unit(reading) switch
        {
            "%" => Share(reading),
            "working" => WorkingDays(reading),
            "business" => BusinessDays(reading),
            "calendar" => Calendar(reading),
            "month" or "months" => Months(reading),
            { } unit when DayWords.Contains(unit) => AmbiguousDay(reading),
            _ => Length(reading),
        };
    }

    /// <summary>The word after the number, in lower case.</summary>
    static string Unit(WithinReading reading) => reading.Following.Text.ToLowerInvariant();

    static Within? Length(WithinReading reading)
    {
        if (LengthParser.Take(reading) is not { } length)
            return null;
        if (reading.Current.IsNumber && DayWords.Contains(reading.Following.Text))
            return AmbiguousDay(reading);
        return reading.TryTake("clock") ? new ClockTime(reading.Text, length) : new WorkingTime(reading.Text, length);
    }

    static WorkingDays? WorkingDays(WithinReading reading)
    {
        if (reading.TakeCount(MaxDays, "working days", TooLong) is not { } days || !Days(reading, "working", days))
            return null;
        return new WorkingDays(reading.Text, days);
    }

    static BusinessDays? BusinessDays(WithinReading reading)
    {
        if (reading.TakeCount(MaxDays, "business days", TooLong) is not { } days || !Days(reading, "business", days))
            return null;
        return DateLikeTail.Take(reading, countsDays: true) is { } tail ? new BusinessDays(reading.Text, days, tail.By, tail.Start) : null;
    }

    static Within? Calendar(WithinReading reading)
    {
        if (reading.IsAhead(2, "month") || reading.IsAhead(2, "months"))
            return Months(reading);
        if (reading.TakeCount(MaxDays, "calendar days", TooLong) is not { } days || !Days(reading, "calendar", days))
            return null;
        return DateLikeTail.Take(reading, countsDays: true) is { } tail ? new CalendarDays(reading.Text, days, tail.By, tail.Start) : null;
    }

    static CalendarMonths? Months(WithinReading reading)
    {
        if (reading.TakeCount(MaxMonths, "months", TooLong) is not { } months)
            return null;
        reading.TryTake("calendar");
        reading.Take();
        return DateLikeTail.Take(reading, countsDays: false) is { } tail ? new CalendarMonths(reading.Text, months, tail.By, tail.Start) : null;
    }

    static bool Days(WithinReading reading, string kind, int count)
    {
        reading.Take();
        if (reading.TryTake("day") || reading.TryTake("days"))
            return true;
        var hint = reading.Current.Is("hour") || reading.Current.Is("hours")
            ? $"write `{Invariant(count)}h` for working time or `{Invariant(count)}h clock` for elapsed time"
            : $"write `{Invariant(count)} {kind} {(count == 1 ? "day" : "days")}`";
        reading.Refuse(reading.Current, "duration-unit", $"`day` or `days` is missing after `{kind}`", hint);
        return false;
    }

    static Within? AmbiguousDay(WithinReading reading)
    {
        var number = reading.Current;
        if (reading.TakeCount(MaxDays, "days", TooLong) is not { } days)
            return null;
        var unit = days == 1 ? "day" : "days";
        return reading.Refuse(number, "ambiguous-day-unit", $"`{WithinReading.Excerpt(number)}{(reading.Current.Offset > number.Offset + number.Text.Length ? " " : "")}{reading.Current.Text}` does not say which days",
            $"write `{Invariant(days)} working {unit}`, `{Invariant(days)} business {unit}`, `{Invariant(days)} calendar {unit}` or `{Invariant(days * 24)}h clock`");
    }

    static Within? Share(WithinReading reading)
    {
        if (PercentParser.Take(reading, max: 100m) is not { } percent)
            return null;
        if (!reading.TryTake("of") || reading.TakeName() is not { } target)
            return reading.Refuse(reading.Current, "duration-share", "a share needs the target that it is a share of", "write for example `25% of resolution`");
        return new ShareOf(reading.Text, percent, target);
    }

    static Within? Until(WithinReading reading)
    {
        if (reading.TryTake("field"))
        {
            return reading.TakeName() is { } field ? new UntilField(reading.Text, field)
                : reading.Refuse(reading.Current, "duration-field", "`until field` needs the name of one field", "write `until field target_dt`");
        }
        var token = reading.Take();
        if (token.Kind != WithinTokenKind.Date)
            return reading.Refuse(token, "duration-date", "`until` needs a date or a field", "write `until 2026-12-24` or `until field target_dt`");
        if (LocalDatePattern.Iso.Parse(token.Text) is not { Success: true } parsed)
            return reading.Refuse(token, "duration-date", $"`{WithinReading.Excerpt(token)}` is not a date", "write year-month-day, such as `until 2026-12-24`");
        if (parsed.Value.Year is < 1900 or > 2999)
            return reading.Refuse(token, "duration-date", $"{token.Text} is outside of the years 1900 to 2999", "write year-month-day, such as `until 2026-12-24`");
        return new UntilDate(reading.Text, parsed.Value);
    }

    static Within? RefuseRest(WithinReading reading, Within value)
    {
        var hint = value switch
        {
            WorkingDays w => $"only business days, calendar days and months take it: `{Invariant(w.Days)} business {(w.Days == 1 ? "day" : "days")} by 16:00`",
            WorkingTime or ClockTime => "a length stands alone or before `clock`; with days write `2 business days by 16:00`",
            UntilDate => "an `until` ends with that day; nothing follows the date",
            _ => Forms,
        };
        return reading.Refuse(reading.Current, "duration-rest", $"`{reading.Excerpt(reading.Current.Offset)}` cannot follow here", hint);
    }

    static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
