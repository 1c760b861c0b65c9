using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Desk;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Notifications;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Desk;

/// <summary>What those who work at a desk need of each other: what can still be taken back, who else is there, how they want it.</summary>
internal static class DeskApi
{
    public static void MapDesk(this RouteGroupBuilder api)
    {
        api.MapPost("/tickets/{id}/pending", Press).For(Ability.Work).WithSummary("Sends a reply, or ends a ticket, so that it can be taken back for some seconds. Clocks count it as of now.");
        api.MapGet("/tickets/{id}/pending", Pending).For(Ability.Read).WithSummary("What was pressed and can still be taken back, or was refused when its time was up.");
        api.MapDelete("/tickets/{id}/pending/{pending}", TakeBack).For(Ability.Work).WithSummary("Takes one's own back, as if it had not been pressed.");
        api.MapGet("/tickets/{id}/presence", Here).For(Ability.Read).WithSummary("Who had the ticket before them in the last minute, and who writes.");
        api.MapPut("/tickets/{id}/presence", Come).For(Ability.Work).WithSummary("The asking person has the ticket before them; say so again within a minute.");
        api.MapGet("/me/desk", Choices).For(Ability.Read).WithSummary("How the asking person wants their desk.");
        api.MapPut("/me/desk", Choose).For(Ability.Read).WithSummary("Changes how the asking person wants their desk: seconds in which a send can be taken back, columns of the queue, single keys.");
    }

    private static async Task<Created<PendingDone>> Press(HttpContext context, string id, PendingBody body)
    {
        var seconds = body.Seconds ?? DeskChoices.UsualUndo;
        if (seconds is < 1 or > DeskChoices.LongestUndo)
            throw new RefusedException("bad-undo", "seconds", $"{seconds} seconds are not to be had", $"write 1 to {DeskChoices.LongestUndo}");
        var ifMatch = context.IfMatch();
        var done = await context.Act(act =>
        {
            var pending = PendingActs.Press(act, act.Ticket(id, ifMatch), new Pressed(body.Writing, body.Note, body.Then), Duration.FromSeconds(seconds));
            return new PendingDone(pending.Id, pending.TicketId, pending.Due!.Value);
        });
        return TypedResults.Created($"/api/v1/tickets/{done.Ticket}/pending", done);
    }

    private static async Task<Results<Ok<PendingList>, NotFound>> Pending(HttpContext context, Db db, string id)
    {
        var tenant = context.Asker().Tenant;
        return await db.Read(s => TicketQueries.Find(s, tenant, id) is { } ticket ? PendingActs.Of(s, tenant, ticket.Id) : null) is { } all
            ? TypedResults.Ok(new PendingList([.. all.Select(p => new PendingView(p.Id, p.Actor, p.PressedAt, p.Due, p.Fault, p.Pressed.Writing?.Text, p.Pressed.Note, p.Pressed.Then))])) : TypedResults.NotFound();
    }

    private static async Task<NoContent> TakeBack(HttpContext context, string id, Guid pending)
    {
        await context.Act(act => PendingActs.TakeBack(act, act.Ticket(id), pending).Id);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<PresenceList>, NotFound>> Here(HttpContext context, Db db, IClock clock, string id)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return await db.Read(s => TicketQueries.Find(s, asker.Tenant, id) is { } ticket ? PresenceList.Of(s, asker, ticket.Id, now) : null) is { } here ? TypedResults.Ok(here) : TypedResults.NotFound();
    }

