using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>T18, T19: which clock is which when agreements come and go, and when another fold is due because of them.</summary>
public class LaneTests
{
    [Fact]
    public void T19_A_clock_that_is_attached_again_is_another_one()
    {
        var set = new AgreementSet([Sla.Agreement("sla", Sla.Target(Metric.Resolution, "4h") with { When = Sla.When("team", "n2") }, Sla.Target(Metric.FirstResponse, "4h")) with { Rematch = Rematch.Always }]);
        var script = new Script().Created("2026-03-02 10:00", "team=n2").Set("2026-03-02 11:00", "team", "n1").Set("2026-03-02 12:00", "team", "n2");
        script.Set("2026-03-02 13:00", "team", "n1").Set("2026-03-02 14:00", "team", "n2");
        script.Replay(set, "2026-03-02 14:00").Clocks.Select(c => (c.Lane, c.Cycle, c.Verdict)).ShouldBe(
            [("Resolution", 1, Verdict.Cancelled), ("FirstResponse", 1, Verdict.Open), ("Resolution#2", 1, Verdict.Cancelled), ("Resolution#3", 1, Verdict.Open)]);
    }

    [Fact]
    public void T18_T19_A_clock_keeps_its_lane_under_another_version_and_another_agreement()
    {
        var target = Sla.Target(Metric.Resolution, "4h");
        var old = Sla.Agreement("sla", target) with { To = new LocalDate(2026, 3, 2) };
        var next = Sla.Agreement("sla", Sla.Target(Metric.Resolution, "20h")) with { Version = 2, From = new LocalDate(2026, 3, 3), OpenTicketsToo = true };
        var script = new Script().Created("2026-03-02 17:00");
        AgreementSet set = new([old, next]);
        var before = script.Clock(set, "2026-03-02 18:00");
        var after = script.Clock(set, "2026-03-03 00:00");
        (before.AgreementVersion, before.Lane, after.AgreementVersion, after.Lane, after.Cycle).ShouldBe((1, "Resolution", 2, "Resolution", 1));

        AgreementSet special = new([Sla.Agreement("vip", Sla.Target(Metric.Resolution, "2h")) with { Applies = Sla.When("team", "vip") }, Sla.Agreement("sla", target) with { Rematch = Rematch.Always }]);
        var moved = new Script().Created("2026-03-02 10:00").Set("2026-03-02 11:00", "team", "vip");
        (moved.Clock(special, "2026-03-02 10:30").Agreement, moved.Clock(special, "2026-03-02 11:00").Agreement).ShouldBe(("sla", "vip"));
        (moved.Clock(special, "2026-03-02 10:30").Lane, moved.Clock(special, "2026-03-02 11:00").Lane).ShouldBe(("Resolution", "Resolution"));
    }

    [Fact]
    public void T19_Lanes_of_measures_custom_metrics_and_the_strategy_all_are_named_by_what_they_compete_for()
    {
        Target[] targets = [Sla.Target(Metric.Resolution, "4h"), Sla.Target(Metric.Custom, "1h", id: "hop") with { Start = new EventIs("created", default) }, Sla.Target(Metric.Ownership, "1h", id: "own") with { MeasureOnly = true }];
        var script = new Script().Created("2026-03-02 10:00", "team=n1");
        script.Replay(Sla.Of(targets), "2026-03-02 10:00").Clocks.Select(c => c.Lane).ShouldBe(["Resolution", "custom/hop", "measure/sla/own"]);
        AgreementSet all = new([Sla.Agreement("sla", targets[0])], Matching.Standard with { Default = Strategy.All });
        script.Replay(all, "2026-03-02 10:00").Clocks.Select(c => c.Lane).ShouldBe(["all/sla/Resolution"]);
    }

    [Fact]
    public void T18_The_next_fire_is_no_later_than_the_version_that_takes_over()
    {
        var old = Sla.Agreement("sla", Sla.Target(Metric.Resolution, "90h") with { Pause = [Sla.Pause()] }) with { To = new LocalDate(2026, 3, 3) };
        var next = Sla.Agreement("sla", Sla.Target(Metric.Resolution, "20h")) with { Version = 2, From = new LocalDate(2026, 3, 4), OpenTicketsToo = true };
        AgreementSet set = new([old, next]);
        var script = new Script().Created("2026-03-02 17:00", "status=open");
        Script.Local(script.Clock(set, "2026-03-02 18:00").NextFire).ShouldBe("2026-03-04 00:00");
        // 80 % of 20 h: one on Monday, nine on Tuesday, six on Wednesday.
        Script.Local(script.Clock(set, "2026-03-04 00:00").NextFire).ShouldBe("2026-03-04 15:00");
        Script.Local(script.Status("2026-03-02 17:30", "waiting-customer").Clock(set, "2026-03-02 18:00").NextFire).ShouldBe("2026-03-04 00:00");
        script.Status("2026-03-02 18:00", "closed").Clock(set, "2026-03-02 18:00").NextFire.ShouldBeNull();
    }

    [Fact]
    public void T12_A_broken_cycle_whose_due_date_was_moved_opens_the_next_at_that_and_not_before()
    {
        // Broken at 12:00; 22 hours with the extension: 8 on Monday, 9 on Tuesday, 5 on Wednesday. The new version lets missed beats open the next.
        var old = Sla.Agreement("sla", Sla.Target(Metric.Update, "2h")) with { To = new LocalDate(2026, 3, 2) };
        var next = Sla.Agreement("sla", Sla.Target(Metric.Update, "2h") with { MissedOpensNext = true }) with { Version = 2, From = new LocalDate(2026, 3, 3), OpenTicketsToo = true };
        AgreementSet set = new([old, next]);
        var script = new Script().Created("2026-03-02 10:00").Add(t => new ClockExtended("", t, t, 0, "Update", Duration.FromHours(20), "storm", "ana"), "2026-03-02 13:00");
        var running = script.Clock(set, "2026-03-03 10:00");
        (running.Run, running.State).ShouldBe((Run.Running, ClockState.Overdue));
        // 80 % of 22 h are 17:36: 8 on Monday, 9 on Tuesday, 36 minutes on Wednesday.
        Script.Local(running.NextFire).ShouldBe("2026-03-04 09:36");
        Script.Local(script.Clock(set, "2026-03-04 09:36").NextFire).ShouldBe("2026-03-04 14:00");
        script.Clock(set, "2026-03-04 13:59:59.999").Run.ShouldBe(Run.Running);
        script.Replay(set, "2026-03-04 14:00").Clocks.Select(c => (c.Cycle, c.Run, c.State, Script.Local(c.Started))).ShouldBe(
            [(1, Run.Stopped, ClockState.Overdue, "2026-03-02 10:00"), (2, Run.Running, ClockState.Active, "2026-03-04 14:00")]);
    }
}
