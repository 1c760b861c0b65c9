namespace Prazo.Imports;

/// <summary>Lines of bytes in bounded memory: a longer line is cut, and the rest of it skipped.</summary>
internal sealed class LineReader(Stream input, int maxLine)
{
    private byte[] _buffer = new byte[Math.Min(maxLine + 1, 1 << 16)];
    private int _start, _length, _end;
    private bool _eof;

    public long Number { get; private set; }
    public bool IsCut { get; private set; }
    public string? Fault { get; private set; }
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_start, _length);
    /// <summary>The input broke off within this line.</summary>
    public bool IsLastOfFault { get; private set; }

    public bool Next()
    {
        _start = Math.Min(_start + _length + (_length >= 0 && Number > 0 ? 1 : 0), _end);
        IsCut = false;
        var looked = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + looked, _end - _start - looked).IndexOf((byte)'\n');
            if (at >= 0)
                return Found(looked + at);
            looked = _end - _start;
            if (looked > maxLine)
                return Skip();
            if (!Fill())
            {
                IsLastOfFault = Fault is not null && looked > 0;
                return looked > 0 && Found(looked);
            }
        }
    }

    private bool Found(int length)
    {
        (_length, Number) = (length, Number + 1);
        return true;
    }

    private bool Skip()
    {
        const int Kept = 1 << 10;
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, Kept);
        (_start, IsCut) = (0, true);
        while (true)
        {
            _end = Kept;
            if (!Fill())
                return Found(Kept);
            var at = _buffer.AsSpan(Kept, _end - Kept).IndexOf((byte)'\n');
            if (at < 0)
                continue;
            Buffer.BlockCopy(_buffer, Kept + at, _buffer, Kept, _end - Kept - at);
            _end -= at;
            return Found(Kept);
        }
    }

    private bool Fill()
    {
        if (_eof)
            return false;
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_end, _start) = (_end - _start, 0);
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, maxLine + 2L));
        try
        {
            var read = input.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            _eof = read == 0;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            (Fault, _eof) = (e.Message, true);
        }
        return !_eof;
    }
}
