using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Prazo.Bench.Server;

/// <summary>A <c>prazo serve</c> as its users run it, and a caller of its API.</summary>
internal sealed class Served : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;

    private Served(Process process, string url, string key)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromMinutes(2) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public static async Task<Served> Start(string prazo, string database, string key)
    {
        var url = $"http://127.0.0.1:{Tests.Storage.PostgresServer.FreePort()}";
        var process = Process.Start(new ProcessStartInfo(prazo, ["serve", "--database", database, "--urls", url, "--rate-limit", "0"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() })!;
        for (string? line; (line = await process.StandardOutput.ReadLineAsync()) is not null;)
            if (line.Contains("listens on", StringComparison.Ordinal))
            {
                // Nobody else empties the pipes.
                _ = process.StandardOutput.ReadToEndAsync();
                _ = process.StandardError.ReadToEndAsync();
                return new Served(process, url, key);
            }
        throw new InvalidOperationException("prazo serve did not start");
    }

    /// <summary>A command that must go well.</summary>
    public static void Do(string prazo, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(prazo, args) { UseShellExecute = false, WorkingDirectory = Path.GetTempPath() })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"prazo {string.Join(' ', args)} ended with {process.ExitCode}");
    }

    public async Task Post(string path, string lines)
    {
        using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        using var answer = await _http.PostAsync(path, content);
        var text = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        if (!text.Contains("\"refused\":0,\"conflict\":0", StringComparison.Ordinal))
            throw new InvalidOperationException(text);
    }

    public async Task Get(string path)
    {
        using var answer = await _http.GetAsync(path);
        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    public double ResidentMegabytes()
    {
        _process.Refresh();
        return _process.WorkingSet64 / 1e6;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
    }
}
