using System.Diagnostics.Metrics;
using NodaTime;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tests.Storage;
using static Prazo.Tests.Clocks.Workshop;

namespace Prazo.Tests.Clocks;

/// <summary>Deadlines on both databases: workspaces in turn, nothing twice, lag measured, faults set aside.</summary>
public class DeadlineRunnerTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task S2_a_workspace_with_fifty_thousand_due_does_not_keep_waiting_one_with_one_due(string database)
    {
        using var shop = new Workshop(database);
        var (burst, small) = (await shop.Workspace(), await shop.Workspace());
        var id = database == "sqlite" ? "randomblob(16)" : "gen_random_uuid()";
        // Due since the morning, all of them before the one of the small workspace.
        await shop.Db.Write(tx => tx.Execute($$"""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
            INSERT INTO tickets (tenant_id, id, number, source, ref, rev, recorded, updated, events, fields, covered, without_clock, wake)
            SELECT @burst, {{id}}, i, 'shop', 'T-' || i, 1, @at, @at, 0, '{}', 0, '[]', @at + i FROM n
            """, new { burst, at = At("08:00:01").ToUnixTimeMilliseconds() }));
        await shop.Created(small, "T-1", "09:00:00");

        var looked = await shop.Runner.Step(At("09:30:00"));

        looked.ShouldBe(DeadlineRunner.MostInTurn + 1);
        (await shop.Said(small)).ShouldBe(["started", "warned 50%"]);
        (await shop.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM tickets WHERE tenant_id = @burst AND wake IS NOT NULL", new { burst }))).ShouldBe(49_800);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S4_two_processes_that_step_at_once_say_nothing_twice(string database)
    {
        using var shop = new Workshop(database);
        using var other = shop.Another();
        var (one, two) = (await shop.Workspace(), await shop.Workspace());
        const int tickets = 40;
        for (var i = 0; i < tickets; i++)
        {
            await shop.Created(one, "T-" + i, "09:00:00");
            await shop.Created(two, "T-" + i, "09:00:00");
        }
        var second = new DeadlineRunner(other, shop.Clocks);

        foreach (var time in new[] { "09:30:00", "10:00:01" })
            await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? shop.Runner : second).Step(At(time))));

        foreach (var tenant in new[] { one, two })
            (await shop.Said(tenant)).GroupBy(s => s).Select(g => (g.Key, g.Count())).ShouldBe([("started", tickets), ("warned 50%", tickets), ("breached", tickets)], ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_clock_that_goes_back_takes_nothing_back_and_says_nothing_twice(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        await shop.Created(tenant, "T-1", "09:00:00");
        await shop.Until("10:07:00");

        // The machine's clock is set back by an hour; then something happens.
        await shop.Until("09:07:00");
        await shop.Record(tenant, "T-1", new FieldChanged("f", At("09:07:30"), default, 0, "priority", "high"), "09:07:30");
        await shop.Until("09:31:00");
        await shop.Until("10:08:00");

        (await shop.Said(tenant)).ShouldBe(["started", "warned 50%", "breached"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_leap_of_the_clock_fires_nothing_until_it_has_held_for_a_minute(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        var (wall, count) = (new SetClock(At("09:00:00")), Duration.Zero);
        var clock = new SteadyClock(wall, () => count);
        await shop.Created(tenant, "T-1", "09:00:00");
        async Task Later(int seconds)
        {
            count += Duration.FromSeconds(seconds);
            wall.Now += Duration.FromSeconds(seconds);
            await shop.Runner.Step(clock.GetCurrentInstant());
        }

        wall.Now += Duration.FromHours(3);
        await Later(1);
        await Later(58);
        (await shop.Said(tenant)).ShouldBe(["started"]);
        clock.Held.ShouldBe(Duration.FromHours(3));

        await Later(2);
        (await shop.Said(tenant)).ShouldBe(["started", "warned 50%", "breached"]);
        clock.Held.ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task T3_the_lag_from_a_breach_to_its_notice_is_measured_in_seconds(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        await shop.Created(tenant, "T-1", "09:00:00");
        await shop.Runner.Step(At("09:30:00"));
        var lags = new List<double>();
        using var listener = new MeterListener { InstrumentPublished = (i, l) => { if (i.Name == "prazo.detection.lag") l.EnableMeasurementEvents(i); } };
        listener.SetMeasurementEventCallback<double>((_, lag, tags, _) =>
        {
            lock (lags)
                if (tags[0].Value is "breached")
                    lags.Add(lag);
        });
        listener.Start();

        await shop.Runner.Step(At("10:00:07"));

        lock (lags)
            lags.ShouldContain(7.0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_ticket_that_cannot_be_folded_is_listed_until_it_can_be_and_delays_nobody(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        await shop.Created(tenant, "BAD", "09:00:00");
        await shop.Created(tenant, "GOOD", "09:00:00");
        var bad = await shop.Db.Read(s => s.Value<Guid>("SELECT id FROM tickets WHERE tenant_id = @tenant AND ref = 'BAD'", new { tenant }));
        await shop.Db.Write(tx => tx.Execute("UPDATE events SET kind = 'nonsense' WHERE tenant_id = @tenant AND ticket_id = @bad", new { tenant, bad }));

        await shop.Until("09:30:00");
        (await shop.Said(tenant)).ShouldBe(["started", "started", "warned 50%"]);
        (await shop.Db.Read(s => SetAside.Of(s, tenant))).ShouldHaveSingleItem().TicketId.ShouldBe(bad);

        await shop.Db.Write(tx => tx.Execute("UPDATE events SET kind = 'created' WHERE tenant_id = @tenant AND ticket_id = @bad", new { tenant, bad }));
        await shop.Until("09:35:00");
        (await shop.Db.Read(s => SetAside.Of(s, tenant))).ShouldBeEmpty();
        (await shop.Said(tenant)).Count(s => s == "warned 50%").ShouldBe(2);
    }

    private sealed class SetClock(Instant now) : IClock
    {
        public Instant Now { get; set; } = now;
        public Instant GetCurrentInstant() => Now;
    }
}
