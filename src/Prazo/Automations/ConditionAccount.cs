using Prazo.Engine.Agreements;

namespace Prazo.Automations;

/// <summary>A part of a condition, and whether it holds.</summary>
public sealed record ConditionPart(string Words, bool Holds);

/// <summary>Says of each part of a condition whether it holds, for people who wonder why an automation runs or does not.</summary>
internal static class ConditionAccount
{
    public static IReadOnlyList<ConditionPart> Of(Condition? condition, Func<string, string?> field) => condition switch
    {
        null => [],
        AllOf all => [.. all.Conditions.SelectMany(c => Of(c, field))],
        _ => [new ConditionPart(Words(condition, field), TicketConditions.Hold(condition, null, field))],
    };

    private static string Words(Condition condition, Func<string, string?> field) => condition switch
    {
        FieldIs { Field: var f } => $"{f.Field} is {(field(f.Field) is { Length: > 0 } value ? value : "empty")}, wanted {(f.Negated ? "none of " : "")}{string.Join(", ", f.Values)}",
        EventIs e => $"an event {e.Kind}",
        AnyOf any => "any of: " + string.Join("; ", any.Conditions.Select(c => Words(c, field))),
        AllOf all => "all of: " + string.Join("; ", all.Conditions.Select(c => Words(c, field))),
        Not not => "not: " + Words(not.Inner, field),
        _ => "",
    };
}
