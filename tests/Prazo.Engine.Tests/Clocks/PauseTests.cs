using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>T11 and T13: time that does not count. 2026-03-02 is a Monday.</summary>
public class PauseTests
{
    private static Target Resolution(string within, params PauseRule[] pauses) =>
        Sla.Target(Metric.Resolution, within) with { Pause = pauses.Length > 0 ? [.. pauses] : [Sla.Pause()] };

    private static Script Waiting() => new Script().Created("2026-03-02 10:00", "status=open").Status("2026-03-02 11:00", "waiting-customer");

    [Fact]
    public void T11_While_paused_there_is_no_due_the_rest_is_shown_and_nothing_breaks()
    {
        var clock = Waiting().Clock(Sla.Of(Resolution("4h")), "2026-03-20 12:00");
        (clock.State, clock.Run, clock.Due, clock.Last).ShouldBe((ClockState.Paused, Run.Paused, null, null));
        clock.Remaining.ShouldBe(Duration.FromHours(3));
        clock.NextFire.ShouldBeNull();
    }

    [Fact]
    public void T13_A_pause_moves_the_due_by_the_working_time_paused()
    {
        var clock = Waiting().Status("2026-03-03 10:00", "open").Clock(Sla.Of(Resolution("4h")), "2026-03-03 10:30");
        Script.Local(clock.Due).ShouldBe("2026-03-03 13:00");
        Script.Local(clock.OriginalDue).ShouldBe("2026-03-02 14:00");
        clock.Shifts.ShouldHaveSingleItem().Cause.ShouldBe("pause");
        clock.Worked.ShouldBe(Duration.FromMinutes(90));
    }

    [Fact]
    public void T13_A_pause_moves_a_clock_time_promise_by_elapsed_time()
    {
        var clock = Waiting().Status("2026-03-03 10:00", "open").Clock(Sla.Of(Resolution("4h clock")), "2026-03-03 10:30");
        Script.Local(clock.Due).ShouldBe("2026-03-03 13:00");
        Script.Local(clock.OriginalDue).ShouldBe("2026-03-02 14:00");
    }

    [Fact]
    public void T13_A_pause_outside_hours_moves_nothing_of_a_working_time_promise()
    {
        var clock = new Script().Created("2026-03-02 16:00", "status=open").Status("2026-03-02 19:00", "waiting-customer").Status("2026-03-03 07:00", "open").Clock(Sla.Of(Resolution("4h")), "2026-03-03 10:00");
        Script.Local(clock.Due).ShouldBe("2026-03-03 11:00");
        clock.Shifts.ShouldBeEmpty();
    }

    [Fact]
    public void T13_Business_days_take_the_paused_working_time_and_go_on_to_the_next_by()
    {
        var clock = Waiting().Status("2026-03-02 13:00", "open").Clock(Sla.Of(Resolution("2 business days by 16:00")), "2026-03-02 14:00");
        Script.Local(clock.OriginalDue).ShouldBe("2026-03-04 16:00");
        Script.Local(clock.Due).ShouldBe("2026-03-05 16:00");
    }

    [Fact]
    public void T13_Until_does_not_move_unless_pauses_extend_it()
    {
        var script = Waiting().Status("2026-03-03 11:00", "open");
        Script.Local(script.Clock(Sla.Of(Resolution("until 2026-03-05")), "2026-03-03 12:00").Due).ShouldBe("2026-03-05 23:59:59.999");
        Script.Local(script.Clock(Sla.Of(Resolution("until 2026-03-05") with { PausesExtend = true }), "2026-03-03 12:00").Due).ShouldBe("2026-03-06 23:59:59.999");
    }

    [Fact]
    public void T13_The_customers_answer_ends_a_customer_pause_at_its_own_time_and_it_stays_ended()
    {
        var clock = Waiting().Customer("2026-03-02 12:00").Set("2026-03-02 12:30", "priority", "high").Clock(Sla.Of(Resolution("4h")), "2026-03-02 13:00");
        clock.State.ShouldBe(ClockState.Active);
        clock.Worked.ShouldBe(Duration.FromHours(2));
        Script.Local(clock.Due).ShouldBe("2026-03-02 15:00");
    }

    [Fact]
    public void T13_An_answered_pause_returns_after_its_condition_was_false_and_true_again()
    {
        var clock = Waiting().Customer("2026-03-02 12:00").Status("2026-03-02 12:30", "open").Status("2026-03-02 12:40", "waiting-customer").Clock(Sla.Of(Resolution("4h")), "2026-03-02 17:00");
        clock.State.ShouldBe(ClockState.Paused);
        clock.Worked.ShouldBe(Duration.FromMinutes(100));
    }

    [Fact]
    public void T13_Automatic_replies_end_no_pause() =>
        Waiting().Customer("2026-03-02 12:00", automatic: true).Clock(Sla.Of(Resolution("4h")), "2026-03-02 17:00").State.ShouldBe(ClockState.Paused);

    [Fact]
    public void T13_A_customers_answer_ends_no_supplier_pause()
    {
        var set = Sla.Of(Resolution("4h", Sla.Pause("waiting-supplier", Party.Supplier)));
        new Script().Created("2026-03-02 10:00").Status("2026-03-02 11:00", "waiting-supplier").Customer("2026-03-02 12:00").Clock(set, "2026-03-02 17:00").State.ShouldBe(ClockState.Paused);
    }

