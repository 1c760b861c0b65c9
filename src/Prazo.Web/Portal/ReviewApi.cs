using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Clocks;
using Prazo.Engine.Agreements;
using Prazo.People;
using Prazo.Portal;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Portal;

/// <summary>What customers contest, and what a workspace says of its promises to everybody.</summary>
internal static class ReviewApi
{
    private const int Most = 200;

    public static void MapReviews(this RouteGroupBuilder api)
    {
        api.MapGet("/reviews", List).For(Ability.Read).WithSummary("Pauses and verdicts that customers contest: those that wait, oldest first, or with `answered=true` those answered, the latest first.");
        api.MapPost("/reviews/{id:guid}/answer", Answer).For(Ability.Manage).WithSummary("Answers a customer who contests, with a reason. It changes no clock.");
        api.MapGet("/published-promises", Get).For(Ability.Read).WithSummary("Whether the workspace publishes its promises, and what was kept of them.");
        api.MapPut("/published-promises", Put).For(Ability.Manage).WithSummary("Publishes the workspace's promises to everybody, or takes them back.");
    }

    private static async Task<Ok<ReviewList>> List(HttpContext context, Db db, bool answered = false)
    {
        var tenant = context.Asker().Tenant;
        return TypedResults.Ok(new ReviewList(await db.Read(s => ReviewView.All(s, tenant, !answered, Most))));
    }

    private static async Task<Ok<OwnDone>> Answer(HttpContext context, Guid id, ReviewAnswer body) => TypedResults.Ok(await context.Act(act =>
        new OwnDone(act.NumberOf(Reviews.Answer(act, id, body.Accept, body.Text).TicketId), Review: id)));

    private static async Task<Ok<PromiseSettings>> Get(HttpContext context, Db db)
    {
        var tenant = context.Asker().Tenant;
        return TypedResults.Ok(PromiseSettings.Of(await db.Read(s => PromisePage.Of(s, tenant))));
    }

    private static async Task<Ok<PromiseSettings>> Put(HttpContext context, PromiseSettings body, Db db, IClock clock)
    {
        var asker = context.Asker();
        await db.Write(tx => PromisePage.Put(tx, asker, body.Published, body.Figures, clock.GetCurrentInstant()));
        return TypedResults.Ok(body);
    }
}

/// <param name="Accept">The customer is right.</param>
/// <param name="Text">Why, or why not: the customer reads it.</param>
internal sealed record ReviewAnswer(bool Accept, string? Text);

internal sealed record ReviewList(IReadOnlyList<ReviewView> Items);

/// <param name="Figures">Says what was kept in the last months, too.</param>
public sealed record PromiseSettings(bool Published, bool Figures = false)
{
    public static PromiseSettings Of(PromisePage page) => new(page.IsPublished, page.Figures == 1);
}

/// <summary>What a customer contests, for those who answer it.</summary>
public sealed record ReviewView(Guid Id, long Ticket, string? Subject, string? Customer, string About, string Target, Metric Metric, long Cycle, Instant? Since, Instant Asked, string AskedBy, string? Text, string? Outcome, Instant? Answered, string? AnsweredBy, string? Answer)
{
    public static IReadOnlyList<ReviewView> All(Session s, Guid tenant, bool waiting, int most)
    {
        var users = UserStore.All(s, tenant).ToDictionary(u => u.Actor, u => u.Name ?? u.Handle, StringComparer.Ordinal);
        string? Name(string? actor) => actor is null ? null : users.GetValueOrDefault(actor, actor);
        return [.. Reviews.All(s, tenant, waiting, most).Select(r =>
        {
            var (ticket, texts, about) = (TicketQueries.Find(s, tenant, r.TicketId.ToString())!, TicketTexts.Of(s, tenant, r.TicketId), r.Id.ToString());
            string? Text(string kind) => texts.FirstOrDefault(t => t.Kind == kind && t.About == about)?.Body;
            return new ReviewView(r.Id, ticket.Number, ticket.Subject, ticket.Customer is { } c ? Organisations.ByHandle(s, tenant, c)?.Name ?? c : null, r.About, r.Target, MetricOf(s, tenant, r.TicketId, r.Target), r.Cycle, r.Since, r.Asked, Name(r.AskedBy)!, Text("reason"), r.Outcome, r.Answered, Name(r.AnsweredBy), Text("decision"));
        })];
    }

    /// <summary>What a target of a ticket measures.</summary>
    public static Metric MetricOf(Session s, Guid tenant, Guid ticket, string target) =>
        ClockStore.Of(s, tenant, ticket).FirstOrDefault(c => c.Target == target) is { } clock ? Enum.Parse<Metric>(clock.Metric) : Metric.Custom;
}
