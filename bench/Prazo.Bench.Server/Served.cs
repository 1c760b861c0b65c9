using System.Diagnostics;
using System.Net;
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
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(url), Timeout = TimeSpan.FromMinutes(2) };
        if (key.Length > 0)
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

    /// <summary>Comes in as people do; what is asked from then on is asked as they.</summary>
    public async Task SignIn(string login, string password)
    {
        using var form = new FormUrlEncodedContent([new("login", login), new("password", password)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = form };
        request.Headers.Add("Origin", _http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await _http.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.SeeOther)
            throw new InvalidOperationException($"signing in was answered {(int)answer.StatusCode}");
    }

    /// <summary>Milliseconds since <paramref name="sent"/> until the first byte of the answer is there, and then the rest is read.</summary>
    public async Task<double> FirstByte(string path, long sent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(path.StartsWith("/api", StringComparison.Ordinal) ? "application/json" : "text/html");
        request.Headers.AcceptEncoding.ParseAdd("br");
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var first = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return first;
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
