using System.Text;
using NodaTime;
using Prazo.Channels;

namespace Prazo.Tests.Channels;

/// <summary>Mails as they arrive at a server.</summary>
public sealed class OutgoingMailTests
{
    private static readonly Guid Ticket = new("018f6e2a-1111-7222-8333-444455556666");
    private static readonly byte[] Key = new byte[32];

    private static readonly OutgoingMail Mail = new()
    {
        From = new Mailbox("loja@desk.example", "Atendimento Açaí"),
        To = [new Mailbox("ana@cliente.example", "Ana Conceição")],
        ReplyTo = new Mailbox(ReplyToken.Address(Ticket, Key, "desk.example"), "Loja"),
        Subject = "Re: Pedido não chegou — açaí",
        Text = "Olá Ana,\n.ponto no início\n" + new string('x', 3000),
        Html = "<p>Olá <b>Ana</b></p>",
        MessageId = ReplyToken.MessageId(Ticket, Guid.Empty, Key, "desk.example"),
        InReplyTo = "<517ACC75@cliente.example>",
        References = ["<zero@cliente.example>"],
        LoopMark = "ws-7",
    };

    private static async Task<(Arrived Arrived, MimePart Mime)> Send(OutgoingMail mail)
    {
        await using var server = new SmtpListener();
        (await new SmtpSender(new SmtpSettings("127.0.0.1", server.Port, Tls: false)).Send(mail)).ShouldBe(new MailOutcome(MailResult.Sent, ""));
        var arrived = server.Mails.ShouldHaveSingleItem();
        arrived.Data.ShouldAllBe(c => c < 128);
        arrived.Data.Split("\r\n").ShouldAllBe(l => l.Length <= 998);
        return (arrived, MimePart.Parse(arrived.Data));
    }

