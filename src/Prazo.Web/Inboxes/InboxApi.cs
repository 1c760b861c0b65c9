using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Prazo.Inboxes;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Inboxes;

internal static class InboxApi
{
    public static void MapInboxes(this RouteGroupBuilder api)
    {
        api.MapGet("/inboxes", List).For(Ability.Read).WithSummary("Where tickets come in.");
        api.MapPost("/inboxes", Add).For(Ability.Manage).WithSummary("Adds an inbox: its channel, its address, and the fields that its tickets begin with.");
        api.MapPut("/inboxes/{name}", Change).For(Ability.Manage).WithSummary("Changes an inbox.");
        api.MapDelete("/inboxes/{name}", Delete).For(Ability.Manage).WithSummary("Takes an inbox away; its tickets stay.");
        api.MapGet("/canned-replies", Replies).For(Ability.Read).WithSummary("Answers that are used again and again.");
        api.MapPost("/canned-replies", AddReply).For(Ability.Manage).WithSummary("Adds one.");
        api.MapPut("/canned-replies/{id}", ChangeReply).For(Ability.Manage).WithSummary("Changes one.");
        api.MapDelete("/canned-replies/{id}", DeleteReply).For(Ability.Manage).WithSummary("Deletes one.");
        api.MapGet("/tickets/{id}/canned-replies/{reply}", ReplyText).For(Ability.Work).WithSummary("The text of one for a ticket, its placeholders filled in.");
    }

    private static async Task<Ok<InboxList>> List(HttpContext context, Db db)
    {
        var tenant = context.Asker().Tenant;
        return TypedResults.Ok(new InboxList(await db.Read(s => InboxStore.Of(s, tenant))));
    }

    private static async Task<Created<Inbox>> Add(HttpContext context, NewInbox inbox) =>
        TypedResults.Created("/api/v1/inboxes", await context.Act(act => InboxEdits.Add(act, new Inbox(inbox.Name, inbox.Title, inbox.Channel, inbox.Address, inbox.Defaults ?? NoDefaults))));

    private static async Task<Ok<Inbox>> Change(HttpContext context, string name, InboxBody body) =>
        TypedResults.Ok(await context.Act(act => InboxEdits.Change(act, new Inbox(name, body.Title, body.Channel, body.Address, body.Defaults ?? NoDefaults))));

    private static readonly IReadOnlyDictionary<string, string> NoDefaults = new Dictionary<string, string>();

    private static async Task<Results<NoContent, NotFound>> Delete(HttpContext context, string name) =>
        await context.Act(act => InboxEdits.Delete(act, name)) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Ok<CannedReplyList>> Replies(HttpContext context, Db db)
    {
        var tenant = context.Asker().Tenant;
        return TypedResults.Ok(new CannedReplyList([.. (await db.Read(s => CannedReplies.Of(s, tenant))).Select(r => new CannedReplyView(r.Id, r.Name, r.Language, r.Body))]));
    }

    private static async Task<Created<CannedReplyDone>> AddReply(HttpContext context, CannedReplyBody body)
    {
        var done = await context.Act(act => new CannedReplyDone(CannedReplies.Put(act, null, body.Name, body.Language, body.Body)));
        return TypedResults.Created($"/api/v1/canned-replies/{done.Id}", done);
    }

    private static async Task<Ok<CannedReplyDone>> ChangeReply(HttpContext context, Guid id, CannedReplyBody body) =>
        TypedResults.Ok(await context.Act(act => new CannedReplyDone(CannedReplies.Put(act, id, body.Name, body.Language, body.Body))));

    private static async Task<Results<NoContent, NotFound>> DeleteReply(HttpContext context, Guid id) =>
        await context.Act(act => CannedReplies.Delete(act, id)) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<Ok<CannedText>, NotFound>> ReplyText(HttpContext context, Db db, string id, Guid reply)
    {
        var asker = context.Asker();
        var text = await db.Read(s => TicketQueries.Find(s, asker.Tenant, id) is { } ticket ? CannedReplies.Text(s, ticket, reply, asker.Actor[(asker.Actor.IndexOf(':', StringComparison.Ordinal) + 1)..]) : null);
        return text is null ? TypedResults.NotFound() : TypedResults.Ok(new CannedText(text));
    }
}

internal sealed record InboxList(IReadOnlyList<Inbox> Items);

/// <param name="Channel"><c>email</c>, <c>portal</c>, <c>chat</c>, <c>phone</c>, <c>api</c> or another kind.</param>
/// <param name="Defaults">Fields that a ticket has which is opened here without them.</param>
internal sealed record NewInbox(string Name, string Title, string Channel, string? Address = null, IReadOnlyDictionary<string, string>? Defaults = null);

/// <inheritdoc cref="NewInbox"/>
internal sealed record InboxBody(string Title, string Channel, string? Address = null, IReadOnlyDictionary<string, string>? Defaults = null);

internal sealed record CannedReplyList(IReadOnlyList<CannedReplyView> Items);

internal sealed record CannedReplyView(Guid Id, string Name, string? Language, string Body);

/// <param name="Body">With placeholders: <c>{{ticket.number}}</c>, <c>{{ticket.subject}}</c>, <c>{{agent}}</c>, <c>{{customer}}</c>, <c>{{contact}}</c>, <c>{{field.NAME}}</c>.</param>
internal sealed record CannedReplyBody(string Name, string Body, string? Language = null);

internal sealed record CannedReplyDone(Guid Id);

internal sealed record CannedText(string Text);
