using System.Globalization;
using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Channels;

/// <summary>What became of a mail.</summary>
/// <param name="Outcome"><c>opened</c>, <c>answered</c>, <c>bounce</c>, <c>held</c> or <c>known</c> (it came before).</param>
public sealed record TakenMail(string Outcome, Guid? Ticket);

/// <summary>A mail becomes a message: of the ticket whose token it carries, or of a new one in the door's inbox. What machines send ends no pause, bounces become notes, loops are held.</summary>
public static class IncomingMail
{
    private const int MostHeldText = 20_000;

    public static TakenMail Take(Tx tx, TicketLog log, MailDoor door, InboundMail mail, Instant now)
    {
        if (MailLog.Find(tx, door.TenantId, mail.MessageId) is { } known)
            return new TakenMail("known", known.TicketId);
        var keys = MailDoors.Keys(tx, door.TenantId)!;
        var act = new Act(tx, log, door.Asker, now);
        var judgement = AutomaticMail.Judge(mail, keys.LoopMark, door.Domain);
        var ticket = Thread(act, mail, judgement, keys);
        var address = mail.From.Address.ToLowerInvariant();
        var counts = MailLog.Counts(tx, door.TenantId, address, ticket?.Id, now - LoopLimits.Usual.Window);
        var row = new MailRow
        {
            TenantId = door.TenantId, MessageId = mail.MessageId, DoorId = door.Id, TicketId = ticket?.Id, Nature = judgement.Nature.ToString().ToLowerInvariant(), Reason = judgement.Reason,
            Address = address, AnswerTo = mail.AnswerTo.Address, Subject = mail.Subject, At = now,
        };
        if (LoopGuard.Decide(judgement, ticket is not null, counts, LoopLimits.Usual) is var decision && decision == LoopDecision.Hold)
            return Hold(tx, row, mail);
        row = row with { MayAnswer = decision == LoopDecision.Take ? 1 : 0 };
        if (judgement.Nature == MailNature.Bounce)
            return ticket is null ? Hold(tx, row, mail) : Bounce(act, ticket, judgement, row);
        if (ticket is not null)
        {
            // The mail stands before its message, so that what the message sets off knows whom to answer.
            MailLog.Keep(tx, row);
            Messages.FromCustomer(act, ticket, Written(act, mail) with { Automatic = !judgement.IsPerson });
            return new TakenMail("answered", ticket.Id);
        }
        return Open(act, door, mail, row);
    }

    /// <summary>A ticket that was merged away is answered where it went.</summary>
    private static Ticket? Thread(Act act, InboundMail mail, MailJudgement judgement, MailKeys keys)
    {
        var named = MailThread.Of(mail, keys.ReplyKey)?.Ticket
            ?? judgement.Bounce?.OriginalIds.Select(id => ReplyToken.OfMessageId(id, keys.ReplyKey)).FirstOrDefault(t => t is not null);
        for (var hops = 0; named is { } id && hops < 10; hops++)
        {
            if (TicketLinks.Of(act.Tx, act.Tenant, id, LinkKind.MergedInto) is not { } survivor)
                return TicketStore.Lock(act.Tx, act.Tenant, id);
            named = survivor;
        }
        return null;
    }

    private static TakenMail Hold(Tx tx, MailRow row, InboundMail mail)
    {
        var text = mail.Text.Length > 0 ? mail.Text : PlainText.OfHtml(mail.Html);
        MailLog.Keep(tx, row with { Direction = MailRow.Held, TicketId = null, Body = text[..Math.Min(text.Length, MostHeldText)] });
        return new TakenMail("held", null);
    }

    private static TakenMail Bounce(Act act, Ticket ticket, MailJudgement judgement, MailRow row)
    {
        var report = judgement.Bounce!;
        var words = $"{report.Recipient ?? "?"}: {report.Status} {report.Diagnostic}".Trim();
        Messages.Note(act, ticket, new Writing(words, Channel: "email"));
        MailLog.Keep(act.Tx, row);
        return new TakenMail("bounce", ticket.Id);
    }

    private static TakenMail Open(Act act, MailDoor door, InboundMail mail, MailRow row)
    {
        var (customer, contact) = Known(act.Tx, act.Tenant, mail.From);
        var writing = Written(act, mail);
        var subject = string.IsNullOrWhiteSpace(mail.Subject) ? mail.From.Address : mail.Subject;
        var (ticket, _) = Opening.Open(act, new NewTicket(subject[..Math.Min(subject.Length, 200)], writing.Text, writing.Html, "customer", door.Inbox, "email",
            Customer: customer, Contact: contact, Attachments: writing.Attachments));
        MailLog.Keep(act.Tx, row with { TicketId = ticket.Id, Opened = 1 });
        return new TakenMail("opened", ticket.Id);
    }

    private static Writing Written(Act act, InboundMail mail)
    {
        var files = mail.Attachments.Where(a => a.Bytes.Length is > 0 and <= (int)Attachments.MostBytes).Take(50).Select(a => Attachments.Upload(act, a.Name, a.Type, a.Bytes.ToArray()).Id).ToList();
        var text = mail.Text.Length > 0 || mail.Html.Length > 0 ? mail.Text : " ";
        return new Writing(text.Length > 0 ? text : null, mail.Html.Length > 0 ? mail.Html : null, Channel: "email", Attachments: files);
    }

    /// <summary>The contact whose address it is, and the organisation: the contact's, or the one whose domain it is.</summary>
    private static (string? Customer, string? Contact) Known(Session session, Guid tenant, Mailbox from)
    {
        var key = from.Address.ToLowerInvariant();
        var contact = session.Value<Guid?>("SELECT contact_id FROM contact_details WHERE tenant_id = @tenant AND email_key = @key", new { tenant, key });
        var organisation = contact is null ? null : session.Value<string>("""
            SELECT o.handle FROM contacts c JOIN organisations o ON o.tenant_id = c.tenant_id AND o.id = c.organisation_id WHERE c.tenant_id = @tenant AND c.id = @contact AND o.closed IS NULL
            """, new { tenant, contact });
        organisation ??= session.Query<(string Handle, string Domains)>("SELECT handle, domains FROM organisations WHERE tenant_id = @tenant AND closed IS NULL AND domains LIKE @like ORDER BY handle",
            new { tenant, like = "%" + from.Domain.ToLowerInvariant().Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) + "%" })
            .Where(o => o.Domains.Split(' ').Contains(from.Domain.ToLowerInvariant(), StringComparer.Ordinal)).Select(o => o.Handle).FirstOrDefault();
        return (organisation, contact?.ToString());
    }
}
