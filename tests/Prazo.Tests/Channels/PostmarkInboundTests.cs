using System.Text;
using NodaTime;
using Prazo.Channels;
using Prazo.Engine;
using Prazo.Engine.Tests.Fuzz;

namespace Prazo.Tests.Channels;

public sealed class PostmarkInboundTests
{
    /// <summary>In the shape of Postmark's documentation.</summary>
    internal const string Sample = """
        {
          "FromName": "Ana Souza", "MessageStream": "inbound", "From": "ana@cliente.example",
          "FromFull": { "Email": "ana@cliente.example", "Name": "Ana Souza", "MailboxHash": "" },
          "To": "\"Loja\" <abc+SampleHash@inbound.postmarkapp.com>",
          "ToFull": [ { "Email": "abc+SampleHash@inbound.postmarkapp.com", "Name": "Loja", "MailboxHash": "SampleHash" } ],
          "Cc": "\"Rui\" <rui@cliente.example>, b@cliente.example",
          "CcFull": [ { "Email": "rui@cliente.example", "Name": "Rui", "MailboxHash": "" }, { "Email": "b@cliente.example", "Name": "", "MailboxHash": "" } ],
          "Bcc": "", "BccFull": [],
          "OriginalRecipient": "abc+SampleHash@inbound.postmarkapp.com",
          "Subject": "Pedido não chegou", "MessageID": "73e6d360-66eb-11e1-8e72-a8904824019b", "ReplyTo": "outra@cliente.example", "MailboxHash": "SampleHash",
          "Date": "Wed, 1 Apr 2026 09:00:00 -0300",
          "TextBody": "Onde está?\n\n> antes", "HtmlBody": "<p>Onde está?</p>", "StrippedTextReply": "Onde está?", "Tag": "",
          "Headers": [
            { "Name": "Return-Path", "Value": "<ana@cliente.example>" }, { "Name": "X-Spam-Score", "Value": "-0.1" },
            { "Name": "Message-ID", "Value": "<abc@mail.cliente.example>" }, { "Name": "In-Reply-To", "Value": "<one@desk.example>" },
            { "Name": "References", "Value": "<zero@desk.example>\r\n <one@desk.example>" } ],
          "Attachments": [ { "Name": "../foto.png", "Content": "iVBORw0KGgo=", "ContentType": "image/png; name=foto.png", "ContentLength": 8, "ContentID": "foto@01" } ]
        }
        """;

