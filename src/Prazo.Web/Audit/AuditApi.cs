using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Audit;

/// <summary>Who changed what, for auditors and administrators.</summary>
internal static class AuditApi
{
    public static void MapAudit(this RouteGroupBuilder api)
    {
        api.MapGet("/audit", After).For(Ability.Audit).WithSummary("Who changed what, in the order of the chain, after a cursor; of one actor, subject or action where asked.");
        api.MapGet("/audit/export", Export).For(Ability.Audit).Produces<string>(contentType: "application/jsonl")
            .WithSummary("The whole chain as JSON Lines, which prazo audit verify checks without the database.");
        api.MapGet("/audit/verify", Verify).For(Ability.Audit).WithSummary("Follows the chain from its beginning: whether it is whole, and where it ends.");
    }

    private static async Task<Ok<AuditPage>> After(HttpContext context, Db db, long after = 0, int limit = 100, string? actor = null, string? subject = null, string? action = null)
    {
        var rows = await db.Read(s => AuditQueries.After(s, context.Asker().Tenant, after, Math.Clamp(limit, 1, 1000), actor, subject, action));
        return TypedResults.Ok(new AuditPage([.. rows.Select(AuditItem.Of)], rows.Count > 0 ? rows[^1].Seq!.Value : after));
    }

    private static async Task<IResult> Export(HttpContext context, Db db)
    {
        var tenant = context.Asker().Tenant;
        var text = await db.Read(s =>
        {
            using var writer = new StringWriter();
            AuditFile.Write(writer, tenant, AuditQueries.Sealed(s, tenant));
            return writer.ToString();
        });
        return TypedResults.Text(text, "application/jsonl", Encoding.UTF8);
    }

    private static async Task<Ok<AuditState>> Verify(HttpContext context, Db db)
    {
        var tenant = context.Asker().Tenant;
        var (verdict, waiting) = await db.Read(s => (AuditChain.Verify(tenant, AuditQueries.Sealed(s, tenant), AuditQueries.Head(s, tenant)), AuditQueries.Unsealed(s, tenant)));
        return TypedResults.Ok(new AuditState(verdict.Faults.Count == 0, verdict.Head.Seq, Convert.ToHexStringLower(verdict.Head.Hash), waiting, verdict.Faults));
    }
}

/// <param name="Next">Where to go on.</param>
internal sealed record AuditPage(IReadOnlyList<AuditItem> Items, long Next);

internal sealed record AuditItem(long Seq, Guid Id, Instant At, string Actor, string Action, string Subject, JsonElement Content, string Hash)
{
    public static AuditItem Of(AuditEntry e) => new(e.Seq!.Value, e.Id, e.At, e.Actor, e.Action, e.Subject, JsonElement.Parse(e.Content), Convert.ToHexStringLower(e.Hash!));
}

/// <param name="Waiting">Rows that have no place yet: the sealer gives them one within a second.</param>
internal sealed record AuditState(bool Whole, long Seq, string Hash, long Waiting, IReadOnlyList<string> Faults);
