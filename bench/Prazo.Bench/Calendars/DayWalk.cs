using NodaTime;
using NodaTime.TimeZones;

namespace Prazo.Bench.Calendars;

/// <summary>What one would write first: walk local days with NodaTime and add up the overlap of each shift. The independent answer, too.</summary>
internal sealed class DayWalk(DateTimeZone zone, (LocalTime Start, LocalTime End)[] shifts, HashSet<LocalDate> holidays)
{
    private static readonly ZoneLocalMappingResolver Resolver = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    public Instant Add(Instant start, Duration n)
    {
        for (var date = start.InZone(zone).Date; ; date = date.PlusDays(1))
        {
            if (!IsOpen(date))
                continue;
            foreach (var (from, to) in shifts)
            {
                var opens = Instant.Max(start, (date + from).InZone(zone, Resolver).ToInstant());
                var closes = (date + to).InZone(zone, Resolver).ToInstant();
                if (closes <= opens)
                    continue;
                if (closes - opens >= n)
                    return opens + n;
                n -= closes - opens;
            }
        }
    }

    public Duration Between(Instant a, Instant b)
    {
        var sum = Duration.Zero;
        var last = b.InZone(zone).Date;
        for (var date = a.InZone(zone).Date; date <= last; date = date.PlusDays(1))
        {
            if (!IsOpen(date))
                continue;
            foreach (var (from, to) in shifts)
            {
                var opens = Instant.Max(a, (date + from).InZone(zone, Resolver).ToInstant());
                var closes = Instant.Min(b, (date + to).InZone(zone, Resolver).ToInstant());
                if (closes > opens)
                    sum += closes - opens;
            }
        }
        return sum;
    }

    private bool IsOpen(LocalDate date) => date.DayOfWeek <= IsoDayOfWeek.Friday && !holidays.Contains(date);
}
