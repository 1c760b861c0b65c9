using System.CommandLine;
using Prazo.Imports;

namespace Prazo.Cli.Commands;

internal sealed class MapCommand : PrazoCommand
{
    public MapCommand(Terminal terminal)
        : base("map", "Work with mapping files: which columns of an export are which fields and events.",
            "prazo map guess tickets.csv > tickets.map.yaml") =>
        Add(new MapGuessCommand(terminal));
}

/// <summary>Proposes a mapping for a person to correct.</summary>
internal sealed class MapGuessCommand : PrazoCommand
{
    public MapGuessCommand(Terminal terminal)
        : base("guess", "Propose a mapping for a CSV file, from its names and contents, for you to correct.",
            "prazo map guess tickets.csv > tickets.map.yaml", "prazo map guess tickets.csv --out tickets.map.yaml")
    {
        var file = OneArgument("FILE", "A CSV file, also .gz; - is standard input.");
        var to = new Option<string?>("--out", "-o") { Description = "File to write; default standard output.", HelpName = "FILE" };
        Add(file);
        Add(to);
        SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var (yaml, problems) = MappingGuess.Guess(path, path == "-" ? terminal.StandardInput() : null);
            if (terminal.Tell(problems) || yaml is null)
                return ExitCode.BadInput;
            terminal.Write(parsed.GetValue(to), writer => writer.Write(yaml));
            return ExitCode.Fine;
        });
    }
}
