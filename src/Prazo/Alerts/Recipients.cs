using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Alerts;

/// <summary>Whom a word such as <c>agent</c> means for a ticket.</summary>
public static class Recipients
{
    private const string User = "user:";

    public static bool IsKnown(string to) => to is "agent" or "team" or "team-lead" or "manager" || (to.StartsWith(User, StringComparison.Ordinal) && to.Length > User.Length);

    /// <summary>Everybody meant, once. Where that is nobody – no agent yet, a team without lead – the managers, and where there is none, the administrators: an alert finds somebody.</summary>
    public static IReadOnlyList<Guid> Of(Session session, Ticket ticket, IEnumerable<string> to)
    {
        var found = to.SelectMany(t => Named(session, ticket, t)).Distinct().ToList();
        if (found.Count == 0)
            found.AddRange(InRole(session, ticket.TenantId, "manager"));
        if (found.Count == 0)
            found.AddRange(InRole(session, ticket.TenantId, "admin"));
        return found;
    }

    private static IEnumerable<Guid> Named(Session session, Ticket ticket, string to) => to switch
    {
        "agent" => ByHandle(session, ticket.TenantId, ticket.Agent),
        "team" => InTeam(session, ticket, ""),
        "team-lead" => InTeam(session, ticket, " AND m.leads IS NOT NULL"),
        "manager" => InRole(session, ticket.TenantId, "manager"),
        _ when to.StartsWith(User, StringComparison.Ordinal) => ByHandle(session, ticket.TenantId, to[User.Length..]),
        _ => [],
    };

    private static IReadOnlyList<Guid> ByHandle(Session session, Guid tenant, string? handle) => handle is null ? [] :
        session.Query<Guid>("SELECT id FROM users WHERE tenant_id = @tenant AND handle = @handle AND disabled IS NULL", new { tenant, handle });

    private static IReadOnlyList<Guid> InTeam(Session session, Ticket ticket, string which) => ticket.Team is null ? [] : session.Query<Guid>($"""
        SELECT u.id FROM teams t JOIN team_members m ON m.tenant_id = t.tenant_id AND m.team_id = t.id JOIN users u ON u.tenant_id = m.tenant_id AND u.id = m.user_id
        WHERE t.tenant_id = @TenantId AND t.handle = @Team AND u.disabled IS NULL{which} ORDER BY u.id
        """, new { ticket.TenantId, ticket.Team });

    private static IReadOnlyList<Guid> InRole(Session session, Guid tenant, string role) =>
        session.Query<Guid>("SELECT id FROM users WHERE tenant_id = @tenant AND role = @role AND disabled IS NULL ORDER BY id", new { tenant, role });
}
