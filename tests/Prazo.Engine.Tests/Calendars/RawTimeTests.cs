using NodaTime;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>The raw members to the millisecond: an office open Monday to Friday 09:00-12:00 and 13:00-18:00 in UTC, eight hours a day.</summary>
public class RawTimeTests
{
    private const long Hour = 3_600_000, Day = 8 * Hour;

    private readonly WorkingCalendar _office = Compile(Weekly("Etc/UTC", "09:00-12:00, 13:00-18:00"));

    private static long T(string text) => At(text + (text.Length == 16 ? ":00Z" : "Z")).ToUnixTimeMilliseconds();

    [Theory]
    // 2020-01-01 was a Wednesday: W starts at its midnight.
    [InlineData("2020-01-01T00:00", 0)]
    [InlineData("2020-01-01T09:00", 0)]
    [InlineData("2020-01-01T09:00:00.001", 1)]
    [InlineData("2020-01-01T12:00", 3 * Hour)]
    [InlineData("2020-01-01T12:59:59.999", 3 * Hour)]
    [InlineData("2020-01-01T13:00:00.001", (3 * Hour) + 1)]
    [InlineData("2020-01-01T23:59:59.999", Day)]
    [InlineData("2020-01-04T12:00", 3 * Day)]
    [InlineData("2020-01-06T10:30", (3 * Day) + (Hour * 3 / 2))]
    [InlineData("2020-01-08T00:00", 5 * Day)]
    // and is negative before: Tuesday the 31st had eight hours.
    [InlineData("2019-12-31T17:59:59.999", -1)]
    [InlineData("2019-12-31T18:00", 0)]
    [InlineData("2019-12-31T00:00", -Day)]
    [InlineData("2019-12-25T00:00", -5 * Day)]
    // 2020 had 262 Mondays to Fridays (366 days from a Wednesday: 52 weeks, a Wednesday and a Thursday).
    [InlineData("2021-01-01T00:00", 262 * Day)]
    [InlineData("2019-01-01T00:00", -261 * Day)]
    public void W_counts_from_the_first_of_January_2020(string at, long worked)
    {
        _office.WorkedUntil(T(at)).ShouldBe(worked);
        _office.Between(T("2020-01-01T00:00"), T(at)).ShouldBe(worked);
    }

    [Fact]
    public void T1_W_does_not_depend_on_what_was_asked_before()
    {
        long[] times = [T("2019-06-03T10:00"), T("2026-04-20T10:00"), T("2038-01-19T03:14"), T("1903-04-06T10:00"), T("2288-04-06T10:00")];
        var first = times.Select(_office.WorkedUntil).ToArray();
        var fresh = times.Reverse().Select(t => Compile(Weekly("Etc/UTC", "09:00-12:00, 13:00-18:00")).WorkedUntil(t)).Reverse().ToArray();
        fresh.ShouldBe(first);
        times.Select(_office.WorkedUntil).ShouldBe(first);
    }

