using NodaTime;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.People;

/// <summary>How an empty database begins: with a workspace and its first administrator, or a link by which somebody becomes it.</summary>
public static class FirstStart
{
    /// <summary>Whether there is no workspace, or one that nobody was ever in.</summary>
    public static bool IsNeeded(Session session) => Workspace.All(session) is var all && (all.Count == 0
        || (all is [var only] && session.Value<long>("SELECT COUNT(*) FROM users WHERE tenant_id = @TenantId", new { only.TenantId }) == 0));

    /// <summary>Makes the workspace, and the secret of a link to set it up; null when there is nothing to begin, or keys were made from the shell.
    /// A link that was not used is made anew with every start.</summary>
    public static string? Link(Tx tx, string workspace, string locale, string zone, Instant now)
    {
        if (!IsNeeded(tx))
            return null;
        var into = Begun(tx, workspace, locale, zone, now);
        return tx.Value<long>("SELECT COUNT(*) FROM api_keys WHERE tenant_id = @TenantId", new { into.TenantId }) == 0 ? OneTimeLinks.ForSetup(tx, into.TenantId, now) : null;
    }

    /// <summary>Makes the workspace with its administrator; null when somebody is there already.</summary>
    public static User? WithAdmin(Tx tx, string workspace, string locale, string zone, string email, string passwordHash, Instant now) =>
        IsNeeded(tx) ? Admin(tx, Begun(tx, workspace, locale, zone, now).TenantId, new UserInput(Email: email), passwordHash, "cli", now) : null;

    private static Workspace Begun(Tx tx, string workspace, string locale, string zone, Instant now) => Workspace.All(tx) is [var only] ? only : Open(tx, workspace, locale, zone, "cli", now);

    /// <summary>The workspace that a link would set up, without using it; null when the link is not good.</summary>
    public static Workspace? Awaits(Session session, string? link, Instant now) => OneTimeLinks.ForWhichSetup(session, link, now) is { } tenant ? Workspace.Get(session, tenant) : null;

    /// <summary>Completes a setup by its link; null when the link is not good.</summary>
    public static User? Complete(Tx tx, string? link, string? workspace, string? locale, string? zone, UserInput admin, string passwordHash, Instant now)
    {
        if (OneTimeLinks.UseForSetup(tx, link, now) is not { } tenant)
            return null;
        var named = Workspace.Get(tx, tenant);
        Workspace.Change(tx, named with
        {
            Name = Handles.Line(workspace, "workspace") ?? named.Name, Locale = Handles.Locale(locale) ?? named.Locale, Zone = Handles.Zone(zone) ?? named.Zone,
        }, "setup", now);
        return Admin(tx, tenant, admin, passwordHash, "setup", now);
    }

    public static Workspace Open(Tx tx, string name, string locale, string zone, string by, Instant now)
    {
        var made = Workspace.Create(tx, Handles.Needed(name, "workspace"), Handles.Locale(locale) ?? "en", Handles.Zone(zone) ?? "Etc/UTC", now);
        AuditTrail.Write(tx, made.TenantId, by, "workspace.created", $"workspace:{made.TenantId}", "{}", now);
        return made;
    }

    private static User Admin(Tx tx, Guid tenant, UserInput input, string passwordHash, string by, Instant now)
    {
        var user = Users.Add(tx, tenant, input with { Handle = input.Handle ?? HandleOf(input.Email), Email = Handles.Needed(input.Email, "email"), Role = Role.Admin.Text(), Contact = null }, by, now);
        Users.SetPassword(tx, user, passwordHash, by, now);
        return UserStore.Get(tx, tenant, user.Id)!;
    }

    /// <summary>Without a wish of their own, the part before the @ as far as it fits.</summary>
    public static string HandleOf(string? email)
    {
        var name = new string([.. (email ?? "").Split('@')[0].ToLowerInvariant().Where(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_')]).TrimStart('.', '-', '_');
        return name.Length == 0 ? "admin" : name.Length > 64 ? name[..64] : name;
    }
}
