using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Explain;

/// <summary>A step on the way from a start to the end of a promise in days (T8, T13). Dates and local times are those of the calendar's zone.</summary>
public abstract record DayStep;

/// <summary>Where counting begins.</summary>
/// <param name="Restarted">At a restart (T15) and not at the clock's start.</param>
public sealed record CountStart(Instant At, LocalDateTime Local, string Calendar, string Zone, bool Restarted) : DayStep;

/// <summary>Which start rule of T8 moved the start.</summary>
public enum StartRule { ClosedDay, Late, BeforeOpening, NextOpening, CutOffNextOpening }

/// <summary>A start rule moved the start.</summary>
/// <param name="Limit">The time of day from which a start is late; null for the rules that have none.</param>
public sealed record StartMoved(StartRule Rule, LocalTime? Limit, LocalDateTime To) : DayStep;

/// <summary><c>if before … else +n</c>: the start missed the cut-off.</summary>
public sealed record DaysAdded(LocalTime CutOff, int Days) : DayStep;

/// <summary>Hours of one opening on a date; <paramref name="To"/> may be on the next one.</summary>
public readonly record struct OpenHours(LocalTime From, LocalTime To);

/// <summary>Days that count, one after the other.</summary>
/// <param name="From">Number of <paramref name="First"/>.</param>
/// <param name="To">Number of <paramref name="Last"/>.</param>
/// <param name="Of">Days to count.</param>
/// <param name="Business">Business days, and not each day of the calendar.</param>
/// <param name="Hours">Openings of each of the days; empty for calendar days and where they differ.</param>
/// <param name="Working">Working time of the days together, where it matters (<c>2 working days</c>).</param>
/// <param name="ClosedBetween">Closed days folded into the range (see <see cref="DayRows"/>).</param>
public sealed record DaysCounted(
    LocalDate First, LocalDate Last, int From, int To, int Of, bool Business, ImmutableArray<OpenHours> Hours, Duration? Working = null, int ClosedBetween = 0) : DayStep
{
    public bool HasSameHours(DaysCounted other) => Hours.AsSpan().SequenceEqual(other.Hours.AsSpan());
}

/// <summary>Days in a row that do not count, for one reason.</summary>
public sealed record DaysSkipped(LocalDate First, LocalDate Last, Why Why, string Calendar) : DayStep;

/// <summary>Months in local wall time.</summary>
/// <param name="Clamped">The last month has no such day, so its last day was taken.</param>
public sealed record MonthsCounted(LocalDate First, LocalDate Last, int Months, bool Clamped) : DayStep;

/// <summary>How the time of day of an end was chosen.</summary>
public enum EndRule { KeptTime, ByTime, ByClose, ByEndOfDay, UntilDate, UntilField, NextOpening }

/// <summary>The end on its day.</summary>
/// <param name="Local">The wall clock at the end; where it skips that time, the first instant after it counts (T7).</param>
/// <param name="Onward">After a move by pauses, and not for the first time.</param>
public sealed record EndChosen(EndRule Rule, LocalDateTime Local, Instant At, bool Onward) : DayStep;

/// <summary>A day's <c>by …</c> that lay before the end as moved by pauses.</summary>
public sealed record EndPassed(LocalDate Date, LocalDateTime Local) : DayStep;

/// <summary>The end before pauses and extensions move it.</summary>
public sealed record UnmovedEnd(Instant At) : DayStep;

/// <summary>A pause, or the time from a stop to a reopening, that moves the end.</summary>
/// <param name="Length">In the promise's own measure.</param>
/// <param name="Working">That measure is working time.</param>
public sealed record PauseAdded(Instant From, Instant To, Why Why, string Calendar, Duration Length, bool Working) : DayStep;

/// <summary>Granted extensions move the end.</summary>
public sealed record ExtensionAdded(Duration Length) : DayStep;

/// <summary>A pause that moves nothing, for the end was fixed beforehand (T13).</summary>
public sealed record PausesIgnored : DayStep;

/// <summary>The whole of what moves the end.</summary>
public sealed record MovedBy(Duration Length, bool Working) : DayStep;

/// <summary>A stretch through which the end moved.</summary>
/// <param name="Days">Local dates folded into it; 0 when it is a single segment.</param>
public sealed record MovedThrough(Segment Segment, int Days = 0) : DayStep;

/// <summary>The end as moved.</summary>
public sealed record MovedEnd(Instant At) : DayStep;

/// <summary><c>1 working day</c>: the share of its opening day at which the start stands.</summary>
/// <param name="Worked">Working time of the day before the start.</param>
public sealed record ShareOfFirstDay(LocalDate Date, Duration Worked, Duration Length) : DayStep;

/// <summary>The same share of the last day, rounded down to a millisecond.</summary>
public sealed record ShareOfLastDay(LocalDate Date, int Number, int Of, Duration Share, Duration Length) : DayStep;

/// <summary>What the days make in working time.</summary>
public sealed record WorkingTimeOfDays(Duration Length) : DayStep;
