using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Tests.Clocks;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>T6, T8: whether the parts fit into the promise. Figures by hand; 2026-03-02 is a Monday.</summary>
[Trait("Rule", "T6")]
public class ChainTests
{
    private const string Hours = "calendars:\n  office: { weekly: { mon-fri: \"09:00-18:00\" } }\n  late: { weekly: { mon-fri: \"13:00-18:00\" } }\n";
    private static readonly LocalDate Monday = new(2026, 3, 2);

    private static Agreement Customer(string targets) => Good("prazo: 1\nagreement: cliente\nzone: America/Sao_Paulo\n" + Hours + "targets:\n" + targets);

    private static Agreement Team(string id, string target, string more = "") =>
        Good($"prazo: 1\nagreement: {id}\nzone: America/Sao_Paulo\nkind: operational\nparties: {{ provider: {id} }}\n{Hours}{more}targets:\n  {id}-devolve: {{ metric: turnaround, supports: resolution, {target} }}\n");

    private static Agreement Supplier(string target) =>
        Good($"prazo: 1\nagreement: fornecedor\nzone: America/Sao_Paulo\nkind: supplier\n{Hours}targets:\n  fornecer: {{ metric: turnaround, supports: resolution, {target} }}\n");

    private static PromiseChain One(Agreement customer, params Agreement[] parts) => Chain.Of(customer, parts, Monday).ShouldHaveSingleItem();

    private const string EightHours = "  resolution: { within: 8h, calendar: office }\n";

    [Fact]
    public void Two_parts_on_the_promises_own_hours_leave_the_difference_at_every_start()
    {
        var chain = One(Customer(EightHours), Team("estoque", "within: 3h, calendar: office"), Team("oficina", "within: 4h, calendar: office"));
        chain.Fits.ShouldBeTrue();
        chain.Worst!.Working.ShouldBe(Duration.FromHours(1));
        chain.Parts.Select(p => (p.Agreement.Id, p.Time, p.Fits)).ShouldBe([("estoque", PartTime.Taken, true), ("oficina", PartTime.Taken, true)]);
    }

    [Fact]
    public void Parts_that_each_fit_may_not_fit_together()
    {
        var chain = One(Customer(EightHours), Team("estoque", "within: 5h, calendar: office"), Team("oficina", "within: 4h, calendar: office"));
        (chain.Fits, chain.Worst!.Working).ShouldBe((false, Duration.FromHours(-1)));
        chain.Parts.ShouldAllBe(p => p.Fits);
        chain.Worst.Links.Length.ShouldBe(2);
        chain.Worst.Links[0].From.ShouldBe(chain.Worst.Start);
        chain.Worst.Links[1].From.ShouldBe(chain.Worst.Links[0].Until);
    }

    [Fact]
    public void Exactly_as_much_fits() =>
        One(Customer(EightHours), Team("estoque", "within: 8h, calendar: office")).ShouldSatisfyAllConditions(c => c.Fits.ShouldBeTrue(), c => c.Worst!.Left.ShouldBe(Duration.Zero));

    [Fact]
    public void A_team_with_shorter_hours_is_found_out_at_its_worst_moment()
    {
        // Four hours of afternoons are over whenever eight of the day are: from 14:00 on both end at 13:00 of the next day.
        One(Customer(EightHours), Team("estoque", "within: 4h, calendar: late")).Fits.ShouldBeTrue();
        // Five are not: what comes in on Thursday evening is in time until the opening of Monday afternoon, and was promised for Friday at 17:00. One hour of Friday and four of Monday are lacking.
        var chain = One(Customer(EightHours), Team("estoque", "within: 5h, calendar: late"));
        (chain.Fits, chain.Parts[0].Fits).ShouldBe((false, false));
        (Script.Local(chain.Worst!.Start), Script.Local(chain.Worst.Until), Script.Local(chain.Worst.Links[0].Until)).ShouldBe(("2026-03-05 18:00", "2026-03-06 17:00", "2026-03-09 13:00"));
        (chain.Worst.Working, chain.Worst.Left).ShouldBe((Duration.FromHours(-5), Duration.FromHours(-68)));
    }

