using System.Text.Json;
using Prazo.Engine.Clocks;

namespace Prazo.Reports;

/// <summary>A report as JSON for programs: instants RFC 3339 UTC, lengths in milliseconds, percentages 0–100, null where there are no data.</summary>
public static class ReportJson
{
    public static void Write(ReportResult report, History history, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("asOf", NodaTime.Text.InstantPattern.ExtendedIso.Format(report.Query.AsOf));
        json.WriteNumber("tickets", report.Tickets);
        json.WriteStartObject("uncoveredTickets");
        foreach (var (code, count) in report.Uncovered)
            json.WriteNumber(code, count);
        json.WriteEndObject();
        WriteImports(json, report);
        json.WriteStartArray("agreements");
        foreach (var a in report.Agreements)
        {
            json.WriteStartObject();
            json.WriteString("id", a.Id);
            json.WriteNumber("version", a.Version);
            json.WriteString("hash", a.Hash);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteRows(json, "targets", report, report.Totals, history);
        WriteRows(json, "rows", report, report.Rows, history);
        WriteObjectives(json, report);
        json.WriteEndObject();
    }

    private static void WriteImports(Utf8JsonWriter json, ReportResult report)
    {
        if (report.Imports is not { } imports)
            return;
        json.WriteStartObject("import");
        json.WriteNumber("rows", imports.Rows);
        json.WriteNumber("accepted", imports.Accepted);
        json.WriteNumber("duplicates", imports.Duplicates);
        json.WriteStartObject("rejected");
        foreach (var (reason, count) in imports.Rejected)
            json.WriteNumber(reason, count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, string name, ReportResult report, IReadOnlyList<ReportRow> rows, History history)
    {
        json.WriteStartArray(name);
        foreach (var r in rows)
        {
            json.WriteStartObject();
            json.WriteString("agreement", r.Agreement);
            json.WriteNumber("version", r.Version);
            json.WriteString("target", r.Target);
            json.WriteString("period", r.Period);
            json.WriteStartObject("by");
            for (var i = 0; i < r.Values.Length; i++)
                json.WriteString(report.Query.By[i], r.Values[i]);
            json.WriteEndObject();
            WriteTally(json, r.Tally);
            WriteAttainment(json, r.Attainment);
            WriteSpread(json, "worked", r.Worked);
            WriteSpread(json, "elapsed", r.Elapsed);
            WriteUsed(json, r.Used);
            json.WriteStartObject("pausedMs");
            json.WriteNumber("customer", r.Paused.Customer);
            json.WriteNumber("provider", r.Paused.Provider);
            json.WriteNumber("supplier", r.Paused.Supplier);
            json.WriteNumber("nobody", r.Paused.Nobody);
            json.WriteEndObject();
            WriteTickets(json, r, history);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTally(Utf8JsonWriter json, in Engine.Money.Tally t)
    {
        json.WriteStartObject("clocks");
        json.WriteNumber("total", t.Clocks);
        json.WriteNumber("met", t.Met);
        json.WriteNumber("metLate", t.MetLate);
        json.WriteNumber("openBroken", t.OpenBroken);
        json.WriteNumber("active", t.Active);
        json.WriteNumber("paused", t.Paused);
        json.WriteNumber("cancelled", t.Cancelled);
        json.WriteNumber("waived", t.Waived);
        json.WriteNumber("notApplicable", t.NotApplicable);
        json.WriteNumber("untargeted", t.Untargeted);
        json.WriteEndObject();
    }

    private static void WriteAttainment(Utf8JsonWriter json, Engine.Money.Attainment attainment)
    {
        json.WriteNumber("kept", attainment.Kept);
        json.WriteNumber("counted", attainment.Counted);
        if (attainment.Percent is { } percent) json.WriteNumber("attainment", Math.Round(percent, 6)); else json.WriteNull("attainment");
    }

    private static void WriteSpread(Utf8JsonWriter json, string name, Spread? spread)
    {
        if (spread is null)
        {
            json.WriteNull(name + "Ms");
            return;
        }
        json.WriteStartObject(name + "Ms");
        json.WriteNumber("count", spread.Count);
        json.WriteNumber("median", spread.Median);
        json.WriteNumber("p90", spread.P90);
        json.WriteNumber("p95", spread.P95);
        json.WriteEndObject();
    }

    private static void WriteUsed(Utf8JsonWriter json, UsedSpread? used)
    {
        if (used is null)
        {
            json.WriteNull("usedPercent");
            return;
        }
        json.WriteStartObject("usedPercent");
        json.WriteNumber("count", used.Count);
        json.WriteNumber("median", Math.Round(used.Median, 3));
        json.WriteNumber("p90", Math.Round(used.P90, 3));
        json.WriteEndObject();
    }

    // A report over many tickets stays readable: whoever needs them all asks for a narrower one.
    private const int MostTickets = 1000;

    private static void WriteTickets(Utf8JsonWriter json, ReportRow row, History history)
    {
        if (row.Tickets.Length > MostTickets)
            return;
        json.WriteStartArray("tickets");
        foreach (var t in row.Tickets)
        {
            json.WriteStartObject();
            json.WriteString("ticket", history.Tickets[t.Ticket]);
            json.WriteBoolean("counted", t.Counted);
            json.WriteBoolean("kept", t.Kept);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteObjectives(Utf8JsonWriter json, ReportResult report)
    {
        json.WriteStartArray("objectives");
        foreach (var o in report.Objectives)
        {
            json.WriteStartObject();
            json.WriteString("agreement", o.Agreement);
            json.WriteString("objective", o.Objective);
            json.WriteString("target", o.Target);
            json.WriteString("period", o.Period);
            json.WriteBoolean("ended", o.Ended);
            json.WriteNumber("atLeast", o.AtLeast);
            WriteAttainment(json, o.Attainment);
            if (o.Held is { } held) json.WriteBoolean("held", held); else json.WriteNull("held");
            if (o.BreachesLeft is { } left) json.WriteNumber("breachesLeft", left); else json.WriteNull("breachesLeft");
            json.WriteStartObject("treatment");
            json.WriteString("openBroken", Word(o.Treatment.OpenBroken));
            json.WriteString("cancelled", Word(o.Treatment.Cancelled));
            json.WriteString("waived", Word(o.Treatment.Waived));
            json.WriteString("untargeted", Word(o.Treatment.Untargeted));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Word(Engine.Agreements.CountAs choice) => choice switch
    {
        Engine.Agreements.CountAs.In => "in", Engine.Agreements.CountAs.Broken => "broken", Engine.Agreements.CountAs.Met => "met", _ => "out",
    };
}
