using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Prazo.Imports;

internal enum RowState { End, Row, UnclosedQuote, TextAfterQuote, TooLong, CutOff }

/// <summary>Splits UTF-8 delimited text into rows and fields without allocating: 64 bytes at a time are searched for delimiter, quote and line end.
/// RFC 4180 with line ends LF, CRLF or lone CR. A broken row costs that one line: reading goes on with the next.</summary>
internal sealed class CsvTokenizer(Stream input, byte delimiter, byte newline, int maxRow)
{
    private const byte Quote = (byte)'"', Return = (byte)'\r';
    private const int Padding = 64;
    private byte[] _buffer = new byte[Math.Min(maxRow + 1, 1 << 20) + Padding];
    private int _row, _next, _end;
    private bool _eof;
    private int[] _starts = new int[64];
    // Negative: the complement of the length of a field with doubled quotes inside.
    private int[] _lengths = new int[64];
    private byte[] _unescaped = [];
    private int _unescapedUsed;

    public int Count { get; private set; }
    /// <summary>1-based line on which the row begins.</summary>
    public long Line { get; private set; }
    private long _nextLine = 1;
    private long _read;
    /// <summary>Bytes up to the end of this row.</summary>
    public long Consumed => _read - (_end - _next);
    /// <summary>The reading error that ended the input early, if any.</summary>
    public string? Fault { get; private set; }
    /// <summary>The row as written, without its line end.</summary>
    public ReadOnlySpan<byte> Raw
    {
        get
        {
            var end = Math.Min(_next, _end);
            while (end > _row && _buffer[end - 1] is (byte)'\n' or Return)
                end--;
            return _buffer.AsSpan(_row, end - _row);
        }
    }

