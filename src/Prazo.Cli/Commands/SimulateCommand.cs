using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Reports;
using Prazo.Statements;

namespace Prazo.Cli.Commands;

/// <summary>What a new agreement would have changed on events that have happened.</summary>
internal sealed class SimulateCommand : PrazoCommand
{
    private readonly Terminal _terminal;
    private readonly EventOptions _events = new(FilesArgument("EVENTS", "Event log (JSON Lines), XES, or CSV with --map; also .gz; - is standard input."));
    private readonly AgreementOptions _new = new(required: true);
    private readonly AgreementOptions _old;
    private readonly Option<string[]> _by = new("--by", "-b") { Description = "Break down by fields of the ticket, or agent, team, target, agreement; with commas between.", HelpName = "DIM,…", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _asOf = AsOf.Option();
    private readonly Option<bool> _tickets = new("--tickets") { Description = "List every clock that changes (table and csv); json always does." };
    private readonly Option<string> _format = new("--format") { Description = "table, json or csv.", DefaultValueFactory = _ => "table" };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "File to write; default standard output.", HelpName = "FILE" };
    private readonly Option<string> _lang = ReportCommand.LanguageOption();

    public SimulateCommand(Terminal terminal)
        : base("simulate", "Show what another agreement would have changed: per target before and after, and the tickets that flip.",
            "prazo simulate tickets.csv --map tickets.map.yaml --agreement proposed.yaml --against support.yaml --by priority",
            "prazo simulate events.jsonl.gz --agreement proposed.yaml --against support.yaml --tickets --format csv --out flips.csv")
    {
        _terminal = terminal;
        _old = new AgreementOptions(required: true, "--against", "The agreement to compare against: file or folder; repeat it for several.") { Match = _new.Match };
        _format.AcceptOnlyFromAmong("table", "json", "csv");
        _events.AddTo(this);
        Add(_new.Files);
        Add(_old.Files);
        Add(_by);
        Add(_asOf);
        Add(_tickets);
        Add(_format);
        Add(_out);
        Add(_lang);
        Add(_new.Match);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        if (_new.Load(parsed, _terminal) is not { } after || _old.Load(parsed, _terminal) is not { } before)
            return ExitCode.BadInput;
        if (AsOf.Read(parsed, _asOf, after, _terminal) is not { } asOf)
            return ExitCode.Usage;
        if (_events.Read(parsed, _terminal) is not { } import)
            return ExitCode.BadInput;
        if (ReportCommand.Dimensions(parsed.GetValue(_by)!, import.History, _terminal) is not { } by)
            return ExitCode.Usage;
        var result = Simulation.Run(before, after, import.History, asOf, by);
        // The log begins with its first ticket, and is whole until it is looked at.
        var bills = SimulatedBills.Of(before, after, import.History, after.Agreements.Select(a => a.Id).Where(id => before.Agreements.Any(b => b.Id == id)), null, asOf, asOf);
        _terminal.Write(parsed.GetValue(_out), writer => Write(writer, result, bills, import.History, after, parsed));
        return ExitCode.Fine;
    }

    private void Write(TextWriter writer, SimulationResult result, SimulatedBills bills, History history, AgreementSet agreements, ParseResult parsed)
    {
        var language = parsed.GetValue(_lang)!;
        var zone = AgreementSet.ZoneOf(agreements.Agreements[0]);
        var all = parsed.GetValue(_tickets);
        switch (parsed.GetValue(CommandLine.Json) ? "json" : parsed.GetValue(_format))
        {
            case "json":
                using (var buffer = new MemoryStream())
                {
                    SimulationText.WriteJson(result, history, buffer, json => SimulatedBillText.WriteJson(bills, json));
                    writer.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
                }
                break;
            case "csv":
                var rows = result.By.IsEmpty ? result.Totals : result.Rows;
                writer.Write((all ? SimulationText.Changes(result, history, zone, language) : SimulationText.Rows(result, rows, language)).ToCsv());
                break;
            default:
                TextTable.Write(writer, SimulationText.Rows(result, result.Totals, language));
                if (!result.By.IsEmpty)
                    Section(writer, SimulationText.Rows(result, result.Rows, language));
                if (!result.Objectives.IsEmpty)
                    Section(writer, SimulationText.Objectives(result, language));
                if (!bills.Bills.IsEmpty || !bills.NoPeriods.IsEmpty)
                    Section(writer, SimulatedBillText.Table(bills, language));
                if (all && !result.Changes.IsEmpty)
                    Section(writer, SimulationText.Changes(result, history, zone, language));
                break;
        }
    }

    private static void Section(TextWriter writer, ReportTable table)
    {
        writer.WriteLine();
        TextTable.Write(writer, table);
    }
}
