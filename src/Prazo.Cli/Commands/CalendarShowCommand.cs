using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Calendars;
using Spectre.Console;

namespace Prazo.Cli.Commands;

/// <summary>A month day by day, a year month by month, or the openings of any window.</summary>
internal sealed class CalendarShowCommand : PrazoCommand
{
    private static readonly ZonedDateTimePattern People = ZonedDateTimePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd HH:mm:ss o<g>", DateTimeZoneProviders.Tzdb);

    private readonly Terminal _terminal;
    private readonly CalendarOptions _calendar = new();
    private readonly Option<string?> _month = new("--month") { Description = "Day by day, such as 2026-04. Default this month.", HelpName = "MONTH" };
    private readonly Option<int?> _year = new("--year") { Description = "Month by month, with the holidays of the year.", HelpName = "YEAR" };
    private readonly Option<string?> _from = new("--from") { Description = "List the openings from here …", HelpName = "TIME" };
    private readonly Option<string?> _to = new("--to") { Description = "… to here (default a week later).", HelpName = "TIME" };

    public CalendarShowCommand(Terminal terminal)
        : base("show", "Show when working time passes: a month, a year, or the openings of a window.",
            "prazo calendar show --agreement support.yaml --calendar comercial --month 2026-04",
            "prazo calendar show --agreement support.yaml --from 2026-04-01 --to 2026-04-08 --json")
    {
        _terminal = terminal;
        _calendar.AddTo(this);
        Add(_month);
        Add(_year);
        Add(_from);
        Add(_to);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        if (_calendar.Find(parsed, _terminal) is not { } calendar)
            return ExitCode.BadInput;
        if (Window(parsed, calendar.Zone) is not var (from, to, view))
            return ExitCode.Usage;
        if (parsed.GetValue(CommandLine.Json))
        {
            _terminal.WriteJson(json => WriteJson(json, calendar, from, to));
            return ExitCode.Fine;
        }
        switch (view)
        {
            case View.Month: WriteDays(calendar, from, to); break;
            case View.Year: WriteMonths(calendar, from.Year); break;
            default: WriteOpenings(calendar, calendar.ToInstant(from), calendar.ToInstant(to)); break;
        }
        WriteFooter(calendar, calendar.ToInstant(from));
        return ExitCode.Fine;
    }

    private enum View { Month, Year, Window }

    /// <summary>Null when an option is wrong (told already).</summary>
    private (LocalDateTime From, LocalDateTime To, View View)? Window(ParseResult parsed, DateTimeZone zone)
    {
        if (parsed.GetValue(_from) is { } fromText)
        {
            var (from, problem) = Moments.Parse(fromText, zone, "--from");
            var (to, second) = parsed.GetValue(_to) is { } toText ? Moments.Parse(toText, zone, "--to") : (from + Duration.FromDays(7), null);
            if (_terminal.Tell(new[] { problem, second }.OfType<Engine.Problem>()))
                return null;
            return (from!.Value.InZone(zone).LocalDateTime, to!.Value.InZone(zone).LocalDateTime, View.Window);
        }
        if (parsed.GetValue(_year) is { } year)
        {
            if (year is < 1 or > 9998)
                return Refused($"--year: {year} is out of range", "write a year such as 2026");
            return (new LocalDate(year, 1, 1).AtMidnight(), new LocalDate(year + 1, 1, 1).AtMidnight(), View.Year);
        }
        var month = _terminal.Now.InZone(zone).Date.ToYearMonth();
        if (parsed.GetValue(_month) is { } text)
        {
            if (YearMonthPattern.Iso.Parse(text) is not { Success: true } read)
                return Refused($"--month: {text} is no month", "write for example 2026-04");
            month = read.Value;
        }
        var first = month.OnDayOfMonth(1);
        return (first.AtMidnight(), first.PlusMonths(1).AtMidnight(), View.Month);
    }

    private (LocalDateTime, LocalDateTime, View)? Refused(string message, string hint)
    {
        _terminal.Tell([CommandLine.Error("usage", message, hint)]);
        return null;
    }

