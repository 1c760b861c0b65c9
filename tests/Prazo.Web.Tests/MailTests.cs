using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Prazo.Channels;
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

    [Theory, OnSqlite, OnPostgres]
    public async Task Files_of_a_mail_are_kept_with_it_and_agents_are_told_what_was_too_large(string database)
    {
        await using var server = await TestServer.Start(database);
        var path = await Door(server);
        var id = (await server.Post(path, Mail("m1", files: [("nota.pdf", "application/pdf", [1, 2, 3], null), ("logo.png", "image/png", [4], "logo@x"), ("filme.mov", "video/quicktime", new byte[(20 << 20) + 1], null)]))).GetProperty("ticket").GetGuid();

        var messages = (await server.Get($"/api/v1/tickets/{id}")).GetProperty("messages").EnumerateArray().ToList();
        messages.Select(m => m.GetProperty("kind").GetString()).ShouldBe(["customer", "note"]);
        messages[1].GetProperty("text").GetString().ShouldBe("Not kept, too large: filme.mov (20971521 bytes)");
        var files = messages[0].GetProperty("attachments").EnumerateArray().ToList();
        files.Select(f => $"{f.GetProperty("name")} {f.GetProperty("type")} {(f.TryGetProperty("contentId", out var named) ? named : "")}").ShouldBe(["nota.pdf application/pdf ", "logo.png image/png logo@x"]);
        (await server.Client.GetByteArrayAsync(new Uri($"/api/v1/attachments/{files[0].GetProperty("id")}", UriKind.Relative))).ShouldBe([1, 2, 3]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task No_mail_is_lost_for_being_long_or_empty_or_because_its_inbox_has_gone(string database)
    {
        await using var server = await TestServer.Start(database);
        var path = await Door(server);
        async Task<string> First(string mail) => (await Messages(server, (await server.Post(path, mail)).GetProperty("ticket").GetGuid())).ShouldHaveSingleItem();
        // Cut between two characters, and not within one.
        (await First(Mail("m1", text: string.Concat(Enumerable.Repeat("a😀", 100_000))))).Length.ShouldBeInRange("customer: ".Length + 199_999, "customer: ".Length + 200_000);
        (await First(Mail("m2", text: "", html: "<p>Olá</p>" + new string(' ', 1_000_001)))).ShouldBe("customer: Olá");
        (await First(Mail("m3", text: " ", html: "<p>Tudo bem?</p>"))).ShouldBe("customer: Tudo bem?");
        (await First(Mail("m4", text: ""))).ShouldBe("customer: Pedido");
        await server.Client.Do("DELETE", "/inboxes/loja");
        (await First(Mail("m5"))).ShouldBe("customer: Onde está?");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_mail_that_is_posted_several_times_at_once_opens_one_ticket(string database)
    {
        await using var server = await TestServer.Start(database);
        var path = await Door(server);
        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => server.Post(path, Mail("m1")))));
        taken.Count(t => t.GetProperty("outcome").GetString() == "opened").ShouldBe(1);
        taken.Count(t => t.GetProperty("outcome").GetString() == "known").ShouldBe(5);
        (await server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM tickets"))).ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_answered_after_a_bounce_goes_to_the_customer_and_not_to_the_mail_server(string database)
    {
        await using var server = await TestServer.Start(database);
        var path = await Door(server);
        var id = (await server.Post(path, Mail("m1"))).GetProperty("ticket").GetGuid();
        var to = ReplyToken.Address(id, (await server.Db.Read(s => MailDoors.Keys(s, server.Workspace.TenantId)))!.ReplyKey, "loja.example");
        (await server.Post(path, Mail("m2", to, from: "MAILER-DAEMON@mx.example", headers: ("X-Failed-Recipients", "ana@cliente.example")))).GetProperty("outcome").GetString().ShouldBe("bounce");

        await server.Client.Do("POST", $"/tickets/{id}/replies", """{"text":"Chega amanhã."}""");
        (await Sent(server)).ShouldHaveSingleItem().To[0].Address.ShouldBe("ana@cliente.example");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_machines_that_answer_each_other_are_stopped_though_nothing_has_gone_out_yet(string database)
    {
        await using var server = await TestServer.Start(database);
        var path = await Door(server);
        await server.Client.Do("POST", "/automations", """{"name":"Recebido","when":{"event":"customer-message"},"then":[{"reply":"Recebemos {{number}}."}]}""");
        var id = (await server.Post(path, Mail("m0"))).GetProperty("ticket").GetGuid();
        var to = ReplyToken.Address(id, (await server.Db.Read(s => MailDoors.Keys(s, server.Workspace.TenantId)))!.ReplyKey, "loja.example");
        // The other side is a machine that gives no sign of it.
        for (var i = 1; i <= 10; i++)
            await server.Post(path, Mail($"m{i}", to));
        await server.Until("2026-03-02T12:01:00Z");
        var sent = await Sent(server);
        sent.Count.ShouldBe(LoopLimits.Usual.Answers);
        sent.ShouldAllBe(m => m.Automatic && m.Text.StartsWith("Recebemos #1", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_mail_is_written_by_the_contact_whose_address_it_comes_from(string database)
    {
        await using var server = await TestServer.Start(database);
        var path = await Door(server);
        await server.Client.Do("POST", "/contacts", """{"handle":"ana","name":"Ana","email":"ana@cliente.example"}""");
        await server.Client.Do("POST", "/contacts", """{"handle":"rui","name":"Rui","email":"rui@cliente.example"}""");
        var id = (await server.Post(path, Mail("m1"))).GetProperty("ticket").GetGuid();
        var to = ReplyToken.Address(id, (await server.Db.Read(s => MailDoors.Keys(s, server.Workspace.TenantId)))!.ReplyKey, "loja.example");
        await server.Post(path, Mail("m2", to, from: "Rui@cliente.example"));
        (await server.Get($"/api/v1/tickets/{id}")).GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("author").GetString()).ShouldBe(["ana", "rui"]);
    }

    /// <summary>Lets the outbox work until nothing is due, and what it sent by mail.</summary>
    private static async Task<List<OutgoingMail>> Sent(TestServer server)
    {
        var sent = new List<OutgoingMail>();
        var notifier = new ReplyMailNotifier(server.Db, (mail, _) =>
        {
            sent.Add(mail);
            return Task.FromResult(new MailOutcome(MailResult.Sent, ""));
        });
        while (await new OutboxRunner(server.Db, [notifier]).Step(server.Clock.Now) > 0) { }
        return sent;
    }

    private static async Task<string> Door(TestServer server)
    {
        await server.Db.Write(tx => InboxStore.Insert(tx, server.Workspace.TenantId, new Inbox("loja", "Loja", "email", null, new Dictionary<string, string>())));
        var door = await server.Post("/api/v1/mail/doors", """{"inbox":"loja","provider":"postmark","address":"ajuda@loja.example"}""", expected: HttpStatusCode.Created);
        return door.GetProperty("path").GetString()!;
    }

    private static string Mail(string id, string to = "ajuda@loja.example", string text = "Onde está?", string html = "", string from = "ana@cliente.example",
        (string Name, string Type, byte[] Bytes, string? ContentId)[]? files = null, params (string Name, string Value)[] headers) => JsonSerializer.Serialize(new
    {
        From = from, To = to, OriginalRecipient = to, Subject = "Pedido", TextBody = text, HtmlBody = html, MessageID = id,
        Attachments = (files ?? []).Select(f => new { f.Name, ContentType = f.Type, Content = Convert.ToBase64String(f.Bytes), ContentLength = f.Bytes.Length, ContentID = f.ContentId }),
        Headers = headers.Append(("Message-ID", $"<{id}@cliente.example>")).Append(("Return-Path", $"<{from}>")).Select(h => new { Name = h.Item1, Value = h.Item2 }),
    });

    private static Task<List<string>> Messages(TestServer server, Guid ticket) =>
        server.Db.Read(s => MessageStore.Of(s, server.Workspace.TenantId, ticket).Select(m => $"{m.Kind}: {m.Body}").ToList());
}
