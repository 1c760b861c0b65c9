using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Prazo.Engine.Calendars.Tables;

// Whole columns. Four at a time where the processor gathers (AVX2), the rest one by one. Each method works from an index to the first
// element that is not in the table, and returns its index, or the length.
internal sealed partial class SlotTable
{
    /// <summary>W of each t.</summary>
    public int Worked(ReadOnlySpan<long> t, Span<long> result, int from)
    {
        result = result[..t.Length];
        var i = Avx2.IsSupported && Fma.IsSupported ? WorkedByFour(t, result, from) : from;
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
        var i = Avx2.IsSupported && Fma.IsSupported ? BetweenByFour(a, b, result, from) : from;
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
        var i = Avx2.IsSupported && Fma.IsSupported ? AddByFour(start, n - back, result, from, back) : from;
        for (; i < start.Length; i++)
        {
            if (!TryWorked(start[i], out var worked) || !TryLatest(worked + n - back, out var t))
                return i;
            result[i] = t + back;
        }
        return i;
    }

    private unsafe int WorkedByFour(ReadOnlySpan<long> t, Span<long> result, int from)
    {
        var lanes = new Lanes(this);
        var worked = Vector256.Create(_worked);
        fixed (long* source = t, target = result)
        fixed (int* forward = _forward)
            for (; from + 4 <= t.Length; from += 4)
            {
                if (!lanes.Worked(source + from, forward, out var w))
                    break;
                (w + worked).Store(target + from);
            }
        return from;
    }

    private unsafe int BetweenByFour(ReadOnlySpan<long> a, ReadOnlySpan<long> b, Span<long> result, int from)
    {
        var lanes = new Lanes(this);
        fixed (long* starts = a, ends = b, target = result)
        fixed (int* forward = _forward)
            for (; from + 4 <= a.Length; from += 4)
            {
                if (!lanes.Worked(starts + from, forward, out var before) | !lanes.Worked(ends + from, forward, out var after))
                    break;
                (after - before).Store(target + from);
            }
        return from;
    }

    private unsafe int AddByFour(ReadOnlySpan<long> start, long more, Span<long> result, int from, int back)
    {
        var lanes = new Lanes(this);
        Vector256<long> added = Vector256.Create(more), last = Vector256.Create((long)_workSpan - 1), origin = Vector256.Create(_low + back);
        fixed (long* source = start, target = result)
        fixed (int* forward = _forward, inverse = _inverse)
            for (; from + 4 <= start.Length; from += 4)
            {
                if (!lanes.Worked(source + from, forward, out var w))
                    break;
                w += added;
                if ((Vector256.GreaterThan(w, last) | w).ExtractMostSignificantBits() != 0)
                    break;
                (origin + w + lanes.Multiply(Avx2.ConvertToVector256Int64(lanes.Entries(w, inverse)))).Store(target + from);
            }
        return from;
    }

    /// <summary>The table's constants, four times each.</summary>
    private readonly struct Lanes(SlotTable table)
    {
        // A whole number below 2^52 put into the fraction of 2^52: the double is 2^52 more than the number.
        private const long Fraction = 0x4330_0000_0000_0000;

        private readonly Vector256<long> _low = Vector256.Create(table._low), _span = Vector256.Create((long)table._span), _slot = Vector256.Create(table._slot);
        private readonly Vector256<double> _inverse = Vector256.Create(1.0 / table._slot), _half = Vector256.Create(0.5 / table._slot);

        /// <summary>W from the table's start; false when one of the four is not in the table.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public unsafe bool Worked(long* source, int* forward, out Vector256<long> worked)
        {
            var x = Vector256.Load(source) - _low;
            if ((Vector256.GreaterThan(x, _span) | x).ExtractMostSignificantBits() != 0)
            {
                worked = default;
                return false;
            }
            var entries = Avx2.ConvertToVector256Int64(Entries(x, forward));
            var open = Vector256<long>.Zero - (entries & Vector256<long>.One);
            // Of each product's factors only the lower half counts, which the shift of 32 bits has right.
            worked = Multiply((entries.AsInt32() >> 1).AsInt64()) + (x & open);
            return true;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public unsafe Vector128<int> Entries(Vector256<long> x, int* table)
        {
            var number = (x | Vector256.Create(Fraction)).AsDouble() - Vector256.Create((double)(1L << 52));
            return Avx2.GatherVector128(table, Avx.ConvertToVector128Int32WithTruncation(Fma.MultiplyAdd(number, _inverse, _half)), 4);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<long> Multiply(Vector256<long> slots) => Avx2.Multiply(slots.AsInt32(), _slot.AsInt32());
    }
}
