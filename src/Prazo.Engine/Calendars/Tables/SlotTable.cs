using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Prazo.Engine.Calendars.Tables;

/// <summary>W and its inverse by one table load each: time is cut into slots as long as the greatest common divisor of all breakpoints, so that a slot is open
/// or closed whole. Division by the slot is a shift and a multiplication (in vectors a floating one), checked at every slot's edges when the table is built.
/// Only for slots of 15 minutes or more, which all schedules on the quarter hour have; finer ones would outgrow the caches that make this fast.</summary>
internal sealed partial class SlotTable
{
    private const long SmallestSlot = 900_000, LargestSlot = 86_400_000;
    // Forty years at fifteen minutes are 5.6 MB; what lies outside is looked up in the timeline.
    private const int FirstYear = 2000, EndYear = 2040;

    private readonly long _low, _worked, _slot;
    private readonly ulong _span, _workSpan, _magic;
    private readonly int _shift;
    // By slot, twice a number of slots, plus one when the slot is open. Open: W(x) = x + number × slot, where x counts from the table's start;
    // closed: W(x) = number × slot. The last entry is the end.
    private readonly int[] _forward;
    // By slot of working time: t = w + number × slot.
    private readonly int[] _inverse;

    private SlotTable(Timeline timeline, long low, long high, long slot)
    {
        (_low, _slot, _span, _worked) = (low, slot, (ulong)(high - low), timeline.Worked(low));
        _shift = System.Numerics.BitOperations.TrailingZeroCount(slot);
        _magic = (ulong.MaxValue / (ulong)(slot >> _shift)) + 1;
        _forward = new int[((high - low) / slot) + 1];
        var open = 0;
        var inverse = new List<int>();
        var opening = timeline.IndexAfter(low);
        for (var i = 0; i < _forward.Length; i++)
        {
            var at = low + (i * slot);
            while (opening < timeline.OpeningCount && timeline[opening].End <= at)
                opening++;
            var isOpen = i < _forward.Length - 1 && opening < timeline.OpeningCount && timeline[opening].Start <= at;
            _forward[i] = isOpen ? ((open - i) << 1) | 1 : open << 1;
            if (isOpen)
                inverse.Add(i - open++);
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
        // Without openings the whole stretch would be one slot, and the factor must fit 31 bits.
        return new SlotTable(timeline, low, high, slot > LargestSlot ? Divisor(slot, LargestSlot) : slot);
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
            if (Slots(i * _slot) != (i, i) || Slots((i * _slot) + _slot - 1) != (i, i))
                throw new InvalidOperationException("The slot of an instant came out wrong.");
    }

    /// <summary>The slot by either way of dividing.</summary>
    private (long Multiplied, long Floating) Slots(long x) =>
        ((long)SlotOf((ulong)x), (long)Math.FusedMultiplyAdd(x, 1.0 / _slot, 0.5 / _slot));

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
        worked = _worked + ((entry >> 1) * _slot) + ((long)x & -(long)(entry & 1));
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
        t = _low + (long)y + (Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_inverse), (nint)q) * _slot);
        return true;
    }
}
