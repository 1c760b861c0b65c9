using System.Collections.Immutable;

namespace Prazo.Engine.Calendars;

/// <summary>What can be wrong with calendar definitions and the holiday sets they use. Calendars that cannot be compiled go to <c>broken</c>.</summary>
internal sealed class CalendarChecks(
    IReadOnlyDictionary<string, CalendarDefinition> definitions, Func<string, HolidaySet?> findSet, Func<string, bool> isZone,
    ImmutableArray<Problem>.Builder problems, HashSet<string> broken)
{
    public const string ZoneHint = "Write an IANA name such as America/Sao_Paulo or Europe/Bucharest.";

    private const int TwoDays = 2880, MaxDepth = 50, MaxWeight = 1000;
    private enum Mark { Open, Done }
    private readonly Dictionary<string, Mark> _marks = new(StringComparer.Ordinal);
    // How many calendars one is made of, counted as often as they are used: what compiling it costs.
    private readonly Dictionary<string, int> _weights = new(StringComparer.Ordinal);
    private readonly HashSet<string> _checkedSets = new(StringComparer.Ordinal);

    public void Run()
    {
        foreach (var definition in definitions.Values)
            Visit(definition, 0);
    }

    private void Visit(CalendarDefinition definition, int depth)
    {
        if (!_marks.TryAdd(definition.Id, Mark.Open))
            return;
        var path = $"calendars.{definition.Id}";
        switch (definition)
        {
            case AlwaysOpenCalendar always:
                CheckZone(always.Zone, definition, path);
                break;
            case WeeklyCalendar weekly:
                CheckZone(weekly.Zone, definition, path);
                CheckWeekly(weekly, path);
                break;
            case ComposedCalendar composed:
                CheckZone(composed.Zone, definition, path);
                CheckComposed(composed, path, depth);
                break;
        }
        if (definition.Id == CalendarSet.AlwaysOpen && definition is not AlwaysOpenCalendar)
            Break(definition, "reserved-calendar", path, "\"24x7\" is the built-in calendar that is always open.", "Give this calendar another name.");
        _weights.TryAdd(definition.Id, 1);
        _marks[definition.Id] = Mark.Done;
    }

    private void CheckZone(string? zone, CalendarDefinition definition, string path)
    {
        if (!string.IsNullOrEmpty(zone) && !isZone(zone))
            Break(definition, "unknown-zone", path + ".zone", $"\"{zone}\" is not a time zone.", ZoneHint);
    }

    private void CheckWeekly(WeeklyCalendar weekly, string path)
    {
        var hours = weekly.Hours.IsDefault ? [] : weekly.Hours;
        for (var i = 0; i < hours.Length; i++)
        {
            if (i > 0 && hours[i].From <= hours[i - 1].From)
                Break(weekly, "hours-order", path + ".weekly", $"The hours from {hours[i].From:uuuu-MM-dd} are listed after hours that start later or on the same day.", "List hours by the date from which they apply.");
            if (hours[i].Week.IsDefault || hours[i].Week.Length != 7)
                Break(weekly, "bad-week", path + ".weekly", "A week has seven days, Monday first.", "Give each day its openings, or none.");
            else
                foreach (var day in hours[i].Week)
                    CheckShifts(weekly, day, path + ".weekly");
        }
        foreach (var special in weekly.Exceptions.IsDefault ? [] : weekly.Exceptions)
            CheckShifts(weekly, special.Shifts, $"{path}.exceptions.{special.Date:uuuu-MM-dd}");
        foreach (var set in weekly.HolidaySets.IsDefault ? [] : weekly.HolidaySets)
        {
            if (findSet(set) is null)
                problems.Add(new Problem(Severity.Error, "unknown-holiday-set", weekly.At, path + ".holidays", $"There is no holiday set called \"{set}\".", "Define it under holidays, or use a built-in one such as br or ro."));
            else
                CheckSet(set, []);
        }
    }

    private void CheckShifts(CalendarDefinition calendar, ImmutableArray<Shift> shifts, string path)
    {
        foreach (var shift in shifts.IsDefault ? [] : shifts)
            if (shift.StartMinutes < 0 || shift.StartMinutes >= 1440 || shift.EndMinutes <= shift.StartMinutes || shift.EndMinutes > TwoDays)
                Break(calendar, "bad-shift", path, $"A shift from minute {shift.StartMinutes} to minute {shift.EndMinutes} of its day is not possible.", "Start within the day and end after the start, at most at the end of the next day.");
    }

    private void CheckSet(string id, ImmutableArray<string> trail)
    {
        if (trail.Contains(id, StringComparer.Ordinal))
        {
            var from = findSet(id)!;
            problems.Add(new Problem(Severity.Error, "holiday-set-cycle", from.At, $"holidays.{id}", $"The holiday set \"{id}\" includes itself: {string.Join(" → ", trail.Add(id))}.", "Remove one of these includes."));
            return;
        }
        if (!_checkedSets.Add(id))
            return;
        var set = findSet(id)!;
        foreach (var rule in set.Rules.IsDefault ? [] : set.Rules)
            CheckRule(set, rule);
        foreach (var included in set.Includes.IsDefault ? [] : set.Includes)
        {
            if (findSet(included) is null)
                problems.Add(new Problem(Severity.Error, "unknown-holiday-set", set.At, $"holidays.{id}.includes", $"There is no holiday set called \"{included}\".", "Define it under holidays, or remove it here."));
            else
                CheckSet(included, trail.Add(id));
        }
    }

    private void CheckRule(HolidaySet set, HolidayRule rule)
    {
        if (!HolidayDates.IsPossible(rule))
            problems.Add(new Problem(Severity.Error, "bad-holiday", set.At, $"holidays.{set.Id}", $"\"{rule.Name}\" names no possible date.", "Months go from 1 to 12, days to the length of the month, the nth weekday from 1 to 5 or from -1 to -5, offsets to 366 days."));
        if (rule is DatedHoliday dated && dated.To < dated.From)
            problems.Add(new Problem(Severity.Error, "bad-range", set.At, $"holidays.{set.Id}", $"\"{rule.Name}\" ends on {dated.To:uuuu-MM-dd}, before it starts on {dated.From:uuuu-MM-dd}.", "Write the earlier date first."));
        foreach (var shift in rule.Hours.IsDefault ? [] : rule.Hours)
            if (shift.StartMinutes < 0 || shift.EndMinutes <= shift.StartMinutes || shift.EndMinutes > TwoDays)
                problems.Add(new Problem(Severity.Error, "bad-shift", set.At, $"holidays.{set.Id}", $"The hours of \"{rule.Name}\" are not possible.", "Start within the day and end after the start."));
    }

    private void CheckComposed(ComposedCalendar composed, string path, int depth)
    {
        var weight = 1;
        var operands = composed.Operands.IsDefault ? [] : composed.Operands;
        if (operands.IsEmpty)
            Break(composed, "no-operand", path, "A composed calendar needs at least one calendar to start from.", "Name the calendars to combine.");
        foreach (var name in operands)
        {
            if (!definitions.TryGetValue(name, out var operand))
                Break(composed, "unknown-calendar", path, $"There is no calendar called \"{name}\".", "Define it under calendars, or correct the name.");
            else if (_marks.TryGetValue(name, out var mark) && mark == Mark.Open)
                Break(composed, "calendar-cycle", path, $"\"{composed.Id}\" is made from \"{name}\", which is made from it again.", "Compose calendars of others, never of themselves.");
            else
            {
                if (depth < MaxDepth)
                    Visit(operand, depth + 1);
                weight += _weights.GetValueOrDefault(name, MaxWeight);
                if (broken.Contains(name))
                    broken.Add(composed.Id);
            }
        }
        if (weight > MaxWeight)
            Break(composed, "too-many-operands", path, $"It is made of more than {MaxWeight} calendars, or nested more than {MaxDepth} deep.", "Write fewer, simpler calendars.");
        _weights[composed.Id] = Math.Min(weight, MaxWeight);
    }

    private void Break(CalendarDefinition definition, string code, string path, string message, string hint)
    {
        broken.Add(definition.Id);
        problems.Add(new Problem(Severity.Error, code, definition.At, path, message, hint));
    }
}
