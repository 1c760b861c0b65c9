using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

public class CalendarReaderTests
{
    private static T Calendar<T>(string lines) where T : CalendarDefinition =>
        Good(Header + "calendars:\n  other: { weekly: { mon: \"08:00-12:00\" } }\n  c:\n" + string.Concat(lines.Split('\n').Select(l => "    " + l + "\n"))).Calendars["c"].ShouldBeOfType<T>();

    private static string Hours(WeeklyCalendar calendar, int day) => string.Join(" ", calendar.Hours[0].Week[day].Select(s => $"{s.StartMinutes}-{s.EndMinutes}"));

    [Theory]
    [InlineData("mon-fri: \"08:00-12:00, 13:00-18:00\"", "480-720 780-1080|480-720 780-1080|480-720 780-1080|480-720 780-1080|480-720 780-1080||")]
    [InlineData("mon-fri: [ \"13:00-18:00\", \"08:00-12:00\" ]", "480-720 780-1080|480-720 780-1080|480-720 780-1080|480-720 780-1080|480-720 780-1080||")]
    [InlineData("mon: \"8:00-9:30\"", "480-570||||||")]
    [InlineData("mon-sun: \"00:00-24:00\"", "0-1440|0-1440|0-1440|0-1440|0-1440|0-1440|0-1440")]
    [InlineData("fri: \"22:00-06:00\"", "||||1320-1800||")]
    [InlineData("\"mon, wed-fri\": \"08:00-12:00\", tue: closed", "480-720||480-720|480-720|480-720||")]
    [InlineData("sat-mon: \"08:00-12:00\"", "480-720|||||480-720|480-720")]
    [InlineData("monday: \"08:00–12:00\"", "480-720||||||")]
    [InlineData("Mon-Tue: \"20:00-24:00\"", "1200-1440|1200-1440|||||")]
    [Trait("Rule", "T9")]
    public void Weekly_hours_are_read(string week, string expected)
    {
        var calendar = Calendar<WeeklyCalendar>("weekly: { " + week + " }");
        string.Join("|", Enumerable.Range(0, 7).Select(d => Hours(calendar, d))).ShouldBe(expected);
    }

