using NodaTime;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.People;

/// <summary>Links that work once and not for ever: to set a workspace up, and to choose a password.</summary>
public static class OneTimeLinks
{
    private const string Prefix = "pl1", Setup = "setup", Password = "password";

    public static readonly Duration SetupLasts = Duration.FromHours(24), PasswordLasts = Duration.FromDays(3);

    /// <summary>The secret, shown this once. Those made before for the same end no longer work.</summary>
    public static string ForSetup(Tx tx, Guid tenant, Instant now) => Create(tx, tenant, Setup, null, now, now + SetupLasts);

    public static string ForPassword(Tx tx, User user, Instant now) => Create(tx, user.TenantId, Password, user.Id, now, now + PasswordLasts);

    private static string Create(Tx tx, Guid tenant, string kind, Guid? user, Instant now, Instant ends)
    {
        var (text, hash) = Secrets.New(Prefix, tenant);
        tx.Execute($"DELETE FROM one_time_links WHERE tenant_id = @tenant AND kind = @kind AND used IS NULL{(user is null ? "" : " AND user_id = @user")}", new { tenant, kind, user });
        tx.Execute("INSERT INTO one_time_links (tenant_id, id, kind, user_id, hash, created, ends) VALUES (@tenant, @id, @kind, @user, @hash, @now, @ends)",
            new { tenant, id = Ids.New(now), kind, user, hash, now, ends });
        return text;
    }

    /// <summary>Uses a link up; the workspace to set up, or null when the link is none, was used or has run out.</summary>
    public static Guid? UseForSetup(Tx tx, string? text, Instant now) => Use(tx, text, Setup, now)?.TenantId;

    /// <summary>Uses a link up; whose password is to be set.</summary>
    public static User? UseForPassword(Tx tx, string? text, Instant now) =>
        Use(tx, text, Password, now) is { UserId: { } user } row && UserStore.Lock(tx, row.TenantId, user) is { Disabled: null } found ? found : null;

    /// <summary>What a link would set up, without using it.</summary>
    public static Guid? ForWhichSetup(Session session, string? text, Instant now) => Find(session, text, Setup, now)?.TenantId;

    /// <summary>Whom a link is for, without using it.</summary>
    public static User? Whose(Session session, string? text, Instant now) =>
        Find(session, text, Password, now) is { UserId: { } user } row ? UserStore.Get(session, row.TenantId, user) : null;

    private static LinkRow? Use(Tx tx, string? text, string kind, Instant now) =>
        Find(tx, text, kind, now) is { } row && tx.Execute("UPDATE one_time_links SET used = @now WHERE tenant_id = @TenantId AND id = @Id AND used IS NULL", new { row.TenantId, row.Id, now }) == 1
            ? row : null;

    private static LinkRow? Find(Session session, string? text, string kind, Instant now) => Secrets.Read(Prefix, text) is var (tenant, hash)
        ? session.First<LinkRow>("SELECT tenant_id, id, user_id FROM one_time_links WHERE tenant_id = @tenant AND hash = @hash AND kind = @kind AND used IS NULL AND ends > @now",
            new { tenant, hash, kind, now })
        : null;

    private sealed record LinkRow
    {
        public Guid TenantId { get; init; }
        public Guid Id { get; init; }
        public Guid? UserId { get; init; }
    }
}
