using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

/// <summary>What is promised: read by everybody, written by those who manage.</summary>
internal static class AgreementPages
{
    public static void MapAgreementPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/agreements", List).For(Ability.Read);
        pages.MapGet("/agreements/{id}/{version:int}", Show).For(Ability.Read);
        pages.MapPost("/agreements/drafts", Begin).For(Ability.Manage);
        pages.MapGet("/agreements/drafts/{draft:guid}", Edit).For(Ability.Manage);
        pages.MapPost("/agreements/drafts/{draft:guid}", Save).For(Ability.Manage);
    }

    private static Task<IResult> List(HttpContext context, PublishedAgreements agreements) =>
        context.Show<AgreementListPage, AgreementListModel>((s, viewer) => AgreementListModel.Of(s, agreements, viewer));

    private static Task<IResult> Show(HttpContext context, PublishedAgreements agreements, string id, int version, string? at, string? priority) =>
        context.Show<AgreementPage, AgreementModel>((s, viewer) => AgreementModel.Of(s, agreements, viewer, id, version, new PreviewAsked(at, priority)) ?? throw new MissingException());

    /// <summary>From a published version, or from a first text that can be published as it stands.</summary>
    private static async Task<IResult> Begin(HttpContext context, Db db, IClock clock)
    {
        var form = await context.Form();
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var draft = await db.Write(tx =>
        {
            var (from, workspace) = (form["from"].ToString(), Workspace.Get(tx, asker.Tenant));
            var source = from.Length > 0 && int.TryParse(form["version"], CultureInfo.InvariantCulture, out var version) ? PublishedAgreements.Source(tx, asker.Tenant, from, version) ?? throw new MissingException()
                : First(workspace);
            return AgreementDrafts.Create(tx, asker.Tenant, AgreementDraft.Agreement, from.Length > 0 ? from : workspace.Name, source, asker.Actor, now);
        });
        return context.SeeOther($"/agreements/drafts/{draft.Id}");
    }

    private static string First(Workspace workspace) => $$"""
        prazo: 1
        agreement: suporte
        title: "{{workspace.Name.Replace("\"", "", StringComparison.Ordinal)}}"
        kind: customer
        zone: {{workspace.Zone}}
        calendars:
          office: { weekly: { mon-fri: "09:00-18:00" } }
        targets:
          first-response: { by: priority, within: { critical: 30m, high: 1h, else: 4h }, calendar: office }
          resolution:
            by: priority
            within: { critical: 4h, high: 8h, else: 3 business days }
            calendar: office
            pause: [{ status: waiting-customer, party: customer }]
        objectives:
          - { id: answers, target: first-response, at-least: 90%, per: month }

        """;

    private static Task<IResult> Edit(HttpContext context, PublishedAgreements agreements, Guid draft, string? at, string? priority) =>
        context.Show<DraftPage, DraftModel>((s, viewer) => DraftModel.Of(s, agreements, viewer, draft, null, new PreviewAsked(at, priority), null) ?? throw new MissingException());

    private static async Task<IResult> Save(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, Guid draft)
    {
        var form = await context.Form();
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var (source, preview) = (form["source"].ToString().Replace("\r\n", "\n", StringComparison.Ordinal), new PreviewAsked(form["at"], form["priority"]));
        new DraftInput("draft", source).Text();
        if (form["do"] == "delete")
        {
            await db.Write(tx => AgreementDrafts.Delete(tx, asker.Tenant, AgreementDraft.Agreement, draft));
            return context.SeeOther("/agreements");
        }
        var saved = await db.Write(tx => AgreementDrafts.Find(tx, asker.Tenant, AgreementDraft.Agreement, draft) is { } kept
            ? AgreementDrafts.Save(tx, kept with { Source = source, Updated = now, UpdatedBy = asker.Actor }, long.TryParse(form["revision"], CultureInfo.InvariantCulture, out var revision) ? revision : kept.Revision)
            : throw new MissingException());
        if (saved is null)
            return await Again("error.stale", StatusCodes.Status412PreconditionFailed);
        if (form["do"] != "publish")
            return await Again("draft.saved", StatusCodes.Status200OK);
        try
        {
            var published = await db.Write(tx =>
            {
                AgreementDrafts.Delete(tx, asker.Tenant, AgreementDraft.Agreement, draft);
                return PublishedAgreements.Publish(tx, asker.Tenant, source, asker.Actor, now);
            });
            return context.SeeOther($"/agreements/{published.Agreements[0].Id}/{published.Agreements[0].Version.ToString(CultureInfo.InvariantCulture)}");
        }
        catch (RefusedException)
        {
            return await Again("draft.has-errors", StatusCodes.Status422UnprocessableEntity);
        }

        Task<IResult> Again(string said, int status) =>
            context.Show<DraftPage, DraftModel>((s, viewer) => DraftModel.Of(s, agreements, viewer, draft, source, preview, viewer[said]) ?? throw new MissingException(), status);
    }
}
