using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Prazo.Engine.Agreements;

/// <summary>The JSON Schema (draft 2020-12) of agreement files, for editors. Written from the same table that the reader checks against;
/// it is coarser than the reader: durations, hours and references are the reader's to judge.</summary>
public static class AgreementSchema
{
    /// <summary>The name of the published file: it lies beside the agreements that name it, and at no address of the web.</summary>
    public const string Id = "agreement.schema.json";

    /// <summary>The keys of a file, in the order in which they are usually written.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. AgreementShape.Root.Keys.Select(k => k.Name)];

    public static string Json()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("$id", Id);
            json.WriteString("title", "Prazo agreement");
            var definitions = new SortedDictionary<string, MapShape>(StringComparer.Ordinal);
            WriteMap(json, AgreementShape.Root, definitions);
            WriteDefinitions(json, definitions);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Definitions lead to further ones: until no new one comes up.</summary>
    private static void WriteDefinitions(Utf8JsonWriter json, SortedDictionary<string, MapShape> definitions)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        json.WriteStartObject("$defs");
        while (definitions.Keys.FirstOrDefault(k => !written.Contains(k)) is { } name)
        {
            written.Add(name);
            json.WriteStartObject(name);
            WriteMap(json, definitions[name], definitions);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter json, MapShape map, SortedDictionary<string, MapShape> definitions)
    {
        json.WriteString("type", "object");
        if (map.Keys.Length > 0)
        {
            json.WriteStartObject("properties");
            foreach (var key in map.Keys)
            {
                json.WriteStartObject(key.Name);
                json.WriteString("description", key.Meaning);
                Write(json, key.Shape(), definitions, orNull: true);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        if (map.Other is not { } other)
            json.WriteBoolean("additionalProperties", false);
        else
        {
            if (map.OtherPattern is { } pattern)
            {
                json.WriteStartObject("propertyNames");
                json.WriteString("pattern", pattern);
                json.WriteEndObject();
            }
            json.WriteStartObject("additionalProperties");
            Write(json, other(), definitions, orNull: true);
            json.WriteEndObject();
        }
        WriteRequired(json, map);
    }

    private static void WriteRequired(Utf8JsonWriter json, MapShape map)
    {
        // Elsewhere a key that must be there may be inherited.
        var required = map.Keys.Where(k => k.Required && (map.Whole || map == AgreementShape.Root && k.Name is "prazo" or "agreement")).ToList();
        if (required.Count == 0)
            return;
        json.WriteStartArray("required");
        foreach (var key in required)
            json.WriteStringValue(key.Name);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Shape shape, SortedDictionary<string, MapShape> definitions, bool orNull)
    {
        switch (shape)
        {
            case EitherShape or MapShape when shape is EitherShape || orNull:
                json.WriteStartArray("anyOf");
                foreach (var choice in Flat(shape))
                    WriteObject(json, choice, definitions);
                if (orNull)
                {
                    json.WriteStartObject();
                    json.WriteString("type", "null");
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                break;
            case MapShape map:
                definitions.TryAdd(map.Name, map);
                json.WriteString("$ref", "#/$defs/" + map.Name);
                break;
            case ListShape list:
                WriteTypes(json, orNull, "array");
                json.WriteStartObject("items");
                Write(json, list.Items(), definitions, orNull: false);
                json.WriteEndObject();
                break;
            case EnumShape words:
                WriteEnum(json, words, orNull);
                break;
            case BoolShape:
                WriteTypes(json, orNull, "boolean");
                break;
            case TextShape text:
                WriteText(json, text, orNull);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter json, Shape shape, SortedDictionary<string, MapShape> definitions)
    {
        json.WriteStartObject();
        Write(json, shape, definitions, orNull: false);
        json.WriteEndObject();
    }

    private static IEnumerable<Shape> Flat(Shape shape) => shape is EitherShape either ? either.Choices.SelectMany(Flat) : [shape];

    private static void WriteText(Utf8JsonWriter json, TextShape text, bool orNull)
    {
        if (text.Kind == TextKind.Whole)
        {
            WriteTypes(json, orNull, "integer");
            return;
        }
        if (text.Kind == TextKind.Any)
            WriteTypes(json, orNull, "string", "number", "boolean");
        else
            WriteTypes(json, orNull, "string");
        if (text.Pattern is not { } pattern)
            return;
        json.WriteString("pattern", pattern);
        // A pattern says nothing of numbers. Where one is asked for, a sign does not fit.
        if (text.Kind == TextKind.Any)
            json.WriteNumber("minimum", 0);
    }

    private static void WriteEnum(Utf8JsonWriter json, EnumShape words, bool orNull)
    {
        json.WriteStartArray("enum");
        foreach (var word in words.Values)
        {
            json.WriteStringValue(word);
            if (int.TryParse(word, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
                json.WriteNumberValue(number);
        }
        if (orNull)
            json.WriteNullValue();
        json.WriteEndArray();
    }

    private static void WriteTypes(Utf8JsonWriter json, bool orNull, params ReadOnlySpan<string> types)
    {
        if (types.Length == 1 && !orNull)
        {
            json.WriteString("type", types[0]);
            return;
        }
        json.WriteStartArray("type");
        foreach (var type in types)
            json.WriteStringValue(type);
        if (orNull)
            json.WriteStringValue("null");
        json.WriteEndArray();
    }
}
