using System.Globalization;
using System.Text.Json;
using Prazo.Agreements;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Reader and JSON Schema come from one table; these hold them to it.</summary>
public class SchemaTests
{
    // Kept in the document and shown to people; no clock reads them.
    private static readonly string[] KeptOnly =
    [
        "agreement.prazo", "agreement.review", "agreement.clauses", "agreement.instructions", .. Clauses.Known.Select(c => "clauses." + c.Name),
        "given.by-agent", .. ExampleKeys.Events.Where(e => e.Name != "at").Select(e => "example-event." + e.Name), .. ExampleKeys.Expectations.Select(e => "expected-clock." + e.Name),
    ];

    internal static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Prazo.slnx")))
                folder = folder.Parent;
            return folder.FullName;
        }
    }

    public static TheoryData<string> Samples() => [.. Directory.EnumerateFiles(Path.Combine(Root, "samples"), "*.yaml", SearchOption.AllDirectories)
        .Where(f => File.ReadAllText(f).Contains("\nagreement:", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Root, f)).Order(StringComparer.Ordinal)];

    private static Node Document(string sample) => YamlNodes.Load(Path.Combine(Root, sample)).Documents.ShouldHaveSingleItem();

    private static (Agreement? Agreement, Reading Reading) ReadEverything()
    {
        var reading = new Reading();
        var agreement = AgreementReader.Read(Document("samples/agreements/everything.yaml"), id => Document($"samples/agreements/{id}.yaml"), reading);
        return (agreement, reading);
    }

    [Fact]
    public void The_published_schema_is_the_one_that_the_table_gives()
    {
        var path = Path.Combine(Root, "docs", "reference", "agreement.schema.json");
        if (Environment.GetEnvironmentVariable("PRAZO_REWRITE") == "1")
            File.WriteAllText(path, AgreementSchema.Json());
        File.ReadAllText(path).ShouldBe(AgreementSchema.Json(), "run this test with PRAZO_REWRITE=1 and commit the file");
    }

    [Fact]
    public void Shapes_of_one_name_are_one_shape()
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var map in Maps())
        {
            var keys = string.Join(",", map.Keys.Select(k => k.Name + k.Shape().Words)) + map.Other?.Invoke().Words;
            seen.TryAdd(map.Name, keys);
            seen[map.Name].ShouldBe(keys, map.Name);
        }
        seen.Count.ShouldBeGreaterThan(25);
    }

    [Fact]
    public void Every_key_of_the_table_is_read_by_somebody()
    {
        var (agreement, reading) = ReadEverything();
        reading.Problems.ShouldBeEmpty();
        var root = new Cursor(reading, AgreementShape.Root, agreement!.Document, agreement.Document.At, "");
        ExampleLint.Check(new LintScene(agreement, root, null, []));
        TermLint.Check(new LintScene(agreement, root, null, []));

        foreach (var map in Maps())
            foreach (var key in map.Keys)
                if (!KeptOnly.Contains($"{map.Name}.{key.Name}") && !(map.Name is "pause" or "condition" && reading.Asked.Overlaps([$"condition.{key.Name}", $"pause.{key.Name}"])))
                    reading.Asked.ShouldContain($"{map.Name}.{key.Name}");
    }

    [Fact]
    public void Every_key_of_the_table_stands_in_the_sample_of_everything()
    {
        var stands = new HashSet<string>(StringComparer.Ordinal);
        // Keys that only agreements between teams have stand in one of those.
        foreach (var sample in new[] { "everything", "estoque" })
            Walk(AgreementShape.Root, Document($"samples/agreements/{sample}.yaml"));
        foreach (var map in Maps().Where(m => m.Name is not ("example-event" or "expected-clock" or "pause" or "condition")))
            foreach (var key in map.Keys)
                stands.ShouldContain($"{map.Name}.{key.Name}");

        void Walk(Shape shape, Node node)
        {
            if (node is MapNode map)
                foreach (var (key, value) in map.Entries)
                {
                    var inner = (shape as MapShape ?? (shape as EitherShape)?.Choices.OfType<MapShape>().FirstOrDefault()).ShouldNotBeNull();
                    stands.Add($"{inner.Name}.{key.Text}");
                    if (inner.Of(key.Text) is { } next and not FreeShape)
                        Walk(next, value);
                }
            else if (node is ListNode list && shape.Item is { } item)
                foreach (var one in list.Items)
                    Walk(item, one);
        }
    }

    [Fact]
    public void The_sample_of_everything_reads_and_lints_clean()
    {
        var (agreement, _) = ReadEverything();
        Lint.Check(agreement.ShouldNotBeNull(), new NodaTime.LocalDate(2026, 8, 1)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_validates(string sample) => new MiniSchema(AgreementSchema.Json()).Validate(Document(sample)).ShouldBeEmpty();

    [Theory]
    [InlineData("prazo: 1", "agreement")]
    [InlineData("prazo: 2\nagreement: a", "/prazo")]
    [InlineData("prazo: 1\nagreement: a\nzona: UTC", "/zona")]
    [InlineData("prazo: 1\nagreement: a b", "/agreement")]
    [InlineData("prazo: 1\nagreement: a\ntargets: [ resolution ]", "/targets")]
    [InlineData("prazo: 1\nagreement: a\ntargets: { resolution: { withn: 4h } }", "withn")]
    [InlineData("prazo: 1\nagreement: a\ntargets: { resolution: { pause: { any: { status: x } } } }", "pause")]
    [InlineData("prazo: 1\nagreement: a\nobjectives: [ { target: o, at-least: 95% } ]", "id")]
    [InlineData("prazo: 1\nagreement: a\nobjectives: [ { id: o, target: t, at-least: 95 } ]", "at-least")]
    public void The_schema_refuses_what_the_reader_refuses(string yaml, string where)
    {
        string.Join("\n", new MiniSchema(AgreementSchema.Json()).Validate(AgreementText.Documents(yaml)[0])).ShouldContain(where);
        AgreementText.Read(yaml).Agreement.ShouldBeNull();
    }

    /// <summary>Every map of the table that a file can reach.</summary>
    internal static List<MapShape> Maps()
    {
        var maps = new List<MapShape>();
        Collect(AgreementShape.Root);
        return maps;

        void Collect(Shape shape)
        {
            switch (shape)
            {
                // Conditions contain conditions.
                case MapShape { Name: "condition" } known when maps.Contains(known):
                    break;
                case MapShape map:
                    maps.Add(map);
                    foreach (var key in map.Keys)
                        Collect(key.Shape());
                    if (map.Other is { } other)
                        Collect(other());
                    break;
                case ListShape list:
                    Collect(list.Items());
                    break;
                case EitherShape either:
                    foreach (var choice in either.Choices)
                        Collect(choice);
                    break;
            }
        }
    }
}

/// <summary>As much of JSON Schema as the published schema uses, written from the standard and not from the generator; anything else in it fails.</summary>
internal sealed class MiniSchema(string json)
{
    private static readonly string[] Known =
        ["$schema", "$id", "$defs", "title", "description", "type", "properties", "additionalProperties", "propertyNames", "required", "items", "anyOf", "enum", "pattern", "minimum", "$ref"];

    private readonly JsonElement _root = JsonDocument.Parse(json).RootElement;

    public List<string> Validate(Node document) => [.. Check(_root, document, "")];

    private IEnumerable<string> Check(JsonElement schema, Node node, string path)
    {
        foreach (var keyword in schema.EnumerateObject())
            keyword.Name.ShouldBeOneOf(Known);
        if (schema.TryGetProperty("$ref", out var reference))
            return Check(_root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]), node, path);
        return [.. Types(schema, node, path), .. Words(schema, node, path), .. Members(schema, node, path), .. Choices(schema, node, path)];
    }

    private static IEnumerable<string> Types(JsonElement schema, Node node, string path)
    {
        if (!schema.TryGetProperty("type", out var type))
            yield break;
        var allowed = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!).ToList() : [type.GetString()!];
        var found = TypeOf(node);
        if (!allowed.Contains(found) && !(found == "integer" && allowed.Contains("number")))
            yield return $"{path}: {found}, not {string.Join("|", allowed)}";
        else if (schema.TryGetProperty("pattern", out var pattern) && found == "string" && !System.Text.RegularExpressions.Regex.IsMatch(((ScalarNode)node).Text, pattern.GetString()!, System.Text.RegularExpressions.RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)))
            yield return $"{path}: does not match {pattern}";
        else if (schema.TryGetProperty("minimum", out var minimum) && found is "integer" or "number" && double.Parse(((ScalarNode)node).Text, CultureInfo.InvariantCulture) < minimum.GetDouble())
            yield return $"{path}: less than {minimum}";
    }

    private static IEnumerable<string> Words(JsonElement schema, Node node, string path)
    {
        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(v => v.ValueKind switch
            {
                JsonValueKind.Null => TypeOf(node) == "null",
                JsonValueKind.Number => TypeOf(node) == "integer" && ((ScalarNode)node).Text == v.GetRawText(),
                _ => TypeOf(node) == "string" && ((ScalarNode)node).Text == v.GetString(),
            }))
            yield return $"{path}: not one of {values}";
    }

    private IEnumerable<string> Members(JsonElement schema, Node node, string path)
    {
        if (node is ListNode list && schema.TryGetProperty("items", out var items))
            foreach (var item in list.Items)
                foreach (var wrong in Check(items, item, path + "/items"))
                    yield return wrong;
        if (node is not MapNode map)
            yield break;
        foreach (var (key, value) in map.Entries)
        {
            if (schema.TryGetProperty("propertyNames", out var names) && !System.Text.RegularExpressions.Regex.IsMatch(key.Text, names.GetProperty("pattern").GetString()!, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)))
                yield return $"{path}/{key.Text}: bad name";
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(key.Text, out var property))
                foreach (var wrong in Check(property, value, $"{path}/{key.Text}"))
                    yield return wrong;
            else if (schema.TryGetProperty("additionalProperties", out var other))
                foreach (var wrong in other.ValueKind == JsonValueKind.False ? [$"{path}/{key.Text}: unknown"] : Check(other, value, $"{path}/{key.Text}"))
                    yield return wrong;
        }
        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray())
                if (map[name.GetString()!] is null)
                    yield return $"{path}: needs {name}";
    }

    private IEnumerable<string> Choices(JsonElement schema, Node node, string path)
    {
        if (!schema.TryGetProperty("anyOf", out var anyOf))
            return [];
        var answers = anyOf.EnumerateArray().Select(choice => Check(choice, node, path).ToList()).ToList();
        return answers.Exists(a => a.Count == 0) ? [] : answers.SelectMany(a => a);
    }

    /// <summary>Types as YAML's core schema gives them to an editor.</summary>
    private static string TypeOf(Node node) => node switch
    {
        MapNode => "object",
        ListNode => "array",
        _ when Nodes.IsNull(node) => "null",
        ScalarNode { Quoted: true } => "string",
        ScalarNode { Text: "true" or "false" } => "boolean",
        ScalarNode s when long.TryParse(s.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => "integer",
        ScalarNode s when double.TryParse(s.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => "number",
        _ => "string",
    };
}
