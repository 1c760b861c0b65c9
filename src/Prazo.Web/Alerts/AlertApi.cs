using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Alerts;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Alerts;

internal static class AlertApi
{
    public static void MapAlerts(this RouteGroupBuilder api)
    {
        api.MapGet("/alerts", List).For(Ability.Read).WithSummary("Who was told of warnings and breaches, newest first; how many of the past nobody was told of.");
        api.MapPost("/alerts/{id:guid}/acknowledge", Acknowledge).For(Ability.Work).WithSummary("Somebody has it in hand: the levels that remain are told no more.");
    }

    private static async Task<Ok<AlertPage>> List(HttpContext context, Db db, bool mine = false, bool open = false, Guid? before = null, int limit = 50)
    {
        var (asker, most) = (context.Asker(), Math.Clamp(limit, 1, 200));
        var (alerts, past) = await db.Read(s => (AlertLog.Of(s, asker.Tenant, mine ? asker.Person ?? Guid.Empty : null, open, before, most), AlertRunner.Past(s, asker.Tenant)));
        return TypedResults.Ok(new AlertPage([.. alerts.Select(AlertView.Of)], alerts.Count == most ? alerts[^1].Id : null, past));
    }

    private static async Task<Results<NoContent, NotFound>> Acknowledge(HttpContext context, Guid id, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return await context.Once(db, now, tx => AlertLog.Acknowledge(tx, asker.Tenant, id, asker.Actor, now)) ? TypedResults.NoContent() : TypedResults.NotFound();
    }
}

/// <param name="Next">Give it as <c>before</c> for the next page; none on the last.</param>
/// <param name="Past">Warnings and breaches that came with a history: counted, told to nobody.</param>
internal sealed record AlertPage(IReadOnlyList<AlertView> Items, Guid? Next, long Past);

/// <param name="At">When it happened by the promise (T3).</param>
internal sealed record AlertView(Guid Id, Guid Ticket, Guid Clock, string Target, long Cycle, string Kind, string Stage, Guid User, long Level, Instant At, Instant Made, Instant? Withdrawn, Instant? Acknowledged, string? AcknowledgedBy)
{
    public static AlertView Of(Alert a) => new(a.Id, a.TicketId, a.ClockId, a.Target, a.Cycle, a.Kind, a.Stage, a.UserId, a.Level, a.At, a.Made, a.Withdrawn, a.Acknowledged, a.AcknowledgedBy);
}
