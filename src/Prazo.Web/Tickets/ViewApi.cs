using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

internal static class ViewApi
{
    public static void MapViews(this RouteGroupBuilder api)
    {
        api.MapGet("/views", List).For(Ability.Read).WithSummary("Saved views: one's own and everybody's.");
        api.MapPost("/views", Add).For(Ability.Work).WithSummary("Saves a view.");
        api.MapPut("/views/{id}", Change).For(Ability.Work).WithSummary("Changes a view.");
        api.MapDelete("/views/{id}", Delete).For(Ability.Work).WithSummary("Deletes a view.");
        api.MapGet("/views/{id}/tickets", Tickets).For(Ability.Read).WithSummary("The tickets of a view, a page at a time.");
        api.MapGet("/field-rules", Rules).For(Ability.Read).WithSummary("Rules that set the journey stage and the region of tickets, in their order.");
        api.MapPut("/field-rules", PutRules).For(Ability.Manage).WithSummary("Puts these rules in place of those that there are. Tickets that exist follow them with their next change.");
    }

    private static async Task<Ok<ViewList>> List(HttpContext context, Db db)
    {
        var asker = context.Asker();
        return TypedResults.Ok(new ViewList([.. (await db.Read(s => SavedViews.Of(s, asker))).Select(v => new ViewShown(v.Id, v.Name, v.Query, v.Owner is null))]));
    }

    private static async Task<Created<ViewDone>> Add(HttpContext context, ViewBody body, IClock clock)
    {
        Query(body.Query).Filter(Values(body.Query), clock.GetCurrentInstant());
        var done = await context.Act(act => new ViewDone(SavedViews.Put(act, null, body.Name, body.Query, body.Shared)));
        return TypedResults.Created($"/api/v1/views/{done.Id}", done);
    }

    private static async Task<Ok<ViewDone>> Change(HttpContext context, Guid id, ViewBody body, IClock clock)
    {
        Query(body.Query).Filter(Values(body.Query), clock.GetCurrentInstant());
        return TypedResults.Ok(await context.Act(act => new ViewDone(SavedViews.Put(act, id, body.Name, body.Query, body.Shared))));
    }

    private static async Task<NoContent> Delete(HttpContext context, Guid id)
    {
        await context.Act(act =>
        {
            SavedViews.Delete(act, id);
            return true;
        });
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<TicketPageView>, NotFound>> Tickets(HttpContext context, Db db, IClock clock, MoneyAtRisk risk, Guid id, string? cursor, int? limit)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var page = await db.Read(s => SavedViews.Find(s, asker, id) is { } view ? TicketApi.Page(s, risk, asker.Tenant, Query(view.Query).Filter(Values(view.Query), now), cursor, limit) : default((Prazo.Tickets.TicketPage Page, IReadOnlyDictionary<Guid, TicketRisk> Risks)?));
        return page is { } found ? TypedResults.Ok(TicketPageView.Of(found.Page, found.Risks)) : TypedResults.NotFound();
    }

    private static async Task<Ok<RuleList>> Rules(HttpContext context, Db db)
    {
        var tenant = context.Asker().Tenant;
        return TypedResults.Ok(new RuleList(await db.Read(s => FieldRules.Of(s, tenant))));
    }

    private static async Task<Ok<RuleList>> PutRules(HttpContext context, RuleList body) => TypedResults.Ok(await context.Act(act =>
    {
        FieldRules.Replace(act, body.Items);
        return body;
    }));

    public static QueryCollection Values(string query) => new(QueryHelpers.ParseQuery(query));

    /// <summary>A saved query is read as one in a URL; a misspelt key is refused, so that a view never shows more than was meant.</summary>
    public static TicketQuery Query(string query)
    {
        var values = Values(query);
        if (values.Keys.FirstOrDefault(k => !TicketQuery.Keys.Contains(k) && k != "columns" && !k.StartsWith("field.", StringComparison.Ordinal)) is { } stray)
            throw new RefusedException("unknown-key", "query", $"a list has no '{stray}'", "write " + string.Join(", ", TicketQuery.Keys));
        TicketColumns.Read(One("columns"));
        return new TicketQuery
        {
            Status = One("status"), Priority = One("priority"), Agent = One("agent"), Team = One("team"), Inbox = One("inbox"), Channel = One("channel"), Region = One("region"), Stage = One("stage"),
            Type = One("type"), Customer = One("customer"), Tag = One("tag"), Open = Flag("open"), Covered = Flag("covered"), DueBefore = One("dueBefore"), UpdatedAfter = One("updatedAfter"),
            Follower = One("follower"), Clock = One("clock"), Q = One("q"), Sort = One("sort"),
        };

        string? One(string key) => values.TryGetValue(key, out var value) ? value.ToString() : null;
        bool? Flag(string key) => One(key) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            var other => throw new RefusedException("bad-value", key, $"'{other}' is neither true nor false"),
        };
    }
}

internal sealed record ViewList(IReadOnlyList<ViewShown> Items);

internal sealed record ViewShown(Guid Id, string Name, string Query, bool Shared);

/// <param name="Query">As <c>GET /tickets</c> takes it, such as <c>open=true&amp;agent=ana</c>; <c>columns</c> says what the desk shows of each ticket, and in which order.</param>
/// <param name="Shared">For everybody.</param>
internal sealed record ViewBody(string Name, string Query, bool Shared = false);

internal sealed record ViewDone(Guid Id);

internal sealed record RuleList(IReadOnlyList<FieldRule> Items);
