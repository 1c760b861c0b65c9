using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Web.Screen;

namespace Prazo.Web.Documents;

/// <summary>When a calendar is open, in plain words.</summary>
internal static class HoursWords
{
    private const int Ahead = 366;

    /// <summary>As one sees it today: the hours of now, what is about to change, and special days of the year ahead.</summary>
    public static IReadOnlyList<string> Of(ScreenWords w, Agreement agreement, CalendarSet calendars, string id, Instant now) =>
        calendars.Find(id) is { } calendar ? Of(w, agreement, calendar, id, now.InZone(calendar.Zone).Date, Ahead) : [];

    /// <summary>From a day on, to the last that is written.</summary>
    public static IReadOnlyList<string> Since(ScreenWords w, Agreement agreement, CalendarSet calendars, string id, LocalDate from) =>
        calendars.Find(id) is { } calendar ? Of(w, agreement, calendar, id, from, null) : [];

    private static List<string> Of(ScreenWords w, Agreement agreement, WorkingCalendar calendar, string id, LocalDate today, int? ahead)
    {
        if (calendar.IsAlwaysOpen)
            return [w["plain.always"]];
        var lines = new List<string>();
        if (agreement.Calendars.GetValueOrDefault(id) is WeeklyCalendar weekly)
        {
            lines.AddRange(Week(w, weekly.Hours.LastOrDefault(h => h.From <= today)?.Week ?? weekly.Hours[0].Week));
            foreach (var change in weekly.Hours.Where(h => h.From > today))
                lines.Add(w.Say("plain.from-date", w.Clocks.Form.Date(change.From, true), string.Join("; ", Week(w, change.Week))));
            if (weekly.HolidaySets.Length > 0)
                lines.Add(w.Say("plain.holidays", string.Join(", ", weekly.HolidaySets.Select(s => agreement.HolidaySets.GetValueOrDefault(s)?.Name ?? BuiltInHolidays.Find(s)?.Name ?? s))));
            foreach (var day in weekly.Exceptions.Where(e => e.Date >= today && (ahead is null || e.Date < today.PlusDays(ahead.Value))).OrderBy(e => e.Date))
                lines.Add(Special(w, day));
        }
        else
        {
            // Composed of others: what it comes to in the days ahead is plainer than how.
            lines.Add(w["plain.next-days"]);
            for (var i = 0; i < 7; i++)
                lines.Add($"{w.Clocks.Form.Day(today.PlusDays(i), false)}: {Openings(w, calendar, today.PlusDays(i))}");
        }
        lines.Add(w.Say("plain.zone", calendar.Zone.Id));
        return lines;
    }

    /// <summary>Days with the same hours that follow one another stand together; closed days are named too.</summary>
    private static IEnumerable<string> Week(ScreenWords w, ImmutableArray<ImmutableArray<Shift>> week)
    {
        var days = w["plain.days"].Split('|');
        for (var i = 0; i < 7;)
        {
            var to = i;
            while (to < 6 && week[to + 1].SequenceEqual(week[i]))
                to++;
            var name = to == i ? days[i] : w.Say(to == i + 1 ? "plain.days-two" : "plain.days-range", days[i], days[to]);
            yield return $"{char.ToUpper(name[0], CultureInfo.InvariantCulture)}{name[1..]}: {Shifts(w, week[i])}";
            i = to + 1;
        }
    }

    private static string Special(ScreenWords w, SpecialDay day) =>
        $"{w.Clocks.Form.Day(day.Date, true)}: {(day.Kind == ExceptionKind.Extra ? "+ " : "")}{Shifts(w, day.Shifts)}{(day.Name is { } name ? $" ({name})" : "")}";

    private static string Shifts(ScreenWords w, ImmutableArray<Shift> shifts) =>
        shifts.IsEmpty ? w["plain.closed"] : string.Join(", ", shifts.Select(s => $"{Time(s.StartMinutes)}–{(s.EndMinutes == 1440 ? "24:00" : Time(s.EndMinutes))}"));

    private static string Time(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60 % 24:00}:{minutes % 60:00}");

    private static string Openings(ScreenWords w, WorkingCalendar calendar, LocalDate date)
    {
        var open = calendar.OpeningsOn(date);
        return open.Count == 0 ? w["plain.closed"] : string.Join(", ", open.Select(o => $"{w.Clocks.Form.Time(o.Start.InZone(calendar.Zone).TimeOfDay)}–{w.Clocks.Form.Time(o.End.InZone(calendar.Zone).TimeOfDay)}"));
    }
}
