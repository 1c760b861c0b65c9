using NodaTime;
using NodaTime.TimeZones;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

public class CalendarSetTests
{
    private static readonly Position At = new("agreement.yaml", 7, 3);

    private static ComposedCalendar Composed(string id, params string[] operands) => new(id, Composition.Union, [.. operands], null, At);

    private static Problem Only(CalendarDefinition[] definitions, params HolidaySet[] sets) =>
        new CalendarSet(definitions, sets, "Etc/UTC").Problems.ShouldHaveSingleItem();

    [Fact]
    public void T9_Always_open_is_built_in()
    {
        var set = new CalendarSet([], [], "America/Manaus");
        set.Problems.ShouldBeEmpty();
        set["24x7"].Zone.Id.ShouldBe("America/Manaus");
        set.Find("other").ShouldBeNull();
        Should.Throw<KeyNotFoundException>(() => set["other"]).Message.ShouldContain("other");
        set["24x7"].ShouldBeSameAs(set.Find("24x7"));
    }

    [Fact]
    public void A_calendar_without_a_zone_takes_the_default()
    {
        var set = new CalendarSet([Weekly("", "09:00-18:00")], [], "Asia/Kathmandu");
        set["c"].Zone.Id.ShouldBe("Asia/Kathmandu");
        set["c"].Local("2026-04-20T09:00").ShouldBe(CalendarDsl.At("2026-04-20T03:15:00Z"));
    }

    [Theory]
    [InlineData("Europe/Bucarest")]
    [InlineData("GMT+25")]
    public void An_unknown_zone_is_a_problem_and_no_calendar(string zone)
    {
        var set = new CalendarSet([Weekly(zone, "09:00-18:00") with { At = At }], [], "Etc/UTC");
        var problem = set.Problems.ShouldHaveSingleItem();
        (problem.Code, problem.At, problem.Path).ShouldBe(("unknown-zone", At, "calendars.c.zone"));
        problem.Message.ShouldContain(zone);
        set.Find("c").ShouldBeNull();
    }

    [Fact]
    public void An_unknown_default_zone_is_one_problem_and_UTC()
    {
        var set = new CalendarSet([], [], "Mars/Olympus");
        set.Problems.ShouldHaveSingleItem().Code.ShouldBe("unknown-zone");
        set["24x7"].Zone.Id.ShouldBe("Etc/UTC");
    }

    [Fact]
    public void An_unknown_holiday_set_is_a_problem_and_the_calendar_goes_without()
    {
        var set = new CalendarSet([Weekly("Etc/UTC", "09:00-18:00", holidays: ["nowhere"])], [], "Etc/UTC");
        set.Problems.ShouldHaveSingleItem().Code.ShouldBe("unknown-holiday-set");
        set["c"].IsBusinessDay(Date("2026-04-20")).ShouldBeTrue();
    }

    [Fact]
    public void An_unknown_operand_is_a_problem() => Only([Composed("x", "24x7", "missing")]).Code.ShouldBe("unknown-calendar");

    [Fact]
    public void A_composition_of_nothing_is_a_problem() => Only([Composed("x")]).Code.ShouldBe("no-operand");

    [Theory]
    [InlineData("x")]
    [InlineData("y")]
    public void Calendars_made_of_each_other_are_a_problem_and_no_calendars(string first)
    {
        var set = new CalendarSet([Composed("x", first), Composed("y", "x")], [], "Etc/UTC");
        set.Problems.ShouldHaveSingleItem().Code.ShouldBe("calendar-cycle");
        set.Find("x").ShouldBeNull();
        set.Find("y").ShouldBeNull();
    }

    [Fact]
    public void A_chain_of_doublings_is_refused_instead_of_compiled_for_ever()
    {
        var week = Weekly("Etc/UTC", "09:00-18:00", id: "c0");
        var doublings = Enumerable.Range(1, 40).Select(i => Composed($"c{i}", $"c{i - 1}", $"c{i - 1}"));
        var set = new CalendarSet([week, .. doublings], [], "Etc/UTC");
        set.Problems.ShouldContain(p => p.Code == "too-many-operands");
        set.Find("c40").ShouldBeNull();
        set["c5"].IsBusinessDay(Date("2026-04-20")).ShouldBeTrue();
    }

