using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>T12, T19: agreements between teams and with suppliers beside the customer's, on one ticket. 2026-03-02 is a Monday.</summary>
[Trait("Rule", "T12")]
public class TurnaroundTests
{
    private static readonly Agreement Customer = Sla.Agreement("cliente", Sla.Target(Metric.Resolution, "8h", id: "resolution") with { Pause = [Sla.Pause("waiting-supplier", Party.Supplier)] });
    private static readonly Agreement Store = With(AgreementKind.Operational, Field("team", "estoque"), Sla.Agreement("estoque", Sla.Target(Metric.Turnaround, "4h", id: "devolver")));
    private static readonly Agreement Carrier = With(AgreementKind.Supplier, Field("status", "waiting-supplier"), Sla.Agreement("transportadora", Sla.Target(Metric.Turnaround, "1 business day", id: "responder")));

    private static Agreement With(AgreementKind kind, Condition when, Agreement a) => a with { Kind = kind, While = when };

    private static FieldIs Field(string field, string value) => new(new FieldIn(field, [value], Negated: false, default));

    private static AgreementSet Set(params Agreement[] agreements) => new(agreements);

    private static Clock[] Of(TicketReplay replay, string agreement) => [.. replay.Clocks.Where(c => c.Agreement == agreement)];

    private static (int, ClockState, string, string) Shown(Clock c) => (c.Cycle, c.State, Script.Local(c.Started), Script.Local(c.Stopped));

    [Fact]
    public void Its_clock_runs_while_the_ticket_is_with_the_team_and_stops_when_it_comes_back()
    {
        var script = new Script().Created("2026-03-02 09:00").Set("2026-03-02 10:00", "team", "estoque").Set("2026-03-02 12:30", "team", "sac");
        var clock = Of(script.Replay(Set(Customer, Store), "2026-03-02 15:00"), "estoque").ShouldHaveSingleItem();
        Shown(clock).ShouldBe((1, ClockState.Met, "2026-03-02 10:00", "2026-03-02 12:30"));
        Script.Local(clock.Due).ShouldBe("2026-03-02 14:00");
        clock.Lane.ShouldBe("supporting/estoque/devolver");
    }

    [Fact]
    public void Each_hand_over_is_a_promise_of_its_own()
    {
        var script = new Script().Created("2026-03-02 09:00", "team=estoque").Set("2026-03-02 10:00", "team", "sac").Set("2026-03-02 11:00", "team", "estoque").Set("2026-03-02 16:00", "team", "sac");
        Of(script.Replay(Set(Customer, Store), "2026-03-02 17:00"), "estoque").Select(Shown).ShouldBe(
            [(1, ClockState.Met, "2026-03-02 09:00", "2026-03-02 10:00"), (2, ClockState.MetLate, "2026-03-02 11:00", "2026-03-02 16:00")]);
    }

    [Fact]
    public void What_never_comes_to_the_team_has_no_clock_of_it_and_lacks_none()
    {
        var replay = new Script().Created("2026-03-02 09:00").Replay(Set(Customer, Store, Carrier), "2026-03-02 10:00");
        replay.Clocks.ShouldHaveSingleItem().Agreement.ShouldBe("cliente");
        replay.Uncovered.ShouldBeEmpty();
    }

    [Fact]
    public void Several_run_beside_the_customers_and_each_on_its_own_terms()
    {
        var script = new Script().Created("2026-03-02 09:00", "team=estoque").Status("2026-03-02 11:00", "waiting-supplier");
        var replay = script.Replay(Set(Customer, Store, Carrier), "2026-03-02 12:00");
        replay.Clocks.Select(c => (c.Agreement, c.State, Script.Local(c.Due))).ShouldBe(
            [("cliente", ClockState.Paused, "never"), ("estoque", ClockState.Active, "2026-03-02 13:00"), ("transportadora", ClockState.Active, "2026-03-03 11:00")]);
    }

    [Fact]
    [Trait("Rule", "T6")]
    public void T6_It_breaks_one_millisecond_after_its_last_instant()
    {
        var script = new Script().Created("2026-03-02 14:00", "team=estoque");
        ClockState At(string asOf) => Of(script.Replay(Set(Store), asOf), "estoque")[0].State;
        (At("2026-03-03 08:59:59.999"), At("2026-03-03 09:00"), At("2026-03-03 09:00:00.001")).ShouldBe((ClockState.DueSoon, ClockState.DueSoon, ClockState.Overdue));
    }

