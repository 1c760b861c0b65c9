namespace Prazo.Engine.Calendars;

/// <summary>Holiday sets that ship with the engine, by id.</summary>
public static class BuiltInHolidays
{
    /// <summary>The built-in set of that id, or null.</summary>
    public static HolidaySet? Find(string id) => null;
}
