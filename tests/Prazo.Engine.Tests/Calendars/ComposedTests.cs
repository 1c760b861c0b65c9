using NodaTime;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>Union, intersection and exclusion worked out by hand (T9). 2026-04-20 is a Monday; all parts are open on all seven days unless said.</summary>
public class ComposedTests
{
    private static ComposedCalendar Of(Composition how, string? zone, params string[] operands) => new("x", how, [.. operands], zone, Position.None);

    private static CalendarSet Set(ComposedCalendar composed, params CalendarDefinition[] parts)
    {
        var set = new CalendarSet([.. parts, composed], [Holiday], "Etc/UTC");
        set.Problems.ShouldBeEmpty();
        return set;
    }

    private static readonly HolidaySet Holiday = CalendarDsl.Set("h", OneOff("2026-04-21"));

    private static string Hours(WorkingCalendar calendar, string from, string to) => string.Join(", ", calendar.Openings(At(from + ":00Z"), At(to + ":00Z"))
        .Select(o => calendar.Wall(o.Start)[8..] + "/" + calendar.Wall(o.End)[8..]));

    [Theory]
    // apart, touching, overlapping, one inside the other, the same
    [InlineData("08:00-10:00", "12:00-14:00", "20T08:00/20T10:00, 20T12:00/20T14:00", "", "20T08:00/20T10:00")]
    [InlineData("08:00-12:00", "12:00-14:00", "20T08:00/20T14:00", "", "20T08:00/20T12:00")]
    [InlineData("08:00-13:00", "12:00-14:00", "20T08:00/20T14:00", "20T12:00/20T13:00", "20T08:00/20T12:00")]
    [InlineData("08:00-18:00", "12:00-14:00", "20T08:00/20T18:00", "20T12:00/20T14:00", "20T08:00/20T12:00, 20T14:00/20T18:00")]
    [InlineData("12:00-14:00", "08:00-18:00", "20T08:00/20T18:00", "20T12:00/20T14:00", "")]
    [InlineData("08:00-18:00", "08:00-18:00", "20T08:00/20T18:00", "20T08:00/20T18:00", "")]
    [InlineData("08:00-18:00", "08:00-12:00", "20T08:00/20T18:00", "20T08:00/20T12:00", "20T12:00/20T18:00")]
    [InlineData("08:00-18:00", "12:00-18:00", "20T08:00/20T18:00", "20T12:00/20T18:00", "20T08:00/20T12:00")]
    [InlineData("08:00-10:00, 14:00-18:00", "09:00-15:00", "20T08:00/20T18:00", "20T09:00/20T10:00, 20T14:00/20T15:00", "20T08:00/20T09:00, 20T15:00/20T18:00")]
    [InlineData("08:00-18:00", "", "20T08:00/20T18:00", "", "20T08:00/20T18:00")]
    public void T9_Two_calendars_of_one_zone(string a, string b, string union, string intersection, string exclusion)
    {
        foreach (var (how, expected) in new[] { (Composition.Union, union), (Composition.Intersection, intersection), (Composition.Exclusion, exclusion) })
        {
            var set = Set(Of(how, null, "a", "b"), Weekly("Etc/UTC", a, 7, id: "a"), Weekly("Etc/UTC", b, 7, id: "b"));
            Hours(set["x"], "2026-04-20T00:00", "2026-04-21T00:00").ShouldBe(expected, how.ToString());
        }
    }

    [Fact]
    public void T9_Three_calendars_are_combined_from_the_left()
    {
        CalendarDefinition[] parts = [Weekly("Etc/UTC", "08:00-18:00", 7, id: "a"), Weekly("Etc/UTC", "12:00-13:00", 7, id: "b"), Weekly("Etc/UTC", "16:00-20:00", 7, id: "c")];
        Hours(Set(Of(Composition.Exclusion, null, "a", "b", "c"), parts)["x"], "2026-04-20T00:00", "2026-04-21T00:00").ShouldBe("20T08:00/20T12:00, 20T13:00/20T16:00");
        Hours(Set(Of(Composition.Intersection, null, "a", "b", "c"), parts)["x"], "2026-04-20T00:00", "2026-04-21T00:00").ShouldBe("");
        Hours(Set(Of(Composition.Intersection, null, "a", "c"), parts)["x"], "2026-04-20T00:00", "2026-04-21T00:00").ShouldBe("20T16:00/20T18:00");
        Hours(Set(Of(Composition.Union, null, "b", "c"), parts)["x"], "2026-04-20T00:00", "2026-04-21T00:00").ShouldBe("20T12:00/20T13:00, 20T16:00/20T20:00");
    }

