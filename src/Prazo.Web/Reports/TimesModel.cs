using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Reports;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Web.Screen;

namespace Prazo.Web.Reports;

/// <summary>How long one promise took for one value of the dimension; null: for all.</summary>
/// <param name="Before">In the period before of the same length.</param>
public sealed record TimesLine(string? Value, string Name, Spread Spread, Spread? Before);

/// <summary>One promise over all agreements that make it: all of its clocks first, then each value's.</summary>
public sealed record TimesCard(Metric Metric, string Target, IReadOnlyList<TimesLine> Lines);

/// <summary>Percentiles of the time that clocks took, by promise and dimension.</summary>
/// <param name="InClockTime">Clock time, not working time.</param>
public sealed record TimesModel(ReportAsked Asked, bool InClockTime, IReadOnlyList<TimesCard> Cards)
{
    public static TimesModel Of(Session session, PublishedAgreements agreements, Viewer viewer, ReportAsked asked, bool inClockTime)
    {
        var tenant = viewer.Asker!.Tenant;
        var clocks = LiveReport.Times(session, agreements, tenant, asked.Query(viewer, asked.Days(viewer), perPeriod: false));
        var before = LiveReport.Times(session, agreements, tenant, asked.Query(viewer, asked.DaysBefore(viewer), perPeriod: false)).ToLookup(c => (c.Metric, c.Target));
        var names = ReportPageModel.NamesOf(session, tenant, asked.Dimension);
        return new TimesModel(asked, inClockTime,
        [
            .. clocks.GroupBy(c => (c.Metric, c.Target)).OrderBy(g => g.Key.Metric).ThenBy(g => g.Key.Target, StringComparer.Ordinal).Select(g => new TimesCard(g.Key.Metric, g.Key.Target,
            [
                Line(null, "", g, before[g.Key], inClockTime),
                .. g.GroupBy(c => c.Values[0], StringComparer.Ordinal).Select(v => Line(v.Key, names.GetValueOrDefault(v.Key, v.Key), v, before[g.Key].Where(c => c.Values[0] == v.Key), inClockTime))
                    .OrderByDescending(l => l.Spread.Count).ThenBy(l => l.Name, StringComparer.Ordinal),
            ])),
        ]);
    }

    private static TimesLine Line(string? value, string name, IEnumerable<TimedClock> clocks, IEnumerable<TimedClock> before, bool inClockTime) =>
        new(value, name, Times.Of(clocks, inClockTime)!, Times.Of(before, inClockTime));

    /// <summary>The clocks of one promise and value, and what their percentile is; those that took no longer are marked.</summary>
    public static BehindModel Behind(Session session, PublishedAgreements agreements, Viewer viewer, ReportAsked asked, TimesAsked of)
    {
        var clocks = of.Clocks(session, agreements, viewer.Asker!.Tenant, asked.Query(viewer, asked.Days(viewer), perPeriod: false));
        var within = of.Limit(clocks);
        var name = viewer.Words.Clocks.Metric(of.Promise, of.Target ?? "");
        var said = within is { } limit
            ? viewer.Say("times.behind", of.Percentile, viewer.Rough(Duration.FromMilliseconds(limit)), viewer.Number(clocks.Count(c => c.Length(of.InClockTime) <= limit)), viewer.Number(clocks.Count))
            : viewer.Count("times.counted", clocks.Count);
        return new BehindModel(asked.With("/reports/times", viewer, ("in", of.InClockTime ? "clock" : null)), name, said + (of.Value is { } value ? $" · {viewer["field." + asked.Dimension]}: {(value.Length == 0 ? viewer["reports.none"] : value)}" : ""),
            viewer[of.InClockTime ? "times.clock" : "times.working"], within is null ? null : viewer["times.within"], viewer["times.longer"], clocks.Count,
            BehindModel.Shown(session, viewer, clocks.OrderByDescending(c => c.Length(of.InClockTime)), c => c.Ticket, c => viewer.Rough(Duration.FromMilliseconds(c.Length(of.InClockTime))), c => c.Length(of.InClockTime) <= within));
    }
}

/// <summary>Which percentile is opened.</summary>
/// <param name="Value">Of the first dimension; null: of all.</param>
/// <param name="Percentile">50, 75, 90 or 95; null: the clocks alone.</param>
/// <param name="In"><c>working</c> or <c>clock</c>.</param>
public sealed record TimesAsked(string Metric, string? Target, string? Value, int? Percentile, string? In)
{
    public Metric Promise => Enum.TryParse<Metric>(Metric, out var known) && Enum.IsDefined(known) ? known : throw new MissingException();

    public bool InClockTime => IsClock(In);

    public static bool IsClock(string? time) => time switch
    {
        null or "" or "working" => false,
        "clock" => true,
        _ => throw new RefusedException("bad-value", "in", $"'{time}' is not a kind of time", "write working or clock"),
    };

    public IReadOnlyList<TimedClock> Clocks(Session session, PublishedAgreements agreements, Guid tenant, LiveQuery query) =>
        [.. LiveReport.Times(session, agreements, tenant, query).Where(c => c.Metric == Promise && c.Target == (Target ?? "") && (Value is null || query.By.Length == 0 || c.Values[0] == Value))];

    public long? Limit(IReadOnlyList<TimedClock> clocks) => Percentile is not { } percentile ? null
        : !Times.Percents.Contains(percentile) ? throw new RefusedException("bad-value", "percentile", string.Create(CultureInfo.InvariantCulture, $"{percentile} is not a percentile of this report"), "write 50, 75, 90 or 95")
        : Times.Of(clocks, InClockTime) is { } spread ? Times.At(spread, percentile) : null;
}
