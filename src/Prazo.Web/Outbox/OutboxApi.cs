using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Outbox;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Outbox;

internal static class OutboxApi
{
    public static void MapOutbox(this RouteGroupBuilder api)
    {
        api.MapGet("/dead-letters", List).For(Ability.Manage).WithSummary("What could not be delivered after the last attempt, newest first, and why.");
        api.MapPost("/dead-letters/{id:guid}/replay", Replay).For(Ability.Manage).WithSummary("Begins anew with a dead letter.");
        api.MapPost("/dead-letters/replay", ReplayAll).For(Ability.Manage).WithSummary("Begins anew with all dead letters.");
    }

    private static async Task<Ok<DeadLetters>> List(HttpContext context, Db db, Guid? before = null, int limit = 50)
    {
        var most = Math.Clamp(limit, 1, 200);
        var rows = await db.Read(s => OutboxStore.Dead(s, context.Asker().Tenant, before, most));
        return TypedResults.Ok(new DeadLetters([.. rows.Select(r => new DeadLetter(r.Id, r.Kind, r.Made, r.Attempts, r.Dead!.Value, r.Fault))], rows.Count == most ? rows[^1].Id : null));
    }

    private static async Task<Results<NoContent, NotFound>> Replay(HttpContext context, Guid id, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return await db.Write(tx => OutboxStore.Replay(tx, asker.Tenant, id, asker.Actor, now)) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static async Task<Ok<Replayed>> ReplayAll(HttpContext context, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return TypedResults.Ok(new Replayed(await db.Write(tx => OutboxStore.ReplayAll(tx, asker.Tenant, asker.Actor, now))));
    }
}

internal sealed record DeadLetters(IReadOnlyList<DeadLetter> Items, Guid? Next);

internal sealed record DeadLetter(Guid Id, string Kind, Instant Made, long Attempts, Instant Dead, string? Fault);

internal sealed record Replayed(int Letters);
