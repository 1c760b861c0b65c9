using System.Runtime.InteropServices;

namespace Prazo.Bench;

/// <param name="Run">From the arguments after the name to the Markdown of the results.</param>
internal sealed record Benchmark(string Name, string About, Func<string[], string> Run);

/// <summary>The machine in general words, for results that others compare with theirs.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"Machine: {Processor()}, {Environment.ProcessorCount} logical cores, {Memory():0} GB, {System()}, {RuntimeInformation.FrameworkDescription} ({RuntimeInformation.ProcessArchitecture}).";

    /// <summary>The folder that holds the solution.</summary>
    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Prazo.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Run inside a checkout: Prazo.slnx was not found above the program.");
    }

    private static string Processor() =>
        File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':') + 1)..].Trim()
            : "unknown processor";

    private static double Memory() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;

    private static string System() =>
        File.Exists("/etc/os-release") && File.ReadLines("/etc/os-release").FirstOrDefault(l => l.StartsWith("PRETTY_NAME=", StringComparison.Ordinal)) is { } line
            ? line["PRETTY_NAME=".Length..].Trim('"')
            : RuntimeInformation.OSDescription;
}
