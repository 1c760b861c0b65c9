using System.Security.Cryptography;
using Prazo.Storage;

namespace Prazo.Tickets;

public enum TextKind { Subject, Field, Reason, Evidence, Decision, Survey, Cause }

/// <summary>Free text about a ticket, in rows that can be erased (S9).</summary>
internal static class TicketTexts
{
    private const int SaltLength = 16;

    public static byte[] Salt() => RandomNumberGenerator.GetBytes(SaltLength);

    /// <summary>Keeps a text; empty takes it away. False when it was so before.</summary>
    public static bool Put(Act act, Ticket ticket, TextKind kind, string about, string? body)
    {
        var row = new { ticket.TenantId, ticket.Id, kind = Word(kind), about, body, salt = Salt(), act.Now };
        if (string.IsNullOrEmpty(body))
            return act.Tx.Execute("DELETE FROM ticket_texts WHERE tenant_id = @TenantId AND ticket_id = @Id AND kind = @kind AND about = @about", row) == 1;
        return act.Tx.Execute("""
            INSERT INTO ticket_texts (tenant_id, ticket_id, kind, about, body, salt, made) VALUES (@TenantId, @Id, @kind, @about, @body, @salt, @Now)
            ON CONFLICT (tenant_id, ticket_id, kind, about) DO UPDATE SET body = @body, salt = @salt, made = @Now WHERE ticket_texts.body <> @body
            """, row) == 1;
    }

    public static IReadOnlyList<TicketText> Of(Session session, Guid tenant, Guid ticket) => session.Query<TicketText>(
        "SELECT ticket_id, kind, about, body FROM ticket_texts WHERE tenant_id = @tenant AND ticket_id = @ticket ORDER BY kind, about", new { tenant, ticket });

    public static string? Of(Session session, Guid tenant, Guid ticket, TextKind kind, string about) => session.Value<string>(
        "SELECT body FROM ticket_texts WHERE tenant_id = @tenant AND ticket_id = @ticket AND kind = @kind AND about = @about", new { tenant, ticket, kind = Word(kind), about });

    public static string Word(TextKind kind) => kind.ToString().ToLowerInvariant();
}

public sealed record TicketText
{
    public Guid TicketId { get; init; }
    public string Kind { get; init; } = "";
    public string About { get; init; } = "";
    public string Body { get; init; } = "";
}
