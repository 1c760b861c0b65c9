using NodaTime;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.People;

internal static class UserStore
{
    public const string Columns = "tenant_id, id, handle, name, email, role, locale, zone, contact_id, created, disabled, erased, version";

    public static IReadOnlyList<User> All(Session session, Guid tenant) =>
        session.Query<User>($"SELECT {Columns} FROM users WHERE tenant_id = @tenant ORDER BY handle", new { tenant });

    public static User? Get(Session session, Guid tenant, Guid id) =>
        session.First<User>($"SELECT {Columns} FROM users WHERE tenant_id = @tenant AND id = @id", new { tenant, id });

    public static User? Lock(Tx tx, Guid tenant, Guid id) =>
        tx.First<User>($"SELECT {Columns} FROM users WHERE tenant_id = @tenant AND id = @id{tx.Dialect.ForUpdate}", new { tenant, id });

    public static User? ByHandle(Session session, Guid tenant, string handle) =>
        session.First<User>($"SELECT {Columns} FROM users WHERE tenant_id = @tenant AND handle = @handle", new { tenant, handle });

    public static User? ByEmail(Session session, Guid tenant, string email) =>
        session.First<User>($"SELECT {Columns} FROM users WHERE tenant_id = @tenant AND email_key = @key", new { tenant, key = Handles.Key(email) });

    /// <summary>By what somebody types to sign in: address or handle.</summary>
    public static (User User, string? Password)? ByLogin(Session session, Guid tenant, string login)
    {
        var key = Handles.Key(login.Trim())!;
        var user = key.Contains('@') ? ByEmail(session, tenant, key) : ByHandle(session, tenant, key);
        return user is null ? null : (user, Password(session, tenant, user.Id));
    }

    public static string? Password(Session session, Guid tenant, Guid id) =>
        session.Value<string>("SELECT password FROM users WHERE tenant_id = @tenant AND id = @id", new { tenant, id });

    public static void Insert(Tx tx, User user) => tx.Execute("""
        INSERT INTO users (tenant_id, id, handle, name, email, email_key, role, locale, zone, contact_id, created, version)
        VALUES (@TenantId, @Id, @Handle, @Name, @Email, @key, @Role, @Locale, @Zone, @ContactId, @Created, 1)
        """, With(user));

    public static void Update(Tx tx, User user) => tx.Execute("""
        UPDATE users SET handle = @Handle, name = @Name, email = @Email, email_key = @key, role = @Role, locale = @Locale, zone = @Zone, contact_id = @ContactId,
          disabled = @Disabled, erased = @Erased, version = version + 1
        WHERE tenant_id = @TenantId AND id = @Id
        """, With(user));

    public static void SetPassword(Tx tx, Guid tenant, Guid id, string? hash) =>
        tx.Execute("UPDATE users SET password = @hash, version = version + 1 WHERE tenant_id = @tenant AND id = @id", new { tenant, id, hash });

    /// <summary>Administrators who can come in, locked: two of them cannot remove each other at once.</summary>
    public static IReadOnlyList<Guid> Admins(Tx tx, Guid tenant) => tx.Query<Guid>(
        $"SELECT id FROM users WHERE tenant_id = @tenant AND role = 'admin' AND disabled IS NULL ORDER BY id{tx.Dialect.ForUpdate}", new { tenant });

    public static Instant? Seen(Session session, Guid tenant, Guid user) =>
        session.Query<Instant>("SELECT seen FROM sessions WHERE tenant_id = @tenant AND user_id = @user ORDER BY seen DESC LIMIT 1", new { tenant, user }) is [var last] ? last : null;

    private static object With(User u) => new
    {
        u.TenantId, u.Id, u.Handle, u.Name, u.Email, key = Handles.Key(u.Email), u.Role, u.Locale, u.Zone, u.ContactId, u.Created, u.Disabled, u.Erased,
    };
}
