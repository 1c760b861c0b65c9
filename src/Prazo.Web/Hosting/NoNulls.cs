using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Prazo.Web.Hosting;

/// <summary>What comes in has every text and list that its record does not declare nullable or give a default, and no null in a list: what takes it need not look.</summary>
internal static class NoNulls
{
    public static IJsonTypeInfoResolver Guarded(IJsonTypeInfoResolver? resolver) => (resolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(type =>
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Assembly.GetName().Name?.StartsWith("Prazo", StringComparison.Ordinal) != true)
            return;
        var needed = type.Properties.Where(p => p.Get is not null && p.AssociatedParameter is { IsNullable: false, HasDefaultValue: false, ParameterType.IsValueType: false }).ToList();
        needed.ForEach(p => p.IsRequired = true);
        var lists = type.Properties.Where(p => p.Get is not null && IsListOfObjects(p.PropertyType)).ToList();
        if (needed.Count + lists.Count > 0)
            type.OnDeserialized = read =>
            {
                foreach (var property in needed)
                    if (property.Get!(read) is null)
                        throw new JsonException($"{property.Name} is null", property.Name, null, null);
                foreach (var list in lists)
                    if (list.Get!(read) is IEnumerable values && values.Cast<object?>().Contains(null))
                        throw new JsonException($"a null in {list.Name}", list.Name, null, null);
            };
    });

    private static bool IsListOfObjects(Type type) => type.GetElementType() is { IsValueType: false } || type.IsGenericType && type.GetGenericArguments() is [{ IsValueType: false }] && typeof(IEnumerable).IsAssignableFrom(type);
}