    [Fact]
    public void The_end_of_the_ticket_keeps_it_and_a_reopening_goes_on()
    {
        var script = new Script().Created("2026-03-02 09:00", "team=estoque").Status("2026-03-02 10:00", "resolved");
        Shown(Of(script.Replay(Set(Store), "2026-03-02 12:00"), "estoque")[0]).ShouldBe((1, ClockState.Met, "2026-03-02 09:00", "2026-03-02 10:00"));
        script.Status("2026-03-02 12:00", "open");
        var on = Of(script.Replay(Set(Store), "2026-03-02 13:00"), "estoque").ShouldHaveSingleItem();
        (on.State, on.Worked.TotalHours).ShouldBe((ClockState.Active, 2.0));
    }

    [Fact]
    public void A_ticket_that_is_reopened_elsewhere_stays_given_back()
    {
        var script = new Script().Created("2026-03-02 09:00").Status("2026-03-02 10:00", "waiting-supplier").Status("2026-03-02 11:00", "resolved").Status("2026-03-02 14:00", "open").Status("2026-03-02 15:00", "waiting-supplier");
        Of(script.Replay(Set(Carrier), "2026-03-02 16:00"), "transportadora").Select(Shown).ShouldBe(
            [(1, ClockState.Met, "2026-03-02 10:00", "2026-03-02 11:00"), (2, ClockState.Active, "2026-03-02 15:00", "never")]);
    }

    [Fact]
    public void A_stop_of_its_own_ends_it_while_the_ticket_stays_and_what_comes_back_before_falls_away()
    {
        var pickup = Store with { Targets = [Sla.Target(Metric.Turnaround, "30m", id: "assumir") with { Stop = new EventIs("accepted", default) }] };
        var taken = new Script().Created("2026-03-02 09:00", "team=estoque").Add(at => new TicketAccepted("", at, at, 0, "rui"), "2026-03-02 09:20");
        Shown(Of(taken.Replay(Set(pickup), "2026-03-02 12:00"), "estoque").ShouldHaveSingleItem()).ShouldBe((1, ClockState.Met, "2026-03-02 09:00", "2026-03-02 09:20"));
        var back = new Script().Created("2026-03-02 09:00", "team=estoque").Set("2026-03-02 09:10", "team", "sac");
        var clock = Of(back.Replay(Set(pickup), "2026-03-02 12:00"), "estoque").ShouldHaveSingleItem();
        (clock.State, clock.Cause).ShouldBe((ClockState.Cancelled, "handed-back"));
    }

    [Fact]
    [Trait("Rule", "T13")]
    public void T13_Its_own_pauses_stand_still_and_leave_the_customers_clock_alone()
    {
        var store = Store with { Targets = [Store.Targets[0] with { Pause = [Sla.Pause()] }] };
        var script = new Script().Created("2026-03-02 09:00", "team=estoque").Status("2026-03-02 10:00", "waiting-customer").Status("2026-03-02 12:00", "open");
        var replay = script.Replay(Set(Customer, store), "2026-03-02 13:00");
        (Script.Local(Of(replay, "estoque")[0].Due), Script.Local(Of(replay, "cliente")[0].Due)).ShouldBe(("2026-03-02 15:00", "2026-03-02 17:00"));
    }

    [Theory]
    [InlineData(Strategy.First)]
    [InlineData(Strategy.MostSpecific)]
    [InlineData(Strategy.Strictest)]
    [InlineData(Strategy.All)]
    [Trait("Rule", "T19")]
    public void T19_Whatever_is_promised_between_teams_the_customers_clocks_are_those_without(Strategy strategy)
    {
        var picky = Store with { Applies = Sla.When("priority", "high"), Rematch = Rematch.Always };
        var script = new Script().Created("2026-03-02 09:00", "priority=low team=sac").Set("2026-03-02 10:00", "team", "estoque").Set("2026-03-02 10:30", "priority", "high")
            .Status("2026-03-02 11:00", "waiting-supplier").Status("2026-03-02 14:00", "open").Set("2026-03-02 15:00", "team", "sac").Status("2026-03-03 10:00", "resolved");
        var matching = Matching.Standard with { Default = strategy };
        foreach (var asOf in new[] { "2026-03-02 09:30", "2026-03-02 12:00", "2026-03-02 16:00", "2026-03-04 09:00" })
        {
            var alone = script.Replay(new AgreementSet([Customer], matching), asOf);
            var beside = script.Replay(new AgreementSet([picky, Customer, Carrier], matching), asOf);
            Explained(Of(beside, "cliente")).ShouldBe(Explained([.. alone.Clocks]));
            (beside.IsCovered, beside.Uncovered.Length).ShouldBe((alone.IsCovered, alone.Uncovered.Length));
        }
    }

