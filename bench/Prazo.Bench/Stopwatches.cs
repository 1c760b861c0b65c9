using System.Runtime.InteropServices;

namespace Prazo.Bench;

/// <summary>Thread CPU time: a neighbour on the machine costs caches, not time on this clock.</summary>
internal static partial class ThreadTime
{
    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    private const int ThreadCpuClock = 3;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    /// <summary>Nanoseconds of CPU that this thread has used; wall time where the system has no such clock.</summary>
    public static long Now() =>
        OperatingSystem.IsLinux() && GetTime(ThreadCpuClock, out var time) == 0
            ? ((long)time.Seconds * 1_000_000_000) + time.Nanoseconds
            : (long)(System.Diagnostics.Stopwatch.GetTimestamp() * (1e9 / System.Diagnostics.Stopwatch.Frequency));
}

/// <param name="Nanoseconds">Least of all repetitions, per operation.</param>
/// <param name="Bytes">Allocated per operation, of the repetition that allocated most.</param>
internal readonly record struct Measured(double Nanoseconds, double Bytes);

internal static class Measure
{
    public const int Repetitions = 25;

    /// <summary>The least of <see cref="Repetitions"/> runs after two to warm up.</summary>
    public static Measured Least(int operations, Action run, int repetitions = Repetitions) => Together(operations, [run], repetitions)[0];

    /// <summary>Several at once, their repetitions in turn, so that all see the same neighbours: for ratios.</summary>
    public static Measured[] Together(int operations, Action[] runs, int repetitions = Repetitions)
    {
        var best = new Measured[runs.Length];
        Array.Fill(best, new Measured(double.PositiveInfinity, 0));
        for (var repetition = -2; repetition < repetitions; repetition++)
            for (var i = 0; i < runs.Length; i++)
            {
                var bytes = GC.GetAllocatedBytesForCurrentThread();
                var start = ThreadTime.Now();
                runs[i]();
                var time = ThreadTime.Now() - start;
                bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
                if (repetition >= 0)
                    best[i] = new Measured(Math.Min(best[i].Nanoseconds, (double)time / operations), Math.Max(best[i].Bytes, (double)bytes / operations));
            }
        return best;
    }
}
