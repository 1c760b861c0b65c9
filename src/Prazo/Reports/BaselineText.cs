using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime.Text;
using Prazo.Engine.Agreements;

namespace Prazo.Reports;

/// <summary>A baseline as a table, as JSON, and as an agreement to correct and sign.</summary>
public static class BaselineText
{
    /// <summary>Fewer stopped clocks than this say little: at 95 % the slowest of 19 decides.</summary>
    public const int Few = 20;

    public static ReportTable Table(BaselineResult result, string language)
    {
        var w = ReportWords.For(language);
        var rows = from r in result.Rows
                   from m in new[] { ("working", r.Working), ("clock", r.Clock) }
                   where m.Item2 is not null || m.Item1 == "working"
                   select (Row: r, Measure: m.Item1, Lengths: m.Item2);
        return new ReportTable(w["targets"],
            [
                w["target"], .. result.Query.By is { } by ? [w[by]] : Array.Empty<string>(), w["measure"], w["stopped"], w["still-running"], w["fell-away"], w["median"],
                .. Baseline.Levels.Select(l => w.Format("level", l)), .. Baseline.Levels.Select(l => w.Format("promise-at", l)),
            ],
            [
                .. rows.Select(x => (ImmutableArray<string>)
                [
                    w.Target(Baseline.NameOf(x.Row.Metric)), .. result.Query.By is null ? Array.Empty<string>() : [x.Row.Value switch { null => "*", "" => w["none"], var value => value }], w[x.Measure],
                    w.Number(x.Row.Stopped), w.Number(x.Row.Open), w.Number(x.Row.FellAway), w.Length(x.Lengths?.Median),
                    .. Baseline.Levels.Select(l => w.Length(x.Lengths?.At(l).Exact)), .. Baseline.Levels.Select(l => x.Lengths is { } found ? Promise(found.At(l), x.Measure) : "–"),
                ]),
            ]);
    }

    /// <summary>Lengths in milliseconds; promises as an agreement writes them, with how many of the stopped clocks keep them.</summary>
    public static void WriteJson(BaselineResult result, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("asOf", InstantPattern.ExtendedIso.Format(result.Query.AsOf));
        json.WriteNumber("tickets", result.Tickets);
        json.WriteString("calendar", result.Query.Calendar);
        json.WriteString("by", result.Query.By);
        json.WriteStartArray("rows");
        foreach (var r in result.Rows)
        {
            json.WriteStartObject();
            json.WriteString("metric", Baseline.NameOf(r.Metric));
            json.WriteString("value", r.Value);
            json.WriteNumber("stopped", r.Stopped);
            json.WriteNumber("open", r.Open);
            json.WriteNumber("fellAway", r.FellAway);
            WriteMeasured(json, "working", r.Working);
            WriteMeasured(json, "clock", r.Clock);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMeasured(Utf8JsonWriter json, string name, Measured? measured)
    {
        if (measured is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteNumber("median", measured.Median);
        json.WriteStartArray("proposals");
        foreach (var p in measured.Proposals)
        {
            json.WriteStartObject();
            json.WriteNumber("level", p.Level);
            json.WriteNumber("exact", p.Exact);
            json.WriteString("within", Promise(p, name));
            json.WriteNumber("kept", p.Kept);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>An agreement that promises what <paramref name="level"/> percent kept; the basis of every promise stands beside it.</summary>
    /// <param name="level">80, 90 or 95.</param>
    /// <param name="working">Promise working time; else clock time.</param>
    public static string Yaml(BaselineResult result, int level, bool working)
    {
        var query = result.Query;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Proposed from {result.Tickets} tickets: each length is what {level}% of the stopped clocks kept, rounded up. Correct it before you promise it.\n");
        text.Append("prazo: 1\nagreement: proposed\n");
        text.Append(CultureInfo.InvariantCulture, $"zone: {query.Calendars.Zone}\n");
        foreach (var section in new[] { "fields", "statuses", "holiday-sets", "calendars" })
            if (query.Calendars.Document[section] is { } node)
                text.Append(AgreementWriter.Write(new MapNode(node.At, [new(new ScalarNode(node.At, section), node)])));
        if (query.By is { } field && !TicketFields.BuiltIn.Contains(field) && query.Calendars.Document["fields"] is null)
            text.Append(CultureInfo.InvariantCulture, $"fields: {{ {Scalar(field)}: any }}\n");
        text.Append("targets:\n");
        foreach (var metric in result.Rows.Where(r => r.Stopped > 0).GroupBy(r => r.Metric))
            AppendTarget(text, query, [.. metric], level, working);
        return text.ToString();
    }

    private static void AppendTarget(StringBuilder text, BaselineQuery query, ImmutableArray<BaselineRow> rows, int level, bool working)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {Baseline.NameOf(rows[0].Metric)}:\n");
        // Keys are compared ignoring case: of two spellings the more frequent one speaks.
        var values = rows.Where(r => r is { Value: not (null or "" or "by" or "else"), Stopped: > 0 })
            .GroupBy(r => r.Value, StringComparer.OrdinalIgnoreCase).Select(g => g.MaxBy(r => r.Stopped)!).ToList();
        if (values.Count == 0)
            text.Append(CultureInfo.InvariantCulture, $"    within: {Line(rows[0])}");
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"    by: {Scalar(query.By!)}\n    within:\n");
            foreach (var row in values)
                text.Append(CultureInfo.InvariantCulture, $"      {Scalar(row.Value!)}: {Line(row)}");
            text.Append(CultureInfo.InvariantCulture, $"      else: {Line(rows.Single(r => r.Value is null))}");
        }
        text.Append(CultureInfo.InvariantCulture, $"    calendar: {Scalar(query.Calendar)}\n");
        if (rows[0].Metric == Engine.Agreements.Metric.Resolution && !query.PauseWhile.IsEmpty)
            text.Append(CultureInfo.InvariantCulture, $"    pause: [ {{ status: [{string.Join(", ", query.PauseWhile.Select(Scalar))}], party: customer }} ]\n");

        string Line(BaselineRow row)
        {
            var found = (working ? row.Working : row.Clock)!.At(level);
            var few = row.Stopped < Few ? "; too few to rely on" : "";
            return string.Create(CultureInfo.InvariantCulture, $"{Promise(found, working ? "working" : "clock")}   # {found.Kept} of {row.Stopped} kept it; {row.Open} still open{few}\n");
        }
    }

    private static string Promise(Proposal proposal, string measure) => measure == "clock" ? proposal.Text + " clock" : proposal.Text;

    private static string Scalar(string text) => AgreementWriter.OnOneLine(new ScalarNode(Engine.Position.None, text, Quoted: true));
}
