using NodaTime;
using Prazo.Engine.Calendars;
using Prazo.Engine.Calendars.Tables;
using Prazo.Engine.Tests.Fuzz;
using static Prazo.Engine.Tests.Calendars.CalendarDsl;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>The compiled tables by themselves. Laws carry their number in the list of the arithmetic: 5 and 7 here, 12 and 13 as far as a calendar alone can say them.</summary>
public class TableLawTests
{
    private static readonly LocalDate Around = new(2026, 3, 29);

    private static Timeline Table(WorkingCalendar calendar, int from = 2020, int to = 2032) => new(calendar.Source, from, to);

    private static IEnumerable<(WorkingCalendar Calendar, RandomCalendars Random, string Context)> Some(string law, int soak)
    {
        var seed = FuzzRun.SeedOf(law);
        for (var round = 0; round < RandomCalendars.Rounds(soak); round++)
        {
            var random = new RandomCalendars(seed + round);
            var zone = AwkwardZones.All[round % AwkwardZones.All.Length];
            var (definitions, sets) = random.Next(zone, Around);
            yield return (new CalendarSet(definitions, sets, zone)["c"], random, $"{law}: PRAZO_SEED={seed + round} in {zone}, {definitions[^1]}");
        }
    }

    [Fact]
    public void Law_7_The_table_of_days_and_the_list_of_openings_agree()
    {
        var tables = 0;
        foreach (var (calendar, random, context) in Some("tables", 500))
        {
            var timeline = Table(calendar);
            if (DayTable.Of(timeline, calendar.Zone) is not { } table)
                continue;
            tables++;
            for (var i = 0; i < 300; i++)
            {
                var t = random.Time(Around, 2000);
                table.TryWorked(t, out var worked).ShouldBeTrue(context);
                if (worked != timeline.Worked(t))
                    worked.ShouldBe(timeline.Worked(t), $"{t}, {context}");
                if (!table.TryLatest(worked, out var latest))
                    continue;
                if (latest != timeline.Latest(worked))
                    latest.ShouldBe(timeline.Latest(worked), $"{t}, {context}");
            }
        }
        // Most random calendars have one: else this law would say nothing.
        tables.ShouldBeGreaterThan(RandomCalendars.Rounds(500) / 2);
    }

    [Fact]
    public void Law_5_An_instant_lies_between_the_two_inverses_of_its_working_time()
    {
        foreach (var (calendar, random, context) in Some("two inverses", 300))
        {
            var timeline = Table(calendar);
            for (var i = 0; i < 100; i++)
            {
                var t = random.Time(Around, 1500);
                var w = timeline.Worked(t);
                if (w <= timeline.WorkedLow || w >= timeline.WorkedHigh)
                    continue;
                timeline.Earliest(w).ShouldBeLessThanOrEqualTo(t, context);
                timeline.Latest(w).ShouldBeGreaterThanOrEqualTo(t, context);
                timeline.Worked(timeline.Earliest(w)).ShouldBe(w, context);
                timeline.Worked(timeline.Earliest(w) - 1).ShouldBe(w - 1, context);
                timeline.Worked(timeline.Latest(w)).ShouldBe(w, context);
                timeline.Worked(timeline.Latest(w) + 1).ShouldBe(w + 1, context);
            }
        }
    }

    [Fact]
    public void Law_13_A_pause_moves_the_due_by_its_working_time()
    {
        foreach (var (calendar, random, context) in Some("pause", 300))
            for (var i = 0; i < 20; i++)
            {
                long start = random.Time(Around, 400), n = random.Random.NextInt64(2, 80 * 3_600_000L);
                var due = calendar.Add(start, n);
                if (due == WorkingCalendar.Never || calendar.Add(start, n + (3_000 * 3_600_000L)) == WorkingCalendar.Never)
                    continue;
                long paused = random.Random.NextInt64(start, due), resumed = paused + random.Random.NextInt64(0, 9 * 86_400_000L);
                var counted = calendar.Between(start, paused);
                // What is left is counted from the resumption: the same as adding the paused working time to the promise.
                calendar.Add(resumed, n - counted).ShouldBe(calendar.Add(start, n + calendar.Between(paused, resumed)), context);
            }
    }

    [Fact]
    public void Law_12_A_pause_of_no_length_or_outside_of_hours_or_cut_in_two_changes_nothing()
    {
        var office = Compile(Weekly("Europe/Bucharest", "09:00-12:00, 13:00-18:00"));
        Instant Due(string start, int minutes, params (string From, string To)[] pauses)
        {
            var left = Duration.FromMinutes(minutes);
            var from = office.Local(start);
            foreach (var pause in pauses)
            {
                left -= office.Between(from, office.Local(pause.From));
                from = office.Local(pause.To);
            }
            return office.Add(from, left)!.Value;
        }
        var plain = Due("2026-04-20T10:00", 480);
        plain.ShouldBe(office.Local("2026-04-21T10:00"));
        Due("2026-04-20T10:00", 480, ("2026-04-20T11:00", "2026-04-20T11:00")).ShouldBe(plain);
        Due("2026-04-20T10:00", 480, ("2026-04-20T12:00", "2026-04-20T13:00")).ShouldBe(plain);
        Due("2026-04-20T10:00", 480, ("2026-04-20T18:00", "2026-04-21T09:00")).ShouldBe(plain);
        var paused = Due("2026-04-20T10:00", 480, ("2026-04-20T11:00", "2026-04-20T16:00"));
        // Four working hours of pause, the lunch not counting.
        paused.ShouldBe(office.Local("2026-04-21T15:00"));
        Due("2026-04-20T10:00", 480, ("2026-04-20T11:00", "2026-04-20T12:30"), ("2026-04-20T12:30", "2026-04-20T16:00")).ShouldBe(paused);
    }

