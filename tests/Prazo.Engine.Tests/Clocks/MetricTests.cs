using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>T12: the ready-made metrics, calls, and conditions of one's own. 2026-03-02 is a Monday.</summary>
public class MetricTests
{
    private static AgreementSet One(Metric metric, string within, Func<Target, Target>? change = null) =>
        Sla.Of(change is null ? Sla.Target(metric, within) : change(Sla.Target(metric, within)));

    private static IEnumerable<(int, ClockState, string)> Cycles(TicketReplay replay) => replay.Clocks.Select(c => (c.Cycle, c.State, Script.Local(c.Started)));

    [Fact]
    public void Updates_recur_from_each_stop()
    {
        var replay = new Script().Created("2026-03-02 09:00").Reply("2026-03-02 10:00").Reply("2026-03-02 13:30").Replay(One(Metric.Update, "2h"), "2026-03-02 14:00");
        Cycles(replay).ShouldBe([(1, ClockState.Met, "2026-03-02 09:00"), (2, ClockState.MetLate, "2026-03-02 10:00"), (3, ClockState.Active, "2026-03-02 13:30")]);
    }

    [Fact]
    public void Updates_from_due_keep_their_beat_and_a_second_update_in_one_beat_counts_once()
    {
        var set = One(Metric.Update, "2h", t => t with { Recurs = Recurs.FromDue });
        var replay = new Script().Created("2026-03-02 09:00").Reply("2026-03-02 10:00").Reply("2026-03-02 10:30").Reply("2026-03-02 12:00").Replay(set, "2026-03-02 12:30");
        Cycles(replay).ShouldBe([(1, ClockState.Met, "2026-03-02 09:00"), (2, ClockState.Met, "2026-03-02 11:00"), (3, ClockState.Active, "2026-03-02 13:00")]);
        replay.Clocks[2].Run.ShouldBe(Run.Waiting);
    }

    [Fact]
    public void T12_A_cycle_that_waits_for_its_start_takes_the_pause_and_the_priority_that_hold_then()
    {
        var set = Sla.Of(Sla.By(Metric.Update, "priority", "high=1h, else=2h") with { Recurs = Recurs.FromDue, Pause = [Sla.Pause()] });
        var script = new Script().Created("2026-03-02 09:00").Reply("2026-03-02 09:30").Set("2026-03-02 09:40", "priority", "high").Status("2026-03-02 10:00", "waiting-customer").Status("2026-03-02 13:00", "open");
        var waiting = script.Replay(set, "2026-03-02 13:10").Clocks[1];
        (waiting.Run, Script.Local(waiting.Started), Script.Local(waiting.Due), waiting.Worked.TotalMinutes).ShouldBe((Run.Running, "2026-03-02 11:00", "2026-03-02 14:00", 10.0));
    }

    [Fact]
    public void A_missed_update_opens_the_next_where_the_target_says_so()
    {
        var set = One(Metric.Update, "2h", t => t with { MissedOpensNext = true });
        var replay = new Script().Created("2026-03-02 09:00").Replay(set, "2026-03-02 14:00");
        Cycles(replay).ShouldBe([(1, ClockState.Overdue, "2026-03-02 09:00"), (2, ClockState.Overdue, "2026-03-02 11:00"), (3, ClockState.Active, "2026-03-02 13:00")]);
        new Script().Created("2026-03-02 09:00").Replay(One(Metric.Update, "2h"), "2026-03-02 14:00").Clocks.Length.ShouldBe(1);
    }

    [Fact]
    public void T3_T12_The_next_begins_when_the_missed_one_is_broken_and_no_breach_lies_before_what_anybody_could_know()
    {
        // Two working hours end at 18:00 and are kept until Tuesday 9:00 (T6); the next one runs round the clock.
        var set = Sla.Of(Sla.By(Metric.Update, "priority", "low=2h, high=1h clock") with { MissedOpensNext = true, Up = OnChange.Keep });
        var script = new Script().Created("2026-03-02 16:00", "priority=low").Set("2026-03-02 17:00", "priority", "high");
        Cycles(script.Replay(set, "2026-03-03 09:00")).ShouldBe([(1, ClockState.DueSoon, "2026-03-02 16:00")]);
        Cycles(script.Replay(set, "2026-03-03 09:30")).ShouldBe([(1, ClockState.Overdue, "2026-03-02 16:00"), (2, ClockState.Active, "2026-03-03 09:00")]);
    }

