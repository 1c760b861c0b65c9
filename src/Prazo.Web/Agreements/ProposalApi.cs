using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Lifecycle;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

/// <summary>Agreements before those who are to approve them: a second person of the provider, the customers that they name.</summary>
internal static class ProposalApi
{
    public static void MapProposals(this RouteGroupBuilder api)
    {
        api.MapGet("/agreements/proposals", List).For(Ability.Read).WithSummary("Proposals, those that wait first.");
        api.MapPost("/agreements/drafts/{id:guid}/propose", Propose).For(Ability.Manage).WithSummary("Puts a draft's text, as it was read (If-Match), before those who are to approve it. A later change of the draft voids their approvals.");
        api.MapGet("/agreements/proposals/{id:guid}", Get).For(Ability.Read).WithSummary("A proposal: the text, its SHA-256, and what each party said.");
        api.MapPost("/agreements/proposals/{id:guid}/approve", async (HttpContext context, Guid id, ApprovalInput body) => TypedResults.Ok(await context.Act(act => ProposalView.Of(Proposals.Approve(act, id, body.Hash)))))
            .For(Ability.Manage).WithSummary("A second person of the provider approves the text with the hash that they saw. Nobody approves what they proposed.");
        api.MapPost("/agreements/proposals/{id:guid}/return", async (HttpContext context, Guid id, ApprovalInput body) => TypedResults.Ok(await context.Act(act => ProposalView.Of(Proposals.Return(act, id, body.Hash, body.Reason)))))
            .For(Ability.Manage).WithSummary("A second person of the provider sends a proposal back with a reason.");
        api.MapPost("/agreements/proposals/{id:guid}/withdraw", async (HttpContext context, Guid id) => TypedResults.Ok(await context.Act(act => ProposalView.Of(ProposalQueries.StateOf(act.Tx, Proposals.Withdraw(act, id))))))
            .For(Ability.Manage).WithSummary("Takes a proposal back; its draft stays.");
        api.MapPost("/agreements/proposals/{id:guid}/publish", async (HttpContext context, Guid id) => TypedResults.Ok(await context.Act(act => Published.Of(Proposals.Publish(act, id)))))
            .For(Ability.Manage).WithSummary("Publishes what all have approved, to the byte.");
        api.MapGet("/agreements/{agreement}/versions/{version}/approvals", OfVersion).For(Ability.Read).WithSummary("By whom a version was approved, when, and the SHA-256 of what they saw; 404 for one that was published without.");
        api.MapPut("/contacts/{id:guid}/approver", SetApprover).For(Ability.Manage).WithSummary("Whether a contact may approve agreements for their organisation.");
        var own = api.MapGroup("/own").For(Ability.Own);
        own.MapGet("/proposals", OwnList).WithSummary("Agreements that wait for the asking customer's approval, and those that did; for contacts who may approve.");
        own.MapGet("/proposals/{id:guid}", OwnGet).WithSummary("A proposal before one's organisation: the text, its SHA-256, and what each party said.");
        own.MapPost("/proposals/{id:guid}/approve", async (HttpContext context, Guid id, ApprovalInput body) => TypedResults.Ok(await context.Act(act => ProposalView.Of(Proposals.Approve(act, id, body.Hash)))))
            .WithSummary("A customer approves the text with the hash that they saw.");
        own.MapPost("/proposals/{id:guid}/return", async (HttpContext context, Guid id, ApprovalInput body) => TypedResults.Ok(await context.Act(act => ProposalView.Of(Proposals.Return(act, id, body.Hash, body.Reason)))))
            .WithSummary("A customer sends a proposal back with a reason.");
    }

    private static async Task<Ok<IReadOnlyList<ProposalLine>>> List(HttpContext context, Db db, bool open = false) =>
        TypedResults.Ok<IReadOnlyList<ProposalLine>>([.. await db.Read(s => ProposalQueries.All(s, context.Asker().Tenant, open).Select(p => ProposalLine.Of(ProposalQueries.StateOf(s, p))).ToList())]);

    private static async Task<Created<ProposalView>> Propose(HttpContext context, Guid id, ProposalInput body)
    {
        var revision = DraftApi.Match(context);
        var made = await context.Act(act => ProposalView.Of(ProposalQueries.StateOf(act.Tx, Proposals.Propose(act, id, revision, new ProposalAsk(body.Second ?? false, body.Customer ?? false)))));
        return TypedResults.Created($"/api/v1/agreements/proposals/{made.Id}", made);
    }

    private static async Task<Results<Ok<ProposalView>, NotFound>> Get(HttpContext context, Guid id, Db db) =>
        await db.Read(s => ProposalQueries.Get(s, context.Asker().Tenant, id) is { } p ? ProposalView.Of(ProposalQueries.StateOf(s, p)) : null) is { } view ? TypedResults.Ok(view) : TypedResults.NotFound();

