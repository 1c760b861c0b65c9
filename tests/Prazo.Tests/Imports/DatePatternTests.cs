using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;
using Prazo.Engine.Tests.Fuzz;
using Prazo.Imports;

namespace Prazo.Tests.Imports;

public sealed class DatePatternTests
{
    private static readonly string[] Patterns =
    [
        "yyyy-MM-dd HH:mm:ss", "dd/MM/yyyy HH:mm", "MM/dd/yyyy HH:mm:ss", "dd.MM.yyyy", "yyyyMMddHHmmss", "yyyy-MM-dd'T'HH:mm:ss.fff", "d/M/yyyy h:mm tt", "dd/MMM/yyyy HH:mm", "yyyy-MM-dd HH:mm:ss.FFF",
    ];

    private static long? Read(string pattern, string text) => DatePattern.Parse(pattern, out _)!.TryParse(Encoding.UTF8.GetBytes(text), out var time) ? time.LocalMillis : null;

    [Fact]
    public void Dates_are_read_as_NodaTime_reads_them_right_and_wrong_ones()
    {
        Mutator.Run(nameof(DatePatternTests), 200_000, random =>
        {
            var pattern = Patterns[random.Next(Patterns.Length)];
            var noda = LocalDateTimePattern.CreateWithInvariantCulture(pattern);
            var instant = new LocalDateTime(1970 + random.Next(230), 1 + random.Next(12), 1 + random.Next(28), random.Next(24), random.Next(60), random.Next(60), random.Next(1000)).PlusDays(random.Next(4));
            var text = new StringBuilder(noda.Format(instant));
            // A month's name is left alone: Prazo knows more languages than the invariant culture.
            if (random.Next(3) == 0 && random.Next(text.Length) is var at && !char.IsLetter(text[at]))
                text[at] = "0123456789/:- T"[random.Next(15)];
            var expected = noda.Parse(text.ToString());
            var read = Read(pattern, text.ToString());
            if (expected.Success)
                read.ShouldBe(Millis(expected.Value), $"{pattern} {text}");
            else
                read.ShouldBeNull($"{pattern} {text}");
        });
    }

    [Fact]
    public void The_fixed_layout_and_the_general_steps_agree()
    {
        Mutator.Run("fixed dates", 200_000, random =>
        {
            var pattern = DatePattern.Parse(Patterns[random.Next(5)], out _)!;
            var text = new StringBuilder(LocalDateTimePattern.CreateWithInvariantCulture(pattern.Text).Format(new LocalDateTime(1970, 1, 1, 0, 0).PlusSeconds(random.NextInt64(7_000_000_000))));
            for (var n = random.Next(3); n > 0; n--)
                text[random.Next(text.Length)] = (char)random.Next(32, 127);
            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            var fast = pattern.TryParse(bytes, out var a);
            pattern.TryParseSteps(bytes, out var b).ShouldBe(fast, text.ToString());
            if (fast)
                a.ShouldBe(b);
        });
    }

    [Theory]
    [InlineData("2026-03-02 09:00:00", 0)]
    [InlineData("2026-03-02 09:00:00.5", 500)]
    [InlineData("2026-03-02 09:00:00.125", 125)]
    public void A_fraction_that_may_be_missing_may_miss_with_its_point(string text, int millis) =>
        Read("yyyy-MM-dd HH:mm:ss.FFF", text).ShouldBe(Millis(new LocalDateTime(2026, 3, 2, 9, 0, 0).PlusMilliseconds(millis)));

    [Theory]
    [InlineData("2026-03-02 09:00:00.")]
    [InlineData("2026-03-02 09:00:005")]
    public void A_point_without_fraction_and_a_fraction_without_point_are_refused(string text) => Read("yyyy-MM-dd HH:mm:ss.FFF", text).ShouldBeNull();

