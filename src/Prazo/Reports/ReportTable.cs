using System.Collections.Immutable;
using System.Globalization;

namespace Prazo.Reports;

/// <summary>A report as tables of text: what the terminal, CSV and HTML show.</summary>
public sealed record ReportTable(string Title, ImmutableArray<string> Headers, ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>One row a target (and period and dimension value).</summary>
    public static ReportTable Of(ReportResult report, ImmutableArray<ReportRow> rows, string language)
    {
        var w = ReportWords.For(language);
        var perPeriod = report.Query.Per is not null && rows == report.Rows;
        ImmutableArray<string> by = rows == report.Rows ? report.Query.By : [];
        var several = report.Agreements.Length > 1;
        return new ReportTable(w["targets"],
        [
            .. several ? [w["agreement"]] : Array.Empty<string>(), w["target"], .. perPeriod ? [w["period"]] : Array.Empty<string>(), .. by.Select(d => w[d]),
            w["clocks"], w["attainment"], w["met"], w["met-late"], w["overdue"], w["active"], w["paused"], w["cancelled"], w["waived"], w["not-applicable"], w["untargeted"],
            w["median"], w["p90"], w["used-median"], w["used-p90"], w["pause-time"],
        ],
        [
            .. rows.Select(r => (ImmutableArray<string>)
            [
                .. several ? [r.Agreement] : Array.Empty<string>(), w.Target(r.Target), .. perPeriod ? [r.Period] : Array.Empty<string>(), .. r.Values,
                w.Number(r.Tally.Clocks), r.Promised ? w.Percent(r.Attainment.Percent) : w["measured"], w.Number(r.Tally.Met), w.Number(r.Tally.MetLate), w.Number(r.Tally.OpenBroken),
                w.Number(r.Tally.Active), w.Number(r.Tally.Paused), w.Number(r.Tally.Cancelled), w.Number(r.Tally.Waived), w.Number(r.Tally.NotApplicable), w.Number(r.Tally.Untargeted),
                w.Length(r.Worked?.Median), w.Length(r.Worked?.P90), w.Percent((decimal?)r.Used?.Median), w.Percent((decimal?)r.Used?.P90),
                r.Paused.Total == 0 ? "–" : w.Length(r.Paused.Total),
            ]),
        ]);
    }

    /// <summary>One row an objective and period, with numerator, denominator and what is left of the budget.</summary>
    public static ReportTable Objectives(ReportResult report, string language)
    {
        var w = ReportWords.For(language);
        var several = report.Agreements.Length > 1;
        return new ReportTable(w["objectives"], [.. several ? [w["agreement"]] : Array.Empty<string>(), w["objective"], w["target"], w["period"], w["promised"], w["attainment"], w["kept-of-counted"], w["held"], w["breaches-left"]],
        [
            .. report.Objectives.Select(o => (ImmutableArray<string>)
            [
                .. several ? [o.Agreement] : Array.Empty<string>(), o.Objective, w.Target(o.Target), o.Ended || o.To is null ? o.Period : $"{o.Period} {w["running"]}", "≥ " + w.Percent(o.AtLeast), w.Percent(o.Attainment.Percent),
                string.Create(CultureInfo.InvariantCulture, $"{o.Attainment.Kept}/{o.Attainment.Counted}"),
                o.Held switch { true => w["yes"], false => w["no"], _ => w["no-data"] },
                o.BreachesLeft is { } left ? (left < 0 ? w.Format("too-many", -left) : w.Number(left)) : "∞",
            ]),
        ]);
    }

    /// <summary>RFC 4180. A text that a spreadsheet would run as a formula is led by an apostrophe; a negative number is none.</summary>
    public string ToCsv()
    {
        var text = new System.Text.StringBuilder();
        foreach (var r in Rows.Prepend(Headers))
            text.AppendJoin(',', r.Select(Field)).Append("\r\n");
        return text.ToString();
    }

    private static string Field(string value)
    {
        if (value.Length > 0 && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            value = "'" + value;
        return value.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }
}
