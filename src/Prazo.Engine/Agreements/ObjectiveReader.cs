using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

/// <summary>Reads objectives.</summary>
internal static class ObjectiveReader
{
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
        return new Objective(at["id"].Text ?? "", at["target"].Text ?? "", at["at-least"].Percent() ?? 100, at["per"].Word(Names.Periods) ?? Period.Month, ConditionReader.ReadMatch(at["when"]), at.At)
        {
            OpenBroken = count["open-broken"].Word(Names.CountsAs) ?? CountAs.Broken,
            Cancelled = count["cancelled"].Word(Names.CountsAs) ?? CountAs.Out,
            Waived = count["waived"].Word(Names.CountsAs) ?? CountAs.Out,
            Untargeted = count["untargeted"].Word(Names.CountsAs) ?? CountAs.Out,
        };
    }
}