    [Theory]
    // start, ms to work, due, last
    [InlineData("2026-04-20T09:00", 1, "2026-04-20T09:00:00.001", "2026-04-20T09:00:00.001")]
    [InlineData("2026-04-20T08:59:59.999", 1, "2026-04-20T09:00:00.001", "2026-04-20T09:00:00.001")]
    [InlineData("2026-04-20T09:00", (3 * Hour) - 1, "2026-04-20T11:59:59.999", "2026-04-20T11:59:59.999")]
    [InlineData("2026-04-20T09:00", 3 * Hour, "2026-04-20T12:00:00.000", "2026-04-20T13:00:00.000")]
    [InlineData("2026-04-20T09:00", (3 * Hour) + 1, "2026-04-20T13:00:00.001", "2026-04-20T13:00:00.001")]
    [InlineData("2026-04-20T11:59:59.999", 1, "2026-04-20T12:00:00.000", "2026-04-20T13:00:00.000")]
    [InlineData("2026-04-20T12:00", 1, "2026-04-20T13:00:00.001", "2026-04-20T13:00:00.001")]
    [InlineData("2026-04-20T12:30", 5 * Hour, "2026-04-20T18:00:00.000", "2026-04-21T09:00:00.000")]
    [InlineData("2026-04-24T17:59:59.999", 1, "2026-04-24T18:00:00.000", "2026-04-27T09:00:00.000")]
    [InlineData("2026-04-24T18:00", Day, "2026-04-27T18:00:00.000", "2026-04-28T09:00:00.000")]
    [InlineData("2026-04-25T00:00", 5 * Day, "2026-05-01T18:00:00.000", "2026-05-04T09:00:00.000")]
    [InlineData("2026-04-20T09:00:00.500", Day, "2026-04-21T09:00:00.500", "2026-04-21T09:00:00.500")]
    public void T6_Due_and_last_to_the_millisecond(string start, long n, string due, string last)
    {
        _office.Add(T(start), n).ShouldBe(T(due));
        _office.AddLast(T(start), n).ShouldBe(T(last));
        _office.Between(T(start), T(last)).ShouldBe(n);
        _office.Between(T(start), T(last) + 1).ShouldBe(n + 1);
        _office.Between(T(start), T(due) - 1).ShouldBe(n - 1);
    }

    [Theory]
    // end, ms to work, latest start
    [InlineData("2026-04-20T09:00:00.001", 1, "2026-04-20T09:00:00.000")]
    [InlineData("2026-04-20T09:00", 1, "2026-04-17T17:59:59.999")]
    [InlineData("2026-04-20T13:00", 1, "2026-04-20T11:59:59.999")]
    [InlineData("2026-04-20T13:00", 3 * Hour, "2026-04-20T09:00:00.000")]
    [InlineData("2026-04-20T18:00", 5 * Hour, "2026-04-20T13:00:00.000")]
    [InlineData("2026-04-20T18:00", (5 * Hour) + 1, "2026-04-20T11:59:59.999")]
    [InlineData("2026-04-26T12:00", Day, "2026-04-24T09:00:00.000")]
    [InlineData("2026-04-20T09:00", 0, "2026-04-17T18:00:00.000")]
    [InlineData("2026-04-20T09:00:00.001", 0, "2026-04-20T09:00:00.001")]
    [InlineData("2026-04-20T12:00", 0, "2026-04-20T12:00:00.000")]
    [InlineData("2026-04-20T12:00:00.001", 0, "2026-04-20T12:00:00.000")]
    public void Subtracting_to_the_millisecond(string end, long n, string start) => _office.Subtract(T(end), n).ShouldBe(T(start));

    [Theory]
    [InlineData("2026-04-20T09:00", "2026-04-20T09:00", 0)]
    [InlineData("2026-04-20T11:59:59.999", "2026-04-20T13:00:00.001", 2)]
    [InlineData("2026-04-20T13:00:00.001", "2026-04-20T11:59:59.999", -2)]
    [InlineData("2026-04-18T00:00", "2026-04-20T00:00", 0)]
    [InlineData("2026-04-13T00:00", "2026-04-20T00:00", 5 * Day)]
    [InlineData("2026-02-23T12:30", "2026-03-02T12:30", 5 * Day)]
    public void Between_to_the_millisecond(string a, string b, long worked) => _office.Between(T(a), T(b)).ShouldBe(worked);

