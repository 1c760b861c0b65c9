using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Explain;

/// <summary>How a promise is counted.</summary>
public enum PromiseMeasure { None, WorkingTime, ClockTime, BusinessDays, CalendarDays, Fixed }

/// <summary>The full account of one clock: what counted, what did not and why, from its start to its end or to the instant asked about.
/// Due and elapsed can be recomputed from <see cref="Segments"/>, <see cref="Ahead"/> and <see cref="Allowed"/> alone.</summary>
/// <param name="Segments">In order, without gap or overlap, over [started, stopped or as of); empty when it took no time.</param>
/// <param name="Ahead">From there to the end of the promise, if nothing else happens (or: had nothing stopped it); empty when that is past, paused or never.</param>
/// <param name="Allowed">What the promise allows in its own measure, extensions included; null for promises that end on a date.</param>
/// <param name="Statements">In the order in which they should be read.</param>
public sealed record Account(
    Clock Clock, Instant AsOf, PromiseMeasure Measure, Duration? Allowed, DateTimeZone Zone,
    ImmutableArray<Segment> Segments, ImmutableArray<Segment> Ahead, ImmutableArray<Statement> Statements)
{
    /// <summary>How the end of a promise in days was found, step by step; empty for promises in hours.
    /// It can be recomputed from these steps alone, without the calendar.</summary>
    public ImmutableArray<DayStep> Days { get; init; } = [];

    /// <summary>End of the account: the stop, or the instant asked about.</summary>
    public Instant End => Segments.IsEmpty ? Clock.Started : Segments[^1].To;

    /// <summary>The account of a clock as of an instant.</summary>
    /// <param name="calendars">As the clock's agreement version sees them.</param>
    /// <exception cref="KeyNotFoundException">The clock names a calendar that is not in the set.</exception>
    public static Account Of(Clock clock, CalendarSet calendars, Instant asOf)
    {
        var before = clock.Due;
        if (EndedInPause(clock))
            clock = clock with { Due = null, Last = null };
        var measure = MeasureOf(clock);
        var cutter = new Segmentation(clock, calendars, measure);
        var segments = cutter.Past();
        var ahead = cutter.Ahead(segments.IsEmpty ? clock.Started : segments[^1].To);
        Duration? allowed = clock.Remaining is { } left
            ? left + (measure == PromiseMeasure.ClockTime ? clock.Elapsed : clock.Worked)
            : null;
        var zone = calendars[clock.Calendar].Zone;
        var account = new Account(clock, asOf, measure, allowed, zone, segments, ahead, []) { Days = DayCounting.Of(clock, calendars) };
        return account with { Statements = Narration.Of(account, calendars, before) };
    }

    /// <summary>Stopped while paused, before the promise was used up: there was no due date in force any more (T11).</summary>
    private static bool EndedInPause(Clock clock)
    {
        if (clock.Run != Run.Stopped)
            return false;
        // A change of calendar cuts a pause in two: what matters is where the whole of it began.
        var first = clock.Pieces.Length;
        while (first > 0 && clock.Pieces[first - 1].Kind == PieceKind.Paused)
            first--;
        return first < clock.Pieces.Length && clock.Due > clock.Pieces[first].From;
    }

    private static PromiseMeasure MeasureOf(Clock clock)
    {
        if (clock.Limit is null)
            return PromiseMeasure.None;
        return WithinParser.Parse(clock.Limit).Value switch
        {
            WorkingTime or WorkingDays => PromiseMeasure.WorkingTime,
            ClockTime => PromiseMeasure.ClockTime,
            BusinessDays => PromiseMeasure.BusinessDays,
            CalendarDays or CalendarMonths => PromiseMeasure.CalendarDays,
            UntilDate or UntilField => PromiseMeasure.Fixed,
            ShareOf => clock.InClockTime ? PromiseMeasure.ClockTime : PromiseMeasure.WorkingTime,
            _ => PromiseMeasure.None,
        };
    }
}
