using NodaTime;
using Prazo.Engine.Calendars;
using Prazo.Engine.Calendars.Tables;
using Prazo.Engine.Tests.Fuzz;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>Columns of every length through the tables, on their edges and beyond them, against the sum over the openings and against single calls.</summary>
public class ColumnTests
{
    /// <summary>Calendars named by what is special about their table: openings a day, steps of working time, kinds of day. The last three have none.</summary>
    private static readonly Dictionary<string, (Func<CalendarDefinition> Definition, bool HasTable)> Shapes = new()
    {
        ["no opening at all"] = (() => Weekly("Europe/Bucharest", ""), true),
        ["one opening"] = (() => Weekly("America/New_York", "09:00-17:00"), true),
        ["lunch, to the minute"] = (() => Weekly("America/Sao_Paulo", "09:01-12:03, 13:00-18:01", 6), true),
        ["across midnight"] = (() => Weekly("Europe/Bucharest", "22:00-06:00", 7), true),
        ["whole days"] = (() => Weekly("Pacific/Apia", "00:00-24:00"), true),
        ["three openings"] = (() => Weekly("Australia/Lord_Howe", "07:30-09:00, 11:00-12:45, 20:00-23:59", 7), true),
        ["four openings"] = (() => Weekly("Asia/Kathmandu", "00:00-01:00, 06:00-07:00, 12:00-13:00, 22:30-24:00"), true),
        ["openings of five minutes"] = (() => Weekly("Etc/UTC", "08:00-08:05, 08:30-08:35, 12:00-12:05"), true),
        ["months closed"] = (() => Weekly("America/Manaus", "08:00-12:00", holidays: ["h"]), true),
        ["openings of one minute"] = (() => Weekly("Etc/UTC", "08:00-08:01, 08:30-08:31, 12:00-12:01", 7), false),
        ["five openings"] = (() => Weekly("Etc/UTC", "01:00-02:00, 05:00-06:00, 09:00-10:00, 13:00-14:00, 17:00-18:00"), false),
        ["no two days alike"] = (() => Weekly("Europe/London", "09:00-17:00", 7, exceptions: [.. Enumerable.Range(0, 40).Select(i =>
            new SpecialDay(new LocalDate(2026, 3, 1).PlusDays(i), ExceptionKind.Hours, [new Shift(500 + i, 1000)], "special"))]), false),
    };

    public static TheoryData<string> Names => [.. Shapes.Keys];

    private static readonly HolidaySet Recess = Set("h", new YearlyRangeHoliday(new AnnualDate(6, 1), new AnnualDate(9, 30), "recess", []));

    private static WorkingCalendar Calendar(string shape) => Compile(Shapes[shape].Definition(), Recess);

    /// <summary>Times around edges of openings, tables (2004, 2032, 2040) and known years, and some at random.</summary>
    private static List<long> Edges(WorkingCalendar calendar)
    {
        var from = Instant.FromUtc(2026, 3, 6, 0, 0);
        List<long> edges = [.. calendar.Openings(from, from + Duration.FromDays(40)).Take(60).SelectMany(o => new[] { o.Start, o.End }).Select(t => t.ToUnixTimeMilliseconds())];
        foreach (var year in (int[])[1899, 1900, 2004, 2020, 2032, 2040, 2300])
            edges.Add(Instant.FromUtc(year, 1, 1, 0, 0).ToUnixTimeMilliseconds());
        return edges;
    }