    [Fact]
    public void T2_Instants_and_lengths_count_in_whole_milliseconds_cut_once()
    {
        var nine = At("2026-04-20T09:00:00Z");
        var almost = Duration.FromNanoseconds(999_999);
        _office.Between(nine, nine + almost).ShouldBe(Duration.Zero);
        _office.Between(nine, nine + almost + Duration.FromNanoseconds(1)).ShouldBe(Duration.FromMilliseconds(1));
        _office.Add(nine + almost, Duration.FromMilliseconds(1) + almost).ShouldBe(nine + Duration.FromMilliseconds(1));
        _office.AddLast(nine, almost).ShouldBe(nine);
        _office.Subtract(nine + Duration.FromMilliseconds(2) + almost, Duration.FromMilliseconds(1)).ShouldBe(nine + Duration.FromMilliseconds(1));
        _office.IsOpen(nine - Duration.FromNanoseconds(1)).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => _office.Add(nine, Duration.FromMilliseconds(-1)));
        Should.Throw<ArgumentOutOfRangeException>(() => _office.Subtract(nine, Duration.FromHours(-1)));
    }

    [Fact]
    public void Nothing_to_add_leads_to_the_first_working_moment_and_nothing_to_subtract_to_the_last()
    {
        _office.Add(T("2026-04-18T10:00"), 0).ShouldBe(T("2026-04-20T09:00"));
        _office.Add(T("2026-04-20T10:00"), 0).ShouldBe(T("2026-04-20T10:00"));
        _office.Add(T("2026-04-20T12:00"), 0).ShouldBe(T("2026-04-20T13:00"));
        _office.NextOpening(At("2026-04-20T12:00:00Z")).ShouldBe(At("2026-04-20T13:00:00Z"));
        var column = new long[1];
        _office.Add([T("2026-04-18T10:00")], 0, column);
        column[0].ShouldBe(T("2026-04-20T09:00"));
    }

    [Theory]
    [InlineData(long.MinValue, "1900-01-01T09:00")]
    [InlineData(-9_000_000_000_000, "1900-01-01T09:00")]
    public void Before_the_years_known_time_stands_still(long start, string firstOpening)
    {
        // 1900-01-01 was a Monday.
        _office.Add(start, 0).ShouldBe(T(firstOpening));
        _office.Add(start, 1).ShouldBe(T(firstOpening) + 1);
        _office.Subtract(start, 0).ShouldBe(WorkingCalendar.Never);
        _office.WorkedUntil(start).ShouldBe(_office.WorkedUntil(T(firstOpening)));
    }

    [Fact]
    public void After_the_years_known_there_is_only_what_was()
    {
        // 2299-12-31 is a Sunday, so that the last opening ends on Friday the 29th.
        var close = T("2299-12-29T18:00");
        _office.Subtract(long.MaxValue, 0).ShouldBe(close);
        _office.Subtract(long.MaxValue, Day).ShouldBe(T("2299-12-29T09:00"));
        _office.Add(close - 1, 1).ShouldBe(close);
        _office.AddLast(close - 1, 1).ShouldBe(WorkingCalendar.Never);
        _office.Add(close, 0).ShouldBe(WorkingCalendar.Never);
        _office.Add(long.MaxValue, 1).ShouldBe(WorkingCalendar.Never);
        _office.WorkedUntil(WorkingCalendar.Never).ShouldBe(_office.WorkedUntil(close));
    }

    [Fact]
    public void Always_open_counts_every_millisecond_from_the_same_origin()
    {
        var always = new CalendarSet([], [], "America/Sao_Paulo")["24x7"];
        always.WorkedUntil(T("2020-01-01T00:00")).ShouldBe(0);
        always.WorkedUntil(T("2019-12-31T23:59:59.999")).ShouldBe(-1);
        always.WorkedUntil(T("2020-01-02T00:00:00.007")).ShouldBe((24 * Hour) + 7);
        always.Between(T("2026-04-20T00:00"), T("2026-04-19T00:00")).ShouldBe(-24 * Hour);
        long[] t = [.. Enumerable.Range(0, 21).Select(i => T("2026-04-20T00:00") + i)], result = new long[21];
        always.Add(t, 5, result);
        result.ShouldBe(t.Select(x => x + 5));
        always.WorkedUntil(t, result);
        result.ShouldBe(t.Select(always.WorkedUntil));
    }
}
