using NodaTime;
using Prazo.Engine.Calendars.Tables;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>T7 as a function of seconds, and the algebra of stretches, beside the calendars that use them.</summary>
public class ZoneMapTests
{
    private static long Utc(string text) => At(text + "Z").ToUnixTimeSeconds();

    [Theory]
    // zone, what the wall clock reads, the first instant that reads it or later
    [InlineData("Europe/Bucharest", "2026-03-29T02:59:59", "2026-03-29T00:59:59")]
    [InlineData("Europe/Bucharest", "2026-03-29T03:00:00", "2026-03-29T01:00:00")]
    [InlineData("Europe/Bucharest", "2026-03-29T03:59:59", "2026-03-29T01:00:00")]
    [InlineData("Europe/Bucharest", "2026-03-29T04:00:00", "2026-03-29T01:00:00")]
    [InlineData("Europe/Bucharest", "2026-03-29T04:00:01", "2026-03-29T01:00:01")]
    [InlineData("Europe/Bucharest", "2026-10-25T02:59:59", "2026-10-24T23:59:59")]
    [InlineData("Europe/Bucharest", "2026-10-25T03:00:00", "2026-10-25T00:00:00")]
    [InlineData("Europe/Bucharest", "2026-10-25T03:59:59", "2026-10-25T00:59:59")]
    [InlineData("Europe/Bucharest", "2026-10-25T04:00:00", "2026-10-25T02:00:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:30:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T14:45:00")]
    [InlineData("America/St_Johns", "2010-11-06T23:30:00", "2010-11-07T02:00:00")]
    [InlineData("America/St_Johns", "2010-11-07T00:00:30", "2010-11-07T02:30:30")]
    [InlineData("America/St_Johns", "2010-11-07T00:01:00", "2010-11-07T03:31:00")]
    [InlineData("Pacific/Apia", "2011-12-29T23:59:59", "2011-12-30T09:59:59")]
    [InlineData("Pacific/Apia", "2011-12-30T00:00:00", "2011-12-30T10:00:00")]
    [InlineData("Pacific/Apia", "2011-12-30T23:59:59", "2011-12-30T10:00:00")]
    [InlineData("Pacific/Apia", "2011-12-31T00:00:01", "2011-12-30T10:00:01")]
    [InlineData("Etc/UTC", "2026-03-29T03:30:00", "2026-03-29T03:30:00")]
    public void T7_Wall_time_maps_to_the_first_instant_that_reads_it_or_later(string zone, string wall, string instant)
    {
        var at = Utc(wall);
        var map = new ZoneMap(DateTimeZoneProviders.Tzdb[zone], at - (30 * 86_400), at + (30 * 86_400));
        map.ToUtc(at).ShouldBe(Utc(instant));
        // The window from which it is read does not matter.
        new ZoneMap(DateTimeZoneProviders.Tzdb[zone], at - (4_000L * 86_400), at + (4_000L * 86_400)).ToUtc(at).ShouldBe(Utc(instant));
    }

    private static List<Stretch> Stretches(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('-')).Select(p => new Stretch(long.Parse(p[0], null), long.Parse(p[1], null)))];

    [Theory]
    [InlineData("", "")]
    [InlineData("1-2", "1-2")]
    [InlineData("1-2 3-4", "1-2 3-4")]
    [InlineData("1-2 2-3", "1-3")]
    [InlineData("1-5 2-3", "1-5")]
    [InlineData("1-3 2-5 4-6 8-9", "1-6 8-9")]
    [InlineData("1-2 1-4 1-3", "1-4")]
    public void Stretches_that_touch_or_overlap_become_one(string stretches, string merged) =>
        OpeningSource.Merge(Stretches(stretches)).ShouldBe(Stretches(merged));

    [Fact]
    public void T8_An_opening_is_split_at_the_midnights_of_whole_days_only()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Bucharest"];
        Stretch From(string start, string end) => new(Utc(start), Utc(end));
        // Local days run from 22:00Z to 22:00Z in winter; the 29th of March has 23 hours.
        WholeDays.Split([From("2026-03-27T10:00:00", "2026-03-30T10:00:00")], zone)
            .ShouldBe([From("2026-03-27T10:00:00", "2026-03-27T22:00:00"), From("2026-03-27T22:00:00", "2026-03-28T22:00:00"),
                From("2026-03-28T22:00:00", "2026-03-30T10:00:00")], "the 30th is not whole and belongs to the 29th");
        WholeDays.Split([From("2026-03-28T22:00:00", "2026-03-30T21:00:00")], zone)
            .ShouldBe([From("2026-03-28T22:00:00", "2026-03-29T21:00:00"), From("2026-03-29T21:00:00", "2026-03-30T21:00:00")]);
        WholeDays.Split([From("2026-03-27T10:00:00", "2026-03-28T10:00:00")], zone).ShouldBe([From("2026-03-27T10:00:00", "2026-03-28T10:00:00")]);
        WholeDays.Split([From("2026-03-27T22:00:00", "2026-03-28T22:00:00")], zone).ShouldBe([From("2026-03-27T22:00:00", "2026-03-28T22:00:00")]);
        WholeDays.Split([], zone).ShouldBeEmpty();
    }
}
