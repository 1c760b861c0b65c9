using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prazo.Audit;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Audit;

/// <param name="Verdict">Where it was asked to follow the chain from its beginning.</param>
public sealed record AuditModel(IReadOnlyList<AuditEntry> Entries, string? Actor, string? Action, long? Older, AuditVerdict? Verdict);

/// <summary>Who changed what, the newest first.</summary>
internal static class AuditPages
{
    private const int Most = 50;

    public static void MapAuditPages(this RouteGroupBuilder pages) => pages.MapGet("/settings/audit", Show).For(Ability.Audit);

    private static Task<IResult> Show(HttpContext context, string? actor, string? action, long? before, bool verify = false) => context.Show<AuditLogPage, AuditModel>((s, viewer) =>
    {
        var tenant = viewer.Asker!.Tenant;
        var (who, what) = (string.IsNullOrWhiteSpace(actor) ? null : actor.Trim(), string.IsNullOrWhiteSpace(action) ? null : action.Trim());
        // People write the name; the log has user:NAME and key:NAME.
        var found = AuditQueries.Before(s, tenant, before ?? long.MaxValue, Most + 1, who is null || who.Contains(':', StringComparison.Ordinal) ? who : "user:" + who, what);
        return new AuditModel([.. found.Take(Most)], who, what, found.Count > Most ? found[Most - 1].Seq : null, verify ? AuditChain.Verify(tenant, AuditQueries.Sealed(s, tenant), AuditQueries.Head(s, tenant)) : null);
    });
}
