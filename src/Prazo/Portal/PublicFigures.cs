using System.Collections.Concurrent;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Portal;

/// <summary>What was kept in one month.</summary>
public sealed record PublicFigure(string Month, Metric Metric, string Target, long Kept, long Counted);

/// <summary>What a workspace kept of its promises to everybody. Whoever asks from outside costs it at most one count in ten minutes.</summary>
public sealed class PublicFigures(PublishedAgreements published)
{
    private const int Months = 3;
    private static readonly Duration Fresh = Duration.FromMinutes(10);
    private readonly ConcurrentDictionary<Guid, (Instant At, IReadOnlyList<PublicFigure> Figures)> _known = new();

    public IReadOnlyList<PublicFigure> Of(Session session, Workspace workspace, Instant now)
    {
        if (_known.TryGetValue(workspace.TenantId, out var known) && known.At <= now && now < known.At + Fresh)
            return known.Figures;
        var query = new LiveQuery(now, [], Engine.Agreements.Period.Month, OwnAttainment.MonthsBefore(now, DateTimeZoneProviders.Tzdb.GetZoneOrNull(workspace.Zone) ?? DateTimeZone.Utc, Months), null, []);
        var (report, _) = LiveReport.Count(session, published, workspace.TenantId, query);
        var service = published.All(session, workspace.TenantId).Agreements.Where(a => a.Kind == AgreementKind.Service).Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<PublicFigure> figures = [.. report.Rows.Where(r => r.Promised && PublicPromises.Said.Contains(r.Metric) && service.Contains(r.Agreement) && r.Period != "open" && r.Attainment.Counted > 0)
            .GroupBy(r => (r.Period, r.Metric)).Select(g => new PublicFigure(g.Key.Period, g.Key.Metric, g.First().Target, g.Sum(r => r.Attainment.Kept), g.Sum(r => r.Attainment.Counted)))
            .OrderByDescending(f => f.Month, StringComparer.Ordinal).ThenBy(f => Array.IndexOf(PublicPromises.Said, f.Metric))];
        _known[workspace.TenantId] = (now, figures);
        return figures;
    }
}
