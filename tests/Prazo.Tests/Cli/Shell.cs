using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using NodaTime;
using Prazo.Cli;

namespace Prazo.Tests.Cli;

internal sealed record Outcome(int ExitCode, string Out, string Error)
{
    public string All => Out + Error;
}

/// <summary>Runs the command: in this process with streams of its own, or as a real process through a shell.</summary>
internal static class Shell
{
    public static readonly Instant Now = Instant.FromUtc(2026, 4, 1, 12, 0);

    /// <summary>The checkout: paths in tests and guides are relative to it.</summary>
    public static string Root { get; } = FindRoot();

    [ModuleInitializer]
    internal static void StandAtTheRoot() => Directory.SetCurrentDirectory(Root);

    public static Outcome Run(params string[] args) => Run(args, null);

    public static Outcome Run(string[] args, byte[]? input, Dictionary<string, string>? environment = null, Instant? now = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal
        {
            Out = output,
            Error = error,
            StandardInput = () => new MemoryStream(input ?? []),
            Clock = new StoppedClock(now ?? Now),
            Environment = name => environment?.GetValueOrDefault(name),
            Width = 120,
        };
        var exitCode = CommandLine.Run(args, terminal);
        return new Outcome(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>A line for bash, with <c>prazo</c> on the path.</summary>
    public static Outcome Bash(string line, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", ["-c", "set -o pipefail; " + line])
        {
            UseShellExecute = false,
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["PATH"] = AppContext.BaseDirectory + Path.PathSeparator + start.Environment["PATH"];
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(line);
        }
        return new Outcome(process.ExitCode, output, error.Result);
    }

    /// <summary>A folder that goes away with the test.</summary>
    public static Folder Temporary() => new(Directory.CreateTempSubdirectory("prazo-").FullName);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Prazo.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run outside of a checkout");
        return folder;
    }

    private sealed class StoppedClock(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }
}

internal sealed class Folder(string path) : IDisposable
{
    public string this[string name] => Path.Combine(path, name);

    public string Write(string name, string content)
    {
        File.WriteAllText(this[name], content, new UTF8Encoding(false));
        return this[name];
    }

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public void Dispose() => Directory.Delete(path, recursive: true);
}
