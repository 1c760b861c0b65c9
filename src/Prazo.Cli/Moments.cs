using NodaTime;
using NodaTime.Text;
using Prazo.Engine;

namespace Prazo.Cli;

/// <summary>Instants as people type them: RFC 3339 with an offset, or local time in a zone, or a date.</summary>
internal static class Moments
{
    private static readonly IPattern<LocalDateTime>[] Locals =
    [
        LocalDateTimePattern.ExtendedIso, LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss"), LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm"),
    ];

    /// <summary>A bare date means its beginning, or the end of that local day when <paramref name="endOfDay"/> is set (as-of a day includes the day).</summary>
    public static (Instant? Value, Problem? Problem) Parse(string text, DateTimeZone zone, string option, bool endOfDay = false)
    {
        if (OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true } exact)
            return (Whole(exact.Value.ToInstant()), null);
        if (InstantPattern.ExtendedIso.Parse(text) is { Success: true } utc)
            return (Whole(utc.Value), null);
        foreach (var pattern in Locals)
            if (pattern.Parse(text) is { Success: true } local)
                return (Whole(First(local.Value, zone)), null);
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date)
            return (First((endOfDay ? date.Value.PlusDays(1) : date.Value).AtMidnight(), zone), null);
        return (null, CommandLine.Error("time", $"{option}: {text} is no moment that exists", "write 2026-03-31, 2026-03-31T18:00 or 2026-03-31T18:00:00-03:00"));
    }

    public static (DateTimeZone? Zone, Problem? Problem) Zone(string id) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone ? (zone, null)
            : (null, CommandLine.Error("unknown-zone", $"{id} is no time zone", "write an IANA name such as America/Sao_Paulo, Europe/Bucharest or UTC"));

    /// <summary>T7: the first instant at which the wall clock reads that time or later.</summary>
    private static Instant First(LocalDateTime local, DateTimeZone zone)
    {
        var map = zone.MapLocal(local);
        return map.Count == 0 ? map.LateInterval.Start : map.First().ToInstant();
    }

    /// <summary>T2: whole milliseconds, truncated once, on entry.</summary>
    private static Instant Whole(Instant instant) => Instant.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
