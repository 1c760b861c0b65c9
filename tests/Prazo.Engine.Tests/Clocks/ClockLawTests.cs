using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>What holds for every clock of every ticket, whatever happened: random lives of all kinds of events under random agreements.</summary>
public class ClockLawTests
{
    private static readonly int Tickets = Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1" ? 20_000 : 500;
    private static readonly Duration Millisecond = Duration.FromMilliseconds(1);

    private static void ForRandomClocks(Action<Clock, Instant, string> law) => ForRandomTickets((replay, _, asOf, _, told) =>
    {
        foreach (var clock in replay.Clocks)
            law(clock, asOf, told);
    });

    private static void ForRandomTickets(Action<TicketReplay, AgreementSet, Instant, List<TicketEvent>, string> law)
    {
        var seed = OrderTests.Seed();
        var random = new Random(seed);
        AgreementSet? set = null;
        for (var i = 0; i < Tickets; i++)
        {
            set = i % 20 == 0 ? RandomTickets.Agreement(random, dateLike: true) : set!;
            var life = Life(random);
            var asOf = life[^1].Occurred + Duration.FromMinutes(random.Next(0, 6_000));
            law(ClockEngine.Replay(set, life, asOf), set, asOf, life, $"seed {seed}, ticket {i}");
        }
    }

    // A story of common events, and between them what happens seldom.
    internal static List<TicketEvent> Life(Random random)
    {
        var life = RandomTickets.Story(random);
        for (var n = random.Next(0, 4); n > 0; n--)
        {
            var t = life[random.Next(life.Count)].Occurred + Duration.FromMinutes(random.Next(0, 600));
            var target = RandomTickets.Pick(random, "Resolution", "FirstResponse", "Update");
            life.Add(random.Next(9) switch
            {
                0 => new ClockPaused("", t, t, 0, random.Next(2) == 0 ? null : target, "storm", RandomTickets.Pick(random, Party.Nobody, Party.Customer), "ana"),
                1 => new ClockResumed("", t, t, 0, random.Next(2) == 0 ? null : target, "ana"),
                2 => new ClockWaived("", t, t, 0, target, "moved", "ana", "bia"),
                3 or 4 => new ClockExtended("", t, t, 0, target, Duration.FromMinutes(random.Next(1, 900)), "storm", "ana"),
                5 => new Absorbed("", t, t, 0, "T-2", t - Duration.FromMinutes(random.Next(1, 3_000))),
                6 when random.Next(3) == 0 => new MergedInto("", t, t, 0, "T-9"),
                7 => new CallAnswered("", t, t, 0, "c1", "ana"),
                _ => new WorkaroundGiven("", t, t, 0),
            });
        }
        return [.. life.OrderBy(e => e, EventOrder.Comparer)];
    }

    [Fact]
    public void T5_The_pieces_of_a_clock_follow_one_another_from_its_start_to_its_end_without_gap_or_overlap() => ForRandomClocks((c, asOf, told) =>
    {
        var at = c.Started;
        foreach (var p in c.Pieces)
        {
            p.From.ShouldBe(at, told);
            p.To.ShouldBeGreaterThan(p.From, told);
            at = p.To;
        }
        at.ShouldBe(c.Stopped ?? Instant.Max(asOf, c.Started), told);
    });

    [Fact]
    public void T13_What_counted_what_paused_and_what_was_closed_add_up_to_the_life_of_the_clock() => ForRandomClocks((c, _, told) =>
    {
        Duration Sum(Func<Piece, bool> of) => c.Pieces.Where(of).Aggregate(Duration.Zero, (sum, p) => sum + (p.To - p.From));
        Sum(p => p.Kind == PieceKind.Running).ShouldBe(c.Elapsed, told);
        c.Worked.ShouldBeLessThanOrEqualTo(c.Elapsed, told);
        c.Pieces.ShouldAllBe(p => (p.Kind == PieceKind.Paused) == (p.Party != null));
    });

