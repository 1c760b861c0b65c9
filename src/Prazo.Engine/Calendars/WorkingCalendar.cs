using NodaTime;
using NodaTime.TimeZones;
using Prazo.Engine.Calendars.Tables;

namespace Prazo.Engine.Calendars;

/// <summary>A half-open stretch of working time [Start, End).</summary>
public readonly record struct Opening(Instant Start, Instant End);

/// <summary>A compiled calendar: W(t), working time up to t, and its two inverses (T6). Immutable to its users, thread-safe; its window grows on demand.
/// Raw members take and give Unix milliseconds, the others NodaTime instants (truncated to the millisecond, T2); "never" (T10) is null, or <see cref="Never"/> in raw members.
/// Calendars are known for the years 1900 to 2299 (UTC): before and after there is no working time. 24x7 has no such bounds.</summary>
public sealed partial class WorkingCalendar
{
    public const long Never = long.MaxValue;

    private static readonly LocalDate EpochDate = new(1970, 1, 1);
    private static readonly ZoneLocalMappingResolver Monotone =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);
    private static readonly long MinTime = Timeline.YearStart(Timeline.MinYear), MaxTime = Timeline.YearStart(Timeline.MaxYear);
    private static readonly long MinInstant = Instant.MinValue.ToUnixTimeMilliseconds(), MaxInstant = Instant.MaxValue.ToUnixTimeMilliseconds();

    private readonly OpeningSource _source;
    private readonly Lock _growing = new();
    private volatile Timeline? _timeline;
    private volatile DayTable? _table;

    internal WorkingCalendar(string id, OpeningSource source, string hash, (LocalDate, string)? validity)
    {
        (Id, _source, Hash, Validity) = (id, source, hash, validity);
        IsAlwaysOpen = source is AlwaysOpenings;
    }

    internal OpeningSource Source => _source;

    public string Id { get; }
    public DateTimeZone Zone => _source.Zone;
    /// <summary>SHA-256 (lower-case hex) over definition, holiday sets and tz database version (T1).</summary>
    public string Hash { get; }
    public bool IsAlwaysOpen { get; }
    /// <summary>Last date to which all listed holiday sets are known, with the name of the set that ends first; null when all are rules.</summary>
    public (LocalDate KnownTo, string Set)? Validity { get; }

    /// <summary>W(t): working milliseconds from 2020-01-01T00:00Z to t, negative before. The origin is fixed, so values may be kept and compared.</summary>
    public long WorkedUntil(long t) => IsAlwaysOpen ? t - Timeline.Epoch : Worked(Clamp(t));

    /// <summary>Working milliseconds in [a, b); negative if b is before a.</summary>
    public long Between(long a, long b) => IsAlwaysOpen ? b - a : Worked(Clamp(b)) - Worked(Clamp(a));

    /// <summary>Earliest t with <paramref name="n"/> ms of working time in [start, t); n = 0 gives the first working moment at or after start.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    public long Add(long start, long n) => n == 0 ? AddLast(start, 0) : IsAlwaysOpen ? Shift(start, n) : Earliest(start, n);

    /// <summary>Latest t with at most <paramref name="n"/> ms of working time in [start, t) (T6 <i>last</i>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    public long AddLast(long start, long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (IsAlwaysOpen)
            return Shift(start, n);
        start = Clamp(start);
        return n > MaxTime - start ? Never : Latest(Worked(start) + n);
    }

    /// <summary>Latest t with W(t) ≤ w, for w at or above some value of W asked for before.</summary>
    private long Latest(long w)
    {
        if (_table is { } table && table.TryLatest(w, out var last))
            return last;
        var timeline = _timeline!;
        while (timeline.WorkedHigh <= w)
        {
            if (timeline.EndYear == Timeline.MaxYear)
                return Never;
            timeline = GrowRight(timeline);
        }
        return timeline.Latest(w);
    }

    /// <summary>Latest t with <paramref name="n"/> ms of working time in [t, end); n = 0 gives the last working moment at or before end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    public long Subtract(long end, long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (IsAlwaysOpen)
            return Shift(end, -n);
        end = Clamp(end);
        if (n > end - MinTime)
            return Never;
        var w = Worked(end) - n;
        if (_table is { } table && n > 0 && table.TryLatest(w, out var last))
            return last;
        var timeline = _timeline!;
        // Without anything to subtract the answer is the close before, which needs working time before it.
        while (n > 0 ? timeline.WorkedLow > w : timeline.WorkedLow >= w)
        {
            if (timeline.FirstYear == Timeline.MinYear)
                return Never;
            timeline = GrowLeft(timeline);
        }
        return n > 0 ? timeline.Latest(w) : timeline.Earliest(w);
    }

    private long Earliest(long start, long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        start = Clamp(start);
        return n > MaxTime - start ? Never : Earliest(Worked(start) + n);
    }

    /// <summary>Earliest t with W(t) ≥ w, for w above some value of W asked for before.</summary>
    private long Earliest(long w)
    {
        if (_table is { } table && table.TryLatest(w - 1, out var before))
            return before + 1;
        var timeline = _timeline!;
        while (timeline.WorkedHigh < w)
        {
            if (timeline.EndYear == Timeline.MaxYear)
                return Never;
            timeline = GrowRight(timeline);
        }
        return timeline.Earliest(w);
    }

    private static long Shift(long t, long by)
    {
        var moved = unchecked(t + by);
        return (by >= 0 ? moved < t : moved > t) || moved < MinInstant || moved > MaxInstant ? Never : moved;
    }

    public Duration Between(Instant a, Instant b) => Duration.FromMilliseconds(Between(a.ToUnixTimeMilliseconds(), b.ToUnixTimeMilliseconds()));
    /// <inheritdoc cref="Add(long,long)"/>
    public Instant? Add(Instant start, Duration n) => OrNull(Add(start.ToUnixTimeMilliseconds(), Milliseconds(n)));
    /// <inheritdoc cref="AddLast(long,long)"/>
    public Instant? AddLast(Instant start, Duration n) => OrNull(AddLast(start.ToUnixTimeMilliseconds(), Milliseconds(n)));
    /// <inheritdoc cref="Subtract(long,long)"/>
    public Instant? Subtract(Instant end, Duration n) => OrNull(Subtract(end.ToUnixTimeMilliseconds(), Milliseconds(n)));

    public bool IsOpen(Instant t) => t.ToUnixTimeMilliseconds() is var ms && Between(ms, ms + 1) > 0;

    /// <summary>Start of the first opening at or after t; t itself when open.</summary>
    public Instant? NextOpening(Instant t) => OrNull(AddLast(t.ToUnixTimeMilliseconds(), 0));

    /// <summary>Maximal openings clipped to [from, to), in order.</summary>
    public IEnumerable<Opening> Openings(Instant from, Instant to)
    {
        if (to <= from)
            yield break;
        if (IsAlwaysOpen)
        {
            yield return new Opening(from, to);
            yield break;
        }
        long low = Clamp(from.ToUnixTimeMilliseconds()), high = Clamp(to.ToUnixTimeMilliseconds());
        var timeline = Covering(low, high);
        for (var i = timeline.IndexAfter(low); i < timeline.OpeningCount && timeline[i] is var (start, end) && start < high; i++)
            yield return new Opening(
                Instant.Max(from, Instant.FromUnixTimeMilliseconds(start)), Instant.Min(to, Instant.FromUnixTimeMilliseconds(end)));
    }

    private static long Milliseconds(Duration n) => (n.Days * 86_400_000L) + (n.NanosecondOfDay / 1_000_000);

    private static Instant? OrNull(long t) => t == Never ? null : Instant.FromUnixTimeMilliseconds(t);
}