    [Fact]
    public void Closing_ends_updates_without_blame()
    {
        var replay = new Script().Created("2026-03-02 09:00").Reply("2026-03-02 10:00").Status("2026-03-02 10:30", "resolved").Replay(One(Metric.Update, "2h"), "2026-03-03 14:00");
        Cycles(replay).ShouldBe([(1, ClockState.Met, "2026-03-02 09:00"), (2, ClockState.Cancelled, "2026-03-02 10:00")]);
    }

    [Fact]
    public void A_workaround_may_be_paused_or_not_as_the_target_says()
    {
        var script = new Script().Created("2026-03-02 09:00").Status("2026-03-02 10:00", "waiting-customer").Add(t => new WorkaroundGiven("", t, t, 0), "2026-03-02 14:00");
        script.Clock(One(Metric.Workaround, "2h"), "2026-03-03 10:00").State.ShouldBe(ClockState.MetLate);
        script.Clock(One(Metric.Workaround, "2h", t => t with { Pause = [Sla.Pause()] }), "2026-03-03 10:00").State.ShouldBe(ClockState.Met);
    }

    [Fact]
    public void A_solution_is_a_workaround_too() =>
        new Script().Created("2026-03-02 09:00").Status("2026-03-02 10:00", "resolved").Clock(One(Metric.Workaround, "2h"), "2026-03-03 10:00").State.ShouldBe(ClockState.Met);

    [Fact]
    public void Each_team_owns_its_part()
    {
        var set = Sla.Of(Sla.By(Metric.Ownership, "team", "n1=1h, n2=4h"));
        var replay = new Script().Created("2026-03-02 09:00", "team=n1").Set("2026-03-02 10:30", "team", "n2").Status("2026-03-02 12:00", "resolved").Replay(set, "2026-03-03 10:00");
        replay.Clocks.Select(c => (c.ByValue, c.State, c.Worked.TotalMinutes)).ShouldBe([("n1", ClockState.MetLate, 90.0), ("n2", ClockState.Met, 90.0)]);
    }

    [Fact]
    public void Hop_budgets_derive_from_the_parent_promise()
    {
        var set = Sla.Of(Sla.Target(Metric.Resolution, "8h"), Sla.By(Metric.Ownership, "team", "n1=25% of Resolution, n2=50% of Resolution"));
        var replay = new Script().Created("2026-03-02 09:00", "team=n1").Set("2026-03-02 10:30", "team", "n2").Replay(set, "2026-03-02 11:00");
        replay.Clocks.Where(c => c.Metric == Metric.Ownership).Select(c => Script.Local(c.Due)).ShouldBe(["2026-03-02 11:00", "2026-03-02 14:30"]);
    }

    [Fact]
    public void Requester_wait_leaves_out_the_customers_own_time_and_promises_nothing_when_measured()
    {
        var measured = Sla.Target(Metric.RequesterWait, "1h") with { MeasureOnly = true, Within = ByValue<Within>.Empty };
        var clock = new Script().Created("2026-03-02 09:00").Status("2026-03-02 10:00", "waiting-customer").Status("2026-03-02 13:00", "open").Status("2026-03-02 14:00", "resolved").Clock(Sla.Of(measured), "2026-03-03 10:00");
        (clock.Worked, clock.State, clock.Cause, clock.Promised).ShouldBe((Duration.FromHours(2), ClockState.NotApplicable, "measured", false));
    }

