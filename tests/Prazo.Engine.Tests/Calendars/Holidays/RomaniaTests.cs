using System.Globalization;
using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Calendars.Holidays;

[Trait("Rule", "T9")]
public class RomaniaTests
{
    private static readonly HolidaySet Set = BuiltInHolidays.Find("ro")!;

    private static string Dates(int year) =>
        string.Join(' ', HolidayDates.InYear(Set, year).Select(d => d.Date.ToString("MM-dd", CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(2008, "01-01 01-02 04-27 04-28 05-01 12-01 12-25 12-26")]
    [InlineData(2011, "01-01 01-02 04-24 04-25 05-01 06-12 06-13 08-15 12-01 12-25 12-26")]
    [InlineData(2012, "01-01 01-02 04-15 04-16 05-01 06-03 06-04 08-15 11-30 12-01 12-25 12-26")]
    [InlineData(2016, "01-01 01-02 05-01 05-02 06-19 06-20 08-15 11-30 12-01 12-25 12-26")]
    [InlineData(2017, "01-01 01-02 01-24 04-16 04-17 05-01 06-01 06-04 06-05 08-15 11-30 12-01 12-25 12-26")]
    [InlineData(2018, "01-01 01-02 01-24 04-06 04-08 04-09 05-01 05-27 05-28 06-01 08-15 11-30 12-01 12-25 12-26")]
    [InlineData(2023, "01-01 01-02 01-24 04-14 04-16 04-17 05-01 06-01 06-04 06-05 08-15 11-30 12-01 12-25 12-26")]
    [InlineData(2024, "01-01 01-02 01-06 01-07 01-24 05-01 05-03 05-05 05-06 06-01 06-23 06-24 08-15 11-30 12-01 12-25 12-26")]
    [InlineData(2025, "01-01 01-02 01-06 01-07 01-24 04-18 04-20 04-21 05-01 06-01 06-08 06-09 08-15 11-30 12-01 12-25 12-26")]
    [InlineData(2026, "01-01 01-02 01-06 01-07 01-24 04-10 04-12 04-13 05-01 05-31 06-01 08-15 11-30 12-01 12-25 12-26")]
    public void Legal_holidays_of_a_year(int year, string dates) => Dates(year).ShouldBe(dates);

    [Fact]
    public void Two_holidays_on_one_day_are_one_day_and_the_earlier_rule_names_it() =>
        HolidayDates.InYear(Set, 2026).Single(d => d.Date == new LocalDate(2026, 6, 1)).Name.ShouldBe("Ziua Copilului");

    [Fact]
    public void The_Friday_and_both_Mondays_are_what_they_are_called()
    {
        for (var year = 2018; year < 2100; year++)
        {
            var days = HolidayDates.InYear(Set, year).ToLookup(d => d.Name, d => d.Date.DayOfWeek);
            days["Vinerea Mare"].ShouldBe([IsoDayOfWeek.Friday]);
            days["Paștele"].Concat(days["Rusaliile"]).ShouldAllBe(d => d == IsoDayOfWeek.Sunday);
            days["A doua zi de Paști"].Concat(days["A doua zi de Rusalii"]).ShouldAllBe(d => d == IsoDayOfWeek.Monday);
        }
    }

    [Fact]
    public void The_source_names_the_article_and_the_laws()
    {
        foreach (var law in new[] { "art. 139", "202/2008", "147/2012", "176/2016", "220/2016", "64/2018", "52/2023" })
            Set.Source.ShouldContain(law);
    }
}
