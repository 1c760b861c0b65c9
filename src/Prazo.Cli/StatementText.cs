using System.Globalization;
using Prazo.Statements;

namespace Prazo.Cli;

/// <summary>A statement for people at a terminal.</summary>
internal static class StatementText
{
    public static void Write(TextWriter writer, Statement statement)
    {
        var body = statement.Content;
        var causes = body.CausesByItem();
        writer.WriteLine($"{body.Agreement} version {Number(body.Version)}, {body.From} to {body.To} (exclusive), {body.Zone}: {statement.State}");
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{body.Tickets} tickets, {body.Events} events, as known at {body.Known}"));
        foreach (var o in body.Objectives)
            writer.WriteLine($"  objective  {o.Objective} {o.Period}  {(o.Percent is { } percent ? $"{percent}% ({o.Kept} of {o.Counted})" : "no data")}, at least {o.AtLeast}%{(o.Holds switch { true => ": held", false => ": missed", _ => "" })}");
        foreach (var b in body.Breaches)
            writer.WriteLine($"  breach     {b.Item}  {b.At}  late {Time(b.LateClock)}{(b.Settled is { } settled ? $"  {settled} {b.Why}".TrimEnd() : "")}{(causes.GetValueOrDefault(b.Item) is { } cause ? "  because of " + cause.Cause : "")}");
        foreach (var l in body.Lines)
            writer.WriteLine($"  {l.Kind,-10} {l.Penalty} {l.Period}{(l.Rule.Length > 0 ? $" [{l.Rule}]" : "")}  {(l.Amount is { } amount ? $"{amount} {body.Currency}" : l.Outcome == "points" ? $"{l.Points} points" : "unknown amount")}  {l.Outcome}");
        foreach (var c in body.Corrections)
            writer.WriteLine($"  correction {c.Penalty} {c.From}  {c.Was} → {c.Is}: {c.Difference} {body.Currency}  ({string.Join("; ", c.Because.Select(b => $"{b.What}: {b.Was ?? "none"} → {b.Is ?? "none"}"))})");
        writer.WriteLine($"Credit {body.Credit}, adjustment {body.Adjustment}, fine {body.Fine}, reward {body.Reward}{(body.Corrections.Count > 0 ? $", corrections {body.Corrected}" : "")}: net {body.Net} {body.Currency}");
        writer.WriteLine($"SHA-256 {statement.Hash}");
    }

    private static string Time(long milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 3_600_000}h{milliseconds / 60_000 % 60:00}m{milliseconds / 1000 % 60:00}s");
    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