    [Fact]
    public void Agent_work_runs_while_somebody_has_it_and_waits_for_nobody()
    {
        var clock = new Script().Created("2026-03-02 09:00").Set("2026-03-02 10:00", "agent", "ana").Status("2026-03-02 11:00", "waiting-customer")
            .Status("2026-03-02 13:00", "open").Set("2026-03-02 14:00", "agent", "").Set("2026-03-02 15:00", "agent", "bia").Status("2026-03-02 15:30", "resolved").Clock(One(Metric.AgentWork, "8h"), "2026-03-03 10:00");
        clock.Worked.ShouldBe(Duration.FromMinutes(150));
        clock.Holders.Select(h => h.Agent).ShouldBe(["ana", null, "bia"]);
    }

    [Fact]
    public void The_customer_has_promises_too()
    {
        var set = One(Metric.CustomerAnswer, "1 business day", t => t with { Party = Party.Customer });
        var script = new Script().Created("2026-03-02 09:00").Status("2026-03-02 10:00", "waiting-customer").Customer("2026-03-04 09:00");
        script.Clock(set, "2026-03-05 09:00").State.ShouldBe(ClockState.MetLate);
        new Script().Created("2026-03-02 09:00").Status("2026-03-02 10:00", "waiting-customer").Status("2026-03-02 11:00", "open").Clock(set, "2026-03-05 09:00").Cause.ShouldBe("no-longer-waiting");
    }

    private static Script Ringing(string hangUp) => new Script().Created("2026-03-02 09:00").Add(t => new CallOffered("", t, t, 0, "c1"), "2026-03-02 09:00:00").Add(t => new CallAbandoned("", t, t, 0, "c1"), hangUp);

    [Theory]
    [InlineData(MissedCall.Counted, "2026-03-02 09:00:10", ClockState.Overdue, "abandoned")]
    [InlineData(MissedCall.Normal, "2026-03-02 09:00:10", ClockState.Cancelled, "abandoned-in-time")]
    [InlineData(MissedCall.Normal, "2026-03-02 09:00:21", ClockState.Overdue, "abandoned-in-time")]
    [InlineData(MissedCall.Ignored, "2026-03-02 09:00:10", ClockState.NotApplicable, "missed-call-ignored")]
    public void A_missed_call_is_counted_normal_or_ignored(MissedCall rule, string hangUp, ClockState state, string cause)
    {
        var clock = Ringing(hangUp).Clock(One(Metric.SpeedOfAnswer, "20s", t => t with { MissedCall = rule }), "2026-03-02 12:00");
        (clock.State, clock.Cause, clock.Call).ShouldBe((state, cause, "c1"));
    }

    [Fact]
    public void Two_calls_at_once_have_a_clock_each()
    {
        var script = new Script().Created("2026-03-02 09:00").Add(t => new CallOffered("", t, t, 0, "c1"), "2026-03-02 09:00").Add(t => new CallOffered("", t, t, 0, "c2"), "2026-03-02 09:00:05")
            .Add(t => new CallAnswered("", t, t, 0, "c2", "ana"), "2026-03-02 09:00:15").Add(t => new CallAnswered("", t, t, 0, "c1", "bia"), "2026-03-02 09:00:30");
        var clocks = script.Replay(One(Metric.SpeedOfAnswer, "20s"), "2026-03-02 12:00").Clocks;
        clocks.Select(c => (c.Call, c.State, c.Elapsed.TotalSeconds)).ShouldBe([("c1", ClockState.MetLate, 30.0), ("c2", ClockState.Met, 10.0)]);
    }

    [Fact]
    public void An_answered_call_answers_the_ticket_and_returns_a_missed_one()
    {
        var set = Sla.Of(Sla.Target(Metric.Callback, "1h"), Sla.Target(Metric.FirstResponse, "1h"));
        var clocks = Ringing("2026-03-02 09:01").Add(t => new CallAnswered("", t, t, 0, "c9", "ana", Outbound: true), "2026-03-02 09:45").Replay(set, "2026-03-02 12:00").Clocks;
        clocks.Select(c => (c.Metric, c.State, c.Worked.TotalMinutes)).ShouldBe([(Metric.Callback, ClockState.Met, 44.0), (Metric.FirstResponse, ClockState.Met, 45.0)]);
        Ringing("2026-03-02 09:01").Replay(One(Metric.Callback, "1h", t => t with { MissedCall = MissedCall.Ignored }), "2026-03-02 12:00").Clocks.ShouldBeEmpty();
    }

