using System.Collections.Immutable;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine;
using Prazo.Engine.Agreements;

namespace Prazo.Imports;

/// <summary>Reads mapping files: every problem with its line and column, and the mapping when none of them is an error.</summary>
public static class MappingReader
{
    private static readonly ImmutableArray<string> Keys =
        ["prazo-map", "rows", "zone", "encoding", "delimiter", "header", "dates", "missing", "columns", "fields", "others", "moments", "values", "unknown", "events", "opened-by-agent", "before-opening"];

    private static readonly ImmutableDictionary<string, EventSpec> MomentColumns = new Dictionary<string, EventSpec>(StringComparer.Ordinal)
    {
        ["first-response"] = EventSpec.Reply,
        ["accepted"] = new("accepted"),
        ["workaround"] = new("workaround"),
        ["resolved"] = EventSpec.Status("resolved"),
        ["closed"] = EventSpec.Status("closed"),
        ["reopened"] = EventSpec.Status("open"),
    }.ToImmutableDictionary();

    public static (Mapping? Mapping, IReadOnlyList<Problem> Problems) Load(string path)
    {
        var (documents, problems) = YamlNodes.Load(path);
        return One(documents, problems, path);
    }

    public static (Mapping? Mapping, IReadOnlyList<Problem> Problems) Parse(string text, string? file = null)
    {
        var (documents, problems) = YamlNodes.Parse(text, file);
        return One(documents, problems, file);
    }

    private static (Mapping?, IReadOnlyList<Problem>) One(ImmutableArray<Node> documents, IReadOnlyList<Problem> problems, string? file)
    {
        if (problems.Any(p => p.Severity == Severity.Error))
            return (null, problems);
        if (documents.Length != 1)
            return (null, [.. problems, new(Severity.Error, "bad-mapping", new Position(file, 1, 1), "", documents.Length == 0 ? "the mapping is empty" : "a mapping is one document", "see `prazo map guess FILE.csv`")]);
        var (mapping, more) = Read(documents[0]);
        return (mapping, [.. problems, .. more]);
    }

    public static (Mapping? Mapping, IReadOnlyList<Problem> Problems) Read(Node document)
    {
        var reading = new MappingNodes();
        if (reading.Map(document, "") is not { } root)
            return (null, reading.Problems);
        reading.OnlyKeys(root, "", Keys);
        var rows = reading.Word(root, "rows", "", RowKind.Ticket);
        if (root["rows"] is null)
            reading.Error("missing-key", root.At, "rows", "the mapping does not say what a row is", "write `rows: ticket`, `rows: event` or `rows: snapshot`");
        var mapping = new Mapping(rows)
        {
            Zone = Zone(reading, root),
            Encoding = reading.Text(root, "encoding", ""),
            Delimiter = Delimiter(reading, root),
            Header = reading.Flag(root, "header", "") ?? true,
            Dates = Dates(reading, root),
            Missing = root["missing"] is null ? Mapping.DefaultMissing : reading.Texts(root["missing"], "missing"),
            OtherColumns = reading.Flag(root, "others", ""),
            Unknown = reading.Word(root, "unknown", "", UnknownValue.Warn),
            BeforeOpening = reading.Word(root, "before-opening", "", BeforeOpening.Reject),
            Values = Values(reading, root),
            ByAgent = ByAgent(reading, root),
        };
        mapping = Activities(reading, root, mapping);
        mapping = Columns(reading, root, mapping);
        mapping = Fields(reading, root, mapping);
        mapping = mapping with { Moments = [.. mapping.Moments, .. Moments(reading, root)] };
        return (reading.Problems.Any(p => p.Severity == Severity.Error) ? null : mapping, reading.Problems);
    }