    [Fact]
    [Trait("Rule", "T6")]
    public void T6_A_part_that_is_in_time_until_the_next_opening_does_not_fit_into_a_promise_that_ends_at_closing()
    {
        var closes = Customer("  resolution: { within: 4h, calendar: office, boundary: close }\n");
        var open = One(closes, Team("estoque", "within: 4h, calendar: office"));
        open.Fits.ShouldBeFalse();
        (Script.Local(open.Worst!.Until)[^5..], open.Worst.Working).ShouldBe(("18:00", Duration.Zero));
        One(closes, Team("estoque", "within: 4h, calendar: office, boundary: close")).Fits.ShouldBeTrue();
    }

    [Fact]
    [Trait("Rule", "T8")]
    public void T8_Clock_time_of_a_supplier_is_measured_against_working_time_at_its_tightest()
    {
        // 8 h of work started at 09:00 end at 17:00; 9 h of clock time end at 18:00.
        var chain = One(Customer(EightHours), Supplier("within: 9h clock"));
        (chain.Fits, chain.Worst!.Working, Script.Local(chain.Worst.Start)[^5..]).ShouldBe((false, Duration.FromHours(-1), "09:00"));
        One(Customer(EightHours), Supplier("within: 8h clock")).Fits.ShouldBeTrue();
    }

    [Fact]
    [Trait("Rule", "T8")]
    public void T8_The_last_millisecond_before_a_day_ends_is_looked_at()
    {
        // A day by its end is 24 hours for what comes in at the very end of a day, and longer for all else.
        var customer = Customer("  resolution: { within: 1 calendar day by end of day, calendar: office }\n");
        One(customer, Supplier("within: 24h clock")).Fits.ShouldBeTrue();
        var chain = One(customer, Supplier("within: 25h clock"));
        (chain.Fits, Script.Local(chain.Worst!.Start)[^12..], chain.Worst.Left, chain.Worst.Working).ShouldBe((false, "23:59:59.999", Duration.FromHours(-1), null));
    }

    [Fact]
    public void Holidays_of_the_supplier_count()
    {
        var closed = "office: { weekly: { mon-fri: \"09:00-18:00\" }, days: { 2026-03-10: closed } }";
        var supplier = Good($"prazo: 1\nagreement: fornecedor\nzone: America/Sao_Paulo\nkind: supplier\ncalendars: {{ {closed} }}\ntargets:\n  fornecer: {{ metric: turnaround, supports: resolution, within: 8h }}\n");
        var chain = One(Customer(EightHours), supplier);
        chain.Fits.ShouldBeFalse();
        // From Monday the ninth at 10:00 the promise ends at closing, in time until Tuesday 9:00, and the supplier is in time until Wednesday 9:00: all of Tuesday is lacking.
        (chain.Worst!.Working, chain.Worst.Left, Script.Local(chain.Worst.Start)).ShouldBe((Duration.FromHours(-9), Duration.FromHours(-24), "2026-03-09 10:00"));
    }

    [Fact]
    [Trait("Rule", "T13")]
    public void T13_Time_for_which_the_promise_stands_still_is_not_taken_from_it()
    {
        var pauses = Customer("  resolution: { within: 8h, calendar: office, pause: { status: waiting-supplier, party: supplier } }\n");
        var chain = One(pauses, Supplier("within: 10 business days, calendar: office"));
        (chain.Fits, chain.Worst, chain.Parts[0].Time).ShouldBe((true, null, PartTime.Still));
        One(pauses, Supplier("within: 10 business days, calendar: office"), Team("estoque", "within: 9h, calendar: office")).ShouldSatisfyAllConditions(
            c => c.Fits.ShouldBeFalse(), c => c.Worst!.Links.ShouldHaveSingleItem().Part.Agreement.Id.ShouldBe("estoque"));
    }

    [Fact]
    public void A_pause_for_some_of_the_time_does_not_stand_still_for_all_of_it()
    {
        var pauses = Customer("  resolution: { within: 8h, calendar: office, pause: { status: waiting-customer, party: customer } }\n");
        One(pauses, Team("estoque", "within: 9h, calendar: office")).Parts[0].Time.ShouldBe(PartTime.Taken);
    }

    [Fact]
    public void Each_promise_of_a_priority_is_held_against_the_part_of_that_priority()
    {
        var customer = Customer("  resolution:\n    by: priority\n    within: { high: 4h, else: 16h }\n    calendar: office\n");
        var team = Good("prazo: 1\nagreement: estoque\nzone: America/Sao_Paulo\nkind: operational\nparties: { provider: estoque }\n" + Hours + "targets:\n  devolver: { metric: turnaround, supports: resolution, by: priority, within: { high: 2h, else: 12h }, calendar: office }\n");
        Chain.Of(customer, [team], Monday).Select(c => (c.Value, c.Fits, c.Worst!.Working!.Value.TotalHours, c.Parts[0].Promises.Single().Text)).ShouldBe([("high", true, 2.0, "2h"), (null, true, 4.0, "12h")]);
    }

