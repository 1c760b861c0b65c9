using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Prazo.Agreements;
using Prazo.Audit;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Lifecycle;

/// <param name="Second">A second person of the provider is to approve, also where the workspace does not want it.</param>
/// <param name="Customer">So are the customers that the agreement names.</param>
public sealed record ProposalAsk(bool Second, bool Customer);

/// <summary>From draft to version by approval: proposed by one, approved by the others, published as they saw it. Each act locks the proposal, so that of two at once the second sees what the first did.</summary>
public static class Proposals
{
    private const int LongestReason = 2000;

    /// <param name="revision">Of the draft that was read; null: whichever it is.</param>
    public static Proposal Propose(Act act, Guid draftId, long? revision, ProposalAsk ask)
    {
        var draft = AgreementDrafts.Lock(act.Tx, act.Tenant, AgreementDraft.Agreement, draftId) ?? throw new MissingException();
        if (revision is { } read && read != draft.Revision)
            throw new StaleException("somebody else has saved since it was read");
        if (ProposalQueries.OfDraft(act.Tx, act.Tenant, draftId) is not null)
            throw new RefusedException("proposed", "", "this draft is proposed already", "withdraw that proposal first");
        var found = PublishedAgreements.Check(act.Tx, act.Tenant, draft.Source);
        if (found.HasErrors)
            throw new RefusedException([.. found.Problems.Where(p => p.Severity == Severity.Error)]);
        if (found.Agreements is not [var agreement])
            throw new RefusedException("one-agreement", "source", "what is proposed is one agreement", "write each into a draft of its own");
        var (workspace, text) = (Workspace.Get(act.Tx, act.Tenant), PublishedAgreements.Texts(draft.Source)[0]);
        var person = act.Asker.Behind is { } id ? UserStore.Get(act.Tx, act.Tenant, id) : null;
        // Whoever approves the text approves the key too: a statement that brings its own proves nothing.
        var key = SigningKeys.Take(act.Tx, act.Tenant, act.Asker.Actor, act.Now).Fingerprint;
        if (agreement.Statement.Key is { } named && named != key)
            throw new RefusedException("other-key", "", $"the agreement names the key {named}, and this workspace signs with {key}", "correct the agreement's `statement: { key: … }`");
        var proposal = new Proposal
        {
            TenantId = act.Tenant, Id = Ids.New(act.Now), DraftId = draft.Id, Agreement = agreement.Id, Version = agreement.Version, Title = agreement.Title, Source = text,
            TextHash = HashOf(text), TermsHash = agreement.Hash, KeyFingerprint = key, Second = ask.Second || workspace.FourEyes == 1 ? 1 : 0,
            Customers = ask.Customer || workspace.CustomerApproves == 1 ? string.Join(' ', Customers(act.Tx, act.Tenant, agreement, ask.Customer)) : "",
            Proposed = act.Now, ProposedBy = act.Asker.Actor, ProposerId = person?.Id, ProposerName = person?.Name ?? person?.Handle ?? act.Asker.Actor,
        };
        if (!proposal.Parties.Any())
            throw new RefusedException("nobody-to-ask", "", "nobody is asked to approve this", "publish it as it is, or choose who is to approve");
        ProposalQueries.Insert(act.Tx, proposal);
        act.Audit("agreement.proposed", Subject(proposal), new { proposal = proposal.Id, proposal.TextHash, parties = proposal.Parties });
        ProposalNotices.Waiting(act.Tx, proposal, act.Now);
        return proposal;
    }

    /// <param name="hash">Of the text that was seen.</param>
    public static ProposalState Approve(Act act, Guid id, string? hash) => Answer(act, id, true, hash, null);

    public static ProposalState Return(Act act, Guid id, string? hash, string? reason) => Answer(act, id, false, hash, Inputs.Needed("reason", reason, LongestReason));

    private static ProposalState Answer(Act act, Guid id, bool approves, string? hash, string? reason)
    {
        var proposal = Open(act, id);
        var (party, name) = PartyOf(act, proposal);
        if (hash != proposal.TextHash)
            throw new StaleException($"the text of this proposal has the hash {proposal.TextHash}");
        if (ProposalQueries.StateOf(act.Tx, proposal).Answers.FirstOrDefault(a => a.Party == party) is { } said)
            // Sent twice is said once.
            return said.ByActor == act.Asker.Actor && said.Approves == 1 == approves ? ProposalQueries.StateOf(act.Tx, proposal)
                : throw new RefusedException("party-answered", "", $"{said.Name} has answered for this party already");
        act.Tx.Execute("""
            INSERT INTO proposal_answers (tenant_id, proposal_id, party, approves, at, by_actor, name, text_hash, reason) VALUES (@Tenant, @id, @party, @approves, @Now, @Actor, @name, @TextHash, @reason)
            """, new { act.Tenant, id, party, approves = approves ? 1 : 0, act.Now, act.Asker.Actor, name, proposal.TextHash, reason });
        act.Audit(approves ? "agreement.approved" : "agreement.returned", Subject(proposal), new { proposal = id, party, proposal.TextHash });
        if (!approves)
            proposal = End(act.Tx, proposal, Proposal.Returned, act.Asker.Actor, act.Now);
        var state = ProposalQueries.StateOf(act.Tx, proposal);
        ProposalNotices.Answered(act.Tx, state, approves, act.Now);
        return state;
    }

