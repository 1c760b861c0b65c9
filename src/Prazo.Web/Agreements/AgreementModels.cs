using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Lifecycle;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Documents;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;

namespace Prazo.Web.Agreements;

/// <summary>An agreement in the version that stands.</summary>
/// <param name="Open">Open tickets with a promise of it.</param>
/// <param name="DaysLeft">Until its term ends; null: open-ended.</param>
public sealed record AgreementLine(Agreement Agreement, long Open, int? DaysLeft)
{
    public required AgreementTerm Term { get; init; }
}

/// <summary>All agreements, and what is being written.</summary>
public sealed record AgreementListModel(IReadOnlyList<AgreementLine> Agreements, IReadOnlyList<AgreementDraft> Drafts, long Uncovered)
{
    public static AgreementListModel Of(Session session, PublishedAgreements agreements, Viewer viewer)
    {
        var tenant = viewer.Asker!.Tenant;
        var open = session.Query<Covered>("""
            SELECT c.agreement AS id, COUNT(DISTINCT c.ticket_id) AS tickets FROM clocks c JOIN tickets t ON t.tenant_id = c.tenant_id AND t.id = c.ticket_id
            WHERE c.tenant_id = @tenant AND c.stopped IS NULL AND t.closed IS NULL GROUP BY c.agreement
            """, new { tenant }).ToDictionary(c => c.Id, c => c.Tickets, StringComparer.Ordinal);
        var terms = AgreementTerm.Current(agreements.All(session, tenant), viewer.Now);
        return new AgreementListModel([.. terms.Select(t => new AgreementLine(t.Agreement, open.GetValueOrDefault(t.Agreement.Id), DaysLeft(t, viewer.Now)) { Term = t })],
            AgreementDrafts.All(session, tenant, AgreementDraft.Agreement),
            session.Value<long>("SELECT COUNT(*) FROM tickets WHERE tenant_id = @tenant AND closed IS NULL AND created IS NOT NULL AND covered = 0", new { tenant }))
        {
            Proposals = [.. ProposalQueries.All(session, tenant, open: true).Select(p => ProposalLine.Of(ProposalQueries.StateOf(session, p)))],
        };
    }

    /// <summary>Those that wait.</summary>
    public IReadOnlyList<ProposalLine> Proposals { get; init; } = [];

    private static int? DaysLeft(AgreementTerm term, Instant now) => term.Ends is { } to && !term.Renews ? NodaTime.Period.DaysBetween(AgreementTerm.Today(term.Agreement, now), to) : null;

    internal sealed record Covered
    {
        public string Id { get; init; } = "";
        public long Tickets { get; init; }
    }
}

/// <summary>One version as it was published.</summary>
/// <param name="Document">What it says in the reader's language.</param>
/// <param name="Said">What differs, in words.</param>
/// <param name="Against">The version that it is compared with: the one before unless another is asked for; null for a first one.</param>
public sealed record AgreementModel(Agreement Agreement, string Source, IReadOnlyList<PublishedVersion> Versions, int? Against, IReadOnlyList<ChangedValue> Changes, IReadOnlyList<DuePreview> Dues, PreviewAsked Preview,
    AgreementDocument Document, IReadOnlyList<SaidChange> Said)
{
    public static AgreementModel? Of(Session session, PublishedAgreements agreements, Viewer viewer, string id, int version, int? against, PreviewAsked preview)
    {
        var tenant = viewer.Asker!.Tenant;
        var set = agreements.All(session, tenant);
        if (set.Agreements.FirstOrDefault(a => a.Id == id && a.Version == version) is not { } agreement || PublishedAgreements.Source(session, tenant, id, version) is not { } source)
            return null;
        var before = set.Agreements.Where(a => a.Id == id && (against is { } asked ? a.Version == asked : a.Version < version)).MaxBy(a => a.Version);
        var document = DocumentModel.Staff(viewer.Words, set, agreement);
        return new AgreementModel(agreement, source, [.. PublishedAgreements.Versions(session, tenant).Where(v => v.Agreement == id).OrderByDescending(v => v.Version)],
            before?.Version, before is null ? [] : AgreementDiff.Of(before, agreement), DuePreview.Of(agreement, preview, viewer), preview,
            document, before is null ? [] : DocumentDiff.Of(DocumentModel.Staff(viewer.Words, set, before), document))
        {
            Approved = ProposalQueries.OfVersion(session, tenant, id, version) is { } proposal ? ProposalQueries.StateOf(session, proposal) : null,
            Term = AgreementTerm.Of(agreement, [.. set.Agreements.Where(a => a.Id == id)], AgreementTerm.Today(agreement, viewer.Now)),
            Readers = Readings.Of(session, tenant, id, version),
            Chain = ChainModel.Of(session, tenant, set, agreement, viewer.Now),
            Names = Organisations.All(session, tenant).ToDictionary(o => o.Handle, o => o.Name, StringComparer.Ordinal),
        };
    }

    public required AgreementTerm Term { get; init; }

    /// <summary>What its promises rest on.</summary>
    public required ChainModel Chain { get; init; }

    /// <summary>Who confirmed having read it, and who has not.</summary>
    public required IReadOnlyList<Reader> Readers { get; init; }

    /// <summary>Why what was asked for is refused.</summary>
    public string? Wrong { get; init; }

    /// <summary>Who approved it; null: it was published without.</summary>
    public ProposalState? Approved { get; init; }

    /// <summary>What organisations are called, by handle.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();
}

