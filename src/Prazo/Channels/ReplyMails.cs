using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Outbox;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Channels;

/// <summary>What an outbox row of a reply holds.</summary>
internal sealed record ReplyLetter(Guid Ticket, string EventId, bool Automatic);

/// <summary>A public reply on a ticket that came by mail goes out by mail, from its inbox's address, in its thread.</summary>
public sealed class ReplyMails : ITicketNews
{
    public const string OutboxKind = "reply-mail";

    public void Take(Tx tx, Ticket ticket, long afterSeq, Instant now)
    {
        if (ticket.Channel != "email")
            return;
        var replies = TicketStore.Events(tx, ticket.TenantId, ticket.Id).Where(r => r.Seq > afterSeq && r.Kind == "reply").Select(r => r.Event()).OfType<AgentMessage>().ToList();
        if (replies.Count == 0 || MailLog.Last(MailLog.Of(tx, ticket.TenantId, ticket.Id)) is not { Address: { } address } last)
            return;
        var answered = MailLog.Counts(tx, ticket.TenantId, address, ticket.Id, now - LoopLimits.Usual.Window).Answered;
        foreach (var e in replies)
        {
            // A machine answers no machine, and nobody too often.
            if (e.Bot && (last.MayAnswer == 0 || answered++ >= LoopLimits.Usual.Answers))
                continue;
            OutboxStore.Put(tx, ticket.TenantId, OutboxKind, JsonSerializer.Serialize(new ReplyLetter(ticket.Id, e.Id, e.Bot), JsonSerializerOptions.Web), now);
            // Counted from now on, whenever it goes.
            if (e.Bot)
                MailLog.Begin(tx, new MailRow { TenantId = ticket.TenantId, MessageId = "queued:" + e.Id, DoorId = last.DoorId, TicketId = ticket.Id, Direction = MailRow.Out, Nature = MailLog.Automatic, Address = address, At = now });
        }
    }
}

/// <param name="send">Hands a mail to the server; null where none is set up.</param>
public sealed class ReplyMailNotifier(Db db, Func<OutgoingMail, CancellationToken, Task<MailOutcome>>? send) : INotifier
{
    public string Kind => ReplyMails.OutboxKind;

    public async Task<Delivery> Deliver(OutboxRow row, Instant now, CancellationToken stop)
    {
        if (send is null)
            return Delivery.Hopeless("no mail server is set up: PRAZO_SMTP_HOST names one");
        var letter = JsonSerializer.Deserialize<ReplyLetter>(row.Content, JsonSerializerOptions.Web)!;
        if (await db.Read(s => Compose(s, row.TenantId, letter)) is not var (mail, door))
            return Delivery.Done;
        var outcome = await send(mail, stop);
        if (outcome.Result == MailResult.Sent)
            await db.Write(tx => MailLog.Begin(tx, new MailRow
            {
                TenantId = row.TenantId, MessageId = mail.MessageId, DoorId = door, TicketId = letter.Ticket, Direction = MailRow.Out, Nature = letter.Automatic ? "machine" : "person",
                Address = mail.To[0].Address, Subject = mail.Subject, At = now,
            }));
        return outcome.Result switch
        {
            MailResult.Sent => Delivery.Done,
            MailResult.Rejected => Delivery.Hopeless(outcome.Detail),
            _ => new Delivery(DeliveryResult.Failed, outcome.Detail),
        };
    }

    /// <summary>Null where there is nothing to send: a reply that a foreign system told of has no text here.</summary>
    private static (OutgoingMail Mail, Guid Door)? Compose(Session session, Guid tenant, ReplyLetter letter)
    {
        var mails = MailLog.Of(session, tenant, letter.Ticket);
        var message = MessageStore.Of(session, tenant, letter.Ticket).FirstOrDefault(m => m.EventId == letter.EventId);
        if (MailLog.Last(mails) is not { AnswerTo: { } address } last || message is null
            || MailDoors.Find(session, tenant, last.DoorId) is not { } door || MailDoors.Keys(session, tenant) is not { } keys || TicketQueries.Find(session, tenant, letter.Ticket.ToString()) is not { } ticket)
            return null;
        var subject = last.Subject ?? "";
        return (new OutgoingMail
        {
            From = new Mailbox(door.Address), To = [new Mailbox(address)], ReplyTo = new Mailbox(ReplyToken.Address(ticket.Id, keys.ReplyKey, door.Domain)),
            Subject = subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? subject : string.Create(CultureInfo.InvariantCulture, $"Re: {subject}"),
            Text = message.Body, Html = message.Html is { } html ? MessageHtml.Rebuild(html).Html : "", MessageId = ReplyToken.MessageId(ticket.Id, message.Id, keys.ReplyKey, door.Domain),
            InReplyTo = last.MessageId, References = [.. mails.Select(m => m.MessageId).Where(m => m[0] == '<')], Automatic = letter.Automatic, LoopMark = keys.LoopMark, Attachments = Files(session, tenant, ticket.Id, message.Id),
        }, door.Id);
    }

    private static ImmutableArray<MailAttachment> Files(Session session, Guid tenant, Guid ticket, Guid message) =>
        [.. Attachments.Of(session, tenant, ticket).Where(a => a.MessageId == message).Select(a => new MailAttachment(a.Name, a.Type,
            session.Value<byte[]>("SELECT bytes FROM attachment_bytes WHERE tenant_id = @tenant AND id = @Id", new { tenant, a.Id }) ?? [], null))];
}
