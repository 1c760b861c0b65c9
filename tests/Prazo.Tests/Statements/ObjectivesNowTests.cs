using Prazo.Engine.Clocks;
using Prazo.People;
using Prazo.Statements;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Statements;

/// <summary>T20: objectives while their periods run, by the rules of statements; who manages is told in time, once.</summary>
public class ObjectivesNowTests
{
    private const string Text = """
        prazo: 1
        agreement: oficina
        title: Oficina
        kind: service
        term: { from: 2026-01-01 }
        zone: UTC
        targets:
          resolution: { within: 4h clock }
        objectives:
          - { id: solved, target: resolution, at-least: 70%, per: month }
          - { id: quick, target: resolution, percentile: 50%, at-most: 1h clock, per: month }
          - { id: both, index: { solved: 3, quick: 1 }, at-least: 80%, per: month }
          - { id: up, availability: portal, at-least: 99%, per: month }
          - { id: ever, target: resolution, at-least: 70%, per: year }
        """;

    private const string Half = "2026-09-16 00:00";

    /// <summary>August: four in its first half, six after it. September: one kept, one that runs and is due in two hours, and so many that broke.</summary>
    private static async Task<StatementWorld> Open(string database, int broken)
    {
        var world = await StatementWorld.Open(database, "oficina", Text);
        for (var i = 0; i < 10; i++)
        {
            var day = i < 4 ? 2 + i : 20 + i;
            await world.Ticket($"t{i}", $"2026-08-{day:00} 08:00");
            await world.Solve($"t{i}", $"2026-08-{day:00} 09:00");
        }
        await world.Ticket("a", "2026-09-02 08:00");
        await world.Solve("a", "2026-09-02 10:00");
        await world.Ticket("b", "2026-09-15 22:00");
        for (var i = 0; i < broken; i++)
            await Break(world, i);
        return world;
    }

    private static async Task Break(StatementWorld world, int i)
    {
        await world.Ticket($"x{i}", $"2026-09-{3 + i:00} 00:00");
        await world.Solve($"x{i}", $"2026-09-{3 + i:00} 08:00");
    }

    private static Task<IReadOnlyList<ObjectiveNow>> Now(StatementWorld world, string now) => world.Db.Read(s => new ObjectivesNow(world.Agreements).Of(s, world.Tenant, StatementWorld.At(now)));

