using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Prazo.Channels;
using Prazo.Engine;
using Prazo.Engine.Tests.Fuzz;

namespace Prazo.Tests.Channels;

public sealed class MailgunInboundTests
{
    /// <summary>In the shape of Mailgun's documentation and sample posting: header fields beside its own, differing by case only.</summary>
    private static readonly KeyValuePair<string, string>[] Sample =
    [
        new("recipient", "loja+abc@desk.example"), new("sender", "bounce-1@cliente.example"), new("subject", "Re: Pedido"), new("from", "Ana <ana@cliente.example>"),
        new("X-Envelope-From", "<bounce-1@cliente.example>"), new("From", "Ana <ana@cliente.example>"), new("Sender", "ana@cliente.example"), new("Subject", "Re: Pedido"),
        new("To", "\"Souza, Loja\" <loja+abc@desk.example>, b@c.example"), new("Cc", "rui@cliente.example"), new("Message-Id", "<517ACC75.5010709@cliente.example>"),
        new("In-Reply-To", "<one@desk.example>"), new("References", "<zero@desk.example> <one@desk.example>"),
        new("message-headers", """[["Received","by x"],["Message-Id","<517ACC75.5010709@cliente.example>"],["Date","Wed, 01 Apr 2026 12:00:00 +0000"],["From","Ana <ana@cliente.example>"],["To","\"Souza, Loja\" <loja+abc@desk.example>, b@c.example"],["Cc","rui@cliente.example"],["Reply-To","outra@cliente.example"],["In-Reply-To","<one@desk.example>"],["References","<zero@desk.example> <one@desk.example>"],["X-Many","1"],["X-Many","2"]]"""),
        new("body-plain", "Olá\r\n> antes"), new("body-html", "<p>Olá</p>"), new("stripped-text", "Olá"), new("stripped-html", "<p>Olá</p>"), new("attachment-count", "2"),
        new("content-id-map", """{"<part1@cliente.example>":"attachment-1"}"""), new("timestamp", "1775044800"), new("token", "483377dd"), new("signature", "00"),
    ];

    private static readonly FormFile[] Files = [new("attachment-1", "crabby.gif", "image/gif", new byte[] { 1, 2 }), new("attachment-2", "anexo_ção.txt", "text/plain", new byte[] { 3 })];

    [Fact]
    public void A_mail_is_read_whole()
    {
        var (mail, problems) = MailgunInbound.Read(new MailgunForm(Sample, Files));
        problems.ShouldBeEmpty();
        mail!.From.ShouldBe(new Mailbox("ana@cliente.example", "Ana"));
        mail.AnswerTo.Address.ShouldBe("outra@cliente.example");
        mail.Recipient.ShouldBe(new Mailbox("loja+abc@desk.example"));
        mail.Recipient.Tag.ShouldBe("abc");
        mail.To.ShouldBe([new Mailbox("loja+abc@desk.example", "Souza, Loja"), new Mailbox("b@c.example")]);
        mail.Cc.ShouldBe([new Mailbox("rui@cliente.example")]);
        mail.EnvelopeSender.ShouldBe("bounce-1@cliente.example");
        (mail.Subject, mail.Text, mail.Html, mail.Stripped).ShouldBe(("Re: Pedido", "Olá\r\n> antes", "<p>Olá</p>", "Olá"));
        mail.MessageId.ShouldBe("<517ACC75.5010709@cliente.example>");
        mail.InReplyTo.ShouldBe(["<one@desk.example>"]);
        mail.References.ShouldBe(["<zero@desk.example>", "<one@desk.example>"]);
        mail.Headers.Count(h => h.Name == "X-Many").ShouldBe(2);
        mail.Sent.ShouldBe(Instant.FromUtc(2026, 4, 1, 12, 0));
        mail.Attachments.Select(a => (a.Name, a.Type, a.ContentId, a.Bytes.Length)).ShouldBe([("crabby.gif", "image/gif", "part1@cliente.example", 2), ("anexo_ção.txt", "text/plain", null, 1)]);
    }

    [Fact]
    public void Without_the_list_of_headers_the_fields_that_carry_them_are_read()
    {
        var mail = MailgunInbound.Read(new MailgunForm([.. Sample.Where(f => f.Key != "message-headers")], [])).Mail!;
        mail.MessageId.ShouldBe("<517ACC75.5010709@cliente.example>");
        mail.InReplyTo.ShouldBe(["<one@desk.example>"]);
        mail.To.Length.ShouldBe(2);
        mail.EnvelopeSender.ShouldBe("bounce-1@cliente.example");
    }

