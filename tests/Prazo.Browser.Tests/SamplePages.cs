using System.Collections.Concurrent;
using Prazo.Tests.Cli;

namespace Prazo.Browser.Tests;

/// <summary>The pages that the command makes of the sample shop, each made once.</summary>
internal static class SamplePages
{
    public static readonly string[] Languages = ["pt-BR", "ro", "en"];

    /// <summary>The report; a ticket that was late, paused over a weekend; one that is still open.</summary>
    public static readonly string[] Names = ["report", "A-1014", "A-2494"];

    private static readonly ConcurrentDictionary<(string, string), string> Made = new();
    private static readonly Folder Files = Shell.Temporary();

    static SamplePages() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Files.Dispose();

    /// <summary>The page's file.</summary>
    public static string Of(string name, string language) => Made.GetOrAdd((name, language), _ =>
    {
        var file = Files[$"{name}-{language}.html"];
        string[] sample = ["samples/aurora/events.jsonl", "-a", "samples/aurora/loja-aurora.yaml", "--as-of", "2026-04-01T00:00", "--lang", language, "--format", "html", "--out", file];
        string[] command = name == "report" ? ["report", .. sample, "--by", "channel", "--per", "month"] : ["explain", name, .. sample];
        var outcome = Shell.Run(command);
        return outcome.ExitCode == 0 ? file : throw new InvalidOperationException(outcome.Error);
    });
}
