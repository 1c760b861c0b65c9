using System.Net;
using AngleSharp.Dom;
using NodaTime;
using Prazo.People;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Tickets;

/// <summary>Requests outside of what an agreement covers: marked, declined, offered, answered, counted.</summary>
public class ScopeTests
{
    private const string Agreement = """
        prazo: 1
        agreement: loja
        title: Loja
        kind: service
        zone: America/Sao_Paulo
        calendars: { comercial: { weekly: { mon-fri: "08:00-18:00" } } }
        targets:
          first-response: { within: 1h, calendar: comercial }
          resolution: { within: 16h, calendar: comercial, pause: [{ status: waiting-customer, party: customer }] }
        exclusions:
          - { clause: "4.2", when: { category: [instalacao] }, text: { pt-BR: A instalação no local não está incluída., en: Installation is not included. }, price: 250.00 BRL }
          - { clause: "4.3", text: Produtos abertos por outros não estão incluídos. }
        """;

    private static async Task<TestServer> Shop(string database)
    {
        // Monday, 9:00 in São Paulo.
        var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        await server.Client.Do("POST", "/tickets", """{"subject":"Instalar a máquina","text":"Podem vir?","contact":"maria","fields":{"category":"instalacao"}}""");
        await server.Client.Do("POST", "/tickets", """{"subject":"Não liga","text":"?","contact":"maria"}""");
        return server;
    }