    [Fact]
    public void A_mail_is_not_lost_over_headers_that_cannot_be_read()
    {
        var fields = Sample.Select(f => f.Key is "message-headers" or "content-id-map" ? new(f.Key, "{nonsense") : f).ToList();
        var (mail, problems) = MailgunInbound.Read(new MailgunForm(fields, Files));
        mail!.MessageId.ShouldBe("<517ACC75.5010709@cliente.example>");
        problems.Select(p => (p.Severity, p.Path)).ShouldBe([(Severity.Warning, "message-headers"), (Severity.Warning, "content-id-map")]);
    }

    [Fact]
    public void What_is_no_mail_is_told() =>
        MailgunInbound.Read(new MailgunForm([new("subject", "x")], [])).Problems.Select(p => p.Path).ShouldBe(["From", "To"]);

    [Fact]
    public void Whatever_is_posted_ends_in_a_mail_or_in_problems() => Mutator.Run("mailgun", 100_000, random =>
    {
        var fields = Sample.Select(f => random.Next(4) == 0 ? new(random.Next(10) == 0 ? Mutator.Mutate(random, [f.Key]) : f.Key, Mutator.Mutate(random, [f.Value])) : f).Where(_ => random.Next(20) > 0).ToList();
        var (mail, problems) = MailgunInbound.Read(new MailgunForm(fields, Files));
        (mail is not null || problems.Any(p => p.Severity == Severity.Error)).ShouldBeTrue();
        if (mail is not null)
            PostmarkInboundTests.GoOnWith(mail);
    });

    [Fact]
    public void A_character_cut_in_half_at_the_end_of_a_long_subject_harms_nobody()
    {
        var mail = MailgunInbound.Read(new MailgunForm([new("from", "a@b.example"), new("recipient", "c@d.example"), new("subject", new string('x', 999) + "😀")], [])).Mail!;
        mail.Subject.ShouldBe(new string('x', 999) + "\ufffd");
        PostmarkInboundTests.GoOnWith(mail);
    }

    private const string Key = "key-3ax6xnjp29jd6fds4gc373sgvjxteol0";
    private const string Token = "483377dd1e93b6c24aacc083e7312559bf823676b10439f0d7";
    private static readonly Instant At = Instant.FromUnixTimeSeconds(1775044800);

    private static string Signed(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Key), Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void The_signature_is_over_timestamp_and_token()
    {
        var signature = Signed("1775044800" + Token);
        MailgunSignature.Verify("1775044800", Token, signature, Key, At).ShouldBe(MailgunVerdict.Genuine);
        MailgunSignature.Verify("1775044800", Token, signature.ToUpperInvariant(), Key, At).ShouldBe(MailgunVerdict.Genuine);
        MailgunSignature.Verify("1775044801", Token, signature, Key, At).ShouldBe(MailgunVerdict.Forged);
        MailgunSignature.Verify("1775044800", Token + "0", signature, Key, At).ShouldBe(MailgunVerdict.Forged);
        MailgunSignature.Verify("1775044800", Token, signature, Key + "x", At).ShouldBe(MailgunVerdict.Forged);
        MailgunSignature.Verify("1775044800", Token, new string('0', 64), Key, At).ShouldBe(MailgunVerdict.Forged);
    }

    [Theory]
    [InlineData(0, MailgunVerdict.Genuine)]
    [InlineData(12 * 3600, MailgunVerdict.Genuine)]
    [InlineData((12 * 3600) + 1, MailgunVerdict.TooOld)]
    [InlineData(-300, MailgunVerdict.Genuine)]
    [InlineData(-301, MailgunVerdict.TooNew)]
    public void A_posting_may_be_as_old_as_mailgun_tries(int secondsLater, MailgunVerdict expected) =>
        MailgunSignature.Verify("1775044800", Token, Signed("1775044800" + Token), Key, At + Duration.FromSeconds(secondsLater)).ShouldBe(expected);

    [Theory]
    [InlineData(null, "t", "s", MailgunVerdict.Missing)]
    [InlineData("1", "", "s", MailgunVerdict.Missing)]
    [InlineData("1", "t", null, MailgunVerdict.Missing)]
    [InlineData("x", "t", "s", MailgunVerdict.Malformed)]
    [InlineData("1775044800", "t", "çç", MailgunVerdict.Malformed)]
    public void A_missing_or_malformed_signature_is_told_apart(string? timestamp, string? token, string? signature, MailgunVerdict expected) =>
        MailgunSignature.Verify(timestamp, token, signature, Key, At).ShouldBe(expected);
}