    private static async Task<Results<Ok<PresenceList>, NotFound>> Come(HttpContext context, Db db, IClock clock, string id, PresenceBody body)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return await db.Write(tx =>
        {
            if (TicketQueries.Find(tx, asker.Tenant, id) is not { } ticket)
                return null;
            Presences.Note(tx, asker.Tenant, ticket.Id, NotificationApi.Person(context), body.Writes, body.Gone, now);
            return PresenceList.Of(tx, asker, ticket.Id, now);
        }) is { } here ? TypedResults.Ok(here) : TypedResults.NotFound();
    }

    private static async Task<Ok<DeskView>> Choices(HttpContext context, Db db)
    {
        var (tenant, person) = (context.Asker().Tenant, NotificationApi.Person(context));
        return TypedResults.Ok(DeskView.Of(await db.Read(s => DeskChoices.Of(s, tenant, person))));
    }

    private static async Task<Ok<DeskView>> Choose(HttpContext context, Db db, DeskView body) => TypedResults.Ok(DeskView.Of(await Keep(context, db, body)));

    /// <summary>What is null stays as it is.</summary>
    public static Task<DeskChoices> Keep(HttpContext context, Db db, DeskView wanted)
    {
        var (tenant, person) = (context.Asker().Tenant, NotificationApi.Person(context));
        return db.Write(tx =>
        {
            var kept = DeskChoices.Of(tx, tenant, person);
            var columns = wanted.QueueColumns is { } some ? string.Join(',', TicketColumns.Read(string.Join(',', some))) : kept.QueueColumns;
            DeskChoices.Keep(tx, kept = kept with
            {
                TenantId = tenant, UserId = person, UndoSeconds = wanted.UndoSeconds ?? kept.UndoSeconds, QueueColumns = columns, SingleKeys = wanted.SingleKeys is { } keys ? keys ? 1 : 0 : kept.SingleKeys,
                Scheme = wanted.Scheme is { } scheme ? scheme is "" or "system" ? null : scheme : kept.Scheme,
            });
            return kept;
        });
    }
}

/// <param name="Writing">What is said to the customer, or as a note.</param>
/// <param name="Note">It is for agents only.</param>
/// <param name="Then">The status that follows: <c>resolved</c> and <c>closed</c> end the ticket.</param>
/// <param name="Seconds">How long it can be taken back: 1 to 60, 10 if nothing is written.</param>
internal sealed record PendingBody(Writing? Writing = null, bool Note = false, string? Then = null, int? Seconds = null);

/// <param name="Due">When it is done.</param>
internal sealed record PendingDone(Guid Id, Guid Ticket, Instant Due);

internal sealed record PendingList(IReadOnlyList<PendingView> Items);

/// <param name="Pressed">When it was pressed: clocks count it as of then.</param>
/// <param name="Due">Null: it was refused.</param>
/// <param name="Fault">Why it was refused.</param>
internal sealed record PendingView(Guid Id, string Actor, Instant Pressed, Instant? Due, string? Fault, string? Text, bool Note, string? Then);

/// <param name="Writes">They write a reply now.</param>
/// <param name="Gone">They left.</param>
internal sealed record PresenceBody(bool Writes = false, bool Gone = false);

/// <param name="Items">Others than the asking person.</param>
internal sealed record PresenceList(IReadOnlyList<PresenceView> Items)
{
    public static PresenceList Of(Session session, Principal asker, Guid ticket, Instant now) =>
        new([.. Presences.Of(session, asker.Tenant, ticket, asker.Person, now).Select(p => new PresenceView(p.Handle, p.Name, p.Seen, p.Writes(now)))]);
}

internal sealed record PresenceView(string Handle, string? Name, Instant Seen, bool Writes);

/// <param name="UndoSeconds">0 to 60; 0: sent at once.</param>
/// <param name="QueueColumns">In their order; empty: the usual ones.</param>
/// <param name="SingleKeys">Whether a single key does something.</param>
/// <param name="Scheme"><c>light</c>, <c>dark</c>, or <c>system</c>: as the person's machine is.</param>
internal sealed record DeskView(long? UndoSeconds = null, IReadOnlyList<string>? QueueColumns = null, bool? SingleKeys = null, string? Scheme = null)
{
    public static DeskView Of(DeskChoices choices) => new(choices.UndoSeconds, TicketColumns.Read(choices.QueueColumns), choices.SingleKeys == 1, choices.Scheme ?? "system");
}
