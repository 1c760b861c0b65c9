using System.Text.Json;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.People;

/// <summary>A customer. Its handle is the value of the tickets' field <c>customer</c>.</summary>
public sealed record Organisation
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Handle { get; init; } = "";
    public string Name { get; init; } = "";
    /// <summary>E-mail domains, separated by spaces: who writes from there belongs to it.</summary>
    public string Domains { get; init; } = "";
    public Instant Created { get; init; }
    public Instant? Closed { get; init; }
    /// <summary>The first day on which it was no customer any more, in the workspace's zone, like 2026-10-01; null: it is one.</summary>
    public string? Ended { get; init; }
    /// <summary>Why, in the workspace's words.</summary>
    public string? EndedWhy { get; init; }
    public long Version { get; init; }
}

public sealed record OrganisationInput(string? Handle = null, string? Name = null, IReadOnlyList<string>? Domains = null, bool? Closed = null);

public static class Organisations
{
    private const string Columns = "tenant_id, id, handle, name, domains, created, closed, ended, ended_why, version";

    public static IReadOnlyList<Organisation> All(Session session, Guid tenant) =>
        session.Query<Organisation>($"SELECT {Columns} FROM organisations WHERE tenant_id = @tenant ORDER BY handle", new { tenant });

    public static Organisation? Get(Session session, Guid tenant, Guid id) =>
        session.First<Organisation>($"SELECT {Columns} FROM organisations WHERE tenant_id = @tenant AND id = @id", new { tenant, id });

    public static Organisation? Lock(Tx tx, Guid tenant, Guid id) =>
        tx.First<Organisation>($"SELECT {Columns} FROM organisations WHERE tenant_id = @tenant AND id = @id{tx.Dialect.ForUpdate}", new { tenant, id });

    public static Organisation? ByHandle(Session session, Guid tenant, string handle) =>
        session.First<Organisation>($"SELECT {Columns} FROM organisations WHERE tenant_id = @tenant AND handle = @handle", new { tenant, handle });

    /// <summary>Who writes from an address of one of its domains belongs to it.</summary>
    public static Organisation? ByDomain(Session session, Guid tenant, string email) =>
        email.LastIndexOf('@') is var at and >= 0 && Handles.Key(email[(at + 1)..]) is { Length: > 0 } domain
            ? All(session, tenant).FirstOrDefault(o => o.Closed is null && o.Domains.Split(' ').Contains(domain)) : null;

    public static Organisation Add(Tx tx, Guid tenant, OrganisationInput input, string by, Instant now)
    {
        var handle = Handles.Checked(input.Handle);
        if (ByHandle(tx, tenant, handle) is not null)
            throw new RefusedException("taken", "handle", $"the handle {handle} is taken", "choose another");
        var made = new Organisation
        {
            TenantId = tenant, Id = Ids.New(now), Handle = handle, Name = Handles.Line(input.Name, "name") ?? handle, Domains = Domained(input.Domains) ?? "", Created = now, Version = 1,
        };
        tx.Execute("INSERT INTO organisations (tenant_id, id, handle, name, domains, created, version) VALUES (@TenantId, @Id, @Handle, @Name, @Domains, @Created, 1)", made);
        AuditTrail.Write(tx, tenant, by, "organisation.added", $"organisation:{made.Id}", JsonSerializer.Serialize(new { handle }), now);
        return made;
    }

    public static Organisation Change(Tx tx, Organisation organisation, OrganisationInput input, string by, Instant now)
    {
        if (input.Handle is not null && input.Handle != organisation.Handle)
            throw new RefusedException("handle-stays", "handle", "a handle cannot be changed: tickets know the organisation by it", "leave it out");
        var changed = organisation with
        {
            Name = Handles.Line(input.Name, "name") ?? organisation.Name, Domains = Domained(input.Domains) ?? organisation.Domains,
            Closed = input.Closed is null ? organisation.Closed : input.Closed.Value ? organisation.Closed ?? now : null,
        };
        if (changed == organisation)
            return organisation;
        tx.Execute("UPDATE organisations SET name = @Name, domains = @Domains, closed = @Closed, version = version + 1 WHERE tenant_id = @TenantId AND id = @Id", changed);
        AuditTrail.Write(tx, organisation.TenantId, by, "organisation.changed", $"organisation:{organisation.Id}", "{}", now);
        return changed with { Version = organisation.Version + 1 };
    }

    private static string? Domained(IReadOnlyList<string>? domains)
    {
        if (domains is null)
            return null;
        if (domains.Count > 50)
            throw new RefusedException("too-many", "domains", "an organisation has at most 50 domains", "leave some out");
        return string.Join(' ', domains.Select(d => Handles.Key(Handles.Needed(d, "domains", 253))!).Select(d =>
            d.Contains('.') && d.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') ? d
                : throw new RefusedException("bad-domain", "domains", "that is not an e-mail domain", "write example.com")).Distinct());
    }
}
