using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

/// <summary>Reads objectives.</summary>
internal static class ObjectiveReader
{
    private static readonly ImmutableArray<string> Measures = ["percentile", "satisfaction", "availability", "index"];

    /// <summary>Keys that only some measures read.</summary>
    private static readonly ImmutableArray<(string Key, ImmutableArray<string> Measures)> Belongs =
    [
        ("target", ["target", "percentile"]), ("at-least", ["target", "satisfaction", "availability", "index"]), ("at-most", ["percentile"]), ("calendar", ["availability"]),
        ("when", ["target", "percentile", "satisfaction"]), ("count", ["target"]),
    ];

    public static ImmutableArray<Objective> ReadAll(Cursor at)
    {
        var objectives = ImmutableArray.CreateBuilder<Objective>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in at.Items)
        {
            if (!item.IsMap)
                continue;
            var objective = Read(item);
            if (!seen.Add(objective.Id))
                item["id"].Error("duplicate-id", $"there is an objective {objective.Id} already", "give each a name of its own");
            objectives.Add(objective);
        }
        return objectives.ToImmutable();
    }

    private static Objective Read(Cursor at)
    {
        var count = at["count"];
        var measure = ReadMeasure(at);
        var atLeast = measure is PercentileMeasure ? at["percentile"].Percent() ?? 100 : Needed(at, "at-least").Percent() ?? 100;
        return new Objective(at["id"].Text ?? "", at["target"].Text ?? "", atLeast, at["per"].Word(Names.Periods) ?? Period.Month, ConditionReader.ReadMatch(at["when"]), at.At)
        {
            Measure = measure,
            OpenBroken = count["open-broken"].Word(Names.CountsAs) ?? CountAs.Broken,
            Cancelled = count["cancelled"].Word(Names.CountsAs) ?? CountAs.Out,
            Waived = count["waived"].Word(Names.CountsAs) ?? CountAs.Out,
            Untargeted = count["untargeted"].Word(Names.CountsAs) ?? CountAs.Out,
        };
    }

    private static ObjectiveMeasure? ReadMeasure(Cursor at)
    {
        var written = Measures.Where(m => at[m].Exists).ToList();
        if (written.Count > 1)
            at.Error("two-measures", $"{string.Join(" and ", written)}: an objective measures one thing", "write an objective for each");
        var measure = written.FirstOrDefault() ?? "target";
        foreach (var (key, measures) in Belongs)
            if (at[key].Exists && !measures.Contains(measure))
                at[key].Error("idle-key", $"{key} means nothing for this objective", "leave it out");
        if (measure is "target" or "percentile")
            Needed(at, "target");
        switch (measure)
        {
            case "percentile":
                if (at["percentile"].Percent() == 0)
                    at["percentile"].Error("bad-percentage", "a percentile lies above 0%", "write it like 95%");
                return Needed(at, "at-most").Length() is { } most ? new PercentileMeasure(most) : null;
            case "satisfaction":
                return new SatisfactionMeasure(at["satisfaction"].Text ?? "");
            case "availability":
                return new AvailabilityMeasure(at["availability"].Text ?? "", at["calendar"].Text ?? Calendars.CalendarSet.AlwaysOpen);
            case "index":
                return new IndexMeasure(at["index"].Entries.Where(e => e.Value.Text is not null).ToImmutableSortedDictionary(e => e.Key, e => PenaltyReader.Weight(e.Value, e.Value.Text!), StringComparer.Ordinal));
            default:
                return null;
        }
    }

    /// <summary>As the structural check speaks of keys that are always needed.</summary>
    private static Cursor Needed(Cursor at, string key)
    {
        if (!at[key].Exists)
            at.Error("missing-key", $"{at.Shape.Words} needs the key {key}", $"write `{key}:` — {((MapShape)at.Shape).Keys.First(k => k.Name == key).Meaning}");
        return at[key];
    }

    /// <summary>Names that lead nowhere.</summary>
    public static void Check(Cursor at, Agreement agreement, Action<Cursor, List<string>, string, string> checkName)
    {
        checkName(at["target"], [.. agreement.Targets.Select(t => t.Id)], "objective-without-target", "target");
        checkName(at["calendar"], [Calendars.CalendarSet.AlwaysOpen, .. agreement.Calendars.Keys.Order(StringComparer.Ordinal)], "unknown-calendar", "calendar");
        var known = agreement.Objectives.Where(o => o.Measure is not IndexMeasure).Select(o => o.Id).ToList();
        if (at["index"].IsMap && !at["index"].Entries.Any())
            at["index"].Error("empty-list", "an index of nothing", "write objectives and their weights");
        foreach (var (id, keyAt, value) in at["index"].Entries)
            if (!known.Contains(id))
                value.Reading.Error("unknown-objective", keyAt, value.Path, agreement.Objectives.Any(o => o.Id == id) ? $"{id} is an index itself" : $"there is no objective {id}", Suggestion.Hint(id, known));
    }
}
