using System.Globalization;

namespace Prazo.Engine.Agreements;

/// <summary><c>50%</c>, <c>12.5%</c>: above 0, with a point and at most four decimals.</summary>
internal static class PercentParser
{
    public static decimal? Take(WithinReading reading, decimal max)
    {
        var number = reading.Take();
        if (!number.IsNumber || number.Text.Length > 12 || !decimal.TryParse(number.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            || decimal.Round(percent, 4) != percent)
            return reading.Fail<decimal>(number, "percent", $"`{WithinReading.Excerpt(number)}` is not a percentage", "write for example `80%` or `12.5%`, with at most four decimals");
        if (!reading.TryTake("%"))
            return reading.Fail<decimal>(reading.Current, "percent", "`%` is missing", $"write `{number.Text}%`");
        if (percent == 0 || percent > max)
            return reading.Fail<decimal>(number, "percent", $"{number.Text}% is outside of its range", $"write more than 0% and at most {max.ToString(CultureInfo.InvariantCulture)}%");
        return percent;
    }
}
