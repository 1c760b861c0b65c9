using System.Globalization;
using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Calendars.Holidays;

/// <summary>Movable days year by year. The Easter dates are those that the churches publish; every other date was counted from them, or from the weekday of a fixed
/// date, by hand.</summary>
[Trait("Rule", "T9")]
public class HolidayYearTests
{
    // year, Western Easter, Orthodox Easter
    private const string Easters = """
        2020 04-12 04-19
        2021 04-04 05-02
        2022 04-17 04-24
        2023 04-09 04-16
        2024 03-31 05-05
        2025 04-20 04-20
        2026 04-05 04-12
        2027 03-28 05-02
        2028 04-16 04-16
        2029 04-01 04-08
        2030 04-21 04-28
        2031 04-13 04-13
        2032 03-28 05-02
        2033 04-17 04-24
        2034 04-09 04-09
        2035 03-25 04-29
        2036 04-13 04-20
        2037 04-05 04-05
        2038 04-25 04-25
        2039 04-10 04-17
        2040 04-01 05-06
        """;

    public static TheoryData<int, string, string> EasterDates
    {
        get
        {
            var data = new TheoryData<int, string, string>();
            foreach (var line in Easters.Split('\n'))
                data.Add(int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture), line.Split(' ')[1], line.Split(' ')[2]);
            return data;
        }
    }

    private static LocalDate Day(int year, string monthDay) =>
        new(year, int.Parse(monthDay[..2], CultureInfo.InvariantCulture), int.Parse(monthDay[3..], CultureInfo.InvariantCulture));

    private static string Dates(string id, int year, string? name = null) => string.Join(' ', HolidayDates.InYear(BuiltInHolidays.Find(id)!, year)
        .Where(d => name is null || d.Name == name).Select(d => d.Date.ToString("MM-dd", CultureInfo.InvariantCulture)));

    private static LocalDate Named(string id, int year, string name) => HolidayDates.InYear(BuiltInHolidays.Find(id)!, year).Single(d => d.Name == name).Date;

    [Theory]
    [MemberData(nameof(EasterDates))]
    public void The_days_that_go_with_Easter(int year, string western, string orthodox)
    {
        LocalDate west = Day(year, western), east = Day(year, orthodox);
        HolidayDates.WesternEaster(year).ShouldBe(west);
        HolidayDates.OrthodoxEaster(year).ShouldBe(east);
        Named("br", year, "Sexta-feira Santa").ShouldBe(west.PlusDays(-2));
        Named("br-carnaval", year, "Terça-feira de Carnaval").ShouldBe(west.PlusWeeks(-7).PlusDays(2));
        Named("br-cinzas", year, "Quarta-feira de Cinzas").ShouldBe(west.PlusWeeks(-7).PlusDays(3));
        Named("br-corpus-christi", year, "Corpus Christi").ShouldBe(west.PlusWeeks(8).PlusDays(4));
        Named("br-es", year, "Nossa Senhora da Penha").ShouldBe(west.PlusWeeks(1).PlusDays(1));
        Named("br-rj", year, "Terça-feira de Carnaval").ShouldBe(west.PlusWeeks(-7).PlusDays(2));
        Named("ro", year, "Paștele").ShouldBe(east);
        // Pentecost may be the 1st of June, and then has another name.
        HolidayDates.InYear(BuiltInHolidays.Find("ro")!, year).Select(d => d.Date).ShouldContain(east.PlusWeeks(7));
    }

    [Theory]
    [InlineData(2027, "01-01 03-26 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25")]
    [InlineData(2028, "01-01 04-14 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25")]
    [InlineData(2029, "01-01 03-30 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25")]
    [InlineData(2030, "01-01 04-19 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25")]
    public void Brazil_in_the_years_ahead(int year, string dates) => Dates("br", year).ShouldBe(dates);

    [Theory]
    [InlineData(2019, "01-01 01-02 01-24 04-26 04-28 04-29 05-01 06-01 06-16 06-17 08-15 11-30 12-01 12-25 12-26")]
    [InlineData(2020, "01-01 01-02 01-24 04-17 04-19 04-20 05-01 06-01 06-07 06-08 08-15 11-30 12-01 12-25 12-26")]
    // Good Friday in April, Easter on the 2nd of May; the 1st of May is a day of its own
    [InlineData(2021, "01-01 01-02 01-24 04-30 05-01 05-02 05-03 06-01 06-20 06-21 08-15 11-30 12-01 12-25 12-26")]
    [InlineData(2022, "01-01 01-02 01-24 04-22 04-24 04-25 05-01 06-01 06-12 06-13 08-15 11-30 12-01 12-25 12-26")]
    [InlineData(2027, "01-01 01-02 01-06 01-07 01-24 04-30 05-01 05-02 05-03 06-01 06-20 06-21 08-15 11-30 12-01 12-25 12-26")]
    [InlineData(2028, "01-01 01-02 01-06 01-07 01-24 04-14 04-16 04-17 05-01 06-01 06-04 06-05 08-15 11-30 12-01 12-25 12-26")]
    [InlineData(2029, "01-01 01-02 01-06 01-07 01-24 04-06 04-08 04-09 05-01 05-27 05-28 06-01 08-15 11-30 12-01 12-25 12-26")]
    [InlineData(2030, "01-01 01-02 01-06 01-07 01-24 04-26 04-28 04-29 05-01 06-01 06-16 06-17 08-15 11-30 12-01 12-25 12-26")]
    // Pentecost on the 1st of June, as its second day in 2026
    [InlineData(2031, "01-01 01-02 01-06 01-07 01-24 04-11 04-13 04-14 05-01 06-01 06-02 08-15 11-30 12-01 12-25 12-26")]
    public void Romania_year_by_year(int year, string dates) => Dates("ro", year).ShouldBe(dates);

    [Theory]
    // the weekdays of 20 and 23 January, 8 March, 5 September and 17 November: Wednesday, Saturday, Monday, Sunday, Wednesday
    [InlineData(2027, "01-22", "01-23", "03-12", "09-05", "11-19")]
    // Thursday, Sunday, Wednesday, Tuesday, Friday
    [InlineData(2028, "01-21", "01-23", "03-10", "09-08", "11-17")]
    // Saturday, Tuesday, Thursday, Wednesday (Friday is Independence Day), Saturday
    [InlineData(2029, "01-20", "01-26", "03-09", "09-06", "11-17")]
    // Sunday, Wednesday, Friday, Thursday, Sunday
    [InlineData(2030, "01-20", "01-25", "03-08", "09-06", "11-17")]
    public void Acre_moves_its_days_to_Friday(int year, string catholic, string evangelical, string women, string amazon, string treaty)
    {
        (string Name, string Date)[] days = [("Dia do Católico", catholic), ("Dia do Evangélico", evangelical), ("Dia Internacional da Mulher", women), ("Dia da Amazônia", amazon), ("Tratado de Petrópolis", treaty)];
        foreach (var (name, date) in days)
            Dates("br-ac", year, name).ShouldBe(date, name);
    }

    [Theory]
    [InlineData(2024, "08-11")] // a Sunday
    [InlineData(2025, "08-17")] // a Monday
    [InlineData(2026, "08-16")] // a Tuesday
    [InlineData(2027, "08-15")] // a Wednesday
    [InlineData(2028, "08-13")] // a Friday
    [InlineData(2029, "08-12")] // a Saturday
    [InlineData(2004, "")]
    public void Santa_Catarina_waits_for_Sunday(int year, string date) => Dates("br-sc", year).ShouldBe(date);

    [Theory]
    [InlineData(2025, "11-30")] // a Sunday
    [InlineData(2026, "11-30")] // a Monday
    [InlineData(2027, "11-29")] // a Tuesday, kept on Monday
    [InlineData(2028, "12-01")] // a Thursday, kept on Friday
    [InlineData(2029, "11-30")] // a Friday
    [InlineData(2012, "")]
    public void Alagoas_keeps_its_day_beside_the_week_end(int year, string date) => Dates("br-al", year, "Dia do Evangélico").ShouldBe(date);

    [Theory]
    // set, year, what is lost and what is won by a change of the law
    [InlineData("br", 2023, 2024, "", "11-20")]
    [InlineData("ro", 2008, 2009, "", "06-07 06-08 08-15")]
    [InlineData("ro", 2011, 2012, "", "11-30")]
    [InlineData("ro", 2016, 2017, "", "01-24 06-01")]
    [InlineData("ro", 2023, 2024, "", "01-06 01-07")]
    [InlineData("br-am", 2009, 2010, "", "11-20")]
    [InlineData("br-ap", 2007, 2008, "", "11-20")]
    [InlineData("br-ap", 2011, 2012, "", "07-25")]
    [InlineData("br-ap", 2018, 2019, "07-25", "")]
    [InlineData("br-ap", 2025, 2026, "12-08", "")]
    [InlineData("br-pa", 2025, 2026, "12-08", "")]
    [InlineData("br-ce", 2011, 2012, "", "03-25")]
    [InlineData("br-ma", 2017, 2018, "", "11-20")]
    [InlineData("br-ma", 2018, 2019, "11-20", "")]
    [InlineData("br-mt", 2002, 2003, "", "11-20")]
    [InlineData("br-pb", 1967, 1968, "", "07-26 08-05")]
    [InlineData("br-pb", 2015, 2016, "07-26", "")]
    [InlineData("br-pe", 2017, 2018, "", "03-06")]
    [InlineData("br-rn", 2006, 2007, "", "10-03")]
    [InlineData("br-ro", 2001, 2002, "", "06-18")]
    [InlineData("br-to", 2024, 2025, "", "08-15")]
    [InlineData("br-sp", 1996, 1997, "", "07-09")]
    [InlineData("br-es", 2019, 2020, "", "04-20")]
    public void A_law_takes_and_gives_days_from_one_year_to_the_next(string id, int before, int after, string lost, string won)
    {
        // Movable days are elsewhere every year: they count when they are new.
        string[] Days(int year) => [.. BuiltInHolidays.Find(id)!.Rules.Where(r => r is FixedHoliday || r.FromYear == after)
            .SelectMany(r => HolidayDates.InYear(r, year)).Order().Select(d => d.ToString("MM-dd", CultureInfo.InvariantCulture))];
        string.Join(' ', Days(before).Except(Days(after))).ShouldBe(lost);
        string.Join(' ', Days(after).Except(Days(before))).ShouldBe(won);
    }

    [Theory]
    [InlineData("br-ac", "Acre")]
    [InlineData("br-df", "Distrito Federal")]
    [InlineData("br-sp", "São Paulo")]
    [InlineData("br-sp-sao-paulo", "São Paulo (SP)")]
    [InlineData("ro", "România")]
    [InlineData("br-cinzas", "Quarta-feira de Cinzas até o meio-dia (facultativo)")]
    public void Sets_are_called_what_people_call_them(string id, string name) => BuiltInHolidays.Find(id)!.Name.ShouldBe(name);

    [Fact]
    public void A_shop_in_Sao_Paulo_layers_country_state_and_city()
    {
        var shop = CalendarDsl.Weekly("America/Sao_Paulo", "09:00-18:00", 7, holidays: ["br", "br-sp", "br-sp-sao-paulo"]);
        var calendar = new CalendarSet([shop], [], "Etc/UTC")["c"];
        var closed = Enumerable.Range(0, 365).Select(d => new LocalDate(2026, 1, 1).PlusDays(d)).Where(d => !calendar.IsBusinessDay(d));
        string.Join(' ', closed.Select(d => d.ToString("MM-dd", CultureInfo.InvariantCulture)))
            .ShouldBe("01-01 01-25 04-03 04-21 05-01 06-04 07-09 09-07 10-12 11-02 11-15 11-20 12-25");
        calendar.HolidayOn(new LocalDate(2026, 7, 9)).ShouldBe("Revolução Constitucionalista de 1932");
        calendar.Validity.ShouldBe((new LocalDate(2026, 12, 31), "São Paulo (SP)"));
    }
}
