using System.Net;
using NodaTime;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Tickets;

public class JoiningTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task T14_a_merged_ticket_leaves_its_clocks_and_the_survivor_owes_its_earliest_unanswered_message(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        await server.Client.Do("POST", "/tickets", """{"subject":"First","text":"One","contact":"maria"}""");
        await server.Client.Do("POST", "/tickets/1/replies", """{"text":"Answered","agent":"ana"}""");
        server.Clock.Now += Duration.FromMinutes(10);
        await server.Client.Do("POST", "/tickets", """{"subject":"Second","text":"Two","contact":"maria"}""");
        server.Clock.Now += Duration.FromMinutes(5);
        await server.Client.Do("PUT", "/tickets/2/followers/bia");
        await server.Client.Do("POST", "/tickets/2/merge", """{"into":"1"}""");

        (await server.State(2, "first-response")).ShouldBe("Cancelled");
        (await server.Log(1))[^1].ShouldContain("\"unanswered-since\":\"2026-03-02T12:10:00Z\"");
        (await server.State(1, "next-response")).ShouldBe("Active");
        var survivor = await server.Get("/api/v1/tickets/1");
        survivor.GetProperty("messages").Texts("text").ShouldBe(["One", "Answered", "Two"]);
        survivor.GetProperty("followers")[0].GetString().ShouldBe("bia");
        survivor.GetProperty("links")[0].GetProperty("kind").GetString().ShouldBe("merged-into");
        (await server.Get("/api/v1/tickets?q=two&sort=number")).GetProperty("items").Texts("number").ShouldBe(["1", "2"]);

        var late = await server.Client.Call("POST", "/tickets/2/replies", """{"text":"Too late","agent":"ana"}""");
        (late.Status, late.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "merged"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_ticket_does_not_merge_into_itself_or_into_one_that_was_merged(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        for (var i = 0; i < 3; i++)
            await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"maria"}""");
        (await server.Client.Call("POST", "/tickets/1/merge", """{"into":"1"}""")).Code.ShouldBe("same-ticket");
        await server.Client.Do("POST", "/tickets/1/merge", """{"into":"2"}""");
        (await server.Client.Call("POST", "/tickets/3/merge", """{"into":"1"}""")).Code.ShouldBe("merged");
        // What was merged before moves on with its survivor.
        await server.Client.Do("POST", "/tickets/2/merge", """{"into":"3"}""");
        (await server.Get("/api/v1/tickets/3")).GetProperty("links").Texts("number").ShouldBe(["1", "2"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_message_split_off_is_owed_an_answer_from_when_the_customer_wrote_it(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        await server.Client.Do("POST", "/tickets", """{"subject":"Frete","text":"Onde está?","contact":"maria","priority":"high","agent":"ana"}""");
        server.Clock.Now += Duration.FromMinutes(20);
        var second = await server.Client.Do("POST", "/tickets/1/messages", """{"text":"E quero trocar o tamanho."}""");
        server.Clock.Now += Duration.FromMinutes(20);
        var split = await server.Client.Do("POST", "/tickets/1/split", $$"""{"message":"{{second.Id("message")}}","subject":"Troca"}""");

        split.Json.GetProperty("number").GetInt64().ShouldBe(2);
        var ticket = await server.Get("/api/v1/tickets/2");
        ticket.GetProperty("messages").Texts("text").ShouldBe(["E quero trocar o tamanho."]);
        ticket.GetProperty("ticket").GetProperty("fields").GetProperty("priority").GetString().ShouldBe("high");
        ticket.GetProperty("ticket").GetProperty("fields").TryGetProperty("agent", out _).ShouldBeFalse();
        // Written at 12:20, one hour for the first response.
        (await server.Get("/api/v1/tickets/2/clocks")).GetProperty("clocks")[0].GetProperty("due").GetString().ShouldBe("2026-03-02T13:20:00.000Z");
        (await server.Get("/api/v1/tickets/1")).GetProperty("messages").GetArrayLength().ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Closing_a_problem_tells_of_its_open_incidents_and_closes_them_when_asked(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        await server.Client.Do("POST", "/tickets", """{"subject":"Payment is down","type":"problem","from":"agent"}""");
        for (var i = 0; i < 3; i++)
            await server.Client.Do("POST", "/tickets", """{"subject":"I cannot pay","contact":"maria"}""");
        (await server.Client.Call("PUT", "/tickets/2/links/problem", """{"other":"3"}""")).Code.ShouldBe("no-problem");
        for (var incident = 2; incident <= 4; incident++)
            await server.Client.Do("PUT", $"/tickets/{incident}/links/problem", """{"other":"1"}""");
        await server.Client.Do("POST", "/tickets/3/close", "{}");
        (await server.Get("/api/v1/tickets?field.problem=1&sort=number")).GetProperty("items").Texts("number").ShouldBe(["2", "3", "4"]);

        var asked = await server.Client.Do("POST", "/tickets/1/close", """{"status":"resolved"}""");
        asked.Json.GetProperty("openIncidents").EnumerateArray().Select(i => i.GetInt64()).ShouldBe([2, 4]);
        await server.Client.Do("POST", "/tickets/1/reopen", "{}");
        var all = await server.Client.Do("POST", "/tickets/1/close", """{"incidents":true}""");
        all.Json.GetProperty("closedIncidents").EnumerateArray().Select(i => i.GetInt64()).ShouldBe([2, 4]);
        (await server.Get("/api/v1/tickets?open=true")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Links_lead_in_no_circle(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        for (var i = 0; i < 3; i++)
            await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"maria"}""");
        await server.Client.Do("PUT", "/tickets/1/links/parent", """{"other":"2"}""");
        await server.Client.Do("PUT", "/tickets/2/links/parent", """{"other":"3"}""");
        (await server.Client.Call("PUT", "/tickets/3/links/parent", """{"other":"1"}""")).Code.ShouldBe("circle");
        await server.Client.Do("DELETE", "/tickets/2/links/parent");
        await server.Client.Do("PUT", "/tickets/3/links/parent", """{"other":"1"}""");
        (await server.Client.Call("DELETE", "/tickets/2/links/parent")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
