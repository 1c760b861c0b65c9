using NodaTime;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>The text that is hashed (T1): every verdict pins it, so its form may not change unnoticed.</summary>
public class CalendarHashTests
{
    private static string Canonical(CalendarDefinition definition, params HolidaySet[] sets) => CalendarHash.Canonical(definition, "Etc/UTC", sets, [], "TZDB: 2026a");

    private static string Lines(params string[] lines) => string.Concat(lines.Select(l => l + " \n"));

    private const string Head = "16:prazo-calendar 1 11:TZDB: 2026a 7:Etc/UTC 1:c";

    [Fact]
    public void T1_A_weekly_calendar_is_its_hours_and_exceptions()
    {
        var week = Weekly("Europe/London", "09:00-12:00, 13:00-18:00", 1, exceptions:
            [new SpecialDay(Date("2026-04-20"), ExceptionKind.Hours, Shifts("22:00-06:00"), "Night"), new SpecialDay(Date("2026-04-21"), ExceptionKind.Closed, [], null)]);
        Canonical(week).ShouldBe(Lines(Head, "6:weekly 6:Shifts", "4:from 11:-9998-01-01 22:540-720,780-1080//////",
            "9:exception 10:2026-04-20 5:Hours 9:1320-1800 5:Night", "9:exception 10:2026-04-21 6:Closed 0: 0:"));
    }

    [Fact]
    public void T1_Always_open_is_one_word() => Canonical(new AlwaysOpenCalendar("c", "Etc/UTC", Position.None)).ShouldBe(Lines(Head, "6:always"));

    [Fact]
    public void T1_A_composition_is_the_hashes_of_its_parts_in_order()
    {
        var composed = new ComposedCalendar("c", Composition.Exclusion, ["a", "b"], null, Position.None);
        CalendarHash.Canonical(composed, "Etc/UTC", [], ["aa", "bb"], "TZDB: 2026a").ShouldBe(Lines(Head, "8:composed 9:Exclusion", "7:operand 2:aa", "7:operand 2:bb"));
    }

    public static TheoryData<HolidayRule, string> Rules => new()
    {
        { new FixedHoliday(4, 21, "T", [], 1950), "10:fixed 4-21 1:T 0: 4:1950 4:9999" },
        { new FixedHoliday(12, 24, "V", [new Shift(480, 720)]), "11:fixed 12-24 1:V 7:480-720 1:1 4:9999" },
        { new EasterHoliday(-2, false, "S", []), "17:easter western -2 1:S 0: 1:1 4:9999" },
        { new EasterHoliday(50, true, "R", [], 2009, 2030), "18:easter orthodox 50 1:R 0: 4:2009 4:2030" },
        { new NthWeekdayHoliday(5, IsoDayOfWeek.Monday, -1, 3, "N", []), "17:nth 5 Monday -1 3 1:N 0: 1:1 4:9999" },
        { new DatedHoliday(new LocalDate(2026, 12, 24), new LocalDate(2027, 1, 2), "D", []), "27:dated 2026-12-24 2027-01-02 1:D 0: 1:1 4:9999" },
        { new YearlyRangeHoliday(new AnnualDate(12, 24), new AnnualDate(1, 2), "Y", []), "16:yearly 12-24 1-2 1:Y 0: 1:1 4:9999" },
        { new ObservedHoliday(1, 1, [0, 0, 0, 0, 0, -1, 1], "O", []), "27:observed 1-1 0,0,0,0,0,-1,1 1:O 0: 1:1 4:9999" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void T1_Every_kind_of_holiday_has_a_line(HolidayRule rule, string line) =>
        Canonical(new AlwaysOpenCalendar("c", "Etc/UTC", Position.None), Set("h", rule) with { KnownTo = Date("2026-12-31") })
            .ShouldBe(Lines(Head, "6:always", "3:set 1:h 10:2026-12-31", line));

    [Fact]
    public void T1_A_name_cannot_imitate_another_field()
    {
        // The same characters, cut at another place.
        string Hash(string id, string name) => Canonical(Weekly("Etc/UTC", "", id: id, exceptions: [new SpecialDay(Date("2026-04-20"), ExceptionKind.Closed, [], name)]));
        Hash("c", "x 1:y").ShouldNotBe(Hash("c", "x 1:y 1:z"));
        Canonical(new AlwaysOpenCalendar("c", "Etc/UTC", Position.None), Set("a", new FixedHoliday(1, 1, "n\n3:set 1:b", [])))
            .ShouldNotBe(Canonical(new AlwaysOpenCalendar("c", "Etc/UTC", Position.None), Set("a", new FixedHoliday(1, 1, "n", [])), Set("b")));
    }

    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void T1_The_hash_is_SHA_256_in_lower_case_hexadecimal(string text, string hash) => CalendarHash.Of(text).ShouldBe(hash);

    [Fact]
    public void T1_A_change_in_a_part_changes_every_calendar_that_is_made_of_it()
    {
        CalendarSet With(string hours) => new([Weekly("Etc/UTC", hours, id: "part"), Weekly("Etc/UTC", "20:00-22:00", id: "other"),
            new ComposedCalendar("x", Composition.Union, ["part", "other"], null, Position.None), new ComposedCalendar("y", Composition.Exclusion, ["24x7", "x"], null, Position.None)], [], "Etc/UTC");
        CalendarSet one = With("09:00-18:00"), two = With("09:00-17:59");
        foreach (var (id, moved) in new[] { ("part", true), ("x", true), ("y", true), ("other", false), ("24x7", false) })
            (one[id].Hash != two[id].Hash).ShouldBe(moved, id);
    }

    [Fact]
    public void T1_The_order_of_parts_and_of_layers_is_part_of_the_calendar()
    {
        string Composed(params string[] parts) => new CalendarSet([Weekly("Etc/UTC", "09:00-18:00", id: "a"), Weekly("Etc/UTC", "12:00-13:00", id: "b"),
            new ComposedCalendar("x", Composition.Exclusion, [.. parts], null, Position.None)], [], "Etc/UTC")["x"].Hash;
        Composed("a", "b").ShouldNotBe(Composed("b", "a"));
        HolidaySet one = Set("one", new FixedHoliday(4, 20, "1", [])), two = Set("two", new FixedHoliday(4, 20, "2", Shifts("09:00-12:00")));
        Compile(Weekly("Etc/UTC", "09:00-18:00", holidays: ["one", "two"]), one, two).Hash.ShouldNotBe(Compile(Weekly("Etc/UTC", "09:00-18:00", holidays: ["two", "one"]), one, two).Hash);
    }

    [Fact]
    public void T1_Included_sets_are_hashed_where_they_are_read()
    {
        var inner = Set("inner", new FixedHoliday(4, 21, "x", []));
        string Hash(HolidaySet included) => Compile(Weekly("Etc/UTC", "09:00-18:00", holidays: ["outer"]), Set("outer") with { Includes = ["inner"] }, included).Hash;
        Hash(inner with { Rules = [new FixedHoliday(4, 22, "x", [])] }).ShouldNotBe(Hash(inner));
        Hash(inner with { Source = "elsewhere", Name = "another name" }).ShouldBe(Hash(inner));
    }

    [Fact]
    public void T1_The_zone_in_force_is_hashed_wherever_it_was_written()
    {
        string Hash(string zone, string general) => new CalendarSet([Weekly(zone, "09:00-18:00")], [], general)["c"].Hash;
        Hash("", "Europe/London").ShouldBe(Hash("Europe/London", "Etc/UTC"));
        Hash("", "Europe/London").ShouldNotBe(Hash("", "Etc/UTC"));
    }
}
