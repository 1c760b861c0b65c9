using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

internal static class BulkApi
{
    private const int Most = 1000;

    public static void MapBulk(this RouteGroupBuilder api) =>
        api.MapPost("/tickets/bulk", Change).For(Ability.Work).WithSummary("Changes up to 1,000 tickets alike, each with a result of its own.");

    private static async Task<Ok<BulkResults>> Change(HttpContext context, BulkChange body) => TypedResults.Ok(await Do(context, body));

    public static Task<BulkResults> Do(HttpContext context, BulkChange body)
    {
        if (body.Tickets is not { Count: > 0 and <= Most })
            throw new RefusedException("bad-count", "tickets", $"a bulk change names 1 to {Most} tickets");
        return context.Act(act =>
        {
            var results = new BulkResult[body.Tickets.Count];
            // In the order of ids, so that two bulk changes do not wait for each other in a circle.
            foreach (var (index, name, _) in body.Tickets.Select((name, index) => (index, name, TicketQueries.Find(act.Tx, act.Tenant, name)?.Id)).OrderBy(x => x.Id))
                results[index] = One(act, name, body);
            return new BulkResults(results.Count(r => r.Status == "done"), results.Count(r => r.Status != "done"), results);
        });
    }

    /// <summary>What one ticket refuses keeps no other from being changed.</summary>
    private static BulkResult One(Act act, string name, BulkChange body)
    {
        Ticket? after = null;
        var fault = act.Tx.Try(() =>
        {
            after = act.Ticket(name);
            if (body.Change is { } change)
                after = TicketEdits.Change(act, after, change);
            if (body.Close)
                after = TicketEdits.Close(act, after, null);
        });
        return fault switch
        {
            null => new BulkResult(name, "done", after!.Id, after.Number, after.ETag, null),
            MissingException => new BulkResult(name, "unknown", null, null, null, null),
            RefusedException { Problems: [var problem, ..] } => new BulkResult(name, "refused", null, null, null, InputProblem.Of(problem)),
            _ => throw fault,
        };
    }
}

/// <param name="Tickets">Ids or numbers.</param>
/// <param name="Change">The fields of <c>PATCH /tickets/{id}</c>.</param>
/// <param name="Close">Ends them.</param>
internal sealed record BulkChange(IReadOnlyList<string> Tickets, TicketChange? Change = null, bool Close = false);

public sealed record BulkResults(int Done, int Failed, IReadOnlyList<BulkResult> Results);

/// <param name="Status"><c>done</c>, <c>unknown</c> or <c>refused</c>.</param>
public sealed record BulkResult(string Name, string Status, Guid? Ticket, long? Number, string? ETag, InputProblem? Problem);
