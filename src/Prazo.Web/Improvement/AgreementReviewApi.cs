using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Improvement;
using Prazo.Portal;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Improvement;

internal static class AgreementReviewApi
{
    public static void MapAgreementReviews(this RouteGroupBuilder api)
    {
        api.MapGet("/agreement-reviews", List).For(Ability.Read).WithSummary("Reviews of agreements, the latest first, and the actions that are not done.");
        api.MapPost("/agreement-reviews", async (HttpContext context, ReviewOpening body, PublishedAgreements agreements) => TypedResults.Ok(AgreementReviewView.Of(await context.Act(act => AgreementReviews.Open(act, agreements, body.Agreement)))))
            .For(Ability.Manage).WithSummary("Opens the review of an agreement's last whole period, before it opens by itself.");
        api.MapGet("/agreement-reviews/{id:guid}", Get).For(Ability.Read).WithSummary("A review with its agenda: what was kept against the period before, what customers said, why promises were broken, what people think of the agreement.");
        api.MapPost("/agreement-reviews/{id:guid}/items", async (HttpContext context, Guid id, ReviewItemInput body, PublishedAgreements agreements) => TypedResults.Ok(ReviewItemView.Of(await context.Act(act => AgreementReviews.Add(act, agreements, id, body)))))
            .For(Ability.Manage).WithSummary("Writes down a proposal, a decision or an action.");
        api.MapPost("/agreement-reviews/{id:guid}/items/{item:guid}/done", async (HttpContext context, Guid id, Guid item) => TypedResults.Ok(ReviewItemView.Of(await context.Act(act => AgreementReviews.Finish(act, id, item)))))
            .For(Ability.Work).WithSummary("An action is done.");
        api.MapPost("/agreement-reviews/{id:guid}/close", async (HttpContext context, Guid id) => TypedResults.Ok(AgreementReviewView.Of(await context.Act(act => AgreementReviews.Close(act, id))))).For(Ability.Manage).WithSummary("Closes a review; its actions go on.");
        api.MapPost("/agreement-reviews/{id:guid}/draft", async (HttpContext context, Guid id) => TypedResults.Ok(new ReviewDraft(await context.Act(act => AgreementReviews.Draft(act, id).Id)))).For(Ability.Manage).WithSummary("Makes the decisions the note above a draft of the agreement's next version.");
        api.MapPost("/agreements/{id}/opinion", async (HttpContext context, string id, OpinionInput body, PublishedAgreements agreements) => await Put(context, act => Opinions.Put(act, agreements, id, Opinion.Agent, body.Fits, body.Comment)))
            .For(Ability.Work).WithSummary("Whether the promises of an agreement fit, as somebody who works by it sees it.");
        api.MapPost("/own/agreements/{id}/opinion", async (HttpContext context, string id, OpinionInput body, PublishedAgreements agreements) => await Put(context, act => OwnOpinions.Put(act, agreements, id, body.Fits, body.Comment)))
            .For(Ability.Own).WithSummary("Whether the promises of one's agreement fit what one needs.");
    }

    private static async Task<NoContent> Put(HttpContext context, Action<Prazo.Tickets.Act> job)
    {
        await context.Act(act =>
        {
            job(act);
            return true;
        });
        return TypedResults.NoContent();
    }

    private static async Task<Ok<AgreementReviewList>> List(HttpContext context, Db db) => TypedResults.Ok(await db.Read(s => new AgreementReviewList(
        [.. AgreementReviews.All(s, context.Asker().Tenant).Select(AgreementReviewView.Of)], [.. AgreementReviews.OpenActions(s, context.Asker().Tenant).Select(ReviewItemView.Of)])));

    private static async Task<Ok<ReviewAgenda>> Get(HttpContext context, Guid id, Db db, PublishedAgreements agreements) => TypedResults.Ok(await db.Read(s =>
    {
        var model = AgreementReviewModel.Of(s, agreements, context.Viewer(s), id, Sent.Nothing);
        return new ReviewAgenda(AgreementReviewView.Of(model.Review), [.. model.Kept.Select(k => new KeptView(k.Target, k.Now.Kept, k.Now.Counted, k.Now.Percent, k.Before.Percent, k.Promised))],
            [.. model.Satisfaction.Select(f => Satisfaction.SatisfactionRow.Of(new Dictionary<string, string>(), f.Now))], model.Cells, CausesView.Of(model.Causes),
            [.. model.Opinions.Select(o => new OpinionView(o.Side, o.Fits, o.Comment, o.At))], [.. model.Items.Select(ReviewItemView.Of)]);
    }));
}

internal sealed record ReviewOpening(string? Agreement);

/// <param name="Fits"><c>yes</c>, <c>partly</c> or <c>no</c>.</param>
internal sealed record OpinionInput(string? Fits, string? Comment = null);

internal sealed record ReviewDraft(Guid Draft);

internal sealed record AgreementReviewList(IReadOnlyList<AgreementReviewView> Items, IReadOnlyList<ReviewItemView> OpenActions);

/// <param name="Period">Such as 2026-Q1.</param>
internal sealed record AgreementReviewView(Guid Id, string Agreement, string Period, Instant Since, Instant Until, Instant Opened, Instant? Closed, string? ClosedBy, Guid? Draft)
{
    public static AgreementReviewView Of(AgreementReview r) => new(r.Id, r.Agreement, r.Period, r.Since, r.Until, r.Opened, r.Closed, r.ClosedBy, r.DraftId);
}

/// <param name="Due">Until then, exclusive.</param>
internal sealed record ReviewItemView(Guid Id, Guid Review, string Kind, string Text, string? Owner, Instant? Due, Instant? Done, string? DoneBy, Instant Made, string MadeBy)
{
    public static ReviewItemView Of(ReviewItem i) => new(i.Id, i.ReviewId, i.Kind, i.Body, i.Owner, i.Due, i.Done, i.DoneBy, i.Made, i.MadeBy);
}

internal sealed record ReviewAgenda(AgreementReviewView Review, IReadOnlyList<KeptView> Kept, IReadOnlyList<Satisfaction.SatisfactionRow> Satisfaction, IReadOnlyList<Prazo.Satisfaction.AnswerBesideClock> Cells, CausesView Causes, IReadOnlyList<OpinionView> Opinions, IReadOnlyList<ReviewItemView> Items);

/// <param name="Attainment">Percent; null without data.</param>
internal sealed record KeptView(string Target, long Kept, long Counted, decimal? Attainment, decimal? Before, decimal? Promised);

internal sealed record OpinionView(string Side, string Fits, string? Comment, Instant At);
