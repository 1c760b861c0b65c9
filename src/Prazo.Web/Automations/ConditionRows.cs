using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Prazo.Web.Automations;

/// <summary>A line of a condition, as a form has it: a field has one of some values, or none of them.</summary>
public sealed record ConditionRow(string Field, bool Not, IReadOnlyList<string> Values);

/// <summary>Conditions whose lines all hold; what is nested deeper is left to the text.</summary>
public static class ConditionRows
{
    private static readonly string[] Deeper = ["event", "any", "all", "not"];

    /// <summary>The lines of a condition; null where a form cannot say it.</summary>
    public static IReadOnlyList<ConditionRow>? Of(JsonElement? json)
    {
        if (json is not { } value || value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return [];
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Any(p => Deeper.Contains(p.Name)))
            return null;
        var rows = value.EnumerateObject().Select(p => p.Value.ValueKind == JsonValueKind.Object
            ? p.Value.EnumerateObject().ToList() is [{ Name: "not" } only] && Values(only.Value) is { } none ? new ConditionRow(p.Name, true, none) : null
            : Values(p.Value) is { } some ? new ConditionRow(p.Name, false, some) : null).ToList();
        return rows.TrueForAll(r => r is not null) ? [.. rows.OfType<ConditionRow>()] : null;
    }

    /// <summary>What a form sent: <c>if.0.field</c>, <c>if.0.is</c>, <c>if.0.values</c>, …; lines without a field are none.</summary>
    public static IReadOnlyList<ConditionRow> Of(IFormCollection form) =>
        [.. Lines(form, "if", "field").Select(i => new ConditionRow(Text(form, $"if.{i}.field"), form[$"if.{i}.is"] == "not", Listed(Text(form, $"if.{i}.values"))))];

    public static JsonElement? Json(IReadOnlyList<ConditionRow> rows)
    {
        if (rows.Count == 0)
            return null;
        var all = new JsonObject();
        foreach (var row in rows)
        {
            JsonNode values = new JsonArray([.. row.Values.Select(v => (JsonNode)v)]);
            all[row.Field] = row.Not ? new JsonObject { ["not"] = values } : values;
        }
        return JsonSerializer.SerializeToElement(all);
    }

    /// <summary>Numbers of the lines in which something was typed.</summary>
    internal static IEnumerable<int> Lines(IFormCollection form, string list, string key) => Enumerable.Range(0, 40).Where(i => Text(form, $"{list}.{i}.{key}").Length > 0);

    internal static string Text(IFormCollection form, string name) => form[name].ToString().Trim();

    /// <summary>"a, b, c" as people type lists.</summary>
    internal static IReadOnlyList<string> Listed(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IReadOnlyList<string>? Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().All(v => v.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) ? [.. value.EnumerateArray().Select(v => v.ToString())] : null,
        JsonValueKind.Object => null,
        _ => [value.ToString()],
    };
}
