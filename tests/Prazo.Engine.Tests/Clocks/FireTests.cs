using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>What has fired as of an instant, worked out by hand. 2026-03-02 is a Monday; the office is open 9 to 18.</summary>
public class FireTests
{
    private static readonly Target Resolution = Warned(Sla.Target(Metric.Resolution, "4h"), "50%", "15m before", "1h after") with { Pause = [Sla.Pause()] };

    private static Target Warned(Target target, params string[] warnings) => target with { Warn = [.. warnings.Select(w => WarningParser.Parse(w).Value!)] };

    private static Script Monday10 => new Script().Created("2026-03-02 10:00", "status=open priority=low team=n1");

    private static void ShouldHaveFired(Script script, Target target, string asOf, params string[] fires) => ShouldHaveFired(script, Sla.Of(target), asOf, fires);

    private static void ShouldHaveFired(Script script, AgreementSet set, string asOf, params string[] fires) => Fired(script.Clock(set, asOf)).ShouldBe(fires);

    private static IEnumerable<string> Fired(Clock clock) => clock.Fires.Select(f => $"{f.Stage} {Script.Local(f.At)[8..]}");

    [Theory]
    [InlineData("2026-03-02 11:59:59.999", 0)]
    [InlineData("2026-03-02 12:00", 1)]
    [InlineData("2026-03-02 13:44:59.999", 1)]
    [InlineData("2026-03-02 13:45", 2)]
    [InlineData("2026-03-02 14:00", 2)] // T6: last itself is in time
    [InlineData("2026-03-02 14:00:00.001", 3)]
    [InlineData("2026-03-02 14:59:59.999", 3)]
    [InlineData("2026-03-02 15:00", 4)]
    [InlineData("2026-03-09 15:00", 4)]
    public void T3_T6_Each_threshold_fires_in_its_millisecond_and_the_breach_is_dated_at_the_promise(string asOf, int reached) =>
        ShouldHaveFired(Monday10, Resolution, asOf, [.. new[] { "50% 02 12:00", "15m before 02 13:45", "breach 02 14:00", "1h after 02 15:00" }.Take(reached)]);

    [Fact]
    public void T11_Where_no_warning_is_listed_four_fifths_fire()
    {
        // 80 % of 4 h are 3:12.
        ShouldHaveFired(Monday10, Warned(Resolution), "2026-03-02 13:11:59.999");
        ShouldHaveFired(Monday10, Warned(Resolution), "2026-03-02 13:12", "80% 02 13:12");
        ShouldHaveFired(Monday10, Warned(Resolution, "1h after"), "2026-03-02 15:00", "80% 02 13:12", "breach 02 14:00", "1h after 02 15:00");
        ShouldHaveFired(Monday10, Warned(Resolution, "125%"), "2026-03-02 15:00", "80% 02 13:12", "breach 02 14:00", "125% 02 15:00");
        ShouldHaveFired(Monday10, Warned(Resolution, "100%"), "2026-03-02 15:00", "100% 02 14:00", "breach 02 14:00");
    }

    [Fact]
    public void T11_A_stop_at_the_very_instant_of_a_threshold_has_reached_it_and_one_millisecond_before_has_not()
    {
        ShouldHaveFired(Monday10.Status("2026-03-02 12:00", "resolved"), Resolution, "2026-03-09 12:00", "50% 02 12:00");
        ShouldHaveFired(Monday10.Status("2026-03-02 11:59:59.999", "resolved"), Resolution, "2026-03-09 12:00");
        ShouldHaveFired(Monday10.Status("2026-03-02 15:00", "resolved"), Resolution, "2026-03-09 12:00", "50% 02 12:00", "15m before 02 13:45", "breach 02 14:00", "1h after 02 15:00");
        ShouldHaveFired(Monday10.Status("2026-03-02 14:59:59.999", "resolved"), Resolution, "2026-03-09 12:00", "50% 02 12:00", "15m before 02 13:45", "breach 02 14:00");
    }

    [Fact]
    public void T13_A_share_is_counted_without_pauses_and_one_used_up_as_the_pause_begins_is_reached()
    {
        var paused = Monday10.Status("2026-03-02 12:00", "waiting-customer");
        ShouldHaveFired(paused, Resolution, "2026-03-02 12:00", "50% 02 12:00");
        ShouldHaveFired(paused, Resolution, "2026-03-09 12:00", "50% 02 12:00");
        // One hour used at 11:00, the second after the pause, from 17:00 to closing.
        var early = Monday10.Status("2026-03-02 11:00", "waiting-customer");
        ShouldHaveFired(early, Resolution, "2026-03-02 16:00");
        early.Status("2026-03-02 17:00", "open");
        ShouldHaveFired(early, Resolution, "2026-03-02 17:59:59.999");
        ShouldHaveFired(early, Resolution, "2026-03-02 18:00", "50% 02 18:00");
    }

