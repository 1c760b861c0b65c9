using System.CommandLine;
using System.Globalization;
using System.Text;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Reports;

namespace Prazo.Cli.Commands;

/// <summary>What is kept today, and what could be promised.</summary>
internal sealed class BaselineCommand : PrazoCommand
{
    private readonly Terminal _terminal;
    private readonly EventOptions _events = new(FilesArgument("EVENTS", "Event log (JSON Lines), XES, or CSV with --map; also .gz; - is standard input."));
    private readonly CalendarOptions _calendar = new();
    private readonly Option<string?> _by = new("--by", "-b") { Description = "Ticket field by which promises are to differ. Default priority, where tickets have it; none for one promise.", HelpName = "FIELD" };
    private readonly Option<string[]> _pause = new("--pause") { Description = "Statuses during which the resolution's time does not count, with commas between.", HelpName = "STATUS,…", DefaultValueFactory = _ => [] };
    private readonly Option<string> _at = new("--at") { Description = "For --format yaml: promise what 80, 90 or 95 percent kept.", DefaultValueFactory = _ => "90" };
    private readonly Option<string> _measure = new("--measure") { Description = "For --format yaml: promise working or clock time.", DefaultValueFactory = _ => "working" };
    private readonly Option<string?> _asOf = AsOf.Option();
    private readonly Option<string> _format = new("--format") { Description = "table, json, csv or yaml (an agreement to correct and sign).", DefaultValueFactory = _ => "table" };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "File to write; default standard output.", HelpName = "FILE" };
    private readonly Option<string> _lang = ReportCommand.LanguageOption();

    public BaselineCommand(Terminal terminal)
        : base("baseline", "Measure what is kept today and propose targets at 80, 90 and 95 %.",
            "prazo baseline events.jsonl.gz --hours \"mon-fri 08:00-18:00\" --holidays br --zone America/Sao_Paulo --by channel",
            "prazo baseline tickets.csv --map tickets.map.yaml --agreement support.yaml --pause waiting-customer --format yaml --at 90 --out proposed.yaml")
    {
        _terminal = terminal;
        _format.AcceptOnlyFromAmong("table", "json", "csv", "yaml");
        _at.AcceptOnlyFromAmong("80", "90", "95");
        _measure.AcceptOnlyFromAmong("working", "clock");
        _events.AddTo(this);
        _calendar.AddTo(this);
        Add(_by);
        Add(_pause);
        Add(_at);
        Add(_measure);
        Add(_asOf);
        Add(_format);
        Add(_out);
        Add(_lang);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        if (_calendar.Choose(parsed, _terminal) is not var (agreement, calendar))
            return ExitCode.BadInput;
        if (AsOf.Read(parsed, _asOf, new AgreementSet([agreement]), _terminal) is not { } asOf)
            return ExitCode.Usage;
        if (_events.Read(parsed, _terminal) is not { } import)
            return ExitCode.BadInput;
        if (!Field(parsed, import.History, out var by))
            return ExitCode.Usage;
        var pauses = parsed.GetValue(_pause)!.SelectMany(p => p.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var result = Baseline.Run(new BaselineQuery(asOf, agreement, calendar, by, [.. pauses]), import.History);
        _terminal.Write(parsed.GetValue(_out), writer => Write(writer, result, parsed));
        return ExitCode.Fine;
    }

    /// <summary>False when it is no field (told already).</summary>
    private bool Field(ParseResult parsed, History history, out string? field)
    {
        var known = history.FieldNames.Concat(history.Shapes.OfType<FieldChanged>().Select(f => f.Field)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var given = parsed.GetValue(_by);
        field = given == "none" ? null : given ?? (known.Contains("priority") ? "priority" : null);
        if (field is null || known.Contains(field))
            return true;
        _terminal.Tell([CommandLine.Error("usage", $"--by: no ticket has a field {field}", $"there are {string.Join(", ", known)}; none makes one promise for all")]);
        return false;
    }

    private void Write(TextWriter writer, BaselineResult result, ParseResult parsed)
    {
        var table = BaselineText.Table(result, parsed.GetValue(_lang)!);
        switch (parsed.GetValue(CommandLine.Json) ? "json" : parsed.GetValue(_format))
        {
            case "json":
                using (var buffer = new MemoryStream())
                {
                    BaselineText.WriteJson(result, buffer);
                    writer.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
                }
                break;
            case "csv":
                writer.Write(table.ToCsv());
                break;
            case "yaml":
                writer.Write(BaselineText.Yaml(result, int.Parse(parsed.GetValue(_at)!, CultureInfo.InvariantCulture), parsed.GetValue(_measure) == "working"));
                break;
            default:
                TextTable.Write(writer, table);
                break;
        }
    }
}
