using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Prazo.Storage;

namespace Prazo.Tests.Storage;

/// <summary>A PostgreSQL server of the tests' own, started when first asked for and ended with the process; or the one that PRAZO_TEST_POSTGRES names.</summary>
public static class PostgresServer
{
    private const string Prefix = "prazo-pg-";

    private static readonly Lazy<string> Started = new(Start);
    private static int _databases;

    /// <summary>Why there is none; null when there is one.</summary>
    public static string? Missing { get; } =
        Environment.GetEnvironmentVariable("PRAZO_TEST_POSTGRES") is { Length: > 0 } || Tool("initdb") is not null ? null : "PostgreSQL is not installed (./test installs it where it may)";

    /// <summary>The connection string of a new, empty database.</summary>
    public static string NewDatabase() => NewDatabase(null);

    /// <summary>Of a new one that has the program's tables: copied from one that was opened by the program.</summary>
    public static string NewReadyDatabase() => NewDatabase(Ready.Value);

    private static readonly Lazy<string> Ready = new(() =>
    {
        var database = NewDatabase();
        Db.Open(database).Dispose();
        NpgsqlConnection.ClearAllPools();
        return new NpgsqlConnectionStringBuilder(database).Database!;
    });

    private static string NewDatabase(string? like)
    {
        var server = Started.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"prazo_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}");
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE DATABASE {name}{(like is null ? "" : $" TEMPLATE {like}")}", connection);
        command.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }

    private static string Start()
    {
        if (Environment.GetEnvironmentVariable("PRAZO_TEST_POSTGRES") is { Length: > 0 } given)
            return given;
        SweepUp();
        var folder = Directory.CreateTempSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-")).FullName;
        var (data, port) = (Path.Combine(folder, "data"), FreePort());
        var server = Run(folder, data, port);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End(server, folder);
        return server.ConnectionString;
    }

    /// <summary>Servers whose process was killed before it could end them: each holds some gigabytes.</summary>
    private static void SweepUp()
    {
        var living = Process.GetProcesses().Select(p => p.Id).ToHashSet();
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
            if (int.TryParse(Path.GetFileName(folder)[Prefix.Length..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var process) && !living.Contains(process))
                End(new PostgresProcess(folder, Path.Combine(folder, "data"), 0), folder);
    }

    private static void End(PostgresProcess server, string folder)
    {
        try
        {
            if (File.Exists(Path.Combine(folder, "data", "postmaster.pid")))
                server.Stop();
        }
        // Killed as well: only its file of a process is left.
        catch (InvalidOperationException)
        {
        }
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        // Another run of tests sweeps it up as well.
        catch (DirectoryNotFoundException)
        {
        }
    }

    /// <summary>A server of its own for tests that kill it.</summary>
    public static PostgresProcess Run(string folder, string data, int port)
    {
        var server = new PostgresProcess(folder, data, port);
        server.Initialise();
        server.Start();
        return server;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Path of one of PostgreSQL's programs; null when it is not installed.</summary>
    public static string? Tool(string name)
    {
        var folders = new List<string>();
        if (Directory.Exists("/usr/lib/postgresql"))
            folders.AddRange(Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")));
        folders.AddRange((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return folders.Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);
    }
}

/// <summary>One server process on a folder. PostgreSQL refuses to run as root: then it runs as its own user.</summary>
public sealed class PostgresProcess(string folder, string data, int port)
{
    public string ConnectionString { get; } = string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=prazo;Database=postgres;Include Error Detail=true");

    public void Initialise()
    {
        if (Environment.IsPrivilegedProcess)
            Do("chown", "-R", "postgres", folder);
        As("initdb", "-D", data, "-U", "prazo", "-A", "trust", "-E", "UTF8", "--no-sync");
    }

    public void Start(bool durable = false) => As("pg_ctl", "-D", data, "-w", "-t", "60", "-l", Path.Combine(folder, "log"), "-o",
        string.Create(CultureInfo.InvariantCulture, $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=300 -c fsync={(durable ? "on" : "off")}"), "start");

    public void Stop(string mode = "immediate") => As("pg_ctl", "-D", data, "-w", "-m", mode, "stop");

    private static void As(string tool, params string[] args)
    {
        var path = PostgresServer.Tool(tool) ?? throw new InvalidOperationException(PostgresServer.Missing);
        if (Environment.IsPrivilegedProcess)
            Do("runuser", ["-u", "postgres", "--", path, .. args]);
        else
            Do(path, args);
    }

    private static void Do(string program, params string[] args)
    {
        // Its output goes nowhere: a server started by pg_ctl would keep a pipe open for ever.
        var start = new ProcessStartInfo("sh") { WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null");
        start.ArgumentList.Add(program);
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', args)} ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}");
    }
}
