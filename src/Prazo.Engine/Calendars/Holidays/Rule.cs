using System.Collections.Immutable;

namespace Prazo.Engine.Calendars;

/// <summary>Short forms for the built-in sets: a whole day off, every year or from one year to another (inclusive).</summary>
internal static class Rule
{
    public static HolidayRule On(int month, int day, string name, int from = 1, int to = 9999) =>
        new FixedHoliday(month, day, name, [], from, to);

    public static HolidayRule Easter(int offset, string name, int from = 1, int to = 9999) =>
        new EasterHoliday(offset, Orthodox: false, name, [], from, to);

    public static HolidayRule OrthodoxEaster(int offset, string name, int from = 1, int to = 9999) =>
        new EasterHoliday(offset, Orthodox: true, name, [], from, to);

    /// <summary>Kept on another day by weekday; <paramref name="shifts"/> from Monday to Sunday.</summary>
    public static HolidayRule Observed(int month, int day, string name, ImmutableArray<int> shifts, int from = 1, int to = 9999) =>
        new ObservedHoliday(month, day, shifts, name, [], from, to);

    public static HolidaySet Set(string id, string name, string source, params ImmutableArray<HolidayRule> rules) =>
        new(id, name, rules, source, KnownTo: null, Includes: [], Position.None);
}
