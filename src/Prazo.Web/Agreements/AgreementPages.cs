using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Reports.Live;
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
        pages.MapGet("/agreements/{id}/{version:int}/simulate", Simulate).For(Ability.Manage);
        pages.MapGet("/agreements/drafts/{draft:guid}/simulate", SimulateDraft).For(Ability.Manage);
        pages.MapPost("/agreements/drafts", Begin).For(Ability.Manage);
        pages.MapGet("/agreements/drafts/{draft:guid}", Edit).For(Ability.Manage);
        pages.MapPost("/agreements/drafts/{draft:guid}", Save).For(Ability.Manage);
        pages.MapPost("/agreements/drafts/{draft:guid}/sides", Sides).For(Ability.Manage);
    }

    private static Task<IResult> List(HttpContext context, PublishedAgreements agreements) =>
        context.Show<AgreementListPage, AgreementListModel>((s, viewer) => AgreementListModel.Of(s, agreements, viewer));

    private static Task<IResult> Show(HttpContext context, PublishedAgreements agreements, string id, int version, int? against, string? at, string? priority) =>
        context.Show<AgreementPage, AgreementModel>((s, viewer) => AgreementModel.Of(s, agreements, viewer, id, version, against, new PreviewAsked(at, priority)) ?? throw new MissingException());

    /// <summary>From a published version, or from a first text that can be published as it stands.</summary>
    private static async Task<IResult> Begin(HttpContext context, Db db, IClock clock)
    {
        var form = await context.Form();
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var draft = await db.Write(tx =>
        {
            var (from, workspace) = (form["from"].ToString(), Workspace.Get(tx, asker.Tenant));
            var source = from.Length > 0 && int.TryParse(form["version"], CultureInfo.InvariantCulture, out var version)
                ? PublishedAgreements.NextVersion(tx, asker.Tenant, Tried(PublishedAgreements.Source(tx, asker.Tenant, from, version) ?? throw new MissingException(), form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal), context.Viewer(tx)))
                : First(workspace);
            return AgreementDrafts.Create(tx, asker.Tenant, AgreementDraft.Agreement, from.Length > 0 ? from : workspace.Name, source, asker.Actor, now);
        });
        return context.SeeOther($"/agreements/drafts/{draft.Id}");
    }

    /// <summary>A published text with what was typed into the fields of a what-if.</summary>
    private static string Tried(string source, IReadOnlyDictionary<string, string> fields, Viewer viewer) => TextSides.Of(source.ReplaceLineEndings("\n")).Merged(source, fields, viewer.Words);

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

    private static Task<IResult> Save(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, Guid draft) =>
        DraftDesk.Send(context, db, clock, draft, AgreementDraft.Agreement, "/agreements",
            (tx, source) => PublishedAgreements.Publish(tx, context.Asker().Tenant, source, context.Asker().Actor, clock.GetCurrentInstant()).Agreements[0] is var a ? string.Create(CultureInfo.InvariantCulture, $"/agreements/{a.Id}/{a.Version}") : "",
            (form, said) => context.Show<DraftPage, DraftModel>((s, viewer) => DraftModel.Of(s, agreements, viewer, draft, said.Source, new PreviewAsked(form["at"], form["priority"]), said.Said, form.Given("state")) is { } model ? model with { Refused = said.Status >= StatusCodes.Status400BadRequest } : throw new MissingException(), said.Status));

    /// <summary>Both sides of a text while it is typed, checked against each other; nothing is kept.</summary>
    private static Task<IResult> Sides(HttpContext context, Db db, PublishedAgreements agreements, Guid draft) => DraftDesk.Look(context, db,
        (form, source) => context.Show<DraftSides, DraftModel>((s, viewer) => DraftModel.Of(s, agreements, viewer, draft, source, new PreviewAsked(null, null), null, form.Given("state"), effect: false) ?? throw new MissingException()));

    /// <summary>What a published version, with a few values changed, would have made of the tickets that there have been.</summary>
    private static async Task<IResult> Simulate(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, string id, int version, int? days, string? by)
    {
        var (source, viewer) = await db.Read(s => (PublishedAgreements.Source(s, context.Asker().Tenant, id, version) ?? throw new MissingException(), context.Viewer(s)));
        var fields = context.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        return await Answer(context, db, agreements, clock, days, by, () => Tried(source, fields, viewer), source, (s, v) => (string.Create(CultureInfo.InvariantCulture, $"/agreements/{id}/{version}"), v.Say("simulate.of", id, version), id, version));
    }

    private static async Task<IResult> SimulateDraft(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, Guid draft, int? days, string? by)
    {
        var found = await db.Read(s => AgreementDrafts.Find(s, context.Asker().Tenant, AgreementDraft.Agreement, draft)) ?? throw new MissingException();
        return await Answer(context, db, agreements, clock, days, by, () => found.Source, found.Source, (s, v) => ($"/agreements/drafts/{draft}", v.Say("draft.title", found.Name), null, 0));
    }

    private static async Task<IResult> Answer(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, int? days, string? by, Func<string> tried, string source, Func<Session, Viewer, (string Path, string Name, string? Id, int Version)> of)
    {
        var now = clock.GetCurrentInstant();
        var (done, wrong, text) = ((Simulated?)null, (RefusedException?)null, source);
        try
        {
            text = tried();
            if (days is not null)
                done = await SimulationApi.Run(context, db, agreements, new WhatIfQuery(text, SimulationApi.From(now, days), now, by is { Length: > 0 } ? [by] : [], WhatIf.MostTickets), now);
        }
        catch (RefusedException e)
        {
            wrong = e;
        }
        return await context.Show<SimulatePage, SimulateModel>((s, viewer) =>
        {
            var (path, name, id, version) = of(s, viewer);
            var merged = PublishedAgreements.Check(s, viewer.Asker!.Tenant, id is null ? text : PublishedAgreements.NextVersion(s, viewer.Asker.Tenant, text)).Agreements;
            return new SimulateModel(path, name, id, version, TextSides.Of(text), merged.IsEmpty ? null : merged[0], days ?? 90, by ?? "", done, [.. wrong?.Problems.Select(InputProblem.Of) ?? []]);
        }, wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
