using System.Globalization;
using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Calendars.Holidays;

[Trait("Rule", "T9")]
public class BrazilRulesTests
{
    private static string Dates(string id, int year) =>
        string.Join(' ', HolidayDates.InYear(BuiltInHolidays.Find(id)!, year).Select(d => d.Date.ToString("MM-dd", CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(1979, "01-01 04-13 04-21 05-01 09-07 11-02 11-15 12-25")]
    [InlineData(1980, "01-01 04-04 04-21 05-01 09-07 10-12 11-02 11-15 12-25")]
    [InlineData(2023, "01-01 04-07 04-21 05-01 09-07 10-12 11-02 11-15 12-25")]
    [InlineData(2024, "01-01 03-29 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25")]
    [InlineData(2025, "01-01 04-18 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25")]
    [InlineData(2026, "01-01 04-03 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25")]
    [InlineData(2038, "01-01 04-21 04-23 05-01 09-07 10-12 11-02 11-15 11-20 12-25")]
    public void National_holidays_of_a_year(int year, string dates) => Dates("br", year).ShouldBe(dates);

    [Fact]
    public void Consciencia_Negra_is_national_from_2024_on_and_falls_in_its_own_year()
    {
        for (var year = 2010; year < 2060; year++)
            Dates("br", year).Contains("11-20", StringComparison.Ordinal).ShouldBe(year >= 2024, year.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(2024, "02-12 02-13", "05-30")]
    [InlineData(2025, "03-03 03-04", "06-19")]
    [InlineData(2026, "02-16 02-17", "06-04")]
    [InlineData(2027, "02-08 02-09", "05-27")]
    public void Carnival_and_Corpus_Christi_are_sets_of_their_own(int year, string carnival, string corpus)
    {
        Dates("br-carnaval", year).ShouldBe(carnival);
        Dates("br-corpus-christi", year).ShouldBe(corpus);
        HolidayDates.InYear(BuiltInHolidays.Find("br-carnaval")!, year).Select(d => d.Date.DayOfWeek).ShouldBe([IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday]);
        HolidayDates.InYear(BuiltInHolidays.Find("br-corpus-christi")!, year).Single().Date.DayOfWeek.ShouldBe(IsoDayOfWeek.Thursday);
    }

    [Fact]
    public void On_Ash_Wednesday_the_usual_shifts_begin_at_noon()
    {
        Dates("br-cinzas", 2026).ShouldBe("02-18");
        var week = System.Collections.Immutable.ImmutableArray.CreateRange(Enumerable.Repeat(System.Collections.Immutable.ImmutableArray.Create(new Shift(480, 600), new Shift(660, 1080)), 7));
        var shop = new WeeklyCalendar("shop", "America/Sao_Paulo", [new EffectiveHours(LocalDate.MinIsoValue, week)], ["br-carnaval", "br-cinzas"], [], HolidayCut.Shifts, Position.None);
        var calendar = new CalendarSet([shop], [], "America/Sao_Paulo")["shop"];
        calendar.OpeningsOn(new LocalDate(2026, 2, 17)).ShouldBeEmpty();
        calendar.OpeningsOn(new LocalDate(2026, 2, 18)).ShouldBe([new Opening(Instant.FromUtc(2026, 2, 18, 15, 0), Instant.FromUtc(2026, 2, 18, 21, 0))]);
    }

    [Theory]
    [InlineData("ac", "01-22 01-23 03-08 06-15 08-06 09-05 11-20")]
    [InlineData("al", "06-24 06-29 09-16 11-20 11-30")]
    [InlineData("am", "09-05 11-20 12-08")]
    [InlineData("ap", "03-19 05-15 09-13 11-20 11-30")]
    [InlineData("ba", "07-02")]
    [InlineData("ce", "03-25")]
    [InlineData("df", "04-21 11-30")]
    [InlineData("es", "04-13")]
    [InlineData("go", "")]
    [InlineData("ma", "07-28")]
    [InlineData("mg", "04-21")]
    [InlineData("ms", "10-11")]
    [InlineData("mt", "11-20")]
    [InlineData("pa", "08-15")]
    [InlineData("pb", "08-05")]
    [InlineData("pe", "03-06 06-24")]
    [InlineData("pi", "10-19")]
    [InlineData("pr", "")]
    [InlineData("rj", "02-17 04-23 11-20")]
    [InlineData("rn", "10-03")]
    [InlineData("ro", "01-04 06-18")]
    [InlineData("rr", "10-05 11-20")]
    [InlineData("rs", "09-20")]
    [InlineData("sc", "08-16")]
    [InlineData("se", "07-08")]
    [InlineData("sp", "07-09")]
    [InlineData("to", "08-15 09-08 10-05")]
    public void State_holidays_of_2026(string uf, string dates) => Dates("br-" + uf, 2026).ShouldBe(dates);

    [Theory]
    [InlineData("br-sp", 1996, "")]
    [InlineData("br-sp", 1997, "07-09")]
    [InlineData("br-rj", 2007, "11-20")]
    [InlineData("br-rj", 2008, "04-23 11-20")]
    [InlineData("br-rj", 2009, "02-24 04-23 11-20")]
    [InlineData("br-pb", 2015, "07-26 08-05")]
    [InlineData("br-pb", 2016, "08-05")]
    [InlineData("br-pe", 2017, "06-24")]
    [InlineData("br-pe", 2018, "03-06 06-24")]
    [InlineData("br-to", 2024, "09-08 10-05")]
    [InlineData("br-ma", 2018, "07-28 11-20")]
    [InlineData("br-ma", 2019, "07-28")]
    [InlineData("br-ap", 2018, "03-19 05-15 07-25 09-13 11-20 11-30 12-08")]
    [InlineData("br-es", 2019, "")]
    public void A_law_counts_from_its_year_to_its_end(string id, int year, string dates) => Dates(id, year).ShouldBe(dates);

    [Theory]
    [InlineData("br-ac", 2013, "Dia do Evangélico", "2013-01-25")]
    [InlineData("br-ac", 2023, "Dia Internacional da Mulher", "2023-03-10")]
    [InlineData("br-ac", 2020, "Tratado de Petrópolis", "2020-11-20")]
    [InlineData("br-ac", 2012, "Dia da Amazônia", "2012-09-06")]
    [InlineData("br-ac", 2020, "Dia do Católico", "2020-01-23")]
    [InlineData("br-ac", 2026, "Dia do Católico", "2026-01-22")]
    [InlineData("br-ac", 2008, "Dia Internacional da Mulher", "2008-03-08")]
    [InlineData("br-al", 2021, "Dia do Evangélico", "2021-11-29")]
    [InlineData("br-al", 2023, "Dia do Evangélico", "2023-12-01")]
    [InlineData("br-al", 2022, "Dia do Evangélico", "2022-11-30")]
    [InlineData("br-es", 2023, "Nossa Senhora da Penha", "2023-04-17")]
    public void Days_are_kept_where_the_press_of_the_year_has_them(string id, int year, string name, string date) =>
        HolidayDates.InYear(BuiltInHolidays.Find(id)!, year).Single(d => d.Name == name).Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture).ShouldBe(date);

    [Fact]
    public void Santa_Catarina_keeps_its_day_on_Sunday_and_loses_no_working_day()
    {
        for (var year = 2005; year < 2100; year++)
            HolidayDates.InYear(BuiltInHolidays.Find("br-sc")!, year).ShouldHaveSingleItem().Date.DayOfWeek.ShouldBe(IsoDayOfWeek.Sunday);
    }

    [Fact]
    public void Acre_keeps_what_its_law_moves_on_Friday_or_at_the_week_end()
    {
        string[] moved = ["Dia do Evangélico", "Dia Internacional da Mulher", "Tratado de Petrópolis"];
        for (var year = 2010; year < 2100; year++)
            foreach (var day in HolidayDates.InYear(BuiltInHolidays.Find("br-ac")!, year).Where(d => moved.Contains(d.Name)))
                day.Date.DayOfWeek.ShouldBeOneOf(IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday);
    }

    [Theory]
    [InlineData("br-sp-sao-paulo", 2026, "01-25 04-03 06-04 11-02 11-20")]
    [InlineData("br-sp-sao-paulo", 2024, "01-25 03-29 05-30 11-02 11-20")]
    [InlineData("br-am-manaus", 2026, "02-17 02-18 10-24")]
    [InlineData("br-rj-rio-de-janeiro", 2026, "01-20 04-23")]
    [InlineData("br-pr-curitiba", 2024, "03-29 05-30 09-08 11-02")]
    [InlineData("br-sp-sao-paulo", 2027, "")]
    [InlineData("br-sp-sao-paulo", 2023, "")]
    public void City_days_of_a_year(string id, int year, string dates) => Dates(id, year).ShouldBe(dates);

    [Fact]
    public void A_mended_feast_shows_the_date_of_the_list()
    {
        var source = BuiltInHolidays.Find("br-sp-sao-paulo")!.Source;
        source.ShouldContain("MIT");
        source.ShouldContain("2026-04-03 (na lista 04-18)");
        source.ShouldContain("2026-06-04 (na lista 06-19)");
        BuiltInHolidays.Find("br-pr-antonina")!.Source.ShouldNotContain("na lista");
    }

    [Theory]
    [InlineData("br-sp-santa-barbara-d-oeste")]
    [InlineData("br-ba-dias-d-avila")]
    [InlineData("br-rs-nao-me-toque")]
    [InlineData("br-sp-mogi-das-cruzes")]
    public void Slugs_have_no_diacritics_and_hyphens_for_all_else(string id) => BuiltInHolidays.Find(id).ShouldNotBeNull();

    [Fact]
    public void Ids_are_made_of_lower_case_letters_digits_and_hyphens()
    {
        foreach (var id in BuiltInHolidays.Ids)
        {
            id.ShouldAllBe(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
            id.ShouldNotContain("--");
            id.ShouldNotEndWith("-");
        }
    }

    [Fact]
    public void City_days_lie_within_the_lists_and_have_names()
    {
        foreach (var set in BuiltInHolidays.Ids.Where(i => i.Length > 6 && i[5] == '-').Select(i => BuiltInHolidays.Find(i)!))
            foreach (var day in set.Rules.Cast<DatedHoliday>())
            {
                day.From.ShouldBe(day.To);
                day.From.Year.ShouldBeInRange(2024, set.KnownTo!.Value.Year, set.Id);
                day.Name.ShouldNotBeNullOrWhiteSpace(set.Id);
                day.Name.ShouldNotContain('(' + "0");
            }
    }

    [Fact]
    public void Finding_a_city_reads_its_state_and_no_more()
    {
        BuiltInHolidays.Find("br-rr");
        var before = GC.GetAllocatedBytesForCurrentThread();
        BuiltInHolidays.Find("br-rr-boa-vista").ShouldNotBeNull();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200_000);
    }
}