    private static FieldIs Field(string field, params string[] values) => new(new FieldIn(field, [.. values], Negated: false, default));

    [Fact]
    public void Conditions_of_ones_own_start_stop_pause_and_reset()
    {
        var own = Sla.Target(Metric.Custom, "4h") with
        {
            Start = Field("stage", "delivery"),
            Stop = Field("stage", "delivered"),
            Reset = new AllOf([new EventIs("note", default), Field("stage", "delivery")]),
            Pause = [new PauseRule(Field("carrier", "strike"), "strike", Party.Supplier, default)],
        };
        var script = new Script().Created("2026-03-02 09:00", "stage=purchase").Set("2026-03-02 10:00", "stage", "delivery").Set("2026-03-02 11:00", "carrier", "strike").Set("2026-03-02 12:00", "carrier", "ok");
        script.Clock(Sla.Of(own), "2026-03-02 12:30").Worked.ShouldBe(Duration.FromMinutes(90));
        var reset = script.Note("2026-03-02 13:00").Clock(Sla.Of(own), "2026-03-02 13:30");
        (reset.Worked, Script.Local(reset.Due)).ShouldBe((Duration.FromMinutes(30), "2026-03-02 17:00"));
        script.Set("2026-03-02 14:00", "stage", "delivered").Set("2026-03-02 15:00", "priority", "x").Clock(Sla.Of(own), "2026-03-02 16:00").State.ShouldBe(ClockState.Met);
        script.Set("2026-03-02 16:30", "stage", "delivery").Replay(Sla.Of(own), "2026-03-02 17:00").Clocks.Length.ShouldBe(2);
    }

    [Fact]
    public void Any_and_not_combine()
    {
        var own = Sla.Target(Metric.Custom, "4h") with { Start = new AnyOf([Field("vip", "yes"), Field("priority", "critical")]), Stop = new Not(Field("vip", "yes")) };
        new Script().Created("2026-03-02 09:00").Set("2026-03-02 10:00", "vip", "yes").Set("2026-03-02 11:00", "vip", "no").Clock(Sla.Of(own), "2026-03-02 12:00")
            .ShouldSatisfyAllConditions(c => c.State.ShouldBe(ClockState.Met), c => c.Worked.ShouldBe(Duration.FromHours(1)));
    }

    [Fact]
    public void A_promised_date_in_a_field_is_the_due_and_an_empty_one_is_not_applicable()
    {
        var set = One(Metric.Resolution, "until field target_dt");
        Script.Local(new Script().Created("2026-03-02 09:00", "target_dt=2026-03-05T12:00:00Z").Clock(set, "2026-03-02 10:00").Due).ShouldBe("2026-03-05 09:00");
        new Script().Created("2026-03-02 09:00").Clock(set, "2026-03-02 10:00").ShouldSatisfyAllConditions(c => c.State.ShouldBe(ClockState.NotApplicable), c => c.Cause.ShouldBe("field-empty"));
        new Script().Created("2026-03-02 09:00", "target_dt=2026-03-01T12:00:00Z").Status("2026-03-02 09:00", "closed").Clock(set, "2026-03-02 10:00").State.ShouldBe(ClockState.MetLate);
    }

    [Theory]
    [InlineData("2026-03-02 15:59", ClockState.Active)]
    [InlineData("2026-03-02 16:00", ClockState.DueSoon)]
    public void T11_Due_soon_begins_at_the_first_warning(string asOf, ClockState expected)
    {
        var set = One(Metric.Resolution, "8h", t => t with { Warn = [new WarnBefore("1h before", Duration.FromHours(1), Clock: false), new WarnAtPercent("75%", 75), new WarnAfter("1h after", Duration.FromHours(1), Clock: true)] });
        var clock = new Script().Created("2026-03-02 10:00").Clock(set, asOf);
        clock.State.ShouldBe(expected);
        Script.Local(clock.NextFire).ShouldBe(expected == ClockState.Active ? "2026-03-02 16:00" : "2026-03-02 17:00");
    }
}
