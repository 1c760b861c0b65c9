using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using NodaTime.Text;

namespace Prazo.Web.Hosting;

/// <summary>Instants as RFC 3339 in UTC, to the millisecond; words in kebab-case.</summary>
internal static class Json
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // A mistyped name would do nothing, in silence.
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolver = NoNulls.Guarded(options.TypeInfoResolver);
        options.Converters.Add(new Instants());
        options.Converters.Add(new Texts());
        options.Converters.Add(new Trees());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
    }

    public static void Describe(OpenApiOptions options)
    {
        ApiDescription.Complete(options);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(Instant) || context.JsonTypeInfo.Type == typeof(Instant?))
                (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.HttpMethod == "POST")
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = RepeatableRequests.Header, In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    Description = "Makes it safe to send the request again: the same key and body get the first answer.",
                });
            return Task.CompletedTask;
        });
    }

    /// <summary>U+0000 is in no honest text, and PostgreSQL cannot keep it.</summary>
    private sealed class Texts : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String ? Checked(reader.GetString()!) : throw new JsonException("not a text");

        private static string Checked(string text) => text.Contains('\0', StringComparison.Ordinal) ? throw new JsonException("a text with U+0000") : text;

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Checked(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
    }

    /// <summary>A tree is read by its reader later, who need not doubt that its texts are texts.</summary>
    private sealed class Trees : JsonConverter<JsonElement>
    {
        public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonElement.ParseValue(ref reader) is var tree && Utf8.IsValid(JsonMarshal.GetRawUtf8Value(tree)) ? tree : throw new JsonException("not UTF-8");

        public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);
    }

    private sealed class Instants : JsonConverter<Instant>
    {
        private static readonly InstantPattern Pattern = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            OffsetDateTimePattern.ExtendedIso.Parse(reader.GetString() ?? "") is { Success: true } parsed ? parsed.Value.ToInstant()
                : throw new JsonException("not an instant such as 2026-03-02T09:00:00-03:00");

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(Pattern.Format(value));
    }
}
