using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Money;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Engine.Tests.Money;

/// <summary>T20: the periods in which clocks count: every date in exactly one, half-open, with names that sort as time goes.</summary>
public class PeriodTests
{
    public static readonly TheoryData<Period> Kinds = [Period.Day, Period.Week, Period.Month, Period.Quarter, Period.Year];

    [Theory]
    // ISO 8601: the week belongs to the year in which its Thursday lies.
    [InlineData("2024-12-29", "2024-12-23", "2024-W52")]
    [InlineData("2024-12-30", "2024-12-30", "2025-W01")]
    [InlineData("2025-01-05", "2024-12-30", "2025-W01")]
    [InlineData("2026-12-31", "2026-12-28", "2026-W53")]
    [InlineData("2027-01-03", "2026-12-28", "2026-W53")]
    [InlineData("2027-01-04", "2027-01-04", "2027-W01")]
    [InlineData("2021-01-03", "2020-12-28", "2020-W53")]
    [InlineData("2023-01-01", "2022-12-26", "2022-W52")]
    [InlineData("2016-01-03", "2015-12-28", "2015-W53")]
    [InlineData("2018-12-31", "2018-12-31", "2019-W01")]
    [InlineData("2026-03-02", "2026-03-02", "2026-W10")]
    [InlineData("2026-03-08", "2026-03-02", "2026-W10")]
    public void T20_Weeks_begin_on_Monday_and_have_the_year_of_their_Thursday(string date, string start, string name)
    {
        var first = Periods.StartOf(Period.Week, Date(date));
        first.ShouldBe(Date(start));
        Periods.Name(Period.Week, first).ShouldBe(name);
        Periods.Name(Period.Week, first)[..4].ShouldBe(first.PlusDays(3).Year.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2026-01-01", "2026-01-01", "2026-04-01", "2026-Q1")]
    [InlineData("2026-03-31", "2026-01-01", "2026-04-01", "2026-Q1")]
    [InlineData("2026-04-01", "2026-04-01", "2026-07-01", "2026-Q2")]
    [InlineData("2026-06-30", "2026-04-01", "2026-07-01", "2026-Q2")]
    [InlineData("2026-07-01", "2026-07-01", "2026-10-01", "2026-Q3")]
    [InlineData("2026-09-30", "2026-07-01", "2026-10-01", "2026-Q3")]
    [InlineData("2026-10-01", "2026-10-01", "2027-01-01", "2026-Q4")]
    [InlineData("2026-12-31", "2026-10-01", "2027-01-01", "2026-Q4")]
    public void T20_Quarters_are_three_months_from_January(string date, string start, string end, string name)
    {
        var first = Periods.StartOf(Period.Quarter, Date(date));
        (first, Periods.EndOf(Period.Quarter, first), Periods.Name(Period.Quarter, first)).ShouldBe((Date(start), Date(end), name));
    }

    [Theory]
    [InlineData("2028-02-29", "2028-02-01", "2028-03-01", 29)]
    [InlineData("2026-02-28", "2026-02-01", "2026-03-01", 28)]
    [InlineData("2026-12-31", "2026-12-01", "2027-01-01", 31)]
    public void T20_Months_are_as_long_as_the_calendar_has_them(string date, string start, string end, int days)
    {
        var first = Periods.StartOf(Period.Month, Date(date));
        var after = Periods.EndOf(Period.Month, first);
        (first, after, NodaTime.Period.DaysBetween(first, after)).ShouldBe((Date(start), Date(end), days));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void T20_Every_date_lies_in_exactly_one_period_and_names_sort_as_time_goes(Period kind)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var (before, name) = (Date("2015-12-31"), "");
        for (var start = Periods.StartOf(kind, Date("2016-01-01")); start < Date("2033-01-01"); start = Periods.EndOf(kind, start))
        {
            // No gap and no overlap: the day before belongs to the period before, and every day in it to this one.
            Periods.StartOf(kind, start.PlusDays(-1)).ShouldBeLessThan(start);
            var end = Periods.EndOf(kind, start);
            for (var day = start; day < end; day = day.PlusDays(1))
                Periods.StartOf(kind, day).ShouldBe(start);
            var next = Periods.Name(kind, start);
            names.Add(next).ShouldBeTrue(next);
            string.CompareOrdinal(next, name).ShouldBeGreaterThan(0, $"{next} after {name}");
            (before, name) = (start, next);
        }
        before.ShouldBeLessThan(Date("2033-01-01"));
    }

    [Theory]
    // The same instant in São Paulo, Bucharest and UTC: the agreement's zone decides whose month it is.
    [InlineData("2026-04-01T01:30:00Z", "America/Sao_Paulo", "2026-03")]
    [InlineData("2026-04-01T01:30:00Z", "Etc/UTC", "2026-04")]
    [InlineData("2026-03-31T21:00:00Z", "Europe/Bucharest", "2026-04")]
    [InlineData("2026-03-31T20:59:59.999Z", "Europe/Bucharest", "2026-03")]
    [InlineData("2026-04-01T03:00:00Z", "America/Sao_Paulo", "2026-04")]
    [InlineData("2026-04-01T02:59:59.999Z", "America/Sao_Paulo", "2026-03")]
    public void T20_The_zone_bounds_the_periods(string instant, string zone, string month)
    {
        var date = InstantPattern.ExtendedIso.Parse(instant).Value.InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
        Periods.Name(Period.Month, Periods.StartOf(Period.Month, date)).ShouldBe(month);
    }

    [Theory]
    // New York's days of 23 and of 25 hours are days like any other; in São Paulo in 2018 one began at 1:00.
    [InlineData("America/New_York", "2026-03-08", 23)]
    [InlineData("America/New_York", "2026-11-01", 25)]
    [InlineData("America/Sao_Paulo", "2018-11-04", 23)]
    [InlineData("Europe/Bucharest", "2026-06-01", 24)]
    public void T20_A_day_is_a_day_however_many_hours_it_has(string zone, string date, int hours)
    {
        var tz = DateTimeZoneProviders.Tzdb[zone];
        var start = Periods.StartOf(Period.Day, Date(date));
        var (from, to) = (tz.AtStartOfDay(start).ToInstant(), tz.AtStartOfDay(Periods.EndOf(Period.Day, start)).ToInstant());
        (to - from).ShouldBe(Duration.FromHours(hours));
        foreach (var t in new[] { from, to - Duration.FromMilliseconds(1) })
            Periods.StartOf(Period.Day, t.InZone(tz).Date).ShouldBe(start);
        Periods.StartOf(Period.Day, to.InZone(tz).Date).ShouldBe(start.PlusDays(1));
    }

    [Fact]
    public void All_is_one_period_for_every_date()
    {
        var start = Periods.StartOf(Period.All, Date("2026-03-02"));
        start.ShouldBe(Periods.StartOf(Period.All, Date("1900-01-01")));
        Periods.EndOf(Period.All, start).ShouldBeGreaterThan(Date("2299-12-31"));
        Periods.Name(Period.All, start).ShouldBe("all");
    }

    [Fact]
    public void Years_of_fewer_digits_keep_four_so_that_names_sort()
    {
        Periods.Name(Period.Week, Date("0987-06-01")).ShouldStartWith("0987-W");
        Periods.Name(Period.Quarter, new LocalDate(987, 4, 1)).ShouldBe("0987-Q2");
        Periods.Name(Period.Year, new LocalDate(987, 1, 1)).ShouldBe("0987");
        Periods.Name(Period.Month, new LocalDate(987, 1, 1)).ShouldBe("0987-01");
    }

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
