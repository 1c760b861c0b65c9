using NodaTime;
using Prazo.Engine.Calendars;
using Prazo.Engine.Tests.Fuzz;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>The laws of W, working time up to t, over random calendars. A calendar that is closed for good has answers of its own (T10) and is left out where a law needs time ahead.</summary>
public class LawTests
{
    private static readonly LocalDate Around = new(2026, 3, 29);

    private static void ForAll(string law, int soak, Action<WorkingCalendar, RandomCalendars> check)
    {
        var seed = FuzzRun.SeedOf(law);
        for (var round = 0; round < RandomCalendars.Rounds(soak); round++)
        {
            var random = new RandomCalendars(seed + round);
            var zone = AwkwardZones.All[round % AwkwardZones.All.Length];
            var (definitions, sets) = random.Next(zone, Around);
            var set = new CalendarSet(definitions, sets, zone);
            set.Problems.ShouldBeEmpty();
            try
            {
                for (var i = 0; i < 20; i++)
                    check(set["c"], random);
            }
            catch (ShouldAssertException e)
            {
                throw new ShouldAssertException($"{law}: PRAZO_SEED={seed + round} in {zone}, {definitions[^1]}\n{e.Message}", e);
            }
        }
    }

    private static bool HasTimeAhead(WorkingCalendar calendar, long t) => calendar.Add(t, 3_000L * 3_600_000) != WorkingCalendar.Never;

    [Fact]
    public void T5_Working_time_is_at_least_nothing_and_at_most_the_clock_s() => ForAll("bounds", 1000, (c, random) =>
    {
        long a = random.Time(Around, 800), b = a + random.Random.NextInt64(0, 40 * 86_400_000L);
        c.Between(a, b).ShouldBeInRange(0, b - a);
        c.Between(b, a).ShouldBe(-c.Between(a, b));
    });

    [Fact]
    public void T5_Working_time_adds_up_wherever_it_is_split() => ForAll("additivity", 1000, (c, random) =>
    {
        long a = random.Time(Around, 800), b = a + random.Random.NextInt64(1, 40 * 86_400_000L), at = random.Random.NextInt64(a, b);
        (c.Between(a, at) + c.Between(at, b)).ShouldBe(c.Between(a, b));
        (c.WorkedUntil(b) - c.WorkedUntil(a)).ShouldBe(c.Between(a, b));
    });

    [Fact]
    public void T6_Due_is_the_earliest_instant_with_that_much_working_time() => ForAll("earliest", 1000, (c, random) =>
    {
        long start = random.Time(Around, 800), n = random.Random.NextInt64(1, 500 * 3_600_000L);
        if (!HasTimeAhead(c, start))
            return;
        var due = c.Add(start, n);
        c.Between(start, due).ShouldBe(n);
        c.Between(start, due - 1).ShouldBe(n - 1);
    });

    [Fact]
    public void T6_Last_is_the_latest_instant_with_that_much_working_time() => ForAll("latest", 1000, (c, random) =>
    {
        long start = random.Time(Around, 800), n = random.Random.NextInt64(0, 500 * 3_600_000L);
        if (!HasTimeAhead(c, start))
            return;
        var last = c.AddLast(start, n);
        c.Between(start, last).ShouldBe(n);
        c.Between(start, last + 1).ShouldBe(n + 1);
        c.IsOpen(Instant.FromUnixTimeMilliseconds(last)).ShouldBeTrue();
        if (n > 0)
            c.Add(start, n).ShouldBeLessThanOrEqualTo(last);
    });

    [Fact]
    public void Adding_in_two_steps_is_adding_at_once() => ForAll("add-add", 1000, (c, random) =>
    {
        long start = random.Time(Around, 800), m = random.Random.NextInt64(1, 200 * 3_600_000L), n = random.Random.NextInt64(1, 200 * 3_600_000L);
        if (!HasTimeAhead(c, start))
            return;
        c.Add(c.Add(start, m), n).ShouldBe(c.Add(start, m + n));
        c.AddLast(c.AddLast(start, m), n).ShouldBe(c.AddLast(start, m + n));
        c.AddLast(c.Add(start, m), n).ShouldBe(c.AddLast(start, m + n));
    });

    [Fact]
    public void An_instant_lies_between_the_two_ends_of_its_own_working_time() => ForAll("galois", 1000, (c, random) =>
    {
        var t = random.Time(Around, 800);
        if (!HasTimeAhead(c, t))
            return;
        c.AddLast(t, 0).ShouldBeGreaterThanOrEqualTo(t);
        var before = c.Subtract(t, 0);
        if (before != WorkingCalendar.Never)
        {
            before.ShouldBeLessThanOrEqualTo(t);
            c.Between(before, t).ShouldBe(0);
            c.Between(before - 1, t).ShouldBe(1);
        }
    });

