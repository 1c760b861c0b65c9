using System.Diagnostics;
using System.Globalization;

namespace Prazo.Tests.Proof;

/// <summary>A real <c>prazo serve</c>, as its users run it.</summary>
internal sealed class ServedProcess : IDisposable
{
    private readonly Process _process;

    private ServedProcess(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    /// <summary>Started and listening.</summary>
    /// <param name="before">Words of a shell that come before it, such as limits; ends with a semicolon.</param>
    public static async Task<ServedProcess> Start(string database, int port, string before = "")
    {
        var start = new ProcessStartInfo("sh") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        foreach (var word in new[] { "-c", before + "exec \"$0\" \"$@\"", Path.Combine(AppContext.BaseDirectory, "prazo"), "serve", "--database", database, "--urls", url })
            start.ArgumentList.Add(word);
        // The runtime that the tests themselves run on.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        var process = Process.Start(start)!;
        var faults = process.StandardError.ReadToEndAsync();
        for (string? line; (line = await process.StandardOutput.ReadLineAsync()) is not null;)
            if (line.Contains("listens on", StringComparison.Ordinal))
            {
                // Nobody else empties the pipe.
                _ = process.StandardOutput.ReadToEndAsync();
                return new ServedProcess(process, new Uri(url));
            }
        throw new InvalidOperationException($"prazo serve did not start: {await faults}");
    }

    public int Id => _process.Id;

    /// <summary>kill -9: nothing is said, nothing is finished.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGSTOP: it holds whatever it holds, and does nothing.</summary>
    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    /// <summary>SIGTERM; its exit code.</summary>
    public int Stop()
    {
        Signal("TERM");
        return _process.WaitForExit(30_000) ? _process.ExitCode : throw new TimeoutException("prazo serve did not stop within 30 s");
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}
