using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>T1, S4: what a replay hangs on, by hash. The golden hashes were computed apart from the program, from the form that its documentation gives.</summary>
public class ReplayPinTests
{
    private static readonly Instant Monday10 = Instant.FromUtc(2026, 3, 2, 13, 0);

    private static readonly ReplayPin Pin = new("events", ["first", "loja-são@1 aa"], ["loja-são@1/office bb"], "TZDB: 2026a", "7");

    private static readonly ImmutableArray<TicketEvent> Events =
    [
        new TicketCreated("e1", Monday10, Monday10, 0, ImmutableSortedDictionary<string, string>.Empty.Add("status", "open")),
        new AgentMessage("", Monday10 + Duration.FromHours(1), Monday10, 5, "ana"),
    ];

    private static Agreement Sla1 => Sla.Agreement("sla", Sla.By(Metric.Resolution, "priority", "low=8h, else=4h", "low=night, else=office")) with { Hash = "aa" };

    private static ReplayPin Of(IEnumerable<TicketEvent> events, params Agreement[] agreements) => ReplayPin.Of(new(agreements), events);

    [Fact]
    public void T1_The_fingerprint_is_the_same_on_every_machine_and_in_every_release() =>
        Pin.Fingerprint.ShouldBe("34eb4004d78110408df49afa2411642417c4070dac98ef98225691daee1db220");

    [Fact]
    public void T1_So_is_the_head_of_a_tickets_events()
    {
        Of(Events, Sla1).Events.ShouldBe("3734af7e1adfac42911c490f09b5439e9665e844dcace520fc5df7552c76d44a");
        // SHA-256 of nothing.
        Of([], Sla1).Events.ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    [Fact]
    public void T1_Every_part_changes_the_fingerprint_and_none_can_stand_for_another()
    {
        ReplayPin[] pins =
        [
            Pin, Pin with { Events = "event" }, Pin with { Agreements = ["first", "loja-são@1 ab"] }, Pin with { Agreements = ["loja-são@1 aa", "first"] }, Pin with { Agreements = ["first"] },
            Pin with { Calendars = ["loja-são@1/office bc"] }, Pin with { Calendars = [] }, Pin with { TzVersion = "TZDB: 2026b" }, Pin with { Rules = "8" },
            Pin with { Rules = "TZDB: 2026a", TzVersion = "7" }, Pin with { Agreements = ["first"], Calendars = ["loja-são@1 aa", "loja-são@1/office bb"] },
            Pin with { Agreements = ["first\n13:loja-são@1 aa"] },
        ];
        pins.Select(p => p.Fingerprint).ShouldBeUnique();
        pins.Skip(1).ShouldAllBe(p => p != Pin);
        (Pin with { Agreements = ["first", "loja-são@1 aa"] }).ShouldBe(Pin);
    }

    [Fact]
    public void T1_T2_The_head_follows_the_events_and_not_their_delivery()
    {
        var head = Of(Events, Sla1).Events;
        Of([Events[1] with { Recorded = Monday10 + Duration.FromDays(3) }, Events[0], Events[1], Events[0]], Sla1).Events.ShouldBe(head);
        IEnumerable<TicketEvent>[] others =
        [
            [Events[0]], [Events[0] with { Id = "e2" }, Events[1]], [Events[0], Events[1] with { Occurred = Monday10 + Duration.FromMilliseconds(3_600_001) }],
            [Events[0], Events[1] with { Sequence = 6 }], [Events[0], ((AgentMessage)Events[1]) with { Agent = "bia" }], [Events[0], ((AgentMessage)Events[1]) with { Public = false }],
            [.. Events, new CustomerMessage("", Monday10 + Duration.FromDays(900), Monday10, 0)],
        ];
        others.Select(e => Of(e, Sla1).Events).Append(head).ShouldBeUnique();
    }

    [Fact]
    public void T1_Agreements_calendars_holidays_and_the_way_of_choosing_are_pinned()
    {
        var night = (WeeklyCalendar)Sla.Calendars.Single(c => c.Id == "night");
        var closed = night with { Exceptions = [new SpecialDay(new LocalDate(2026, 3, 9), ExceptionKind.Closed, [], null)] };
        Agreement Town(int day) => Sla1 with
        {
            Calendars = Sla1.Calendars.SetItem("night", night with { HolidaySets = ["h"] }),
            HolidaySets = Sla1.HolidaySets.Add("h", new HolidaySet("h", "Town", [new FixedHoliday(3, day, "Founders", [])], "test", null, [], default)),
        };
        ReplayPin[] pins =
        [
            Of(Events, Sla1), Of(Events, Sla1 with { Hash = "ab" }), Of(Events, Sla1 with { Version = 2 }), Of(Events, Sla1, Sla1 with { Id = "other" }), Of(Events, Sla1 with { Id = "other" }, Sla1),
            Of(Events, Sla1 with { Calendars = Sla1.Calendars.SetItem("night", closed) }), Of(Events, Town(3)), Of(Events, Town(4)),
            ReplayPin.Of(new([Sla1], Matching.Standard with { Default = Strategy.Strictest }), Events),
            ReplayPin.Of(new([Sla1], Matching.Standard with { PerMetric = Matching.Standard.PerMetric.Add(Metric.Update, Strategy.All) }), Events),
        ];
        pins.Select(p => p.Fingerprint).ShouldBeUnique();
        // A calendar that no target names changes nothing.
        Of(Events, Sla1 with { Calendars = Sla1.Calendars.SetItem("lunch", Sla.Week("lunch", "America/Sao_Paulo", (0, 60))) }).ShouldBe(pins[0]);
    }

    [Fact]
    public void T1_The_parts_say_what_they_are()
    {
        var pin = Of(Events, Sla1);
        pin.Agreements.ShouldBe(["matching MostSpecific", "sla@1 aa"]);
        pin.Calendars.Select(c => c.Split(' ')[0]).ShouldBe(["sla@1/night", "sla@1/office"]);
        pin.Calendars.ShouldAllBe(c => c.Split(' ')[1].Length == 64);
        (pin.TzVersion, pin.Rules).ShouldBe((DateTimeZoneProviders.Tzdb.VersionId, ClockEngine.RulesVersion));
        // Without a calendar of its own a target counts around the clock.
        Of(Events, Sla.Agreement("sla", Sla.Target(Metric.Update, "1h") with { Calendar = ByValue<string>.Empty })).Calendars.ShouldHaveSingleItem().ShouldStartWith("sla@1/24x7 ");
    }
}
