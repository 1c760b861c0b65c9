using System.Collections.Immutable;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Storage;

namespace Prazo.Lifecycle;

/// <summary>A draft's text as it is put before those who are to approve it. It never changes.</summary>
public sealed record Proposal
{
    public const string Published = "published", Returned = "returned", Withdrawn = "withdrawn", Changed = "changed";

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid DraftId { get; init; }
    public string Agreement { get; init; } = "";
    public long Version { get; init; }
    public string Title { get; init; } = "";
    /// <summary>To the byte what is published, and what the export of the version gives.</summary>
    public string Source { get; init; } = "";
    /// <summary>SHA-256 of <see cref="Source"/> in UTF-8, in lower-case hex.</summary>
    public string TextHash { get; init; } = "";
    /// <summary>Of the terms with what they inherit: <see cref="Prazo.Engine.Agreements.Agreement.Hash"/>.</summary>
    public string TermsHash { get; init; } = "";
    /// <summary>Of the key with which the workspace signs; null where it has none.</summary>
    public string? KeyFingerprint { get; init; }
    /// <summary>1: a second person of the provider approves.</summary>
    public long Second { get; init; }
    /// <summary>Handles of the organisations that approve, with spaces between.</summary>
    public string Customers { get; init; } = "";
    public Instant Proposed { get; init; }
    public string ProposedBy { get; init; } = "";
    /// <summary>Null: a key that is nobody's.</summary>
    public Guid? ProposerId { get; init; }
    public string ProposerName { get; init; } = "";
    /// <summary>Null while it is open.</summary>
    public string? Outcome { get; init; }
    public Instant? Ended { get; init; }
    public string? EndedBy { get; init; }

    public IEnumerable<string> CustomerHandles => Customers.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whose approval it needs.</summary>
    public IEnumerable<string> Parties => (Second == 1 ? [ProposalAnswer.Provider] : Array.Empty<string>()).Concat(CustomerHandles.Select(ProposalAnswer.Customer));
}

/// <summary>What a party said to a proposal.</summary>
public sealed record ProposalAnswer
{
    public const string Provider = "provider";

    public static string Customer(string handle) => "customer:" + handle;

    public Guid ProposalId { get; init; }
    public string Party { get; init; } = "";
    /// <summary>1; 0: sent back.</summary>
    public long Approves { get; init; }
    public Instant At { get; init; }
    public string ByActor { get; init; } = "";
    /// <summary>As they were called then.</summary>
    public string Name { get; init; } = "";
    public string TextHash { get; init; } = "";
    public string? Reason { get; init; }
}

/// <summary>A proposal with what was said to it.</summary>
/// <param name="Waiting">Parties that have said nothing yet.</param>
public sealed record ProposalState(Proposal Proposal, IReadOnlyList<ProposalAnswer> Answers, IReadOnlyList<string> Waiting)
{
    /// <summary>All have approved, and it can be published.</summary>
    public bool Approved => Proposal.Outcome is null && Waiting.Count == 0;
}

public static class ProposalQueries
{
    private const string Columns = "tenant_id, id, draft_id, agreement, version, title, source, text_hash, terms_hash, key_fingerprint, second, customers, proposed, proposed_by, proposer_id, proposer_name, outcome, ended, ended_by";
    private const string Select = $"SELECT {Columns} FROM proposals WHERE tenant_id = @tenant";

    public static Proposal? Get(Session session, Guid tenant, Guid id) => session.First<Proposal>($"{Select} AND id = @id", new { tenant, id });

    internal static Proposal? Lock(Tx tx, Guid tenant, Guid id) => tx.First<Proposal>($"{Select} AND id = @id{tx.Dialect.ForUpdate}", new { tenant, id });

    /// <summary>The open one of a draft.</summary>
    public static Proposal? OfDraft(Session session, Guid tenant, Guid draft) => session.First<Proposal>($"{Select} AND draft_id = @draft AND ended IS NULL", new { tenant, draft });

    /// <summary>The last of a draft, open or not.</summary>
    public static Proposal? LastOfDraft(Session session, Guid tenant, Guid draft) => session.First<Proposal>($"{Select} AND draft_id = @draft ORDER BY proposed DESC, id DESC LIMIT 1", new { tenant, draft });

    /// <summary>The one that a version was approved by; null where it was published without.</summary>
    public static Proposal? OfVersion(Session session, Guid tenant, string agreement, long version) =>
        session.First<Proposal>($"{Select} AND agreement = @agreement AND version = @version AND outcome = 'published'", new { tenant, agreement, version });

    /// <summary>The newest first; those that are open before the others.</summary>
    public static IReadOnlyList<Proposal> All(Session session, Guid tenant, bool open, int most = 200) =>
        session.Query<Proposal>($"{Select}{(open ? " AND ended IS NULL" : "")} ORDER BY CASE WHEN ended IS NULL THEN 0 ELSE 1 END, id DESC LIMIT @most", new { tenant, most });

    /// <summary>Those before a customer's organisation.</summary>
    public static IReadOnlyList<Proposal> Before(Session session, Guid tenant, string customer) =>
        [.. session.Query<Proposal>($"{Select} AND customers <> '' ORDER BY id DESC LIMIT 500", new { tenant }).Where(p => p.CustomerHandles.Contains(customer, StringComparer.Ordinal))];

    public static ProposalState StateOf(Session session, Proposal proposal)
    {
        var answers = session.Query<ProposalAnswer>("""
            SELECT proposal_id, party, approves, at, by_actor, name, text_hash, reason FROM proposal_answers WHERE tenant_id = @TenantId AND proposal_id = @Id ORDER BY at, party
            """, proposal);
        return new ProposalState(proposal, answers, [.. proposal.Parties.Where(p => !answers.Any(a => a.Party == p))]);
    }

    internal static void Insert(Tx tx, Proposal proposal) => tx.Execute($"""
        INSERT INTO proposals ({Columns}) VALUES (@TenantId, @Id, @DraftId, @Agreement, @Version, @Title, @Source, @TextHash, @TermsHash, @KeyFingerprint, @Second, @Customers, @Proposed, @ProposedBy, @ProposerId, @ProposerName, NULL, NULL, NULL)
        """, proposal);
}
