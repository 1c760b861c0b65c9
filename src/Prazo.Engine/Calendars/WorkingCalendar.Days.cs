using NodaTime;
using Prazo.Engine.Calendars.Tables;

namespace Prazo.Engine.Calendars;

// Local dates: business days and what opens on them.
public sealed partial class WorkingCalendar
{
    /// <summary>A local date on which an opening starts (T8). A day that is open whole, midnight to midnight, counts too, as its neighbours' openings run into it.</summary>
    public bool IsBusinessDay(LocalDate date) =>
        IsAlwaysOpen ? Exists(date) : InRange(date) && Around(date).IsBusinessDay(DayNumber(date));

    /// <summary>The n-th business day strictly after <paramref name="date"/> (n ≥ 1); null when there is none.</summary>
    public LocalDate? BusinessDayAfter(LocalDate date, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var day = DayNumber(date);
        if (date.Year >= Timeline.MaxYear || n > DayNumber(new LocalDate(Timeline.MaxYear, 1, 1)) - day)
            return null;
        date = LocalDate.Max(date, new LocalDate(Timeline.MinYear, 1, 1).PlusDays(-1));
        var timeline = Around(date);
        while (true)
        {
            if (timeline.BusinessDayAfter(day, n) is { } found)
                return EpochDate.PlusDays(found);
            if (timeline.EndYear == Timeline.MaxYear)
                return null;
            timeline = GrowRight(timeline);
        }
    }

    /// <summary>The openings that start on a local date, in order, uncut by midnight. A day that is open whole and its neighbours end and start at its midnights.</summary>
    public IReadOnlyList<Opening> OpeningsOn(LocalDate date)
    {
        if (IsAlwaysOpen)
            return Exists(date) ? [new Opening(ToInstant(date.AtMidnight()), ToInstant(date.PlusDays(1).AtMidnight()))] : [];
        return InRange(date) ? Around(date).OpeningsOn(DayNumber(date)) : [];
    }

    /// <summary>T7: the first instant at which the wall clock of the zone reads that time or later.</summary>
    public Instant ToInstant(LocalDateTime local) => Zone.ResolveLocal(local, Monotone).ToInstant();

    /// <summary>The holiday's name on that local date, if it is one (any layer), or the exception's.</summary>
    public string? HolidayOn(LocalDate date) => _source.HolidayOn(date);

    /// <summary>False for a date that the zone skipped, such as 2011-12-30 in Apia.</summary>
    private bool Exists(LocalDate date) => ToInstant(date.AtMidnight()) < ToInstant(date.PlusDays(1).AtMidnight());

    private static bool InRange(LocalDate date) => date.Year >= Timeline.MinYear && date.Year < Timeline.MaxYear;

    private static int DayNumber(LocalDate date) => Period.DaysBetween(EpochDate, date);

    private Timeline Around(LocalDate date)
    {
        var midnight = DayNumber(date) * 86_400_000L;
        return Covering(Clamp(midnight - (2 * 86_400_000)), Clamp(midnight + (3 * 86_400_000)));
    }
}
