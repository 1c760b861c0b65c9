namespace Prazo.Web.Documents;

/// <summary>A sentence that two documents say differently; null where one does not say it.</summary>
/// <param name="Section">The clause, in the reader's words.</param>
/// <param name="Part">The promise or calendar that it is of, where the clause has several.</param>
public sealed record SaidChange(string Section, string? Part, string Path, string? Before, string? After);

/// <summary>What differs between two documents, in words: rule by rule, in the order of the contract.</summary>
public static class DocumentDiff
{
    public static IReadOnlyList<SaidChange> Of(AgreementDocument before, AgreementDocument after)
    {
        var old = Rules(before).ToLookup(r => r.Path, StringComparer.Ordinal);
        var changed = Rules(after).ToLookup(r => r.Path, StringComparer.Ordinal);
        var order = after.Sections.Concat(before.Sections).Select(s => s.Title).Distinct(StringComparer.Ordinal).ToList();
        return
        [
            .. changed.Select(g => g.Key).Union(old.Select(g => g.Key), StringComparer.Ordinal).SelectMany(path => Pairs([.. old[path]], [.. changed[path]]))
                .OrderBy(c => order.IndexOf(c.Section)),
        ];
    }

    /// <summary>What both say is left out; what is left of a rule stands side by side in its order.</summary>
    private static IEnumerable<SaidChange> Pairs(IReadOnlyList<Rule> old, IReadOnlyList<Rule> changed)
    {
        var (gone, come) = (Without(old, changed), Without(changed, old));
        for (var i = 0; i < Math.Max(gone.Count, come.Count); i++)
        {
            var (a, b) = (gone.ElementAtOrDefault(i), come.ElementAtOrDefault(i));
            yield return new SaidChange((b ?? a)!.Section, (b ?? a)!.Part, (b ?? a)!.Path, a?.Text, b?.Text);
        }
    }

    private static List<Rule> Without(IReadOnlyList<Rule> these, IReadOnlyList<Rule> those) => [.. these.Where(r => those.All(o => o.Text != r.Text))];

    private static IEnumerable<Rule> Rules(AgreementDocument d) => d.Sections.SelectMany(s =>
        s.Parts.SelectMany(p => p.Sentences.Select(x => new Rule(s.Title, p.Title, x.Path, x.Text))).Concat(s.Texts.SelectMany(t => t.Items.Select(i => new Rule(s.Title, t.Part, t.Path, i)))));

    private sealed record Rule(string Section, string? Part, string Path, string Text);
}
