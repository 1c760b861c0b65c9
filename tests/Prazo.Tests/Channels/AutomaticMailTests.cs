using System.Text;
using NodaTime;
using Prazo.Channels;

namespace Prazo.Tests.Channels;

public sealed class AutomaticMailTests
{
    private static InboundMail Mail(string subject = "Pedido", string from = "ana@cliente.example", string? envelope = "ana@cliente.example", string text = "", string id = "<x@cliente.example>", params (string Name, string Value)[] headers) => new()
    {
        From = new Mailbox(from), AnswerTo = new Mailbox(from), Recipient = new Mailbox("loja@desk.example"), MessageId = id, Subject = subject, Text = text, EnvelopeSender = envelope,
        Headers = [.. headers.Select(h => new MailHeader(h.Name, h.Value))],
    };

    private static MailJudgement Judge(InboundMail mail) => AutomaticMail.Judge(mail, "ws-7", "desk.example");

    private static MailJudgement Judge(params (string Name, string Value)[] headers) => Judge(Mail(headers: headers));

    [Fact]
    public void A_persons_mail_is_a_persons_mail()
    {
        Judge(Mail()).ShouldBe(new MailJudgement(MailNature.Person, "", MayAnswer: true));
        Judge(("Auto-Submitted", "no"), ("X-Mailer", "Outlook"), ("Precedence", "normal")).IsPerson.ShouldBeTrue();
        Judge(Mail(envelope: null)).IsPerson.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Auto-Submitted", "auto-replied", MailNature.AutoReply)]
    [InlineData("auto-submitted", "Auto-Generated; owner-email=\"a@b\"", MailNature.AutoReply)]
    [InlineData("Auto-Submitted", "auto-replied (vacation)", MailNature.AutoReply)]
    [InlineData("Auto-Submitted", "auto-notified", MailNature.AutoReply)]
    [InlineData("Precedence", "auto_reply", MailNature.AutoReply)]
    [InlineData("Precedence", "bulk", MailNature.Bulk)]
    [InlineData("Precedence", "JUNK", MailNature.Bulk)]
    [InlineData("Precedence", "list", MailNature.Bulk)]
    [InlineData("List-Id", "<news.loja.example>", MailNature.Bulk)]
    [InlineData("X-Autoreply", "yes", MailNature.AutoReply)]
    [InlineData("X-Autorespond", "", MailNature.AutoReply)]
    [InlineData("X-Failed-Recipients", "rui@cliente.example", MailNature.Bounce)]
    [InlineData("Content-Type", "multipart/report; report-type=delivery-status; boundary=x", MailNature.Bounce)]
    [InlineData("Content-Type", "multipart/report; report-type=disposition-notification", MailNature.AutoReply)]
    public void A_header_that_says_so_is_enough(string name, string value, MailNature expected)
    {
        var judgement = Judge((name, value));
        judgement.Nature.ShouldBe(expected);
        judgement.MayAnswer.ShouldBeFalse();
        judgement.Reason.ShouldNotBeEmpty();
    }

    [Fact]
    public void No_sender_on_the_envelope_is_a_machine()
    {
        Judge(Mail(envelope: "")).Nature.ShouldBe(MailNature.AutoReply);
        Judge(Mail(envelope: "<>")).Nature.ShouldBe(MailNature.AutoReply);
        Judge(Mail(envelope: null, headers: ("Return-Path", "<>"))).Nature.ShouldBe(MailNature.AutoReply);
    }

    [Theory]
    [InlineData("Automatic reply: Pedido")]
    [InlineData("Out of office until Monday")]
    [InlineData("Resposta automática: Pedido")]
    [InlineData("AUSÊNCIA")]
    [InlineData("Răspuns automat: Comanda")]
    [InlineData("În concediu")]
    public void A_subject_alone_proves_nothing_but_it_does_together_with_another_sign(string subject)
    {
        Judge(Mail(subject)).IsPerson.ShouldBeTrue();
        Judge(Mail(subject, headers: ("X-Auto-Response-Suppress", "DR, OOF, AutoReply"))).Nature.ShouldBe(MailNature.AutoReply);
        Judge(Mail(subject, from: "no-reply@cliente.example")).Nature.ShouldBe(MailNature.AutoReply);
    }

    [Theory]
    [InlineData("X-Auto-Response-Suppress", "All")]
    [InlineData("List-Unsubscribe", "<mailto:x@y>")]
    public void Who_asks_for_no_automatic_answer_gets_none_and_is_a_person_still(string name, string value) =>
        Judge((name, value)).ShouldBe(new MailJudgement(MailNature.Person, "", MayAnswer: false));

    [Fact]
    public void Our_own_mail_come_back_is_a_loop()
    {
        Judge(("X-Prazo-Loop", "WS-7")).Nature.ShouldBe(MailNature.Loop);
        Judge(Mail(id: "<abc@Desk.example>")).Nature.ShouldBe(MailNature.Loop);
        // Another workspace's machine is known by Auto-Submitted; its people are people.
        Judge(("X-Prazo-Loop", "other")).IsPerson.ShouldBeTrue();
        Judge(Mail(id: "<abc@notdesk.example>")).IsPerson.ShouldBeTrue();
    }

    [Fact]
    public void A_bounce_tells_who_why_and_which_mail_of_ours()
    {
        const string report = "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; Rui@cliente.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User\r\n unknown\r\n";
        var mail = Mail("Undelivered Mail Returned to Sender", "MAILER-DAEMON@mx.example", "", headers: ("Content-Type", "multipart/report; report-type=delivery-status")) with
        {
            Attachments = [new("details.txt", "message/delivery-status", Encoding.ASCII.GetBytes(report), null), new("m.eml", "message/rfc822", Encoding.ASCII.GetBytes("Message-ID: <ours@desk.example>\r\nSubject: x\r\n\r\nbody"), null)],
        };
        var bounce = Judge(mail).Bounce!;
        (bounce.Recipient, bounce.Status, bounce.Permanent, bounce.Diagnostic).ShouldBe(("Rui@cliente.example", "5.1.1", true, "550 5.1.1 User unknown"));
        bounce.OriginalIds.ShouldBe(["<ours@desk.example>"]);
    }

    [Theory]
    [InlineData("host mx said: 550 5.7.1 rejected", "5.7.1", true)]
    [InlineData("Remote Server returned '452 4.2.2 mailbox full'", "4.2.2", false)]
    [InlineData("Status: 4.4.7\nAction: delayed", "4.4.7", false)]
    [InlineData("#5.1.1 smtp; no such user", "5.1.1", true)]
    public void A_bounce_without_a_report_part_is_read_from_its_text(string text, string status, bool permanent)
    {
        var bounce = Judge(Mail("Delivery Status Notification (Failure)", "postmaster@mx.example", "", text)).Bounce!;
        (bounce.Status, bounce.Permanent).ShouldBe((status, permanent));
    }

    [Theory]
    [InlineData("version 5.1.10.2 of 4 July", null)]
    [InlineData("192.5.1.1 said", null)]
    [InlineData("", null)]
    public void Other_numbers_are_no_status(string text, string? status) => BounceReport.Of(Mail(text: text)).Status.ShouldBe(status);

    [Theory]
    [InlineData("Mensagem não entregue")]
    [InlineData("Mesaj nelivrat: Comanda")]
    [InlineData("Mail delivery failed: returning message to sender")]
    public void A_failure_in_any_of_the_three_languages_is_a_bounce_when_nobody_sent_it(string subject)
    {
        Judge(Mail(subject, envelope: "")).Nature.ShouldBe(MailNature.Bounce);
        Judge(Mail(subject)).IsPerson.ShouldBeTrue();
    }

    [Fact]
    public void Two_machines_that_answer_one_another_are_stopped_by_counting()
    {
        var limits = new LoopLimits(Duration.FromHours(1), Answers: 3, PerTicket: 20, Tickets: 10);
        var person = new MailJudgement(MailNature.Person, "", MayAnswer: true);
        LoopGuard.Decide(person, true, new MailCounts(19, 0, 2), limits).ShouldBe(LoopDecision.Take);
        LoopGuard.Decide(person, true, new MailCounts(19, 0, 3), limits).ShouldBe(LoopDecision.TakeSilently);
        LoopGuard.Decide(person, true, new MailCounts(20, 0, 0), limits).ShouldBe(LoopDecision.Hold);
        LoopGuard.Decide(person, false, new MailCounts(20, 9, 0), limits).ShouldBe(LoopDecision.Take);
        LoopGuard.Decide(person, false, new MailCounts(0, 10, 0), limits).ShouldBe(LoopDecision.Hold);
        LoopGuard.Decide(person with { MayAnswer = false }, true, default, limits).ShouldBe(LoopDecision.TakeSilently);
        LoopGuard.Decide(new MailJudgement(MailNature.Loop, "ours", false), true, default, limits).ShouldBe(LoopDecision.Hold);
    }
}
