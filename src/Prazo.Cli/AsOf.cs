using System.CommandLine;
using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Cli;

/// <summary><c>--as-of</c>: the moment of the report. Without it, now, taken once.</summary>
internal static class AsOf
{
    public static Option<string?> Option() => new("--as-of")
    {
        Description = "The moment to look at: 2026-03-31 (its end), 2026-03-31T18:00 in the agreement's zone, or with an offset. Default now.",
        HelpName = "TIME",
    };

    /// <summary>Null when the text is no moment (told already).</summary>
    public static Instant? Read(ParseResult parsed, Option<string?> option, AgreementSet agreements, Terminal terminal)
    {
        if (parsed.GetValue(option) is not { } text)
            return terminal.Now;
        var zone = agreements.Agreements.IsEmpty ? DateTimeZone.Utc : AgreementSet.ZoneOf(agreements.Agreements[0]);
        var (value, problem) = Moments.Parse(text, zone, "--as-of", endOfDay: true);
        if (problem is not null)
            terminal.Tell([problem]);
        return value;
    }
}
