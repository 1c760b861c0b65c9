using NodaTime;
using Prazo.Engine.Calendars;
using Prazo.Engine.Tests.Fuzz;
using Xunit.Abstractions;

namespace Prazo.Engine.Tests.Calendars.ICalendar;

public class ICalendarFuzzTests(ITestOutputHelper output)
{
    private static readonly Instant Stamp = Instant.FromUtc(2026, 1, 2, 3, 4, 5);

    private static readonly string[] Corpus =
    [
        ICalendarWriter.Holidays(BuiltInHolidays.Find("br")!, 2025, 2026, Stamp),
        "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Loja\r\nX-PRAZO-KNOWN-TO:20261231\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Natal\\, fim\r\n de ano\r\nDTSTART;VALUE=DATE:20201224\r\nDTEND;VALUE=DATE:20210103\r\n"
            + "RRULE:FREQ=YEARLY;COUNT=7\r\nEXDATE;VALUE=DATE:20221224,20231224\r\nRDATE:20190101\r\nX-PRAZO-HOURS:08:00-12:00,13:00-18:00\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:19700101T000000\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=X:20260511T000000\nDURATION:P2D\n"
            + "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=2MO;UNTIL=20301231T000000Z\nBEGIN:VALARM\nTRIGGER:-PT15M\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20201103\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8\nSTATUS:CONFIRMED\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20200229\n"
            + "RRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=SA;BYSETPOS=5;COUNT=40\nSUMMARY;LANGUAGE=ro;X=\"a:b\":Ziua\nEND:VEVENT\nEND:VCALENDAR\n",
    ];

    [Fact]
    public void Damaged_calendars_give_problems_or_holidays_and_never_an_exception()
    {
        var run = Mutator.Run("iCalendar", 100_000, random =>
        {
            var import = ICalendarReader.Holidays(Mutator.Mutate(random, Corpus), "x", "x.ics");
            foreach (var problem in import.Problems)
                (problem.At.Line > 0 || problem.Code == "ics-more").ShouldBeTrue();
            // What came in can be expanded and written, and what was written comes in whole.
            var year = random.Next(1990, 2050);
            var dates = HolidayDates.InYear(import.Holidays, year);
            if (import.Holidays.Rules.Length < 500)
                HolidayDates.InYear(ICalendarReader.Holidays(ICalendarWriter.Holidays(import.Holidays, year, year, Stamp), "x").Holidays, year).Select(d => d.Date).ShouldBe(dates.Select(d => d.Date));
        });
        output.WriteLine(run.ToString());
    }
}
