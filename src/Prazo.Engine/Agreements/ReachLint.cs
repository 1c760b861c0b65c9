namespace Prazo.Engine.Agreements;

/// <summary>Targets that no ticket can reach, and tickets that two targets claim with the same right (T19).</summary>
internal static class ReachLint
{
    public static void Check(LintScene scene)
    {
        var agreement = scene.Agreement;
        // What another part of the file made is judged where that is written.
        foreach (var target in agreement.Targets.Where(t => !SatisfactionReader.Made(scene, t)))
            if (new Worlds().Over(agreement.Applies, target.When).Any(w => w.Fits(agreement.Applies) && w.Fits(target.When)) == false)
                Unreachable(scene, target);
            else
                CheckValues(scene, target);
        for (var i = 0; i < agreement.Targets.Length && !agreement.IsSupporting; i++)
            for (var j = i + 1; j < agreement.Targets.Length; j++)
                if (Tie(agreement, agreement.Targets[i], agreement, agreement.Targets[j]))
                    scene.Root.Reading.Error("tie", agreement.Targets[j].At, scene.At(agreement.Targets[j]).Path,
                        $"tickets that fit both {agreement.Targets[i].Id} and {agreement.Targets[j].Id} cannot tell which of them holds: both are equally specific", "name one more field in one of them, or exclude the other's values with `not`");
    }

    private static void Unreachable(LintScene scene, Target target)
    {
        var clash = target.When.Fields.FirstOrDefault(f => scene.Agreement.Applies.Fields.Any(a => a.Field == f.Field && Exclude(new Match([a]), new Match([f]))));
        scene.Root.Reading.Error("unreachable-target", clash?.At ?? target.At, scene.At(target).Path,
            clash is null ? $"no ticket can fit {target.Id}: its conditions exclude one another" : $"no ticket can fit {target.Id}: the agreement applies to other values of {clash.Field}",
            "correct `when`, or widen `applies`");
    }

    private static bool Exclude(Match a, Match b) => new Worlds().Over(a, b).Any(w => w.Fits(a) && w.Fits(b)) == false;

    private static void CheckValues(LintScene scene, Target target)
    {
        if (target.By is not { } field)
            return;
        foreach (var (key, keyAt, at) in scene.At(target)["within"].Entries)
        {
            if (key == "else")
                continue;
            var chosen = new Match([new FieldIn(field, [key], false, keyAt)]);
            if (new Worlds().Over(scene.Agreement.Applies, target.When, chosen).Any(w => w.Fits(scene.Agreement.Applies) && w.Fits(target.When) && w.Fits(chosen)) == false)
                at.Reading.Error("unreachable-target", keyAt, at.Path, $"no ticket of this target has {field} {key}", $"leave {key} out, or widen `when` or `applies`");
        }
    }

    private static bool Tie(Agreement a, Target x, Agreement b, Target y) =>
        x.Metric == y.Metric && x.Metric != Metric.Custom && !x.MeasureOnly && !y.MeasureOnly && x.Party == y.Party
        && Selection.Specificity(a, x) == Selection.Specificity(b, y)
        && new Worlds().Over(a.Applies, b.Applies, x.When, y.When).Any(w => w.Fits(a.Applies) && w.Fits(b.Applies) && w.Fits(x.When) && w.Fits(y.When)) == true;

    public static void CheckTie(Reading reading, Agreement a, Agreement b)
    {
        foreach (var y in b.Targets)
            if (a.Targets.FirstOrDefault(x => Tie(a, x, b, y)) is { } other)
            {
                reading.Error("tie", b.At, "applies", $"tickets that fit both {a.Id} and {b.Id} cannot tell whose {y.Metric} holds ({other.Id} or {y.Id}): both are equally specific", "name one more field in the `applies` of one of them");
                return;
            }
    }
}
