using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>Promises that contradict one another or their calendar. Units are not compared as such: dues are computed from starts all over two weeks.</summary>
internal static class PromiseLint
{
    private static readonly LocalDate AnyMonday = new(2026, 1, 5);

    public static void Check(LintScene scene)
    {
        foreach (var target in scene.Agreement.Targets)
            foreach (var (value, within, calendar) in LintScene.Promises(target))
                CheckOffer(scene, target, value, within, calendar);
        foreach (var response in scene.Agreement.Targets.Where(t => t.Metric == Metric.FirstResponse))
            foreach (var resolution in scene.Agreement.Targets.Where(t => t.Metric == Metric.Resolution && Meet(scene.Agreement, response, t)))
                Compare(scene, response, resolution);
    }

    private static bool Meet(Agreement agreement, Target a, Target b) =>
        new Worlds().Over(agreement.Applies, a.When, b.When).Any(w => w.Fits(agreement.Applies) && w.Fits(a.When) && w.Fits(b.When)) == true;

    private static void Compare(LintScene scene, Target response, Target resolution)
    {
        if (response.By is not null && resolution.By is not null && response.By != resolution.By)
            return;
        foreach (var (value, within, calendar) in LintScene.Promises(response))
        {
            if (resolution.Within.For(value) is not { } other || resolution.CalendarBy is not null || resolution.Calendar.For(value) is not { } otherCalendar)
                continue;
            if (scene.Calendar(calendar) is { } a && scene.Calendar(otherCalendar) is { } b && AlwaysLater(within, a, other, b, Starts(scene, a)))
            {
                var at = scene.WithinAt(response, value);
                var which = value is null ? "" : $" for {value}";
                at.Error("response-longer-than-resolution", $"the first response{which} ({within}) is due after the resolution ({other})", "promise the response sooner, or the resolution later");
            }
        }
    }

    private static bool AlwaysLater(Within within, WorkingCalendar calendar, Within other, WorkingCalendar otherCalendar, IEnumerable<Instant> starts)
    {
        if (!Computable(within) || !Computable(other))
            return false;
        foreach (var start in starts)
            if (!(Deadlines.Of(within, start, calendar).Due > Deadlines.Of(other, start, otherCalendar).Due))
                return false;
        return true;
    }

    private static bool Computable(Within within) => within is not (UntilField or UntilDate or ShareOf);

    /// <summary>Every seven hours for two weeks: all weekdays, all times of day.</summary>
    private static IEnumerable<Instant> Starts(LintScene scene, WorkingCalendar calendar)
    {
        var first = calendar.Zone.AtStartOfDay(FirstDay(scene)).ToInstant();
        for (var i = 0; i < 48; i++)
            yield return first + Duration.FromHours(7 * i);
    }

    private static LocalDate FirstDay(LintScene scene) => scene.Agreement.From is { } from && (scene.Today is not { } today || from > today) ? from : scene.Today ?? AnyMonday;

    private static void CheckOffer(LintScene scene, Target target, string? value, Within within, string calendarId)
    {
        if (!Computable(within) || scene.Calendar(calendarId) is not { } calendar)
            return;
        var first = FirstDay(scene);
        var start = calendar.Zone.AtStartOfDay(first).ToInstant();
        if (Deadlines.Of(within, start, calendar).Due is null)
        {
            scene.WithinAt(target, value).Error("longer-than-calendar", $"{within} never passes on {calendarId}: it has no such working time ahead", "give the calendar hours, or take another one");
            return;
        }
        if (within is not WorkingTime working)
            return;
        // A renewed term ends only in writing; what counts is what one year offers.
        var last = scene.Agreement.To is { } to && to >= first ? to : first.PlusYears(1);
        var offered = calendar.Between(start, calendar.Zone.AtStartOfDay(last.PlusDays(1)).ToInstant());
        if (working.Length > offered)
            scene.WithinAt(target, value).Error("longer-than-calendar",
                $"{within} is more working time than {calendarId} offers {(scene.Agreement.To is null ? "in a year" : $"until {last:uuuu-MM-dd}")} ({Math.Floor(offered.TotalHours):0}h)", "promise less, or take a calendar with more hours");
    }
}