    [Fact]
    public void A_very_deep_chain_does_not_overflow()
    {
        var chain = Enumerable.Range(0, 20_000).Select(i => Composed($"c{i}", $"c{i + 1}")).Cast<CalendarDefinition>().Append(Weekly("Etc/UTC", "09:00-18:00", id: "c20000"));
        new CalendarSet(chain, [], "Etc/UTC").Problems.ShouldContain(p => p.Code == "too-many-operands");
    }

    [Theory]
    [InlineData(-5, 60)]
    [InlineData(600, 600)]
    [InlineData(600, 540)]
    [InlineData(1440, 1500)]
    [InlineData(600, 2881)]
    public void An_impossible_shift_is_a_problem(int start, int end)
    {
        var calendar = Weekly("Etc/UTC", "", exceptions: [new SpecialDay(Date("2026-04-20"), ExceptionKind.Hours, [new Shift(start, end)], null)]);
        Only([calendar]).Code.ShouldBe("bad-shift");
    }

    [Fact]
    public void A_week_of_six_days_is_a_problem()
    {
        var week = Weekly("Etc/UTC", "09:00-18:00");
        Only([week with { Hours = [new EffectiveHours(LocalDate.MinIsoValue, week.Hours[0].Week.RemoveAt(6))] }]).Code.ShouldBe("bad-week");
    }

    [Fact]
    public void Hours_out_of_order_are_a_problem()
    {
        var week = Weekly("Etc/UTC", "09:00-18:00");
        Only([week with { Hours = [new EffectiveHours(Date("2026-05-01"), Week("")), new EffectiveHours(Date("2026-04-01"), Week(""))] }]).Code.ShouldBe("hours-order");
    }

    [Fact]
    public void Two_of_one_name_are_a_problem()
    {
        Only([Weekly("Etc/UTC", "09:00-18:00"), Weekly("Etc/UTC", "")]).Code.ShouldBe("duplicate-calendar");
        Only([], Set("h"), Set("h")).Code.ShouldBe("duplicate-holiday-set");
    }

    [Fact]
    public void The_name_of_the_built_in_calendar_is_taken()
    {
        Only([Weekly("Etc/UTC", "09:00-18:00", id: "24x7")]).Code.ShouldBe("reserved-calendar");
        new CalendarSet([new AlwaysOpenCalendar("24x7", "Asia/Beirut", At)], [], "Etc/UTC")["24x7"].Zone.Id.ShouldBe("Asia/Beirut");
    }

    [Fact]
    public void Holiday_sets_that_include_each_other_are_a_problem_and_still_read_once()
    {
        var a = Set("a", new FixedHoliday(4, 20, "a", [])) with { Includes = ["b"] };
        var b = Set("b", new FixedHoliday(4, 21, "b", [])) with { Includes = ["a"] };
        var set = new CalendarSet([Weekly("Etc/UTC", "09:00-18:00", holidays: ["a"])], [a, b], "Etc/UTC");
        set.Problems.ShouldHaveSingleItem().Code.ShouldBe("holiday-set-cycle");
        set["c"].BusinessDayAfter(Date("2026-04-17"), 1).ShouldBe(Date("2026-04-22"));
    }

    [Fact]
    public void Faulty_holidays_are_problems()
    {
        var calendar = Weekly("Etc/UTC", "09:00-18:00", holidays: ["h"]);
        Only([calendar], Set("h", new FixedHoliday(2, 30, "x", []))).Code.ShouldBe("bad-holiday");
        Only([calendar], Set("h", new EasterHoliday(100_000, false, "x", []))).Code.ShouldBe("bad-holiday");
        Only([calendar], Set("h", new NthWeekdayHoliday(1, IsoDayOfWeek.None, 1, 0, "x", []))).Code.ShouldBe("bad-holiday");
        Only([calendar], Set("h", new DatedHoliday(Date("2026-04-21"), Date("2026-04-20"), "x", []))).Code.ShouldBe("bad-range");
        Only([calendar], Set("h", new FixedHoliday(2, 3, "x", [new Shift(60, 60)]))).Code.ShouldBe("bad-shift");
        Only([calendar], Set("h") with { Includes = ["nowhere"] }).Code.ShouldBe("unknown-holiday-set");
    }

