namespace Prazo.Storage;

/// <summary>Threads of their own for calls that block: a burst of them neither starves the pool that serves requests nor opens more connections than there are threads.
/// A thread is started when there is work for it.</summary>
internal sealed class Workers(string name, int most) : IDisposable
{
    // A monitor's wait does not spin: a dozen threads that spin before they wait take the processors from those that work.
    private readonly Queue<Action> _work = new();
    private readonly List<Thread> _threads = [];
    private int _idle;
    private bool _closed;

    public Task<T> Run<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
#pragma warning disable CA1031 // Whatever it was, it is the answer to who waits.
            catch (Exception e)
#pragma warning restore CA1031
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    private void Add(Action work)
    {
        lock (_work)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _work.Enqueue(work);
            if (_work.Count <= _idle || _threads.Count == most)
            {
                Monitor.Pulse(_work);
                return;
            }
            var thread = new Thread(Work) { IsBackground = true, Name = name };
            _threads.Add(thread);
            thread.Start();
        }
    }

    private void Work()
    {
        while (Next() is { } work)
            work();
    }

    /// <summary>Null when it is closed and nothing is left.</summary>
    private Action? Next()
    {
        lock (_work)
        {
            _idle++;
            while (_work.Count == 0 && !_closed)
                Monitor.Wait(_work);
            _idle--;
            return _work.TryDequeue(out var work) ? work : null;
        }
    }

    public void Dispose()
    {
        lock (_work)
        {
            _closed = true;
            Monitor.PulseAll(_work);
        }
        foreach (var thread in _threads)
            thread.Join();
    }
}
