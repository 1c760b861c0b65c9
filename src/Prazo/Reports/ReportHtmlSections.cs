using System.Collections.Immutable;
using Prazo.Engine.Agreements;
using Prazo.Engine.Money;
using static Prazo.Reports.ReportCharts;

namespace Prazo.Reports;

public sealed partial class ReportHtml
{
    private void Objectives()
    {
        if (_report.Objectives.IsEmpty)
            return;
        var groups = _report.Objectives.GroupBy(o => (o.Agreement, o.Version, o.Objective)).ToList();
        Add($"<h2>{T("objectives")}</h2><div class=\"grid two\">");
        foreach (var group in groups)
        {
            var (periods, last) = (group.ToList(), group.Last());
            Add($"<section class=\"card\"><div class=\"head\"><div><h3>{Escape(NameOf(last.Agreement, last.Version, last.Target))}</h3><p class=\"soft\">{Escape(last.Objective)} · {F("at-least", _w.Percent(last.AtLeast))}</p></div>")
                .Add(Pill(last.Held)).Add("</div>").Add(Big(last.Attainment))
                .Add($"<p class=\"soft\">{Escape(PeriodOf(last))} · {F("kept-of", _w.Number(last.Attainment.Kept), _w.Number(last.Attainment.Counted))}");
            if (last.BreachesLeft is { } left && last.Attainment.Counted > 0)
                Add($" · {(left < 0 ? F("over-budget", _w.Number(-left)) : F("budget-left", _w.Number(left)))}");
            Add("</p>");
            if (periods.Count > 1)
            {
                Add(ReportCharts.Trend([.. periods.Select(p => new TrendPoint(_w.PeriodName(p.Period), _w.PeriodShort(p.Period), p.Attainment))], last.AtLeast, _w.Format("trend-label", _w.Target(last.Target)), _w));
                Add($"<ul class=\"keys\"><li class=\"key\"><span class=\"key c-p1\">{Icon("square")}</span>{T("attainment")}</li><li class=\"key\"><span class=\"key c-over\">{Icon("over")}</span>{T("missed-period")}</li><li class=\"key\"><span class=\"key c-vol\">{Icon("square")}</span>{T("volume")}</li><li class=\"key\">– – {F("goal", _w.Percent(last.AtLeast))}</li></ul>");
            }
            var t = last.Treatment;
            Add($"<p class=\"soft\">{F("treatment", As(t.OpenBroken), As(t.Cancelled), As(t.Waived), As(t.Untargeted))}</p>");
            Add($"<details class=\"more\"><summary>{T("show-numbers")}</summary>");
            Table($"{NameOf(last.Agreement, last.Version, last.Target)} · {last.Objective} ({last.Agreement}, {_w.Format("version", last.Version)})", ReportTable.Objectives(_report with { Objectives = [.. periods] }, _w.Language), skip: _report.Agreements.Length > 1 ? 3 : 2);
            Add("</details></section>");
        }
        Add("</div>");
    }

    private string PeriodOf(ObjectiveRow o) => o.Ended || o.To is null ? _w.PeriodName(o.Period) : $"{_w.PeriodName(o.Period)} {_w["running"]}";

    private string As(CountAs choice) => _w[choice switch { CountAs.Broken => "as-broken", CountAs.Met => "as-met", CountAs.In => "as-in", _ => "as-out" }];

    private string Pill(bool? held) => held switch
    {
        true => $"<span class=\"pill ok\">{Icon("ok")}{T("state-held")}</span>",
        false => $"<span class=\"pill over\">{Icon("over")}{T("state-missed")}</span>",
        _ => $"<span class=\"pill rest\">{Icon("rest")}{T("no-data")}</span>",
    };

    private void OverTime()
    {
        var lines = _report.Totals.Where(r => r.Promised).Select(r => (Row: r, Points: PeriodsOf(r))).Where(x => x.Points.Count > 1).ToList();
        if (lines.Count == 0)
            return;
        Add($"<h2>{T("over-time")}</h2><div class=\"grid two\">");
        foreach (var (row, points) in lines)
            Add($"<section class=\"card\"><h3>{Escape(NameOf(row.Agreement, row.Version, row.Target))}</h3>")
                .Add(ReportCharts.Trend(points, null, _w.Format("trend-label", _w.Target(row.Target)), _w))
                .Add($"<ul class=\"keys\"><li class=\"key\"><span class=\"key c-p1\">{Icon("square")}</span>{T("attainment")}</li><li>{T("volume")}: {_w.Number(points.Sum(p => p.Attainment.Counted))}</li></ul></section>");
        Add("</div>");
    }