    [Fact]
    public void T13_A_pause_takes_back_what_was_counted_from_the_due_date_and_it_comes_again_no_earlier_than_the_resumption()
    {
        // Due 14:00, warned 13:45, paused 13:50 to 16:00: due 16:10, fifteen minutes before that lie in the pause.
        var script = Monday10.Status("2026-03-02 13:50", "waiting-customer");
        ShouldHaveFired(script, Resolution, "2026-03-02 15:00", "50% 02 12:00", "15m before 02 13:45");
        script.Status("2026-03-02 16:00", "open");
        ShouldHaveFired(script, Resolution, "2026-03-02 16:00", "50% 02 12:00", "15m before 02 16:00");
        // Paused 13:30 to 16:00: due 16:30.
        var earlier = Monday10.Status("2026-03-02 13:30", "waiting-customer").Status("2026-03-02 16:00", "open");
        ShouldHaveFired(earlier, Resolution, "2026-03-02 16:14:59.999", "50% 02 12:00");
        ShouldHaveFired(earlier, Resolution, "2026-03-02 16:15", "50% 02 12:00", "15m before 02 16:15");
    }

    [Fact]
    public void T13_A_clock_born_paused_reaches_nothing_before_it_resumes()
    {
        var target = Warned(Resolution, "5h before", "80%");
        var script = new Script().Created("2026-03-02 10:00", "status=waiting-customer");
        ShouldHaveFired(script, target, "2026-03-02 11:00");
        ShouldHaveFired(script.Status("2026-03-02 12:00", "open"), target, "2026-03-02 13:00", "5h before 02 12:00");
    }

    [Fact]
    public void T15_An_extension_takes_back_what_is_no_longer_reached()
    {
        Script Extended(string at) => Monday10.Add(t => new ClockExtended("", t, t, 0, "Resolution", Duration.FromHours(2), "storm", "ana"), at);
        // Six hours from 10:00: half at 13:00, due 16:00.
        ShouldHaveFired(Monday10, Resolution, "2026-03-02 12:30", "50% 02 12:00");
        ShouldHaveFired(Extended("2026-03-02 12:30"), Resolution, "2026-03-02 12:30");
        ShouldHaveFired(Extended("2026-03-02 13:50"), Resolution, "2026-03-02 13:50", "50% 02 13:00");
        // The breach stays, what counts from the new due date comes again.
        ShouldHaveFired(Extended("2026-03-02 15:30"), Resolution, "2026-03-02 15:30", "50% 02 13:00", "breach 02 14:00");
        ShouldHaveFired(Extended("2026-03-02 15:30"), Resolution, "2026-03-02 17:00", "50% 02 13:00", "breach 02 14:00", "15m before 02 15:45", "1h after 02 17:00");
    }

    [Fact]
    public void T3_T15_A_breach_that_only_a_change_has_made_is_dated_at_the_change_and_what_comes_after_it_no_earlier()
    {
        var target = Warned(Sla.By(Metric.Resolution, "priority", "low=8h, high=1h"), "50%", "30m after", "3h after");
        var script = Monday10.Set("2026-03-02 13:00", "priority", "high");
        // One hour from 10:00: half at 10:30, due 11:00; half an hour after is before the change.
        ShouldHaveFired(script, target, "2026-03-02 13:00", "50% 02 10:30", "breach 02 13:00", "30m after 02 13:00");
        ShouldHaveFired(script, target, "2026-03-02 14:00", "50% 02 10:30", "breach 02 13:00", "30m after 02 13:00", "3h after 02 14:00");
        script.Set("2026-03-02 13:30", "priority", "low");
        // Eight hours again: half at 14:00. A fired breach is not healed, unless heals.
        ShouldHaveFired(script, Warned(target, "50%"), "2026-03-02 13:30", "breach 02 13:00");
        ShouldHaveFired(script, Warned(target with { Heals = true }, "50%"), "2026-03-02 13:30");
    }

