using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.People;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Web.Screen;

namespace Prazo.Web.Statements;

/// <summary>What was said about a statement, by whom, with what evidence; for either party.</summary>
/// <param name="Path">Of the page of whoever reads.</param>
/// <param name="Names">What people are called, by actor.</param>
/// <param name="Targets">What promises are called in the reader's words, by target.</param>
/// <param name="Key">The fingerprint that stands in the agreement; null where none does.</param>
public sealed record StatementTalkModel(string Path, IReadOnlyList<StatementEntry> Entries, ILookup<Guid, StatementFile> Files, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, string> Targets, string? Key)
{
    private string Workspace { get; init; } = "";

    public static StatementTalkModel Of(Session s, PublishedAgreements agreements, Viewer viewer, Statement statement, string path)
    {
        var body = statement.Content;
        var terms = agreements.All(s, statement.TenantId).Agreements.FirstOrDefault(a => a.Id == body.Agreement && a.Version == body.Version);
        return new(path, StatementTalk.Of(s, statement), StatementTalk.Files(s, statement).ToLookup(f => f.EntryId),
            UserStore.All(s, statement.TenantId).ToDictionary(u => u.Actor, u => u.Name ?? u.Handle, StringComparer.Ordinal),
            terms?.Targets.ToDictionary(t => t.Id, t => viewer.Words.Clocks.Metric(t.Metric, t.Id), StringComparer.Ordinal) ?? [], terms?.Statement.Key) { Workspace = viewer.Workspace?.Name ?? "" };
    }

    /// <summary>What nobody in person did, the workspace did.</summary>
    public string Name(string? actor) => actor is null ? "" : Names.GetValueOrDefault(actor, actor.StartsWith("user:", StringComparison.Ordinal) ? actor[5..] : Workspace);

    public string Target(string target) => Targets.GetValueOrDefault(target, target);

    /// <summary>"#1042 First response" of an item; what is no breach goes by a word of its own.</summary>
    public string Item(Viewer v, string item) => item == StatementActs.General ? v["talk.general"]
        : item.Split('/') is [var ticket, var target, var cycle, ..] ? $"#{ticket} {Target(target)}{(cycle == "1" ? "" : $" ({cycle})")}" : item;

    public IReadOnlyList<(string Href, string Name, long Size)> FilesOf(Guid entry) => [.. Files[entry].Select(f => ($"{Path}/files/{f.Id}", f.Name, f.Size))];

    /// <summary>What the customer wrote when they contested an item last.</summary>
    public StatementEntry? Contest(string item) => Entries.LastOrDefault(e => e.Item == item && e.Kind == StatementEntry.Contested);
}
