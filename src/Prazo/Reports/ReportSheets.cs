using System.Globalization;
using NodaTime;

namespace Prazo.Reports;

/// <summary>A report as sheets: numbers as numbers, shares as shares, lengths as lengths of time, so that a spreadsheet can go on with them.</summary>
public static class ReportSheets
{
    public static IReadOnlyList<TableSheet> Of(ReportResult report, string language)
    {
        var w = ReportWords.For(language);
        return [Rows(report, w), Objectives(report, w), About(report, w)];
    }

    private static TableSheet Rows(ReportResult report, ReportWords w)
    {
        var rows = report.Rows.IsEmpty ? report.Totals : report.Rows;
        var by = report.Rows.IsEmpty ? [] : report.Query.By;
        return new TableSheet(w["targets"],
        [
            w["agreement"], w["version-word"], w["target"], w["period"], .. by.Select(d => w[d]), w["kept"], w["counted"], w["attainment"], w["clocks"], w["met"], w["met-late"], w["overdue"], w["active"], w["paused"],
            w["cancelled"], w["waived"], w["not-applicable"], w["untargeted"], .. Percentiles(w, "working"), .. Percentiles(w, "clock"), w["pause-time"],
        ],
        [
            .. rows.Select(r => (IReadOnlyList<object?>)
            [
                r.Agreement, (long)r.Version, w.Target(r.Target), r.Period == "all" ? null : w.PeriodName(r.Period), .. r.Values, r.Attainment.Kept, r.Attainment.Counted, Share(r.Promised ? r.Attainment.Percent : null), r.Tally.Clocks,
                r.Tally.Met, r.Tally.MetLate, r.Tally.OpenBroken, r.Tally.Active, r.Tally.Paused, r.Tally.Cancelled, r.Tally.Waived, r.Tally.NotApplicable, r.Tally.Untargeted,
                .. Lengths(r.Worked), .. Lengths(r.Elapsed), Length(r.Paused.Total),
            ]),
        ]);
    }

    private static TableSheet Objectives(ReportResult report, ReportWords w) => new(w["objectives"],
        [w["agreement"], w["version-word"], w["objective"], w["target"], w["period"], w["promised"], w["kept"], w["counted"], w["attainment"], w["held"], w["breaches-left"]],
        [
            .. report.Objectives.Select(o => (IReadOnlyList<object?>)
            [
                o.Agreement, (long)o.Version, o.Objective, w.Target(o.Target), w.PeriodName(o.Period), o.AtLeast / 100m, o.Attainment.Kept, o.Attainment.Counted, Share(o.Attainment.Percent),
                o.Held switch { true => w["yes"], false => w["no"], _ => w["no-data"] }, o.BreachesLeft,
            ]),
        ]);

    private static TableSheet About(ReportResult report, ReportWords w) => new(w["how-counted"], [w["how-counted"]],
        [[w.Format("as-of", w.Moment(report.Query.AsOf, report.Agreements is [var first, ..] ? DateTimeZoneProviders.Tzdb[first.Zone] : DateTimeZone.Utc))], [w["formula"]], [w["used-formula"]], [w["budget-formula"]]]);

    private static IEnumerable<string> Percentiles(ReportWords w, string time) => Live.Times.Percents.Select(p => string.Create(CultureInfo.InvariantCulture, $"P{p}, {w[time]}"));

    private static IEnumerable<object?> Lengths(Spread? spread) => [Length(spread?.Median), Length(spread?.P75), Length(spread?.P90), Length(spread?.P95)];

    private static TimeSpan? Length(long? milliseconds) => milliseconds is { } ms ? TimeSpan.FromMilliseconds(ms) : null;

    private static object? Share(decimal? percent) => percent / 100m;
}
