using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine;
using Prazo.Engine.Calendars;

namespace Prazo.Conformance;

/// <summary>From a vector's calendar to a compiled one: <c>timezone</c>, <c>weekly</c>, <c>holidays</c>, and by date <c>shifts</c> (instead) and <c>breaks</c> (taken out).</summary>
internal static class VectorCalendar
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static WorkingCalendar Read(VectorReader calendar)
    {
        var zone = calendar.Text("timezone");
        var weekly = new WeeklyCalendar(
            "hours", zone, [new EffectiveHours(LocalDate.MinIsoValue, Week(calendar.Child("weekly")))], ["holidays"],
            SpecialDays(calendar, "shifts", ExceptionKind.Hours), HolidayCut.Shifts, Position.None);
        var holidays = new HolidaySet("holidays", "holidays", [.. calendar.List("holidays").Select(h => Holiday(h, calendar.PathOf("holidays")))], "", null, [], Position.None);
        var breaks = new WeeklyCalendar("breaks", zone, [], [], SpecialDays(calendar, "breaks", ExceptionKind.Extra), HolidayCut.Shifts, Position.None);
        var without = new ComposedCalendar("hours-without-breaks", Composition.Exclusion, ["hours", "breaks"], null, Position.None);
        var set = new CalendarSet([weekly, breaks, without], [holidays], "Etc/UTC");
        if (set.Problems.Count > 0)
            throw new VectorException(calendar.PathOf(""), set.Problems[0].Message, set.Problems[0].Hint);
        return set[breaks.Exceptions.IsEmpty ? "hours" : "hours-without-breaks"];
    }

    private static ImmutableArray<ImmutableArray<Shift>> Week(VectorReader weekly)
    {
        foreach (var day in weekly.Properties())
            if (!Days.Contains(day.Name, StringComparer.Ordinal))
                throw new VectorException(weekly.PathOf(day.Name), $"\"{day.Name}\" is not a day.", "Write mon, tue, wed, thu, fri, sat or sun.");
        return [.. Days.Select(day => weekly.Has(day) ? Shifts(weekly.List(day), weekly.PathOf(day)) : [])];
    }

    private static ImmutableArray<SpecialDay> SpecialDays(VectorReader calendar, string name, ExceptionKind kind)
    {
        if (!calendar.Has(name))
            return [];
        var dates = calendar.Child(name);
        return [.. dates.Properties().Select(day =>
            new SpecialDay(Date(day.Name, dates.PathOf(day.Name)), kind, Shifts(VectorReader.Items(day.Value, dates.PathOf(day.Name)), dates.PathOf(day.Name)), null))];
    }

    private static ImmutableArray<Shift> Shifts(IEnumerable<JsonElement> list, string path) => [.. list.Select(pair =>
    {
        var ends = VectorReader.Items(pair, path).Select(e => Minutes(VectorReader.TextOf(e, path), path)).ToArray();
        if (ends.Length != 2)
            throw new VectorException(path, "An opening has a start and an end.", "Write [\"09:00\", \"17:00\"].");
        // An end before the start lies on the next day.
        return new Shift(ends[0], ends[1] < ends[0] ? ends[1] + 1440 : ends[1]);
    }).OrderBy(s => s.StartMinutes)];

    private static int Minutes(string text, string path)
    {
        var parts = text.Split(':');
        if (parts.Length == 2 && parts.All(p => p.Length == 2)
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes < 60 && hours <= 48)
            return (hours * 60) + minutes;
        throw new VectorException(path, $"\"{text}\" is not a time of day.", "Write HH:MM, to 24:00.");
    }

    /// <summary>A date, a yearly --MM-DD, or an inclusive range of either.</summary>
    private static HolidayRule Holiday(JsonElement element, string path)
    {
        var text = VectorReader.TextOf(element, path);
        var ends = text.Split('/');
        if (ends.Length > 2)
            throw new VectorException(path, $"\"{text}\" is not a holiday.", "Write a date, --MM-DD, or two of them with a slash between.");
        string from = ends[0], to = ends[^1];
        if (!from.StartsWith("--", StringComparison.Ordinal))
            return new DatedHoliday(Date(from, path), Date(to, path), text, []);
        AnnualDate first = Yearly(from, path), last = Yearly(to, path);
        return ends.Length == 1 ? new FixedHoliday(first.Month, first.Day, text, []) : new YearlyRangeHoliday(first, last, text, []);
    }

    private static LocalDate Date(string text, string path) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true } result ? result.Value : throw new VectorException(path, $"\"{text}\" is not a date.", "Write it as 2026-12-24.");

    private static AnnualDate Yearly(string text, string path) =>
        text.Length > 2 && AnnualDatePattern.Iso.Parse(text[2..]) is { Success: true } result ? result.Value
            : throw new VectorException(path, $"\"{text}\" is not a yearly date.", "Write it as --12-24.");
}
