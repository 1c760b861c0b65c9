using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Clocks;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Clocks;

internal static class SetAsideApi
{
    public static void MapSetAside(this RouteGroupBuilder api) =>
        api.MapGet("/set-aside", List).For(Ability.Manage).WithSummary("Tickets whose clocks a fault keeps from being computed; each is looked at again every five minutes.");

    private static async Task<Ok<SetAsideTickets>> List(HttpContext context, Db db)
    {
        var rows = await db.Read(s => SetAside.Of(s, context.Asker().Tenant));
        return TypedResults.Ok(new SetAsideTickets([.. rows.Select(r => new SetAsideTicket(r.TicketId, r.Number, r.At, r.Fault.Split('\n', 2)[0].Trim()))]));
    }
}

internal sealed record SetAsideTickets(IReadOnlyList<SetAsideTicket> Items);

internal sealed record SetAsideTicket(Guid Ticket, long Number, Instant At, string Fault);
