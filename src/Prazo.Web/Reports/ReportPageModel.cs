using System.Collections.Immutable;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Money;
using Prazo.People;
using Prazo.Reports;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Web.Screen;

namespace Prazo.Web.Reports;

/// <summary>One promise over all agreements that make it.</summary>
/// <param name="Before">In the period before of the same length.</param>
/// <param name="Points">Period by period.</param>
public sealed record MetricLine(Metric Metric, string Target, Tally Tally, Tally Before, IReadOnlyList<(string Period, Tally Tally)> Points)
{
    public Attainment Attainment => Attainment.Of(Tally, Treatment.Standard);

    public Attainment AttainmentBefore => Attainment.Of(Before, Treatment.Standard);
}

/// <summary>One value of the dimension, with a tally a promise in the order of the lines.</summary>
public sealed record ValueLine(string Value, string Name, IReadOnlyList<Tally> Tallies, PauseTime Paused)
{
    public Attainment All => Attainment.Of(ReportPageModel.Sum(Tallies), Treatment.Standard);
}

/// <summary>What the report page shows: the same counts as the API's, summed over versions of agreements.</summary>
/// <param name="PrintsPdf">The server has a browser to print with.</param>
public sealed record ReportPageModel(ReportAsked Asked, ReportResult Report, IReadOnlyList<MetricLine> Metrics, IReadOnlyList<ValueLine> Values, IReadOnlyList<ObjectiveRow> Objectives, Flow Flow, bool PrintsPdf)
{
    public static ReportPageModel Of(Session session, PublishedAgreements agreements, Viewer viewer, ReportAsked asked, bool printsPdf)
    {
        var tenant = viewer.Asker!.Tenant;
        var days = asked.Days(viewer);
        var (report, _) = LiveReport.Count(session, agreements, tenant, asked.Query(viewer, days, perPeriod: true));
        var (before, _) = LiveReport.Count(session, agreements, tenant, asked.Query(viewer, asked.DaysBefore(viewer), perPeriod: false));
        var promised = report.Rows.Where(r => r.Promised && r.Period != "open").ToList();
        var metrics = promised.GroupBy(Key).OrderBy(g => g.Key.Metric).ThenBy(g => g.Key.Target, StringComparer.Ordinal).Select(g => new MetricLine(g.Key.Metric, g.Key.Target, Sum(g.Select(r => r.Tally)),
            Sum(before.Rows.Where(r => r.Promised && Key(r) == g.Key).Select(r => r.Tally)),
            [.. g.GroupBy(r => r.Period, StringComparer.Ordinal).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, Sum(p.Select(r => r.Tally))))])).ToList();
        var names = NamesOf(session, tenant, asked.Dimension);
        var values = promised.GroupBy(r => r.Values[0], StringComparer.Ordinal).Select(g => new ValueLine(g.Key, names.GetValueOrDefault(g.Key, g.Key),
                [.. metrics.Select(m => Sum(g.Where(r => Key(r) == (m.Metric, m.Target)).Select(r => r.Tally)))], Sum(g.Select(r => r.Paused))))
            .OrderByDescending(v => v.All.Counted).ThenBy(v => v.Name, StringComparer.Ordinal).ToList();
        return new ReportPageModel(asked, report, metrics, values, Latest(report.Objectives), Flow.Of(session, tenant, viewer, days), printsPdf);
    }

    /// <summary>Targets that make the same promise are one line, whatever their agreement; one's own measures go by their name.</summary>
    public static (Metric Metric, string Target) Key(ReportRow r) => (r.Metric, r.Metric == Metric.Custom ? r.Target : "");

    public static Tally Sum(IEnumerable<Tally> tallies)
    {
        var sum = new Tally();
        foreach (var tally in tallies)
            sum.Add(tally);
        return sum;
    }

    private static PauseTime Sum(IEnumerable<PauseTime> all) => all.Aggregate(new PauseTime(0, 0, 0, 0), (a, b) => new(a.Customer + b.Customer, a.Provider + b.Provider, a.Supplier + b.Supplier, a.Nobody + b.Nobody));

    /// <summary>Each objective in the period that runs, or ran last.</summary>
    private static List<ObjectiveRow> Latest(IEnumerable<ObjectiveRow> rows) => [.. rows.GroupBy(o => (o.Agreement, o.Version, o.Objective)).Select(g => g.Where(o => o.Attainment.Counted > 0).LastOrDefault() ?? g.Last())];

    internal static Dictionary<string, string> NamesOf(Session session, Guid tenant, string dimension) => dimension switch
    {
        "agent" => UserStore.All(session, tenant).ToDictionary(u => u.Handle, u => u.Name ?? u.Handle, StringComparer.Ordinal),
        "team" => Teams.All(session, tenant).ToDictionary(t => t.Handle, t => t.Name ?? t.Handle, StringComparer.Ordinal),
        "customer" => Organisations.All(session, tenant).ToDictionary(o => o.Handle, o => o.Name ?? o.Handle, StringComparer.Ordinal),
        _ => [],
    };
}

/// <summary>What came and went, day by day, and how old what is open is.</summary>
/// <param name="Ages">Open tickets by age: under a day, three days, a week, a month, older.</param>
public sealed record Flow(IReadOnlyList<(LocalDate Day, long Opened, long Closed)> Days, long Open, IReadOnlyList<long> Ages)
{
    private static readonly Duration[] Steps = [Duration.FromDays(1), Duration.FromDays(3), Duration.FromDays(7), Duration.FromDays(30)];

    internal static Flow Of(Session session, Guid tenant, Viewer viewer, (LocalDate First, LocalDate Last) days)
    {
        var (from, to) = (viewer.Zone.AtStartOfDay(days.First).ToInstant(), viewer.Zone.AtStartOfDay(days.Last.PlusDays(1)).ToInstant());
        var opened = Counted(session.Query<Instant>("SELECT created FROM tickets WHERE tenant_id = @tenant AND created >= @from AND created < @to", new { tenant, from, to }));
        var closed = Counted(session.Query<Instant>("SELECT closed FROM tickets WHERE tenant_id = @tenant AND closed >= @from AND closed < @to", new { tenant, from, to }));
        var open = session.Query<Instant>("SELECT created FROM tickets WHERE tenant_id = @tenant AND closed IS NULL AND created IS NOT NULL", new { tenant });
        var ages = new long[Steps.Length + 1];
        foreach (var created in open)
            ages[Steps.Count(s => viewer.Now - created >= s)]++;
        var all = Enumerable.Range(0, NodaTime.Period.DaysBetween(days.First, days.Last) + 1).Select(i => days.First.PlusDays(i));
        return new Flow([.. all.Select(d => (d, opened.GetValueOrDefault(d), closed.GetValueOrDefault(d)))], open.Count, ages);

        Dictionary<LocalDate, long> Counted(IEnumerable<Instant> instants) => instants.GroupBy(i => i.InZone(viewer.Zone).Date).ToDictionary(g => g.Key, g => g.LongCount());
    }
}
