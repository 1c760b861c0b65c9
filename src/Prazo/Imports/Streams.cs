using System.Collections.Concurrent;
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
internal sealed class ReadAhead : ReadOnlyStream
{
    private const int BlockSize = 1 << 18;
    private readonly Stream _inner;
    private readonly BlockingCollection<(byte[] Bytes, int Length, Exception? Fault)> _full = new(6);
    private readonly ConcurrentQueue<byte[]> _free = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private byte[] _current = [];
    private int _used, _length;
    private bool _ended;

    public ReadAhead(Stream inner)
    {
        _inner = inner;
        _thread = new Thread(Fetch) { IsBackground = true, Name = "prazo read-ahead" };
        _thread.Start();
    }

    private void Fetch()
    {
        try
        {
            while (true)
            {
                var block = _free.TryDequeue(out var free) ? free : new byte[BlockSize];
                int length;
                Exception? fault = null;
                try
                {
                    length = _inner.Read(block, 0, block.Length);
                }
                catch (Exception e) when (e is IOException or InvalidDataException)
                {
                    (length, fault) = (0, e);
                }
                _full.Add((block, length, fault), _stop.Token);
                if (length == 0)
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has gone: nobody wants the rest.
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (_used == _length)
        {
            if (_ended)
                return 0;
            if (_current.Length > 0)
                _free.Enqueue(_current);
            var (bytes, length, fault) = _full.Take();
            (_current, _used, _length, _ended) = (bytes, 0, length, length == 0);
            if (fault is not null)
                ExceptionDispatchInfo.Throw(fault);
        }
        var take = Math.Min(buffer.Length, _length - _used);
        _current.AsSpan(_used, take).CopyTo(buffer);
        _used += take;
        return take;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
            _thread.Join();
            _inner.Dispose();
            _full.Dispose();
            _stop.Dispose();
        }
        base.Dispose(disposing);
    }
}
