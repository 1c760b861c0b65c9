using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;

namespace Prazo.Web.Agreements;

/// <summary>An agreement in its newest version.</summary>
/// <param name="Open">Open tickets with a promise of it.</param>
/// <param name="DaysLeft">Until its term ends; null: open-ended.</param>
public sealed record AgreementLine(Agreement Agreement, long Open, int? DaysLeft);

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
        var latest = agreements.All(session, tenant).Agreements.GroupBy(a => a.Id, StringComparer.Ordinal).Select(g => g.MaxBy(a => a.Version)!).OrderBy(a => a.Id, StringComparer.Ordinal);
        return new AgreementListModel([.. latest.Select(a => new AgreementLine(a, open.GetValueOrDefault(a.Id), DaysLeft(a, viewer.Now)))],
            AgreementDrafts.All(session, tenant, AgreementDraft.Agreement),
            session.Value<long>("SELECT COUNT(*) FROM tickets WHERE tenant_id = @tenant AND closed IS NULL AND created IS NOT NULL AND covered = 0", new { tenant }));
    }

    private static int? DaysLeft(Agreement agreement, Instant now) => agreement.To is { } to
        ? NodaTime.Period.DaysBetween(now.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(agreement.Zone) ?? DateTimeZone.Utc).Date, to) : null;

    internal sealed record Covered
    {
        public string Id { get; init; } = "";
        public long Tickets { get; init; }
    }
}

/// <summary>One version as it was published.</summary>
/// <param name="Changes">Against the version before.</param>
public sealed record AgreementModel(Agreement Agreement, string Source, IReadOnlyList<PublishedVersion> Versions, IReadOnlyList<ChangedValue> Changes, IReadOnlyList<DuePreview> Dues, PreviewAsked Preview)
{
    public static AgreementModel? Of(Session session, PublishedAgreements agreements, Viewer viewer, string id, int version, PreviewAsked preview)
    {
        var tenant = viewer.Asker!.Tenant;
        var set = agreements.All(session, tenant);
        if (set.Agreements.FirstOrDefault(a => a.Id == id && a.Version == version) is not { } agreement || PublishedAgreements.Source(session, tenant, id, version) is not { } source)
            return null;
        var before = set.Agreements.Where(a => a.Id == id && a.Version < version).MaxBy(a => a.Version);
        return new AgreementModel(agreement, source, [.. PublishedAgreements.Versions(session, tenant).Where(v => v.Agreement == id).OrderByDescending(v => v.Version)],
            before is null ? [] : AgreementDiff.Of(before, agreement), DuePreview.Of(agreement, preview, viewer), preview);
    }
}

/// <summary>A draft in the editor, with what would become of it.</summary>
/// <param name="Check">Null until it is asked for.</param>
public sealed record DraftModel(AgreementDraft Draft, string Source, IReadOnlyList<InputProblem> Problems, IReadOnlyList<(string Agreement, IReadOnlyList<ChangedValue> Changes)> Differences, AgreementDraftEffect? Effect,
    IReadOnlyList<DuePreview> Dues, PreviewAsked Preview, string? Said)
{
    public static DraftModel? Of(Session session, PublishedAgreements agreements, Viewer viewer, Guid id, string? source, PreviewAsked preview, string? said)
    {
        var tenant = viewer.Asker!.Tenant;
        if (AgreementDrafts.Find(session, tenant, AgreementDraft.Agreement, id) is not { } draft)
            return null;
        var text = source ?? draft.Source;
        var check = CheckView.Of(session, agreements, tenant, text, viewer.Now);
        var added = PublishedAgreements.Check(session, tenant, text).Agreements;
        return new DraftModel(draft, text, check.Problems, [.. check.Differences.Select(d => ($"{d.Agreement}@{d.Version.ToString(CultureInfo.InvariantCulture)}", d.Changes))],
            check.Effect is { } e ? new AgreementDraftEffect(e.Tickets, e.Clocks, e.WouldBreak, e.WouldHeal, e.Moved) : null,
            check.Publishable && !added.IsEmpty ? DuePreview.Of(added[0], preview, viewer) : [], preview, said);
    }

    public bool Publishable => !Problems.Any(p => p.Severity == "error");
}

public sealed record AgreementDraftEffect(int Tickets, int Clocks, int WouldBreak, int WouldHeal, IReadOnlyList<Prazo.Clocks.MovedClock> Moved);

/// <summary>For which moment and priority due dates are previewed.</summary>
/// <param name="At">Local to the reader: <c>2026-03-02T18:00</c>.</param>
public sealed record PreviewAsked(string? At, string? Priority)
{
    public Instant Moment(Viewer viewer) => At is { Length: > 0 } && NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(At) is { Success: true, Value: var local }
        ? local.InZoneLeniently(viewer.Zone).ToInstant() : viewer.Now;

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
