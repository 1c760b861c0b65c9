using System.Collections.Immutable;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Agreements;

/// <summary>A calendar or a holiday set that stands in a file of its own, for agreements to name.</summary>
/// <param name="Section"><c>calendars</c> or <c>holiday-sets</c>.</param>
/// <param name="Hash">Of what is written, wherever it stands.</param>
public sealed record CalendarPart(string Section, string Name, Node Node, string Hash);

/// <summary>A file of calendars: the sections <c>calendars</c> and <c>holiday-sets</c> of an agreement file, without an agreement.</summary>
/// <param name="OpenTicketsToo">Open tickets follow, from the publication on (T1, T18).</param>
public sealed record CalendarFile(ImmutableArray<CalendarPart> Parts, bool OpenTicketsToo, IReadOnlyList<Problem> Problems)
{
    public const string Calendars = "calendars", HolidaySets = "holiday-sets";

    private static readonly string[] Keys = ["prazo", "title", "zone", "open-tickets", Calendars, HolidaySets];

    public bool HasErrors => Problems.Any(p => p.Severity == Severity.Error);

    /// <summary>No agreement, but calendars or holiday sets.</summary>
    public static bool Is(Node document) => document is MapNode map && map["agreement"] is null && (map[Calendars] ?? map[HolidaySets]) is not null;

    /// <param name="known">What its calendars may name beside each other.</param>
    public static CalendarFile Read(string text, Func<string, string, Node?> known)
    {
        var (documents, problems) = YamlNodes.Parse(text);
        if (documents is [var one] && Is(one))
            return Read((MapNode)one, known, [.. problems]);
        return new([], false, problems.Count > 0 ? problems : [new(Severity.Error, "no-calendars", documents.IsEmpty ? Position.None : documents[^1].At, "",
            "the text is no file of calendars", "write one document with `prazo: 1`, and `calendars:` or `holiday-sets:` as in an agreement file")]);
    }

    /// <summary>The parts of files of calendars among documents, and what is wrong with them.</summary>
    internal static Func<string, string, Node?> PartsOf(IEnumerable<Node> documents, List<Problem> problems)
    {
        var parts = new Dictionary<(string, string), Node>();
        foreach (var file in documents.Where(Is).Select(d => Read((MapNode)d, (section, name) => parts.GetValueOrDefault((section, name)), [])))
        {
            problems.AddRange(file.Problems);
            foreach (var part in file.Parts)
                parts[(part.Section, part.Name)] = part.Node;
        }
        return (section, name) => parts.GetValueOrDefault((section, name));
    }

    /// <summary>A part of a text that was read without errors when it was published.</summary>
    internal static Node PartOf(string text, string section, string name) => ((MapNode)Zoned((MapNode)YamlNodes.Parse(text).Documents[0], [])[section]!)[name]!;

    private static CalendarFile Read(MapNode document, Func<string, string, Node?> known, List<Problem> problems)
    {
        foreach (var (key, _) in document.Entries.Where(e => !Keys.Contains(e.Key.Text)))
            problems.Add(new(Severity.Error, "unknown-key", key.At, key.Text, $"a file of calendars has no key {key.Text}", "it may have " + string.Join(", ", Keys)));
        var zoned = Zoned(document, problems);
        foreach (var (key, _) in (zoned[HolidaySets] as MapNode)?.Entries ?? [])
            if (BuiltInHolidays.Find(key.Text) is not null)
                problems.Add(new(Severity.Error, "reserved-id", key.At, $"{HolidaySets}.{key.Text}", $"{key.Text} is a built-in holiday set", "choose another id; an agreement or a calendar may name both"));
        // Read as the agreement that it would be part of, so that it is checked by the same rules.
        var (agreement, found) = AgreementReader.Read(AsAgreement(zoned), _ => null, known);
        problems.AddRange(found.Where(p => p.Code != "unknown-key"));
        var parts = agreement is null ? [] : new[] { Calendars, HolidaySets }.SelectMany(section => (zoned[section] as MapNode)?.Entries.Select(e =>
            new CalendarPart(section, e.Key.Text, e.Value, HashOf(section, e.Key, e.Value))) ?? []).ToImmutableArray();
        if (parts.GroupBy(p => p.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            problems.Add(new(Severity.Error, "name-twice", twice.First().Node.At, "", $"{twice.Key} is both a calendar and a holiday set", "give one of them another id"));
        return new(parts, (document["open-tickets"] as ScalarNode)?.Text == "true", problems);
    }

    /// <summary>Every calendar with its zone, since an agreement that names it may have another.</summary>
    private static MapNode Zoned(MapNode document, List<Problem> problems)
    {
        if (document[Calendars] is not MapNode calendars)
            return document;
        var zone = document["zone"];
        var zoned = calendars with { Entries = [.. calendars.Entries.Select(e => new KeyValuePair<ScalarNode, Node>(e.Key, WithZone(e.Key, e.Value)))] };
        return document with { Entries = [.. document.Entries.Select(e => e.Key.Text == Calendars ? new(e.Key, zoned) : e)] };

        Node WithZone(ScalarNode key, Node calendar)
        {
            if (calendar is not MapNode map || map["zone"] is not null || map["union"] is not null || map["intersection"] is not null || map["exclude"] is not null)
                return calendar;
            if (zone is not null)
                return map with { Entries = map.Entries.Insert(0, new(new ScalarNode(zone.At, "zone"), zone)) };
            problems.Add(new(Severity.Error, "missing-key", key.At, $"{Calendars}.{key.Text}", "a calendar that agreements share has a time zone of its own", "write `zone:` in the calendar, or once for the file"));
            return calendar;
        }
    }

    private static MapNode AsAgreement(MapNode document)
    {
        KeyValuePair<ScalarNode, Node> Entry(string key, string value) => new(new ScalarNode(document.At, key), new ScalarNode(document.At, value));
        var kept = document.Entries.Where(e => e.Key.Text is "prazo" or "zone" or "open-tickets" or Calendars or HolidaySets).ToList();
        if (!kept.Exists(e => e.Key.Text == "zone"))
            kept.Add(Entry("zone", "Etc/UTC"));
        return document with { Entries = [.. kept, Entry("agreement", "calendars"), Entry("title", "calendars"), Entry("kind", "service")] };
    }

    private static string HashOf(string section, ScalarNode key, Node part) =>
        AgreementReader.HashOf(new MapNode(key.At, [new(new ScalarNode(key.At, section), new MapNode(key.At, [new(key, part)]))]));
}
