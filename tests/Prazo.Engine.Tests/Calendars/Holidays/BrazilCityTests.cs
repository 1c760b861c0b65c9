using System.Globalization;
using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Calendars.Holidays;

/// <summary>Cities as their lists have them, read off the lists by eye; movable feasts of 2026 on their own dates.</summary>
[Trait("Rule", "T9")]
public class BrazilCityTests
{
    [Theory]
    // id, name, 2024, 2025, 2026
    [InlineData("br-ac-acrelandia", "Acrelândia (AC)", "04-28", "04-28 09-06", "01-23 04-28 09-06")]
    [InlineData("br-ac-cruzeiro-do-sul", "Cruzeiro do Sul (AC)", "08-16 09-28", "08-15 09-28", "08-15 09-28")]
    [InlineData("br-ac-porto-acre", "Porto Acre (AC)", "", "09-06", "")]
    [InlineData("br-ac-rio-branco", "Rio Branco (AC)", "01-25 12-28", "01-25 12-28", "12-28")]
    [InlineData("br-ac-xapuri", "Xapuri (AC)", "12-22", "09-06 12-22", "")]
    public void A_city_has_the_days_of_its_lists(string id, string name, params string[] years)
    {
        var set = BuiltInHolidays.Find(id)!;
        set.Name.ShouldBe(name);
        for (var i = 0; i < years.Length; i++)
            string.Join(' ', HolidayDates.InYear(set, 2024 + i).Select(d => d.Date.ToString("MM-dd", CultureInfo.InvariantCulture))).ShouldBe(years[i], $"{id} {2024 + i}");
        HolidayDates.InYear(set, 2027).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("br-ac-cruzeiro-do-sul", "2024-08-16", "Nossa Sra da Glória")]
    [InlineData("br-ac-cruzeiro-do-sul", "2026-09-28", "Aniversário da Cidade")]
    [InlineData("br-ac-rio-branco", "2025-12-28", "Aniversário do Município")]
    [InlineData("br-ac-rio-branco", "2026-12-28", "Aniversário")]
    [InlineData("br-ac-acrelandia", "2026-04-28", "Feriado municipal")]
    [InlineData("br-ac-sena-madureira", "2024-04-08", "Padre Paulino Baldassari")]
    public void A_day_is_called_what_the_list_of_its_year_calls_it(string id, string date, string name) =>
        HolidayDates.InYear(BuiltInHolidays.Find(id)!, CalendarDsl.Date(date).Year).Single(d => d.Date == CalendarDsl.Date(date)).Name.ShouldBe(name);

    [Theory]
    [InlineData("br-ac-acrelandia", "2024, 2025, 2026", 2026)]
    [InlineData("br-ac-porto-acre", "2025", 2025)]
    [InlineData("br-ac-xapuri", "2024, 2025", 2025)]
    public void A_city_says_which_years_were_listed_and_is_known_to_the_end_of_the_last(string id, string years, int last)
    {
        var set = BuiltInHolidays.Find(id)!;
        set.Source.ShouldStartWith($"Lista de feriados municipais de {years}, ©");
        set.KnownTo.ShouldBe(new LocalDate(last, 12, 31));
    }

    [Fact]
    public void A_calendar_with_a_city_says_how_far_it_is_known_and_by_which_list()
    {
        var week = CalendarDsl.Weekly("America/Rio_Branco", "08:00-18:00", holidays: ["br", "br-ac", "br-ac-xapuri", "br-ac-acrelandia"]);
        var calendar = new CalendarSet([week], [], "Etc/UTC")["c"];
        calendar.Validity.ShouldBe((new LocalDate(2025, 12, 31), "Xapuri (AC)"));
        calendar.IsBusinessDay(new LocalDate(2025, 12, 22)).ShouldBeFalse();
        calendar.IsBusinessDay(new LocalDate(2026, 12, 22)).ShouldBeTrue();
    }
}
