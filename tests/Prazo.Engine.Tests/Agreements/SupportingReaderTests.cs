using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Agreements between teams and with suppliers, as they are written.</summary>
[Trait("Rule", "Lint")]
public class SupportingReaderTests
{
    private const string Office = "calendars: { c: { weekly: { mon-fri: \"08:00-18:00\" } } }\n";
    private const string Back = "targets: { devolver: { metric: turnaround, within: 4h } }\n";

    private static FieldIn Where(Agreement a) => a.While.ShouldBeOfType<FieldIs>().Field;

    [Fact]
    public void A_team_has_a_ticket_while_it_is_the_tickets_team()
    {
        var a = Good(Header + "kind: operational\nparties: { provider: estoque, customer: sac }\n" + Office + "targets: { devolver: { metric: turnaround, within: 4h, supports: resolution } }\n");
        (a.Kind, a.IsSupporting, Where(a).Field, Where(a).Values[0]).ShouldBe((AgreementKind.Operational, true, "team", "estoque"));
        a.Targets[0].Supports.ShouldBe(["resolution"]);
    }

    [Fact]
    public void A_supplier_has_it_while_it_waits_for_one()
    {
        var a = Good(Header + "kind: supplier\nparties: { provider: Rápida Entregas }\n" + Office + Back);
        (a.Kind, a.IsSupporting, Where(a).Field, Where(a).Values[0]).ShouldBe((AgreementKind.Supplier, true, "status", "waiting-supplier"));
    }

    [Fact]
    public void Which_of_two_suppliers_it_waits_for_is_said_by_fields()
    {
        var a = Good(Header + "kind: supplier\nfields: { supplier: [rapida, norte] }\nparties: { provider: Rápida }\nwhile: { status: waiting-supplier, supplier: rapida }\n" + Office + Back);
        a.While.ShouldBeOfType<AllOf>().Conditions.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("service")]
    [InlineData("customer")]
    [InlineData("hybrid")]
    public void Others_are_with_customers(string kind)
    {
        var a = Good(Header + $"kind: {kind}\n" + Office + "targets: { resolution: { within: 4h } }\n");
        (a.IsSupporting, a.While).ShouldBe((false, null));
    }

    [Fact]
    public void A_team_must_be_named() => ShouldComplain("no-provider", "kind: «operational¦supplier»\n" + Office + Back);

    [Fact]
    public void An_event_is_no_time_to_have_a_ticket_in() =>
        ShouldComplain("event-in-while", "kind: supplier\nwhile: «{ event: note }¦{ team: estoque }»\n" + Office + Back);

    [Fact]
    public void A_team_promises_no_first_response_to_customers() =>
        ShouldComplain("supporting-metric", "kind: supplier\n" + Office + "targets: { «first-response: { within: 1h }¦devolver: { metric: turnaround, within: 1h }» }\n", says: "turnaround");

    [Fact]
    public void Customers_do_not_promise_to_come_back() =>
        ShouldComplain("no-while", "kind: service\n" + Office + "targets: { «devolver: { metric: turnaround, within: 1h }¦resolution: { within: 1h }» }\n");

    [Theory]
    [InlineData("kind: supplier\n" + Office + Back + "satisfaction: { ask: csat }\n", "no-customer", 7, Severity.Error)]
    [InlineData("while: { team: estoque }\n" + Office + "targets: { resolution: { within: 4h } }\n", "idle-while", 4, Severity.Warning)]
    [InlineData(Office + "targets: { resolution: { within: 4h, supports: workaround } }\n", "idle-supports", 5, Severity.Warning)]
    public void What_belongs_to_the_other_kind_is_named(string body, string code, int line, Severity severity)
    {
        var problem = Problems(Header + body).ShouldHaveSingleItem();
        (problem.Code, problem.At.Line, problem.Severity).ShouldBe((code, line, severity));
        problem.Hint.ShouldNotBeEmpty();
    }

    [Fact]
    public void Two_promises_of_one_team_stand_side_by_side() => Problems(Header + "kind: operational\nparties: { provider: estoque }\n" + Office
        + "targets:\n  assumir: { metric: turnaround, within: 30m, stop: { event: accepted } }\n  devolver: { metric: turnaround, within: 4h }\n").ShouldBeEmpty();

    [Fact]
    [Trait("Rule", "T19")]
    public void T19_Two_agreements_between_teams_never_tie()
    {
        Agreement One(string id) => Good($"prazo: 1\nagreement: {id}\nzone: UTC\nkind: operational\nparties: {{ provider: {id} }}\n{Office}{Back}");
        Lint.CheckSet([One("estoque"), One("oficina")]).ShouldBeEmpty();
    }
}
