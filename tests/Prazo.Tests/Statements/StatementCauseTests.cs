using Prazo.Clocks;
using Prazo.Improvement;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Tests.Statements;

/// <summary>A statement says why promises broke, as it was stated when it was closed; that moves no figure, and nobody alters it unnoticed.</summary>
public class StatementCauseTests
{
    private const string Text = """
        prazo: 1
        agreement: oficina
        title: Oficina
        kind: service
        term: { from: 2026-01-01 }
        zone: UTC
        targets: { resolution: { within: 4h clock } }
        objectives: [ { id: solved, target: resolution, at-least: 90%, per: month } ]
        money: { currency: BRL, amounts: { fee: 1000.00 BRL } }
        penalties: [ { objective: solved, bands: { "90%..100%": none, "0%..90%": 10% }, of: fee } ]
        statement: { per: month }
        """;

    /// <summary>Three that were late in September, one in October.</summary>
    private static async Task<StatementWorld> Open(string database)
    {
        var world = await StatementWorld.Open(database, "oficina", Text);
        foreach (var (reference, day) in new[] { ("a", "2026-09-10"), ("b", "2026-09-11"), ("c", "2026-09-12"), ("d", "2026-10-10") })
        {
            await world.Ticket(reference, $"{day} 08:00");
            await world.Solve(reference, $"{day} 14:00");
        }
        return world;
    }

    private static Task<int> Give(StatementWorld world, string cause, string note, params long[] tickets) => world.Db.Write(tx =>
    {
        var act = new Act(tx, new TicketLog(new ClockFold(world.Agreements)), new Principal(world.Tenant, "user:ana", Guid.Empty, new HashSet<Ability>()), StatementWorld.At("2026-11-01 12:00"));
        var clocks = tx.Query<Guid>("SELECT c.id FROM clocks c JOIN tickets t ON t.tenant_id = c.tenant_id AND t.id = c.ticket_id WHERE c.tenant_id = @Tenant AND t.number IN (@a, @b) ORDER BY t.number",
            new { world.Tenant, a = tickets[0], b = tickets[^1] });
        return BreachCauses.Give(act, new CauseGiven([.. clocks], cause, note));
    });

    private static Task<Statement> Now(StatementWorld world, Statement s) => world.Db.Read(session => StatementActs.Find(session, world.Tenant, s.Id)!);

