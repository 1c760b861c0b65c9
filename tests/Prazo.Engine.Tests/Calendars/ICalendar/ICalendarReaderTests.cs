using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Calendars.ICalendar;

[Trait("Rule", "T9")]
public class ICalendarReaderTests
{
    private static ICalendarImport Read(params string[] lines) =>
        ICalendarReader.Holidays(string.Join("\r\n", ["BEGIN:VCALENDAR", "VERSION:2.0", .. lines, "END:VCALENDAR", ""]), "own", "own.ics");

    private static ICalendarImport Event(params string[] lines) => Read(["BEGIN:VEVENT", .. lines, "END:VEVENT"]);

    private static HolidayRule Single(ICalendarImport import)
    {
        import.Problems.ShouldBeEmpty();
        return import.Holidays.Rules.ShouldHaveSingleItem();
    }

    private static Problem Refused(ICalendarImport import)
    {
        import.Holidays.Rules.ShouldBeEmpty();
        return import.Problems.ShouldHaveSingleItem();
    }

    private static LocalDate Day(int year, int month, int day) => new(year, month, day);

    [Fact]
    public void An_all_day_event_is_a_dated_holiday() =>
        Single(Event("UID:1", "DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261226", "SUMMARY:Natal"))
            .ShouldBe(new DatedHoliday(Day(2026, 12, 25), Day(2026, 12, 25), "Natal", []));

    [Theory]
    [InlineData("DTEND;VALUE=DATE:20261228", 27)]
    [InlineData("DURATION:P3D", 27)]
    [InlineData("DURATION:P1W", 31)]
    [InlineData("SUMMARY:no end at all", 25)]
    public void The_end_is_exclusive_and_may_be_a_duration(string line, int last) =>
        ((DatedHoliday)Single(Event("DTSTART;VALUE=DATE:20261225", line))).To.ShouldBe(Day(2026, 12, last));

    [Fact]
    public void A_date_without_VALUE_is_read() =>
        ((DatedHoliday)Single(Event("DTSTART:20261225"))).From.ShouldBe(Day(2026, 12, 25));

    [Fact]
    public void Names_lose_their_escapes_and_folds()
    {
        var import = Event("DTSTART;VALUE=DATE:20261225", "SUMMARY:Natal\\, véspera\\; e ", " mais\\numa li", "\tnha \\\\ fim");
        Single(import).Name.ShouldBe("Natal, véspera; e mais\numa linha \\ fim");
    }

    [Fact]
    public void A_fold_may_cut_a_property_name_and_lines_may_end_in_LF_or_CR()
    {
        var text = "\ufeffBEGIN:VCALENDAR\nBEGIN:VEVENT\rDTST\r\n ART;VAL\n UE=DATE:2026\r 1225\nSUMM\n ARY:Natal\nEND:VEVENT\nEND:VCALENDAR";
        Single(ICalendarReader.Holidays(text, "own")).ShouldBe(new DatedHoliday(Day(2026, 12, 25), Day(2026, 12, 25), "Natal", []));
    }

    [Fact]
    public void Parameters_may_be_quoted_and_hold_colons() =>
        Single(Event("DTSTART;X-A=\"a:b;c\";VALUE=DATE:20261225", "SUMMARY;LANGUAGE=pt;ALTREP=\"cid:x;y\":Natal")).Name.ShouldBe("Natal");

    [Fact]
    public void An_event_without_a_name_is_a_holiday_all_the_same() =>
        Single(Event("DTSTART;VALUE=DATE:20261225", "SUMMARY: ")).Name.ShouldBe("Holiday");

    [Fact]
    public void The_calendar_names_the_set()
    {
        var set = Read("X-WR-CALNAME:Feriados\\, loja", "BEGIN:VEVENT", "DTSTART:20261225", "END:VEVENT").Holidays;
        (set.Id, set.Name, set.Source, set.At.File).ShouldBe(("own", "Feriados, loja", "iCalendar: own.ics", "own.ics"));
    }

    [Fact]
    public void A_list_of_dates_is_known_to_the_end_of_its_last_year() =>
        Read("BEGIN:VEVENT", "DTSTART:20250101", "END:VEVENT", "BEGIN:VEVENT", "DTSTART:20260421", "END:VEVENT").Holidays.KnownTo.ShouldBe(Day(2026, 12, 31));

