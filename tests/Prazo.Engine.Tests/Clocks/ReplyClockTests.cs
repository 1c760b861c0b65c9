using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>T6 and T14: what answers a customer, and what does not. 2026-03-02 is a Monday.</summary>
public class ReplyClockTests
{
    private static readonly AgreementSet OneHour = Sla.Of(Sla.Target(Metric.FirstResponse, "1h"));

    [Fact]
    public void T14_A_reply_in_time_meets_the_first_response()
    {
        var clock = new Script().Created("2026-03-02 10:00").Reply("2026-03-02 10:40").Clock(OneHour, "2026-03-03 09:00");
        clock.State.ShouldBe(ClockState.Met);
        clock.Worked.ShouldBe(Duration.FromMinutes(40));
        Script.Local(clock.Due).ShouldBe("2026-03-02 11:00");
        Script.Local(clock.VerdictAt).ShouldBe("2026-03-02 10:40");
    }

    [Fact]
    public void T3_A_late_reply_is_met_late_and_the_breach_is_dated_at_the_promise()
    {
        var clock = new Script().Created("2026-03-02 10:00").Reply("2026-03-02 15:00").Clock(OneHour, "2026-03-03 09:00");
        clock.State.ShouldBe(ClockState.MetLate);
        Script.Local(clock.VerdictAt).ShouldBe("2026-03-02 11:00");
        Script.Local(clock.Stopped).ShouldBe("2026-03-02 15:00");
    }

    [Theory]
    [InlineData("2026-03-02 18:00:00.000", ClockState.Met)]
    [InlineData("2026-03-02 23:00:00.000", ClockState.Met)]
    [InlineData("2026-03-03 08:59:59.999", ClockState.Met)]
    [InlineData("2026-03-03 09:00:00.000", ClockState.Met)]
    [InlineData("2026-03-03 09:00:00.001", ClockState.MetLate)]
    public void T6_A_promise_that_fills_the_day_is_due_at_closing_and_in_time_until_the_next_opening(string reply, ClockState expected)
    {
        var clock = new Script().Created("2026-03-02 17:00").Reply(reply).Clock(OneHour, "2026-03-04 09:00");
        Script.Local(clock.Due).ShouldBe("2026-03-02 18:00");
        Script.Local(clock.Last).ShouldBe("2026-03-03 09:00");
        clock.State.ShouldBe(expected);
    }

    [Theory]
    [InlineData("2026-03-02 18:00:00.000", ClockState.Met)]
    [InlineData("2026-03-02 18:00:00.001", ClockState.MetLate)]
    public void T6_With_boundary_close_the_promise_ends_at_closing(string reply, ClockState expected)
    {
        var set = Sla.Of(Sla.Target(Metric.FirstResponse, "1h") with { BoundaryClose = true });
        new Script().Created("2026-03-02 17:00").Reply(reply).Clock(set, "2026-03-04 09:00").State.ShouldBe(expected);
    }

    [Theory]
    [InlineData("2026-03-02 10:59:59.999", ClockState.Met)]
    [InlineData("2026-03-02 11:00:00.000", ClockState.Met)]
    [InlineData("2026-03-02 11:00:00.001", ClockState.MetLate)]
    public void T6_Around_the_end_of_an_open_hour_one_millisecond_decides(string reply, ClockState expected) =>
        new Script().Created("2026-03-02 10:00").Reply(reply).Clock(OneHour, "2026-03-04 09:00").State.ShouldBe(expected);

    [Theory]
    [InlineData("2026-03-03 09:00:00.000", ClockState.DueSoon)]
    [InlineData("2026-03-03 09:00:00.001", ClockState.Overdue)]
    public void T6_Unanswered_it_breaks_one_millisecond_after_last(string asOf, ClockState expected)
    {
        var clock = new Script().Created("2026-03-02 17:00").Clock(OneHour, asOf);
        clock.State.ShouldBe(expected);
        if (expected == ClockState.Overdue)
            Script.Local(clock.VerdictAt).ShouldBe("2026-03-03 09:00");
        else
            clock.NextFire.ShouldBe(clock.Last!.Value + Duration.FromMilliseconds(1));
    }

