using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>T18 and T19: which agreement, which version, which target, and why. 2026-03-02 is a Monday.</summary>
public class MatchingTests
{
    private static Agreement Base(string within = "8h") => Sla.Agreement("base", Sla.Target(Metric.Resolution, within));
    private static Agreement Vip(string within = "4h") => Sla.Agreement("vip", Sla.Target(Metric.Resolution, within)) with { Applies = Sla.When("customer", "aurora", "boreal") };
    private static Agreement Narrow(string within = "6h") => Sla.Agreement("narrow", Sla.Target(Metric.Resolution, within)) with { Applies = Sla.When("customer", "aurora") };

    private static AgreementSet Set(Strategy strategy, params Agreement[] agreements) => new(agreements, new Matching(strategy, ImmutableDictionary<Metric, Strategy>.Empty));

    [Theory]
    [InlineData(Strategy.First, "base")]
    [InlineData(Strategy.MostSpecific, "narrow")]
    [InlineData(Strategy.Strictest, "vip")]
    public void T19_One_strategy_chooses_among_the_agreements_that_fit(Strategy strategy, string expected)
    {
        var replay = new Script().Created("2026-03-02 09:00", "customer=aurora").Replay(Set(strategy, Base(), Vip(), Narrow()), "2026-03-02 10:00");
        replay.Clocks.ShouldHaveSingleItem().Agreement.ShouldBe(expected);
        replay.Uncovered.Count(u => u.Code == "outranked").ShouldBe(2);
        replay.Agreements.ShouldHaveSingleItem().Agreement.ShouldBe(expected);
    }

    [Fact]
    public void T19_All_runs_every_clock() =>
        new Script().Created("2026-03-02 09:00", "customer=aurora").Replay(Set(Strategy.All, Base(), Vip(), Narrow()), "2026-03-02 10:00").Clocks.Length.ShouldBe(3);

    [Fact]
    public void T19_A_metric_may_have_a_strategy_of_its_own()
    {
        Target[] targets = [Sla.Target(Metric.Resolution, "8h"), Sla.Target(Metric.FirstResponse, "1h")];
        Target[] stricter = [Sla.Target(Metric.Resolution, "4h"), Sla.Target(Metric.FirstResponse, "30m")];
        var set = new AgreementSet([Sla.Agreement("a", targets), Sla.Agreement("b", stricter)], new Matching(Strategy.First, ImmutableDictionary<Metric, Strategy>.Empty.Add(Metric.Resolution, Strategy.Strictest)));
        new Script().Created("2026-03-02 09:00").Replay(set, "2026-03-02 09:10").Clocks.Select(c => (c.Metric, c.Agreement)).ShouldBe([(Metric.Resolution, "b"), (Metric.FirstResponse, "a")], ignoreOrder: true);
    }

    [Fact]
    public void T19_A_ticket_without_agreement_says_which_field_failed()
    {
        var replay = new Script().Created("2026-03-02 09:00", "customer=zeta").Replay(Set(Strategy.First, Vip()), "2026-03-02 10:00");
        (replay.IsCovered, replay.Clocks.Length).ShouldBe((false, 0));
        replay.Uncovered.ShouldHaveSingleItem().ShouldBe(new NoClock("vip", null, "no-agreement", "customer = zeta"));
    }

    [Fact]
    public void T19_A_target_for_other_tickets_says_so()
    {
        var set = Sla.Of(Sla.Target(Metric.Resolution, "8h") with { When = Sla.When("channel", "phone") }, Sla.Target(Metric.FirstResponse, "1h"));
        new Script().Created("2026-03-02 09:00", "channel=mail").Replay(set, "2026-03-02 09:10").Uncovered.ShouldHaveSingleItem().ShouldBe(new NoClock("sla", "Resolution", "no-target", "channel = mail"));
    }

    [Fact]
    public void T18_A_ticket_is_pinned_to_the_version_in_force_when_it_was_created()
    {
        var v1 = Base("8h") with { To = new LocalDate(2026, 3, 2) };
        var v2 = Base("4h") with { Version = 2, From = new LocalDate(2026, 3, 3) };
        var set = new AgreementSet([v1, v2]);
        Script.Local(new Script().Created("2026-03-02 17:59").Clock(set, "2026-03-03 10:00").Due).ShouldBe("2026-03-03 16:59");
        Script.Local(new Script().Created("2026-03-03 09:00").Clock(set, "2026-03-03 10:00").Due).ShouldBe("2026-03-03 13:00");
    }

    [Fact]
    public void T18_A_version_published_for_open_tickets_too_takes_them_over_on_its_day()
    {
        var v1 = Base("8h") with { To = new LocalDate(2026, 3, 2) };
        var v2 = Base("6h") with { Version = 2, From = new LocalDate(2026, 3, 3), OpenTicketsToo = true };
        var clock = new Script().Created("2026-03-02 14:00").Clock(new AgreementSet([v1, v2]), "2026-03-03 10:00");
        (clock.AgreementVersion, Script.Local(clock.Due)).ShouldBe((2, "2026-03-03 11:00"));
        clock.Shifts.ShouldHaveSingleItem().Cause.ShouldBe("agreement-change");
        new Script().Created("2026-03-02 14:00").Status("2026-03-02 15:00", "closed").Clock(new AgreementSet([v1, v2]), "2026-03-03 10:00").AgreementVersion.ShouldBe(1);
    }

