using System.Globalization;
using NodaTime;
using Prazo.Agreements;
using Prazo.Notifications;
using Prazo.People;
using Prazo.Storage;

namespace Prazo.Lifecycle;

/// <summary>Tells whom a proposal waits for, and its proposer what became of it.</summary>
internal static class ProposalNotices
{
    public static void Waiting(Tx tx, Proposal proposal, Instant now)
    {
        if (proposal.Second == 1)
            foreach (var user in Managers(tx, proposal.TenantId).Where(u => u != proposal.ProposerId))
                Tell(tx, proposal, user, "agreement-proposed", $"/agreements/proposals/{proposal.Id}", now);
        foreach (var user in proposal.CustomerHandles.SelectMany(c => Approvers.Users(tx, proposal.TenantId, c)))
            Tell(tx, proposal, user, "agreement-proposed", $"/portal/proposals/{proposal.Id}", now);
    }

    public static void Answered(Tx tx, ProposalState state, bool approves, Instant now)
    {
        if (!approves || state.Approved)
            ToProposer(tx, state.Proposal, approves ? "agreement-approved" : "agreement-returned", now);
    }

    public static void Void(Tx tx, Proposal proposal, Instant now) => ToProposer(tx, proposal, "agreement-void", now);

    /// <summary>Who manages; where nobody does, who administers.</summary>
    public static IReadOnlyList<Guid> Managers(Session session, Guid tenant)
    {
        var people = UserStore.All(session, tenant).Where(u => u.Disabled is null && u.Role is "manager" or "admin").ToList();
        return [.. (people.Exists(u => u.Role == "manager") ? people.Where(u => u.Role == "manager") : people).Select(u => u.Id)];
    }

    private static void ToProposer(Tx tx, Proposal proposal, string kind, Instant now)
    {
        if (proposal.ProposerId is { } user)
            Tell(tx, proposal, user, kind, $"/agreements/proposals/{proposal.Id}", now);
    }

    private static void Tell(Tx tx, Proposal proposal, Guid user, string kind, string path, Instant now) =>
        Notices.Tell(tx, proposal.TenantId, user, kind, null, null, string.Create(CultureInfo.InvariantCulture, $"{(proposal.Title.Length > 0 ? proposal.Title : proposal.Agreement)}, {proposal.Agreement}@{proposal.Version}"), now, path: path);
}
