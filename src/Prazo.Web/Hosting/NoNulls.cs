using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Prazo.Web.Hosting;

/// <summary>A list that comes in holds no null: what takes it need not look. The serializer knows nullable properties, but not what is in a list.</summary>
internal static class NoNulls
{
    public static IJsonTypeInfoResolver Guarded(IJsonTypeInfoResolver? resolver) => (resolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(type =>
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Assembly.GetName().Name?.StartsWith("Prazo", StringComparison.Ordinal) != true)
            return;
        var lists = type.Properties.Where(p => p.Get is not null && IsListOfObjects(p.PropertyType)).ToList();
        if (lists.Count > 0)
            type.OnDeserialized = read =>
            {
                foreach (var list in lists)
                    if (list.Get!(read) is IEnumerable values && values.Cast<object?>().Contains(null))
                        throw new JsonException($"a null in {list.Name}", list.Name, null, null);
            };
    });

    private static bool IsListOfObjects(Type type) => type.IsGenericType && type.GetGenericArguments() is [{ IsValueType: false }] && typeof(IEnumerable).IsAssignableFrom(type);
}
