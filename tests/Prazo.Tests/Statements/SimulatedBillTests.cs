using System.Collections.Immutable;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;
using Prazo.Outages;
using Prazo.Statements;

namespace Prazo.Tests.Statements;

/// <summary>Ten tickets of March: seven answered after one hour, two after three, one after five.</summary>
public class SimulatedBillTests
{
    private static readonly Instant April = Instant.FromUtc(2026, 4, 5, 12, 0);
    private const string Penalties = """
        penalties:
          - { id: band, objective: answers, bands: { "95%..100%": none, "80%..95%": 2%, "0%..80%": 10% }, of: fee }
          - { id: each, target: first-response, per-breach: 25.00 BRL }
        """;

    private static AgreementSet Set(string within, string penalties = Penalties, string currency = "BRL", string per = "month", string objective = "", string amounts = ", amounts: { fee: 10000.00 BRL }")
    {
        var (agreements, problems) = AgreementFiles.Parse($$"""
            prazo: 1
            agreement: shop
            zone: America/Sao_Paulo
            targets:
              first-response: { within: {{within}} clock }
            objectives:
              - { id: answers, target: first-response, at-least: 90%, per: {{per}} }
              {{objective}}
            money: { currency: {{currency}}{{amounts.Replace("BRL", currency, StringComparison.Ordinal)}} }
            {{penalties.Replace("BRL", currency, StringComparison.Ordinal)}}
            """);
        problems.Where(p => p.Severity == Engine.Severity.Error).ShouldBeEmpty();
        return new AgreementSet(agreements);
    }

    private static History March()
    {
        var history = new HistoryBuilder();
        foreach (var (hours, i) in new[] { 1, 1, 1, 1, 1, 1, 1, 3, 3, 5 }.Select((h, i) => (h, i)))
        {
            var created = Instant.FromUtc(2026, 3, 2 + i, 12, 0);
            history.Add($"T-{i}", new TicketCreated($"c{i}", created, created, 0, ImmutableSortedDictionary<string, string>.Empty));
            history.Add($"T-{i}", new AgentMessage($"r{i}", created + Duration.FromHours(hours), created + Duration.FromHours(hours), 1, "ana"));
        }
        return history.Build();
    }

    private static SimulatedBills Run(AgreementSet before, AgreementSet after, Instant? since = null, Instant? until = null, IReadOnlyList<KnownOutage>? outages = null) => SimulatedBills.Of(before, after, March(), ["shop"], since, until ?? April, April, outages);

    private static string Said(SimulatedBill bill) => string.Join("; ", bill.Lines.Select(l => $"{l.Penalty} {l.Before?.Amount ?? "–"} ({l.Before?.Facts}) {l.After?.Amount ?? "–"} ({l.After?.Facts})"));

    [Fact]
    public void A_longer_promise_is_cheaper_by_what_one_counts_by_hand()
    {
        // Two hours: 7 of 10 = 70 %, a tenth of the fee, and three breaches. Four hours: 9 of 10 = 90 %, two percent of it, and one.
        var bill = Run(Set("2h"), Set("4h")).Bills.ShouldHaveSingleItem();
        (bill.From, bill.To).ShouldBe((new LocalDate(2026, 3, 1), new LocalDate(2026, 4, 1)));
        Said(bill).ShouldBe("band 1000.00 (7/10) 200.00 (9/10); each 75.00 (3) 25.00 (1)");
        (bill.Before!.Net, bill.After!.Net, bill.Difference).ShouldBe((1075m, 225m, -850m));
    }

    [Fact]
    public void A_shorter_one_is_dearer()
    {
        var bill = Run(Set("2h"), Set("30m")).Bills.ShouldHaveSingleItem();
        Said(bill).ShouldBe("band 1000.00 (7/10) 1000.00 (0/10); each 75.00 (3) 250.00 (10)");
        bill.Difference.ShouldBe(175m);
    }

