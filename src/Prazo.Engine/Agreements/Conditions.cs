namespace Prazo.Engine.Agreements;

/// <summary>Conditions in words.</summary>
internal static class Conditions
{
    /// <summary>A condition in short, as the reason of a pause that states none: the values that make it true.</summary>
    public static string Short(Condition condition) => condition switch
    {
        FieldIs { Field: var f } => (f.Negated ? "not " : "") + string.Join("/", f.Values),
        EventIs e => e.Kind,
        AllOf all => string.Join(" and ", all.Conditions.Select(Short)),
        AnyOf any => string.Join("/", any.Conditions.Select(Short)),
        Not not => "not " + Short(not.Inner),
        _ => "",
    };
}
