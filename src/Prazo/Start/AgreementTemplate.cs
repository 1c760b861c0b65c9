using System.Collections.Frozen;
using System.Text;
using Prazo.Agreements;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Start;

/// <summary>An agreement to begin with. Those of the law say where they come from; they are a beginning, not legal advice.</summary>
/// <param name="Group"><c>yours</c> or <c>rules</c>.</param>
/// <param name="Country">Of a rule: BR, RO, PT or EU.</param>
/// <param name="Mark">Of a rule: <c>P</c>, the text of the norm was seen; <c>S</c>, other sources say so.</param>
/// <param name="Law">The norm.</param>
/// <param name="Source">Where it was read.</param>
public sealed record AgreementTemplate(string Id, string Group, string? Country, string? Mark, string? Law, string? Source, IReadOnlyDictionary<string, string> About, string Text)
{
    private const string Room = "templates/";

    private static readonly FrozenDictionary<string, AgreementTemplate> Known = typeof(AgreementTemplate).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Room, StringComparison.Ordinal))
        .Select(Read).ToFrozenDictionary(t => t.Id, StringComparer.Ordinal);

    /// <summary>One's own first, then rules by country.</summary>
    public static IReadOnlyList<AgreementTemplate> All { get; } = [.. Known.Values.OrderByDescending(t => t.Group, StringComparer.Ordinal).ThenBy(t => t.Country, StringComparer.Ordinal).ThenByDescending(t => t.Id, StringComparer.Ordinal)];

    public static AgreementTemplate? Find(string? id) => id is not null && Known.TryGetValue(id, out var template) ? template : null;

    /// <summary>The file for a workspace: on its own opening hours where it has published some, otherwise on usual ones.</summary>
    public string For(Session session, Workspace workspace)
    {
        var hours = PublishedCalendars.Latest(PublishedCalendars.Rows(session, workspace.TenantId)).Values.FirstOrDefault(c => c.Section == "calendars")?.Name;
        return Text.Replace("{{id}}", Id, StringComparison.Ordinal).Replace("{{title}}", workspace.Name.Replace("\"", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("{{zone}}", workspace.Zone, StringComparison.Ordinal).Replace("{{calendar}}", hours ?? FirstHours.Calendar, StringComparison.Ordinal)
            .Replace("{{calendars}}\n", hours is null ? $"calendars: {{ {FirstHours.Calendar}: {{ weekly: {{ mon-fri: \"09:00-18:00\" }} }} }}\n" : "", StringComparison.Ordinal);
    }

    /// <summary>Lines <c># key: value</c> at the head, then the agreement.</summary>
    private static AgreementTemplate Read(string name)
    {
        using var reader = new StreamReader(typeof(AgreementTemplate).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
        var head = lines.TakeWhile(l => l.StartsWith("# ", StringComparison.Ordinal)).Select(l => l[2..].Split(": ", 2)).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
        // Who reads the file later finds its source in it, too.
        var kept = lines.Where(l => !l.StartsWith("# about-", StringComparison.Ordinal) && !l.StartsWith("# group: ", StringComparison.Ordinal));
        return new AgreementTemplate(name[Room.Length..], head["group"], head.GetValueOrDefault("country"), head.GetValueOrDefault("mark"), head.GetValueOrDefault("law"), head.GetValueOrDefault("source"),
            head.Where(h => h.Key.StartsWith("about-", StringComparison.Ordinal)).ToDictionary(h => h.Key["about-".Length..], h => h.Value, StringComparer.Ordinal), string.Join('\n', kept));
    }
}
