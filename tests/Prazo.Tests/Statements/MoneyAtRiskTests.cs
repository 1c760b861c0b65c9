using Prazo.Engine.Clocks;
using Prazo.Statements;
using Prazo.Tests.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Tests.Statements;

/// <summary>What it costs if an open promise breaks now rather than is kept now: the difference of two bills of the present period.</summary>
public class MoneyAtRiskTests
{
    /// <summary>R$ 50 for each started hour, twice that for who is dear; a tenth of R$ 1,000 where less than 90 % were kept.</summary>
    private static string Text(string cap) => $$"""
        prazo: 1
        agreement: oficina
        title: Oficina
        kind: service
        term: { from: 2026-01-01 }
        zone: UTC
        targets:
          resolution: { within: 4h clock }
        objectives:
          - { id: solved, target: resolution, at-least: 90%, per: month }
        money: { currency: BRL, amounts: { fee: 1000.00 BRL } }
        penalties:
          - { id: late, target: resolution, per-hour: 50.00 BRL, hours: started, late: clock, weights: { by: customer, dear: 2, else: 1 }{{cap}} }
          - { objective: solved, bands: { "90%..100%": none, "0%..90%": 10% }, of: fee }
        statement: { per: month }
        """;

    private static async Task<string> Risks(StatementWorld world, string now)
    {
        var list = await world.Db.Read(s => new MoneyAtRisk(world.Agreements).Of(s, world.Tenant, StatementWorld.At(now)));
        list.Tickets.Select(t => t.Currency).Distinct().ShouldBeSubsetOf(["BRL"]);
        return string.Join(" ", list.Tickets.Select(t => $"{t.Ticket}:{t.Amount:F2}"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_promise_costs_what_the_bill_would_be_more(string database)
    {
        using var world = await StatementWorld.Open(database, "oficina", Text(""));
        (await Risks(world, "2026-09-10 09:00")).ShouldBe("");

        // Kept, all are kept; broken, none is: the first hour and a tenth of the fee.
        await world.Ticket("a", "2026-09-10 09:00");
        (await Risks(world, "2026-09-10 10:00")).ShouldBe("1:150.00");

        // The same for another customer, whose hours count twice. Either breaks the month alone.
        await world.Ticket("b", "2026-09-10 09:30", "dear");
        (await Risks(world, "2026-09-10 10:00")).ShouldBe("2:200.00 1:150.00");

        // What is broken already costs its next hour; the month is lost, so the others cost their hours alone.
        await world.Ticket("c", "2026-09-10 02:00");
        (await Risks(world, "2026-09-10 10:00")).ShouldBe("2:100.00 1:50.00 3:50.00");

        // Solved or waived, nothing is at risk.
        await world.Solve("a", "2026-09-10 10:30");
        await world.Waive("c", "2026-09-10 10:30");
        (await Risks(world, "2026-09-10 11:00")).ShouldBe("2:200.00");
        await world.Solve("b", "2026-09-10 11:30");
        (await Risks(world, "2026-09-10 12:00")).ShouldBe("");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_cap_that_is_reached_makes_the_next_breach_free_and_a_new_year_begins_anew(string database)
    {
        using var world = await StatementWorld.Open(database, "oficina", Text(", cap: { year: 120.00 BRL }"));
        await world.Ticket("a", "2026-08-10 00:00");
        await world.Solve("a", "2026-08-10 06:00");
        // Two hours, and the month.
        (await world.Closed("2026-08-15", "2026-09-02 02:00")).Content.Net.ShouldBe("200.00");

        await world.Ticket("b", "2026-09-10 09:00");
        (await Risks(world, "2026-09-10 10:00")).ShouldBe("2:120.00");
        await world.Ticket("c", "2026-09-10 00:00");
        (await Risks(world, "2026-09-10 10:00")).ShouldBe("");

        // The year of the term is the next one. What still runs since September costs what the year before is capped at.
        await world.Ticket("d", "2027-01-05 09:00");
        (await Risks(world, "2027-01-05 10:00")).ShouldBe("4:150.00");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_amount_is_the_difference_of_two_statements(string database)
    {
        using var world = await StatementWorld.Open(database, "oficina", Text(""));
        foreach (var (name, hour) in new[] { ("a", "01"), ("b", "02"), ("c", "03"), ("d", "04") })
            await world.Ticket(name, $"2026-09-10 {hour}:00", name == "d" ? "dear" : "");
        foreach (var (name, hour) in new[] { ("a", "04"), ("b", "05"), ("c", "06") })
            await world.Solve(name, $"2026-09-10 {hour}:00");
        var risk = await world.Db.Read(s => new MoneyAtRisk(world.Agreements).Of(s, world.Tenant, StatementWorld.At("2026-09-10 07:59")).Tickets.ShouldHaveSingleItem());

        // Nobody solves it before it is a little late, or somebody does.
        var broken = await Net("2026-09-10 08:01", "08:01");
        var kept = await Net("2026-09-10 07:59", "07:59");
        risk.Amount.ShouldBe(broken - kept);
        risk.Amount.ShouldBe(200m);

        async Task<decimal> Net(string solved, string name)
        {
            using var other = await StatementWorld.Open(database, "oficina", Text(""));
            foreach (var (reference, hour) in new[] { ("a", "01"), ("b", "02"), ("c", "03"), ("d", "04") })
                await other.Ticket(reference, $"2026-09-10 {hour}:00", reference == "d" ? "dear" : "");
            foreach (var (reference, hour) in new[] { ("a", "04"), ("b", "05"), ("c", "06") })
                await other.Solve(reference, $"2026-09-10 {hour}:00");
            await other.Solve("d", solved);
            return decimal.Parse((await other.Draft("2026-09-15", "2026-10-02 02:00")).Content.Net, System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task It_is_computed_once_a_minute_and_pages_go_on_by_amount(string database)
    {
        using var world = await StatementWorld.Open(database, "oficina", Text(""));
        foreach (var name in new[] { "a", "b", "c" })
            await world.Ticket(name, "2026-09-10 09:00", name == "b" ? "dear" : "");
        var risk = new MoneyAtRisk(world.Agreements);
        (TicketPage Page, IReadOnlyDictionary<Guid, TicketRisk> Risks) Page(Prazo.Storage.Session s, string? cursor, int limit, string now, string? customer = null) => risk.Page(s, world.Tenant, new TicketFilter
        {
            Open = true, Sort = TicketSort.AtRisk, Descending = true, Now = StatementWorld.At(now),
            Fields = customer is null ? new Dictionary<string, IReadOnlyList<string>>() : new Dictionary<string, IReadOnlyList<string>> { ["customer"] = [customer] },
        }, cursor, limit);

        var first = await world.Db.Read(s => Page(s, null, 2, "2026-09-10 10:00"));
        first.Page.Tickets.Select(t => (t.Number, first.Risks[t.Id].Amount)).ShouldBe([(2, 200m), (1, 150m)]);
        first.Page.Next.ShouldNotBeNull();

        // One that came after it was computed is not in it for a minute.
        await world.Ticket("d", "2026-09-10 10:00");
        (await world.Db.Read(s => Page(s, first.Page.Next, 2, "2026-09-10 10:00"))).Page.Tickets.Select(t => t.Number).ShouldBe([3]);
        var later = await world.Db.Read(s => Page(s, first.Page.Next, 5, "2026-09-10 11:05"));
        later.Page.Tickets.Select(t => t.Number).ShouldBe([3, 4]);
        later.Page.Next.ShouldBeNull();
        (await world.Db.Read(s => Page(s, null, 5, "2026-09-10 11:05", "dear"))).Page.Tickets.Select(t => t.Number).ShouldBe([2]);

        // One that was solved meanwhile is not open, whatever was computed.
        await world.Solve("b", "2026-09-10 11:05");
        foreach (var wrong in new[] { "", "1", "1_", "_1", "1_1_1", "a_1", "-1_1", "1_-1", "99999999999999999999999999999999_1" })
            (await Should.ThrowAsync<RefusedException>(() => world.Db.Read(s => Page(s, wrong, 2, "2026-09-10 11:05")))).Problems[0].Code.ShouldBe("bad-cursor");
    }
}
