using NodaTime;

namespace Prazo.Engine.Calendars;

/// <summary>A half-open stretch of working time [Start, End).</summary>
public readonly record struct Opening(Instant Start, Instant End);

/// <summary>A compiled calendar: W(t), working time up to t, and its two inverses (T6). Immutable to its users, thread-safe; its window grows on demand.
/// Raw members take and give Unix milliseconds, the others NodaTime instants; "never" (T10) is null, or <see cref="Never"/> in raw members.</summary>
public sealed class WorkingCalendar
{
    public const long Never = long.MaxValue;

    public string Id => throw new NotImplementedException();
    public DateTimeZone Zone => throw new NotImplementedException();
    /// <summary>SHA-256 over definition, holiday sets and tz database version (T1).</summary>
    public string Hash => throw new NotImplementedException();
    public bool IsAlwaysOpen => throw new NotImplementedException();
    /// <summary>First date beyond which a listed holiday set is no longer known, with the set's name; null when all are rules.</summary>
    public (LocalDate KnownTo, string Set)? Validity => throw new NotImplementedException();

    /// <summary>Working milliseconds in [a, b); negative if b is before a.</summary>
    public long Between(long a, long b) => throw new NotImplementedException();
    /// <summary>Earliest t with <paramref name="n"/> ms of working time in [start, t); n = 0 gives the first working moment at or after start.</summary>
    public long Add(long start, long n) => throw new NotImplementedException();
    /// <summary>Latest t with at most <paramref name="n"/> ms of working time in [start, t) (T6 <i>last</i>).</summary>
    public long AddLast(long start, long n) => throw new NotImplementedException();
    /// <summary>Latest t with <paramref name="n"/> ms of working time in [t, end); n = 0 gives the last working moment at or before end.</summary>
    public long Subtract(long end, long n) => throw new NotImplementedException();

    public Duration Between(Instant a, Instant b) => throw new NotImplementedException();
    public Instant? Add(Instant start, Duration n) => throw new NotImplementedException();
    public Instant? AddLast(Instant start, Duration n) => throw new NotImplementedException();
    public Instant? Subtract(Instant end, Duration n) => throw new NotImplementedException();
    public bool IsOpen(Instant t) => throw new NotImplementedException();
    /// <summary>Start of the first opening at or after t; t itself when open.</summary>
    public Instant? NextOpening(Instant t) => throw new NotImplementedException();
    /// <summary>Maximal openings clipped to [from, to), in order.</summary>
    public IEnumerable<Opening> Openings(Instant from, Instant to) => throw new NotImplementedException();

    /// <summary>A local date on which an opening starts (T8).</summary>
    public bool IsBusinessDay(LocalDate date) => throw new NotImplementedException();
    /// <summary>The n-th business day strictly after <paramref name="date"/> (n ≥ 1); null when there is none.</summary>
    public LocalDate? BusinessDayAfter(LocalDate date, int n) => throw new NotImplementedException();
    /// <summary>The openings that start on a local date, in order, uncut by midnight.</summary>
    public IReadOnlyList<Opening> OpeningsOn(LocalDate date) => throw new NotImplementedException();
    /// <summary>T7: the first instant at which the wall clock of the zone reads that time or later.</summary>
    public Instant ToInstant(LocalDateTime local) => throw new NotImplementedException();
    /// <summary>The holiday's name on that local date, if it is one (any layer), or the exception's.</summary>
    public string? HolidayOn(LocalDate date) => throw new NotImplementedException();
}