    private void ByDimensions()
    {
        for (var d = 0; d < _report.Query.By.Length; d++)
        {
            Add($"<h2>{F("by", Lower(_w[_report.Query.By[d]]))}</h2><div class=\"grid one\">");
            foreach (var target in _report.Totals)
                ByDimension(d, target);
            Add("</div>");
        }
    }

    private static string Lower(string word) => word.Length == 0 ? word : char.ToLowerInvariant(word[0]) + word[1..];

    private void ByDimension(int dimension, ReportRow target)
    {
        var groups = _report.Rows.Where(r => r.Agreement == target.Agreement && r.Version == target.Version && r.Target == target.Target)
            .GroupBy(r => r.Values[dimension], StringComparer.Ordinal)
            .Select(g => (Value: g.Key, Rows: g.ToArray(), Tally: Sum(g))).Where(g => g.Tally.Clocks > 0)
            .OrderByDescending(g => g.Tally.Clocks).ThenBy(g => g.Value, StringComparer.Ordinal).ToList();
        if (groups.Count == 0 || !target.Promised)
            return;
        // Bars share one scale, so that volume can be compared down the list.
        var most = groups.Max(g => Shown(g.Tally));
        Add($"<section class=\"card\"><div class=\"head\"><h3>{Escape(NameOf(target.Agreement, target.Version, target.Target))}</h3></div>").Add(Legend()).Add("<div class=\"rows\">");
        foreach (var (value, rows, tally) in groups.Take(MostValues))
        {
            var attainment = Attainment.Of(tally, Treatment.Standard);
            var missed = rows.SelectMany(r => r.Tickets).Where(t => t.Counted && !t.Kept).Select(t => t.Ticket).Distinct().ToList();
            var line = $"<span class=\"line-of\"><span class=\"name\">{Escape(value.Length > 0 ? value : _w["none"])}</span><span class=\"stack\">{Bar(tally, most)}</span>"
                + $"<span class=\"num\"><b>{Escape(_w.Percent(attainment.Percent))}</b></span><span class=\"num soft of\">{_w.Number(attainment.Kept)}/{_w.Number(attainment.Counted)}</span></span>";
            if (missed.Count == 0)
            {
                Add($"<div class=\"row\">{line}</div>");
                continue;
            }
            Add($"<details class=\"row\"><summary>{line}</summary><p class=\"soft\">{Escape(States(tally))}. {F("not-kept", _w.Number(missed.Count))}</p>");
            Ids(missed);
            Add("</details>");
        }
        if (groups.Count > MostValues)
            Add($"<p class=\"soft\">{F("and-more", _w.Number(groups.Count - MostValues))}</p>");
        Add("</div></section>");
    }

