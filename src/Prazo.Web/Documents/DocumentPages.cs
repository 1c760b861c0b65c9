using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prazo.Agreements;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Reports;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Documents;

/// <summary>Agreements to read, print and take along: by those who work here, and by each customer their own.</summary>
internal static class DocumentPages
{
    public static void MapDocumentPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/agreements/{id}/document", (HttpContext context, PublishedAgreements agreements, PdfPrinter printer, string id, int? version, string? language) =>
            context.Show<DocumentPage, DocumentModel>((s, viewer) => DocumentModel.Of(s, agreements, viewer, id, version, language, printer.CanPrint))).For(Ability.Read);
        pages.MapGet("/agreements/{id}/document/pdf", (HttpContext context, Db db, PublishedAgreements agreements, PdfPrinter printer, string id, int? version, string? language) =>
            Pdf(context, db, printer, (s, viewer) => DocumentModel.Of(s, agreements, viewer, id, version, language, true))).For(Ability.Read);
        pages.MapGet("/agreements/{id}/compare", (HttpContext context, PublishedAgreements agreements, string id, string with) =>
            context.Show<ComparePage, CompareModel>((s, viewer) => CompareModel.Of(s, agreements, viewer, id, with))).For(Ability.Read);
        pages.MapGet("/agreements/drafts/{draft:guid}/document", (HttpContext context, Guid draft, string? language) =>
            context.Show<DraftDocumentPage, DraftDocumentModel>((s, viewer) => DraftDocumentModel.Of(s, viewer, draft, language) ?? throw new MissingException())).For(Ability.Manage);
        pages.MapGet("/portal/agreement/{id}", (HttpContext context, PublishedAgreements agreements, PdfPrinter printer, string id, string? language) =>
            context.Show<OwnDocumentPage, DocumentModel>((s, viewer) => DocumentModel.Own(s, agreements, viewer, id, language, printer.CanPrint))).For(Ability.Own);
        pages.MapGet("/portal/agreement/{id}/pdf", (HttpContext context, Db db, PublishedAgreements agreements, PdfPrinter printer, string id, string? language) =>
            Pdf(context, db, printer, (s, viewer) => DocumentModel.Own(s, agreements, viewer, id, language, true))).For(Ability.Own);
    }

    private static async Task<IResult> Pdf(HttpContext context, Db db, PdfPrinter printer, Func<Session, Viewer, DocumentModel> read)
    {
        var (viewer, model) = await db.Read(s => context.Viewer(s) is var v ? (v, read(s, v)) : default);
        if (!printer.CanPrint)
            throw new RefusedException("no-chromium", "", "this server has no browser to print with", "name one in PRAZO_CHROMIUM, or print the page in your own");
        var html = await DocumentHtml.Of(context.RequestServices, model.Document, viewer);
        return TypedResults.File(await printer.Print(html, context.RequestAborted), "application/pdf", $"{model.Document.Id}-{model.Document.Version}-{model.Document.Language}.pdf");
    }
}
