using System.Text.Json;
using NodaTime;
using Prazo.Alerts;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Notifications;
using Prazo.Storage;
using Prazo.Tests.Clocks;
using Prazo.Tests.Storage;
using static Prazo.Tests.Clocks.Workshop;

namespace Prazo.Tests.Alerts;

/// <summary>Who is told of what, on both databases. The promise is an hour by the clock, warned of at its half.</summary>
public class AlertTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Without_a_chain_the_agent_is_warned_and_of_a_breach_the_managers_hear_half_an_hour_later(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        var (ana, boss) = (await shop.User(tenant, "ana"), await shop.User(tenant, "boss", "manager"));
        await shop.Created(tenant, "T-1", "09:00:00");
        await shop.Set(tenant, "T-1", "agent", "ana", "09:01:00");

        await shop.Until("09:30:00");
        (await Told(shop, tenant)).ShouldBe([(ana, "warned 50%")]);

        await shop.Until("10:00:01");
        (await Told(shop, tenant)).ShouldBe([(ana, "warned 50%"), (ana, "breached")]);

        // The breach was noticed at 10:00:01.
        await shop.Until("10:30:00");
        (await Told(shop, tenant)).Count.ShouldBe(2);
        await shop.Until("10:30:01");
        (await Told(shop, tenant)).ShouldBe([(ana, "warned 50%"), (ana, "breached"), (boss, "breached")]);
        (await shop.Db.Read(s => Notices.Unread(s, tenant, ana))).ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_acknowledges_ends_the_chain_but_for_the_levels_that_are_always_told(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        var (ana, boss, head) = (await shop.User(tenant, "ana"), await shop.User(tenant, "boss", "manager"), await shop.User(tenant, "head"));
        await Chain(shop, tenant, "all", """
            {"levels":[{"stage":"50%","to":["agent"]},{"stage":"breached","to":["manager"]},{"stage":"50%","after":"10m clock","to":["manager"]},{"stage":"breached","to":["user:head"],"always":true}]}
            """);
        await shop.Created(tenant, "T-1", "09:00:00");
        await shop.Set(tenant, "T-1", "agent", "ana", "09:01:00");
        await shop.Until("09:30:00");

        var first = (await shop.Db.Read(s => AlertLog.Of(s, tenant, ana, open: true, null, 10))).ShouldHaveSingleItem();
        (await shop.Db.Write(tx => AlertLog.Acknowledge(tx, tenant, first.Id, "user:ana", At("09:35:00")))).ShouldBeTrue();
        await shop.Until("09:45:00");
        await shop.Until("10:00:01");

        (await Told(shop, tenant)).ShouldBe([(ana, "warned 50%"), (head, "breached")]);
        boss.ShouldNotBe(head);
        (await shop.Db.Write(tx => AlertLog.Acknowledge(tx, tenant, Guid.Empty, "user:ana", At("09:35:00")))).ShouldBeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_first_import_of_a_history_alerts_nobody_and_is_counted(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        await shop.User(tenant, "boss", "manager");
        // Three tickets of the night, recorded at nine: each warned of and broken before that.
        foreach (var ticket in new[] { "T-1", "T-2", "T-3" })
            await shop.Created(tenant, ticket, "06:00:00", recorded: "09:00:00");
        await shop.Created(tenant, "T-4", "08:20:00", recorded: "09:00:00");
        await shop.Until("09:00:00");
        (await Told(shop, tenant)).ShouldBeEmpty();
        (await shop.Db.Read(s => AlertRunner.Past(s, tenant))).ShouldBe(7);

        // The promise of the fourth ran on: it breaks at 09:20, and that is news.
        await shop.Until("09:20:01");
        (await Told(shop, tenant)).Select(t => t.Stage).ShouldBe(["breached"]);
        (await shop.Db.Read(s => AlertRunner.Past(s, tenant))).ShouldBe(7);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task T4_what_is_taken_back_is_told_to_who_was_told_of_it_and_to_nobody_else(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        var (ana, boss) = (await shop.User(tenant, "ana"), await shop.User(tenant, "boss", "manager"));
        await shop.Created(tenant, "T-1", "09:00:00");
        await shop.Set(tenant, "T-1", "agent", "ana", "09:01:00");
        await shop.Until("10:00:01");

        // The reply was given at 09:20; the telephone system tells of it now.
        await shop.Record(tenant, "T-1", new AgentMessage("r", At("09:20:00"), default, 0, "ana"), "10:05:00");
        await shop.Until("10:05:00");
        await shop.Until("11:00:00");

        var alerts = await shop.Db.Read(s => AlertLog.Of(s, tenant, null, open: false, null, 10));
        alerts.Reverse().Select(a => (a.UserId, a.Kind, a.Stage, a.Withdrawn is not null)).ShouldBe(
            [(ana, "warned", "warned 50%", true), (ana, "breached", "breached", true), (ana, "withdrawn", "warned 50%", false), (ana, "withdrawn", "breached", false)]);
        alerts.ShouldNotContain(a => a.UserId == boss);
        (await shop.Db.Read(s => AlertLog.Of(s, tenant, null, open: true, null, 10))).ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S8_processes_that_read_the_feed_at_once_tell_each_person_once(string database)
    {
        using var shop = new Workshop(database);
        using var other = shop.Another();
        var tenant = await shop.Workspace();
        await shop.User(tenant, "boss", "manager");
        const int tickets = 30;
        for (var i = 0; i < tickets; i++)
            await shop.Created(tenant, "T-" + i, "09:00:00");
        while (await shop.Runner.Step(At("10:00:01")) + await new ClockFeed(shop.Db).Step() > 0) { }

        var second = AlertsOn(other);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? shop.Alerts : second).Step(At("10:00:01"))));
        await shop.Until("10:40:00");

        // Nobody holds the tickets: the managers hear of the warning and of the breach, once each, and the level half an hour later has nobody new to tell.
        (await Told(shop, tenant)).CountBy(t => t.Stage).ToDictionary().ShouldBe(new Dictionary<string, int> { ["warned 50%"] = tickets, ["breached"] = tickets });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_first_chain_that_fits_the_ticket_and_the_promise_is_the_one(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        var (vip, rest) = (await shop.User(tenant, "vip"), await shop.User(tenant, "rest"));
        await Chain(shop, tenant, "others", """{"levels":[{"stage":"warned","to":["user:rest"]}]}""", position: 3);
        await Chain(shop, tenant, "never", """{"targets":["resolution"],"levels":[{"stage":"warned","to":["user:rest"]}]}""", position: 1);
        await Chain(shop, tenant, "vip", """{"when":{"priority":["high","critical"]},"levels":[{"stage":"warned","to":["user:vip"]}]}""", position: 2);
        await shop.Created(tenant, "T-1", "09:00:00");
        await shop.Set(tenant, "T-1", "priority", "high", "09:00:01");
        await shop.Created(tenant, "T-2", "09:00:05");

        await shop.Until("09:31:00");

        (await Told(shop, tenant)).ShouldBe([(vip, "warned 50%"), (rest, "warned 50%")]);
    }

    [Fact]
    public void What_is_wrong_with_a_chain_names_its_path()
    {
        var content = JsonSerializer.Deserialize<EscalationContent>("""
            {"when":{"priority":[]},"levels":[{"stage":"80","to":["agent"]},{"stage":"breached","after":"30m","to":["boss"]},{"stage":"warned"}]}
            """, JsonSerializerOptions.Web)!;
        Escalation.Read(Guid.Empty, content).Problems.Select(p => p.Path).ShouldBe(["when.priority", "levels[0].stage", "levels[1].after", "levels[1].to[0]", "levels[2].to"]);
    }

    private static Task<OrderedRow> Chain(Workshop shop, Guid tenant, string name, string content, long position = 0) => shop.Db.Write(tx => Escalations.Keep(tx, new OrderedRow
    {
        TenantId = tenant, Id = Ids.New(At("08:00:00")), Name = name, Position = position, Enabled = 1, Version = 1, Updated = At("08:00:00"), UpdatedBy = "test",
    }, JsonSerializer.Deserialize<EscalationContent>(content, JsonSerializerOptions.Web)!));

    private static async Task<IReadOnlyList<(Guid User, string Stage)>> Told(Workshop shop, Guid tenant) =>
        [.. (await shop.Db.Read(s => AlertLog.Of(s, tenant, null, open: false, null, 200))).Reverse().Select(a => (a.UserId, a.Stage))];
}
