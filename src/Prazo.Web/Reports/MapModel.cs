using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Money;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Web.Screen;

namespace Prazo.Web.Reports;

/// <summary>What was kept of one promise in one region.</summary>
/// <param name="Tiles">Its places on the map.</param>
public sealed record RegionLine(string Value, Attainment Attainment, IReadOnlyList<Tile> Tiles);

/// <summary>Attainment of one promise by region, on tiles.</summary>
/// <param name="Map">All tiles of the country; null where the regions are on no map that we have.</param>
public sealed record MapModel(ReportAsked Asked, IReadOnlyList<(Metric Metric, string Target)> Promises, (Metric Metric, string Target)? Promise, IReadOnlyList<Tile>? Map, IReadOnlyList<RegionLine> Lines)
{
    /// <param name="promise">As <c>FirstResponse</c>, or <c>Custom:target</c>; null: the first that there is.</param>
    public static MapModel Of(Session session, PublishedAgreements agreements, Viewer viewer, ReportAsked asked, string? promise)
    {
        asked = asked with { By = "region" };
        var (report, _) = LiveReport.Count(session, agreements, viewer.Asker!.Tenant, asked.Query(viewer, asked.Days(viewer), perPeriod: false));
        var rows = report.Rows.Where(r => r.Promised && r.Attainment.Counted > 0).ToLookup(ReportPageModel.Key);
        var promises = rows.Select(g => g.Key).OrderBy(k => k.Metric).ThenBy(k => k.Target, StringComparer.Ordinal).ToList();
        if (promises.Count == 0)
            return new MapModel(asked, promises, null, null, []);
        var chosen = promises.Find(p => Name(p) == promise) is { } known && promises.Contains(known) ? known : promises[0];
        var values = rows[chosen].GroupBy(r => r.Values[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => Attainment.Of(ReportPageModel.Sum(g.Select(r => r.Tally)), Treatment.Standard), StringComparer.Ordinal);
        var map = RegionTiles.For(values.Keys);
        var placed = (map ?? []).ToLookup(t => RegionTiles.ValueOf(t, values.Keys));
        return new MapModel(asked, promises, chosen, map, [.. values.OrderByDescending(v => v.Value.Counted).ThenBy(v => v.Key, StringComparer.Ordinal).Select(v => new RegionLine(v.Key, v.Value, [.. placed[v.Key]]))]);
    }

    public static string Name((Metric Metric, string Target) promise) => promise.Target.Length == 0 ? promise.Metric.ToString() : $"{promise.Metric}:{promise.Target}";

    public static string Tone(decimal percent) => percent >= 95 ? "good" : percent >= 80 ? "fair" : "poor";
}
