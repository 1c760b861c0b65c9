using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>S4, T11: what a row keeps of a clock, and the state that follows from it alone. 2026-03-02 is a Monday; the office is open 9 to 18.</summary>
public class MarksTests
{
    private static readonly Duration Millisecond = Duration.FromMilliseconds(1);

    private static string Marks(Clock c)
    {
        static string At(long? ms) => ms is { } m ? Script.Local(Instant.FromUnixTimeMilliseconds(m))[8..] : "-";
        var m = c.Marks;
        return $"started {At(m.Started)}, paused {At(m.PausedSince)}, soon {At(m.Soon)}, due {At(m.Due)}, last {At(m.Last)}, broken {At(m.Broken)}, stopped {At(m.Stopped)}, {m.Ending?.ToString() ?? "runs"}";
    }

    private static readonly Target FourHours = Sla.Target(Metric.Resolution, "4h") with { Pause = [Sla.Pause(), Sla.Pause("waiting-supplier", Party.Supplier)] };

    private static Script Monday10 => new Script().Created("2026-03-02 10:00", "status=open");

    [Fact]
    public void S4_The_marks_of_a_running_clock_tell_what_is_to_come() =>
        Marks(Monday10.Clock(Sla.Of(FourHours), "2026-03-02 10:30")).ShouldBe("started 02 10:00, paused -, soon 02 13:12, due 02 14:00, last 02 14:00, broken -, stopped -, runs");

    [Fact]
    public void S4_T6_A_promise_that_fills_the_day_keeps_both_ends() =>
        Marks(new Script().Created("2026-03-02 14:00").Clock(Sla.Of(FourHours), "2026-03-02 15:00")).ShouldBe("started 02 14:00, paused -, soon 02 17:12, due 02 18:00, last 03 09:00, broken -, stopped -, runs");

    [Fact]
    public void S4_T13_A_paused_clock_has_no_end_and_knows_since_when_whatever_the_reasons()
    {
        var script = Monday10.Status("2026-03-02 11:00", "waiting-customer").Status("2026-03-02 12:00", "waiting-supplier");
        Marks(script.Clock(Sla.Of(FourHours), "2026-03-02 13:00")).ShouldBe("started 02 10:00, paused 02 11:00, soon -, due -, last -, broken -, stopped -, runs");
        var late = Monday10.Status("2026-03-02 13:30", "waiting-customer");
        Marks(late.Clock(Sla.Of(FourHours), "2026-03-02 14:00")).ShouldBe("started 02 10:00, paused 02 13:30, soon 02 13:12, due -, last -, broken -, stopped -, runs");
    }

    [Theory]
    [InlineData("2026-03-02 12:00", "resolved", "stopped 02 12:00, Kept", ClockState.Met)]
    [InlineData("2026-03-02 15:00", "resolved", "broken 02 14:00, stopped 02 15:00, Kept", ClockState.MetLate)]
    public void S4_A_stopped_clock_was_kept_in_time_or_late(string at, string status, string marks, ClockState state)
    {
        var clock = Monday10.Status(at, status).Clock(Sla.Of(FourHours), "2026-03-09 10:00");
        Marks(clock).ShouldEndWith(marks);
        clock.Marks.StateAt(new Script().At("2026-04-01 10:00")).ShouldBe(state);
    }

    [Theory]
    [InlineData("2026-03-02 12:00", "broken -, stopped 02 12:00, Cancelled", ClockState.Cancelled)]
    [InlineData("2026-03-02 15:00", "broken 02 14:00, stopped 02 15:00, Cancelled", ClockState.Overdue)]
    public void S4_T14_What_falls_away_after_its_breach_stays_overdue(string closed, string marks, ClockState state)
    {
        var clock = Monday10.Status(closed, "closed").Clock(Sla.Of(Sla.Target(Metric.FirstResponse, "4h")), "2026-03-09 10:00");
        Marks(clock).ShouldEndWith(marks);
        clock.State.ShouldBe(state);
    }

    [Fact]
    public void S4_Waived_and_not_applicable_clocks_say_so()
    {
        var waived = Monday10.Add(t => new ClockWaived("", t, t, 0, "Resolution", "moved", "ana", "bia"), "2026-03-02 16:00");
        Marks(waived.Clock(Sla.Of(FourHours), "2026-03-09 10:00")).ShouldEndWith("broken -, stopped 02 16:00, Waived");
        // It runs, and nothing is promised.
        var empty = Monday10.Clock(Sla.Of(Sla.Target(Metric.Resolution, "until field promised")), "2026-03-02 11:00");
        Marks(empty).ShouldBe("started 02 10:00, paused -, soon -, due -, last -, broken -, stopped -, NotApplicable");
        empty.State.ShouldBe(ClockState.NotApplicable);
        Marks(Monday10.Clock(Sla.Of(FourHours with { MeasureOnly = true }), "2026-03-02 11:00")).ShouldBe("started 02 10:00, paused -, soon -, due -, last -, broken -, stopped -, runs");
    }

