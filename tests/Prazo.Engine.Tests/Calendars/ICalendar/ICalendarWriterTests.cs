using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Calendars.ICalendar;

[Trait("Rule", "T9")]
public class ICalendarWriterTests
{
    private static readonly Instant Stamp = Instant.FromUtc(2026, 1, 2, 3, 4, 5);

    private static HolidaySet Set(params HolidayRule[] rules) => new("own", "Own", [.. rules], "test", null, [], Position.None);

    [Fact]
    public void An_export_reads_as_the_format_says()
    {
        var text = ICalendarWriter.Holidays(Set(new FixedHoliday(12, 25, "Natal", []), new FixedHoliday(12, 24, "Véspera", [new Shift(480, 720)], 2026)), 2025, 2026, Stamp);
        text.ShouldBe(string.Join("\r\n",
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Prazo//Prazo//EN", "CALSCALE:GREGORIAN", "X-WR-CALNAME:Own",
            "BEGIN:VEVENT", "UID:own-20251225@prazo", "DTSTAMP:20260102T030405Z", "DTSTART;VALUE=DATE:20251225", "DTEND;VALUE=DATE:20251226", "SUMMARY:Natal", "TRANSP:TRANSPARENT", "END:VEVENT",
            "BEGIN:VEVENT", "UID:own-20261224@prazo", "DTSTAMP:20260102T030405Z", "DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261225", "SUMMARY:Véspera", "X-PRAZO-HOURS:08:00-12:00", "TRANSP:TRANSPARENT", "END:VEVENT",
            "BEGIN:VEVENT", "UID:own-20261225@prazo", "DTSTAMP:20260102T030405Z", "DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261226", "SUMMARY:Natal", "TRANSP:TRANSPARENT", "END:VEVENT",
            "END:VCALENDAR", ""));
    }

    [Fact]
    public void No_line_has_more_than_75_octets_and_no_character_is_cut()
    {
        var name = string.Concat(Enumerable.Repeat("Consciência 😀 Negra; ", 20));
        var text = ICalendarWriter.Holidays(Set(new FixedHoliday(11, 20, name, [])), 2024, 2026, Stamp);
        foreach (var line in text.Split("\r\n"))
        {
            Encoding.UTF8.GetByteCount(line).ShouldBeLessThanOrEqualTo(75);
            line.ShouldNotContain('\ufffd');
            line.ShouldNotContain('\n');
        }
        ICalendarReader.Holidays(text, "back").Holidays.Rules[0].Name.ShouldBe(name.Trim());
    }

    [Theory]
    [InlineData("a,b;c\\d")]
    [InlineData("line one\nline two")]
    [InlineData("\\n is not a new line, \\\\ neither")]
    [InlineData("tab\there \"quoted\" : colon")]
    public void Names_survive_the_way_out_and_back(string name) =>
        ICalendarReader.Holidays(ICalendarWriter.Holidays(Set(new FixedHoliday(5, 1, name, [])), 2026, 2026, Stamp), "back").Holidays.Rules.ShouldHaveSingleItem().Name.ShouldBe(name);

    [Fact]
    public void Control_characters_do_not_reach_the_file() =>
        ICalendarWriter.Holidays(Set(new FixedHoliday(5, 1, "a\0b\u0007c", [])), 2026, 2026, Stamp).ShouldContain("SUMMARY:abc\r\n");

    [Theory]
    [InlineData("br")]
    [InlineData("br-ac")]
    [InlineData("br-carnaval")]
    [InlineData("br-sp-sao-paulo")]
    [InlineData("ro")]
    public void A_built_in_set_comes_back_with_the_same_dates_and_names(string id)
    {
        var set = BuiltInHolidays.Find(id)!;
        var back = ICalendarReader.Holidays(ICalendarWriter.Holidays(set, 2015, 2040, Stamp), set.Id);
        back.Problems.ShouldBeEmpty();
        for (var year = 2015; year <= 2040; year++)
            HolidayDates.InYear(back.Holidays, year).Select(d => (d.Date, d.Name)).ShouldBe(HolidayDates.InYear(set, year).Select(d => (d.Date, d.Name)));
        back.Holidays.KnownTo.ShouldBe(set.KnownTo ?? new LocalDate(2040, 12, 31));
        back.Holidays.Name.ShouldBe(set.Name);
    }

    [Fact]
    public void Random_sets_come_back_with_dates_names_and_hours()
    {
        var seed = Fuzz.FuzzRun.SeedOf(nameof(Random_sets_come_back_with_dates_names_and_hours));
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var rules = Enumerable.Range(0, random.Next(1, 12)).Select(_ => RandomRule(random)).ToArray();
            var set = Set(rules);
            var back = ICalendarReader.Holidays(ICalendarWriter.Holidays(set, 2020, 2030, Stamp), "own");
            back.Problems.ShouldBeEmpty($"seed {seed}, round {round}");
            for (var year = 2020; year <= 2030; year++)
                Shown(back.Holidays, year).ShouldBe(Shown(set, year), $"seed {seed}, round {round}");
        }