    private static string? Zone(MappingNodes reading, MapNode root)
    {
        var zone = reading.Text(root, "zone", "");
        if (zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
        {
            var near = Headers.Nearest([.. DateTimeZoneProviders.Tzdb.Ids], zone);
            reading.Error("unknown-zone", root["zone"]!.At, "zone", $"'{zone}' is not an IANA time zone", near is null ? "write one such as America/Sao_Paulo or Europe/Bucharest" : $"did you mean {near}?");
        }
        return zone;
    }

    private static char? Delimiter(MappingNodes reading, MapNode root)
    {
        var text = reading.Text(root, "delimiter", "");
        switch (text)
        {
            case null: return null;
            case "tab" or "\\t" or "\t": return '\t';
            case "comma": return ',';
            case "semicolon": return ';';
            case "pipe": return '|';
        }
        if (text.Length == 1 && text[0] is > ' ' and < (char)127 and not '"' && !char.IsAsciiLetterOrDigit(text[0]))
            return text[0];
        reading.Error("bad-delimiter", root["delimiter"]!.At, "delimiter", $"'{text}' cannot separate columns", "write \",\" \";\" \"|\" or tab, or leave it out to have it detected");
        return null;
    }

    private static ImmutableArray<string> Dates(MappingNodes reading, MapNode root)
    {
        if (root["dates"] is not { } node)
            return ["iso"];
        var patterns = reading.Texts(node, "dates");
        for (var i = 0; i < patterns.Length; i++)
            if (DatePattern.Parse(patterns[i], out var error) is null)
                reading.Error("bad-date-pattern", node is ListNode list && i < list.Items.Length ? list.Items[i].At : node.At, "dates", $"'{patterns[i]}': {error}", "write for example yyyy-MM-dd HH:mm:ss, dd/MM/yyyy HH:mm, or iso");
        return patterns.IsEmpty ? ["iso"] : patterns;
    }

    private static ImmutableDictionary<string, ValueTable> Values(MappingNodes reading, MapNode root)
    {
        var tables = ImmutableDictionary.CreateBuilder<string, ValueTable>();
        foreach (var (field, node) in reading.Entries(root["values"], "values"))
        {
            var table = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
            string? otherwise = null;
            foreach (var (from, to) in reading.Entries(node, "values." + field))
                if (reading.Scalar(to, $"values.{field}.{from}") is not { } text)
                    continue;
                else if (from == "else")
                    otherwise = text;
                else
                    table[from] = text;
            tables[field] = new ValueTable(table.ToImmutable(), otherwise, node.At);
        }
        return tables.ToImmutable();
    }

    private static OpenedByAgent? ByAgent(MappingNodes reading, MapNode root)
    {
        const string key = "opened-by-agent";
        if (root[key] is not { } node)
            return null;
        if (node is ScalarNode)
            return new(reading.Flag(root, key, "") ?? false, null, []);
        if (reading.Map(node, key) is not { } map)
            return null;
        reading.OnlyKeys(map, key, ["column", "values"]);
        if (reading.Column(map["column"], key + ".column") is not { } column || map["values"] is null)
        {
            reading.Error("missing-key", node.At, key, "needs a column and its values", "write { column: Source, values: [Phone, Agent] }");
            return null;
        }
        return new(false, column, reading.Texts(map["values"], key + ".values"));
    }

    private static Mapping Activities(MappingNodes reading, MapNode root, Mapping mapping)
    {
        var events = ImmutableDictionary.CreateBuilder<string, EventSpec>(StringComparer.OrdinalIgnoreCase);
        EventSpec? otherwise = null;
        foreach (var (activity, node) in reading.Entries(root["events"], "events"))
            if (reading.Event(node, "events." + activity) is not { } spec)
                continue;
            else if (activity == "else")
                otherwise = spec;
            else
                events[activity] = spec;
        return mapping with { Activities = events.ToImmutable(), ElseActivity = otherwise };
    }

    private static IEnumerable<Moment> Moments(MappingNodes reading, MapNode root)
    {
        if (root["moments"] is not { } node || reading.Map(node, "moments") is not { } map)
            yield break;
        foreach (var (key, value) in map.Entries)
            if (reading.Event(value, "moments." + key.Text) is { } spec)
                yield return new(new ColumnRef(key.Text, key.At), spec);
    }

    private static Mapping Columns(MappingNodes reading, MapNode root, Mapping mapping)
    {
        foreach (var (name, node) in reading.Entries(root["columns"], "columns"))
        {
            if (reading.Column(node, "columns." + name) is not { } column)
                continue;
            mapping = name switch
            {
                "id" or "ticket" => mapping with { Ticket = column },
                "created" => mapping with { Created = column },
                "at" => mapping with { When = column },
                "recorded" => mapping with { Recorded = column },
                "event-id" => mapping with { EventId = column },
                "sequence" => mapping with { Sequence = column },
                "activity" => mapping with { Activity = column },
                "field" when mapping.Rows == RowKind.Event => mapping with { Field = column },
                "value" when mapping.Rows == RowKind.Event => mapping with { Value = column },
                "agent" => mapping with { Actor = column },
                _ when MomentColumns.TryGetValue(name, out var spec) => mapping with { Moments = mapping.Moments.Add(new(column, spec)) },
                _ => mapping with { Fields = mapping.Fields.Add(new(name, column)) },
            };
        }
        if (root["columns"] is null)
            reading.Error("missing-key", root.At, "columns", "the mapping does not name the columns", "write `columns: { id: …, created: … }`");
        return mapping;
    }

    private static Mapping Fields(MappingNodes reading, MapNode root, Mapping mapping)
    {
        switch (root["fields"])
        {
            case null:
                return mapping;
            case ScalarNode { Text: "all" }:
                return mapping with { OtherColumns = true };
            case ScalarNode { Text: "none" }:
                return mapping with { OtherColumns = false };
            case ListNode list:
                foreach (var item in list.Items)
                    if (reading.Column(item, "fields") is { } column)
                        mapping = mapping with { Fields = mapping.Fields.Add(new(Headers.FieldName(column.Name), column)) };
                break;
            case var node:
                foreach (var (field, value) in reading.Entries(node, "fields"))
                    if (Field(reading, field, value) is { } made)
                        mapping = mapping with { Fields = mapping.Fields.Add(made) };
                break;
        }
        // Who lists the fields wants these and no others, unless said so.
        return mapping with { OtherColumns = mapping.OtherColumns ?? false };
    }

    private static FieldColumn? Field(MappingNodes reading, string field, Node node)
    {
        var path = "fields." + field;
        if (node is ScalarNode)
            return reading.Column(node, path) is { } plain ? new(field, plain) : null;
        if (reading.Map(node, path) is not { } map)
            return null;
        reading.OnlyKeys(map, path, ["column", "as"]);
        var kind = reading.Text(map, "as", path) ?? "text";
        if (kind is not ("text" or "instant"))
            reading.Error("bad-value", map["as"]!.At, path + ".as", $"'{kind}' is not a kind of field", "write text or instant");
        var column = map["column"] is null ? new ColumnRef(field, map.At) : reading.Column(map["column"], path + ".column");
        return column is null ? null : new(field, column, kind == "instant");
    }
}
