using System.Collections.Immutable;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Storage;

namespace Prazo.Web.Agreements;

/// <summary>What the form beside an agreement's text offers.</summary>
/// <param name="Merged">The agreement as it is in force, what it inherits included; null while the text has errors.</param>
/// <param name="Shared">Calendars that agreements share.</param>
public sealed record KnownNames(Agreement? Merged, IReadOnlyList<string> Shared)
{
    private static readonly ImmutableArray<string> Urgency = ["critical", "urgent", "p1", "high", "p2", "normal", "medium", "p3", "low", "p4"];

    public static KnownNames Of(Session session, Guid tenant, Agreement? merged) => new(merged, [.. PublishedCalendars.Latest(PublishedCalendars.Versions(session, tenant)).Values
        .Where(c => c.Section == CalendarFile.Calendars).Select(c => c.Name).Order(StringComparer.Ordinal)]);

    public IEnumerable<string> Calendars(TextSides sides) =>
        sides.Keys("calendars").Concat(Merged?.Calendars.Keys.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()).Concat(Shared).Append(CalendarSet.AlwaysOpen).Distinct(StringComparer.Ordinal);

    /// <summary>Promises of the text and those that it inherits, in that order.</summary>
    public IReadOnlyList<TargetLine> Targets(TextSides sides)
    {
        var inherited = Merged?.Document["targets"] as MapNode;
        return [.. sides.Keys("targets").Concat(inherited?.Entries.Select(e => e.Key.Text) ?? []).Distinct(StringComparer.Ordinal).Select(id => new TargetLine(id, Merged?.Targets.FirstOrDefault(t => t.Id == id), sides.At("targets", id) as MapNode, inherited?[id] as MapNode))];
    }

    /// <summary>The values that promises differ by, most urgent first, and what holds for any other.</summary>
    public IReadOnlyList<string> Columns(TextSides sides)
    {
        var all = Targets(sides).SelectMany(t => t.Values).Where(v => v != TargetLine.Else).Distinct(StringComparer.Ordinal).ToList();
        return [.. all.OrderBy(v => Urgency.IndexOf(v) is >= 0 and var rank ? rank : 99).ThenBy(v => v, StringComparer.Ordinal), TargetLine.Else];
    }
}

/// <summary>A promise as a line of the form.</summary>
/// <param name="Read">Null while it has errors.</param>
/// <param name="Own">As it is written here; null when all of it is inherited.</param>
/// <param name="Whole">With what it inherits.</param>
public sealed record TargetLine(string Id, Target? Read, MapNode? Own, MapNode? Whole)
{
    public const string Else = "else";

    public string? By => Value("by") is { Length: > 0 } by ? by : null;

    /// <summary>One length for all tickets.</summary>
    public bool One => (Own?["within"] ?? Whole?["within"]) is not MapNode && By is null;

    public IEnumerable<string> Values => new[] { Own?["within"], Whole?["within"] }.OfType<MapNode>().SelectMany(m => m.Entries.Select(e => e.Key.Text));

    /// <summary>Where the length for a value stands; null where there is no such place.</summary>
    public string[]? Within(string value) => One ? value == Else ? ["targets", Id, "within"] : null : ["targets", Id, "within", value];

    public string Inherited(string value) => Whole?["within"] switch { MapNode map => TextSides.TextOf(map[value]), var one => One ? TextSides.TextOf(one) : "" };

    public string Value(string key) => TextSides.TextOf(Own?[key] ?? Whole?[key]);

    public string InheritedText(string key) => TextSides.TextOf(Whole?[key]);
}
