using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Money;
using Prazo.Engine.Tests.Fuzz;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Engine.Tests.Money;

/// <summary>T20: periods of statements, with the calendar or on the contract's day.</summary>
public class StatementPeriodsTests
{
    private static LocalDate D(string date) => LocalDatePattern.Iso.Parse(date).Value;
    private static string S(LocalDate date) => LocalDatePattern.Iso.Format(date);

    [Theory]
    [InlineData(Period.Month, null, "2026-02-28", "2026-02-01", "2026-03-01", "2026-02")]
    [InlineData(Period.Quarter, null, "2026-02-28", "2026-01-01", "2026-04-01", "2026-Q1")]
    [InlineData(Period.Year, null, "2028-02-29", "2028-01-01", "2029-01-01", "2028")]
    [InlineData(Period.Week, null, "2026-03-01", "2026-02-23", "2026-03-02", "2026-W09")]
    [InlineData(Period.Day, null, "2026-03-01", "2026-03-01", "2026-03-02", "2026-03-01")]
    // An anchor on the first day is the calendar's month.
    [InlineData(Period.Month, "2025-06-01", "2026-02-28", "2026-02-01", "2026-03-01", "2026-02")]
    [InlineData(Period.Month, "2026-01-15", "2026-01-15", "2026-01-15", "2026-02-15", "2026-01-15..2026-02-14")]
    [InlineData(Period.Month, "2026-01-15", "2026-01-14", "2025-12-15", "2026-01-15", "2025-12-15..2026-01-14")]
    // The 31st is the last day of shorter months, and comes back.
    [InlineData(Period.Month, "2026-01-31", "2026-02-27", "2026-01-31", "2026-02-28", "2026-01-31..2026-02-27")]
    [InlineData(Period.Month, "2026-01-31", "2026-02-28", "2026-02-28", "2026-03-31", "2026-02-28..2026-03-30")]
    [InlineData(Period.Month, "2026-01-31", "2026-03-30", "2026-02-28", "2026-03-31", "2026-02-28..2026-03-30")]
    [InlineData(Period.Month, "2026-01-31", "2026-03-31", "2026-03-31", "2026-04-30", "2026-03-31..2026-04-29")]
    [InlineData(Period.Month, "2026-01-30", "2028-02-29", "2028-02-29", "2028-03-30", "2028-02-29..2028-03-29")]
    // A leap day: the 28th in common years, the 29th again in leap years.
    [InlineData(Period.Year, "2024-02-29", "2025-02-27", "2024-02-29", "2025-02-28", "2024-02-29..2025-02-27")]
    [InlineData(Period.Year, "2024-02-29", "2025-02-28", "2025-02-28", "2026-02-28", "2025-02-28..2026-02-27")]
    [InlineData(Period.Year, "2024-02-29", "2028-02-28", "2027-02-28", "2028-02-29", "2027-02-28..2028-02-28")]
    [InlineData(Period.Year, "2024-02-29", "2028-02-29", "2028-02-29", "2029-02-28", "2028-02-29..2029-02-27")]
    [InlineData(Period.Month, "2024-02-29", "2025-02-28", "2025-02-28", "2025-03-29", "2025-02-28..2025-03-28")]
    [InlineData(Period.Quarter, "2025-11-30", "2026-02-28", "2026-02-28", "2026-05-30", "2026-02-28..2026-05-29")]
    [InlineData(Period.Quarter, "2026-02-01", "2026-04-30", "2026-02-01", "2026-05-01", "2026-02-01..2026-04-30")]
    // Days and weeks have no anchor, and an anchor may lie ahead.
    [InlineData(Period.Week, "2026-01-31", "2026-03-01", "2026-02-23", "2026-03-02", "2026-W09")]
    [InlineData(Period.Month, "2030-12-31", "2026-02-28", "2026-02-28", "2026-03-31", "2026-02-28..2026-03-30")]
    public void A_date_lies_in_its_period(Period per, string? anchor, string date, string from, string to, string name)
    {
        var period = StatementPeriods.Holding(per, anchor is null ? null : D(anchor), D(date));
        (S(period.From), S(period.To)).ShouldBe((from, to));
        StatementPeriods.Name(per, period.From, period.To).ShouldBe(name);
    }

