using System.Globalization;
using NodaTime;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>What one shift of a day becomes when the clocks change (T7), and what deadlines become across it. Each line was worked out from the transition that heads it.</summary>
public class DstDayTests
{
    // zone, local date, shift, the opening in UTC (month-day and time), minutes of it
    private const string Days = """
        # 2026-03-29 01:00Z, 03:00 becomes 04:00, +2 becomes +3
        Europe/Bucharest    | 2026-03-29 | 01:00-05:00 | 03-28T23:00 03-29T02:00 | 180
        Europe/Bucharest    | 2026-03-29 | 02:30-03:30 | 03-29T00:30 03-29T01:00 | 30
        Europe/Bucharest    | 2026-03-29 | 03:00-03:30 | none | 0
        Europe/Bucharest    | 2026-03-29 | 03:00-04:00 | none | 0
        Europe/Bucharest    | 2026-03-29 | 03:30-04:30 | 03-29T01:00 03-29T01:30 | 30
        # 2026-10-25 01:00Z, 04:00 becomes 03:00; what lies between is passed twice and open from its first passing on
        Europe/Bucharest    | 2026-10-25 | 01:00-05:00 | 10-24T22:00 10-25T03:00 | 300
        Europe/Bucharest    | 2026-10-25 | 03:00-03:30 | 10-25T00:00 10-25T00:30 | 30
        Europe/Bucharest    | 2026-10-25 | 03:00-04:00 | 10-25T00:00 10-25T02:00 | 120
        Europe/Bucharest    | 2026-10-25 | 03:30-04:30 | 10-25T00:30 10-25T02:30 | 120
        # 2026-03-08 07:00Z, 02:00 becomes 03:00; 2026-11-01 06:00Z, 02:00 becomes 01:00
        America/New_York    | 2026-03-08 | 01:00-04:00 | 03-08T06:00 03-08T08:00 | 120
        America/New_York    | 2026-03-08 | 02:00-03:00 | none | 0
        America/New_York    | 2026-03-08 | 02:15-03:15 | 03-08T07:00 03-08T07:15 | 15
        America/New_York    | 2026-11-01 | 00:30-02:00 | 11-01T04:30 11-01T07:00 | 150
        America/New_York    | 2026-11-01 | 01:00-01:30 | 11-01T05:00 11-01T05:30 | 30
        America/New_York    | 2026-11-01 | 01:30-02:30 | 11-01T05:30 11-01T07:30 | 120
        # 01:00Z both times: 01:00 becomes 02:00, 02:00 becomes 01:00
        Europe/London       | 2026-03-29 | 00:00-03:00 | 03-29T00:00 03-29T02:00 | 120
        Europe/London       | 2026-03-29 | 01:00-02:00 | none | 0
        Europe/London       | 2026-10-25 | 00:00-03:00 | 10-24T23:00 10-25T03:00 | 240
        Europe/London       | 2026-10-25 | 01:00-02:00 | 10-25T00:00 10-25T02:00 | 120
        # half an hour: 2026-10-03 15:30Z, 02:00 becomes 02:30; 2026-04-04 15:00Z, 02:00 becomes 01:30
        Australia/Lord_Howe | 2026-10-04 | 01:30-03:00 | 10-03T15:00 10-03T16:00 | 60
        Australia/Lord_Howe | 2026-10-04 | 02:00-02:30 | none | 0
        Australia/Lord_Howe | 2026-10-04 | 02:00-02:45 | 10-03T15:30 10-03T15:45 | 15
        Australia/Lord_Howe | 2026-04-05 | 01:00-03:00 | 04-04T14:00 04-04T16:30 | 150
        Australia/Lord_Howe | 2026-04-05 | 01:30-02:00 | 04-04T14:30 04-04T15:30 | 60
        # two hours: 2026-03-29 01:00Z, 01:00 becomes 03:00; 2026-10-25 01:00Z, 03:00 becomes 01:00
        Antarctica/Troll    | 2026-03-29 | 00:00-04:00 | 03-29T00:00 03-29T02:00 | 120
        Antarctica/Troll    | 2026-03-29 | 01:30-02:30 | none | 0
        Antarctica/Troll    | 2026-10-25 | 00:00-04:00 | 10-24T22:00 10-25T04:00 | 360
        Antarctica/Troll    | 2026-10-25 | 01:00-03:00 | 10-24T23:00 10-25T03:00 | 240
        # midnight: 2018-11-04 03:00Z, 00:00 becomes 01:00; 2018-02-18 02:00Z, 00:00 becomes 23:00 of the day before
        America/Sao_Paulo   | 2018-11-04 | 00:00-01:00 | none | 0
        America/Sao_Paulo   | 2018-11-04 | 00:30-02:00 | 11-04T03:00 11-04T04:00 | 60
        America/Sao_Paulo   | 2018-11-03 | 22:00-24:00 | 11-04T01:00 11-04T03:00 | 120
        America/Sao_Paulo   | 2018-11-03 | 22:00-00:30 | 11-04T01:00 11-04T03:00 | 120
        America/Sao_Paulo   | 2018-02-17 | 22:00-24:00 | 02-18T00:00 02-18T03:00 | 180
        America/Sao_Paulo   | 2018-02-17 | 23:00-23:30 | 02-18T01:00 02-18T01:30 | 30
        # 2024-03-10 05:00Z, 00:00 becomes 01:00; 2024-11-03 05:00Z, 01:00 becomes 00:00 of the same day
        America/Havana      | 2024-03-10 | 00:00-01:00 | none | 0
        America/Havana      | 2024-03-10 | 00:00-02:00 | 03-10T05:00 03-10T06:00 | 60
        America/Havana      | 2024-11-03 | 00:00-01:00 | 11-03T04:00 11-03T06:00 | 120
        America/Havana      | 2024-11-02 | 23:00-24:00 | 11-03T03:00 11-03T04:00 | 60
        # 2023-04-27 22:00Z, 00:00 becomes 01:00; 2023-10-26 21:00Z, 24:00 becomes 23:00
        Africa/Cairo        | 2023-04-28 | 00:00-01:00 | none | 0
        Africa/Cairo        | 2023-04-27 | 23:00-00:30 | 04-27T21:00 04-27T22:00 | 60
        Africa/Cairo        | 2023-10-26 | 22:00-24:00 | 10-26T19:00 10-26T22:00 | 180
        Asia/Beirut         | 2022-03-27 | 00:00-00:30 | none | 0
        Asia/Beirut         | 2022-10-29 | 23:00-24:00 | 10-29T20:00 10-29T22:00 | 120
        # 2024-10-06 04:00Z for the last time; since then -3 all year
        America/Asuncion    | 2024-10-06 | 00:00-02:00 | 10-06T04:00 10-06T05:00 | 60
        America/Asuncion    | 2024-03-23 | 22:00-24:00 | 03-24T01:00 03-24T04:00 | 180
        America/Asuncion    | 2025-03-22 | 22:00-24:00 | 03-23T01:00 03-23T03:00 | 120
        # 2010-11-07 02:31Z, 00:01 becomes 23:01 of the day before: midnight is read a minute earlier already
        America/St_Johns    | 2010-11-06 | 23:00-24:00 | 11-07T01:30 11-07T02:30 | 60
        America/St_Johns    | 2010-11-07 | 00:00-00:01 | 11-07T02:30 11-07T03:31 | 61
        America/St_Johns    | 2010-11-07 | 00:00-01:00 | 11-07T02:30 11-07T04:30 | 120
        # 14:00Z of the day before: 03:45 becomes 02:45 in April, 02:45 becomes 03:45 in September
        Pacific/Chatham     | 2026-04-05 | 02:00-04:00 | 04-04T12:15 04-04T15:15 | 180
        Pacific/Chatham     | 2026-09-27 | 02:00-04:00 | 09-26T13:15 09-26T14:15 | 60
        # Ramadan: 2026-02-15 02:00Z, 03:00 becomes 02:00; 2026-03-22 02:00Z, 02:00 becomes 03:00
        Africa/Casablanca   | 2026-02-15 | 01:00-04:00 | 02-15T00:00 02-15T04:00 | 240
        Africa/Casablanca   | 2026-03-22 | 01:00-04:00 | 03-22T01:00 03-22T03:00 | 120
        # 2011-12-30 10:00Z: the 29th is followed by the 31st
        Pacific/Apia        | 2011-12-29 | 20:00-24:00 | 12-30T06:00 12-30T10:00 | 240
        Pacific/Apia        | 2011-12-30 | 08:00-17:00 | none | 0
        Pacific/Apia        | 2011-12-31 | 00:00-06:00 | 12-30T10:00 12-30T16:00 | 360
        # 1993-08-21 12:00Z: the 20th is followed by the 22nd
        Pacific/Kwajalein   | 1993-08-20 | 22:00-24:00 | 08-21T10:00 08-21T12:00 | 120
        Pacific/Kwajalein   | 1993-08-21 | 08:00-17:00 | none | 0
        Pacific/Kwajalein   | 1993-08-22 | 00:00-02:00 | 08-21T12:00 08-21T14:00 | 120
        # no change at all
        Asia/Kathmandu      | 2026-04-20 | 09:00-17:00 | 04-20T03:15 04-20T11:15 | 480
        America/Manaus      | 2026-04-20 | 09:00-17:00 | 04-20T13:00 04-20T21:00 | 480
        """;