    [Theory]
    [InlineData("iso", "2026-03-02T09:00:00-03:00", "2026-03-02T12:00:00Z")]
    [InlineData("iso", "2026-03-02 09:00:00 UTC", "2026-03-02T09:00:00Z")]
    [InlineData("iso", "2026-03-02T09:00:00.1239+0530", "2026-03-02T03:30:00.123Z")]
    [InlineData("iso", "2026-03-02T09:00Z", "2026-03-02T09:00:00Z")]
    [InlineData("unix", "1772442000", "2026-03-02T09:00:00Z")]
    [InlineData("unix-ms", "1772442000123", "2026-03-02T09:00:00.123Z")]
    [InlineData("d MMM yy h:mm tt zzz", "2 fev. 26 9:00 pm -03:00", "2026-02-03T00:00:00Z")]
    [InlineData("d MMMM yyyy HH:mm zzz", "2 março 2026 12:00 Z", "2026-03-02T12:00:00Z")]
    [InlineData("d MMMM yyyy HH:mm zzz", "2 iulie 2026 12:00 Z", "2026-07-02T12:00:00Z")]
    [InlineData("MMM d, yyyy h:mm tt zzz", "Mar 2, 2026 12:00 AM Z", "2026-03-02T00:00:00Z")]
    public void Forms_with_an_offset_or_names_are_read(string pattern, string text, string instant)
    {
        DatePattern.Parse(pattern, out _)!.TryParse(Encoding.UTF8.GetBytes(text), out var time).ShouldBeTrue();
        (time.LocalMillis - time.OffsetSeconds!.Value * 1000L).ShouldBe(InstantPattern.ExtendedIso.Parse(instant).Value.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("yyyy-mm-dd", "month")]
    [InlineData("yyyy-MM-dd hh:mm", "HH")]
    [InlineData("yyyy-MM-dd qq", "qq")]
    [InlineData("dd/MM", "year")]
    [InlineData("yyyy-MM-dd 'at", "quote")]
    [InlineData("yyyy-MM-dd dd", "")]
    [InlineData("", "year")]
    public void A_bad_pattern_is_refused_with_what_is_missing(string pattern, string mentions)
    {
        DatePattern.Parse(pattern, out var error).ShouldBeNull();
        error.ShouldContain(mentions);
    }

    [Theory]
    [InlineData("America/Sao_Paulo"), InlineData("Australia/Lord_Howe"), InlineData("Pacific/Apia"), InlineData("Africa/Cairo"), InlineData("Africa/Casablanca"), InlineData("Antarctica/Troll"), InlineData("Europe/Bucharest"), InlineData("America/New_York"), InlineData("UTC")]
    public void T7_local_times_map_as_NodaTime_maps_them_and_never_go_back(string id)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var map = new ZoneMap(zone);
        var resolver = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);
        var random = new Random(7);
        foreach (var interval in zone.GetZoneIntervals(Instant.FromUtc(1969, 12, 1, 0, 0), Instant.FromUtc(2105, 1, 1, 0, 0)).Where(i => i.HasStart))
        {
            var previous = long.MinValue;
            for (var minutes = -180; minutes <= 180; minutes += 15)
            {
                var local = interval.Start.InZone(zone).LocalDateTime.PlusMinutes(minutes);
                var mapped = map.ToInstant(Millis(local));
                mapped.ShouldBe(zone.ResolveLocal(local, resolver).ToInstant().ToUnixTimeMilliseconds(), local.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture));
                mapped.ShouldBeGreaterThanOrEqualTo(previous);
                previous = mapped;
                var elsewhere = new LocalDateTime(1970, 1, 3, 0, 0).PlusSeconds(random.NextInt64(4_000_000_000));
                map.ToInstant(Millis(elsewhere)).ShouldBe(zone.ResolveLocal(elsewhere, resolver).ToInstant().ToUnixTimeMilliseconds());
            }
        }
    }

    private static long Millis(LocalDateTime local) => (local.InUtc().ToInstant() - NodaConstants.UnixEpoch).BclCompatibleTicks / 10_000;
}
