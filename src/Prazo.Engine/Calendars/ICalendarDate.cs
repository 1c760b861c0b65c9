using System.Globalization;
using NodaTime;

namespace Prazo.Engine.Calendars;

internal enum ICalendarDateKind { Invalid, Date, Midnight, Timed }

/// <summary>A DATE or DATE-TIME value (RFC 5545 sections 3.3.4, 3.3.5). Local midnight is told apart: some programs write all-day events so.</summary>
internal readonly record struct ICalendarDate(ICalendarDateKind Kind, LocalDate Date)
{
    public static ICalendarDate Parse(string value)
    {
        var text = value.AsSpan().Trim();
        if (text.Length < 8 || !TryNumber(text[..4], out var year) || !TryNumber(text[4..6], out var month) || !TryNumber(text[6..8], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
            return default;
        var date = new LocalDate(year, month, day);
        if (text.Length == 8)
            return new(ICalendarDateKind.Date, date);
        var utc = text[^1] is 'Z' or 'z';
        var time = text[8..(utc ? text.Length - 1 : text.Length)];
        if (time.Length != 7 || time[0] is not ('T' or 't') || !TryNumber(time[1..3], out var hour) || !TryNumber(time[3..5], out var minute) || !TryNumber(time[5..7], out var second)
            || hour > 23 || minute > 59 || second > 60)
            return default;
        return new(!utc && hour + minute + second == 0 ? ICalendarDateKind.Midnight : ICalendarDateKind.Timed, date);
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
