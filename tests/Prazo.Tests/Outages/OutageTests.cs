using NodaTime;
using Prazo.Outages;
using Prazo.Storage;
using Prazo.Tests.Statements;
using Prazo.Tests.Storage;
using Prazo.Workspaces;

namespace Prazo.Tests.Outages;

/// <summary>What was said of an outage is never lost; what cannot be is refused.</summary>
public class OutageTests
{
    private const string Text = """
        prazo: 1
        agreement: oficina
        title: Oficina
        kind: service
        zone: UTC
        targets: { resolution: { within: 4h clock } }
        objectives: [ { id: up, availability: portal, at-least: 99.5% } ]
        """;

    private static OutageInput Input(string kind = Outage.Down, string? what = "portal", string from = "2026-10-10 08:00", string? until = null, string? announced = null, string? title = "Down", string? why = null) =>
        new(kind, what, StatementWorld.At(from), until is null ? null : StatementWorld.At(until), announced is null ? null : StatementWorld.At(announced), title, null, why);

    private static async Task<string> Refused(StatementWorld world, Func<Prazo.Tickets.Act, Outage> job) =>
        (await Should.ThrowAsync<RefusedException>(world.Db.Write(tx => job(world.By(tx, "2026-10-10 12:00")).Id))).Problems.Single().Code;

    [Theory, OnSqlite, OnPostgres]
    public async Task Reported_ended_corrected_and_withdrawn_with_all_that_was_said(string database)
    {
        using var world = await StatementWorld.Open(database, "oficina", Text);
        Task<Outage> Do(string at, Func<Prazo.Tickets.Act, Outage> job) => world.Db.Write(tx => job(world.By(tx, at)));
        var id = (await Do("2026-10-10 08:05", a => OutageActs.Report(a, world.Agreements, Input()))).Id;
        (await Do("2026-10-10 10:00", a => OutageActs.End(a, id, StatementWorld.At("2026-10-10 09:30"), seen: 1))).Ends.ShouldBe(StatementWorld.At("2026-10-10 09:30"));
        await Do("2026-10-11 10:00", a => OutageActs.Correct(a, world.Agreements, id, Input(until: "2026-10-10 09:45", why: "the log says so")));
        await Should.ThrowAsync<StaleException>(Do("2026-10-11 11:00", a => OutageActs.Withdraw(a, id, "no", seen: 2)));
        await Do("2026-10-12 10:00", a => OutageActs.Withdraw(a, id, "a false alarm"));

        var history = await world.Db.Read(s => OutageActs.History(s, world.Tenant, id));
        history.Select(o => (o.Version, o.Ends, o.Why, o.Withdrawn is not null)).ShouldBe([
            (1, (Instant?)null, null, false), (2, StatementWorld.At("2026-10-10 09:30"), null, false), (3, StatementWorld.At("2026-10-10 09:45"), "the log says so", false), (4, StatementWorld.At("2026-10-10 09:45"), "a false alarm", true)]);
        // As it was known then.
        foreach (var (at, version) in new[] { ("2026-10-10 08:05", 1), ("2026-10-10 12:00", 2), ("2026-10-11 12:00", 3), ("2026-10-12 10:00", 4) })
            (await world.Db.Read(s => OutageActs.All(s, world.Tenant, StatementWorld.At(at)))).Single().Now.Version.ShouldBe(version);
        (await world.Db.Read(s => OutageActs.All(s, world.Tenant, StatementWorld.At("2026-10-10 08:04")))).ShouldBeEmpty();
        (await world.Db.Read(s => s.Query<string>("SELECT action FROM audit WHERE subject = @subject ORDER BY at", new { subject = $"outage:{id}" }))).ShouldBe(["outage.reported", "outage.ended", "outage.corrected", "outage.withdrawn"]);
        (await Refused(world, a => OutageActs.End(a, id, null))).ShouldBe("withdrawn-already");
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        using var world = await StatementWorld.Open("sqlite", "oficina", Text);
        Task<string> Report(OutageInput input, params string[] scopes) => Refused(world, a => OutageActs.Report(scopes.Length == 0 ? a : a with { Asker = a.Asker with { Abilities = Principal.Scopes[scopes[0]] } }, world.Agreements, input));
        (await Report(Input(kind: "flood"))).ShouldBe("bad-kind");
        (await Report(Input(what: "porta1"))).ShouldBe("unknown-service");
        (await Report(Input(what: null))).ShouldBe("missing-key");
        (await Report(Input(title: " "))).ShouldBe("missing");
        (await Report(Input(until: "2026-10-10 08:00"))).ShouldBe("ends-first");
        (await Report(Input(from: "2026-10-10 12:01"))).ShouldBe("not-yet");
        (await Report(Input(until: "2026-10-10 12:01"))).ShouldBe("not-yet");
        (await Report(Input(kind: Outage.Maintenance, announced: "2026-10-10 12:01"))).ShouldBe("not-yet");
        (await Report(Input(kind: Outage.Maintenance), "tickets")).ShouldBe("managers-only");
        (await Report(Input() with { From = Instant.FromUtc(2300, 1, 1, 0, 0) })).ShouldBe("bad-time");
        (await Report(Input() with { From = null })).ShouldBe("missing-key");
        (await Refused(world, a => OutageActs.Correct(a, world.Agreements, OutageActs.Report(a, world.Agreements, Input()).Id, Input()))).ShouldBe("missing-key", "why");
        // What is to come may be declared, of everything.
        var planned = await world.Db.Write(tx => OutageActs.Report(world.By(tx, "2026-10-10 12:00"), world.Agreements, Input(kind: Outage.Maintenance, what: null, from: "2026-10-12 22:00", until: "2026-10-13 02:00", announced: "2026-10-10 12:00")));
        (planned.State(StatementWorld.At("2026-10-10 12:00")), planned.State(StatementWorld.At("2026-10-12 22:00")), planned.State(StatementWorld.At("2026-10-13 02:00")), planned.Excludes).ShouldBe(("planned", "lasts", "over", true));
    }
}