    [Theory, OnSqlite, OnPostgres]
    public async Task Figures_are_those_of_a_statement_by_now_and_the_rest_of_the_period_is_that_of_the_one_before(string database)
    {
        using var world = await Open(database, broken: 1);
        var all = (await Now(world, Half)).ToDictionary(o => o.Objective.Id);

        // One of two; one runs, and six came in the same half of August, of which that one is the first.
        var solved = all["solved"];
        (solved.SoFar.Kept.ToString(), solved.SoFar.Counted.ToString(), solved.SoFar.Holds, solved.Before!.Percent!.Value.ToString()).ShouldBe(("1", "2", false, "100"));
        (solved.Outlook!.Open, solved.Outlook.Expected, solved.Outlook.Elapsed).ShouldBe((1, 5, 0.5));
        // Three tenths of eight: two may break, and one did.
        (solved.Outlook.Allowed, solved.Outlook.Left, solved.Outlook.Burn, solved.Stage).ShouldBe((2, 1, 1.0, null));

        // Within an hour: none of two, and all of August's. A promise that runs for two hours is too long already.
        var quick = all["quick"];
        (quick.SoFar.Kept.ToString(), quick.SoFar.Counted.ToString(), quick.Outlook!.Open, quick.Before!.Percent!.Value.ToString()).ShouldBe(("0", "2", 0, "100"));

        // Three quarters of a half, and a quarter of nothing; time has no outlook by tickets.
        (all["both"].SoFar.Percent!.Value.ToString(), all["both"].Outlook, all["both"].Items.Count).ShouldBe(("75/2", null, 0));
        (all["up"].SoFar.Percent!.Value.ToString(), all["up"].Outlook).ShouldBe(("100", null));
        // A year has no year before it that was read: the pace so far goes on.
        var ever = all["ever"].Outlook!;
        (ever.Kept, ever.Counted, all["ever"].Before).ShouldBe((11, 12, null));
        (ever.Open + ever.Expected).ShouldBe((long)Math.Round(12 / ever.Elapsed) - 12);

        foreach (var o in all.Values.Where(o => o.Outlook is not null))
            (o.Items.Count(i => i.Kept == true).ToString(System.Globalization.CultureInfo.InvariantCulture), o.Items.Count(i => i.Kept is not null).ToString(System.Globalization.CultureInfo.InvariantCulture))
                .ShouldBe((o.SoFar.Kept.ToString(), o.SoFar.Counted.ToString()), o.Objective.Id);
        solved.Items.Select(i => (i.Ticket, i.Kept)).ShouldBe([(11, true), (13, false), (12, null)]);

        // At the end it is what the statement says.
        await world.Solve("b", "2026-09-16 01:00");
        var last = (await Now(world, "2026-09-30 23:59")).ToDictionary(o => o.Objective.Id);
        var statement = await world.Draft("2026-09-15", "2026-10-02 02:00");
        foreach (var o in statement.Content.Objectives.Where(o => o.Objective != "up"))
            (last[o.Objective].SoFar.Kept.ToString(), last[o.Objective].SoFar.Counted.ToString(), last[o.Objective].SoFar.Period).ShouldBe((o.Kept, o.Counted, o.Period));
        (last["solved"].Outlook!.Open, last["solved"].Outlook!.Expected).ShouldBe((0, 0));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Managers_are_told_when_it_burns_and_when_it_is_spent_once_each(string database)
    {
        using var world = await Open(database, broken: 1);
        await world.Db.Write(tx => Users.Add(tx, world.Tenant, new UserInput("rui", Role: "manager"), "test", StatementWorld.At("2026-01-01 00:00")));
        async Task<string> Told(string now)
        {
            // Two processes, of which one has just started.
            foreach (var runner in new[] { new ObjectiveRunner(world.Db, new ObjectivesNow(world.Agreements)), new ObjectiveRunner(world.Db, new ObjectivesNow(world.Agreements)) })
                await runner.Step(StatementWorld.At(now));
            return string.Join(" ", await world.Db.Read(s => s.Query<string>("SELECT kind || ': ' || words FROM notifications WHERE tenant_id = @Tenant AND kind LIKE 'objective-%' ORDER BY id", new { world.Tenant })));
        }

        // One that broke is an accident. Of the percentile, which half may miss, both took too long: four of the six to come would have to be quick.
        (await Now(world, Half)).First(o => o.Objective.Id == "quick").Outlook!.Chance()!.Value.ShouldBe(0.07275390625, 1e-9, "beta-binomial: four or more of six, by Beta(½, 2½)");
        const string slow = "objective-burning: Oficina, quick, 2026-09";
        (await Told(Half)).ShouldBe(slow);
        await Break(world, 1);
        // All of the six to come must be kept: 3.5 %, with two kept of five so far and the prior.
        (await Now(world, "2026-09-16 01:00")).First(o => o.Objective.Id == "solved").Outlook!.Chance()!.Value.ShouldBe(1.5 / 4 * 2.5 / 5 * 3.5 / 6 * 4.5 / 7 * 5.5 / 8 * 6.5 / 9, 1e-12);
        const string burning = slow + " objective-burning: Oficina, solved, 2026-09";
        (await Told("2026-09-16 01:00")).ShouldBe(burning);
        (await Told("2026-09-17 01:00")).ShouldStartWith(burning);

        using var spent = await Open(database, broken: 4);
        await spent.Db.Write(tx => Users.Add(tx, spent.Tenant, new UserInput("rui", Role: "manager"), "test", StatementWorld.At("2026-01-01 00:00")));
        foreach (var now in new[] { Half, "2026-09-16 00:30" })
            await new ObjectiveRunner(spent.Db, new ObjectivesNow(spent.Agreements)).Step(StatementWorld.At(now));
        (await spent.Db.Read(s => s.Query<string>("SELECT words FROM notifications WHERE tenant_id = @Tenant AND kind = 'objective-spent' ORDER BY words", new { spent.Tenant }))).ShouldContain("Oficina, solved, 2026-09");
        (await spent.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM notifications WHERE tenant_id = @Tenant AND words = 'Oficina, solved, 2026-09'", new { spent.Tenant }))).ShouldBe(1);
    }
}