    [Fact]
    public void T6_Due_never_comes_after_last_and_promises_by_date_have_one_end() => ForRandomClocks((c, _, told) =>
    {
        if (c.Due is not { } due || c.Last is not { } last)
            return;
        due.ShouldBeLessThanOrEqualTo(last, told);
        // What a pause finds used up to the millisecond is in time until the pause ends.
        if ((c.InClockTime && !c.Pieces.Any(p => p.Kind == PieceKind.Paused)) || c.Limit!.Contains("business", StringComparison.Ordinal) || c.Limit.Contains("month", StringComparison.Ordinal) || c.Limit.Contains("calendar", StringComparison.Ordinal))
            due.ShouldBe(last, told);
    });

    [Fact]
    public void T11_What_people_see_follows_from_verdict_and_run() => ForRandomClocks((c, asOf, told) =>
    {
        (c.Run == Run.Stopped).ShouldBe(c.Stopped is not null, told);
        var seen = c.Verdict switch
        {
            Verdict.Met => ClockState.Met,
            Verdict.MetLate => ClockState.MetLate,
            Verdict.Cancelled => ClockState.Cancelled,
            Verdict.Waived => ClockState.Waived,
            Verdict.NotApplicable => ClockState.NotApplicable,
            Verdict.Broken => ClockState.Overdue,
            _ => c.State,
        };
        c.State.ShouldBe(seen, told);
        if (c.Verdict == Verdict.Open)
        {
            c.Run.ShouldNotBe(Run.Stopped, told);
            (c.State == ClockState.Paused).ShouldBe(c.Run == Run.Paused, told);
            c.VerdictAt.ShouldBeNull(told);
        }
        if (c.Run == Run.Paused)
            (c.Due, c.Last, c.NextFire).ShouldBe((null, null, null), told);
        if (c.Verdict is Verdict.Met or Verdict.Broken or Verdict.MetLate)
            c.VerdictAt!.Value.ShouldBeLessThanOrEqualTo(c.Stopped ?? asOf, told);
    });

    [Fact]
    public void T3_A_running_clock_is_broken_exactly_when_last_has_passed() => ForRandomTickets((replay, _, asOf, life, told) =>
    {
        foreach (var c in replay.Clocks.Where(c => c.Run == Run.Running))
        {
            if (c.Verdict == Verdict.Open)
                (c.Last is null || asOf <= c.Last).ShouldBeTrue(told);
            // Where no change, no return and no other ticket's message has made the breach, it lies at last.
            var simple = c.Facts.All(f => f.Kind is FactKind.Started or FactKind.Paused or FactKind.Resumed or FactKind.Breached && f.Cause is not "changed-while-paused") && !life.Any(e => e is Absorbed);
            if (c is { Verdict: Verdict.Broken, Last: { } last } && simple)
                c.VerdictAt.ShouldBe(Instant.Max(last, c.Started), $"{told}: {c.Target}");
        }
    });

    [Fact]
    public void T4_Every_breach_is_withdrawn_or_stands() => ForRandomClocks((c, _, told) =>
    {
        var broken = 0;
        foreach (var f in c.Facts)
        {
            if (f.Kind == FactKind.Breached)
                broken++;
            else if (f.Kind == FactKind.Withdrawn && f.Cause != "reopened")
                broken--;
            broken.ShouldBeInRange(0, 1, $"{told}: {string.Join(' ', c.Facts)}");
        }
        if (c.Verdict is Verdict.Broken or Verdict.MetLate)
            broken.ShouldBe(1, told);
        else if (c.Verdict is Verdict.Open or Verdict.Met or Verdict.Cancelled)
            broken.ShouldBe(0, told);
        c.Facts[0].ShouldBe(new ClockFact(c.Facts[0].At, FactKind.Started, null), told);
    });

