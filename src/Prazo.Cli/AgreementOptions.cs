using System.CommandLine;
using Prazo.Agreements;
using Prazo.Engine;
using Prazo.Engine.Agreements;

namespace Prazo.Cli;

/// <summary><c>--agreement</c> and <c>--match</c>: which agreements, and how a ticket chooses among them.</summary>
internal sealed class AgreementOptions
{
    public Option<string[]> Files { get; }

    public Option<string?> Match { get; init; } = new("--match")
    {
        Description = "How a ticket chooses among targets that fit: first, most-specific (default), strictest or all; per metric as in strictest,resolution=first.",
        HelpName = "STRATEGY",
    };

    public AgreementOptions(bool required, string name = "--agreement", string? description = null)
    {
        string[] aliases = name == "--agreement" ? ["-a"] : [];
        Files = new Option<string[]>(name, aliases)
        {
            Description = description ?? "Agreement file, or a folder of them; repeat it for several. What they extend is found beside them.",
            HelpName = "FILE",
            Required = required,
            DefaultValueFactory = _ => [],
        };
    }

    /// <summary>Reads them all; null when a problem is an error (told already).</summary>
    public AgreementSet? Load(ParseResult parsed, Terminal terminal)
    {
        var (matching, wrong) = ReadMatching(parsed.GetValue(Match));
        var (agreements, problems) = AgreementFiles.Load(Paths(parsed.GetValue(Files) ?? []));
        if (wrong is not null)
        {
            terminal.Tell([wrong]);
            return null;
        }
        // Only what prevents reading them is said here; `prazo lint` says the rest.
        if (terminal.Tell(problems.Where(p => p.Severity == Severity.Error)))
            return null;
        return new AgreementSet(agreements, matching);
    }

    /// <summary>Files, folders (their agreements), and several with commas between.</summary>
    public static IReadOnlyList<string> Paths(IEnumerable<string> given)
    {
        var paths = new List<string>();
        foreach (var path in given.SelectMany(Split))
        {
            if (Directory.Exists(path))
                paths.AddRange(Directory.EnumerateFiles(path).Where(IsAgreement).Order(StringComparer.Ordinal));
            else
                paths.Add(path);
        }
        return paths;

        // A comma may be part of a name: what exists as a whole is taken as a whole.
        static string[] Split(string path) =>
            File.Exists(path) || Directory.Exists(path) ? [path] : path.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        static bool IsAgreement(string file) =>
            Path.GetExtension(file) is ".yaml" or ".yml" && YamlNodes.Load(file).Documents.Any(d => d is MapNode map && map["agreement"] is not null);
    }

    private static (Matching Matching, Problem? Problem) ReadMatching(string? text)
    {
        var matching = Matching.Standard;
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var sides = part.Split('=', 2);
            if (Named<Strategy>(sides[^1]) is not { } strategy)
                return (matching, Wrong(sides[^1], "first, most-specific, strictest or all"));
            if (sides.Length == 1)
                matching = matching with { Default = strategy };
            else if (Named<Metric>(sides[0]) is { } metric)
                matching = matching with { PerMetric = matching.PerMetric.SetItem(metric, strategy) };
            else
                return (matching, Wrong(sides[0], "a metric such as first-response or resolution"));
        }
        return (matching, null);

        static T? Named<T>(string text) where T : struct, Enum =>
            Enum.TryParse<T>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var value) && !char.IsAsciiDigit(text[0]) ? value : null;
        static Problem Wrong(string text, string hint) => CommandLine.Error("usage", $"--match: {text} is unknown", $"write {hint}");
    }
}
