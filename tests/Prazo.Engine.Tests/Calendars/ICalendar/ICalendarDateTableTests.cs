using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars.ICalendar;

/// <summary>Which dates an event has, year by year, and what an export of a calendar holds.</summary>
[Trait("Rule", "T9")]
public class ICalendarDateTableTests
{
    private static readonly Instant Stamp = Instant.FromUtc(2026, 1, 2, 3, 4, 5);

    private static string Dates(string lines, int from = 2024, int to = 2028)
    {
        var import = ICalendarReader.Holidays($"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines.Replace(" / ", "\n", StringComparison.Ordinal)}\nEND:VEVENT\nEND:VCALENDAR\n", "x");
        import.Problems.ShouldBeEmpty();
        return string.Join(' ', Enumerable.Range(from, to - from + 1).SelectMany(y => HolidayDates.InYear(import.Holidays, y)).Select(d => d.Date.ToString("yyMMdd", CultureInfo.InvariantCulture)));
    }

    [Theory]
    // Thanksgiving, Memorial Day, Labour Day and Mother's Day of the United States; Father's Day of Brazil, by the days of the month
    [InlineData("DTSTART:20241128 / RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "241128 251127 261126 271125 281123")]
    [InlineData("DTSTART:20240527 / RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", "240527 250526 260525 270531 280529")]
    [InlineData("DTSTART:20240902 / RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=1MO", "240902 250901 260907 270906 280904")]
    [InlineData("DTSTART:20240512 / RRULE:FREQ=YEARLY;BYDAY=SU;BYMONTH=5;BYSETPOS=2", "240512 250511 260510 270509 280514")]
    [InlineData("DTSTART:20240811 / RRULE:FREQ=YEARLY;BYMONTH=8;BYDAY=SU;BYMONTHDAY=14,13,12,11,10,9,8", "240811 250810 260809 270808 280813")]
    // a date, the leap day, ends by UNTIL (inclusive) and by COUNT
    [InlineData("DTSTART:20240501 / RRULE:FREQ=YEARLY", "240501 250501 260501 270501 280501")]
    [InlineData("DTSTART:20240229 / RRULE:FREQ=YEARLY", "240229 280229")]
    [InlineData("DTSTART:20240501 / RRULE:FREQ=YEARLY;UNTIL=20260501", "240501 250501 260501")]
    [InlineData("DTSTART:20240501 / RRULE:FREQ=YEARLY;UNTIL=20260430", "240501 250501")]
    [InlineData("DTSTART:20240501 / RRULE:FREQ=YEARLY;UNTIL=20260501T000000Z", "240501 250501 260501")]
    [InlineData("DTSTART:20240501 / RRULE:FREQ=YEARLY;COUNT=1", "240501")]
    [InlineData("DTSTART:20240501 / RRULE:FREQ=YEARLY;COUNT=4;UNTIL=20250601", "240501 250501")]
    // exceptions count among the COUNT; those beside the rule do nothing
    [InlineData("DTSTART:20240501 / RRULE:FREQ=YEARLY;COUNT=3 / EXDATE:20240501", "250501 260501")]
    [InlineData("DTSTART:20240501 / RRULE:FREQ=YEARLY / EXDATE:20250501,20270501 / EXDATE:20260502", "240501 260501 280501")]
    [InlineData("DTSTART:20240501 / RRULE:FREQ=YEARLY;COUNT=2 / EXDATE:20240501,20250501", "")]
    // more dates, each as long as the event
    [InlineData("DTSTART:20240501 / RDATE:20250502,20260503", "240501 250502 260503")]
    [InlineData("DTSTART:20241230 / DTEND:20250102 / RDATE:20260105", "241230 241231 250101 260105 260106 260107")]
    [InlineData("DTSTART:20240501 / RRULE:FREQ=YEARLY;COUNT=2 / RDATE:20240602", "240501 240602 250501")]
    // several days a year: over New Year, and over the end of February, where the 29th comes when it comes
    [InlineData("DTSTART:20241231 / DURATION:P2D / RRULE:FREQ=YEARLY;COUNT=3", "241231 250101 251231 260101 261231 270101")]
    [InlineData("DTSTART:20240228 / DTEND:20240302 / RRULE:FREQ=YEARLY", "240228 240229 240301 250228 250301 260228 260301 270228 270301 280228 280229 280301")]
    [InlineData("DTSTART:20240527 / DURATION:P2D / RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=4", "240527 240528 250526 250527 260525 260526 270531 270601")]
    public void An_event_has_these_days(string lines, string days) => Dates(lines).ShouldBe(days);

    [Fact]
    public void Before_its_start_a_rule_has_no_days() => Dates("DTSTART:20260501 / RRULE:FREQ=YEARLY").ShouldBe("260501 270501 280501");

    private static string Field(string text, string name) =>
        string.Join(' ', text.Split("\r\n").Where(l => l.StartsWith(name, StringComparison.Ordinal)).Select(l => l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..]));

    [Fact]
    public void Openings_are_exported_when_they_are_and_clipped_to_what_was_asked_for()
    {
        // Nights over the spring change: the one of the 28th has seven hours.
        var nights = Compile(Weekly("Europe/Bucharest", "22:00-06:00", 7, id: "nights, all"));
        var text = ICalendarWriter.Openings(nights, At("2026-03-27T22:00:00Z"), At("2026-03-29T20:00:00Z"), Stamp);
        Field(text, "DTSTART").ShouldBe("20260327T220000Z 20260328T200000Z 20260329T190000Z");
        Field(text, "DTEND").ShouldBe("20260328T040000Z 20260329T030000Z 20260329T200000Z");
        Field(text, "SUMMARY").ShouldBe("nights\\, all nights\\, all nights\\, all");
        Field(text, "UID").ShouldBe("nights\\, all-20260327T220000Z@prazo nights\\, all-20260328T200000Z@prazo nights\\, all-20260329T190000Z@prazo");
        ICalendarWriter.Openings(nights, At("2026-03-27T22:00:00Z"), At("2026-03-27T22:00:00Z"), Stamp).ShouldNotContain("VEVENT");
        // Times of day are no holidays: coming back they are left out, each with a word.
        var back = ICalendarReader.Holidays(text, "x");
        back.Holidays.Rules.ShouldBeEmpty();
        back.Problems.Select(p => p.Code).ShouldBe(["ics-time", "ics-time", "ics-time"]);
    }

    [Fact]
    public void Remaining_hours_are_those_of_the_wall_clock_also_when_it_is_changed()
    {
        var calendar = Compile(Weekly("Europe/Bucharest", "01:00-17:00", 7, holidays: ["h"]),
            Set("h", OneOff("2026-03-29", "02:00-10:00"), OneOff("2026-10-25", "02:00-10:00"), OneOff("2026-04-20"), OneOff("2026-04-21", "08:00-12:00, 14:00-23:00")));
        var text = ICalendarWriter.Holidays(calendar, Date("2026-03-01"), Date("2026-10-31"), Stamp);
        Field(text, "DTSTART").ShouldBe("20260329 20260420 20260421 20261025");
        Field(text, "DTEND").ShouldBe("20260330 20260421 20260422 20261026");
        Field(text, "X-PRAZO-HOURS").ShouldBe("02:00-10:00 08:00-12:00,14:00-17:00 02:00-10:00");
        var back = ICalendarReader.Holidays(text, "back").Holidays;
        var again = Compile(Weekly("Europe/Bucharest", "01:00-17:00", 7, holidays: ["back"]), back);
        Instant from = At("2026-03-01T00:00:00Z"), to = At("2026-10-31T00:00:00Z");
        again.Openings(from, to).ShouldBe(calendar.Openings(from, to));
    }

    [Fact]
    public void A_night_that_remains_runs_past_24_hours_in_the_export()
    {
        var calendar = Compile(Weekly("Etc/UTC", "22:00-06:00", 7, holidays: ["h"]), Set("h", OneOff("2026-04-21", "23:00-05:00")));
        Field(ICalendarWriter.Holidays(calendar, Date("2026-04-20"), Date("2026-04-22"), Stamp), "X-PRAZO-HOURS").ShouldBe("23:00-29:00");
    }

    [Fact]
    public void What_is_known_is_what_the_shortest_list_knows()
    {
        HolidaySet inner = Set("inner") with { KnownTo = Date("2026-12-31") }, outer = Set("outer") with { KnownTo = Date("2028-12-31"), Includes = ["inner"] };
        Field(ICalendarWriter.Holidays(outer, 2026, 2026, Stamp, id => id == "inner" ? inner : null), "X-PRAZO-KNOWN-TO").ShouldBe("20261231");
        Field(ICalendarWriter.Holidays(outer, 2026, 2026, Stamp, _ => null), "X-PRAZO-KNOWN-TO").ShouldBe("20281231");
        Field(ICalendarWriter.Holidays(Set("none"), 2026, 2026, Stamp), "X-PRAZO-KNOWN-TO").ShouldBe("");
    }

    [Fact]
    public void A_date_that_two_layers_name_is_one_event_of_the_first()
    {
        var city = Set("city", new FixedHoliday(4, 21, "City", Shifts("08:00-12:00"))) with { Includes = ["country"] };
        var country = Set("country", new FixedHoliday(4, 21, "Country", []), new FixedHoliday(5, 1, "Work", ImmutableArray<Shift>.Empty));
        var text = ICalendarWriter.Holidays(city, 2026, 2026, Stamp, id => id == "country" ? country : null);
        Field(text, "SUMMARY").ShouldBe("City Work");
        Field(text, "X-PRAZO-HOURS").ShouldBe("08:00-12:00");
        Field(text, "UID").ShouldBe("city-20260421@prazo city-20260501@prazo");
    }
}
