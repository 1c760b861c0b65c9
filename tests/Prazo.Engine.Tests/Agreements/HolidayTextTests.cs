using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Holidays and special days as typed, against the days on which a calendar open every day is closed. In 2026 May begins on a Friday, Western Easter is 5 April, Orthodox Easter 12 April.</summary>
[Trait("Rule", "T9")]
public class HolidayTextTests
{
    private static WorkingCalendar Calendar(string days, string more = "")
    {
        var agreement = Good(Header + $"holiday-sets: {{ s: {{ days: {{ {days} }} }} }}\ncalendars: {{ c: {{ weekly: {{ mon-sun: \"08:00-18:00\" }}, holidays: s{more} }} }}\n");
        return new AgreementSet([agreement]).CalendarsOf(agreement)["c"];
    }

    private static string ClosedIn(int year, WorkingCalendar calendar)
    {
        var first = new LocalDate(year, 1, 1);
        return string.Join(" ", Enumerable.Range(0, CalendarSystem.Iso.GetDaysInYear(year)).Select(first.PlusDays).Where(d => !calendar.IsBusinessDay(d)).Select(d => d.ToString("MM-dd", null)));
    }

    [Theory]
    [InlineData("1st mon of may", "05-04")]
    [InlineData("first monday of may", "05-04")]
    [InlineData("1st fri of may", "05-01")] // the month begins with it
    [InlineData("2nd mon of may", "05-11")]
    [InlineData("second Sunday of May", "05-10")]
    [InlineData("3rd thu of nov", "11-19")]
    [InlineData("third thursday of november", "11-19")]
    [InlineData("4th thu of nov", "11-26")]
    [InlineData("fourth thu of nov +1", "11-27")]
    [InlineData("5th fri of may", "05-29")]
    [InlineData("fifth fri of may", "05-29")]
    [InlineData("5th mon of may", "")] // there are four
    [InlineData("last mon of may", "05-25")]
    [InlineData("LAST FRI OF MAY", "05-29")]
    [InlineData("last fri of may + 1", "05-30")]
    [InlineData("last sun of may +1", "06-01")] // over the end of the month
    [InlineData("1st fri of may -1", "04-30")]
    [InlineData("1st fri of may - 1", "04-30")]
    [InlineData("last thu of dec +1", "")] // 26 December 2025 and 1 January 2027
    [InlineData("last tue of february", "02-24")]
    [InlineData("easter", "04-05")]
    [InlineData("easter -2", "04-03")]
    [InlineData("easter - 47", "02-17")]
    [InlineData("easter+60", "06-04")]
    [InlineData("orthodox-easter", "04-12")]
    [InlineData("orthodox-easter +1", "04-13")]
    [InlineData("Orthodox-Easter -2", "04-10")]
    [InlineData("orthodox-easter +50", "06-01")]
    [InlineData("02-28", "02-28")]
    [InlineData("02-29", "")] // no leap year
    [InlineData("2026-12-31", "12-31")]
    [InlineData("2027-01-01", "")]
    [InlineData("2026-06-30..2026-07-02", "06-30 07-01 07-02")]
    [InlineData("2025-12-30..2026-01-02", "01-01 01-02")]
    [InlineData("12-30..01-02", "01-01 01-02 12-30 12-31")] // every year, over its end
    [InlineData("06-30 .. 07-01", "06-30 07-01")]
    [InlineData("12-31..12-31", "12-31")]
    public void A_holiday_is_on_these_days_of_2026(string when, string days) => ClosedIn(2026, Calendar($"\"{when}\": x")).ShouldBe(days);

    [Theory]
    [InlineData("02-29", 2028, "02-29")]
    [InlineData("5th mon of may", 2023, "05-29")]
    [InlineData("easter", 2025, "04-20")]
    [InlineData("orthodox-easter", 2025, "04-20")] // one day for both
    [InlineData("easter", 2027, "03-28")]
    [InlineData("orthodox-easter", 2027, "05-02")]
    [InlineData("last thu of dec +1", 2027, "01-01 12-31")] // the rule of one year may end in the next
    [InlineData("1st fri of jan -2", 2026, "12-30")] // and begin in the one before: of 2027
    [InlineData("easter", 2038, "04-25")] // as late as it can be
    public void And_on_these_of_other_years(string when, int year, string days) => ClosedIn(year, Calendar($"\"{when}\": x")).ShouldBe(days);

