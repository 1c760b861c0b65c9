using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Calendars;
using Prazo.Engine.Tests.Fuzz;

namespace Prazo.Engine.Tests.Calendars;

/// <summary>Random calendars over random zones, holidays around a date, and exceptions; the seed is part of every failure.</summary>
internal sealed class RandomCalendars(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>The figure asked for in a soak, a tenth of it otherwise.</summary>
    public static int Rounds(int soak) => FuzzRun.Soak ? soak : soak / 10;

    public Random Random => _random;

    public string Zone() => AwkwardZones.All[_random.Next(AwkwardZones.All.Length)];

    public LocalDate Date(LocalDate around, int days) => around.PlusDays(_random.Next(-days, days + 1));

    public ImmutableArray<Shift> Shifts(int grain, int most = 3)
    {
        var count = _random.Next(0, most + 1);
        var cuts = Enumerable.Range(0, 2 * count).Select(_ => _random.Next(0, (_random.Next(6) == 0 ? 2880 : 1440) / grain) * grain).Distinct().Order().ToList();
        var shifts = new List<Shift>();
        for (var i = 0; i + 1 < cuts.Count; i += 2)
            if (cuts[i] < 1440)
                shifts.Add(new Shift(cuts[i], cuts[i + 1]));
        if (shifts.Count == 0 && _random.Next(8) == 0)
            shifts.Add(new Shift(0, 1440));
        return [.. shifts];
    }

    public HolidayRule Rule(LocalDate around, int grain)
    {
        var hours = _random.Next(3) == 0 ? Shifts(grain, 2) : [];
        var date = Date(around, 20);
        return _random.Next(6) switch
        {
            0 => new FixedHoliday(date.Month, date.Day, "fixed", hours),
            1 => new EasterHoliday(_random.Next(-60, 61), _random.Next(2) == 0, "easter", hours),
            2 => new NthWeekdayHoliday(date.Month, date.DayOfWeek, _random.Next(2) == 0 ? _random.Next(1, 6) : -_random.Next(1, 6), _random.Next(-3, 4), "nth", hours),
            3 => new DatedHoliday(date, date.PlusDays(_random.Next(0, 3)), "dated", hours),
            4 => new YearlyRangeHoliday(new AnnualDate(date.Month, date.Day), date.PlusDays(_random.Next(0, 4)) is var to ? new AnnualDate(to.Month, to.Day) : default, "range", hours),
            _ => new FixedHoliday(date.Month, date.Day, "some years", hours, date.Year - _random.Next(0, 2), date.Year + _random.Next(0, 2)),
        };
    }

    public WeeklyCalendar Weekly(string id, string zone, LocalDate around, string[] holidays, int? grainOf = null)
    {
        var grain = grainOf ?? new[] { 60, 30, 15, 5, 1 }[_random.Next(5)];
        ImmutableArray<ImmutableArray<Shift>> Week() => [.. Enumerable.Range(0, 7).Select(_ => Shifts(grain))];
        List<EffectiveHours> hours = [new EffectiveHours(LocalDate.MinIsoValue, Week())];
        if (_random.Next(3) == 0)
            hours.Add(new EffectiveHours(Date(around, 15), Week()));
        var exceptions = Enumerable.Range(0, _random.Next(0, 5)).Select(_ =>
        {
            var kind = (ExceptionKind)_random.Next(3);
            return new SpecialDay(Date(around, 15), kind, kind == ExceptionKind.Closed ? [] : Shifts(grain), "special");
        });
        return new WeeklyCalendar(id, zone, [.. hours], [.. holidays], [.. exceptions], (HolidayCut)_random.Next(2), Position.None);
    }

    /// <summary>Calendar "c" and what it is made of: a week, or one in four times a composition of two or three.</summary>
    public (List<CalendarDefinition> Definitions, List<HolidaySet> Sets) Next(string zone, LocalDate around, int? grain = null)
    {
        List<HolidaySet> sets =
        [
            CalendarDsl.Set("national", [.. Enumerable.Range(0, _random.Next(0, 4)).Select(_ => Rule(around, grain ?? 15))]),
            CalendarDsl.Set("city", [.. Enumerable.Range(0, _random.Next(0, 4)).Select(_ => Rule(around, grain ?? 15))]),
        ];
        string[] layers = _random.Next(3) switch { 0 => [], 1 => ["national"], _ => ["city", "national"] };
        if (_random.Next(4) != 0)
            return ([Weekly("c", zone, around, layers, grain)], sets);
        List<CalendarDefinition> parts = [Weekly("p0", zone, around, layers, grain), Weekly("p1", Zone(), around, layers, grain), new AlwaysOpenCalendar("p2", Zone(), Position.None)];
        var count = _random.Next(2, 4);
        parts.Add(new ComposedCalendar("c", (Composition)_random.Next(3), [.. Enumerable.Range(0, count).Select(i => "p" + i)], null, Position.None));
        return (parts, sets);
    }

    /// <summary>An instant within <paramref name="days"/> of a date, to the millisecond.</summary>
    public long Time(LocalDate around, int days) =>
        around.AtMidnight().InUtc().ToInstant().ToUnixTimeMilliseconds() + _random.NextInt64(-days * 86_400_000L, days * 86_400_000L);
}
