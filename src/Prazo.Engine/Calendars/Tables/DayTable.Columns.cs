using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Prazo.Engine.Calendars.Tables;

// Whole columns. Sixteen at a time where the processor has vectors of 512 bits, the rest one by one. Each method works from an index to the
// first element that is not in the table, and returns its index, or the length.
internal sealed partial class DayTable
{
    private static bool IsWide(int count) => Vector512.IsHardwareAccelerated && Avx512DQ.IsSupported && count >= DayLanes.Count;

    /// <summary>W of each t.</summary>
    public int Worked(ReadOnlySpan<long> t, Span<long> result, int from)
    {
        result = result[..t.Length];
        var i = IsWide(t.Length - from) ? WorkedWide(t, result, from) : from;
        for (; i < t.Length; i++)
        {
            if (!TryWorked(t[i], out var worked))
                return i;
            result[i] = worked;
        }
        return i;
    }

    /// <summary>W(b) − W(a) of each pair.</summary>
    public int Between(ReadOnlySpan<long> a, ReadOnlySpan<long> b, Span<long> result, int from)
    {
        b = b[..a.Length];
        result = result[..a.Length];
        var i = IsWide(a.Length - from) ? BetweenWide(a, b, result, from) : from;
        for (; i < a.Length; i++)
        {
            if (!TryWorked(a[i], out var before) || !TryWorked(b[i], out var after))
                return i;
            result[i] = after - before;
        }
        return i;
    }

    /// <summary>Earliest t with n of working time after each start (n ≥ 1; <paramref name="back"/> 1), or the latest (n ≥ 0; 0).</summary>
    public int Add(ReadOnlySpan<long> start, long n, Span<long> result, int from, int back)
    {
        result = result[..start.Length];
        var i = IsWide(start.Length - from) ? AddWide(start, n - back, result, from, back) : from;
        for (; i < start.Length; i++)
        {
            if (!TryWorked(start[i], out var worked) || !TryLatest(worked + n - back, out var t))
                return i;
            result[i] = t + back;
        }
        return i;
    }

    /// <summary>Earliest t with W(t) ≥ w and latest with W(t) ≤ w, of each w above the table's first.</summary>
    public int Ends(ReadOnlySpan<long> worked, Span<long> earliest, Span<long> latest, int from)
    {
        earliest = earliest[..worked.Length];
        latest = latest[..worked.Length];
        var i = IsWide(worked.Length - from) ? EndsWide(worked, earliest, latest, from) : from;
        for (; i < worked.Length; i++)
        {
            if (!TryEnds(worked[i], out earliest[i], out latest[i]))
                return i;
        }
        return i;
    }

    private unsafe int WorkedWide(ReadOnlySpan<long> t, Span<long> result, int from)
    {
        var origin = Vector512.Create(_worked);
        fixed (long* source = t, target = result)
        fixed (int* days = _days)
        {
            var lanes = new DayLanes(this, days);
            for (; from + DayLanes.Count <= t.Length && lanes.TryWorked(source + from, out var worked); from += DayLanes.Count)
                worked.Store(target + from, origin);
        }
        return from;
    }

    private unsafe int BetweenWide(ReadOnlySpan<long> a, ReadOnlySpan<long> b, Span<long> result, int from)
    {
        fixed (long* starts = a, ends = b, target = result)
        fixed (int* days = _days)
        {
            var lanes = new DayLanes(this, days);
            for (; from + DayLanes.Count <= a.Length && lanes.TryWorked(starts + from, out var before) && lanes.TryWorked(ends + from, out var after); from += DayLanes.Count)
                new Lengths(after.Minutes - before.Minutes, after.Milliseconds - before.Milliseconds).Store(target + from, Vector512<long>.Zero);
        }
        return from;
    }

    private unsafe int AddWide(ReadOnlySpan<long> start, long more, Span<long> result, int from, int back)
    {
        if (more > (long)_workSpan)
            return from;
        var origin = Vector512.Create(_low + back);
        fixed (long* source = start, target = result, inverse = _inverse)
        fixed (int* days = _days)
        {
            var lanes = new DayLanes(this, days);
            var steps = new StepLanes(this, inverse, more);
            for (; from + DayLanes.Count <= start.Length && lanes.TryWorked(source + from, out var worked) && steps.TryLatest(ref worked); from += DayLanes.Count)
                worked.Store(target + from, origin);
        }
        return from;
    }

    private unsafe int EndsWide(ReadOnlySpan<long> worked, Span<long> earliest, Span<long> latest, int from)
    {
        Vector512<long> low = Vector512.Create(_low), next = Vector512.Create(_low + 1);
        fixed (long* source = worked, first = earliest, last = latest, inverse = _inverse)
        {
            var lanes = new WorkLanes(this);
            var steps = new StepLanes(this, inverse, 0);
            for (; from + DayLanes.Count <= worked.Length && lanes.TrySplit(source + from, out var at); from += DayLanes.Count)
            {
                var before = at.Less();
                var haveEnds = at.HaveWholeMinutes;
                if (!steps.TryLatest(ref at))
                    break;
                at.Store(last + from, low);
                if (!haveEnds)
                    at.Store(first + from, low);
                else if (steps.TryLatest(ref before))
                    before.Store(first + from, next);
                else
                    break;
            }
        }
        return from;
    }
}