    private string Legend() => $"<ul class=\"keys\">{string.Concat(new[] { ("ok", "met"), ("late", "met-late"), ("over", "overdue"), ("rest", "still-open") }.Select(k => $"<li class=\"key\"><span class=\"key c-{k.Item1}\">{Icon(k.Item1)}</span>{T(k.Item2)}</li>"))}</ul>";

    private void Used()
    {
        var rows = _report.Totals.Where(r => r.Promised && r.Used is not null).ToList();
        if (rows.Count == 0)
            return;
        Add($"<h2>{T("used-share")}</h2><div class=\"grid two\">");
        foreach (var row in rows)
        {
            var used = row.Used!;
            var label = _w.Format("used-label", NameOf(row.Agreement, row.Version, row.Target), _w.Percent(Math.Round((decimal)used.Median)), _w.Percent(Math.Round((decimal)used.P90)));
            Add($"<section class=\"card\"><h3>{Escape(NameOf(row.Agreement, row.Version, row.Target))}</h3><p class=\"soft\">{T("median")} <b>{Escape(_w.Percent(Math.Round((decimal)used.Median)))}</b> · {T("p90")} <b>{Escape(_w.Percent(Math.Round((decimal)used.P90)))}</b> · {T("clocks")} {_w.Number(used.Count)}</p>")
                .Add(ReportCharts.Used(used, label, _w)).Add("</section>");
        }
        Add("</div>");
    }

    private void Pauses()
    {
        var rows = _report.Totals.Where(r => r.Paused.Total > 0).ToList();
        if (rows.Count == 0)
            return;
        Add($"<h2>{T("pause-by")}</h2><section class=\"card\"><ul class=\"keys\">")
            .Add(string.Concat(new[] { ("p1", "customer"), ("p2", "provider"), ("p3", "supplier"), ("p4", "nobody") }.Select(k => $"<li class=\"key\"><span class=\"key c-{k.Item1}\">{Icon("square")}</span>{T(k.Item2)}</li>")))
            .Add("</ul><div class=\"rows\">");
        var most = rows.Max(r => r.Paused.Total);
        foreach (var row in rows)
        {
            var p = row.Paused;
            var words = string.Join(" · ", new[] { ("customer", p.Customer), ("provider", p.Provider), ("supplier", p.Supplier), ("nobody", p.Nobody) }.Where(x => x.Item2 > 0).Select(x => $"{_w[x.Item1]} {_w.Length(x.Item2)}"));
            Add($"<div class=\"row\"><span class=\"line-of\"><span class=\"name\">{Escape(NameOf(row.Agreement, row.Version, row.Target))}</span><span class=\"stack\">")
                .Add(Stack([new("f-p1", p.Customer), new("f-p2", p.Provider), new("f-p3", p.Supplier), new("f-p4", p.Nobody)], most, words))
                .Add($"</span><span class=\"num\"><b>{Escape(_w.Length(p.Total))}</b></span><span class=\"num soft of\"></span></span><p class=\"soft\" style=\"margin:-4px 0 8px\">{Escape(words)}</p></div>");
        }
        Add("</div></section>");
    }

    private void Numbers()
    {
        if (_report.Totals.IsEmpty)
            return;
        Add($"<div class=\"numbers\"><h2>{T("all-numbers")}</h2><section class=\"card\">");
        Table(_w["all-numbers"], ReportTable.Of(_report, _report.Totals, _w.Language), skip: 0);
        if (!_report.Rows.IsEmpty)
        {
            var by = string.Join(", ", _report.Query.By.Select(b => _w[b]).Append(_report.Query.Per is null ? null : _w["period"]).OfType<string>());
            Add($"<details class=\"more\"><summary>{T("show-numbers")}: {Escape(by)}</summary>");
            Table($"{_w["all-numbers"]}: {by}", ReportTable.Of(_report, _report.Rows, _w.Language), skip: 0, MostRows);
            Add("</details>");
        }
        Add("</section></div>");
    }

    /// <summary>Columns that are zero or empty throughout are left out; the first ones are names. A wide one scrolls in a box of its own, which has the table's name.</summary>
    private void Table(string name, ReportTable table, int skip, int most = int.MaxValue)
    {
        var columns = Enumerable.Range(skip, table.Headers.Length - skip).Where(c => table.Rows.Any(r => r[c] is not ("0" or "–" or ""))).ToImmutableArray();
        bool Text(int c) => !table.Rows.All(r => r[c].Length == 0 || char.IsAsciiDigit(r[c][0]) || r[c][0] is '–' or '≥' or '∞');
        var text = columns.ToDictionary(c => c, c => c == columns[0] || Text(c));
        Add($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Escape(name)}\"><table><caption>{Escape(name)}</caption><thead><tr>").Add(string.Concat(columns.Select(c => $"<th scope=\"col\"{(text[c] ? " class=\"t\"" : "")}>{Escape(table.Headers[c])}</th>"))).Add("</tr></thead><tbody>");
        foreach (var row in table.Rows.Take(most))
        {
            Add($"<tr><th scope=\"row\" class=\"t\">{Escape(row[columns[0]])}</th>")
                .Add(string.Concat(columns.Skip(1).Select(c => $"<td{(text[c] ? " class=\"t\"" : "")}>{Escape(row[c])}</td>"))).Add("</tr>");
        }
        Add("</tbody></table></div>");
        if (table.Rows.Length > most)
            Add($"<p class=\"soft\">{F("and-more", _w.Number(table.Rows.Length - most))}</p>");
    }

    private void Foot()
    {
        Add($"<footer><h2>{T("how-counted")}</h2><section class=\"card\"><p>{T("formula")}</p><p>{T("used-formula")}</p>");
        if (!_report.Objectives.IsEmpty)
            Add($"<p>{T("budget-formula")}</p>");
        Add($"<p>{T("axis-note")}</p><dl>");
        foreach (var a in _report.Agreements)
            Add($"<div><dt>{Escape(a.TitleIn(_w.Language))}</dt><dd>{Escape(a.Id)} · {F("version", a.Version)} · {Escape(a.Zone)}<br/><code>SHA-256 {Escape(a.Hash)}</code></dd></div>");
        if (_report.Uncovered.Count > 0)
            Add($"<div><dt>{T("uncovered")}</dt><dd>{Escape(string.Join(" · ", _report.Uncovered.Select(u => $"{_w[u.Key]}: {_w.Number(u.Value)}")))}</dd></div>");
        if (_report.Imports is { } i)
        {
            Add($"<div><dt>{T("import-title")}</dt><dd>{F("imports", _w.Number(i.Rows), _w.Number(i.Accepted), _w.Number(i.Duplicates), _w.Number(i.Rejected.Values.Sum()))}");
            Add(string.Concat(i.Rejected.Select(r => $"<br/><code>{Escape(r.Key)}</code>: {_w.Number(r.Value)}"))).Add("</dd></div>");
        }
        Add("</dl></section></footer>");
    }
}