    [Fact]
    public void T15_The_shifts_lead_from_the_original_due_to_the_present_one() => ForRandomClocks((c, _, told) =>
    {
        var due = c.OriginalDue;
        foreach (var s in c.Shifts)
        {
            s.From.ShouldBe(due, $"{told}: {c.Target}: {string.Join("; ", c.Shifts)}");
            s.To.ShouldNotBe(s.From, told);
            s.Cause.ShouldNotBeEmpty(told);
            due = s.To;
        }
        if (c is { Run: Run.Running, Due: { } now })
            now.ShouldBe(due!.Value, $"{told}: {c.Target}: {string.Join("; ", c.Shifts)}");
    });

    [Fact]
    public void T11_Nothing_that_people_see_changes_before_the_next_fire_and_a_breach_comes_with_one() => ForRandomTickets((replay, set, asOf, life, told) =>
    {
        var fires = replay.Clocks.Select(c => c.NextFire).Where(f => f is not null).Min();
        foreach (var f in replay.Clocks.Where(c => c.NextFire is not null))
            f.NextFire!.Value.ShouldBeGreaterThan(asOf, told);
        var horizon = fires ?? asOf + Duration.FromDays(400);
        // A clock that waits for its start begins without anybody being told.
        var waiting = replay.Clocks.Where(c => c.Run == Run.Waiting).Select(c => c.Target).ToHashSet(StringComparer.Ordinal);
        string Seen(Instant at) => string.Join(' ', ClockEngine.Replay(set, life, at).Clocks.Where(c => !waiting.Contains(c.Target)).Select(c => (c.Target, c.Cycle, c.State, c.Verdict, c.VerdictAt)));
        Seen(horizon - Millisecond).ShouldBe(Seen(asOf), told);
        if (fires is { } fire)
            foreach (var (before, after) in replay.Clocks.Zip(ClockEngine.Replay(set, life, fire).Clocks))
                if (before.Verdict == Verdict.Open && before.NextFire == fire && before.Last + Millisecond == fire)
                    (after.Verdict, after.VerdictAt).ShouldBe((Verdict.Broken, Instant.Max(before.Last!.Value, before.Started)), told);
    });

    [Fact]
    public void T1_A_clock_that_is_over_looks_the_same_ever_after() => ForRandomTickets((replay, set, asOf, life, told) =>
    {
        var later = ClockEngine.Replay(set, life, asOf + Duration.FromDays(90)).Clocks;
        foreach (var c in replay.Clocks.Where(c => c.Run == Run.Stopped))
        {
            var again = later.Single(l => l.Target == c.Target && l.Cycle == c.Cycle);
            (again.Verdict, again.VerdictAt, again.Stopped, again.Worked, again.Elapsed, again.Cause, again.UsedPercent).ShouldBe((c.Verdict, c.VerdictAt, c.Stopped, c.Worked, c.Elapsed, c.Cause, c.UsedPercent), told);
        }
    });

    [Fact]
    public void T12_Cycles_of_a_target_are_numbered_and_follow_one_another() => ForRandomTickets((replay, _, _, _, told) =>
    {
        foreach (var group in replay.Clocks.GroupBy(c => c.Target))
        {
            // Mere thanks after the end are noted between a cycle and its reopening.
            var cycles = group.Where(c => c.Cause != "thanks").ToList();
            foreach (var (c, next) in cycles.Zip(cycles.Skip(1)))
            {
                next.Cycle.ShouldBeGreaterThan(c.Cycle, told);
                c.Run.ShouldBe(Run.Stopped, told);
            }
        }
    });

    [Fact]
    public void Who_held_the_ticket_is_known_from_its_creation_to_the_end_of_the_clock() => ForRandomTickets((replay, _, asOf, _, told) =>
    {
        foreach (var c in replay.Clocks.Where(c => c.Holders.Length > 0))
        {
            // An absorbed ticket's message may have waited before this ticket was created.
            var at = Instant.Max(c.Started, replay.Created!.Value);
            foreach (var h in c.Holders)
            {
                h.From.ShouldBe(at, told);
                at = h.To;
            }
            at.ShouldBe(c.Stopped ?? Instant.Max(asOf, c.Started), told);
        }
    });
}