    private static long Time(List<long> edges, Random random) => random.Next(12) switch
    {
        0 => random.Next(3) switch { 0 => WorkingCalendar.Never, 1 => long.MinValue, _ => 0 },
        <= 3 => edges[random.Next(edges.Count)] + random.Next(-1, 2),
        _ => 1_772_755_200_000 + random.NextInt64(-300 * 86_400_000L, 300 * 86_400_000L),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void The_shapes_have_the_tables_they_are_here_for(string shape)
    {
        var calendar = Calendar(shape);
        (DayTable.Of(new Timeline(calendar.Source, 2020, 2032), calendar.Zone) is not null).ShouldBe(Shapes[shape].HasTable);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void T5_Working_time_is_the_sum_over_the_openings(string shape)
    {
        var calendar = Calendar(shape);
        var random = new Random(FuzzRun.SeedOf(shape));
        var from = Instant.FromUtc(2026, 2, 20, 0, 0);
        var to = from + Duration.FromDays(200);
        var openings = calendar.Openings(from, to).ToList();
        var origin = from.ToUnixTimeMilliseconds();
        // An opening may go on where the window ends.
        var t = Enumerable.Range(0, 64).Select(i => i < openings.Count ? Math.Min(openings[i].End.ToUnixTimeMilliseconds() + random.Next(-1, 2), to.ToUnixTimeMilliseconds()) : origin + random.NextInt64(200 * 86_400_000L)).ToArray();
        var worked = new long[t.Length];
        calendar.Between([.. Enumerable.Repeat(origin, t.Length)], t, worked);
        for (var i = 0; i < t.Length; i++)
        {
            var at = Instant.FromUnixTimeMilliseconds(t[i]);
            var sum = openings.Where(o => o.Start < at).Sum(o => (long)(Instant.Min(o.End, at) - o.Start).TotalMilliseconds);
            worked[i].ShouldBe(sum, $"{shape} until {at}");
            calendar.Between(origin, t[i]).ShouldBe(sum, $"{shape} until {at}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void T6_Due_and_last_are_found_in_the_openings(string shape)
    {
        var calendar = Calendar(shape);
        var from = Instant.FromUtc(2026, 2, 20, 0, 0);
        var openings = calendar.Openings(from, from + Duration.FromDays(400)).Take(40).ToList();
        var origin = from.ToUnixTimeMilliseconds();
        long n = 0;
        for (var i = 0; i + 1 < openings.Count; i++)
        {
            n += (long)(openings[i].End - openings[i].Start).TotalMilliseconds;
            long close = openings[i].End.ToUnixTimeMilliseconds(), next = openings[i + 1].Start.ToUnixTimeMilliseconds();
            foreach (var (more, due, last) in new[] { (-1, close - 1, close - 1), (0, close, next), (1, next + 1, next + 1) })
            {
                var result = new long[16];
                calendar.Add([.. Enumerable.Repeat(origin, 16)], n + more, result);
                result.ShouldAllBe(t => t == due, $"{shape}, opening {i}, {more} ms");
                calendar.AddLast([.. Enumerable.Repeat(origin, 16)], n + more, result);
                result.ShouldAllBe(t => t == last, $"{shape}, opening {i}, {more} ms");
                (calendar.Add(origin, n + more), calendar.AddLast(origin, n + more)).ShouldBe((due, last));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Columns_of_every_length_and_start_give_the_answers_of_single_calls(string shape)
    {
        var calendar = Calendar(shape);
        var seed = FuzzRun.SeedOf(shape + " columns");
        var random = new Random(seed);
        var edges = Edges(calendar);
        for (var length = 0; length <= 40; length++)
        {
            // Every other column lies within the table, so that whole blocks go through the vectors.
            var all = Enumerable.Range(0, 120).Select(_ => Time(edges, random)).Where(t => length % 2 == 0 || (t > 1_600_000_000_000 && t < 1_900_000_000_000)).ToArray();
            var skip = random.Next(4);
            var a = all.AsSpan(skip, length);
            var b = all.AsSpan(all.Length - length);
            var result = new long[length + 1];
            result[length] = -77;
            calendar.WorkedUntil(a, result);
            Compare(a, result, calendar.WorkedUntil);
            calendar.Between(a, b, result);
            for (var i = 0; i < length; i++)
                if (result[i] != calendar.Between(a[i], b[i]))
                    result[i].ShouldBe(calendar.Between(a[i], b[i]), $"{shape}, seed {seed}, {a[i]} to {b[i]}");
            foreach (var n in (long[])[0, 1, 59_999, 60_000, 3_600_000, random.NextInt64(2_000_000_000), 3_000_000_000_000, long.MaxValue])
            {
                calendar.Add(a, n, result);
                Compare(a, result, t => calendar.Add(t, n));
                calendar.AddLast(a, n, result);
                Compare(a, result, t => calendar.AddLast(t, n));
            }
            result[length].ShouldBe(-77);
        }

        void Compare(ReadOnlySpan<long> times, long[] result, Func<long, long> single)
        {
            for (var i = 0; i < times.Length; i++)
                if (result[i] != single(times[i]))
                    result[i].ShouldBe(single(times[i]), $"{shape}, seed {seed}, {times[i]} at {i} of {times.Length}");
        }
    }

    [Fact]
    public void A_column_may_be_written_over_its_own_input()
    {
        var calendar = Calendar("lunch, to the minute");
        var start = Instant.FromUtc(2026, 3, 6, 0, 0).ToUnixTimeMilliseconds();
        var column = Enumerable.Range(0, 37).Select(i => start + (i * 9_876_543L)).ToArray();
        var expected = column.Select(t => calendar.Add(t, 28_800_000)).ToArray();
        calendar.Add(column, 28_800_000, column);
        column.ShouldBe(expected);
    }

    [Fact]
    public void Columns_that_do_not_fit_are_refused()
    {
        var calendar = Calendar("one opening");
        Should.Throw<ArgumentException>(() => calendar.WorkedUntil(new long[3], new long[2])).Message.ShouldContain("room for 2 of 3");
        Should.Throw<ArgumentException>(() => calendar.Between(new long[2], new long[3], new long[3])).Message.ShouldContain("Each start needs an end");
        Should.Throw<ArgumentOutOfRangeException>(() => calendar.Add(new long[1], -1, new long[1]));
        Should.Throw<ArgumentOutOfRangeException>(() => calendar.AddLast([], -1, []));
    }

    [Fact]
    public void A_float_finds_the_minute_of_every_stretch_that_a_day_can_give()
    {
        for (var part = 0; part <= DayTable.MostMilliseconds / 32; part++)
            if ((int)MathF.FusedMultiplyAdd(part, DayTable.PerMinute, DayTable.Rounding) != part / 1875)
                Assert.Fail($"{part * 32L} ms");
    }
}
