using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NodaTime;

namespace Prazo.Engine.Calendars.Tables;

/// <summary>W and its inverse by a few table loads, in tables so small that they stay in the first cache. Time is cut into days of 24 hours; few of them differ, so a
/// day is four bytes: the working time before it and the kind of day, which has the openings. Working time is cut into steps of up to two hours, each with at most
/// one close inside: eight bytes say how far time is ahead of working time before and after it.
/// For calendars whose breakpoints are whole minutes; what lies outside of the table is looked up in the timeline.</summary>
internal sealed partial class DayTable
{
    private const int Day = 86_400_000, Minute = 60_000;
    // Modern offsets are whole minutes. Thirty-six years of minutes are below 2^25.
    private const int FirstYear = 2004, EndYear = 2040;
    // A kind of day takes the lower bits of a day's record. More kinds than vectors hold would need other code.
    private const int KindBits = 5, Kinds = 1 << KindBits;
    private const int MostOpenings = 4, Edges = 2 * MostOpenings;
    private const int LongestStep = 7, ShortestStep = 2, MostSteps = 1 << 20;
    // Of an inverse entry: minutes that time is ahead at the step's start (32 bits), minutes of the step before the close (the step's bits, uppermost of
    // the rest), minutes closed then.
    private const int AheadShift = 32, ClosedBits = 32 - LongestStep;
    private const uint ClosedMask = (1u << ClosedBits) - 1;
    // Minutes of a 32nd of a number of milliseconds, and what to add before the fraction is cut: right for all numbers that a day can give, which a test tries.
    internal const float PerMinute = 32f / Minute, Rounding = 8f / Minute;
    internal const int MostMilliseconds = (MostOpenings * Day) + Minute;

    private readonly long _low, _worked;
    private readonly ulong _span, _workSpan;
    // By day, minutes << KindBits | kind: W before the day less the sum of its opening times, so that the clamps below add up without subtracting those.
    private readonly int[] _days;
    // By kind, where its four openings start within the day, then where they end, in milliseconds; both 0 where there is none.
    private readonly int[] _kinds;
    // The same the other way round, for vectors: by edge, where it lies in each kind.
    private readonly int[] _edges;
    private readonly int _openings;
    private readonly long[] _inverse;
    private readonly int _step;

    private DayTable(Timeline timeline, long low, long high, int[] days, List<int[]> kinds, long[] inverse, int step)
    {
        (_low, _span, _worked, _workSpan) = (low, (ulong)(high - low), timeline.Worked(low), (ulong)(timeline.Worked(high) - timeline.Worked(low)));
        (_days, _inverse, _step) = (days, inverse, step);
        (_kinds, _edges) = (new int[Kinds * Edges], new int[Edges * Kinds]);
        for (var kind = 0; kind < kinds.Count; kind++)
            for (var edge = 0; edge < Edges; edge++)
                _kinds[(kind * Edges) + edge] = _edges[(edge * Kinds) + kind] = kinds[kind][edge];
        _openings = kinds.Max(k => MostOpenings - k.AsSpan(MostOpenings).Count(0));
    }

    /// <summary>Null when breakpoints are not whole minutes, days are of too many kinds, openings too short, or nothing lies within the years of these tables.</summary>
    public static DayTable? Of(Timeline timeline, DateTimeZone zone)
    {
        long low = Math.Max(timeline.Low, Timeline.YearStart(FirstYear)), high = Math.Min(timeline.High, Timeline.YearStart(EndYear));
        if (low >= high)
            return null;
        // From a local midnight on, where fewest openings cross the cut.
        var offset = zone.GetUtcOffset(Instant.FromUnixTimeMilliseconds(low)).Milliseconds;
        low += (Day - offset) % Day;
        var openings = Clipped(timeline, low, high);
        if (openings is null || Cut(openings, high - low) is not var (days, kinds))
            return null;
        for (var step = LongestStep; step >= ShortestStep; step--)
            if (Inverse(openings, step) is { } inverse)
                return new DayTable(timeline, low, high, days, kinds, inverse, step);
        return null;
    }

    /// <summary>The openings within [low, high), in minutes from low; null when one does not fall on minutes.</summary>
    private static List<(int Start, int End)>? Clipped(Timeline timeline, long low, long high)
    {
        var openings = new List<(int, int)>();
        for (var i = timeline.IndexAfter(low); i < timeline.OpeningCount && timeline[i].Start < high; i++)
        {
            long start = Math.Max(timeline[i].Start, low) - low, end = Math.Min(timeline[i].End, high) - low;
            if (start % Minute != 0 || end % Minute != 0)
                return null;
            openings.Add(((int)(start / Minute), (int)(end / Minute)));
        }
        return openings;
    }