    public static Proposal Withdraw(Act act, Guid id)
    {
        var proposal = Open(act, id);
        act.Audit("agreement.withdrawn", Subject(proposal), new { proposal = id });
        return End(act.Tx, proposal, Proposal.Withdrawn, act.Asker.Actor, act.Now);
    }

    /// <summary>Publishes what all have approved, to the byte; the draft goes.</summary>
    public static CheckedAgreements Publish(Act act, Guid id)
    {
        var proposal = Open(act, id);
        if (ProposalQueries.StateOf(act.Tx, proposal).Waiting.Count > 0)
            throw new RefusedException("not-approved", "", "not all have approved it", "wait for them, or withdraw the proposal");
        var found = PublishedAgreements.Check(act.Tx, act.Tenant, proposal.Source);
        if (!found.HasErrors && found.Agreements[0].Hash != proposal.TermsHash)
            throw new RefusedException("terms-moved", "", "what this agreement inherits has changed since it was proposed", "withdraw the proposal and propose it anew");
        var published = PublishedAgreements.Publish(act.Tx, act.Tenant, proposal.Source, act.Asker.Actor, act.Now, approved: true);
        End(act.Tx, proposal, Proposal.Published, act.Asker.Actor, act.Now);
        AgreementDrafts.Delete(act.Tx, act.Tenant, AgreementDraft.Agreement, proposal.DraftId);
        return published;
    }

    /// <summary>Saves a draft; null when somebody else has saved since <paramref name="revision"/>. Another text is another proposal: approvals of the one before do not hold for it.</summary>
    public static AgreementDraft? Save(Tx tx, AgreementDraft draft, long revision)
    {
        var saved = AgreementDrafts.Save(tx, draft, revision);
        if (saved is not null)
            TextChanged(tx, saved);
        return saved;
    }

    private static void TextChanged(Tx tx, AgreementDraft saved)
    {
        if (saved.Kind != AgreementDraft.Agreement || ProposalQueries.OfDraft(tx, saved.TenantId, saved.Id) is not { } seen || ProposalQueries.Lock(tx, saved.TenantId, seen.Id) is not { Ended: null } proposal
            || (PublishedAgreements.Texts(saved.Source) is [var text] && text == proposal.Source))
            return;
        AuditTrail.Write(tx, saved.TenantId, saved.UpdatedBy, "agreement.approvals-void", Subject(proposal), $$"""{"proposal":"{{proposal.Id}}"}""", saved.Updated);
        ProposalNotices.Void(tx, End(tx, proposal, Proposal.Changed, saved.UpdatedBy, saved.Updated), saved.Updated);
    }

    private static Proposal Open(Act act, Guid id)
    {
        var proposal = ProposalQueries.Lock(act.Tx, act.Tenant, id);
        if (proposal is null || (act.Asker.May(Ability.Own) && !IsFor(act.Tx, act.Asker, proposal)))
            throw new MissingException();
        return proposal.Outcome is { } ended ? throw new RefusedException("proposal-" + ended, "", $"this proposal is {ended}") : proposal;
    }

    /// <summary>Whether a customer's person sees it: who has the right to approve for one of its organisations.</summary>
    public static bool IsFor(Session session, Principal asker, Proposal proposal) =>
        asker is { Customer: { } customer, Contact: { } contact } && proposal.CustomerHandles.Contains(customer, StringComparer.Ordinal) && Approvers.May(session, asker.Tenant, contact);

    private static (string Party, string Name) PartyOf(Act act, Proposal proposal)
    {
        var user = act.Asker.Behind is { } id ? UserStore.Get(act.Tx, act.Tenant, id) : null;
        if (user is null)
            throw new RefusedException("not-a-person", "", "a key approves nothing", "sign in as a person");
        if (act.Asker.May(Ability.Own))
            return (ProposalAnswer.Customer(act.Asker.Customer!), user.Name ?? user.Handle);
        if (proposal.ProposerId == user.Id || proposal.ProposedBy == act.Asker.Actor)
            throw new RefusedException("own-proposal", "", "nobody approves what they proposed themselves", "ask somebody else who manages");
        return proposal.Second == 1 ? (ProposalAnswer.Provider, user.Name ?? user.Handle) : throw new RefusedException("not-asked", "", "no second person of the provider is asked to approve this");
    }

    private static Proposal End(Tx tx, Proposal proposal, string outcome, string by, NodaTime.Instant now)
    {
        tx.Execute("UPDATE proposals SET outcome = @outcome, ended = @now, ended_by = @by WHERE tenant_id = @TenantId AND id = @Id", new { proposal.TenantId, proposal.Id, outcome, now, by });
        return proposal with { Outcome = outcome, Ended = now, EndedBy = by };
    }

    /// <summary>Each must be somebody, and have somebody who may approve.</summary>
    private static ImmutableArray<string> Customers(Session session, Guid tenant, Agreement agreement, bool asked)
    {
        var handles = Approvals.CustomersOf(agreement);
        if (handles.IsEmpty && (asked || Approvals.HasCustomers(agreement)))
            throw new RefusedException("no-customer", "applies", "the agreement names no customer who could approve it", "write the customer's handle: `applies: { when: { customer: … } }`");
        foreach (var handle in handles)
            if (Approvers.Users(session, tenant, handle).Count == 0)
                throw new RefusedException("nobody-approves", "applies", $"nobody of {handle} may approve agreements", "give one of its people the right to, under Users");
        return handles;
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Subject(Proposal p) => string.Create(CultureInfo.InvariantCulture, $"agreement:{p.Agreement}@{p.Version}");
}
