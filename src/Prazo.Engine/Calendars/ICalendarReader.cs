using System.Collections.Immutable;
using NodaTime;

namespace Prazo.Engine.Calendars;

/// <summary>Holidays read from an iCalendar text, with what could not be read. Events with a problem of severity error are not in the set.</summary>
public sealed record ICalendarImport(HolidaySet Holidays, ImmutableArray<Problem> Problems);

/// <summary>Reads holidays from iCalendar (RFC 5545): all-day events, single, over several days, or yearly. Never throws on any text.</summary>
public static class ICalendarReader
{
    /// <summary>The property by which an exported calendar says how far its dates are known.</summary>
    internal const string KnownToProperty = "X-PRAZO-KNOWN-TO";

    /// <summary>The events of a calendar as a holiday set.</summary>
    /// <param name="text">The whole file, decoded.</param>
    /// <param name="id">Id of the set.</param>
    /// <param name="file">File name for problems and for the set's source.</param>
    /// <returns>A set whose <see cref="HolidaySet.KnownTo"/> is the one that the calendar states, else the end of its last year when it lists dates only.</returns>
    public static ICalendarImport Holidays(string text, string id, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(id);
        var problems = new ICalendarProblems(file);
        var calendar = new Components(problems);
        foreach (var line in ICalendarText.Lines(text, problems))
            calendar.Take(line);
        calendar.Finish();
        var rules = calendar.Rules.Distinct().ToImmutableArray();
        var set = new HolidaySet(
            id, calendar.Name ?? id, rules, file is null ? "iCalendar" : $"iCalendar: {file}", calendar.KnownTo ?? EndOfList(rules), [], new Position(file, 1, 1));
        return new ICalendarImport(set, [.. problems.All]);
    }

    // A list of dates says nothing of the years after it; a rule does.
    private static LocalDate? EndOfList(ImmutableArray<HolidayRule> rules) =>
        rules.Length > 0 && rules.All(r => r is DatedHoliday) ? new LocalDate(rules.Max(r => ((DatedHoliday)r).To.Year), 12, 31) : null;

    /// <summary>The stack of BEGIN and END, and what belongs to the calendar as a whole.</summary>
    private sealed class Components(ICalendarProblems problems)
    {
        private const int DeepestNesting = 16;

        private readonly List<(string Name, int Line)> _open = [];
        private ICalendarEvent? _event;
        private bool _calendar;

        public List<HolidayRule> Rules { get; } = [];
        public string? Name { get; private set; }
        public LocalDate? KnownTo { get; private set; }

        public void Take(ICalendarLine line)
        {
            switch (line.Name)
            {
                case "BEGIN": Begin(line); break;
                case "END": End(line); break;
                default: Property(line); break;
            }
        }

        public void Finish()
        {
            if (_open.Count > 0)
                problems.Error(_open[^1].Line, "ics-unfinished", _open[^1].Name, "has no END; what it holds was left out", $"end it with END:{_open[^1].Name}");
            if (!_calendar)
                problems.Error(1, "ics-none", "", "no calendar found", "an iCalendar file starts with BEGIN:VCALENDAR");
        }

        private void Begin(ICalendarLine line)
        {
            var name = Word(line.Value);
            _calendar |= name == "VCALENDAR";
            if (name is "VTODO" or "VJOURNAL" or "VFREEBUSY")
                problems.Warning(line.Number, "ics-no-event", name, "is not an event and was left out", "write holidays as VEVENT");
            if (_open.Count == DeepestNesting)
            {
                problems.Error(line.Number, "ics-nesting", name, "is nested too deeply and was left out", "a calendar holds events, an event at most alarms");
                return;
            }
            if (name == "VEVENT" && _event is null)
                _event = new ICalendarEvent(line.Number, problems);
            _open.Add((name, line.Number));
        }

        private void End(ICalendarLine line)
        {
            var name = Word(line.Value);
            var begun = _open.FindLastIndex(o => o.Name == name);
            if (begun != _open.Count - 1 || begun < 0)
                problems.Error(line.Number, "ics-end", name, begun < 0 ? "ends nothing" : $"ends before {_open[^1].Name} has ended", "pair every BEGIN with its END");
            if (begun < 0)
                return;
            _open.RemoveRange(begun, _open.Count - begun);
            if (name != "VEVENT" || _event is null || _open.Exists(o => o.Name == "VEVENT"))
                return;
            Rules.AddRange(_event.Rules());
            _event = null;
        }

        private void Property(ICalendarLine line)
        {
            if (_open.Count == 0)
                problems.Error(line.Number, "ics-outside", line.Name, "stands outside of a calendar", "write it between BEGIN:VCALENDAR and END:VCALENDAR");
            else if (_open[^1].Name == "VEVENT")
                _event?.Add(line);
            else if (_open[^1].Name == "VCALENDAR" && line.Name == "X-WR-CALNAME")
                Name ??= ICalendarText.Unescape(line.Value).Trim() is { Length: > 0 } name ? name : null;
            else if (_open[^1].Name == "VCALENDAR" && line.Name == KnownToProperty)
                KnownTo = ICalendarDate.Parse(line.Value) is { Kind: ICalendarDateKind.Date } known ? known.Date : Bad(line);
        }

        private LocalDate? Bad(ICalendarLine line)
        {
            problems.Error(line.Number, "ics-date", line.Name, $"'{ICalendarProblems.Shown(line.Value)}' is not a date", "write 20261231");
            return null;
        }

        private static string Word(string value) => ICalendarProblems.Shown(value.Trim().ToUpperInvariant());
    }
}
