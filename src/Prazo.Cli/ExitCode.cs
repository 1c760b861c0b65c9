namespace Prazo.Cli;

/// <summary>What a program that calls <c>prazo</c> can rely on; documented in docs/guide/exit-codes.md.</summary>
internal static class ExitCode
{
    public const int Fine = 0;
    /// <summary>A promise was broken and <c>--fail-on breach</c> asked for it, or an example, a vector, a lint check, an audit or a database failed its check.</summary>
    public const int Broken = 1;
    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;
    /// <summary>A file is missing, unreadable or not what it should be.</summary>
    public const int BadInput = 3;
    /// <summary>A fault of prazo (EX_SOFTWARE).</summary>
    public const int Fault = 70;
    /// <summary>Ended by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
