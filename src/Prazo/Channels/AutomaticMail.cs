using System.Globalization;
using System.Text;

namespace Prazo.Channels;

public enum MailNature
{
    /// <summary>Nothing says otherwise: a person wrote it.</summary>
    Person,

    /// <summary>A machine answered, such as an absence note.</summary>
    AutoReply,

    /// <summary>A mail of ours could not be delivered.</summary>
    Bounce,

    /// <summary>To many at once: a list or a newsletter.</summary>
    Bulk,

    /// <summary>Our own mail, come back.</summary>
    Loop,
}

/// <summary>What kind of mail this is, by which sign, and whether it may be answered by a machine.</summary>
/// <param name="Reason">The sign, for the log and the ticket's history.</param>
/// <param name="MayAnswer">False also for a person's mail that asks for no automatic answer.</param>
public sealed record MailJudgement(MailNature Nature, string Reason, bool MayAnswer, BounceReport? Bounce = null)
{
    /// <summary>Whether it counts as the customer's answer: it ends a customer pause (T13), starts the reply clocks.</summary>
    public bool IsPerson => Nature == MailNature.Person;
}

/// <summary>Tells a person's mail from a machine's (RFC 3834 and what servers did before it). Machines must not answer machines, and an absence note is no answer of the customer.</summary>
public static class AutomaticMail
{
    /// <summary>In every mail that we send; its value is the workspace's.</summary>
    public const string LoopHeader = "X-Prazo-Loop";

    private static readonly string[] Robots = ["mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon"];
    private static readonly string[] Deaf = ["noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "nao-responda", "naoresponda", "nao-responder", "nu-raspunde", "nuraspunde", "bounce", "bounces"];

    /// <summary>Beginnings of subjects, without diacritics: a hint, and no more than that.</summary>
    private static readonly string[] AbsentSubjects =
    [
        "automatic reply", "auto reply", "auto-reply", "autoreply", "auto:", "out of office", "out of the office", "away from", "vacation",
        "resposta automatica", "resposta automatizada", "fora do escritorio", "fora da empresa", "ausencia", "ausente", "estou de ferias", "ferias",
        "raspuns automat", "absent de la birou", "in afara biroului", "nu sunt la birou", "in concediu", "concediu",
    ];

    private static readonly string[] FailureSubjects =
    [
        "undeliver", "delivery status notification", "mail delivery failed", "mail delivery failure", "delivery failure", "failure notice", "returned mail", "message not delivered",
        "nao entregue", "falha na entrega", "nao foi possivel entregar", "mensagem nao entregue", "erro de entrega", "devolvida",
        "nelivrat", "nu a putut fi livrat", "livrare esuata", "eroare de livrare", "mesaj nelivrat",
    ];

    /// <param name="loopMark">What our own mails carry in <see cref="LoopHeader"/>.</param>
    /// <param name="ourDomain">The domain of our message ids.</param>
    public static MailJudgement Judge(InboundMail mail, string loopMark, string ourDomain)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return OurOwn(mail, loopMark, ourDomain) ?? Bounced(mail) ?? Said(mail) ?? Hinted(mail) ?? new MailJudgement(MailNature.Person, "", Asks(mail) is null);
    }

    private static MailJudgement? OurOwn(InboundMail mail, string loopMark, string ourDomain)
    {
        if (loopMark.Length > 0 && mail.Headers.Any(h => h.Name.Equals(LoopHeader, StringComparison.OrdinalIgnoreCase) && h.Value.Trim().Equals(loopMark, StringComparison.OrdinalIgnoreCase)))
            return new(MailNature.Loop, $"{LoopHeader} is ours", MayAnswer: false);
        return ourDomain.Length > 0 && mail.MessageId.TrimEnd('>').EndsWith("@" + ourDomain, StringComparison.OrdinalIgnoreCase) ? new(MailNature.Loop, "the message id is ours", MayAnswer: false) : null;
    }