    [Theory]
    [InlineData("bad-hours", "weekly: { mon: «8-12¦\"08:00-12:00\"» }")]
    [InlineData("bad-hours", "weekly: { mon: «\"\"¦closed» }")]
    [InlineData("bad-hours", "weekly: { mon: «08:00-25:00¦\"08:00-24:00\"» }")]
    [InlineData("bad-hours", "weekly: { mon: «08:00-08:00¦\"08:00-09:00\"» }")]
    [InlineData("bad-hours", "weekly: { mon: «24:00-06:00¦\"00:00-06:00\"» }")]
    [InlineData("bad-hours", "weekly: { mon: «\"closed, 08:00-09:00\"¦closed» }")]
    [InlineData("bad-hours", "weekly: { mon: «\"08:00-12:00 13:00-18:00\"¦\"08:00-12:00, 13:00-18:00\"» }")]
    [InlineData("overlapping-hours", "weekly: { mon: «\"08:00-12:00, 11:00-18:00\"¦\"08:00-12:00, 12:00-18:00\"» }")]
    [InlineData("overlapping-hours", "weekly: { mon: «\"08:00-12:00, 20:00-09:00\"¦\"08:00-12:00, 20:00-08:00\"» }")]
    [InlineData("bad-day", "weekly: { «seg¦mon»: \"08:00-12:00\" }")]
    [InlineData("bad-day", "weekly: { «mon-tue-wed¦mon-wed»: \"08:00-12:00\" }")]
    [InlineData("day-twice", "weekly: { mon-fri: \"08:00-12:00\", «wed¦sat»: \"08:00-10:00\" }")]
    [InlineData("bad-date", "from: { «2026-13-01¦2026-12-01»: { weekly: { mon: \"08:00-12:00\" } } }")]
    [InlineData("bad-date", "days: { «24/12/2026¦2026-12-24»: closed }")]
    [InlineData("bad-date", "days: { «2026-12-31..2026-12-24¦2026-12-24..2026-12-31»: closed }")]
    [InlineData("range-too-long", "days: { «2026-01-01..2029-01-01¦2026-01-01..2026-12-31»: closed }")]
    [InlineData("day-twice", "days: { 2026-12-20..2026-12-31: closed, «2026-12-24¦2026-12-19»: \"08:00-12:00\" }")]
    [InlineData("bad-hours", "days: { 2026-12-24: «+ closed¦closed» }")]
    [InlineData("too-few-calendars", "union: «[a]¦[a, b]»")]
    [InlineData("two-compositions", "union: [a, b]\n    intersection: «[a, b]¦~»", true)]
    [InlineData("two-compositions", "union: [a, b]\n    weekly: «{ mon: \"08:00-12:00\" }¦~»", true)]
    [InlineData("calendar-cycle", "union: [a, c]", true)]
    public void What_is_no_calendar_is_refused_where_it_stands(string code, string lines, bool onlyBad = false)
    {
        var head = "calendars:\n  a: { weekly: { mon: \"08:00-12:00\" } }\n  b: { weekly: { tue: \"08:00-12:00\" } }\n  c:\n    ";
        if (!onlyBad)
            ShouldComplain(code, head + lines + "\n");
        else
            Problems(Header + head + lines.Replace("«", "", StringComparison.Ordinal).Replace("¦~»", "", StringComparison.Ordinal) + "\n").ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public void The_name_24x7_is_taken() => ShouldComplain("reserved-id", "calendars: { «24x7¦x24x7»: { weekly: { mon: \"08:00-12:00\" } } }\n");

    [Fact]
    [Trait("Rule", "T9")]
    public void Hours_change_from_a_date_on()
    {
        var calendar = Calendar<WeeklyCalendar>("weekly: { mon: \"08:00-12:00\" }\nfrom:\n  2027-01-01: { weekly: { tue: \"08:00-12:00\" } }\n  2026-07-01: { weekly: {} }");
        calendar.Hours.Select(h => h.From).ShouldBe([LocalDate.MinIsoValue, new(2026, 7, 1), new(2027, 1, 1)]);
        calendar.Hours.Select(h => h.Week.Sum(d => d.Length)).ShouldBe([1, 0, 1]);
    }

    [Fact]
    [Trait("Rule", "T9")]
    public void Special_days_are_closed_or_shorter_or_longer()
    {
        var calendar = Calendar<WeeklyCalendar>("weekly: { mon: \"08:00-12:00\" }\ndays:\n  2026-12-25: closed\n  2026-12-24: \"08:00-12:00\"\n  2026-11-27: \"+ 18:00-22:00, 23:00-24:00\"\n  2026-12-30..2027-01-01: { hours: closed, name: Recesso }");
        calendar.Exceptions.Select(e => (e.Date, e.Kind, e.Shifts.Length, e.Name)).ShouldBe(
        [
            (new(2026, 11, 27), ExceptionKind.Extra, 2, null), (new(2026, 12, 24), ExceptionKind.Hours, 1, null), (new(2026, 12, 25), ExceptionKind.Closed, 0, null),
            (new(2026, 12, 30), ExceptionKind.Closed, 0, "Recesso"), (new(2026, 12, 31), ExceptionKind.Closed, 0, "Recesso"), (new(2027, 1, 1), ExceptionKind.Closed, 0, "Recesso"),
        ]);
    }

    [Theory]
    [InlineData("union: [other, 24x7]", Composition.Union)]
    [InlineData("intersection: [other, 24x7]", Composition.Intersection)]
    [InlineData("exclude: [24x7, other]", Composition.Exclusion)]
    public void Calendars_are_composed(string line, Composition composition)
    {
        var calendar = Calendar<ComposedCalendar>(line);
        calendar.Composition.ShouldBe(composition);
        calendar.Operands.Order(StringComparer.Ordinal).ShouldBe(["24x7", "other"]);
    }

    [Fact]
    public void A_calendar_has_the_agreements_zone_unless_it_has_its_own()
    {
        var agreement = Good(Header + "calendars: { a: { weekly: { mon: \"08:00-12:00\" } }, b: { zone: America/Manaus, weekly: { mon: \"08:00-12:00\" }, cut: midnight }, d: 24x7 }\n");
        ((WeeklyCalendar)agreement.Calendars["a"]).Zone.ShouldBe("America/Sao_Paulo");
        ((WeeklyCalendar)agreement.Calendars["a"]).Cut.ShouldBe(HolidayCut.Shifts);
        ((WeeklyCalendar)agreement.Calendars["b"]).Zone.ShouldBe("America/Manaus");
        ((WeeklyCalendar)agreement.Calendars["b"]).Cut.ShouldBe(HolidayCut.Midnight);
        agreement.Calendars["d"].ShouldBeOfType<AlwaysOpenCalendar>().Zone.ShouldBe("America/Sao_Paulo");
    }

    [Theory]
    [InlineData("06-24", "FixedHoliday 6 24")]
    [InlineData("02-29", "FixedHoliday 2 29")]
    [InlineData("2026-06-24", "DatedHoliday 2026-06-24 2026-06-24")]
    [InlineData("2026-12-24..2027-01-02", "DatedHoliday 2026-12-24 2027-01-02")]
    [InlineData("12-24..01-02", "YearlyRangeHoliday 12-24 01-02")]
    [InlineData("12-24 .. 01-02", "YearlyRangeHoliday 12-24 01-02")]
    [InlineData("easter", "EasterHoliday 0 False")]
    [InlineData("easter +60", "EasterHoliday 60 False")]
    [InlineData("easter+60", "EasterHoliday 60 False")]
    [InlineData("Easter - 47", "EasterHoliday -47 False")]
    [InlineData("orthodox-easter -2", "EasterHoliday -2 True")]
    [InlineData("2nd mon of may", "NthWeekdayHoliday 5 Monday 2 0")]
    [InlineData("last friday of november +1", "NthWeekdayHoliday 11 Friday -1 1")]
    [InlineData("5th sun of mar", "NthWeekdayHoliday 3 Sunday 5 0")]
    [Trait("Rule", "T9")]
    public void Holidays_are_read(string when, string expected)
    {
        var rule = Good(Header + $"holiday-sets: {{ s: {{ days: {{ \"{when}\": Dia }} }} }}\n").HolidaySets["s"].Rules.ShouldHaveSingleItem();
        rule.Name.ShouldBe("Dia");
        var text = rule switch
        {
            FixedHoliday f => $"FixedHoliday {f.Month} {f.Day}",
            DatedHoliday d => $"DatedHoliday {d.From:uuuu-MM-dd} {d.To:uuuu-MM-dd}",
            YearlyRangeHoliday y => $"YearlyRangeHoliday {y.From.Month:00}-{y.From.Day:00} {y.To.Month:00}-{y.To.Day:00}",
            EasterHoliday e => $"EasterHoliday {e.Offset} {e.Orthodox}",
            NthWeekdayHoliday n => $"NthWeekdayHoliday {n.Month} {n.Weekday} {n.Nth} {n.Offset}",
            _ => rule.ToString(),
        };
        text.ShouldBe(expected);
    }

    [Theory]
    [InlineData("«13-01¦12-01»: x")]
    [InlineData("«02-30¦02-28»: x")]
    [InlineData("«24/06¦06-24»: x")]
    [InlineData("«easter 60¦easter +60»: x")]
    [InlineData("«easter +999¦easter +99»: x")]
    [InlineData("«6th mon of may¦1st mon of may»: x")]
    [InlineData("«2nd mon of mai¦2nd mon of may»: x")]
    [InlineData("«2027-01-02..2026-12-24¦2026-12-24..2027-01-02»: x")]
    [InlineData("2026-06-24: «{ name: x, from-year: 2020 }¦{ name: x }»")]
    [InlineData("06-24: «{ name: x, from-year: 2020, to-year: 2019 }¦{ name: x, from-year: 2019, to-year: 2020 }»")]
    public void What_is_no_holiday_is_refused_where_it_stands(string day) => ShouldComplain("bad-holiday", $"holiday-sets: {{ s: {{ days: {{ {day} }} }} }}\n");

    [Fact]
    public void A_holiday_set_has_name_source_validity_reduced_hours_and_years()
    {
        var set = Good(Header + "holiday-sets:\n  s:\n    name: Loja\n    source: lei 1\n    known-to: 2026-12-31\n    includes: [br]\n    days: { 06-24: { name: São João, hours: \"08:00-12:00\", from-year: 2020, to-year: 2030 } }\n").HolidaySets["s"];
        (set.Name, set.Source, set.KnownTo).ShouldBe(("Loja", "lei 1", new LocalDate(2026, 12, 31)));
        set.Includes.ShouldBe(["br"]);
        var rule = set.Rules.ShouldHaveSingleItem();
        (rule.Hours.Length, rule.FromYear, rule.ToYear).ShouldBe((1, 2020, 2030));
    }

    [Fact]
    public void What_is_read_computes()
    {
        var agreement = Good(Header + "holiday-sets: { loja: { days: { 03-03: Aniversário } } }\ncalendars: { c: { weekly: { mon-fri: \"08:00-18:00\" }, holidays: loja } }\ntargets: { resolution: { within: 12h } }\n");
        var calendar = new AgreementSet([agreement]).CalendarsOf(agreement)["c"];
        var start = Instant.FromUtc(2026, 3, 2, 12, 0); // 09:00 in São Paulo, a Monday; Tuesday is a holiday
        Deadlines.Of(agreement.Targets[0].Within.Else!, start, calendar).Due.ShouldBe(Instant.FromUtc(2026, 3, 4, 14, 0));
    }
}
