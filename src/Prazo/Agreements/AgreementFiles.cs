using System.Collections.Immutable;
using System.Globalization;
using Prazo.Engine;
using Prazo.Engine.Agreements;

namespace Prazo.Agreements;

/// <summary>Agreements from files, in the order of the files and of the documents in each; <c>extends</c> is looked up among them, then beside them. Files of calendars among them are for all.</summary>
public static class AgreementFiles
{
    /// <summary>The agreements without errors, and all problems.</summary>
    public static (ImmutableArray<Agreement> Agreements, IReadOnlyList<Problem> Problems) Load(IEnumerable<string> paths)
    {
        var problems = new List<Problem>();
        var documents = new List<Node>();
        var folders = new List<string>();
        foreach (var path in paths)
        {
            var (found, wrong) = YamlNodes.Load(path);
            problems.AddRange(wrong);
            documents.AddRange(found);
            if (found.IsEmpty && wrong.Count == 0)
                problems.Add(new(Severity.Error, "empty-file", new(path, 1, 1), "", "the file holds no agreement", "begin with `prazo: 1` and `agreement: <id>`"));
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !folders.Contains(folder, StringComparer.Ordinal))
                folders.Add(folder);
        }
        return Read(documents, folders, problems, CalendarFile.PartsOf(documents, problems));
    }

    /// <summary>The agreements of a text; <c>extends</c> is looked up among its documents only.</summary>
    public static (ImmutableArray<Agreement> Agreements, IReadOnlyList<Problem> Problems) Parse(string text, string? file = null)
    {
        var (documents, problems) = YamlNodes.Parse(text, file);
        return Read(documents, [], [.. problems], (_, _) => null);
    }

    /// <summary>The agreements of several named texts, which may extend each other.</summary>
    /// <param name="shared">Calendars and holiday sets that they may name, by section and id.</param>
    public static (ImmutableArray<Agreement> Agreements, IReadOnlyList<Problem> Problems) Parse(IEnumerable<(string Name, string Text)> texts, Func<string, string, Node?>? shared = null)
    {
        var (documents, problems) = (new List<Node>(), new List<Problem>());
        foreach (var (name, text) in texts)
        {
            var (found, wrong) = YamlNodes.Parse(text, name);
            documents.AddRange(found);
            problems.AddRange(wrong);
        }
        return Read(documents, [], problems, shared ?? ((_, _) => null));
    }

    private static (ImmutableArray<Agreement> Agreements, IReadOnlyList<Problem> Problems) Read(IReadOnlyList<Node> documents, List<string> folders, List<Problem> problems, Func<string, string, Node?> shared)
    {
        var parents = new ParentLookup(documents, folders, problems);
        var agreements = ImmutableArray.CreateBuilder<Agreement>();
        foreach (var document in documents.Where(d => !CalendarFile.Is(d)))
        {
            var (agreement, wrong) = AgreementReader.Read(document, parents.Find, shared);
            problems.AddRange(wrong);
            if (agreement is null)
                continue;
            if (agreements.FirstOrDefault(a => a.Id == agreement.Id && a.Version == agreement.Version) is { } other)
                problems.Add(new(Severity.Error, "duplicate-version", agreement.At, "version", string.Create(CultureInfo.InvariantCulture,
                    $"{agreement.Id} version {agreement.Version} was read from {other.At} already"), "give the newer one a higher `version:`"));
            else
                agreements.Add(agreement);
        }
        return (agreements.ToImmutable(), problems);
    }

    /// <summary>Documents by id, loading files beside those given when needed.</summary>
    private sealed class ParentLookup(IReadOnlyList<Node> documents, List<string> folders, List<Problem> problems)
    {
        private readonly Dictionary<string, IReadOnlyList<Node>> _beside = new(StringComparer.Ordinal);

        public Node? Find(string reference)
        {
            var (id, version) = reference.Split('@') is [var name, var number] ? (name, number) : (reference, null);
            return Latest(documents, id, version) ?? Latest(Beside(id), id, version);
        }

        /// <summary>The version asked for, else the highest.</summary>
        private static Node? Latest(IReadOnlyList<Node> among, string id, string? version) =>
            among.Where(d => TextOf(d, "agreement") == id && (version is null || (TextOf(d, "version") ?? "1") == version))
                .MaxBy(d => int.TryParse(TextOf(d, "version"), NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : 1);

        private static string? TextOf(Node document, string key) => ((document as MapNode)?[key] as ScalarNode)?.Text;

        private IReadOnlyList<Node> Beside(string id)
        {
            if (_beside.TryGetValue(id, out var known))
                return known;
            IReadOnlyList<Node> found = [];
            // Only a plain id names a file: never a path.
            if (id.Length is > 0 and <= 200 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && id[0] != '.')
                foreach (var path in folders.SelectMany(f => new[] { Path.Combine(f, id + ".yaml"), Path.Combine(f, id + ".yml") }).Where(File.Exists).Take(1))
                {
                    var (loaded, wrong) = YamlNodes.Load(path);
                    problems.AddRange(wrong);
                    found = loaded;
                }
            return _beside[id] = found;
        }
    }
}
