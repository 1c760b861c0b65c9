using System.CommandLine;
using NodaTime;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Explain;
using Prazo.Explain;
using Spectre.Console;

namespace Prazo.Cli.Commands;

/// <summary>Why this due date, why this state, why no clock: the account of a ticket to the second.</summary>
internal sealed class ExplainCommand : PrazoCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _ticket = OneArgument("TICKET", "The ticket's id, as in the events.");
    private readonly EventOptions _events = new(FilesArgument("EVENTS", "Event log (JSON Lines), XES, or CSV with --map; also .gz; - is standard input."));
    private readonly AgreementOptions _agreements = new(required: true);
    private readonly Option<string[]> _target = new("--target", "-t") { Description = "Only these targets.", HelpName = "TARGET", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _asOf = AsOf.Option();
    private readonly Option<string> _format = new("--format") { Description = "text, json or html.", DefaultValueFactory = _ => "text" };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "File to write; default standard output.", HelpName = "FILE" };
    private readonly Option<string> _lang = ReportCommand.LanguageOption();
    private readonly Option<string?> _zone = new("--zone", "-z") { Description = "Zone of the times shown; default the calendar's.", HelpName = "ZONE" };

    public ExplainCommand(Terminal terminal)
        : base("explain", "Explain a ticket's clocks: which time counted, which did not, and why.",
            "prazo explain A-1001 events.jsonl --agreement support.yaml --target resolution",
            "prazo explain A-1001 events.jsonl --agreement support.yaml --format html --lang pt-BR --out a-1001.html")
    {
        _terminal = terminal;
        _format.AcceptOnlyFromAmong("text", "json", "html");
        Add(_ticket);
        _events.AddTo(this);
        Add(_agreements.Files);
        Add(_target);
        Add(_asOf);
        Add(_format);
        Add(_out);
        Add(_lang);
        Add(_zone);
        Add(_agreements.Match);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        if (_agreements.Load(parsed, _terminal) is not { } agreements)
            return ExitCode.BadInput;
        if (AsOf.Read(parsed, _asOf, agreements, _terminal) is not { } asOf)
            return ExitCode.Usage;
        DateTimeZone? zone = null;
        if (parsed.GetValue(_zone) is { } name)
        {
            (zone, var wrong) = Moments.Zone(name);
            if (wrong is not null)
                return _terminal.Refuse(ExitCode.Usage, wrong);
        }
        if (_events.Read(parsed, _terminal) is not { } import)
            return ExitCode.BadInput;
        var ticket = parsed.GetValue(_ticket)!;
        var index = import.History.Tickets.IndexOf(ticket);
        if (index < 0)
            return _terminal.Refuse(ExitCode.BadInput, Unknown(ticket, import.History));
        var account = TicketAccount.Of(ticket, agreements, import.History.EventsOf(index), asOf);
        if (Chosen(parsed, account, agreements) is not { } chosen)
            return ExitCode.Usage;
        var options = new ExplainOptions(Words.Find(parsed.GetValue(_lang)!)!, zone);
        _terminal.Write(parsed.GetValue(_out), writer => Write(writer, chosen, options, parsed));
        return ExitCode.Fine;
    }

    /// <summary>Only the targets asked for; null when one of them is in no agreement (told already).</summary>
    private TicketAccount? Chosen(ParseResult parsed, TicketAccount account, AgreementSet agreements)
    {
        var wanted = parsed.GetValue(_target)!.SelectMany(t => t.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        if (wanted.Count == 0)
            return account;
        var known = agreements.Agreements.SelectMany(a => a.Targets).Select(t => t.Id).Distinct(StringComparer.Ordinal).ToList();
        if (wanted.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            _terminal.Tell([CommandLine.Error("usage", $"--target: no agreement has a target {unknown}", $"there are {string.Join(", ", known)}")]);
            return null;
        }
        return account with
        {
            Accounts = [.. account.Accounts.Where(a => wanted.Contains(a.Clock.Target))],
            Replay = account.Replay with
            {
                Clocks = [.. account.Replay.Clocks.Where(c => wanted.Contains(c.Target))],
                Uncovered = [.. account.Replay.Uncovered.Where(n => n.Target is null || wanted.Contains(n.Target))],
            },
        };
    }

    private void Write(TextWriter writer, TicketAccount account, ExplainOptions options, ParseResult parsed)
    {
        switch (parsed.GetValue(CommandLine.Json) ? "json" : parsed.GetValue(_format))
        {
            case "html":
                writer.Write(ExplainHtml.Of(account, options));
                break;
            case "json":
                Terminal.WriteObject(writer, json => ExplainJson.Write(json, account, options), indented: true);
                writer.WriteLine();
                break;
            case "text" when parsed.GetValue(_out) is null && _terminal.OutIsTerminal:
                WriteColoured(account, options);
                break;
            default:
                writer.Write(ExplainText.Plain(account, options));
                break;
        }
    }

    private void WriteColoured(TicketAccount account, ExplainOptions options)
    {
        var console = _terminal.OutConsole;
        foreach (var line in ExplainText.Lines(account, options))
        {
            foreach (var span in line)
                console.Write(span.Text, StyleOf(span.Tone));
            console.WriteLine();
        }
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Muted or Tone.Closed => new Style(Color.Grey),
        Tone.Counted => new Style(Color.Blue),
        Tone.Paused => new Style(Color.Yellow),
        Tone.Good => new Style(Color.Green),
        Tone.Late => new Style(Color.Red),
        Tone.Risk => new Style(Color.Yellow, decoration: Decoration.Bold),
        _ => Style.Plain,
    };

    private static Problem Unknown(string ticket, History history)
    {
        var near = history.Tickets.Where(t => t.EndsWith(ticket, StringComparison.OrdinalIgnoreCase) || t.StartsWith(ticket, StringComparison.OrdinalIgnoreCase)).Take(3).ToList();
        return CommandLine.Error("unknown-ticket", $"there is no ticket {ticket} in the events",
            near.Count > 0 ? $"did you mean {string.Join(", ", near)}?" : $"ids look like {string.Join(", ", history.Tickets.Take(3))}");
    }
}
