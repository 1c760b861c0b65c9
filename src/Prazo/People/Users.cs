using System.Text.Json;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.People;

/// <summary>Changes of who may come in. Each is audited, with ids and the names of what changed, never the values (S9).</summary>
public static class Users
{
    public static User Add(Tx tx, Guid tenant, UserInput input, string by, Instant now)
    {
        var role = Roles.Read(input.Role);
        var user = Checked(tx, new User
        {
            TenantId = tenant, Id = Ids.New(now), Handle = Handles.Checked(input.Handle), Role = role.Text(), Created = now, Version = 1,
        }, input);
        UserStore.Insert(tx, user);
        AuditTrail.Write(tx, tenant, by, "user.added", Subject(user), JsonSerializer.Serialize(new { user.Handle, user.Role }, Lower), now);
        return user;
    }

    public static User Change(Tx tx, User user, UserInput input, string by, Instant now)
    {
        if (input.Handle is not null && input.Handle != user.Handle)
            throw new RefusedException("handle-stays", "handle", "a handle cannot be changed: the log knows the person by it", "leave it out");
        var changed = Checked(tx, user with { Role = input.Role is null ? user.Role : Roles.Read(input.Role).Text() }, input);
        if (changed == user)
            return user;
        if (user.Role == Roles.Text(Role.Admin) && changed.Role != user.Role)
            KeepAnAdmin(tx, user);
        UserStore.Update(tx, changed);
        if (changed.Role != user.Role)
            AuditTrail.Write(tx, user.TenantId, by, "user.role-changed", Subject(user), JsonSerializer.Serialize(new { from = user.Role, to = changed.Role }), now);
        AuditTrail.Write(tx, user.TenantId, by, "user.changed", Subject(user), JsonSerializer.Serialize(new { fields = Differences(user, changed) }), now);
        return changed with { Version = user.Version + 1 };
    }

    /// <summary>Ends all sessions, too.</summary>
    public static User Disable(Tx tx, User user, string by, Instant now)
    {
        if (user.Disabled is not null)
            return user;
        if (user.Is == Role.Admin)
            KeepAnAdmin(tx, user);
        var disabled = user with { Disabled = now };
        UserStore.Update(tx, disabled);
        Sessions.EndAll(tx, user.TenantId, user.Id);
        AuditTrail.Write(tx, user.TenantId, by, "user.disabled", Subject(user), "{}", now);
        return disabled with { Version = user.Version + 1 };
    }

    public static User Enable(Tx tx, User user, string by, Instant now)
    {
        if (user.Disabled is null)
            return user;
        if (user.Erased is not null)
            throw new RefusedException("erased", "", "an erased user stays disabled", "add a new one");
        UserStore.Update(tx, user with { Disabled = null });
        AuditTrail.Write(tx, user.TenantId, by, "user.enabled", Subject(user), "{}", now);
        return user with { Disabled = null, Version = user.Version + 1 };
    }

    /// <param name="hash">From <see cref="Passwords.Hash"/>, made outside of the transaction.</param>
    /// <remarks>Whoever was signed in with the old one no longer is.</remarks>
    public static void SetPassword(Tx tx, User user, string hash, string by, Instant now)
    {
        UserStore.SetPassword(tx, user.TenantId, user.Id, hash);
        Sessions.EndAll(tx, user.TenantId, user.Id);
        AuditTrail.Write(tx, user.TenantId, by, "user.password-set", Subject(user), "{}", now);
    }

    public static string Subject(User user) => $"user:{user.Id}";

    internal static readonly JsonSerializerOptions Lower = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static User Checked(Tx tx, User user, UserInput input)
    {
        var filled = user with
        {
            Name = input.Name is null ? user.Name : Handles.Line(input.Name, "name"),
            Email = input.Email is null ? user.Email : Handles.Email(input.Email),
            Locale = input.Locale is null ? user.Locale : Handles.Locale(input.Locale),
            Zone = input.Zone is null ? user.Zone : Handles.Zone(input.Zone),
            ContactId = input.Contact ?? user.ContactId,
        };
        if (UserStore.ByHandle(tx, user.TenantId, filled.Handle) is { } same && same.Id != user.Id)
            throw new RefusedException("taken", "handle", $"the handle {filled.Handle} is taken", "choose another");
        if (filled.Email is { } email && UserStore.ByEmail(tx, user.TenantId, email) is { } known && known.Id != user.Id)
            throw new RefusedException("taken", "email", "another user has this address", "one address, one user");
        if (filled.ContactId is { } contact && tx.Value<long>("SELECT COUNT(*) FROM contacts WHERE tenant_id = @TenantId AND id = @contact", new { user.TenantId, contact }) == 0)
            throw new RefusedException("unknown-contact", "contact", "there is no such contact", "add the contact first");
        if (filled.Is == Role.Customer != filled.ContactId is not null)
            throw new RefusedException("customer-is-contact", "contact", "a customer's user is a contact, and only a customer's is", "name the contact for the role customer, and for no other");
        return filled;
    }

    private static void KeepAnAdmin(Tx tx, User user)
    {
        if (UserStore.Admins(tx, user.TenantId) is [var last] && last == user.Id)
            throw new RefusedException("last-admin", "", "nobody else could administer the workspace", "make somebody else an administrator first");
    }

    private static List<string> Differences(User a, User b)
    {
        var fields = new List<string>();
        Add(a.Name != b.Name, "name");
        Add(a.Email != b.Email, "email");
        Add(a.Role != b.Role, "role");
        Add(a.Locale != b.Locale, "locale");
        Add(a.Zone != b.Zone, "zone");
        Add(a.ContactId != b.ContactId, "contact");
        return fields;

        void Add(bool differs, string field)
        {
            if (differs)
                fields.Add(field);
        }
    }
}