    [Fact]
    public void T3_T15_What_comes_after_a_breach_waits_for_time_that_counts()
    {
        var target = Warned(Sla.By(Metric.FirstResponse, "priority", "low=8h, high=1h"), "50%", "30m after") with { Pause = [Sla.Pause()] };
        // Three hours used of eight; during the pause they become three of one, which nothing breaks before the pause ends.
        var script = Monday10.Status("2026-03-02 13:00", "waiting-customer").Set("2026-03-02 13:30", "priority", "high");
        ShouldHaveFired(script, target, "2026-03-02 14:59:59.999", "50% 02 10:30");
        script.Status("2026-03-02 15:00", "open");
        ShouldHaveFired(script, target, "2026-03-02 15:00", "50% 02 10:30", "breach 02 15:00", "30m after 02 15:00");
        // Answered at the same instant it is late, but no time went by in which anybody could have been told.
        ShouldHaveFired(script.Reply("2026-03-02 15:00"), target, "2026-03-02 15:00", "50% 02 10:30", "breach 02 15:00");
    }

    [Fact]
    public void T15_After_a_restart_thresholds_count_from_the_restart()
    {
        var target = Warned(Sla.By(Metric.Resolution, "priority", "low=4h, high=2h"), "50%", "3h before") with { Up = OnChange.Restart };
        ShouldHaveFired(Monday10, target, "2026-03-02 12:00", "3h before 02 11:00", "50% 02 12:00");
        var script = Monday10.Set("2026-03-02 12:30", "priority", "high");
        // Two hours from 12:30: half at 13:30; three hours before 14:30 lie before the restart.
        ShouldHaveFired(script, target, "2026-03-02 12:30", "3h before 02 12:30");
        ShouldHaveFired(script, target, "2026-03-02 13:30", "3h before 02 12:30", "50% 02 13:30");
    }

    [Fact]
    public void T16_Time_between_a_stop_and_a_reopening_that_does_not_count_reaches_nothing()
    {
        var script = Monday10.Status("2026-03-02 11:00", "resolved").Status("2026-03-02 15:00", "open");
        // One hour used; three left from 15:00: half at 16:00, due 18:00, three hours and a half before that while it was closed.
        var target = Warned(Resolution, "50%", "3h30m before");
        ShouldHaveFired(script, target, "2026-03-02 15:00", "3h30m before 02 15:00");
        ShouldHaveFired(script, target, "2026-03-02 16:00", "3h30m before 02 15:00", "50% 02 16:00");
    }

    [Fact]
    public void A_warning_longer_before_than_the_promise_is_dated_at_the_start_and_file_order_decides_within_an_instant()
    {
        var target = Warned(Sla.Target(Metric.Resolution, "1h"), "100%", "2h before", "1h before", "60m clock before");
        ShouldHaveFired(Monday10, target, "2026-03-02 10:00", "2h before 02 10:00", "1h before 02 10:00", "60m clock before 02 10:00");
        ShouldHaveFired(Monday10, target, "2026-03-02 11:00:00.001", "2h before 02 10:00", "1h before 02 10:00", "60m clock before 02 10:00", "100% 02 11:00", "breach 02 11:00");
    }

    [Fact]
    public void T6_Between_due_and_last_nothing_after_the_breach_fires_and_then_it_comes_behind_it()
    {
        // Due at closing, 18:00, broken after the next opening, Tuesday 9:00. 18:30 by the clock is between.
        var target = Warned(Sla.Target(Metric.Resolution, "1h"), "30m clock after", "10m after");
        var script = new Script().Created("2026-03-02 17:00");
        ShouldHaveFired(script, target, "2026-03-03 09:00", "80% 02 17:48");
        ShouldHaveFired(script, target, "2026-03-03 09:00:00.001", "80% 02 17:48", "breach 03 09:00", "30m clock after 03 09:00");
        ShouldHaveFired(script, target, "2026-03-03 09:10", "80% 02 17:48", "breach 03 09:00", "30m clock after 03 09:00", "10m after 03 09:10");
        // A stop at 9:00 is met, and one at 9:05 late.
        ShouldHaveFired(new Script().Created("2026-03-02 17:00").Status("2026-03-03 09:00", "resolved"), target, "2026-03-04 09:00", "80% 02 17:48");
        ShouldHaveFired(new Script().Created("2026-03-02 17:00").Status("2026-03-03 09:05", "resolved"), target, "2026-03-04 09:00", "80% 02 17:48", "breach 03 09:00", "30m clock after 03 09:00");
    }

