using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;

namespace Prazo.Web.Tickets;

/// <summary>What was done: ids only, as it may be kept for the sake of its idempotency key.</summary>
/// <param name="ETag">For <c>If-Match</c> of the next change.</param>
public sealed record TicketDone(Guid Ticket, long Number, string ETag, string? Status, Guid? Message = null, Guid? Request = null)
{
    public static TicketDone Of(Ticket t, Guid? message = null, Guid? request = null) => new(t.Id, t.Number, t.ETag, t.Status, message, request);
}

internal static class Acts
{
    /// <summary>Does something to tickets in one transaction; once, where the request has a key.</summary>
    public static Task<T> Act<T>(this HttpContext context, Func<Act, T> job)
    {
        var services = context.RequestServices;
        var (log, now, asker) = (services.GetRequiredService<TicketLog>(), services.GetRequiredService<IClock>().GetCurrentInstant(), context.Asker());
        return context.Once(services.GetRequiredService<Db>(), now, tx => job(new Act(tx, log, asker, now)));
    }

    public static async Task<Ok<TicketDone>> Do(this HttpContext context, string id, Func<Act, Ticket, Ticket> job) => await context.Did(id, (act, ticket) => TicketDone.Of(job(act, ticket)));

    /// <summary>Does something to the ticket that the path names, if it is still as <c>If-Match</c> says.</summary>
    public static async Task<Ok<TicketDone>> Did(this HttpContext context, string id, Func<Act, Ticket, TicketDone> job)
    {
        var ifMatch = context.IfMatch();
        return context.Tell(await context.Act(act => job(act, act.Ticket(id, ifMatch))));
    }

    public static Ok<TicketDone> Tell(this HttpContext context, TicketDone done)
    {
        context.Response.Headers.ETag = done.ETag;
        return TypedResults.Ok(done);
    }

    public static string? IfMatch(this HttpContext context) => context.Request.Headers.IfMatch is [{ Length: > 0 } tag] ? tag : null;
}
