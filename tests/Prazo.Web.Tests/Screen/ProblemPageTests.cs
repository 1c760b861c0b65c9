using NodaTime;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Tickets;

namespace Prazo.Web.Tests.Screen;

public class ProblemPageTests
{
    private static async Task<TestServer> Shop(string database)
    {
        var server = await TicketActionTests.Start(database);
        await server.Client.Do("POST", "/tickets", """{"subject":"Pagamento fora do ar","type":"problem","from":"agent"}""");
        for (var i = 2; i <= 4; i++)
        {
            await server.Client.Do("POST", "/tickets", $$"""{"subject":"Não consigo pagar {{i}}","text":"?","contact":"maria"}""");
            await server.Client.Do("PUT", $"/tickets/{i}/links/problem", """{"other":"1"}""");
        }
        return server;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_problem_and_its_incidents_are_solved_with_one_answer_and_each_clock_ends_by_its_own_rules(string database)
    {
        await using var server = await Shop(database);
        await server.Client.Do("POST", "/tickets/4/close", "{}");
        // One hour for the first response: overdue for one, answered in time for the other.
        await server.Client.Do("POST", "/tickets/2/replies", """{"text":"Estamos vendo","agent":"ana"}""");
        server.Clock.Now += Duration.FromHours(2);
        var agent = await Browser.Of(server, "bia", "agent");
        (await agent.Open("/problems")).Text("tbody td").ShouldBe("2\n1\n0\n3");
        await agent.Follow(agent.Page.QuerySelector("tbody .late")!);
        agent.Text(".queue .what .num").ShouldBe("#3");

        (await agent.Open("/tickets/3")).Text(".alert-info").ShouldContain("Incidente do problema #1 Pagamento fora do ar");
        (await agent.Open("/tickets/1")).Text(".incidents .lines a").ShouldBe("#3 Não consigo pagar 3\n#2 Não consigo pagar 2");
        await (await agent.Open("/tickets/1/solve")).Send("/tickets/1/solve", ("text", "O pagamento voltou."));
        agent.Text("[role=status] li").ShouldBe("#2 respondido e resolvido\n#3 respondido e resolvido");
        agent.Page.Forms.ShouldNotContain(f => f.GetAttribute("action") == "/tickets/1/solve");

        foreach (var (number, first) in new[] { (2, "Met"), (3, "MetLate") })
        {
            (await server.Get($"/api/v1/tickets/{number}")).GetProperty("messages").Texts("text")[^1].ShouldBe("O pagamento voltou.");
            (await server.State(number, "first-response")).ShouldBe(first);
        }
        (await server.Get("/api/v1/tickets/4")).GetProperty("messages").GetArrayLength().ShouldBe(1, "who was solved before is not answered again");
        (await server.Get("/api/v1/tickets?open=true")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await server.Get("/api/v1/problems")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_incident_that_refuses_keeps_the_problem_open_and_is_done_when_asked_again(string database)
    {
        await using var server = await Shop(database);
        // As many events as a ticket may have.
        await server.Db.Write(tx => tx.Execute("UPDATE tickets SET events = 10000 WHERE number = 3"));
        var agent = await Browser.Of(server, "bia", "agent");
        await (await agent.Open("/tickets/1/solve")).Send("/tickets/1/solve", ("text", "O pagamento voltou."));
        agent.Text("[role=status]").ShouldContain("2 incidentes foram respondidos e resolvidos. O problema continua aberto.");
        agent.Text("[role=status] li").ShouldContain("#3 Não foi aceito");
        agent.Text(".incidents .lines a").ShouldBe("#3 Não consigo pagar 3");
        agent.Text("textarea").ShouldBe("O pagamento voltou.");
        (await server.Get("/api/v1/tickets/3")).GetProperty("messages").GetArrayLength().ShouldBe(1);

        await server.Db.Write(tx => tx.Execute("UPDATE tickets SET events = 5 WHERE number = 3"));
        await agent.Send("/tickets/1/solve");
        agent.Text("[role=status] li").ShouldBe("#3 respondido e resolvido");
        (await server.Get("/api/v1/tickets/2")).GetProperty("messages").GetArrayLength().ShouldBe(2);
        (await server.Get("/api/v1/tickets/1")).GetProperty("ticket").GetProperty("fields").GetProperty("status").GetString().ShouldBe("resolved");
    }
}
