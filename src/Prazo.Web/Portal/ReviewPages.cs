using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.People;
using Prazo.Portal;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Portal;

/// <summary>A waiver or an extension that waits, with its ticket.</summary>
public sealed record WaitingRequest(ClockRequestView Request, Prazo.Engine.Agreements.Metric Metric, Ticket Ticket, string AskedBy);

public sealed record ReviewsModel(IReadOnlyList<ReviewView> Waiting, IReadOnlyList<WaitingRequest> Requests, IReadOnlyList<ReviewView> Answered, PromiseSettings Promises, string? Typed, string? Wrong)
{
    private const int Most = 100, MostAnswered = 20;

    public static ReviewsModel Of(Session s, Viewer viewer, string? typed = null, string? wrong = null)
    {
        var tenant = viewer.Asker!.Tenant;
        var users = UserStore.All(s, tenant).ToDictionary(u => u.Actor, u => u.Name ?? u.Handle, StringComparer.Ordinal);
        return new(ReviewView.All(s, tenant, true, Most),
            [.. ClockRequests.Waiting(s, tenant, Most).Select(r => new WaitingRequest(ClockRequestView.Of(r, TicketTexts.Of(s, tenant, r.TicketId)), ReviewView.MetricOf(s, tenant, r.TicketId, r.Target), TicketQueries.Find(s, tenant, r.TicketId.ToString())!, users.GetValueOrDefault(r.AskedBy, r.AskedBy)))],
            ReviewView.All(s, tenant, false, MostAnswered), PromiseSettings.Of(PromisePage.Of(s, tenant)), typed, wrong is null ? null : viewer.Say("error.refused", wrong));
    }
}

/// <summary>What waits for somebody who manages: what customers contest, and waivers and extensions.</summary>
internal static class ReviewPages
{
    public static void MapReviewPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/reviews", (Delegate)Show).For(Ability.Manage);
        pages.MapPost("/reviews/{id:guid}/answer", Answer).For(Ability.Manage);
        pages.MapPost("/reviews/requests/{id:guid}", Decide).For(Ability.Manage);
        pages.MapPost("/reviews/promises", Publish).For(Ability.Manage);
    }

    private static Task<IResult> Show(HttpContext context) => context.Show<ReviewsPage, ReviewsModel>((s, viewer) => ReviewsModel.Of(s, viewer));

    private static Task<IResult> Answer(HttpContext context, Guid id) => Do(context, (act, form) => Reviews.Answer(act, id, form["answer"] == "accept", form["text"]));

    private static Task<IResult> Decide(HttpContext context, Guid id) => Do(context, (act, form) =>
        ClockRequests.Decide(act, act.Ticket(form["ticket"].ToString()), id, form["answer"] == "grant", form["text"].ToString() is { Length: > 0 } text ? text : throw new RefusedException("missing-key", "text", "'text' is needed", "say why")));

    private static async Task<IResult> Publish(HttpContext context, Db db, IClock clock)
    {
        var (asker, form) = (context.Asker(), await context.Form());
        await db.Write(tx => PromisePage.Put(tx, asker, form["published"] == "on", form["figures"] == "on", clock.GetCurrentInstant()));
        return context.SeeOther("/reviews");
    }

    private static async Task<IResult> Do<T>(HttpContext context, Func<Act, IFormCollection, T> job)
    {
        var form = await context.Form();
        try
        {
            await context.Act(act => job(act, form) is not null);
            return context.SeeOther("/reviews");
        }
        catch (RefusedException refused)
        {
            return await context.Show<ReviewsPage, ReviewsModel>((s, viewer) => ReviewsModel.Of(s, viewer, form["text"], refused.Message), StatusCodes.Status422UnprocessableEntity);
        }
    }
}