    private void WriteDays(WorkingCalendar calendar, LocalDateTime from, LocalDateTime to)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Date", "", "Open", "Working", "Note");
        table.Columns[3].RightAligned();
        var total = Duration.Zero;
        for (var date = from.Date; date < to.Date; date = date.PlusDays(1))
        {
            var openings = calendar.OpeningsOn(date);
            var worked = Sum(openings);
            total += worked;
            table.AddRow(
                LocalDatePattern.Iso.Format(date), Day(date), string.Join("  ", openings.Select(o => Hours(o, calendar.Zone))),
                worked == Duration.Zero ? "" : Lengths.Short(worked), (calendar.HolidayOn(date) ?? "").EscapeMarkup());
        }
        table.Caption($"{calendar.Id}, {calendar.Zone.Id}: {Lengths.Short(total)} of working time");
        _terminal.OutConsole.Write(table);
    }

    private void WriteMonths(WorkingCalendar calendar, int year)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Month", "Business days", "Working", "Holidays");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        for (var month = 1; month <= 12; month++)
        {
            var dates = Enumerable.Range(1, CalendarSystem.Iso.GetDaysInMonth(year, month)).Select(d => new LocalDate(year, month, d)).ToList();
            var worked = dates.Aggregate(Duration.Zero, (sum, d) => sum + Sum(calendar.OpeningsOn(d)));
            var holidays = dates.Where(d => calendar.HolidayOn(d) is not null).Select(d => $"{d.Day.ToString(CultureInfo.InvariantCulture)} {Day(d)} {calendar.HolidayOn(d)}");
            table.AddRow($"{year:0000}-{month:00}", dates.Count(calendar.IsBusinessDay).ToString(CultureInfo.InvariantCulture), Lengths.Short(worked), string.Join("\n", holidays).EscapeMarkup());
        }
        table.Caption($"{calendar.Id}, {calendar.Zone.Id}");
        _terminal.OutConsole.Write(table);
    }

    private void WriteOpenings(WorkingCalendar calendar, Instant from, Instant to)
    {
        foreach (var opening in calendar.Openings(from, to))
            _terminal.Out.WriteLine($"{People.Format(opening.Start.InZone(calendar.Zone))}  to  {People.Format(opening.End.InZone(calendar.Zone))}  {Lengths.Short(opening.End - opening.Start)}");
        _terminal.Out.WriteLine($"{Lengths.Short(calendar.Between(from, to))} of working time");
    }

    private void WriteFooter(WorkingCalendar calendar, Instant from)
    {
        var next = calendar.NextOpening(from) is { } opening ? People.Format(opening.InZone(calendar.Zone)) : "never";
        _terminal.Out.WriteLine($"First working moment: {next}");
        if (calendar.Validity is { } validity)
            _terminal.Out.WriteLine($"Holidays of {validity.Set} are known to {LocalDatePattern.Iso.Format(validity.KnownTo)}; later ones are missing.");
    }

    private static void WriteJson(Utf8JsonWriter json, WorkingCalendar calendar, LocalDateTime from, LocalDateTime to)
    {
        string Say(Instant at) => OffsetDateTimePattern.Rfc3339.Format(at.InZone(calendar.Zone).ToOffsetDateTime());
        var (start, end) = (calendar.ToInstant(from), calendar.ToInstant(to));
        json.WriteString("calendar", calendar.Id);
        json.WriteString("zone", calendar.Zone.Id);
        json.WriteString("hash", calendar.Hash);
        json.WriteString("from", Say(start));
        json.WriteString("to", Say(end));
        json.WriteNumber("workingSeconds", calendar.Between(start, end).TotalSeconds);
        json.WriteString("nextOpening", calendar.NextOpening(start) is { } next ? Say(next) : null);
        json.WriteString("knownTo", calendar.Validity is { } validity ? LocalDatePattern.Iso.Format(validity.KnownTo) : null);
        json.WriteStartArray("openings");
        foreach (var opening in calendar.Openings(start, end))
        {
            json.WriteStartObject();
            json.WriteString("start", Say(opening.Start));
            json.WriteString("end", Say(opening.End));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("holidays");
        for (var date = from.Date; date < to.Date; date = date.PlusDays(1))
            if (calendar.HolidayOn(date) is { } name)
            {
                json.WriteStartObject();
                json.WriteString("date", LocalDatePattern.Iso.Format(date));
                json.WriteString("name", name);
                json.WriteEndObject();
            }
        json.WriteEndArray();
    }

    private static Duration Sum(IReadOnlyList<Opening> openings) => openings.Aggregate(Duration.Zero, (sum, o) => sum + (o.End - o.Start));

    private static string Day(LocalDate date) => date.DayOfWeek.ToString()[..3];

    private static string Hours(Opening opening, DateTimeZone zone)
    {
        var (start, end) = (opening.Start.InZone(zone), opening.End.InZone(zone));
        var close = end.Date > start.Date && end.TimeOfDay == LocalTime.Midnight ? "24:00" : end.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture);
        return $"{start.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture)}-{close}{(end.Date > start.Date && close != "24:00" ? " (next day)" : "")}";
    }
}