    [Fact]
    public void T11_What_falls_away_keeps_what_it_had_reached_but_a_waiver_takes_the_breach_back()
    {
        var reply = Warned(Sla.Target(Metric.FirstResponse, "4h"), "50%", "15m before");
        ShouldHaveFired(Monday10.Status("2026-03-02 12:30", "closed"), reply, "2026-03-09 12:00", "50% 02 12:00");
        var waived = Monday10.Add(t => new ClockWaived("", t, t, 0, "Resolution", "moved", "ana", "bia"), "2026-03-02 16:00");
        ShouldHaveFired(waived, Resolution, "2026-03-02 15:59:59.999", "50% 02 12:00", "15m before 02 13:45", "breach 02 14:00", "1h after 02 15:00");
        ShouldHaveFired(waived, Resolution, "2026-03-02 16:00", "50% 02 12:00", "15m before 02 13:45");
        // A call that rang ten of twenty seconds and does not count.
        var call = Warned(Sla.Target(Metric.SpeedOfAnswer, "20s", "24x7"), "50%") with { MissedCall = MissedCall.Ignored };
        var rang = Monday10.Add(t => new CallOffered("", t, t, 0, "c1"), "2026-03-02 10:00").Add(t => new CallAbandoned("", t, t, 0, "c1"), "2026-03-02 10:00:10");
        ShouldHaveFired(rang, call, "2026-03-02 10:01", "50% 02 10:00:10");
    }

    [Fact]
    public void Clocks_without_promise_and_clocks_that_never_ran_fire_nothing()
    {
        ShouldHaveFired(Monday10, Warned(Sla.Target(Metric.Resolution, "1h") with { MeasureOnly = true }, "50%"), "2026-03-09 10:00");
        ShouldHaveFired(Monday10, Warned(Sla.Target(Metric.Resolution, "until field promised"), "50%"), "2026-03-09 10:00");
        ShouldHaveFired(new Script().Created("2026-03-02 10:00", byAgent: true), Warned(Sla.Target(Metric.FirstResponse, "1h"), "2h before"), "2026-03-09 10:00");
        ShouldHaveFired(new Script().Created("2026-03-02 10:00", "status=resolved"), Warned(Resolution, "8h before"), "2026-03-09 10:00");
    }

    [Fact]
    public void T12_A_cycle_that_waits_for_its_start_reaches_nothing_before_it()
    {
        // The second begins when the first was due, 12:00, and is due 14:00; three hours before that is 11:00.
        var target = Warned(Sla.Target(Metric.Update, "2h"), "3h before") with { Recurs = Recurs.FromDue };
        var script = Monday10.Reply("2026-03-02 10:30");
        var waiting = script.Replay(Sla.Of(target), "2026-03-02 11:59:59.999").Clocks[1];
        (waiting.Run, waiting.State, Script.Local(waiting.NextFire)).ShouldBe((Run.Waiting, ClockState.Active, "2026-03-02 12:00"));
        waiting.Fires.ShouldBeEmpty();
        Fired(script.Replay(Sla.Of(target), "2026-03-02 12:00").Clocks[1]).ShouldBe(["3h before 02 12:00"]);
        // Cancelled before it began, it never does.
        script.Status("2026-03-02 11:00", "closed");
        script.Replay(Sla.Of(target), "2026-03-09 12:00").Clocks[1].Fires.ShouldBeEmpty();
    }

    [Fact]
    public void T12_A_cycle_whose_date_is_gone_before_it_starts_is_cancelled_and_not_broken_when_the_ticket_ends_before_that()
    {
        // Promised for 12:00 and extended by two hours: the first is due 14:00 and kept at 10:30. The second would begin at 14:00, its date gone.
        var target = Sla.Target(Metric.Update, "until field promised") with { Recurs = Recurs.FromDue };
        var script = new Script().Created("2026-03-02 10:00", "promised=2026-03-02T12:00:00-03:00").Add(t => new ClockExtended("", t, t, 0, "Update", Duration.FromHours(2), "storm", "ana"), "2026-03-02 10:10")
            .Reply("2026-03-02 10:30");
        var begun = script.Replay(Sla.Of(target), "2026-03-02 15:00").Clocks[1];
        (begun.Verdict, Script.Local(begun.VerdictAt)).ShouldBe((Verdict.Broken, "2026-03-02 14:00"));
        var over = script.Status("2026-03-02 11:00", "closed").Replay(Sla.Of(target), "2026-03-09 12:00").Clocks[1];
        (over.Verdict, over.State, over.Cause, Script.Local(over.VerdictAt)).ShouldBe((Verdict.Cancelled, ClockState.Cancelled, "closed-without-response", "2026-03-02 11:00"));
        over.Fires.ShouldBeEmpty();
        over.Facts.ShouldNotContain(f => f.Kind == FactKind.Breached);
    }

