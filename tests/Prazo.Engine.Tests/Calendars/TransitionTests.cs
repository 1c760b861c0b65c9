using NodaTime;
using NodaTime.TimeZones;
using Prazo.Engine.Calendars;
using Prazo.Engine.Calendars.Tables;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

public class TransitionTests
{
    private static readonly Instant From = Instant.FromUtc(2005, 1, 1, 0, 0), To = Instant.FromUtc(2031, 1, 1, 0, 0);

    private static List<Instant> Transitions(string zone) =>
        [.. DateTimeZoneProviders.Tzdb[zone].GetZoneIntervals(From, To).Skip(1).Select(i => i.Start)];

    [Theory]
    [MemberData(nameof(AwkwardZones.Theory), MemberType = typeof(AwkwardZones))]
    public void T7_The_map_never_goes_back_and_is_the_resolver_s(string zoneId)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var resolver = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);
        var map = new ZoneMap(zone, From.ToUnixTimeSeconds() - 864_000, To.ToUnixTimeSeconds() + 864_000);
        foreach (var transition in Transitions(zoneId))
        {
            var local = transition.InUtc().LocalDateTime.PlusDays(-2);
            var before = Instant.MinValue;
            for (var step = 0; step < 4 * 1440; step += 5, local = local.PlusMinutes(5))
            {
                var mapped = zone.ResolveLocal(local, resolver).ToInstant();
                mapped.ShouldBeGreaterThanOrEqualTo(before, $"{zoneId} {local}");
                Instant.FromUnixTimeSeconds(map.ToUtc(local.InUtc().ToInstant().ToUnixTimeSeconds())).ShouldBe(mapped, $"{zoneId} {local}");
                before = mapped;
            }
        }
    }

    [Theory]
    [MemberData(nameof(AwkwardZones.Theory), MemberType = typeof(AwkwardZones))]
    public void T6_Deadlines_move_strictly_on_through_every_transition(string zone)
    {
        var calendar = Compile(Weekly(zone, "00:15-01:45, 02:15-03:30, 20:00-26:30", 7));
        foreach (var transition in Transitions(zone))
        {
            var start = (transition - Duration.FromDays(2)).ToUnixTimeMilliseconds();
            long due = long.MinValue, worked = long.MinValue;
            for (var n = 60_000L; n < 40 * 3_600_000L; n += 60_000)
            {
                var next = calendar.Add(start, n);
                next.ShouldBeGreaterThan(due, $"{zone} {transition}");
                calendar.AddLast(start, n).ShouldBeGreaterThanOrEqualTo(next);
                due = next;
            }
            for (var t = start; t < start + (4 * 86_400_000L); t += 600_000)
            {
                calendar.WorkedUntil(t).ShouldBeGreaterThanOrEqualTo(worked);
                worked = calendar.WorkedUntil(t);
            }
        }
    }

    [Theory]
    [InlineData("Europe/Bucharest", "2026-03-28", 7)]  // spring: 03:00 becomes 04:00
    [InlineData("Europe/Bucharest", "2026-10-24", 9)]  // autumn: 04:00 becomes 03:00
    [InlineData("Europe/Bucharest", "2026-07-04", 8)]
    [InlineData("America/Sao_Paulo", "2018-11-03", 7)] // midnight becomes 01:00
    [InlineData("America/Sao_Paulo", "2018-02-17", 9)] // midnight becomes 23:00
    public void T5_A_night_shift_lasts_as_long_as_the_night(string zone, string date, int hours)
    {
        var calendar = Compile(Weekly(zone, "22:00-06:00", 7));
        var night = calendar.OpeningsOn(Date(date)).ShouldHaveSingleItem();
        (night.End - night.Start).ShouldBe(Duration.FromHours(hours));
    }

    [Fact]
    public void T7_A_day_that_the_zone_skipped_has_no_openings()
    {
        var calendar = Compile(Weekly(AwkwardZones.SkippedWholeDay, "08:00-17:00", 7));
        calendar.IsBusinessDay(new LocalDate(2011, 12, 29)).ShouldBeTrue();
        calendar.IsBusinessDay(new LocalDate(2011, 12, 30)).ShouldBeFalse();
        calendar.OpeningsOn(new LocalDate(2011, 12, 30)).ShouldBeEmpty();
        calendar.BusinessDayAfter(new LocalDate(2011, 12, 29), 1).ShouldBe(new LocalDate(2011, 12, 31));
        var always = new CalendarSet([], [], AwkwardZones.SkippedWholeDay)["24x7"];
        always.IsBusinessDay(new LocalDate(2011, 12, 30)).ShouldBeFalse();
        always.BusinessDayAfter(new LocalDate(2011, 12, 29), 1).ShouldBe(new LocalDate(2011, 12, 31));
    }

    [Theory]
    [InlineData("America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T03:00:00Z")] // in the gap: its end
    [InlineData("America/Sao_Paulo", "2018-11-04T00:59", "2018-11-04T03:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-04T01:00", "2018-11-04T03:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-02-17T23:30", "2018-02-18T01:30:00Z")] // twice: the first
    [InlineData("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-03T15:30:00Z")]
    public void T7_Local_times_map_to_the_first_instant_that_reads_them_or_later(string zone, string local, string instant) =>
        Compile(Weekly(zone, "09:00-17:00")).Local(local).ShouldBe(At(instant));
}