    [Fact]
    public void T13_Overlapping_pauses_count_once_for_the_first()
    {
        var part = new PauseRule(new FieldIs(new FieldIn("part", ["ordered"], Negated: false, default)), "part", Party.Supplier, default);
        var clock = Waiting().Set("2026-03-02 12:00", "part", "ordered").Status("2026-03-02 13:00", "open").Set("2026-03-02 14:00", "part", "").Clock(Sla.Of(Resolution("4h", Sla.Pause(), part)), "2026-03-02 14:30");
        clock.Pieces.Select(p => (p.Kind, p.Reason, Script.Local(p.From), Script.Local(p.To))).ShouldBe(
        [
            (PieceKind.Running, null, "2026-03-02 10:00", "2026-03-02 11:00"),
            (PieceKind.Paused, "waiting-customer", "2026-03-02 11:00", "2026-03-02 13:00"),
            (PieceKind.Paused, "part", "2026-03-02 13:00", "2026-03-02 14:00"),
            (PieceKind.Running, null, "2026-03-02 14:00", "2026-03-02 14:30"),
        ]);
        Script.Local(clock.Due).ShouldBe("2026-03-02 17:00");
    }

    [Fact]
    public void T12_A_ticket_born_paused_is_paused_from_its_start()
    {
        var clock = new Script().Created("2026-03-02 10:00", "status=waiting-customer").Status("2026-03-02 15:00", "open").Clock(Sla.Of(Resolution("4h")), "2026-03-02 16:00");
        clock.Worked.ShouldBe(Duration.FromHours(1));
        Script.Local(clock.Due).ShouldBe("2026-03-03 10:00");
    }

    [Fact]
    public void T13_An_explicit_pause_has_reason_and_party_and_ends_when_resumed()
    {
        var clock = new Script().Created("2026-03-02 10:00")
            .Add(t => new ClockPaused("", t, t, 0, "Resolution", "flood", Party.Nobody, "ana"), "2026-03-02 11:00")
            .Add(t => new ClockPaused("", t, t, 0, "Other", "elsewhere", Party.Nobody, "ana"), "2026-03-02 11:30")
            .Add(t => new ClockResumed("", t, t, 0, "Resolution", "ana"), "2026-03-02 12:00").Clock(Sla.Of(Resolution("4h")), "2026-03-02 13:00");
        clock.Worked.ShouldBe(Duration.FromHours(2));
        clock.Pieces.Single(p => p.Kind == PieceKind.Paused).ShouldSatisfyAllConditions(p => p.Reason.ShouldBe("flood"), p => p.Party.ShouldBe(Party.Nobody));
    }

    [Fact]
    public void T11_A_broken_promise_stays_overdue_while_paused()
    {
        var clock = new Script().Created("2026-03-02 10:00").Status("2026-03-02 15:00", "waiting-customer").Clock(Sla.Of(Resolution("4h")), "2026-03-02 16:00");
        (clock.State, clock.Run).ShouldBe((ClockState.Overdue, Run.Paused));
    }

    [Fact]
    public void Solving_during_a_pause_is_in_time() =>
        Waiting().Status("2026-03-09 10:00", "resolved").Clock(Sla.Of(Resolution("4h")), "2026-03-10 10:00").State.ShouldBe(ClockState.Met);

    [Fact]
    public void A_pause_is_kept_through_a_change_of_priority()
    {
        var set = Sla.Of(Sla.By(Metric.Resolution, "priority", "high=2h, normal=8h") with { Pause = [Sla.Pause()] });
        var clock = new Script().Created("2026-03-02 10:00", "priority=normal").Status("2026-03-02 11:00", "waiting-customer").Set("2026-03-02 12:00", "priority", "high").Clock(set, "2026-03-02 17:00");
        clock.State.ShouldBe(ClockState.Paused);
        clock.Remaining.ShouldBe(Duration.FromHours(1));
        clock.Worked.ShouldBe(Duration.FromHours(1));
    }

    [Fact]
    public void Opened_and_solved_outside_hours_takes_no_working_time()
    {
        var clock = new Script().Created("2026-03-01 10:00").Status("2026-03-01 22:00", "resolved").Clock(Sla.Of(Resolution("4h")), "2026-03-02 12:00");
        (clock.State, clock.Worked, clock.Elapsed).ShouldBe((ClockState.Met, Duration.Zero, Duration.FromHours(12)));
    }

    [Fact]
    public void A_pause_in_the_night_between_due_and_last_keeps_the_promise_alive_until_the_resumption()
    {
        var set = Sla.Of(Resolution("1h"));
        var script = new Script().Created("2026-03-02 17:00").Status("2026-03-02 20:00", "waiting-customer").Status("2026-03-03 12:00", "open");
        script.Clock(set, "2026-03-03 12:00").State.ShouldNotBe(ClockState.Overdue);
        Script.Local(script.Clock(set, "2026-03-03 12:01").VerdictAt).ShouldBe("2026-03-03 12:00");
    }

    [Theory]
    [InlineData("2 business days")]
    [InlineData("3 calendar days")]
    [InlineData("1 month")]
    public void T13_a_paused_date_does_not_use_up_its_promise(string within)
    {
        var set = Sla.Of(Sla.Target(Metric.Resolution, within) with { Pause = [Sla.Pause()] });
        var script = new Script().Created("2026-03-02 10:00", "status=open").Status("2026-03-02 15:00", "waiting-customer");
        var used = script.Clock(set, "2026-03-02 15:00").UsedPercent.ShouldNotBeNull();
        used.ShouldBeGreaterThan(0);
        script.Clock(set, "2026-03-03 12:00").UsedPercent.ShouldBe(used);
        script.Clock(set, "2026-03-05 12:00").UsedPercent.ShouldBe(used);
    }
}
