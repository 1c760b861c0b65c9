using NodaTime;
using Prazo.Storage;

namespace Prazo.Channels;

/// <summary>A mail that came or went.</summary>
public sealed record MailRow
{
    public const string In = "in", Out = "out", Held = "held";

    public Guid TenantId { get; init; }
    public string MessageId { get; init; } = "";
    public Guid DoorId { get; init; }
    public Guid? TicketId { get; init; }
    public string Direction { get; init; } = In;
    public string Nature { get; init; } = "";
    public string Reason { get; init; } = "";
    /// <summary>The other side's.</summary>
    public string? Address { get; init; }
    /// <summary>Where answers go.</summary>
    public string? AnswerTo { get; init; }
    public string? Subject { get; init; }
    /// <summary>Of what is held.</summary>
    public string? Body { get; init; }
    /// <summary>1: it opened its ticket.</summary>
    public long Opened { get; init; }
    public long MayAnswer { get; init; }
    public Instant At { get; init; }
}

internal static class MailLog
{
    public const string Bounce = "bounce", Automatic = "automatic";

    private const string Columns = "tenant_id, message_id, door_id, ticket_id, direction, nature, reason, address, answer_to, subject, body, opened, may_answer, at";

    /// <summary>The first word of a mail that is being taken: false when somebody else has taken it meanwhile, who is waited for.</summary>
    public static bool Begin(Tx tx, MailRow mail) => tx.Execute($"""
        INSERT INTO mails ({Columns}) VALUES (@TenantId, @MessageId, @DoorId, @TicketId, @Direction, @Nature, @Reason, @Address, @AnswerTo, @Subject, @Body, @Opened, @MayAnswer, @At)
        ON CONFLICT (tenant_id, message_id) DO NOTHING
        """, mail) == 1;

    /// <summary>What became of it.</summary>
    public static void End(Tx tx, MailRow mail) => tx.Execute(
        "UPDATE mails SET ticket_id = @TicketId, direction = @Direction, body = @Body, opened = @Opened, may_answer = @MayAnswer WHERE tenant_id = @TenantId AND message_id = @MessageId", mail);

    /// <summary>The last mail of the other side on a ticket: whom an answer goes to. What a mail server says of a failure is nobody's.</summary>
    public static MailRow? Last(IEnumerable<MailRow> mails) => mails.LastOrDefault(m => m.Direction == MailRow.In && m.Nature != Bounce);

    public static MailRow? Find(Session session, Guid tenant, string messageId) =>
        session.First<MailRow>($"SELECT {Columns} FROM mails WHERE tenant_id = @tenant AND message_id = @messageId", new { tenant, messageId });

    /// <summary>Of a ticket, oldest first.</summary>
    public static IReadOnlyList<MailRow> Of(Session session, Guid tenant, Guid ticket) =>
        session.Query<MailRow>($"SELECT {Columns} FROM mails WHERE tenant_id = @tenant AND ticket_id = @ticket ORDER BY at, message_id", new { tenant, ticket });

    /// <summary>Held for a person, newest first.</summary>
    public static IReadOnlyList<MailRow> Held(Session session, Guid tenant, int most) =>
        session.Query<MailRow>($"SELECT {Columns} FROM mails WHERE tenant_id = @tenant AND direction = 'held' ORDER BY at DESC, message_id LIMIT @most", new { tenant, most });

    /// <summary>What went between us and an address of late.</summary>
    public static MailCounts Counts(Session session, Guid tenant, string address, Guid? ticket, Instant since)
    {
        var recent = session.Query<MailRow>("SELECT ticket_id, direction, opened, nature FROM mails WHERE tenant_id = @tenant AND address = @address AND at >= @since", new { tenant, address, since });
        return new MailCounts(recent.Count(m => m.Direction == MailRow.In && ticket is not null && m.TicketId == ticket), recent.Count(m => m.Opened == 1),
            recent.Count(m => m is { Direction: MailRow.Out, Nature: Automatic }));
    }
}