    [Fact]
    public async Task Text_and_html_arrive_as_alternatives_with_the_headers_that_thread_the_answer()
    {
        var (arrived, mime) = await Send(Mail);
        (arrived.From, arrived.To.Single()).ShouldBe(("loja@desk.example", "ana@cliente.example"));
        mime.Type.ShouldBe("multipart/alternative");
        mime.Parts.Select(p => p.Type).ShouldBe(["text/plain", "text/html"]);
        mime.Parts[0].Text.ShouldBe(Mail.Text.Replace("\n", "\r\n", StringComparison.Ordinal));
        mime.Parts[1].Text.ShouldBe(Mail.Html);
        mime.Header("From").ShouldBe("Atendimento Açaí <loja@desk.example>");
        mime.Header("To").ShouldContain("Ana Conceição");
        mime.Header("Subject").ShouldBe(Mail.Subject);
        DateTimeOffset.TryParse(mime.Header("Date"), System.Globalization.CultureInfo.InvariantCulture, out _).ShouldBeTrue();
        mime.Header("Message-ID").ShouldBe(Mail.MessageId);
        mime.Header("In-Reply-To").ShouldBe("<517ACC75@cliente.example>");
        mime.Header("References").ShouldBe("<zero@cliente.example> <517ACC75@cliente.example>");
        mime.Header("Reply-To").ShouldContain(Mail.ReplyTo!.Address);
        mime.Header("Auto-Submitted").ShouldBe("no");
        mime.Header("X-Prazo-Loop").ShouldBe("ws-7");
        mime.Has("List-Unsubscribe").ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_to_what_arrived_finds_its_ticket()
    {
        var (_, mime) = await Send(Mail);
        var answer = new InboundMail
        {
            From = new Mailbox("ana@cliente.example"), AnswerTo = new Mailbox("ana@cliente.example"), MessageId = "<a@cliente.example>",
            Recipient = Mailbox.List(mime.Header("Reply-To")).Single(), InReplyTo = InboundMail.Ids(mime.Header("Message-ID")),
        };
        MailThread.Of(answer, Key).ShouldBe(new MailThread(Ticket, ThreadedBy.Address));
        MailThread.Of(answer with { Recipient = new Mailbox("loja@desk.example") }, Key).ShouldBe(new MailThread(Ticket, ThreadedBy.InReplyTo));
    }

    [Fact]
    public async Task An_automatic_mail_says_so_and_our_own_judgement_believes_it()
    {
        var (_, mime) = await Send(Mail with { Automatic = true });
        mime.Header("Auto-Submitted").ShouldBe("auto-generated");
        var back = new InboundMail { From = Mail.From, AnswerTo = Mail.From, Recipient = Mail.From, MessageId = "<x@elsewhere.example>", Headers = [.. mime.Headers.Select(h => new MailHeader(h.Name, h.Value))] };
        AutomaticMail.Judge(back, "ws-7", "desk.example").Nature.ShouldBe(MailNature.Loop);
        AutomaticMail.Judge(back, "another", "another.example").Nature.ShouldBe(MailNature.AutoReply);
    }

    [Fact]
    public async Task Attachments_arrive_and_pictures_of_the_text_stand_with_it()
    {
        var bytes = Enumerable.Range(0, 5000).Select(i => (byte)i).ToArray();
        var (_, mime) = await Send(Mail with { Attachments = [new("nota fiscal — março.pdf", "application/pdf", bytes, null), new("logo.png", "image/png", new byte[] { 1, 2, 3 }, "logo@1")] });
        mime.Type.ShouldBe("multipart/mixed");
        mime.Parts.Select(p => p.Type).ShouldBe(["multipart/alternative", "application/pdf"]);
        mime.Parts[1].Bytes.ShouldBe(bytes);
        (mime.Parts[1].Header("Content-Type") + mime.Parts[1].Header("Content-Disposition")).ShouldContain("nota fiscal — março.pdf");
        mime.Parts[1].Header("Content-Disposition").ShouldStartWith("attachment");
        var related = mime.Parts[0].Parts[1];
        related.Type.ShouldBe("multipart/related");
        related.Parts.Select(p => p.Type).ShouldBe(["text/html", "image/png"]);
        related.Parts[1].Header("Content-ID").ShouldBe("<logo@1>");
    }

    [Fact]
    public async Task Text_alone_is_no_multipart()
    {
        var (_, mime) = await Send(Mail with { Html = "" });
        mime.Type.ShouldBe("text/plain");
        mime.Text.ShouldStartWith("Olá Ana,\r\n.ponto no início\r\n");
    }

    [Theory]
    [InlineData("x\r\nBcc: evil@evil.example")]
    [InlineData("x\nBcc: evil@evil.example\n\nbody")]
    [InlineData("x\rBcc: evil@evil.example")]
    [InlineData("x\u2028Bcc: evil@evil.example\u0085Bcc: y")]
    [InlineData("x\0\u0001\u007f")]
    [InlineData("=?utf-8?Q?x=0D=0ABcc:_evil@evil.example?=")]
    [InlineData("\" <evil@evil.example>, \"")]
    public async Task Nothing_that_is_written_into_a_mail_adds_a_header_or_a_recipient(string evil)
    {
        var (plain, plainMime) = await Send(Mail with { Attachments = [new("a", "text/plain", new byte[] { 1 }, null)] });
        var (arrived, mime) = await Send(Mail with
        {
            Subject = evil, From = Mail.From with { Name = evil }, To = [Mail.To[0] with { Name = evil }], ReplyTo = Mail.ReplyTo! with { Name = evil }, InReplyTo = "<a@b>" + evil, References = ["<c@d>", evil], LoopMark = evil,
            Attachments = [new(evil, evil, new byte[] { 1 }, evil)],
        });
        arrived.To.ShouldBe(plain.To);
        mime.Headers.Select(h => h.Name).Except(plainMime.Headers.Select(h => h.Name)).ShouldBeEmpty();
        mime.Headers.Select(h => h.Name).ShouldBeUnique();
        mime.Parts.Count.ShouldBe(2);
        mime.Parts[1].Headers.Select(h => h.Name).Except(plainMime.Parts[1].Headers.Select(h => h.Name)).ShouldBeEmpty();
        mime.Header("References").ShouldBe("<c@d>");
    }

    [Fact]
    public async Task A_long_thread_is_folded_and_keeps_its_first_and_its_last_messages()
    {
        var ids = Enumerable.Range(0, 100).Select(i => $"<message-{i}-{new string('a', 60)}@cliente.example>").ToArray();
        var (arrived, mime) = await Send(Mail with { References = [.. ids], InReplyTo = ids[^1] });
        InboundMail.Ids(mime.Header("References")).ShouldBe([ids[0], .. ids[^19..]]);
        arrived.Data.Split("\r\n").Where(l => l.Contains("<message-", StringComparison.Ordinal)).ShouldAllBe(l => l.Length < 200);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 no such user", MailResult.Rejected)]
    [InlineData("RCPT", "450 4.2.1 try later", MailResult.Failed)]
    [InlineData("MAIL", "421 4.3.2 going down", MailResult.Failed)]
    [InlineData("DATA", "554 5.7.1 spam", MailResult.Rejected)]
    [InlineData("EHLO", "hang", MailResult.Failed)]
    [InlineData("RCPT", "hang", MailResult.Failed)]
    public async Task A_server_that_refuses_for_ever_and_one_that_does_for_now_are_told_apart(string verb, string answer, MailResult expected)
    {
        await using var server = new SmtpListener(line => line.StartsWith(verb, StringComparison.OrdinalIgnoreCase) ? answer : null);
        var outcome = await new SmtpSender(new SmtpSettings("127.0.0.1", server.Port, Tls: false) { Timeout = Duration.FromSeconds(answer == "hang" ? 2 : 60) }).Send(Mail);
        outcome.Result.ShouldBe(expected);
        outcome.Detail.ShouldNotBeEmpty();
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_tls_where_it_is_asked_for_nothing_is_sent_and_nobody_there_is_for_now()
    {
        await using var server = new SmtpListener();
        (await new SmtpSender(new SmtpSettings("127.0.0.1", server.Port, User: "u", Password: "secret")).Send(Mail)).Result.ShouldBe(MailResult.Failed);
        server.Mails.ShouldBeEmpty();
        (await new SmtpSender(new SmtpSettings("127.0.0.1", 9, Tls: false)).Send(Mail)).Result.ShouldBe(MailResult.Failed);
        new SmtpSettings("mail.example", User: "u", Password: "secret").ToString().ShouldBe("smtp+starttls://u@mail.example:587");
    }

    [Fact]
    public async Task A_mail_that_cannot_be_written_is_rejected_not_thrown()
    {
        await using var server = new SmtpListener();
        var sender = new SmtpSender(new SmtpSettings("127.0.0.1", server.Port, Tls: false));
        (await sender.Send(Mail with { To = [] })).Result.ShouldBe(MailResult.Rejected);
        (await sender.Send(Mail with { MessageId = "none" })).Result.ShouldBe(MailResult.Rejected);
        (await sender.Send(Mail with { To = [new Mailbox("not an address")] })).Result.ShouldBe(MailResult.Rejected);
    }
}
