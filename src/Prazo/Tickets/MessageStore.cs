using NodaTime;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary>A text that somebody wrote on a ticket.</summary>
public sealed record Message
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public string EventId { get; init; } = "";
    /// <summary><c>customer</c>, <c>reply</c> or <c>note</c>.</summary>
    public string Kind { get; init; } = "";
    public string Author { get; init; } = "";
    public string? Channel { get; init; }
    public string Body { get; init; } = "";
    /// <summary>As it came: untrusted.</summary>
    public string? Html { get; init; }
    public byte[] Salt { get; init; } = [];
    public Instant At { get; init; }
    public Instant Made { get; init; }
}

internal static class MessageStore
{
    private const string Columns = "tenant_id, id, ticket_id, event_id, kind, author, channel, body, html, salt, at, made";

    public static void Insert(Tx tx, Message message) => tx.Execute($"""
        INSERT INTO messages ({Columns}) VALUES (@TenantId, @Id, @TicketId, @EventId, @Kind, @Author, @Channel, @Body, @Html, @Salt, @At, @Made)
        """, message);

    public static Message? Find(Session session, Guid tenant, Guid ticket, Guid id) =>
        session.First<Message>($"SELECT {Columns} FROM messages WHERE tenant_id = @tenant AND id = @id AND ticket_id = @ticket", new { tenant, ticket, id });

    /// <summary>Oldest first; with those of tickets that were merged into it.</summary>
    public static IReadOnlyList<Message> Of(Session session, Guid tenant, Guid ticket) => session.Query<Message>($"""
        SELECT {Columns} FROM messages WHERE tenant_id = @tenant AND ticket_id IN
          (SELECT @ticket UNION ALL SELECT ticket_id FROM ticket_links WHERE tenant_id = @tenant AND other_id = @ticket AND kind = 'merged-into')
        ORDER BY at, id
        """, new { tenant, ticket });
}
