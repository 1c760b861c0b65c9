using System.Runtime.ExceptionServices;

namespace Prazo.Imports;

/// <summary>A forward-only stream of which only reading matters.</summary>
internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public abstract override int Read(Span<byte> buffer);
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>Bytes already looked at, then the rest.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest, Stream? owned = null) : ReadOnlyStream
{
    private int _used;

    public override int Read(Span<byte> buffer)
    {
        if (_used == prefix.Length)
            return rest.Read(buffer);
        var length = Math.Min(buffer.Length, prefix.Length - _used);
        prefix.AsSpan(_used, length).CopyTo(buffer);
        _used += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
            owned?.Dispose();
        }
        base.Dispose(disposing);
    }
}

/// <summary>Throws what an earlier look ahead ran into.</summary>
internal sealed class FaultedStream(Exception fault) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer)
    {
        ExceptionDispatchInfo.Throw(fault);
        return 0;
    }
}

internal sealed class CountingStream(Stream inner, Action<long, long?>? progress, long? size) : ReadOnlyStream
{
    private long _read;

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _read += read;
        progress?.Invoke(_read, size);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Reads (and unpacks) on a thread of its own, a few blocks ahead.</summary>
internal sealed class ReadAhead(Stream inner) : ReadOnlyStream
{
    private sealed class Block
    {
        public readonly byte[] Bytes = new byte[1 << 18];
        public int Length;
    }

    private readonly Ahead<Block> _blocks = new("prazo read-ahead", block => (block.Length = inner.Read(block.Bytes, 0, block.Bytes.Length)) > 0);
    private Block? _current;
    private int _used;

    public override int Read(Span<byte> buffer)
    {
        if (_current is null || _used == _current.Length)
            (_current, _used) = (_blocks.Take(), 0);
        if (_current is null)
            return 0;
        var take = Math.Min(buffer.Length, _current.Length - _used);
        _current.Bytes.AsSpan(_used, take).CopyTo(buffer);
        _used += take;
        return take;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _blocks.Dispose();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }
}
