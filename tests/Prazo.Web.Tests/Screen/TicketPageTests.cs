using System.Net;
using AngleSharp.Dom;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Screen;

/// <summary>What an agent does all day, on pages alone and without a script.</summary>
public class TicketPageTests
{
    private const string Agreement = """
        prazo: 1
        agreement: loja
        title: Loja
        kind: service
        zone: America/Sao_Paulo
        calendars: { comercial: { weekly: { mon-fri: "08:00-18:00" } } }
        targets:
          first-response: { within: 4h, calendar: comercial }
          resolution: { within: 16h, calendar: comercial, pause: [{ status: waiting-customer, party: customer }] }
        instructions: { else: ["Peça o número de série."] }
        """;

    private static async Task<TestServer> Shop(string database)
    {
        // Monday, 9:00 in São Paulo.
        var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        return server;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_agent_opens_a_ticket_answers_it_and_the_clock_stops(string database)
    {
        await using var server = await Shop(database);
        var agent = await Browser.Of(server, "bia", "agent");
        await (await agent.Open("/queue?open=true")).Follow(agent.Page.QuerySelector(".acts a")!);
        await agent.Send("/tickets/new", ("subject", "Máquina <não> liga"), ("text", "Desde cedo.\nPodem ajudar?"), ("from", "customer"));
        agent.Path.ShouldBe("/tickets/1");
        agent.Text("h1").ShouldBe("Máquina <não> liga");
        agent.Text(".said .text").ShouldBe("Desde cedo. Podem ajudar?");
        agent.Text(".todo li").ShouldBe("Peça o número de série.");
        agent.Text(".clocks .sla").ShouldBe("4 h\n1 d 6 h");

        await agent.Open("/queue?open=true");
        agent.Text(".queue .due .sla").ShouldBe("4 h");
        agent.Text(".queue .what small").ShouldBe("#1 · Primeira resposta · Loja");

        server.Clock.Now = TestServer.At("2026-03-02T13:30:00Z");
        await agent.Open("/tickets/1");
        await agent.Send("/tickets/1/say", ("text", "Ligue na outra tomada."), ("then", "waiting-customer"));
        agent.Text(".said.reply.pending .text").ShouldBe("Ligue na outra tomada.");
        await server.Until("2026-03-02T13:30:10Z");
        await agent.Open("/tickets/1");
        agent.Text(".said.reply:not(.pending) .text").ShouldBe("Ligue na outra tomada.");
        agent.Text(".clocks .sla").ShouldBe("cumprido\npausado");
        await agent.Open("/tickets/1/clocks");
        agent.Text(".account h2").ShouldContain("Primeira resposta");
        agent.Text(".account .lead").ShouldContain("A promessa foi cumprida em seg., 2 mar. 2026, 10:30");
        agent.Text(".hash code").ShouldBe((await server.Get("/api/v1/tickets/1/clocks")).GetProperty("replay").GetString());
        agent.Text(".hash code").Length.ShouldBe(64);
        agent.Page.QuerySelectorAll(".account svg.timeline").Length.ShouldBeGreaterThan(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_refused_stays_in_its_field_and_says_why(string database)
    {
        await using var server = await Shop(database);
        await server.Post("/api/v1/tickets", """{"subject":"Nota","text":"?","contact":"maria"}""", expected: HttpStatusCode.Created);
        var (agent, other) = (await Browser.Of(server, "bia", "agent"), await Browser.Of(server, "caio", "agent"));
        await agent.Open("/tickets/1");
        await agent.Send("/tickets/1/say", ("text", new string('x', 200_001)));
        agent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        agent.Text("[role=alert]").ShouldStartWith("Não foi aceito");
        agent.Page.QuerySelector("textarea")!.TextContent.Length.ShouldBe(200_001);

        // Two change the same ticket: the second is told, and nothing is lost of the first.
        await agent.Open("/tickets/1");
        await (await other.Open("/tickets/1")).Send("/tickets/1/change", ("priority", "high"));
        await agent.Send("/tickets/1/change", ("priority", "low"));
        agent.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        agent.Text("[role=alert]").ShouldBe("Alguém mudou isto nesse meio-tempo. Veja de novo.");
        (await agent.Open("/tickets/1")).Text(".head .prio").ShouldBe("Alta");
    }

    [Fact]
    public async Task A_second_person_grants_what_an_agent_asks_for()
    {
        await using var server = await Shop("sqlite");
        await server.Post("/api/v1/tickets", """{"subject":"Nota","text":"?","contact":"maria"}""", expected: HttpStatusCode.Created);
        var (agent, manager) = (await Browser.Of(server, "bia", "agent"), await Browser.Of(server, "eva", "manager"));
        await (await agent.Open("/tickets/1")).Send("/tickets/1/ask", ("target", "first-response"), ("what", "extension"), ("hours", "2"), ("text", "Falta de energia"));
        agent.Text(".edit .alert").ShouldContain("Falta de energia");
        agent.Page.Forms.ShouldNotContain(f => f.GetAttribute("action") == "/tickets/1/decide");
        await (await manager.Open("/tickets/1")).Send("/tickets/1/decide");
        manager.Status.ShouldBe(HttpStatusCode.OK);
        await manager.Open("/tickets/1");
        manager.Text(".edit .alert").ShouldBeEmpty();
    }

    [Fact]
    public async Task Chosen_tickets_are_changed_together_and_each_says_what_became_of_it()
    {
        await using var server = await Shop("sqlite");
        for (var i = 0; i < 3; i++)
            await server.Post("/api/v1/tickets", """{"subject":"Nota","text":"?","contact":"maria"}""", expected: HttpStatusCode.Created);
        var agent = await Browser.Of(server, "bia", "agent");
        await agent.Open("/queue?open=true");
        await agent.Send("/queue", ("ticket", "2"), ("agent", "bia"), ("priority", "high"));
        agent.Text("[role=status]").ShouldContain("1 chamado foi alterado.");
        await agent.Open("/queue?open=true&agent=bia");
        agent.Text(".queue .what .num").ShouldBe("#2");
        agent.Text(".views [aria-current] span").ShouldBe("Meus");
    }

    [Fact]
    public async Task Search_finds_words_and_an_empty_view_says_what_to_do()
    {
        await using var server = await Shop("sqlite");
        await server.Post("/api/v1/tickets", """{"subject":"Cartão recusado","text":"?","contact":"maria"}""", expected: HttpStatusCode.Created);
        var agent = await Browser.Of(server, "bia", "agent");
        (await agent.Open("/queue?open=true&q=cartao&clock=&priority=&agent=")).Text(".queue .what a").ShouldBe("Cartão recusado");
        (await agent.Open("/queue?open=true&q=nada")).Text(".empty h2").ShouldBe("Nada por aqui");
    }
}