    [Fact]
    public void T18_The_latest_of_two_versions_in_force_stands()
    {
        var set = new AgreementSet([Base("8h"), Base("4h") with { Version = 2, From = new LocalDate(2026, 1, 1) }]);
        new Script().Created("2026-03-02 09:00").Clock(set, "2026-03-02 10:00").AgreementVersion.ShouldBe(2);
    }

    [Fact]
    public void T19_Outside_every_term_says_so()
    {
        var set = new AgreementSet([Base() with { To = new LocalDate(2026, 2, 28) }]);
        new Script().Created("2026-03-02 09:00").Replay(set, "2026-03-02 10:00").Uncovered.ShouldHaveSingleItem().Code.ShouldBe("outside-term");
    }

    [Theory]
    [InlineData(Rematch.Never, "base")]
    [InlineData(Rematch.UntilFirstResponse, "vip")]
    [InlineData(Rematch.Always, "vip")]
    public void T19_A_field_learned_later_may_change_the_agreement(Rematch rematch, string expected)
    {
        var set = Set(Strategy.MostSpecific, Base() with { Rematch = rematch }, Vip() with { Rematch = rematch });
        var clock = new Script().Created("2026-03-02 09:00").Set("2026-03-02 10:00", "customer", "aurora").Clock(set, "2026-03-02 11:00");
        (clock.Agreement, Script.Local(clock.Started)).ShouldBe((expected, "2026-03-02 09:00"));
        Script.Local(clock.Due).ShouldBe(expected == "vip" ? "2026-03-02 13:00" : "2026-03-02 17:00");
    }

    [Fact]
    public void T19_Until_first_response_ends_with_it()
    {
        var set = Set(Strategy.MostSpecific, Base() with { Rematch = Rematch.UntilFirstResponse }, Vip());
        new Script().Created("2026-03-02 09:00").Reply("2026-03-02 09:30").Set("2026-03-02 10:00", "customer", "aurora").Clock(set, "2026-03-02 11:00").Agreement.ShouldBe("base");
    }

    [Theory]
    [InlineData(MatchPin.Creation, "2026-03-02 09:00", "2026-03-02 13:00", ClockState.Overdue)]
    [InlineData(MatchPin.Attachment, "2026-03-02 14:00", "2026-03-02 18:00", ClockState.Active)]
    public void T19_A_late_first_attachment_counts_from_creation_or_itself_and_breaks_no_earlier(MatchPin pin, string started, string due, ClockState state)
    {
        var set = Set(Strategy.First, Vip() with { Rematch = Rematch.Always, Attach = pin });
        var clock = new Script().Created("2026-03-02 09:00").Set("2026-03-02 14:00", "customer", "aurora").Clock(set, "2026-03-02 15:00");
        (Script.Local(clock.Started), Script.Local(clock.Due), clock.State).ShouldBe((started, due, state));
        if (state == ClockState.Overdue)
            Script.Local(clock.VerdictAt).ShouldBe("2026-03-02 14:00");
    }

    [Fact]
    public void T19_What_was_late_before_a_late_attachment_is_late_and_breaks_at_the_attachment()
    {
        var set = Set(Strategy.First, Vip() with { Rematch = Rematch.Always, Attach = MatchPin.Creation });
        // Due 13:00, resolved at 13:30, and covered from 14:00 on.
        var clock = new Script().Created("2026-03-02 09:00").Status("2026-03-02 13:30", "resolved").Set("2026-03-02 14:00", "customer", "aurora").Clock(set, "2026-03-02 15:00");
        (clock.Verdict, Script.Local(clock.Stopped), Script.Local(clock.VerdictAt)).ShouldBe((Verdict.MetLate, "2026-03-02 13:30", "2026-03-02 14:00"));
    }

    [Fact]
    public void T19_When_no_agreement_fits_any_more_its_clocks_are_cancelled()
    {
        var set = Set(Strategy.First, Vip() with { Rematch = Rematch.Always });
        var clock = new Script().Created("2026-03-02 09:00", "customer=aurora").Set("2026-03-02 10:00", "customer", "zeta").Clock(set, "2026-03-02 15:00");
        (clock.State, clock.Cause).ShouldBe((ClockState.Cancelled, "agreement-changed"));
    }

    [Fact]
    public void A_pause_is_kept_through_a_change_of_agreement()
    {
        Agreement Paused(Agreement a) => a with { Rematch = Rematch.Always, Targets = [.. a.Targets.Select(t => t with { Pause = [Sla.Pause()] })] };
        var set = Set(Strategy.MostSpecific, Paused(Base()), Paused(Vip()));
        var clock = new Script().Created("2026-03-02 09:00").Status("2026-03-02 10:00", "waiting-customer").Set("2026-03-02 11:00", "customer", "aurora").Clock(set, "2026-03-02 17:00");
        (clock.State, clock.Worked, clock.Remaining).ShouldBe((ClockState.Paused, Duration.FromHours(1), Duration.FromHours(3)));
    }
}
