using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Prazo.Storage;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Proof;

/// <summary>No room left: what cannot be kept is refused, what was acknowledged stays, and work goes on when there is room again.</summary>
[Collection("real processes")]
public class DiskFullTests
{
    [Theory, OnSqlite]
    public async Task A_database_that_may_not_grow_refuses_events_and_keeps_what_it_acknowledged(string database)
    {
        using var kept = new OpenDatabase(TestDatabase.New(database));
        var desk = new Desk(kept.Db, await Desk.Open(kept.Db, Stories.Agreement, Stories.Monday));
        var pages = await kept.Db.Write(tx => tx.Value<long>("PRAGMA page_count"));
        await kept.Db.Write(tx => tx.Query<long>(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages + 60}")));
        var random = new Random(7);
        var (acknowledged, refused) = (new List<Delivery>(), new List<Delivery>());
        for (var i = 0; refused.Count < 50; i++)
            foreach (var some in Stories.Of($"T-{i}", random, Duration.FromDays(2)).Chunk(3))
            {
                // Several at once: a group that fails as a whole is refused as a whole.
                var answers = await Task.WhenAll(some.Select(async d =>
                {
                    try
                    {
                        await desk.Deliver(d, Stories.Monday);
                        return true;
                    }
                    catch (Microsoft.Data.Sqlite.SqliteException)
                    {
                        return false;
                    }
                }));
                foreach (var (d, kept1) in some.Zip(answers))
                    (kept1 ? acknowledged : refused).Add(d);
            }
        acknowledged.Count.ShouldBeGreaterThan(20);
        (await desk.Events()).Order(StringComparer.Ordinal).ShouldBe(acknowledged.Select(d => $"{d.Ticket} {d.Event.Id}").Order(StringComparer.Ordinal));

        // Deadlines that find no room are no fault of their tickets.
        var end = Stories.Monday + Duration.FromDays(30);
        try
        {
            await desk.Deadlines(end);
        }
        catch (AggregateException e) when (e.InnerException is Microsoft.Data.Sqlite.SqliteException)
        {
        }
        (await kept.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM set_aside"))).ShouldBe(0);

        await kept.Db.Write(tx => tx.Query<long>("PRAGMA max_page_count = 1000000"));
        foreach (var d in refused)
            await desk.Deliver(d, Stories.Monday);
        await desk.Deadlines(end);
        (await desk.Effective()).ShouldBe(await desk.Model(acknowledged.Concat(refused), end));
    }

    [Theory, OnSqlite]
    public async Task A_server_whose_files_may_not_grow_answers_errors_and_comes_back_when_they_may(string database)
    {
        using var kept = TestDatabase.New(database);
        using var load = await Load.On(kept.Name);
        // In blocks of 512 bytes: 3 MB for the file and as much for its log. The signal that comes with it is ignored, as when a disk is full. The runtime's own double mapping of code
        // is a large file too, and is left out.
        using var server = await ServedProcess.Start(kept.Name, PostgresServer.FreePort(), "export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -S -f 6000; ");
        load.Servers = [server.Url];
        load.Start(shops: 40);
        var waited = Stopwatch.StartNew();
        while (load.Refused < 40 && waited.Elapsed < TimeSpan.FromMinutes(3))
            await Task.Delay(50);
        load.Refused.ShouldBeGreaterThanOrEqualTo(40);
        using (var raise = Process.Start("prlimit", ["--pid", server.Id.ToString(CultureInfo.InvariantCulture), "--fsize=unlimited"]))
            raise.WaitForExit();
        var before = load.Acknowledged;
        await Task.Delay(3000);
        load.Acknowledged.ShouldBeGreaterThan(before);
        await load.End();
        server.Stop().ShouldBe(0);
        await load.Check("no room for a while");
    }
}
