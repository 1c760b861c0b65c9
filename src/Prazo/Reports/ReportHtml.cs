using System.Globalization;
using System.Text;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;
using static Prazo.Reports.ReportCharts;

namespace Prazo.Reports;

/// <summary>A report as one self-contained HTML file: no script, nothing loaded, light and dark, phone to paper.</summary>
public sealed partial class ReportHtml
{
    // Enough to look at by eye; JSON lists more.
    private const int MostTickets = 60;
    private const int MostValues = 40;
    private const int MostRows = 300;

    private readonly ReportResult _report;
    private readonly History _history;
    private readonly ReportWords _w;
    private readonly StringBuilder _html = new();

    private ReportHtml(ReportResult report, History history, string language) => (_report, _history, _w) = (report, history, ReportWords.For(language));

    /// <param name="language"><c>en</c>, <c>pt-BR</c> or <c>ro</c>; anything else is English.</param>
    public static string Write(ReportResult report, History history, string language)
    {
        var page = new ReportHtml(report, history, language);
        page.Page();
        return page._html.ToString();
    }

    private ReportHtml Add(string html)
    {
        _html.Append(html);
        return this;
    }

    private string T(string key) => Escape(_w[key]);

    private string F(string key, params object[] values) => Escape(_w.Format(key, values));

    private void Page()
    {
        var titles = string.Join(" · ", _report.Agreements.Select(a => a.TitleIn(_w.Language)).Distinct(StringComparer.Ordinal));
        Add($"<!doctype html>\n<html lang=\"{_w.Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Add("<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\"><meta name=\"generator\" content=\"Prazo\">")
            .Add($"<title>{Escape(titles)} – {T("report-title")}</title><style>{ReportStyle.Sheet}</style></head>\n<body><a class=\"skip\" href=\"#results\">{T("to-content")}</a><div class=\"wrap\">");
        Head(titles);
        Add("<main id=\"results\">");
        Cards();
        Objectives();
        OverTime();
        ByDimensions();
        Used();
        Pauses();
        Numbers();
        Add("</main>");
        Foot();
        Add("</div></body></html>\n");
    }

    private void Head(string titles)
    {
        var zone = _report.Agreements.Length > 0 ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(_report.Agreements[0].Zone) ?? DateTimeZone.Utc : DateTimeZone.Utc;
        Add("<header><div class=\"brand\"><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><rect width=\"24\" height=\"24\" rx=\"6\" fill=\"#2f4db5\"/><path d=\"M8.5 18V6h4.2a3.7 3.7 0 010 7.4H8.5\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2.4\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>")
            .Add($"Prazo · {T("report-title")}</div><h1>{Escape(titles)}</h1><div class=\"meta\"><span>{F("as-of", _w.Moment(_report.Query.AsOf, zone))}</span><span>{F("tickets-of", _w.Number(_report.Tickets))}</span>");
        if (_report.Uncovered.Count > 0)
            Add($"<span>{T("uncovered")}: {_w.Number(_report.Uncovered.Values.Sum())}</span>");
        if (_report.Imports is { } imports && imports.Rejected.Count > 0)
            Add($"<span>{T("import-title")}: {F("imports", _w.Number(imports.Rows), _w.Number(imports.Accepted), _w.Number(imports.Duplicates), _w.Number(imports.Rejected.Values.Sum()))}</span>");
        Add("</div></header>");
    }

    private string NameOf(string agreement, int version, string target)
    {
        if (_report.Agreements.Length < 2)
            return _w.Target(target);
        return $"{_w.Target(target)} · {TitleOf(agreement, version)}";
    }

    /// <summary>The agreement's title, with id and version where another has the same (an inherited title, or two versions).</summary>
    private string TitleOf(string agreement, int version)
    {
        var title = _report.Agreements.FirstOrDefault(a => a.Id == agreement && a.Version == version)?.TitleIn(_w.Language) ?? agreement;
        return _report.Agreements.Count(a => a.TitleIn(_w.Language) == title) < 2 ? title : $"{title} ({agreement}, {_w.Format("version", version)})";
    }

    private void Cards()
    {
        Add($"<h2>{T("summary")}</h2>");
        if (_report.Totals.IsEmpty)
            Add($"<p class=\"card\">{T("empty")}</p>");
        foreach (var agreement in _report.Totals.GroupBy(r => (r.Agreement, r.Version)))
        {
            if (_report.Agreements.Length > 1)
                Add($"<h3 class=\"part\">{Escape(TitleOf(agreement.Key.Agreement, agreement.Key.Version))}</h3>");
            Add("<div class=\"grid\">");
            Cards(agreement);
            Add("</div>");
        }
    }

