using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Web.Screen;

namespace Prazo.Web.Agreements;

/// <summary>What a date of a calendar is, in words.</summary>
internal static class YearWords
{
    /// <param name="closed">Also say of a date that it is closed.</param>
    public static string Why(Viewer v, CalendarYear year, CalendarDay day, bool closed)
    {
        var said = new List<string>();
        if (day.Holiday is { } name)
            said.Add(name);
        else if (day.Exception is not null)
            said.Add(v["calendars.special"]);
        if (day.Open == Duration.Zero)
        {
            if (closed)
                said.Add(v["plain.closed"]);
        }
        else if (day.Exception is not null || day.Holiday is not null)
            said.Add(Openings(v, year, day));
        if (day.Moved is { } moved)
            said.Add(v.Say(moved > Offset.Zero ? "calendars.forward" : "calendars.back", v.Words.Clocks.Form.Length(Duration.FromSeconds(Math.Abs(moved.Seconds)))));
        return string.Join(", ", said);
    }

    public static string Openings(Viewer v, CalendarYear year, CalendarDay day) => day.Openings.Count == 0 ? v["plain.closed"] : string.Join(", ", day.Openings.Select(o => Hours(v, year.Zone, o)));

    private static string Hours(Viewer v, DateTimeZone zone, Opening o)
    {
        var end = o.End.InZone(zone).TimeOfDay;
        return $"{v.Words.Clocks.Form.Time(o.Start.InZone(zone).TimeOfDay)}–{(end == LocalTime.Midnight ? "24:00" : v.Words.Clocks.Form.Time(end))}";
    }
}
