using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

/// <summary>Conditions that make a clock pointless: paused for ever from its start, or stopped by what starts it.</summary>
internal static class ConditionLint
{
    public static void Check(LintScene scene)
    {
        foreach (var target in scene.Agreement.Targets)
        {
            foreach (var pause in target.Pause)
                CheckPause(scene, target, pause);
            CheckStop(scene, target);
        }
    }

    private static void CheckPause(LintScene scene, Target target, PauseRule pause)
    {
        var at = scene.At(target);
        var path = at["pause"].Path;
        if (AlwaysPaused(scene, target, pause, Match.Any))
            at.Reading.Error("born-paused", pause.At, path, $"every ticket of {target.Id} is paused from its start and for ever", "pause on something that comes and goes, such as a status");
        else if (target.By is { } field)
            foreach (var (key, keyAt, _) in at["within"].Entries)
            {
                // `else` is for every value that is not written.
                var chosen = key == "else" ? new FieldIn(field, [.. target.Within.Values.Keys], true, keyAt) : new FieldIn(field, [key], false, keyAt);
                if (AlwaysPaused(scene, target, pause, new Match([chosen])))
                    at.Reading.Error("born-paused", pause.At, path, $"a ticket with {(key == "else" ? $"any other {field}" : $"{field} {key}")} is paused from its start and for as long as it has it: its promise never runs", $"leave {key} out of the pause, or out of `within`");
            }
    }

    private static bool AlwaysPaused(LintScene scene, Target target, PauseRule pause, Match chosen)
    {
        var applies = scene.Agreement.Applies;
        bool Fits(Worlds.World w) => w.Fits(applies) && w.Fits(target.When) && w.Fits(chosen);
        var worlds = new Worlds().Over(applies, target.When, chosen).Over(pause.While);
        return worlds.Any(w => Fits(w) && !w.Holds(pause.While)) == false && worlds.Any(Fits) == true;
    }

    private static void CheckStop(LintScene scene, Target target)
    {
        if (target.Start is null && target.Stop is null || (target.Start ?? ReadyStart(target)) is not { } start || (target.Stop ?? ReadyStop(scene.Agreement, target)) is not { } stop)
            return;
        var worlds = new Worlds().Over(start).Over(stop);
        if (worlds.Any(w => w.Holds(start) && !w.Holds(stop)) == false && worlds.Any(w => w.Holds(start)) == true)
        {
            var at = scene.At(target);
            at[target.Stop is not null ? "stop" : "start"].Error("start-implies-stop", $"whatever starts {target.Id} stops it at once", "start and stop on different events or values");
        }
    }

    private static EventIs? ReadyStart(Target target) =>
        target.Metric is Metric.FirstResponse or Metric.Update or Metric.Workaround or Metric.Resolution or Metric.RequesterWait ? new EventIs("created", target.At) : null;

    private static Condition? ReadyStop(Agreement agreement, Target target) => target.Metric switch
    {
        Metric.FirstResponse or Metric.NextResponse or Metric.Update when target.Response == ResponseBy.Reply =>
            new AnyOf([new EventIs("reply", target.At), new EventIs("call-answered", target.At)]),
        Metric.Workaround => new EventIs("workaround", target.At),
        Metric.Resolution or Metric.RequesterWait => new FieldIs(new FieldIn("status", [.. agreement.Statuses.Resolved.Union(agreement.Statuses.Closed)], false, target.At)),
        _ => null,
    };
}
