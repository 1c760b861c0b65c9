using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Prazo.Engine.Calendars.Tables;

/// <summary>W and its inverse by one table load each: time is cut into slots as long as the greatest common divisor of all breakpoints, so that a slot is open
/// or closed whole. Division by the slot is a shift and a multiplication, checked at every slot's edges when the table is built.
/// Only for slots of 15 minutes or more, which all schedules on the quarter hour have; finer ones would outgrow the caches that make this fast.</summary>
internal sealed class SlotTable
{
    public const long SmallestSlot = 900_000;
    // Forty years at fifteen minutes are 5.6 MB; what lies outside is looked up in the timeline.
    private const int FirstYear = 2000, EndYear = 2040;

    private readonly long _low, _worked, _slot;
    private readonly ulong _span, _workSpan, _magic;
    private readonly int _shift;
    // Open slots before this one, times two, plus one when it is open itself; the last entry is the end.
    private readonly uint[] _forward;
    // The n-th open slot.
    private readonly int[] _inverse;

    private SlotTable(Timeline timeline, long low, long high, long slot)
    {
        (_low, _slot, _span, _worked) = (low, slot, (ulong)(high - low), timeline.Worked(low));
        _shift = System.Numerics.BitOperations.TrailingZeroCount(slot);
        _magic = (ulong.MaxValue / (ulong)(slot >> _shift)) + 1;
        _forward = new uint[((high - low) / slot) + 1];
        var open = 0u;
        var inverse = new List<int>();
        var opening = timeline.IndexAfter(low);
        for (var i = 0; i < _forward.Length; i++)
        {
            var at = low + (i * slot);
            while (opening < timeline.OpeningCount && timeline[opening].End <= at)
                opening++;
            var isOpen = i < _forward.Length - 1 && opening < timeline.OpeningCount && timeline[opening].Start <= at;
            _forward[i] = (open << 1) | (isOpen ? 1u : 0u);
            if (!isOpen)
                continue;
            inverse.Add(i);
            open++;
        }
        _inverse = [.. inverse];
        _workSpan = (ulong)(open * slot);
        Verify();
    }

    /// <summary>Null when the breakpoints are too fine or lie elsewhere.</summary>
    public static SlotTable? Of(Timeline timeline)
    {
        long low = Math.Max(timeline.Low, Timeline.YearStart(FirstYear)), high = Math.Min(timeline.High, Timeline.YearStart(EndYear));
        if (low >= high)
            return null;
        var slot = high - low;
        for (var i = timeline.IndexAfter(low); i < timeline.OpeningCount && timeline[i].Start < high; i++)
        {
            slot = Divisor(Divisor(slot, Math.Max(timeline[i].Start, low) - low), Math.Min(timeline[i].End, high) - low);
            if (slot < SmallestSlot)
                return null;
        }
        return new SlotTable(timeline, low, high, slot);
    }

    private static long Divisor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }

    private void Verify()
    {
        for (var i = 0L; i < _forward.Length; i++)
            if ((long)SlotOf((ulong)(i * _slot)) != i || (long)SlotOf((ulong)((i * _slot) + _slot - 1)) != i)
                throw new InvalidOperationException("The slot of an instant came out wrong.");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong SlotOf(ulong x) => HighProduct(x >> _shift, _magic);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong HighProduct(ulong a, ulong b) => Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(a, b) : Math.BigMul(a, b, out _);

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
        var q = SlotOf(x);
        var entry = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_forward), (nint)q);
        worked = _worked + ((entry >> 1) * _slot) + (((long)x - ((long)q * _slot)) & -(long)(entry & 1));
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
        var q = SlotOf(y);
        t = _low + (Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_inverse), (nint)q) * _slot) + ((long)y - ((long)q * _slot));
        return true;
    }

    /// <summary>W of each t from index <paramref name="from"/> on, up to the first that is not in the table; its index.</summary>
    public int Worked(ReadOnlySpan<long> t, Span<long> result, int from)
    {
        // Locals, as stores into a span could alias fields and would have them read again for each element.
        var (low, slot, span, magic, shift, worked) = (_low, _slot, _span, _magic, _shift, _worked);
        ref var forward = ref MemoryMarshal.GetArrayDataReference(_forward);
        result = result[..t.Length];
        for (var i = from; i < t.Length; i++)
        {
            var x = (ulong)(t[i] - low);
            if (x > span)
                return i;
            var q = HighProduct(x >> shift, magic);
            var entry = Unsafe.Add(ref forward, (nint)q);
            result[i] = worked + ((entry >> 1) * slot) + (((long)x - ((long)q * slot)) & -(long)(entry & 1));
        }
        return t.Length;
    }

    /// <summary>W(b) − W(a) of each pair, as <see cref="Worked(ReadOnlySpan{long}, Span{long}, int)"/>.</summary>
    public int Between(ReadOnlySpan<long> a, ReadOnlySpan<long> b, Span<long> result, int from)
    {
        var (low, slot, span, magic, shift) = (_low, _slot, _span, _magic, _shift);
        ref var forward = ref MemoryMarshal.GetArrayDataReference(_forward);
        b = b[..a.Length];
        result = result[..a.Length];
        for (var i = from; i < a.Length; i++)
        {
            ulong x = (ulong)(a[i] - low), y = (ulong)(b[i] - low);
            if (x > span || y > span)
                return i;
            ulong p = HighProduct(x >> shift, magic), q = HighProduct(y >> shift, magic);
            uint before = Unsafe.Add(ref forward, (nint)p), after = Unsafe.Add(ref forward, (nint)q);
            result[i] = (((long)(after >> 1) - (before >> 1)) * slot)
                + (((long)y - ((long)q * slot)) & -(long)(after & 1)) - (((long)x - ((long)p * slot)) & -(long)(before & 1));
        }
        return a.Length;
    }

    /// <summary>Earliest t with n of working time after each start (n ≥ 1; <paramref name="back"/> 1), or the latest (n ≥ 0; 0), as <see cref="Worked(ReadOnlySpan{long}, Span{long}, int)"/>.</summary>
    public int Add(ReadOnlySpan<long> start, long n, Span<long> result, int from, long back)
    {
        var (low, slot, span, magic, shift, workSpan) = (_low, _slot, _span, _magic, _shift, _workSpan);
        ref var forward = ref MemoryMarshal.GetArrayDataReference(_forward);
        ref var inverse = ref MemoryMarshal.GetArrayDataReference(_inverse);
        result = result[..start.Length];
        var more = n - back;
        for (var i = from; i < start.Length; i++)
        {
            var x = (ulong)(start[i] - low);
            if (x > span)
                return i;
            var q = HighProduct(x >> shift, magic);
            var entry = Unsafe.Add(ref forward, (nint)q);
            var w = (ulong)(((entry >> 1) * slot) + (((long)x - ((long)q * slot)) & -(long)(entry & 1)) + more);
            if (w >= workSpan)
                return i;
            var s = HighProduct(w >> shift, magic);
            result[i] = low + back + (Unsafe.Add(ref inverse, (nint)s) * slot) + (long)w - ((long)s * slot);
        }
        return start.Length;
    }
}
