using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

internal static class TicketApi
{
    public static void MapTickets(this RouteGroupBuilder api)
    {
        api.MapEvents();
        api.MapGet("/tickets/{id}", Get).For(Ability.Read).WithSummary("A ticket by its id or number.");
    }

    private static async Task<Results<Ok<TicketView>, NotFound>> Get(HttpContext context, string id, Db db) =>
        await db.Read(s => TicketQueries.Find(s, context.Asker().Tenant, id)) is { } ticket ? TypedResults.Ok(TicketView.Of(ticket)) : TypedResults.NotFound();
}

internal sealed record TicketView(Guid Id, long Number, string? Source, string? Ref, Instant? Created, Instant Updated, IReadOnlyDictionary<string, string> Fields, bool Covered, Instant? NextDue)
{
    public static TicketView Of(Ticket t) => new(t.Id, t.Number, t.Source.Length > 0 ? t.Source : null, t.Ref, t.Created, t.Updated,
        JsonSerializer.Deserialize<Dictionary<string, string>>(t.Fields)!, t.Covered == 1, t.NextDue);
}
