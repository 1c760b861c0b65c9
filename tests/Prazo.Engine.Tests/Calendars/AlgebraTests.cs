using NodaTime;
using Prazo.Engine.Calendars;
using Prazo.Engine.Tests.Fuzz;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>Laws between calendars: unions, complements, holidays and hours that only take or only give.</summary>
public class AlgebraTests
{
    private static readonly LocalDate Around = new(2026, 3, 29);

    private static (RandomCalendars Random, CalendarSet Set) Two(string law, int round, params CalendarDefinition[] more)
    {
        var random = new RandomCalendars(FuzzRun.SeedOf(law) + round);
        var sets = new[] { Set("h", random.Rule(Around, 15), random.Rule(Around, 15)) };
        var a = random.Weekly("a", AwkwardZones.All[round % AwkwardZones.All.Length], Around, ["h"]);
        var b = random.Weekly("b", random.Zone(), Around, []);
        var set = new CalendarSet([a, b, .. more], sets, "Etc/UTC");
        set.Problems.ShouldBeEmpty();
        return (random, set);
    }

    private static ComposedCalendar Composed(string id, Composition how, params string[] operands) => new(id, how, [.. operands], null, Position.None);

    [Fact]
    public void T9_Union_and_intersection_together_are_both_calendars()
    {
        for (var round = 0; round < RandomCalendars.Rounds(1000); round++)
        {
            var (random, set) = Two("union", round, Composed("or", Composition.Union, "a", "b"), Composed("and", Composition.Intersection, "a", "b"));
            long x = random.Time(Around, 700), y = random.Time(Around, 700);
            (set["or"].Between(x, y) + set["and"].Between(x, y)).ShouldBe(set["a"].Between(x, y) + set["b"].Between(x, y), $"round {round}");
        }
    }

    [Fact]
    public void T9_A_calendar_and_its_complement_are_all_time()
    {
        for (var round = 0; round < RandomCalendars.Rounds(1000); round++)
        {
            var (random, set) = Two("complement", round, Composed("not", Composition.Exclusion, "24x7", "a"), Composed("but", Composition.Exclusion, "b", "a"), Composed("and", Composition.Intersection, "a", "b"));
            long x = random.Time(Around, 700), y = random.Time(Around, 700);
            (set["not"].Between(x, y) + set["a"].Between(x, y)).ShouldBe(y - x, $"round {round}");
            (set["but"].Between(x, y) + set["and"].Between(x, y)).ShouldBe(set["b"].Between(x, y), $"round {round}");
        }
    }

    [Theory]
    [MemberData(nameof(AwkwardZones.Theory), MemberType = typeof(AwkwardZones))]
    public void T9_Always_open_is_the_clock_whatever_the_zone_does(string zone)
    {
        var set = new CalendarSet(
            [Weekly(zone, "00:00-24:00", 7, id: "whole"), Composed("both", Composition.Intersection, "whole", "24x7")], [], zone);
        var random = new RandomCalendars(FuzzRun.SeedOf(zone));
        for (var i = 0; i < 200; i++)
        {
            long x = random.Time(Around, 5000), y = random.Time(Around, 5000);
            foreach (var id in (string[])["24x7", "whole", "both"])
                set[id].Between(x, y).ShouldBe(y - x, id);
        }
    }

    [Fact]
    public void T9_A_holiday_never_adds_and_hours_never_take()
    {
        for (var round = 0; round < RandomCalendars.Rounds(1000); round++)
        {
            var random = new RandomCalendars(FuzzRun.SeedOf("monotone") + round);
            var zone = AwkwardZones.All[round % AwkwardZones.All.Length];
            var plain = random.Weekly("plain", zone, Around, []);
            var fewer = plain with { Id = "fewer", HolidaySets = ["h"] };
            var date = random.Date(Around, 20);
            var more = plain with { Id = "more", Exceptions = plain.Exceptions.Add(new SpecialDay(date, ExceptionKind.Extra, random.Shifts(15), null)) };
            var set = new CalendarSet([plain, fewer, more], [Set("h", random.Rule(Around, 15), random.Rule(Around, 15))], "Etc/UTC");
            set.Problems.ShouldBeEmpty();
            var x = random.Time(Around, 30);
            var y = x + random.Random.NextInt64(1, 30 * 86_400_000L);
            set["fewer"].Between(x, y).ShouldBeLessThanOrEqualTo(set["plain"].Between(x, y), $"round {round}");
            set["more"].Between(x, y).ShouldBeGreaterThanOrEqualTo(set["plain"].Between(x, y), $"round {round}");
        }
    }

    [Fact]
    public void T9_A_shift_cut_in_two_is_the_same_calendar()
    {
        foreach (var zone in AwkwardZones.All)
        {
            var whole = Compile(Weekly(zone, "00:30-23:30", 7));
            var split = Compile(Weekly(zone, "00:30-02:00, 02:00-02:30, 02:30-23:30", 7));
            var from = Instant.FromUtc(2005, 1, 1, 0, 0);
            var to = Instant.FromUtc(2030, 1, 1, 0, 0);
            split.Openings(from, to).ShouldBe(whole.Openings(from, to));
        }
    }
}
