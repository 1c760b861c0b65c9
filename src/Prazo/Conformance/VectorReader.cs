using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Prazo.Conformance;

/// <summary>A line that is JSON but no vector.</summary>
internal sealed class VectorException(string path, string message, string hint) : Exception(message)
{
    public string Path => path;
    public string Hint => hint;
}

/// <summary>Typed access to a JSON object, with messages that name the field.</summary>
internal readonly struct VectorReader
{
    private readonly JsonElement _element;
    private readonly string _path;

    public VectorReader(JsonElement element, string path = "")
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new VectorException(path, $"Expected an object, found {Name(element)}.", "Write { … }.");
        (_element, _path) = (element, path);
    }

    public string Raw => _element.GetRawText();

    public string PathOf(string name) => _path.Length == 0 ? name : _path + "." + name;

    public bool Has(string name) => _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Written, as null.</summary>
    public bool IsNull(string name) => _element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null;

    public VectorReader Child(string name) => new(Get(name), PathOf(name));

    public IEnumerable<JsonProperty> Properties() => _element.EnumerateObject();

    public IEnumerable<JsonElement> List(string name) => Has(name) ? Items(Get(name), PathOf(name)) : [];

    public string Text(string name) => TextOf(Get(name), PathOf(name));

    public decimal Number(string name) =>
        Get(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out var number) ? number
            : throw new VectorException(PathOf(name), $"Expected a number, found {Name(Get(name))}.", "Write seconds as a number.");

    public Instant Instant(string name)
    {
        var result = OffsetDateTimePattern.Rfc3339.Parse(Text(name));
        return result.Success ? result.Value.ToInstant()
            : throw new VectorException(PathOf(name), $"\"{Text(name)}\" is not a time.", "Write it as 2026-03-02T09:00:00Z.");
    }

    public static IEnumerable<JsonElement> Items(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw new VectorException(path, $"Expected a list, found {Name(element)}.", "Write [ … ].");

    public static string TextOf(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new VectorException(path, $"Expected a text, found {Name(element)}.", "Write \"…\".");

    private JsonElement Get(string name) =>
        _element.TryGetProperty(name, out var value) ? value : throw new VectorException(PathOf(name), $"\"{name}\" is missing.", "See the description of the format.");

    private static string Name(JsonElement element) => element.ValueKind.ToString().ToUpperInvariant();
}
