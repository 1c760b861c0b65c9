using System.Net;
using Prazo.Demo;
using Prazo.People;
using Prazo.Tests.Storage;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Tests.Demo;

/// <summary>A demo tells by which names one comes in, at the door and on top of the queue; no other workspace does.</summary>
public class DemoPageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_door_and_the_queue_of_a_demo_tell_the_logins_of_each_role(string database)
    {
        await using var server = await TestServer.Start(database);
        await DemoShop.Make(server.Db, server.Clock.Now, 5);
        foreach (var language in ScreenWords.Languages)
        {
            using var visitor = server.ClientWith(null);
            visitor.DefaultRequestHeaders.Add("Accept-Language", language);
            var door = await visitor.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
            door.ShouldContain(ScreenWords.For(language)["demo.sign-in"]);
            door.ShouldContain(DemoLogins.Password);
            foreach (var login in DemoLogins.All)
                door.ShouldContain($"<td>{ScreenWords.For(language)["role." + login.Role]}</td><td><code>{login.Handle}</code></td>");
        }
        var tenant = (await server.Db.Read(Workspace.All))[0].TenantId;
        var bruna = await server.Db.Read(s => UserStore.All(s, tenant).Single(u => u.Handle == "bruna"));
        using var agent = server.SignedIn(bruna);
        var queue = await agent.GetStringAsync(new Uri("/queue?open=true", UriKind.Relative));
        queue.ShouldContain(ScreenWords.For("pt-BR")["demo.banner"]);
        queue.ShouldContain(DemoLogins.Password);
    }

    [Theory, OnSqlite]
    public async Task A_workspace_that_is_no_demo_tells_nobody(string database)
    {
        await using var server = await TestServer.Start(database);
        using var visitor = server.ClientWith(null);
        var door = await visitor.GetAsync(new Uri("/sign-in", UriKind.Relative));
        door.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await door.Content.ReadAsStringAsync()).ShouldNotContain("demo-names");
        (await server.Client.GetStringAsync(new Uri("/queue?open=true", UriKind.Relative))).ShouldNotContain("demo-names");
    }

    /// <summary>The alerts of the past stay untold when the server starts: nothing waits to be sent, and no runner finds news of old.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task A_server_that_starts_on_a_demo_tells_nobody_of_what_is_past(string database)
    {
        await using var server = await TestServer.Start(database);
        await DemoShop.Make(server.Db, server.Clock.Now, 20);
        var before = await server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM notifications"));
        await server.Until("2026-03-02T12:00:00Z");
        (await server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM notifications"))).ShouldBe(before);
        (await server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM outbox"))).ShouldBe(0);
        // And it lives on: within the hour promises break, and people are told.
        await server.Until("2026-03-02T13:00:00Z");
        (await server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM notifications WHERE kind = 'breached' AND made > @now", new { now = TestServer.At("2026-03-02T12:00:00Z") }))).ShouldBeGreaterThan(3);
        (await server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM outbox"))).ShouldBe(0);
        (await server.Db.Read(DemoShop.Look)).State.ShouldBe(DemoState.Untouched);
    }
}