    [Fact]
    public void T1_The_hash_changes_with_everything_that_moves_time_and_with_nothing_else()
    {
        var week = Weekly("Etc/UTC", "09:00-18:00", holidays: ["h"]);
        var holidays = Set("h", new FixedHoliday(4, 21, "Tiradentes", []));
        string Hash(WeeklyCalendar calendar, HolidaySet set) => Compile(calendar, set).Hash;
        var hash = Hash(week, holidays);
        hash.ShouldMatch("^[0-9a-f]{64}$");
        Hash(week with { At = At }, holidays with { At = At }).ShouldBe(hash);
        string[] others =
        [
            Hash(week with { Zone = "Europe/London" }, holidays), Hash(week with { Cut = HolidayCut.Midnight }, holidays),
            Hash(week with { HolidaySets = [] }, holidays), Hash(week, holidays with { KnownTo = Date("2026-12-31") }),
            Hash(week, Set("h", new FixedHoliday(4, 21, "Tiradentes", Shifts("08:00-09:00")))), Hash(week, Set("h", new FixedHoliday(4, 22, "Tiradentes", []))),
            Hash(week with { Exceptions = [new SpecialDay(Date("2026-04-20"), ExceptionKind.Closed, [], null)] }, holidays),
            Hash(Weekly("Etc/UTC", "09:00-18:01", holidays: ["h"]), holidays),
        ];
        others.Append(hash).Distinct().Count().ShouldBe(others.Length + 1);
    }

    [Fact]
    public void T9_Validity_is_that_of_the_set_that_ends_first()
    {
        var city = Set("city") with { KnownTo = Date("2026-12-31"), Includes = ["state"] };
        var state = Set("state") with { KnownTo = Date("2025-12-31") };
        Compile(Weekly("Etc/UTC", "09:00-18:00", holidays: ["city"]), city, state).Validity.ShouldBe((Date("2025-12-31"), "state"));
        Compile(Weekly("Etc/UTC", "09:00-18:00")).Validity.ShouldBeNull();
        var set = new CalendarSet([Weekly("Etc/UTC", "09:00-18:00", holidays: ["city"]), Composed("x", "24x7", "c")], [city, state], "Etc/UTC");
        set["x"].Validity.ShouldBe((Date("2025-12-31"), "state"));
    }

    [Fact]
    public void T1_Other_tz_data_change_only_the_intervals_of_the_zones_that_changed()
    {
        var other = new MovedZone("Europe/Bucharest", Instant.FromUtc(2026, 6, 1, 0, 0), Offset.FromHours(1));
        WorkingCalendar With(IDateTimeZoneProvider? zones, string zone) => new CalendarSet([Weekly(zone, "09:00-18:00")], [], "Etc/UTC", zones)["c"];
        Instant from = Instant.FromUtc(2026, 1, 1, 0, 0), changed = Instant.FromUtc(2026, 5, 31, 0, 0), to = Instant.FromUtc(2027, 1, 1, 0, 0);
        With(other, "Europe/London").Openings(from, to).ShouldBe(With(null, "Europe/London").Openings(from, to));
        With(other, "Europe/Bucharest").Openings(from, changed).ShouldBe(With(null, "Europe/Bucharest").Openings(from, changed));
        With(other, "Europe/Bucharest").Openings(changed, to).ShouldNotBe(With(null, "Europe/Bucharest").Openings(changed, to));
        With(other, "Europe/Bucharest").Hash.ShouldNotBe(With(null, "Europe/Bucharest").Hash);
    }

    /// <summary>The tz database with one zone put at another offset from an instant on, as a government might.</summary>
    private sealed class MovedZone(string id, Instant from, Offset offset) : IDateTimeZoneProvider
    {
        private readonly IDateTimeZoneProvider _real = DateTimeZoneProviders.Tzdb;

        public string VersionId => "moved";
        public System.Collections.ObjectModel.ReadOnlyCollection<string> Ids => _real.Ids;
        public DateTimeZone GetSystemDefault() => throw new NotSupportedException();
        public DateTimeZone? GetZoneOrNull(string zone) => zone == id ? new Zone(_real[id], from, offset) : _real.GetZoneOrNull(zone);
        public DateTimeZone this[string zone] => GetZoneOrNull(zone) ?? throw new DateTimeZoneNotFoundException(zone);

        private sealed class Zone(DateTimeZone before, Instant from, Offset offset) : DateTimeZone(before.Id, false, before.MinOffset, before.MaxOffset)
        {
            public override ZoneInterval GetZoneInterval(Instant instant)
            {
                if (instant >= from)
                    return new ZoneInterval("moved", from, null, offset, Offset.Zero);
                var real = before.GetZoneInterval(instant);
                return !real.HasEnd || real.End > from ? new ZoneInterval(real.Name, real.HasStart ? real.Start : null, from, real.WallOffset, real.Savings) : real;
            }
        }
    }
}