    private static MailJudgement? Bounced(InboundMail mail)
    {
        var type = mail.Header("Content-Type") ?? "";
        var report = Has(type, "multipart/report");
        if ((report && Has(type, "delivery-status")) || mail.Attachments.Any(a => a.Type is "message/delivery-status" or "message/global-delivery-status"))
            return Bounce(mail, "a delivery report");
        if (mail.Header("X-Failed-Recipients") is not null)
            return Bounce(mail, "X-Failed-Recipients");
        var robot = Robots.Contains(mail.From.Local.ToLowerInvariant(), StringComparer.Ordinal);
        if ((robot || NoSender(mail)) && (StartsLike(mail.Subject, FailureSubjects) || (robot && BounceReport.Of(mail).Status is not null)))
            return Bounce(mail, robot ? $"from {mail.From.Local}" : "no envelope sender, and the subject");
        if (robot)
            return new(MailNature.AutoReply, $"from {mail.From.Local}", MayAnswer: false);
        return report && Has(type, "disposition-notification") ? new(MailNature.AutoReply, "a read receipt", MayAnswer: false) : null;
    }

    private static MailJudgement Bounce(InboundMail mail, string reason) => new(MailNature.Bounce, reason, MayAnswer: false, BounceReport.Of(mail));

    /// <summary>Signs that are enough alone.</summary>
    private static MailJudgement? Said(InboundMail mail)
    {
        var submitted = (mail.Header("Auto-Submitted") ?? "no").Split(';', '(')[0].Trim().ToLowerInvariant();
        if (submitted is not ("no" or ""))
            return new(MailNature.AutoReply, $"Auto-Submitted: {submitted}", MayAnswer: false);
        foreach (var name in new[] { "X-Autoreply", "X-Auto-Reply", "X-Autorespond", "X-Autoresponder", "X-Autogenerated" })
            if (mail.Header(name) is { } value && !value.Trim().Equals("no", StringComparison.OrdinalIgnoreCase))
                return new(MailNature.AutoReply, name, MayAnswer: false);
        var precedence = (mail.Header("Precedence") ?? "").Trim().ToLowerInvariant();
        if (precedence is "auto_reply" or "auto-reply")
            return new(MailNature.AutoReply, $"Precedence: {precedence}", MayAnswer: false);
        if (mail.Header("List-Id") is not null)
            return new(MailNature.Bulk, "List-Id", MayAnswer: false);
        if (precedence is "bulk" or "junk" or "list")
            return new(MailNature.Bulk, $"Precedence: {precedence}", MayAnswer: false);
        return NoSender(mail) ? new(MailNature.AutoReply, "no envelope sender", MayAnswer: false) : null;
    }

    /// <summary>A subject as machines write it, together with another sign.</summary>
    private static MailJudgement? Hinted(InboundMail mail) =>
        StartsLike(mail.Subject, AbsentSubjects) && Asks(mail) is { } sign ? new(MailNature.AutoReply, $"the subject, and {sign}", MayAnswer: false) : null;

    /// <summary>By what a mail asks not to be answered by a machine; a person may have written it all the same.</summary>
    private static string? Asks(InboundMail mail)
    {
        if (mail.Header("X-Auto-Response-Suppress") is { } suppress && suppress.Split(',', ';').Any(w => w.Trim().ToLowerInvariant() is "all" or "oof" or "autoreply"))
            return "X-Auto-Response-Suppress";
        if (mail.Header("List-Unsubscribe") is not null)
            return "List-Unsubscribe";
        var local = mail.From.Local.ToLowerInvariant();
        return Deaf.Any(d => local == d || local.StartsWith(d + "+", StringComparison.Ordinal) || local.StartsWith(d + "-", StringComparison.Ordinal)) ? $"from {mail.From.Local}" : null;
    }

    private static bool NoSender(InboundMail mail) => mail.EnvelopeSender is { } sender ? sender.Trim('<', '>', ' ').Length == 0 : (mail.Header("Return-Path") ?? "x").Trim() == "<>";

    private static bool Has(string value, string part) => value.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static bool StartsLike(string subject, string[] beginnings)
    {
        var folded = Folded(subject);
        return beginnings.Any(b => folded.StartsWith(b, StringComparison.Ordinal));
    }

    private static string Folded(string text) => string.Concat(Search.Folded.WellFormed(text).Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant().Trim();
}