    private void Cards(IEnumerable<ReportRow> rows)
    {
        foreach (var row in rows)
        {
            var name = Escape(_w.Target(row.Target));
            if (!row.Promised)
            {
                Add($"<section class=\"card\"><h3>{name}</h3><p class=\"big\">{Escape(_w.Length(row.Worked?.Median))}</p>")
                    .Add($"<p class=\"soft\">{T("measured")} · {T("median")} · {T("p90")}: {Escape(_w.Length(row.Worked?.P90))} · {T("clocks")}: {_w.Number(row.Tally.Clocks)}</p></section>");
                continue;
            }
            var trend = Trend(row);
            Add($"<section class=\"card\"><h3>{name}</h3>").Add(Big(row.Attainment))
                .Add($"<p class=\"soft\">{F("kept-of", _w.Number(row.Attainment.Kept), _w.Number(row.Attainment.Counted))}</p>");
            if (trend.Points.Count > 1)
                Add(Spark(trend.Points, trend.AtLeast));
            Add(Bar(row.Tally, Shown(row.Tally))).Add(Keys(row.Tally));
            Missed(row);
            Add("</section>");
        }
    }

    private string Big(Attainment attainment) => attainment.Percent is { } p ? $"<p class=\"big\">{Escape(_w.Percent(p))}</p>" : $"<p class=\"big none\">{T("no-data")}</p>";

    /// <summary>What the card's small line shows: the target's own objective where there is one, else the report's periods.</summary>
    private (List<TrendPoint> Points, decimal? AtLeast) Trend(ReportRow row)
    {
        var objective = _report.Objectives.Where(o => o.Agreement == row.Agreement && o.Version == row.Version && o.Target == row.Target)
            .GroupBy(o => o.Objective, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return objective is not null
            ? ([.. objective.Select(o => new TrendPoint(_w.PeriodName(o.Period), _w.PeriodShort(o.Period), o.Attainment))], objective.First().AtLeast)
            : (PeriodsOf(row), null);
    }

    private List<TrendPoint> PeriodsOf(ReportRow row) => _report.Query.Per is null ? [] :
    [
        .. _report.Rows.Where(r => r.Agreement == row.Agreement && r.Version == row.Version && r.Target == row.Target && r.Period != "open")
            .GroupBy(r => r.Period, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new TrendPoint(_w.PeriodName(g.Key), _w.PeriodShort(g.Key), Attainment.Of(Sum(g), Treatment.Standard))),
    ];

    private static Tally Sum(IEnumerable<ReportRow> rows)
    {
        var sum = new Tally();
        foreach (var r in rows)
            sum.Add(r.Tally);
        return sum;
    }

    private static BarPart[] Parts(in Tally t) => [new("f-ok", t.Met), new("f-late", t.MetLate), new("f-over", t.OpenBroken), new("f-rest", t.Active + t.Paused)];

    /// <summary>What the bars show: everything with a promise to keep; the rest stands in words beside them.</summary>
    private static long Shown(in Tally t) => t.Met + t.MetLate + t.OpenBroken + t.Active + t.Paused;

    private string Bar(in Tally t, long whole) => Stack(Parts(t), whole, States(t));

    private string States(in Tally t) =>
        $"{_w["met"]} {_w.Number(t.Met)}, {_w["met-late"]} {_w.Number(t.MetLate)}, {_w["overdue"]} {_w.Number(t.OpenBroken)}, {_w["still-open"]} {_w.Number(t.Active + t.Paused)}";

    private string Keys(in Tally t)
    {
        var keys = new StringBuilder("<ul class=\"keys\">");
        foreach (var (state, word, count) in new[] { ("ok", "met", t.Met), ("late", "met-late", t.MetLate), ("over", "overdue", t.OpenBroken), ("rest", "active", t.Active), ("rest", "paused", t.Paused),
            ("rest", "cancelled", t.Cancelled), ("rest", "waived", t.Waived), ("rest", "not-applicable", t.NotApplicable), ("rest", "untargeted", t.Untargeted) })
            if (count > 0)
                keys.Append(CultureInfo.InvariantCulture, $"<li class=\"key\"><span class=\"key c-{state}\">{Icon(state)}</span>{T(word)} <b>{_w.Number(count)}</b></li>");
        return keys.Append("</ul>").ToString();
    }

    /// <summary>The tickets behind the breaches, to open a number down to what it is made of.</summary>
    private void Missed(params ReportRow[] rows)
    {
        var missed = rows.SelectMany(r => r.Tickets).Where(t => t.Counted && !t.Kept).Select(t => t.Ticket).Distinct().ToList();
        if (missed.Count == 0)
            return;
        Add($"<details class=\"more\"><summary>{F("not-kept", _w.Number(missed.Count))}</summary>");
        Ids(missed);
        Add("</details>");
    }

    private void Ids(List<int> tickets)
    {
        Add("<ul class=\"ids\">");
        foreach (var t in tickets.Take(MostTickets))
            Add($"<li>{Escape(_history.Tickets[t])}</li>");
        if (tickets.Count > MostTickets)
            Add($"<li class=\"rest-of\">{F("and-more", _w.Number(tickets.Count - MostTickets))}</li>");
        Add("</ul>");
    }
}
