using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

/// <summary>Reads and judges what an agreement does not cover.</summary>
internal static class ExclusionReader
{
    public static ImmutableArray<Exclusion> ReadAll(Cursor at)
    {
        var exclusions = ImmutableArray.CreateBuilder<Exclusion>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in at.Items)
        {
            if (!item.IsMap)
                continue;
            var exclusion = Read(item);
            if (!seen.Add(exclusion.Clause))
                item["clause"].Error("duplicate-id", $"there is an exclusion by clause {exclusion.Clause} already", "join them, or give the clause a part: 4.2.1");
            exclusions.Add(exclusion);
        }
        return exclusions.ToImmutable();
    }

    private static Exclusion Read(Cursor at)
    {
        var (when, price) = (at["when"], at["price"]);
        if (when.Node is MapNode { Entries.IsEmpty: true })
            when.Error("excludes-everything", "without a field it would put every ticket outside", "write a field and its value, or leave `when:` out where people decide");
        var parsed = Price.Parse(price.Text);
        if (price.Text is { } text && parsed is null)
            price.Error("bad-price", $"{text} is no amount with a currency", "write it like 250.00 BRL");
        return new Exclusion(at["clause"].Text ?? "", when.Exists ? ConditionReader.ReadMatch(when) : null, AgreementReader.ReadTitles(at["text"]), parsed, at.At);
    }

    /// <summary>A clause that fits no ticket of the agreement, or only those that a clause before it takes, is mostly an oversight.</summary>
    public static void Check(LintScene scene)
    {
        var before = new List<Exclusion>();
        foreach (var (exclusion, at) in scene.Agreement.Exclusions.Zip(scene.Root["exclusions"].Items))
        {
            if (exclusion.When is not { } when)
                continue;
            if (when.Fields.Any(f => scene.Agreement.Applies.Fields.Any(a => a.Field == f.Field && Apart(a, f))))
                at["when"].Warn("idle-exclusion", $"clause {exclusion.Clause} fits no ticket that the agreement is for", "compare it with `applies:`");
            else if (before.FirstOrDefault(b => b.When!.Fields.All(f => when.Fields.Any(o => o.Field == f.Field && o.Negated == f.Negated && o.Values.SequenceEqual(f.Values, StringComparer.OrdinalIgnoreCase)))) is { } first)
                at["when"].Warn("idle-exclusion", $"clause {first.Clause} takes every ticket of clause {exclusion.Clause} before it", "put the narrower one first");
            before.Add(exclusion);
        }
    }

    /// <summary>No value is in both.</summary>
    private static bool Apart(FieldIn a, FieldIn b) => !a.Negated && !a.Values.Any(v => b.Holds(v));
}
