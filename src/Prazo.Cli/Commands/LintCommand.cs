using System.CommandLine;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Imports;

namespace Prazo.Cli.Commands;

/// <summary>Checks agreement and mapping files: what cannot be read, cannot be meant or cannot be kept.</summary>
internal sealed class LintCommand : PrazoCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string[]> _files = FilesArgument("FILE", "Agreement or mapping files, or folders of agreements.");
    private readonly Option<string?> _asOf = AsOf.Option();
    private readonly Option<bool> _strict = new("--strict") { Description = "Warnings fail, too." };

    public LintCommand(Terminal terminal)
        : base("lint", "Check agreement and mapping files; exit code 1 if something is wrong.",
            "prazo lint support.yaml tickets.map.yaml", "prazo lint agreements/ --strict --json")
    {
        _terminal = terminal;
        Add(_files);
        Add(_asOf);
        Add(_strict);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var paths = AgreementOptions.Paths(parsed.GetValue(_files)!);
        var mappings = paths.Where(IsMapping).ToList();
        var found = mappings.SelectMany(m => MappingReader.Load(m).Problems).ToList();
        var fields = mappings.Select(m => MappingReader.Load(m).Mapping).OfType<Mapping>().SelectMany(m => m.Fields.Select(f => f.Field)).ToList();
        var (agreements, problems) = AgreementFiles.Load(paths.Except(mappings, StringComparer.Ordinal));
        found.AddRange(problems);
        if (AsOf.Read(parsed, _asOf, new AgreementSet(agreements), _terminal) is not { } asOf)
            return ExitCode.Usage;
        foreach (var agreement in agreements)
            found.AddRange(Lint.Check(agreement, asOf.InZone(AgreementSet.ZoneOf(agreement)).Date, fields));
        found.AddRange(Lint.CheckSet(agreements));
        found = [.. found.Distinct()];
        _terminal.Tell(found);
        var (errors, warnings) = (found.Count(p => p.Severity == Severity.Error), found.Count(p => p.Severity == Severity.Warning));
        if (!parsed.GetValue(CommandLine.Json))
            _terminal.Out.WriteLine($"{Count(paths.Count, "file")}: {Count(errors, "error")}, {Count(warnings, "warning")}");
        return found.Exists(p => p.Code is "file-not-found" or "file-unreadable") ? ExitCode.BadInput
            : errors > 0 || (warnings > 0 && parsed.GetValue(_strict)) ? ExitCode.Broken : ExitCode.Fine;
    }

    private static bool IsMapping(string path) =>
        YamlNodes.Load(path).Documents.Any(d => d is MapNode map && map["agreement"] is null && (map["prazo-map"] ?? map["rows"]) is not null);

    private static string Count(int n, string what) => $"{n} {what}{(n == 1 ? "" : "s")}";
}