    [Theory]
    [InlineData("Etc/UTC", "09:00-17:00", 2020, 2032)]
    [InlineData("Pacific/Apia", "22:00-06:00", 2020, 2032)]
    [InlineData("America/Sao_Paulo", "00:00-24:00", 1998, 2052)]
    public void A_table_answers_from_a_local_midnight_of_its_first_year_to_the_end_of_its_last(string zone, string shifts, int from, int to)
    {
        var calendar = Compile(Weekly(zone, shifts, 7));
        var timeline = Table(calendar, from, to);
        var table = DayTable.Of(timeline, calendar.Zone)!;
        long year = Timeline.YearStart(Math.Max(from, 2004)), end = Timeline.YearStart(Math.Min(to, 2040));
        table.TryWorked(year - 1, out _).ShouldBeFalse();
        table.TryWorked(year + 86_400_000, out var second).ShouldBeTrue();
        second.ShouldBe(timeline.Worked(year + 86_400_000));
        table.TryWorked(end, out var last).ShouldBeTrue();
        last.ShouldBe(timeline.Worked(end));
        table.TryWorked(end + 1, out _).ShouldBeFalse();
        table.TryLatest(last, out _).ShouldBeFalse("more working time may follow the table");
        table.TryLatest(last - 1, out var t).ShouldBeTrue();
        t.ShouldBe(timeline.Latest(last - 1));
        table.TryLatest(timeline.WorkedLow - 1, out _).ShouldBeFalse();
        foreach (var far in (long[])[long.MinValue, long.MaxValue, 0])
        {
            table.TryWorked(far, out _).ShouldBeFalse();
            table.TryLatest(far == 0 ? long.MaxValue / 2 : far, out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void There_is_no_table_where_the_years_do_not_meet()
    {
        var calendar = Compile(Weekly("Etc/UTC", "09:00-17:00"));
        DayTable.Of(Table(calendar, 1950, 2004), calendar.Zone).ShouldBeNull();
        DayTable.Of(Table(calendar, 2040, 2060), calendar.Zone).ShouldBeNull();
        DayTable.Of(Table(calendar, 2003, 2005), calendar.Zone).ShouldNotBeNull();
    }

    [Theory]
    // years, days before 2020, days in all; 2020, 2024 and 2028 are leap years
    [InlineData(2020, 2021, 0, 366)]
    [InlineData(2019, 2021, 365, 731)]
    [InlineData(2010, 2030, 3652, 7305)]
    [InlineData(1900, 2300, 43_829, 146_097)]
    public void A_timeline_counts_from_2020_whatever_its_window(int from, int to, int before, int days)
    {
        const long hours = 8 * 3_600_000;
        var timeline = Table(Compile(Weekly("Etc/UTC", "09:00-17:00", 7)), from, to);
        timeline.WorkedLow.ShouldBe(-before * hours);
        timeline.WorkedHigh.ShouldBe((days - before) * hours);
        timeline.OpeningCount.ShouldBe(days);
        timeline.Worked(Timeline.Epoch).ShouldBe(0);
    }

    [Fact]
    public void An_opening_that_is_longer_than_the_window_fills_it()
    {
        var always = Compile(Weekly("Etc/UTC", "00:00-24:00", 7));
        var timeline = Table(always, 2020, 2022);
        timeline.OpeningCount.ShouldBe(1);
        timeline[0].ShouldBe((Timeline.YearStart(2020), Timeline.YearStart(2022)));
        timeline.Worked(timeline.High).ShouldBe(timeline.High - timeline.Low);
        timeline.Latest(0).ShouldBe(timeline.Low);
        timeline.Earliest(timeline.WorkedHigh).ShouldBe(timeline.High);
        timeline.IndexAfter(timeline.High - 1).ShouldBe(0);
        timeline.IndexAfter(timeline.High).ShouldBe(1);
    }

    [Fact]
    public void T8_Business_days_of_a_timeline_are_found_by_number()
    {
        // 2020-01-01, a Wednesday, is day 18262 of Unix time.
        var timeline = Table(Compile(Weekly("Etc/UTC", "09:00-17:00")), 2020, 2021);
        (timeline.IsBusinessDay(18_262), timeline.IsBusinessDay(18_264), timeline.IsBusinessDay(18_265), timeline.IsBusinessDay(18_261)).ShouldBe((true, true, false, false));
        timeline.BusinessDayAfter(18_262, 1).ShouldBe(18_263);
        timeline.BusinessDayAfter(18_264, 1).ShouldBe(18_267);
        timeline.BusinessDayAfter(18_265, 1).ShouldBe(18_267);
        timeline.BusinessDayAfter(18_261, 1).ShouldBe(18_262);
        timeline.BusinessDayAfter(18_262, 261).ShouldBe(18_262 + 365, "the 31st of December, the last of 262");
        timeline.BusinessDayAfter(18_262, 262).ShouldBeNull();
        timeline.BusinessDayAfter(18_262, int.MaxValue).ShouldBeNull();
        timeline.OpeningsOn(18_265).ShouldBeEmpty();
        timeline.OpeningsOn(18_262).ShouldHaveSingleItem().Start.ShouldBe(At("2020-01-01T09:00:00Z"));
    }
}
