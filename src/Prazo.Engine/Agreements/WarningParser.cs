namespace Prazo.Engine.Agreements;

/// <summary>Reads warning thresholds: <c>80%</c> of the promise, <c>15m before</c> or <c>1h after</c> its end in working time, <c>15m clock before</c> in elapsed time.</summary>
public static class WarningParser
{
    const string Forms = "write for example `80%`, `15m before`, `15m clock before` or `1h after`";

    /// <summary>Shares above 100 % lie after the promise: an escalation. More than ten times the promise is taken for a slip.</summary>
    const decimal MaxPercent = 1000m;

    /// <summary>Parses <paramref name="text"/>; exactly one of the results is null.</summary>
    public static (Warning? Value, Problem? Problem) Parse(string text, Position at = default, string path = "")
    {
        if (text.Length > WithinParser.MaxText)
            return (null, new(Severity.Error, "warning-unknown", at, path, "this text is too long for a warning", Forms));
        var reading = new WithinReading(text, at, path);
        var warning = Read(reading);
        if (warning is not null && !reading.AtEnd)
            reading.Refuse(reading.Current, "warning-unknown", $"`{reading.Excerpt(reading.Current.Offset)}` cannot follow here", Forms);
        return reading.Problem is { } problem ? (null, problem) : (warning, null);
    }

    static Warning? Read(WithinReading reading)
    {
        if (!reading.Current.IsNumber)
        {
            reading.Refuse(reading.Current, "warning-unknown", $"`{reading.Excerpt(0)}` is not a warning", Forms);
            return null;
        }
        if (reading.Following.Is("%"))
            return PercentParser.Take(reading, MaxPercent) is { } percent ? new WarnAtPercent(reading.Text, percent) : null;
        if (LengthParser.Take(reading) is not { } length)
            return null;
        var clock = reading.TryTake("clock");
        if (reading.TryTake("before"))
            return new WarnBefore(reading.Text, length, clock);
        if (reading.TryTake("after"))
            return new WarnAfter(reading.Text, length, clock);
        reading.Refuse(reading.Current, "warning-side", "`before` or `after` is missing", $"write `{reading.Excerpt(0)} before`, or `after` for an escalation");
        return null;
    }
}