    [Theory]
    [InlineData("from-year: 2026", "2025: 2026: 06-24 2027: 06-24")]
    [InlineData("to-year: 2026", "2025: 06-24 2026: 06-24 2027:")]
    [InlineData("from-year: 2026, to-year: 2026", "2025: 2026: 06-24 2027:")]
    [InlineData("from-year: 2030", "2025: 2026: 2027:")]
    public void Years_bound_a_holiday_inclusively(string years, string expected)
    {
        var calendar = Calendar($"06-24: {{ name: x, {years} }}");
        string.Join(" ", new[] { 2025, 2026, 2027 }.Select(y => $"{y}: {ClosedIn(y, calendar)}".TrimEnd())).ShouldBe(expected);
    }

    [Theory]
    [InlineData("06-24: x", "", "closed")]
    [InlineData("06-24: { name: x, hours: closed }", "", "closed")]
    [InlineData("06-24: { name: x, hours: \"08:00-12:00\" }", "", "08:00-12:00")]
    [InlineData("06-24: { name: x, hours: [ \"13:00-14:00\", \"08:00-09:00\" ] }", "", "08:00-09:00 13:00-14:00")]
    [InlineData("06-24: x", ", days: { 2026-06-24: \"10:00-12:00\" }", "10:00-12:00")] // the day itself wins over the holiday
    [InlineData("06-24: { name: x, hours: \"08:00-12:00\" }", ", days: { 2026-06-24: closed }", "closed")]
    [InlineData("06-24: x", ", days: { 2026-06-24: \"+ 20:00-22:00\" }", "20:00-22:00")] // more, on top of a closed day
    [InlineData("06-25: x", ", days: { 2026-06-24: \"+ 20:00-22:00\" }", "08:00-18:00 20:00-22:00")]
    [InlineData("06-25: x", ", days: { 2026-06-24: \"+ 17:00-22:00\" }", "08:00-22:00")] // touching and overlapping hours are one opening
    [InlineData("06-25: x", ", days: { 2026-06-20..2026-06-30: { hours: \"09:00-10:00\", name: Balanço } }", "09:00-10:00")]
    public void That_day_is_open(string days, string more, string expected)
    {
        var openings = Calendar(days, more).OpeningsOn(new LocalDate(2026, 6, 24));
        string Time(Instant t) => t.InZone(DateTimeZoneProviders.Tzdb["America/Sao_Paulo"]).TimeOfDay.ToString("HH:mm", null);
        (openings.Count == 0 ? "closed" : string.Join(" ", openings.Select(o => $"{Time(o.Start)}-{Time(o.End)}"))).ShouldBe(expected);
    }

    [Fact]
    public void Sets_that_include_others_close_all_of_their_days()
    {
        var agreement = Good(Header + "holiday-sets: { a: { days: { 06-01: x }, includes: [b, c] }, b: { days: { 06-02: x }, includes: c }, c: { days: { 06-03: x } }, d: { days: { 06-04: x } } }\n"
            + "calendars: { k: { weekly: { mon-sun: \"08:00-18:00\" }, holidays: [a, d] } }\n");
        ClosedIn(2026, new AgreementSet([agreement]).CalendarsOf(agreement)["k"]).ShouldBe("06-01 06-02 06-03 06-04");
    }

    [Fact]
    public void Weekly_hours_change_on_the_day_written()
    {
        var agreement = Good(Header + "calendars: { k: { weekly: { mon-fri: \"08:00-18:00\" }, from: { 2026-03-04: { weekly: { wed: \"10:00-12:00\" } }, 2026-03-11: { weekly: {} } } } }\n");
        var calendar = new AgreementSet([agreement]).CalendarsOf(agreement)["k"];
        var first = new LocalDate(2026, 3, 2);
        string.Join(" ", Enumerable.Range(0, 14).Select(first.PlusDays).Where(calendar.IsBusinessDay).Select(d => d.Day)).ShouldBe("2 3 4");
        calendar.Between(Instant.FromUtc(2026, 3, 2, 3, 0), Instant.FromUtc(2026, 3, 31, 3, 0)).ShouldBe(Duration.FromHours(10 + 10 + 2));
    }
}
