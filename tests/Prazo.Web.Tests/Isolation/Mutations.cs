using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prazo.Web.Tests.Isolation;

/// <summary>Requests that are almost right: another kind of value, a key gone or added, an extreme, a broken byte.</summary>
internal static class Mutations
{
    private static readonly string[] Texts =
    [
        "", " ", "\0", "a\0b", "\uFFFE", "\u202Eevil", "null", "true", "-1", "1e999", "../../etc/passwd", "'; DROP TABLE users; --", "%s%n", "{{7*7}}", "<script>alert(1)</script>",
        "2026-13-45T99:99:99Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "-9998-01-01T00:00:00Z", "99999-01-01T00:00:00Z", "00000000-0000-0000-0000-000000000000", "é\u0301", "😀", "ａｂｃ",
        new('x', 5000), new('[', 2000), "\r\nX-Injected: 1", "Etc/../UTC", "a@b@c", "@", "*", "&", ": - ? |", "\t",
    ];

    private static readonly string[] Numbers = ["0", "-1", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "1e308", "1e-400", "0.1", "-0"];

    public static byte[] Of(string text, Random random)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return Bytes(text, random);
        }
        if (random.Next(5) == 0)
            return Bytes(text, random);
        for (var i = random.Next(1, 4); i > 0; i--)
            node = Changed(node, random, depth: 0);
        return Encoding.UTF8.GetBytes(node?.ToJsonString() ?? "null");
    }

    public static string OfQuery(string query, Random random)
    {
        var parts = query.Split('&').ToList();
        var at = random.Next(parts.Count);
        var value = random.Next(3) == 0 ? Numbers[random.Next(Numbers.Length)] : Texts[random.Next(Texts.Length)];
        parts[at] = parts[at].Split('=')[0] + "=" + Uri.EscapeDataString(value.Length > 500 ? value[..500] : value);
        if (random.Next(4) == 0)
            parts.Add(parts[at]);
        return string.Join('&', parts);
    }

    private static JsonNode? Changed(JsonNode? node, Random random, int depth)
    {
        if (depth > 0 && random.Next(3) == 0)
            return Any(random);
        switch (node)
        {
            case JsonObject o when o.Count > 0:
                var key = o.ElementAt(random.Next(o.Count)).Key;
                if (random.Next(6) == 0)
                    o.Remove(key);
                else if (random.Next(10) == 0)
                    o[Texts[random.Next(Texts.Length)]] = Any(random);
                else
                    o[key] = Changed(o[key]?.DeepClone(), random, depth + 1);
                return o;
            case JsonArray a when a.Count > 0:
                var at = random.Next(a.Count);
                if (random.Next(6) == 0)
                    a.Add(a[at]?.DeepClone());
                else
                    a[at] = Changed(a[at]?.DeepClone(), random, depth + 1);
                return a;
            default:
                return Any(random);
        }
    }

    private static JsonNode? Any(Random random) => random.Next(7) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonNode.Parse(Numbers[random.Next(Numbers.Length)]),
        3 => new JsonArray(Enumerable.Range(0, random.Next(4)).Select(_ => (JsonNode?)JsonValue.Create(Texts[random.Next(Texts.Length)])).ToArray()),
        4 => new JsonObject { [Texts[random.Next(Texts.Length)]] = JsonValue.Create(random.Next()) },
        _ => JsonValue.Create(Texts[random.Next(Texts.Length)]),
    };

    /// <summary>Some bytes changed, taken out or put in.</summary>
    private static byte[] Bytes(string text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text).ToList();
        for (var i = random.Next(1, 6); i > 0 && bytes.Count > 0; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                default: bytes.Insert(at, (byte)random.Next(256)); break;
            }
        }
        return [.. bytes];
    }
}
