using NodaTime;

namespace Prazo.Reports.Saved;

/// <summary>Days that are counted from the day on which a report is opened, in the workspace's zone: <c>last-month</c> is another month in April than in May.</summary>
public static class RelativeDays
{
    public static readonly IReadOnlyList<string> All = ["yesterday", "last-7-days", "last-30-days", "last-90-days", "this-week", "last-week", "this-month", "last-month", "this-quarter", "last-quarter"];

    /// <summary>The first and the last day. Those of a period that is not over end with today; the last so many days end with yesterday.</summary>
    public static (LocalDate First, LocalDate Last) Of(string days, LocalDate today)
    {
        var (week, month) = (today.PlusDays(1 - (int)today.DayOfWeek), new LocalDate(today.Year, today.Month, 1));
        var quarter = month.PlusMonths(-((today.Month - 1) % 3));
        return days switch
        {
            "yesterday" => (today.PlusDays(-1), today.PlusDays(-1)),
            "last-7-days" => (today.PlusDays(-7), today.PlusDays(-1)),
            "last-30-days" => (today.PlusDays(-30), today.PlusDays(-1)),
            "last-90-days" => (today.PlusDays(-90), today.PlusDays(-1)),
            "this-week" => (week, today),
            "last-week" => (week.PlusDays(-7), week.PlusDays(-1)),
            "this-month" => (month, today),
            "last-month" => (month.PlusMonths(-1), month.PlusDays(-1)),
            "this-quarter" => (quarter, today),
            "last-quarter" => (quarter.PlusMonths(-3), quarter.PlusDays(-1)),
            _ => throw new RefusedException("unknown-days", "days", $"'{days}' are no days of a report", "write one of " + string.Join(", ", All)),
        };
    }
}

/// <summary>When a report is mailed: an hour of a day of each week or month, by the clock on the wall of a zone.</summary>
/// <param name="Every"><c>weekly</c> or <c>monthly</c>.</param>
/// <param name="Day">1 (Monday) to 7, or 1 to 31: the last day where a month is shorter.</param>
public sealed record MailTimes(string Every, int Day, int Hour)
{
    public static MailTimes Checked(string every, int day, int hour) =>
        every is not ("weekly" or "monthly") ? throw new RefusedException("unknown-period", "every", $"'{every}' is not how often a report is mailed", "write weekly or monthly")
        : day < 1 || day > (every == "weekly" ? 7 : 31) ? throw new RefusedException("out-of-range", "day", $"'{day}' is no day of it", every == "weekly" ? "write 1 (Monday) to 7" : "write 1 to 31")
        : hour is < 0 or > 23 ? throw new RefusedException("out-of-range", "hour", $"'{hour}' is no hour", "write 0 to 23") : new(every, day, hour);

    /// <summary>The first time after an instant. An hour that the clocks skip is mailed when they have moved on; one that comes twice is mailed the first time.</summary>
    public Instant After(Instant now, DateTimeZone zone)
    {
        var today = now.InZone(zone).Date;
        for (var date = Every == "weekly" ? today.PlusDays(Day - (int)today.DayOfWeek - 7) : InMonth(today.PlusMonths(-1)); ; date = Every == "weekly" ? date.PlusDays(7) : InMonth(date.PlusMonths(1)))
            if (zone.AtLeniently(date.At(new LocalTime(Hour, 0))).ToInstant() is var at && at > now)
                return at;
    }

    private LocalDate InMonth(LocalDate any) => new(any.Year, any.Month, Math.Min(Day, any.Calendar.GetDaysInMonth(any.Year, any.Month)));
}
