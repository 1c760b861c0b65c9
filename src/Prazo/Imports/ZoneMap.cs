using NodaTime;

namespace Prazo.Imports;

/// <summary>Maps local times to instants by rule T7: the first instant at which the wall clock reads that time or later. Offsets of 1970–2100 are laid out once.</summary>
internal sealed class ZoneMap
{
    private static readonly Instant From = Instant.FromUtc(1970, 1, 1, 0, 0), To = Instant.FromUtc(2100, 1, 1, 0, 0);
    private readonly DateTimeZone _zone;
    private readonly long[] _starts, _localEnds, _offsets;
    private int _last;

    public ZoneMap(DateTimeZone zone)
    {
        _zone = zone;
        var intervals = zone.GetZoneIntervals(From, To).ToList();
        _starts = [.. intervals.Select(i => i.HasStart ? i.Start.ToUnixTimeMilliseconds() : long.MinValue)];
        _offsets = [.. intervals.Select(i => (long)i.WallOffset.Milliseconds)];
        _localEnds = [.. intervals.Select(i => i.HasEnd ? i.End.ToUnixTimeMilliseconds() + i.WallOffset.Milliseconds : long.MaxValue)];
    }

    public string Id => _zone.Id;

    public long ToInstant(long local)
    {
        if (local < 86_400_000 || local > 4_102_000_000_000)
            return Slow(local);
        var i = _last;
        if (local >= _localEnds[i] || i > 0 && local < _localEnds[i - 1])
            _last = i = Find(local);
        return Math.Max(_starts[i], local - _offsets[i]);
    }

    // The first interval whose wall clock still gets past the time: the earlier of two, the start after a gap.
    private int Find(long local)
    {
        int low = 0, high = _localEnds.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (local < _localEnds[middle])
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    private long Slow(long local)
    {
        var mapped = _zone.MapLocal(LocalDateTime.FromDateTime(DateTime.UnixEpoch.AddMilliseconds(local)));
        return (mapped.Count == 0 ? mapped.LateInterval.Start : mapped.First().ToInstant()).ToUnixTimeMilliseconds();
    }
}
