using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;
using Prazo.Clocks;
using Prazo.Storage;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Proof;

/// <summary>S10: the product under fake time, on a store that crashes between any two calls, loses acknowledgements, repeats and reorders. A plain replay says what must come out.
/// <c>PRAZO_SEED</c> repeats one seed.</summary>
public class CrashSimulationTests
{
    private static readonly int Seeds = Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1" ? 20_000 : 1_000;
    private static readonly Instant End = Stories.Monday + Duration.FromDays(30);

    // Its schema and its agreement, made once and copied for every seed.
    private static readonly Lazy<(SqliteConnection Memory, Guid Tenant)> Template = new(() =>
    {
        using var kept = TestDatabase.New("sqlite");
        Guid tenant;
        using (var db = Db.Open(kept.Name))
            tenant = Desk.Open(db, Stories.Agreement, Stories.Monday).GetAwaiter().GetResult();
        using var file = new SqliteConnection($"Data Source={kept.Name};Pooling=False");
        file.Open();
        return (Copy(file), tenant);
    });

    private static SqliteConnection Copy(SqliteConnection from)
    {
        var memory = new SqliteConnection("Data Source=:memory:");
        memory.Open();
        lock (from)
            from.BackupDatabase(memory);
        return memory;
    }

    [Fact]
    public async Task S10_whatever_crashes_and_gets_lost_ends_as_a_plain_replay_says()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("PRAZO_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var one))
        {
            await Run(one, Planted.Nothing);
            return;
        }
        var start = Random.Shared.Next(1_000_000_000);
        var crashes = 0;
        for (var i = 0; i < Seeds; i++)
            try
            {
                crashes += await Run(start + i, Planted.Nothing);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"PRAZO_SEED={start + i}", e);
            }
        // A simulation in which nothing goes wrong shows nothing.
        crashes.ShouldBeGreaterThan(5 * Seeds);
    }

    [Theory]
    [InlineData(nameof(Planted.AcknowledgesBeforeCommit))]
    [InlineData(nameof(Planted.KeepsHalfOfATransaction))]
    public async Task A_planted_bug_of_the_store_is_found_within_twenty_seeds(string bug)
    {
        for (var seed = 1; seed <= 20; seed++)
            try
            {
                await Run(seed, Enum.Parse<Planted>(bug));
            }
            catch (Exception e) when (e is ShouldAssertException or SqliteException)
            {
                return;
            }
        Assert.Fail($"{bug} was not noticed");
    }

    private static async Task<int> Run(int seed, Planted planted)
    {
        var random = new Random(seed);
        using var db = new FaultyDb(Copy(Template.Value.Memory), random, planted);
        var network = new Network(random);
        var reader = new List<ClockFactEntry>();
        var desk = new Desk(db, Template.Value.Tenant);
        var now = Stories.Monday;
        db.OneIn = random.Next(15, 120);
        while (network.Next() is { } delivery)
        {
            try
            {
                switch (random.Next(5))
                {
                    case 0:
                        // Mostly on, seldom back.
                        now += Duration.FromMinutes(random.Next(20) == 0 ? -random.Next(300) : random.Next(180));
                        await desk.Deadlines(now);
                        break;
                    case 1:
                        await desk.Feed();
                        break;
                    case 2:
                        reader.AddRange(await desk.After(reader.Count == 0 ? 0 : reader[^1].FeedSeq!.Value, random.Next(1, 20)));
                        break;
                    default:
                        await desk.Deliver(delivery, now);
                        network.Acknowledged(delivery);
                        break;
                }
            }
            catch (Exception e) when (e is CrashException or AggregateException { InnerException: CrashException })
            {
                desk = new Desk(db, Template.Value.Tenant);
            }
        }
        db.OneIn = 0;
        await desk.Deadlines(End);
        await desk.Feed();
        reader.AddRange(await desk.After(reader.Count == 0 ? 0 : reader[^1].FeedSeq!.Value, int.MaxValue));
        await Check(desk, network, reader);
        return db.Crashes;
    }

    private static async Task Check(Desk desk, Network network, List<ClockFactEntry> reader)
    {
        // Every event once.
        (await desk.Events()).Order(StringComparer.Ordinal).ShouldBe(network.Life.Select(d => $"{d.Ticket} {d.Event.Id}").Order(StringComparer.Ordinal));
        // What stands is what the model says, no more and no less.
        (await desk.Effective()).ShouldBe(await desk.Model(network.Life, End));
        // S8: a reader of the feed has met every fact, once, without a gap.
        var facts = await desk.Facts();
        facts.Select(f => f.FeedSeq).ShouldBe(Enumerable.Range(1, facts.Count).Select(i => (long?)i));
        reader.Select(f => f.Id).ShouldBe(facts.Select(f => f.Id));
        // Nothing is said that stands already, nothing is taken back that does not.
        var standing = new HashSet<(Guid, string)>();
        foreach (var f in facts)
            (f.Withdrawal == 0 ? standing.Add((f.ClockId, f.Stage)) : standing.Remove((f.ClockId, f.Stage))).ShouldBeTrue($"{f}");
        facts.ShouldAllBe(f => f.Kind != "breached" || f.At < End);
    }

    /// <summary>Tickets' events on their way: in any order, some twice, and again as long as nobody acknowledged them.</summary>
    private sealed class Network
    {
        private readonly Random _random;
        private readonly List<Delivery> _under = [];

        public Network(Random random)
        {
            _random = random;
            for (var i = random.Next(1, 4); i > 0; i--)
                Life.AddRange(Stories.Of($"T-{i}", random, Duration.FromHours(6)));
            _under.AddRange(Life);
        }

        public List<Delivery> Life { get; } = [];

        public Delivery? Next() => _under.Count == 0 ? null : _under[Math.Min(_random.Next(_under.Count), _random.Next(_under.Count))];

        public void Acknowledged(Delivery delivery)
        {
            if (_random.Next(4) > 0)
                _under.Remove(delivery);
        }
    }
}
