using NodaTime;

namespace Prazo.Engine.Calendars.Tables;

/// <summary>The map of T7 over a stretch of time: local seconds to the first instant at which the wall clock reads that time or later. Monotone.
/// The same answers as NodaTime's <c>ReturnEarlier</c> with <c>ReturnStartOfIntervalAfter</c>, from a flat table, as a compilation asks for every shift.</summary>
internal sealed class ZoneMap
{
    private readonly long[] _start, _offset, _localEnd;

    /// <param name="zone">Zone.</param>
    /// <param name="from">Unix seconds; local times must lie two days inside.</param>
    /// <param name="to">Unix seconds.</param>
    public ZoneMap(DateTimeZone zone, long from, long to)
    {
        var intervals = zone.GetZoneIntervals(Instant.FromUnixTimeSeconds(from), Instant.FromUnixTimeSeconds(to)).ToArray();
        _start = new long[intervals.Length];
        _offset = new long[intervals.Length];
        _localEnd = new long[intervals.Length];
        var reached = long.MinValue;
        for (var i = 0; i < intervals.Length; i++)
        {
            var interval = intervals[i];
            _start[i] = interval.HasStart ? interval.Start.ToUnixTimeSeconds() : long.MinValue;
            _offset[i] = interval.WallOffset.Seconds;
            // The furthest wall clock so far keeps the table sorted where an interval is shorter than the fold after it.
            reached = Math.Max(reached, interval.HasEnd ? interval.End.ToUnixTimeSeconds() + _offset[i] : long.MaxValue);
            _localEnd[i] = reached;
        }
    }

    public long ToUtc(long local)
    {
        int low = 0, high = _localEnd.Length - 1;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_localEnd[middle] > local)
                high = middle;
            else
                low = middle + 1;
        }
        return Math.Max(_start[low], local - _offset[low]);
    }
}
