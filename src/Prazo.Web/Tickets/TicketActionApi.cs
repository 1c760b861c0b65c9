using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Prazo.Desk;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

internal static class TicketActionApi
{
    public static void MapTicketActions(this RouteGroupBuilder api)
    {
        var ticket = api.MapGroup("/tickets/{id}").For(Ability.Work);
        ticket.MapPost("/replies", Reply).WithSummary("Answers the customer.");
        ticket.MapPost("/notes", Note).WithSummary("A note that agents see. Whom it names, as @handle of a person or a team, is told.");
        ticket.MapPost("/messages", FromCustomer).WithSummary("What the customer wrote or said, by whatever channel.");
        ticket.MapPost("/accept", Accept).WithSummary("An agent takes the ticket.");
        ticket.MapPost("/workaround", Workaround).WithSummary("The customer was given a workaround.");
        ticket.MapPost("/close", Close).WithSummary("Ends the ticket, and with a problem its incidents where that is asked.");
        ticket.MapPost("/reopen", Reopen).WithSummary("Opens an ended ticket again.");
        ticket.MapPost("/merge", Merge).WithSummary("Merges the ticket into another, which takes its messages and its earliest unanswered one.");
        ticket.MapPost("/split", Split).WithSummary("Makes a customer's message a ticket of its own.");
        ticket.MapPut("/links/{kind}", Link).WithSummary("Links the ticket: its parent, the ticket that it duplicates, the problem of which it is an incident.");
        ticket.MapDelete("/links/{kind}", Unlink).WithSummary("Takes a link away.");
        ticket.MapPut("/followers/{handle}", Follow).WithSummary("Somebody follows the ticket.");
        ticket.MapDelete("/followers/{handle}", Unfollow).WithSummary("Somebody follows it no longer.");
    }

    private static Task<Ok<TicketDone>> Reply(HttpContext context, string id, Writing writing) => context.Did(id, (act, ticket) => Done(Messages.Reply(act, ticket, writing)));

    private static Task<Ok<TicketDone>> Note(HttpContext context, string id, Writing writing) => context.Did(id, (act, ticket) => Done(Mentions.Note(act, ticket, writing)));

    private static Task<Ok<TicketDone>> FromCustomer(HttpContext context, string id, Writing writing) => context.Did(id, (act, ticket) => Done(Messages.FromCustomer(act, ticket, writing)));

    private static TicketDone Done((Ticket Ticket, Guid Message) done) => TicketDone.Of(done.Ticket, done.Message);

    private static Task<Ok<TicketDone>> Accept(HttpContext context, string id, Acceptance body) => context.Do(id, (act, ticket) => TicketEdits.Accept(act, ticket, body.Agent));

    private static Task<Ok<TicketDone>> Workaround(HttpContext context, string id) => context.Do(id, TicketEdits.Workaround);

    private static async Task<Ok<ClosedTicket>> Close(HttpContext context, string id, Ending body)
    {
        var ifMatch = context.IfMatch();
        var done = await context.Act(act =>
        {
            var closed = TicketEdits.Close(act, act.Ticket(id, ifMatch), body.Status);
            var incidents = TicketLinks.Of(act.Tx, act.Tenant, closed.Id).Where(l => l is { Kind: "problem", Inverse: true, IsClosed: false }).ToList();
            if (!body.Incidents)
                return new ClosedTicket(TicketDone.Of(closed), [], [.. incidents.Select(i => i.Number)]);
            foreach (var incident in incidents.OrderBy(i => i.Other))
                TicketEdits.Close(act, act.Ticket(incident.Other.ToString()), body.Status);
            return new ClosedTicket(TicketDone.Of(closed), [.. incidents.Select(i => i.Number)], []);
        });
        context.Response.Headers.ETag = done.Ticket.ETag;
        return TypedResults.Ok(done);
    }

    private static Task<Ok<TicketDone>> Reopen(HttpContext context, string id, NewStatus body) => context.Do(id, (act, ticket) => TicketEdits.Reopen(act, ticket, body.Status));

    private static async Task<Ok<TicketDone>> Merge(HttpContext context, string id, Merging body)
    {
        var ifMatch = context.IfMatch();
        return context.Tell(await context.Act(act =>
        {
            var (ticket, survivor) = act.Pair(id, body.Into, ifMatch);
            return TicketDone.Of(Joining.Merge(act, ticket, survivor));
        }));
    }

    private static async Task<Created<TicketDone>> Split(HttpContext context, string id, Splitting body)
    {
        var ifMatch = context.IfMatch();
        var done = await context.Act(act => Done(Joining.Split(act, act.Ticket(id, ifMatch), body.Message, body.Subject, body.FromNow)));
        return TypedResults.Created($"/api/v1/tickets/{done.Ticket}", done);
    }

    private static Task<Ok<TicketDone>> Link(HttpContext context, string id, string kind, Linking body) => context.Do(id, (act, ticket) => TicketLinks.Put(act, ticket, Kind(kind), body.Other));

    private static Task<Ok<TicketDone>> Unlink(HttpContext context, string id, string kind) => context.Do(id, (act, ticket) => TicketLinks.Remove(act, ticket, Kind(kind)));

    private static LinkKind Kind(string kind) => kind switch
    {
        "parent" => LinkKind.Parent,
        "duplicate" => LinkKind.Duplicate,
        "problem" => LinkKind.Problem,
        _ => throw new MissingException(),
    };

    private static Task<Ok<TicketDone>> Follow(HttpContext context, string id, string handle) => context.Do(id, (act, ticket) => TicketEdits.Follow(act, ticket, handle, follows: true));

    private static Task<Ok<TicketDone>> Unfollow(HttpContext context, string id, string handle) => context.Do(id, (act, ticket) => TicketEdits.Follow(act, ticket, handle, follows: false));
}

/// <param name="Agent">For whom a program accepts it; a person accepts for themselves.</param>
internal sealed record Acceptance(string? Agent = null);

/// <param name="Status"><c>closed</c>, if nothing is written.</param>
/// <param name="Incidents">Ends a problem's open incidents, too.</param>
internal sealed record Ending(string? Status = null, bool Incidents = false);

/// <param name="ClosedIncidents">Numbers of the incidents that were closed with it.</param>
/// <param name="OpenIncidents">Numbers of those that are open still.</param>
internal sealed record ClosedTicket(TicketDone Ticket, IReadOnlyList<long> ClosedIncidents, IReadOnlyList<long> OpenIncidents);

/// <param name="Status"><c>open</c>, if nothing is written.</param>
internal sealed record NewStatus(string? Status = null);

/// <param name="Into">Id or number of the ticket that stays.</param>
internal sealed record Merging(string Into);

/// <param name="FromNow">Its promises count from now, and not from when the customer wrote.</param>
internal sealed record Splitting(Guid Message, string? Subject = null, bool FromNow = false);

/// <param name="Other">Id or number.</param>
internal sealed record Linking(string Other);
