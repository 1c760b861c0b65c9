using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>The two ends of a promise (T6): null for never.</summary>
public readonly record struct Deadline(Instant? Due, Instant? Last);

/// <summary>From a typed duration and a start to its two ends, without pauses.</summary>
public static class Deadlines
{
    /// <summary>Both ends of <paramref name="within"/> started at <paramref name="start"/> on <paramref name="calendar"/>. For <see cref="UntilField"/>
    /// and <see cref="ShareOf"/>, which need the ticket, resolve first; here they throw <see cref="ArgumentException"/>.</summary>
    public static Deadline Of(Within within, Instant start, WorkingCalendar calendar, bool boundaryClose = false) => throw new NotImplementedException();

    /// <summary>For date-like promises under pauses (T13): the unpaused due plus <paramref name="pausedWorking"/> of working time (calendar days and months:
    /// plus <paramref name="pausedClock"/> of clock time), then forward to the next <c>by …</c>.</summary>
    public static Instant? DateLike(Within within, Instant start, WorkingCalendar calendar, Duration pausedWorking, Duration pausedClock) => throw new NotImplementedException();

    /// <summary>The working time that <see cref="WorkingDays"/> means when started at <paramref name="start"/>; null for never.</summary>
    public static Duration? ToWorkingTime(WorkingDays within, Instant start, WorkingCalendar calendar) => throw new NotImplementedException();
}
