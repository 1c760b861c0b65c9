namespace Prazo.Channels;

public enum ThreadedBy { Address, InReplyTo, References }

public sealed record MailThread(Guid Ticket, ThreadedBy By)
{
    /// <summary>The ticket that a mail answers, by a token that we made: in an address it was sent to, in the id it answers, in the ids before, newest first.
    /// Null: a new ticket. A number in the subject proves nothing and is not read.</summary>
    public static MailThread? Of(InboundMail mail, ReadOnlySpan<byte> key)
    {
        ArgumentNullException.ThrowIfNull(mail);
        foreach (var box in mail.Recipients)
            if (ReplyToken.Read(box.Tag, key) is { } ticket)
                return new MailThread(ticket, ThreadedBy.Address);
        foreach (var id in mail.InReplyTo)
            if (ReplyToken.OfMessageId(id, key) is { } ticket)
                return new MailThread(ticket, ThreadedBy.InReplyTo);
        foreach (var id in mail.References.Reverse())
            if (ReplyToken.OfMessageId(id, key) is { } ticket)
                return new MailThread(ticket, ThreadedBy.References);
        return null;
    }
}