    [Fact]
    public void T11_T12_A_cycle_whose_date_is_gone_before_it_starts_breaks_when_it_starts_or_when_the_pause_that_holds_then_ends()
    {
        // As above: the second begins at 14:00, two hours after its date.
        var target = Warned(Sla.Target(Metric.Update, "until field promised"), "1h before") with { Recurs = Recurs.FromDue, Pause = [Sla.Pause()] };
        Script Waiting() => new Script().Created("2026-03-02 10:00", "promised=2026-03-02T12:00:00-03:00").Add(t => new ClockExtended("", t, t, 0, "Update", Duration.FromHours(2), "storm", "ana"), "2026-03-02 10:10")
            .Reply("2026-03-02 10:30").Status("2026-03-02 11:00", "waiting-customer");
        Clock Second(Script script, string asOf) => script.Replay(Sla.Of(target), asOf).Clocks[1];
        foreach (var asOf in new[] { "2026-03-02 11:30", "2026-03-02 14:00", "2026-03-02 14:59:59.999" })
        {
            var waiting = Second(Waiting(), asOf);
            (waiting.Verdict, waiting.VerdictAt, waiting.NextFire).ShouldBe((Verdict.Open, null, null), asOf);
            waiting.Fires.ShouldBeEmpty(asOf);
            waiting.Facts.ShouldNotContain(f => f.Kind == FactKind.Breached, asOf);
        }
        Fired(Second(Waiting().Status("2026-03-02 15:00", "open"), "2026-03-02 15:00")).ShouldBe(["1h before 02 15:00", "breach 02 15:00"]);
        // The pause is over before the start: nothing breaks before that.
        var resumed = Second(Waiting().Status("2026-03-02 13:00", "open"), "2026-03-02 13:59:59.999");
        (resumed.Verdict, Script.Local(resumed.NextFire)).ShouldBe((Verdict.Open, "2026-03-02 14:00"));
        resumed.Fires.ShouldBeEmpty();
        Fired(Second(Waiting().Status("2026-03-02 13:00", "open"), "2026-03-02 14:00")).ShouldBe(["1h before 02 14:00", "breach 02 14:00"]);
        // A cycle that begins at once, paused, has a date that is gone, too.
        var first = Warned(Sla.Target(Metric.Resolution, "until field promised"), "1h before") with { Pause = [Sla.Pause()] };
        var born = new Script().Created("2026-03-02 13:00", "status=waiting-customer promised=2026-03-02T12:00:00-03:00");
        ShouldHaveFired(born, first, "2026-03-02 14:59:59.999");
        ShouldHaveFired(born.Status("2026-03-02 15:00", "open"), first, "2026-03-02 15:00", "1h before 02 15:00", "breach 02 15:00");
    }

    [Fact]
    public void T8_T13_A_share_of_a_promise_in_days_leaves_pauses_out()
    {
        // Paused Monday 12 to 17, five working hours: Wednesday 16:00 becomes Thursday 12:00, and by 16:00 that is Thursday 16:00.
        // From then 33 - 5 = 28 hours count; fourteen are 2 + 1 on Monday, 9 on Tuesday, 2 on Wednesday.
        var target = Warned(Sla.Target(Metric.Resolution, "2 business days by 16:00"), "50%") with { Pause = [Sla.Pause()] };
        var script = Monday10.Status("2026-03-02 12:00", "waiting-customer").Status("2026-03-02 17:00", "open");
        var before = script.Clock(Sla.Of(target), "2026-03-04 10:59:59.999");
        (Script.Local(before.Due), before.State, Script.Local(before.NextFire)).ShouldBe(("2026-03-05 16:00", ClockState.Active, "2026-03-04 11:00"));
        var after = script.Clock(Sla.Of(target), "2026-03-04 11:00");
        (after.State, after.UsedPercent).ShouldBe((ClockState.DueSoon, 50m));
        Fired(after).ShouldBe(["50% 04 11:00"]);
    }

    [Fact]
    public void T19_A_late_attachment_warns_and_breaks_no_earlier_than_itself()
    {
        AgreementSet Attached(string within, params string[] warnings) => new([Sla.Agreement("sla", Warned(Sla.Target(Metric.Resolution, within), warnings) with { When = Sla.When("team", "n2") }) with { Rematch = Rematch.Always }]);
        var script = Monday10.Set("2026-03-02 13:00", "team", "n2");
        ShouldHaveFired(script, Attached("4h", "50%", "15m before"), "2026-03-02 13:45", "50% 02 13:00", "15m before 02 13:45");
        ShouldHaveFired(script, Attached("1h", "50%", "1h after"), "2026-03-02 13:00", "50% 02 13:00", "breach 02 13:00", "1h after 02 13:00");
    }
}
