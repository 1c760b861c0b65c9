using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Prazo.Engine.Calendars.Tables;

internal sealed partial class DayTable
{
    /// <summary>Sixteen stretches from a table's start, each a number of minutes and of milliseconds, of which there can be more than a minute's: 32 bits each hold
    /// what would take 64 together, so that sixteen are worked on at once.</summary>
    private readonly struct Lengths(Vector512<int> minutes, Vector512<int> milliseconds)
    {
        public Vector512<int> Minutes { get; } = minutes;
        public Vector512<int> Milliseconds { get; } = milliseconds;

        /// <summary>Whether one of them is a whole number of minutes, as all are at which an opening ends. Of split ones.</summary>
        public bool HaveWholeMinutes => Vector512.EqualsAny(Milliseconds, Vector512<int>.Zero);

        /// <summary>Each a millisecond less. Of split ones.</summary>
        public Lengths Less()
        {
            var whole = Vector512.Equals(Milliseconds, Vector512<int>.Zero);
            return new(Minutes + whole, Milliseconds - Vector512<int>.One + (whole & Vector512.Create(Minute)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public unsafe void Store(long* target, Vector512<long> more)
        {
            (Sum(Minutes.GetLower(), Milliseconds.GetLower()) + more).Store(target);
            (Sum(Minutes.GetUpper(), Milliseconds.GetUpper()) + more).Store(target + 8);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<long> Sum(Vector256<int> minutes, Vector256<int> milliseconds) =>
            Avx512F.Multiply(Avx512F.ConvertToVector512Int64(minutes).AsInt32(), Vector512.Create((long)Minute).AsInt32()) + Avx512F.ConvertToVector512Int64(milliseconds);
    }

    /// <summary>W of sixteen: the kinds of day live in registers.</summary>
    private readonly unsafe struct DayLanes
    {
        public const int Count = 16;

        private readonly int* _days;
        private readonly int _openings;
        private readonly Vector512<long> _low;
        private readonly Vector512<ulong> _span;
        private readonly Vector512<double> _perDay, _half;
        private readonly Vector512<int> _lowHalves;
        private readonly OpeningLanes _first, _second, _third, _fourth;

        public DayLanes(DayTable table, int* days)
        {
            _days = days;
            (_openings, _low, _span) = (table._openings, Vector512.Create(table._low), Vector512.Create(table._span));
            (_perDay, _half) = (Vector512.Create(1.0 / Day), Vector512.Create(0.5 / Day));
            _lowHalves = Vector512.CreateSequence(0, 2);
            _first = new OpeningLanes(table, 0);
            _second = new OpeningLanes(table, 1);
            _third = new OpeningLanes(table, 2);
            _fourth = new OpeningLanes(table, 3);
        }

        /// <summary>W from the table's start; false when one of the sixteen is not in the table.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryWorked(long* source, out Lengths worked)
        {
            Vector512<long> x0 = Vector512.Load(source) - _low, x1 = Vector512.Load(source + 8) - _low;
            if (Vector512.GreaterThanAny(Vector512.Max(x0.AsUInt64(), x1.AsUInt64()), _span))
            {
                worked = default;
                return false;
            }
            Vector256<int> day0 = DayOf(x0), day1 = DayOf(x1);
            var kinds = Loads.Of(_days, day0).ToVector512Unsafe().WithUpper(Loads.Of(_days, day1));
            // What is left of the day needs the lower halves only.
            var within = Avx512F.PermuteVar16x32x2(x0.AsInt32(), _lowHalves, x1.AsInt32()) - (day0.ToVector512Unsafe().WithUpper(day1) * Vector512.Create(Day));
            var open = _first.Clamp(within, kinds);
            if (_openings > 1)
                open += _second.Clamp(within, kinds);
            if (_openings > 2)
                open += _third.Clamp(within, kinds) + _fourth.Clamp(within, kinds);
            worked = new(Vector512.ShiftRightArithmetic(kinds, KindBits), open);
            return true;
        }

        // A day is found within 2^-37 of the truth, as there are fewer than 2^14 of them; half a millisecond, 2^-28 of a day, is added before the fraction is cut.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector256<int> DayOf(Vector512<long> x) =>
            Avx512F.ConvertToVector256Int32WithTruncation(Avx512F.FusedMultiplyAdd(Avx512DQ.ConvertToVector512Double(x), _perDay, _half));
    }

    /// <summary>The j-th opening of each kind of day.</summary>
    private readonly struct OpeningLanes
    {
        private readonly Vector512<int> _open0, _open1, _close0, _close1;

        public OpeningLanes(DayTable table, int j)
        {
            ReadOnlySpan<int> open = table._edges.AsSpan(j * Kinds, Kinds), close = table._edges.AsSpan((MostOpenings + j) * Kinds, Kinds);
            (_open0, _open1) = (Vector512.Create(open), Vector512.Create(open[16..]));
            (_close0, _close1) = (Vector512.Create(close), Vector512.Create(close[16..]));
        }

        // Of an index, the permutation reads as many bits as a kind has.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<int> Clamp(Vector512<int> within, Vector512<int> kinds) =>
            Vector512.Min(Vector512.Max(within, Avx512F.PermuteVar16x32x2(_open0, kinds, _open1)), Avx512F.PermuteVar16x32x2(_close0, kinds, _close1));
    }

    /// <summary>Sixteen values of W, split into minutes and what is left of a minute.</summary>
    private readonly unsafe struct WorkLanes(DayTable table)
    {
        private readonly Vector512<long> _worked = Vector512.Create(table._worked);
        private readonly Vector512<ulong> _span = Vector512.Create(table._workSpan);
        private readonly Vector512<double> _perMinute = Vector512.Create(1.0 / Minute), _half = Vector512.Create(0.5 / Minute);
        private readonly Vector512<int> _lowHalves = Vector512.CreateSequence(0, 2);

        /// <summary>False when one of the sixteen is not in the table.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TrySplit(long* source, out Lengths worked)
        {
            Vector512<long> y0 = Vector512.Load(source) - _worked, y1 = Vector512.Load(source + 8) - _worked;
            if (Vector512.GreaterThanOrEqualAny(Vector512.Max(y0.AsUInt64(), y1.AsUInt64()), _span))
            {
                worked = default;
                return false;
            }
            var minutes = MinutesOf(y0).ToVector512Unsafe().WithUpper(MinutesOf(y1));
            worked = new(minutes, Avx512F.PermuteVar16x32x2(y0.AsInt32(), _lowHalves, y1.AsInt32()) - (minutes * Vector512.Create(Minute)));
            return true;
        }

        // A minute is found within 2^-27 of the truth, as there are fewer than 2^25 of them; half a millisecond, 2^-17 of a minute, is added before the fraction is cut.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector256<int> MinutesOf(Vector512<long> y) =>
            Avx512F.ConvertToVector256Int32WithTruncation(Avx512F.FusedMultiplyAdd(Avx512DQ.ConvertToVector512Double(y), _perMinute, _half));
    }

    /// <summary>The inverse of sixteen.</summary>
    private readonly unsafe struct StepLanes
    {
        private readonly long* _inverse;
        private readonly int _step;
        private readonly Vector512<int> _minutes, _milliseconds, _lowHalves, _closed;
        private readonly Vector512<uint> _total;

        /// <param name="table">Table.</param>
        /// <param name="inverse">Its inverse, held in place.</param>
        /// <param name="more">Working time to add, in milliseconds: at most the table's.</param>
        public StepLanes(DayTable table, long* inverse, long more)
        {
            _inverse = inverse;
            _step = table._step;
            (_minutes, _milliseconds) = (Vector512.Create((int)(more / Minute)), Vector512.Create((int)(more % Minute)));
            (_lowHalves, _closed) = (Vector512.CreateSequence(0, 2), Vector512.Create((int)ClosedMask));
            _total = Vector512.Create((uint)(table._workSpan / Minute));
        }

        /// <summary>Latest time with that much working time more; false when one of the sixteen leaves the table.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryLatest(ref Lengths worked)
        {
            var milliseconds = worked.Milliseconds + _milliseconds;
            // A float holds a 32nd of them exactly, and a minute is a whole number of such.
            var whole = Avx512F.ConvertToVector512Int32WithTruncation(Avx512F.FusedMultiplyAdd(
                Vector512.ConvertToSingle(Vector512.ShiftRightLogical(milliseconds, 5)), Vector512.Create(PerMinute), Vector512.Create(Rounding)));
            var minutes = worked.Minutes + _minutes;
            var minute = minutes + whole;
            if (Vector512.GreaterThanOrEqualAny(minute.AsUInt32(), _total))
                return false;
            var step = Vector512.ShiftRightLogical(minute, _step);
            Vector512<long> entry0 = Entries(step.GetLower()), entry1 = Entries(step.GetUpper());
            var close = Avx512F.PermuteVar16x32x2(entry0.AsInt32(), _lowHalves, entry1.AsInt32());
            var ahead = Avx512F.PermuteVar16x32x2(entry0.AsInt32(), _lowHalves + Vector512<int>.One, entry1.AsInt32());
            var within = Vector512.ShiftLeft(minute, 32 - _step) | _closed;
            var passed = Vector512.GreaterThanOrEqual(within.AsUInt32(), close.AsUInt32()).AsInt32();
            worked = new(minutes + ahead + (close & _closed & passed), milliseconds);
            return true;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector512<long> Entries(Vector256<int> step) =>
            Loads.Of(_inverse, step.GetLower()).ToVector512Unsafe().WithUpper(Loads.Of(_inverse, step.GetUpper()));
    }

    /// <summary>Table entries by index. Plain loads: on the processors measured they are quicker than its gathers.</summary>
    private static unsafe class Loads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Of(int* table, Vector256<int> index) => Vector256.Create(Four(table, index.GetLower()), Four(table, index.GetUpper()));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector128<int> Four(int* table, Vector128<int> index)
        {
            ulong first = index.AsUInt64().ToScalar(), second = index.AsUInt64().GetElement(1);
            return Vector128.Create(table[(uint)first], table[first >> 32], table[(uint)second], table[second >> 32]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<long> Of(long* table, Vector128<int> index)
        {
            ulong first = index.AsUInt64().ToScalar(), second = index.AsUInt64().GetElement(1);
            return Vector256.Create(Vector128.Create(table[(uint)first], table[first >> 32]), Vector128.Create(table[(uint)second], table[second >> 32]));
        }
    }
}
