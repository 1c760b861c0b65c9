using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>What holds for the fires of every clock of every ticket, whatever happened.</summary>
public class FireLawTests
{
    private static readonly int Tickets = Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1" ? 20_000 : 250;
    private static readonly Duration Millisecond = Duration.FromMilliseconds(1);

    internal static void ForRandomTickets(Func<Random, AgreementSet> agreements, Action<AgreementSet, List<TicketEvent>, Instant, Random, string> law)
    {
        var seed = OrderTests.Seed();
        var random = new Random(seed);
        AgreementSet? set = null;
        for (var i = 0; i < Tickets; i++)
        {
            set = i % 10 == 0 ? agreements(random) : set!;
            var life = ClockLawTests.Life(random);
            if (random.Next(2) == 0 && life.FindIndex(e => e is TicketCreated) is var first)
                life[first] = (TicketCreated)life[first] is var c ? c with { Fields = c.Fields.SetItem("promised", RandomTickets.Pick(random, "2026-03-04T15:00:00Z", "2026-03-10T09:00:00-03:00")) } : c;
            law(set, life, life[^1].Occurred + Duration.FromMinutes(random.Next(0, 600)), random, $"seed {seed}, ticket {i}");
        }
    }

    internal static string Name(Clock c) => $"{c.Lane}/{c.Cycle}/{c.Call}";

    private static List<string> Fires(TicketReplay replay) =>
        [.. replay.Clocks.SelectMany(c => c.Fires.Select(f => $"{Name(c)} {f.Stage} {f.At}")).Order(StringComparer.Ordinal)];

    private static Instant? Next(TicketReplay replay) => replay.Clocks.Select(c => c.NextFire).Min();

    [Fact]
    public void T3_T11_From_one_next_fire_to_the_other_everything_fires_once_and_nothing_in_between() => ForRandomTickets(RandomWarnings.Agreements, (set, life, asOf, random, told) =>
    {
        var replay = ClockEngine.Replay(set, life, asOf);
        // Missed beats would open the next for ever.
        for (var steps = 0; steps < 12 && Next(replay) is { } next; steps++)
        {
            next.ShouldBeGreaterThan(asOf, told);
            var (fired, at) = (Fires(replay), $"{told}, as of {asOf}, next {next}");
            Fires(ClockEngine.Replay(set, life, asOf + (next - asOf) * random.NextDouble())).ShouldBe(fired, at);
            Fires(ClockEngine.Replay(set, life, next - Millisecond)).ShouldBe(fired, at);
            var after = ClockEngine.Replay(set, life, next);
            fired.Except(Fires(after), StringComparer.Ordinal).ShouldBeEmpty(at);
            foreach (var clock in replay.Clocks.Where(c => c.NextFire == next))
                (after.Clocks.Single(c => Name(c) == Name(clock)).Fires.Length > clock.Fires.Length || after.Clocks.Length > replay.Clocks.Length).ShouldBeTrue($"{at}: {Name(clock)}");
            (replay, asOf) = (after, next);
        }
        Fires(ClockEngine.Replay(set, life, Next(replay) is { } late ? late - Millisecond : asOf + Duration.FromDays(400))).ShouldBe(Fires(replay), told);
    });

    [Fact]
    public void T2_Any_shuffle_gives_the_same_fires() => ForRandomTickets(RandomWarnings.Versions, (set, life, asOf, random, told) =>
    {
        var shuffled = life.Concat(life.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(shuffled);
        var (one, other) = (ClockEngine.Replay(set, life, asOf), ClockEngine.Replay(set, shuffled, asOf));
        Fires(other).ShouldBe(Fires(one), told);
        other.Clocks.Select(c => (c.Lane, c.NextFire)).ShouldBe(one.Clocks.Select(c => (c.Lane, c.NextFire)), told);
    });

    [Fact]
    public void T3_T11_Fires_lie_in_time_that_counts_in_order_and_each_stage_once() => ForRandomTickets(RandomWarnings.Versions, (set, life, asOf, _, told) =>
    {
        var clocks = ClockEngine.Replay(set, life, asOf).Clocks;
        clocks.Select(Name).ShouldBeUnique(told);
        foreach (var c in clocks)
        {
            c.Fires.Select(f => f.Stage).ShouldBeUnique(told);
            c.Fires.Select(f => f.At).ShouldBe(c.Fires.Select(f => f.At).Order(), told);
            c.Fires.ShouldAllBe(f => f.At <= asOf && f.At >= c.Started && c.Promised);
            var breach = c.Fires.SingleOrDefault(f => f.Stage == Fire.Breach);
            if (c.Verdict is Verdict.Broken or Verdict.MetLate)
                breach.ShouldNotBeNull($"{told}: {c}").At.ShouldBe(c.VerdictAt!.Value, told);
            else if (c.Verdict != Verdict.NotApplicable)
                breach.ShouldBeNull(told);
            foreach (var f in c.Fires.Where(f => f.Stage != Fire.Breach))
            {
                // A clock that starts or resumes this very millisecond runs, and has no piece of time to show for it.
                (c.Run == Run.Running && f.At == asOf || c.Pieces.Any(p => p.Kind == PieceKind.Running && p.From <= f.At && f.At <= p.To)).ShouldBeTrue($"{told}: {Name(c)} {f}");
                if (f.Stage.EndsWith("after", StringComparison.Ordinal))
                    breach.ShouldNotBeNull($"{told}: {Name(c)}").At.ShouldBeLessThanOrEqualTo(f.At);
            }
            if (c.Run is Run.Running && c.Verdict == Verdict.Open)
                (c.State == ClockState.DueSoon).ShouldBe(c.Fires.Any(f => !f.Stage.StartsWith("130", StringComparison.Ordinal)), told);
        }
    });

    [Fact]
    public void T11_A_share_fires_when_the_clock_itself_says_that_so_much_is_used() => ForRandomTickets(RandomWarnings.Agreements, (set, life, asOf, _, told) =>
    {
        // A promise whose date had come before it started has no shares.
        foreach (var clock in ClockEngine.Replay(set, life, asOf + Duration.FromDays(10)).Clocks.Where(c => c.UsedPercent is not null))
        {
            foreach (var f in clock.Fires.Where(f => f.Stage.EndsWith('%') && f.At > life[^1].Occurred && clock.Pieces.All(p => p.Calendar == clock.Calendar)))
            {
                decimal Used(Instant at) => ClockEngine.Replay(set, life, at).Clocks.Single(c => Name(c) == Name(clock)).UsedPercent ?? 0;
                var share = decimal.Parse(f.Stage.TrimEnd('%'), null);
                Used(f.At).ShouldBeInRange(share - 0.001m, share + 0.001m, $"{told}: {Name(clock)} {f}");
                Used(f.At - Millisecond).ShouldBeLessThan(share, $"{told}: {Name(clock)} {f}");
            }
        }
    });
}
