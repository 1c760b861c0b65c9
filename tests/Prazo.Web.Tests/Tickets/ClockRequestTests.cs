using System.Net;
using NodaTime;
using Prazo.People;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Tickets;

public class ClockRequestTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_waiver_is_granted_by_a_second_person_who_manages_and_by_nobody_else(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        var (agent, boss) = (await server.As("agent", "tickets"), await server.As("boss", "tickets", "manage"));
        await agent.Do("POST", "/tickets", """{"subject":"A","contact":"maria"}""");
        await boss.Do("POST", "/tickets/1/waivers", """{"target":"resolution","category":"strike","text":"The carrier is on strike","evidence":"News of today"}""");
        var request = await TicketActionTests.FirstRequest(server);

        (await boss.Call("POST", $"/tickets/1/requests/{request}/grant", "{}")).Code.ShouldBe("own-request");
        (await agent.Call("POST", $"/tickets/1/requests/{request}/grant", "{}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await server.State(1, "resolution")).ShouldBe("Active");

        (await server.Client.Call("POST", $"/tickets/1/requests/{request}/grant", "{}")).Code.ShouldBe("no-person");
        using var manager = await server.Manager("rui");
        await manager.Do("POST", $"/tickets/1/requests/{request}/grant", """{"text":"Agreed"}""");
        (await server.State(1, "resolution")).ShouldBe("Waived");
        (await manager.Call("POST", $"/tickets/1/requests/{request}/refuse", "{}")).Code.ShouldBe("decided");
        var shown = (await server.Get("/api/v1/tickets/1")).GetProperty("requests")[0];
        new[] { "state", "askedBy", "decidedBy", "text", "evidence", "decision" }.Select(p => shown.GetProperty(p).GetString())
            .ShouldBe(["granted", "key:boss", "user:rui", "The carrier is on strike", "News of today", "Agreed"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task T15_a_granted_extension_moves_the_due_and_a_refused_one_does_not(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        var agent = await server.As("agent", "tickets");
        using var manager = await server.Manager("rui");
        await agent.Do("POST", "/tickets", """{"subject":"A","contact":"maria"}""");
        await agent.Do("POST", "/tickets/1/extensions", """{"target":"first-response","length":"PT30M","text":"Many calls"}""");
        (await Due(server)).ShouldBe("2026-03-02T13:00:00.000Z");
        await manager.Do("POST", $"/tickets/1/requests/{await TicketActionTests.FirstRequest(server)}/grant", "{}");
        (await Due(server)).ShouldBe("2026-03-02T13:30:00.000Z");

        await agent.Do("POST", "/tickets/1/extensions", """{"target":"first-response","length":"PT30M","text":"Still many"}""");
        await manager.Do("POST", $"/tickets/1/requests/{await TicketActionTests.FirstRequest(server)}/refuse", "{}");
        (await Due(server)).ShouldBe("2026-03-02T13:30:00.000Z");
        (await server.Get("/api/v1/clock-requests")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await agent.Call("POST", "/tickets/1/extensions", """{"target":"delivery","length":"PT30M","text":"?"}""")).Code.ShouldBe("unknown-target");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task T13_a_pause_stops_the_clocks_on_somebodys_account_until_it_is_resumed(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"maria"}""");
        server.Clock.Now += Duration.FromMinutes(10);
        await server.Client.Do("POST", "/tickets/1/pause", """{"target":"first-response","party":"supplier","category":"parts","text":"Waiting for the supplier"}""");
        (await server.State(1, "first-response")).ShouldBe("Paused");
        (await server.State(1, "resolution")).ShouldBe("Active");
        server.Clock.Now += Duration.FromMinutes(25);
        await server.Client.Do("POST", "/tickets/1/resume", """{"target":"first-response"}""");
        (await Due(server)).ShouldBe("2026-03-02T13:25:00.000Z");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_stands_behind_a_key_grants_nothing_that_they_asked_for_themselves_nor_the_other_way_round(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        using var person = server.SignedIn(await server.Db.Write(tx => Users.Add(tx, server.Workspace.TenantId, new UserInput("ana", Role: "admin"), "test", server.Clock.Now)));
        // The key is hers because she made it; a key made with that key is hers too.
        using var key = server.ClientWith((await person.Do("POST", "/keys", """{"name":"hers","scopes":["admin"]}""")).Text("key"));
        using var second = server.ClientWith((await key.Do("POST", "/keys", """{"name":"second","scopes":["admin"]}""")).Text("key"));
        using var other = await server.Manager("rui");
        await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"maria"}""");
        HttpClient[] hers = [person, key, second];
        foreach (var asks in hers)
        {
            await asks.Do("POST", "/tickets/1/extensions", """{"target":"first-response","length":"PT30M","text":"Many calls"}""");
            var request = await TicketActionTests.FirstRequest(server);
            foreach (var decides in hers)
                (await decides.Call("POST", $"/tickets/1/requests/{request}/grant", "{}")).Code.ShouldBe("own-request");
            await other.Do("POST", $"/tickets/1/requests/{request}/grant", "{}");
        }
        (await server.Db.Read(s => s.Query<string>("SELECT actor || ' ' || action FROM audit WHERE subject LIKE 'clock-request:%' ORDER BY id")))
            .ShouldBe(["user:ana extension.asked", "user:rui extension.granted", "key:hers extension.asked", "user:rui extension.granted", "key:second extension.asked", "user:rui extension.granted"]);
    }

    private static async Task<string?> Due(TestServer server) => (await server.Get("/api/v1/tickets/1/clocks")).GetProperty("clocks").EnumerateArray()
        .First(c => c.GetProperty("target").GetString() == "first-response").GetProperty("due").GetString();
}
