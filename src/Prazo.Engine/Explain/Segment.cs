using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Explain;

/// <summary>Why a stretch of time counts or does not.</summary>
public abstract record Why;
/// <summary>Open by the calendar: working time.</summary>
public sealed record WorkingHours : Why;
/// <summary>Counting day and night: a promise in clock time or calendar days.</summary>
public sealed record DayAndNight : Why;
/// <summary>Closed by the weekly hours.</summary>
public sealed record OutOfHours : Why;
/// <summary>Closed on a holiday. <paramref name="Reduced"/>: closed for part of it, by its reduced hours.</summary>
public sealed record OnHoliday(string Name, bool Reduced) : Why;
/// <summary>Closed by an exception of the calendar on that date.</summary>
public sealed record OnSpecialDay(string Name) : Why;
/// <summary>Paused, with reason and accountable party (T13).</summary>
public sealed record InPause(string Reason, Party Party) : Why;
/// <summary>Between a stop and a reopening that does not count it (T16).</summary>
public sealed record ClosedUntilReopened : Why;
/// <summary>Counted once, until the clock was restarted (T15).</summary>
public sealed record BeforeRestart : Why;

/// <summary>Where a segment lies relative to the two ends of the promise (T6).</summary>
public enum Phase { InTime, BetweenDueAndLast, AfterLast }

/// <summary>A stretch [From, To) of a clock's life with one reason, calendar, holder and phase.</summary>
/// <param name="Counted">Whether it counts towards the promise in its own measure.</param>
/// <param name="Runs">Unpaused: part of the elapsed clock time.</param>
/// <param name="Working">Working time of the calendar within it, whether counted or not.</param>
public sealed record Segment(Instant From, Instant To, bool Counted, bool Runs, Why Why, string Calendar, string? Agent, string? Team, Phase Phase, Duration Working)
{
    public Duration Length => To - From;

    /// <summary>What it adds to the clock's worked time.</summary>
    public Duration Worked => Runs ? Working : Duration.Zero;
}
