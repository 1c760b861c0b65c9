using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>The two ends of a promise (T6): <paramref name="Due"/> is when it should be kept, <paramref name="Last"/> the last instant at which it still is.
/// Null for never; a due without a last can be late but never broken (nothing opens after it).</summary>
public readonly record struct Deadline(Instant? Due, Instant? Last)
{
    public static readonly Deadline Never;
}

/// <summary>From a typed duration and a start to its two ends. Starts before 1900 or after 2299 (UTC) have no deadline: never, as calendars are not known there, and as with one that does not open again (T10).
/// Instants are whole milliseconds (T2).</summary>
public static class Deadlines
{
    static readonly Instant Earliest = Instant.FromUtc(1900, 1, 1, 0, 0);
    static readonly Instant Latest = Instant.FromUtc(2300, 1, 1, 0, 0);

    /// <summary>Both ends of <paramref name="within"/> started at <paramref name="start"/> on <paramref name="calendar"/>, without pauses. For <see cref="UntilField"/>
    /// and <see cref="ShareOf"/>, which need the ticket, resolve first; here they throw <see cref="ArgumentException"/>.</summary>
    /// <param name="boundaryClose"><c>boundary: close</c>: last = due (T6).</param>
    public static Deadline Of(Within within, Instant start, WorkingCalendar calendar, bool boundaryClose = false)
    {
        if (!IsInRange(start))
            return Deadline.Never;
        return within switch
        {
            WorkingTime w => Working(w.Length, start, calendar, boundaryClose),
            WorkingDays w => WorkingDaysFrom(w, start, calendar) is { } length ? Working(length, start, calendar, boundaryClose) : Deadline.Never,
            ClockTime c => Both(start + c.Length),
            _ => Both(DateLikeEnd.Of(within, start, calendar)),
        };
    }

    /// <summary>For date-like promises under pauses (T13): the unpaused due plus <paramref name="pausedWorking"/> of working time (calendar days and months:
    /// plus <paramref name="pausedClock"/> of clock time), then forward to the next <c>by …</c>. <c>until</c> does not move. Null for never.</summary>
    /// <exception cref="ArgumentException">The form is not date-like, or a field that must be resolved first.</exception>
    public static Instant? DateLike(Within within, Instant start, WorkingCalendar calendar, Duration pausedWorking, Duration pausedClock)
    {
        if (!within.IsDateLike)
            throw new ArgumentException($"`{within}` is not date-like", nameof(within));
        if (!IsInRange(start) || DateLikeEnd.Of(within, start, calendar) is not { } due)
            return null;
        var moved = within switch
        {
            BusinessDays when pausedWorking > Duration.Zero => Guarded(calendar.Add(due, pausedWorking)),
            CalendarDays or CalendarMonths when pausedClock > Duration.Zero => pausedClock < Latest - Earliest ? Guarded(due + pausedClock) : null,
            _ => due,
        };
        return moved is { } end && end > due ? DateLikeEnd.Forward(within, end, calendar) : moved;
    }

    /// <summary>The working time that <see cref="WorkingDays"/> means when started at <paramref name="start"/>; null for never. A start stands at a share of its opening day
    /// (outside of openings: at the beginning of the next one); the promise ends at the same share of the opening day that many days later, rounded down to a millisecond.</summary>
    public static Duration? ToWorkingTime(WorkingDays within, Instant start, WorkingCalendar calendar) =>
        IsInRange(start) ? WorkingDaysFrom(within, start, calendar) : null;

    static Deadline Working(Duration length, Instant start, WorkingCalendar calendar, bool boundaryClose)
    {
        var due = calendar.Add(start, length);
        return new(due, due is null || boundaryClose ? due : calendar.AddLast(start, length));
    }

    static Deadline Both(Instant? due) => new(due, due);

    static Duration? WorkingDaysFrom(WorkingDays within, Instant start, WorkingCalendar calendar)
    {
        if (calendar.NextOpening(start) is not { } counted || OpeningDay.At(counted, calendar) is not { } first
            || calendar.BusinessDayAfter(first.Date, within.Days) is not { } date)
            return null;
        var last = OpeningDay.On(date, calendar);
        var share = (long)((Int128)first.WorkedUntil(counted) * last.Length / first.Length);
        return calendar.Between(counted, last.Start) + Duration.FromMilliseconds(share);
    }

    internal static bool IsInRange(Instant t) => t >= Earliest && t < Latest;

    static Instant? Guarded(Instant? t) => t is { } end && IsInRange(end) ? end : null;
}
