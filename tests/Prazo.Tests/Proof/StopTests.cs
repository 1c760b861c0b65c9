using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Proof;

/// <summary>SIGTERM under load: what is under way is finished, what streams ends, and nothing that was acknowledged is missing.</summary>
[Collection("real processes")]
public class StopTests
{
    private const int Stops = 3;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_server_that_is_told_to_stop_under_load_ends_in_time_without_a_fault_and_keeps_what_it_acknowledged(string database)
    {
        using var kept = TestDatabase.New(database);
        using var load = await Load.On(kept.Name);
        var port = PostgresServer.FreePort();
        load.Servers = [new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"))];
        load.Start(shops: 12);
        for (var stop = 1; stop <= Stops; stop++)
        {
            using var server = await ServedProcess.Start(kept.Name, port);
            var before = load.Acknowledged;
            for (var waited = Stopwatch.StartNew(); load.Acknowledged < before + 20 && waited.Elapsed < TimeSpan.FromSeconds(30);)
                await Task.Delay(10);
            load.Acknowledged.ShouldBeGreaterThanOrEqualTo(before + 20);
            using var http = new HttpClient();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", load.Key);
            using var stream = new StreamReader(await http.GetStreamAsync(new Uri(server.Url, "/api/v1/clocks/feed/stream")));
            (await stream.ReadLineAsync()).ShouldStartWith("event: ");
            var rest = stream.ReadToEndAsync();
            var took = Stopwatch.StartNew();
            server.Stop().ShouldBe(0);
            took.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
            // Ended between two events, not broken off in one.
            (await rest.WaitAsync(TimeSpan.FromSeconds(5))).ShouldEndWith("\n\n");
        }
        load.Faults.ShouldBe(0);
        using var last = await ServedProcess.Start(kept.Name, port);
        await load.End();
        last.Stop().ShouldBe(0);
        load.Faults.ShouldBe(0);
        await load.Check($"{Stops} stops");
    }
}
