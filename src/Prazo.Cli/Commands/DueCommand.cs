using System.CommandLine;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Cli.Commands;

/// <summary>One deadline, from a duration, a start and a calendar.</summary>
internal sealed class DueCommand : PrazoCommand
{
    private static readonly ZonedDateTimePattern People = ZonedDateTimePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd HH:mm:ss o<g> z", DateTimeZoneProviders.Tzdb);

    private readonly Terminal _terminal;
    private readonly CalendarOptions _calendar = new();
    private readonly Option<string> _within = new("--within", "-w") { Description = "The promise: 4h, 24h clock, 2 business days by 16:00, 7 calendar days, until 2026-12-24, …", HelpName = "DURATION", Required = true };
    private readonly Option<string?> _from = new("--from", "-f") { Description = "When it starts: 2026-03-31T17:30 in the calendar's zone, or with an offset. Default now.", HelpName = "TIME" };
    private readonly Option<bool> _close = new("--boundary-close") { Description = "A promise that ends at closing is late from then on, not from the next opening." };

    public DueCommand(Terminal terminal)
        : base("due", "Compute a deadline: when it is due, and until when it is still met.",
            "prazo due --within \"2 business days by 16:00\" --from 2026-04-01T17:30 --calendar comercial --agreement support.yaml",
            "prazo due --within 4h --from 2026-04-02T16:00 --hours \"mon-fri 08:00-18:00\" --holidays br --zone America/Sao_Paulo")
    {
        _terminal = terminal;
        Add(_within);
        Add(_from);
        _calendar.AddTo(this);
        Add(_close);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        if (_calendar.Find(parsed, _terminal) is not { } calendar)
            return ExitCode.BadInput;
        var (within, problem) = WithinParser.Parse(parsed.GetValue(_within)!, path: "--within");
        if (within is UntilField or ShareOf)
            problem = CommandLine.Error("within", $"{within.Text} needs a ticket", "write a duration of its own, such as 4h");
        var (start, wrong) = parsed.GetValue(_from) is { } from ? Moments.Parse(from, calendar.Zone, "--from") : (_terminal.Now, null);
        if ((problem ?? wrong) is { } refused)
            return _terminal.Refuse(ExitCode.Usage, refused);
        var deadline = Deadlines.Of(within!, start!.Value, calendar, parsed.GetValue(_close));
        if (parsed.GetValue(CommandLine.Json))
            WriteJson(within!, start.Value, deadline, calendar);
        else
            WriteText(within!, start.Value, deadline, calendar);
        return ExitCode.Fine;
    }

    private void WriteText(Within within, Instant start, Deadline deadline, WorkingCalendar calendar)
    {
        string Say(Instant? at) => at is { } instant ? People.Format(instant.InZone(calendar.Zone)) : "never: the calendar has no more working time";
        _terminal.Out.WriteLine($"within  {within.Text}, calendar {calendar.Id}");
        _terminal.Out.WriteLine($"from    {Say(start)}");
        _terminal.Out.WriteLine($"due     {Say(deadline.Due)}");
        if (deadline.Last != deadline.Due)
            _terminal.Out.WriteLine($"last    {Say(deadline.Last)} (due at closing, still met until the next opening)");
        if (calendar.Validity is { } validity && deadline.Last is { } last && last.InZone(calendar.Zone).Date > validity.KnownTo)
            _terminal.Out.WriteLine($"note    holidays of {validity.Set} are known to {LocalDatePattern.Iso.Format(validity.KnownTo)} only");
    }

    private void WriteJson(Within within, Instant start, Deadline deadline, WorkingCalendar calendar)
    {
        string? Say(Instant? at) => at is { } instant ? OffsetDateTimePattern.Rfc3339.Format(instant.InZone(calendar.Zone).ToOffsetDateTime()) : null;
        _terminal.WriteJson(json =>
        {
            json.WriteString("within", within.Text);
            json.WriteString("calendar", calendar.Id);
            json.WriteString("zone", calendar.Zone.Id);
            json.WriteString("from", Say(start));
            json.WriteString("due", Say(deadline.Due));
            json.WriteString("last", Say(deadline.Last));
            json.WriteString("calendarHash", calendar.Hash);
        });
    }
}
