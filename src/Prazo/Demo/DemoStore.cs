using NodaTime;
using Prazo.Storage;

namespace Prazo.Demo;

/// <summary>The workspace of a demo.</summary>
public sealed record DemoRow
{
    public Guid TenantId { get; init; }
    /// <summary>When it was filled; null: it was not filled to the end.</summary>
    public Instant? Made { get; init; }
}

internal static class DemoStore
{
    public static DemoRow? Find(Session session) => session.First<DemoRow>("SELECT tenant_id, made FROM demos");

    public static void Begin(Tx tx, Guid tenant) => tx.Execute("INSERT INTO demos (tenant_id) VALUES (@tenant)", new { tenant });

    /// <summary>Mails of the story never go out.</summary>
    public static void Finish(Tx tx, Guid tenant, Instant made)
    {
        tx.Execute("DELETE FROM outbox WHERE tenant_id = @tenant", new { tenant });
        // Nobody mails people who are invented.
        tx.Execute("UPDATE notifications SET mail_due = NULL WHERE tenant_id = @tenant", new { tenant });
        tx.Execute("UPDATE demos SET made = @made WHERE tenant_id = @tenant", new { tenant, made });
    }

    public static bool IsBroken(Session session, Tickets.Ticket ticket) => session.Value<long>("SELECT COUNT(*) FROM clocks WHERE tenant_id = @TenantId AND ticket_id = @Id AND broken IS NOT NULL", ticket) > 0;

    public static long Count(Session session, Guid tenant) => session.Value<long>("SELECT COUNT(*) FROM tickets WHERE tenant_id = @tenant", new { tenant });

    /// <summary>Whether anybody has done anything in it since: to come in and look is nothing.</summary>
    public static bool IsTouched(Session session, Guid tenant, Instant made) => session.Value<long>("""
        SELECT (SELECT COUNT(*) FROM events WHERE tenant_id = @tenant AND recorded > @made) + (SELECT COUNT(*) FROM views WHERE tenant_id = @tenant AND made > @made)
          + (SELECT COUNT(*) FROM audit WHERE tenant_id = @tenant AND at > @made AND action NOT LIKE 'session.%')
        """, new { tenant, made }) > 0;

    /// <summary>The ticket that must be looked at next, up to an instant.</summary>
    public static (Guid Ticket, Instant At)? NextWake(Session session, Guid tenant, Instant until) =>
        session.First<WakeRow>("SELECT id, wake FROM tickets WHERE tenant_id = @tenant AND wake <= @until ORDER BY wake, id LIMIT 1", new { tenant, until }) is { } row ? (row.Id, row.Wake) : null;

    /// <summary>Everybody has read what they were told before.</summary>
    public static void Read(Tx tx, Guid tenant, Instant before) => tx.Execute("UPDATE notifications SET read = made WHERE tenant_id = @tenant AND made < @before", new { tenant, before });

    private sealed record WakeRow
    {
        public Guid Id { get; init; }
        public Instant Wake { get; init; }
    }
}
