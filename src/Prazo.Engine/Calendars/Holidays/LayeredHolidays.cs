using System.Collections.Concurrent;
using NodaTime;

namespace Prazo.Engine.Calendars;

/// <summary>Holiday sets in the order of their layers, included sets flattened behind the set that includes them: the first that names a date wins (T9).</summary>
internal sealed class LayeredHolidays(IReadOnlyList<HolidaySet> layers)
{
    private readonly ConcurrentDictionary<int, HolidayDate?[]> _years = new();

    public IReadOnlyList<HolidaySet> Layers => layers;

    public HolidayDate? On(LocalDate date) =>
        layers.Count == 0 ? null : _years.GetOrAdd(date.Year, Year)[date.DayOfYear - 1];

    /// <summary>The holidays of a year by day of year, from 0.</summary>
    public HolidayDate?[] Year(int year)
    {
        var days = new HolidayDate?[366];
        foreach (var set in layers)
            foreach (var rule in set.Rules.IsDefault ? [] : set.Rules)
                foreach (var date in HolidayDates.InYear(rule, year))
                    days[date.DayOfYear - 1] ??= new HolidayDate(date, rule.Name, rule.Hours.IsDefault ? [] : rule.Hours, set.Id);
        return days;
    }
}