        static string Shown(HolidaySet set, int year) => string.Join('\n', HolidayDates.InYear(set, year).Select(d => $"{d.Date} {d.Name} {string.Join(',', d.Hours)}"));
    }

    private static HolidayRule RandomRule(Random random)
    {
        var name = new string([.. Enumerable.Range(0, random.Next(1, 90)).Select(_ => "abcçãș;,\\:\"-\nZ"[random.Next(14)])]).Trim();
        name = name.Length == 0 ? "x" : name;
        var start = random.Next(0, 1400);
        ImmutableArray<Shift> hours = random.Next(3) == 0 ? [new Shift(start, start + random.Next(1, 900))] : [];
        var day = new LocalDate(2020, 1, 1).PlusDays(random.Next(3650));
        return random.Next(5) switch
        {
            0 => new FixedHoliday(random.Next(1, 13), random.Next(1, 29), name, hours, random.Next(2015, 2030)),
            1 => new EasterHoliday(random.Next(-60, 70), random.Next(2) == 0, name, hours),
            2 => new NthWeekdayHoliday(random.Next(1, 13), (IsoDayOfWeek)random.Next(1, 8), random.Next(1, 5), random.Next(-3, 4), name, hours),
            3 => new DatedHoliday(day, day.PlusDays(random.Next(10)), name, hours),
            _ => new YearlyRangeHoliday(new AnnualDate(12, 20 + random.Next(10)), new AnnualDate(1, 1 + random.Next(9)), name, hours),
        };
    }

    [Fact]
    public void Included_sets_are_exported_with_the_set_that_includes_them_even_in_a_circle()
    {
        var inner = Set(new FixedHoliday(5, 2, "Inner", [])) with { Id = "inner", Includes = ["outer"] };
        var outer = Set(new FixedHoliday(5, 1, "Outer", [])) with { Id = "outer", Includes = ["inner", "gone"] };
        var text = ICalendarWriter.Holidays(outer, 2026, 2026, Stamp, id => id switch { "inner" => inner, "outer" => outer, _ => null });
        ICalendarReader.Holidays(text, "x").Holidays.Rules.Select(r => r.Name).ShouldBe(["Outer", "Inner"]);
    }

    [Fact]
    public void Ids_stay_from_export_to_export_and_only_the_stamp_moves()
    {
        var set = BuiltInHolidays.Find("br")!;
        var one = ICalendarWriter.Holidays(set, 2026, 2027, Stamp);
        var two = ICalendarWriter.Holidays(set, 2026, 2027, Stamp + Duration.FromHours(1));
        two.Replace("T040405Z", "T030405Z", StringComparison.Ordinal).ShouldBe(one);
        var uids = one.Split("\r\n").Where(l => l.StartsWith("UID:", StringComparison.Ordinal)).ToList();
        uids.Distinct(StringComparer.Ordinal).Count().ShouldBe(uids.Count);
    }

    [Theory]
    [InlineData(0, 2026)]
    [InlineData(2026, 9999)]
    [InlineData(2027, 2026)]
    public void Impossible_years_are_the_callers_fault(int from, int to) =>
        Should.Throw<ArgumentOutOfRangeException>(() => ICalendarWriter.Holidays(Set(), from, to, Stamp));

    private static WorkingCalendar Calendar(params string[] holidays)
    {
        ImmutableArray<Shift> day = [new Shift(480, 720), new Shift(780, 1080)];
        var week = ImmutableArray.Create<ImmutableArray<Shift>>(day, day, day, day, [new Shift(1320, 1800)], [], []);
        var definition = new WeeklyCalendar("loja", "America/Sao_Paulo", [new EffectiveHours(LocalDate.MinIsoValue, week)], [.. holidays],
            [new SpecialDay(new LocalDate(2026, 12, 24), ExceptionKind.Hours, [new Shift(480, 720)], "Véspera de Natal")], HolidayCut.Shifts, Position.None);
        return new CalendarSet([definition], [], "America/Sao_Paulo")["loja"];
    }

    [Fact]
    public void Openings_are_events_in_UTC()
    {
        var text = ICalendarWriter.Openings(Calendar("br"), Instant.FromUtc(2026, 12, 24, 0, 0), Instant.FromUtc(2026, 12, 29, 0, 0), Stamp);
        text.Split("\r\n").Where(l => l.StartsWith("DT", StringComparison.Ordinal) && !l.StartsWith("DTSTAMP", StringComparison.Ordinal))
            .ShouldBe(["DTSTART:20261224T110000Z", "DTEND:20261224T150000Z", "DTSTART:20261228T110000Z", "DTEND:20261228T150000Z", "DTSTART:20261228T160000Z", "DTEND:20261228T210000Z"]);
        text.ShouldContain("UID:loja-20261224T110000Z@prazo\r\n");
    }

    [Fact]
    public void The_holidays_of_a_calendar_are_those_it_keeps_with_the_hours_that_remain()
    {
        var text = ICalendarWriter.Holidays(Calendar("br", "br-sp-sao-paulo"), new LocalDate(2026, 11, 1), new LocalDate(2026, 12, 31), Stamp);
        var back = ICalendarReader.Holidays(text, "x");
        back.Problems.ShouldBeEmpty();
        back.Holidays.Rules.Select(r => $"{((DatedHoliday)r).From:MM-dd} {r.Name} {string.Join(',', r.Hours.Select(s => s.StartMinutes + "-" + s.EndMinutes))}".TrimEnd()).ShouldBe(
        [
            "11-02 Finados", "11-15 Proclamação da República", "11-20 Dia Nacional de Zumbi e da Consciência Negra", "12-24 Véspera de Natal 480-720", "12-25 Natal",
        ]);
        back.Holidays.KnownTo.ShouldBe(new LocalDate(2026, 12, 31));
    }
}
