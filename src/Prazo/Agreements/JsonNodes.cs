using System.Text.Json;
using Prazo.Engine;
using Prazo.Engine.Agreements;

namespace Prazo.Agreements;

/// <summary>JSON values as document trees. They have no lines: paths say where a problem is.</summary>
public static class JsonNodes
{
    public static Node Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new MapNode(Position.None, [.. json.EnumerateObject().DistinctBy(p => p.Name).Select(p => KeyValuePair.Create(new ScalarNode(Position.None, p.Name), Of(p.Value)))]),
        JsonValueKind.Array => new ListNode(Position.None, [.. json.EnumerateArray().Select(Of)]),
        JsonValueKind.String => new ScalarNode(Position.None, json.GetString()!, Quoted: true),
        JsonValueKind.Null or JsonValueKind.Undefined => new ScalarNode(Position.None, ""),
        _ => new ScalarNode(Position.None, json.GetRawText()),
    };
}
