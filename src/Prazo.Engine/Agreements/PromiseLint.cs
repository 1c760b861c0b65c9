using System.Collections.Immutable;
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
            foreach (var resolution in scene.Agreement.Targets.Where(t => t.Metric == Metric.Resolution && t.CalendarBy is null))
                if (response.By is null || resolution.By is null || response.By == resolution.By)
                    Compare(scene, response, resolution);
    }

    /// <summary>Value by value of the field that chooses, in whichever of both it is written.</summary>
    private static void Compare(LintScene scene, Target response, Target resolution)
    {
        var values = response.Within.Values.Keys.Union(resolution.Within.Values.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToImmutableArray();
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values.Append(null))
        {
            if (response.Within.For(value) is not { } within || resolution.Within.For(value) is not { } other || resolution.Calendar.For(value) is not { } otherCalendar
                || !Meet(scene.Agreement, response, resolution, value, values))
                continue;
            foreach (var calendar in LintScene.CalendarsFor(response, value))
                if (scene.Calendar(calendar) is { } a && scene.Calendar(otherCalendar) is { } b && AlwaysLater(within, a, other, b, Starts(scene, a)))
                {
                    var at = scene.WithinAt(response, value);
                    if (told.Add(at.Path))
                        at.Error("response-longer-than-resolution", $"the first response{(value is null ? "" : $" for {value}")} ({within}) is due after the resolution ({other})", "promise the response sooner, or the resolution later");
                }
        }
    }

    /// <summary>Whether a ticket can have both, with that value of the field that chooses (null: any other).</summary>
    private static bool Meet(Agreement agreement, Target a, Target b, string? value, ImmutableArray<string> values)
    {
        var chosen = (a.By ?? b.By) is not { } field ? Match.Any
            : new Match([value is null ? new FieldIn(field, values, true, default) : new FieldIn(field, [value], false, default)]);
        return new Worlds().Over(agreement.Applies, a.When, b.When, chosen).Any(w => w.Fits(agreement.Applies) && w.Fits(a.When) && w.Fits(b.When) && w.Fits(chosen)) == true;
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
