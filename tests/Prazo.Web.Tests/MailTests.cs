using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Prazo.Channels;
using Prazo.Inboxes;
using Prazo.Outbox;
using Prazo.Tests.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Tests;

/// <summary>Mail in and out, on both databases.</summary>
public class MailTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_mail_opens_a_ticket_and_its_answer_finds_it_by_the_token(string database)
    {
        await using var server = await TestServer.Start(database);
        var path = await Door(server);
        var opened = await server.Post(path, Mail("m1"));
        opened.GetProperty("outcome").GetString().ShouldBe("opened");
        var id = opened.GetProperty("ticket").GetGuid();
        // The provider tries again because our answer was lost.
        (await server.Post(path, Mail("m1"))).GetProperty("outcome").GetString().ShouldBe("known");

        var keys = (await server.Db.Read(s => MailDoors.Keys(s, server.Workspace.TenantId)))!;
        var answered = await server.Post(path, Mail("m2", to: ReplyToken.Address(id, keys.ReplyKey, "loja.example")));
        (answered.GetProperty("outcome").GetString(), answered.GetProperty("ticket").GetGuid()).ShouldBe(("answered", id));
        // A token that somebody made up opens another.
        (await server.Post(path, Mail("m3", to: "reply+" + new string('a', ReplyToken.Length) + "@loja.example"))).GetProperty("outcome").GetString().ShouldBe("opened");

        var ticket = await server.Get($"/api/v1/tickets/{id}");
        var fields = ticket.GetProperty("ticket").GetProperty("fields");
        fields.GetProperty("inbox").GetString().ShouldBe("loja");
        fields.GetProperty("channel").GetString().ShouldBe("email");
        (await Messages(server, id)).ShouldBe(["customer: Onde está?", "customer: Onde está?"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task T13_an_absence_note_is_an_automatic_message_a_bounce_a_note_and_our_own_mail_is_held(string database)
    {
        await using var server = await TestServer.Start(database);
        var path = await Door(server);
        var id = (await server.Post(path, Mail("m1"))).GetProperty("ticket").GetGuid();
        var keys = (await server.Db.Read(s => MailDoors.Keys(s, server.Workspace.TenantId)))!;
        var to = ReplyToken.Address(id, keys.ReplyKey, "loja.example");

        await server.Post(path, Mail("m2", to, headers: ("Auto-Submitted", "auto-replied")));
        var events = await server.Db.Read(s => TicketStore.Events(s, server.Workspace.TenantId, id).Select(e => e.Event()).ToList());
        events[^1].ShouldBeOfType<Prazo.Engine.Clocks.CustomerMessage>().Automatic.ShouldBeTrue();

        (await server.Post(path, Mail("m3", to, headers: ("X-Failed-Recipients", "ana@cliente.example")))).GetProperty("outcome").GetString().ShouldBe("bounce");
        (await Messages(server, id))[^1].ShouldStartWith("note: ana@cliente.example");

        (await server.Post(path, Mail("m4", to, headers: (AutomaticMail.LoopHeader, keys.LoopMark)))).GetProperty("outcome").GetString().ShouldBe("held");
        (await Messages(server, id)).Count.ShouldBe(3);
        (await server.Get("/api/v1/mail/held")).GetProperty("items")[0].GetProperty("nature").GetString().ShouldBe("loop");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_reply_goes_out_in_its_thread_and_its_answer_comes_back_to_the_ticket(string database)
    {
        await using var server = await TestServer.Start(database);
        var path = await Door(server);
        var id = (await server.Post(path, Mail("m1"))).GetProperty("ticket").GetGuid();
        var (tenant, now, log) = (server.Workspace.TenantId, server.Clock.Now, server.Services.GetRequiredService<TicketLog>());
        await server.Db.Write(tx =>
        {
            var act = new Act(tx, log, new Principal(tenant, "user:ana", Guid.Empty, new HashSet<Ability>()), now);
            return Prazo.Tickets.Messages.Reply(act, act.Ticket(id.ToString()), new Writing("Chega amanhã."));
        });
        var sent = new List<OutgoingMail>();
        var notifier = new ReplyMailNotifier(server.Db, (mail, _) =>
        {
            sent.Add(mail);
            return Task.FromResult(new MailOutcome(MailResult.Sent, ""));
        });

        await new OutboxRunner(server.Db, [notifier]).Step(now);

        var mail = sent.ShouldHaveSingleItem();
        (mail.From.Address, mail.To[0].Address, mail.Subject, mail.Text, mail.InReplyTo).ShouldBe(("ajuda@loja.example", "ana@cliente.example", "Re: Pedido", "Chega amanhã.", "<m1@cliente.example>"));
        mail.Automatic.ShouldBeFalse();
        var answered = await server.Post(path, Mail("m2", to: "ajuda@loja.example", headers: ("In-Reply-To", mail.MessageId)));
        answered.GetProperty("ticket").GetGuid().ShouldBe(id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_knows_no_door_brings_no_mail_and_who_writes_too_often_is_held(string database)
    {
        await using var server = await TestServer.Start(database);
        var path = await Door(server);
        using var anybody = server.ClientWith(null);
        foreach (var wrong in new[] { path[..^1] + (path[^1] == 'A' ? 'B' : 'A'), "/api/v1/mail/in/x", "/api/v1/mail/in/pm1.AZzKAAAAcACAAAAAAAAAAA." + new string('A', 43) })
            (await anybody.PostAsync(new Uri(wrong, UriKind.Relative), new StringContent(Mail("m1"), System.Text.Encoding.UTF8, "application/json"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        for (var i = 0; i < LoopLimits.Usual.Tickets; i++)
            (await server.Post(path, Mail("m" + i))).GetProperty("outcome").GetString().ShouldBe("opened");
        (await server.Post(path, Mail("one-more"))).GetProperty("outcome").GetString().ShouldBe("held");
        (await server.Post(path, "{}", expected: HttpStatusCode.UnprocessableEntity)).GetProperty("problems").GetArrayLength().ShouldBeGreaterThan(0);
    }

    private static async Task<string> Door(TestServer server)
    {
        await server.Db.Write(tx => InboxStore.Insert(tx, server.Workspace.TenantId, new Inbox("loja", "Loja", "email", null, new Dictionary<string, string>())));
        var door = await server.Post("/api/v1/mail/doors", """{"inbox":"loja","provider":"postmark","address":"ajuda@loja.example"}""", expected: HttpStatusCode.Created);
        return door.GetProperty("path").GetString()!;
    }

    private static string Mail(string id, string to = "ajuda@loja.example", params (string Name, string Value)[] headers) => JsonSerializer.Serialize(new
    {
        From = "ana@cliente.example", To = to, OriginalRecipient = to, Subject = "Pedido", TextBody = "Onde está?", MessageID = id,
        Headers = headers.Append(("Message-ID", $"<{id}@cliente.example>")).Append(("Return-Path", "<ana@cliente.example>")).Select(h => new { Name = h.Item1, Value = h.Item2 }),
    });

    private static Task<List<string>> Messages(TestServer server, Guid ticket) =>
        server.Db.Read(s => MessageStore.Of(s, server.Workspace.TenantId, ticket).Select(m => $"{m.Kind}: {m.Body}").ToList());
}
