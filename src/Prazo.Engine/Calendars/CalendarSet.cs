using NodaTime;

namespace Prazo.Engine.Calendars;

/// <summary>Calendars by name, compiled on first use; the built-in <c>24x7</c> is always there. Thread-safe.</summary>
public sealed class CalendarSet
{
    public const string AlwaysOpen = "24x7";

    /// <param name="definitions">Calendars by id.</param>
    /// <param name="holidaySets">Holiday sets by id, beside the built-in ones, which they may replace.</param>
    /// <param name="zone">IANA zone of <c>24x7</c> and default of calendars without one.</param>
    public CalendarSet(IEnumerable<CalendarDefinition> definitions, IEnumerable<HolidaySet> holidaySets, string zone, IDateTimeZoneProvider? zones = null) => throw new NotImplementedException();

    /// <summary>Null when there is no calendar of that name.</summary>
    public WorkingCalendar? Find(string id) => throw new NotImplementedException();
    /// <exception cref="KeyNotFoundException">No calendar of that name.</exception>
    public WorkingCalendar this[string id] => throw new NotImplementedException();
    /// <summary>What is wrong with the definitions: unknown zone, holiday set or operand, cycles.</summary>
    public IReadOnlyList<Problem> Problems => throw new NotImplementedException();
}