    public static TheoryData<string> DayLines => [.. Days.Split('\n').Where(l => !l.StartsWith('#'))];

    private static string[] Cells(string line) => line.Split('|', StringSplitOptions.TrimEntries);

    private static string Utc(Instant t) => t.ToString("uuuu'-'MM'-'dd'T'HH':'mm", CultureInfo.InvariantCulture);

    [Theory]
    [MemberData(nameof(DayLines))]
    public void T7_A_shift_opens_and_closes_when_the_wall_clock_first_says_so(string line)
    {
        var cells = Cells(line);
        var (zone, date, shift, opening) = (cells[0], cells[1], cells[2], cells[3]);
        var minutes = int.Parse(cells[4], CultureInfo.InvariantCulture);
        var calendar = Compile(Weekly(zone, shift, 7));
        var openings = calendar.OpeningsOn(Date(date));
        string.Join(' ', openings.Select(o => $"{Utc(o.Start)[5..]} {Utc(o.End)[5..]}")).ShouldBe(opening == "none" ? "" : opening);
        calendar.IsBusinessDay(Date(date)).ShouldBe(minutes > 0);
        foreach (var o in openings)
        {
            calendar.Between(o.Start, o.End).ShouldBe(Duration.FromMinutes(minutes));
            calendar.IsOpen(o.Start).ShouldBeTrue();
            calendar.IsOpen(o.Start - Duration.FromMilliseconds(1)).ShouldBeFalse();
            calendar.IsOpen(o.End - Duration.FromMilliseconds(1)).ShouldBeTrue();
            calendar.IsOpen(o.End).ShouldBeFalse();
        }
    }

