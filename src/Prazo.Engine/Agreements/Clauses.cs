using System.Collections.Immutable;
using System.Globalization;

namespace Prazo.Engine.Agreements;

/// <summary>What a clause says in one language.</summary>
/// <param name="Clause">Its key under <c>clauses</c>.</param>
/// <param name="Part">The party or part that it is for; null: all of the clause.</param>
/// <param name="Items">Texts in Markdown: one, or the items of a list.</param>
/// <param name="Language">In which language it is written; null: the file does not say.</param>
/// <param name="Path">Where it stands, such as <c>clauses.responsibilities.provider</c>.</param>
public sealed record ClauseText(string Clause, string? Part, ImmutableArray<string> Items, bool IsList, string? Language, string Path, Position At);

/// <summary>What an agreement says as text beside its rules.</summary>
public static class Clauses
{
    /// <summary>Kinds of clause that a full agreement has, in the order of a contract, and what each says. Writers have others too.</summary>
    public static readonly ImmutableArray<(string Name, string Meaning)> Known =
    [
        ("services", "what is covered"),
        ("not-covered", "what is not covered, beside `exclusions`"),
        ("channels", "by which channels one is reached, and when, beside the calendars"),
        ("performance", "how well it is done, beside `targets` and `objectives`"),
        ("problem-handling", "how faults and their causes are handled"),
        ("responsibilities", "what each party does, by party, beside `duties`"),
        ("guarantees", "what is warranted"),
        ("emergency-measures", "what is done in an emergency"),
        ("alternative-plans", "what is done where the usual way fails"),
        ("workarounds", "what is offered until the solution"),
        ("reports", "what is reported, and when"),
        ("meetings", "when the parties meet, beside `review`"),
        ("improvement", "how the service gets better"),
        ("penalties", "what missing a promise costs, beside the rules under `penalties`"),
        ("rewards", "what doing better brings"),
        ("change-requests", "how changes are asked for"),
        ("security", "how access and data are kept safe"),
        ("confidentiality", "what stays between the parties"),
        ("personal-data", "how personal data is treated"),
        ("law", "laws and norms that it rests on"),
        ("term", "from when to when it holds, beside `term`"),
        ("renewal", "how it goes on"),
        ("cancellation", "how it ends"),
    ];

    /// <summary>Clauses that stand in an agreement in their contract's order: known ones first, then the writer's own as written.</summary>
    /// <param name="language">The reader's, such as <c>pt-BR</c>; where a text is not in it, a near one or the first that is written is given, and says which.</param>
    public static IReadOnlyList<ClauseText> Of(MapNode document, string language)
    {
        if (document["clauses"] is not MapNode clauses)
            return [];
        var found = new List<ClauseText>();
        foreach (var (key, value) in clauses.Entries.OrderBy(e => Rank(e.Key.Text)))
            Read(key.Text, null, value, Nodes.Join("clauses", key.Text), key.At, language, found);
        return found;
    }

    /// <summary>Whether a key under a clause is a language: two small letters, with or without a region (<c>en</c>, <c>pt-BR</c>).</summary>
    public static bool IsLanguage(string key) => key.Split('-') is [{ Length: 2 } first, .. var rest] && first.All(char.IsAsciiLetterLower) && rest.All(r => r.Length > 0 && r.All(char.IsAsciiLetterOrDigit));

    private static int Rank(string clause)
    {
        for (var i = 0; i < Known.Length; i++)
            if (Known[i].Name == clause)
                return i;
        return Known.Length;
    }

    private static void Read(string clause, string? part, Node value, string path, Position at, string language, List<ClauseText> found)
    {
        if (value is not MapNode map)
        {
            if (Texts(value) is { IsEmpty: false } texts)
                found.Add(new ClauseText(clause, part, texts, value is ListNode, null, path, at));
            return;
        }
        var written = map.Entries.Where(e => IsLanguage(e.Key.Text)).ToList();
        if (written.Count > 0)
        {
            var (key, text) = Nearest(written, language);
            if (Texts(text) is { IsEmpty: false } texts)
                found.Add(new ClauseText(clause, part, texts, text is ListNode, key.Text, Nodes.Join(path, key.Text), key.At));
        }
        // A party may have a text per language of its own; further down there is nothing.
        if (part is null)
            foreach (var (key, inner) in map.Entries.Where(e => !IsLanguage(e.Key.Text)))
                Read(clause, key.Text, inner, Nodes.Join(path, key.Text), key.At, language, found);
    }

    private static KeyValuePair<ScalarNode, Node> Nearest(List<KeyValuePair<ScalarNode, Node>> written, string language)
    {
        bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
        foreach (var entry in written)
            if (Same(entry.Key.Text, language))
                return entry;
        foreach (var entry in written)
            if (Same(entry.Key.Text.Split('-')[0], language.Split('-')[0]))
                return entry;
        return written[0];
    }

    private static ImmutableArray<string> Texts(Node node) => node switch
    {
        ScalarNode { Text.Length: > 0 } one => [one.Text],
        ListNode list => [.. list.Items.OfType<ScalarNode>().Where(i => i.Text.Length > 0).Select(i => i.Text)],
        _ => [],
    };

    /// <summary>Where a rule stands: its path as in problems, and the key or item that is nearest to it in the file.</summary>
    /// <param name="keys">Keys, and places in lists counted from 0, from the root on.</param>
    public static (string Path, Position At) Find(MapNode document, params ReadOnlySpan<string> keys)
    {
        var (path, at, node) = ("", document.At, (Node?)document);
        foreach (var key in keys)
        {
            if (node is ListNode list)
            {
                node = int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < list.Items.Length ? list.Items[i] : null;
                (path, at) = ($"{path}[{key}]", node?.At ?? at);
                continue;
            }
            var entry = (node as MapNode)?.Entries.FirstOrDefault(e => e.Key.Text == key);
            (path, at, node) = (Nodes.Join(path, key), entry?.Key?.At ?? at, entry?.Value);
        }
        return (path, at);
    }
}