    private static async Task<Results<Ok<ProposalView>, NotFound>> OfVersion(HttpContext context, string agreement, long version, Db db) =>
        await db.Read(s => ProposalQueries.OfVersion(s, context.Asker().Tenant, agreement, version) is { } p ? ProposalView.Of(ProposalQueries.StateOf(s, p)) : null) is { } view ? TypedResults.Ok(view) : TypedResults.NotFound();

    private static async Task<NoContent> SetApprover(HttpContext context, Guid id, ApproverInput body, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        await db.Write(tx =>
        {
            Approvers.Set(tx, asker.Tenant, id, body.May, asker.Actor, now);
            return true;
        });
        return TypedResults.NoContent();
    }

    private static async Task<Ok<IReadOnlyList<ProposalLine>>> OwnList(HttpContext context, Db db) =>
        TypedResults.Ok<IReadOnlyList<ProposalLine>>([.. await db.Read(s => OwnOf(s, context.Asker()).Select(p => ProposalLine.Of(ProposalQueries.StateOf(s, p))).ToList())]);

    private static async Task<Results<Ok<ProposalView>, NotFound>> OwnGet(HttpContext context, Guid id, Db db) =>
        await db.Read(s => OwnOf(s, context.Asker(), id) is { } p ? ProposalView.Of(ProposalQueries.StateOf(s, p)) : null) is { } view ? TypedResults.Ok(view) : TypedResults.NotFound();

    internal static IEnumerable<Proposal> OwnOf(Session s, Principal asker) =>
        asker.Customer is { } customer ? ProposalQueries.Before(s, asker.Tenant, customer).Where(p => Proposals.IsFor(s, asker, p)) : [];

    /// <summary>Another's is as if it were not there.</summary>
    internal static Proposal? OwnOf(Session s, Principal asker, Guid id) => ProposalQueries.Get(s, asker.Tenant, id) is { } p && Proposals.IsFor(s, asker, p) ? p : null;
}

/// <param name="Second">A second person of the provider is to approve, also where the workspace does not want it always.</param>
/// <param name="Customer">So are the customers that the agreement names.</param>
internal sealed record ProposalInput(bool? Second = null, bool? Customer = null);

/// <param name="Hash">SHA-256 of the text that was seen.</param>
/// <param name="Reason">Why it is sent back.</param>
internal sealed record ApprovalInput(string? Hash, string? Reason = null);

internal sealed record ApproverInput(bool May);

/// <param name="Outcome"><c>published</c>, <c>returned</c>, <c>withdrawn</c> or <c>changed</c>; none while it is open.</param>
/// <param name="Waiting">Parties that have said nothing yet: <c>provider</c>, or <c>customer:</c> and the organisation's handle.</param>
public sealed record ProposalLine(Guid Id, Guid Draft, string Agreement, long Version, string Title, Instant Proposed, string ProposerName, string? Outcome, Instant? Ended, IReadOnlyList<string> Waiting)
{
    public static ProposalLine Of(ProposalState s) =>
        new(s.Proposal.Id, s.Proposal.DraftId, s.Proposal.Agreement, s.Proposal.Version, s.Proposal.Title, s.Proposal.Proposed, s.Proposal.ProposerName, s.Proposal.Outcome, s.Proposal.Ended, s.Proposal.Outcome is null ? s.Waiting : []);
}

/// <param name="TextHash">SHA-256 of <paramref name="Source"/> in UTF-8, and so of the exported version.</param>
/// <param name="TermsHash">Of the terms with what they inherit: the hash of the version.</param>
/// <param name="KeyFingerprint">Of the key with which the workspace signs statements; none: it had none.</param>
/// <param name="Approved">All have approved, and it can be published.</param>
internal sealed record ProposalView(Guid Id, Guid Draft, string Agreement, long Version, string Title, string Source, string TextHash, string TermsHash, string? KeyFingerprint, Instant Proposed, string ProposerName,
    string? Outcome, Instant? Ended, bool Approved, IReadOnlyList<string> Waiting, IReadOnlyList<ApprovalView> Answers)
{
    public static ProposalView Of(ProposalState s) => s.Proposal is var p ? new(p.Id, p.DraftId, p.Agreement, p.Version, p.Title, p.Source, p.TextHash, p.TermsHash, p.KeyFingerprint, p.Proposed, p.ProposerName,
        p.Outcome, p.Ended, s.Approved, p.Outcome is null ? s.Waiting : [], [.. s.Answers.Select(a => new ApprovalView(a.Party, a.Approves == 1, a.At, a.Name, a.TextHash, a.Reason))]) : null!;
}

/// <param name="Name">As they were called then.</param>
internal sealed record ApprovalView(string Party, bool Approves, Instant At, string Name, string TextHash, string? Reason);
