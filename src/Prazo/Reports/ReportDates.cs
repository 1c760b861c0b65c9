using System.Globalization;
using NodaTime;

namespace Prazo.Reports;

/// <summary>Periods and instants in the reader's words. Names of months stand in <see cref="ReportWords"/>, so that a machine without culture data says the same.</summary>
internal static class ReportDates
{
    /// <summary>Such as "3 mar. 2026, 18:00 (America/Sao_Paulo)".</summary>
    public static string Moment(this ReportWords w, Instant instant, DateTimeZone zone)
    {
        var local = instant.InZone(zone).LocalDateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{local.Day} {Month(w, local.Month)} {local.Year}, {local.Hour:00}:{local.Minute:00} ({zone.Id})");
    }

    public static string Day(this ReportWords w, LocalDate date) => string.Create(CultureInfo.InvariantCulture, $"{date.Day} {Month(w, date.Month)} {date.Year}");

    /// <summary>A period by its sortable name (see Periods.Name), in words; a name of another shape stays as it is.</summary>
    public static string PeriodName(this ReportWords w, string name) => Parts(name) switch
    {
        (var year, 'M', var month, 0) => $"{Month(w, month)} {year}",
        (var year, 'D', var month, var day) => $"{day} {Month(w, month)} {year}",
        (var year, 'W', var week, _) => string.Format(CultureInfo.InvariantCulture, w["week"], week, year),
        (var year, 'Q', var quarter, _) => string.Format(CultureInfo.InvariantCulture, w["quarter"], quarter, year),
        _ => name == "all" ? "–" : w[name],
    };

    /// <summary>The same for an axis: the year is left out where the month tells enough.</summary>
    public static string PeriodShort(this ReportWords w, string name) => Parts(name) switch
    {
        (_, 'D', var month, var day) => $"{day} {Month(w, month)}",
        (var year, 'M', var month, _) => month == 1 ? $"{Month(w, month)} {year % 100:00}" : Month(w, month),
        (_, 'W', var week, _) => string.Format(CultureInfo.InvariantCulture, w["week-short"], week),
        _ => w.PeriodName(name),
    };

    private static string Month(ReportWords w, int month) => w["months"].Split(' ')[month - 1];

    private static (int Year, char Kind, int First, int Second)? Parts(string name)
    {
        if (name.Length < 7 || !int.TryParse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            return null;
        if (name[5] is 'W' or 'Q')
            return int.TryParse(name.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? (year, name[5], n, 0) : null;
        if (!int.TryParse(name.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var month) || month is < 1 or > 12)
            return null;
        return name.Length == 7 ? (year, 'M', month, 0)
            : name.Length == 10 && int.TryParse(name.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? (year, 'D', month, day) : null;
    }
}
