using System.Globalization;
using NodaTime;
using Prazo.Agreements;
using Prazo.Storage;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Proof;

/// <summary>T2 at the store: however deliveries are shuffled, repeated and late, and whenever deadlines are looked at in between, tickets, clocks and what stands said end the same.</summary>
public class DeliveryOrderTests
{
    private static readonly bool Soak = Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1";
    private static readonly Instant End = Stories.Monday + Duration.FromDays(30);

    private static int Seed() => int.TryParse(Environment.GetEnvironmentVariable("PRAZO_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();

    [Theory, OnSqlite]
    public Task T2_deliveries_in_any_order_end_in_the_same_clocks_and_verdicts_on_sqlite(string database) => InAnyOrder(database, Soak ? 40_000 : 4_000);

    [Theory, OnPostgres]
    public Task T2_deliveries_in_any_order_end_in_the_same_clocks_and_verdicts_on_postgres(string database) => InAnyOrder(database, Soak ? 40_000 : 800);

    private static async Task InAnyOrder(string database, int events)
    {
        var seed = Seed();
        var random = new Random(seed);
        var told = $"PRAZO_SEED={seed}";
        var life = new List<Delivery>();
        for (var i = 0; life.Count < events; i++)
            life.AddRange(Stories.Of($"T-{i}", random, Duration.FromDays(5)));

        using var first = new OpenDatabase(TestDatabase.New(database));
        using var second = new OpenDatabase(TestDatabase.New(database));
        var inOrder = new Desk(first.Db, await Desk.Open(first.Db, Stories.Agreement, Stories.Monday));
        var shuffled = new Desk(second.Db, await Desk.Open(second.Db, Stories.Agreement, Stories.Monday));

        foreach (var some in life.OrderBy(d => d.Event.Occurred).Chunk(200))
        {
            await Task.WhenAll(some.GroupBy(d => d.Ticket).Select(async ticket =>
            {
                foreach (var d in ticket)
                    await inOrder.Deliver(d, d.Event.Occurred);
            }));
            await inOrder.Deadlines(some[^1].Event.Occurred);
        }
        await inOrder.Deadlines(End);

        // Five deliveries of each on average, none left out; the clock runs on all the while.
        var deliveries = life.Concat(Enumerable.Range(0, 4 * life.Count).Select(_ => life[random.Next(life.Count)])).ToArray();
        random.Shuffle(deliveries);
        var (now, step) = (Stories.Monday, Duration.FromDays(9) / (deliveries.Length / 200 + 1));
        foreach (var some in deliveries.Chunk(200))
        {
            now += step;
            await Task.WhenAll(some.Select(d => shuffled.Deliver(d, now)).Append(Task.CompletedTask));
            if (random.Next(2) == 0)
                await shuffled.Deadlines(now - Duration.FromMinutes(random.Next(0, 120)));
        }
        await shuffled.Deadlines(End);

        var expected = await inOrder.Model(life, End);
        expected.Count.ShouldBeGreaterThan(events);
        Same(await inOrder.Effective(), expected, told);
        Same(await shuffled.Effective(), expected, told);
        // Time used so far depends on when it was looked at last: look at everything once more.
        await inOrder.Refold(End);
        await shuffled.Refold(End);
        Same(await shuffled.Effective(), expected, told);
        Same(await shuffled.Rows(), await inOrder.Rows(), told);
    }

    private static void Same(IReadOnlyList<string> found, IReadOnlyList<string> expected, string told)
    {
        found.Except(expected, StringComparer.Ordinal).Take(5).ShouldBeEmpty($"{told}: too much");
        expected.Except(found, StringComparer.Ordinal).Take(5).ShouldBeEmpty($"{told}: missing");
        found.Count.ShouldBe(expected.Count, told);
    }
}
