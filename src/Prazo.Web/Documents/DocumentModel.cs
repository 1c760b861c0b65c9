using System.Globalization;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Portal;
using Prazo.Storage;
using Prazo.Web.Screen;

namespace Prazo.Web.Documents;

/// <summary>An agreement that a document can be compared with.</summary>
public sealed record OtherAgreement(string Id, string Title);

/// <param name="Path">The page itself, to which a language or a version is added.</param>
/// <param name="Extends">What the agreement is built on, as a document; null when it stands alone.</param>
/// <param name="Others">Other plans that a customer could move to.</param>
public sealed record DocumentModel(AgreementDocument Document, string Path, IReadOnlyList<int> Versions, bool PrintsPdf, AgreementDocument? Extends, IReadOnlyList<OtherAgreement> Others)
{
    /// <param name="version">Null: the one that holds today, or else the newest.</param>
    public static DocumentModel Of(Session s, PublishedAgreements published, Viewer viewer, string id, int? version, string? language, bool printsPdf)
    {
        var (all, words) = (published.All(s, viewer.Asker!.Tenant), In(viewer, language));
        var agreement = Find(all, viewer, id, version) ?? throw new MissingException();
        return new(Staff(words, all, agreement), $"/agreements/{Uri.EscapeDataString(id)}/document", [.. all.Agreements.Where(a => a.Id == id).Select(a => a.Version).OrderDescending()], printsPdf,
            Parent(all, agreement) is { } parent ? Staff(words, all, parent) : null,
            [.. OwnAgreements.InForce(all, viewer.Now).Where(a => a.Id != id && a.IsSupporting == agreement.IsSupporting).Select(a => new OtherAgreement(a.Id, TitleOf(words, a)))]);
    }

    /// <summary>One of a customer's own agreements that hold today.</summary>
    public static DocumentModel Own(Session s, PublishedAgreements published, Viewer viewer, string id, string? language, bool printsPdf)
    {
        var scope = OwnScope.Of(s, viewer.Asker!);
        var agreement = OwnAgreements.Of(s, published, scope, viewer.Now).FirstOrDefault(a => a.Id == id) ?? throw new MissingException();
        return new(AgreementDocument.Of(In(viewer, language), agreement, published.All(s, scope.Tenant).CalendarsOf(agreement), new DocumentReader(true, scope.Customer)),
            $"/portal/agreement/{Uri.EscapeDataString(id)}", [], printsPdf, null, []);
    }

    public static AgreementDocument Staff(ScreenWords words, AgreementSet all, Agreement agreement) => AgreementDocument.Of(words, agreement, all.CalendarsOf(agreement), DocumentReader.Staff);

    /// <summary>In the language that was asked for, otherwise in the reader's.</summary>
    public static ScreenWords In(Viewer viewer, string? language) => language is not null && ScreenWords.Languages.Contains(language) ? ScreenWords.For(language) : viewer.Words;

    public static Agreement? Find(AgreementSet all, Viewer viewer, string id, int? version) => version is { } asked
        ? all.Agreements.FirstOrDefault(a => a.Id == id && a.Version == asked)
        : OwnAgreements.InForce(all, viewer.Now).FirstOrDefault(a => a.Id == id) ?? all.Agreements.Where(a => a.Id == id).MaxBy(a => a.Version);

    /// <summary>The version that it was read on top of.</summary>
    private static Agreement? Parent(AgreementSet all, Agreement a) => a.Extends is not null && a.Layers.Length > 1 && a.Layers[1].Document.At.File is { } file
        ? all.Agreements.FirstOrDefault(p => file == string.Create(CultureInfo.InvariantCulture, $"{p.Id}@{p.Version}")) : null;

    public static string TitleOf(ScreenWords w, Agreement a) => a.Titles.GetValueOrDefault(w.Language, a.Title) is { Length: > 0 } title ? title : a.Id;
}

/// <summary>A text that is being written, as a document.</summary>
/// <param name="Document">Null while it has errors.</param>
public sealed record DraftDocumentModel(AgreementDraft Draft, AgreementDocument? Document)
{
    public static DraftDocumentModel? Of(Session s, Viewer viewer, Guid id, string? language)
    {
        if (AgreementDrafts.Find(s, viewer.Asker!.Tenant, AgreementDraft.Agreement, id) is not { } draft)
            return null;
        var read = PublishedAgreements.Check(s, draft.TenantId, draft.Source);
        return new(draft, read is { HasErrors: false, Agreements: [var agreement, ..] } ? DocumentModel.Staff(DocumentModel.In(viewer, language), new AgreementSet([agreement]), agreement) : null);
    }
}

/// <summary>Two plans side by side: what would change for a customer who moves from one to the other.</summary>
public sealed record CompareModel(AgreementDocument From, AgreementDocument To, IReadOnlyList<SaidChange> Changes, IReadOnlyList<OtherAgreement> Others)
{
    public static CompareModel Of(Session s, PublishedAgreements published, Viewer viewer, string id, string with)
    {
        var all = published.All(s, viewer.Asker!.Tenant);
        var (from, to) = (DocumentModel.Find(all, viewer, id, null) ?? throw new MissingException(), DocumentModel.Find(all, viewer, with, null) ?? throw new MissingException());
        var (a, b) = (DocumentModel.Staff(viewer.Words, all, from), DocumentModel.Staff(viewer.Words, all, to));
        return new(a, b, DocumentDiff.Of(a, b), [.. OwnAgreements.InForce(all, viewer.Now).Where(o => o.Id != id && o.IsSupporting == from.IsSupporting).Select(o => new OtherAgreement(o.Id, DocumentModel.TitleOf(viewer.Words, o)))]);
    }
}