    [Fact]
    public void A_part_that_tells_other_tickets_apart_counts_with_its_longest()
    {
        var team = Good("prazo: 1\nagreement: estoque\nzone: America/Sao_Paulo\nkind: operational\nparties: { provider: estoque }\n" + Hours + "targets:\n  devolver: { metric: turnaround, supports: resolution, by: region, within: { norte: 9h, else: 2h }, calendar: office }\n");
        var chain = One(Customer(EightHours), team);
        (chain.Fits, chain.Worst!.Working, chain.Parts[0].Promises.Length).ShouldBe((false, Duration.FromHours(-1), 2));
    }

    [Fact]
    public void What_no_ticket_can_have_together_is_not_held_together()
    {
        var customer = Good("prazo: 1\nagreement: cliente\nzone: America/Sao_Paulo\n" + Hours + "applies: { when: { region: sul } }\ntargets:\n" + EightHours);
        Chain.Of(customer, [Team("estoque", "within: 90h, calendar: office", "applies: { when: { region: norte } }\n")], Monday).ShouldBeEmpty();
    }

    [Fact]
    public void The_worst_order_counts()
    {
        var (day, afternoon) = (Team("dia", "within: 4h, calendar: office"), Team("tarde", "within: 2h, calendar: late"));
        var (a, b) = (One(Customer(EightHours), day, afternoon), One(Customer(EightHours), afternoon, day));
        (a.Worst!.Left, a.Worst.Working, a.Fits).ShouldBe((b.Worst!.Left, b.Worst.Working, b.Fits));
    }

    [Fact]
    public void What_only_a_ticket_tells_is_said_to_be_unknown()
    {
        var chain = One(Customer(EightHours), Supplier("within: until field delivery_date"));
        (chain.Parts[0].Time, chain.Worst, chain.Fits).ShouldBe((PartTime.Unknown, null, true));
    }

    [Fact]
    public void A_promise_of_no_customers_and_one_that_nothing_supports_have_no_chain()
    {
        var team = Team("estoque", "within: 4h, calendar: office");
        Chain.Of(team, [team], Monday).ShouldBeEmpty();
        Chain.Of(Customer("  first-response: { within: 1h, calendar: office }\n"), [team], Monday).ShouldBeEmpty();
        Chain.Of(Customer(EightHours), [Customer(EightHours)], Monday).ShouldBeEmpty();
    }

    [Fact]
    public void Lint_names_the_promise_the_parts_the_start_and_what_is_lacking()
    {
        var problem = Lint.CheckSet([Customer(EightHours), Team("estoque", "within: 5h, calendar: office"), Team("oficina", "within: 4h, calendar: office")]).ShouldHaveSingleItem();
        (problem.Code, problem.Severity, problem.At.Line > 0).ShouldBe(("part-does-not-fit", Severity.Warning, true));
        problem.Message.ShouldContain("cliente promises resolution in 8h");
        problem.Message.ShouldContain("estoque/estoque-devolve (5h)");
        problem.Message.ShouldContain("oficina/oficina-devolve (4h)");
        problem.Hint.ShouldStartWith("1h00m of working time are lacking");
        Lint.CheckSet([Customer(EightHours), Team("estoque", "within: 4h, calendar: office")]).ShouldBeEmpty();
    }

    [Fact]
    public void Lint_names_a_part_of_what_nobody_promises_and_a_name_that_two_promises_share()
    {
        var customer = Customer("  resolution: { within: 8h, calendar: office }\n  workaround: { within: 2h, calendar: office }\n");
        var odd = Good("prazo: 1\nagreement: estoque\nzone: America/Sao_Paulo\nkind: operational\nparties: { provider: estoque }\n" + Hours + "targets:\n  resolution: { metric: turnaround, supports: [resolucao], within: 1h, calendar: office }\n");
        var found = Lint.CheckSet([customer, odd]);
        found.Select(p => (p.Code, p.Severity)).ShouldBe([("supports-nothing", Severity.Warning), ("shared-name", Severity.Warning)], ignoreOrder: true);
        found[0].Hint.ShouldContain("resolution");
    }
}
