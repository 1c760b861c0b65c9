using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

/// <summary>Reads conditions and matches. A map means: all of its entries.</summary>
internal static class ConditionReader
{
    /// <summary>A match over ticket fields; every ticket when nothing is written.</summary>
    public static Match ReadMatch(Cursor at) => at.Exists ? new Match([.. at.Entries.Select(e => ReadField(e.Key, e.KeyAt, e.Value)).OfType<FieldIn>()]) : Match.Any;

    /// <summary>A condition, or null when none is written there.</summary>
    public static Condition? Read(Cursor at, params ReadOnlySpan<string> beside)
    {
        if (!at.IsMap)
            return null;
        var parts = ImmutableArray.CreateBuilder<Condition>();
        foreach (var (key, keyAt, value) in at.Entries)
        {
            if (beside.Contains(key))
                continue;
            Condition? part = key switch
            {
                "event" => ReadEvent(value),
                "any" => new AnyOf([.. ReadList(value)]),
                "all" => new AllOf([.. ReadList(value)]),
                "not" => Read(value) is { } inner ? new Not(inner) : null,
                _ => ReadField(key, keyAt, value) is { } field ? new FieldIs(field) : null,
            };
            if (part is not null)
                parts.Add(part);
        }
        if (parts.Count > 0)
            return parts.Count == 1 ? parts[0] : new AllOf(parts.ToImmutable());
        if (!at.Reading.HasErrors)
            at.Error("empty-condition", "a condition that says nothing", "write a field and its value, such as `status: waiting-customer`, or `event: reply`");
        return null;
    }

    private static List<Condition> ReadList(Cursor at)
    {
        var conditions = at.Items.Select(i => Read(i)).OfType<Condition>().ToList();
        if (conditions.Count == 0 && at.Node is ListNode { Items.IsEmpty: true })
            at.Error("empty-condition", "an empty list of conditions", "write at least one condition in it");
        return conditions;
    }

    private static Condition? ReadEvent(Cursor at)
    {
        ImmutableArray<Condition> kinds = [.. at.Items.Where(i => i.Text is not null && EventKinds.All.Contains(i.Text)).Select(i => new EventIs(i.Text!, i.At))];
        return kinds.Length switch { 0 => null, 1 => kinds[0], _ => new AnyOf(kinds) };
    }

    private static FieldIn? ReadField(string field, Position keyAt, Cursor at)
    {
        var negated = at.IsMap;
        var values = negated ? at["not"] : at;
        ImmutableArray<string> texts = [.. values.Texts];
        if (texts.Length == 0)
        {
            if (values.Node is ListNode { Items.IsEmpty: true })
                values.Error("empty-list", $"no value is listed for {field}", negated ? "leave it out to fit every value" : "list at least one value, or leave the field out to fit every value");
            return null;
        }
        return new FieldIn(field, texts, negated, keyAt);
    }
}
