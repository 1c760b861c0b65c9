using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>Names that must lead somewhere: zones, calendars, holiday sets, targets, objectives. An agreement with a dangling name cannot be used.</summary>
internal static class References
{
    public static void Check(Cursor root, Agreement agreement)
    {
        CheckZone(root["zone"]);
        foreach (var (_, _, calendar) in root["calendars"].Entries)
            if (calendar.IsMap)
                CheckCalendar(calendar, agreement);
        foreach (var (_, _, set) in root["holiday-sets"].Entries)
            CheckHolidaySets(set["includes"], agreement);
        foreach (var (_, _, target) in root["targets"].Entries)
            CheckTarget(target, agreement);
        CheckTarget(root["duties"]["customer"]["answer"], agreement);
        CheckTarget(root["satisfaction"]["follow-up"], agreement);
        CheckName(root["satisfaction"]["calendar"], Calendars(agreement), "unknown-calendar", "calendar");
        CheckShares(root, agreement);
        foreach (var objective in root["objectives"].Items)
            ObjectiveReader.Check(objective, agreement, CheckName);
        foreach (var penalty in root["penalties"].Items)
        {
            CheckName(penalty["objective"], [.. agreement.Objectives.Select(o => o.Id)], "unknown-objective", "objective");
            CheckName(penalty["target"], [.. agreement.Targets.Select(t => t.Id)], "unknown-target", "target");
        }
        MoneyReader.Check(root, agreement);
        CheckDefinitions(root, agreement);
    }

    private static void CheckZone(Cursor at)
    {
        if (at.Text is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            at.Error("unknown-zone", $"{StructureCheck.Quoted(zone)} is no time zone", Suggestion.For(zone, DateTimeZoneProviders.Tzdb.Ids) is { } near
                ? $"did you mean {near}?" : "write an IANA name such as America/Sao_Paulo or Europe/Bucharest");
    }

    private static void CheckCalendar(Cursor at, Agreement agreement)
    {
        CheckZone(at["zone"]);
        CheckHolidaySets(at["holidays"], agreement);
        foreach (var kind in new[] { at["union"], at["intersection"], at["exclude"] })
            foreach (var operand in kind.Items)
                CheckName(operand, Calendars(agreement), "unknown-calendar", "calendar");
    }

    private static void CheckHolidaySets(Cursor at, Agreement agreement)
    {
        foreach (var item in at.Items)
            if (item.Text is { } id && !agreement.HolidaySets.ContainsKey(id) && BuiltInHolidays.Find(id) is null)
                item.Error("unknown-holiday-set", $"there is no holiday set {id}", Suggestion.For(id, [.. agreement.HolidaySets.Keys, .. BuiltInHolidays.Ids]) is { } near
                    ? $"did you mean {near}?" : "describe it under `holiday-sets:`, or use a built-in one such as br, br-sp or ro");
    }

    private static void CheckTarget(Cursor at, Agreement agreement)
    {
        if (!at.IsMap)
            return;
        var calendar = at["calendar"];
        if (calendar.IsMap)
            foreach (var (key, _, value) in calendar.Entries)
            {
                if (key != "by")
                    CheckName(value, Calendars(agreement), "unknown-calendar", "calendar");
            }
        else
            CheckName(calendar, Calendars(agreement), "unknown-calendar", "calendar");
    }

    private static List<string> Calendars(Agreement agreement) => [CalendarSet.AlwaysOpen, .. agreement.Calendars.Keys.Order(StringComparer.Ordinal)];

    /// <summary><c>25% of resolution</c> needs that target, and one whose promise has a length to take a share of.</summary>
    private static void CheckShares(Cursor root, Agreement agreement)
    {
        var duties = root["duties"]["customer"].Entries.Select(d => (TargetReader.DutyPrefix + d.Key, d.KeyAt, d.Value));
        foreach (var (id, _, at) in root["targets"].Entries.Concat(duties))
        {
            if (agreement.Targets.FirstOrDefault(t => t.Id == id) is not { } target)
                continue;
            var within = at.IsMap ? at["within"] : at;
            foreach (var (key, value) in target.Within.Values.Select(v => (v.Key, v.Value)).Append(("else", target.Within.Else!)))
                if (value is ShareOf share)
                    CheckShare(within.IsMap ? within[key] : within, share, agreement, id);
        }
    }

    private static void CheckShare(Cursor at, ShareOf share, Agreement agreement, string id)
    {
        if (agreement.Targets.FirstOrDefault(t => t.Id == share.Target) is not { } parent)
            at.Error("unknown-target", $"there is no target {share.Target}", Suggestion.Hint(share.Target, [.. agreement.Targets.Select(t => t.Id)]));
        else if (share.Target == id || parent.Within.Values.Values.Append(parent.Within.Else).Any(w => w is ShareOf))
            at.Error("share-of-share", $"{share.Target} is a share of another promise itself", "name the target whose promise has a length of its own");
        else if (parent.Within.Values.Values.Append(parent.Within.Else).Any(w => w is not (null or WorkingTime or WorkingDays or ClockTime)))
            at.Error("share-of-date", $"{share.Target} promises a date, which has no share", "take the share of a target in working time or clock time");
    }

    private static void CheckName(Cursor at, List<string> known, string code, string word)
    {
        if (at.Text is { } name && !known.Contains(name))
            at.Error(code, $"there is no {word} {name}", Suggestion.Hint(name, known));
    }

    /// <summary>What only the whole of the definitions tells: circles, sizes, impossible dates.</summary>
    private static void CheckDefinitions(Cursor root, Agreement agreement)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(agreement.Zone) is null)
            return;
        foreach (var problem in new CalendarSet(agreement.Calendars.Values, agreement.HolidaySets.Values, agreement.Zone).Problems)
            if (!root.Reading.Problems.Exists(p => p.Code == problem.Code))
                root.Reading.Problems.Add(problem);
    }
}
