using System.Diagnostics;

namespace Prazo.Web.Reports;

/// <summary>Prints pages of our own to PDF with a Chromium of the machine: <c>PRAZO_CHROMIUM</c> names it. Without one, people print in their own browser.</summary>
/// <param name="chromium">The program; null: none.</param>
internal sealed class PdfPrinter(string? chromium) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    // A browser takes a hundred megabytes.
    private readonly SemaphoreSlim _turns = new(2);

    public bool CanPrint => !string.IsNullOrEmpty(chromium);

    /// <param name="html">A page that loads nothing and runs nothing.</param>
    public async Task<byte[]> Print(string html, CancellationToken stop)
    {
        await _turns.WaitAsync(stop);
        var folder = Directory.CreateTempSubdirectory("prazo-print-").FullName;
        try
        {
            var (page, pdf) = (Path.Combine(folder, "report.html"), Path.Combine(folder, "report.pdf"));
            await File.WriteAllTextAsync(page, html, stop);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(Longest);
            await Run(folder, page, pdf, limit.Token);
            return File.Exists(pdf) ? await File.ReadAllBytesAsync(pdf, stop) : throw new InvalidOperationException($"{chromium} printed nothing");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private async Task Run(string folder, string page, string pdf, CancellationToken stop)
    {
        var start = new ProcessStartInfo(chromium!) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--user-data-dir=" + folder, "--no-pdf-header-footer", "--print-to-pdf=" + pdf })
            start.ArgumentList.Add(argument);
        // Its sandbox does not start for root; the page is ours and has no script.
        if (Environment.IsPrivilegedProcess)
            start.ArgumentList.Add("--no-sandbox");
        start.ArgumentList.Add(new Uri(page).AbsoluteUri);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{chromium} does not start");
        try
        {
            await Task.WhenAll(process.StandardError.ReadToEndAsync(stop), process.StandardOutput.ReadToEndAsync(stop), process.WaitForExitAsync(stop));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
