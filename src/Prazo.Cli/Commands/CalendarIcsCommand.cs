using System.CommandLine;
using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Cli.Commands;

/// <summary>A calendar's holidays, or its openings, for other calendar programs (RFC 5545).</summary>
internal sealed class CalendarIcsCommand : PrazoCommand
{
    private readonly Terminal _terminal;
    private readonly CalendarOptions _calendar = new();
    private readonly Option<int?> _year = new("--year") { Description = "Which year; default this one.", HelpName = "YEAR" };
    private readonly Option<int> _years = new("--years") { Description = "How many years from there.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _openings = new("--openings") { Description = "The openings instead of the holidays." };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "File to write; default standard output.", HelpName = "FILE" };

    public CalendarIcsCommand(Terminal terminal)
        : base("ics", "Write a calendar's holidays (or openings) as iCalendar.",
            "prazo calendar ics --holidays ro --zone Europe/Bucharest --year 2026 --out ro-2026.ics",
            "prazo calendar ics --agreement support.yaml --calendar comercial --openings --year 2026")
    {
        _terminal = terminal;
        _calendar.AddTo(this);
        Add(_year);
        Add(_years);
        Add(_openings);
        Add(_out);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        if (_calendar.Find(parsed, _terminal) is not { } calendar)
            return ExitCode.BadInput;
        var year = parsed.GetValue(_year) ?? _terminal.Now.InZone(calendar.Zone).Year;
        var years = parsed.GetValue(_years);
        if (year is < 1 or > 9990 || years is < 1 or > 50 || year + years > 9998)
            return _terminal.Refuse(ExitCode.Usage, CommandLine.Error("usage", $"{years} years from {year} cannot be written", "write --year 2026, and --years up to 50"));
        var (first, last) = (new LocalDate(year, 1, 1), new LocalDate(year + years - 1, 12, 31));
        var text = parsed.GetValue(_openings)
            ? ICalendarWriter.Openings(calendar, calendar.ToInstant(first.AtMidnight()), calendar.ToInstant(last.PlusDays(1).AtMidnight()), _terminal.Now)
            : ICalendarWriter.Holidays(calendar, first, last, _terminal.Now);
        _terminal.Write(parsed.GetValue(_out), writer => writer.Write(text));
        return ExitCode.Fine;
    }
}
