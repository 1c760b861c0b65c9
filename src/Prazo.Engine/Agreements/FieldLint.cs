using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

/// <summary>Fields and values that nobody declared: mostly typing errors.</summary>
internal static class FieldLint
{
    private sealed record Use(string Field, Position At, string Path, IEnumerable<UsedValue> Values);
    private readonly record struct UsedValue(string Value, Position At);

    public static void Check(LintScene scene)
    {
        var known = TicketFields.BuiltIn.Concat(scene.Agreement.Fields.Keys).Concat(scene.KnownFields)
            .Concat(scene.Root["orders"].Entries.Select(o => o.Key)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var (field, at, path, values) in Uses(scene))
        {
            if (!known.Contains(field))
                scene.Root.Reading.Error("unknown-field", at, path, $"no ticket field {field} is known", Suggestion.For(field, known) is { } near
                    ? $"did you mean {near}? A field of your own is declared with `fields: [{field}]`" : $"a field of your own is declared with `fields: [{field}]`");
            else if (Declared(scene, field) is { } possible)
                foreach (var (value, valueAt) in values)
                    if (!possible.Contains(value, StringComparer.OrdinalIgnoreCase) && value.Length > 0)
                        scene.Root.Reading.Error("unknown-value", valueAt, path, $"{field} is never {value}", Suggestion.Hint(value, possible));
        }
        foreach (var target in scene.Agreement.Targets)
            CheckOrder(scene, target);
    }

    /// <summary>The values that a field can have, where the file says so.</summary>
    private static ImmutableArray<string>? Declared(LintScene scene, string field)
    {
        if (scene.Agreement.Fields.TryGetValue(field, out var values) && !values.IsEmpty)
            return values;
        return scene.Root["orders"].Entries.FirstOrDefault(o => o.Key == field) is { Key: not null } order ? [.. order.Value.Texts] : null;
    }

    private static List<Use> Uses(LintScene scene)
    {
        var root = scene.Root;
        var uses = InMatch(root["applies"]["when"]);
        foreach (var target in scene.Agreement.Targets)
        {
            var at = scene.At(target);
            foreach (var promise in LintScene.Promises(target))
                if (promise.Within is UntilField until)
                    uses = uses.Append(new(until.Field, scene.WithinAt(target, promise.Value).At, scene.WithinAt(target, promise.Value).Path, []));
            if (!at.IsMap)
                continue;
            uses = uses.Concat(InMatch(at["when"])).Concat(at["pause"].Items.SelectMany(InCondition))
                .Concat(InCondition(at["start"])).Concat(InCondition(at["stop"])).Concat(InCondition(at["reset"])).Concat(InChoice(at));
        }
        return uses.Concat(root["objectives"].Items.Concat(root["exclusions"].Items).Concat(root["penalties"].Items).SelectMany(o => InMatch(o["when"])))
            .Concat(root["penalties"].Items.SelectMany(p => InWeights(p["weights"]))).DistinctBy(u => (u.Field, u.At, u.Path)).ToList();
    }

    private static IEnumerable<Use> InChoice(Cursor target)
    {
        IEnumerable<UsedValue> Keys(Cursor map) => map.IsMap ? map.Entries.Where(e => e.Key is not ("else" or "by")).Select(e => new UsedValue(e.Key, e.KeyAt)) : [];
        var ownBy = target["calendar"].IsMap && target["calendar"]["by"].Exists;
        if (target["by"].Text is { } by)
            yield return new(by, target["by"].At, target["by"].Path, ownBy ? Keys(target["within"]) : Keys(target["within"]).Concat(Keys(target["calendar"])));
        if (ownBy && target["calendar"]["by"].Text is { } calendarBy)
            yield return new(calendarBy, target["calendar"]["by"].At, target["calendar"]["by"].Path, Keys(target["calendar"]));
    }

    private static IEnumerable<Use> InWeights(Cursor weights) => weights.IsMap
        ? [new(weights["by"].Text ?? "priority", weights["by"].At, weights["by"].Path, weights.Entries.Where(e => e.Key is not ("else" or "by")).Select(e => new UsedValue(e.Key, e.KeyAt)))] : [];

    private static IEnumerable<Use> InMatch(Cursor when) =>
        when.Entries.Select(e => new Use(e.Key, e.KeyAt, e.Value.Path, ValuesOf(e.Value)));

    private static IEnumerable<UsedValue> ValuesOf(Cursor value) =>
        (value.IsMap ? value["not"] : value).Items.Where(i => i.Text is not null).Select(i => new UsedValue(i.Text!, i.At));

    private static IEnumerable<Use> InCondition(Cursor at)
    {
        foreach (var (key, keyAt, value) in at.Entries)
            switch (key)
            {
                case "event" or "party" or "reason":
                    break;
                case "any" or "all":
                    foreach (var use in value.Items.SelectMany(InCondition))
                        yield return use;
                    break;
                case "not":
                    foreach (var use in InCondition(value))
                        yield return use;
                    break;
                default:
                    yield return new(key, keyAt, value.Path, ValuesOf(value));
                    break;
            }
    }

    /// <summary>A declared order names the values there are; a promise that leaves one out is mostly an oversight.</summary>
    private static void CheckOrder(LintScene scene, Target target)
    {
        if (target.By is not { } field || target.Within.Else is not null || target.Within.Values.IsEmpty || Declared(scene, field) is not { } values)
            return;
        var missing = values.Where(v => !target.Within.Values.ContainsKey(v)).ToList();
        // A target narrowed to some values does not owe a promise to the others.
        missing.RemoveAll(v => scene.Agreement.Applies.Fields.Concat(target.When.Fields).Any(f => f.Field == field && !f.Holds(v)));
        if (missing.Count > 0)
            scene.At(target)["within"].Warn("missing-value", $"nothing is promised when {field} is {string.Join(" or ", missing)}", $"write `{missing[0]}:` or `else:`");
    }
}
