using System.Text.RegularExpressions;

namespace Prazo.Tests.Imports;

/// <summary>Runs every example of the mapping reference.</summary>
public sealed partial class MappingReferenceTests
{
    [Fact]
    public void Every_example_gives_what_the_page_says()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Prazo.slnx")))
            folder = folder.Parent;
        var page = File.ReadAllText(Path.Combine(folder.FullName, "docs", "reference", "mapping.md"));
        string? map = null, source = null;
        var run = 0;
        foreach (Match block in Fence().Matches(page))
        {
            var text = block.Groups["text"].Value;
            switch (block.Groups["kind"].Value)
            {
                case "yaml": map = text; break;
                case "csv": source = text; break;
                case "json": (map, source) = (null, text); break;
                case "text":
                    var (result, rejects) = Imported.Text(source!, map);
                    result.Problems.ShouldAllBe(p => p.Severity == Prazo.Engine.Severity.Warning);
                    var told = result.History.Tickets.SelectMany(t => result.History.Events(t).OrderBy(e => e[..19], StringComparer.Ordinal).Select(e => $"{t} {e}"))
                        .Concat(rejects.Select(r => $"line {r.Line} rejected: {r.Reason}"));
                    told.ShouldBe(text.TrimEnd('\n').Split('\n'));
                    run++;
                    break;
            }
        }
        run.ShouldBe(5);
    }

    [GeneratedRegex("```(?<kind>[a-z]+)\n(?<text>.*?)```", RegexOptions.Singleline, 1000)]
    private static partial Regex Fence();
}
