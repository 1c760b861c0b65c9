using NodaTime;

namespace Prazo.Engine.Calendars.Tables;

/// <summary>A calendar compiled over a window: maximal openings with the working time before each, and its business days. Immutable.
/// All times in Unix milliseconds; working time counts from <see cref="Epoch"/>, so that its values do not depend on the window.</summary>
internal sealed class Timeline
{
    /// <summary>2020-01-01T00:00:00Z, where W is 0.</summary>
    public const long Epoch = 1_577_836_800_000;
    public const int EpochYear = 2020, MinYear = 1900, MaxYear = 2300;

    // A bucket of 2^26 ms is 18.6 hours: about one opening each.
    private const int BucketBits = 26;

    private readonly long[] _start, _end;
    // Working time before each opening, and after the last.
    private readonly long[] _worked;
    // For each bucket of time (of working time) the first opening that ends after its start (that holds its first moment).
    private readonly int[] _byTime, _byWork;

    private readonly long[] _pieceStart, _pieceEnd;
    private readonly int[] _pieceDay, _businessDays;

    public int FirstYear { get; }
    public int EndYear { get; }
    public long Low { get; }
    public long High { get; }
    public long WorkedLow => _worked[0];
    public long WorkedHigh => _worked[^1];
    public int OpeningCount => _start.Length;

    public Timeline(OpeningSource source, int firstYear, int endYear)
    {
        (FirstYear, EndYear) = (firstYear, endYear);
        (Low, High) = (YearStart(firstYear), YearStart(endYear));
        long low = Low / 1000, high = High / 1000;
        var pieces = source.Pieces(low, high);
        var merged = new List<Stretch>(pieces.Count);
        foreach (var opening in OpeningSource.Merge(pieces))
            if (Math.Max(opening.Start, low) is var start && Math.Min(opening.End, high) is var end && start < end)
                merged.Add(new Stretch(start * 1000, end * 1000));
        _start = [.. merged.Select(s => s.Start)];
        _end = [.. merged.Select(s => s.End)];
        _worked = WorkedBefore(_start, _end);
        _byTime = Buckets(_end, Low, High);
        _byWork = Buckets(_worked.AsSpan(1), WorkedLow, WorkedHigh);

        var inside = pieces.Where(p => p.Start >= low && p.Start < high).ToList();
        _pieceStart = [.. inside.Select(p => p.Start * 1000)];
        _pieceEnd = [.. inside.Select(p => p.End * 1000)];
        _pieceDay = LocalDays(inside, source.Zone);
        _businessDays = [.. _pieceDay.Distinct()];
    }

    public static long YearStart(int year) => Instant.FromUtc(year, 1, 1, 0, 0).ToUnixTimeMilliseconds();

    private static long[] WorkedBefore(long[] start, long[] end)
    {
        var worked = new long[start.Length + 1];
        long total = 0, atEpoch = 0;
        for (var i = 0; i < start.Length; i++)
        {
            worked[i] = total;
            total += end[i] - start[i];
            atEpoch += Math.Max(0, Math.Min(end[i], Epoch) - start[i]);
        }
        worked[^1] = total;
        foreach (ref var w in worked.AsSpan())
            w -= atEpoch;
        return worked;
    }

    private static int[] Buckets(ReadOnlySpan<long> ends, long low, long high)
    {
        var buckets = new int[((high - low) >> BucketBits) + 2];
        var i = 0;
        for (var b = 0; b < buckets.Length; b++)
        {
            while (i < ends.Length && ends[i] <= low + ((long)b << BucketBits))
                i++;
            buckets[b] = i;
        }
        return buckets;
    }

    // A day starts at the first instant that reads its midnight (T7), also where a fold then repeats the evening before.
    private static int[] LocalDays(List<Stretch> pieces, DateTimeZone zone)
    {
        if (pieces.Count == 0)
            return [];
        var map = new ZoneMap(zone, pieces[0].Start - OpeningSource.Margin, pieces[^1].Start + OpeningSource.Margin);
        var days = new int[pieces.Count];
        var day = (int)Math.Floor(pieces[0].Start / 86_400.0) - 2;
        for (var i = 0; i < days.Length; i++)
        {
            if ((pieces[i].Start / 86_400) - 2 is var near && near > day)
                day = (int)near;
            while (map.ToUtc((day + 1) * 86_400L) <= pieces[i].Start)
                day++;
            days[i] = day;
        }
        return days;
    }

    /// <summary>W(t) for t in [Low, High].</summary>
    public long Worked(long t)
    {
        var i = First(_end, _byTime, Low, t);
        return i == _start.Length ? WorkedHigh : _worked[i] + Math.Max(0, t - _start[i]);
    }

    /// <summary>Earliest t with W(t) ≥ w, for WorkedLow &lt; w ≤ WorkedHigh.</summary>
    public long Earliest(long w) => Latest(w - 1) + 1;

    /// <summary>Latest t with W(t) ≤ w, for WorkedLow ≤ w &lt; WorkedHigh.</summary>
    public long Latest(long w)
    {
        var i = First(_worked.AsSpan(1), _byWork, WorkedLow, w);
        return _start[i] + (w - _worked[i]);
    }

    /// <summary>Index of the first end above <paramref name="value"/>.</summary>
    private static int First(ReadOnlySpan<long> ends, int[] buckets, long low, long value)
    {
        var bucket = (int)((value - low) >> BucketBits);
        int i = buckets[bucket], last = bucket + 1 < buckets.Length ? buckets[bucket + 1] : ends.Length;
        while (i < last)
        {
            var middle = (i + last) >> 1;
            if (ends[middle] > value)
                last = middle;
            else
                i = middle + 1;
        }
        return i;
    }

    /// <summary>Index of the first maximal opening that ends after t.</summary>
    public int IndexAfter(long t) => First(_end, _byTime, Low, t);

    public (long Start, long End) this[int i] => (_start[i], _end[i]);

    public bool IsBusinessDay(int day) => Array.BinarySearch(_businessDays, day) >= 0;

    /// <summary>The n-th business day after <paramref name="day"/>, or null when it is not in the window.</summary>
    public int? BusinessDayAfter(int day, int n)
    {
        var i = Array.BinarySearch(_businessDays, day);
        var at = (i >= 0 ? i + 1 : ~i) + (n - 1L);
        return at < _businessDays.Length ? _businessDays[at] : null;
    }

    public List<Opening> OpeningsOn(int day)
    {
        var openings = new List<Opening>();
        var i = Array.BinarySearch(_pieceDay, day);
        if (i < 0)
            return openings;
        while (i > 0 && _pieceDay[i - 1] == day)
            i--;
        for (; i < _pieceDay.Length && _pieceDay[i] == day; i++)
            openings.Add(new Opening(Instant.FromUnixTimeMilliseconds(_pieceStart[i]), Instant.FromUnixTimeMilliseconds(_pieceEnd[i])));
        return openings;
    }
}
