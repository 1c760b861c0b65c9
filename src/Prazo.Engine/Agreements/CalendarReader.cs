using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>Reads the calendars of an agreement (T9).</summary>
internal static class CalendarReader
{
    private const int LongestRangeDays = 400;
    private static readonly string[] Compositions = ["union", "intersection", "exclude"];
    private static readonly string[] OwnHours = ["weekly", "from", "holidays", "days", "cut"];

    public static ImmutableDictionary<string, CalendarDefinition> ReadAll(Cursor at, string zone)
    {
        var calendars = ImmutableDictionary.CreateBuilder<string, CalendarDefinition>(StringComparer.Ordinal);
        foreach (var (id, keyAt, calendar) in at.Entries)
            if (id == CalendarSet.AlwaysOpen)
                at.Reading.Error("reserved-id", keyAt, calendar.Path, $"{CalendarSet.AlwaysOpen} is built in: always open", "choose another id");
            else
                calendars[id] = Read(id, keyAt, calendar, zone);
        return calendars.ToImmutable();
    }

    private static CalendarDefinition Read(string id, Position keyAt, Cursor at, string zone)
    {
        if (!at.IsMap)
            return new AlwaysOpenCalendar(id, zone, keyAt);
        var kinds = Compositions.Where(k => at[k].Exists).ToList();
        if (kinds.Count == 0)
            return ReadWeekly(id, keyAt, at, zone);
        if (kinds.Count > 1)
            at[kinds[1]].Error("two-compositions", $"a calendar is either {kinds[0]} or {kinds[1]}", "compose in two steps: give one of them a calendar of its own");
        foreach (var key in OwnHours)
            if (at[key].Exists)
                at[key].Error("two-compositions", $"a composed calendar ({kinds[0]}) has no {key} of its own", $"put {key} on a calendar of its own and name that under {kinds[0]}");
        return ReadComposed(id, keyAt, at, kinds[0]);
    }

    private static ComposedCalendar ReadComposed(string id, Position keyAt, Cursor at, string kind)
    {
        var composition = kind switch { "union" => Composition.Union, "intersection" => Composition.Intersection, _ => Composition.Exclusion };
        ImmutableArray<string> operands = [.. at[kind].Texts];
        if (operands.Length < 2)
            at[kind].Error("too-few-calendars", $"{kind} needs at least two calendars", "name them in a list: [a, b]");
        return new ComposedCalendar(id, composition, operands, at["zone"].Text, keyAt);
    }

    private static WeeklyCalendar ReadWeekly(string id, Position keyAt, Cursor at, string zone)
    {
        if (!at["weekly"].Exists && !at["from"].Exists && !at["days"].Exists)
            at.Error("missing-key", "a calendar needs weekly hours, or union, intersection or exclude", "write `weekly: { mon-fri: \"08:00-18:00\" }`");
        var hours = new List<EffectiveHours> { new(LocalDate.MinIsoValue, HoursReader.ReadWeek(at["weekly"])) };
        foreach (var (from, fromAt, change) in at["from"].Entries)
            if (LocalDatePattern.Iso.Parse(from) is { Success: true } date)
                hours.Add(new EffectiveHours(date.Value, HoursReader.ReadWeek(change["weekly"])));
            else
                at.Reading.Error("bad-date", fromAt, change.Path, $"{StructureCheck.Quoted(from)} is no date", "write year-month-day, such as 2026-07-01");
        hours.Sort((a, b) => a.From.CompareTo(b.From));
        var cut = at["cut"].Text == "midnight" ? HolidayCut.Midnight : HolidayCut.Shifts;
        return new WeeklyCalendar(id, at["zone"].Text ?? zone, [.. hours], [.. at["holidays"].Texts], ReadDays(at["days"]), cut, keyAt);
    }

    private static ImmutableArray<SpecialDay> ReadDays(Cursor at)
    {
        var days = new SortedDictionary<LocalDate, (SpecialDay Day, string Key)>();
        foreach (var (key, keyAt, value) in at.Entries)
        {
            if (Dates(key) is not var (first, last))
            {
                at.Reading.Error("bad-date", keyAt, value.Path, $"{StructureCheck.Quoted(key)} is no date and no range of dates", "write 2026-12-24, or 2026-12-24..2027-01-02");
                continue;
            }
            if (NodaTime.Period.DaysBetween(first, last) > LongestRangeDays)
            {
                at.Reading.Error("range-too-long", keyAt, value.Path, $"{key} is longer than {LongestRangeDays} days", "hours that change for good go under `from:`");
                continue;
            }
            if (ReadDay(first, value) is not { } day)
                continue;
            for (var date = first; date <= last; date = date.PlusDays(1))
                if (!days.TryAdd(date, (day with { Date = date }, key)))
                {
                    at.Reading.Error("day-twice", keyAt, value.Path, $"{date:uuuu-MM-dd} stands under {days[date].Key} already", "take it out of one of them");
                    break;
                }
        }
        return [.. days.Values.Select(d => d.Day)];
    }

    private static SpecialDay? ReadDay(LocalDate date, Cursor value)
    {
        var name = value.IsMap ? value["name"].Text : null;
        var hours = value.IsMap ? value["hours"] : value;
        var extra = hours.Text?.TrimStart().StartsWith('+') == true;
        if (extra)
            hours = hours with { Node = (ScalarNode)hours.Node! with { Text = hours.Text!.TrimStart()[1..].Trim() } };
        if (!hours.Exists || HoursReader.Read(hours) is not { } shifts)
            return null;
        if (extra && shifts.IsEmpty)
        {
            hours.Error("bad-hours", "+ adds openings, closed has none", "write `closed` alone, or hours after the +");
            return null;
        }
        return new SpecialDay(date, extra ? ExceptionKind.Extra : shifts.IsEmpty ? ExceptionKind.Closed : ExceptionKind.Hours, shifts, name);
    }

    private static (LocalDate First, LocalDate Last)? Dates(string key)
    {
        var ends = key.Split("..", StringSplitOptions.TrimEntries);
        if (ends.Length > 2 || LocalDatePattern.Iso.Parse(ends[0]) is not { Success: true } first || LocalDatePattern.Iso.Parse(ends[^1]) is not { Success: true } last)
            return null;
        return first.Value <= last.Value ? (first.Value, last.Value) : null;
    }
}