    [Fact]
    public void T14_Bots_and_notes_answer_nobody_unless_the_target_says_so()
    {
        var script = new Script().Created("2026-03-02 10:00").Bot("2026-03-02 10:01").Note("2026-03-02 10:02");
        script.Clock(OneHour, "2026-03-02 10:30").State.ShouldBe(ClockState.Active);
        script.Clock(Sla.Of(Sla.Target(Metric.FirstResponse, "1h") with { BotsCount = true }), "2026-03-02 10:30").Worked.ShouldBe(Duration.FromMinutes(1));
        script.Clock(Sla.Of(Sla.Target(Metric.FirstResponse, "1h") with { NotesCount = true }), "2026-03-02 10:30").Worked.ShouldBe(Duration.FromMinutes(2));
    }

    [Fact]
    public void T14_Status_or_acceptance_answers_where_the_target_says_so()
    {
        var script = new Script().Created("2026-03-02 10:00", "status=new").Status("2026-03-02 10:05", "open").Add(t => new TicketAccepted("", t, t, 0, "ana"), "2026-03-02 10:07");
        script.Clock(Sla.Of(Sla.Target(Metric.FirstResponse, "1h") with { Response = ResponseBy.Status }), "2026-03-02 12:00").Worked.ShouldBe(Duration.FromMinutes(5));
        script.Clock(Sla.Of(Sla.Target(Metric.FirstResponse, "1h") with { Response = ResponseBy.Acceptance }), "2026-03-02 12:00").Worked.ShouldBe(Duration.FromMinutes(7));
        script.Clock(OneHour, "2026-03-02 12:00").State.ShouldBe(ClockState.Overdue);
    }

    [Fact]
    public void T14_Closed_without_a_reply_cancels_the_clock()
    {
        var clock = new Script().Created("2026-03-02 10:00").Status("2026-03-02 10:30", "closed").Clock(OneHour, "2026-03-04 09:00");
        clock.State.ShouldBe(ClockState.Cancelled);
        clock.Cause.ShouldBe("closed-without-response");
    }

    [Fact]
    public void T14_Closed_without_a_reply_after_last_stays_broken()
    {
        var clock = new Script().Created("2026-03-02 10:00").Status("2026-03-02 11:30", "closed").Clock(OneHour, "2026-03-04 09:00");
        (clock.Run, clock.Verdict, clock.State).ShouldBe((Run.Stopped, Verdict.Broken, ClockState.Overdue));
        Script.Local(clock.VerdictAt).ShouldBe("2026-03-02 11:00");
    }

    [Fact]
    public void T14_A_ticket_born_closed_cancels_its_reply_clock_and_meets_its_resolution()
    {
        var set = Sla.Of(Sla.Target(Metric.FirstResponse, "1h"), Sla.Target(Metric.Resolution, "4h"));
        var clocks = new Script().Created("2026-03-02 10:00", "status=closed").Replay(set, "2026-03-04 09:00").Clocks;
        clocks[0].State.ShouldBe(ClockState.Cancelled);
        clocks[1].State.ShouldBe(ClockState.Met);
        clocks[1].Elapsed.ShouldBe(Duration.Zero);
    }

    [Fact]
    public void T14_A_ticket_that_an_agent_opens_owes_no_response_until_the_customer_writes()
    {
        var script = new Script().Created("2026-03-02 10:00", byAgent: true).Reply("2026-03-02 10:01");
        script.Clock(OneHour, "2026-03-02 12:00").State.ShouldBe(ClockState.NotApplicable);
        script.Customer("2026-03-02 14:00");
        var clock = script.Clock(OneHour, "2026-03-02 14:10");
        (clock.State, clock.Cycle).ShouldBe((ClockState.Active, 1));
        Script.Local(clock.Started).ShouldBe("2026-03-02 14:00");
        script.Reply("2026-03-02 14:20").Clock(OneHour, "2026-03-02 15:00").State.ShouldBe(ClockState.Met);
    }

    [Fact]
    public void T14_A_merged_ticket_is_cancelled_with_a_link()
    {
        var clock = new Script().Created("2026-03-02 10:00").Add(t => new MergedInto("", t, t, 0, "T-9"), "2026-03-02 10:20").Reply("2026-03-02 10:30").Clock(OneHour, "2026-03-02 15:00");
        (clock.State, clock.Cause, clock.Link).ShouldBe((ClockState.Cancelled, "merged", "T-9"));
    }

