using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;

namespace Prazo.Reports;

/// <summary>A simulation as tables and as JSON.</summary>
public static class SimulationText
{
    private static readonly ImmutableArray<(ChangeKind Kind, string Word)> Kinds =
    [
        (ChangeKind.KeptToBroken, "kept-to-broken"), (ChangeKind.BrokenToKept, "broken-to-kept"), (ChangeKind.PromiseGained, "promise-gained"),
        (ChangeKind.PromiseLost, "promise-lost"), (ChangeKind.Otherwise, "changed-otherwise"),
    ];

    /// <summary>One row a target (and dimension value): before, after and how many clocks change.</summary>
    public static ReportTable Rows(SimulationResult result, ImmutableArray<SimulationRow> rows, string language)
    {
        var w = ReportWords.For(language);
        ImmutableArray<string> by = rows == result.Rows ? result.By : [];
        return new ReportTable(w["targets"],
            [w["target"], .. by.Select(d => w[d]), w["before"], w["after"], w["kept-of-before"], w["kept-of-after"], w["clocks-before"], w["clocks-after"], .. Kinds.Select(k => w[k.Word])],
            [
                .. rows.Select(r => (ImmutableArray<string>)
                [
                    w.Target(r.Target), .. r.Values, w.Percent(r.AttainmentBefore.Percent), w.Percent(r.AttainmentAfter.Percent), Share(r.AttainmentBefore), Share(r.AttainmentAfter),
                    w.Number(r.Before.Clocks), w.Number(r.After.Clocks), .. Kinds.Select(k => w.Number(r.Count(k.Kind))),
                ]),
            ]);
    }

    /// <summary>One row a period of an objective.</summary>
    public static ReportTable Objectives(SimulationResult result, string language)
    {
        var w = ReportWords.For(language);
        string Held(ObjectiveSide? side) => side is null ? "–" : $"{w.Percent(side.Attainment.Percent)} / {w.Percent(side.AtLeast)} {(side.Held is { } held ? held ? "✓" : "✗" : "")}".TrimEnd();
        return new ReportTable(w["objectives"], [w["agreement"], w["objective"], w["period"], w["before"], w["after"], w["kept-of-before"], w["kept-of-after"]],
            [.. result.Objectives.Select(o => (ImmutableArray<string>)[o.Agreement, o.Objective, o.Period, Held(o.Before), Held(o.After), Share(o.Before?.Attainment ?? default), Share(o.After?.Attainment ?? default)])]);
    }

    /// <summary>One row a clock that changes, with the latest moment at which it was and would be kept.</summary>
    public static ReportTable Changes(SimulationResult result, History history, DateTimeZone zone, string language)
    {
        var w = ReportWords.For(language);
        var pattern = ZonedDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm o<g>", null);
        string Moment(Instant? at) => at is { } i ? pattern.Format(i.InZone(zone)) : "–";
        return new ReportTable(w["changes"],
            [w["target"], w["change"], w["ticket"], w["cycle"], w["before"], w["limit"], w["after"], w["limit"]],
            [
                .. result.Changes.Select(c => (ImmutableArray<string>)
                [
                    w.Target(c.Target), w[WordOf(c.Kind)], history.Tickets[c.Ticket], c.Cycle.ToString(CultureInfo.InvariantCulture),
                    w[WordOf(c.Before)], Moment(c.LastBefore), w[WordOf(c.After)], Moment(c.LastAfter),
                ]),
            ]);
    }

    /// <summary>Instants RFC 3339 UTC, percentages 0–100, null where there are no data.</summary>
    /// <param name="more">Further members.</param>
    public static void WriteJson(SimulationResult result, History history, Stream output, Action<Utf8JsonWriter>? more = null)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("asOf", InstantPattern.ExtendedIso.Format(result.AsOf));
        json.WriteNumber("tickets", result.Tickets);
        json.WriteNumber("uncoveredBefore", result.UncoveredBefore);
        json.WriteNumber("uncoveredAfter", result.UncoveredAfter);
        WriteRows(json, "targets", result, result.Totals);
        WriteRows(json, "rows", result, result.Rows);
        json.WriteStartArray("objectives");
        foreach (var o in result.Objectives)
        {
            json.WriteStartObject();
            json.WriteString("agreement", o.Agreement);
            json.WriteString("objective", o.Objective);
            json.WriteString("target", o.Target);
            json.WriteString("period", o.Period);
            WriteObjective(json, "before", o.Before);
            WriteObjective(json, "after", o.After);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        more?.Invoke(json);
        json.WriteStartArray("changes");
        foreach (var c in result.Changes)
        {
            json.WriteStartObject();
            json.WriteString("target", c.Target);
            json.WriteString("change", WordOf(c.Kind));
            json.WriteString("ticket", history.Tickets[c.Ticket]);
            json.WriteNumber("cycle", c.Cycle);
            json.WriteString("before", WordOf(c.Before));
            json.WriteString("after", WordOf(c.After));
            json.WriteString("lastBefore", c.LastBefore is { } b ? InstantPattern.ExtendedIso.Format(b) : null);
            json.WriteString("lastAfter", c.LastAfter is { } a ? InstantPattern.ExtendedIso.Format(a) : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, string name, SimulationResult result, ImmutableArray<SimulationRow> rows)
    {
        json.WriteStartArray(name);
        foreach (var r in rows)
        {
            json.WriteStartObject();
            json.WriteString("target", r.Target);
            json.WriteStartObject("by");
            foreach (var (field, value) in result.By.Zip(r.Values))
                json.WriteString(field, value);
            json.WriteEndObject();
            WriteSide(json, "before", r.Before, r.AttainmentBefore);
            WriteSide(json, "after", r.After, r.AttainmentAfter);
            json.WriteStartObject("changes");
            foreach (var (kind, word) in Kinds)
                json.WriteNumber(word, r.Count(kind));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSide(Utf8JsonWriter json, string name, in Tally t, Attainment attainment)
    {
        json.WriteStartObject(name);
        json.WriteNumber("kept", attainment.Kept);
        json.WriteNumber("counted", attainment.Counted);
        if (attainment.Percent is { } percent)
            json.WriteNumber("percent", percent);
        else
            json.WriteNull("percent");
        foreach (var (word, count) in new[] { ("clocks", t.Clocks), ("met", t.Met), ("metLate", t.MetLate), ("overdue", t.OpenBroken), ("active", t.Active), ("paused", t.Paused), ("cancelled", t.Cancelled), ("waived", t.Waived), ("notApplicable", t.NotApplicable) })
            json.WriteNumber(word, count);
        json.WriteEndObject();
    }

    private static void WriteObjective(Utf8JsonWriter json, string name, ObjectiveSide? side)
    {
        if (side is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteNumber("atLeast", side.AtLeast);
        json.WriteNumber("kept", side.Attainment.Kept);
        json.WriteNumber("counted", side.Attainment.Counted);
        if (side.Held is { } held)
            json.WriteBoolean("held", held);
        else
            json.WriteNull("held");
        json.WriteEndObject();
    }

    private static string Share(Attainment a) => string.Create(CultureInfo.InvariantCulture, $"{a.Kept}/{a.Counted}");

    private static string WordOf(ChangeKind kind) => Kinds.First(k => k.Kind == kind).Word;

    private static string WordOf(Verdict? verdict) => verdict switch
    {
        null => "no-promise",
        Verdict.Met => "met",
        Verdict.MetLate => "met-late",
        Verdict.Broken => "overdue",
        Verdict.Cancelled => "cancelled",
        Verdict.Waived => "waived",
        Verdict.NotApplicable => "not-applicable",
        _ => "open",
    };
}
