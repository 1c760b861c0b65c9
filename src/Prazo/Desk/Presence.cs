using NodaTime;
using Prazo.Storage;

namespace Prazo.Desk;

/// <summary>Somebody who has a ticket before them.</summary>
public sealed record Presence
{
    public Guid UserId { get; init; }
    public string Handle { get; init; } = "";
    public string? Name { get; init; }
    public Instant Seen { get; init; }
    /// <summary>When they last wrote into their reply.</summary>
    public Instant? Written { get; init; }

    public bool Writes(Instant now) => Written > now - Presences.Writing;
}

/// <summary>Rows, so that several servers on one database know the same; they say nothing once they are old.</summary>
public static class Presences
{
    /// <summary>So long somebody counts as here after they were last seen.</summary>
    public static readonly Duration Here = Duration.FromMinutes(1);
    public static readonly Duration Writing = Duration.FromSeconds(20);

    /// <summary>A person has the ticket before them; they are gone when <paramref name="gone"/>.</summary>
    public static void Note(Tx tx, Guid tenant, Guid ticket, Guid user, bool writes, bool gone, Instant now)
    {
        var row = new { tenant, ticket, user, now, written = writes ? now : (Instant?)null, old = now - Here, oldText = now - Writing };
        if (gone)
        {
            tx.Execute("UPDATE presences SET seen = @old, written = NULL, changed = @now WHERE tenant_id = @tenant AND ticket_id = @ticket AND user_id = @user AND seen > @old", row);
            return;
        }
        tx.Execute("""
            INSERT INTO presences (tenant_id, ticket_id, user_id, seen, written, changed) VALUES (@tenant, @ticket, @user, @now, @written, @now)
            ON CONFLICT (tenant_id, ticket_id, user_id) DO UPDATE SET seen = @now, written = @written,
              changed = CASE WHEN presences.seen <= @old OR (COALESCE(presences.written, 0) > @oldText) <> (@written IS NOT NULL) THEN @now ELSE presences.changed END
            """, row);
        tx.Execute("DELETE FROM presences WHERE tenant_id = @tenant AND changed < @forgotten AND seen < @forgotten", new { tenant, forgotten = now - Duration.FromHours(1) });
    }

    /// <summary>Who is at a ticket, apart from somebody.</summary>
    public static IReadOnlyList<Presence> Of(Session session, Guid tenant, Guid ticket, Guid? apart, Instant now) => session.Query<Presence>("""
        SELECT p.user_id, u.handle, u.name, p.seen, p.written FROM presences p JOIN users u ON u.tenant_id = p.tenant_id AND u.id = p.user_id
        WHERE p.tenant_id = @tenant AND p.ticket_id = @ticket AND p.seen > @old AND p.user_id <> @apart ORDER BY u.handle
        """, new { tenant, ticket, apart = apart ?? Guid.Empty, old = now - Here });

    /// <summary>Grows when somebody came, went or began to write.</summary>
    public static long LastChange(Session session, Guid tenant) => session.Value<long?>("SELECT MAX(changed) FROM presences WHERE tenant_id = @tenant", new { tenant }) ?? 0;
}
