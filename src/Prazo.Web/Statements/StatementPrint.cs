using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prazo.Agreements;
using Prazo.Portal;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Web.Documents;
using Prazo.Web.Hosting;
using Prazo.Web.Reports;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Statements;

/// <param name="Own">The customer reads.</param>
public sealed record StatementSheetModel(Statement Statement, StatementBody Body, string Title, StatementTalkModel Talk, bool Own, bool PrintsPdf);

/// <summary>A statement for paper, in the language that is asked for.</summary>
internal static class StatementPrint
{
    private const string One = "/statements/{id:guid}", Portal = "/portal" + One;

    public static void MapStatementPrint(this RouteGroupBuilder pages)
    {
        foreach (var (path, own) in new[] { (One, false), (Portal, true) })
        {
            pages.MapGet(path + "/print", (HttpContext context, Db db, PublishedAgreements agreements, PdfPrinter printer, Guid id, string? language) => Page(context, db, agreements, printer, id, language, own)).For(own ? Ability.Own : Ability.Read);
            pages.MapGet(path + "/pdf", (HttpContext context, Db db, PublishedAgreements agreements, PdfPrinter printer, Guid id, string? language) => Pdf(context, db, agreements, printer, id, language, own)).For(own ? Ability.Own : Ability.Read);
        }
    }

    private static async Task<IResult> Page(HttpContext context, Db db, PublishedAgreements agreements, PdfPrinter printer, Guid id, string? language, bool own)
    {
        var (viewer, model) = await Read(context, db, agreements, printer, id, language, own);
        return context.Page<StatementPrintPage>(viewer, model);
    }

    private static async Task<IResult> Pdf(HttpContext context, Db db, PublishedAgreements agreements, PdfPrinter printer, Guid id, string? language, bool own)
    {
        var (viewer, model) = await Read(context, db, agreements, printer, id, language, own);
        if (!printer.CanPrint)
            throw new RefusedException("no-chromium", "", "this server has no browser to print with", "name one in PRAZO_CHROMIUM, or print the page in your own");
        var html = await DocumentHtml.Of<StatementSheet>(context.RequestServices, viewer.Words.Language, model.Title, StatementPrintPage.Under(viewer, model), new() { ["V"] = viewer, ["Model"] = model });
        return TypedResults.File(await printer.Print(html, context.RequestAborted), "application/pdf", $"{model.Statement.Agreement}-{model.Statement.FromDate}-{viewer.Words.Language}.pdf");
    }

    private static Task<(Viewer Viewer, StatementSheetModel Model)> Read(HttpContext context, Db db, PublishedAgreements agreements, PdfPrinter printer, Guid id, string? language, bool own) => db.Read(s =>
    {
        var asking = context.Viewer(s);
        var viewer = asking with { Words = DocumentModel.In(asking, language) };
        var statement = own ? OwnStatements.Find(s, viewer.Asker!, id) : StatementActs.Find(s, viewer.Asker!.Tenant, id) ?? throw new MissingException();
        var agreement = agreements.Latest(s, statement.TenantId, statement.Agreement);
        var title = agreement?.Titles.GetValueOrDefault(viewer.Words.Language, agreement.Title) is { Length: > 0 } known ? known : statement.Agreement;
        return (viewer, new StatementSheetModel(statement, statement.Content, title, StatementTalkModel.Of(s, agreements, viewer, statement, (own ? "/portal" : "") + $"/statements/{id}"), own, printer.CanPrint));
    });
}
