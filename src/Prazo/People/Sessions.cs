using NodaTime;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.People;

/// <summary>Somebody signed in. The secret is with the browser, its hash is here; the row's end is the session's end, at once and everywhere.</summary>
public static class Sessions
{
    private const string Prefix = "ps1";

    /// <summary>Without a request for so long it is over, and however busy after the longer.</summary>
    public static readonly Duration Idle = Duration.FromHours(12), Longest = Duration.FromDays(7);

    // A request is a read; that it came is noted once in a while.
    private static readonly Duration Grain = Duration.FromMinutes(5);

    /// <summary>The session's secret for the browser, shown this once. Old rows of the user go.</summary>
    public static string Start(Tx tx, User user, Instant now)
    {
        var (text, hash) = Secrets.New(Prefix, user.TenantId);
        tx.Execute("DELETE FROM sessions WHERE tenant_id = @TenantId AND user_id = @Id AND (ends <= @now OR seen <= @idle)", new { user.TenantId, user.Id, now, idle = now - Idle });
        tx.Execute("INSERT INTO sessions (tenant_id, id, user_id, hash, created, seen, ends) VALUES (@TenantId, @id, @user, @hash, @now, @now, @ends)",
            new { user.TenantId, id = Ids.New(now), user = user.Id, hash, now, ends = now + Longest });
        return text;
    }

    /// <summary>Who is signed in with it, as they are now: a role taken away is gone with the next request. Null when it is over.</summary>
    public static (Principal Principal, Guid Session, bool Note)? Find(Session session, string? token, Instant now)
    {
        if (Secrets.Read(Prefix, token) is not var (tenant, hash))
            return null;
        var row = session.First<SignedInRow>("""
            SELECT s.id AS session_id, s.seen, u.id, u.handle, u.role, u.contact_id, o.handle AS customer FROM sessions s
            JOIN users u ON u.tenant_id = s.tenant_id AND u.id = s.user_id
            LEFT JOIN contacts c ON c.tenant_id = u.tenant_id AND c.id = u.contact_id
            LEFT JOIN organisations o ON o.tenant_id = c.tenant_id AND o.id = c.organisation_id
            WHERE s.tenant_id = @tenant AND s.hash = @hash AND s.ends > @now AND s.seen > @idle AND u.disabled IS NULL
            """, new { tenant, hash, now, idle = now - Idle });
        if (row is null)
            return null;
        var role = Roles.Read(row.Role);
        return (new Principal(tenant, "user:" + row.Handle, row.Id, Principal.AbilitiesOf(role))
        {
            Contact = row.ContactId, Customer = role == Role.Customer ? row.Customer : null,
        }, row.SessionId, row.Seen <= now - Grain);
    }

    public static void NoteUse(Tx tx, Guid tenant, Guid session, Instant now) =>
        tx.Execute("UPDATE sessions SET seen = @now WHERE tenant_id = @tenant AND id = @session", new { tenant, session, now });

    public static void End(Tx tx, Guid tenant, Guid session) =>
        tx.Execute("DELETE FROM sessions WHERE tenant_id = @tenant AND id = @session", new { tenant, session });

    public static void EndAll(Tx tx, Guid tenant, Guid user) =>
        tx.Execute("DELETE FROM sessions WHERE tenant_id = @tenant AND user_id = @user", new { tenant, user });

    private sealed record SignedInRow
    {
        public Guid SessionId { get; init; }
        public Instant Seen { get; init; }
        public Guid Id { get; init; }
        public string Handle { get; init; } = "";
        public string Role { get; init; } = "";
        public Guid? ContactId { get; init; }
        public string? Customer { get; init; }
    }
}
