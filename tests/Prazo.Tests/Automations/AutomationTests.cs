using System.Text.Json;
using Prazo.Alerts;
using Prazo.Automations;
using Prazo.Engine.Clocks;
using Prazo.Notifications;
using Prazo.Storage;
using Prazo.Tests.Clocks;
using Prazo.Tests.Storage;
using static Prazo.Tests.Clocks.Workshop;

namespace Prazo.Tests.Automations;

/// <summary>When – if – then, on both databases.</summary>
public class AutomationTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task They_run_in_their_order_and_each_sees_what_the_ones_before_have_done(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        await Keep(shop, tenant, "second", """{"when":{"event":"created"},"if":{"priority":"high"},"then":[{"assign":"ana"}]}""", 2);
        await Keep(shop, tenant, "first", """{"when":{"event":"created"},"then":[{"set":{"priority":"high"}},{"tag":"new"}]}""", 1);
        await Keep(shop, tenant, "third", """{"when":{"event":"created"},"if":{"agent":{"not":["ana"]}},"then":[{"tag":"unassigned"}]}""", 3);

        await shop.Created(tenant, "T-1", "09:00:00");
        await shop.Until("09:00:01");

        var ticket = await shop.Ticket(tenant, "T-1");
        (ticket.Priority, ticket.Agent, ticket.Values()["tag"]).ShouldBe(("high", "ana", "new"));
        (await Runs(shop, tenant)).ShouldBe(["first: ran [\"priority: high\",\"tag new\"]", "second: ran [\"agent: ana\"]"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_that_set_each_other_off_are_cut_and_the_log_says_so(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        await Keep(shop, tenant, "up", """{"when":{"field":"priority"},"if":{"priority":"low"},"then":[{"set":{"priority":"high"}}]}""", 1);
        await Keep(shop, tenant, "down", """{"when":{"field":"priority"},"if":{"priority":"high"},"then":[{"set":{"priority":"low"}}]}""", 2);
        await shop.Created(tenant, "T-1", "09:00:00");

        await shop.Set(tenant, "T-1", "priority", "low", "09:01:00");
        await shop.Until("09:01:01");

        // The person's change sets off up, and down sees what up has done: two runs with nothing behind them. Down's change sets off up with one behind it, that one down with two, up with three,
        // down with four; the next would have five.
        var runs = await Runs(shop, tenant);
        runs.Where(r => !r.Contains("own-change", StringComparison.Ordinal)).Select(r => r.Split(' ')[0] + " " + r.Split(' ')[1]).ShouldBe(
            ["up: ran", "down: ran", "up: ran", "down: ran", "up: ran", "down: ran", "up: cut"]);
        (await shop.Ticket(tenant, "T-1")).Priority.ShouldBe("low");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task None_reacts_to_its_own_change(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        // It would go on for ever: any change of the tag adds another note of it.
        await Keep(shop, tenant, "tagger", """{"when":{"field":"tag"},"then":[{"tag":"seen"}]}""");
        await shop.Created(tenant, "T-1", "09:00:00");

        await shop.Set(tenant, "T-1", "tag", "red", "09:01:00");
        await shop.Until("09:01:01");

        (await shop.Ticket(tenant, "T-1")).Values()["tag"].ShouldBe("red seen");
        (await Runs(shop, tenant)).ShouldBe(["tagger: ran [\"tag seen\"]", "tagger: own-change []"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_breach_sets_one_off_and_people_are_notified_once(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        var boss = await shop.User(tenant, "boss", "manager");
        await Keep(shop, tenant, "late", """{"when":{"clock":"breached","target":"first-response"},"then":[{"set":{"status":"escalated"}},{"notify":["manager"],"words":"{{number}} is late"}]}""");
        await shop.Created(tenant, "T-1", "09:00:00");

        await shop.Until("09:59:00");
        (await Runs(shop, tenant)).ShouldBeEmpty();
        await shop.Until("10:00:01");
        await shop.Until("10:20:00");

        (await shop.Ticket(tenant, "T-1")).Status.ShouldBe("escalated");
        (await shop.Db.Read(s => Notices.Of(s, tenant, boss, unread: true, null, 10))).Where(n => n.Kind == "automation").ShouldHaveSingleItem().Words.ShouldBe("#1 is late");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Time_since_something_counts_anew_when_it_happens_again_and_ends_with_what_ends_it(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        await Keep(shop, tenant, "silence", """{"when":{"since":"customer-message","after":"2h clock","until":["reply"]},"then":[{"tag":"waiting"}]}""");
        foreach (var ticket in new[] { "AGAIN", "ANSWERED" })
        {
            await shop.Created(tenant, ticket, "09:00:00");
            await shop.Record(tenant, ticket, new CustomerMessage("m1", At("09:10:00"), default, 0), "09:10:00");
        }
        await shop.Record(tenant, "AGAIN", new CustomerMessage("m2", At("10:00:00"), default, 0), "10:00:00");
        await shop.Record(tenant, "ANSWERED", new AgentMessage("r", At("10:30:00"), default, 0, "ana"), "10:30:00");

        await shop.Until("11:59:59");
        (await Runs(shop, tenant)).ShouldBeEmpty();
        await shop.Until("12:00:00");
        await shop.Until("15:00:00");

        (await Runs(shop, tenant)).ShouldBe(["silence: ran [\"tag waiting\"]"]);
        (await shop.Ticket(tenant, "AGAIN")).Values().GetValueOrDefault("tag").ShouldBe("waiting");
        (await shop.Ticket(tenant, "ANSWERED")).Values().GetValueOrDefault("tag").ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task History_and_automatic_messages_set_nothing_off(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        await Keep(shop, tenant, "thanks", """{"when":{"event":"customer-message"},"then":[{"reply":"We have it."}]}""");
        await shop.Created(tenant, "T-1", "07:00:00", recorded: "09:00:00");
        await shop.Record(tenant, "T-1", new CustomerMessage("old", At("07:59:59"), default, 0), "09:00:00");
        await shop.Record(tenant, "T-1", new CustomerMessage("absent", At("09:00:00"), default, 0, Automatic: true), "09:00:01");

        await shop.Until("09:01:00");
        (await Runs(shop, tenant)).ShouldBeEmpty();

        await shop.Record(tenant, "T-1", new CustomerMessage("real", At("09:02:00"), default, 0), "09:02:00");
        await shop.Until("09:02:01");
        (await Runs(shop, tenant)).ShouldBe(["thanks: ran [\"reply\"]"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_processes_at_once_run_each_once(string database)
    {
        using var shop = new Workshop(database);
        using var other = shop.Another();
        var tenant = await shop.Workspace();
        await Keep(shop, tenant, "note", """{"when":{"event":"created"},"then":[{"note":"Call back first."}]}""");
        for (var i = 0; i < 20; i++)
            await shop.Created(tenant, "T-" + i, "09:00:00");

        await Task.WhenAll(shop.Automations.Step(At("09:00:01")), new AutomationRunner(other, shop.Tickets).Step(At("09:00:01")));
        await shop.Until("09:00:02");

        (await Runs(shop, tenant)).Count.ShouldBe(20);
        (await shop.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM messages WHERE tenant_id = @tenant AND kind = 'note' AND body = 'Call back first.'", new { tenant }))).ShouldBe(20);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_dry_run_says_what_would_be_done_and_why_and_keeps_nothing(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        await shop.Created(tenant, "T-1", "09:00:00");
        await shop.Set(tenant, "T-1", "priority", "high", "09:01:00");
        var ticket = await shop.Ticket(tenant, "T-1");
        var automation = AutomationReader.Read(Guid.Empty, "dry", Parse("""
            {"when":{"event":"reply"},"if":{"priority":["high"],"status":"open"},"then":[{"set":{"priority":"high"}},{"assign":"ana"}]}
            """)).Automation!;

        var dry = DryRun.Of(automation, ticket);

        dry.Runs.ShouldBeFalse();
        dry.If.ShouldBe([new ConditionPart("priority is high, wanted high", true), new ConditionPart("status is empty, wanted open", false)]);
        dry.Then.ShouldBe([new DryStep("set", null), new DryStep("assign", "agent: ana")]);
        (await shop.Ticket(tenant, "T-1")).Events.ShouldBe(ticket.Events);
    }

    [Theory]
    [InlineData("""{"then":[{"tag":"x"}]}""", "when")]
    [InlineData("""{"when":{"event":"created","field":"status"},"then":[{"tag":"x"}]}""", "when")]
    [InlineData("""{"when":{"event":"opened"},"then":[{"tag":"x"}]}""", "when.event")]
    [InlineData("""{"when":{"clock":"late"},"then":[{"tag":"x"}]}""", "when.clock")]
    [InlineData("""{"when":{"since":"reply","after":"2 days"},"then":[{"tag":"x"}]}""", "when.after")]
    [InlineData("""{"when":{"since":"reply"},"then":[{"tag":"x"}]}""", "when.after")]
    [InlineData("""{"when":{"event":"created"},"if":{"priority":[]},"then":[{"tag":"x"}]}""", "if.priority")]
    [InlineData("""{"when":{"event":"created"},"then":[]}""", "then")]
    [InlineData("""{"when":{"event":"created"},"then":[{"tag":"x"},{"tag":"y","note":"z"}]}""", "then[1]")]
    [InlineData("""{"when":{"event":"created"},"then":[{"tag":"two words"}]}""", "then[0].tag")]
    [InlineData("""{"when":{"event":"created"},"then":[{"notify":["boss"],"words":"x"}]}""", "then[0].notify[0]")]
    public void What_is_wrong_names_its_path(string content, string path)
    {
        var (automation, problems) = AutomationReader.Read(Guid.Empty, "test", Parse(content));
        automation.ShouldBeNull();
        problems.Select(p => p.Path).ShouldBe([path]);
    }

    private static AutomationContent Parse(string content) => JsonSerializer.Deserialize<AutomationContent>(content, JsonSerializerOptions.Web)!;

    private static Task<OrderedRow> Keep(Workshop shop, Guid tenant, string name, string content, long position = 0) => shop.Db.Write(tx => AutomationStore.Keep(tx, new OrderedRow
    {
        TenantId = tenant, Id = Ids.New(At("08:00:00")), Name = name, Position = position, Enabled = 1, Version = 1, Updated = At("08:00:00"), UpdatedBy = "test",
    }, Parse(content)));

    /// <summary>What ran, in order.</summary>
    private static async Task<IReadOnlyList<string>> Runs(Workshop shop, Guid tenant) => await shop.Db.Read(s =>
    {
        var names = AutomationStore.All(s, tenant).ToDictionary(a => a.Id, a => a.Name);
        return AutomationStore.Runs(s, tenant, null, null, null, 200).Reverse().Select(r => $"{names[r.AutomationId]}: {r.Outcome} {r.Detail}").ToList();
    });
}
