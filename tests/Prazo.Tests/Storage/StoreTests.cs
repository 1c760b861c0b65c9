using Npgsql;
using Prazo.Storage;

namespace Prazo.Tests.Storage;

/// <summary>Transactions as the product relies on them, on both databases (S1).</summary>
public class StoreTests
{
    private sealed class Fault : Exception;

    [Theory, OnSqlite, OnPostgres]
    public async Task S1_a_job_that_fails_takes_only_its_own_work_with_it(string database)
    {
        using var things = new Things(database);
        var jobs = Enumerable.Range(0, 300).Select(i => things.Db.Write(tx =>
        {
            Things.Put(tx, Things.Labelled(i.ToString("000", null)));
            return i % 7 == 3 ? throw new Fault() : i;
        })).ToList();
        foreach (var (job, i) in jobs.Select((j, i) => (j, i)))
            if (i % 7 == 3)
                await Should.ThrowAsync<Fault>(() => job);
            else
                (await job).ShouldBe(i);
        (await things.Labels()).ShouldBe(Enumerable.Range(0, 300).Where(i => i % 7 != 3).Select(i => i.ToString("000", null)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S1_what_is_acknowledged_is_committed(string database)
    {
        using var things = new Things(database);
        // Each asks another connection as soon as it is told: a group that is acknowledged before its commit would be found out.
        var seen = await Task.WhenAll(Enumerable.Range(0, 300).Select(async i =>
        {
            var thing = Things.Labelled("x");
            await things.Db.Write(tx => Things.Put(tx, thing));
            return await things.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM things WHERE id = @Id", thing));
        }));
        seen.ShouldAllBe(n => n == 1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S1_a_statement_that_the_database_refuses_takes_only_its_job_with_it(string database)
    {
        using var things = new Things(database);
        var thing = Things.Labelled("once");
        await things.Db.Write(tx => Things.Put(tx, thing));
        var jobs = Enumerable.Range(0, 40).Select(i => things.Db.Write(tx =>
        {
            Things.Put(tx, Things.Labelled("other"));
            if (i % 2 == 0)
                Things.Put(tx, thing);
        })).ToList();
        var failed = 0;
        foreach (var job in jobs)
            try
            {
                await job;
            }
            catch (System.Data.Common.DbException)
            {
                failed++;
            }
        failed.ShouldBe(20);
        (await things.Labels()).Count(l => l == "other").ShouldBe(20);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S1_a_query_of_several_statements_sees_one_state(string database)
    {
        using var things = new Things(database);
        await things.Db.Write(tx => Things.Put(tx, Things.Labelled("first")));
        using var looked = new ManualResetEventSlim();
        using var changed = new ManualResetEventSlim();
        var reading = things.Db.Read(s =>
        {
            var before = s.Value<long>("SELECT COUNT(*) FROM things");
            looked.Set();
            changed.Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue();
            return (before, after: s.Value<long>("SELECT COUNT(*) FROM things"));
        });
        looked.Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue();
        await things.Db.Write(tx => Things.Put(tx, Things.Labelled("second")));
        changed.Set();
        (await reading).ShouldBe((1, 1));
        (await things.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM things"))).ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_part_that_fails_is_taken_back_and_the_rest_is_kept(string database)
    {
        using var things = new Things(database);
        var faults = await things.Db.Write(tx =>
        {
            var first = Things.Labelled("first");
            tx.Queue("INSERT INTO things (id, label) VALUES (@Id, @Label)", first);
            return new[]
            {
                tx.Try(() => Things.Put(tx, Things.Labelled("kept"))),
                tx.Try(() =>
                {
                    Things.Put(tx, Things.Labelled("not kept"));
                    throw new Fault();
                }),
                // Refused by the database when it is sent, which for what is queued is later.
                tx.Try(() => tx.Queue("INSERT INTO things (id, label) VALUES (@Id, @Label)", first)),
                tx.Try(() => Things.Put(tx, Things.Labelled("last"))),
            };
        });
        faults.Select(f => f is null ? "" : f is Fault ? "fault" : "refused").ShouldBe(["", "fault", "refused", ""]);
        (await things.Labels()).ShouldBe(["first", "kept", "last"]);
    }

    [Theory, OnPostgres]
    public async Task S1_jobs_that_wait_for_each_other_in_a_circle_run_again_until_both_are_done(string database)
    {
        using var things = new Things(database);
        var (a, b) = (Things.Labelled("a") with { Amount = 0 }, Things.Labelled("b") with { Amount = 0 });
        await things.Db.Write(tx =>
        {
            Things.Put(tx, a);
            Things.Put(tx, b);
        });
        using var both = new CountdownEvent(2);
        var attempts = 0;
        void Add(Tx tx, Thing one, Thing other)
        {
            var first = Interlocked.Increment(ref attempts) <= 2;
            tx.Execute("UPDATE things SET amount = amount + 1 WHERE id = @Id", one);
            if (first)
            {
                both.Signal();
                both.Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue();
            }
            tx.Execute("UPDATE things SET amount = amount + 1 WHERE id = @Id", other);
        }
        await Task.WhenAll(things.Db.Write(tx => Add(tx, a, b)), things.Db.Write(tx => Add(tx, b, a)));
        (await things.Ordered("label")).Select(t => t.Amount!.Value).ShouldBe([2L, 2L]);
        attempts.ShouldBeGreaterThan(2);
    }

    [Theory, OnPostgres]
    public async Task S1_a_job_that_loses_its_connection_before_the_commit_runs_again(string database)
    {
        using var things = new Things(database);
        var attempts = 0;
        await things.Db.Write(tx =>
        {
            Things.Put(tx, Things.Labelled("once"));
            if (++attempts == 1)
                tx.Execute("SELECT pg_terminate_backend(pg_backend_pid())");
        });
        attempts.ShouldBe(2);
        (await things.Labels()).ShouldBe(["once"]);
    }

    [Theory, OnPostgres]
    public async Task S1_a_part_that_loses_a_race_is_not_taken_for_a_fault_of_the_part(string database)
    {
        using var things = new Things(database);
        var attempts = 0;
        Exception? fault = null;
        await things.Db.Write(tx =>
        {
            attempts++;
            fault = tx.Try(() =>
            {
                Things.Put(tx, Things.Labelled("once"));
                if (attempts == 1)
                    tx.Execute("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$");
            });
        });
        (attempts, fault).ShouldBe((2, null));
        (await things.Labels()).ShouldBe(["once"]);
    }

    [Theory, OnPostgres]
    public async Task A_burst_of_blocking_jobs_waits_for_connections_and_not_for_threads(string database)
    {
        using var things = new Things(database);
        // Twelve at once, each a tenth of a second: on the pool's two threads this would take more than ten seconds.
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 96).Select(_ => things.Db.Write(tx => tx.Execute("SELECT pg_sleep(0.1)"))));
        System.Diagnostics.Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(6));
    }

    [Theory, OnSqlite]
    public async Task S1_the_command_line_may_write_beside_the_server(string database)
    {
        using var things = new Things(database);
        using var beside = Db.Open(things.Name);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? things.Db : beside).Write(tx => Things.Put(tx, Things.Labelled("x")))));
        (await things.Labels()).Count.ShouldBe(200);
    }

    [Theory, OnSqlite]
    public async Task Statements_stay_prepared_and_right_though_the_schema_changes_under_them(string database)
    {
        using var things = new Things(database);
        await things.Db.Write(tx => Things.Put(tx, Things.Labelled("a")));
        (await things.Db.Read(s => s.Query<Wide>("SELECT * FROM things"))).Single().Added.ShouldBeNull();
        await things.Db.Write(tx => tx.Execute("ALTER TABLE things ADD COLUMN added INTEGER DEFAULT 7"));
        (await things.Db.Read(s => s.Query<Wide>("SELECT * FROM things ORDER BY id"))).Single().Added.ShouldBe(7);
        // A statement that failed once works again.
        var thing = Things.Labelled("b");
        await things.Db.Write(tx => Things.Put(tx, thing));
        await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(() => things.Db.Write(tx => Things.Put(tx, thing)));
        await things.Db.Write(tx => Things.Put(tx, Things.Labelled("c")));
        (await things.Labels()).ShouldBe(["a", "b", "c"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public void S1_only_one_server_works_on_a_file_whatever_it_is_called(string database)
    {
        using var kept = TestDatabase.New(database);
        using var first = ServeLock.Take(kept.Name);
        if (database == "postgres")
        {
            ServeLock.Take(kept.Name).ShouldBeNull();
            return;
        }
        File.WriteAllText(kept.Name, "");
        var link = kept.Name + ".link";
        File.CreateSymbolicLink(link, kept.Name);
        Should.Throw<DatabaseRefusedException>(() => ServeLock.Take(kept.Name)).Message.ShouldContain("another prazo serve");
        Should.Throw<DatabaseRefusedException>(() => ServeLock.Take(link));
        first!.Dispose();
        ServeLock.Take(link)!.Dispose();
        Should.Throw<DatabaseRefusedException>(() => ServeLock.Take(Path.Combine(kept.Name, "nowhere", "x.db"))).Message.ShouldContain("cannot be worked on");
    }

    [Theory]
    [InlineData("""{"ticket":"T\u0000","kind":"workaround","at":"2026-03-02T12:00:00Z"}""")]
    [InlineData("""{"ticket":"T","id":"\u0000","kind":"workaround","at":"2026-03-02T12:00:00Z"}""")]
    [InlineData("""{"ticket":"T","kind":"field","field":"status","value":"a\u0000","at":"2026-03-02T12:00:00Z"}""")]
    public void An_event_that_no_database_text_can_hold_is_refused_at_the_edge(string line)
    {
        var (e, problem) = Prazo.Imports.EventLines.Read(System.Text.Encoding.UTF8.GetBytes(line), "", NodaTime.Instant.FromUtc(2026, 3, 2, 12, 0));
        e.ShouldBeNull();
        problem!.Value.Code.ShouldBe("bad-text");
        Prazo.Imports.EventLines.Read(System.Text.Encoding.UTF8.GetBytes(line.Replace("\\u0000", "\\\\u0000", StringComparison.Ordinal)), "", NodaTime.Instant.FromUtc(2026, 3, 2, 12, 0)).Event.ShouldNotBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_to_be_counted_is_counted_once_when_it_is_durable_and_not_at_all_when_it_is_rolled_back(string database)
    {
        using var things = new Things(database);
        var told = new List<string>();
        await things.Db.Write(tx =>
        {
            tx.WhenCommitted(() => told.Add("kept"));
            tx.Try(() =>
            {
                tx.WhenCommitted(() => told.Add("part"));
                throw new InvalidOperationException("only this part");
            });
            tx.WhenCommitted(() => told.Add("kept too"));
            told.ShouldBeEmpty();
        });
        await Should.ThrowAsync<InvalidOperationException>(() => things.Db.Write(tx =>
        {
            tx.WhenCommitted(() => told.Add("lost"));
            throw new InvalidOperationException("all of it");
        }));
        told.ShouldBe(["kept", "kept too"]);
    }

    private sealed record Wide
    {
        public string? Label { get; init; }
        public long? Added { get; init; }
    }
}
