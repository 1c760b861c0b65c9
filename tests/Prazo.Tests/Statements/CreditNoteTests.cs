using Prazo.Statements;

namespace Prazo.Tests.Statements;

/// <summary>What billing systems book.</summary>
public class CreditNoteTests
{
    private const string Text = """
        prazo: 1
        agreement: oficina
        title: Oficina
        parties: { provider: Nós }
        kind: customer
        applies: { when: { customer: aurora } }
        zone: UTC
        targets:
          resolution: { within: 4h clock }
        objectives:
          - { id: solved, target: resolution, at-least: 90%, per: month }
        money: { currency: BRL, amounts: { fee: 1000.00 BRL } }
        penalties:
          - { id: late, target: resolution, per-hour: 50.00 BRL, hours: started, late: clock, as: adjustment }
          - { objective: solved, bands: { "90%..100%": none, "0%..90%": 10% }, of: fee, as: fine }
        statement: { per: month }
        """;

    private static Task<CreditNote> Note(StatementWorld world, Statement statement) => world.Db.Read(s => CreditNote.Of(s, world.Agreements, statement));

    [Fact]
    public async Task Lines_and_corrections_add_up_to_the_net_and_nothing_else_is_in_it()
    {
        using var world = await StatementWorld.Open("sqlite", "oficina", Text);
        await world.Ticket("a", "2026-09-30 12:00", customer: "aurora");
        var draft = await world.Draft("2026-09-15", "2026-10-01 02:00");
        (await Should.ThrowAsync<RefusedException>(Note(world, draft))).Problems.Single().Code.ShouldBe("still-a-draft");
        var september = await Note(world, await world.Close(draft, "2026-10-01 02:00"));
        (september.Number, september.From, september.To, september.Currency, september.Provider).ShouldBe(("oficina-2026-09-01", "2026-09-01", "2026-09-30", "BRL", "Nós"));
        september.Customers.ShouldBe(["aurora"]);
        september.Lines.Select(l => (l.Kind, l.Penalty, l.Amount)).ShouldBe([("adjustment", "late", "500.00"), ("fine", "solved", "100.00")]);
        (september.Adjustment, september.Fine, september.Credit, september.Net).ShouldBe(("500.00", "100.00", "0.00", "600.00"));

        // A month without a breach: what is learned of September is all that is in it.
        await world.Solve("a", "2026-10-01 06:00");
        var october = await Note(world, await world.Closed("2026-10-15", "2026-11-01 02:00"));
        october.Lines.ShouldHaveSingleItem().ShouldBe(new CreditNoteLine("correction", "late", "2026-09-01", "", 1, "200.00", "adjustment"));
        (october.Adjustment, october.Corrected, october.Net).ShouldBe(("0.00", "200.00", "200.00"));
        october.Rows().Select(r => string.Join('|', r)).ShouldBe(
        [
            "oficina-2026-10-01|oficina|aurora|2026-10-01|2026-10-31|BRL|correction|late|2026-09-01||1|200.00",
            "oficina-2026-10-01|oficina|aurora|2026-10-01|2026-10-31|BRL|net|||||200.00",
        ]);
    }
}