    private static InboundResult Read(string json) => PostmarkInbound.Read(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void A_mail_is_read_whole()
    {
        var (mail, problems) = Read(Sample);
        problems.ShouldBeEmpty();
        mail!.From.ShouldBe(new Mailbox("ana@cliente.example", "Ana Souza"));
        mail.AnswerTo.Address.ShouldBe("outra@cliente.example");
        mail.Recipient.Tag.ShouldBe("SampleHash");
        mail.To.ShouldHaveSingleItem().Name.ShouldBe("Loja");
        mail.Cc.Select(c => c.Address).ShouldBe(["rui@cliente.example", "b@cliente.example"]);
        mail.EnvelopeSender.ShouldBe("ana@cliente.example");
        mail.Subject.ShouldBe("Pedido não chegou");
        (mail.Text, mail.Html, mail.Stripped).ShouldBe(("Onde está?\n\n> antes", "<p>Onde está?</p>", "Onde está?"));
        mail.MessageId.ShouldBe("<abc@mail.cliente.example>");
        mail.InReplyTo.ShouldBe(["<one@desk.example>"]);
        mail.References.ShouldBe(["<zero@desk.example>", "<one@desk.example>"]);
        mail.Sent.ShouldBe(Instant.FromUtc(2026, 4, 1, 12, 0));
        var attachment = mail.Attachments.ShouldHaveSingleItem();
        (attachment.Name, attachment.Type, attachment.ContentId).ShouldBe(("foto.png", "image/png", "foto@01"));
        attachment.Bytes.ToArray().ShouldBe([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    }

    [Fact]
    public void A_mail_without_a_message_id_gets_one_of_the_providers_id_so_that_it_is_known_again()
    {
        const string json = """{"From":"a@b.example","To":"c@d.example","MessageID":"73e6d360-66eb"}""";
        Read(json).Mail!.MessageId.ShouldBe("<73e6d360-66eb@postmark>");
        Read(json).Mail!.Sent.ShouldBeNull();
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    [InlineData("""{"To":"c@d.example"}""", "From")]
    [InlineData("""{"From":"a@b.example"}""", "To")]
    [InlineData("""{"From":"nobody","To":"c@d.example"}""", "From")]
    [InlineData("""{"From":"a@b.example","To":"c@d.example","Subject":7}""", "Subject")]
    [InlineData("""{"From":"a@b.example","To":"c@d.example","Headers":{}}""", "Headers")]
    [InlineData("""{"From":"a@b.example","To":"c@d.example","Headers":[{"Name":"X","Value":[]}]}""", "Headers[0].Value")]
    [InlineData("""{"From":"a@b.example","ToFull":["c@d.example"],"To":"c@d.example"}""", "ToFull[0]")]
    [InlineData("""{"From":"a@b.example","To":"c@d.example","TextBody":"\ud800"}""", "")]
    public void What_is_no_mail_is_told_with_its_place(string json, string path)
    {
        var (mail, problems) = Read(json);
        mail.ShouldBeNull();
        problems.ShouldContain(p => p.Severity == Severity.Error && p.Path == path);
    }

    [Theory]
    [InlineData("""{"Name":"a"}""", "without content")]
    [InlineData("""{"Name":"a","Content":"%%%"}""", "not base64")]
    [InlineData("""{"Name":"a","Content":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""", "too large")]
    public void A_mail_is_not_lost_over_an_attachment(string attachment, string why)
    {
        var json = $$"""{"From":"a@b.example","To":"c@d.example","TextBody":"x","Attachments":[{{attachment}}]}""";
        var (mail, problems) = PostmarkInbound.Read(Encoding.UTF8.GetBytes(json), new MailLimits { MaxAttachmentBytes = 8 });
        mail!.Text.ShouldBe("x");
        mail.Attachments.ShouldBeEmpty();
        problems.ShouldHaveSingleItem().Message.ShouldContain(why);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\a\\b.exe", "b.exe")]
    [InlineData("..", "attachment-1")]
    [InlineData("a\r\nX: y", "a X y")]
    [InlineData("foto\u202egnp.exe", "fotognp.exe")]
    [InlineData("con<>|?.txt", "con.txt")]
    public void A_file_name_is_only_a_name(string given, string expected)
    {
        var json = $$"""{"From":"a@b.example","To":"c@d.example","Attachments":[{"Name":{{System.Text.Json.JsonSerializer.Serialize(given)}},"Content":"AA==","ContentType":"x"}]}""";
        var attachment = Read(json).Mail!.Attachments[0];
        (attachment.Name, attachment.Type).ShouldBe((expected, "application/octet-stream"));
    }

    /// <summary>100,000 damaged postings in a soak, a tenth otherwise: a mail or problems, never an exception; what comes out goes on through everything behind.</summary>
    [Fact]
    public void Whatever_is_posted_ends_in_a_mail_or_in_problems()
    {
        var corpus = new[] { Encoding.UTF8.GetBytes(Sample), Encoding.UTF8.GetBytes("""{"From":"a@b.example","To":"c@d.example","HtmlBody":"<p>x<table><tr><td>y"}""") };
        Mutator.Run("postmark", 100_000, random =>
        {
            var (mail, problems) = PostmarkInbound.Read(Mutator.Mutate(random, corpus));
            (mail is not null || problems.Any(p => p.Severity == Severity.Error)).ShouldBeTrue();
            if (mail is not null)
                GoOnWith(mail);
        });
    }

    /// <summary>What is done with every mail behind, and what a database takes.</summary>
    internal static void GoOnWith(InboundMail mail)
    {
        AutomaticMail.Judge(mail, "mark", "desk.example");
        MailThread.Of(mail, new byte[32]);
        ReplyText.Of(mail.Text);
        BounceReport.Of(mail);
        MessageHtml.Rebuild(mail.Html);
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        List<string?> texts = [mail.From.Name, mail.From.Address, mail.Recipient.Address, mail.Subject, mail.Text, mail.Html, mail.Stripped, mail.MessageId];
        texts.AddRange(mail.Headers.SelectMany(h => new[] { h.Name, h.Value }));
        texts.AddRange(mail.Attachments.SelectMany(a => new[] { a.Name, a.Type, a.ContentId }));
        foreach (var text in texts)
        {
            strict.GetByteCount(text ?? "");
            (text ?? "").ShouldNotContain('\0');
        }
    }
}
