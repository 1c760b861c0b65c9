using System.Diagnostics;
using System.Globalization;

namespace Prazo.Engine.Tests.Fuzz;

/// <summary>The outcome of a fuzz run that found nothing; print it (<see cref="ToString"/>) so that the log names the seed.</summary>
public sealed record FuzzRun(string Name, int Seed, int Count, TimeSpan Elapsed, TimeSpan Slowest, long MostAllocated)
{
    /// <summary>Wall time that one input may take. Generous: the machine may be busy, a hang is for ever.</summary>
    public static readonly TimeSpan TimePerInput = TimeSpan.FromSeconds(20);
    /// <summary>Bytes that one input may make its thread allocate.</summary>
    public const long AllocatedPerInput = 512L << 20;
    /// <summary>Growth of the managed heap that a run may cause.</summary>
    public const long HeapPerRun = 1L << 30;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public static bool Soak => Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name}: {Count} inputs, seed {Seed}, {Elapsed.TotalSeconds:0.0} s, slowest {Slowest.TotalMilliseconds:0.0} ms, most allocated {MostAllocated / 1024} KiB");

    /// <summary>The seed that PRAZO_SEED fixes; otherwise a fresh one in a soak, and one derived from the name in the everyday run, which should not fail by luck.</summary>
    public static int SeedOf(string name)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("PRAZO_SEED"), CultureInfo.InvariantCulture, out var seed))
            return seed;
        return Soak ? Environment.TickCount : name.Aggregate(17, (hash, c) => unchecked((hash * 31) + c));
    }

    internal static FuzzRun Start(string name, int fullCount, Action<Random> one)
    {
        var seed = SeedOf(name);
        var only = int.TryParse(Environment.GetEnvironmentVariable("PRAZO_ITERATION"), CultureInfo.InvariantCulture, out var n) ? n : (int?)null;
        var end = only + 1 ?? (Soak ? fullCount : Math.Max(1, fullCount / 10));
        var run = new Loop(name, seed, only ?? 0, end, one).Watch() with { Count = end - (only ?? 0) };
        Console.WriteLine(run);
        return run;
    }

    private sealed class Loop(string name, int seed, int first, int end, Action<Random> one)
    {
        private readonly Stopwatch clock = Stopwatch.StartNew();
        private volatile int iteration = first;
        private long startedAt;
        private long slowest;
        private long mostAllocated;
        private Exception? fault;

        public FuzzRun Watch()
        {
            var heap = GC.GetTotalMemory(forceFullCollection: true);
            var worker = new Thread(Work) { IsBackground = true, Name = name };
            worker.Start();
            while (!worker.Join(LookEvery))
            {
                // Read in this order: a stale iteration with a fresh start cannot look slow.
                var at = iteration;
                var running = clock.ElapsedTicks - Interlocked.Read(ref startedAt);
                if (running > TimePerInput.TotalSeconds * Stopwatch.Frequency && at == iteration)
                    throw Failure(at, $"took longer than {TimePerInput.TotalSeconds} s", null);
                if (GC.GetTotalMemory(forceFullCollection: false) - heap > HeapPerRun && GC.GetTotalMemory(forceFullCollection: true) - heap > HeapPerRun)
                    throw Failure(at, $"made the heap grow by more than {HeapPerRun >> 20} MiB", null);
            }
            if (fault is not null)
                throw fault;
            return new FuzzRun(name, seed, iteration, clock.Elapsed, TimeSpan.FromSeconds((double)slowest / Stopwatch.Frequency), mostAllocated);
        }

        private void Work()
        {
            for (; iteration < end && fault is null; iteration++)
                One(iteration);
        }

        private void One(int index)
        {
            Interlocked.Exchange(ref startedAt, clock.ElapsedTicks);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                one(new Random(unchecked((seed * 1_000_003) + index)));
            }
            catch (Exception e)
            {
                fault = Failure(index, $"failed: {e.GetType().Name}: {e.Message}", e);
            }
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (allocated > AllocatedPerInput)
                fault ??= Failure(index, $"allocated {allocated >> 20} MiB", null);
            mostAllocated = Math.Max(mostAllocated, allocated);
            slowest = Math.Max(slowest, clock.ElapsedTicks - Interlocked.Read(ref startedAt));
        }

        private FuzzException Failure(int index, string what, Exception? cause) => new(
            $"{name}: input {index} {what}. To repeat only this one: PRAZO_SEED={seed} PRAZO_ITERATION={index}", cause);
    }
}

/// <summary>An input that a parser did not survive, with the seed and iteration that repeat it.</summary>
public sealed class FuzzException(string message, Exception? cause) : Exception(message, cause);
