using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Prazo.Agreements;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Documents;

/// <summary>Agreements as people read them.</summary>
internal static class DocumentApi
{
    public static void MapDocuments(this RouteGroupBuilder api)
    {
        api.MapGet("/agreements/{agreement}/versions/{version:int}/document", Document).For(Ability.Read)
            .WithSummary("A version as a contract: sentences generated from its rules, each with the rule and its line, and what its parties wrote beside them. `language` is en, pt-BR or ro.");
        api.MapGet("/agreements/{agreement}/versions/{version:int}/said", Said).For(Ability.Read)
            .WithSummary("What differs in words between a version and another (`against`), by default the one before it, or another agreement (`with`) as it holds today.");
        api.MapGet("/own/agreements/{agreement}/document", Own).For(Ability.Own).WithSummary("One of a customer's own agreements as a contract.");
    }

    private static async Task<Results<Ok<AgreementDocument>, NotFound>> Document(HttpContext context, Db db, PublishedAgreements agreements, string agreement, int version, string? language) =>
        await db.Read(s => Of(s, agreements, context.Viewer(s), agreement, version, Known(language))) is { } document ? TypedResults.Ok(document) : TypedResults.NotFound();

    private static async Task<Results<Ok<IReadOnlyList<SaidChange>>, NotFound>> Said(HttpContext context, Db db, PublishedAgreements agreements, string agreement, int version, int? against, string? with, string? language)
    {
        Known(language);
        return await db.Read(s =>
        {
            var viewer = context.Viewer(s);
            var before = with is null && against is null ? agreements.All(s, viewer.Asker!.Tenant).Agreements.Where(a => a.Id == agreement && a.Version < version).MaxBy(a => a.Version)?.Version : against;
            return Of(s, agreements, viewer, agreement, version, language) is { } after && (with is not null || before is not null) && Of(s, agreements, viewer, with ?? agreement, before, language) is { } old
                ? DocumentDiff.Of(old, after) : null;
        }) is { } said ? TypedResults.Ok(said) : TypedResults.NotFound();
    }

    private static async Task<Ok<AgreementDocument>> Own(HttpContext context, Db db, PublishedAgreements agreements, string agreement, string? language)
    {
        Known(language);
        return TypedResults.Ok(await db.Read(s => DocumentModel.Own(s, agreements, context.Viewer(s), agreement, language, false).Document));
    }

    private static AgreementDocument? Of(Session s, PublishedAgreements agreements, Viewer viewer, string id, int? version, string? language)
    {
        var all = agreements.All(s, viewer.Asker!.Tenant);
        return DocumentModel.Find(all, viewer, id, version) is { } found ? DocumentModel.Staff(DocumentModel.In(viewer, language), all, found) : null;
    }

    private static string? Known(string? language) => language is null || ScreenWords.Languages.Contains(language) ? language
        : throw new RefusedException("unknown-language", "language", $"'{language}' is not a language of documents", "write en, pt-BR or ro");
}