    /// <summary>A record for each day up to the one that holds the end, and the edges of each kind of day: four starts and four ends in milliseconds.
    /// Null when a day has more openings, or days are of too many kinds.</summary>
    private static (int[] Days, List<int[]> Kinds)? Cut(List<(int Start, int End)> openings, long span)
    {
        const int dayMinutes = Day / Minute;
        var days = new int[(span / Day) + 1];
        var kinds = new List<int[]>();
        var known = new Dictionary<UInt128, int>();
        int worked = 0, first = 0;
        for (var day = 0; day < days.Length; day++)
        {
            int from = day * dayMinutes, starts = 0, length = 0, count = 0;
            UInt128 shape = 0;
            var edges = new int[Edges];
            while (first < openings.Count && openings[first].End <= from)
                first++;
            for (var i = first; i < openings.Count && openings[i].Start < from + dayMinutes; i++)
            {
                if (count == MostOpenings)
                    return null;
                int start = Math.Max(openings[i].Start - from, 0), end = Math.Min(openings[i].End - from, dayMinutes);
                (edges[count], edges[MostOpenings + count++]) = (start * Minute, end * Minute);
                shape = (((shape << 11) | (uint)start) << 11) | (uint)end;
                starts += start;
                length += end - start;
            }
            if (!known.TryGetValue(shape, out var kind))
            {
                if (kinds.Count == Kinds)
                    return null;
                known[shape] = kind = kinds.Count;
                kinds.Add(edges);
            }
            days[day] = ((worked - starts) << KindBits) | kind;
            worked += length;
        }
        return (days, kinds);
    }

    /// <summary>By step of working time, how far time is ahead; null when there are too many steps, or two closes in one.</summary>
    private static long[]? Inverse(List<(int Start, int End)> openings, int step)
    {
        var total = openings.Sum(o => o.End - o.Start);
        if (total >> step >= MostSteps)
            return null;
        var inverse = new long[(total + (1 << step) - 1) >> step];
        int opening = 0, before = 0;
        for (var i = 0; i < inverse.Length; i++)
        {
            int at = i << step, end = at + (1 << step);
            while (before + Length(openings[opening]) <= at)
                before += Length(openings[opening++]);
            long ahead = openings[opening].Start - before;
            inverse[i] = ahead << AheadShift;
            var close = before + Length(openings[opening]);
            if (close >= end || opening + 1 == openings.Count)
                continue;
            if (close + Length(openings[opening + 1]) < end && opening + 2 < openings.Count)
                return null;
            inverse[i] |= (long)((uint)(close - at) << (32 - step)) | (uint)(openings[opening + 1].Start - openings[opening].End);
        }
        return inverse;
    }

    private static int Length((int Start, int End) opening) => opening.End - opening.Start;

    /// <summary>W(t) when t is in the table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryWorked(long t, out long worked)
    {
        var x = (ulong)(t - _low);
        if (x > _span)
        {
            worked = 0;
            return false;
        }
        var day = (uint)(x / Day);
        var within = (int)(x - ((ulong)day * Day));
        var record = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_days), (nint)day);
        ref var kind = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_kinds), (record & (Kinds - 1)) * Edges);
        var open = Vector128.Min(Vector128.Max(Vector128.Create(within), Vector128.LoadUnsafe(ref kind)), Vector128.LoadUnsafe(ref kind, MostOpenings));
        worked = _worked + ((record >> KindBits) * (long)Minute) + Vector128.Sum(open);
        return true;
    }

    /// <summary>Latest t with W(t) ≤ w when that is in the table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLatest(long w, out long t)
    {
        var y = (ulong)(w - _worked);
        if (y >= _workSpan)
        {
            t = 0;
            return false;
        }
        var minute = (uint)(y / Minute);
        var entry = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_inverse), (nint)(minute >> _step));
        // Without a branch, as none would be foreseen: all ones when the close has passed.
        var passed = ~(((long)((minute << (32 - _step)) | ClosedMask) - (uint)entry) >> 63);
        var minutes = (entry >> AheadShift) + (entry & passed & ClosedMask);
        t = _low + (long)y + (minutes * Minute);
        return true;
    }

    /// <summary>Earliest t with W(t) ≥ w and latest with W(t) ≤ w, for w above the table's first. They differ only where an opening ends, which is on a minute of working time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnds(long w, out long earliest, out long latest)
    {
        earliest = 0;
        if (!TryLatest(w, out latest))
            return false;
        if ((ulong)(w - _worked) % Minute != 0)
        {
            earliest = latest;
            return true;
        }
        if (!TryLatest(w - 1, out earliest))
            return false;
        earliest++;
        return true;
    }
}