    [Fact]
    public void T9_One_calendar_composed_alone_is_itself()
    {
        var week = Weekly("Europe/Bucharest", "08:00-12:00, 13:00-17:00", holidays: ["h"], id: "a");
        foreach (var how in Enum.GetValues<Composition>())
        {
            var set = Set(Of(how, null, "a"), week);
            Instant from = At("2026-03-01T00:00:00Z"), to = At("2026-05-01T00:00:00Z");
            set["x"].Openings(from, to).ShouldBe(set["a"].Openings(from, to));
            set["x"].Zone.Id.ShouldBe("Europe/Bucharest");
        }
    }

    [Fact]
    public void T9_Follow_the_sun_is_the_union_of_offices_in_their_own_zones()
    {
        // Bucharest 09-17 is 06:00Z-14:00Z in summer, São Paulo 09-18 is 12:00Z-21:00Z.
        var set = Set(Of(Composition.Union, "Etc/UTC", "ro", "br"), Weekly("Europe/Bucharest", "09:00-17:00", id: "ro"), Weekly("America/Sao_Paulo", "09:00-18:00", id: "br"));
        Hours(set["x"], "2026-04-20T00:00", "2026-04-21T00:00").ShouldBe("20T06:00/20T21:00");
        // In winter 07:00Z-15:00Z.
        Hours(set["x"], "2026-01-19T00:00", "2026-01-20T00:00").ShouldBe("19T07:00/19T21:00");
        var both = Set(Of(Composition.Intersection, "Etc/UTC", "ro", "br"), Weekly("Europe/Bucharest", "09:00-17:00", id: "ro"), Weekly("America/Sao_Paulo", "09:00-18:00", id: "br"));
        Hours(both["x"], "2026-04-20T00:00", "2026-04-21T00:00").ShouldBe("20T12:00/20T14:00");
        Hours(both["x"], "2026-01-19T00:00", "2026-01-20T00:00").ShouldBe("19T12:00/19T15:00");
    }

    [Fact]
    public void T8_The_zone_given_decides_on_which_date_an_opening_starts()
    {
        // 22:00-23:00 in São Paulo is 01:00Z-02:00Z of the next day.
        var evenings = Weekly("America/Sao_Paulo", "22:00-23:00", id: "a");
        var home = Set(Of(Composition.Union, null, "a"), evenings)["x"];
        var abroad = Set(Of(Composition.Union, "Etc/UTC", "a"), evenings)["x"];
        (home.IsBusinessDay(Date("2026-04-24")), home.IsBusinessDay(Date("2026-04-25"))).ShouldBe((true, false));
        (abroad.IsBusinessDay(Date("2026-04-20")), abroad.IsBusinessDay(Date("2026-04-25"))).ShouldBe((false, true));
        abroad.BusinessDayAfter(Date("2026-04-25"), 1).ShouldBe(Date("2026-04-28"));
    }

    [Fact]
    public void T8_A_composition_that_is_open_for_days_has_each_whole_day_as_a_business_day()
    {
        // Days and nights together: from Monday 08:00 without a break to Saturday 08:00.
        var set = Set(Of(Composition.Union, null, "days", "nights"), Weekly("Etc/UTC", "08:00-20:00", id: "days"), Weekly("Etc/UTC", "20:00-08:00", id: "nights"));
        var x = set["x"];
        Hours(x, "2026-04-19T00:00", "2026-04-26T00:00").ShouldBe("20T08:00/25T08:00");
        x.OpeningsOn(Date("2026-04-20")).ShouldBe([new Opening(At("2026-04-20T08:00:00Z"), At("2026-04-21T00:00:00Z"))]);
        x.OpeningsOn(Date("2026-04-22")).ShouldBe([new Opening(At("2026-04-22T00:00:00Z"), At("2026-04-23T00:00:00Z"))]);
        // The last night runs into Saturday, which is not whole: it belongs to Friday.
        x.OpeningsOn(Date("2026-04-24")).ShouldBe([new Opening(At("2026-04-24T00:00:00Z"), At("2026-04-25T08:00:00Z"))]);
        x.OpeningsOn(Date("2026-04-25")).ShouldBeEmpty();
        Enumerable.Range(18, 9).Where(d => x.IsBusinessDay(new LocalDate(2026, 4, d))).ShouldBe([20, 21, 22, 23, 24]);
    }

