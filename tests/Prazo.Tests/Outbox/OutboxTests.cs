using System.Collections.Concurrent;
using NodaTime;
using Prazo.Outbox;
using Prazo.Storage;
using Prazo.Tests.Clocks;
using Prazo.Tests.Storage;
using Prazo.Webhooks;
using static Prazo.Tests.Clocks.Workshop;

namespace Prazo.Tests.Outbox;

/// <summary>At least once, with a lease, until it is dead; on both databases.</summary>
public class OutboxTests
{
    private static readonly Instant Start = At("09:00:00");

    [Theory, OnSqlite, OnPostgres]
    public async Task What_fails_is_tried_again_later_and_what_succeeds_is_not(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        var calls = new Receiver { Answers = new(["no", "yes"]) };
        var runner = new OutboxRunner(shop.Db, [calls]);
        var id = await shop.Db.Write(tx => OutboxStore.Put(tx, tenant, "test", "{}", Start));

        (await runner.Step(Start)).ShouldBe(1);
        // Five seconds, a fifth more or less.
        (await runner.Step(Start + Duration.FromSeconds(3.9))).ShouldBe(0);
        (await runner.Step(Start + Duration.FromSeconds(6.1))).ShouldBe(1);
        (await runner.Step(Start + Duration.FromDays(9))).ShouldBe(0);
        calls.Seen.ShouldBe([id, id]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_took_rows_and_went_down_loses_them_when_the_lease_ends(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        await shop.Db.Write(tx => OutboxStore.Put(tx, tenant, "test", "{}", Start));
        await shop.Db.Write(tx => OutboxStore.Claim(tx, tenant, Start, OutboxRunner.Lease, 10));
        var calls = new Receiver();
        var runner = new OutboxRunner(shop.Db, [calls]);

        (await runner.Step(Start + OutboxRunner.Lease - Duration.FromMilliseconds(1))).ShouldBe(0);
        (await runner.Step(Start + OutboxRunner.Lease)).ShouldBe(1);
        calls.Seen.Count.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_fails_to_the_last_is_dead_and_listed_and_begins_anew_when_somebody_says_so(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        var calls = new Receiver { Answers = new(Enumerable.Repeat("no", BackOff.MaxAttempts)) };
        var runner = new OutboxRunner(shop.Db, [calls]);
        var id = await shop.Db.Write(tx => OutboxStore.Put(tx, tenant, "test", "{}", Start));

        for (var i = 0; i < 40; i++)
            await runner.Step(Start + Duration.FromHours(12 * i));
        calls.Seen.Count.ShouldBe(BackOff.MaxAttempts);
        var dead = (await shop.Db.Read(s => OutboxStore.Dead(s, tenant, null, 10))).ShouldHaveSingleItem();
        (dead.Id, dead.Fault).ShouldBe((id, "no"));

        (await shop.Db.Write(tx => OutboxStore.Replay(tx, tenant, id, "test", At("20:00:00")))).ShouldBeTrue();
        (await runner.Step(At("20:00:00"))).ShouldBe(1);
        (await shop.Db.Read(s => OutboxStore.Dead(s, tenant, null, 10))).ShouldBeEmpty();
        (await shop.Db.Write(tx => OutboxStore.Replay(tx, tenant, id, "test", At("20:00:00")))).ShouldBeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_that_ends_the_process_each_time_is_given_up_too(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        await shop.Db.Write(tx => OutboxStore.Put(tx, tenant, "test", "{}", Start));
        for (var i = 0; i < BackOff.MaxAttempts; i++)
            (await shop.Db.Write(tx => OutboxStore.Claim(tx, tenant, Start + Duration.FromHours(i), OutboxRunner.Lease, 10))).Count.ShouldBe(1);
        var calls = new Receiver();
        await new OutboxRunner(shop.Db, [calls]).Step(Start + Duration.FromDays(2));

        calls.Seen.ShouldBeEmpty();
        (await shop.Db.Read(s => OutboxStore.Dead(s, tenant, null, 10))).Count.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S2_a_burst_of_one_workspace_does_not_keep_another_waiting(string database)
    {
        using var shop = new Workshop(database);
        var (burst, small) = (await shop.Workspace(), await shop.Workspace());
        await shop.Db.Write(tx =>
        {
            for (var i = 0; i < 500; i++)
                OutboxStore.Put(tx, burst, "test", "{}", Start);
        });
        var last = await shop.Db.Write(tx => OutboxStore.Put(tx, small, "test", "{}", Start + Duration.FromSeconds(1)));
        var calls = new Receiver();

        (await new OutboxRunner(shop.Db, [calls]).Step(Start + Duration.FromSeconds(2))).ShouldBe(OutboxRunner.MostInTurn + 1);
        calls.Seen.ShouldContain(last);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_runners_at_once_do_not_take_the_same_rows(string database)
    {
        using var shop = new Workshop(database);
        using var other = shop.Another();
        var tenant = await shop.Workspace();
        var ids = new List<Guid>();
        for (var i = 0; i < 60; i++)
            ids.Add(await shop.Db.Write(tx => OutboxStore.Put(tx, tenant, "test", "{}", Start)));
        var calls = new Receiver();
        var (one, two) = (new OutboxRunner(shop.Db, [calls]), new OutboxRunner(other, [calls]));

        for (var i = 0; i < 8; i++)
            await Task.WhenAll(one.Step(Start), two.Step(Start));

        calls.Seen.Order().ShouldBe(ids.Order());
    }

    /// <summary>Answers as it is told, yes when it is told nothing more, and keeps what it saw.</summary>
    private sealed class Receiver : INotifier
    {
        public ConcurrentQueue<string> Answers { get; init; } = new();
        public ConcurrentQueue<Guid> Seen { get; } = new();
        public string Kind => "test";

        public Task<Delivery> Deliver(OutboxRow row, Instant now, CancellationToken stop)
        {
            Seen.Enqueue(row.Id);
            return Answers.TryDequeue(out var answer) && answer == "no" ? throw new InvalidOperationException(answer) : Task.FromResult(Delivery.Done);
        }
    }
}