    [Fact]
    public void T14_The_survivor_of_a_merge_takes_the_earliest_unanswered_message_and_breaks_no_earlier_than_the_merge()
    {
        var script = new Script();
        script.Created("2026-03-02 10:00").Add(t => new Absorbed("", t, t, 0, "T-8", script.At("2026-03-02 09:10")), "2026-03-02 10:20");
        var clock = script.Clock(OneHour, "2026-03-02 10:30");
        Script.Local(clock.Started).ShouldBe("2026-03-02 09:10");
        Script.Local(clock.Due).ShouldBe("2026-03-02 10:10");
        Script.Local(clock.VerdictAt).ShouldBe("2026-03-02 10:20");
        Script.Local(clock.OriginalDue).ShouldBe("2026-03-02 11:00");
        var own = Sla.Of(Sla.Target(Metric.FirstResponse, "1h") with { Merge = MergeRule.Own });
        script.Clock(own, "2026-03-02 10:30").State.ShouldBe(ClockState.Active);
    }

    [Fact]
    public void T12_Start_and_stop_on_one_instant_is_met_with_nothing_elapsed()
    {
        var clock = new Script().Created("2026-03-02 10:00").Reply("2026-03-02 10:00").Clock(OneHour, "2026-03-02 15:00");
        (clock.State, clock.Elapsed).ShouldBe((ClockState.Met, Duration.Zero));
    }

    [Fact]
    public void T12_Next_response_runs_from_the_first_unanswered_message_and_counts_cycles()
    {
        var set = Sla.Of(Sla.Target(Metric.NextResponse, "1h"));
        var clocks = new Script().Created("2026-03-02 09:00").Customer("2026-03-02 09:05").Reply("2026-03-02 09:30")
            .Customer("2026-03-02 10:00").Customer("2026-03-02 10:50").Reply("2026-03-02 11:10").Customer("2026-03-02 12:00").Replay(set, "2026-03-02 12:30").Clocks;
        clocks.Select(c => (c.Cycle, c.State, Script.Local(c.Started))).ShouldBe(
            [(1, ClockState.MetLate, "2026-03-02 10:00"), (2, ClockState.Active, "2026-03-02 12:00")]);
    }

    [Fact]
    public void T12_With_each_reply_the_latest_message_counts()
    {
        var set = Sla.Of(Sla.Target(Metric.NextResponse, "1h") with { Recurs = Recurs.EachReply });
        var clock = new Script().Created("2026-03-02 09:00").Reply("2026-03-02 09:30").Customer("2026-03-02 10:00").Customer("2026-03-02 10:50").Reply("2026-03-02 11:10").Clock(set, "2026-03-02 12:30");
        (clock.State, clock.Worked).ShouldBe((ClockState.Met, Duration.FromMinutes(20)));
    }

    [Fact]
    public void T14_Mere_thanks_start_no_next_response_and_the_reason_is_kept()
    {
        var set = Sla.Of(Sla.Target(Metric.NextResponse, "1h") with { IgnoreThanks = true });
        var clock = new Script().Created("2026-03-02 09:00").Reply("2026-03-02 09:30").Customer("2026-03-02 10:00", thanks: true).Clock(set, "2026-03-02 15:00");
        (clock.State, clock.Cause).ShouldBe((ClockState.NotApplicable, "thanks"));
        var usual = Sla.Of(Sla.Target(Metric.NextResponse, "1h"));
        new Script().Created("2026-03-02 09:00").Reply("2026-03-02 09:30").Customer("2026-03-02 10:00", thanks: true).Clock(usual, "2026-03-02 15:00").State.ShouldBe(ClockState.Overdue);
    }

    [Fact]
    public void T13_Automatic_replies_start_nothing()
    {
        var set = Sla.Of(Sla.Target(Metric.NextResponse, "1h"));
        new Script().Created("2026-03-02 09:00").Reply("2026-03-02 09:30").Customer("2026-03-02 10:00", automatic: true).Replay(set, "2026-03-02 15:00").Clocks.ShouldBeEmpty();
    }
}
