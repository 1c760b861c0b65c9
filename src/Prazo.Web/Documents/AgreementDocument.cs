using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Web.Screen;

namespace Prazo.Web.Documents;

/// <summary>A sentence that was generated from a rule.</summary>
/// <param name="Path">The rule, as in problems: <c>targets.first-response.within.critical</c>.</param>
/// <param name="Source">The version in whose file the rule stands, such as <c>suporte@2</c>; null where that is no published one.</param>
/// <param name="Line">In that file, from 1; 0 where the rule stands in a shared calendar.</param>
public sealed record Sentence(string Path, string Text, string? Source, int Line);

/// <summary>A text of a clause in Markdown, as somebody wrote it.</summary>
/// <param name="Part">For whom or what it is, in the reader's words; null: all of the clause.</param>
/// <param name="Language">In which it is written; null: not known.</param>
public sealed record WrittenText(string Path, string? Part, IReadOnlyList<string> Items, bool IsList, string? Language, string? Source, int Line);

/// <summary>Sentences that belong together, under a heading where the section has several.</summary>
public sealed record DocumentPart(string? Title, IReadOnlyList<Sentence> Sentences);

/// <summary>A clause of the contract: what its rules say, then what its parties wrote.</summary>
/// <param name="Key">As under <c>clauses</c>; <c>parties</c> comes before them.</param>
public sealed record DocumentSection(string Key, string Title, IReadOnlyList<DocumentPart> Parts, IReadOnlyList<WrittenText> Texts)
{
    public IEnumerable<Sentence> Sentences => Parts.SelectMany(p => p.Sentences);
}

/// <summary>An agreement as a contract that people read. What is counted is generated from its rules, so that text and rule cannot disagree; what is not counted is text beside it.</summary>
/// <param name="Hash">Of the rules and texts that it was made from.</param>
/// <param name="Missing">Kinds of clause that a full agreement has and this one lacks.</param>
public sealed record AgreementDocument(string Id, int Version, string Title, string Hash, string Language, string Holds, IReadOnlyList<DocumentSection> Sections, IReadOnlyList<string> Missing)
{
    // A contract is full without them.
    private static readonly string[] Optional = ["law", "rewards"];

    /// <param name="reader">Who will read it: customers are not told of other customers.</param>
    public static AgreementDocument Of(ScreenWords w, Agreement a, CalendarSet calendars, DocumentReader reader)
    {
        var writer = new DocumentWriter(w, a, calendars, reader);
        var written = Clauses.Of(a.Document, w.Language);
        var sections = new List<DocumentSection>();
        foreach (var key in Keys(written))
        {
            IReadOnlyList<DocumentPart> parts = [.. writer.PartsOf(key).Where(p => p.Sentences.Count > 0)];
            IReadOnlyList<WrittenText> texts = [.. written.Where(t => t.Clause == key).Select(writer.Written)];
            if (parts.Count + texts.Count > 0)
                sections.Add(new DocumentSection(key, writer.Name("clause.", key), parts, texts));
        }
        return new(a.Id, a.Version, writer.Title, a.Hash, w.Language, TermSentences.Holds(w, a), sections, [.. Clauses.Known.Select(k => k.Name).Except(sections.Select(s => s.Key)).Except(Optional)]);
    }

    /// <summary>Known kinds in their order; the writer's own before what is of the law and of the term.</summary>
    private static IEnumerable<string> Keys(IReadOnlyList<ClauseText> written)
    {
        var known = Clauses.Known.Select(k => k.Name).ToList();
        return ["parties", .. known.TakeWhile(k => k != "law"), .. written.Select(t => t.Clause).Except(known), .. known.SkipWhile(k => k != "law")];
    }

    /// <summary>By line of a file, one rule that stands there and is said.</summary>
    /// <param name="source">Such as <c>suporte@2</c>.</param>
    public ILookup<int, string> RulesOf(string source) => Sections.SelectMany(s => s.Sentences.Select(x => (x.Path, x.Source, x.Line)).Concat(s.Texts.Select(t => (t.Path, t.Source, t.Line))))
        .Where(r => r.Source == source).DistinctBy(r => r.Line).ToLookup(r => r.Line, r => r.Path);

    /// <summary>The place of a sentence on the page.</summary>
    public static string Anchor(string path) => "r-" + string.Concat(path.Select(c => char.IsLetterOrDigit(c) ? c : '-'));
}

/// <summary>For whom a document is made.</summary>
/// <param name="Customer">The value of the field <c>customer</c> of whom it is for; null for somebody without an organisation.</param>
/// <param name="Outside">It is for a customer, who must not learn of others.</param>
public sealed record DocumentReader(bool Outside, string? Customer)
{
    public static readonly DocumentReader Staff = new(false, null);
}
