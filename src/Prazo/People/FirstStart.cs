using NodaTime;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.People;

/// <summary>How an empty database begins: with a workspace and its first administrator, or a link by which somebody becomes it.</summary>
public static class FirstStart
{
    /// <summary>A workspace that nobody can administer yet, and the secret of a link to set it up; null when there is nothing to begin.</summary>
    public static string? Link(Tx tx, string workspace, string locale, string zone, Instant now)
    {
        var all = Workspace.All(tx);
        if (all.Count == 0)
            return OneTimeLinks.ForSetup(tx, Open(tx, workspace, locale, zone, "cli", now).TenantId, now);
        // Nobody used the link of the last start: it is made anew.
        return all is [var only] && tx.Value<long>("SELECT COUNT(*) FROM users WHERE tenant_id = @TenantId", new { only.TenantId }) == 0
            && tx.Value<long>("SELECT COUNT(*) FROM api_keys WHERE tenant_id = @TenantId", new { only.TenantId }) == 0
            ? OneTimeLinks.ForSetup(tx, only.TenantId, now) : null;
    }

    /// <summary>A workspace with its administrator; null when there are workspaces already.</summary>
    public static User? WithAdmin(Tx tx, string workspace, string locale, string zone, string email, string passwordHash, Instant now)
    {
        var all = Workspace.All(tx);
        var into = all.Count == 0 ? Open(tx, workspace, locale, zone, "cli", now) : all is [var only] && UserStore.All(tx, only.TenantId).Count == 0 ? only : null;
        return into is null ? null : Admin(tx, into.TenantId, new UserInput(Email: email), passwordHash, "cli", now);
    }

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
