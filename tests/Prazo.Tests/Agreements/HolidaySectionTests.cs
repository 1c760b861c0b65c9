using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Tests.Agreements;

public class HolidaySectionTests
{
    private static HolidaySet Set(params HolidayRule[] rules) => new("own", "Own \"days\": #1", [.. rules], "iCalendar: a\\b.ics", new LocalDate(2030, 12, 31), [], Position.None);

    private static HolidaySet ReadBack(HolidaySet set)
    {
        var (documents, problems) = YamlNodes.Parse("prazo: 1\nagreement: a\nzone: Europe/Bucharest\n" + HolidaySection.Write(set), "a.yaml");
        problems.ShouldBeEmpty();
        var (agreement, more) = AgreementReader.Read(documents[0], _ => null);
        more.Where(p => p.Severity == Severity.Error && p.Path.StartsWith("holiday-sets", StringComparison.Ordinal)).ShouldBeEmpty(HolidaySection.Write(set));
        return agreement.ShouldNotBeNull().HolidaySets["own"];
    }

    private static IEnumerable<string> Days(HolidaySet set) =>
        Enumerable.Range(2000, 60).SelectMany(y => HolidayDates.InYear(set, y)).Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Date} {d.Name} {string.Join(',', d.Hours)}"));

    [Fact]
    public void A_section_reads_as_an_agreement_writes_it() =>
        HolidaySection.Write(Set(
            new FixedHoliday(12, 25, "Natal", [], 2020),
            new DatedHoliday(new LocalDate(2026, 12, 24), new LocalDate(2026, 12, 24), "Véspera", [new Shift(480, 720), new Shift(1320, 1800)]),
            new NthWeekdayHoliday(5, IsoDayOfWeek.Monday, -2, 1, "Nth", []),
            new EasterHoliday(-2, Orthodox: true, "Vinerea Mare", [])))
        .ShouldBe("""
            holiday-sets:
              own:
                name: "Own \"days\": #1"
                source: "iCalendar: a\\b.ics"
                known-to: 2030-12-31
                days:
                  "12-25": { name: "Natal", from-year: 2020 }
                  "2026-12-24": { name: "Véspera", hours: "08:00-12:00, 22:00-06:00" }
                  "last mon of may -6": "Nth"
                  "orthodox-easter -2": "Vinerea Mare"

            """.ReplaceLineEndings("\n"));

    [Theory]
    [InlineData("br")]
    [InlineData("br-cinzas")]
    [InlineData("br-sp-sao-paulo")]
    [InlineData("br-am-manaus")]
    [InlineData("ro")]
    public void A_built_in_set_comes_back_from_the_section(string id)
    {
        var set = BuiltInHolidays.Find(id)! with { Id = "own" };
        var back = ReadBack(set);
        Days(back).ShouldBe(Days(set));
        (back.Name, back.Source, back.KnownTo).ShouldBe((set.Name, set.Source, set.KnownTo));
    }

    [Fact]
    public void Years_taken_out_of_a_rule_stay_out()
    {
        var set = Set(new FixedHoliday(7, 9, "Dia", [], 2020, 2021), new FixedHoliday(7, 9, "Dia", [], 2023, 2023), new FixedHoliday(7, 9, "Dia", [], 2025));
        Days(ReadBack(set)).ShouldBe(Days(set));
    }

    [Fact]
    public void Names_of_any_characters_come_back()
    {
        foreach (var name in new[] { "a: b # c", "'x' \"y\" \\z\\", "tab\tnew\nline", "— é ș 😀", "{a}, [b]", "~", "null", "01", "\u0001\u0085\u2028" })
            ReadBack(Set(new FixedHoliday(5, 1, name, []))).Rules.ShouldHaveSingleItem().Name.ShouldBe(name);
    }

    [Fact]
    public void Random_sets_come_back_with_dates_names_and_hours()
    {
        var random = new Random(20260422);
        for (var round = 0; round < 200; round++)
        {
            var set = Set([.. Enumerable.Range(0, random.Next(1, 15)).Select(i => RandomRule(random, "n" + i))]);
            Days(ReadBack(set)).ShouldBe(Days(set), $"round {round}\n{HolidaySection.Write(set)}");
        }
    }

    private static HolidayRule RandomRule(Random random, string name)
    {
        var start = random.Next(0, 1440);
        ImmutableArray<Shift> hours = random.Next(3) == 0 ? [new Shift(start, start + random.Next(1, 1400))] : [];
        var day = new LocalDate(2020, 1, 1).PlusDays(random.Next(3650));
        var (from, to) = (random.Next(1990, 2030), random.Next(2) == 0 ? 9999 : random.Next(2030, 2050));
        return random.Next(5) switch
        {
            0 => new FixedHoliday(random.Next(1, 3), random.Next(1, 6), name, hours, from, to),
            1 => new EasterHoliday(random.Next(-3, 3), random.Next(2) == 0, name, hours, from, to),
            2 => new NthWeekdayHoliday(random.Next(1, 13), (IsoDayOfWeek)random.Next(1, 8), random.Next(2) == 0 ? random.Next(1, 6) : random.Next(-4, 0), random.Next(-3, 4), name, hours, from, to),
            3 => new DatedHoliday(day, day.PlusDays(random.Next(10)), name, hours),
            _ => new YearlyRangeHoliday(new AnnualDate(12, 20 + random.Next(10)), new AnnualDate(1, 1 + random.Next(9)), name, hours),
        };
    }

    [Fact]
    public void A_rule_without_words_is_refused_loudly() =>
        Should.Throw<ArgumentException>(() => HolidaySection.Write(BuiltInHolidays.Find("br-sc")!));

    [Fact]
    public void An_empty_set_is_an_empty_section() =>
        ReadBack(Set()).Rules.ShouldBeEmpty();

    [Fact]
    public void The_example_of_the_reference_page_is_an_agreement_without_faults()
    {
        var page = File.ReadAllText(Path.Combine("docs", "reference", "holidays.md"));
        var example = page.Split("```yaml\n")[1].Split("```")[0];
        var (documents, problems) = YamlNodes.Parse("prazo: 1\nagreement: a\nzone: America/Sao_Paulo\ntargets: { resolution: { within: 4h } }\n" + example, "page.yaml");
        problems.ShouldBeEmpty();
        var (agreement, more) = AgreementReader.Read(documents[0], _ => null);
        more.Where(p => p.Severity == Severity.Error).ShouldBeEmpty();
        var calendar = new CalendarSet(agreement.ShouldNotBeNull().Calendars.Values, agreement.HolidaySets.Values, agreement.Zone)["comercial"];
        calendar.HolidayOn(new LocalDate(2026, 2, 18)).ShouldBe("Quarta-feira de Cinzas");
        calendar.Between(Instant.FromUtc(2026, 2, 18, 0, 0), Instant.FromUtc(2026, 2, 19, 0, 0)).ShouldBe(Duration.FromHours(4));
        calendar.HolidayOn(new LocalDate(2026, 11, 27)).ShouldBe("Black Friday");
        calendar.HolidayOn(new LocalDate(2026, 12, 31)).ShouldBe("Recesso");
    }
}