    [Fact]
    public void A_calendar_with_a_yearly_rule_has_no_end_unless_it_states_one()
    {
        Event("DTSTART:20200101", "RRULE:FREQ=YEARLY").Holidays.KnownTo.ShouldBeNull();
        Read("X-PRAZO-KNOWN-TO:20301231", "BEGIN:VEVENT", "DTSTART:20200101", "RRULE:FREQ=YEARLY", "END:VEVENT").Holidays.KnownTo.ShouldBe(Day(2030, 12, 31));
    }

    [Fact]
    public void More_dates_come_by_RDATE() =>
        Event("DTSTART:20260420", "RDATE;VALUE=DATE:20260605,20261120").Holidays.Rules.OfType<DatedHoliday>().Select(r => r.From)
            .ShouldBe([Day(2026, 4, 20), Day(2026, 6, 5), Day(2026, 11, 20)]);

    [Fact]
    public void Hours_that_remain_are_read_back() =>
        Single(Event("DTSTART:20261224", "X-PRAZO-HOURS:08:00-12:00,13:30-24:00")).Hours.ShouldBe([new Shift(480, 720), new Shift(810, 1440)]);

    [Fact]
    public void The_same_event_twice_is_one_rule() =>
        Read("BEGIN:VEVENT", "DTSTART:20261225", "SUMMARY:Natal", "END:VEVENT", "BEGIN:VEVENT", "DTSTART:20261225", "SUMMARY:Natal", "END:VEVENT").Holidays.Rules.Length.ShouldBe(1);

    [Fact]
    public void Alarms_time_zones_and_foreign_properties_do_not_disturb() =>
        Single(Read("METHOD:PUBLISH", "BEGIN:VTIMEZONE", "TZID:X", "BEGIN:STANDARD", "DTSTART:19700101T000000", "END:STANDARD", "END:VTIMEZONE",
            "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261225", "X-FOO:bar", "BEGIN:VALARM", "DTSTART:nonsense", "TRIGGER:-PT15M", "END:VALARM", "SUMMARY:Natal", "END:VEVENT"))
            .Name.ShouldBe("Natal");

    [Fact]
    public void Local_midnight_is_taken_for_a_day_and_said_so()
    {
        var import = Event("DTSTART;TZID=America/Sao_Paulo:20261225T000000", "DTEND;TZID=America/Sao_Paulo:20261226T000000", "SUMMARY:Natal");
        import.Holidays.Rules.ShouldHaveSingleItem().ShouldBe(new DatedHoliday(Day(2026, 12, 25), Day(2026, 12, 25), "Natal", []));
        import.Problems.Select(p => (p.Severity, p.Code, p.At.Line)).ShouldBe([(Severity.Warning, "ics-midnight", 4), (Severity.Warning, "ics-midnight", 5)]);
    }

    [Theory]
    [InlineData("ics-time", Severity.Warning, "DTSTART:20261225T090000")]
    [InlineData("ics-time", Severity.Warning, "DTSTART:20261225T000000Z")]
    [InlineData("ics-date", Severity.Error, "DTSTART;VALUE=DATE:20260230")]
    [InlineData("ics-date", Severity.Error, "DTSTART;VALUE=DATE:2026-12-25")]
    [InlineData("ics-date", Severity.Error, "DTSTART;VALUE=DATE:00001225")]
    [InlineData("ics-date", Severity.Error, "DTSTART:20261225T250000")]
    [InlineData("ics-date", Severity.Error, "DTSTART:")]
    [InlineData("ics-start", Severity.Error, "SUMMARY:no start", 3)]
    [InlineData("ics-cancelled", Severity.Warning, "STATUS:CANCELLED")]
    [InlineData("ics-recurrence-id", Severity.Warning, "RECURRENCE-ID:20261225")]
    public void What_is_no_holiday_is_left_out_with_a_line(string code, Severity severity, string line, int at = 4)
    {
        var problem = Refused(Event(line));
        (problem.Code, problem.Severity, problem.At.Line, problem.At.File).ShouldBe((code, severity, at, "own.ics"));
        problem.Message.ShouldNotBeEmpty();
        problem.Hint.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("ics-duration", "DURATION:PT8H")]
    [InlineData("ics-duration", "DURATION:P0D")]
    [InlineData("ics-duration", "DURATION:-P1D")]
    [InlineData("ics-duration", "DURATION:P99999999999D")]
    [InlineData("ics-date", "DTEND:soon")]
    [InlineData("ics-hours", "X-PRAZO-HOURS:08:00")]
    [InlineData("ics-hours", "X-PRAZO-HOURS:12:00-08:00")]
    [InlineData("ics-hours", "X-PRAZO-HOURS:08:00-12:00,11:00-13:00")]
    [InlineData("ics-hours", "X-PRAZO-HOURS:99:00-99:30")]
    [InlineData("ics-hours", "X-PRAZO-HOURS:08:00-32:00")]
    [InlineData("ics-hours", "X-PRAZO-HOURS:08:00-12:00,20:00-33:00")]
    public void A_second_line_that_is_wrong_leaves_the_event_out(string code, string line)
    {
        var problem = Refused(Event("DTSTART:20261225", line));
        (problem.Code, problem.Severity, problem.At.Line).ShouldBe((code, Severity.Error, 5));
    }

