namespace Prazo.Tests.Channels;

/// <summary>Hostile messages, one a line of <c>attacks.txt</c>, of the classes that are known to get past filters. Each calls <c>hit()</c> where its script would run, or asks
/// <c>evil.invalid</c> for something. {TAB} and the like stand for characters that an editor would not keep.</summary>
public static class Attacks
{
    public static IReadOnlyList<string> All { get; } = [.. File.ReadLines(Path.Combine(Prazo.Tests.Cli.Shell.Root, "tests", "Prazo.Tests", "Channels", "attacks.txt")).Where(l => !l.StartsWith("## ", StringComparison.Ordinal)).Select(Unfold)];

    private static string Unfold(string line) => line
        .Replace("{TAB}", "\t", StringComparison.Ordinal).Replace("{LF}", "\n", StringComparison.Ordinal).Replace("{CR}", "\r", StringComparison.Ordinal)
        .Replace("{NUL}", "\0", StringComparison.Ordinal).Replace("{FF}", "\f", StringComparison.Ordinal).Replace("{VT}", "\v", StringComparison.Ordinal)
        .Replace("{x01}", "\u0001", StringComparison.Ordinal).Replace("{x1f}", "\u001f", StringComparison.Ordinal).Replace("{NBSP}", "\u00a0", StringComparison.Ordinal)
        .Replace("{LS}", "\u2028", StringComparison.Ordinal).Replace("{ZWSP}", "\u200b", StringComparison.Ordinal).Replace("{RLO}", "\u202e", StringComparison.Ordinal)
        .Replace("{BOM}", "\ufeff", StringComparison.Ordinal).Replace("{IDSP}", "\u3000", StringComparison.Ordinal).Replace("{MANY}", new string('x', 3000), StringComparison.Ordinal);
}
