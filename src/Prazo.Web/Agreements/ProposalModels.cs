using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Lifecycle;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Documents;
using Prazo.Web.Portal;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

/// <summary>A proposal before somebody.</summary>
/// <param name="Names">What organisations are called, by handle.</param>
/// <param name="Plain">What it says in plain words; null where it cannot be read any more.</param>
/// <param name="Effect">What publishing would do to open tickets; null for customers, and when it is over.</param>
public sealed record ProposalModel(ProposalState State, IReadOnlyDictionary<string, string> Names, PlainAgreement? Plain, IReadOnlyList<ChangedValue> Changes, AgreementDraftEffect? Effect, bool MayAnswer, Sent Sent)
{
    public Proposal Proposal => State.Proposal;

    public static ProposalModel? Of(Session s, PublishedAgreements agreements, Viewer viewer, Guid id, Sent sent)
    {
        var asker = viewer.Asker!;
        var customer = asker.May(Ability.Own);
        if ((customer ? ProposalApi.OwnOf(s, asker, id) : ProposalQueries.Get(s, asker.Tenant, id)) is not { } proposal)
            return null;
        var state = ProposalQueries.StateOf(s, proposal);
        var open = proposal.Outcome is null;
        var check = open && !customer ? CheckView.Of(s, agreements, asker.Tenant, proposal.Source, viewer.Now) : null;
        var read = PublishedAgreements.Check(s, asker.Tenant, proposal.Source).Agreements;
        var party = customer ? ProposalAnswer.Customer(asker.Customer!) : ProposalAnswer.Provider;
        return new ProposalModel(state, Organisations.All(s, asker.Tenant).ToDictionary(o => o.Handle, o => o.Name, StringComparer.Ordinal),
            read.IsEmpty ? null : PlainAgreement.Of(viewer.Words, read[0], new AgreementSet([read[0]]).CalendarsOf(read[0]), new DocumentReader(customer, asker.Customer)),
            check is { Differences: [var only, ..] } ? only.Changes : [], AgreementDraftEffect.Of(check?.Effect),
            open && state.Waiting.Contains(party) && (customer || (asker.May(Ability.Manage) && asker.Behind is { } me && me != proposal.ProposerId)), sent);
    }
}

/// <summary>What stands on a draft's page of its being approved.</summary>
/// <param name="Last">The last proposal of it.</param>
public sealed record DraftApproval(ProposalState? Last, Workspace Workspace, IReadOnlyList<string> Customers, bool Named)
{
    public static DraftApproval Of(Session s, Workspace workspace, Guid draft, Agreement? agreement) => new(
        ProposalQueries.LastOfDraft(s, workspace.TenantId, draft) is { } last ? ProposalQueries.StateOf(s, last) : null, workspace,
        agreement is null ? [] : Approvals.CustomersOf(agreement), agreement is not null && Approvals.HasCustomers(agreement));

    /// <summary>Nothing is published without.</summary>
    public bool Needed => Workspace.FourEyes == 1 || (Workspace.CustomerApproves == 1 && (Named || Customers.Count > 0));
}
