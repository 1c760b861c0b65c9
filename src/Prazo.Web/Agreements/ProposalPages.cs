using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Lifecycle;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

/// <summary>Proposals on pages: those of the provider, and the customer's in the portal.</summary>
internal static class ProposalPages
{
    public static void MapProposalPages(this RouteGroupBuilder pages)
    {
        pages.MapPost("/agreements/drafts/{draft:guid}/propose", Propose).For(Ability.Manage);
        pages.MapGet("/agreements/proposals/{id:guid}", (HttpContext context, Guid id, PublishedAgreements agreements) => context.Show<ProposalPage, ProposalModel>((s, viewer) => Of(s, agreements, viewer, id, Sent.Nothing))).For(Ability.Read);
        pages.MapPost("/agreements/proposals/{id:guid}", Answer).For(Ability.Manage);
        pages.MapGet("/portal/proposals/{id:guid}", (HttpContext context, Guid id, PublishedAgreements agreements) => context.Show<OwnProposalPage, ProposalModel>((s, viewer) => Of(s, agreements, viewer, id, Sent.Nothing))).For(Ability.Own);
        pages.MapPost("/portal/proposals/{id:guid}", OwnAnswer).For(Ability.Own);
        pages.MapPost("/settings/users/{id:guid}/approver", SetApprover).For(Ability.Administer);
    }

    private static ProposalModel Of(Session s, PublishedAgreements agreements, Viewer viewer, Guid id, Sent sent) => ProposalModel.Of(s, agreements, viewer, id, sent) ?? throw new MissingException();

    private static Task<IResult> Propose(HttpContext context, Guid draft, PublishedAgreements agreements) => context.Send<DraftPage, DraftModel>(async form =>
    {
        var revision = long.TryParse(form["revision"], CultureInfo.InvariantCulture, out var read) ? read : (long?)null;
        var made = await context.Act(act => Proposals.Propose(act, draft, revision, new ProposalAsk(form["second"] == "on", form["customer"] == "on")).Id.ToString());
        return context.SeeOther($"/agreements/proposals/{made}");
    }, (s, viewer, sent) => DraftModel.Of(s, agreements, viewer, draft, null, new PreviewAsked(null, null), sent.Wrong) is { } model ? model with { Refused = true } : throw new MissingException());

    private static Task<IResult> Answer(HttpContext context, Guid id, PublishedAgreements agreements) => context.Send<ProposalPage, ProposalModel>(async form =>
        context.SeeOther(await context.Act(act => form["do"].ToString() switch
        {
            "publish" => Proposals.Publish(act, id).Agreements[0] is var a ? string.Create(CultureInfo.InvariantCulture, $"/agreements/{a.Id}/{a.Version}") : "",
            "withdraw" => $"/agreements/drafts/{Proposals.Withdraw(act, id).DraftId}",
            var answer => Said(act, id, answer, form, "/agreements/proposals"),
        })), (s, viewer, sent) => Of(s, agreements, viewer, id, sent));

    private static Task<IResult> OwnAnswer(HttpContext context, Guid id, PublishedAgreements agreements) => context.Send<OwnProposalPage, ProposalModel>(async form =>
        context.SeeOther(await context.Act(act => Said(act, id, form["do"].ToString(), form, "/portal/proposals"))), (s, viewer, sent) => Of(s, agreements, viewer, id, sent));

    private static string Said(Act act, Guid id, string answer, IFormCollection form, string path)
    {
        _ = answer == "return" ? Proposals.Return(act, id, form["hash"], form["reason"]) : Proposals.Approve(act, id, form["hash"]);
        return $"{path}/{id}";
    }

    private static async Task<IResult> SetApprover(HttpContext context, Guid id, Db db, IClock clock)
    {
        var (asker, form, now) = (context.Asker(), await context.Form(), clock.GetCurrentInstant());
        await db.Write(tx =>
        {
            Approvers.Set(tx, asker.Tenant, UserStore.Get(tx, asker.Tenant, id)?.ContactId ?? throw new MissingException(), form["approves"] == "on", asker.Actor, now);
            return true;
        });
        return context.SeeOther($"/settings/users/{id}?done=user");
    }
}
