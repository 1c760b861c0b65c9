using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Prazo.Imports;

/// <summary>Fills batches on a thread of its own, a few ahead of who takes them. A batch that was taken comes back to be filled again, so that few are ever made.</summary>
internal sealed class Ahead<T> : IDisposable where T : class, new()
{
    private const int Depth = 6;
    private readonly Func<T, bool> _fill;
    private readonly BlockingCollection<(T? Batch, ExceptionDispatchInfo? Fault)> _full = new(Depth);
    private readonly ConcurrentQueue<T> _free = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private T? _taken;
    private bool _ended;

    /// <param name="fill">Called on the thread. False: nothing was left to fill the batch with.</param>
    public Ahead(string name, Func<T, bool> fill)
    {
        _fill = fill;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    private void Run()
    {
        try
        {
            while (FillOne())
            {
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The taker has gone: nobody wants the rest.
        }
    }

    private bool FillOne()
    {
        var batch = _free.TryDequeue(out var free) ? free : new T();
        var filled = false;
        ExceptionDispatchInfo? fault = null;
        try
        {
            filled = _fill(batch);
        }
        catch (Exception e)
        {
            fault = ExceptionDispatchInfo.Capture(e);
        }
        _full.Add((filled ? batch : null, fault), _stop.Token);
        return filled;
    }

    /// <summary>The next batch, to be used until the next call; null at the end. Throws what filling threw, in its place.</summary>
    public T? Take()
    {
        if (_taken is not null)
            _free.Enqueue(_taken);
        _taken = null;
        if (_ended)
            return null;
        var (batch, fault) = _full.Take();
        _ended = batch is null;
        fault?.Throw();
        return _taken = batch;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _full.Dispose();
        _stop.Dispose();
    }
}