    // zone, shifts on seven days, start in UTC, working minutes, due and last in UTC
    private const string Deadlines = """
        # 17:00 is 15:00Z on Saturday and 14:00Z on Sunday
        Europe/Bucharest    | 08:00-17:00 | 2026-03-28T14:00 | 60   | 2026-03-28T15:00 | 2026-03-29T05:00
        Europe/Bucharest    | 08:00-17:00 | 2026-03-28T14:00 | 120  | 2026-03-29T06:00 | 2026-03-29T06:00
        Europe/Bucharest    | 08:00-17:00 | 2026-03-28T14:00 | 600  | 2026-03-29T14:00 | 2026-03-30T05:00
        Europe/Bucharest    | 08:00-17:00 | 2026-10-24T13:00 | 120  | 2026-10-25T07:00 | 2026-10-25T07:00
        # the night of the 28th has seven hours, that of the 24th of October nine
        Europe/Bucharest    | 22:00-06:00 | 2026-03-28T20:00 | 420  | 2026-03-29T03:00 | 2026-03-29T19:00
        Europe/Bucharest    | 22:00-06:00 | 2026-10-24T19:00 | 480  | 2026-10-25T03:00 | 2026-10-25T03:00
        Europe/Bucharest    | 22:00-06:00 | 2026-10-24T19:00 | 540  | 2026-10-25T04:00 | 2026-10-25T20:00
        # open only in the hour that Sunday does not have
        Europe/Bucharest    | 03:00-04:00 | 2026-03-28T01:30 | 30   | 2026-03-28T02:00 | 2026-03-30T00:00
        # and in the hour that it has twice
        Europe/Bucharest    | 03:00-04:00 | 2026-10-25T00:00 | 90   | 2026-10-25T01:30 | 2026-10-25T01:30
        America/New_York    | 00:00-24:00 | 2026-03-08T05:00 | 1380 | 2026-03-09T04:00 | 2026-03-09T04:00
        America/New_York    | 09:00-17:00 | 2026-10-31T20:00 | 120  | 2026-11-01T15:00 | 2026-11-01T15:00
        America/Sao_Paulo   | 22:00-02:00 | 2018-11-04T01:00 | 180  | 2018-11-04T04:00 | 2018-11-05T00:00
        America/Sao_Paulo   | 22:00-02:00 | 2018-02-18T00:00 | 300  | 2018-02-18T05:00 | 2018-02-19T01:00
        Australia/Lord_Howe | 01:00-03:00 | 2026-04-04T14:00 | 150  | 2026-04-04T16:30 | 2026-04-05T14:30
        Pacific/Apia        | 08:00-17:00 | 2011-12-30T02:00 | 60   | 2011-12-30T03:00 | 2011-12-30T18:00
        Pacific/Apia        | 08:00-17:00 | 2011-12-30T02:00 | 61   | 2011-12-30T18:01 | 2011-12-30T18:01
        America/Asuncion    | 08:00-12:00 | 2024-10-05T15:00 | 60   | 2024-10-05T16:00 | 2024-10-06T11:00
        """;

