using NodaTime;
using Prazo.Engine.Calendars;
using Prazo.Engine.Tests.Fuzz;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

public class WindowTests
{
    private static readonly LocalDate Around = new(2026, 3, 29);

    private static WorkingCalendar Fresh(string zone) =>
        Compile(Weekly(zone, "08:15-12:00, 13:00-17:45", 6, holidays: ["h"]), Set("h", new EasterHoliday(-47, false, "Carnaval", []), new FixedHoliday(12, 25, "Natal", [])));

    [Fact]
    public void Growing_step_by_step_gives_the_answers_of_a_calendar_compiled_wide_at_once()
    {
        foreach (var zone in AwkwardZones.All.Take(FuzzRun.Soak ? 99 : 4))
        {
            WorkingCalendar wide = Fresh(zone), grown = Fresh(zone);
            var early = Instant.FromUtc(1900, 1, 1, 0, 0).ToUnixTimeMilliseconds();
            wide.Between(early, Instant.FromUtc(2299, 12, 31, 0, 0).ToUnixTimeMilliseconds()).ShouldBeGreaterThan(0);
            foreach (var year in (int[])[0, 6, 7, 11, 23, 24, 60, 109])
                foreach (var sign in (int[])[1, -1])
                {
                    var t = Instant.FromUtc(2024 + (sign * year), 5, 17, 15, 20).ToUnixTimeMilliseconds();
                    grown.WorkedUntil(t).ShouldBe(wide.WorkedUntil(t), zone);
                    grown.Add(t, 1_000_000_000).ShouldBe(wide.Add(t, 1_000_000_000), zone);
                    grown.AddLast(t, 31_500_000).ShouldBe(wide.AddLast(t, 31_500_000), zone);
                    grown.Subtract(t, 1_000_000_000).ShouldBe(wide.Subtract(t, 1_000_000_000), zone);
                }
        }
    }

    [Fact]
    public void The_edges_of_a_window_are_no_edges_of_openings()
    {
        // Open over every New Year's midnight in UTC, where windows begin and end.
        var calendar = Compile(Weekly("America/Sao_Paulo", "20:00-23:00", 7));
        for (var year = 1990; year < 2060; year++)
        {
            var opening = new Opening(calendar.Local($"{year - 1}-12-31T20:00"), calendar.Local($"{year - 1}-12-31T23:00"));
            calendar.OpeningsOn(new LocalDate(year - 1, 12, 31)).ShouldHaveSingleItem().ShouldBe(opening);
            calendar.Openings(opening.Start - Duration.FromHours(2), opening.End + Duration.FromHours(2)).ShouldHaveSingleItem().ShouldBe(opening);
            calendar.Add(opening.Start, Duration.FromHours(3)).ShouldBe(opening.End);
            calendar.Subtract(opening.End, Duration.FromHours(3)).ShouldBe(opening.Start);
            calendar.IsBusinessDay(new LocalDate(year, 1, 1)).ShouldBeTrue();
        }
    }

    [Fact]
    public void Outside_of_the_years_known_there_is_no_working_time()
    {
        var calendar = Compile(Weekly("Etc/UTC", "00:00-24:00", 7));
        var end = Instant.FromUtc(2300, 1, 1, 0, 0);
        calendar.Between(end - Duration.FromHours(1), end + Duration.FromHours(1)).ShouldBe(Duration.FromHours(1));
        calendar.Between(Instant.MinValue, Instant.FromUtc(1900, 1, 1, 0, 0)).ShouldBe(Duration.Zero);
        calendar.IsOpen(end).ShouldBeFalse();
        calendar.NextOpening(end).ShouldBeNull();
        calendar.NextOpening(Instant.MinValue).ShouldBe(Instant.FromUtc(1900, 1, 1, 0, 0));
        calendar.Subtract(Instant.FromUtc(1900, 1, 1, 0, 0), Duration.Zero).ShouldBeNull();
        calendar.Subtract(Instant.FromUtc(1900, 1, 2, 0, 0), Duration.FromDays(1)).ShouldBe(Instant.FromUtc(1900, 1, 1, 0, 0));
        calendar.IsBusinessDay(new LocalDate(2300, 1, 1)).ShouldBeFalse();
        calendar.OpeningsOn(new LocalDate(1899, 12, 31)).ShouldBeEmpty();
        calendar.BusinessDayAfter(new LocalDate(1500, 1, 1), 1).ShouldBe(new LocalDate(1900, 1, 1));
        calendar.BusinessDayAfter(new LocalDate(9999, 1, 1), 1).ShouldBeNull();
    }

    [Fact]
    public async Task Threads_that_make_one_calendar_grow_all_get_the_right_answers()
    {
        var seed = FuzzRun.SeedOf(nameof(WindowTests));
        for (var round = 0; round < RandomCalendars.Rounds(30); round++)
        {
            WorkingCalendar shared = Fresh("Europe/Bucharest"), wide = Fresh("Europe/Bucharest");
            wide.Between(Instant.FromUtc(1901, 1, 1, 0, 0), Instant.FromUtc(2200, 1, 1, 0, 0));
            await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
            {
                var random = new RandomCalendars(seed + (round * 8) + thread);
                for (var i = 0; i < 400; i++)
                {
                    // Reaching further with each step, both ways.
                    var t = random.Time(Around, 1 + (i * 60));
                    var n = random.Random.NextInt64(1, 100 * 86_400_000L);
                    shared.WorkedUntil(t).ShouldBe(wide.WorkedUntil(t));
                    shared.Add(t, n).ShouldBe(wide.Add(t, n));
                    shared.Subtract(t, n).ShouldBe(wide.Subtract(t, n));
                }
            })));
        }
    }

    [Fact]
    public void Nothing_is_allocated_once_the_window_is_there()
    {
        foreach (var calendar in (WorkingCalendar[])[Fresh("America/Sao_Paulo"), Compile(Weekly("America/Sao_Paulo", "08:01-12:07"))])
        {
            var t = Instant.FromUtc(2026, 4, 20, 12, 0).ToUnixTimeMilliseconds();
            long[] column = new long[100], result = new long[100];
            Array.Fill(column, t);
            long All()
            {
                calendar.Add(column, 30_000_000, result);
                calendar.AddLast(column, 30_000_000, result);
                calendar.Between(column, result, result);
                calendar.WorkedUntil(column, result);
                return calendar.Add(t, 30_000_000) + calendar.AddLast(t, 30_000_000) + calendar.Subtract(t, 30_000_000) + calendar.Between(t, t + 99_000_000) + calendar.WorkedUntil(t);
            }
            All();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
                All();
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        }
    }
}
