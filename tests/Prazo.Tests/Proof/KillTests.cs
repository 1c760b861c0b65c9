using System.Diagnostics;
using System.Globalization;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Proof;

/// <summary>Real processes that are killed under load. Whatever was acknowledged is there once, and everything that fell due was said once.</summary>
[Collection("real processes")]
public class KillTests
{
    private static readonly bool Soak = Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1";

    [Theory, OnSqlite]
    public Task A_server_on_sqlite_that_is_killed_again_and_again_loses_and_doubles_nothing(string database) => KilledServer(database, Soak ? 100 : 10);

    [Theory, OnPostgres]
    public Task A_server_on_postgres_that_is_killed_again_and_again_loses_and_doubles_nothing(string database) => KilledServer(database, Soak ? 20 : 3);

    private static async Task KilledServer(string database, int cycles)
    {
        using var kept = TestDatabase.New(database);
        using var load = await Load.On(kept.Name);
        var (port, random) = (PostgresServer.FreePort(), new Random(cycles));
        load.Servers = [new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"))];
        load.Start(shops: 12);
        var acknowledged = 0;
        for (var i = 0; i < cycles; i++)
        {
            using var server = await ServedProcess.Start(kept.Name, port);
            // Killed in the middle of work, not before it: something was acknowledged by this one.
            var before = load.Acknowledged;
            for (var waited = Stopwatch.StartNew(); load.Acknowledged == before && waited.Elapsed < TimeSpan.FromSeconds(30);)
                await Task.Delay(5);
            await Task.Delay(random.Next(700));
            server.Kill();
            acknowledged += load.Acknowledged > before ? 1 : 0;
        }
        acknowledged.ShouldBe(cycles);
        using var last = await ServedProcess.Start(kept.Name, port);
        await load.End();
        last.Stop().ShouldBe(0);
        await load.Check($"{cycles} kills");
    }

    [Theory, OnPostgres]
    public async Task A_postgres_that_is_killed_under_load_loses_and_doubles_nothing_and_the_server_comes_back_by_itself(string database)
    {
        database.ShouldBe("postgres");
        var cycles = Soak ? 10 : 3;
        var folder = Directory.CreateTempSubdirectory("prazo-pg-kill-").FullName;
        var port = PostgresServer.FreePort();
        var (data, serverPort) = (Path.Combine(folder, "data"), PostgresServer.FreePort());
        var postgres = new PostgresProcess(folder, data, port);
        try
        {
            postgres.Initialise();
            postgres.Start(durable: true);
            using var load = await Load.On(postgres.ConnectionString);
            using var server = await ServedProcess.Start(postgres.ConnectionString, serverPort);
            load.Servers = [server.Url];
            load.Start(shops: 12);
            for (var i = 0; i < cycles; i++)
            {
                var before = load.Acknowledged;
                for (var waited = Stopwatch.StartNew(); load.Acknowledged < before + 5 && waited.Elapsed < TimeSpan.FromSeconds(60);)
                    await Task.Delay(20);
                load.Acknowledged.ShouldBeGreaterThanOrEqualTo(before + 5, $"after kill {i} of the database");
                using (var postmaster = Process.GetProcessById(int.Parse(File.ReadLines(Path.Combine(data, "postmaster.pid")).First(), CultureInfo.InvariantCulture)))
                    postmaster.Kill();
                await Restart(postgres);
            }
            await load.End();
            server.Stop().ShouldBe(0);
            await load.Check($"{cycles} kills of the database");
        }
        finally
        {
            postgres.Stop();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Its children notice one by one that their parent is gone; until then it cannot start.</summary>
    private static async Task Restart(PostgresProcess postgres)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                await Task.Delay(200);
                postgres.Start(durable: true);
                return;
            }
            catch (InvalidOperationException) when (attempt < 50)
            {
            }
    }

    [Theory, OnPostgres]
    public async Task Three_servers_on_one_postgres_of_which_one_stands_still_for_twenty_seconds_miss_and_double_nothing(string database)
    {
        using var kept = TestDatabase.New(database);
        using var load = await Load.On(kept.Name);
        using var first = await ServedProcess.Start(kept.Name, PostgresServer.FreePort());
        using var second = await ServedProcess.Start(kept.Name, PostgresServer.FreePort());
        using var third = await ServedProcess.Start(kept.Name, PostgresServer.FreePort());
        load.Servers = [first.Url, second.Url, third.Url];
        load.Start(shops: 12);
        await Task.Delay(2000);
        second.Freeze();
        // Whatever it held is taken from it: the others go on.
        await Task.Delay(16_000);
        var before = load.Acknowledged;
        await Task.Delay(4_000);
        load.Acknowledged.ShouldBeGreaterThan(before);
        second.Thaw();
        await Task.Delay(3000);
        await load.End();
        foreach (var server in new[] { first, second, third })
            server.Stop().ShouldBe(0);
        await load.Check("one of three stood still");
    }
}
