using System.Collections.Concurrent;

namespace Prazo.Storage;

/// <summary>Threads of their own for calls that block: a burst of them neither starves the pool that serves requests nor opens more connections than there are threads.
/// A thread is started when there is work for it.</summary>
internal sealed class Workers(string name, int most) : IDisposable
{
    private readonly BlockingCollection<Action> _work = new();
    private readonly List<Thread> _threads = [];
    // Waiting or at work.
    private int _pending;

    public Task<T> Run<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var pending = Interlocked.Increment(ref _pending);
        _work.Add(() =>
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
        Grow(pending);
        return done.Task;
    }

    private void Grow(int pending)
    {
        lock (_threads)
        {
            if (_threads.Count >= Math.Min(pending, most))
                return;
            var thread = new Thread(Work) { IsBackground = true, Name = name };
            _threads.Add(thread);
            thread.Start();
        }
    }

    private void Work()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
            Interlocked.Decrement(ref _pending);
        }
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        lock (_threads)
            foreach (var thread in _threads)
                thread.Join();
        _work.Dispose();
    }
}
