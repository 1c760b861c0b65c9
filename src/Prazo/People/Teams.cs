using System.Text.Json;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.People;

/// <summary>Who works together. Tickets and events know the handle.</summary>
public sealed record Team
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Handle { get; init; } = "";
    public string Name { get; init; } = "";
    public Instant Created { get; init; }
    public Instant? Closed { get; init; }
    public long Version { get; init; }
}

/// <summary>A user in a team.</summary>
public sealed record Member
{
    public Guid TeamId { get; init; }
    public Guid UserId { get; init; }
    public string Handle { get; init; } = "";
    public string? Name { get; init; }
    public string? Email { get; init; }
    /// <summary>Since when they lead the team; null: they do not.</summary>
    public Instant? Leads { get; init; }
    public Instant Since { get; init; }
}

public static class Teams
{
    private const string Columns = "tenant_id, id, handle, name, created, closed, version";

    public static IReadOnlyList<Team> All(Session session, Guid tenant) => session.Query<Team>($"SELECT {Columns} FROM teams WHERE tenant_id = @tenant ORDER BY handle", new { tenant });

    public static Team? Get(Session session, Guid tenant, Guid id) => session.First<Team>($"SELECT {Columns} FROM teams WHERE tenant_id = @tenant AND id = @id", new { tenant, id });

    public static Team? ByHandle(Session session, Guid tenant, string handle) =>
        session.First<Team>($"SELECT {Columns} FROM teams WHERE tenant_id = @tenant AND handle = @handle", new { tenant, handle });

    public static Team? Lock(Tx tx, Guid tenant, Guid id) => tx.First<Team>($"SELECT {Columns} FROM teams WHERE tenant_id = @tenant AND id = @id{tx.Dialect.ForUpdate}", new { tenant, id });

    /// <summary>Members who can come in, leads first.</summary>
    public static IReadOnlyList<Member> Members(Session session, Guid tenant, Guid? team = null) => session.Query<Member>($"""
        SELECT m.team_id, m.user_id, u.handle, u.name, u.email, m.leads, m.since FROM team_members m
        JOIN users u ON u.tenant_id = m.tenant_id AND u.id = m.user_id
        WHERE m.tenant_id = @tenant AND u.disabled IS NULL{(team is null ? "" : " AND m.team_id = @team")}
        ORDER BY m.team_id, CASE WHEN m.leads IS NULL THEN 1 ELSE 0 END, u.handle
        """, new { tenant, team });

    public static Team Add(Tx tx, Guid tenant, string? handle, string? name, string by, Instant now)
    {
        var team = new Team { TenantId = tenant, Id = Ids.New(now), Handle = Handles.Checked(handle), Created = now, Version = 1 };
        team = team with { Name = Handles.Line(name, "name") ?? team.Handle };
        if (ByHandle(tx, tenant, team.Handle) is not null)
            throw new RefusedException("taken", "handle", $"the handle {team.Handle} is taken", "choose another");
        tx.Execute("INSERT INTO teams (tenant_id, id, handle, name, created, version) VALUES (@TenantId, @Id, @Handle, @Name, @Created, 1)", team);
        AuditTrail.Write(tx, tenant, by, "team.added", $"team:{team.Id}", JsonSerializer.Serialize(new { handle = team.Handle }), now);
        return team;
    }

    /// <summary>A closed team takes no more tickets; its log stays.</summary>
    public static Team Change(Tx tx, Team team, string? name, bool? closed, string by, Instant now)
    {
        var changed = team with { Name = Handles.Line(name, "name") ?? team.Name, Closed = closed is null ? team.Closed : closed.Value ? team.Closed ?? now : null };
        if (changed == team)
            return team;
        tx.Execute("UPDATE teams SET name = @Name, closed = @Closed, version = version + 1 WHERE tenant_id = @TenantId AND id = @Id", changed);
        AuditTrail.Write(tx, team.TenantId, by, changed.Closed == team.Closed ? "team.changed" : changed.Closed is null ? "team.reopened" : "team.closed", $"team:{team.Id}", "{}", now);
        return changed with { Version = team.Version + 1 };
    }

    /// <summary>Puts a user in a team, or changes whether they lead it. False when there is no such user.</summary>
    public static bool Put(Tx tx, Team team, Guid user, bool leads, string by, Instant now)
    {
        if (UserStore.Get(tx, team.TenantId, user) is not { } person)
            return false;
        if (person.Is == Workspaces.Role.Customer)
            throw new RefusedException("customer", "", "a customer is in no team", "give them another role first");
        tx.Execute("""
            INSERT INTO team_members (tenant_id, team_id, user_id, leads, since) VALUES (@TenantId, @Id, @user, @leads, @now)
            ON CONFLICT (tenant_id, team_id, user_id) DO UPDATE SET leads = CASE WHEN @leads IS NULL THEN NULL ELSE COALESCE(team_members.leads, @leads) END
            """, new { team.TenantId, team.Id, user, leads = leads ? now : (Instant?)null, now });
        AuditTrail.Write(tx, team.TenantId, by, "team.member-put", $"team:{team.Id}", JsonSerializer.Serialize(new { user, leads }), now);
        return true;
    }

    public static bool Remove(Tx tx, Team team, Guid user, string by, Instant now)
    {
        if (tx.Execute("DELETE FROM team_members WHERE tenant_id = @TenantId AND team_id = @Id AND user_id = @user", new { team.TenantId, team.Id, user }) == 0)
            return false;
        AuditTrail.Write(tx, team.TenantId, by, "team.member-removed", $"team:{team.Id}", JsonSerializer.Serialize(new { user }), now);
        return true;
    }
}
