using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.People;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Web.Screen;

namespace Prazo.Web.Reports;

/// <summary>How many pauses of somebody, or on whose account, each rule speaks of.</summary>
public sealed record PausesLine(string Key, string Name, int All, IReadOnlyList<int> ByRule);

/// <summary>Pauses that look like abuse: by who paused and on whose account, and each with its ticket.</summary>
/// <param name="Who">Only this one's.</param>
public sealed record PausesModel(ReportAsked Asked, string? Who, string? Party, string? Rule, IReadOnlyList<PausesLine> People, IReadOnlyList<PausesLine> Parties, IReadOnlyList<SuspiciousPause> Pauses, int Total, IReadOnlyDictionary<string, string> Names)
{
    public const int Most = 300;

    public static PausesModel Of(Session session, PublishedAgreements agreements, Viewer viewer, ReportAsked asked, string? who, string? party, string? rule)
    {
        var tenant = viewer.Asker!.Tenant;
        var all = SuspiciousPauses.Of(session, agreements, tenant, asked.Query(viewer, asked.Days(viewer), perPeriod: false));
        var names = UserStore.All(session, tenant).ToDictionary(u => u.Handle, u => u.Name ?? u.Handle, StringComparer.Ordinal);
        var asks = all.Where(p => (who is null || p.By == who) && (string.IsNullOrEmpty(party) || Name(p.Pause.Party) == party) && (string.IsNullOrEmpty(rule) || p.Pause.Rules.Contains(rule))).ToList();
        return new PausesModel(asked, who, party, rule, Lines(all, p => p.By, k => names.GetValueOrDefault(k, k)), Lines(all, p => Name(p.Pause.Party), k => k), [.. asks.Take(Most)], asks.Count, names);
    }

    public static string Name(Party party) => party.ToString().ToLowerInvariant();

    private static List<PausesLine> Lines(IEnumerable<SuspiciousPause> all, Func<SuspiciousPause, string> key, Func<string, string> name) =>
    [
        .. all.GroupBy(key, StringComparer.Ordinal).Select(g => new PausesLine(g.Key, name(g.Key), g.Count(), [.. PauseRules.All.Select(r => g.Count(p => p.Pause.Rules.Contains(r)))]))
            .OrderByDescending(l => l.All).ThenBy(l => l.Name, StringComparer.Ordinal),
    ];
}
