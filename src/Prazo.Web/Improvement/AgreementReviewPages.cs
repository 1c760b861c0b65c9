using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prazo.Agreements;
using Prazo.Improvement;
using Prazo.Portal;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Improvement;

/// <summary>Reviews of agreements: their agenda, what was decided, who does what until when; and what people think of the agreement itself.</summary>
internal static class AgreementReviewPages
{
    private const string Reviews = "/reviews/agreements";

    public static void MapAgreementReviewPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Reviews, (HttpContext context, PublishedAgreements agreements) => context.Show<AgreementReviewsPage, AgreementReviewsModel>((s, viewer) => AgreementReviewsModel.Of(s, agreements, viewer, Sent.Nothing))).For(Ability.Read);
        pages.MapPost(Reviews, Open).For(Ability.Manage);
        pages.MapGet(Reviews + "/{id:guid}", (HttpContext context, Guid id, PublishedAgreements agreements) =>
            context.Show<AgreementReviewPage, AgreementReviewModel>((s, viewer) => AgreementReviewModel.Of(s, agreements, viewer, id, Sent.Nothing))).For(Ability.Read);
        pages.MapPost(Reviews + "/{id:guid}/items", (HttpContext context, Guid id, PublishedAgreements agreements) => Do(context, id, agreements, (act, form) => AgreementReviews.Add(act, agreements, id, Input(form)))).For(Ability.Manage);
        pages.MapPost(Reviews + "/{id:guid}/items/{item:guid}/done", (HttpContext context, Guid id, Guid item, PublishedAgreements agreements) => Do(context, id, agreements, (act, _) => AgreementReviews.Finish(act, id, item))).For(Ability.Work);
        pages.MapPost(Reviews + "/{id:guid}/close", (HttpContext context, Guid id, PublishedAgreements agreements) => Do(context, id, agreements, (act, _) => AgreementReviews.Close(act, id))).For(Ability.Manage);
        pages.MapPost(Reviews + "/{id:guid}/draft", Draft).For(Ability.Manage);
        pages.MapPost("/agreements/{agreement}/opinion", Judge).For(Ability.Work);
        pages.MapPost("/portal/agreement/{agreement}/opinion", JudgeOwn).For(Ability.Own);
    }

    private static Task<IResult> Open(HttpContext context, PublishedAgreements agreements) => context.Send<AgreementReviewsPage, AgreementReviewsModel>(async form =>
        context.SeeOther($"{Reviews}/{await context.Act(act => AgreementReviews.Open(act, agreements, form.Given("agreement")).Id)}"), (s, viewer, sent) => AgreementReviewsModel.Of(s, agreements, viewer, sent));

    private static Task<IResult> Do<T>(HttpContext context, Guid id, PublishedAgreements agreements, Func<Act, IFormCollection, T> job) => context.Send<AgreementReviewPage, AgreementReviewModel>(async form =>
    {
        await context.Act(act => job(act, form) is not null);
        return context.SeeOther($"{Reviews}/{id}");
    }, (s, viewer, sent) => AgreementReviewModel.Of(s, agreements, viewer, id, sent));

    private static ReviewItemInput Input(IFormCollection form) => new(form["kind"].ToString(), form.Given("text"), form.Given("owner"), form.Given("due"));

    private static async Task<IResult> Draft(HttpContext context, Guid id) => context.SeeOther($"/agreements/drafts/{await context.Act(act => AgreementReviews.Draft(act, id).Id)}");

    private static async Task<IResult> Judge(HttpContext context, string agreement, PublishedAgreements agreements)
    {
        var form = await context.Form();
        await context.Act(act =>
        {
            Opinions.Put(act, agreements, agreement, Opinion.Agent, form["fits"], form.Given("comment"));
            return true;
        });
        return context.SeeOther(Reviews);
    }

    private static async Task<IResult> JudgeOwn(HttpContext context, string agreement, PublishedAgreements agreements)
    {
        var form = await context.Form();
        await context.Act(act =>
        {
            OwnOpinions.Put(act, agreements, agreement, form["fits"], form.Given("comment"));
            return true;
        });
        return context.SeeOther("/portal/agreement");
    }
}
