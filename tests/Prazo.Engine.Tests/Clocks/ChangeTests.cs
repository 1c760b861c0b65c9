using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>T15 to T17: priorities change, calendars change, tickets come back. 2026-03-02 is a Monday.</summary>
public class ChangeTests
{
    private static Target ByPriority(OnChange rule, bool heals = false) =>
        Sla.By(Metric.Resolution, "priority", "critical=1h, high=2h, normal=8h") with { Up = rule, Down = rule, Heals = heals };

    private static Script Raised() => new Script().Created("2026-03-02 10:00", "priority=normal").Set("2026-03-02 11:30", "priority", "high");

    [Theory]
    [InlineData(OnChange.Keep, "2026-03-02 18:00")]
    [InlineData(OnChange.Restart, "2026-03-02 13:30")]
    [InlineData(OnChange.Carry, "2026-03-02 12:00")]
    [InlineData(OnChange.Retroactive, "2026-03-02 12:00")]
    public void T15_A_change_of_priority_keeps_restarts_carries_or_recounts(OnChange rule, string due)
    {
        var clock = Raised().Clock(Sla.Of(ByPriority(rule)), "2026-03-02 11:45");
        Script.Local(clock.Due).ShouldBe(due);
        Script.Local(clock.OriginalDue).ShouldBe("2026-03-02 18:00");
        if (rule != OnChange.Keep)
            clock.Shifts.ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.Cause.ShouldBe("priority-change"), s => s.Detail.ShouldBe("normal → high"));
    }

    [Fact]
    public void T15_A_breach_that_exists_only_because_of_the_change_is_dated_at_the_change()
    {
        var clock = new Script().Created("2026-03-02 10:00", "priority=normal").Set("2026-03-02 15:00", "priority", "high").Clock(Sla.Of(ByPriority(OnChange.Carry)), "2026-03-02 16:00");
        (clock.State, Script.Local(clock.Due), Script.Local(clock.VerdictAt)).ShouldBe((ClockState.Overdue, "2026-03-02 12:00", "2026-03-02 15:00"));
    }

    [Theory]
    [InlineData(false, ClockState.Overdue)]
    [InlineData(true, ClockState.Active)]
    public void T15_A_fired_breach_heals_only_where_the_target_says_so(bool heals, ClockState expected)
    {
        var clock = new Script().Created("2026-03-02 10:00", "priority=high").Set("2026-03-02 13:00", "priority", "normal").Clock(Sla.Of(ByPriority(OnChange.Carry, heals)), "2026-03-02 14:00");
        clock.State.ShouldBe(expected);
        clock.Facts.Any(f => f.Kind == FactKind.Breached).ShouldBeTrue();
        clock.Facts.Any(f => f.Kind == FactKind.Withdrawn).ShouldBe(heals);
    }

    [Fact]
    public void T15_Up_and_down_have_rules_of_their_own()
    {
        var set = Sla.Of(ByPriority(OnChange.Carry) with { Up = OnChange.Restart, Down = OnChange.Keep });
        Script.Local(Raised().Clock(set, "2026-03-02 11:45").Due).ShouldBe("2026-03-02 13:30");
        var down = new Script().Created("2026-03-02 10:00", "priority=high").Set("2026-03-02 11:30", "priority", "normal");
        Script.Local(down.Clock(set, "2026-03-02 11:45").Due).ShouldBe("2026-03-02 12:00");
    }

    [Fact]
    public void T15_An_extension_moves_the_due_up_to_its_cap_and_says_why()
    {
        var set = Sla.Of(Sla.Target(Metric.Resolution, "4h") with { ExtensionCap = Sla.W("2h") });
        var clock = new Script().Created("2026-03-02 10:00").Add(t => new ClockExtended("", t, t, 0, "Resolution", Duration.FromHours(3), "storm", "bia"), "2026-03-02 11:00").Clock(set, "2026-03-02 12:00");
        Script.Local(clock.Due).ShouldBe("2026-03-02 16:00");
        clock.Shifts.ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.Cause.ShouldBe("extension"), s => s.Detail.ShouldBe("storm"));
    }

    [Fact]
    public void T15_An_extension_moves_a_promise_that_ends_on_a_date_too()
    {
        var script = new Script().Created("2026-03-02 10:00").Add(t => new ClockExtended("", t, t, 0, "Resolution", Duration.FromHours(48), "storm", "bia"), "2026-03-02 11:00");
        Script.Local(script.Clock(Sla.Of(Sla.Target(Metric.Resolution, "until 2026-03-05")), "2026-03-02 12:00").Due).ShouldBe("2026-03-07 23:59:59.999");
    }

    /// <summary>Monday has nine hours, Tuesday four, Wednesday nine again.</summary>
    private static AgreementSet UnevenDays(Target target)
    {
        ImmutableArray<Shift> whole = [new(540, 1080)], half = [new(540, 780)];
        var uneven = new WeeklyCalendar("uneven", "America/Sao_Paulo", [new EffectiveHours(LocalDate.MinIsoValue, [whole, half, whole, half, whole, [], []])], [], [], HolidayCut.Shifts, default);
        var agreement = Sla.Agreement("sla", target);
        return new([agreement with { Calendars = agreement.Calendars.Add("uneven", uneven) }]);
    }

    [Fact]
    [Trait("Rule", "T8")]
    public void T8_T15_A_restart_measures_a_working_day_from_the_restart_and_not_from_the_start()
    {
        var target = Sla.By(Metric.Resolution, "priority", "high=1 working day, normal=2 working days", "uneven") with { Up = OnChange.Restart };
        // Restarted on Tuesday at 11:00, half of its four hours gone: half of Wednesday's nine, 13:30.
        var script = new Script().Created("2026-03-02 09:00", "priority=normal").Set("2026-03-03 11:00", "priority", "high");
        Script.Local(script.Clock(UnevenDays(target), "2026-03-03 12:30").Due).ShouldBe("2026-03-04 13:30");
    }

    [Fact]
    [Trait("Rule", "T8")]
    public void T8_T12_A_reset_measures_a_working_day_from_the_reset()
    {
        // The customer writes again on Tuesday at 11:00, when half of its four hours are gone: half of Wednesday's nine, 13:30.
        var target = Sla.Target(Metric.NextResponse, "1 working day", "uneven") with { Recurs = Recurs.EachReply };
        var script = new Script().Created("2026-03-02 09:00").Reply("2026-03-02 10:00").Customer("2026-03-02 12:00").Customer("2026-03-03 11:00");
        Script.Local(script.Replay(UnevenDays(target), "2026-03-03 12:00").Clocks[^1].Due).ShouldBe("2026-03-04 13:30");
    }

    [Fact]
    public void A_waiver_takes_the_clock_out_even_after_its_breach()
    {
        var clock = new Script().Created("2026-03-02 10:00").Add(t => new ClockWaived("", t, t, 0, "Resolution", "test", "ana", "bia"), "2026-03-03 11:00").Clock(Sla.Of(Sla.Target(Metric.Resolution, "4h")), "2026-03-03 12:00");
        (clock.State, clock.Verdict).ShouldBe((ClockState.Waived, Verdict.Waived));
    }

    [Theory]
    [InlineData(ReopenRule.Count)]
    [InlineData(ReopenRule.Resume)]
    public void T16_A_cycle_that_still_waits_for_its_start_has_no_time_before_it_when_it_is_reopened(ReopenRule rule)
    {
        // Answered at 10:30, so that the next update is counted from the first one's due date, 12:00; closed and opened again before that.
        var target = Sla.Target(Metric.Update, "2h") with { Recurs = Recurs.FromDue, Reopen = new(rule, null) };
        var script = new Script().Created("2026-03-02 10:00", "status=open").Reply("2026-03-02 10:30").Status("2026-03-02 11:00", "resolved").Status("2026-03-02 11:15", "open");
        var clock = script.Replay(Sla.Of(target), "2026-03-02 13:00").Clocks[^1];
        (Script.Local(clock.Started), Script.Local(clock.Due), clock.Worked).ShouldBe(("2026-03-02 12:00", "2026-03-02 14:00", Duration.FromHours(1)));
        clock.Pieces.ShouldAllBe(p => p.From >= clock.Started);
    }

    private static Script Closed() => new Script().Created("2026-03-02 10:00", "status=open").Status("2026-03-02 12:00", "resolved");

    private static Target Reopens(ReopenRule rule, string? limit = null) =>
        Sla.Target(Metric.Resolution, "4h") with { Reopen = new(rule, limit is null ? null : Sla.W(limit)) };

    [Theory]
    [InlineData(ReopenRule.Count, "2026-03-02 14:00", ClockState.DueSoon)]
    [InlineData(ReopenRule.Resume, "2026-03-02 15:30", ClockState.Active)]
    public void T16_Reopening_withdraws_the_met_and_counts_the_closed_time_or_not(ReopenRule rule, string due, ClockState state)
    {
        var clock = Closed().Status("2026-03-02 13:30", "open").Clock(Sla.Of(Reopens(rule)), "2026-03-02 13:40");
        (Script.Local(clock.Due), clock.State).ShouldBe((due, state));
        clock.Facts.ShouldContain(f => f.Kind == FactKind.Withdrawn && f.Cause == "reopened");
    }

    [Fact]
    public void T16_Reopening_may_open_a_new_cycle_or_change_nothing()
    {
        var script = Closed().Status("2026-03-02 13:30", "open");
        var cycles = script.Replay(Sla.Of(Reopens(ReopenRule.NewCycle)), "2026-03-02 13:40").Clocks;
        cycles.Select(c => (c.Cycle, c.State)).ShouldBe([(1, ClockState.Met), (2, ClockState.Active)]);
        script.Clock(Sla.Of(Reopens(ReopenRule.Final)), "2026-03-02 13:40").State.ShouldBe(ClockState.Met);
    }

    [Theory]
    [InlineData("2026-03-09 12:00", ClockState.Active)]
    [InlineData("2026-03-09 12:01", ClockState.Met)]
    public void T16_Reopening_counts_only_within_its_limit(string reopened, ClockState expected) =>
        Closed().Status(reopened, "open").Clock(Sla.Of(Reopens(ReopenRule.Resume, "7 calendar days")), "2026-03-09 12:30").State.ShouldBe(expected);

    // Agreement files refuse these limits; agreements that are made otherwise must not make the replay fail.
    [Theory]
    [InlineData("until field guarantee", "2026-03-05 12:00", ClockState.Active)]
    [InlineData("until field guarantee", "2026-03-05 12:00:00.001", ClockState.Met)]
    [InlineData("until field nothing", "2026-03-20 12:00", ClockState.Active)]
    [InlineData("50% of Workaround", "2026-03-02 13:00", ClockState.Active)]
    [InlineData("50% of Workaround", "2026-03-02 13:00:00.001", ClockState.Met)]
    public void T16_The_limit_of_reopening_may_be_the_tickets_own_or_a_share(string limit, string reopened, ClockState expected)
    {
        // The guarantee ends on Thursday 12:00 in São Paulo; half of two hours after 12:00 is 13:00.
        var set = Sla.Of(Reopens(ReopenRule.Resume, limit), Sla.Target(Metric.Workaround, "2h"));
        var script = new Script().Created("2026-03-02 10:00", "status=open guarantee=2026-03-05T15:00:00Z").Status("2026-03-02 12:00", "resolved").Status(reopened, "open");
        script.Replay(set, reopened).Clocks.Single(c => c.Metric == Metric.Resolution).State.ShouldBe(expected);
    }

    [Fact]
    public void T16_A_breach_found_by_counting_closed_time_is_dated_at_the_reopening_and_a_breach_stays()
    {
        var clock = Closed().Status("2026-03-03 15:00", "open").Clock(Sla.Of(Reopens(ReopenRule.Count)), "2026-03-03 16:00");
        Script.Local(clock.VerdictAt).ShouldBe("2026-03-03 15:00");
        var late = new Script().Created("2026-03-02 10:00").Status("2026-03-02 16:00", "resolved").Status("2026-03-02 16:30", "open");
        late.Clock(Sla.Of(Reopens(ReopenRule.Resume)), "2026-03-02 17:00").ShouldSatisfyAllConditions(
            c => c.State.ShouldBe(ClockState.Overdue), c => Script.Local(c.VerdictAt).ShouldBe("2026-03-02 14:00"));
    }

    [Fact]
    public void T16_Cancelled_clocks_revive()
    {
        var set = Sla.Of(Sla.Target(Metric.FirstResponse, "1h"));
        var clock = new Script().Created("2026-03-02 10:00", "status=open").Status("2026-03-02 10:30", "closed").Status("2026-03-02 12:00", "open").Reply("2026-03-02 12:10").Clock(set, "2026-03-02 15:00");
        (clock.State, clock.Worked).ShouldBe((ClockState.Met, Duration.FromMinutes(40)));
    }

    [Fact]
    public void T17_Handed_over_between_two_zones_in_the_middle_of_both_days_counts_piecewise()
    {
        var set = Sla.Of(Sla.By(Metric.Resolution, "team", "else=8h", "sp=office, am=manaus"));
        var clock = new Script().Created("2026-03-02 14:00", "team=sp").Set("2026-03-02 16:00", "team", "am").Set("2026-03-02 18:30", "team", "sp").Clock(set, "2026-03-03 10:00");
        // Two hours in São Paulo; Manaus, one hour behind, is open until 19:00 São Paulo time and gives two and a half; the rest in São Paulo from 9:00.
        Script.Local(clock.Due).ShouldBe("2026-03-03 12:30");
        Script.Local(clock.OriginalDue).ShouldBe("2026-03-03 13:00");
        clock.Pieces.Select(p => p.Calendar).ShouldBe(["office", "manaus", "office"]);
        clock.Shifts.ShouldHaveSingleItem().Cause.ShouldBe("team-change");
    }

    [Fact]
    public void T17_The_limit_may_follow_priority_and_the_calendar_the_region()
    {
        var set = Sla.Of(Sla.By(Metric.Resolution, "priority", "high=2h, normal=8h", "sul=office, norte=manaus", calendarBy: "region"));
        var clock = new Script().Created("2026-03-02 09:00", "priority=high region=norte").Clock(set, "2026-03-02 09:30");
        (Script.Local(clock.Due), clock.Calendar).ShouldBe(("2026-03-02 12:00", "manaus"));
    }

    [Fact]
    public void A_promise_that_comes_with_a_later_priority_counts_from_the_start()
    {
        var set = Sla.Of(ByPriority(OnChange.Carry));
        var script = new Script().Created("2026-03-02 10:00");
        script.Replay(set, "2026-03-02 10:30").ShouldSatisfyAllConditions(r => r.Clocks.ShouldBeEmpty(), r => r.Uncovered.ShouldHaveSingleItem().Code.ShouldBe("no-value"));
        Script.Local(script.Set("2026-03-02 11:00", "priority", "high").Clock(set, "2026-03-02 11:30").Due).ShouldBe("2026-03-02 12:00");
    }

    [Fact]
    public void Targets_over_thirty_days_keep_the_wall_time_across_the_end_of_summer_time()
    {
        var set = Sla.Of(Sla.Target(Metric.Resolution, "45 calendar days", "24x7") with { Calendar = ByValue<string>.One("ny") });
        var agreement = set.Agreements[0];
        set = new([agreement with { Calendars = agreement.Calendars.Add("ny", Sla.Week("ny", "America/New_York", (540, 1020))) }]);
        var clock = new Script("America/New_York").Created("2011-10-01 10:15").Clock(set, "2011-10-02 09:00");
        Script.Local(clock.Due, "America/New_York").ShouldBe("2011-11-15 10:15");
    }
}
