using NodaTime;
using Prazo.Engine.Calendars;
using Prazo.Engine.Tests.Fuzz;

namespace Prazo.Engine.Tests.Calendars;

public class MinuteByMinuteTests
{
    // Around transitions of these years: São Paulo's last in 2019, Apia's skipped day, Cairo's return in 2023, Asunción's end in 2024.
    private static readonly LocalDate[] Corners =
    [
        new(2018, 11, 4), new(2018, 2, 18), new(2011, 12, 30), new(2023, 4, 28), new(2024, 10, 6), new(2026, 3, 8), new(2026, 3, 29), new(2026, 10, 25),
        new(2026, 4, 5), new(2010, 11, 7), new(1993, 8, 21), new(2026, 12, 31), new(2024, 2, 29), new(2026, 2, 17),
    ];

    [Fact]
    public void T7_T9_Random_calendars_agree_with_a_walk_over_every_minute()
    {
        var seed = FuzzRun.SeedOf(nameof(MinuteByMinuteTests));
        for (var round = 0; round < RandomCalendars.Rounds(2000); round++)
        {
            var random = new RandomCalendars(seed + round);
            var zone = round < 500 ? AwkwardZones.All[round % AwkwardZones.All.Length] : random.Zone();
            Compare(random, zone, Corners[random.Random.Next(Corners.Length)], $"seed {seed + round} in {zone}");
        }
    }

    /// <summary>Every transition of these zones since 2000, as far as rules are known, at least once each.</summary>
    [Theory]
    [MemberData(nameof(AwkwardZones.Theory), MemberType = typeof(AwkwardZones))]
    public void T7_Around_every_transition_of_a_zone_calendars_agree_with_the_walk(string zone)
    {
        var seed = FuzzRun.SeedOf(nameof(MinuteByMinuteTests));
        var transitions = DateTimeZoneProviders.Tzdb[zone].GetZoneIntervals(Instant.FromUtc(2000, 1, 1, 0, 0), Instant.FromUtc(2032, 1, 1, 0, 0))
            .Skip(1).Select(i => i.Start.InUtc().Date).ToList();
        var step = RandomCalendars.Rounds(10);
        for (var i = 0; i < transitions.Count; i += 10 / Math.Max(1, step))
            Compare(new RandomCalendars(seed + i), zone, transitions[i], $"seed {seed + i} in {zone} at {transitions[i]}", days: 3);
    }

    [Fact]
    public void The_reference_finds_a_planted_fault()
    {
        var calendar = CalendarDsl.Weekly("Europe/Bucharest", "09:00-17:00");
        var other = CalendarDsl.Weekly("Europe/Bucharest", "09:00-17:01");
        var from = Instant.FromUtc(2026, 3, 2, 0, 0);
        var open = new MinuteByMinute(new Dictionary<string, CalendarDefinition> { ["c"] = other }, new Dictionary<string, HolidaySet>()).Walk("c", from, 1440);
        Difference(CalendarDsl.Compile(calendar), open, from).ShouldBe(Instant.FromUtc(2026, 3, 2, 15, 0));
    }

    private static void Compare(RandomCalendars random, string zone, LocalDate around, string context, int days = 12)
    {
        var (definitions, sets) = random.Next(zone, around);
        var set = new CalendarSet(definitions, sets, "Etc/UTC");
        set.Problems.ShouldBeEmpty(context);
        var reference = new MinuteByMinute(definitions.ToDictionary(d => d.Id), sets.ToDictionary(s => s.Id));
        var from = around.PlusDays(-days / 2).AtMidnight().InUtc().ToInstant();
        Difference(set["c"], reference.Walk("c", from, days * 1440), from).ShouldBeNull(context + ": " + definitions[^1]);
    }

    private static Instant? Difference(WorkingCalendar calendar, bool[] open, Instant from)
    {
        var at = from.ToUnixTimeMilliseconds();
        var before = calendar.WorkedUntil(at);
        foreach (var minute in open)
        {
            var after = calendar.WorkedUntil(at + 60_000);
            if (after - before != (minute ? 60_000 : 0))
                return Instant.FromUnixTimeMilliseconds(at);
            (at, before) = (at + 60_000, after);
        }
        return null;
    }
}
