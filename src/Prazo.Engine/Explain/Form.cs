using System.Globalization;
using System.Text;
using NodaTime;

namespace Prazo.Engine.Explain;

/// <summary>Dates, lengths and numbers as a language writes them, exact to the millisecond: nothing is rounded that an account must prove.</summary>
public sealed class Form
{
    private readonly string[] _days, _months;
    private readonly string _moment, _momentOfYear, _date, _dateOfYear, _dayOfYear, _decimal;

    internal Form(Words words)
    {
        _days = words["form.days"].Split(' ');
        _months = words["form.months"].Split(' ');
        (_moment, _momentOfYear) = (words["form.moment"], words["form.moment-year"]);
        (_date, _dateOfYear, _dayOfYear) = (words["form.date"], words["form.date-year"], words["form.day-year"]);
        _decimal = words["form.decimal"];
    }

    /// <summary>"seg., 3 mar., 18:00"; with seconds where there are any, and with the offset where the wall clock shows that time twice.</summary>
    public string Moment(Instant at, DateTimeZone zone, bool withYear)
    {
        var local = at.InZone(zone);
        var text = Wall(local.LocalDateTime, withYear);
        return zone.MapLocal(local.LocalDateTime).Count > 1 ? $"{text} (UTC{Offset(local.Offset)})" : text;
    }

    public string Date(LocalDate date, bool withYear) => Fill(withYear ? _dateOfYear : _date, date);

    /// <summary>A date with its weekday.</summary>
    public string Day(LocalDate date, bool withYear) => Fill(withYear ? _dayOfYear : _date, date);

    /// <summary>A wall clock's reading, such as it is.</summary>
    public string Wall(LocalDateTime local, bool withYear) =>
        Fill(withYear ? _momentOfYear : _moment, local.Date).Replace("{time}", Time(local.TimeOfDay), StringComparison.Ordinal);

    /// <summary>"08:00–12:00"; midnight at the end is 24:00.</summary>
    public string Hours(OpenHours hours) => $"{Time(hours.From)}–{(hours.To == LocalTime.Midnight ? "24:00" : Time(hours.To))}";

    public string Time(LocalTime time)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}");
        if (time.Second > 0 || time.Millisecond > 0)
            text.Append(CultureInfo.InvariantCulture, $":{time.Second:00}");
        if (time.Millisecond > 0)
            text.Append(_decimal).Append(CultureInfo.InvariantCulture, $"{time.Millisecond:000}");
        return text.ToString();
    }

    /// <summary>"2 h 15 min", "45 s", "0 min"; hours are not folded into days, for a working day has no fixed length.</summary>
    public string Length(Duration length)
    {
        var ms = (long)length.TotalMilliseconds;
        if (ms == 0)
            return "0 min";
        var text = new StringBuilder(ms < 0 ? "−" : "");
        ms = Math.Abs(ms);
        Append(text, ms / 3_600_000, "h");
        Append(text, ms / 60_000 % 60, "min");
        var (seconds, rest) = (ms / 1000 % 60, ms % 1000);
        if (rest > 0)
            text.Append(text.Length > 1 ? " " : "").Append(CultureInfo.InvariantCulture, $"{seconds}{_decimal}{rest:000} s");
        else
            Append(text, seconds, "s");
        return text.ToString();
    }

    public string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture).Replace(".", _decimal, StringComparison.Ordinal);

    private static void Append(StringBuilder text, long number, string unit)
    {
        if (number == 0)
            return;
        if (text.Length > 0 && text[^1] != '−')
            text.Append(' ');
        text.Append(CultureInfo.InvariantCulture, $"{number} {unit}");
    }

    private string Fill(string template, LocalDate date) => template
        .Replace("{wd}", _days[(int)date.DayOfWeek - 1], StringComparison.Ordinal)
        .Replace("{d}", date.Day.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{m}", _months[date.Month - 1], StringComparison.Ordinal)
        .Replace("{y}", date.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static string Offset(Offset offset)
    {
        var minutes = offset.Seconds / 60;
        var (h, m) = (Math.Abs(minutes) / 60, Math.Abs(minutes) % 60);
        return (minutes < 0 ? "−" : "+") + h.ToString(CultureInfo.InvariantCulture) + (m > 0 ? $":{m.ToString("00", CultureInfo.InvariantCulture)}" : "");
    }
}