    /// <summary>1-based byte column at which a field begins.</summary>
    public int ColumnOf(int field) => field < Count ? _starts[field] - _row + 1 : 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Field(int index)
    {
        var length = _lengths[index];
        return length >= 0 ? _buffer.AsSpan(_starts[index], length) : Unescape(_buffer.AsSpan(_starts[index], ~length));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RowState Next()
    {
        _row = _next;
        Line = _nextLine;
        _unescapedUsed = 0;
        while (true)
        {
            if (_row < _end)
            {
                var state = Scan();
                if (state != RowState.End)
                    return state is RowState.Row ? AtEnd() : Broken(state);
                if (_end - _row >= maxRow)
                    return Overlong();
            }
            else if (_eof)
            {
                return RowState.End;
            }
            if (_eof)
                return Broken(RowState.UnclosedQuote);
            Fill();
        }
    }

    // The last row of an input that broke off cannot be trusted.
    private RowState AtEnd() => Fault is not null && _next >= _end && _buffer[_end - 1] != newline ? RowState.CutOff : RowState.Row;

    /// <summary>Splits the row at _row. <see cref="RowState.End"/>: its end is not in the buffer yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private RowState Scan()
    {
        ref var buffer = ref MemoryMarshal.GetArrayDataReference(_buffer);
        int end = _end, start = _row, block = start, count = 0, breaks = 0;
        var mask = Specials(ref Unsafe.Add(ref buffer, block));
        while (true)
        {
            if (count == _starts.Length)
                Grow();
            if (start < end && Unsafe.Add(ref buffer, start) == Quote)
            {
                var escaped = false;
                int at;
                if (start - block >= 64)
                    mask = Specials(ref Unsafe.Add(ref buffer, block += 64));
                mask &= ~(1UL << (start - block));
                while (true)
                {
                    while (mask == 0)
                    {
                        if ((block += 64) >= end)
                            return RowState.End;
                        mask = Specials(ref Unsafe.Add(ref buffer, block));
                    }
                    at = block + BitOperations.TrailingZeroCount(mask);
                    if (at >= end)
                        return RowState.End;
                    mask &= mask - 1;
                    var c = Unsafe.Add(ref buffer, at);
                    if (c == newline)
                        breaks++;
                    if (c != Quote)
                        continue;
                    if (at + 1 >= end)
                    {
                        if (!_eof)
                            return RowState.End;
                        break;
                    }
                    if (Unsafe.Add(ref buffer, at + 1) != Quote)
                        break;
                    escaped = true;
                    if (mask == 0)
                        mask = Specials(ref Unsafe.Add(ref buffer, block += 64));
                    mask &= mask - 1;
                }
                _starts[count] = start + 1;
                _lengths[count++] = escaped ? ~(at - start - 1) : at - start - 1;
                start = at + 1;
                if (start < end && Unsafe.Add(ref buffer, start) == Return && newline != Return && (start + 1 >= end || Unsafe.Add(ref buffer, start + 1) == newline))
                    start++;
                if (start >= end && !_eof)
                    return RowState.End;
                if (start >= end || Unsafe.Add(ref buffer, start) == newline)
                    return Whole(count, start + 1, breaks);
                if (Unsafe.Add(ref buffer, start) != delimiter)
                    return RowState.TextAfterQuote;
                while (mask == 0)
                    mask = Specials(ref Unsafe.Add(ref buffer, block += 64));
                mask &= mask - 1;
                start++;
            }
            else
            {
                int at;
                do
                {
                    while (mask == 0)
                    {
                        if ((block += 64) >= end)
                            break;
                        mask = Specials(ref Unsafe.Add(ref buffer, block));
                    }
                    at = mask == 0 ? end : block + BitOperations.TrailingZeroCount(mask);
                    mask &= mask - 1;
                }
                while (at < end && Unsafe.Add(ref buffer, at) == Quote);
                if (at >= end && !_eof)
                    return RowState.End;
                at = Math.Min(at, end);
                var last = at >= end || Unsafe.Add(ref buffer, at) == newline;
                var stop = last && newline != Return && at > start && Unsafe.Add(ref buffer, at - 1) == Return ? at - 1 : at;
                _starts[count] = start;
                _lengths[count++] = stop - start;
                if (last)
                    return Whole(count, at + 1, breaks);
                start = at + 1;
            }
        }
    }

    private RowState Whole(int count, int next, int breaks)
    {
        Count = count;
        _next = Math.Min(next, _end);
        _nextLine = Line + 1 + breaks;
        return RowState.Row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Specials(ref byte at)
    {
        var low = Vector256.LoadUnsafe(ref at);
        var high = Vector256.LoadUnsafe(ref at, 32);
        var d = Vector256.Create(delimiter);
        var n = Vector256.Create(newline);
        var q = Vector256.Create(Quote);
        var l = Vector256.Equals(low, d) | Vector256.Equals(low, n) | Vector256.Equals(low, q);
        var h = Vector256.Equals(high, d) | Vector256.Equals(high, n) | Vector256.Equals(high, q);
        return l.ExtractMostSignificantBits() | ((ulong)h.ExtractMostSignificantBits() << 32);
    }

    // A quote that never closes would swallow the file: only the line on which the row begins is given up.
    private RowState Broken(RowState state)
    {
        Count = 0;
        var lineEnd = _buffer.AsSpan(_row, _end - _row).IndexOf(newline);
        _next = lineEnd < 0 ? _end : _row + lineEnd + 1;
        _nextLine = Line + 1;
        return lineEnd < 0 && !_eof ? SkipLine(state) : state;
    }

    private RowState Overlong() =>
        _buffer.AsSpan(_row, _end - _row).Contains(newline) ? Broken(RowState.UnclosedQuote) : SkipLine(RowState.TooLong);

    // Keeps the row's beginning for the rejects file and reads on to the line end, holding nothing.
    private RowState SkipLine(RowState state)
    {
        Count = 0;
        var kept = Math.Min(_end - _row, 1 << 16);
        Buffer.BlockCopy(_buffer, _row, _buffer, 0, kept);
        _row = 0;
        _nextLine = Line + 1;
        while (true)
        {
            _end = kept;
            var read = Read(kept);
            _end = kept + read;
            _next = _end;
            if (read == 0)
                return state;
            var lineEnd = _buffer.AsSpan(kept, read).IndexOf(newline);
            if (lineEnd >= 0)
            {
                // Raw must show the cut text only: the rest of the line is moved against the kept beginning.
                var rest = kept + lineEnd;
                Buffer.BlockCopy(_buffer, rest, _buffer, kept, _end - rest);
                _end -= lineEnd;
                _next = kept + 1;
                return state;
            }
        }
    }

    private void Fill()
    {
        var length = _end - _row;
        if (_row > 0)
            Buffer.BlockCopy(_buffer, _row, _buffer, 0, length);
        else if (_end >= _buffer.Length - Padding && _buffer.Length - Padding <= maxRow)
            Array.Resize(ref _buffer, (int)Math.Min(2L * (_buffer.Length - Padding), maxRow + 1L) + Padding);
        _row = 0;
        _end = length;
        _end += Read(length);
    }

    private int Read(int at)
    {
        try
        {
            var read = input.Read(_buffer, at, _buffer.Length - Padding - at);
            _read += read;
            if (read == 0)
                _eof = true;
            return read;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or System.Text.DecoderFallbackException)
        {
            Fault = e.Message;
            _eof = true;
            return 0;
        }
    }

    private void Grow()
    {
        Array.Resize(ref _starts, _starts.Length * 2);
        Array.Resize(ref _lengths, _lengths.Length * 2);
    }

    // Each unescaped field gets room of its own, as several of a row are looked at together.
    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> field)
    {
        if (_unescaped.Length - _unescapedUsed < field.Length)
        {
            _unescaped = new byte[Math.Max(field.Length, 2 * _unescaped.Length)];
            _unescapedUsed = 0;
        }
        var room = _unescaped.AsSpan(_unescapedUsed);
        var length = 0;
        for (var i = 0; i < field.Length; i++)
        {
            room[length++] = field[i];
            if (field[i] == Quote)
                i++;
        }
        _unescapedUsed += length;
        return room[..length];
    }
}