    [Fact]
    public void T20_Periods_tile_time_from_any_anchor() => Mutator.Run("tiles of periods", 5_000, random =>
    {
        var per = (Period)random.Next(0, 5);
        LocalDate? anchor = random.Next(5) == 0 ? null : random.Next(3) == 0 ? new LocalDate(2000 + 4 * random.Next(0, 10), 2, 29) : new LocalDate(2026, 1, 1).PlusDays(random.Next(-9_000, 9_000));
        var date = new LocalDate(2026, 1, 1).PlusDays(random.Next(-9_000, 9_000));
        var (from, to) = StatementPeriods.Holding(per, anchor, date);
        var told = $"{per} from {anchor}, {date}: {from}..{to}";
        (from <= date && date < to).ShouldBeTrue(told);
        // Every day of it says the same, and its neighbours adjoin.
        StatementPeriods.Holding(per, anchor, from).ShouldBe((from, to), told);
        StatementPeriods.Holding(per, anchor, to.PlusDays(-1)).ShouldBe((from, to), told);
        StatementPeriods.Holding(per, anchor, to).From.ShouldBe(to, told);
        StatementPeriods.Holding(per, anchor, from.PlusDays(-1)).To.ShouldBe(from, told);
        if (anchor is { } first && per is Period.Month or Period.Quarter or Period.Year && anchor is { } day)
            from.Day.ShouldBe(Math.Min(day.Day, CalendarSystem.Iso.GetDaysInMonth(from.Year, from.Month)), told);
    });

    [Fact]
    public void Those_that_end_in_a_time_are_told_once_each_however_it_is_cut() => Mutator.Run("cuts of periods", 2_000, random =>
    {
        var per = (Period)random.Next(0, 5);
        LocalDate? anchor = random.Next(3) == 0 ? null : new LocalDate(2026, 1, 31).PlusDays(random.Next(-600, 600));
        var from = new LocalDate(2026, 1, 1).PlusDays(random.Next(-400, 400));
        var to = from.PlusDays(random.Next(0, 800));
        var cut = from.PlusDays(random.Next(0, NodaTime.Period.DaysBetween(from, to) + 1));
        var whole = StatementPeriods.EndingIn(per, anchor, from, to).ToList();
        StatementPeriods.EndingIn(per, anchor, from, cut).Concat(StatementPeriods.EndingIn(per, anchor, cut, to)).ShouldBe(whole, $"{per} from {anchor}: {from}..{cut}..{to}");
        whole.ShouldAllBe(p => p.To > from && p.To <= to);
        foreach (var (one, next) in whole.Zip(whole.Skip(1)))
            next.From.ShouldBe(one.To);
    });

    [Fact]
    public void A_period_that_ends_with_the_time_belongs_to_it_and_one_that_ends_as_it_begins_does_not()
    {
        StatementPeriods.EndingIn(Period.Month, null, D("2026-01-01"), D("2026-03-01")).Select(p => S(p.From)).ShouldBe(["2026-01-01", "2026-02-01"]);
        StatementPeriods.EndingIn(Period.Month, null, D("2026-01-02"), D("2026-02-28")).Select(p => S(p.From)).ShouldBe(["2026-01-01"]);
        StatementPeriods.EndingIn(Period.Quarter, null, D("2026-01-01"), D("2026-03-31")).ShouldBeEmpty();
        StatementPeriods.EndingIn(Period.Week, null, D("2026-02-01"), D("2026-03-01")).Select(p => S(p.To)).ShouldBe(["2026-02-02", "2026-02-09", "2026-02-16", "2026-02-23"]);
        StatementPeriods.EndingIn(Period.All, null, D("2026-01-01"), D("2026-03-31")).ShouldBeEmpty();
    }

    [Fact]
    public void Names_of_periods_that_follow_one_another_sort_so()
    {
        foreach (var anchor in new LocalDate?[] { null, D("2026-01-31") })
        {
            var names = StatementPeriods.EndingIn(Period.Month, anchor, D("2026-01-01"), D("2030-01-01")).Select(p => StatementPeriods.Name(Period.Month, p.From, p.To)).ToList();
            names.ShouldBe(names.Order(StringComparer.Ordinal));
            names.Distinct().Count().ShouldBe(names.Count);
        }
    }
}
