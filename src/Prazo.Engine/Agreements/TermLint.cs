using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>What time does to an agreement: terms that have run out, holidays that nobody knows yet.</summary>
internal static class TermLint
{
    public static void Check(LintScene scene)
    {
        var term = scene.Root["term"];
        if (scene.Agreement.To is { } to && to < scene.Today && term["to"].Exists)
            term["to"].Warn("expired-term", $"the term ended on {to:uuuu-MM-dd}", "write the new term, or `renews:` if it goes on by itself");
        foreach (var (id, _, calendar) in scene.Root["calendars"].Entries)
            if (calendar.IsMap)
                foreach (var set in calendar["holidays"].Items)
                    CheckKnown(scene, id, set);
    }

    private static void CheckKnown(LintScene scene, string calendar, Cursor at)
    {
        if (at.Text is not { } id || Find(scene, id, 0) is not { KnownTo: { } known } set)
            return;
        var end = End(scene);
        if (end is null || end > known)
            at.Warn("holidays-unknown", $"holidays of {set.Name} are known to {known:uuuu-MM-dd} only, and {calendar} is needed {(end is null ? "beyond" : $"to {end:uuuu-MM-dd}")}",
                "due dates after that day may change: take the new list when it is out");
    }

    /// <summary>The set of that name, or the one it includes that is known for the shortest time.</summary>
    private static HolidaySet? Find(LintScene scene, string id, int depth)
    {
        var set = scene.Agreement.HolidaySets.GetValueOrDefault(id) ?? BuiltInHolidays.Find(id);
        if (set is null || depth > 8)
            return null;
        return set.Includes.Select(i => Find(scene, i, depth + 1)).Append(set).Where(s => s?.KnownTo is not null).MinBy(s => s!.KnownTo);
    }

    /// <summary>The day to which the agreement holds as far as one can see: the end of the term, of the current renewal, or a year from today; null: no end.</summary>
    private static LocalDate? End(LintScene scene)
    {
        if (scene.Root["term"]["to"].Text is not { } text || NodaTime.Text.LocalDatePattern.Iso.Parse(text) is not { Success: true, Value: var end })
            return scene.Today?.PlusYears(1);
        var months = scene.Root["term"]["renews"].Text switch { "monthly" => 1, "quarterly" => 3, "half-yearly" => 6, "yearly" => 12, _ => 0 };
        if (months == 0 || scene.Today is not { } today || end >= today)
            return end;
        var periods = (NodaTime.Period.Between(end, today, PeriodUnits.Months).Months + months - 1) / months;
        for (; end.PlusMonths(periods * months) < today; periods++)
        {
        }
        return end.PlusMonths(periods * months);
    }
}
