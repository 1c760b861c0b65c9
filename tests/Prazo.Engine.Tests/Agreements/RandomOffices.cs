using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Random offices in zones with awkward transitions, and instants that like to lie near them.</summary>
internal static class RandomOffices
{
    /// <summary>Half-hour summer time, a skipped day, changes at midnight, Ramadan breaks, two-hour changes, and plain ones.</summary>
    public static readonly string[] Zones =
    [
        "America/Sao_Paulo", "America/New_York", "Europe/Bucharest", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo",
        "Africa/Casablanca", "Antarctica/Troll", "Asia/Beirut", "America/St_Johns", "America/Asuncion", "Asia/Kathmandu", "Etc/UTC",
    ];

    public static OfficeHours Next(Random random)
    {
        var week = new ImmutableArray<Shift>[7];
        for (var day = 0; day < 7; day++)
            week[day] = random.Next(day < 5 ? 8 : 2) == 0 ? [] : Shifts(random);
        if (week.All(d => d.IsEmpty))
            week[random.Next(7)] = Shifts(random);
        if (week.Any(d => !d.IsEmpty && d[0].StartMinutes == 0))
            week = [.. week.Select(d => d.Select(s => s with { EndMinutes = Math.Min(s.EndMinutes, 1440) }).ToImmutableArray())];
        var zone = Zones[random.Next(Zones.Length)];
        var closed = Enumerable.Range(0, 40).Select(_ => new LocalDate(2009, 1, 1).PlusDays(random.Next(6_500)))
            .Concat(Enumerable.Range(0, random.Next(5)).Select(i => new LocalDate(2011, 12, 27).PlusDays(i)));
        return new(zone, [.. week], [.. closed]);
    }

    static readonly Instant Earliest = Instant.FromUtc(2009, 1, 1, 0, 0);

    /// <summary>With its window compiled at once, not anew for each earlier start.</summary>
    public static WorkingCalendar Compile(OfficeHours office)
    {
        var calendar = office.Compile();
        calendar.IsOpen(Earliest - Duration.FromDays(10));
        return calendar;
    }

    /// <summary>From 2009 to 2025, every other time within a day and a half of a change of the clocks, whole milliseconds.</summary>
    public static Instant Start(Random random, string zone)
    {
        var t = Earliest + Duration.FromMilliseconds(random.NextInt64(16L * 365 * 86_400_000));
        if (random.Next(4) == 0)
            t = Instant.FromUnixTimeSeconds(t.ToUnixTimeSeconds() / 1800 * 1800);
        var interval = DateTimeZoneProviders.Tzdb[zone].GetZoneInterval(t);
        if (random.Next(2) == 0 && interval.HasStart && interval.Start > Earliest)
            t = interval.Start + Duration.FromMilliseconds(random.NextInt64(-129_600_000, 129_600_000));
        return t;
    }

    // Nights end before 02:00 and days begin after 03:00 (or, where a day is open whole, nothing passes midnight), so that one day's openings do not run into the next's.
    static ImmutableArray<Shift> Shifts(Random random)
    {
        switch (random.Next(8))
        {
            case 0: return [new(0, 1440)];
            case 1: return [new(1320, 1440 + 15 * random.Next(1, 8))];
            default:
                var start = 180 + 15 * random.Next(0, 30);
                var end = start + 15 * random.Next(1, 24);
                if (random.Next(2) == 0)
                    return [new(start, end)];
                var second = Math.Min(end + 15 * random.Next(1, 8), 1380);
                return end >= 1380 ? [new(start, end)] : [new(start, end), new(second, Math.Min(second + 15 * random.Next(1, 20), 1500))];
        }
    }
}