    [Fact]
    public void An_end_that_is_not_after_the_start_is_one_day_with_a_warning()
    {
        var import = Event("DTSTART:20261225", "DTEND:20261225");
        import.Holidays.Rules.ShouldHaveSingleItem().ShouldBe(new DatedHoliday(Day(2026, 12, 25), Day(2026, 12, 25), "Holiday", []));
        import.Problems.ShouldHaveSingleItem().Code.ShouldBe("ics-end-first");
    }

    [Fact]
    public void A_property_written_twice_counts_once_and_is_told()
    {
        var import = Event("DTSTART:20261225", "DTSTART:20261224");
        ((DatedHoliday)import.Holidays.Rules.ShouldHaveSingleItem()).From.Day.ShouldBe(25);
        import.Problems.ShouldHaveSingleItem().Code.ShouldBe("ics-twice");
    }

    [Fact]
    public void A_wrong_event_does_not_take_its_neighbours_with_it()
    {
        var import = Read("BEGIN:VEVENT", "DTSTART:never", "END:VEVENT", "BEGIN:VEVENT", "DTSTART:20261225", "END:VEVENT");
        import.Holidays.Rules.Length.ShouldBe(1);
        import.Problems.ShouldHaveSingleItem().At.Line.ShouldBe(4);
    }

    [Theory]
    [InlineData("", "ics-none")]
    [InlineData("hello", "ics-line", "ics-none")]
    [InlineData("SUMMARY:x", "ics-outside", "ics-none")]
    [InlineData("BEGIN:VCALENDAR\nno line\nEND:VCALENDAR", "ics-line")]
    [InlineData("BEGIN:VCALENDAR\nX;A\nEND:VCALENDAR", "ics-line")]
    [InlineData("BEGIN:VCALENDAR\nX;A=\"b:c\nEND:VCALENDAR", "ics-line")]
    [InlineData("BEGIN:VCALENDAR\nX-PRAZO-KNOWN-TO:later\nEND:VCALENDAR", "ics-date")]
    [InlineData("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR", "ics-end")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261225", "ics-unfinished")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR", "ics-no-event")]
    [InlineData("END:VCALENDAR", "ics-end", "ics-none")]
    public void A_text_that_is_no_calendar_has_problems_not_exceptions(string text, params string[] codes)
    {
        var import = ICalendarReader.Holidays(text, "x");
        import.Problems.Select(p => p.Code).ShouldBe(codes);
        import.Holidays.Rules.ShouldBeEmpty();
    }

    [Fact]
    public void A_component_that_is_not_ended_is_ended_by_its_parent()
    {
        var import = Read("BEGIN:VEVENT", "DTSTART:20261225", "BEGIN:VALARM", "END:VEVENT", "BEGIN:VEVENT", "DTSTART:20261226", "END:VEVENT");
        import.Holidays.Rules.Length.ShouldBe(2);
        import.Problems.ShouldHaveSingleItem().Code.ShouldBe("ics-end");
    }

    [Fact]
    public void Problems_are_counted_not_heaped_up()
    {
        var import = ICalendarReader.Holidays(string.Join('\n', Enumerable.Repeat("?", 50_000)), "x");
        import.Problems.Length.ShouldBe(101);
        import.Problems[^1].Message.ShouldBe("49901 more problems");
    }

    [Fact]
    public void Deep_nesting_is_refused_and_survived()
    {
        var import = ICalendarReader.Holidays("BEGIN:VCALENDAR\n" + string.Concat(Enumerable.Repeat("BEGIN:X\n", 50_000)), "x");
        import.Problems.Select(p => p.Code).ShouldContain("ics-nesting");
    }
}