    [Fact]
    public void T9_A_holiday_of_one_part_closes_the_part_and_names_the_day_for_all()
    {
        CalendarDefinition[] parts = [Weekly("Etc/UTC", "08:00-12:00", holidays: ["h"], id: "a"), Weekly("Etc/UTC", "13:00-17:00", id: "b")];
        var union = Set(Of(Composition.Union, null, "a", "b"), parts)["x"];
        Hours(union, "2026-04-21T00:00", "2026-04-22T00:00").ShouldBe("21T13:00/21T17:00");
        union.HolidayOn(Date("2026-04-21")).ShouldBe("one-off 2026-04-21");
        union.HolidayOn(Date("2026-04-22")).ShouldBeNull();
        Set(Of(Composition.Intersection, null, "b", "a"), parts)["x"].HolidayOn(Date("2026-04-21")).ShouldBe("one-off 2026-04-21");
    }

    [Fact]
    public void T9_Everything_but_the_maintenance_window()
    {
        // Sundays from 02:00 to 04:00 in Bucharest, an hour of which one Sunday does not have.
        var window = new WeeklyCalendar("w", "Europe/Bucharest",
            [new EffectiveHours(LocalDate.MinIsoValue, [[], [], [], [], [], [], Shifts("02:00-04:00")])], [], [], HolidayCut.Shifts, Position.None);
        var x = Set(Of(Composition.Exclusion, "Europe/Bucharest", "24x7", "w"), window)["x"];
        Duration Week(string monday) => x.Between(x.Local(monday + "T00:00"), x.Local(Date(monday).PlusDays(7).ToString("uuuu-MM-dd", null) + "T00:00"));
        Week("2026-04-20").ShouldBe(Duration.FromHours((7 * 24) - 2));
        Week("2026-03-23").ShouldBe(Duration.FromHours((7 * 24) - 1 - 1));
        Week("2026-10-19").ShouldBe(Duration.FromHours((7 * 24) + 1 - 3));
        x.Add(x.Local("2026-04-26T01:59"), Duration.FromMinutes(1)).ShouldBe(x.Local("2026-04-26T02:00"));
        x.AddLast(x.Local("2026-04-26T01:59"), Duration.FromMinutes(1)).ShouldBe(x.Local("2026-04-26T04:00"));
        x.IsAlwaysOpen.ShouldBeFalse();
    }

    [Fact]
    public void T9_Compositions_can_be_composed()
    {
        CalendarDefinition[] parts =
        [
            Weekly("Etc/UTC", "08:00-18:00", 7, id: "day"), Weekly("Etc/UTC", "12:00-13:00", 7, id: "lunch"), Weekly("Etc/UTC", "10:00-16:00", 7, id: "core"),
            new ComposedCalendar("work", Composition.Exclusion, ["day", "lunch"], null, Position.None),
        ];
        Hours(Set(Of(Composition.Intersection, null, "work", "core"), parts)["x"], "2026-04-20T00:00", "2026-04-21T00:00").ShouldBe("20T10:00/20T12:00, 20T13:00/20T16:00");
        Hours(Set(Of(Composition.Exclusion, null, "24x7", "work"), parts)["x"], "2026-04-20T00:00", "2026-04-21T00:00").ShouldBe("20T00:00/20T08:00, 20T12:00/20T13:00, 20T18:00/21T00:00");
    }

    [Fact]
    public void T9_Exceptions_belong_to_the_weekly_calendar_that_has_them()
    {
        var special = new SpecialDay(Date("2026-04-25"), ExceptionKind.Extra, Shifts("09:00-12:00"), "Stocktaking");
        var set = Set(Of(Composition.Union, null, "a"), Weekly("Etc/UTC", "08:00-17:00", exceptions: [special], id: "a"));
        set.ExceptionOn("a", Date("2026-04-25")).ShouldBe(special);
        set.ExceptionOn("a", Date("2026-04-24")).ShouldBeNull();
        set.ExceptionOn("x", Date("2026-04-25")).ShouldBeNull();
        set.ExceptionOn("nobody", Date("2026-04-25")).ShouldBeNull();
        set["x"].HolidayOn(Date("2026-04-25")).ShouldBe("Stocktaking");
        Hours(set["x"], "2026-04-25T00:00", "2026-04-26T00:00").ShouldBe("25T09:00/25T12:00");
    }
}
