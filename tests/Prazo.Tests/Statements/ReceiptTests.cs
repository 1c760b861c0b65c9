using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Statements;
using Prazo.Tests.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Tests.Statements;

/// <summary>What a customer told and a statement leaves out is found, even where it would change nothing.</summary>
public class ReceiptTests
{
    private const string Text = """
        prazo: 1
        agreement: oficina
        kind: service
        zone: UTC
        targets:
          resolution: { within: 4h clock }
        money: { currency: BRL }
        penalties:
          - { id: late, target: resolution, per-hour: 50.00 BRL, hours: started, late: clock }
        statement: { per: month }
        """;

    private static async Task<string> Receipts(StatementWorld world, long ticket, string at) =>
        await world.Db.Write(tx => Prazo.Statements.Receipts.Of(tx, TicketQueries.Find(tx, world.Tenant, ticket.ToString(CultureInfo.InvariantCulture))!, "helena", StatementWorld.At(at)));

    private static StatementVerdict Verify(string bundle, string receipts) => StatementVerification.Verify(new StringReader(bundle), null, null, new StringReader(receipts));

    private static async Task<(StatementFacts Facts, string Statement, SigningKey Key)> Opened(StatementWorld world, string bundle)
    {
        var lines = bundle.Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^2];
        var (facts, statement) = StatementBundle.Read(lines);
        return (facts, statement, (await world.Db.Read(s => SigningKeys.Current(s, world.Tenant)))!);
    }

    private static string Forged(StatementFacts facts, SigningKey key)
    {
        using var forged = new StringWriter();
        StatementBundle.Write(forged, "Oficina", facts, StatementMaker.Make(facts).Text(), key);
        return forged.ToString();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_receipt_holds_a_statement_to_what_the_customer_told(string database)
    {
        using var world = await StatementWorld.Open(database, "oficina", Text);
        await world.Ticket("a", "2026-09-10 08:00");
        await world.Tell("a", "2026-09-10 09:00", new CustomerMessage("ask", StatementWorld.At("2026-09-10 09:00"), default, 0));
        await world.Tell("a", "2026-09-10 10:00", new AgentMessage("ours", StatementWorld.At("2026-09-10 10:00"), default, 0, "bruna"));
        await world.Solve("a", "2026-09-10 14:00");
        var receipts = await Receipts(world, 1, "2026-09-11 08:00");
        // What the provider did is not the customer's to prove.
        receipts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!["receipt"]!["event"]!["kind"]!.ToString()).ShouldBe(["created", "customer-message"]);

        var bundle = await world.Export(await world.Closed("2026-09-15", "2026-10-02 02:00"));
        Verify(bundle, receipts).Fault.ShouldBeNull();

        // The provider, who has the key, leaves out a message that moves no clock: recomputed it is identical, and only the receipt tells.
        var (facts, _, key) = await Opened(world, bundle);
        var less = Forged(facts with { Tickets = [.. facts.Tickets.Select(t => t with { Events = [.. t.Events.Where(e => e.Id != "ask")] })] }, key);
        StatementWorld.Verify(less).Fault.ShouldBeNull();
        Verify(less, receipts).Fault.ShouldBe("receipt 2 is for an event of ticket #1 that the statement leaves out: customer-message");

        // Or dates it an hour later.
        var later = Forged(facts with { Tickets = [.. facts.Tickets.Select(t => t with { Events = [.. t.Events.Select(e => e.Id == "ask" ? e with { Occurred = e.Occurred + Duration.FromHours(1) } : e)] })] }, key);
        Verify(later, receipts).Fault.ShouldNotBeNull().ShouldStartWith("receipt 2 is for an event of ticket #1 that the statement has otherwise: at says");

        // Or the whole ticket: that is said, since it might count elsewhere.
        var without = Forged(facts with { Tickets = [] }, key);
        Verify(without, receipts).Absent.ShouldBe([1]);
    }

    [Fact]
    public async Task A_receipt_that_is_altered_or_signed_by_another_is_none_and_what_came_later_is_left_to_the_next()
    {
        using var world = await StatementWorld.Open("sqlite", "oficina", Text);
        await world.Ticket("a", "2026-09-10 08:00");
        await world.Solve("a", "2026-09-10 14:00");
        var bundle = await world.Export(await world.Closed("2026-09-15", "2026-10-02 02:00"));
        await world.Tell("a", "2026-10-03 09:00", new CustomerMessage("again", StatementWorld.At("2026-10-03 09:00"), default, 0));
        var receipts = await Receipts(world, 1, "2026-10-04 08:00");
        Verify(bundle, receipts).Fault.ShouldBeNull();
        Verify(bundle, receipts.Replace("created", "credted", StringComparison.Ordinal)).Fault.ShouldBe("receipt 1 is not signed with the key of the statement");
        Verify(bundle, receipts[..^9]).Fault.ShouldBe("receipt 2 is no receipt: it was altered or cut");

        using var other = await StatementWorld.Open("sqlite", "oficina", Text);
        await other.Ticket("a", "2026-09-10 08:00");
        Verify(bundle, await Receipts(other, 1, "2026-10-04 08:00")).Fault.ShouldBe("receipt 1 is not signed with the key of the statement");
    }
}
