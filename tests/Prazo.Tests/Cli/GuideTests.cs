using System.Text;

namespace Prazo.Tests.Cli;

/// <summary>Runs the examples of the guide, the README and the samples: blocks marked <c>console</c>, a line <c>$ …</c> and below it what it prints.
/// PRAZO_WRITE_DOCS=1 writes what it printed into the page instead, for a person to review.</summary>
public class GuideTests
{
    public static TheoryData<string> Pages()
    {
        var pages = new TheoryData<string>();
        var files = Directory.EnumerateFiles(Path.Combine(Shell.Root, "docs", "guide"), "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Shell.Root, "docs", "reference"), "*.md"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Shell.Root, "samples"), "*.md", SearchOption.AllDirectories))
            .Append(Path.Combine(Shell.Root, "README.md"));
        foreach (var file in files.Where(f => File.ReadAllText(f).Contains("```console", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            pages.Add(Path.GetRelativePath(Shell.Root, file));
        return pages;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_the_page_shows_is_what_the_command_prints(string page)
    {
        var path = Path.Combine(Shell.Root, page);
        var written = File.ReadAllText(path);
        var run = Rerun(written);
        if (Environment.GetEnvironmentVariable("PRAZO_WRITE_DOCS") == "1")
            File.WriteAllText(path, run, new UTF8Encoding(false));
        else
            run.ShouldBe(written, $"PRAZO_WRITE_DOCS=1 writes {page} anew");
    }

    /// <summary>The page with every expected output replaced by the real one.</summary>
    private static string Rerun(string page)
    {
        var result = new StringBuilder();
        var inBlock = false;
        foreach (var line in page.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                inBlock = line == "```console";
            if (!inBlock || line == "```console")
                result.Append(line).Append('\n');
            else if (line.StartsWith("$ ", StringComparison.Ordinal))
                result.Append(line).Append('\n').Append(Output(line[2..]));
        }
        return result.ToString();
    }

    private static string Output(string command)
    {
        var outcome = Shell.Bash($"{{ {command}; }} 2>&1", ("NO_COLOR", "1"));
        var lines = outcome.Out.TrimEnd('\n').Split('\n').Select(l => l.TrimEnd()).ToList();
        if (lines is [""])
            lines.Clear();
        if (outcome.ExitCode != 0)
            lines.Add($"[exit code {outcome.ExitCode}]");
        return string.Concat(lines.Select(l => l + "\n"));
    }
}
