using System.CommandLine;
using System.Globalization;
using System.Text;
using Prazo.Agreements;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Cli;

/// <summary>A calendar for the command line: one of an agreement, <c>24x7</c>, or hours and holidays typed right there.</summary>
internal sealed class CalendarOptions
{
    private readonly AgreementOptions _agreement = new(required: false);
    private readonly Option<string?> _name = new("--calendar", "-c") { Description = "A calendar of the agreement, or 24x7.", HelpName = "NAME" };
    private readonly Option<string?> _hours = new("--hours") { Description = "Opening hours instead, such as \"mon-fri 08:00-12:00 13:00-18:00; sat 09:00-13:00\".", HelpName = "HOURS" };
    private readonly Option<string?> _holidays = new("--holidays") { Description = "Built-in holiday sets for --hours, such as br,br-sp,br-sp-sao-paulo or ro.", HelpName = "SETS" };
    private readonly Option<string?> _zone = new("--zone", "-z") { Description = "IANA time zone; default the agreement's, else UTC.", HelpName = "ZONE" };

    public void AddTo(Command command)
    {
        command.Add(_agreement.Files);
        command.Add(_name);
        command.Add(_hours);
        command.Add(_holidays);
        command.Add(_zone);
    }

    /// <summary>The calendar, or null when something is wrong (told already).</summary>
    public WorkingCalendar? Find(ParseResult parsed, Terminal terminal) =>
        Choose(parsed, terminal) is var (agreement, name) ? new AgreementSet([agreement]).CalendarsOf(agreement).Find(name) : null;

    /// <summary>The agreement that describes the calendar, and its name there; null when something is wrong (told already).</summary>
    public (Agreement Agreement, string Name)? Choose(ParseResult parsed, Terminal terminal) =>
        parsed.GetValue(_agreement.Files) is { Length: > 0 } ? FromAgreement(parsed, terminal) : Typed(parsed, terminal);

    private (Agreement, string)? FromAgreement(ParseResult parsed, Terminal terminal)
    {
        if (_agreement.Load(parsed, terminal) is not { } set)
            return null;
        var names = set.Agreements.SelectMany(a => a.Calendars.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var name = parsed.GetValue(_name) ?? (names.Count switch { 0 => CalendarSet.AlwaysOpen, 1 => names[0], _ => null });
        if (name is null)
        {
            terminal.Tell([CommandLine.Error("usage", "the agreement has several calendars", $"write --calendar with one of {string.Join(", ", names)} or 24x7")]);
            return null;
        }
        // The last agreement named wins: it is the one that overrides.
        foreach (var agreement in set.Agreements.Reverse())
            if (set.CalendarsOf(agreement).Find(name) is not null)
                return (agreement, name);
        terminal.Tell([CommandLine.Error("unknown-calendar", $"there is no calendar {name}", $"there are {string.Join(", ", names)} and 24x7")]);
        return null;
    }

    private (Agreement, string)? Typed(ParseResult parsed, Terminal terminal)
    {
        var zone = parsed.GetValue(_zone) ?? "UTC";
        if (Moments.Zone(zone).Problem is { } wrong)
        {
            terminal.Tell([wrong]);
            return null;
        }
        var name = parsed.GetValue(_name);
        var hours = parsed.GetValue(_hours);
        if (name is not null && name != CalendarSet.AlwaysOpen)
        {
            terminal.Tell([CommandLine.Error("unknown-calendar", $"there is no calendar {name} without an agreement", "add --agreement FILE, or write --calendar 24x7, or --hours \"mon-fri 09:00-18:00\"")]);
            return null;
        }
        var always = hours is null && parsed.GetValue(_holidays) is null;
        var (documents, problems) = YamlNodes.Parse(always ? Head(zone) : Document(hours ?? "mon-fri 00:00-24:00", parsed.GetValue(_holidays), zone), "--hours");
        if (terminal.Tell(problems.Where(p => p.Severity == Severity.Error)))
            return null;
        var (agreement, more) = AgreementReader.Read(documents[0], _ => null);
        if (terminal.Tell(more.Where(p => p.Severity == Severity.Error)) || agreement is null)
            return null;
        return (agreement, always ? CalendarSet.AlwaysOpen : "typed");
    }

    /// <summary>Typed hours are read by the reader of agreements, so that they mean the same.</summary>
    private static string Document(string hours, string? holidays, string zone)
    {
        var text = new StringBuilder();
        text.Append(Head(zone)).Append("calendars:\n  typed:\n    weekly:\n");
        foreach (var part in hours.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var space = part.IndexOf(' ', StringComparison.Ordinal);
            var (days, times) = space < 0 ? (part, "") : (part[..space], part[(space + 1)..]);
            var shifts = times.Split([' ', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            text.Append(CultureInfo.InvariantCulture, $"      \"{Quoted(days)}\": \"{Quoted(string.Join(", ", shifts))}\"\n");
        }
        if (holidays is not null)
            text.Append(CultureInfo.InvariantCulture, $"    holidays: [{string.Join(", ", holidays.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(h => $"\"{Quoted(h)}\""))}]\n");
        return text.ToString();
    }

    private static string Head(string zone) => $"prazo: 1\nagreement: typed\nzone: \"{Quoted(zone)}\"\n";

    private static string Quoted(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
