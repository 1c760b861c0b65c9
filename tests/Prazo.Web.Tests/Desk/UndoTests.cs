using System.Net;
using NodaTime;
using Prazo.Agreements;
using Prazo.Channels;
using Prazo.Clocks;
using Prazo.Desk;
using Prazo.Outbox;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Tickets;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Desk;

/// <summary>What was sent can be taken back for some seconds. Until then nobody outside hears of it; clocks count it as of the moment at which it was pressed, or not at all.</summary>
public class UndoTests
{
    private const string Agreement = """
        prazo: 1
        agreement: loja
        title: Loja
        kind: service
        zone: America/Sao_Paulo
        calendars: { comercial: { weekly: { mon-fri: "08:00-18:00" } } }
        targets: { first-response: { within: 4h, calendar: comercial }, resolution: { within: 16h, calendar: comercial } }
        """;

    /// <summary>Opened on Monday at nine in São Paulo: a first response is due at 16:00 UTC.</summary>
    private static async Task<(TestServer Server, Browser Agent)> Shop(string database, string channel = "portal")
    {
        var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        await server.Post("/api/v1/tickets", $$"""{"subject":"Nota","text":"?","contact":"maria","channel":"{{channel}}"}""", expected: HttpStatusCode.Created);
        return (server, await Browser.Of(server, "bia", "agent"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_taken_back_has_never_been(string database)
    {
        var (server, agent) = await Shop(database);
        await using var _ = server;
        var (log, clocks) = (await server.Log(1), await Clocks(server));
        server.Clock.Now = TestServer.At("2026-03-02T13:30:00Z");
        await (await agent.Open("/tickets/1")).Send("/tickets/1/say", ("text", "Já foi."), ("then", "resolved"));
        agent.Text(".undo").ShouldStartWith("Enviado.");
        (await server.Log(1)).ShouldBe(log);
        (await server.Get("/api/v1/tickets/1")).GetProperty("messages").GetArrayLength().ShouldBe(1);

        server.Clock.Now = TestServer.At("2026-03-02T13:30:09Z");
        await agent.Send("/tickets/1/undo");
        agent.Page.QuerySelector("textarea#text")!.TextContent.ShouldBe("Já foi.");
        agent.Page.QuerySelector(".undo").ShouldBeNull();
        await server.Until("2026-03-02T15:00:00Z");
        (await server.Log(1)).ShouldBe(log);
        server.Clock.Now = TestServer.At("2026-03-02T12:00:00Z");
        (await Clocks(server)).ShouldBe(clocks);
        (await server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM pending_acts"))).ShouldBe(0, "its text is kept for an hour");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_not_taken_back_happened_when_it_was_pressed(string database)
    {
        var (server, agent) = await Shop(database);
        await using var _ = server;
        server.Clock.Now = TestServer.At("2026-03-02T13:30:00Z");
        await (await agent.Open("/tickets/1")).Send("/tickets/1/say", ("text", "Já foi."), ("then", "resolved"));
        await server.Until("2026-03-02T13:30:09Z");
        (await server.State(1, "first-response")).ShouldBe("Active");
        await server.Until("2026-03-02T13:30:10Z");
        (await server.State(1, "first-response")).ShouldBe("Met");
        (await server.State(1, "resolution")).ShouldBe("Met");
        var stopped = (await server.Get("/api/v1/tickets/1/clocks")).GetProperty("clocks").EnumerateArray().Select(c => c.GetProperty("stopped").GetString()).Distinct();
        stopped.ShouldBe(["2026-03-02T13:30:00.000Z"]);
        var message = (await server.Get("/api/v1/tickets/1")).GetProperty("messages").EnumerateArray().Last();
        message.GetProperty("at").GetString().ShouldBe("2026-03-02T13:30:00.000Z");
        (await server.Db.Read(s => s.Value<Instant>("SELECT recorded FROM events WHERE kind = 'reply'"))).ShouldBe(TestServer.At("2026-03-02T13:30:10Z"));

        // Whoever comes too late is told.
        var late = await agent.Send("/tickets/1/undo");
        late.Text("[role=alert]").ShouldBe("Tarde demais: já foi feito.");
        late.Text(".said.reply .text").ShouldBe("Já foi.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_mail_leaves_when_the_time_is_up_and_not_before_also_after_the_server_was_away(string database)
    {
        var (server, agent) = await Shop(database, "email");
        await using var _ = server;
        var ticket = (await server.Get("/api/v1/tickets/1")).GetProperty("ticket").GetProperty("id").GetGuid();
        await server.Post("/api/v1/inboxes", """{"name":"loja","title":"Loja","channel":"email"}""", expected: HttpStatusCode.Created);
        await server.Db.Write(tx => MailLog.Begin(tx, new MailRow { TenantId = server.Workspace.TenantId, MessageId = "<1@maria.example>", DoorId = MailDoors.Add(tx, server.Workspace.TenantId, "loja", "postmark", "ajuda@loja.example", null, "test", server.Clock.Now).Door.Id, TicketId = ticket, Direction = "in", Nature = "person", Address = "maria@maria.example", At = server.Clock.Now }));
        await (await agent.Open("/tickets/1")).Send("/tickets/1/say", ("text", "A primeira."));
        await agent.Send("/tickets/1/undo");
        await agent.Send("/tickets/1/say", ("text", "A segunda."));
        await server.Until("2026-03-02T12:00:09Z");
        (await Letters(server)).ShouldBe(0);

        // The server stops here, and another one starts minutes later.
        var later = TestServer.At("2026-03-02T12:07:00Z");
        using (var again = Db.Open(server.Database))
        {
            var runner = new PendingActRunner(again, new TicketLog(new ClockFold(new PublishedAgreements()), [new ReplyMails()]));
            (await runner.Step(later)).ShouldBe(1);
            (await runner.Step(later)).ShouldBe(0);
        }
        (await Letters(server)).ShouldBe(1);
        (await server.Get("/api/v1/tickets/1")).GetProperty("messages").Texts("text").ShouldBe(["?", "A segunda."]);
        (await server.Db.Read(s => s.Value<Instant>("SELECT occurred FROM events WHERE kind = 'reply'"))).ShouldBe(TestServer.At("2026-03-02T12:00:00Z"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_promise_that_was_kept_at_the_last_second_does_not_break_while_the_reply_waits(string database)
    {
        var (server, agent) = await Shop(database);
        await using var _ = server;
        await server.Until("2026-03-02T15:59:55Z");
        await (await agent.Open("/tickets/1")).Send("/tickets/1/say", ("text", "Em cima da hora."));
        await server.Until("2026-03-02T16:00:02Z");
        (await Said(server)).ShouldNotContain("breached");
        await server.Until("2026-03-02T16:00:05Z");
        (await server.State(1, "first-response")).ShouldBe("Met");
        (await Said(server)).ShouldNotContain("breached");

        // Taken back in the same place, it breaks as if nothing had been sent: dated by the promise.
        await server.Post("/api/v1/tickets", """{"subject":"Outra","text":"?","contact":"maria"}""", expected: HttpStatusCode.Created);
        await server.Until("2026-03-02T20:00:00Z");
        await (await agent.Open("/tickets/2")).Send("/tickets/2/say", ("text", "Quase."));
        await server.Until("2026-03-02T20:00:07Z");
        (await Said(server)).ShouldNotContain("breached");
        await agent.Send("/tickets/2/undo");
        await server.Until("2026-03-02T20:00:08Z");
        var breached = await server.Db.Read(s => s.Query<Instant>("SELECT at FROM clock_facts WHERE stage = 'breached'"));
        breached.ShouldBe(await server.Db.Read(s => s.Query<Instant>("SELECT c.last FROM clocks c JOIN tickets t ON t.tenant_id = c.tenant_id AND t.id = c.ticket_id WHERE t.number = 2 AND c.target = 'first-response'")));
    }

    [Fact]
    public async Task What_is_refused_when_its_time_is_up_comes_back_to_who_wrote_it()
    {
        var (server, agent) = await Shop("sqlite");
        await using var _ = server;
        await server.Post("/api/v1/tickets", """{"subject":"A mesma","text":"?","contact":"maria"}""", expected: HttpStatusCode.Created);
        await (await agent.Open("/tickets/1")).Send("/tickets/1/say", ("text", "Respondo aqui."));
        await server.Client.Do("POST", "/tickets/1/merge", """{"into":"2"}""");
        await server.Until("2026-03-02T12:00:10Z");
        (await agent.Open("/notifications")).Text(".notices .unread b").ShouldBe("O que você enviou não foi enviado");
        await agent.Open("/tickets/1");
        agent.Text(".undo").ShouldStartWith("Não foi feito:");
        (await Log2(server)).ShouldNotContain("reply");

        static async Task<string> Log2(TestServer server) => string.Join(' ', await server.Log(1)) + string.Join(' ', await server.Log(2));
    }

    [Fact]
    public async Task Who_wants_no_waiting_sends_at_once_and_who_presses_what_is_refused_is_told_at_once()
    {
        var (server, agent) = await Shop("sqlite");
        await using var _ = server;
        await (await agent.Open("/tickets/1")).Send("/tickets/1/say", ("text", "Tchau."), ("then", "resolved"));
        await agent.Send("/tickets/1/undo");
        await (await agent.Open("/me")).Send("/me/desk", ("undo", "61"));
        agent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await agent.Send("/me/desk", ("undo", "0"));
        await (await agent.Open("/tickets/1")).Send("/tickets/1/say", ("text", "Na hora."));
        agent.Text(".said.reply:not(.pending) .text").ShouldBe("Na hora.");
        agent.Page.QuerySelector(".undo").ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Programs_can_wait_and_take_back_their_own_alone(string database)
    {
        var (server, _) = await Shop(database);
        await using var __ = server;
        var (robot, other) = (await server.As("robot", "tickets"), await server.As("other", "tickets"));
        var pressed = await robot.Do("POST", "/tickets/1/pending", """{"writing":{"text":"Olá","agent":"bia"},"seconds":30}""");
        pressed.Text("due").ShouldBe("2026-03-02T12:00:30.000Z");
        (await other.Call("DELETE", $"/tickets/1/pending/{pressed.Id("id")}")).Code.ShouldBe("too-late");
        (await other.Do("GET", "/tickets/1/pending")).Json.GetProperty("items").Texts("text").ShouldBe(["Olá"]);
        await robot.Do("DELETE", $"/tickets/1/pending/{pressed.Id("id")}");
        (await robot.Do("GET", "/tickets/1/pending")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await robot.Call("POST", "/tickets/1/pending", """{"writing":{"text":"só entre nós"},"note":true}""")).Code.ShouldBe("nothing-to-wait-for");
        (await robot.Call("POST", "/tickets/1/pending", """{"then":"resolved","seconds":0}""")).Code.ShouldBe("bad-undo");
        (await robot.Call("POST", "/tickets/1/pending", """{"writing":{"text":""}}""")).Code.ShouldBe("missing-key");
    }

    private static async Task<string> Clocks(TestServer server) => (await server.Get("/api/v1/tickets/1/clocks")).ToString();

    private static Task<long> Letters(TestServer server) => server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM outbox WHERE kind = @kind", new { kind = ReplyMails.OutboxKind }));

    private static Task<IReadOnlyList<string>> Said(TestServer server) => server.Db.Read(s => s.Query<string>("SELECT stage FROM clock_facts"));
}