    public static TheoryData<string> DeadlineLines => [.. Deadlines.Split('\n').Where(l => !l.StartsWith('#'))];

    [Theory]
    [MemberData(nameof(DeadlineLines))]
    public void T6_T7_Deadlines_count_what_passes_and_not_what_the_clock_shows(string line)
    {
        var cells = Cells(line);
        var calendar = Compile(Weekly(cells[0], cells[1], 7));
        var start = At(cells[2] + ":00Z");
        var n = Duration.FromMinutes(int.Parse(cells[3], CultureInfo.InvariantCulture));
        Utc(calendar.Add(start, n)!.Value).ShouldBe(cells[4]);
        Utc(calendar.AddLast(start, n)!.Value).ShouldBe(cells[5]);
        calendar.Between(start, At(cells[4] + ":00Z")).ShouldBe(n);
        // The opposite way from both ends leads to a start with nothing worked before the given one.
        calendar.Between(start, calendar.Subtract(At(cells[4] + ":00Z"), n)!.Value).ShouldBe(Duration.Zero);
    }

    [Fact]
    public void T7_A_night_shift_of_the_day_that_was_skipped_keeps_its_morning()
    {
        // From the 30th, 20:00, which the clock skips to the 31st, 00:00, to the 31st, 06:00; the evening's shift follows.
        var nights = Compile(Weekly("Pacific/Apia", "20:00-06:00", 7));
        nights.OpeningsOn(Date("2011-12-29")).ShouldBe([new Opening(At("2011-12-30T06:00:00Z"), At("2011-12-30T10:00:00Z"))]);
        nights.OpeningsOn(Date("2011-12-30")).ShouldBeEmpty();
        nights.OpeningsOn(Date("2011-12-31")).ShouldBe(
            [new Opening(At("2011-12-30T10:00:00Z"), At("2011-12-30T16:00:00Z")), new Opening(At("2011-12-31T06:00:00Z"), At("2011-12-31T16:00:00Z"))]);
    }

    [Fact]
    public void T5_Around_the_clock_a_day_has_as_many_hours_as_pass()
    {
        var always = new CalendarSet([], [], "Europe/Bucharest")["24x7"];
        (string Date, int Hours)[] days = [("2026-03-28", 24), ("2026-03-29", 23), ("2026-03-30", 24), ("2026-10-25", 25), ("2026-10-26", 24)];
        foreach (var (date, hours) in days)
        {
            var day = always.OpeningsOn(Date(date)).ShouldHaveSingleItem();
            (day.End - day.Start).ShouldBe(Duration.FromHours(hours), date);
        }
        var whole = Compile(Weekly("Europe/Bucharest", "00:00-24:00", 7));
        foreach (var (date, _) in days)
            whole.OpeningsOn(Date(date)).ShouldBe(always.OpeningsOn(Date(date)), date);
    }
}