/// <summary>A draft in the editor, with what would become of it.</summary>
/// <param name="Check">Null until it is asked for.</param>
/// <param name="Known">What the form offers and what the text inherits.</param>
public sealed record DraftModel(AgreementDraft Draft, TextSides Sides, KnownNames Known, IReadOnlyList<InputProblem> Problems, IReadOnlyList<(string Agreement, IReadOnlyList<ChangedValue> Changes)> Differences, AgreementDraftEffect? Effect,
    IReadOnlyList<DuePreview> Dues, PreviewAsked Preview, string? Said, string? State)
{
    /// <summary>By agreement what its document would say differently.</summary>
    public IReadOnlyList<(string Agreement, IReadOnlyList<SaidChange> Changes)> SaidChanges { get; init; } = [];

    /// <summary>Kinds of clause that the first agreement of the text lacks.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];


    public static DraftModel? Of(Session session, PublishedAgreements agreements, Viewer viewer, Guid id, string? source, PreviewAsked preview, string? said, string? state = null, bool effect = true)
    {
        var tenant = viewer.Asker!.Tenant;
        if (AgreementDrafts.Find(session, tenant, AgreementDraft.Agreement, id) is not { } draft)
            return null;
        var text = source ?? draft.Source;
        var check = CheckView.Of(session, agreements, tenant, text, viewer.Now, effect);
        var added = PublishedAgreements.Check(session, tenant, text).Agreements;
        IReadOnlyList<AgreementDocument> documents = check.Publishable ? [.. added.Select(a => DocumentModel.Staff(viewer.Words, new AgreementSet([a]), a))] : [];
        return new DraftModel(draft, TextSides.Of(text), KnownNames.Of(session, tenant, added.IsEmpty ? null : added[0]), check.Problems, [.. check.Differences.Select(d => ($"{d.Agreement}@{d.Version.ToString(CultureInfo.InvariantCulture)}", d.Changes))],
            AgreementDraftEffect.Of(check.Effect),
            check.Publishable && !added.IsEmpty ? DuePreview.Of(added[0], preview, viewer) : [], preview, said, state)
        {
            SaidChanges = [.. documents.Where(_ => effect).Select(d => (d.Id, agreements.Latest(session, tenant, d.Id) is { } last ? DocumentDiff.Of(DocumentModel.Staff(viewer.Words, agreements.All(session, tenant), last), d) : []))],
            Missing = documents is [var first, ..] ? first.Missing : [],
            Approval = DraftApproval.Of(session, viewer.Workspace!, id, added.IsEmpty ? null : added[0]),
        };
    }

    /// <summary>Of its being approved.</summary>
    public required DraftApproval Approval { get; init; }

    /// <summary>What was said tells why something was refused.</summary>
    public bool Refused { get; init; }

    public bool Publishable => !Problems.Any(p => p.Severity == "error");
}

public sealed record AgreementDraftEffect(int Tickets, int Clocks, int WouldBreak, int WouldHeal, IReadOnlyList<Prazo.Clocks.MovedClock> Moved)
{
    internal static AgreementDraftEffect? Of(EffectView? e) => e is null ? null : new(e.Tickets, e.Clocks, e.WouldBreak, e.WouldHeal, e.Moved);
}

/// <summary>For which moment and priority due dates are previewed.</summary>
/// <param name="At">Local to the reader: <c>2026-03-02T18:00</c>.</param>
public sealed record PreviewAsked(string? At, string? Priority)
{
    public Instant Moment(Viewer viewer) => At is { Length: > 0 } && NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(At) is { Success: true, Value: var local }
        ? local.InZoneLeniently(viewer.Zone).ToInstant() : Instant.FromUnixTimeSeconds(viewer.Now.ToUnixTimeSeconds());

    public string Local(Viewer viewer) => NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(Moment(viewer).InZone(viewer.Zone).LocalDateTime);
}

/// <summary>When a promise would end for a ticket that comes in at a moment.</summary>
public sealed record DuePreview(Metric Metric, string Target, string? Limit, Instant? Due)
{
    /// <summary>Of a ticket that the agreement is made for.</summary>
    public static IReadOnlyList<DuePreview> Of(Agreement agreement, PreviewAsked asked, Viewer viewer)
    {
        var at = asked.Moment(viewer);
        var fields = ImmutableSortedDictionary<string, string>.Empty.Add("status", "new");
        foreach (var field in agreement.Applies.Fields.Where(f => !f.Negated && f.Values.Length > 0))
            fields = fields.SetItem(field.Field, field.Values[0]);
        fields = fields.SetItem("priority", string.IsNullOrEmpty(asked.Priority) ? "normal" : asked.Priority);
        // In force at any moment that is asked for.
        var alone = new AgreementSet([agreement with { From = null, To = null }]);
        return [.. ClockEngine.Replay(alone, [new TicketCreated("", at, at, 0, fields)], at).Clocks.Where(c => c.Promised).Select(c => new DuePreview(c.Metric, c.Target, c.Limit, c.Due))];
    }
}
