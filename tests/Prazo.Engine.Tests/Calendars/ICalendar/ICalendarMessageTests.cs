using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Calendars.ICalendar;

/// <summary>What people read when an event cannot be taken, word by word, and what becomes of the event. The event's first own line is line 3.</summary>
[Trait("Rule", "T9")]
public class ICalendarMessageTests
{
    private const string YearlyHint = "write FREQ=YEARLY with BYMONTH and BYMONTHDAY, or BYMONTH and BYDAY=2MO; or list the dates as single events";

    private static ICalendarImport Event(string lines) =>
        ICalendarReader.Holidays($"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines.Replace(" / ", "\n", StringComparison.Ordinal)}\nEND:VEVENT\nEND:VCALENDAR\n", "x", "own.ics");

    private static string Shown(Problem p) => $"{p.Severity} {p.Code} {p.At.Line} {p.Path}: {p.Message}. {p.Hint}";

    [Theory]
    [InlineData("SUMMARY:x", "Error ics-start 2 VEVENT: has no DTSTART. write DTSTART;VALUE=DATE:20261225")]
    [InlineData("DTSTART:20261225T090000", "Warning ics-time 3 VEVENT.DTSTART: the event has a time of day, is no whole day off, and was left out. write DTSTART;VALUE=DATE:20261225 for a holiday")]
    [InlineData("DTSTART:20260230", "Error ics-date 3 VEVENT.DTSTART: '20260230' is not a date. write 20261225, year, month and day")]
    [InlineData("SUMMARY:x / STATUS:cancelled / DTSTART:20261225", "Warning ics-cancelled 4 VEVENT.STATUS: the event is cancelled and was left out. remove it, or its STATUS")]
    [InlineData("DTSTART:20261225 / RECURRENCE-ID:20251225", "Warning ics-recurrence-id 4 VEVENT.RECURRENCE-ID: changes one date of another event and was left out. write EXDATE there and a single event here")]
    [InlineData("DTSTART:20261225 / DURATION:PT8H", "Error ics-duration 4 VEVENT.DURATION: 'PT8H' is not a number of days. write P1D, or DTEND")]
    [InlineData("DTSTART:20261225 / DTEND:20261225T170000", "Warning ics-time 4 VEVENT.DTEND: the event has a time of day, is no whole day off, and was left out. write DTEND;VALUE=DATE:20261225 for a holiday")]
    [InlineData("DTSTART:20261225 / X-PRAZO-HOURS:08-12", "Error ics-hours 4 VEVENT.X-PRAZO-HOURS: '08-12' are not opening hours. write 08:00-12:00,13:00-18:00, in order")]
    [InlineData("DTSTART:20261225 / RRULE:FREQ=MONTHLY", "Error ics-rrule 4 VEVENT.RRULE: 'FREQ=MONTHLY' is not a yearly rule that a holiday set has; the event was left out. " + YearlyHint)]
    [InlineData("DTSTART:20261225 / RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "Error ics-rrule 4 VEVENT.RRULE: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' never comes; the event was left out. " + YearlyHint)]
    [InlineData("DTSTART:20261225 / RRULE:FREQ=YEARLY;COUNT=none", "Error ics-rrule 4 VEVENT.RRULE: COUNT 'NONE' is not a number of years; the event was left out. " + YearlyHint)]
    [InlineData("DTSTART:20261225 / RRULE:FREQ=YEARLY;UNTIL=20261", "Error ics-rrule 4 VEVENT.RRULE: UNTIL '20261' is not a date; the event was left out. " + YearlyHint)]
    [InlineData("DTSTART:20261225 / RRULE:FREQ=YEARLY;UNTIL=20261224", "Error ics-rrule 4 VEVENT.RRULE: ends before it starts; the event was left out. " + YearlyHint)]
    [InlineData("DTSTART:20261201 / DURATION:P32D / RRULE:FREQ=YEARLY", "Error ics-long 5 VEVENT.RRULE: repeats 32 days every year. a yearly event may have 31 days")]
    public void An_event_left_out(string lines, string problem)
    {
        var import = Event(lines);
        import.Holidays.Rules.ShouldBeEmpty();
        Shown(import.Problems.ShouldHaveSingleItem()).ShouldBe(problem);
        import.Problems[0].At.File.ShouldBe("own.ics");
    }

    [Theory]
    [InlineData("DTSTART:20261225T000000", "Warning ics-midnight 3 VEVENT.DTSTART: is a time, midnight, and was taken for the whole day. write DTSTART;VALUE=DATE:20261225")]
    [InlineData("DTSTART:20261225 / DTEND:20261224", "Warning ics-end-first 4 VEVENT.DTEND: is not after DTSTART; one day was taken. DTEND is the first day after the holiday")]
    [InlineData("DTSTART:20261225 / SUMMARY:a / SUMMARY:b", "Warning ics-twice 5 VEVENT.SUMMARY: is written twice; the first counts. keep one")]
    [InlineData("DTSTART:20261225 / EXDATE:20261225", "Warning ics-exdate 4 VEVENT.EXDATE: does nothing without RRULE. remove it")]
    [InlineData("DTSTART:20261225 / RDATE:never", "Error ics-date 4 VEVENT.RDATE: 'never' is not a date. write 20261225, year, month and day")]
    public void An_event_taken_with_a_remark(string lines, string problem)
    {
        var import = Event(lines);
        var rule = import.Holidays.Rules.ShouldHaveSingleItem().ShouldBeOfType<DatedHoliday>();
        (rule.From, rule.To).ShouldBe((new LocalDate(2026, 12, 25), new LocalDate(2026, 12, 25)));
        Shown(import.Problems.ShouldHaveSingleItem()).ShouldBe(problem);
    }

    [Fact]
    public void A_start_that_is_no_date_of_its_rule_names_the_first() =>
        Shown(Event("DTSTART:20260602 / RRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1").Problems.ShouldHaveSingleItem())
            .ShouldBe("Warning ics-start-off-rule 4 VEVENT.RRULE: DTSTART 2026-06-02 is not a date of the rule; 2027-05-01 is the first. give DTSTART a date of the rule");

    [Theory]
    [InlineData("", "Error ics-none 1 : no calendar found. an iCalendar file starts with BEGIN:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR", "Error ics-unfinished 1 VCALENDAR: has no END; what it holds was left out. end it with END:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261225\nEND:VCALENDAR", "Error ics-end 4 VCALENDAR: ends before VEVENT has ended. pair every BEGIN with its END")]
    [InlineData("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR", "Error ics-end 2 VEVENT: ends nothing. pair every BEGIN with its END")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nEND:VJOURNAL\nEND:VCALENDAR", "Warning ics-no-event 2 VJOURNAL: is not an event and was left out. write holidays as VEVENT")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR\nX-A:b", "Error ics-outside 3 X-A: stands outside of a calendar. write it between BEGIN:VCALENDAR and END:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nX-PRAZO-KNOWN-TO:2026\nEND:VCALENDAR", "Error ics-date 2 X-PRAZO-KNOWN-TO: '2026' is not a date. write 20261231")]
    public void A_file_that_is_not_whole(string text, string problem)
    {
        var import = ICalendarReader.Holidays(text, "x", "own.ics");
        import.Holidays.Rules.ShouldBeEmpty();
        Shown(import.Problems.ShouldHaveSingleItem()).ShouldBe(problem);
    }

    [Theory]
    [InlineData("00:00-24:00", "0-1440")]
    [InlineData("8:00-12:00", "480-720")]
    [InlineData("08:00 - 12:00 , 13:00-18:00", "480-720 780-1080")]
    [InlineData("08:00-12:00,12:00-18:00", "480-720 720-1080")]
    [InlineData("22:00-30:00", "1320-1800")]
    [InlineData("23:59-47:58", "1439-2878")]
    [InlineData("06:00-12:00,22:00-30:00", "360-720 1320-1800")]
    public void Hours_that_remain(string hours, string shifts) =>
        string.Join(' ', Event("DTSTART:20261224 / X-PRAZO-HOURS:" + hours).Holidays.Rules.ShouldHaveSingleItem().Hours.Select(s => $"{s.StartMinutes}-{s.EndMinutes}")).ShouldBe(shifts);

    [Theory]
    [InlineData("")]
    [InlineData("08:00-12:00,")]
    [InlineData("08:00-08:00")]
    [InlineData("08:0-12:00")]
    [InlineData("08:00-12:60")]
    [InlineData("-08:00-12:00")]
    [InlineData("08:00-12:00-13:00")]
    [InlineData("24:00-25:00")]
    [InlineData("22:00-46:00")]
    [InlineData("01:00-25:00")]
    [InlineData("47:00-48:01")]
    [InlineData("06:00-12:00,22:00-30:01")]
    [InlineData("13:00-18:00,08:00-12:00")]
    public void Hours_that_no_day_has(string hours) => Event("DTSTART:20261224 / X-PRAZO-HOURS:" + hours).Problems.ShouldHaveSingleItem().Code.ShouldBe("ics-hours");

    [Theory]
    [InlineData("P1D", "2026-12-25")]
    [InlineData("p2d", "2026-12-26")]
    [InlineData("P2W", "2027-01-07")]
    [InlineData("P99999D", "2300-10-08")]
    public void Durations_in_days_and_weeks(string duration, string last) =>
        Event("DTSTART:20261225 / DURATION:" + duration).Holidays.Rules.ShouldHaveSingleItem().ShouldBeOfType<DatedHoliday>().To.ShouldBe(CalendarDsl.Date(last));

    [Theory]
    [InlineData("P0W")]
    [InlineData("P1M")]
    [InlineData("P1")]
    [InlineData("1D")]
    [InlineData("P1DT0H")]
    [InlineData("P999999D")]
    public void Durations_that_are_no_days(string duration) => Event("DTSTART:20261225 / DURATION:" + duration).Problems.ShouldHaveSingleItem().Code.ShouldBe("ics-duration");
}