    private static async Task<string?> Scope(TestServer server, int ticket) =>
        (await server.Get($"/api/v1/tickets/{ticket}")).TryGetProperty("scope", out var scope) ? scope.GetProperty("state").GetString() : null;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_ticket_that_a_clause_excludes_is_marked_and_declined_and_its_promises_are_neither_kept_nor_broken(string database)
    {
        await using var server = await Shop(database);
        var agent = await Browser.Of(server, "bia", "agent");
        (await agent.Open("/queue?open=true&field.scope=out")).Text(".queue .what a").ShouldBe("Instalar a máquina");
        agent.Text(".queue .what .tag").ShouldBe("Fora do escopo · 4.2");
        (await agent.Open("/today")).Text(".keys a").ShouldContain("1 fora do escopo, a decidir");
        await agent.Open("/tickets/1");
        agent.Text(".scope").ShouldContain("Cláusula 4.2");
        agent.Text(".scope").ShouldContain("A instalação no local não está incluída.");

        await agent.Send("/tickets/1/scope/decline", ("text", "Infelizmente não podemos."));
        agent.Text(".said.reply .text").ShouldBe("Infelizmente não podemos. 4.2: A instalação no local não está incluída.");
        (await Scope(server, 1)).ShouldBe("declined");
        (await server.State(1, "first-response")).ShouldBe("Waived");
        (await server.State(1, "resolution")).ShouldBe("Waived");
        agent.Text(".head .tag").ShouldBe("Encerrado");
        (await agent.Open("/today")).Text(".keys a").ShouldContain("1 fora do escopo, recusados ou com preço");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_promise_that_was_broken_before_stays_broken(string database)
    {
        await using var server = await Shop(database);
        await server.Until("2026-03-02T14:00:00Z");
        var agent = await Browser.Of(server, "bia", "agent");
        await (await agent.Open("/tickets/1")).Send("/tickets/1/scope/decline");
        (await server.State(1, "first-response")).ShouldBe("MetLate");
        (await server.State(1, "resolution")).ShouldBe("Waived");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_offer_waits_for_the_customer_and_goes_on_as_work_when_it_is_accepted(string database)
    {
        await using var server = await Shop(database);
        var agent = await Browser.Of(server, "bia", "agent");
        await (await agent.Open("/tickets/1")).Send("/tickets/1/scope/offer", ("price", "300 reais"));
        agent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        agent.Text("[role=alert]").ShouldBe("Escreva um valor com a moeda, como 250.00 BRL.");
        await (await agent.Open("/tickets/1")).Send("/tickets/1/scope/offer");
        agent.Text(".said.reply .text").ShouldContain("250.00 BRL 4.2: A instalação no local não está incluída.");
        (await server.State(1, "resolution")).ShouldBe("Paused");

        var customer = await Customer(server);
        (await customer.Open("/portal/tickets/1")).Text(".big").ShouldBe("250.00 BRL");
        server.Clock.Now += Duration.FromHours(1);
        await customer.Send("/portal/tickets/1/offer", ("answer", "accept"));
        customer.Page.Forms.ShouldNotContain(f => f.GetAttribute("action") == "/portal/tickets/1/offer");
        (await Scope(server, 1)).ShouldBe("accepted");
        (await server.State(1, "resolution")).ShouldBe("Active");
        (await agent.Open("/tickets/1")).Text(".scope").ShouldContain("Orçamento aceito");
        (await server.Log(1)).ShouldContain(e => e.Contains("scope-offer", StringComparison.Ordinal) && e.Contains("250.00 BRL", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_offer_that_is_refused_ends_the_ticket_and_no_promise_counts(string database)
    {
        await using var server = await Shop(database);
        var agent = await Browser.Of(server, "bia", "agent");
        await (await agent.Open("/tickets/1")).Send("/tickets/1/scope/offer", ("price", "99.90 EUR"));
        var customer = await Customer(server);
        await (await customer.Open("/portal/tickets/1")).Send("/portal/tickets/1/offer", ("answer", "refuse"));
        (await Scope(server, 1)).ShouldBe("refused");
        (await server.State(1, "resolution")).ShouldBe("Waived");
        (await server.State(1, "first-response")).ShouldBe("Met", "the offer answered it in time");
        (await server.Get("/api/v1/tickets/1")).GetProperty("ticket").GetProperty("fields").GetProperty("status").GetString().ShouldBe("closed");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_marked_by_hand_is_declined_by_a_second_person(string database)
    {
        await using var server = await Shop(database);
        var (one, other) = (await Browser.Of(server, "bia", "agent"), await Browser.Of(server, "caio", "agent"));
        await (await one.Open("/tickets/2")).Send("/tickets/2/scope", ("clause", "4.3"));
        one.Text(".scope").ShouldContain("marcado à mão");
        await one.Send("/tickets/2/scope/decline");
        one.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        one.Text("[role=alert]").ShouldContain("outra pessoa recusa");
        await (await other.Open("/tickets/2")).Send("/tickets/2/scope/decline");
        (await Scope(server, 2)).ShouldBe("declined");

        // What the fields say is put right by hand, too.
        await (await one.Open("/tickets/1")).Send("/tickets/1/scope", ("clause", ""));
        (await Scope(server, 1)).ShouldBeNull();
        (await server.Client.Call("POST", "/tickets/1/scope/decline", """{"text":"?"}""")).Code.ShouldBe("in-scope");
        (await server.Client.Call("PUT", "/tickets/1/scope", """{"clause":"4.3"}""")).Code.ShouldBe("no-person", "a key is nobody, and a second person could not be told from the first");
        await (await one.Open("/tickets/1")).Send("/tickets/1/scope", ("clause", "9.9"));
        one.Text("[role=alert]").ShouldContain("9.9");
    }

    [Fact]
    public async Task A_change_of_fields_takes_a_ticket_in_and_out_without_anybody_marking_it()
    {
        await using var server = await Shop("sqlite");
        (await Scope(server, 2)).ShouldBeNull();
        await server.Client.Do("PATCH", "/tickets/2", """{"fields":{"category":"instalacao"}}""");
        (await Scope(server, 2)).ShouldBe("out");
        await server.Client.Do("PATCH", "/tickets/2", """{"fields":{"category":"entrega"}}""");
        (await Scope(server, 2)).ShouldBeNull();
        (await server.Log(2)).ShouldNotContain(e => e.Contains("scope", StringComparison.Ordinal), "it is a result, not an event");
    }

    private static async Task<Browser> Customer(TestServer server)
    {
        var contact = await server.Db.Write(tx => Contacts.ByHandle(tx, server.Workspace.TenantId, "maria") ?? Contacts.Add(tx, server.Workspace.TenantId, new ContactInput(Handle: "maria", Name: "Maria"), "test", server.Clock.Now));
        return new Browser(server.SignedIn(await server.Db.Write(tx => Users.Add(tx, server.Workspace.TenantId, new UserInput("maria-portal", Role: "customer", Contact: contact.Id, Locale: "pt-BR"), "test", server.Clock.Now))));
    }
}