    [Fact]
    public void Subtracting_gives_the_latest_start_of_that_much_working_time() => ForAll("subtract", 1000, (c, random) =>
    {
        long end = random.Time(Around, 800), n = random.Random.NextInt64(1, 500 * 3_600_000L);
        var start = c.Subtract(end, n);
        if (start == WorkingCalendar.Never)
            return;
        c.Between(start, end).ShouldBe(n);
        c.Between(start + 1, end).ShouldBe(n - 1);
        c.AddLast(start, n).ShouldBeGreaterThanOrEqualTo(end);
        c.Add(start, n).ShouldBeLessThanOrEqualTo(end);
    });

    [Fact]
    public void Openings_add_up_to_the_working_time_and_are_apart() => ForAll("openings", 500, (c, random) =>
    {
        long a = random.Time(Around, 800), b = a + random.Random.NextInt64(1, 60 * 86_400_000L);
        var openings = c.Openings(Instant.FromUnixTimeMilliseconds(a), Instant.FromUnixTimeMilliseconds(b)).ToList();
        openings.Sum(o => (long)(o.End - o.Start).TotalMilliseconds).ShouldBe(c.Between(a, b));
        openings.TrueForAll(o => o.Start < o.End && o.Start.ToUnixTimeMilliseconds() >= a && o.End.ToUnixTimeMilliseconds() <= b).ShouldBeTrue("each within the window");
        openings.Zip(openings.Skip(1)).All(pair => pair.First.End < pair.Second.Start).ShouldBeTrue("apart");
    });

    [Fact]
    public void The_openings_of_all_days_cover_the_working_time() => ForAll("days", 300, (c, random) =>
    {
        var date = random.Date(Around, 400);
        long a = c.ToInstant(date.AtMidnight()).ToUnixTimeMilliseconds(), b = c.ToInstant(date.PlusDays(12).AtMidnight()).ToUnixTimeMilliseconds();
        var starting = Enumerable.Range(-4, 17).SelectMany(d => c.OpeningsOn(date.PlusDays(d))).ToList();
        var stretches = starting.ConvertAll(o => (Start: o.Start.ToUnixTimeMilliseconds(), End: o.End.ToUnixTimeMilliseconds()));
        for (var t = a; t < b; t += 1_800_000)
            if (stretches.Exists(o => o.Start <= t && t < o.End) != (c.Between(t, t + 1) == 1))
                c.Between(t, t + 1).ShouldBe(stretches.Exists(o => o.Start <= t && t < o.End) ? 1 : 0, $"at {t}");
        Enumerable.Range(-4, 17).All(d => c.IsBusinessDay(date.PlusDays(d)) == c.OpeningsOn(date.PlusDays(d)).Count > 0).ShouldBeTrue("business days are those with openings");
    });

    [Fact]
    public void T8_The_nth_business_day_is_found_by_counting_days() => ForAll("business-days", 300, (c, random) =>
    {
        var date = random.Date(Around, 400);
        var n = random.Random.Next(1, 12);
        if (c.BusinessDayAfter(date, n) is not { } found)
            return;
        found.ShouldBeGreaterThan(date);
        c.IsBusinessDay(found).ShouldBeTrue();
        var days = Period.DaysBetween(date, found);
        if (days < 500)
            Enumerable.Range(1, days).Count(d => c.IsBusinessDay(date.PlusDays(d))).ShouldBe(n);
    });

    [Fact]
    public void Whole_columns_have_the_same_answers_as_single_calls() => ForAll("columns", 300, (c, random) =>
    {
        // Some reach out of the tables: before 2004, after 2040, beyond what is compiled.
        var a = Enumerable.Range(0, 50).Select(i => random.Time(Around, i % 10 == 0 ? 9_000 : 900)).ToArray();
        var b = Enumerable.Range(0, 50).Select(_ => random.Time(Around, 900)).ToArray();
        var n = random.Random.NextInt64(0, 300 * 3_600_000L);
        var result = new long[50];
        c.WorkedUntil(a, result);
        result.ShouldBe(a.Select(c.WorkedUntil));
        c.Between(a, b, result);
        result.ShouldBe(a.Zip(b, c.Between));
        c.Add(a, n, result);
        result.ShouldBe(a.Select(t => c.Add(t, n)));
        c.AddLast(a, n, result);
        result.ShouldBe(a.Select(t => c.AddLast(t, n)));
    });

    [Fact]
    public void The_map_from_local_time_is_the_resolver_s() => ForAll("map", 300, (c, random) =>
    {
        var local = random.Date(Around, 9000).AtMidnight().PlusMinutes(random.Random.Next(1440));
        var t = c.ToInstant(local);
        t.InZone(c.Zone).LocalDateTime.ShouldBeGreaterThanOrEqualTo(local);
        (t - Duration.Epsilon).InZone(c.Zone).LocalDateTime.ShouldBeLessThan(local.PlusDays(1).PlusTicks(1));
    });
}