    private static string Explained(Clock[] clocks) => string.Join('\n', clocks.Select(c => $"{c.Lane} {c.Cycle} {c.State} {c.Started} {c.Stopped} {c.Due} {c.Last} {c.VerdictAt} {c.Worked} {c.Elapsed} {string.Join(';', c.Facts)} {string.Join(';', c.Pieces)}"));

    [Fact]
    [Trait("Rule", "T19")]
    public void T19_The_rules_by_which_a_team_changes_its_agreement_do_not_move_the_customers()
    {
        // The customer's is chosen once; the other one is looked for at every change.
        var gold = Customer with { Id = "ouro", Applies = Sla.When("priority", "high"), Targets = [Sla.Target(Metric.Resolution, "1h", id: "resolution")] };
        var store = Store with { Rematch = Rematch.Always };
        var script = new Script().Created("2026-03-02 09:00", "priority=low team=estoque").Set("2026-03-02 10:00", "priority", "high");
        script.Replay(Set(Customer, gold, store), "2026-03-02 11:00").Clocks.Select(c => (c.Agreement, Script.Local(c.Due))).ShouldBe([("cliente", "2026-03-02 17:00"), ("estoque", "2026-03-02 13:00")]);
    }

    [Fact]
    [Trait("Rule", "T18")]
    public void T18_A_version_between_teams_for_open_tickets_too_changes_only_what_it_is_about()
    {
        var next = Store with { Version = 2, From = new NodaTime.LocalDate(2026, 3, 3), OpenTicketsToo = true, Targets = [Store.Targets[0] with { Within = ByValue<Within>.One(Sla.W("6h")) }] };
        var gold = Customer with { Id = "ouro", Applies = Sla.When("priority", "high"), Targets = [Sla.Target(Metric.Resolution, "1h", id: "resolution")] };
        var script = new Script().Created("2026-03-02 16:00", "priority=low team=estoque").Set("2026-03-02 17:00", "priority", "high");
        var replay = script.Replay(Set(Customer, gold, Store, next), "2026-03-03 09:30");
        replay.Clocks.Select(c => (c.Agreement, c.AgreementVersion, Script.Local(c.Due))).ShouldBe([("cliente", 1, "2026-03-03 15:00"), ("estoque", 2, "2026-03-03 13:00")]);
    }

    [Fact]
    [Trait("Rule", "T19")]
    public void T19_An_agreement_between_teams_alone_leaves_the_ticket_without_an_agreement()
    {
        var gold = Customer with { Applies = Sla.When("customer", "aurora") };
        var replay = new Script().Created("2026-03-02 09:00", "team=estoque").Replay(Set(gold, Store), "2026-03-02 10:00");
        (replay.IsCovered, replay.Clocks.Length, replay.Uncovered.ShouldHaveSingleItem().Agreement).ShouldBe((false, 1, "cliente"));
        replay.Agreements.ShouldHaveSingleItem().Supporting.ShouldBeTrue();
    }

    [Fact]
    [Trait("Rule", "T2")]
    public void T2_However_the_events_come_in_the_clocks_are_the_same()
    {
        var script = new Script().Created("2026-03-02 09:00").Set("2026-03-02 10:00", "team", "estoque").Status("2026-03-02 11:00", "waiting-supplier").Status("2026-03-02 12:00", "open").Set("2026-03-02 13:00", "team", "sac");
        var once = Explained([.. script.Replay(Set(Customer, Store, Carrier), "2026-03-02 18:00").Clocks]);
        var twice = ClockEngine.Replay(Set(Customer, Store, Carrier), script.Events.AsEnumerable().Reverse().Concat(script.Events), script.At("2026-03-02 18:00"));
        Explained([.. twice.Clocks]).ShouldBe(once);
    }
}
