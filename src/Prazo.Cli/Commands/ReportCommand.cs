using System.CommandLine;
using System.Collections.Immutable;
using System.Text;
using NodaTime.Text;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Reports;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Cli.Commands;

/// <summary>What was promised and what was kept, from an export and an agreement.</summary>
internal sealed class ReportCommand : PrazoCommand
{
    private readonly Terminal _terminal;
    private readonly EventOptions _events = new(FilesArgument("EVENTS", "Event log (JSON Lines), XES, or CSV with --map; also .gz; - is standard input."));
    private readonly AgreementOptions _agreements = new(required: true);
    private readonly Option<string[]> _by = new("--by", "-b") { Description = "Break down by fields of the ticket, or agent, team, target, agreement; with commas between.", HelpName = "DIM,…", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _per = new("--per", "-p") { Description = "Break down by day, week, month, quarter or year of the verdict.", HelpName = "PERIOD" };
    private readonly Option<string?> _asOf = AsOf.Option();
    private readonly Option<string> _format = new("--format") { Description = "table, json, csv or html.", DefaultValueFactory = _ => "table" };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "File to write; default standard output.", HelpName = "FILE" };
    private readonly Option<string> _lang = LanguageOption();
    private readonly Option<string?> _failOn = new("--fail-on") { Description = "breach: exit code 1 if a promise of the report was broken; objective: if an objective was missed." };

    public ReportCommand(Terminal terminal)
        : base("report", "Report what was promised and what was kept.",
            "prazo report tickets.csv --map tickets.map.yaml --agreement support.yaml --by channel --per month",
            "prazo report events.jsonl.gz --agreement support.yaml --as-of 2026-03-31 --format html --lang pt-BR --out march.html",
            "zcat events.jsonl.gz | prazo report - --agreement support.yaml --format json")
    {
        _terminal = terminal;
        _format.AcceptOnlyFromAmong("table", "json", "csv", "html");
        _per.AcceptOnlyFromAmong("day", "week", "month", "quarter", "year");
        _failOn.AcceptOnlyFromAmong("breach", "objective");
        _events.AddTo(this);
        Add(_agreements.Files);
        Add(_by);
        Add(_per);
        Add(_asOf);
        Add(_format);
        Add(_out);
        Add(_lang);
        Add(_agreements.Match);
        Add(_failOn);
        SetAction(Run);
    }

    public static Option<string> LanguageOption()
    {
        var option = new Option<string>("--lang", "-l") { Description = "en, pt-BR or ro.", DefaultValueFactory = _ => "en" };
        option.AcceptOnlyFromAmong("en", "pt-BR", "ro");
        return option;
    }

    private int Run(ParseResult parsed)
    {
        if (_agreements.Load(parsed, _terminal) is not { } agreements)
            return ExitCode.BadInput;
        if (AsOf.Read(parsed, _asOf, agreements, _terminal) is not { } asOf)
            return ExitCode.Usage;
        if (_events.Read(parsed, _terminal) is not { } import)
            return ExitCode.BadInput;
        if (Dimensions(parsed.GetValue(_by)!, import.History, _terminal) is not { } by)
            return ExitCode.Usage;
        Period? per = parsed.GetValue(_per) is { } period ? Enum.Parse<Period>(period, ignoreCase: true) : null;
        var report = Report.Run(new ReportQuery(asOf, by, per), agreements, import.History, import);
        _terminal.Write(parsed.GetValue(_out), writer => Write(writer, report, import.History, agreements, parsed));
        return parsed.GetValue(_failOn) switch
        {
            "breach" when report.Totals.Any(t => t.Tally.MetLate + t.Tally.OpenBroken > 0) => ExitCode.Broken,
            "objective" when report.Objectives.Any(o => o.Held == false) => ExitCode.Broken,
            _ => ExitCode.Fine,
        };
    }

    /// <summary>Null when one of them is no field (told already).</summary>
    public static ImmutableArray<string>? Dimensions(string[] given, History history, Terminal terminal)
    {
        var by = given.SelectMany(b => b.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToImmutableArray();
        var known = history.FieldNames.Concat(history.Shapes.OfType<FieldChanged>().Select(f => f.Field)).Concat(["agent", "team", "target", "agreement"]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var unknown in by.Except(known, StringComparer.Ordinal))
        {
            terminal.Tell([CommandLine.Error("usage", $"--by: no ticket has a field {unknown}", $"there are {string.Join(", ", known)}")]);
            return null;
        }
        return by;
    }

    private void Write(TextWriter writer, ReportResult report, History history, AgreementSet agreements, ParseResult parsed)
    {
        var language = parsed.GetValue(_lang)!;
        switch (parsed.GetValue(CommandLine.Json) ? "json" : parsed.GetValue(_format))
        {
            case "json":
                using (var buffer = new MemoryStream())
                {
                    ReportJson.Write(report, history, buffer);
                    writer.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
                }
                break;
            case "csv":
                writer.Write(ReportTable.Of(report, report.Rows, language).ToCsv());
                break;
            case "html":
                writer.Write(ReportHtml.Write(report, history, language));
                break;
            default:
                WriteTable(writer, report, agreements, language);
                break;
        }
    }

    private static void WriteTable(TextWriter writer, ReportResult report, AgreementSet agreements, string language)
    {
        var w = ReportWords.For(language);
        var zone = AgreementSet.ZoneOf(agreements.Agreements[0]);
        var asOf = ZonedDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm o<g>", null).Format(report.Query.AsOf.InZone(zone));
        var titles = agreements.Agreements.Select(a => a.Titles.GetValueOrDefault(language, a.Title)).Distinct(StringComparer.Ordinal);
        writer.WriteLine(string.Join(", ", titles));
        writer.WriteLine(w.Format("as-of", asOf));
        writer.WriteLine($"{w["tickets"]}: {w.Number(report.Tickets)}; {w["uncovered"].ToLowerInvariant()}: {w.Number(report.Uncovered.Values.Sum())}");
        if (report.Imports is { } imports)
            writer.WriteLine(w.Format("imports", w.Number(imports.Rows), w.Number(imports.Accepted), w.Number(imports.Duplicates), w.Number(imports.Rejected.Values.Sum())));
        foreach (var (reason, tickets) in report.Uncovered)
            writer.WriteLine($"  {w[reason]}: {w.Number(tickets)}");
        if (report.Totals.IsEmpty)
        {
            writer.WriteLine();
            writer.WriteLine(w["no-clocks"]);
            return;
        }
        Section(writer, ReportTable.Of(report, report.Totals, language), w["targets"]);
        if (report.Query.By.Length > 0 || report.Query.Per is not null)
            Section(writer, ReportTable.Of(report, report.Rows, language), w.Format("by", string.Join(", ", report.Query.By.Select(d => w[d]).Concat(report.Query.Per is null ? [] : [w["period"]]))));
        if (!report.Objectives.IsEmpty)
            Section(writer, ReportTable.Objectives(report, language), w["objectives"]);
    }

    private static void Section(TextWriter writer, ReportTable table, string title)
    {
        writer.WriteLine();
        writer.WriteLine(title);
        TextTable.Write(writer, table);
    }
}