    [Fact]
    public void Without_penalties_there_is_no_bill_and_with_those_of_one_side_the_other_costs_nothing()
    {
        var none = Run(Set("2h", ""), Set("4h", ""));
        none.Bills.ShouldBeEmpty();
        none.NoPenalties.ShouldBe(["shop"]);
        var bill = Run(Set("2h", ""), Set("2h")).Bills.ShouldHaveSingleItem();
        (bill.Before!.Charges, bill.Difference).ShouldBe((false, 1075m));
        Said(bill).ShouldBe("band – () 1000.00 (7/10); each – () 75.00 (3)");
    }

    [Fact]
    public void Amounts_of_two_currencies_are_not_taken_from_each_other()
    {
        var bill = Run(Set("2h"), Set("4h", currency: "RON")).Bills.ShouldHaveSingleItem();
        (bill.OtherCurrency, bill.Difference, bill.Before!.Bill.Currency, bill.After!.Bill.Currency).ShouldBe((true, null, "BRL", "RON"));
    }

    [Fact]
    public void Only_periods_that_lie_wholly_in_the_days_are_billed()
    {
        // São Paulo is three hours behind: its March begins at three.
        Run(Set("2h"), Set("4h"), Instant.FromUtc(2026, 3, 1, 3, 0)).Bills.Length.ShouldBe(1);
        var late = Run(Set("2h"), Set("4h"), Instant.FromUtc(2026, 3, 1, 3, 1));
        (late.Bills.Length, late.NoPeriods.Single()).ShouldBe((0, "shop"));
        Run(Set("2h"), Set("4h"), until: Instant.FromUtc(2026, 4, 1, 2, 59)).Bills.ShouldBeEmpty();
        Run(Set("2h"), Set("4h"), until: Instant.FromUtc(2026, 4, 1, 3, 0)).Bills.Length.ShouldBe(1);
        // The quarter that ends with March began before these days; the one side that needs it has no bill.
        var quarter = Run(Set("2h"), Set("4h", per: "quarter"), Instant.FromUtc(2026, 3, 1, 3, 0)).Bills.ShouldHaveSingleItem();
        (quarter.Before!.Net, quarter.After, quarter.Difference).ShouldBe((1075m, null, null));
    }

    [Fact]
    public void Availability_is_what_was_reported_and_nothing_is_said_of_it_where_nobody_kept_that()
    {
        var set = Set("2h", "penalties: [ { id: down, objective: up, bands: { \"99%..100%\": none, \"0%..99%\": 10% }, of: fee } ]", objective: "- { id: up, availability: portal, at-least: 99% }");
        KnownOutage Of(int hours, bool withdrawn) => new(new Outage { What = "portal", Starts = Instant.FromUtc(2026, 3, 10, 0, 0), Ends = Instant.FromUtc(2026, 3, 10, hours, 0), Title = "Down", Withdrawn = withdrawn ? April : null }, April, "test");
        // Ten of 744 hours.
        Said(Run(Set("2h"), set, outages: [Of(10, false), Of(20, true)]).Bills.ShouldHaveSingleItem()).ShouldContain("down –");
        var bill = Run(set, set, outages: [Of(10, false), Of(20, true)]).Bills.ShouldHaveSingleItem();
        Said(bill).ShouldBe("down 1000.00 (2642400000/2678400000) 1000.00 (2642400000/2678400000)");
        Run(set, set, outages: []).Bills.ShouldHaveSingleItem().After!.Net.ShouldBe(0m);
        Run(set, set).Bills.ShouldHaveSingleItem().After!.Facts.Objectives.Select(o => o.Objective).ShouldBe(["answers"]);
    }

    [Fact]
    public void An_unknown_amount_leaves_the_total_unknown()
    {
        var bill = Run(Set("2h"), Set("2h", amounts: "")).Bills.ShouldHaveSingleItem();
        (bill.Before!.Net, bill.After!.Net, bill.Difference).ShouldBe((1075m, null, null));
    }
}