    [Theory, OnSqlite, OnPostgres]
    public async Task Causes_are_frozen_as_they_are_stated_at_closing_without_their_notes(string database)
    {
        using var world = await Open(database);
        var draft = await world.Draft("2026-09-15", "2026-10-15 08:00");
        draft.Content.Causes.ShouldBeNull("nobody has said why");
        draft.Body.ShouldNotContain("causes");
        await Give(world, "supplier", "between us: Beto forgot to order", 2, 3);
        await Give(world, "workload", "also between us", 4);

        var taken = await StatementActs.TakeCauses(world.Db, world.Tenant, draft.Id, "ana", StatementWorld.At("2026-10-15 09:00"));
        var cause = taken.Content.Causes.ShouldNotBeNull().ShouldHaveSingleItem("October's is not September's");
        (cause.Cause, cause.Name("pt-BR"), string.Join(' ', cause.Items)).ShouldBe(("supplier", "Espera pelo fornecedor", "2/resolution/1 3/resolution/1"));
        (taken.Content.Net, (taken.Content with { Causes = null }).Text()).ShouldBe((draft.Content.Net, draft.Body), "it moves no figure");
        (await world.Db.Read(s => s.Query<string>("SELECT action FROM audit WHERE action = 'statement.causes-taken'"))).Count.ShouldBe(1);

        // What is stated until it is closed is in it, and afterwards nothing is.
        await Give(world, "customer", "", 1);
        var closed = await world.Close(draft, "2026-10-16 08:00");
        closed.Content.Causes!.Select(c => (c.Cause, c.Items.Count)).ShouldBe([("supplier", 2), ("customer", 1)]);
        var bundle = await world.Export(closed);
        bundle.ShouldNotContain("between us");
        bundle.ShouldNotContain("workload");
        var verdict = StatementWorld.Verify(bundle);
        verdict.Fault.ShouldBeNull();
        verdict.Statement!.CausesByItem()["3/resolution/1"].Cause.ShouldBe("supplier");
        await Give(world, "promise", "", 1, 2);
        (await world.Export(closed)).ShouldBe(bundle);
        (await Now(world, closed)).Body.ShouldBe(closed.Body);
        (await Should.ThrowAsync<RefusedException>(StatementActs.TakeCauses(world.Db, world.Tenant, draft.Id, "ana", StatementWorld.At("2026-10-17 09:00")))).Problems.Single().Code.ShouldBe("closed-already");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_customer_has_accepted_keeps_the_causes_that_they_read(string database)
    {
        using var world = await Open(database);
        await Give(world, "supplier", "", 1);
        var draft = await world.Draft("2026-09-15", "2026-10-15 08:00");
        await world.Db.Write(tx => StatementActs.Accept(tx, world.Tenant, draft.Id, "maria", StatementWorld.At("2026-10-15 10:00"), draft.Hash));
        await Give(world, "customer", "", 1, 2);
        (await Should.ThrowAsync<RefusedException>(StatementActs.TakeCauses(world.Db, world.Tenant, draft.Id, "ana", StatementWorld.At("2026-10-15 11:00")))).Problems.Single().Code.ShouldBe("accepted-already");
        var closed = await world.Close(await Now(world, draft), "2026-10-16 08:00");
        (closed.Hash, closed.Content.Causes!.Single().Cause).ShouldBe((draft.Hash, "supplier"));
        StatementWorld.Verify(await world.Export(closed)).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task An_altered_cause_is_found_and_its_line_named_and_signed_anew_it_differs()
    {
        using var world = await Open("sqlite");
        await Give(world, "supplier", "", 1, 2);
        var closed = await world.Closed("2026-09-15", "2026-10-15 08:00");
        var bundle = await world.Export(closed);
        foreach (var (was, its) in new[] { ("\"cause\":\"supplier\"", "\"cause\":\"customer\""), ("Waited for a supplier", "Waited for the customer"), ("\"cycle\":1,\"lane\"", "\"cycle\":2,\"lane\"") })
        {
            bundle.ShouldContain(was);
            StatementWorld.Verify(bundle.Replace(was, its, StringComparison.Ordinal)).Fault.ShouldNotBeNull().ShouldContain("(the cause ");
        }

        // The provider, who has the key, writes another cause into the facts, or only into what it is said to come to.
        var key = (await world.Db.Read(s => SigningKeys.Current(s, world.Tenant)))!;
        var (facts, statement) = StatementBundle.Read(bundle.Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^2]);
        string Signed(StatementFacts f, string s)
        {
            using var forged = new StringWriter();
            StatementBundle.Write(forged, "Oficina", f, s, key);
            return forged.ToString();
        }
        StatementWorld.Verify(Signed(facts, statement)).Fault.ShouldBeNull();
        StatementWorld.Verify(Signed(facts with { Causes = [facts.Causes[0] with { Cause = "customer" }] }, statement)).Fault.ShouldNotBeNull().ShouldContain("causes[0].cause says \"supplier\" and comes to \"customer\"");
        StatementWorld.Verify(Signed(facts with { Causes = [] }, statement)).Fault.ShouldNotBeNull().ShouldContain("causes");
        StatementWorld.Verify(Signed(facts, (closed.Content with { Causes = null }).Text())).Fault.ShouldNotBeNull().ShouldContain("causes says nothing");
    }

    [Fact]
    public void A_bundle_of_the_first_version_is_still_identical_and_one_of_a_later_version_is_refused()
    {
        var old = StatementLastsTests.FirstVersion();
        old.ShouldContain("\"version\":\"1\"");
        var verdict = StatementWorld.Verify(old);
        verdict.Fault.ShouldBeNull();
        (verdict.Statement!.Causes, verdict.Statement.Net).ShouldBe((null, "1200.00"));
        StatementWorld.Verify(old.Replace("\"net\":\"1200.00\"", "\"net\":\"1201.00\"", StringComparison.Ordinal)).Fault.ShouldNotBeNull();
    }
}