    [Fact]
    public void S4_T12_A_clock_that_waits_is_active_until_its_start_and_then_what_it_is_born_as()
    {
        // The second update begins at 12:00, when the first was due.
        AgreementSet set = Sla.Of(Sla.Target(Metric.Update, "2h") with { Recurs = Recurs.FromDue, Pause = [Sla.Pause()] });
        var script = Monday10.Reply("2026-03-02 11:00");
        var waiting = script.Replay(set, "2026-03-02 11:30").Clocks[1];
        Marks(waiting).ShouldBe("started 02 12:00, paused -, soon 02 13:36, due 02 14:00, last 02 14:00, broken -, stopped -, runs");
        var paused = script.Status("2026-03-02 11:15", "waiting-customer").Replay(set, "2026-03-02 11:30").Clocks[1];
        Marks(paused).ShouldBe("started 02 12:00, paused 02 12:00, soon -, due -, last -, broken -, stopped -, runs");
        paused.Marks.StateAt(script.At("2026-03-02 11:59:59.999")).ShouldBe(ClockState.Active);
        paused.Marks.StateAt(script.At("2026-03-02 12:00")).ShouldBe(ClockState.Paused);
    }

    [Theory]
    [InlineData("2026-03-02 17:11:59.999", ClockState.Active)]
    [InlineData("2026-03-02 17:12", ClockState.DueSoon)]
    [InlineData("2026-03-02 18:00", ClockState.DueSoon)]
    [InlineData("2026-03-03 08:59:59.999", ClockState.DueSoon)]
    [InlineData("2026-03-03 09:00", ClockState.DueSoon)]
    [InlineData("2026-03-03 09:00:00.001", ClockState.Overdue)]
    public void T6_T11_The_state_follows_from_the_marks_and_now(string now, ClockState state)
    {
        var script = new Script().Created("2026-03-02 14:00");
        script.Clock(Sla.Of(FourHours), "2026-03-02 14:00").Marks.StateAt(script.At(now)).ShouldBe(state);
    }

    [Fact]
    public void S4_T11_The_state_of_a_row_is_that_of_a_replay_at_every_later_instant_while_nothing_happens() =>
        FireLawTests.ForRandomTickets(RandomWarnings.Agreements, (set, life, _, random, told) =>
        {
            var fold = life[random.Next(life.Count)].Occurred + Duration.FromMinutes(random.Next(0, 300));
            var known = life.Where(e => e.Occurred <= fold).ToList();
            var clocks = ClockEngine.Replay(set, known, fold).Clocks;
            HashSet<Instant> nows = [fold, fold + Duration.FromSeconds(random.Next(100_000)), fold + Duration.FromSeconds(random.Next(1_000_000))];
            foreach (var c in clocks)
                foreach (var mark in (ReadOnlySpan<long?>)[c.Marks.Started, c.Marks.PausedSince, c.Marks.Soon, c.Marks.Due, c.Marks.Last])
                    if (mark is { } ms && Instant.FromUnixTimeMilliseconds(ms) is var at)
                        nows.UnionWith([at - Millisecond, at, at + Millisecond]);
            foreach (var now in nows.Where(n => n >= fold))
            {
                var later = ClockEngine.Replay(set, known, now).Clocks.ToDictionary(FireLawTests.Name);
                foreach (var c in clocks)
                    c.Marks.StateAt(now).ShouldBe(Seen(later[FireLawTests.Name(c)]), $"{told}: {FireLawTests.Name(c)} folded {fold}, now {now}: {c.Marks}");
                later.Values.ShouldAllBe(c => c.State == Seen(c));
            }
        });

    // From what the replay says besides its marks; 130 % lie after the end.
    private static ClockState Seen(Clock c) => c.Verdict switch
    {
        Verdict.Met => ClockState.Met,
        Verdict.MetLate => ClockState.MetLate,
        Verdict.Broken => ClockState.Overdue,
        Verdict.Cancelled => ClockState.Cancelled,
        Verdict.Waived => ClockState.Waived,
        Verdict.NotApplicable => ClockState.NotApplicable,
        _ => c.Run == Run.Paused ? ClockState.Paused : c.Fires.Any(f => f.Stage != "130%") ? ClockState.DueSoon : ClockState.Active,
    };
}
