using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>T1, T2: a replay is a function of the events, not of their delivery.</summary>
public class OrderTests
{
    private static readonly int Tickets = Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1" ? 20_000 : 2_000;
    private static readonly Instant AsOf = Instant.FromUtc(2026, 3, 20, 12, 0);

    [Fact]
    public void T2_Any_shuffle_and_any_duplicate_delivery_give_the_same_clocks()
    {
        var seed = Seed();
        var random = new Random(seed);
        var set = RandomTickets.Agreement(random, dateLike: true);
        for (var i = 0; i < Tickets; i++)
        {
            if (i % 25 == 0)
                set = RandomTickets.Agreement(random, dateLike: true);
            var story = RandomTickets.Story(random);
            if (random.Next(2) == 0)
                story = [.. story.Select((e, n) => e with { Id = $"e{n}", Recorded = e.Occurred + Duration.FromSeconds(random.Next(100)) })];
            var expected = RandomTickets.Text(ClockEngine.Replay(set, story, AsOf));
            var delivered = story.Concat(story.Where(_ => random.Next(3) == 0).Select(e => e with { Recorded = e.Recorded + Duration.FromHours(1) })).ToArray();
            random.Shuffle(delivered);
            RandomTickets.Text(ClockEngine.Replay(set, delivered, AsOf)).ShouldBe(expected, $"seed {seed}, ticket {i}");
        }
    }

    [Fact]
    public void T1_What_happens_later_does_not_change_what_was_seen_as_of_an_instant()
    {
        var random = new Random(Seed());
        var set = RandomTickets.Agreement(random, dateLike: true);
        for (var i = 0; i < Tickets / 4; i++)
        {
            if (i % 25 == 0)
                set = RandomTickets.Agreement(random, dateLike: true);
            var story = RandomTickets.Story(random);
            var asOf = story[random.Next(story.Count)].Occurred + Duration.FromMinutes(random.Next(0, 600));
            RandomTickets.Text(ClockEngine.Replay(set, story, asOf)).ShouldBe(RandomTickets.Text(ClockEngine.Replay(set, story.Where(e => e.Occurred <= asOf), asOf)));
        }
    }

    [Fact]
    public void T2_Events_of_one_instant_are_ordered_by_sequence_then_kind()
    {
        var script = new Script().Reply("2026-03-02 09:00").Status("2026-03-02 09:00", "closed").Customer("2026-03-02 09:00").Set("2026-03-02 09:00", "priority", "high").Created("2026-03-02 09:00");
        EventOrder.Of(script.Events, AsOf).Select(e => e.Kind).ShouldBe(["created", "field", "customer-message", "reply", "field"]);
        var numbered = script.Events.Select((e, i) => e with { Sequence = i });
        EventOrder.Of(numbered, AsOf).Select(e => e.Kind).ShouldBe(["reply", "field", "customer-message", "field", "created"]);
    }

    [Fact]
    public void T2_The_same_id_is_the_same_event_and_recorded_never_orders()
    {
        var at = Instant.FromUtc(2026, 3, 2, 12, 0);
        TicketEvent first = new CustomerMessage("m1", at, at + Duration.FromHours(5), 0);
        TicketEvent again = new CustomerMessage("m1", at, at + Duration.FromHours(1), 0);
        TicketEvent other = new CustomerMessage("m2", at + Duration.FromSeconds(1), at, 0);
        EventOrder.Of([first, other, again], AsOf).Select(e => e.Id).ShouldBe(["m1", "m2"]);
    }

    [Fact]
    public void T2_Equal_events_without_ids_at_different_instants_are_two()
    {
        var script = new Script().Customer("2026-03-02 09:00").Customer("2026-03-02 09:01").Customer("2026-03-02 09:00");
        EventOrder.Of(script.Events, AsOf).Count.ShouldBe(2);
    }

    [Fact]
    public void Prefix_and_suffix_replayed_together_equal_the_whole()
    {
        var random = new Random(Seed());
        var set = RandomTickets.Agreement(random);
        for (var i = 0; i < 200; i++)
        {
            var story = RandomTickets.Story(random);
            var cut = random.Next(story.Count);
            RandomTickets.Text(ClockEngine.Replay(set, story.Skip(cut).Concat(story.Take(cut)), AsOf)).ShouldBe(RandomTickets.Text(ClockEngine.Replay(set, story, AsOf)));
        }
    }

    internal static int Seed()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PRAZO_SEED"), out var given) ? given : Random.Shared.Next();
        Console.WriteLine($"seed {seed}");
        return seed;
    }
}
