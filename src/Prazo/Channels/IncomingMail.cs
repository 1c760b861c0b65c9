using System.Globalization;
using NodaTime;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Channels;

/// <summary>What became of a mail.</summary>
/// <param name="Outcome"><c>opened</c>, <c>answered</c>, <c>bounce</c>, <c>held</c> or <c>known</c> (it came before).</param>
public sealed record TakenMail(string Outcome, Guid? Ticket);

/// <summary>A mail becomes a message: of the ticket whose token it carries, or of a new one in the door's inbox. What machines send ends no pause, bounces become notes, loops are held.</summary>
public static class IncomingMail
{
    private const int MostHeldText = 20_000, LongestSubject = 200, MostFiles = 50;

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
        if (!MailLog.Begin(tx, row))
            return new TakenMail("known", MailLog.Find(tx, door.TenantId, mail.MessageId)?.TicketId);
        if (LoopGuard.Decide(judgement, ticket is not null, counts, LoopLimits.Usual) is var decision && decision == LoopDecision.Hold)
            return Hold(tx, row, mail);
        row = row with { MayAnswer = decision == LoopDecision.Take ? 1 : 0 };
        if (judgement.Nature == MailNature.Bounce)
            return ticket is null ? Hold(tx, row, mail) : Bounce(act, ticket, judgement, row);
        if (ticket is not null)
        {
            // The mail stands before its message, so that what the message sets off knows whom to answer.
            MailLog.End(tx, row);
            var (writing, without) = Written(act, mail);
            Leave(act, Messages.FromCustomer(act, ticket, writing with { Automatic = !judgement.IsPerson, From = Known(tx, door.TenantId, mail.From).Contact }).Ticket, without);
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
        MailLog.End(tx, row with { Direction = MailRow.Held, TicketId = null, Body = Cut(text, MostHeldText) });
        return new TakenMail("held", null);
    }

    private static TakenMail Bounce(Act act, Ticket ticket, MailJudgement judgement, MailRow row)
    {
        var report = judgement.Bounce!;
        var words = $"{report.Recipient ?? "?"}: {report.Status} {report.Diagnostic}".Trim();
        MailLog.End(act.Tx, row);
        Messages.Note(act, ticket, new Writing(words, Channel: "email"));
        return new TakenMail("bounce", ticket.Id);
    }

    private static TakenMail Open(Act act, MailDoor door, InboundMail mail, MailRow row)
    {
        var (customer, contact) = Known(act.Tx, act.Tenant, mail.From);
        var (writing, without) = Written(act, mail);
        // A mail is not lost because its inbox has gone.
        var inbox = InboxStore.Find(act.Tx, act.Tenant, door.Inbox)?.Name;
        var (ticket, _) = Opening.Open(act, new NewTicket(Subject(mail), writing.Text, writing.Html, "customer", inbox, "email", Customer: customer, Contact: contact, Attachments: writing.Attachments));
        MailLog.End(act.Tx, row with { TicketId = ticket.Id, Opened = 1 });
        Leave(act, ticket, without);
        return new TakenMail("opened", ticket.Id);
    }

    private static string Subject(InboundMail mail) => Cut(string.IsNullOrWhiteSpace(mail.Subject) ? mail.From.Address : mail.Subject, LongestSubject);

    /// <summary>The mail as a message, and the names of what was too large to be kept. A mail is never refused for its length: it would be posted again and again.</summary>
    private static (Writing Writing, IReadOnlyList<string> Without) Written(Act act, InboundMail mail)
    {
        var kept = mail.Attachments.Where(a => a.Bytes.Length is > 0 and <= (int)Attachments.MostBytes).Take(MostFiles).ToList();
        var files = kept.Select(a => Attachments.Upload(act, a.Name, a.Type, a.Bytes.ToArray(), a.ContentId).Id).ToList();
        var html = mail.Html.Length <= Inputs.LongestHtml ? mail.Html : "";
        var text = mail.Text.Length > 0 || html.Length > 0 ? mail.Text : PlainText.OfHtml(mail.Html);
        if (string.IsNullOrWhiteSpace(text))
            text = html.Length > 0 ? PlainText.OfHtml(html) : "";
        if (string.IsNullOrWhiteSpace(text) && html.Trim().Length == 0)
            text = Subject(mail);
        return (new Writing(Cut(text, Inputs.LongestBody), html.Length > 0 ? html : null, Channel: "email", Attachments: files),
            [.. mail.Attachments.Except(kept).Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Name} ({a.Bytes.Length} bytes)"))]);
    }

    /// <summary>Tells agents what of a mail was not kept.</summary>
    private static void Leave(Act act, Ticket ticket, IReadOnlyList<string> without)
    {
        if (without.Count > 0)
            Messages.Note(act, ticket, new Writing("Not kept, too large: " + Cut(string.Join(", ", without), 2000), Channel: "email"));
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : PlainText.WellFormed(text[..most]);

    /// <summary>The contact whose address it is, and the organisation: the contact's, or the one whose domain it is.</summary>
    private static (string? Customer, string? Contact) Known(Session session, Guid tenant, Mailbox from)
    {
        var key = from.Address.ToLowerInvariant();
        var contact = session.Value<Guid?>("SELECT contact_id FROM contact_details WHERE tenant_id = @tenant AND email_key = @key", new { tenant, key });
        var handle = contact is null ? null : session.Value<string>("SELECT CASE WHEN handle = '' THEN NULL ELSE handle END FROM contacts WHERE tenant_id = @tenant AND id = @contact", new { tenant, contact }) ?? contact.ToString();
        var organisation = contact is null ? null : session.Value<string>("""
            SELECT o.handle FROM contacts c JOIN organisations o ON o.tenant_id = c.tenant_id AND o.id = c.organisation_id WHERE c.tenant_id = @tenant AND c.id = @contact AND o.closed IS NULL
            """, new { tenant, contact });
        organisation ??= session.Query<(string Handle, string Domains)>("SELECT handle, domains FROM organisations WHERE tenant_id = @tenant AND closed IS NULL AND domains LIKE @like ORDER BY handle",
            new { tenant, like = "%" + from.Domain.ToLowerInvariant().Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) + "%" })
            .Where(o => o.Domains.Split(' ').Contains(from.Domain.ToLowerInvariant(), StringComparer.Ordinal)).Select(o => o.Handle).FirstOrDefault();
        return (organisation, handle);
    }
}
