using Prazo.Tests.Storage;

namespace Prazo.Bench.Server;

/// <summary>An empty database on the disk of the machine, and how long that disk takes to keep something.</summary>
internal sealed class BenchDatabase : IDisposable
{
    private readonly string _folder;
    private readonly PostgresProcess? _server;

    private BenchDatabase(string folder, string name, PostgresProcess? server) => (_folder, Name, _server) = (folder, name, server);

    /// <summary>What <c>--database</c> takes.</summary>
    public string Name { get; }

    public static BenchDatabase New(string kind)
    {
        var folder = Directory.CreateTempSubdirectory("prazo-bench-").FullName;
        if (kind == "sqlite")
            return new BenchDatabase(folder, Path.Combine(folder, "prazo.db"), null);
        var server = new PostgresProcess(folder, Path.Combine(folder, "data"), PostgresServer.FreePort());
        server.Initialise();
        server.Start(durable: true);
        return new BenchDatabase(folder, server.ConnectionString, server);
    }

    /// <summary>Appends of 4 KB a second, each of them kept before the next: what one writer without groups could do at most.</summary>
    public double KeptAppendsPerSecond()
    {
        using var file = new FileStream(Path.Combine(_folder, "kept"), FileMode.Create, FileAccess.Write, FileShare.None, 1);
        var (page, count) = (new byte[4096], 0);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (; clock.Elapsed < TimeSpan.FromSeconds(3); count++)
        {
            file.Write(page);
            file.Flush(flushToDisk: true);
        }
        return count / clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        _server?.Stop("fast");
        Directory.Delete(_folder, recursive: true);
    }
}
